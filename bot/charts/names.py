"""Names in a picture: any script, cut where a reader would cut them, and never read as markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

ELLIPSIS = "…"

_JOINER = "\u200d"
_KEPT_FORMATS = {"\u200c", _JOINER}  # several scripts and emoji are spelt with them
_NARROW = frozenset(" ijlftrI.,:;'|!()[]")
_BROAD = frozenset("MWmw@%—…")
_VIRAMA = 9  # canonical combining class of the sign that joins two Indic consonants


def shorten(name: str, columns: float) -> str:
    """The name within a width, with an ellipsis where something was left out.

    A letter is never parted from its marks, nor an emoji sequence in two. Line breaks and control characters become
    spaces, and marks that turn the direction of writing go.

    Args:
        name: as the member or the export spells it.
        columns: the width, as `display_width` counts it; at least 1.
    """
    if name.isascii() and name.isprintable():  # most names: a tenth of the time
        clean = " ".join(name.split())
    else:
        clean = " ".join("".join(filter(None, map(_cleaned, unicodedata.normalize("NFC", name)))).split())
    if display_width(clean) <= columns:
        return clean
    kept, left = [], columns - 1
    for cluster in graphemes(clean):
        left -= _cluster_width(cluster)
        if left < 0:
            break
        kept.append(cluster)
    return "".join(kept).rstrip() + ELLIPSIS


def display_width(text: str) -> float:
    """About how many lower-case Latin letters would be as wide: CJK and emoji count two, capitals over one.

    No font is asked; the count is on the safe side for what Noto Sans draws.
    """
    if text.isascii():
        return sum(map(_ASCII_WIDTHS.__getitem__, text))
    return sum(map(_cluster_width, graphemes(text)))


def label(name: str, columns: float) -> str:
    """The name as a picture's label: shortened, and escaped for plotly.js."""
    return escaped(shorten(name, columns))


def listed(before: str, names: Sequence[str], columns: float, lines: int) -> list[str]:
    """Words and a list of names over a few lines, each name whole or shortened, "+3" for those that found no room.

    Each name is set apart, so that one written from right to left does not turn its neighbours around.

    Args:
        before: words in front of the names.
        names: as members spell them.
        columns: the width of a line.
        lines: at most.

    Returns:
        The lines, escaped.
    """
    broken, used = [escaped(before)], display_width(before)
    for number, name in enumerate(names):
        short = shorten(name, min(24, columns))
        end = "," if number < len(names) - 1 else ""
        room = columns - (6 if len(broken) == lines and end else 0)  # for ", +99"
        if used + 2 + display_width(short) > room:
            if len(broken) == lines:
                broken[-1] += f" +{len(names) - number}"
                break
            broken.append("")
            used = 0
        broken[-1] = f"{broken[-1]} \u2068{escaped(short)}\u2069{end}".strip()
        used += 2 + display_width(short)
    return broken


def escaped(text: str) -> str:
    """The text as plotly.js shows it letter for letter: its labels understand a few HTML tags and entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def graphemes(text: str) -> Iterator[str]:
    """What a reader sees as one letter or emoji each.

    The cases of Unicode's UAX 29 that names hold: marks, Hangul in NFC, joined and flag emoji, skin tones, keycaps, and
    Indic consonants joined by a virama.
    """
    cluster = ""
    for letter in text:
        if cluster and _continues(cluster, letter):
            cluster += letter
            continue
        if cluster:
            yield cluster
        cluster = letter
    if cluster:
        yield cluster


def _continues(cluster: str, letter: str) -> bool:
    if letter in _KEPT_FORMATS or unicodedata.category(letter) in ("Mn", "Me", "Mc"):
        return True
    if _is_tag(letter) or "\U0001f3fb" <= letter <= "\U0001f3ff":  # flags of regions, skin tones
        return True
    last = cluster[-1]
    if last == _JOINER:
        return True
    if _is_regional(letter):  # two of them are one flag
        return _is_regional(last) and len(cluster) == 1
    return unicodedata.combining(last) == _VIRAMA and unicodedata.category(letter) == "Lo"


def _cleaned(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":
        return letter if letter in _KEPT_FORMATS or _is_tag(letter) else ""
    return " " if category in ("Cc", "Cs", "Co") else letter


def _cluster_width(cluster: str) -> float:
    first = cluster[0]
    if unicodedata.east_asian_width(first) in "WF" or "\ufe0f" in cluster or _is_regional(first):
        return 2
    if cluster in _NARROW:
        return 0.6
    if first in _BROAD or (len(cluster) > 1 and unicodedata.category(first) == "Lo"):
        return 1.7
    return 1.2 if first.isupper() else 1


def _is_tag(letter: str) -> bool:
    return "\U000e0020" <= letter <= "\U000e007f"


def _is_regional(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


_ASCII_WIDTHS = {chr(code): _cluster_width(chr(code)) for code in range(128)}

"""Which words of a file stand for "watched", so that they can be taken off its titles.

They are those of one language for a whole file: of the languages that we know, the one that most of its titles speak;
else what most of them begin or end with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.exports.youtube_words import OTHER_ACTS, WATCHED

ENOUGH_LINES = 400
"""So many different lines are enough to tell."""

_FEWEST_LINES = 5
_SHARE = 0.8
_LONGEST_WORDS = 48
_QUOTES = (("„", "“"), ("“", "”"), ("«", "»"), ("「", "」"), ("『", "』"), ('"', '"'))

Wrapper = tuple[str, str]
"""What stands before a title, and what behind it."""


@dataclass(frozen=True, slots=True)
class Verb:
    """The words for "watched" of one file.

    Attributes:
        wrappers: in the order in which they are tried; empty if they could not be told.
        quotes: what each title stands in besides, or ("", "").
    """

    wrappers: tuple[Wrapper, ...]
    quotes: Wrapper = ("", "")

    def title(self, line: str, *, addressed: bool) -> str | None:
        """The title in a line such as `Watched Song`; None if the line tells of something else than watching.

        Args:
            line: as `plain_line` gives it.
            addressed: whether the record bears the address of a video. Such a line may be in another language, and if
                the file's words are not known, it is taken as it is.
        """
        inner = _unwrapped(line, self.wrappers)
        if inner is None and addressed:
            inner = _unwrapped(line, _ANY) if self.wrappers else None if OTHER_ACTS.match(line) else line
        if inner is None:
            return None
        opening, closing = self.quotes
        quoted = opening and inner.startswith(opening) and inner.endswith(closing) and len(inner) > 2
        return inner[len(opening) : len(inner) - len(closing)] if quoted else inner


def plain_line(written: str) -> str:
    """A title line with ordinary blanks, and without the full stop that some languages put behind their verb."""
    line = written.replace("\xa0", " ").replace("\u202f", " ").strip()
    return line[:-1] if line.endswith(("다.", "。")) else line


def verb_of(lines: Sequence[str]) -> Verb:
    """The words for "watched" in these lines.

    Args:
        lines: as `plain_line` gives them, of records that bear the address of a video; each once.
    """
    known = _known(lines)
    wrappers = WATCHED[known] if known else _learned(lines)
    verb = Verb(tuple(sorted(wrappers, key=_length, reverse=True)))
    titles = [title for line in lines if (title := _unwrapped(line, verb.wrappers)) is not None]
    for opening, closing in _QUOTES:
        inside = sum(title.startswith(opening) and title.endswith(closing) for title in titles)
        if wrappers and inside >= max(_FEWEST_LINES, _SHARE * len(titles)):
            return Verb(verb.wrappers, (opening, closing))
    return verb


def _length(wrapper: Wrapper) -> int:
    return len(wrapper[0]) + len(wrapper[1])


_ANY = tuple(sorted((wrapper for language in WATCHED.values() for wrapper in language), key=_length, reverse=True))


def _unwrapped(line: str, wrappers: Sequence[Wrapper]) -> str | None:
    for before, behind in wrappers:
        if len(line) > len(before) + len(behind) and line.startswith(before) and line.endswith(behind):
            return line[len(before) : len(line) - len(behind)].strip()
    return None


def _known(lines: Sequence[str]) -> str | None:
    """The language in which most lines are; of two that fit as many ("Så", "Så på") the one with more to say."""
    best, most = None, (0, 0)
    for language, wrappers in WATCHED.items():
        spoken = [_said(line, wrappers) for line in lines]
        fits = (sum(map(bool, spoken)), sum(spoken))
        if fits > most:
            best, most = language, fits
    return best if most[0] * 2 > len(lines) else None


def _said(line: str, wrappers: Sequence[Wrapper]) -> int:
    """How long the words around the title are in this language; 0 if it is not in this language."""
    return max(
        (
            _length((before, behind))
            for before, behind in wrappers
            if len(line) > len(before) + len(behind) and line.startswith(before) and line.endswith(behind)
        ),
        default=0,
    )


def _learned(lines: Sequence[str]) -> tuple[Wrapper, ...]:
    """What four of five lines begin with and end with; nothing if there are too few lines to learn from."""
    if len(lines) < _FEWEST_LINES:
        return ()
    before = _shared(lines, lambda line, length: line[:length], lambda words: words.endswith(" ") or _dense(words[-1]))
    rest = [line[len(before) :] for line in lines if line.startswith(before)]
    behind = _shared(rest, lambda line, length: line[-length:], lambda words: words[0] == " " or _dense(words[0]))
    return ((before, behind),) if before or behind else ()


def _shared(lines: Sequence[str], cut: Callable[[str, int], str], whole: Callable[[str], bool]) -> str:
    """The longest words that most lines share; a part of a word is none."""
    longest = ""
    for length in range(1, _LONGEST_WORDS):
        cuts = Counter(cut(line, length) for line in lines if len(line) > length)
        words, times = cuts.most_common(1)[0] if cuts else ("", 0)
        if times < _SHARE * len(lines):
            break
        if whole(words):
            longest = words
    return longest


def _dense(letter: str) -> bool:
    """Whether it is of a script that is written without blanks between words."""
    return "\u0e00" <= letter <= "\u0eff" or "\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af"

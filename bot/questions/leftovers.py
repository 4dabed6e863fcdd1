"""Names that only their place gives away: quotations, words without meaning where something played would stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.questions.concepts import Mention
from bot.questions.names import NameMention, clip, is_famous, kind_by_noun
from bot.questions.reading import Sentence, fold
from bot.questions.words.language import Language


def find_leftovers(
    sentence: Sentence, language: Language, concepts: Sequence[Mention], names: Sequence[NameMention]
) -> list[NameMention]:
    """Runs of words that mean nothing to us and stand where something played would stand.

    Args:
        sentence: with names, times and concepts masked.
        language: whose small words are passed over.
        concepts: where the sentence speaks of listening and liking.
        names: what is known to be a name already.
    """
    masked = sentence.without(
        *((match.start(), match.end()) for match in language.stop_pattern.finditer(sentence.folded))
    )
    numbers = language.pattern(",".join(language.numbers))
    masked = masked.without(*((match.start(), match.end()) for match in numbers.finditer(masked.folded)))
    if not language.spaced:
        return _before_particle(sentence, language)
    found = []
    for run in re.finditer(r"[^\W_](?:(?:(?!'s )[^\x00,;:?!()\"])*[^\W_])?", masked.folded):
        if (
            len(run.group()) >= 2
            and not _is_plain_word(sentence, run, names)
            and _in_object_slot(sentence, run.start(), run.end(), concepts)
        ):
            end = run.end() - (2 if run.group().endswith("'s") else 0)
            first, _, more = run.group().partition(" ")
            if (
                more
                and _in_subject_slot(sentence, run.start(), run.end())
                and _AFTER_VERB.search(fold(sentence.text[: run.start()]))
                and sentence.text[run.start() : end].islower()
            ):
                end = run.start() + len(first)  # "is bo lying": one word is the name, and what follows is said of it
            found.append(NameMention("unknown", sentence.text[run.start() : end], run.start(), end))
        elif found and _JOINED_TO_LAST.fullmatch(fold(sentence.text[found[-1].end : run.start()])):
            found.append(NameMention("unknown", sentence.text[run.start() : run.end()], run.start(), run.end()))
    return found


_PLAIN = re.compile(r"\d+\w?|[^\W_]{3,}est")


def _is_plain_word(sentence: Sentence, run: re.Match[str], names: Sequence[NameMention]) -> bool:
    """Whether small letters rather say something: what a member does, what is done to a name, "quietest", "20x"."""
    if _PLAIN.fullmatch(run.group()) and not sentence.text[run.start()].isupper():
        return True
    if not sentence.text[run.start() : run.end()].islower():
        return False
    does = any(name.kind == "member" and fold(sentence.text[name.end : run.start()]) in _ONE_DOES for name in names)
    done_to = any(name.start - run.end() == 1 for name in names)
    return (does and not _AFTER_VERB.search(fold(sentence.text[: run.start()]))) or done_to


_ONE_DOES = (" ", " has ", " had ", " ha ", " a ", " hat ", " tem ")
_AFTER_VERB = re.compile(r"\b(?:did|does|do|has|have|is|was|were|are)\s+\Z")
_JOINED_TO_LAST = re.compile(r"\s+(?:and|or|y|e|et|ou|o|und|oder|i|czy|lub)\s+")
_BEFORE_OBJECT = frozenset(
    {
        "listen",
        "like",
        "skip",
        "loop",
        "repeat",
        "first",
        "last_listen",
        "artist",
        "track",
        "album",
        "playlist",
        "most",
        "times",
        "how_often",
        "hours",
        "discover",
        "firsts",
    }
)
_LISTENING = frozenset({"listen", "like", "fans"})
_AFTER_OBJECT = frozenset({"both", "like", "track", "album", "artist", "times", "listen"})
_OBJECT_PREPOSITION = re.compile(r"(?:\b(?:to|of|by|for|a|de|du|d'|do|da|von|vom|z)\s+|\bl')\Z")
_SHARE_OF = re.compile(_OBJECT_PREPOSITION.pattern.replace("von|", "von|is|"))


def _in_object_slot(sentence: Sentence, start: int, end: int, concepts: Sequence[Mention]) -> bool:
    before = [each for each in concepts if each.end <= start and not sentence.folded[each.end : start].strip(" \x00'")]
    after = [each for each in concepts if each.start >= end and not sentence.folded[end : each.start].strip(" \x00'")]
    gap_before = max((each.end for each in before), default=None)
    said = {each.concept for each in concepts}
    nearest = {each.concept for each in before if each.end == gap_before}
    if "top" in nearest or not said & _LISTENING:
        nearest.discard("most")
    follows = bool(nearest & _BEFORE_OBJECT)
    precedes = any(each.concept in _AFTER_OBJECT for each in after if each.start <= end + 1)
    return (
        follows
        or precedes
        or bool((_SHARE_OF if "share" in said else _OBJECT_PREPOSITION).search(fold(sentence.text[:start])))
        or _in_subject_slot(sentence, start, end)
    )


def _in_subject_slot(sentence: Sentence, start: int, end: int) -> bool:
    """Where one who listens stands: "did tomek", "sofia's", "me and leo", "zoe vs maya"."""
    before, after = fold(sentence.text[:start]), fold(sentence.text[end:])
    if re.search(
        r"\b(?:who|wer|qui|quien|quem|kto)(?:'s|\s+(?:\w+\s+)?(?:is|was|are|were|has|have|ist|hat))\s+\Z", before
    ):
        return False  # "who is lonely": what stands there is said of somebody
    return bool(
        re.search(r"\b(?:did|does|do|has|have|is|was|were|are|than|hat|ist)\s+\Z", before)
        or sentence.folded[start:end].endswith("'s")
        or after.startswith("'s")
        or stands_opposite(before, after)
    )


def stands_opposite(before: str, after: str) -> bool:
    """Whether what is between these stands against somebody: "compare me and ...", "... vs"."""
    return bool(re.search(r"\b(?:me|i)\s+(?:and|or|vs\.?)\s*\Z|\b(?:vs\.?|versus)\s*\Z", before)) or bool(
        re.match(r"\s+(?:vs\.?|versus)\s", after)
    )


def _before_particle(sentence: Sentence, language: Language) -> list[NameMention]:
    """Japanese: what stands before を, or before の曲 and the like, is what was played."""
    played = r"([^\s\x00、。？?！!をのがはにで]{2,30})(?:を|って|\x00*の(?:\x00|曲|歌|アルバム))"
    return [
        NameMention("unknown", sentence.text[run.start(1) : run.end(1)], run.start(1), run.end(1))
        for run in re.finditer(played, sentence.folded)
        if not run.group(1).isdigit() and not language.stop_pattern.fullmatch(run.group(1))
    ]


_COMPARED = re.compile(r"\b(?:than|vs|versus|or|and|que|ou|als|oder|niz|czy)\b")


def quote_names(sentence: Sentence, concepts: Sequence[Mention]) -> list[NameMention]:
    """Quotations that name something: those with a noun before them, or that stand where something played would."""
    found: list[NameMention] = []
    for quote in sentence.quotes:
        kind = kind_by_noun(sentence, quote.start, concepts)
        owned = re.search(r"[^\W_]['’]s?\s+\Z", sentence.text[: quote.start])
        if kind is None and found and found[-1].kind != "unknown" and _COMPARED.search(fold(sentence.text)):
            kind = found[-1].kind  # "is the playlist “a” sadder than “b”"
        if (
            kind
            or owned
            or _in_object_slot(
                sentence,
                quote.start,
                quote.end,
                [each for each in concepts if each.concept in ("listen", "like", "times")],
            )
        ):
            known = is_famous(quote.text)
            found.append(
                NameMention(
                    kind or ("artist" if known else "track"), clip(quote.text), quote.start, quote.end, sure=True
                )
            )
    return found

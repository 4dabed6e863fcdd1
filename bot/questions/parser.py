"""The offline parser: a question in words becomes a plan, by rules over the grammar's vocabulary.

It reads names, times and concepts out of the sentence, refuses what must not be answered before anything else, and puts
the rest together the same way for every language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.model.questions import Plan, Reason
from bot.questions.assembly import Understanding, assemble
from bot.questions.concepts import Mention, find_concepts, guess_language, mend_typos
from bot.questions.names import (
    NameMention,
    find_capitalised,
    find_known_music,
    find_leftovers,
    find_members,
    quote_names,
)
from bot.questions.periods import read_times
from bot.questions.reading import Sentence, fold, read_sentence
from bot.questions.refusals import is_unsafe
from bot.questions.words.artists import ARTISTS, FANDOMS
from bot.questions.words.language import Language

_MEASURES = frozenset(
    "hours share variety listeners skip loop repeat concentrated discover active_days streak longest_session session overlap opposite "
    "unique_taste mainstream firsts change breakup sad playlist_tracks playlist_age first last_listen shuffle podcast".split()  # noqa: SIM905 - a list of words
)
_ABOUT_LISTENING = _MEASURES | frozenset(
    "listen like artist track album playlist times how_often pair device hour_of_day happy love angry chill party workout focus sleep "
    "phone computer speaker tv car skipped distinct".split()  # noqa: SIM905 - a list of words
)


def parse_question(sentence: str, today: date, members: Sequence[str] = ()) -> Plan:
    """The plan that a question means, or a plan that says why there is none. Never raises, and asks nothing of anybody.

    Args:
        sentence: as it was typed, in any of the vocabulary's languages; what comes after 400 characters is not read.
        today: in the asker's own zone; what "last summer" is counted from.
        members: display names of the members who agreed to be compared. Without them, a name's place in the sentence
            decides whether it is a member's.
    """
    read = read_sentence(sentence)
    if not read.text.strip(" ?!.¿¡？。"):
        return Plan(op="none", reason="help")
    if is_unsafe(read):
        return Plan(op="none", reason="unsafe")
    language = guess_language(read)
    mended = mend_typos(read, language, [*members, *ARTISTS, *FANDOMS])
    if mended != read.text:
        read = read_sentence(mended)
    understanding = _understand(read, language, today, members)
    reason = _refusal(understanding)
    return Plan(op="none", reason=reason) if reason else assemble(understanding)


def _understand(read: Sentence, language: Language, today: date, members: Sequence[str]) -> Understanding:
    names = find_members(read, members, language)
    rest = _without(read, names)
    known = find_known_music(rest, language)
    rest = _without(rest, known)
    capitalised = find_capitalised(rest, language)
    rest = _without(rest, capitalised)
    times = read_times(rest, language, today)
    rest = rest.without(*((time.start, time.end) for time in times))
    concepts = find_concepts(rest, language)
    quoted = quote_names(read, concepts)
    loose = [quote for quote in read.quotes if not any(quote.start == name.start for name in quoted)]
    concepts += _concepts_in_quotes(" ".join(quote.text for quote in loose), language)
    names += known + capitalised + quoted
    leftover = find_leftovers(rest.without(*((each.start, each.end) for each in concepts)), language, concepts)
    names += [
        name for name in leftover if not any(name.start < other.end and other.start < name.end for other in names)
    ]
    return Understanding(
        sentence=read,
        language=language,
        concepts=tuple(concepts),
        times=tuple(times),
        names=tuple(sorted(names, key=lambda name: name.start)),
        members_known=bool(members),
    )


def _concepts_in_quotes(words: str, language: Language) -> list[Mention]:
    """Moods that a quotation speaks of: 'she left me'. Nothing else in it counts."""
    found = find_concepts(Sentence(words, fold(words)), language) if words else []
    return [
        replace(mention, start=0, end=0) for mention in found if mention.concept in ("breakup", "sad", "happy", "love")
    ]


def _without(sentence: Sentence, names: Sequence[NameMention]) -> Sentence:
    return sentence.without(*((name.start, name.end) for name in names))


def _refusal(understanding: Understanding) -> Reason | None:
    """The reason not to answer, the gravest first; None where a plan can be made."""
    has = understanding.has
    if has("sensitive"):
        return "sensitive"
    if has("private"):
        return "private"
    about_listening = bool(understanding.found & _ABOUT_LISTENING)
    if has("ask_help") and not understanding.found & _MEASURES and not understanding.music:
        return "help"
    if has("off_topic"):
        return "off_topic"
    if has("no_data"):
        return "no_data"
    if has("subjective") and not understanding.found & (_MEASURES - {"first"}) and not understanding.music:
        return "ambiguous"
    if not about_listening and not understanding.music and not understanding.times:
        return "ambiguous" if has("who") and has("most", "least") else "off_topic"
    return None

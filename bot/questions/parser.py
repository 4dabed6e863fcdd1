"""The offline parser: a question in words becomes a plan, by rules over the grammar's vocabulary.

It reads names, times and concepts out of the sentence, refuses what must not be answered before anything else, and puts
the rest together the same way for every language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.model.questions import Plan, Reason
from bot.questions.assembly import assemble
from bot.questions.concepts import Mention, find_concepts, guess_language, mend_typos
from bot.questions.leftovers import find_leftovers, quote_names
from bot.questions.names import (
    NameMention,
    find_capitalised,
    find_known_music,
    find_members,
)
from bot.questions.periods import read_times
from bot.questions.reading import Sentence, fold, read_sentence
from bot.questions.refusals import (
    draws_conclusions,
    grave_reason,
    is_bare,
    is_not_held,
    is_unsafe,
    strangers,
)
from bot.questions.titles import find_titles
from bot.questions.understanding import Understanding
from bot.questions.words.artists import ARTISTS, FANDOMS
from bot.questions.words.language import Language

MEASURES = frozenset(
    {
        *(
            "hours",
            "share",
            "variety",
            "listeners",
            "skip",
            "loop",
            "repeat",
            "concentrated",
            "discover",
            "active_days",
        ),
        *(
            "streak",
            "longest_session",
            "session",
            "overlap",
            "opposite",
            "unique_taste",
            "mainstream",
            "firsts",
            "change",
        ),
        *(
            "breakup",
            "sad",
            "playlist_tracks",
            "playlist_age",
            "first",
            "last_listen",
            "shuffle",
            "podcast",
            "how_often",
        ),
    }
)
ABOUT_LISTENING = MEASURES | frozenset(
    {
        *("listen", "like", "fans", "artist", "track", "album", "playlist", "device", "hour_of_day", "happy", "love"),
        *(
            "angry",
            "chill",
            "party",
            "workout",
            "focus",
            "sleep",
            "phone",
            "computer",
            "speaker",
            "tv",
            "car",
            "skipped",
        ),
        *("over_time", "per_hour", "per_weekday", "per_day", "per_week", "per_month", "per_year"),
    }
)
_REFUSED = frozenset({"ask_help", "sensitive", "private", "off_topic", "no_data", "subjective", "why"})
_BEFORE_TIME = (
    "per_hour",
    "per_weekday",
    "per_day",
    "per_week",
    "per_month",
    "per_year",
    "weekday_dim",
    "year_dim",
    "active_days",
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
    understanding = understand(read, today, members)
    reason = _refusal(understanding)
    if reason or names_nobody_who_listens(understanding):
        return Plan(op="none", reason=reason or "ambiguous")
    return assemble(understanding)


def understand(read: Sentence, today: date, members: Sequence[str]) -> Understanding:
    """What a sentence speaks of, slips of the hand put right; nothing is made of it, and nothing refused."""
    language, typed = guess_language(read), read
    mended = mend_typos(read, language, [*members, *ARTISTS, *FANDOMS])
    if mended != read.text:
        read = read_sentence(mended)
    names = find_members(read, members, language)
    names += find_known_music(_without(read, names), language)
    rest = _without(read, names)
    capitalised = find_capitalised(rest, language)
    rest = _without(rest, capitalised)
    buckets = [match.span() for concept in _BEFORE_TIME for match in _spans(language, concept, rest)]
    times = read_times(rest.without(*buckets), language, today)
    rest = rest.without(*((time.start, time.end) for time in times))
    concepts = [each for each in find_concepts(rest, language) if each.concept not in _REFUSED]
    titles = find_titles(read, capitalised, concepts, nouns_capitalised=language.code == "de")
    # A refusal looks under capitals too, "read me Leo's DMs", but not into what was played.
    unnamed = _without(read, [*names, *titles])
    warnings = [each for each in find_concepts(unnamed, language) if each.concept in _REFUSED]
    quoted = quote_names(read, concepts)
    loose = [quote for quote in read.quotes if not any(quote.start == name.start for name in quoted)]
    concepts += _concepts_in_quotes(" ".join(quote.text for quote in loose), language)
    names += capitalised + quoted
    spoken_for = rest.without(*((each.start, each.end) for each in (*concepts, *warnings)))
    leftover = find_leftovers(spoken_for, language, concepts, names)
    names += [
        name for name in leftover if not any(name.start < other.end and other.start < name.end for other in names)
    ]
    return Understanding(
        sentence=read,
        language=language,
        concepts=tuple(sorted([*concepts, *warnings], key=lambda each: each.start)),
        times=tuple(times),
        names=tuple(sorted(names, key=lambda name: name.start)),
        members_known=bool(members),
        titles=tuple(titles),
        typed=None if typed.text == read.text else typed,
    )


_OF_US = re.compile(
    r"\b(?:us|here|nosotros|aqu[ií]|nous|ici|uns|hier|n[óo]s|nas|tu(?:taj)?)\b|ここ|私たち", re.IGNORECASE
)


def names_nobody_who_listens(understanding: Understanding) -> bool:
    """Whether a member stands where something played would: "who plays Sade the most", of whom one is a member too."""
    if not understanding.has("who") or understanding.has("compare", "overlap", "opposite", "me") or understanding.music:
        return False
    people = [name for name in understanding.names if name.kind == "member"]
    if len(people) != 1:
        return False
    before = [each for each in understanding.concepts if each.end <= people[0].start]
    verb = any(each.concept in ("listen", "like", "fans") for each in before)
    between = understanding.sentence.text[before[-1].end : people[0].start].strip().lower() if before else "?"
    return verb and before[-1].concept in ("listen", "like", "fans", "most", "least") and between in ("", "to", "of")


def _spans(language: Language, concept: str, sentence: Sentence) -> list[re.Match[str]]:
    pattern = language.patterns.get(concept)
    return list(pattern.finditer(sentence.folded)) if pattern else []


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
    has, found = understanding.has, understanding.found
    measured = bool(found & MEASURES)
    sure_names = any(name.sure for name in understanding.music)
    if grave := grave_reason(understanding):
        return grave
    if has("ask_help") and not measured and not sure_names:
        return "help"
    if has("off_topic"):
        return "off_topic"
    if is_not_held(understanding):
        return "no_data"
    if has("subjective") and not found & (MEASURES - {"first"}) and not has("listen", "like", "fans"):
        return "ambiguous"
    unknown = strangers(understanding)
    if not found & ABOUT_LISTENING and not (sure_names or _is_about_time_alone(understanding, unknown=bool(unknown))):
        kinds = {name.kind for name in understanding.names}
        if "member" in kinds:
            # What a member is or does, and no music in it; or a name, and nothing said of it.
            return "ambiguous" if is_bare(understanding) and not unknown else "sensitive"
        if unknown and has("who") and _OF_US.search(understanding.sentence.text):
            return "sensitive"  # what one of us is or does
        return "ambiguous" if has("who") and has("most", "least", "top") else "off_topic"
    if unknown:
        # A word that we do not know may be what the question is about: nothing is answered past it.
        return "sensitive" if draws_conclusions(understanding) else "ambiguous"
    return None


def _is_about_time_alone(understanding: Understanding, *, unknown: bool) -> bool:
    """Whether periods, days or hours and who is asked for leave no doubt that listening is meant: "night owls?"."""
    if unknown:
        return False
    has = understanding.has
    daily = [time for time in understanding.times if time.kind != "window"]
    by_the_clock = bool(daily) and (has("compare") if len(daily) > 1 else has("who") and has("most", "least", "top"))
    night_people = bool(daily) and (has("who") or understanding.says("night_people"))
    two_times = has("compare") and len(understanding.times) == 2
    buckets = has("week_dim", "month_dim", "year_dim", "day_dim", "weekday_dim") or understanding.bucket is not None
    best_month = buckets and (has("we", "me") or bool(understanding.names))
    which_day = has("weekday_dim", "hour_of_day") and has("most", "least") and not understanding.names
    people = [name for name in understanding.names if name.kind == "member"]
    two_people = has("compare") and len(people) + has("me") == 2 and not understanding.music
    return (
        understanding.tops_somebody
        or by_the_clock
        or night_people
        or two_times
        or best_month
        or which_day
        or two_people
    )

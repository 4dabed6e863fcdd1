"""Words for what came out of a plan: amounts, groups and sides. Pure, so that each can be read in a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.analysis.group import day_of
from bot.model.listens import PLATFORMS
from bot.model.questions import Metric, Plan
from bot.phrasebook.amounts import hours_in, things
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook, msg
from bot.questions.execution.computed import Computed, Row
from bot.questions.execution.metrics import MEASURES, NUMBERS
from bot.questions.wording import JOINT, describe_filters, describe_window
from bot.questions.wording import MEASURES as IN_WORDS

Label = Callable[[tuple[int, ...]], str]

NOUNS: Mapping[Metric, str] = {
    "plays": "play",
    "longest_loop": "play",
    "listeners": "member",
    "distinct_tracks": "track",
    "distinct_artists": "artist",
    "distinct_albums": "album",
    "active_days": "day",
    "streak_days": "day",
    "firsts": "artist",
    "playlists": "playlist",
    "playlist_tracks": "track",
    "playlist_age_days": "day",
}
"""What is counted, of measures that count."""

FEWEST: Mapping[Metric, str] = {
    "plays": msg("fewest plays"),
    "hours": msg("least time"),
    "listeners": msg("fewest listeners"),
    "share": msg("smallest share"),
    "distinct_tracks": msg("narrowest choice of tracks"),
    "distinct_artists": msg("narrowest choice of artists"),
    "distinct_albums": msg("narrowest choice of albums"),
    "skip_rate": msg("lowest skip rate"),
    "repeat_rate": msg("lowest share of repeats"),
    "longest_loop": msg("shortest longest loop"),
    "concentration": msg("widest listening"),
    "discovery_rate": msg("fewest discoveries"),
    "first_listen": msg("earliest listen"),
    "last_listen": msg("longest silence since"),
    "active_days": msg("fewest days with music"),
    "streak_days": msg("shortest best streak"),
    "session_minutes": msg("shortest usual sitting"),
    "longest_session": msg("shortest longest sitting"),
    "sadness": msg("least sad titles"),
    "breakup_intensity": msg("least intense breakup"),
    "taste_overlap": msg("farthest taste"),
    "uniqueness": msg("most common taste"),
    "firsts": msg("fewest firsts"),
    "playlists": msg("fewest playlists"),
    "playlist_tracks": msg("fewest tracks in playlists"),
    "playlist_age_days": msg("youngest playlists"),
}
"""What a ranking from the bottom is by, in words that follow "the"."""
LATEST: Mapping[Metric, str] = {"first_listen": msg("latest first listen"), "last_listen": msg("latest listen")}
"""And one from the top, where the measure's own words are those of the bottom."""

_DEVICES: Mapping[str, str] = {
    "phone": msg("phone"),
    "computer": msg("computer"),
    "speaker": msg("speaker"),
    "tv": msg("tv"),
    "car": msg("car"),
    "web": msg("web"),
    "other": msg("other"),
}


def measure_words(plan: Plan, computed: Computed, rows: Sequence[Row], book: Phrasebook = ENGLISH) -> str:
    """What a ranking is by, in words that follow "the": "most plays", "largest fall in hours listened"."""
    if computed.metric == "change":
        first = (rows[0].value or 0.0) if rows else 0.0
        largest = (first < 0) == (computed.order == "asc")
        if first < 0:
            change = msg("largest fall in {measure}") if largest else msg("smallest fall in {measure}")
        else:
            change = msg("largest rise in {measure}") if largest else msg("smallest rise in {measure}")
        return book.say(change, measure=book.translated(IN_WORDS[plan.of or "plays"]))
    if computed.order == "asc":
        return book.translated(FEWEST[computed.metric])
    return book.translated(LATEST.get(computed.metric, MEASURES[computed.metric].words))


def amount_words(computed: Computed, value: float | None, book: Phrasebook = ENGLISH) -> str:
    """A value as a sentence has it: "1,204 plays", "+4.2 hours", "6.1 %", "3 Feb 2024", "not known"."""
    if value is None:
        return book.say("not known")
    if computed.unit == "date":
        return book.day(day_of(int(value)))
    changes = computed.metric == "change"
    size = abs(value)
    if computed.unit in ("hours", "minutes"):
        hours = size if computed.unit == "hours" else size / 60
        words = hours_in(book, hours) if hours else book.say("no time")
    elif computed.unit == "share":
        words = _share(size, book, points=changes)
    elif computed.unit == "score":
        number = book.number(size, 1)
        words = book.say("{number} points", number=number) if changes else book.say("{number} of 100", number=number)
    else:
        noun = NOUNS.get(computed.metric, {"plays": "play", "days": "day"}.get(computed.unit, ""))
        words = things(book, round(size), noun) if noun else book.number(round(size))
    sign = "-" if value < 0 else "+" if changes and value > 0 else ""
    return f"{sign}{words}"


def _share(share: float, book: Phrasebook, *, points: bool) -> str:
    if 0 < share < 0.0005:
        least = book.number(0.1, 1)
        return book.say("under {number} points", number=least) if points else book.say("under {number} %", number=least)
    number = book.number(share * 100, 1)
    return book.say("{number} points", number=number) if points else book.say("{number} %", number=number)


def definition(why: str, book: Phrasebook = ENGLISH) -> str:
    """One of `Computed.why`, with its numbers."""
    return book.say(why, **{name: book.number(value) for name, value in NUMBERS.items()})


def group_words(by: str, key: int, book: Phrasebook = ENGLISH) -> str:
    """A bucket or device in words: "03:00", "Monday", "March 2024", "2024", "week of 4 Mar 2024", "phone"."""
    match by:
        case "hour":
            return f"{key:02}:00"
        case "weekday":
            return book.weekday(key)
        case "month":
            return book.month(key // 12, key % 12 + 1)
        case "year":
            return book.say("{year}", year=key)
        case "platform":
            return book.translated(_DEVICES[PLATFORMS[key]])
        case "week":
            return book.say("week of {day}", day=book.day(day_of(key)))
        case _:
            return book.day(day_of(key))


def side_words(plan: Plan, place: int, members: Sequence[Sequence[str]], book: Phrasebook = ENGLISH) -> str:
    """What a side is, by what tells it from the other.

    Args:
        members: display names of each side's members.
    """
    sides = plan.sides
    windows = [side.window or plan.window for side in sides]
    filters = [describe_filters(side.filters or plan.filters, book) for side in sides]
    parts = []
    if list(members[place]) != list(members[1 - place]):
        parts.append(book.some(members[place]))
    if windows[place] != windows[1 - place]:
        parts.append(describe_window(windows[place], book))
    parts += [part for part in filters[place] if part not in filters[1 - place]]
    if parts:
        return book.translated(JOINT).join(parts)
    if filters[0] != filters[1]:
        return book.say("everything else")
    return book.say("the second") if place else book.say("the first")

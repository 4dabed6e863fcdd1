"""Words for what came out of a plan: amounts, groups, sides and verdicts. Pure, so that each can be read in a test."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence

from bot.analysis.group import day_of
from bot.model.amounts import counted, hours_words
from bot.model.listens import PLATFORMS
from bot.model.questions import Metric, Plan
from bot.narration.fill import safe
from bot.questions.execution.computed import Computed, Row
from bot.questions.execution.metrics import MEASURES
from bot.questions.wording import MEASURES as IN_WORDS
from bot.questions.wording import describe_filters, describe_window

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
    "plays": "fewest plays",
    "hours": "least time",
    "listeners": "fewest listeners",
    "share": "smallest share",
    "distinct_tracks": "narrowest choice of tracks",
    "distinct_artists": "narrowest choice of artists",
    "distinct_albums": "narrowest choice of albums",
    "skip_rate": "lowest skip rate",
    "repeat_rate": "lowest share of repeats",
    "longest_loop": "shortest longest loop",
    "concentration": "widest listening",
    "discovery_rate": "fewest discoveries",
    "first_listen": "earliest listen",
    "last_listen": "longest silence since",
    "active_days": "fewest days with music",
    "streak_days": "shortest best streak",
    "session_minutes": "shortest usual sitting",
    "longest_session": "shortest longest sitting",
    "sadness": "least sad titles",
    "breakup_intensity": "least intense breakup",
    "taste_overlap": "farthest taste",
    "uniqueness": "most common taste",
    "firsts": "fewest firsts",
    "playlists": "fewest playlists",
    "playlist_tracks": "fewest tracks in playlists",
    "playlist_age_days": "youngest playlists",
}
"""What a ranking from the bottom is by, in words that follow "the"."""
LATEST: Mapping[Metric, str] = {"first_listen": "latest first listen", "last_listen": "latest listen"}
"""And one from the top, where the measure's own words are those of the bottom."""

_WEEKDAYS = tuple(calendar.day_name)
_NAMED_MOST = 3


def measure_words(plan: Plan, computed: Computed, rows: Sequence[Row]) -> str:
    """What a ranking is by, in words that follow "the": "most plays", "largest fall in hours listened"."""
    if computed.metric == "change":
        first = (rows[0].value or 0.0) if rows else 0.0
        size = "largest" if (first < 0) == (computed.order == "asc") else "smallest"
        return f"{size} {'fall' if first < 0 else 'rise'} in {IN_WORDS[plan.of or 'plays']}"
    if computed.order == "asc":
        return FEWEST[computed.metric]
    return LATEST.get(computed.metric, MEASURES[computed.metric].words)


def amount_words(computed: Computed, value: float | None) -> str:
    """A value as a sentence has it: "1,204 plays", "+4.2 hours", "6.1 %", "3 Feb 2024", "not known"."""
    if value is None:
        return "not known"
    if computed.unit == "date":
        return f"{day_of(int(value)):%-d %b %Y}"
    changes = computed.metric == "change"
    if computed.unit in ("hours", "minutes"):
        hours = abs(value) if computed.unit == "hours" else abs(value) / 60
        words = hours_words(hours) if hours else "no time"
    elif computed.unit == "share":
        words = _percent(abs(value), " points" if changes else " %")
    elif computed.unit == "score":
        words = f"{abs(value):.1f}".removesuffix(".0") + (" points" if changes else " of 100")
    else:
        noun = NOUNS.get(computed.metric, {"plays": "play", "days": "day"}.get(computed.unit, ""))
        words = counted(round(abs(value)), noun) if noun else f"{round(abs(value)):,}"
    sign = "-" if value < 0 else "+" if changes and value > 0 else ""
    return f"{sign}{words}"


def _percent(share: float, unit: str) -> str:
    return f"under 0.1{unit}" if 0 < share < 0.0005 else f"{share * 100:.1f}".removesuffix(".0") + unit


def group_words(by: str, key: int) -> str:
    """A bucket or device in words: "03:00", "Monday", "March 2024", "2024", "week of 4 Mar 2024", "phone"."""
    match by:
        case "hour":
            return f"{key:02}:00"
        case "weekday":
            return _WEEKDAYS[key]
        case "month":
            return f"{calendar.month_name[key % 12 + 1]} {key // 12}"
        case "year":
            return str(key)
        case "platform":
            return PLATFORMS[key]
        case "week":
            return f"week of {day_of(key):%-d %b %Y}"
        case _:
            return f"{day_of(key):%-d %b %Y}"


def side_words(plan: Plan, place: int, members: Sequence[Sequence[str]]) -> str:
    """What a side is, by what tells it from the other.

    Args:
        members: display names of each side's members.
    """
    sides = plan.sides
    windows = [side.window or plan.window for side in sides]
    filters = [describe_filters(side.filters or plan.filters) for side in sides]
    parts = []
    if list(members[place]) != list(members[1 - place]):
        parts.append(listed(members[place]))
    if windows[place] != windows[1 - place]:
        parts.append(describe_window(windows[place]))
    parts += [part for part in filters[place] if part not in filters[1 - place]]
    return ", ".join(parts) or ("everything else" if filters[0] != filters[1] else ("the first", "the second")[place])


def listed(names: Sequence[str]) -> str:
    """At most three names, and how many more: "Ada", "Ada and Bo", "Ada, Bo, Cleo and 2 more"."""
    shown = [*names[:_NAMED_MOST], *([f"{len(names) - _NAMED_MOST} more"] if len(names) > _NAMED_MOST else [])]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def verdict(plan: Plan, computed: Computed, rows: Sequence[Row], label: Label) -> str:
    """What was found, in a sentence or two.

    Args:
        rows: at least one, and one with a known value.
    """
    match computed.op:
        case "value":
            shown = amount_words(computed, rows[0].value)
            return f"That was on **{shown}**." if computed.unit == "date" else f"That comes to **{shown}**."
        case "compare":
            return _of_sides(computed, rows, label)
        case "trend":
            return _of_trend(computed, rows, label)
        case _:
            return _of_ranking(plan, computed, rows, label)


def _bold(label: Label, rows: Sequence[Row]) -> list[str]:
    return [f"**{safe(label(row.key))}**" for row in rows]


def _of_sides(computed: Computed, rows: Sequence[Row], label: Label) -> str:
    names = _bold(label, rows)
    shown = [amount_words(computed, row.value) for row in rows]
    left, right = (row.value for row in rows)
    if left is None or right is None:
        known = 0 if right is None else 1
        return f"Only {names[known]} can be counted: {shown[known]}."
    if shown[0] == shown[1]:
        return f"A draw: {names[0]} and {names[1]}, both at {shown[0]}."
    lowest = computed.order == "asc" or computed.metric == "first_listen"
    first = 0 if (left < right) == lowest else 1
    return f"{names[first]}: {shown[first]}, against {shown[1 - first]} for {names[1 - first]}."


def _of_trend(computed: Computed, rows: Sequence[Row], label: Label) -> str:
    known = [row for row in rows if row.value is not None]
    shown = {row.key: amount_words(computed, row.value) for row in known}
    if len(known) == 1:
        return f"Only {_bold(label, known)[0]} is known: {shown[known[0].key]}."
    high, low = (how(known, key=lambda row: row.value or 0.0) for how in (max, min))
    if shown[high.key] == shown[low.key]:
        return f"The same throughout: {shown[high.key]}."
    ends = []
    for row in (high, low):
        level = [each for each in known if shown[each.key] == shown[row.key]]
        ends.append(listed(_bold(label, level)))
    highest, lowest = {"date": ("Latest", "earliest")}.get(computed.unit, ("Highest", "lowest"))
    return f"{highest} at {ends[0]}, with {shown[high.key]}; {lowest} at {ends[1]}, with {shown[low.key]}."


def _of_ranking(plan: Plan, computed: Computed, rows: Sequence[Row], label: Label) -> str:
    shown = amount_words(computed, rows[0].value)
    level = [row for row in rows if row.rank == 1]
    by = f"The {measure_words(plan, computed, rows)}: "
    if len(level) > 1:
        return f"{by}a tie of {listed(_bold(label, level))}, at {shown}."
    names = _bold(label, rows[:2])
    then = f" Then comes {names[1]}, with {amount_words(computed, rows[1].value)}." if len(rows) > 1 else ""
    return f"{by}{names[0]}, with {shown}.{then}"

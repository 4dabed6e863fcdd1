"""A computed plan as a draft: names for its keys, words for its values, a picture by its shape."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.analysis.group import day_of
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.errors import NobodyListened
from bot.model.amounts import counted, hours_words
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.listens import PLATFORMS
from bot.model.questions import Metric, Plan
from bot.narration.fill import safe
from bot.narration.sheets import Standing, ranking_sheet
from bot.questions.execution.computed import Computed, Row
from bot.questions.execution.metrics import MEASURES, Unit
from bot.questions.execution.resolved import ResolvedPlan
from bot.questions.wording import describe_window
from bot.usecases.asking import Asking, Draft

_DRAWN = 10
_COLUMNS: Mapping[Unit, tuple[Kind, str]] = {
    "plays": (Kind.COUNT, "{play}"),
    "hours": (Kind.HOURS, "{}"),
    "count": (Kind.COUNT, "{}"),
    "share": (Kind.SHARE, "{}"),
    "score": (Kind.NUMBER, "{} of 100"),
    "minutes": (Kind.MINUTES, "{}"),
    "days": (Kind.COUNT, "{day}"),
    "date": (Kind.DAY, "{}"),
}
_FEWEST: Mapping[Metric, str] = {
    "plays": "fewest plays",
    "hours": "least time",
    "share": "smallest share",
    "distinct_tracks": "narrowest choice of tracks",
    "distinct_artists": "narrowest choice of artists",
    "skip_rate": "lowest skip rate",
    "repeat_rate": "lowest share of repeats",
    "concentration": "widest listening",
    "discovery_rate": "fewest discoveries",
    "active_days": "fewest days with music",
    "streak_days": "shortest best streak",
    "sadness": "least sad titles",
    "breakup_intensity": "least intense breakup",
    "taste_overlap": "farthest taste",
    "uniqueness": "most common taste",
    "first_listen": "earliest listen",
    "last_listen": "longest silence since",
}
"""What a ranking from the bottom is by, in words that follow "the"."""
_WEEKDAYS = tuple(calendar.day_name)

Label = Callable[[tuple[int, ...]], str]


async def drafted(
    asking: Asking,
    sentence: str,
    plan: Plan,
    resolved: ResolvedPlan,
    computed: Computed,
    playlists: Sequence[tuple[int, int, str]],
) -> Draft:
    """The answer's card, as far as the numbers decide it.

    Raises:
        NobodyListened: nothing that counts was played.
    """
    if not any(row.value is not None for row in computed.rows):
        raise NobodyListened(describe_window(plan.window))
    label = await _labels(asking, resolved, computed, playlists)
    rows = computed.rows[: computed.limit] if computed.limit and computed.op == "rank" else computed.rows
    shown = [_amount(asking, computed, row) for row in rows]
    members = {member for row in rows for member in _members(computed, resolved, row)}
    about = frozenset(members or {*resolved.members, *(member for side in resolved.sides for member in side.members)})
    sheet = None
    verdict = ""
    if computed.op == "rank" and computed.by == "member":
        words = MEASURES[computed.metric].words
        if computed.order == "asc":
            words = _FEWEST.get(computed.metric, f"lowest place for the {words}")
        standings = [
            Standing(row.key[0], label(row.key), _standing(row, computed), amount)
            for row, amount in zip(rows, shown, strict=True)
        ]
        sheet = ranking_sheet(words, standings, asking.narratable, left_out=len(computed.left_out))
    else:
        verdict = _verdict(computed, rows, shown, label)
    return Draft(
        sentence,
        (_table(computed, rows, label, asking),),
        Why((computed.why,)),
        about,
        sheet=sheet,
        verdict=verdict,
        rests_on=tuple(_rests_on(computed, asking)),
        left_out=_left_out(asking, computed),
        picture=_picture(sentence, plan, computed, rows, shown, label),
    )


def _standing(row: Row, computed: Computed) -> float:
    """Higher is better for the words of a ranking; from the bottom, and for first listens, the order is turned."""
    value = row.value or 0.0
    return -value if computed.order == "asc" else value


async def _labels(
    asking: Asking, resolved: ResolvedPlan, computed: Computed, playlists: Sequence[tuple[int, int, str]]
) -> Label:
    ids = [row.key[0] for row in computed.rows if row.key]
    if computed.op == "compare":
        sides = [_side_words(asking, resolved, place) for place in (0, 1)]
        return lambda key: sides[key[0]]
    match computed.by:
        case "member":
            return lambda key: asking.name(key[0])
        case "member_pair":
            return lambda key: " and ".join(asking.names(list(key)))
        case "artist":
            artists = await asking.artist_names(ids)
            return lambda key: artists.get(key[0], "?")
        case "track" | "album":
            titles = await (asking.track_names(ids) if computed.by == "track" else asking.album_names(ids))
            artists = await asking.artist_names([artist for _, artist in titles.values() if artist is not None])
            return lambda key: _titled(titles.get(key[0]), artists)
        case "playlist":
            names = {(member, number): title for member, number, title in playlists}
            return lambda key: f"{names.get((key[0], key[1]), '?')} · {asking.name(key[0])}"
        case by:
            return lambda key: time_words(by or "", key[0]) if key else ""


def _titled(title: tuple[str, int | None] | None, artists: Mapping[int, str]) -> str:
    if title is None:
        return "?"
    name, artist_id = title
    return f"{name} · {artists[artist_id]}" if artist_id in artists else name


def time_words(by: str, key: int) -> str:
    """A bucket in words: "03:00", "Monday", "March 2024", "2024", "phone"."""
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


def _side_words(asking: Asking, resolved: ResolvedPlan, place: int) -> str:
    """What a side is, by what tells it from the other."""
    side, other = resolved.sides[place], resolved.sides[1 - place]
    parts = []
    if side.members != other.members:
        parts.append(" and ".join(asking.names(side.members[:3])))
    if side.window != other.window:
        parts.append(describe_window(side.window))
    if side.kept.hours != other.kept.hours and side.kept.hours:
        parts.append(f"{side.kept.hours[0]:02}:00 to {side.kept.hours[1] % 24:02}:00")
    if side.kept.weekdays != other.kept.weekdays and side.kept.weekdays:
        parts.append(
            "weekends" if set(side.kept.weekdays) == {5, 6} else ", ".join(_WEEKDAYS[day] for day in side.kept.weekdays)
        )
    if side.kept.moods != other.kept.moods and side.kept.moods:
        parts.append(" or ".join(side.kept.moods))
    if side.kept.platform != other.kept.platform and side.kept.platform:
        parts.append(side.kept.platform)
    return ", ".join(parts) or ("the first" if place == 0 else "the second")


def _members(computed: Computed, resolved: ResolvedPlan, row: Row) -> tuple[int, ...]:
    if computed.op == "compare":
        return resolved.sides[row.key[0]].members
    if computed.by in ("member", "member_pair"):
        return row.key
    return row.key[:1] if computed.by == "playlist" else ()


def _cell(asking: Asking, computed: Computed, row: Row, value: float | None) -> Cell:
    if value is None:
        return None
    if computed.unit == "date":
        return day_of(int(value))
    return round(value) if _COLUMNS[computed.unit][0] is Kind.COUNT else value


def _amount(asking: Asking, computed: Computed, row: Row) -> str:
    """A value as a sentence has it."""
    cell = _cell(asking, computed, row, row.value)
    if cell is None:
        return "not known"
    if isinstance(cell, date):
        return f"{cell:%-d %b %Y}"
    number = float(cell)
    sign = "+" if computed.metric == "change" and number > 0 else ""
    match computed.unit:
        case "plays":
            return sign + counted(round(number), "play")
        case "days":
            return sign + counted(round(number), "day")
        case "hours":
            return f"{sign or ('-' if number < 0 else '')}{hours_words(abs(number))}"
        case "share":
            return f"{sign}{number * 100:.1f} %".replace(".0 %", " %")
        case "score":
            return f"{sign}{number:.1f} of 100".replace(".0 of", " of")
        case "minutes":
            return f"{sign or ('-' if number < 0 else '')}{hours_words(abs(number) / 60)}"
        case _:
            return f"{sign}{round(number):,}"


def _verdict(computed: Computed, rows: Sequence[Row], shown: Sequence[str], label: Label) -> str:
    names = [safe(label(row.key)) for row in rows]
    if computed.op == "value":
        return f"That comes to **{shown[0]}**."
    if computed.op == "compare":
        left, right = rows
        if left.value is None or right.value is None:
            known = 0 if right.value is None else 1
            return f"Only **{names[known]}** can be counted: {shown[known]}."
        if shown[0] == shown[1]:
            return f"A draw: **{names[0]}** and **{names[1]}**, both at {shown[0]}."
        first = 0 if left.value > right.value else 1
        return f"**{names[first]}**: {shown[first]}, against {shown[1 - first]} for **{names[1 - first]}**."
    known = [place for place, row in enumerate(rows) if row.value is not None]
    if computed.op == "trend":
        high = max(known, key=lambda place: rows[place].value or 0.0)
        low = min(known, key=lambda place: rows[place].value or 0.0)
        if shown[high] == shown[low]:
            return f"The same throughout: {shown[high]}."
        return f"Highest at **{names[high]}**, with {shown[high]}; lowest at **{names[low]}**, with {shown[low]}."
    level = [names[place] for place in known if rows[place].rank == 1]
    if len(level) > 1:
        more = f" and {len(level) - 3} more" if len(level) > 3 else ""
        return f"A tie: {', '.join(f'**{name}**' for name in level[:3])}{more}, at {shown[0]}."
    then = f" Then comes **{names[1]}**, with {shown[1]}." if len(rows) > 1 else ""
    return f"**{names[0]}**, with {shown[0]}.{then}"


def _table(computed: Computed, rows: Sequence[Row], label: Label, asking: Asking) -> Table:
    kind, words = _COLUMNS[computed.unit]
    what = Kind.MEMBER if computed.by in ("member", "member_pair") else Kind.NAME
    columns = [Column(computed.by or "what", what), Column(computed.metric, kind, words)]
    if computed.metric == "change":
        columns.append(Column("before", kind, f"{words} before", small=True))
    columns.append(
        Column(
            "plays" if computed.metric != "plays" else "n",
            Kind.COUNT,
            "" if computed.metric == "plays" else "from {play}",
            small=True,
        )
    )
    ranks = computed.op == "rank"
    if ranks:
        columns.insert(0, Column("place", Kind.PLACE))
    cells = []
    for row in rows:
        own: list[Cell] = [row.rank] if ranks else []
        own += [label(row.key) or "in all", _cell(asking, computed, row, row.value)]
        if computed.metric == "change":
            own.append(_cell(asking, computed, row, row.before))
        cells.append((*own, row.n))
    return Table(tuple(columns), tuple(cells))


def _rests_on(computed: Computed, asking: Asking) -> list[str]:
    rests = []
    if computed.first_day is not None and computed.last_day is not None:
        rests.append(f"Listening from {day_of(computed.first_day):%-d %b %Y} to {day_of(computed.last_day):%-d %b %Y}")
    if computed.late:
        names = ", ".join(safe(name) for name in asking.names(computed.late[:5]))
        more = f" and {len(computed.late) - 5} more" if len(computed.late) > 5 else ""
        rests.append(f"Exports that begin later, so that amounts may be too low: {names}{more}")
    return rests


def _left_out(asking: Asking, computed: Computed) -> str:
    if not computed.left_out:
        return ""
    names = ", ".join(safe(name) for name in asking.names(computed.left_out[:5]))
    more = f" and {len(computed.left_out) - 5} more" if len(computed.left_out) > 5 else ""
    return f"Without enough listening that counts, and so left out: {names}{more}"


def _picture(
    sentence: str, plan: Plan, computed: Computed, rows: Sequence[Row], shown: Sequence[str], label: Label
) -> tuple[Callable[..., str], RankedRows] | None:
    """Bars where there is something to set side by side; a moment, or a fall below nothing, has no length."""
    known = [place for place, row in enumerate(rows) if row.value is not None]
    if len(known) < 2 or computed.unit == "date" or any((rows[place].value or 0.0) < 0 for place in known):
        return None
    if computed.op == "trend" and len(rows) > 24:
        known = sorted(known, key=lambda place: -(rows[place].value or 0.0))[:_DRAWN]
    most = 24 if computed.op == "trend" else _DRAWN
    bars = tuple(RankedBar(label(rows[place].key), rows[place].value or 0.0, shown[place]) for place in known[:most])
    numbered = computed.op == "rank" and computed.order == "desc"
    return ranked_figure, RankedRows(sentence, describe_window(plan.window), bars, numbered=numbered)

"""What a picture shows, in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from bot.charts import numbers
from bot.charts.awards import MOST_AWARDS, MOST_CLUES
from bot.charts.bars import MOST_BARS, ranked_places
from bot.charts.calendar import MOST_ARTISTS
from bot.charts.matrix import MOST_MEMBERS
from bot.charts.names import shorten
from bot.charts.places import MOST_POINTS
from bot.charts.recaps import MOST_SHARED
from bot.charts.rows import (
    AwardRows,
    BreakupRows,
    CalendarRows,
    DuelRows,
    GuessRows,
    MapRows,
    MatrixRows,
    MilestoneRows,
    MirrorRows,
    OptionRows,
    PairRecapRows,
    PollRows,
    RankedRows,
    RecapRows,
    RoundRows,
    Rows,
    ShareRows,
    TimelineRows,
    UploadRows,
    WhoKnowsRows,
)
from bot.charts.tiles import MOST_TILES
from bot.charts.timeline import MOST_MILESTONES, MOST_TURNS
from bot.model.amounts import counted

ALT_MOST = 1024
"""The most characters that Discord takes."""

_NAME_MOST = 30


def alt_text(rows: Rows) -> str:
    """One or two sentences that say what the picture of these rows shows: the same names, order and numbers.

    Returns:
        1 to `ALT_MOST` characters of plain text; names are shortened.
    """
    words = _words(rows)
    return words if len(words) <= ALT_MOST else words[: ALT_MOST - 1].rstrip() + "…"


@singledispatch
def _words(rows: Rows) -> str:
    """Of a kind without words of its own, its title and note."""
    return f"{_name(rows.title, 200)}. {_name(rows.note, 300)}".strip()


@_words.register
def _breakup(rows: BreakupRows) -> str:
    scores = [f"{_name(bar.name)} {bar.score:.0f}" for bar in rows.bars[:MOST_BARS]]
    ranked = f"Bar chart of breakup intensity from 0 to 100: {', '.join(scores)}." if scores else "No ranking."
    left_out = ", ".join(map(_name, rows.left_out[:MOST_BARS]))
    return f"{ranked} {rows.left_out_words}: {left_out}." if left_out else ranked


@_words.register
def _whoknows(rows: WhoKnowsRows) -> str:
    bars = [
        f"{_name(bar.name)} {numbers.hours(bar.hours)}"
        + ("" if bar.share is None else f" ({numbers.share(bar.share)} {rows.share_words})")
        for bar in rows.bars[:MOST_BARS]
    ]
    return f"Bar chart. {_name(rows.title, 120)} {', '.join(bars) or 'Nobody'}."


@_words.register
def _ranked(rows: RankedRows) -> str:
    places = ranked_places(rows.bars) if rows.numbered else []
    bars = [
        (f"{places[row]}. " if places else "")
        + " ".join(filter(None, (_name(bar.name), bar.shown and _name(bar.shown))))
        + (f" ({_name(bar.aside)} {rows.aside_words}".rstrip() + ")" if bar.aside else "")
        for row, bar in enumerate(rows.bars[:MOST_BARS])
    ]
    return f"{_titled(rows)} {rows.kind_words}: {', '.join(bars) or 'nobody'}.{_left_out(rows)}".strip()


@_words.register
def _recap(rows: RecapRows) -> str:
    parts = []
    if rows.months:
        month, most = max(rows.months, key=lambda each: each[1])
        span = f"from {rows.months[0][0]} to {rows.months[-1][0]}"
        parts.append(f"hours by month {span}, most in {month} with {numbers.hours(most)}")
    if rows.artists:
        artists = [f"{_name(name)} {numbers.hours(hours)}" for name, hours in rows.artists[:MOST_ARTISTS]]
        parts.append(f"top artists: {', '.join(artists)}")
    if any(rows.clock):
        parts.append(_busiest(rows.clock).removesuffix("."))
    figures = ", ".join(f"{number} {words}" for number, words in rows.figures[:MOST_TILES])
    numbered = f" {figures}." if figures else ""
    return f"{_name(rows.title, 120)}.{numbered} Charts of {'; '.join(parts) or 'nothing'}."


@_words.register
def _poll(rows: PollRows) -> str:
    return (
        f"Result of a vote: {_name(rows.title, 200)} {_name(rows.note, 300)}. "
        f"Bars of who voted and what, with lines at {rows.words.quorum} {numbers.rule(rows.quorum)} "
        f"and {rows.words.threshold} {numbers.rule(rows.threshold)}."
    )


@_words.register
def _options(rows: OptionRows) -> str:
    bars = ", ".join(f"{_name(bar.name)} {_name(bar.shown)}" for bar in rows.bars)
    shown = "" if rows.withheld else f" Bars: {bars}."
    return f"Result of a vote: {_name(rows.title, 200)} {_name(rows.note, 300)}.{shown}"


@_words.register
def _rounds(rows: RoundRows) -> str:
    rounds = [
        f"{rows.words.round.lower()} {each.number}: "
        + ", ".join(f"{_name(name)} {votes:,}" for name, votes in zip(rows.names, each.votes, strict=True) if votes)
        for each in rows.rounds
    ]
    return f"Result of a runoff: {_name(rows.title, 200)} {_name(rows.note, 300)}. Stacked bars; {'; '.join(rounds)}."


@_words.register
def _duels(rows: DuelRows) -> str:
    first = [
        f"{votes:,} to {rows.duels[place][0]:,} against {_name(rows.names[place])}"
        for place, votes in enumerate(rows.duels[0] if rows.duels else ())
        if place
    ]
    order = ", ".join(map(_name, rows.names))
    best = f" {_name(rows.names[0])}: {', '.join(first)}." if first else ""
    return f"Result of a vote by duels: {_name(rows.title, 200)} {_name(rows.note, 300)}. In order: {order}.{best}"


@_words.register
def _upload(rows: UploadRows) -> str:
    years: Sequence[tuple[int, float]] = rows.years
    if not years:
        return f"{_name(rows.title, 120)}: an empty chart."
    shown = ", ".join(f"{year}: {amount:,.0f}" for year, amount in years[:40])
    return f"{_name(rows.title, 120)}. Columns of {rows.unit} by year; {shown}."


@_words.register
def _mirror(rows: MirrorRows) -> str:
    ends = [
        (bar.left_shown or numbers.share(bar.left), bar.right_shown or numbers.share(bar.right)) for bar in rows.bars
    ]
    bars = [
        f"{_name(bar.name)} {left} and {right}" for bar, (left, right) in zip(rows.bars[:MOST_BARS], ends, strict=False)
    ]
    note = f" {_name(rows.note, 160)}." if rows.note else ""
    sides = f"Bars back to back, {_name(rows.left)} on the left and {_name(rows.right)} on the right"
    return f"{_titled(rows)}{note} {sides}: {', '.join(bars) or 'nothing'}.".strip()


@_words.register
def _matrix(rows: MatrixRows) -> str:
    pairs = [
        (value, f"{_name(rows.names[column])} and {_name(rows.names[row])}")
        for row, values in enumerate(rows.values[:MOST_MEMBERS])
        for column, value in enumerate(values[:row])
        if value is not None
    ]
    if not pairs:
        return f"{_titled(rows)} An empty heat map."
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    most = ", ".join(f"{names} {value * 100:.0f} %" for value, names in ordered[:5])
    value, names = ordered[-1]
    shown = min(len(rows.names), MOST_MEMBERS)
    least = f"; {rows.low_words}: {names} {value * 100:.0f} %" if len(ordered) > 5 else ""
    return f"{_titled(rows)} Heat map of {counted(shown, 'member')}. {_capital(rows.high_words)}: {most}{least}."


@_words.register
def _map(rows: MapRows) -> str:
    names = ", ".join(_name(point.name) for point in sorted(rows.points[:MOST_POINTS], key=lambda point: point.x))
    ends = ", ".join(
        f"{_name(end)} {where}"
        for end, where in (
            (rows.left, "at the left"),
            (rows.right, "at the right"),
            (rows.bottom, "below"),
            (rows.top, "above"),
        )
        if end
    )
    ends = f" Its ends: {ends}." if ends else ""
    return f"{_titled(rows)} Map of dots, near is alike.{ends} From left to right: {names or 'nobody'}."


@_words.register
def _timeline(rows: TimelineRows) -> str:
    lines = []
    for line in rows.lines:
        known = [(month, value) for month, value in line.values if value is not None]
        if known:
            high, low = max(known, key=lambda each: each[1]), min(known, key=lambda each: each[1])
            lines.append(
                f"{_name(line.name)} from {known[0][0]} to {known[-1][0]}, highest in {high[0]} with "
                f"{numbers.share(high[1])}, lowest in {low[0]} with {numbers.share(low[1])}"
            )
    turns = ", ".join(f"{turn.month} {_name(turn.label)}".strip() for turn in rows.turns[:MOST_TURNS])
    marked = f" Marked: {turns}." if turns and lines else ""
    return f"{_titled(rows)} Lines over months: {'; '.join(lines) or 'nothing'}.{marked}"


@_words.register
def _milestones(rows: MilestoneRows) -> str:
    points = [
        f"{each.day}: {_name(each.label)}" + (f" ({_name(each.detail)})" if each.detail else "")
        for each in rows.milestones[-MOST_MILESTONES:]
    ]
    return f"{_titled(rows)} A growing line of {rows.unit} with milestones. {', '.join(points) or 'None yet'}."


@_words.register
def _calendar(rows: CalendarRows) -> str:
    most = max(rows.days, key=lambda each: each[1], default=None)
    busiest = f", most on {most[0]} with {numbers.count(most[1])}" if most else ""
    covered = [mark for mark in rows.marked if mark.first <= rows.last and mark.last >= rows.first]
    marks = "; ".join(f"{_name(mark.label, 60)} {mark.first} to {mark.last}".strip() for mark in covered[:6])
    marked = f" Marked: {marks}." if marks else ""
    days = counted(len(rows.days), "day")
    return f"{_titled(rows)} Calendar from {rows.first} to {rows.last}: {days} with {rows.unit}{busiest}.{marked}"


@_words.register
def _awards(rows: AwardRows) -> str:
    cards = "; ".join(
        f"{_name(award.award)}: {_name(award.winner)}, {_name(award.shown, 60)}" for award in rows.awards[:MOST_AWARDS]
    )
    return f"{_titled(rows)} Awards: {cards or 'none'}.{_left_out(rows)}"


@_words.register
def _guess(rows: GuessRows) -> str:
    bars = ", ".join(f"{_name(bar.name) or 'hidden'} {_name(bar.shown)}".strip() for bar in rows.bars[:MOST_CLUES])
    parts = [f"Bars: {bars}." if bars else "", _busiest(rows.clock).capitalize()]
    return " ".join(filter(None, (_titled(rows), *parts)))


@_words.register
def _pair(rows: PairRecapRows) -> str:
    sides = []
    for side in (rows.left, rows.right):
        artists = ", ".join(f"{_name(name)} {numbers.share(share)}" for name, share in side.artists[:MOST_ARTISTS])
        clock = _busiest(side.clock)
        parts = "; ".join(filter(None, (artists, clock.removesuffix("."))))
        sides.append(f"{_name(side.name)}, {_name(side.shown)}: {parts or 'nothing'}.")
    return f"{_titled(rows)} {' '.join(sides)}"


@_words.register
def _share(rows: ShareRows) -> str:
    artists = ", ".join(_name(name) for name, _ in rows.artists[:MOST_SHARED])
    tracks = ", ".join(f"{_name(name)} by {_name(artist)}" for name, artist in rows.tracks[:MOST_SHARED])
    parts = [
        f"{_titled(rows)} {rows.hours} {rows.hours_words}.",
        f"{rows.artists_words}: {artists}." if artists else "",
        f"{rows.tracks_words}: {tracks}." if tracks else "",
        _busiest(rows.clock).capitalize(),
    ]
    return " ".join(filter(None, parts))


def _titled(rows: Rows) -> str:
    """The title as a sentence."""
    title = _name(rows.title, 120)
    return title if not title or title.endswith(("?", "!", ".", "…")) else f"{title}."


def _busiest(clock: Sequence[float]) -> str:
    if not any(clock):
        return ""
    hour = clock.index(max(clock))
    return f"a clock of the day, busiest from {hour:02}:00 to {(hour + 1) % 24:02}:00."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _name(name: str, most: int = _NAME_MOST) -> str:
    return shorten(name, most)


def _left_out(rows: RankedRows | AwardRows) -> str:
    names = ", ".join(map(_name, rows.left_out[:MOST_BARS]))
    return f" {rows.left_out_words}: {names}." if names else ""

"""What a picture shows, in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from bot.charts import numbers
from bot.charts.bars import MOST_BARS, ranked_places
from bot.charts.calendar import MOST_ARTISTS
from bot.charts.names import shorten
from bot.charts.rows import AwardRows, BreakupRows, PollRows, RankedRows, RecapRows, Rows, UploadRows, WhoKnowsRows

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
    return f"Bar chart. {_name(rows.title, 120)}: {', '.join(bars) or 'nobody'}.{_left_out(rows)}"


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
        hour = rows.clock.index(max(rows.clock))
        parts.append(f"a clock of the day, busiest from {hour:02}:00 to {(hour + 1) % 24:02}:00")
    return f"{_name(rows.title, 120)}. Charts of {'; '.join(parts) or 'nothing'}."


@_words.register
def _poll(rows: PollRows) -> str:
    return (
        f"Result of a vote: {_name(rows.title, 200)} {_name(rows.note, 300)}. "
        f"Bars of who voted and what, with lines at {rows.words.quorum} {numbers.rule(rows.quorum)} "
        f"and {rows.words.threshold} {numbers.rule(rows.threshold)}."
    )


@_words.register
def _upload(rows: UploadRows) -> str:
    years: Sequence[tuple[int, float]] = rows.years
    if not years:
        return f"{_name(rows.title, 120)}: an empty chart."
    shown = ", ".join(f"{year}: {amount:,.0f}" for year, amount in years[:40])
    return f"{_name(rows.title, 120)}. Columns of {rows.unit} by year; {shown}."


def _name(name: str, most: int = _NAME_MOST) -> str:
    return shorten(name, most)


def _left_out(rows: RankedRows | AwardRows) -> str:
    names = ", ".join(map(_name, rows.left_out[:MOST_BARS]))
    return f" {rows.left_out_words}: {names}." if names else ""

"""What a comparison rests on, in words: which days were counted, and whose music covers them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.analysis.coverage import LEAST_DAYS, Basis, Cover
from bot.analysis.periods import Period
from bot.narration.fill import safe

Naming = Callable[[int], str]
"""A member's display name, unescaped: `Asking.name`."""

FEW = 6
"""So many members are listed with their coverage; more are summed up."""

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def rests_on_words(basis: Basis, name: Naming, *, shares: bool = False) -> tuple[str, ...]:
    """Which days were counted, and what each member's music covers: two short sentences, names made safe.

    Args:
        name: names of the members of `basis`.
        shares: the comparison is of shares or rates of own listening, over all of the period that was asked for. Where
            there is no fair window it must be.
    """
    if shares or not basis.window.common:
        first = f"Shares of each one's own listening, {_period(basis.asked)}, so that a longer export does not win"
        if not shares:
            first += f": there are no {LEAST_DAYS} days that the exports have in common"
    else:
        first = f"Counted over {_period(basis.window.period)}, which {_all_exports(basis)}"
    out = _left_out(basis, shares=shares)
    return (first, _covered([each for each in basis.covers if each.member_id not in out], name))


def left_out_words(basis: Basis, name: Naming, *, shares: bool = False) -> str:
    """Who is not counted and why, names made safe: "Left out: Farid (music from 16 Aug 2026 on)"; "" for nobody.

    Args:
        name: names of the members of `basis`.
        shares: as in `rests_on_words`: only those without music in the period are left out.
    """
    out = _left_out(basis, shares=shares)
    window = basis.asked if shares else basis.window.period
    missing = [each for each in basis.covers if each.member_id in out]
    if not missing:
        return ""
    if len(missing) > FEW:
        return f"Left out: {len(missing)} members whose music does not cover {_period(window)}"
    return "Left out: " + ", ".join(f"{safe(name(each.member_id))} ({_reason(each, window)})" for each in missing)


def span_words(first: date, last: date) -> str:
    """Days from one to another, both included: "3 Mar 2024 to 1 Nov 2026"."""
    return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


def day_words(day: date) -> str:
    """A date as a card writes it: "3 Mar 2024"."""
    return f"{day:%-d %b %Y}"


def _left_out(basis: Basis, *, shares: bool) -> frozenset[int]:
    if shares:
        return frozenset(each.member_id for each in basis.covers if not each.days)
    return frozenset(basis.window.left_out)


def _period(period: Period) -> str:
    # Whole months and years are called by their names; days between others are written as a reader would.
    if period.start and period.end and "-" in period.label:
        return span_words(period.start, date.fromordinal(period.end.toordinal() - 1))
    return period.label


def _all_exports(basis: Basis) -> str:
    counted = len(basis.counted)
    if counted < len(basis.covers):
        return f"{counted} of {len(basis.covers)} exports cover"
    return "both exports cover" if counted == 2 else f"all {_number(counted)} exports cover"


def _covered(covers: Sequence[Cover], name: Naming) -> str:
    if not covers:
        return "Nobody's export reaches into it"
    firsts, lasts = [each.first_day for each in covers], [each.last_day for each in covers]
    if len(covers) <= FEW:
        listed = (f"{safe(name(each.member_id))} {span_words(each.first_day, each.last_day)}" for each in covers)
        return f"Exports: {' · '.join(listed)}"
    begin, end = _between(min(firsts), max(firsts)), _between(min(lasts), max(lasts))
    return f"{len(covers)} exports, which begin {begin} and end {end}"


def _between(first: date, last: date) -> str:
    return f"on {day_words(first)}" if first == last else f"between {day_words(first)} and {day_words(last)}"


def _reason(cover: Cover, window: Period) -> str:
    if window.start and cover.first_day > window.start:
        return f"music from {day_words(cover.first_day)} on"
    if window.end and cover.last_day < window.end:
        return f"music until {day_words(cover.last_day)}"
    return "no music in it"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"

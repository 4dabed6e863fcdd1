"""The page of a recap on what titles said: sad and heartbreak titles as shares of plays, month by month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.daybook import unpack
from bot.analysis.group import within
from bot.analysis.periods import Period
from bot.charts.rows import Rows, TimelineLine, TimelineRows
from bot.charts.timeline import timeline_figure
from bot.model.answers import Kind, Table
from bot.model.mood_months import MoodMonth
from bot.moods.over_time import MIN_PLAYS, as_months, mood_months
from bot.usecases.comparisons.recap_words import hidden, percent_words

MONTH_WHY = f"A month with fewer than {MIN_PLAYS} plays says nothing: it is left open, never 0."


@dataclass(frozen=True, slots=True)
class MonthlyMoods:
    """What titles said in a period.

    Attributes:
        plays: all of them; of the group, 0: its plays are never added up.
        sad: plays of titles that speak of sadness or of a breakup.
        breakup: plays of titles that speak of a breakup.
        months: ascending; shares are None where too little was played.
    """

    plays: int
    sad: int
    breakup: int
    months: tuple[MoodMonth, ...]


def member_moods(parts: Mapping[int, Mapping[str, bytes]], period: Period) -> MonthlyMoods:
    """For a worker: one member's months of a period, and what of it all titles said."""
    group = unpack(parts)
    days, repeats = within(group.days, period), within(group.repeats, period)
    months = as_months(mood_months(days, repeats)) if len(days) else ()
    plays, breakup = int(days["plays"].sum()), int(days["breakup"].sum())
    return MonthlyMoods(plays, int(days["sad"].sum()) + breakup, breakup, months)


def mood_verdict(moods: MonthlyMoods) -> str:
    """A sentence or two on the music of a member."""
    if not moods.plays:
        return "No listening is known that titles could speak of."
    return f"Of the plays, {mood_words(moods)}."


def mood_words(moods: MonthlyMoods) -> str:
    """The same as part of a sentence."""
    if not moods.plays:
        return "nothing is known"
    said = (
        f"**{percent_words(moods.sad / moods.plays)}** were of music with sad titles, "
        f"**{percent_words(moods.breakup / moods.plays)}** of titles about heartbreak"
    )
    peak = saddest(moods.months)
    return said + (f"; most in {peak.month:%B %Y}, {percent_words(peak.sad)}" if peak and peak.sad else "")


def saddest(months: Sequence[MoodMonth]) -> MoodMonth | None:
    """The month with the largest share of sad titles, the earliest of equals; None where none is known."""
    known = [month for month in months if month.sad is not None]
    return max(known, key=lambda month: (month.sad or 0.0, -month.month.toordinal()), default=None)


def mood_table(moods: MonthlyMoods, title: str = "") -> Table:
    """Month by month, for the CSV."""
    columns = (
        hidden("month", Kind.DAY),
        hidden("share of sad titles", Kind.SHARE),
        hidden("share on repeat", Kind.SHARE),
        hidden("plays", Kind.COUNT),
        hidden("members", Kind.COUNT),
    )
    rows = tuple((each.month, each.sad, each.on_repeat, each.plays, each.members) for each in moods.months)
    return Table(columns, rows, title)


def mood_picture(
    title: str, note: str, lines: Sequence[tuple[str, MonthlyMoods]]
) -> tuple[Callable[..., str], Rows] | None:
    """Sad titles over the months, a line each; None where no two months say something."""
    known = [(name, [(f"{each.month:%Y-%m}", each.sad) for each in moods.months]) for name, moods in lines]
    if max((sum(share is not None for _, share in values) for _, values in known), default=0) < 2:
        return None
    note = f"{note}: share of plays with sad titles"
    return timeline_figure, TimelineRows(
        title, note, tuple(TimelineLine(name, tuple(values)) for name, values in known)
    )

"""What of the listening a plan reads: so that no more of it is opened than the question is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.analysis.periods import Period
from bot.model.questions import ContentFilter, Metric
from bot.questions.execution.changing import is_series
from bot.questions.execution.choosing import COLUMN, ITEMS
from bot.questions.execution.material import ALWAYS
from bot.questions.execution.measuring import counted_content
from bot.questions.execution.playlists import OF_PLAYLISTS
from bot.questions.execution.resolved import Kept, ResolvedPlan, period_of

_OF_METRIC: Mapping[Metric, frozenset[str]] = {
    "hours": frozenset({"ms"}),
    "distinct_tracks": frozenset({"track_id"}),
    "distinct_artists": frozenset({"artist_id"}),
    "distinct_albums": frozenset({"album_id"}),
    "skip_rate": frozenset({"skipped"}),
    "repeat_rate": frozenset({"at", "track_id"}),
    "longest_loop": frozenset({"at", "ms", "track_id"}),
    "concentration": frozenset({"artist_id"}),
    "discovery_rate": frozenset({"artist_id"}),
    "session_minutes": frozenset({"at", "ms"}),
    "longest_session": frozenset({"at", "ms"}),
    "uniqueness": frozenset({"artist_id", "ms"}),
    "firsts": frozenset({"artist_id"}),
    "taste_overlap": frozenset({"artist_id"}),
    "sadness": frozenset({"breakup", "sad"}),
    "breakup_intensity": frozenset({"breakup"}),
}
"""Columns of `Material.listens` that a measure is taken of, besides `ALWAYS`."""

IN_ORDER: frozenset[Metric] = frozenset({"repeat_rate", "longest_loop", "session_minutes", "longest_session"})
"""Measures that ask what came before what."""
DAY_BY_DAY: frozenset[Metric] = frozenset({"active_days", "streak_days", "discovery_rate"})
"""Measures that ask which days there was listening on."""
OF_EVERYTHING: frozenset[Metric] = frozenset({"discovery_rate", "uniqueness", "firsts"})
"""Measures that look at whole histories, whatever days are asked for."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What a plan reads of listens.

    Attributes:
        columns: of `Material.listens`, `ALWAYS` included.
        metrics: what is measured: one; for a change, what changes.
        kept: the filters, of each side.
        contents: what listens must be of.
        periods: the days that count, of each side; of a change, also those before.
        by: the groups; None where there is one value.
    """

    columns: frozenset[str]
    metric: Metric
    kept: tuple[Kept, ...]
    contents: frozenset[ContentFilter]
    periods: tuple[Period, ...]
    by: str | None


def needs_of(plan: ResolvedPlan, today: date) -> Needs | None:
    """What the plan reads of listens; None where it is about playlists and reads none."""
    if plan.scope == "playlists" or plan.metric in OF_PLAYLISTS:
        return None
    metric = plan.of or plan.metric
    by = plan.by if plan.op in ("rank", "trend") else None
    asked = tuple(_sides(plan))
    columns = {*ALWAYS, *_OF_METRIC.get(metric, ())}
    if by in COLUMN:
        columns.add(COLUMN[by])
    for side in asked:
        columns |= _columns_of(side.kept, by)
    if by == "playlist":
        columns.add("track_id")
    periods = [period_of(side.window, today) for side in asked]
    if plan.metric == "change" and not is_series(plan):
        periods += [before for each in periods if (before := each.before()) is not None]
    return Needs(
        frozenset(columns),
        metric,
        tuple(side.kept for side in asked),
        frozenset(counted_content(plan.metric, side.kept) for side in asked),
        tuple(periods),
        by,
    )


def _sides(plan: ResolvedPlan) -> Iterator[ResolvedPlan]:
    if plan.op != "compare":
        yield plan
    for side in plan.sides if plan.op == "compare" else ():
        yield replace(plan, members=side.members, kept=side.kept, window=side.window)


def _columns_of(kept: Kept, by: str | None) -> set[str]:
    found = {
        column
        for column, wanted in (
            ("artist_id", kept.artists),
            ("track_id", kept.tracks),
            ("album_id", kept.albums),
            ("track_id", kept.playlists),
            ("hour", kept.hours),
            ("weekday", kept.weekdays or None),
            ("month", kept.months or None),
            ("skipped", kept.skipped),
            ("shuffle", kept.shuffle),
            ("platform", kept.platform),
        )
        if wanted is not None
    }
    if kept.moods:
        found |= {"breakup", "sad"}
    if kept.members_with is not None:
        found.add(ITEMS.get(by or "", "artist_id"))
    return found

"""Compute a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.phrasebook.phrasebook import msg
from bot.questions.execution.among_members import first_of_all, overlap, stretches
from bot.questions.execution.changing import can_change, change, is_series
from bot.questions.execution.choosing import Days
from bot.questions.execution.computed import Computed, Refused, Row
from bot.questions.execution.material import Material
from bot.questions.execution.measuring import (
    computed_of,
    measured,
    ranked_rows,
    spans_of,
    trend_rows,
    value_row,
)
from bot.questions.execution.metrics import SAME_FOR_ALL
from bot.questions.execution.playlists import OF_PLAYLISTS, execute_playlists, playlists_refuse
from bot.questions.execution.resolved import Kept, ResolvedPlan, ResolvedSide, period_of

KNOWN_MOODS = frozenset({"breakup", "sad"})
_PAIRS = 2


def execute(plan: ResolvedPlan, material: Material, today: date) -> Computed | Refused:
    """What the plan asks for.

    Args:
        material: of at least the plan's members; what is new or nobody else's is judged among all members in it.
        today: what windows are counted back from.
    """
    if plan.metric in OF_PLAYLISTS:
        plan = replace(plan, scope="playlists")
    refused = _refusal(plan, today)
    if refused is not None:
        return refused
    if plan.op in ("value", "compare"):
        plan = replace(plan, by=None)
    if plan.op == "compare":
        return _compare(plan, material, today)
    return _one(plan, material, today, stretch=_by_stretch(plan))


def members_in(plan: ResolvedPlan) -> frozenset[int]:
    """Whom the plan is about, on either side."""
    return frozenset(plan.members).union(*(side.members for side in plan.sides))


def judges_among_everybody(plan: ResolvedPlan) -> bool:
    """Whether it takes the listening of members whom the plan is not about: what nobody else has, who was first."""
    kept = (plan.kept, *(side.kept for side in plan.sides))
    alone = any(each.members_with == "exactly_one" for each in kept)
    return alone or "uniqueness" in (plan.metric, plan.of) or plan.metric in ("firsts", "taste_overlap")


def _one(plan: ResolvedPlan, material: Material, today: date, *, stretch: bool) -> Computed:
    """A plan that is no comparison and was not refused."""
    period = period_of(plan.window, today)
    if plan.scope == "playlists":
        return execute_playlists(plan, material, today)
    if plan.metric == "change":
        return change(plan, material, period)
    if plan.metric == "taste_overlap":
        return overlap(plan, material, period)
    if plan.metric == "firsts":
        return first_of_all(plan, material, period)
    if stretch:
        return stretches(plan, material)
    found = measured(plan, material, Days(period))
    match plan.op:
        case "trend":
            rows = trend_rows(plan, material, found, period)
        case "rank":
            rows = ranked_rows(plan, material, found, period)
        case _:
            rows = (value_row(plan, material, found, period),)
    return computed_of(plan, material, rows, found.whole, period)


def _compare(plan: ResolvedPlan, material: Material, today: date) -> Computed | Refused:
    everyone = tuple(sorted({member for side in plan.sides for member in side.members}))
    sides = [_of_side(plan, side, everyone) for side in plan.sides]
    for side in sides:
        refused = _refusal(side, today)
        if refused is not None:
            return refused
    if plan.metric == "taste_overlap" and any(len(set(side.members)) != _PAIRS for side in sides):
        return Refused("ambiguous", msg("Taste is alike between two members: name two on each side."))
    # One measure for both: a score of /breakup is not set beside a share of titles.
    stretch = all(_by_stretch(side) for side in sides)
    found = [_one(side, material, today, stretch=stretch) for side in sides]
    rows = tuple(
        replace(each.rows[0], key=(place,)) if each.rows else Row((place,), None, 0) for place, each in enumerate(found)
    )
    out = [
        member
        for member in everyone
        if all(member in each.left_out for each, side in zip(found, sides, strict=True) if member in side.members)
    ]
    days = [day for each in found for day in (each.first_day, each.last_day) if day is not None]
    return replace(
        found[0],
        op="compare",
        by=None,
        rows=rows,
        left_out=tuple(out),
        late=tuple(sorted({member for each in found for member in each.late})),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        spans=spans_of(material, everyone),
    )


def _of_side(plan: ResolvedPlan, side: ResolvedSide, among: tuple[int, ...]) -> ResolvedPlan:
    return replace(plan, op="value", members=side.members, kept=side.kept, window=side.window, sides=(), among=among)


def _by_stretch(plan: ResolvedPlan) -> bool:
    """Whether this asks for what /breakup scores: members' listening, all of it."""
    plain = plan.kept == Kept(min_plays=plan.kept.min_plays) and plan.window.kind == "all"
    whose = plan.by == "member" or (plan.by is None and len(set(plan.members)) == 1)
    return plan.metric == "breakup_intensity" and plan.scope == "plays" and plain and whose and plan.op != "trend"


def _refusal(plan: ResolvedPlan, today: date) -> Refused | None:
    kept = [plan.kept] if plan.op != "compare" else [side.kept for side in plan.sides]
    if plan.by == "country":
        return Refused("no_data", msg("Countries are left out when an export is read, so I cannot tell."))
    if any(set(each.moods) - KNOWN_MOODS for each in kept):
        return Refused("no_data", msg("Titles tell me of breakups and of sadness; other moods I do not know."))
    if plan.scope == "playlists":
        return playlists_refuse(plan)
    if plan.by == "member_pair" and plan.metric != "taste_overlap":
        return Refused(
            "ambiguous", msg("Of two members together I can tell how alike their taste is, and nothing else.")
        )
    if plan.metric == "firsts" and plan.op in ("rank", "trend") and plan.by != "member":
        return Refused("ambiguous", msg("Who was first can be told of members alone."))
    if plan.op in ("rank", "trend") and (plan.of or plan.metric, plan.by) in SAME_FOR_ALL:
        return Refused(
            "ambiguous", msg("That is all or nothing for each of these by its very definition; plays I can rank.")
        )
    if plan.metric == "change":
        return _change_refused(plan, today)
    return None


def _change_refused(plan: ResolvedPlan, today: date) -> Refused | None:
    if not can_change(plan.of):
        return Refused("ambiguous", msg("I cannot tell how that changed; plays, hours and shares I can."))
    if plan.op == "compare" or is_series(plan):
        return None
    if period_of(plan.window, today).before() is None:
        return Refused(
            "ambiguous", msg("A change needs two stretches of time: say since when, such as “in 2024” or “last month”.")
        )
    return None

"""Compute a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd

from bot.analysis.group import day_number, make_group
from bot.analysis.periods import ALL_TIME, Period
from bot.analysis.taste import affinity, tastes
from bot.model.questions import Dimension, Metric
from bot.questions.execution.choosing import NESTED, bucket_starts, keyed, passing, whole_of
from bot.questions.execution.computed import Computed, Refused, Row, ranked
from bot.questions.execution.material import Material
from bot.questions.execution.metrics import MEASURES, Given
from bot.questions.execution.playlists import execute_playlists
from bot.questions.execution.resolved import Kept, ResolvedPlan, ResolvedSide, period_of

COUNTS: frozenset[Metric] = frozenset(
    {"plays", "hours", "listeners", "distinct_tracks", "distinct_artists", "distinct_albums", "active_days"}
)
"""Measures that are 0 where nothing was played on days that are covered."""
RATES: frozenset[Metric] = frozenset(
    {"share", "repeat_rate", "concentration", "discovery_rate", "uniqueness", "sadness", "breakup_intensity"}
)
LEAST_FOR_RATE = 20
"""Plays from which a share says something."""
KNOWN_MOODS = frozenset({"breakup", "sad"})
OF_PLAYLISTS: frozenset[Metric] = frozenset({"playlists", "playlist_tracks", "playlist_age_days"})
_BY_MEMBER_ALONE: frozenset[Metric] = frozenset({"firsts"})


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
    if plan.scope == "playlists":
        return execute_playlists(plan, material, today)
    if plan.metric == "change":
        return _change(plan, material, today)
    if plan.op == "compare":
        return _compare(plan, material, today)
    period = period_of(plan.window, today)
    if plan.metric == "taste_overlap":
        return _overlap(plan, material, period)
    if plan.metric == "firsts":
        return _firsts(plan, material, period)
    if _by_stretch(plan):
        return _stretches(plan, material)
    whole = whole_of(material.listens, plan.members, plan.kept.content, period)
    values, counts = _measured(plan.metric, material, whole, plan.kept, plan.by, plan.members, period)
    return _answer(plan, material, values, counts, whole, period)


def _refusal(plan: ResolvedPlan, today: date) -> Refused | None:
    kept = [plan.kept, *(side.kept for side in plan.sides)]
    if plan.by == "country":
        return Refused("no_data", "Countries are left out when an export is read, so I cannot tell.")
    if any(set(each.moods) - KNOWN_MOODS for each in kept):
        return Refused("no_data", "Titles tell me of breakups and of sadness; other moods I do not know.")
    if plan.metric == "change" and plan.op != "compare" and period_of(plan.window, today).before() is None:
        return Refused(
            "ambiguous", "A change needs two stretches of time: say since when, such as “in 2024” or “last month”."
        )
    if plan.by == "member_pair" and plan.metric != "taste_overlap":
        return Refused("ambiguous", "Of two members together I can tell how alike their taste is, and nothing else.")
    if plan.metric in _BY_MEMBER_ALONE and plan.by not in ("member", None):
        return Refused("ambiguous", "Who was first can be told of members alone.")
    return None


def _measured(
    metric: Metric,
    material: Material,
    whole: pd.DataFrame,
    kept: Kept,
    by: Dimension | None,
    members: Iterable[int],
    period: Period,
) -> tuple[pd.Series[float], pd.Series[int]]:
    """A measure of each group, and the plays that each rests on."""
    chosen = keyed(material, passing(material, whole, kept, by, tuple(members)), by)
    nested = by in NESTED
    grouped = keyed(material, whole, by) if nested else whole
    music = whole_of(material.listens, material.listens["member_id"].unique().tolist(), "music", ALL_TIME)
    take = MEASURES[metric].take
    assert take is not None  # noqa: S101 - the others were sent elsewhere
    counts = chosen.groupby("key").size()
    if metric == "share" and nested:
        # A group without a play that passes has a share of 0, not none.
        rests_on = grouped.groupby("key").size()
        values = take(Given(chosen, grouped, nested, music, bucket_starts(chosen, by, period)))
        return values.reindex(rests_on.index, fill_value=0.0), rests_on
    values = take(Given(chosen, grouped, nested, music, bucket_starts(chosen, by, period)))
    if metric == "share":
        counts = pd.Series(len(whole), counts.index)
    return values.reindex(counts.index), counts


def _answer(
    plan: ResolvedPlan,
    material: Material,
    values: pd.Series[float],
    counts: pd.Series[int],
    whole: pd.DataFrame,
    period: Period,
) -> Computed:
    if plan.op == "trend":
        rows = _trend(plan, values, counts, whole)
    elif plan.op == "value":
        value = _known(values.get(0))
        if value is None and plan.metric in COUNTS and len(whole):
            value = 0.0
        count = int(counts.get(0, 0))
        rows = (Row((), value if _enough(plan.metric, count) else None, count),)
    else:
        rows = _ranked(plan, material, values, counts, whole)
    return _computed(plan, material, rows, whole, period)


def _computed(
    plan: ResolvedPlan, material: Material, rows: tuple[Row, ...], whole: pd.DataFrame, period: Period
) -> Computed:
    counted = set(whole["member_id"].unique().tolist())
    begins = material.listens.groupby("member_id")["day"].min()
    start = day_number(period.start) if period.start else None
    late = [member for member in plan.members if start is not None and begins.get(member, start) > start]
    return Computed(
        plan.op,
        plan.metric,
        MEASURES[plan.of or plan.metric].unit,
        plan.by,
        rows,
        tuple(sorted(set(plan.members) - counted)),
        tuple(sorted(late)),
        int(whole["day"].min()) if len(whole) else None,
        int(whole["day"].max()) if len(whole) else None,
        plan.limit,
        plan.order,
    )


def _ranked(
    plan: ResolvedPlan, material: Material, values: pd.Series[float], counts: pd.Series[int], whole: pd.DataFrame
) -> tuple[Row, ...]:
    if plan.by == "member" and plan.order == "asc" and plan.metric in COUNTS:
        # Whoever listened to nothing of it listened least.
        there = pd.Index(sorted(whole["member_id"].unique().tolist()), dtype=np.int64)
        values, counts = values.reindex(there, fill_value=0.0), counts.reindex(there, fill_value=0)
    least = plan.kept.min_plays or 0
    kept = [
        (key, value, int(counts.get(key, 0)))
        for key, value in zip(values.index.tolist(), values.tolist(), strict=True)
        if not np.isnan(value) and _enough(plan.metric, int(counts.get(key, 0))) and counts.get(key, 0) >= least
    ]
    return ranked(((key, value, n) for key, value, n in kept), plan.order, _namer(plan, material))


def _namer(plan: ResolvedPlan, material: Material) -> Callable[[int], tuple[int, ...]]:
    if plan.by != "playlist":
        return lambda key: (key,)
    owners, ids = material.playlists["member_id"].tolist(), material.playlists["playlist_id"].tolist()
    return lambda key: (owners[key], ids[key])


def _trend(
    plan: ResolvedPlan, values: pd.Series[float], counts: pd.Series[int], whole: pd.DataFrame
) -> tuple[Row, ...]:
    rows = []
    for key in _buckets(plan.by, whole):
        count = int(counts.get(key, 0))
        value = _known(values.get(key)) if _enough(plan.metric, count) else None
        if value is None and plan.metric in COUNTS:
            value = 0.0
        rows.append(Row((key,), value, count))
    return tuple(rows)


def _buckets(by: Dimension | None, whole: pd.DataFrame) -> list[int]:
    """Every bucket between the first and the last that has listening; those in which there was none too."""
    if by == "hour":
        return list(range(24))
    if by == "weekday":
        return list(range(7))
    if not len(whole):
        return []
    column = {"day": "day", "week": "week", "month": "months", "year": "year"}[by or "day"]
    step = 7 if by == "week" else 1
    return list(range(int(whole[column].min()), int(whole[column].max()) + 1, step))


def _compare(plan: ResolvedPlan, material: Material, today: date) -> Computed | Refused:
    rows, wholes = [], []
    for place, side in enumerate(plan.sides):
        one = _of_side(plan, side)
        found = execute(one, material, today)
        if isinstance(found, Refused):
            return found
        row = found.rows[0] if found.rows else Row((), None, 0)
        rows.append(Row((place,), row.value, row.n, before=row.before))
        wholes.append(whole_of(material.listens, side.members, side.kept.content, period_of(side.window, today)))
    both = pd.concat(wholes)
    everyone = tuple(sorted({member for side in plan.sides for member in side.members}))
    return _computed(replace(plan, members=everyone), material, tuple(rows), both, ALL_TIME)


def _of_side(plan: ResolvedPlan, side: ResolvedSide) -> ResolvedPlan:
    return replace(plan, op="value", by=None, members=side.members, kept=side.kept, window=side.window, sides=())


def _change(plan: ResolvedPlan, material: Material, today: date) -> Computed | Refused:
    """A measure in the window less the same measure in the window before, for groups that are covered in both."""
    if plan.op == "compare":
        return _compare(plan, material, today)
    period = period_of(plan.window, today)
    before = period.before()
    assert before is not None  # noqa: S101 - refused before where there is none
    assert plan.of is not None  # noqa: S101 - the grammar asks for it
    if MEASURES[plan.of].take is None:
        return Refused("ambiguous", "I cannot tell how that changed; plays, hours and shares I can.")
    now_whole, then_whole = (
        whole_of(material.listens, plan.members, plan.kept.content, each) for each in (period, before)
    )
    # Who was not there yet has not changed: their export begins too late.
    begins = material.listens.groupby("member_id")["day"].min()
    start = day_number(before.start) if before.start else 0
    judged = [member for member in plan.members if begins.get(member, start + 1) <= start]
    now_whole, then_whole = (each[each["member_id"].isin(judged)] for each in (now_whole, then_whole))
    now, counts = _measured(plan.of, material, now_whole, plan.kept, plan.by, judged, period)
    then, _ = _measured(plan.of, material, then_whole, plan.kept, plan.by, judged, before)
    if plan.of in COUNTS:
        keys = now.index.union(then.index)
        now, then = now.reindex(keys, fill_value=0.0), then.reindex(keys, fill_value=0.0)
        counts = counts.reindex(keys, fill_value=0)
    then = then.reindex(now.index)
    rows = _answer(replace(plan, metric=plan.of), material, now - then, counts, now_whole, period).rows
    earlier = dict(zip(then.index.tolist(), then.tolist(), strict=True))
    rows = tuple(replace(row, before=_known(earlier.get(row.key[0] if row.key else 0))) for row in rows)
    found = _computed(replace(plan, members=tuple(judged) or plan.members), material, rows, now_whole, period)
    late = tuple(sorted(set(plan.members) - set(judged)))
    return replace(found, late=late, left_out=tuple(sorted({*found.left_out, *late})))


def _overlap(plan: ResolvedPlan, material: Material, period: Period) -> Computed:
    whole = whole_of(material.listens, plan.members, plan.kept.content, period)
    chosen = passing(material, whole, plan.kept, "artist", plan.members)
    named = chosen[chosen["artist_id"] >= 0]
    artists = named.groupby(["member_id", "artist_id"]).size().rename("plays").reset_index()
    artists = artists.assign(ms=0, first_day=0, last_day=0)
    members = pd.DataFrame(
        {"first_day": 0, "last_day": 0, "plays": 0, "ms": 0},
        index=pd.Index(sorted(set(plan.members)), name="member_id"),
    )
    compared = tastes(make_group(members=members, artists=artists), ALL_TIME)
    alike = affinity(compared)
    counts = chosen.groupby("member_id").size()
    pairs = [
        (left, right)
        for left, right in combinations(sorted(set(plan.members)), 2)
        if left in alike.index and right in alike.index
    ]
    found = [
        Row(
            (left, right),
            float(alike.to_numpy()[alike.index.get_loc(left), alike.index.get_loc(right)]),
            int(counts.get(left, 0) + counts.get(right, 0)),
        )
        for left, right in pairs
    ]
    left_out = tuple(sorted(set(plan.members) - set(alike.index.tolist())))
    rows: tuple[Row, ...]
    if plan.op == "value" and len(set(plan.members)) == 2:
        rows = (replace(found[0], key=()),) if found else (Row((), None, 0),)
    else:
        places = ranked(
            ((place, row.value or 0.0, row.n) for place, row in enumerate(found)),
            plan.order,
            lambda place: found[place].key,
        )
        rows = places
    answer = _computed(plan, material, rows, whole, period)
    return replace(
        answer,
        by="member_pair",
        op="value" if plan.op == "value" and len(set(plan.members)) == 2 else "rank",
        left_out=left_out,
    )


def _firsts(plan: ResolvedPlan, material: Material, period: Period) -> Computed:
    """Artists that several members know and one of them had played on an earlier day than all others.

    Only where the others' exports reach back before that day: else they may have been earlier.
    """
    whole = whole_of(material.listens, plan.members, plan.kept.content, period)
    chosen = passing(material, whole, plan.kept, "artist", plan.members)
    named = chosen[chosen["artist_id"] >= 0]
    first = named.groupby(["artist_id", "member_id"])["day"].min().reset_index()
    begins = material.listens.groupby("member_id")["day"].min()
    first["begins"] = begins.reindex(first["member_id"]).to_numpy()
    by = first.groupby("artist_id")
    shared = first.assign(
        earliest=by["day"].transform("min"), knows=by["member_id"].transform("size"), late=by["begins"].transform("max")
    )
    won = shared[(shared["knows"] > 1) & (shared["day"] == shared["earliest"]) & (shared["late"] < shared["earliest"])]
    alone = won[~won["artist_id"].duplicated(keep=False)]
    there = pd.Index(sorted(whole["member_id"].unique().tolist()), dtype=np.int64)
    values: pd.Series[float] = alone.groupby("member_id").size().reindex(there, fill_value=0).astype(np.float64)
    counts = chosen.groupby("member_id").size().reindex(there, fill_value=0)
    if plan.op == "value":
        rows: tuple[Row, ...] = (Row((), float(values.sum()) if len(values) else None, int(counts.sum())),)
    else:
        rows = _ranked(replace(plan, by="member"), material, values, counts, whole)
    return _computed(plan, material, rows, whole, period)


def _by_stretch(plan: ResolvedPlan) -> bool:
    """Whether this asks for what /breakup scores: members' listening, all of it."""
    plain = plan.kept == Kept(min_plays=plan.kept.min_plays) and plan.window.kind == "all"
    whose = plan.by == "member" or (plan.by is None and len(set(plan.members)) == 1)
    return plan.metric == "breakup_intensity" and plain and whose and plan.op != "trend"


def _stretches(plan: ResolvedPlan, material: Material) -> Computed:
    whole = whole_of(material.listens, plan.members, "music", ALL_TIME)
    counts = whole.groupby("member_id").size()
    scored = {
        member: score
        for member in plan.members
        if not np.isnan(score := material.stretches.get(member, np.nan)) and member in counts.index
    }
    if plan.op == "value":
        member = plan.members[0]
        rows: tuple[Row, ...] = (Row((), scored.get(member), int(counts.get(member, 0))),)
    else:
        rows = ranked(
            ((member, score, int(counts[member])) for member, score in scored.items()), plan.order, lambda key: (key,)
        )
    answer = _computed(plan, material, rows, whole, ALL_TIME)
    return replace(answer, left_out=tuple(sorted(set(plan.members) - set(scored))))


def _enough(metric: Metric, count: int) -> bool:
    return metric not in RATES or count >= LEAST_FOR_RATE


def _known(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else float(value)

"""What is told of members beside one another: how alike they are, who was first, whose breakup is most intense."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd

from bot.analysis.awards import KNOWN_FROM
from bot.analysis.discoveries import KNOWN_AFTER_DAYS
from bot.analysis.group import make_group
from bot.analysis.periods import ALL_TIME, Period
from bot.analysis.taste import affinity, tastes
from bot.questions.execution.choosing import Days, of_content
from bot.questions.execution.computed import Computed, Row, ranked
from bot.questions.execution.material import Material
from bot.questions.execution.measuring import chosen_of, computed_of, whole_of
from bot.questions.execution.metrics import MEASURES, OF_STRETCHES
from bot.questions.execution.resolved import ResolvedPlan


def overlap(plan: ResolvedPlan, material: Material, period: Period) -> Computed:
    """How alike members' tastes are: pairs of these members; of one member, with everybody else.

    The value for two members; for any other number a ranking of pairs.
    """
    members = sorted(set(plan.members))
    alone = members[0] if len(members) == 1 else None
    if alone is not None:
        members = sorted({alone, *material.reach})
    considered = replace(plan, members=tuple(members), by="member_pair")
    whole = whole_of(considered, material, Days(period))
    chosen = chosen_of(considered, material, whole, Days(period))
    alike = affinity(tastes(make_group(members=_members(members), artists=_artists(chosen)), ALL_TIME))
    plays = chosen.groupby("member_id")["plays"].sum()
    least = plan.kept.min_plays or 0
    pairs = [(left, right) for left, right in combinations(alike.index.tolist(), 2) if alone in (None, left, right)]
    values = alike.to_numpy()
    places = {member: place for place, member in enumerate(alike.index.tolist())}
    found = [
        Row(pair, float(values[places[pair[0]], places[pair[1]]]), int(plays[pair[0]] + plays[pair[1]]))
        for pair in pairs
    ]
    is_value = plan.op == "value" and len(set(plan.members)) == 2
    if is_value:
        rows: tuple[Row, ...] = (replace(found[0], key=()),) if found else (Row((), None, 0),)
    else:
        kept = [(place, row.value or 0.0, row.n) for place, row in enumerate(found) if row.n >= least]
        rows = ranked(kept, plan.order, lambda place: found[place].key, MEASURES[plan.metric].decimals)
    answer = computed_of(considered, material, rows, whole, period)
    out = tuple(member for member in members if member not in places)
    return replace(answer, op="value" if is_value else "rank", left_out=out)


def _artists(chosen: pd.DataFrame) -> pd.DataFrame:
    named = chosen[chosen["artist_id"] >= 0]
    artists = named.groupby(["member_id", "artist_id"])["plays"].sum().reset_index()
    return artists.assign(ms=0, first_day=0, last_day=0)


def _members(ids: list[int]) -> pd.DataFrame:
    columns = {"first_day": 0, "last_day": 0, "plays": 0, "ms": 0}
    return pd.DataFrame(columns, index=pd.Index(ids, dtype=np.int64, name="member_id"))


def first_of_all(plan: ResolvedPlan, material: Material, period: Period) -> Computed:
    """Artists that several members know, whom one of the plan's had played on an earlier day than all others.

    Judged among everybody there is, over whole histories, as the duels of awards are; the window and the filters are
    about the first listen.
    """
    everything = of_content(material.listens, plan.kept.content)
    named = everything[everything["artist_id"] >= 0]
    by = named.groupby(["artist_id", "member_id"]).agg(plays=("plays", "sum"), min=("day", "min")).reset_index()
    by = by[by["plays"] >= KNOWN_FROM]
    begins = everything.groupby("member_id")["day"].min()
    by["known_from"] = begins.reindex(by["member_id"]).to_numpy() + KNOWN_AFTER_DAYS
    by = by.sort_values(["artist_id", "min"], kind="stable")
    artist = by.groupby("artist_id")
    known_to = artist["member_id"].transform("size")
    ahead = by["min"] == artist["min"].transform("min")
    level = ahead.groupby(by["artist_id"]).transform("sum")
    # The others' exports must have begun by then; the first one's own need not.
    latest = by["known_from"].where(~ahead).groupby(by["artist_id"]).transform("max")
    won = by[ahead & (known_to > 1) & (level == 1) & (latest <= by["min"])]
    days = Days(period)
    whole = whole_of(plan, material, days)
    chosen = chosen_of(replace(plan, by="artist"), material, whole, days)
    first = named.drop_duplicates(["member_id", "artist_id"]).reset_index()  # ascending by moment: the first listens
    first = first[first["index"].isin(chosen.index)]
    won = won.merge(first[["member_id", "artist_id"]], on=["member_id", "artist_id"])
    there = pd.Index(sorted(whole["member_id"].unique().tolist()), dtype=np.int64)
    values = won.groupby("member_id").size().reindex(there, fill_value=0)
    plays = chosen.groupby("member_id")["plays"].sum().reindex(there, fill_value=0)
    if plan.op == "value":
        rows: tuple[Row, ...] = (Row((), float(values.sum()) if len(values) else None, int(plays.sum())),)
    else:
        least = plan.kept.min_plays or 0
        kept = [(int(key), float(values[key]), int(plays[key])) for key in there if plays[key] >= least]
        rows = ranked(kept, plan.order, lambda key: (key,))
    return computed_of(plan, material, rows, whole, period)


def stretches(plan: ResolvedPlan, material: Material) -> Computed:
    """What /breakup scores of members' listening."""
    whole = whole_of(plan, material, Days(ALL_TIME))
    plays = whole.groupby("member_id")["plays"].sum()
    least = plan.kept.min_plays or 0
    scored = {
        member: score
        for member in sorted(set(plan.members))
        if not np.isnan(score := material.stretches.get(member, np.nan)) and plays.get(member, 0) > 0
    }
    if plan.op == "value":
        member = plan.members[0]
        rows: tuple[Row, ...] = (Row((), scored.get(member), int(plays.get(member, 0))),)
    else:
        kept = [(member, score, int(plays[member])) for member, score in scored.items() if plays[member] >= least]
        rows = ranked(kept, plan.order, lambda key: (key,), MEASURES[plan.metric].decimals)
    answer = computed_of(plan, material, rows, whole, ALL_TIME)
    return replace(answer, why=(OF_STRETCHES,), left_out=tuple(sorted(set(plan.members) - set(scored))))

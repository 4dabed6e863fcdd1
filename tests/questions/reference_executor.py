"""Questions computed slowly and plainly, from the definitions alone: loops over lists of dicts.

What `bot.questions.execution` must agree with. Rows are those of `tests.questions.frames`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from bot.analysis import awards, discoveries, taste
from bot.moods.formula import MIN_TRACKS
from bot.questions.execution.resolved import Kept, ResolvedPlan, period_of
from tests.questions.frames import EPOCH, Row, day_of, ordered
from tests.questions.reference_measures import (
    LEAST,
    Value,
    World,
    bounds_of,
    bucket,
    chosen_of,
    measure,
    members_of,
    of_content,
    whole_of,
)

COUNTS = {"plays", "hours", "listeners", "distinct_tracks", "distinct_artists", "distinct_albums", "active_days"}
PLAYLISTS = {"playlists", "playlist_tracks", "playlist_age_days"}
DECIMALS = {
    **dict.fromkeys(("share", "skip_rate", "repeat_rate", "concentration", "discovery_rate"), 3),
    **dict.fromkeys(("sadness", "breakup_intensity"), 1),
    **dict.fromkeys(("session_minutes", "longest_session"), 0),
}
OF_PLAYLISTS = {
    "breakup_intensity": {None, "member", "playlist"},
    "sadness": {None, "member", "playlist"},
    "playlist_age_days": {None, "member", "playlist"},
    "distinct_tracks": {None, "member", "playlist"},
    "distinct_artists": {None, "member", "playlist"},
    "playlists": {None, "member"},
    "playlist_tracks": {None, "member", "playlist", "artist", "track", "day", "week", "month", "year"},
}
ALL_OR_NOTHING = {
    "member": {"listeners"},
    "track": {"distinct_tracks", "distinct_artists", "concentration", "uniqueness", "sadness", "breakup_intensity"},
    "artist": {"distinct_artists", "concentration", "uniqueness"},
    "album": {"distinct_albums"},
    "day": {"active_days", "streak_days", "first_listen", "last_listen"},
}


@dataclass
class Answer:
    """Rows are (key, value, n, rank, before)."""

    op: str
    rows: list[tuple[tuple[int, ...], Value, int, int | None, Value]]
    left_out: set[int]
    late: set[int]


def refer(
    plan: ResolvedPlan, rows: Iterable[Row], lists: Sequence[Row], stretches: Mapping[int, float], today: date
) -> Answer | None:
    """The answer; None where the question is refused."""
    world = World(ordered(rows), lists, stretches, today)
    if plan.metric in PLAYLISTS:
        plan = replace(plan, scope="playlists")
    if refused(plan, today):
        return None
    if plan.op in ("value", "compare"):
        plan = replace(plan, by=None)
    if plan.op != "compare":
        return one(plan, world, by_stretch(plan))
    everyone = tuple(sorted({member for side in plan.sides for member in side.members}))
    sides = [
        replace(plan, op="value", members=s.members, kept=s.kept, window=s.window, sides=(), among=everyone)
        for s in plan.sides
    ]
    if any(refused(side, today) for side in sides):
        return None
    if plan.metric == "taste_overlap" and any(len(set(side.members)) != 2 for side in sides):
        return None
    found = [one(side, world, all(map(by_stretch, sides))) for side in sides]
    rows_of = [((place,), *each.rows[0][1:]) for place, each in enumerate(found)]
    out = {
        member
        for member in everyone
        if all(member in each.left_out for each, side in zip(found, sides, strict=True) if member in side.members)
    }
    return Answer("compare", rows_of, out, {member for each in found for member in each.late})


def refused(plan: ResolvedPlan, today: date) -> bool:
    grouped = plan.op in ("rank", "trend")
    kept = [side.kept for side in plan.sides] if plan.op == "compare" else [plan.kept]
    if plan.by == "country" or any(set(each.moods) - {"breakup", "sad"} for each in kept):
        return True
    if plan.scope == "playlists":
        if plan.metric not in OF_PLAYLISTS or (plan.by if grouped else None) not in OF_PLAYLISTS[plan.metric]:
            return True
        told = ("artists", "tracks", "playlists", "moods", "content")
        return any(
            each.content == "podcast" or each != replace(Kept(), **{name: getattr(each, name) for name in told})
            for each in kept
        )
    if plan.by == "member_pair" and plan.metric != "taste_overlap":
        return True
    if plan.metric == "firsts" and grouped and plan.by != "member":
        return True
    if grouped and (plan.of or plan.metric) in ALL_OR_NOTHING.get(plan.by or "", ()):
        return True
    if plan.metric != "change":
        return False
    if plan.of in {"change", "firsts", "taste_overlap", "first_listen", "last_listen", *PLAYLISTS}:
        return True
    series = grouped and plan.by in ("day", "week", "month", "year")
    return plan.op != "compare" and not series and period_of(plan.window, today).before() is None


def by_stretch(plan: ResolvedPlan) -> bool:
    return (
        plan.metric == "breakup_intensity"
        and plan.scope == "plays"
        and plan.op != "trend"
        and plan.window.kind == "all"
        and replace(plan.kept, min_plays=None) == Kept()
        and (plan.by == "member" or (plan.by is None and len(set(plan.members)) == 1))
    )


def one(plan: ResolvedPlan, world: World, stretch: bool) -> Answer:
    if plan.scope == "playlists":
        return of_playlists(plan, world)
    if plan.metric == "change":
        return changed(plan, world)
    if plan.metric == "taste_overlap":
        return overlap(plan, world)
    if plan.metric == "firsts":
        return firsts(plan, world)
    whole = whole_of(plan, world)
    found = measure(plan, world, bounds_of(plan, world))
    if stretch:
        return stretches_of(plan, world)
    if plan.op == "trend":
        rows = [((key,), *amount(plan, found, key), None, None) for key in buckets(plan, world)]
    elif plan.op == "value":
        value, n = amount(plan, found, 0)
        if plan.metric in COUNTS and n == 0 and not covered(plan, world):
            value = None
        rows = [((), value, n, None, None)]
    else:
        rows = ranking(plan, world, whole, found)
    return finished(plan, world, rows, whole)


def finished(plan: ResolvedPlan, world: World, rows: list[Any], whole: list[Row]) -> Answer:
    period = period_of(plan.window, world.today)
    spans = {member: span for member in plan.members if (span := world.span(member))}
    late = {member for member, (first, _) in spans.items() if period.start and first > day_of(period.start)}
    if plan.metric == "first_listen" and plan.by == "member" and plan.op == "rank" and rows:
        oldest = min(row[1] for row in rows)
        late = {member for member, (first, _) in spans.items() if first > oldest}
    out = set(plan.members) - {row["member"] for row in whole}
    if plan.op == "rank" and plan.by == "member" and plan.metric in {*LEAST, "session_minutes"}:
        out = set(plan.members) - {row[0][0] for row in rows}
    return Answer(plan.op, rows, out, late)


# --- shapes ----------------------------------------------------------------------------------------------------------


def covered(plan: ResolvedPlan, world: World) -> list[int]:
    """The days from the first to the last of any member's export, within the window."""
    spans = [span for member in plan.members if (span := world.span(member))]
    if not spans:
        return []
    inside = bounds_of(plan, world)
    first, last = min(first for first, _ in spans), max(last for _, last in spans)
    return [day for day in range(first, last + 1) if inside(0, day)]


def buckets(plan: ResolvedPlan, world: World) -> list[int]:
    days = covered(plan, world)
    kept = plan.kept
    if not days:
        return []
    if plan.by == "hour":
        begins, ends = kept.hours or (0, 24)
        return [h for h in range(24) if (begins <= h < ends if begins < ends else h >= begins or h < ends)]
    if plan.by == "weekday":
        return [day for day in range(7) if not kept.weekdays or day in kept.weekdays]
    dates = [(day, EPOCH + timedelta(days=day)) for day in days]
    return sorted(
        {
            bucket(plan.by or "", day)
            for day, when in dates
            if (not kept.weekdays or when.weekday() in kept.weekdays) and (not kept.months or when.month in kept.months)
        }
    )


def amount(plan: ResolvedPlan, found: Mapping[int, tuple[Value, int, int]], key: int) -> tuple[Value, int]:
    if key in found:
        return found[key][:2]
    return (0.0 if plan.metric in COUNTS else None), 0


def ranking(plan: ResolvedPlan, world: World, whole: list[Row], found: dict[int, tuple[Value, int, int]]) -> list[Any]:
    if plan.order == "asc" and plan.metric in COUNTS:
        times = plan.by in ("hour", "weekday", "day", "week", "month", "year")
        there = members_of(whole) if plan.by == "member" else buckets(plan, world) if times else ()
        found = {**dict.fromkeys(there, (0.0, 0, 0)), **found}
    kept = [
        (key, value, n, None)
        for key, (value, n, plays) in found.items()
        if value is not None and plays >= (plan.kept.min_plays or 0)
    ]
    return placed(plan, kept, named(plan, world))


def named(plan: ResolvedPlan, world: World) -> Callable[[int], tuple[int, ...]]:
    if plan.by != "playlist":
        return lambda key: (key,)
    return lambda key: (world.lists[key]["member"], world.lists[key]["playlist"])


def placed(plan: ResolvedPlan, kept: list[Any], name: Callable[[Any], tuple[int, ...]]) -> list[Any]:
    decimals = DECIMALS.get(plan.of or plan.metric, 9)
    sign = 1 if plan.order == "asc" else -1
    kept = sorted(kept, key=lambda row: (sign * round(row[1], decimals), -row[2], row[0]))
    rows = []
    for key, value, n, before in kept:
        better = sum(sign * round(other[1], decimals) < sign * round(value, decimals) for other in kept)
        rows.append((name(key), value, n, better + 1, before))
    return rows


def less(now: Value, before: Value) -> Value:
    return None if now is None or before is None else now - before


def changed(plan: ResolvedPlan, world: World) -> Answer:
    told = replace(plan, metric=plan.of, of=None)
    if plan.op in ("rank", "trend") and plan.by in ("day", "week", "month", "year"):
        found = measure(told, world, bounds_of(plan, world))
        rows, before = [], None
        for key in buckets(plan, world):
            value, n = amount(told, found, key)
            rows.append(((key,), less(value, before), n, None, before))
            before = value
        if plan.op == "rank":
            kept = [
                (key, value, n, earlier)
                for (key,), value, n, _, earlier in rows
                if value is not None and found.get(key, (0, 0, 0))[2] >= (plan.kept.min_plays or 0)
            ]
            rows = placed(plan, kept, lambda key: (key,))
        return finished(told, world, rows, whole_of(told, world))
    period = period_of(plan.window, world.today)
    before = period.before()
    start, end, earlier, until = map(day_of, (period.start, period.end, before.start, before.end))
    judged = {}
    for member in plan.members:
        span = world.span(member)
        if span and span[0] <= earlier and span[1] >= start:
            days = min(end, span[1] + 1) - start
            judged[member] = (days, until if span[1] + 1 >= end else min(until, earlier + days))
    told = replace(told, members=tuple(judged), among=plan.among or plan.members)
    now = measure(told, world, lambda m, day: m in judged and start <= day < start + judged[m][0])
    then = measure(told, world, lambda m, day: m in judged and earlier <= day < judged[m][1])
    keys = [0] if plan.op == "value" else sorted({*now, *then})
    if plan.op == "trend":
        keys = buckets(told, world)
    rows = []
    for key in keys:
        (left, n), (right, _) = amount(told, now, key), amount(told, then, key)
        plays = sum(each.get(key, (0, 0, 0))[2] for each in (now, then))
        rows.append((key, less(left, right), n, right, plays))
    out = set(plan.members) - set(judged)
    if plan.op == "value":
        row = rows[0] if judged else (0, None, 0, None, 0)
        return Answer("value", [((), row[1], row[2], None, row[3])], out, set())
    if plan.op == "trend":
        return Answer("trend", [((key,), value, n, None, right) for key, value, n, right, _ in rows], out, set())
    kept = [row[:4] for row in rows if row[1] is not None and row[4] >= (plan.kept.min_plays or 0)]
    return Answer("rank", placed(plan, kept, named(plan, world)), out, set())


def overlap(plan: ResolvedPlan, world: World) -> Answer:
    asked = sorted(set(plan.members))
    members = asked if len(asked) > 1 else sorted({*asked, *world.everybody})
    plan = replace(plan, members=tuple(members), by="member_pair")
    whole, inside = whole_of(plan, world), bounds_of(plan, world)
    chosen = chosen_of(plan, world, whole, inside)
    shares, plays = {}, Counter(row["member"] for row in chosen)
    for member in members:
        own = Counter(row["artist"] for row in chosen if row["member"] == member and row["artist"] is not None)
        if sum(own.values()) >= taste.LEAST_PLAYS and len(own) >= taste.LEAST_ARTISTS:
            shares[member] = {artist: count / sum(own.values()) for artist, count in own.items()}
    pairs = [
        ((a, b), sum(math.sqrt(shares[a][x] * shares[b].get(x, 0)) for x in shares[a]), plays[a] + plays[b], None)
        for a, b in combinations(sorted(shares), 2)
        if len(asked) > 1 or asked[0] in (a, b)
    ]
    out = set(members) - set(shares)
    if plan.op == "value" and len(asked) == 2:
        value, n = pairs[0][1:3] if pairs else (None, 0)
        found = finished(plan, world, [((), value, n, None, None)], whole)
        return replace(found, left_out=out)
    pairs = [pair for pair in pairs if pair[2] >= (plan.kept.min_plays or 0)]
    found = finished(plan, world, placed(plan, pairs, lambda pair: pair), whole)
    return replace(found, op="rank", left_out=out)


def firsts(plan: ResolvedPlan, world: World) -> Answer:
    whole, inside = whole_of(plan, world), bounds_of(plan, world)
    chosen = chosen_of(replace(plan, by="artist"), world, whole, inside)
    everything = [row for row in world.rows if of_content(row, plan.kept.content)]
    begins = {m: min(day_of(row["local"]) for row in everything if row["member"] == m) for m in members_of(everything)}
    first: dict[Any, dict[int, Row]] = defaultdict(dict)
    count = Counter((row["artist"], row["member"]) for row in everything)
    earliest = {}
    for row in everything:
        if row["artist"] is not None and count[row["artist"], row["member"]] >= awards.KNOWN_FROM:
            first[row["artist"]].setdefault(row["member"], row)
            key = (row["artist"], row["member"])
            earliest[key] = min(earliest.get(key, 10**9), day_of(row["local"]))
    wins: Counter[int] = Counter()
    for artist, by_member in first.items():
        for member, row in by_member.items():
            day = earliest[artist, member]
            others = [other for other in by_member if other != member]
            ahead = all(earliest[artist, other] > day for other in others)
            reaches = all(begins[other] + discoveries.KNOWN_AFTER_DAYS <= day for other in others)
            if others and ahead and reaches and any(each is row for each in chosen):
                wins[member] += 1
    there = members_of(whole)
    plays = Counter(row["member"] for row in chosen)
    if plan.op == "value":
        value = float(sum(wins[member] for member in there)) if there else None
        rows = [((), value, sum(plays.values()), None, None)]
    else:
        kept = [(m, float(wins[m]), plays[m], None) for m in there if plays[m] >= (plan.kept.min_plays or 0)]
        rows = placed(plan, kept, lambda key: (key,))
    return finished(plan, world, rows, whole)


def stretches_of(plan: ResolvedPlan, world: World) -> Answer:
    plays = Counter(row["member"] for row in whole_of(plan, world))
    scored = {m: world.stretches[m] for m in plan.members if plays[m] and m in world.stretches}
    if plan.op == "value":
        rows = [((), scored.get(plan.members[0]), plays[plan.members[0]], None, None)]
    else:
        kept = [(m, score, plays[m], None) for m, score in scored.items() if plays[m] >= (plan.kept.min_plays or 0)]
        rows = placed(plan, kept, lambda key: (key,))
    return Answer(plan.op, rows, set(plan.members) - set(scored), set())


def of_playlists(plan: ResolvedPlan, world: World) -> Answer:
    kept, inside = plan.kept, bounds_of(plan, world)
    moods = set(kept.moods) | ({"breakup"} if "sad" in kept.moods else set())
    narrowed = bool(moods) or kept.artists is not None or kept.tracks is not None or plan.window.kind != "all"
    found = []
    bounded = period_of(plan.window, world.today)
    for each in world.lists:
        if each["member"] not in plan.members:
            continue
        if kept.playlists is not None and (each["member"], each["playlist"]) not in kept.playlists:
            continue
        tracks = [
            (track, artist, title, None if added is None else day_of(date.fromisoformat(added)))
            for track, artist, title, added in each["tracks"]
        ]
        tracks = [
            (track, artist, title, added)
            for track, artist, title, added in tracks
            if (kept.artists is None or artist in kept.artists)
            and (kept.tracks is None or track in kept.tracks)
            and (not moods or title in moods)
            and ((not bounded.start and not bounded.end) or (added is not None and inside(0, added)))
        ]
        if tracks or not narrowed:
            found.append((each, tracks))
    has = {each["member"] for each in world.lists}
    out = set(plan.members) - has
    rows = playlist_rows(plan, found, world)
    if plan.op == "value" and not has & set(plan.members):
        rows = [((), None, 0, None, None)]
    return Answer(plan.op, rows, out, set())


def playlist_rows(plan: ResolvedPlan, found: list[tuple[Row, Any]], world: World) -> list[Any]:
    if plan.by not in (None, "member", "playlist"):
        counts: Counter[int] = Counter()
        for _, tracks in found:
            for track, artist, _, added in tracks:
                item = {"artist": artist, "track": track}.get(plan.by, added)
                if item is not None:
                    counts[item if plan.by in ("artist", "track") else bucket(plan.by, item)] += 1
        if plan.op == "trend":
            step = 7 if plan.by == "week" else 1
            keys = range(min(counts), max(counts) + 1, step) if counts else ()
            return [((key,), float(counts[key]), counts[key], None, None) for key in keys]
        return placed(plan, [(key, n, n, None) for key, n in counts.items()], lambda key: (key,))
    groups: dict[Any, list[Any]] = defaultdict(list)
    for each, tracks in found:
        key = {None: 0, "member": each["member"]}.get(plan.by, (each["member"], each["playlist"]))
        groups[key].append((each, tracks))
    if plan.by is None and not groups and plan.metric in ("playlists", "playlist_tracks"):
        return [((), 0.0, 0, None, None)]
    values = [
        (key, playlist_value(plan.metric, inside, world.today), sum(len(tracks) for _, tracks in inside), None)
        for key, inside in groups.items()
    ]
    if plan.by is None:
        return [((), values[0][1], values[0][2], None, None)] if values else [((), None, 0, None, None)]
    values = [row for row in values if row[1] is not None]
    return placed(plan, values, lambda key: key if isinstance(key, tuple) else (key,))


def playlist_value(metric: str, found: list[tuple[Row, Any]], today: date) -> Value:
    tracks = [track for _, inside in found for track in inside]
    match metric:
        case "playlists":
            return float(len(found))
        case "playlist_tracks":
            return float(len(tracks))
        case "distinct_tracks":
            return float(len({track[0] for track in tracks})) if tracks else None
        case "distinct_artists":
            artists = {track[1] for track in tracks} - {None}
            return float(len(artists)) if artists else None
        case "playlist_age_days":
            added = [track[3] for track in tracks if track[3] is not None]
            return float(day_of(today) - min(added)) if added else None
        case "breakup_intensity":
            scores = [each["score"] for each, _ in found if each["score"] is not None]
            return max(scores) if scores else None
        case _:
            shares = [
                100 * sum(track[2] != "other" for track in inside) / len(inside)
                for _, inside in found
                if len(inside) >= MIN_TRACKS
            ]
            return max(shares) if shares else None

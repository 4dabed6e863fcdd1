"""Questions computed slowly and plainly, from the definitions alone: loops over lists of dicts.

What `bot.questions.execution` must agree with. Rows are those of `tests.questions.frames`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from statistics import median
from typing import Any

from bot.analysis import awards, discoveries, only, sessions, skips, taste
from bot.model.listens import PLATFORMS
from bot.moods.formula import MIN_TRACKS
from bot.questions.execution.resolved import Kept, ResolvedPlan, period_of
from tests.questions.frames import EPOCH, Row, day_of, ordered

Value = float | None
COUNTS = {"plays", "hours", "listeners", "distinct_tracks", "distinct_artists", "distinct_albums", "active_days"}
PLAYLISTS = {"playlists", "playlist_tracks", "playlist_age_days"}
LEAST = {
    **dict.fromkeys(
        ("share", "repeat_rate", "concentration", "discovery_rate", "sadness", "breakup_intensity"), awards.LEAST_PLAYS
    ),
    "uniqueness": only.ENOUGH_PLAYS,
    "skip_rate": skips.LEAST_KNOWN,
}
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


@dataclass
class World:
    rows: list[Row]
    lists: Sequence[Row]
    stretches: Mapping[int, float]
    today: date

    def span(self, member: int) -> tuple[int, int] | None:
        days = [day_of(row["local"]) for row in self.rows if row["member"] == member]
        return (min(days), max(days)) if days else None

    @property
    def everybody(self) -> list[int]:
        return sorted({row["member"] for row in self.rows})


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


# --- which listens ---------------------------------------------------------------------------------------------------


def of_content(row: Row, content: str) -> bool:
    return content == "all" or row["content"] in (("podcast",) if content == "podcast" else ("music", "video"))


def bounds_of(plan: ResolvedPlan, world: World) -> Callable[[int, int], bool]:
    period = period_of(plan.window, world.today)
    start = day_of(period.start) if period.start else -(10**9)
    end = day_of(period.end) if period.end else 10**9
    return lambda _member, day: start <= day < end


def whole_of(plan: ResolvedPlan, world: World, inside: Callable[[int, int], bool] | None = None) -> list[Row]:
    inside = inside or bounds_of(plan, world)
    everything = plan.metric == "share" and plan.kept.content == "podcast"
    rows = told(plan, [row for row in world.rows if everything or of_content(row, plan.kept.content)])
    return [row for row in rows if row["member"] in plan.members and inside(row["member"], day_of(row["local"]))]


def told(plan: ResolvedPlan, rows: list[Row]) -> list[Row]:
    """Of sittings and loops: each row with the number of its own, at the local time at which that began."""
    metric = plan.of or plan.metric
    if metric not in ("session_minutes", "longest_session", "longest_loop"):
        return rows
    found: list[Row] = []
    for row in rows:
        last = found[-1] if found else None
        new = (
            last is None
            or last["member"] != row["member"]
            or row["at"] - (last["at"] + (last["ms"] or 0)) >= 30 * 60_000
            or (metric == "longest_loop" and last["track"] != row["track"])
        )
        number = len(found) if new or last is None else last["number"]
        begun = row["local"] if new or last is None else last["local"]
        found.append({**row, "number": number, "local": begun})
    return found


def passes(row: Row, kept: Kept, lists: Sequence[Row]) -> bool:
    hour, wanted = row["local"].hour, kept.hours
    if wanted:
        begins, ends = wanted
        hours = set(range(begins, ends)) if begins < ends else {*range(begins, 24), *range(ends)}
        if hour not in hours:
            return False
    if kept.playlists is not None:
        wanted_lists = [each for each in lists if (each["member"], each["playlist"]) in kept.playlists]
        tracks = {track[0] for each in wanted_lists for track in each["tracks"]}
        if row["track"] not in tracks:
            return False
    moods = set(kept.moods) | ({"breakup"} if "sad" in kept.moods else set())
    return (
        (kept.artists is None or row["artist"] in kept.artists)
        and (kept.tracks is None or row["track"] in kept.tracks)
        and (kept.albums is None or row["album"] in kept.albums)
        and (not moods or row["title"] in moods)
        and (not kept.weekdays or row["local"].weekday() in kept.weekdays)
        and (not kept.months or row["local"].month in kept.months)
        and (kept.skipped is None or row["skipped"] is kept.skipped)
        and (kept.shuffle is None or row["shuffle"] is kept.shuffle)
        and (kept.platform is None or row["platform"] == kept.platform)
        and of_content(row, kept.content)
    )


def chosen_of(plan: ResolvedPlan, world: World, whole: list[Row], inside: Callable[[int, int], bool]) -> list[Row]:
    chosen = [row for row in whole if passes(row, plan.kept, world.lists)]
    if plan.kept.members_with is None:
        return chosen
    among = set(plan.among or plan.members)
    if plan.kept.members_with == "exactly_one" and len(among) == 1:
        among = set(world.everybody)
    pool = [
        row
        for row in whole_of(replace(plan, members=tuple(among), metric=plan.metric), world, inside)
        if passes(row, plan.kept, world.lists)
    ]
    item = plan.by if plan.by in ("artist", "track", "album") else "artist"
    who = defaultdict(set)
    for row in pool:
        if row[item] is not None:
            who[row[item]].add(row["member"])
    wanted = len(among) if plan.kept.members_with == "all" else 1
    return [row for row in chosen if len(who.get(row[item], ())) == wanted]


def keys_of(row: Row, by: str | None, lists: Sequence[Row]) -> list[int]:
    local = row["local"]
    if by is None:
        return [0]
    if by == "playlist":
        return [
            place
            for place, each in enumerate(lists)
            if each["member"] == row["member"] and row["track"] in {track[0] for track in each["tracks"]}
        ]
    if by in ("member", "artist", "track", "album"):
        return [] if row[by] is None else [row[by]]
    if by == "platform":
        return [] if row["platform"] is None else [PLATFORMS.index(row["platform"])]
    return [bucket(by, day_of(local), local.hour)]


def bucket(by: str, day: int, hour: int = 0) -> int:
    when = EPOCH + timedelta(days=day)
    return {
        "hour": hour,
        "weekday": when.weekday(),
        "day": day,
        "week": day - when.weekday(),
        "month": when.year * 12 + when.month - 1,
        "year": when.year,
    }[by]


def grouped(rows: Iterable[Row], by: str | None, lists: Sequence[Row]) -> dict[int, list[Row]]:
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        for key in keys_of(row, by, lists):
            groups[key].append(row)
    return groups


# --- measures --------------------------------------------------------------------------------------------------------


def measure(plan: ResolvedPlan, world: World, inside: Callable[[int, int], bool]) -> dict[int, tuple[Value, int, int]]:
    """By key: the value, what it rests on, and the plays of the group."""
    whole = whole_of(plan, world, inside)
    groups = grouped(chosen_of(plan, world, whole, inside), plan.by, world.lists)
    if plan.metric == "share":
        nested = plan.by in (None, "member", "hour", "weekday", "day", "week", "month", "year")
        of = (
            {key: len(rows) for key, rows in grouped(whole, plan.by, world.lists).items()}
            if nested
            else dict.fromkeys(groups, len(whole))
        )
        found = {key: (len(groups.get(key, ())) / n, n) for key, n in of.items()}
    else:
        everything = [row for row in world.rows if of_content(row, plan.kept.content)]
        found = {key: value_of(plan.metric, rows, everything) for key, rows in groups.items()}
    least = LEAST.get(plan.metric, 0)
    if plan.metric == "skip_rate" and plan.by in ("artist", "track", "album", "playlist"):
        least = skips.TRACK_KNOWN
    return {
        key: (value if n >= least else None, n, len(groups.get(key, ())))
        for key, (value, n) in found.items()
        if n or plan.metric not in ("concentration", "discovery_rate")
    }


def value_of(metric: str, rows: list[Row], everything: list[Row]) -> tuple[Value, int]:  # noqa: C901 - a list of 19
    n = len(rows)
    days = {day_of(row["local"]) for row in rows}
    match metric:
        case "plays":
            return n, n
        case "hours":
            told = [row["ms"] for row in rows if row["ms"] is not None]
            return (sum(told) / 3_600_000 if told else None), n
        case "listeners":
            return len({row["member"] for row in rows}), n
        case "distinct_tracks" | "distinct_artists" | "distinct_albums":
            name = metric.removeprefix("distinct_").removesuffix("s")
            return len({row[name] for row in rows} - {None}), n
        case "skip_rate":
            told = [row["skipped"] for row in rows if row["skipped"] is not None]
            return (sum(told) / len(told) if told else None), len(told)
        case "repeat_rate":
            return sum(repeats(row, everything) for row in rows) / n, n
        case "longest_loop":
            return max(Counter(row["number"] for row in rows).values()), n
        case "concentration":
            named = Counter(row["artist"] for row in rows if row["artist"] is not None)
            total = sum(named.values())
            return (sum(plays for _, plays in named.most_common(5)) / total if total else None), total
        case "discovery_rate":
            judged = [new for row in rows if (new := is_new(row, everything)) is not None]
            return (sum(judged) / len(judged) if judged else None), len(judged)
        case "first_listen" | "last_listen":
            return (min if metric == "first_listen" else max)(days), n
        case "active_days":
            return len(days), n
        case "streak_days":
            return max(streak({day_of(r["local"]) for r in rows if r["member"] == m}) for m in members_of(rows)), n
        case "session_minutes" | "longest_session":
            lengths = sittings(rows)
            if metric == "longest_session":
                return max(lengths), n
            return (median(lengths) if len(lengths) >= sessions.LEAST_SITTINGS else None), n
        case "uniqueness":
            lone = [row for row in rows if is_lone(row, everything)]
            ms, lone_ms = (sum(row["ms"] or 0 for row in each) for each in (rows, lone))
            return (lone_ms / ms if ms else len(lone) / n), n
        case "sadness":
            return sum(row["title"] != "other" for row in rows) / n * 100, n
        case _:
            return sum(row["title"] == "breakup" for row in rows) / n * 100, n


def members_of(rows: Iterable[Row]) -> set[int]:
    return {row["member"] for row in rows}


def repeats(row: Row, everything: list[Row]) -> bool:
    place = next(place for place, each in enumerate(everything) if each is row)
    return any(
        each["member"] == row["member"] and each["track"] == row["track"] and row["at"] - each["at"] <= 86_400_000
        for each in everything[:place]
    )


def is_new(row: Row, everything: list[Row]) -> bool | None:
    own = [each for each in everything if each["member"] == row["member"]]
    begun = min(day_of(each["local"]) for each in own)
    day = day_of(row["local"])
    if day < begun + discoveries.SHARE_AFTER_DAYS:
        return None
    if row["artist"] is None:
        return False
    met = min(day_of(each["local"]) for each in own if each["artist"] == row["artist"])
    return met >= begun + discoveries.KNOWN_AFTER_DAYS and day < met + discoveries.FRESH_DAYS


def is_lone(row: Row, everything: list[Row]) -> bool:
    if row["artist"] is None:
        return False
    who = [each["member"] for each in everything if each["artist"] == row["artist"]]
    return set(who) == {row["member"]} and len(who) >= only.LONE_PLAYS


def streak(days: set[int]) -> int:
    best = 0
    for day in days:
        length = 1
        while day + length in days:
            length += 1
        best = max(best, length)
    return best


def sittings(rows: list[Row]) -> list[float]:
    by_number: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        by_number[row["number"]].append(row)
    return [(each[-1]["at"] + (each[-1]["ms"] or 0) - each[0]["at"]) / 60_000 for each in by_number.values()]


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
    keys = {"value": [0], "trend": buckets(told, world)}.get(plan.op, sorted({*now, *then}))
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

"""Measures of a question, taken slowly and plainly, from the definitions alone: loops over lists of dicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from bot.analysis import awards, discoveries, only, sessions, skips
from bot.model.listens import PLATFORMS
from bot.questions.execution.resolved import Kept, ResolvedPlan, period_of
from tests.questions.frames import EPOCH, Row, day_of

Value = float | None
LEAST = {
    **dict.fromkeys(
        ("share", "repeat_rate", "concentration", "discovery_rate", "sadness", "breakup_intensity"), awards.LEAST_PLAYS
    ),
    "uniqueness": only.ENOUGH_PLAYS,
    "skip_rate": skips.LEAST_KNOWN,
}


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

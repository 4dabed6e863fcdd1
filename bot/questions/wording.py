"""A plan in plain words: what "show the plan" shows, and what `tutti plan` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model.questions import ME, Dimension, Filters, Metric, Plan, Side, Window
from bot.questions.refusals import refusal_sentence

MEASURES: Mapping[Metric, str] = {
    "plays": "plays",
    "hours": "hours listened",
    "listeners": "number of members who played it",
    "distinct_tracks": "different tracks",
    "distinct_artists": "different artists",
    "distinct_albums": "different albums",
    "share": "share of their plays",
    "skip_rate": "share of plays skipped",
    "repeat_rate": "share of plays that repeat a track of the 24 hours before",
    "longest_loop": "longest run of one track in a row",
    "concentration": "share of plays on the five most played artists",
    "discovery_rate": "share of plays on artists new to them",
    "first_listen": "first listen",
    "last_listen": "last listen",
    "active_days": "days with music",
    "streak_days": "most days in a row with music",
    "session_minutes": "usual length of a sitting, in minutes",
    "longest_session": "longest sitting",
    "taste_overlap": "overlap in taste",
    "uniqueness": "share of own listening on artists nobody else here plays",
    "firsts": "shared artists they reached before everyone else",
    "change": "change",
    "breakup_intensity": "breakup intensity",
    "sadness": "sadness of the music",
    "playlists": "number of playlists",
    "playlist_tracks": "tracks in the playlist",
    "playlist_age_days": "age of the playlist",
}
_GROUPS: Mapping[Dimension, str] = {
    "member": "members",
    "member_pair": "pairs of members",
    "artist": "artists",
    "track": "tracks",
    "album": "albums",
    "playlist": "playlists",
    "hour": "hours of the day",
    "weekday": "days of the week",
    "day": "days",
    "week": "weeks",
    "month": "months",
    "year": "years",
    "platform": "devices",
    "country": "countries",
}
_ASCENDING: Mapping[Metric, str] = {"first_listen": "earliest first", "last_listen": "longest ago first"}
_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
_DEVICES = {"tv": "a TV", "web": "the web player", "other": "another device"}


def describe_plan(plan: Plan) -> str:
    """The plan as one line, or, where there is none, why and what to ask instead.

    Names stand in it as they were asked, unescaped: whoever shows it escapes it.
    """
    if plan.op == "none" or plan.metric is None:
        return refusal_sentence(plan.reason or "ambiguous")
    parts = [_operation(plan, plan.metric), *_scope(plan)]
    return ", ".join(part for part in parts if part)


def _operation(plan: Plan, metric: Metric) -> str:
    measure = MEASURES[metric]
    if metric == "change" and plan.of:
        measure = f"change in {MEASURES[plan.of]}"
    if plan.scope == "playlists" and metric in ("breakup_intensity", "sadness"):
        measure += " in playlists"
    match plan.op:
        case "rank":
            groups = _GROUPS[plan.by or "member"]
            top = f"the {'bottom' if plan.order == 'asc' else 'top'} {plan.limit} " if plan.limit else ""
            return f"{top}{groups} ranked by {measure}{_direction(plan, metric)}"
        case "trend":
            return f"{measure} by {_GROUPS[plan.by or 'month'].removesuffix('s')}"
        case "compare":
            left, right = (_side(side) for side in plan.sides)
            return f"{measure}: {left} against {right}"
        case _:
            return measure


def _direction(plan: Plan, metric: Metric) -> str:
    if plan.order == "desc" or plan.limit:
        return f", {_ASCENDING[metric]}" if plan.order == "asc" and metric in _ASCENDING else ""
    return f", {_ASCENDING.get(metric, 'lowest first')}"


def _scope(plan: Plan) -> list[str]:
    sides_say_when = any(side.window for side in plan.sides)
    window = "" if sides_say_when and plan.window.kind == "all" else describe_window(plan.window)
    return [_members(plan.members), *describe_filters(plan.filters), window]


def _side(side: Side) -> str:
    parts = [_names(side.members)] if side.members else []
    parts += describe_filters(side.filters) if side.filters else []
    parts += [describe_window(side.window)] if side.window else []
    return " ".join(parts) or "everyone"


def _members(members: Sequence[str]) -> str:
    return f"of {_names(members)}" if members else ""


def _names(members: Sequence[str]) -> str:
    return _listed(["you" if member == ME else member for member in members])


def describe_filters(filters: Filters) -> list[str]:
    """What each filter keeps, in words: "artist “Radiohead”", "on weekends", "without skipped plays"."""
    parts = [
        f"{noun} {_listed([f'“{name}”' for name in names], 'or')}"
        for noun, names in (
            ("artist", filters.artist),
            ("track", filters.track),
            ("album", filters.album),
            ("playlist", filters.playlist),
        )
        if names
    ]
    if filters.mood:
        parts.append(f"titles that read as {_listed(filters.mood, 'or')}")
    if filters.hours:
        start, end = filters.hours
        parts.append(f"{start:02d}:00 to {end % 24:02d}:00 on their own clocks")
    if filters.weekdays:
        parts.append(f"on {_days(sorted(filters.weekdays))}")
    if filters.months:
        parts.append(f"in {_listed([_MONTHS[month - 1] for month in sorted(filters.months)])} of any year")
    return parts + _flags(filters)


def _days(days: list[int]) -> str:
    if days == [0, 1, 2, 3, 4]:
        return "weekdays"
    return "weekends" if days == [5, 6] else _listed([_WEEKDAYS[day] for day in days])


def _flags(filters: Filters) -> list[str]:
    parts = []
    if filters.skipped is not None:
        parts.append("skipped plays only" if filters.skipped else "without skipped plays")
    if filters.shuffle is not None:
        parts.append("on shuffle" if filters.shuffle else "not on shuffle")
    if filters.platform:
        parts.append(f"on {_DEVICES.get(filters.platform, f'a {filters.platform}')}")
    if filters.content != "music":
        parts.append("podcasts" if filters.content == "podcast" else "music and podcasts")
    if filters.min_plays:
        parts.append(f"with at least {filters.min_plays:,} plays")
    if filters.members_with:
        parts.append("played by every member" if filters.members_with == "all" else "played by exactly one member")
    return parts


def describe_window(window: Window) -> str:
    """A window in words: "all time", "the last 90 days", "2024", "1 March 2021 to 31 March 2021"."""
    match window.kind:
        case "all":
            return "all time"
        case "last_days":
            return f"the last {window.n:,} days" if window.n != 1 else "the last day"
        case "year":
            return str(window.n)
        case "between" if window.start == window.end:
            return _date(window.start)
        case "between":
            return f"{_date(window.start)} to {_date(window.end)}"
        case "since":
            return f"since {_date(window.start)}"
        case "until":
            return f"until {_date(window.end)}"
        case _:
            return window.kind.replace("_", " ")


def _date(day: object) -> str:
    return f"{day:%-d %B %Y}" if day is not None else ""


def _listed(words: Sequence[str], joint: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"

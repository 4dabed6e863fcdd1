"""A plan in plain words: what "show the plan" shows, and what `tutti plan` prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.model.questions import ME, Dimension, Filters, Metric, Mood, Plan, Side, Window, WindowKind
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook, msg
from bot.questions.refusal_words import refusal_sentence

MEASURES: Mapping[Metric, str] = {
    "plays": msg("plays"),
    "hours": msg("hours listened"),
    "listeners": msg("number of members who played it"),
    "distinct_tracks": msg("different tracks"),
    "distinct_artists": msg("different artists"),
    "distinct_albums": msg("different albums"),
    "share": msg("share of their plays"),
    "skip_rate": msg("share of plays skipped"),
    "repeat_rate": msg("share of plays that repeat a track of the 24 hours before"),
    "longest_loop": msg("longest run of one track in a row"),
    "concentration": msg("share of plays on the five most played artists"),
    "discovery_rate": msg("share of plays on artists new to them"),
    "first_listen": msg("first listen"),
    "last_listen": msg("last listen"),
    "active_days": msg("days with music"),
    "streak_days": msg("most days in a row with music"),
    "session_minutes": msg("usual length of a sitting, in minutes"),
    "longest_session": msg("length of the longest sitting"),
    "taste_overlap": msg("overlap in taste"),
    "uniqueness": msg("share of own listening on artists nobody else here plays"),
    "firsts": msg("shared artists they reached before everyone else"),
    "change": msg("change"),
    "breakup_intensity": msg("breakup intensity"),
    "sadness": msg("sadness of the music"),
    "playlists": msg("number of playlists"),
    "playlist_tracks": msg("tracks in the playlist"),
    "playlist_age_days": msg("age of the playlist"),
}
_GROUPS: Mapping[Dimension, str] = {
    "member": msg("members"),
    "member_pair": msg("pairs of members"),
    "artist": msg("artists"),
    "track": msg("tracks"),
    "album": msg("albums"),
    "playlist": msg("playlists"),
    "hour": msg("hours of the day"),
    "weekday": msg("days of the week"),
    "day": msg("days"),
    "week": msg("weeks"),
    "month": msg("months"),
    "year": msg("years"),
    "platform": msg("devices"),
    "country": msg("countries"),
}
_OVER_TIME: Mapping[Dimension, str] = {
    "hour": msg("{measure} by hour of the day"),
    "weekday": msg("{measure} by day of the week"),
    "day": msg("{measure} by day"),
    "week": msg("{measure} by week"),
    "month": msg("{measure} by month"),
    "year": msg("{measure} by year"),
}
_ASCENDING: Mapping[Metric, str] = {"first_listen": msg("earliest first"), "last_listen": msg("longest ago first")}
_WEEKDAYS = (
    *(msg("Mondays"), msg("Tuesdays"), msg("Wednesdays"), msg("Thursdays"), msg("Fridays")),
    *(msg("Saturdays"), msg("Sundays")),
)
_DEVICES: Mapping[str, str] = {
    "phone": msg("on a phone"),
    "computer": msg("on a computer"),
    "speaker": msg("on a speaker"),
    "tv": msg("on a TV"),
    "car": msg("in a car"),
    "web": msg("on the web player"),
    "other": msg("on another device"),
}
_MOODS: Mapping[Mood, str] = {
    "breakup": msg("breakup"),
    "sad": msg("sad"),
    "happy": msg("happy"),
    "love": msg("love"),
    "angry": msg("angry"),
    "chill": msg("chill"),
    "party": msg("party"),
    "workout": msg("workout"),
    "focus": msg("focus"),
    "sleep": msg("sleep"),
}
_WINDOWS: Mapping[WindowKind, str] = {
    "all": msg("all time"),
    "this_week": msg("this week"),
    "last_week": msg("last week"),
    "this_month": msg("this month"),
    "last_month": msg("last month"),
    "this_year": msg("this year"),
    "last_year": msg("last year"),
}

JOINT = msg(", ")
"""Between the parts of a plan."""


def describe_plan(plan: Plan, book: Phrasebook = ENGLISH) -> str:
    """The plan as one line, or, where there is none, why and what to ask instead.

    Names stand in it as they were asked, unescaped: whoever shows it escapes it.
    """
    if plan.op == "none" or plan.metric is None:
        return refusal_sentence(plan.reason or "ambiguous", book)
    parts = [_operation(plan, plan.metric, book), *_scope(plan, book)]
    return book.translated(JOINT).join(part for part in parts if part)


def _operation(plan: Plan, metric: Metric, book: Phrasebook) -> str:
    measure = book.translated(MEASURES[metric])
    if metric == "change" and plan.of:
        measure = book.say("change in {measure}", measure=book.translated(MEASURES[plan.of]))
    if plan.scope == "playlists" and metric in ("breakup_intensity", "sadness"):
        measure = book.say("{measure} in playlists", measure=measure)
    match plan.op:
        case "rank":
            return _ranking(plan, measure, book) + _direction(plan, metric, book)
        case "trend":
            return book.say(_OVER_TIME[plan.by or "month"], measure=measure)
        case "compare":
            left, right = (_side(side, book) for side in plan.sides)
            return book.say("{measure}: {left} against {right}", measure=measure, left=left, right=right)
        case _:
            return measure


def _ranking(plan: Plan, measure: str, book: Phrasebook) -> str:
    groups = book.translated(_GROUPS[plan.by or "member"])
    if not plan.limit:
        return book.say("{groups} ranked by {measure}", groups=groups, measure=measure)
    ranked = (
        msg("the bottom {n} {groups} ranked by {measure}")
        if plan.order == "asc"
        else msg("the top {n} {groups} ranked by {measure}")
    )
    return book.say(ranked, n=plan.limit, groups=groups, measure=measure)


def _direction(plan: Plan, metric: Metric, book: Phrasebook) -> str:
    if plan.order == "desc" or (plan.limit and metric not in _ASCENDING):
        return ""
    return book.translated(JOINT) + book.translated(_ASCENDING.get(metric, msg("lowest first")))


def _scope(plan: Plan, book: Phrasebook) -> list[str]:
    sides_say_when = any(side.window for side in plan.sides)
    window = "" if sides_say_when and plan.window.kind == "all" else describe_window(plan.window, book)
    members = book.say("of {members}", members=_names(plan.members, book)) if plan.members else ""
    return [members, *describe_filters(plan.filters, book), window]


def _side(side: Side, book: Phrasebook) -> str:
    parts = [_names(side.members, book)] if side.members else []
    parts += describe_filters(side.filters, book) if side.filters else []
    parts += [describe_window(side.window, book)] if side.window else []
    return " ".join(parts) or book.say("everyone")


def _names(members: Sequence[str], book: Phrasebook) -> str:
    return book.listed([book.say("you") if member == ME else member for member in members])


def describe_filters(filters: Filters, book: Phrasebook = ENGLISH) -> list[str]:
    """What each filter keeps, in words: "artist “Radiohead”", "on weekends", "without skipped plays"."""
    parts = [
        book.translated(what).format(names=book.listed([book.say("“{name}”", name=name) for name in names], "or"))
        for what, names in (
            (msg("artist {names}"), filters.artist),
            (msg("track {names}"), filters.track),
            (msg("album {names}"), filters.album),
            (msg("playlist {names}"), filters.playlist),
        )
        if names
    ]
    if filters.mood:
        moods = book.listed([book.translated(_MOODS[mood]) for mood in filters.mood], "or")
        parts.append(book.say("titles that read as {moods}", moods=moods))
    if filters.hours:
        start, end = filters.hours
        begins, ends = f"{start:02d}:00", f"{end % 24:02d}:00"
        parts.append(book.say("{begins} to {ends} on their own clocks", begins=begins, ends=ends))
    if filters.weekdays:
        parts.append(_days(sorted(filters.weekdays), book))
    if filters.months:
        months = book.listed([book.month_name(month) for month in sorted(filters.months)])
        parts.append(book.say("in {months} of any year", months=months))
    return parts + _flags(filters, book)


def _days(days: list[int], book: Phrasebook) -> str:
    if days == [0, 1, 2, 3, 4]:
        return book.say("on weekdays")
    if days == [5, 6]:
        return book.say("on weekends")
    return book.say("on {days}", days=book.listed([book.translated(_WEEKDAYS[day]) for day in days]))


def _flags(filters: Filters, book: Phrasebook) -> list[str]:
    parts = []
    if filters.skipped is not None:
        parts.append(book.say("skipped plays only") if filters.skipped else book.say("without skipped plays"))
    if filters.shuffle is not None:
        parts.append(book.say("on shuffle") if filters.shuffle else book.say("not on shuffle"))
    if filters.platform:
        parts.append(book.translated(_DEVICES[filters.platform]))
    if filters.content != "music":
        parts.append(book.say("podcasts") if filters.content == "podcast" else book.say("music and podcasts"))
    if filters.min_plays:
        parts.append(book.counted("with at least {n} play", "with at least {n} plays", filters.min_plays))
    if filters.members_with:
        everyone = filters.members_with == "all"
        parts.append(book.say("played by every member") if everyone else book.say("played by exactly one member"))
    return parts


def describe_window(window: Window, book: Phrasebook = ENGLISH) -> str:
    """A window in words: "all time", "the last 90 days", "2024", "1 March 2021 to 31 March 2021"."""
    match window.kind:
        case "last_days":
            return book.counted("the last day", "the last {n} days", window.n or 1)
        case "year":
            return book.say("{year}", year=window.n)
        case "between" if window.start == window.end:
            return _date(window.start, book)
        case "between":
            return book.say("{first} to {last}", first=_date(window.start, book), last=_date(window.end, book))
        case "since":
            return book.say("since {day}", day=_date(window.start, book))
        case "until":
            return book.say("until {day}", day=_date(window.end, book))
        case kind:
            return book.translated(_WINDOWS[kind])


def _date(day: date | None, book: Phrasebook) -> str:
    return "" if day is None else book.full_day(day)

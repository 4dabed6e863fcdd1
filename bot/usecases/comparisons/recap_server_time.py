"""The frame of all pages of a server's recap, and the pages on when it listened, what it found and what titles said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.analysis.coverage import Basis
from bot.analysis.group import Group, within
from bot.analysis.recap_server import ENOUGH_PLAYS, Counted, ServerClock, ServerFinds, ServerOverview
from bot.analysis.recap_shares import SharedRow
from bot.analysis.taste import KNOWN_FROM
from bot.charts.bars import ranked_figure
from bot.charts.days import calendar_figure
from bot.charts.rows import CalendarRows, RankedBar, RankedRows, Rows
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table, Why
from bot.model.mood_months import MoodMonth, sad_share
from bot.moods.over_time import MIN_MEMBERS, as_months, mood_months
from bot.moods.over_time import group_months as months_of_group
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import day_words, rests_on_words
from bot.usecases.comparisons.recap_moods import MONTH_WHY, MonthlyMoods, mood_picture, mood_table, saddest
from bot.usecases.comparisons.recap_names import names_of
from bot.usecases.comparisons.recap_words import (
    FINDS_WHY,
    MOODS_WHY,
    MOVED,
    WEEKDAYS,
    hidden,
    hour_words,
    listed,
    percent_words,
    period_name,
    sentence,
)

_WHY = (
    (
        f"Only members who agreed to be compared count, with at least {ENOUGH_PLAYS} plays in the period. Totals add "
        "up theirs, and nobody else's."
    ),
    (
        f"What **most members listened to** comes first: who played it at least {KNOWN_FROM} times is a listener. "
        "Among equals the **mean share** decides: an artist with 10 % of one member's plays and 30 % of the "
        "other's has 20 %. "
        "So neither a long export nor one devoted fan decides; plays and hours of all stand beside it."
    ),
    (
        "▲ and ▼ are places won and lost against the period of the same kind before, among the members whose exports "
        "cover both; they are there only if that is at least half of them."
    ),
    (
        "Days and hours are those of each member's own clock. What the group is called goes by how alike each two of "
        "its members' artists are (affinity, see `/affinity`)."
    ),
)
_FORMULA = "by listeners, then by the mean over members of (plays of it / all own plays)"


@dataclass(frozen=True, slots=True)
class ServerMoods:
    """What titles said of the music of a server.

    Attributes:
        sad: mean over members of the share of sad titles in own plays.
        breakup: of titles about heartbreak.
        months: means over the members of whom a month is known.
    """

    sad: float
    breakup: float
    months: tuple[MoodMonth, ...]


@dataclass(slots=True)
class ServerPage:
    """What a page of a server's recap shows; parts that it does not need are None or empty.

    Attributes:
        in_all: how many members agreed to be compared and have music.
    """

    who: Counted
    rests: Basis
    overview: ServerOverview | None = None
    clock: ServerClock | None = None
    finds: ServerFinds | None = None
    moods: ServerMoods | None = None
    tops: dict[str, tuple[SharedRow, ...]] = field(default_factory=dict)
    in_all: int = 0


def server_title(asking: Asking) -> str:
    """What the group is called, and the period."""
    return f"All of us · {period_name(asking.period)}"


def server_draft(
    asking: Asking,
    found: ServerPage,
    verdict: str,
    tables: tuple[Table, ...],
    *,
    picture: tuple[Callable[..., str], Rows] | None = None,
    why: tuple[str, ...] = _WHY,
) -> Draft:
    """One page of a server's recap, with what it rests on."""
    who = found.who
    members = len(who.members)
    rests = [f"Counted: {members} of {found.in_all} members who agreed to be compared"]
    if found.in_all > len(found.rests.covers):
        rests.append(f"In so large a server, the {len(found.rests.covers)} with most listening are looked at")
    rests.append(rests_on_words(found.rests, asking.name, shares=True)[1])
    if who.earlier is not None and any(MOVED in table.columns for table in tables):
        rests.append(
            f"Arrows against {period_name(who.earlier)}, by the {len(who.both)} of {members} whose exports cover it"
        )
    out = listed(asking.names(who.left_out[:10])) + (" and others" if len(who.left_out) > 10 else "")
    return Draft(
        title=server_title(asking),
        tables=tuple(table for table in tables if table.rows),
        why=Why(why, _FORMULA, ("Our own definitions.",)),
        about=frozenset(who.members),
        verdict=verdict,
        rests_on=tuple(rests),
        left_out=f"Left out, fewer than {ENOUGH_PLAYS} plays in it: {out}" if who.left_out else "",
        picture=picture,
        page_rows=40,
    )


def server_calendar(asking: Asking, found: ServerPage) -> Draft:
    """Hours, weekdays, months and days of the group."""
    assert found.clock is not None  # noqa: S101 - asked for with this page
    clock = found.clock
    hour = max(range(24), key=lambda each: clock.clock[each])
    weekday = max(range(7), key=lambda each: clock.weekdays[each])
    parts = [
        (
            f"Most is played from {hour_words(hour)} ({percent_words(clock.clock[hour])} of a member's plays) "
            f"and on {WEEKDAYS[weekday]}s, on average"
        )
    ]
    if clock.busiest and clock.busiest.listeners > 1:
        day = clock.busiest
        parts.append(f"on **{day_words(day.day)}** {day.listeners} of {len(found.who.members)} listened")
    weekdays = Table(
        (Column("weekday", Kind.TEXT), Column("mean share of own plays", Kind.SHARE)),
        tuple(zip(WEEKDAYS, clock.weekdays, strict=True)),
        "Days of the week",
    )
    hours = Table(
        (hidden("hour", Kind.COUNT), hidden("mean share of own plays", Kind.SHARE)), tuple(enumerate(clock.clock))
    )
    months = Table(
        (
            hidden("month", Kind.TEXT),
            hidden(f"mean {clock.months_by} a member", Kind.NUMBER),
            hidden("members whose exports cover it", Kind.COUNT),
        ),
        tuple((each.month, each.mean, each.members) for each in clock.months),
    )
    days = Table((hidden("day", Kind.DAY), hidden("mean plays a member", Kind.NUMBER)), clock.days)
    shown = [day for day, _ in clock.days]
    rows = CalendarRows(
        f"{server_title(asking)} · every day",
        "Mean plays of the members whose exports cover the day",
        clock.days,
        shown[0],
        shown[-1],
        "plays a member",
    )
    return server_draft(
        asking, found, sentence(parts), (weekdays, hours, months, days), picture=(calendar_figure, rows)
    )


async def server_new(asking: Asking, found: ServerPage) -> Draft:
    """What several members discovered, and how much each did."""
    assert found.finds is not None  # noqa: S101 - asked for with this page
    finds = found.finds
    names = await names_of(asking, "artist", [each.artist_id for each in finds.shared])
    if finds.shared:
        best = finds.shared[0]
        verdict = (
            f"New to several of you: **{counted(finds.shared_in_all, 'artist')}**. "
            f"**{safe(names[best.artist_id][0])}** was found by {listed(asking.names(best.finders[:6]))}."
        )
    else:
        verdict = "No artist was new to two of you."
    shared = Table(
        (
            Column("artist", Kind.NAME),
            Column("found by", Kind.COUNT, "found by {member}"),
            Column("plays since", Kind.COUNT, "{play} since"),
            Column("first", Kind.TEXT, small=True),
            Column("first on", Kind.DAY, "first on {}", small=True),
        ),
        tuple(
            (
                names[each.artist_id][0],
                len(each.finders),
                each.plays,
                listed(asking.names(each.first[:3])),
                each.first_on,
            )
            for each in finds.shared
        ),
        "New to several",
    )
    bars = tuple(
        RankedBar(names[each.artist_id][0], float(len(each.finders)), counted(len(each.finders), "member"))
        for each in finds.shared
    )
    rows = RankedRows(f"{server_title(asking)} · new to several", "By how many found it", bars, numbered=False)
    picture = (ranked_figure, rows) if len({bar.amount for bar in bars}) > 1 else None
    return server_draft(asking, found, verdict, (shared,), picture=picture, why=(FINDS_WHY, *_WHY))


def server_moods(asking: Asking, found: ServerPage) -> Draft:
    """What the titles of the group's music said, month by month."""
    assert found.moods is not None  # noqa: S101 - asked for with this page
    moods = found.moods
    parts = [
        (
            f"**{percent_words(moods.sad)}** of a member's plays were of music with sad titles on average, "
            f"**{percent_words(moods.breakup)}** of titles about heartbreak"
        )
    ]
    peak = saddest(moods.months)
    if peak is not None and peak.sad:
        parts.append(f"the saddest music was that of {peak.month:%B %Y}, with {percent_words(peak.sad)}")
    monthly = MonthlyMoods(0, 0, 0, moods.months)
    why = (
        MOODS_WHY,
        f"{MONTH_WHY} The group's month is the mean of its members' shares, of at least {MIN_MEMBERS} of them.",
        *_WHY,
    )
    return server_draft(
        asking,
        found,
        sentence(parts),
        (mood_table(monthly),),
        picture=mood_picture(f"{server_title(asking)} · moods of the music", "Mean over members", [("All", monthly)]),
        why=why,
    )


def group_moods(group: Group, who: Counted) -> ServerMoods:
    """In a worker: the counted members' moods. Reads `days` and `repeats`."""
    days, repeats = (
        rows[rows["member_id"].isin(who.members)].reset_index(drop=True)
        for rows in (within(frame, who.period) for frame in (group.days, group.repeats))
    )
    own = days.groupby("member_id")[["plays", "sad", "breakup"]].sum()
    plays, sad, breakup = (own[name].to_numpy(dtype=float) for name in ("plays", "sad", "breakup"))
    months = as_months(months_of_group(mood_months(days, repeats)))
    return ServerMoods(float(sad_share(breakup, sad, plays).mean()), float((breakup / plays).mean()), months)

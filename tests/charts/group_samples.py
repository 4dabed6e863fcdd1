"""Rows for the figures of a group, with names that break what can be broken. Seeds are the caller's."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from bot.charts.awards import award_figure, guess_figure
from bot.charts.bars import ranked_figure
from bot.charts.calendar import recap_figure
from bot.charts.days import calendar_figure
from bot.charts.matrix import matrix_figure
from bot.charts.mirror import mirror_figure
from bot.charts.places import map_figure
from bot.charts.recaps import pair_figure, share_figure
from bot.charts.rows import (
    AwardCard,
    AwardRows,
    CalendarRows,
    GuessBar,
    GuessRows,
    MapPoint,
    MapRows,
    MarkedDays,
    MatrixRows,
    Milestone,
    MilestoneRows,
    MirrorBar,
    MirrorRows,
    PairRecapRows,
    RankedBar,
    RankedRows,
    RecapSide,
    ShareRows,
    TimelineLine,
    TimelineRows,
    TurningPoint,
)
from bot.charts.timeline import milestone_figure, timeline_figure
from tests.charts.samples import NAMES, recap_rows

LONG = " ".join(NAMES)


def ranked_rows(
    bars: int, *, detail: str = "", aside: str = "", left_out: int = 0, numbered: bool = True
) -> RankedRows:
    return RankedRows(
        "Who kept on listening?",
        "The longest run of days with music, within the 412 days that all exports cover",
        tuple(
            RankedBar(NAMES[place % 12], 400 / (place + 1), f"{400 // (place + 1):,} days", detail, aside)
            for place in range(bars)
        ),
        (NAMES * 9)[:left_out],
        aside_words="of own days" if aside else "",
        numbered=numbered,
    )


def mirror_rows(bars: int, left: str = "Ada", right: str = NAMES[5]) -> MirrorRows:
    numbers = random.Random(bars)
    return MirrorRows(
        f"{left} and {right}",
        "61 % alike: the listening that both give to the same artists, as a share of each one's own",
        left,
        right,
        tuple(MirrorBar(NAMES[place % 12], numbers.random() / 4, numbers.random() / 6) for place in range(bars)),
    )


def matrix_rows(members: int, groups: tuple[int, ...] = ()) -> MatrixRows:
    numbers = random.Random(members)
    group = [place for place, size in enumerate(groups) for _ in range(size)] or [0] * members
    alike = {
        (one, other): numbers.uniform(0.3, 0.7) if group[one] == group[other] else numbers.uniform(0.05, 0.3)
        for one in range(members)
        for other in range(one)
    }
    values = tuple(
        tuple(None if one == other else alike[max(one, other), min(one, other)] for other in range(members))
        for one in range(members)
    )
    return MatrixRows(
        "Who is like whom?",
        "Shared listening of each two members, over the 412 days that all exports cover",
        tuple((NAMES * 9)[:members]),
        values,
        groups=groups,
    )


def map_rows(members: int, spread: float = 1) -> MapRows:
    numbers = random.Random(members)
    centres = [(numbers.uniform(-1, 1), numbers.uniform(-1, 1)) for _ in range(6)]
    points = tuple(
        MapPoint(
            (NAMES * 9)[place],
            centres[place % 6][0] + numbers.gauss(0, 0.2) * spread,
            centres[place % 6][1] + numbers.gauss(0, 0.2) * spread,
            place % 6,
        )
        for place in range(members)
    )
    return MapRows("Who lives where?", "Near is alike", points, "Mitski", NAMES[5] * 2, NAMES[2], "Burial")


def timeline_rows(months: int, lines: int = 1, turns: tuple[int, ...] = (), gaps: tuple[int, ...] = ()) -> TimelineRows:
    numbers = random.Random(months + lines)
    every = [f"{2014 + month // 12}-{month % 12 + 1:02}" for month in range(months)]
    return TimelineRows(
        "How sad was Ada's music?",
        "Share of plays whose titles are about loss",
        tuple(
            TimelineLine(
                ("sad titles", "about a breakup", "the rest")[line],
                tuple(
                    (month, None if at in gaps else abs(numbers.gauss(0.1 + line / 9, 0.05)) + 0.2 * (at > months / 2))
                    for at, month in enumerate(every)
                    if at + 1 not in gaps
                ),
            )
            for line in range(lines)
        ),
        tuple(TurningPoint(every[at], ("moved", "", "more sad titles", "exam")[at % 4]) for at in turns),
    )


def milestone_rows(count: int, days: int = 2_000) -> MilestoneRows:
    first = date(2019, 3, 4)
    totals = tuple((first + timedelta(day), 12.0 * day) for day in range(0, days + 1, 7))
    marks = (1, 100, 500, 1_000, 2_500, 5_000, 7_500, 10_000, 12_500, 15_000, 20_000, 23_000)[:count]
    return MilestoneRows(
        "Ada's milestones",
        "4 March 2019 to 25 August 2024",
        totals,
        tuple(
            Milestone(first + timedelta(at / 12), at, f"{at:,} plays", f"{NAMES[number % 12]} · Nobody")
            for number, at in enumerate(marks)
        ),
    )


def calendar_rows(days: int, last: date = date(2024, 11, 20)) -> CalendarRows:
    numbers = random.Random(days)
    every = [last - timedelta(day) for day in range(days)]
    played = tuple((day, float(numbers.randint(1, 90))) for day in every if numbers.random() < 0.7 or day.month == 6)
    streaks = tuple(
        MarkedDays(date(year, 6, 1), date(year, 6, 30), "the longest streak: 30 days")
        for year in range(last.year, last.year - 2, -1)
    )
    return CalendarRows("Ada's days", "4 March 2019 to 20 November 2024", played, every[-1], last, marked=streaks)


EMOJI = (
    *("🌧️", "🐦", "🦉", "🦋", "🎤", "🧭", "🐕", "👣", "💎", "🔁", "🏃\u200d♀️", "🧑🏽\u200d🎤"),
    *("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "1️⃣"),
)
AWARDS = (
    *("Raincloud", "Lark", "Owl", "Butterfly", "Superfan", "Cartographer", "Loyalist", "First Footprint"),
    *("Deep Cut", "Comeback", "Marathon"),
)


def award_rows(awards: int, left_out: int = 0, words: int = 1) -> AwardRows:
    return AwardRows(
        "Tonight's awards",
        "Six members, over the 412 days that all exports cover: you are two camps and a hermit",
        tuple(
            AwardCard(
                EMOJI[at % 14],
                AWARDS[at % 11],
                NAMES[at % 12],
                ("41 % of plays after midnight " * words).strip(),
                ("" if at % 5 == 4 else f"before {NAMES[(at + 5) % 12]}, 38 %"),
            )
            for at in range(awards)
        ),
        NAMES[:left_out],
    )


def guess_rows(bars: int, *, clock: bool = False, named: bool = False) -> GuessRows:
    return GuessRows(
        "Whose top artists are these?",
        "One of the six who take part. You have 60 seconds.",
        tuple(
            GuessBar(400 / (at + 1), f"{400 // (at + 1)} h", NAMES[at] if named and at % 2 else "")
            for at in range(bars)
        ),
        tuple(float(abs(12 - hour)) for hour in range(24)) if clock else (),
    )


CLOCK = tuple(float(abs(13 - hour)) for hour in range(24))
FIGURES = (("1,204 h", "of music"), ("312", "new artists"), ("45 days", "longest streak"), ("61 %", "after midnight"))


def pair_rows(left: int, right: int, figures: int = 4) -> PairRecapRows:
    return PairRecapRows(
        f"{NAMES[0]} and {NAMES[5]}",
        "2024, from 1 January to 20 November",
        RecapSide(NAMES[0], "1,204 h", tuple((name, 0.2 / (at + 1)) for at, name in enumerate(NAMES[:left])), CLOCK),
        RecapSide(
            NAMES[5],
            "98 h",
            tuple((name, 0.15 / (at + 1)) for at, name in enumerate(NAMES[3 : 3 + right])),
            CLOCK[12:] + CLOCK[:12],
        ),
        figures=FIGURES[:figures],
    )


def share_rows(artists: int, hours: str = "1,204 hours", *, clock: bool = True, figures: int = 3) -> ShareRows:
    return ShareRows(
        NAMES[5] if artists > 5 else "Ada",
        "2024",
        hours,
        tuple((name, f"{400 // (at + 1)} h") for at, name in enumerate(NAMES[:artists])),
        tuple((name, NAMES[-at]) for at, name in enumerate(reversed(NAMES[:artists]))),
        CLOCK if clock else (),
        FIGURES[1 : 1 + figures],
    )


PICTURES = {
    "ranked, 1": (ranked_figure, ranked_rows(1)),
    "ranked, 6 with details": (
        ranked_figure,
        ranked_rows(6, detail="from 3 March 2021 to 17 April 2022", aside="6.1 %", left_out=3),
    ),
    "ranked, 20": (ranked_figure, ranked_rows(20, aside="6.1 %", left_out=40)),
    "ranked, a list": (ranked_figure, ranked_rows(9, detail="Nobody · Mitski", numbered=False)),
    "ranked, all the same": (
        ranked_figure,
        RankedRows(LONG, LONG, tuple(RankedBar(name, 0.5, "half of everything there is") for name in NAMES), whole=1),
    ),
    "ranked, nothing": (ranked_figure, RankedRows("Who?", "", (RankedBar("Ada", 0, "0 days"),), ("Bo",))),
    "mirror, 1": (mirror_figure, mirror_rows(1, "x", "y")),
    "mirror, 8": (mirror_figure, mirror_rows(8)),
    "mirror, 15": (mirror_figure, mirror_rows(15, NAMES[6], NAMES[9])),
    "mirror, one-sided": (mirror_figure, MirrorRows("", "", "Ada", "Bo", (MirrorBar("Mitski", 0.98, 0.0001),))),
    "matrix, 2": (matrix_figure, matrix_rows(2)),
    "matrix, 6": (matrix_figure, matrix_rows(6, (2, 3, 1))),
    "matrix, 12": (matrix_figure, matrix_rows(12, (5, 4, 3))),
    "matrix, 13": (matrix_figure, matrix_rows(13)),
    "matrix, 40": (matrix_figure, matrix_rows(40, (12, 8, 15, 5))),
    "map, 1": (map_figure, map_rows(1)),
    "map, 2": (map_figure, MapRows("Two", "", (MapPoint("Ada", 0, 0), MapPoint("Bo", 3, 0)))),
    "map, 12": (map_figure, map_rows(12)),
    "map, 60": (map_figure, map_rows(60)),
    "map, all in one place": (map_figure, MapRows("Same", "", tuple(MapPoint(name, 1, 1) for name in NAMES))),
    "map, upright": (map_figure, MapRows("Up", "", tuple(MapPoint(name, 0, y) for y, name in enumerate(NAMES)))),
    "timeline, 1 month": (timeline_figure, timeline_rows(1)),
    "timeline, a year": (timeline_figure, timeline_rows(12, 2, (0, 1, 2, 11), (5, 6))),
    "timeline, ten years": (timeline_figure, timeline_rows(120, 3, (30, 33, 34, 60, 100, 119), tuple(range(70, 82)))),
    "timeline, nothing": (timeline_figure, TimelineRows("Nothing", "", ())),
    "milestones, 1": (milestone_figure, milestone_rows(1, 30)),
    "milestones, 12": (milestone_figure, milestone_rows(12)),
    "calendar, a month": (calendar_figure, calendar_rows(30)),
    "calendar, two years": (calendar_figure, calendar_rows(600)),
    "calendar, nine years": (calendar_figure, calendar_rows(9 * 365)),
    "calendar, nothing": (calendar_figure, CalendarRows("Days", "", (), date(2024, 1, 1), date(2024, 3, 1))),
    "awards, 1": (award_figure, award_rows(1)),
    "awards, 6": (award_figure, award_rows(6, 2)),
    "awards, 11": (award_figure, award_rows(11)),
    "awards, 14 wordy": (award_figure, award_rows(14, 12, 4)),
    "guess, 1": (guess_figure, guess_rows(1)),
    "guess, 5 and a clock": (guess_figure, guess_rows(5, clock=True)),
    "guess, 8, half named": (guess_figure, guess_rows(8, named=True)),
    "guess, a clock": (guess_figure, guess_rows(0, clock=True)),
    "recap, figures and moves": (
        recap_figure,
        replace(recap_rows(14), figures=FIGURES, moves=("▲ 2", "new", "", "▼ 11", "▲ 2", "▲ 13")),
    ),
    "pair, 6": (pair_figure, pair_rows(6, 6)),
    "pair, uneven": (pair_figure, pair_rows(1, 4, 2)),
    "pair, nothing": (pair_figure, pair_rows(0, 0, 0)),
    "share, 5": (share_figure, share_rows(5)),
    "share, long names": (share_figure, share_rows(12, "12,345,678 hours and more")),
    "share, without a clock": (share_figure, share_rows(5, clock=False)),
    "share, little": (share_figure, share_rows(1, "3 min", clock=False, figures=1)),
}
"""Figure and rows of every kind, as `figure(rows)`."""

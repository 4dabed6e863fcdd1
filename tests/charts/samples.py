"""Rows for every figure, with names that break what can be broken. Sizes and seeds are the caller's."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

from bot.charts.rows import (
    BreakupBar,
    BreakupRows,
    DuelRows,
    OptionBar,
    OptionRows,
    PollRows,
    RecapRows,
    RoundBar,
    RoundRows,
    UploadRows,
    WhoKnowsBar,
    WhoKnowsRows,
)

NAMES = (
    "Ada",
    "Chiyoko 千代子",
    "محمد الأمين",
    "देवनागरी प्रिया",
    "🦊 foxglove 👩\u200d🚀",
    "Maximilian-Alexander von Hohenzollern-Sigmaringen",
    "WWWWMMMMWWWW MMMM WWWW",
    "<b>bold</b> & co",
    "x",
    "한국어이름이아주길어요정말로요진짜",
    "mmmmmmmmmmmmmmmmmmmmmmmmmmm",
    "ñandú_42",
)
PARTS = ("heartbreak share", "repeats", "turning point", "night", "top artist")
WEIGHTS = (40, 25, 15, 10, 10)


def breakup_rows(members: int, left_out: int = 0, detail: str = "") -> BreakupRows:
    numbers = random.Random(7)
    scored = [tuple(numbers.random() * weight for weight in WEIGHTS) for _ in range(members)]
    scored.sort(key=sum, reverse=True)
    return BreakupRows(
        "Whose breakup playlists are most intense?",
        "The best 28 days against each member's own 180 days before",
        tuple(
            BreakupBar(NAMES[place % 12], sum(points), tuple(zip(PARTS, points, strict=True)), detail)
            for place, points in enumerate(scored)
        ),
        (NAMES * 9)[:left_out],
    )


def whoknows_rows(
    *hours: float, title: str = "Who really listens to Mitski?", share: float | None = 0.061
) -> WhoKnowsRows:
    bars = tuple(WhoKnowsBar(NAMES[place % 12], amount, share) for place, amount in enumerate(hours))
    return WhoKnowsRows(title, "All time", bars)


def recap_rows(months: int, artists: int = 6, title: str = "Ada's recap") -> RecapRows:
    numbers = random.Random(months)
    every = [f"{2016 + number // 12}-{number % 12 + 1:02}" for number in range(2, months + 2)]
    return RecapRows(
        title,
        "2016-03-04 to 2024-11-20",
        tuple((month, numbers.random() * 80) for month in every),
        tuple(abs(12 - hour) + numbers.random() for hour in range(24)),
        tuple((name, 400 / (place + 1)) for place, name in enumerate(NAMES[:artists])),
    )


def poll_rows(yes: int, no: int, abstain: int, electorate: int, *, withheld: bool = False) -> PollRows:
    return PollRows(
        "Sell “artist preferences by month” to Solo AI for $55,000?",
        "The headline",
        *(yes, no, abstain, electorate, Fraction(1, 2), Fraction(2, 3)),
        withheld=withheld,
    )


def option_rows(*votes: int, withheld: bool = False) -> OptionRows:
    most = max(votes)
    bars = tuple(
        OptionBar(name, each, f"{each:,} votes", each == most > 0)
        for name, each in zip((*NAMES, *NAMES, *NAMES), votes, strict=False)
    )
    cast = sum(votes)
    title = "Which record do we listen to together on Friday night?"
    return OptionRows(title, "The headline", bars, cast, cast * 2 + 1, Fraction(1, 3), withheld)


def round_rows(options: int) -> RoundRows:
    """A runoff in which the last of `options` leaves in each round, and its votes go to the first or to nobody."""
    votes, rounds = [3 * (options - place) for place in range(options)], []
    for number in range(1, options):
        last = options - number
        leaves = (last,) if number < options - 1 else ()
        rounds.append(RoundBar(number, tuple(votes), number - 1, leaves))
        votes[0] += votes[last] - 1
        votes[last] = 0
    names = tuple(itertools.islice(itertools.cycle(NAMES), options))
    return RoundRows("Which city do we meet in?", "The headline", names, tuple(rounds))


def duel_rows(options: int, voters: int = 40) -> DuelRows:
    """Duels in which each option beats all that come after it."""
    duels = tuple(
        tuple(0 if row == column else voters - 3 * row if row < column else 3 * column for column in range(options))
        for row in range(options)
    )
    return DuelRows("Which city?", "The headline", tuple(itertools.islice(itertools.cycle(NAMES), options)), duels)


def upload_rows(*years: tuple[int, float]) -> UploadRows:
    return UploadRows("Your listening by year", "105,000 listens", years)

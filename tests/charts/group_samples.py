"""Rows for the figures of a group, with names that break what can be broken. Seeds are the caller's."""

from __future__ import annotations

import random

from bot.charts.bars import ranked_figure
from bot.charts.mirror import mirror_figure
from bot.charts.rows import MirrorBar, MirrorRows, RankedBar, RankedRows
from tests.charts.samples import NAMES

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
}
"""Figure and rows of every kind, as `figure(rows)`."""

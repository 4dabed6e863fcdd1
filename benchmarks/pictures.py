# ruff: noqa: INP001 - scripts, run by `make bench` one by one
"""How long a picture takes, beside the floor: `Plotly.toImage` alone, of the same figure in the same browser.

    python benchmarks/pictures.py [--runs 20]

The painter's time includes building the figure in a worker process, sending it to the browser, drawing it and fetching
the PNG; all of it warm. The floor is measured by the page's own clock, alternating with the painter's runs, so that
both meet the same machine. The goal is 1.6 times the floor.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from bot.charts.awards import award_figure, guess_figure
from bot.charts.bars import breakup_figure, ranked_figure, whoknows_figure
from bot.charts.browser import SCALE
from bot.charts.calendar import recap_figure, upload_figure
from bot.charts.days import calendar_figure
from bot.charts.matrix import matrix_figure
from bot.charts.mirror import mirror_figure
from bot.charts.painter import Painter, find_browser
from bot.charts.places import map_figure
from bot.charts.recaps import pair_figure, share_figure
from bot.charts.rows import (
    AwardCard,
    AwardRows,
    BreakupBar,
    BreakupRows,
    CalendarRows,
    GuessBar,
    GuessRows,
    MapPoint,
    MapRows,
    MatrixRows,
    Milestone,
    MilestoneRows,
    MirrorBar,
    MirrorRows,
    PairRecapRows,
    PollRows,
    RankedBar,
    RankedRows,
    RecapRows,
    RecapSide,
    Rows,
    ShareRows,
    TimelineLine,
    TimelineRows,
    TurningPoint,
    UploadRows,
    WhoKnowsBar,
    WhoKnowsRows,
)
from bot.charts.timeline import milestone_figure, timeline_figure
from bot.charts.votes import poll_figure
from bot.workers import Workers

GOAL = 1.6
STALL_GOAL_MS = 50

_NAMES = ("Ada", "Bo", "千代子", "محمد", "🦊 foxglove", "Maximilian-Alexander von Hohenzollern")
_PARTS = ("titles", "repeats", "turning point", "night", "top artist")
_MONTHS = tuple(f"{2015 + month // 12}-{month % 12 + 1:02}" for month in range(120))
_CLOCK = tuple(float(abs(12 - hour)) for hour in range(24))
_ARTISTS = tuple((name, 400 / at) for at, name in enumerate(_NAMES, 1))
_SHARES = tuple((name, 0.3 / at) for at, name in enumerate(_NAMES, 1))
_FIGURES = (("1,204 h", "of music"), ("312", "new artists"), ("45 days", "longest streak"))
_FIRST, _LAST = date(2019, 1, 1), date(2024, 12, 31)


def matrix(members: int) -> MatrixRows:
    alike = [
        [None if one == other else 0.1 + (one * other) % 7 / 10 for other in range(members)] for one in range(members)
    ]
    return MatrixRows("Alike?", "", (_NAMES * 7)[:members], tuple(map(tuple, alike)))


def points(members: int) -> tuple[MapPoint, ...]:
    numbers = random.Random(1)
    return tuple(
        MapPoint(_NAMES[at % 6], numbers.gauss(at % 6 / 2, 0.2), numbers.gauss(at % 4 / 2, 0.2), at % 6)
        for at in range(members)
    )


PICTURES: dict[str, tuple[Callable[[Any], str], Rows]] = {
    "breakup, 6 members": (
        breakup_figure,
        BreakupRows("Whose?", "", tuple(BreakupBar(name, 65, tuple((part, 13) for part in _PARTS)) for name in _NAMES)),
    ),
    "whoknows, 6 members": (
        whoknows_figure,
        WhoKnowsRows("Who?", "", tuple(WhoKnowsBar(name, 400 / at, 0.05) for at, name in enumerate(_NAMES, 1))),
    ),
    "ranking, 15 rows": (
        ranked_figure,
        RankedRows("Who?", "", tuple(RankedBar(_NAMES[at % 6], 15 - at, f"{15 - at} days") for at in range(15))),
    ),
    "mirror, 10 artists": (
        mirror_figure,
        MirrorRows("Both", "", "Ada", "Bo", tuple(MirrorBar(_NAMES[at % 6], 0.1, 0.01 * at) for at in range(10))),
    ),
    "matrix, 12 members": (matrix_figure, matrix(12)),
    "matrix, 40 members": (matrix_figure, matrix(40)),
    "map, 12 members": (map_figure, MapRows("Map", "", points(12), "left", "right", "low", "high")),
    "map, 60 members": (map_figure, MapRows("Map", "", points(60), "left", "right", "low", "high")),
    "timeline, 10 years": (
        timeline_figure,
        TimelineRows(
            "Moods",
            "",
            tuple(
                TimelineLine(name, tuple((month, (at * line) % 7 / 20) for at, month in enumerate(_MONTHS)))
                for line, name in enumerate(("sad", "breakup"), 1)
            ),
            tuple(TurningPoint(_MONTHS[at], "moved") for at in (20, 60, 100)),
        ),
    ),
    "calendar, 6 years": (
        calendar_figure,
        CalendarRows(
            "Days",
            "",
            tuple((_FIRST + timedelta(day), 1.0 + day * 7 % 50) for day in range(0, (_LAST - _FIRST).days, 2)),
            _FIRST,
            _LAST,
        ),
    ),
    "milestones, 8": (
        milestone_figure,
        MilestoneRows(
            "Miles",
            "",
            tuple((_FIRST + timedelta(day), day * 9.0) for day in range(0, 2_000, 7)),
            tuple(Milestone(_FIRST + timedelta(day), day * 9, f"{day * 9:,} plays") for day in range(100, 900, 100)),
        ),
    ),
    "awards, 10": (
        award_figure,
        AwardRows(
            "Awards",
            "",
            tuple(AwardCard("🦉", f"Award {at}", _NAMES[at % 6], "41 % of plays", "before Bo") for at in range(10)),
        ),
    ),
    "riddle, 5 clues": (
        guess_figure,
        GuessRows("Whose?", "", tuple(GuessBar(9 - at, f"{9 - at} h") for at in range(5)), _CLOCK),
    ),
    "recap, 10 years": (
        recap_figure,
        RecapRows(
            "Ada's recap",
            "",
            tuple((month, 30.0 + at % 17) for at, month in enumerate(_MONTHS)),
            _CLOCK,
            _ARTISTS,
            figures=_FIGURES,
        ),
    ),
    "recap of a pair": (
        pair_figure,
        PairRecapRows("Both", "", *(RecapSide(name, "9 h", _SHARES, _CLOCK) for name in ("Ada", "Bo"))),
    ),
    "recap to share": (
        share_figure,
        ShareRows(
            "Ada",
            "2024",
            "1,204 hours",
            tuple((name, "9 h") for name in _NAMES),
            tuple(zip(_NAMES, _NAMES, strict=True)),
            _CLOCK,
            _FIGURES,
        ),
    ),
    "poll": (poll_figure, PollRows("Sell?", "", 55, 5, 2, 80, Fraction(1, 2), Fraction(2, 3))),
    "upload, 10 years": (
        upload_figure,
        UploadRows("Years", "", tuple((year, year - 2000) for year in range(2015, 2025))),
    ),
}

_FLOOR = f"""(async figure => {{
    const began = performance.now();
    await Plotly.toImage(figure, {{format: "png", scale: {SCALE}}});
    return performance.now() - began;
}})(FIGURE)"""


async def longest_stall(stalls: list[tuple[float, float]]) -> None:
    """Note by how many ms each turn of the event loop came late, and its thread's own CPU ms, until cancelled.

    A turn that is late and worked little waited for the machine: other processes had the CPUs.
    """
    while True:
        due, worked = time.perf_counter() + 0.005, time.thread_time()
        await asyncio.sleep(0.005)
        stalls.append(((time.perf_counter() - due) * 1000, (time.thread_time() - worked) * 1000))


async def floor_ms(painter: Painter, figure: str) -> float:
    page = painter._browser  # noqa: SLF001 - the same page, without everything that the painter adds
    return 0.0 if page is None else float(await page._evaluate(_FLOOR.replace("FIGURE", figure)))  # noqa: SLF001


async def compare(painter: Painter, built: dict[str, str], runs: int) -> list[float]:
    """Print a line per picture. Returns the ratios."""
    print(f"{'picture':22} {'painter p50':>12} {'p95':>7} {'floor p50':>10} {'ratio':>6}")
    ratios = []
    for name, (figure, rows) in PICTURES.items():
        painted, floor, drawn = [], [], built[name]
        for run in range(runs + 3):
            began = time.perf_counter()
            await painter.png(figure, rows)
            took = (time.perf_counter() - began) * 1000
            bare = await floor_ms(painter, drawn)
            if run >= 3:  # the first ones warm fonts and workers
                painted.append(took)
                floor.append(bare)
        p50, bare50 = statistics.median(painted), statistics.median(floor)
        p95 = statistics.quantiles(painted, n=20)[-1]
        ratios.append(p50 / bare50)
        print(f"{name:22} {p50:9.0f} ms {p95:4.0f} ms {bare50:7.0f} ms {p50 / bare50:6.2f}")
    return ratios


async def measure(runs: int) -> int:
    workers = Workers(2)
    painter = Painter(workers)
    built = {name: figure(rows) for name, (figure, rows) in PICTURES.items()}
    gc.collect()
    gc.freeze()  # as the bot does at its start; the figures above were built here, with all of plotly
    stalls: list[tuple[float, float]] = []
    watch = asyncio.create_task(longest_stall(stalls))
    try:
        began = time.perf_counter()
        await painter.warm()
        print(f"the browser starts in {(time.perf_counter() - began) * 1000:.0f} ms")
        ratios = await compare(painter, built, runs)
        began = time.perf_counter()
        figure, rows = PICTURES["breakup, 6 members"]
        await asyncio.gather(*(painter.png(figure, rows) for _ in range(10)))
        print(f"ten at once: {(time.perf_counter() - began) * 100:.0f} ms each")
    finally:
        watch.cancel()
        await painter.close()
        workers.close()
    late, worked = (max(each) for each in zip(*stalls, strict=True))
    print(f"longest stall of the event loop: {late:.0f} ms (goal {STALL_GOAL_MS}), longest own work: {worked:.0f} ms")
    print(f"worst ratio to bare Plotly.toImage: {max(ratios):.2f} (goal {GOAL})")
    return 0 if max(ratios) <= GOAL else 1


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--runs", type=int, default=20, help="pictures of each kind (default: 20)")
    if find_browser() is None:
        print("no Chromium on this machine: nothing to measure")
        return 0
    return asyncio.run(measure(arguments.parse_args().runs))


if __name__ == "__main__":
    sys.exit(main())

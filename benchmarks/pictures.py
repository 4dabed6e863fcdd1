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
import statistics
import sys
import time
from fractions import Fraction

from bot.charts.bars import breakup_figure, whoknows_figure
from bot.charts.browser import SCALE
from bot.charts.calendar import recap_figure, upload_figure
from bot.charts.painter import Painter, find_browser
from bot.charts.rows import BreakupBar, BreakupRows, PollRows, RecapRows, UploadRows, WhoKnowsBar, WhoKnowsRows
from bot.charts.votes import poll_figure
from bot.workers import Workers

GOAL = 1.6
STALL_GOAL_MS = 50

_NAMES = ("Ada", "Bo", "千代子", "محمد", "🦊 foxglove", "Maximilian-Alexander von Hohenzollern")
_PARTS = ("titles", "repeats", "turning point", "night", "top artist")
PICTURES = {
    "breakup, 6 members": (
        breakup_figure,
        BreakupRows("Whose?", "", tuple(BreakupBar(name, 65, tuple((part, 13) for part in _PARTS)) for name in _NAMES)),
    ),
    "whoknows, 6 members": (
        whoknows_figure,
        WhoKnowsRows("Who?", "", tuple(WhoKnowsBar(name, 400 / at, 0.05) for at, name in enumerate(_NAMES, 1))),
    ),
    "recap, 10 years": (
        recap_figure,
        RecapRows(
            "Ada's recap",
            "",
            tuple((f"{2015 + month // 12}-{month % 12 + 1:02}", 30.0 + month % 17) for month in range(120)),
            tuple(float(abs(12 - hour)) for hour in range(24)),
            tuple((name, 400 / at) for at, name in enumerate(_NAMES, 1)),
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


async def longest_stall(stalls: list[float]) -> None:
    """Note by how many ms each turn of the event loop came late, until cancelled."""
    while True:
        due = time.perf_counter() + 0.005
        await asyncio.sleep(0.005)
        stalls.append((time.perf_counter() - due) * 1000)


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
    stalls: list[float] = []
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
    print(f"longest stall of the event loop: {max(stalls):.0f} ms (goal {STALL_GOAL_MS})")
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

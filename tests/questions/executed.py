"""Plans and what comes out of them, written short."""

from __future__ import annotations

from datetime import date

import pytest

from bot.model.questions import Window
from bot.questions.execution.computed import Computed, Refused
from bot.questions.execution.execute import execute
from bot.questions.execution.resolved import Kept, ResolvedPlan, ResolvedSide
from tests.questions.frames import Row, material_of, play

TODAY = date(2024, 3, 15)
ALL = Window()
Y2023, Y2024 = (Window(kind="year", n=year) for year in (2023, 2024))
FEBRUARY = Window(kind="between", start=date(2024, 2, 1), end=date(2024, 2, 29))

FEW = [
    # Saturday 3 February 2024
    play(1, "2024-02-03 03:10", 1, 1, minutes=30, album=1, skipped=True, shuffle=True, platform="phone", title="sad"),
    play(1, "2024-02-03 22:00", 1, 2, minutes=60, album=2, skipped=False, shuffle=False, platform="tv"),
    play(1, "2024-02-04 12:00", 2, 3, minutes=None, title="breakup"),
    play(2, "2024-02-05 12:00", 1, 1, minutes=15),
    play(2, "2024-03-05 12:00", 3, 4, minutes=15, platform="phone"),
    play(2, "2024-03-05 13:00", None, 5, minutes=45, content="podcast"),
]


def asked(op, metric, by=None, members=(1, 2), kept=Kept(), window=ALL, **more) -> ResolvedPlan:  # noqa: B008 - frozen
    return ResolvedPlan(op, metric, members, kept, window, by=by, **more)


def answer(plan: ResolvedPlan, rows: list[Row], lists=(), stretches=None) -> Computed:
    found = execute(plan, material_of(rows, lists, stretches), TODAY)
    assert isinstance(found, Computed), found
    return found


def value(rows: list[Row], metric: str, **more) -> float | None:
    (row,) = answer(asked("value", metric, **more), rows).rows
    return row.value if row.value is None else pytest.approx(row.value)


def ranking(rows: list[Row], metric: str, by: str, **more) -> list[tuple[int, tuple[int, ...], float]]:
    return [(row.rank, row.key, row.value) for row in answer(asked("rank", metric, by, **more), rows).rows]


def trend(rows: list[Row], metric: str, by: str, **more) -> dict[int, float | None]:
    return {row.key[0]: row.value for row in answer(asked("trend", metric, by, **more), rows).rows}


def refusal(plan: ResolvedPlan) -> Refused:
    found = execute(plan, material_of(FEW), TODAY)
    assert isinstance(found, Refused), found
    return found


def side(members=(1, 2), kept=Kept(), window=ALL) -> ResolvedSide:  # noqa: B008 - frozen
    return ResolvedSide(members, kept, window)

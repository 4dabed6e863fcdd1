from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType

import pandas as pd
import pytest

from bot.collective.packages import noise
from bot.collective.packages.build import build_package, publish
from bot.collective.packages.noise import with_noise
from bot.collective.packages.preview import preview_package
from bot.errors import NoiseNotInstalled
from tests.collective.packages.pools import FACTS, NAMES, Pool, plays, slice_of, steps

BOUNDS = {"noise_cells": 3, "noise_plays": 10, "noise_hours": 2}
NOISY = slice_of("artist", noise_epsilon_hundredths=300, **BOUNDS)
POOL = Pool(plays(*((member, artist, artist) for member in range(1, 31) for artist in (1, 2, 3, 4))))


class Drawing:
    """opendp as far as it is used: adds 1, then 2, then 3, ... and remembers the scales that were asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.scales: list[float] = []
        self.drawn = 0
        prelude = ModuleType("opendp.prelude")
        prelude.enable_features = lambda *_: None
        prelude.atom_domain = prelude.vector_domain = prelude.l1_distance = lambda *_, **__: None
        prelude.m = ModuleType("opendp.m")
        prelude.m.make_laplace = self._make_laplace
        monkeypatch.setitem(sys.modules, "opendp", ModuleType("opendp"))
        monkeypatch.setitem(sys.modules, "opendp.prelude", prelude)

    def _make_laplace(self, _: object, __: object, *, scale: float):
        self.scales.append(scale)

        def draw(values: list[int]) -> list[int]:
            self.drawn += 1
            return [value + self.drawn for value in values]

        return draw


def cells() -> list[pd.DataFrame]:
    return [pd.DataFrame({"code": [5, 6], "contributors": [30, 11], "plays": [60, 0], "ms": [9, 0]})]


def test_without_epsilon_there_is_no_noise():
    assert with_noise(slice_of("artist"), cells())[0].equals(cells()[0])


def test_without_opendp_a_slice_with_noise_says_what_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    with pytest.raises(NoiseNotInstalled, match=r"pip install 'tutti-bot\[privacy\]'"):
        with_noise(NOISY, cells())


def test_epsilon_is_shared_and_scaled_by_what_one_contributor_can_add(monkeypatch: pytest.MonkeyPatch):
    """Epsilon 3 for three figures is 1 each; of 3 cells: 3 contributors, 30 plays, 6 hours."""
    drawing = Drawing(monkeypatch)
    with_noise(NOISY, cells())
    assert drawing.scales == pytest.approx([3, 30, 6 * 3_600_000])


def test_no_figure_falls_below_what_is_possible(monkeypatch: pytest.MonkeyPatch):
    Drawing(monkeypatch)
    monkeypatch.setattr(noise, "_mechanism", lambda _: lambda values: [-99 for _ in values])
    (found,) = with_noise(NOISY, cells())
    assert found[["contributors", "plays", "ms"]].to_numpy().tolist() == [[11, 0, 0], [11, 0, 0]]


def test_what_is_not_published_is_not_drawn(monkeypatch: pytest.MonkeyPatch):
    drawing = Drawing(monkeypatch)
    spec = NOISY.model_copy(update={"tables": (NOISY.tables[0].model_copy(update={"measures": ("plays",)}),)})
    (found,) = with_noise(spec, cells())
    assert (drawing.drawn, found["contributors"].tolist(), found["ms"].tolist()) == (1, [0, 0], [0, 0])


def test_contributors_count_in_the_cells_that_the_bounds_leave_them(monkeypatch: pytest.MonkeyPatch):
    """Of four artists, each member's largest three count: artist 1 is gone."""
    Drawing(monkeypatch)
    asked, batches, counted = steps(POOL, NOISY)
    found = publish(NOISY, asked, batches, counted, NAMES, ())
    assert found.tables[0].rows["artist"].tolist() == ["Artist 2", "Artist 3", "Artist 4"]
    assert found.tables[0].rows["contributors"].tolist() == [31, 31, 31]


def test_what_was_drawn_once_can_be_built_again_and_is_else_drawn_anew(monkeypatch: pytest.MonkeyPatch):
    Drawing(monkeypatch)
    asked, batches, counted = steps(POOL, NOISY)

    def package(drawn: bytes | None = None):
        return build_package(NOISY, asked, batches, counted, NAMES, (), FACTS, drawn)

    first = package()
    assert package(first.cells).archive == first.archive
    assert package().archive != first.archive


def test_a_preview_shows_columns_and_no_figure(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "opendp.prelude", None)
    asked, batches, counted = steps(POOL, NOISY)
    (table,) = preview_package(NOISY, asked, batches, counted, NAMES, ()).tables
    assert table.first[0] == ("Artist 2", "…", "…", "…", "…")
    assert table.columns == ("artist", "contributors", "plays", "hours", "share")


@pytest.mark.skipif(find_spec("opendp") is None, reason="opendp is an extra of 264 MB, and no test needs it")
def test_opendp_draws_whole_numbers():
    (found,) = with_noise(NOISY, cells())
    assert (found.dtypes == "int64").all()

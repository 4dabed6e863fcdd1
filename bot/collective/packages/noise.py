"""Differential-privacy noise on published cells, where a slice asks for it.

Each contributor counts in at most so many cells of a table, and adds at most so many plays and hours to each; that is
cut off before anything is counted. The discrete Laplace mechanism then adds noise to every measure of every published
cell. The slice's epsilon is shared evenly among the measures of all tables. Which cells are published is decided on
exact counts by the rules for cells: the noise is for the figures, and its guarantee holds given that set of cells.

The noise comes from the system's own source of secrets and cannot be seeded (that is the library's design: noise that
could be drawn again could be taken off). So a package with noise is drawn once, and building it again takes what was
drawn the first time.

Source:
    Dwork, McSherry, Nissim and Smith (2006), TCC 3876, 265-284. Ghosh, Roughgarden and Sundararajan (2012), SIAM J.
    Computing 41(6), 1673-1693, for whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import pandas as pd

from bot.collective.packages.contributions import Bounds, bounds_of
from bot.errors import NoiseNotInstalled
from bot.model.slices import Measure, Slice, SliceTable


def with_noise(spec: Slice, cells: Sequence[pd.DataFrame]) -> list[pd.DataFrame]:
    """The tables' cells with noise on `contributors`, `plays` and `ms`; as they are, where the slice asks for none.

    No figure falls below what is possible: contributors not under k, plays and hours not under 0. A measure that is
    not published gets no share of epsilon and is set to 0.

    Raises:
        NoiseNotInstalled: opendp is missing.
    """
    bounds = bounds_of(spec)
    if bounds is None or spec.noise_epsilon_hundredths is None:
        return list(cells)
    epsilon = spec.noise_epsilon_hundredths / 100 / sum(len(_noisy(table)) for table in spec.tables)
    mechanisms = {name: _mechanism(greatest / epsilon) for name, greatest in _sensitivities(bounds).items()}
    found = []
    for table, exact in zip(spec.tables, cells, strict=True):
        noisy = _noisy(table)
        drawn = {name: mechanisms[name](exact[name].tolist()) if name in noisy else 0 for name in mechanisms}
        least = {"contributors": spec.min_contributors, "plays": 0, "ms": 0}
        kept = exact.assign(**drawn)
        found.append(kept.assign(**{name: kept[name].clip(lower=least[name]) for name in noisy}))
    return found


def _noisy(table: SliceTable) -> frozenset[str]:
    """The counts that a table's measures are made of."""
    needed = {
        Measure.CONTRIBUTORS: "contributors",
        Measure.PLAYS: "plays",
        Measure.HOURS: "ms",
        Measure.SHARE: "plays",
    }
    return frozenset(needed[measure] for measure in table.measures)


def _sensitivities(bounds: Bounds) -> dict[str, float]:
    """How far one contributor can move a table's column, all cells together (L1)."""
    return {"contributors": bounds.cells, "plays": bounds.cells * bounds.plays, "ms": bounds.cells * bounds.ms}


def _mechanism(scale: float) -> Any:  # noqa: ANN401 - opendp's own callable; the package may not be installed
    try:
        opendp = import_module("opendp.prelude")
    except ImportError as error:
        raise NoiseNotInstalled from error
    opendp.enable_features("contrib")
    whole_numbers = opendp.vector_domain(opendp.atom_domain(T="i64"))
    return opendp.m.make_laplace(whole_numbers, opendp.l1_distance(T="i64"), scale=scale)

"""Where members stand by taste: beside whom in a row, and where on a map. The same tastes always give the same places.

Nothing here is drawn by chance, and rows in another order change nothing: members go in ascending by id.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.cluster.hierarchy import fcluster, leaves_list, linkage
from scipy.spatial.distance import pdist, squareform

from bot.analysis.taste import Tastes, hellinger

Floats = npt.NDArray[np.float64]

MAP_FROM = 3
"""Members from which a map says more than one number does."""

TOGETHER = 0.9
"""A group's members are at least a tenth nearer to one another than everybody is on average."""

POLES = 2
"""Artists that name one end of an axis."""

_NOTHING = 1e-9
"""Less than this of a map's extent is arithmetic and no direction."""


@dataclass(frozen=True, slots=True)
class Seating:
    """Members in a row.

    Attributes:
        members: ids; neighbours are alike.
        groups: how many of them, one after another, belong together; 1 for a member in no group. Adds up to all.
    """

    members: tuple[int, ...]
    groups: tuple[int, ...]


def seating(distances: pd.DataFrame) -> Seating:
    """An order in which neighbours are alike, so that groups stand together.

    Average linkage joins the nearest groups; of the orders that keep each group together, the one in which neighbours
    are nearest is taken. It reads the same from both ends: it begins at the end with the lower member id. A group is
    what was joined at no more than `TOGETHER` of the mean distance of everybody; that bound is our own.

    Args:
        distances: square, symmetric, 0 on the diagonal, ascending by member id, such as `hellinger` gives.

    Source:
        Bar-Joseph, Gifford and Jaakkola (2001), Fast optimal leaf ordering for hierarchical clustering, Bioinformatics
        17, S22-S29.
    """
    members = [int(member) for member in distances.index]
    if len(members) < 2:
        return Seating(tuple(members), (1,) * len(members))
    between = squareform(distances.to_numpy(), checks=False)
    tree = linkage(between, method="average", optimal_ordering=True)
    order = leaves_list(tree)
    if members[order[0]] > members[order[-1]]:
        order = order[::-1]
    groups = fcluster(tree, TOGETHER * between.mean(), criterion="distance")[order]
    sizes = [len(list(same)) for _, same in groupby(groups.tolist())]
    return Seating(tuple(members[place] for place in order), tuple(sizes))


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a map.

    Attributes:
        explained: its part of all that sets the members apart, in [0, 1].
        low: artist ids that pull to the lower end (left, or down), the strongest first; at most `POLES`.
        high: the same for the upper end.
    """

    explained: float
    low: tuple[int, ...]
    high: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TasteMap:
    """Members in two dimensions.

    Attributes:
        places: index member_id, ascending; float64 columns `x` and `y`, in Hellinger distances, 0 in the middle.
        across: what x stands for; the wider of the two.
        up: what y stands for. An axis on which everyone stands in the middle explains 0 and has no artists.
        stress: Kruskal's stress-1 against the true distances, in [0, 1): 0 where the map is exact.
    """

    places: pd.DataFrame
    across: Axis
    up: Axis
    stress: float


def taste_map(compared: Tastes) -> TasteMap:
    """Place members so that those who listen alike are near.

    Classical scaling (principal coordinates) of Hellinger's distances, which are Euclidean: no eigenvalue is negative.
    An axis may be mirrored without changing a distance; it is turned so that the member farthest from its middle (of
    equals the lowest id) stands at the upper end. An artist pulls to an end by the sum over the members of coordinate
    times square root of share: what the coordinate is made of. None names both axes.

    Raises:
        ValueError: nobody is compared.

    Source:
        Torgerson (1952), Psychometrika 17, 401-419; Gower (1966), Biometrika 53, 325-338. Kruskal (1964), Psychometrika
        29, 1-27, for stress.
    """
    count = len(compared.members)
    if not count:
        raise ValueError("a map needs somebody on it")
    distances = hellinger(compared).to_numpy()
    values, vectors = _principal(distances)
    whole = float(values[values > 0].sum())
    places = np.zeros((count, 2))
    explained = [0.0, 0.0]
    for number in range(min(count, 2)):
        if values[number] > _NOTHING * max(whole, 1.0):
            places[:, number] = _turned(vectors[:, number]) * np.sqrt(values[number])
            explained[number] = float(values[number]) / whole
    pull = np.round(compared.shares.sqrt().T @ places, 9)
    across = Axis(explained[0], *_poles(compared, pull[:, 0]))
    # Four ends under the same few names would say little: who names an end of the first axis names none of the second.
    pull[np.isin(compared.artists, (*across.low, *across.high)), 1] = 0
    up = Axis(explained[1], *_poles(compared, pull[:, 1]))
    frame = pd.DataFrame(places, index=pd.Index(compared.members, name="member_id"), columns=["x", "y"])
    return TasteMap(frame, across, up, _stress(distances, places))


def _principal(distances: Floats) -> tuple[Floats, Floats]:
    """Eigenvalues, falling, and unit eigenvectors (columns) of the doubly centred squares of the distances."""
    count = len(distances)
    centring = np.eye(count) - 1.0 / count
    values, vectors = np.linalg.eigh(-0.5 * centring @ (distances**2) @ centring)
    return values[::-1], vectors[:, ::-1]


def _turned(vector: Floats) -> Floats:
    size = np.abs(vector)
    farthest = int(np.flatnonzero(size >= size.max() - _NOTHING)[0])
    return vector if vector[farthest] > 0 else -vector


def _poles(compared: Tastes, pull: Floats) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The artists with the least pull below 0, and those with the most above; of equals the lower ids."""
    rising, falling = np.lexsort((compared.artists, pull)), np.lexsort((compared.artists, -pull))
    low = tuple(int(compared.artists[place]) for place in rising[:POLES] if pull[place] < 0)
    return low, tuple(int(compared.artists[place]) for place in falling[:POLES] if pull[place] > 0)


def _stress(distances: Floats, places: Floats) -> float:
    true, drawn = squareform(distances, checks=False), pdist(places)
    whole = float((true**2).sum())
    return float(np.sqrt(((true - drawn) ** 2).sum() / whole)) if whole > 0 else 0.0

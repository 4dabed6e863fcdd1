"""Where the names of dots go, so that none lies on another: greedy, and the same for the same dots."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.charts.canvas import Box

_Numbers = npt.NDArray[np.float64]
_THREAD = 4
"""Half the thickness that a leading line is given, so that names keep clear of it."""
_RINGS = [range(first, first + 4 * 14, 14) for first in range(14, 560, 4 * 14)]
"""How far off labels are tried, in pixels, four rings at once."""
_ANGLES = np.arange(16) * math.tau / 16
_TURNS: _Numbers = np.stack((np.cos(_ANGLES), np.sin(_ANGLES)), axis=1)
_ALL_TURNS: _Numbers = np.tile(_TURNS, (4, 1))
_ANCHORS = tuple("left" if across > 0.3 else "right" if across < -0.3 else "center" for across in _TURNS[:, 0])
_WORSE = 50
"""So much worse is a label on something than a line across it, by area."""
_LONG = 4
"""So much is a pixel of a line's length worth, in pixels of area that it runs over."""
_MOST_TRIES = 60
"""So many places further out are tried before the best of them is taken, though a line crosses something."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands.

    Attributes:
        x: its left edge.
        y: its upper edge.
        anchor: which part of it is nearest to its dot: "left", "center" or "right".
        far: whether it is so far from its dot that a line should lead there.
    """

    x: float
    y: float
    anchor: str
    far: bool = False


def place(
    dots: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    within: Box,
    radius: float,
    obstacles: Sequence[Box] = (),
) -> list[Placed]:
    """A place for the label of each dot: beside it where that is free, else the nearest that is.

    Dots with the most neighbours choose first. A label covers no dot, no other label and no line that leads to one, as
    long as there is room for all of them within the box.

    Args:
        dots: x and y in pixels.
        sizes: width and height of each label.
        within: no label leaves this box.
        radius: of a dot.
        obstacles: boxes that no label may cover either.

    Source:
        The eight places around a point are those of Imhof (1975), "Positioning names on maps", The American
        Cartographer 2(2), 128-144; the search further out, ring by ring, is our own.
    """
    circles = [(x - radius, y - radius, x + radius, y + radius) for x, y in dots]
    taken = np.array([*circles, *obstacles]).reshape(-1, 4)
    placed: dict[int, Placed] = {}
    for number in _crowded_first(dots):
        spot, boxes = _free(dots[number], sizes[number], taken, within, radius)
        placed[number] = spot
        taken = np.concatenate((taken, boxes))
    return [placed[number] for number in range(len(dots))]


def leads(
    dots: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], placed: Sequence[Placed]
) -> tuple[list[float | None], list[float | None]]:
    """Lines from the dots to those labels that stand further off: their x and their y, with None after each line."""
    x: list[float | None] = []
    y: list[float | None] = []
    for dot, size, spot in zip(dots, sizes, placed, strict=True):
        if spot.far:
            end = _end(dot, spot, size)
            x += [dot[0], end[0], None]
            y += [dot[1], end[1], None]
    return x, y


def _end(dot: tuple[float, float], spot: Placed, size: tuple[float, float]) -> tuple[float, float]:
    """Where the line from a dot to its label ends: at the nearest point of the label."""
    inside = 4
    return (
        min(max(dot[0], spot.x + inside), spot.x + size[0] - inside),
        min(max(dot[1], spot.y + inside), spot.y + size[1] - inside),
    )


def _crowded_first(dots: Sequence[tuple[float, float]], near: float = 90) -> list[int]:
    neighbours = [sum(math.dist(one, other) < near for other in dots) for one in dots]
    return sorted(range(len(dots)), key=lambda number: (-neighbours[number], number))


def _free(
    dot: tuple[float, float], size: tuple[float, float], taken: _Numbers, within: Box, radius: float
) -> tuple[Placed, _Numbers]:
    """The nearest place that covers nothing, or else the one that covers least; and what it takes up itself.

    A line costs what it runs over, in pixels of area, and its length: rather a short one across something small than a
    long one across the map.
    """
    least, chosen, tries = math.inf, Placed(within[0], within[1], "left", far=True), 0
    gap = np.maximum(np.maximum(taken[:, :2] - dot, np.array(dot) - taken[:, 2:]), 0)
    for away, corners, anchors in _candidates(dot, size, radius):
        if least <= _LONG * away or tries > _MOST_TRIES:
            break
        far = away > 0
        near = taken[(gap < np.array(size) + away + 2 * radius).all(axis=1)]  # what could be in the way at all
        boxes = np.concatenate((corners, corners + size), axis=1)
        inside = (corners >= within[:2]).all(axis=1) & (boxes[:, 2:] <= within[2:]).all(axis=1)
        covered = _covered(boxes, near) * _WORSE
        for number in np.flatnonzero(inside & (covered < least)):
            x, y = map(float, corners[number])
            spot, cost = Placed(x, y, anchors[number], far), float(covered[number])
            if far and cost < least:
                thread = _thread(dot, spot, size, radius)
                cost += float(_covered(thread, near).sum()) + _LONG * 2 * _THREAD * len(thread)
                tries += 1
            if cost < least:
                least, chosen = cost, spot
            if not least:
                break
    label = np.array([(chosen.x, chosen.y, chosen.x + size[0], chosen.y + size[1])])
    return chosen, np.concatenate((label, _thread(dot, chosen, size, radius))) if chosen.far else label


def _thread(dot: tuple[float, float], spot: Placed, size: tuple[float, float], radius: float) -> _Numbers:
    """The line that leads to a label, outside of its dot, as small boxes."""
    end = _end(dot, spot, size)
    long = math.dist(dot, end)
    steps = np.arange(radius + _THREAD, long, 2 * _THREAD)[:, None] / max(long, 1)
    middles = np.array(dot) + steps * (np.array(end) - np.array(dot))
    return np.concatenate((middles - _THREAD, middles + _THREAD), axis=1)


def _candidates(
    dot: tuple[float, float], size: tuple[float, float], radius: float
) -> Iterator[tuple[float, _Numbers, tuple[str, ...]]]:
    """Places of a label, a few at a time: beside its dot, then around it, a few rings at once, further and further off.

    Yields:
        How far off the furthest is at most, the upper left corners, and which part of each is nearest to the dot.
    """
    wide, high = size
    beside, aslant = radius + 4, (radius + 4) * 0.7
    above, below = -radius - high * 0.8, radius - high * 0.2
    near = (
        (beside, -high / 2),
        (-beside - wide, -high / 2),
        (-wide / 2, -radius - high),
        (-wide / 2, radius),
        (aslant, above),
        (aslant, below),
        (-aslant - wide, above),
        (-aslant - wide, below),
    )
    yield 0, np.array(near) + dot, ("left", "right", "center", "center", "left", "left", "right", "right")
    for aways in _RINGS:
        # The label's nearest edge, not its middle, lies on the ring.
        rings = [_TURNS * (radius + away) for away in aways]
        yield aways[-1], np.concatenate(rings) + dot + (_ALL_TURNS - 1) * size / 2, _ANCHORS * len(aways)


def _covered(boxes: _Numbers, taken: _Numbers) -> _Numbers:
    """The area that each of these boxes has in common with those that are there already."""
    across = np.minimum(boxes[:, None, 2], taken[:, 2]) - np.maximum(boxes[:, None, 0], taken[:, 0])
    down = np.minimum(boxes[:, None, 3], taken[:, 3]) - np.maximum(boxes[:, None, 1], taken[:, 1])
    area: _Numbers = (np.maximum(across, 0) * np.maximum(down, 0)).sum(axis=1)
    return area

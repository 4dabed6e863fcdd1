"""Where the names of dots go, so that none lies on another: greedy, and the same for the same dots."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.charts.canvas import Box


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label stands.

    Attributes:
        x: its left edge.
        y: its upper edge.
        far: whether it is so far from its dot that a line should lead there.
    """

    x: float
    y: float
    far: bool


def place(
    dots: Sequence[tuple[float, float]], sizes: Sequence[tuple[float, float]], within: Box, radius: float
) -> list[Placed]:
    """A place for the label of each dot: beside it where that is free, else the nearest that is.

    Dots with the most neighbours choose first. A label covers no dot and no other label, as long as there is room for
    all of them within the box.

    Args:
        dots: x and y in pixels.
        sizes: width and height of each label.
        within: no label leaves this box.
        radius: of a dot.

    Source:
        The eight places around a point, and their order, are those of Imhof (1975), "Positioning names on maps", The
        American Cartographer 2(2), 128-144; the search further out is a spiral.
    """
    taken = [(x - radius, y - radius, x + radius, y + radius) for x, y in dots]
    placed: dict[int, Placed] = {}
    for number in _crowded_first(dots):
        placed[number], box = _free(dots[number], sizes[number], taken, within, radius)
        taken.append(box)
    return [placed[number] for number in range(len(dots))]


def _crowded_first(dots: Sequence[tuple[float, float]], near: float = 90) -> list[int]:
    neighbours = [sum(math.dist(one, other) < near for other in dots) for one in dots]
    return sorted(range(len(dots)), key=lambda number: (-neighbours[number], number))


def _free(
    dot: tuple[float, float], size: tuple[float, float], taken: Sequence[Box], within: Box, radius: float
) -> tuple[Placed, Box]:
    """The first place that covers nothing; if there is none, the one that covers least."""
    least, chosen = math.inf, None
    for x, y, far in _candidates(dot, size, radius):
        box = (x, y, x + size[0], y + size[1])
        if box[0] < within[0] or box[1] < within[1] or box[2] > within[2] or box[3] > within[3]:
            continue
        covered = sum(_overlap(box, other) for other in taken)
        if covered < least:
            least, chosen = covered, (Placed(x, y, far), box)
        if not covered:
            break
    if chosen is None:  # wider or higher than all there is
        return Placed(within[0], within[1], far=True), (within[0], within[1], within[0] + size[0], within[1] + size[1])
    return chosen


def _candidates(
    dot: tuple[float, float], size: tuple[float, float], radius: float
) -> Iterator[tuple[float, float, bool]]:
    x, y = dot
    wide, high = size
    beside, upper = radius + 4, y - high / 2
    yield from (
        (x + beside, upper, False),
        (x - beside - wide, upper, False),
        (x - wide / 2, y - radius - high, False),
        (x - wide / 2, y + radius, False),
        (x + beside * 0.7, y - radius - high * 0.8, False),
        (x + beside * 0.7, y + radius - high * 0.2, False),
        (x - beside * 0.7 - wide, y - radius - high * 0.8, False),
        (x - beside * 0.7 - wide, y + radius - high * 0.2, False),
    )
    for ring in range(1, 40):
        away = radius + 14 * ring
        for turn in range(16):
            angle = math.tau * turn / 16
            across, down = math.cos(angle), math.sin(angle)
            # The label's nearest edge, not its middle, lies on the ring.
            left = x + across * away + (wide / 2) * (across - 1)
            yield left, y + down * away + (high / 2) * (down - 1), True


def _overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0

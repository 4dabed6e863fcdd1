"""What came out of a plan: values with their keys, ready to be named, worded and drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from bot.model.questions import Dimension, Metric, Op, Reason
from bot.phrasebook.phrasebook import msg
from bot.questions.execution.metrics import Unit

MOST_ROWS = 1_000
"""Of longer rankings so many rows are kept: more than anybody pages through, and few enough to be named at once."""
CUT = msg("Of a longer ranking the first thousand are kept.")


@dataclass(frozen=True, slots=True)
class Row:
    """One group, side or bucket.

    Attributes:
        key: ids or numbers that name it: (member_id,), (member_id, member_id), (artist_id,), (member_id, playlist_id),
            (hour,), (months,) and so on; of a side, its place, 0 or 1; of a single value, ().
        value: in `Computed.unit`; None where it is not known. A `date` is days since 1970-01-01 on the member's clock.
        n: plays (of playlists: tracks) that it rests on.
        rank: from 1, equals share one; None where nothing is ranked.
        before: for a change, the value in the days before.
    """

    key: tuple[int, ...]
    value: float | None
    n: int
    rank: int | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """An answer in numbers.

    Attributes:
        rows: ranked, or by time, or the two sides, or one.
        why: what was measured, in sentences of `bot.questions.execution.metrics`, with their placeholders.
        left_out: members without any listening that counts, or without enough for this measure, ascending.
        first_day, last_day: the days that the counted listening covers, since 1970-01-01; None without any.
        late: members whose export begins after the window does, ascending: their amounts may be too low. Of first
            listens, those whose export begins after the first of all: they may have been earlier.
        spans: of members with listening, ascending: member_id and the first and last day of their export.
        limit: how many rows the question asked for.
    """

    op: Op
    metric: Metric
    unit: Unit
    by: Dimension | None
    rows: tuple[Row, ...]
    why: tuple[str, ...]
    left_out: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    first_day: int | None = None
    last_day: int | None = None
    spans: tuple[tuple[int, int, int], ...] = ()
    limit: int | None = None
    order: str = "desc"


@dataclass(frozen=True, slots=True)
class Refused:
    """A plan that the grammar allows and the exports cannot answer.

    Attributes:
        sentence: for the member, in English: one that the phrasebooks translate.
    """

    reason: Reason
    sentence: str = field(default="")


def ranked(
    found: Iterable[tuple[int, float, int]],
    order: str,
    name: Callable[[int], tuple[int, ...]],
    decimals: int = 9,
) -> tuple[Row, ...]:
    """At most `MOST_ROWS` in order, equal values sharing a rank, of equals those with more behind them, then by key.

    Args:
        found: key, value and what it rests on.
        decimals: to which two values are equal.
    """
    sign = 1.0 if order == "asc" else -1.0
    ordered = sorted(
        _foremost(list(found), sign, decimals), key=lambda each: (sign * round(each[1], decimals), -each[2], each[0])
    )
    places: dict[float, int] = {}
    for place, (_, value, _) in enumerate(ordered, start=1):
        places.setdefault(round(value, decimals), place)
    return tuple(Row(name(key), value, n, places[round(value, decimals)]) for key, value, n in ordered)


def _foremost(found: list[tuple[int, float, int]], sign: float, decimals: int) -> list[tuple[int, float, int]]:
    """Those that come first; in any order."""
    if len(found) <= MOST_ROWS:
        return found
    keys, counts = (np.array([each[place] for each in found]) for place in (0, 2))
    values = sign * np.round([each[1] for each in found], decimals)
    near = np.flatnonzero(values <= np.partition(values, MOST_ROWS - 1)[MOST_ROWS - 1])
    order = near[np.lexsort((keys[near], -counts[near], values[near]))]
    return [found[place] for place in order[:MOST_ROWS].tolist()]

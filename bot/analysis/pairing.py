"""Moments and the spans that they fall in, one to one: as many pairs as there can be."""

from __future__ import annotations

import heapq

import numpy as np

from bot.analysis.frames import NOBODY, Int64s

_LONGEST_LINE = 2**62


def pairs(span_key: Int64s, opens: Int64s, closes: Int64s, key: Int64s, moment: Int64s) -> Int64s:
    """For each moment the span that it is paired with, as its row; -1 where none is left for it.

    A moment fits a span of its own key that is open at it, bounds included. No span and no moment is in two pairs, and
    no other pairing has more. Of several that are as large the order of rows chooses.

    Args:
        span_key: which spans belong together; any int64 of at least 0.
        opens: in milliseconds; one per span, like `closes`, which is never less.
        key: one per moment.
        moment: in milliseconds.
    """
    found = np.full(len(key), NOBODY, dtype=np.int64)
    if not len(key) or not len(span_key):
        return found
    # Each key gets a stretch of one long line to itself, so that sorting numbers is all there is to do.
    start = min(int(opens.min()), int(moment.min()))
    length = max(int(closes.max()), int(moment.max())) - start + 2
    if (max(int(span_key.max()), int(key.max())) + 1) * length > _LONGEST_LINE:
        keys = np.unique(np.concatenate([span_key, key]))
        span_key, key = np.searchsorted(keys, span_key), np.searchsorted(keys, key)
    low = span_key * length + (opens - start)
    at = key * length + (moment - start)
    spans, moments = np.argsort(low, kind="stable"), np.argsort(at, kind="stable")
    low, high, at = low[spans], (span_key * length + (closes - start))[spans], at[moments]

    first, last = np.searchsorted(at, low, "left"), np.searchsorted(at, high, "right")
    open_at = np.searchsorted(low, at, "right") - np.searchsorted(np.sort(high), at, "left")
    # A span that only one moment fits can take it: no larger pairing is lost by that. Nearly all spans are such.
    lone = np.flatnonzero(last - first == 1)
    found[moments[first[lone]]] = spans[lone]
    open_at[first[lone]] = 0
    contested = last > first
    contested[lone] = False
    rest, left = np.flatnonzero(contested), np.flatnonzero(open_at)
    for place, span in _earliest_close_first(low[rest].tolist(), high[rest].tolist(), at[left].tolist()):
        found[moments[left[place]]] = spans[rest[span]]
    return found


def _earliest_close_first(low: list[int], high: list[int], at: list[int]) -> list[tuple[int, int]]:
    """(moment, span) pairs: each moment takes the open span that closes first, which is known to give the most pairs.

    Both ascending by `low` and `at`. A loop, because each choice hangs on the one before; few rows come here.
    """
    chosen: list[tuple[int, int]] = []
    waiting: list[tuple[int, int]] = []
    following = 0
    for place, moment in enumerate(at):
        while following < len(low) and low[following] <= moment:
            heapq.heappush(waiting, (high[following], following))
            following += 1
        while waiting and waiting[0][0] < moment:
            heapq.heappop(waiting)
        if waiting:
            chosen.append((place, heapq.heappop(waiting)[1]))
    return chosen

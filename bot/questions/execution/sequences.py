"""What follows from the order of listens: sittings, runs of one track, and plays of what was just played.

The same definitions as in daybooks, and so the same as the commands'. Only measures that need them pay for them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from bot.analysis.daybook import PAUSE_MS
from bot.analysis.spans import AGAIN_MS

_WHEN = ("day", "hour", "weekday", "month", "year", "months", "week")


def with_again(listens: pd.DataFrame) -> pd.DataFrame:
    """The listens with `again` (bool): repeats a track that the member began within `AGAIN_MS` before.

    Args:
        listens: ascending by `member_id` and `at`. Rows of daybooks, which say it already, are left as they are.
    """
    if "again" in listens:
        return listens
    before = listens.groupby(["member_id", "track_id"])["at"].diff()
    return listens.assign(again=((before <= AGAIN_MS) & (listens["track_id"] >= 0)).to_numpy())


def with_sittings(listens: pd.DataFrame) -> pd.DataFrame:
    """The listens with the number of their `sitting`, and told to be when that sitting began.

    A sitting is one thing, begun at one moment: a question about evenings counts those begun in the evening, whole. A
    listen ends when the next one begins, whatever its duration says, and one of unknown duration at its start.

    Args:
        listens: ascending by `member_id` and `at`. Rows of daybooks, which are sittings, are left as they are.

    Returns:
        Also `ends`: when playing ended, ms since 1970.
    """
    if "sitting" in listens:
        return listens
    begins = _sitting_begins(listens)
    ends = listens["at"].to_numpy() + np.nan_to_num(listens["ms"].to_numpy(), nan=0.0)
    return _told_as_begun(listens.assign(ends=ends), begins, "sitting")


def with_runs(listens: pd.DataFrame) -> pd.DataFrame:
    """The listens with the number of their `run`: one track, in a row within a sitting; told to be when it began.

    Args:
        listens: ascending by `member_id` and `at`. Rows of daybooks, which tell the longest run, are left as they are.
    """
    if "longest" in listens:
        return listens
    track = listens["track_id"].to_numpy()
    turns = _sitting_begins(listens)
    turns[1:] |= (track[1:] != track[:-1]) | (track[1:] < 0)
    return _told_as_begun(listens, turns, "run")


def _sitting_begins(listens: pd.DataFrame) -> npt.NDArray[np.bool_]:
    member, at = listens["member_id"].to_numpy(), listens["at"].to_numpy()
    ends = at + np.nan_to_num(listens["ms"].to_numpy(), nan=0.0)
    begins = np.ones(len(listens), np.bool_)
    begins[1:] = (member[1:] != member[:-1]) | (at[1:] - ends[:-1] >= PAUSE_MS)
    return begins


def _told_as_begun(listens: pd.DataFrame, begins: npt.NDArray[np.bool_], name: str) -> pd.DataFrame:
    numbers = np.cumsum(begins) - 1
    first = np.flatnonzero(begins)[numbers]
    told = {column: listens[column].to_numpy()[first] for column in _WHEN if column in listens}
    return listens.assign(**told, **{name: numbers})

"""Adding up by key, exactly: whole numbers, sorted once, without a loop over rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from bot.collective.packages.codes import Int64s


@dataclass(frozen=True, slots=True, eq=False)
class Behind:
    """Who stands behind some figures, by key, ascending: how many, their plays and ms, and the most that one holds."""

    code: Int64s
    contributors: Int64s
    plays: Int64s
    ms: Int64s
    top_plays: Int64s
    top_ms: Int64s

    @classmethod
    def of(cls, code: Int64s, plays: Int64s, ms: Int64s) -> Behind:
        """One contributor a row."""
        return cls(code, np.ones_like(code), plays, ms, plays, ms)

    def frame(self) -> pd.DataFrame:
        """One row per key."""
        return pd.DataFrame({each.name: getattr(self, each.name) for each in fields(self)}, copy=False)


def added_up(parts: Sequence[Behind]) -> Behind:
    """Several of them together. No contributor may be in two of them."""
    code = np.concatenate([part.code for part in parts]) if parts else np.empty(0, np.int64)
    order = np.argsort(code, kind="stable")
    starts = _starts(code[order])
    found = [code[order][starts]]
    for name, reduce in (
        ("contributors", np.add), ("plays", np.add), ("ms", np.add), ("top_plays", np.maximum), ("top_ms", np.maximum),
    ):  # fmt: skip
        values = np.concatenate([getattr(part, name) for part in parts]) if parts else code
        found.append(reduce.reduceat(values[order], starts) if len(starts) else values)
    return Behind(*found)


def per_member(member: Int64s, code: Int64s, plays: Int64s, ms: Int64s) -> tuple[Int64s, Int64s, Int64s, Int64s]:
    """The sums of each member and key: member, code, plays, ms; ascending by the first two."""
    order = np.lexsort((code, member))
    member, code = member[order], code[order]
    starts = np.union1d(_starts(member), _starts(code))
    if not len(starts):
        return member, code, plays, ms
    return member[starts], code[starts], np.add.reduceat(plays[order], starts), np.add.reduceat(ms[order], starts)


def _starts(ordered: Int64s) -> Int64s:
    """Where another value begins."""
    changes = np.ones(len(ordered), np.bool_)
    changes[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(changes)

"""Numbers as pictures show them: short, and the same wherever they stand."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def hours(amount: float) -> str:
    """A length of time: "1,204 h", "4.2 h", "12 min"; never "0" for what is more than nothing."""
    if amount >= 9.95:
        return f"{amount:,.0f} h"
    if amount >= 1:
        return f"{amount:.1f} h"
    minutes = round(amount * 60)
    return f"{minutes} min" if minutes or not amount else "<1 min"


def share(part: float | Fraction) -> str:
    """A share in [0, 1] as a percentage: "6.1 %", "50.0 %", "<0.1 %"; "100 %" only for all."""
    percent = float(part) * 100
    if 0 < percent < 0.05:
        return "<0.1 %"
    if 99.95 <= percent < 100:
        return ">99.9 %"
    return "0 %" if not percent else "100 %" if percent == 100 else f"{percent:.1f} %"


def rule(part: float | Fraction) -> str:
    """A share that somebody laid down: "50 %", "66.7 %"."""
    return f"{float(part) * 100:.1f}".removesuffix(".0") + " %"


def count(amount: float) -> str:
    """An amount in at most five letters: "940", "12.4k", "1.2M"."""
    for size, letter in ((1_000_000, "M"), (10_000, "k")):
        if amount >= size * 0.99995:
            return f"{amount / (1000 if letter == 'k' else size):.1f}".removesuffix(".0") + letter
    return f"{amount:,.0f}"


def ranks(shown: Sequence[object]) -> list[int]:
    """Places of values in descending order, equal ones sharing a place: 5, 3, 3, 1 are 1st, 2nd, 2nd and 4th.

    Args:
        shown: as the picture shows them, so that what looks equal is placed equal.
    """
    return [shown.index(value) + 1 for value in shown]

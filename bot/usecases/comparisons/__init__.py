"""The comparisons by name: each is asked by `bot/usecases/answering.py` and gives a `Draft`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from bot.usecases.asking import Asking, Draft

Comparison = Callable[[Asking], Awaitable[Draft]]

COMPARISONS: Mapping[str, Comparison] = {}
"""Names are short: they stand in every button."""

"""How a breakup intensity is made."""

from __future__ import annotations

from bot.model.moods import WhyBreakup, WhyPart
from bot.moods.formula import why_breakup

__all__ = ["WhyBreakup", "WhyPart", "explain_breakup"]


def explain_breakup() -> WhyBreakup:
    """The formula: parts, weights, bounds, caps and sources."""
    return why_breakup()

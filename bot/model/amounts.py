"""Amounts as members read them."""

from __future__ import annotations


def counted(count: int, noun: str) -> str:
    """A number of things: "1 play", "1,204 plays"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def hours_words(hours: float) -> str:
    """A stretch of time: "312 hours", "4.2 hours", "38 minutes"."""
    if hours >= 10:
        return f"{hours:,.0f} hours"
    if round(hours, 1) == 1:
        return "1 hour"
    if hours >= 1:
        return f"{hours:.1f}".removesuffix(".0") + " hours"
    minutes = round(hours * 60)
    return counted(max(minutes, 1) if hours > 0 else 0, "minute")

"""A scale from little to much, for maps of heat: one hue whose lightness alone tells, so that all eyes see it alike."""

from __future__ import annotations

from bot.charts.theme import Theme

RAMPS: dict[Theme, tuple[str, str, str, str, str]] = {
    Theme.DARK: ("#364559", "#3d6486", "#4789b8", "#6fbdee", "#d3efff"),
    Theme.LIGHT: ("#dbe7f0", "#a9cbe4", "#62a2cf", "#2272ac", "#0b3f66"),
}
"""From the least to the most: away from the ground, which is what nothing looks like."""

MARKED_RAMPS: dict[Theme, tuple[str, str, str, str, str]] = {
    Theme.DARK: ("#5c4820", "#8a6414", "#b9820c", "#e69f00", "#ffdf9e"),
    Theme.LIGHT: ("#f3e3c4", "#e8c684", "#d19b33", "#a46600", "#5f3b00"),
}
"""The same for what stands out."""


def colourscale(ramp: tuple[str, ...]) -> list[list[float | str]]:
    """A ramp as plotly's continuous colour scale."""
    return [[step / (len(ramp) - 1), colour] for step, colour in enumerate(ramp)]


def stepped(ramp: tuple[str, ...]) -> list[list[float | str]]:
    """A ramp as a scale of steps, for whole numbers from 0 to one less than its colours, over that range ±0.5."""
    ends = [(step / len(ramp), (step + 1) / len(ramp), colour) for step, colour in enumerate(ramp)]
    return [[end, colour] for low, high, colour in ends for end in (low, high)]


def ink(place: float, ramp: tuple[str, ...]) -> str:
    """Black or white, whichever stands out more from the ramp at a place in [0, 1] (WCAG 2.2, relative luminance)."""
    whole, part = divmod(min(max(place, 0), 1) * (len(ramp) - 1), 1)
    below, above = _rgb(ramp[int(whole)]), _rgb(ramp[min(int(whole) + 1, len(ramp) - 1)])
    mixed = [low + (high - low) * part for low, high in zip(below, above, strict=True)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in mixed)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#16171a" if (light + 0.05) ** 2 > 1.05 * (0.0086 + 0.05) else "#ffffff"


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))

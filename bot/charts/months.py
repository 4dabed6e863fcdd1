"""Months in a row, and how an axis names them."""

from __future__ import annotations

from collections.abc import Sequence


def every_month(first: str, last: str) -> list[str]:
    """Month by month, both ends included: from "2023-11" to "2024-01" are three."""
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def month_ticks(every: Sequence[str]) -> dict[str, object]:
    """An axis over places 0, 1, ...: months by number where they are few, years at their Januaries where many."""
    if len(every) <= 18:
        text = [
            month[5:] + (f"<br>{month[:4]}" if not n or month.endswith("-01") else "") for n, month in enumerate(every)
        ]
        text = [month[5:] for month in every] if len({month[:4] for month in every}) == 1 else text
        places = list(range(len(every)))
    else:
        januaries = [number for number, month in enumerate(every) if month.endswith("-01")]
        places = januaries[:: -(-len(januaries) // 12)]
        text = [every[number][:4] for number in places]
    return {"showticklabels": True, "tickvals": places, "ticktext": text}

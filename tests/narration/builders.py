"""Small fact sheets for tests."""

from __future__ import annotations

from bot.model.facts import FactSheet
from bot.narration.sheets import Standing, breakup_sheet, ranking_sheet, recap_sheet, whoknows_sheet

EVERYONE = frozenset({1, 2, 3})


def standing(member_id: int, name: str, amount: float, unit: str = "") -> Standing:
    return Standing(member_id, name, amount, f"{amount:g}{unit}")


def breakup(*amounts: float, narratable: frozenset[int] = EVERYONE, **kwargs) -> FactSheet:
    names = ("Ada", "Bo Peep", "Cy")
    standings = [standing(i + 1, names[i], amount, " of 100") for i, amount in enumerate(amounts)]
    return breakup_sheet(standings, narratable, **kwargs)


def whoknows(*amounts: float, artist: str = "Joy Division", narratable: frozenset[int] = EVERYONE) -> FactSheet:
    names = ("Ada", "Bo Peep", "Cy")
    standings = [standing(i + 1, names[i], amount, " hours") for i, amount in enumerate(amounts)]
    return whoknows_sheet(artist, standings, narratable)


def ranking(*amounts: float, narratable: frozenset[int] = EVERYONE, **kwargs) -> FactSheet:
    names = ("Ada", "Bo Peep", "Cy")
    standings = [standing(i + 1, names[i], amount, " days") for i, amount in enumerate(amounts)]
    return ranking_sheet("longest streak", standings, narratable, **kwargs)


def recap(narratable: frozenset[int] = EVERYONE, **kwargs) -> FactSheet:
    values = {
        "period": "2024",
        "hours": "312 hours",
        "plays": "4,021 plays",
        "top_artist": "Mitski",
        "top_artist_time": "40 hours",
        "top_track": "Nobody",
    }
    return recap_sheet(1, "Ada", narratable, **{**values, **kwargs})

"""What a member calls a turning point, and whether they want to see any: theirs alone, shown to nobody else."""

from __future__ import annotations

from datetime import date

from bot.errors import NothingStored
from bot.model.mood_months import LONGEST_LABEL
from bot.services import Services


async def label_turning_point(services: Services, guild_id: int, member_id: int, month: date, label: str) -> None:
    """Call the turning point of this month something; nothing but spaces takes the label away.

    Args:
        month: the first day of its month.
        label: as typed; runs of spaces become one, and what is beyond `LONGEST_LABEL` is cut.

    Raises:
        NothingStored: the member is not known here (any more).
    """
    words = " ".join(label.split())[:LONGEST_LABEL].rstrip()
    try:
        await services.store.moods.label_turning_point(guild_id, member_id, month, words)
    except LookupError as error:
        raise NothingStored from error


async def label_of(services: Services, guild_id: int, member_id: int, month: date) -> str:
    """What the member calls the turning point of this month; "" for nothing."""
    return (await services.store.moods.turning_labels(guild_id, member_id)).get(month, "")


async def show_turning_points(services: Services, guild_id: int, member_id: int, shown: bool) -> None:
    """Show the member their turning points from now on, or no longer.

    Raises:
        NothingStored: the member is not known here (any more).
    """
    try:
        await services.store.moods.show_turning_points(guild_id, member_id, shown)
    except LookupError as error:
        raise NothingStored from error

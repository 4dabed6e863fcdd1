"""What a member's history here is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.model.stored import Source
from bot.services import Services


@dataclass(frozen=True, slots=True)
class SourcesOverview:
    """A member's sources, and how they are read.

    Attributes:
        sources: in the order of upload.
        listens: in the merged history, within the window.
        since: the window's first day; None where everything counts.
    """

    sources: tuple[Source, ...]
    listens: int
    time_zone: str
    since: date | None


async def show_sources(services: Services, guild_id: int, member_id: int) -> SourcesOverview:
    """The sources, for that member alone; none, in UTC, for somebody who is not known here."""
    member = await services.store.members.member(guild_id, member_id)
    history = await services.store.listening.history_of(guild_id, member_id)
    return SourcesOverview(
        await services.store.listening.sources_of(guild_id, member_id),
        history.listens if history else 0,
        member.time_zone if member else "UTC",
        member.since if member else None,
    )

"""Who may make polls, beside members with Manage Server."""

from __future__ import annotations

from bot.services import Services


async def poll_role(services: Services, guild_id: int) -> int | None:
    """The role whose members may make polls; None where moderators chose none."""
    return await services.store.members.guild_poll_role(guild_id)


async def set_poll_role(services: Services, guild_id: int, role_id: int | None) -> None:
    """A moderator's choice."""
    await services.store.members.set_guild_poll_role(guild_id, role_id)

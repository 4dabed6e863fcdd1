"""The members of a server, fetched when a roll is fixed or previewed, and not kept."""

from __future__ import annotations

from bot.client import TuttiClient
from bot.errors import BadPoll
from bot.usecases.polls.fix_roll import ListedMember


async def listed_members(client: TuttiClient, guild_id: int) -> list[ListedMember]:
    """Everybody in the server, a thousand a request.

    Raises:
        BadPoll: the operator does not let the bot have the list, or it is not in that server (any more).
    """
    guild = client.get_guild(guild_id)
    if guild is None or not client.intents.members:
        raise BadPoll("Who votes", "I cannot see who is in this server.")
    return [
        ListedMember(member.id, member.bot, frozenset(role.id for role in member.roles), member.joined_at)
        async for member in guild.fetch_members(limit=None)
    ]

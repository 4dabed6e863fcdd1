"""How every command and button that asks a comparison answers: defer, ask, show."""

from __future__ import annotations

from collections.abc import Awaitable

from bot.client import Interaction, guild_of
from bot.model.answers import Asked
from bot.services import Services
from bot.usecases.answering import answer
from bot.usecases.open_in_browser import answer_link
from cogs.render.answers import answer_card


async def reply(services: Services, interaction: Interaction, asked: Asked | Awaitable[Asked]) -> None:
    """Answer a command, to the member who used it alone.

    Args:
        asked: or what finds it, such as a typed name that is looked up: awaited once Discord knows that we are at it.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    if not isinstance(asked, Asked):
        asked = await asked
    found = await answer(services, guild_of(interaction), interaction.user.id, asked)
    link = await link_of(services, interaction, asked)
    await interaction.edit_original_response(**answer_card(found, link=link).edited())


async def link_of(services: Services, interaction: Interaction, asked: Asked, *, public: bool = False) -> str | None:
    """The address of the answer's page, for its card; None where this bot has no pages.

    Args:
        public: whether the card is for the channel.
    """
    return await answer_link(services, guild_of(interaction), interaction.user.id, asked, public=public)

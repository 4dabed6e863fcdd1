"""How every command and button that asks a comparison answers: defer, ask, show."""

from __future__ import annotations

from bot.client import Interaction, guild_of
from bot.model.answers import Asked
from bot.services import Services
from bot.usecases.answering import answer
from cogs.render.answers import answer_card


async def reply(services: Services, interaction: Interaction, asked: Asked) -> None:
    """Answer a command, to the member who used it alone."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    found = await answer(services, guild_of(interaction), interaction.user.id, asked)
    await interaction.edit_original_response(**answer_card(found).edited())

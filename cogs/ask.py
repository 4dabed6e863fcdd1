"""`/ask`: a question in words."""

from __future__ import annotations

from typing import cast

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.questions.refusals import EXAMPLES
from bot.services import Services
from bot.usecases.answering import answer
from bot.usecases.ask_question import NotAnswered, ask_question, suggest_questions
from bot.usecases.open_in_browser import answer_link
from cogs.presses import add_presses, pressed
from cogs.render.answers import answer_card
from cogs.render.ask import not_answered_card


class Ask(commands.Cog):
    """Questions in a member's own words."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(question="In your own words, such as: who listens at 3am the most?")
    async def ask(self, interaction: Interaction, question: app_commands.Range[str, 1, 400]) -> None:
        """Ask the group's listening anything: who, what, when, how much, since when."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._answer(interaction, question)

    @ask.autocomplete("question")
    async def _questions(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = await suggest_questions(self.services, guild_of(interaction), interaction.user.id, typed)
        return [app_commands.Choice(name=each, value=each) for each in found]

    @pressed("example")
    async def example(self, interaction: Interaction, place: str) -> None:
        """Ask one of the examples instead."""
        await interaction.response.defer()
        await self._answer(interaction, EXAMPLES[int(place) % len(EXAMPLES)])

    async def _answer(self, interaction: Interaction, question: str) -> None:
        guild_id, me = guild_of(interaction), interaction.user
        channel_id = cast("int", interaction.channel_id)
        asked = await ask_question(self.services, guild_id, channel_id, me.id, me.display_name, question)
        if isinstance(asked, NotAnswered):
            await interaction.edit_original_response(**not_answered_card(question, asked).edited())
            return
        found = await answer(self.services, guild_id, me.id, asked)
        link = await answer_link(self.services, guild_id, me.id, asked, public=False)
        await interaction.edit_original_response(**answer_card(found, link=link).edited())


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Ask(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)

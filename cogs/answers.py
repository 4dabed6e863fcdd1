"""The buttons that every comparison's card has: pages, "Why?", CSV, "Post here"."""

from __future__ import annotations

import asyncio

from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import NotPostable, UnknownComparison
from bot.model.answers import Asked
from bot.phrasebook.phrasebook import prepare
from bot.services import Services
from bot.usecases.answering import Answer, answer
from bot.usecases.ask_question import mark_posted
from cogs.presses import add_presses, pressed
from cogs.render.answers import answer_card, csv_card, why_card
from cogs.replying import link_of


class Answers(commands.Cog):
    """A card asks its comparison again: the numbers are those of now, and so are the consents."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @pressed("page")
    async def page(self, interaction: Interaction, _direction: str, page: str, *code: str) -> None:
        """Turn the page: of one's own card in place, of a posted one in an answer to the presser alone."""
        message = interaction.message
        if message is not None and message.flags.ephemeral:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._ask(interaction, code, drawn=page == "1")
        link = await link_of(self.services, interaction, found.asked)
        await interaction.edit_original_response(**answer_card(found, int(page), link=link).edited())

    @pressed("turn")
    async def turn(self, interaction: Interaction, *code: str) -> None:
        """Answer the question beside this one, in the same card."""
        await interaction.response.defer()
        found = await self._ask(interaction, code)
        link = await link_of(self.services, interaction, found.asked)
        await interaction.edit_original_response(**answer_card(found, link=link).edited())

    @pressed("post")
    async def post(self, interaction: Interaction, *code: str) -> None:
        """Show the answer to the channel: the presser's own act."""
        await interaction.response.defer(thinking=True)
        found = await self._ask(interaction, code)
        if not found.postable:
            raise NotPostable
        await mark_posted(self.services, guild_of(interaction), found.asked)
        link = await link_of(self.services, interaction, found.asked, public=True)
        await interaction.edit_original_response(**answer_card(found, public=True, link=link).edited())

    @pressed("why")
    async def why(self, interaction: Interaction, *code: str) -> None:
        """Say how the numbers are made, to the presser."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._ask(interaction, code, drawn=False)
        await interaction.edit_original_response(**why_card(found).edited())

    @pressed("csv")
    async def csv(self, interaction: Interaction, *code: str) -> None:
        """Hand the numbers to the presser."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._ask(interaction, code, drawn=False)
        await interaction.edit_original_response(**csv_card(found).edited())

    async def _ask(self, interaction: Interaction, code: tuple[str, ...], *, drawn: bool = True) -> Answer:
        try:
            asked = Asked.from_code(code)
        except ValueError as error:
            raise UnknownComparison from error
        language = str(interaction.locale)
        return await answer(
            self.services, guild_of(interaction), interaction.user.id, asked, drawn=drawn, language=language
        )


async def setup(client: TuttiClient) -> None:
    """Hear the buttons."""
    await asyncio.to_thread(prepare)
    cog = Answers(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)

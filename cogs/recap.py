"""`/recap`: listening over any period: a member's, two members' side by side, or the whole server's."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import NotPostable, UnknownComparison, UserError
from bot.model.answers import Asked
from bot.services import Services
from bot.usecases.answering import Answer, answer
from bot.usecases.comparisons.recap import page_of, recap_asked
from bot.usecases.recap_picture import recap_picture
from bot.usecases.suggest_periods import suggest_member_periods
from cogs.presses import add_presses, pressed
from cogs.render.recap import picture_card, recap_card


class WhoseRecap(UserError):
    """Members and the server were asked about at once."""

    def __init__(self) -> None:
        super().__init__("A recap is of one member, of two, or of the server. Leave out `server:` or the members.")


class Recap(commands.Cog):
    """Listening, looked back on."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.rename(beside="with")
    @app_commands.describe(
        member="Whose listening; yours if left out",
        beside="A second member, side by side with the first",
        server="The whole server: everyone who agreed to be compared",
        period="For example 2024, February 2024, last 90 days; everything if left out",
    )
    async def recap(
        self,
        interaction: Interaction,
        member: discord.Member | None = None,
        beside: discord.Member | None = None,
        server: bool = False,
        period: app_commands.Range[str, 1, 32] = "all time",
    ) -> None:
        """Look back on any period: top artists, clock, discoveries, moods; a member's, two members' or the server's."""
        if server and (member or beside):
            raise WhoseRecap
        await interaction.response.defer(ephemeral=True, thinking=True)
        whom = () if server else tuple(each.id for each in (member or interaction.user, beside) if each)
        found = await self._ask(interaction, recap_asked(whom, period))
        await interaction.edit_original_response(**recap_card(found, page_of(found.asked)).edited())

    @recap.autocomplete("period")
    async def _periods(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        words = await suggest_member_periods(
            self.services,
            guild_of(interaction),
            interaction.user.id,
            getattr(interaction.namespace.member, "id", None),
            typed,
        )
        return [app_commands.Choice(name=each, value=each) for each in words]

    @pressed("recap_page")
    async def page(self, interaction: Interaction, *code: str) -> None:
        """Turn to a page: of one's own card in place, of a posted one in an answer to the presser alone."""
        message = interaction.message
        if message is not None and message.flags.ephemeral:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._ask(interaction, _asked(code))
        await interaction.edit_original_response(**recap_card(found, page_of(found.asked)).edited())

    @pressed("post_recap")
    async def post(self, interaction: Interaction, *code: str) -> None:
        """Show the recap to the channel: the presser's own act."""
        await interaction.response.defer(thinking=True)
        found = await self._ask(interaction, _asked(code))
        if not found.postable:
            raise NotPostable
        await interaction.edit_original_response(**recap_card(found, page_of(found.asked), public=True).edited())

    @pressed("recap_picture")
    async def picture(self, interaction: Interaction, *code: str) -> None:
        """Hand the picture to the presser, who may show it elsewhere."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        name = interaction.guild.name if interaction.guild else ""
        drawn = await recap_picture(self.services, guild_of(interaction), interaction.user.id, _asked(code), name)
        await interaction.edit_original_response(**picture_card(drawn).edited())

    async def _ask(self, interaction: Interaction, asked: Asked) -> Answer:
        return await answer(self.services, guild_of(interaction), interaction.user.id, asked)


def _asked(code: tuple[str, ...]) -> Asked:
    try:
        return Asked.from_code(code)
    except ValueError as error:
        raise UnknownComparison from error


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Recap(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)

"""`/moods`: a member's or the group's moods over time, from titles, playlists and repetition."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.model.answers import Asked
from bot.model.mood_months import LONGEST_LABEL
from bot.services import Services
from bot.usecases.label_turning_point import label_of, label_turning_point, show_turning_points
from bot.usecases.moods_over_time import moods_over_time
from bot.usecases.suggest_periods import suggest_member_periods
from bot.usecases.tag_titles import tag_titles
from cogs.forms import Form
from cogs.presses import add_presses, pressed
from cogs.render.moods import moods_card, tagged_card
from cogs.replying import reply


class Moods(commands.Cog):
    """Moods over time. A member's own card, with turning points, is seen by that member alone."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(
        member="Whose; yourself for your turning points, which only you see; the whole group if left out",
        period="For example 2024, February 2024, last 365 days; everything if left out",
    )
    async def moods(
        self,
        interaction: Interaction,
        member: discord.Member | None = None,
        period: app_commands.Range[str, 1, 32] = "all time",
    ) -> None:
        """How sad were the titles, month by month? And when did your own listening change?"""
        if member is not None and member.id == interaction.user.id:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await _show(self.services, interaction, period)
        else:
            about = () if member is None else (member.id,)
            await reply(self.services, interaction, Asked("moods", period, about))

    @moods.autocomplete("period")
    async def _periods(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        about = getattr(interaction.namespace.member, "id", None)
        words = await suggest_member_periods(self.services, guild_of(interaction), interaction.user.id, about, typed)
        return [app_commands.Choice(name=each, value=each) for each in words if len(each) <= 32]

    @pressed("name_turn")
    async def name(self, interaction: Interaction, month: str, period: str) -> None:
        """Open the form that asks what the presser calls their turning point."""
        on = date.fromisoformat(f"{month}-01")
        label = await label_of(self.services, guild_of(interaction), interaction.user.id, on)
        await interaction.response.send_modal(NameForm(self.services, on, label, period))

    @pressed("show_turns")
    async def show(self, interaction: Interaction, wanted: str, period: str) -> None:
        """Switch the presser's turning points on or off."""
        await interaction.response.defer()
        await show_turning_points(self.services, guild_of(interaction), interaction.user.id, wanted == "on")
        await _show(self.services, interaction, period)

    @pressed("tag_titles")
    async def tag(self, interaction: Interaction, period: str) -> None:
        """Have more of the presser's titles tagged, where everyone agreed to it."""
        await interaction.response.defer()
        guild_id, me = guild_of(interaction), interaction.user.id
        tagged = await tag_titles(self.services, guild_id, me)
        own = await moods_over_time(self.services, guild_id, me, period)
        await interaction.edit_original_response(**tagged_card(own, tagged).edited())


class NameForm(Form, title="What was it?"):
    """A few words for a turning point, for its member alone."""

    label = ui.Label(
        text="You call it",
        description="Such as “moved” or “exam”. Only you see it. Empty takes it away.",
        component=ui.TextInput[Any](placeholder="moved", required=False, max_length=LONGEST_LABEL),
    )

    def __init__(self, services: Services, month: date, label: str, period: str) -> None:
        super().__init__()
        self._services = services
        self._month = month
        self._period = period
        cast("ui.TextInput[Any]", self.label.component).default = label

    async def sent(self, interaction: Interaction) -> None:
        """Keep it, and show the card with it."""
        await interaction.response.defer()
        words = cast("ui.TextInput[Any]", self.label.component).value
        await label_turning_point(self._services, guild_of(interaction), interaction.user.id, self._month, words)
        await _show(self._services, interaction, self._period)


async def _show(services: Services, interaction: Interaction, period: str) -> None:
    own = await moods_over_time(services, guild_of(interaction), interaction.user.id, period)
    await interaction.edit_original_response(**moods_card(own).edited())


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Moods(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)

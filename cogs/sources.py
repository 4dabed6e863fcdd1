"""`/sources`: what my history is made of; taking an upload back, a window, and my clock."""

from __future__ import annotations

from typing import Any, cast

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import UnknownSource
from bot.services import Services
from bot.usecases.remove_source import remove_source
from bot.usecases.set_time_zone import set_time_zone
from bot.usecases.set_window import set_window
from bot.usecases.show_sources import SourcesOverview, show_sources
from bot.usecases.suggest_time_zones import suggest_time_zones
from cogs.forms import Form
from cogs.presses import add_presses, pressed
from cogs.render.sources import MOST_LISTED, option_label, option_words, remove_card, sources_card, window_text


class Sources(commands.Cog):
    """A member's own uploads. Every answer here is seen by that member alone."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(
        since="Count only what you played from then on: 2022, 2022-05, 2022-05-13, or all",
        time_zone="Where your clock runs, so that 3 am is your 3 am",
    )
    async def sources(self, interaction: Interaction, since: str | None = None, time_zone: str | None = None) -> None:
        """See what your history here is made of; take an upload back, set from when it counts, set your clock."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id, me = guild_of(interaction), interaction.user
        if time_zone is not None:
            await set_time_zone(self.services, guild_id, me.id, me.display_name, time_zone)
        if since is not None:
            await set_window(self.services, guild_id, me.id, since)
        await _show(self.services, interaction)

    @sources.autocomplete("time_zone")
    async def _time_zones(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=name, value=name) for name in suggest_time_zones(typed)]

    @pressed("window")
    async def window(self, interaction: Interaction) -> None:
        """Open the form that asks from when on listening counts."""
        overview = await show_sources(self.services, guild_of(interaction), interaction.user.id)
        await interaction.response.send_modal(WindowForm(self.services, overview))

    @pressed("clock")
    async def clock(self, interaction: Interaction) -> None:
        """Open the form that asks where the clock runs."""
        overview = await show_sources(self.services, guild_of(interaction), interaction.user.id)
        await interaction.response.send_modal(ClockForm(self.services, overview))

    @pressed("source")
    async def source(self, interaction: Interaction, step: str, source_id: str = "") -> None:
        """Ask which upload to take back; the form asks once more; then remove it, or keep it."""
        if step == "ask":
            overview = await show_sources(self.services, guild_of(interaction), interaction.user.id)
            if not overview.sources:
                raise UnknownSource
            await interaction.response.send_modal(RemoveForm(self.services, overview))
            return
        await interaction.response.defer()
        removed = None
        if step == "confirm":
            removed = await remove_source(self.services, guild_of(interaction), interaction.user.id, int(source_id))
        overview = await show_sources(self.services, guild_of(interaction), interaction.user.id)
        await interaction.edit_original_response(**sources_card(overview, removed).edited())


class RemoveForm(Form, title="Take an upload back"):
    """Which of them."""

    def __init__(self, services: Services, overview: SourcesOverview) -> None:
        super().__init__()
        self._services = services
        listed = overview.sources[-MOST_LISTED:]
        self._which = ui.Select[Any](
            options=[
                discord.SelectOption(
                    label=option_label(source), value=str(source.source_id), description=option_words(source)
                )
                for source in listed
            ]
        )
        self.add_item(ui.Label(text="Upload", description="You will be asked once more.", component=self._which))

    async def sent(self, interaction: Interaction) -> None:
        """Ask once more, in the card's place."""
        await interaction.response.defer()
        overview = await show_sources(self._services, guild_of(interaction), interaction.user.id)
        chosen = next((each for each in overview.sources if str(each.source_id) in self._which.values), None)
        if chosen is None:
            raise UnknownSource
        await interaction.edit_original_response(**remove_card(chosen).edited())


class WindowForm(Form, title="From when on does it count?"):
    """A year, a month, a day, or all."""

    since = ui.Label(
        text="Count only since",
        description="A year, a month or a day: 2022, 2022-05, 2022-05-13. Empty: all counts.",
        component=ui.TextInput[Any](placeholder="2022", required=False, max_length=20),
    )

    def __init__(self, services: Services, overview: SourcesOverview) -> None:
        super().__init__()
        self._services = services
        cast("ui.TextInput[Any]", self.since.component).default = window_text(overview.since)

    async def sent(self, interaction: Interaction) -> None:
        """Set it, and show what counts now."""
        await interaction.response.defer()
        words = cast("ui.TextInput[Any]", self.since.component).value
        await set_window(self._services, guild_of(interaction), interaction.user.id, words)
        await _show(self._services, interaction)


class ClockForm(Form, title="Where does your clock run?"):
    """An IANA time zone, for those who press a button; the command suggests them while typing."""

    zone = ui.Label(
        text="Time zone",
        description="Such as Europe/Berlin. `/sources time_zone:` suggests them while you type.",
        component=ui.TextInput[Any](max_length=60),
    )

    def __init__(self, services: Services, overview: SourcesOverview) -> None:
        super().__init__()
        self._services = services
        cast("ui.TextInput[Any]", self.zone.component).default = overview.time_zone

    async def sent(self, interaction: Interaction) -> None:
        """Set it, and show it."""
        await interaction.response.defer()
        zone = cast("ui.TextInput[Any]", self.zone.component).value.strip()
        me = interaction.user
        await set_time_zone(self._services, guild_of(interaction), me.id, me.display_name, zone)
        await _show(self._services, interaction)


async def _show(services: Services, interaction: Interaction) -> None:
    overview = await show_sources(services, guild_of(interaction), interaction.user.id)
    await interaction.edit_original_response(**sources_card(overview).edited())


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Sources(client.services)
    await client.add_cog(cog)
    add_presses(client, cog)

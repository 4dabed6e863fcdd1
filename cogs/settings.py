"""`/settings`: what holds for the whole server. For moderators."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import BadSchedule
from bot.model.facts import Tone
from bot.model.schedules import Every
from bot.services import Services
from bot.usecases.polls.hold_polls import poll_role as poll_role_of
from bot.usecases.polls.hold_polls import set_poll_role
from bot.usecases.sales.who_confirms import set_two_confirm, two_confirm
from bot.usecases.schedule_recap import Choice, choose_schedule, follow_clock, schedule_of, stop_schedule, suggest_days
from bot.usecases.server_clock import server_clock, set_server_clock
from bot.usecases.server_tone import server_tone, set_server_tone
from bot.usecases.spending import spending
from bot.usecases.suggest_time_zones import suggest_time_zones
from bot.usecases.tag_titles import allow_tagging
from bot.usecases.tagging import tagging
from cogs.render.settings import settings_card


class ServerSettings(commands.Cog):
    """A server's own choices."""

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services: Services = client.services

    @app_commands.command()
    @app_commands.describe(
        time_zone="Where the clocks of new members run, until they choose their own",
        recap="Whether the server's recap is posted by itself",
        recap_channel="Where; this channel if none was ever chosen",
        recap_day="A weekday, or a day of the month from 1 to 28",
        recap_hour="From 0 to 23, on the server's clock",
        tag_titles="Whether a language model may tag titles, of members who agree to it in /privacy",
        tone="How answers are worded; a roast is of the music, and only about members who agreed to be worded",
        poll_role="Who may make polls, beside members who may Manage Server; @everyone: nobody else",
        sale_moderators="How many moderators confirm what cannot be taken back in a sale: delivering, withdrawing",
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.checks.has_permissions(manage_guild=True)
    async def settings(
        self,
        interaction: Interaction,
        time_zone: str | None = None,
        recap: Literal["weekly", "monthly", "off"] | None = None,
        recap_channel: discord.TextChannel | None = None,
        recap_day: app_commands.Range[str, 1, 20] | None = None,
        recap_hour: app_commands.Range[int, 0, 23] | None = None,
        tag_titles: Literal["on", "off"] | None = None,
        tone: Literal["warm", "dry", "roast"] | None = None,
        poll_role: discord.Role | None = None,
        sale_moderators: Literal["one", "two"] | None = None,
    ) -> None:
        """See and change what holds for the whole server."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id = guild_of(interaction)
        changed = await self._schedule(interaction, recap, recap_channel, recap_day, recap_hour)
        if time_zone is not None:
            await set_server_clock(self.services, guild_id, time_zone)
            await follow_clock(self.services, guild_id)
        if tag_titles is not None:
            await allow_tagging(self.services, guild_id, tag_titles == "on")
        if tone is not None:
            await set_server_tone(self.services, guild_id, Tone(tone))
        if poll_role is not None:
            await set_poll_role(self.services, guild_id, None if poll_role.is_default() else poll_role.id)
        if sale_moderators is not None:
            await set_two_confirm(self.services, guild_id, sale_moderators == "two")
        if changed or time_zone is not None:
            self.client.dispatch("recaps_rescheduled")
        clock, schedule = await server_clock(self.services, guild_id), await schedule_of(self.services, guild_id)
        tags = await tagging(self.services, guild_id, interaction.user.id)
        worded = await server_tone(self.services, guild_id)
        chosen = (tag_titles, tone, poll_role, sale_moderators)
        done = changed or any(each is not None for each in chosen)
        two = await two_confirm(self.services, guild_id)
        spent = await spending(self.services, guild_id)
        holders = await poll_role_of(self.services, guild_id)
        new_clock = time_zone is not None
        card = settings_card(
            clock, schedule, tags, spent, worded, holders, two_moderators=two, new_clock=new_clock, changed=done
        )
        await interaction.edit_original_response(**card.edited())

    @settings.autocomplete("time_zone")
    async def _time_zones(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=name, value=name) for name in suggest_time_zones(typed)]

    @settings.autocomplete("recap_day")
    async def _days(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=day, value=day) for day in suggest_days(typed)]

    async def _schedule(
        self,
        interaction: Interaction,
        recap: str | None,
        channel: discord.TextChannel | None,
        day: str | None,
        hour: int | None,
    ) -> bool:
        """Take what a moderator chose for the recap; whether that was anything."""
        guild_id = guild_of(interaction)
        if recap == "off":
            await stop_schedule(self.services, guild_id)
            return True
        if recap is None and channel is None and day is None and hour is None:
            return False
        known = await schedule_of(self.services, guild_id)
        here = interaction.channel_id or 0
        _check_channel(interaction, channel.id if channel else known.channel_id if known else here)
        every = {"weekly": Every.WEEK, "monthly": Every.MONTH}.get(recap or "")
        await choose_schedule(self.services, guild_id, here, Choice(every, channel.id if channel else None, day, hour))
        return True


def _check_channel(interaction: Interaction, channel_id: int) -> None:
    """That a recap can be posted there.

    Raises:
        BadSchedule: it is no text channel of the server, or a permission is missing; says which.
    """
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild is None or not isinstance(channel, discord.TextChannel | discord.Thread):
        raise BadSchedule("There is no such text channel here any more. Choose one with `recap_channel:`.")
    allowed = channel.permissions_for(guild.me)
    needed = {
        "View Channel": allowed.view_channel,
        "Send Messages": allowed.send_messages_in_threads
        if isinstance(channel, discord.Thread)
        else allowed.send_messages,
        "Attach Files": allowed.attach_files,
    }
    missing = [name for name, given in needed.items() if not given]
    if missing:
        raise BadSchedule(f"I may not post in {channel.mention}: I need {', '.join(missing)} there.")


async def setup(client: TuttiClient) -> None:
    """Add the command."""
    await client.add_cog(ServerSettings(client))

"""What members do with music over time: streaks, returns, discoveries, milestones, obsessions, skips, sittings."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.model.answers import Asked
from bot.model.standings import Noun
from bot.services import Services
from bot.usecases.find_name import find_name
from bot.usecases.suggest_names import suggest_names
from bot.usecases.suggest_periods import suggest_member_periods
from cogs.replying import reply

Period = app_commands.Range[str, 1, 32]

_PERIOD = "For example 2024, February 2024, last 90 days; everything if left out"
_ONE = "One member's own instead of everybody's"


class Habits(commands.Cog):
    """Members side by side in what they do again and again."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(period=_PERIOD, artist="Only days with this artist", member=_ONE)
    async def streaks(
        self,
        interaction: Interaction,
        period: Period = "all time",
        artist: app_commands.Range[str, 1, 100] | None = None,
        member: discord.Member | None = None,
    ) -> None:
        """Whose run of days with music is longest? Fair to short exports; one member's comes as a calendar."""
        found = (
            await find_name(self.services, guild_of(interaction), interaction.user.id, Noun.ARTIST, artist)
            if artist
            else None
        )
        asked = Asked("streaks", period, _only(member), found.name_id if found else None)
        await reply(self.services, interaction, asked)

    @app_commands.command()
    @app_commands.describe(period="When they came back: 2024, last 90 days; everything if left out", member=_ONE)
    async def gaps(
        self, interaction: Interaction, period: Period = "all time", member: discord.Member | None = None
    ) -> None:
        """Which artists did you come back to after half a year or more, and with which song?"""
        await reply(self.services, interaction, Asked("gaps", period, _only(member)))

    @app_commands.command()
    @app_commands.describe(period=_PERIOD)
    async def discoveries(self, interaction: Interaction, period: Period = "all time") -> None:
        """Who lets most new music in, which discoveries stuck, and who brought them here?"""
        await reply(self.services, interaction, Asked("discoveries", period))

    @app_commands.command()
    @app_commands.describe(member="Whose milestones; those of all together if left out")
    async def milestones(self, interaction: Interaction, member: discord.Member | None = None) -> None:
        """The 10,000th play, the 1,000th artist, 1,000 hours: when, with which song, and when the next is due."""
        await reply(self.services, interaction, Asked("milestones", members=_only(member)))

    @app_commands.command()
    @app_commands.describe(period=_PERIOD)
    async def obsessions(self, interaction: Interaction, period: Period = "all time") -> None:
        """One song again and again: longest loops, most repeats in a day, songs that took a whole month."""
        await reply(self.services, interaction, Asked("obsessions", period))

    @app_commands.command()
    @app_commands.describe(period=_PERIOD, member=_ONE)
    async def skips(
        self, interaction: Interaction, period: Period = "all time", member: discord.Member | None = None
    ) -> None:
        """Who skips most? Or what one member skips, and yet keeps playing."""
        await reply(self.services, interaction, Asked("skips", period, _only(member)))

    @app_commands.command()
    @app_commands.describe(period=_PERIOD)
    async def sessions(self, interaction: Interaction, period: Period = "all time") -> None:
        """Whose longest sitting is longest, how long the usual one is, and when it begins."""
        await reply(self.services, interaction, Asked("sessions", period))

    @streaks.autocomplete("period")
    @gaps.autocomplete("period")
    @discoveries.autocomplete("period")
    @obsessions.autocomplete("period")
    @skips.autocomplete("period")
    @sessions.autocomplete("period")
    async def _periods(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        member_id = getattr(getattr(interaction.namespace, "member", None), "id", None)
        words = await suggest_member_periods(
            self.services, guild_of(interaction), interaction.user.id, member_id, typed
        )
        return [app_commands.Choice(name=each, value=each) for each in words]

    @streaks.autocomplete("artist")
    async def _artists(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        names = await suggest_names(self.services, guild_of(interaction), interaction.user.id, Noun.ARTIST, typed)
        return [app_commands.Choice(name=shown, value=value) for shown, value in names]


def _only(member: discord.Member | None) -> tuple[int, ...]:
    return (member.id,) if member else ()


async def setup(client: TuttiClient) -> None:
    """Add the commands; their buttons are everybody's."""
    await client.add_cog(Habits(client.services))

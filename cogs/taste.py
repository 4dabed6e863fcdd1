"""`/taste`, `/affinity`, `/matrix`, `/map` and `/blend`: how alike members' tastes are, and what they share."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.model.answers import Asked
from bot.services import Services
from bot.usecases.comparisons.blend import blend_option
from bot.usecases.suggest_periods import suggest_member_periods
from cogs.replying import reply

_Period = app_commands.Range[str, 1, 32]
_PERIOD = "For example 2024, February 2024, last 90 days; everything if left out"


class Taste(commands.Cog):
    """Tastes beside one another."""

    def __init__(self, services: Services) -> None:
        self.services = services

    @app_commands.command()
    @app_commands.describe(member="Whose taste", beside="Beside whose; yours if left out", period=_PERIOD)
    async def taste(
        self,
        interaction: Interaction,
        member: discord.Member,
        beside: discord.Member | None = None,
        period: _Period = "all time",
    ) -> None:
        """How alike are two tastes? What you share, where you part, and the tracks you have in common."""
        left = interaction.user if beside is None else member
        right = member if beside is None else beside
        await reply(self.services, interaction, Asked("taste", period, (left.id, right.id)))

    @app_commands.command()
    @app_commands.describe(member="Whose neighbours; yours if left out", period=_PERIOD)
    async def affinity(
        self, interaction: Interaction, member: discord.Member | None = None, period: _Period = "all time"
    ) -> None:
        """Who here listens most like you, and who least?"""
        about = member or interaction.user
        await reply(self.services, interaction, Asked("affinity", period, (about.id,)))

    @app_commands.command()
    @app_commands.describe(period=_PERIOD)
    async def matrix(self, interaction: Interaction, period: _Period = "all time") -> None:
        """How alike is everyone here? A heat map in which groups show, and a name for all of you."""
        await reply(self.services, interaction, Asked("matrix", period))

    @app_commands.command(name="map")
    @app_commands.describe(period=_PERIOD)
    async def taste_map(self, interaction: Interaction, period: _Period = "all time") -> None:
        """Everyone here on one map: who listens alike stands near."""
        await reply(self.services, interaction, Asked("map", period))

    @app_commands.command()
    @app_commands.describe(
        of="Artists, or tracks with a list to take to any service",
        period=_PERIOD,
        member="Blend only you and this member; everyone who agreed if left out",
        member2="… and this one",
        member3="… and this one",
        member4="… and this one",
        member5="… and this one",
        member6="… and this one",
        member7="… and this one",
        member8="… and this one",
        member9="… and this one",
    )
    async def blend(
        self,
        interaction: Interaction,
        of: Literal["artists", "tracks"] = "artists",
        period: _Period = "all time",
        member: discord.Member | None = None,
        member2: discord.Member | None = None,
        member3: discord.Member | None = None,
        member4: discord.Member | None = None,
        member5: discord.Member | None = None,
        member6: discord.Member | None = None,
        member7: discord.Member | None = None,
        member8: discord.Member | None = None,
        member9: discord.Member | None = None,
    ) -> None:
        """What do we all like? Ranked by whoever of you plays it least."""
        named = [member, member2, member3, member4, member5, member6, member7, member8, member9]
        ids = [each.id for each in named if each is not None]
        option = blend_option(of, [*ids, interaction.user.id] if ids else [])
        await reply(self.services, interaction, Asked("blend", period, option=option))

    @taste.autocomplete("period")
    @affinity.autocomplete("period")
    @matrix.autocomplete("period")
    @taste_map.autocomplete("period")
    @blend.autocomplete("period")
    async def _periods(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        words = await suggest_member_periods(self.services, guild_of(interaction), interaction.user.id, None, typed)
        return [app_commands.Choice(name=each, value=each) for each in words if len(each) <= 32]


async def setup(client: TuttiClient) -> None:
    """Add the commands."""
    await client.add_cog(Taste(client.services))

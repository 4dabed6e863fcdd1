"""`/whoknows`, `/whofirst`, `/crowns` and `/only`: members side by side on artists, tracks and albums."""

from __future__ import annotations

from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.model.answers import Asked
from bot.model.standings import Noun
from bot.services import Services
from bot.usecases.find_name import find_name
from bot.usecases.suggest_names import suggest_names
from cogs.replying import reply

_Name = app_commands.Range[str, 1, 100]
_ARTIST = "An artist that somebody here has played"
_TRACK = "A track that somebody here has played; equal titles are told apart in the list"
_ALBUM = "An album that somebody here has played; equal titles are told apart in the list"


class Names(commands.Cog):
    """Who plays a name most, who played it first, who holds which crown, and what one alone plays."""

    whoknows = app_commands.Group(name="whoknows", description="Who here spends the most time on something?")
    whofirst = app_commands.Group(name="whofirst", description="Who of us was there first?")

    def __init__(self, services: Services) -> None:
        self.services = services

    @whoknows.command(name="artist")
    @app_commands.describe(artist=_ARTIST)
    async def whoknows_artist(self, interaction: Interaction, artist: _Name) -> None:
        """Who here really spends the most time on an artist?"""
        await self._answer(interaction, "whoknows", Noun.ARTIST, artist)

    @whoknows.command(name="track")
    @app_commands.describe(track=_TRACK)
    async def whoknows_track(self, interaction: Interaction, track: _Name) -> None:
        """Who here really spends the most time on a track?"""
        await self._answer(interaction, "whoknows", Noun.TRACK, track)

    @whoknows.command(name="album")
    @app_commands.describe(album=_ALBUM)
    async def whoknows_album(self, interaction: Interaction, album: _Name) -> None:
        """Who here really spends the most time on an album?"""
        await self._answer(interaction, "whoknows", Noun.ALBUM, album)

    @whofirst.command(name="artist")
    @app_commands.describe(artist=_ARTIST)
    async def whofirst_artist(self, interaction: Interaction, artist: _Name) -> None:
        """Who played an artist first, as far as the exports reach?"""
        await self._answer(interaction, "whofirst", Noun.ARTIST, artist)

    @whofirst.command(name="track")
    @app_commands.describe(track=_TRACK)
    async def whofirst_track(self, interaction: Interaction, track: _Name) -> None:
        """Who played a track first, as far as the exports reach?"""
        await self._answer(interaction, "whofirst", Noun.TRACK, track)

    @whofirst.command(name="album")
    @app_commands.describe(album=_ALBUM)
    async def whofirst_album(self, interaction: Interaction, album: _Name) -> None:
        """Who played an album first, as far as the exports reach?"""
        await self._answer(interaction, "whofirst", Noun.ALBUM, album)

    @app_commands.command()
    @app_commands.describe(
        member="Whose crowns; the leaderboard if left out",
        by="Hours and plays favour the longest export; share of own listening does not",
    )
    async def crowns(
        self,
        interaction: Interaction,
        member: discord.Member | None = None,
        by: Literal["hours", "plays", "share"] = "hours",
    ) -> None:
        """Who holds the crowns: most time with an artist, with the runner-up and the closest ones."""
        members = () if member is None else (member.id,)
        await reply(self.services, interaction, Asked("crowns", members=members, option=by))

    @app_commands.command()
    @app_commands.describe(member="Whose artists; everyone side by side if left out")
    async def only(self, interaction: Interaction, member: discord.Member | None = None) -> None:
        """Which artists does only one of us play, and how much of their listening is it?"""
        members = () if member is None else (member.id,)
        await reply(self.services, interaction, Asked("only", members=members))

    @whoknows_artist.autocomplete("artist")
    @whofirst_artist.autocomplete("artist")
    async def _artists(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, Noun.ARTIST, typed)

    @whoknows_track.autocomplete("track")
    @whofirst_track.autocomplete("track")
    async def _tracks(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, Noun.TRACK, typed)

    @whoknows_album.autocomplete("album")
    @whofirst_album.autocomplete("album")
    async def _albums(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._choices(interaction, Noun.ALBUM, typed)

    async def _choices(self, interaction: Interaction, noun: Noun, typed: str) -> list[app_commands.Choice[str]]:
        names = await suggest_names(self.services, guild_of(interaction), interaction.user.id, noun, typed)
        return [app_commands.Choice(name=shown, value=value) for shown, value in names]

    async def _answer(self, interaction: Interaction, what: str, noun: Noun, typed: str) -> None:
        async def found() -> Asked:
            name = await find_name(self.services, guild_of(interaction), interaction.user.id, noun, typed)
            return Asked(what, name_id=name.name_id, option=noun)

        await reply(self.services, interaction, found())


async def setup(client: TuttiClient) -> None:
    """Add the commands."""
    await client.add_cog(Names(client.services))

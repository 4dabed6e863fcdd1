"""`/guess`: a round in the channel. Whose top track is this? Who said this in numbers? Whose day is this?

A round is stored when it opens and its points when it ends, so that a restart costs neither; what stands here is its
card, and the watch over its end.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import Literal, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.model.guesses import Riddle
from bot.usecases.guess_rounds import (
    LONGEST_S,
    SHORTEST_S,
    USUAL_S,
    EndedRound,
    forget_round,
    guess,
    guess_scores,
    next_end,
    open_round,
    place_card,
    resolve_due,
)
from cogs.presses import add_presses, pressed
from cogs.render.guess import ended_card, guessed_card, round_card, scores_card, started_card

log = logging.getLogger(__name__)

_RIDDLES = {"a track": Riddle.TRACK, "numbers": Riddle.NUMBERS, "a clock": Riddle.CLOCK}


class GuessingGame(commands.Cog):
    """Rounds, and their ends."""

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services = client.services
        self._opened = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    @app_commands.command()
    @app_commands.describe(what="What to guess by, or the scores so far", seconds="How long everybody may guess")
    async def guess(
        self,
        interaction: Interaction,
        what: Literal["surprise me", "a track", "numbers", "a clock", "the scores"] = "surprise me",
        seconds: app_commands.Range[int, SHORTEST_S, LONGEST_S] = USUAL_S,
    ) -> None:
        """A round in this channel: whose music is it?"""
        if what == "the scores":
            await self._show_scores(interaction)
        else:
            await self._start(interaction, _RIDDLES.get(what), seconds)

    @pressed("guess_again")
    async def again(self, interaction: Interaction, riddle: str) -> None:
        """Start another round of this kind."""
        await self._start(interaction, Riddle(riddle), USUAL_S)

    @pressed("guess_scores")
    async def scores(self, interaction: Interaction) -> None:
        """Show the scores to the presser."""
        await self._show_scores(interaction)

    @pressed("guess")
    async def take(self, interaction: Interaction, round_id: str, seat: str) -> None:
        """Take the presser's guess."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        me = interaction.user
        found = await guess(self.services, guild_of(interaction), int(round_id), me.id, me.display_name, int(seat))
        name = next(each.display_name for each in found.candidates if each.seat == int(seat))
        when = discord.utils.format_dt(found.closes_at, "R")
        await interaction.edit_original_response(**guessed_card(name, when).edited())

    async def cog_load(self) -> None:
        """Start the watch over rounds' ends."""
        self._watching = asyncio.create_task(self._watch(), name="end guessing rounds")

    async def cog_unload(self) -> None:
        """Stop it."""
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)

    async def _start(self, interaction: Interaction, riddle: Riddle | None, seconds: int) -> None:
        # Private at first: a refusal is for the one who asked, and only the riddle is for everybody.
        await interaction.response.defer(ephemeral=True, thinking=True)
        channel_id = cast("int", interaction.channel_id)
        shown = await open_round(self.services, guild_of(interaction), channel_id, riddle, seconds)
        await interaction.edit_original_response(**started_card().edited())
        message = await interaction.followup.send(**round_card(shown).fresh(), wait=True)
        await place_card(self.services, shown.round, message.id)
        self._opened.set()

    async def _show_scores(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        scores = await guess_scores(self.services, guild_of(interaction))
        await interaction.edit_original_response(**scores_card(scores).edited())

    async def _watch(self) -> None:
        await self.client.wait_until_ready()
        while True:
            self._opened.clear()
            for ended in await resolve_due(self.services):
                await self._reveal(ended)
            await self.services.woken_or_at(self._opened, await next_end(self.services))

    async def _reveal(self, ended: EndedRound) -> None:
        """Put the answer in the place of the riddle. A card that is gone, or closed to us, has nobody to tell."""
        each = ended.open.round
        if each.message_id is not None:
            channel = self.client.get_partial_messageable(each.channel_id, guild_id=each.guild_id)
            try:
                with contextlib.suppress(discord.NotFound):
                    await channel.get_partial_message(each.message_id).edit(**ended_card(ended).edited())
            except discord.HTTPException as error:
                log.warning("a round's answer could not be shown: %s", error)
        await forget_round(self.services, each)


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = GuessingGame(client)
    await client.add_cog(cog)
    add_presses(client, cog)

"""`/recap`: listening over any period: a member's, two members' side by side, or the whole server's.

A server's recap can post itself (see `/settings`). A post that a restart interrupted is looked for in its channel
before it is sent again, by the buttons that only this recap's card has.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import NotPostable, TuttiError, UnknownComparison, UserError
from bot.model.answers import Asked
from bot.model.schedules import Outcome
from bot.services import Services
from bot.usecases.answering import Answer, answer
from bot.usecases.comparisons.recap import page_of, recap_asked
from bot.usecases.recap_picture import recap_picture
from bot.usecases.server_recap import DuePost, next_look, posts_to_make, recap_of_due, settle
from bot.usecases.suggest_periods import suggest_member_periods
from cogs.presses import add_presses, pressed
from cogs.render.recap import picture_card, recap_card
from cogs.replying import link_of

log = logging.getLogger(__name__)

_LOOKED_THROUGH = 100
"""The latest messages of a channel in which an interrupted post is looked for."""


class WhoseRecap(UserError):
    """Members and the server were asked about at once."""

    def __init__(self) -> None:
        super().__init__("A recap is of one member, of two, or of the server. Leave out `server:` or the members.")


class Recap(commands.Cog):
    """Listening, looked back on."""

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services: Services = client.services
        self._rescheduled = asyncio.Event()
        self._posting: asyncio.Task[None] | None = None

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
        link = await link_of(self.services, interaction, found.asked)
        await interaction.edit_original_response(**recap_card(found, page_of(found.asked), link=link).edited())

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
        link = await link_of(self.services, interaction, found.asked)
        await interaction.edit_original_response(**recap_card(found, page_of(found.asked), link=link).edited())

    @pressed("post_recap")
    async def post(self, interaction: Interaction, *code: str) -> None:
        """Show the recap to the channel: the presser's own act."""
        await interaction.response.defer(thinking=True)
        found = await self._ask(interaction, _asked(code))
        if not found.postable:
            raise NotPostable
        link = await link_of(self.services, interaction, found.asked, public=True)
        card = recap_card(found, page_of(found.asked), public=True, link=link)
        await interaction.edit_original_response(**card.edited())

    @pressed("recap_picture")
    async def picture(self, interaction: Interaction, *code: str) -> None:
        """Hand the picture to the presser, who may show it elsewhere."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        name = interaction.guild.name if interaction.guild else ""
        drawn = await recap_picture(self.services, guild_of(interaction), interaction.user.id, _asked(code), name)
        await interaction.edit_original_response(**picture_card(drawn).edited())

    @commands.Cog.listener()
    async def on_recaps_rescheduled(self) -> None:
        """A moderator changed when a recap is posted."""
        self._rescheduled.set()

    async def cog_load(self) -> None:
        """Start what posts servers' recaps."""
        self._posting = asyncio.create_task(self._post_in_time(), name="post recaps in time")

    async def cog_unload(self) -> None:
        """Stop it. A post that this interrupts is finished after the next start."""
        if self._posting is not None:
            self._posting.cancel()
            await asyncio.gather(self._posting, return_exceptions=True)

    async def _post_in_time(self) -> None:
        await self.client.wait_until_ready()
        while True:
            self._rescheduled.clear()
            for post in await posts_to_make(self.services):
                await self._make(post)
            await self.services.woken_or_at(self._rescheduled, await next_look(self.services))

    async def _make(self, post: DuePost) -> None:
        """Send a post that is due, and settle it. What cannot be known or done now is tried again later."""
        channel = self.client.get_partial_messageable(post.channel_id, guild_id=post.guild_id)
        try:
            outcome = await self._sent_before(channel, post) if post.interrupted else None
            await settle(self.services, post, outcome or await self._send(channel, post))
        except discord.NotFound:
            await settle(self.services, post, Outcome.NO_CHANNEL)
        except discord.Forbidden:
            await settle(self.services, post, Outcome.FORBIDDEN)
        except (discord.HTTPException, TuttiError) as error:
            log.warning("a server's recap could not be posted now: %s", error)

    async def _send(self, channel: discord.PartialMessageable, post: DuePost) -> Outcome:
        found = await recap_of_due(self.services, post)
        if found is None:
            return Outcome.TOO_FEW
        await channel.send(**recap_card(found, page_of(found.asked), public=True).fresh())
        return Outcome.POSTED

    async def _sent_before(self, channel: discord.PartialMessageable, post: DuePost) -> Outcome | None:
        """What came of an interrupted post; None where it was never sent."""
        try:
            async for message in channel.history(limit=_LOOKED_THROUGH):
                own = message.author == self.client.user
                if own and any(_asks(custom_id, post.asked) for custom_id in _custom_ids(message.components)):
                    return Outcome.POSTED
        except discord.Forbidden:
            return Outcome.UNKNOWN
        return None

    async def _ask(self, interaction: Interaction, asked: Asked) -> Answer:
        return await answer(self.services, guild_of(interaction), interaction.user.id, asked)


def _asked(code: tuple[str, ...]) -> Asked:
    try:
        return Asked.from_code(code)
    except ValueError as error:
        raise UnknownComparison from error


def _custom_ids(components: Iterable[Any]) -> Iterator[str]:
    """Of all buttons in a message, however deep they stand."""
    for component in components:
        custom_id = getattr(component, "custom_id", None)
        if custom_id:
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))


def _asks(custom_id: str, asked: Asked) -> bool:
    action, *code = custom_id.split(":")
    return action == "recap_picture" and tuple(code) == asked.code()


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Recap(client)
    await client.add_cog(cog)
    add_presses(client, cog)

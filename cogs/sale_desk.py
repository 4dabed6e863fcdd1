"""What keeps sales: draws a vote that closed, builds the package when its time comes, and anew when somebody leaves.

What a restart interrupted is taken up again, since each round asks storage what is due, and the first one looks at
every server's packages and books. A package that cannot be built is tried again after a while, and its channel is told
once, until the reason is another.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta

import discord
from discord.ext import commands

from bot.client import TuttiClient
from bot.errors import SaleStands, TuttiError, UserError
from bot.model.sales import Offer
from bot.services import Services
from bot.usecases.sales.build_package import build_package
from bot.usecases.sales.keep_books import take_up_books
from bot.usecases.sales.leave_sale import stale_packages
from bot.usecases.sales.offer_on_show import offer_on_show
from bot.usecases.sales.settle_offers import next_settling, ripe_offers, settle_votes
from cogs.render.cards import Card
from cogs.render.offers import built_card, not_built_card

log = logging.getLogger(__name__)

_TRY_AGAIN = timedelta(hours=6)


class SaleDesk(commands.Cog):
    """Keeps every sale of every server going."""

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services: Services = client.services
        self._woken = asyncio.Event()
        self._left: set[int] = set()
        self._keeping: asyncio.Task[None] | None = None
        self._not_before: dict[tuple[int, int], datetime] = {}
        self._told: dict[tuple[int, int], str] = {}  # why a package could not be built

    @commands.Cog.listener()
    async def on_poll_closed(self, guild_id: int, poll_id: int) -> None:  # noqa: ARG002 - all are looked at
        """A vote closed; it may be one on an offer."""
        self._woken.set()

    @commands.Cog.listener()
    async def on_pool_left(self, guild_id: int) -> None:
        """Somebody left the pool or a sale: what is built may hold them."""
        self._left.add(guild_id)
        self._woken.set()

    async def cog_load(self) -> None:
        """Start to keep them."""
        self._keeping = asyncio.create_task(self._keep(), name="keep sales going")
        self._keeping.add_done_callback(_tell_end)

    async def cog_unload(self) -> None:
        """Stop; a package that is being built is built at the next start."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)

    async def _keep(self) -> None:
        await self.client.wait_until_ready()
        for guild in self.client.guilds:
            self._left.add(guild.id)
            await take_up_books(self.services, guild.id)
        while True:
            self._woken.clear()
            due_next = await self._round(self.services.clock.now())
            await self.services.woken_or_at(self._woken, due_next)

    async def _round(self, now: datetime) -> datetime:
        """Do what is due, and return when something is due next."""
        for key in [key for key, moment in self._not_before.items() if moment <= now]:
            del self._not_before[key]
            self._left.add(key[0])  # what was built before and could not be built anew is due again, too
        await settle_votes(self.services)  # the vote's own card tells the channel what follows
        for offer in await ripe_offers(self.services):
            await self._build(offer)
        while self._left:
            for offer in await stale_packages(self.services, self._left.pop()):
                await self._build(offer)
        return min([await next_settling(self.services, now), *self._not_before.values()])

    async def _build(self, offer: Offer) -> None:
        """Build a package; one that cannot be built holds up no other, and its channel is told why, once."""
        key = (offer.guild_id, offer.offer_id)
        if key in self._not_before:
            return
        try:
            record = await build_package(self.services, *key, None)
        except SaleStands:
            return  # a moderator built, delivered or withdrew it at this moment
        except (TuttiError, ValueError, LookupError, OSError, TimeoutError) as error:
            log.warning("offer %d: no package could be built", offer.offer_id, exc_info=error)
            self._not_before[key] = self.services.clock.now() + _TRY_AGAIN
            why = str(error) if isinstance(error, UserError) else "Something went wrong on our side."
            if self._told.get(key) != why:
                self._told[key] = why
                await self._say(offer, not_built_card(offer, why))
            return
        self._told.pop(key, None)
        await self._say(offer, built_card(offer, record))

    async def _say(self, offer: Offer, card: Card) -> None:
        """Tell the channel in which the vote was held, as far as it is there."""
        shown = await offer_on_show(self.services, offer.guild_id, offer.offer_id)
        if shown.poll is None or shown.poll.channel_id is None:
            return
        channel = self.client.get_partial_messageable(shown.poll.channel_id, guild_id=offer.guild_id)
        try:
            await channel.send(**card.fresh())
        except (discord.DiscordException, OSError, TimeoutError) as error:
            # `/sale status` tells the same.
            log.warning("offer %d: its channel could not be told: %s", offer.offer_id, error)


def _tell_end(task: asyncio.Task[None]) -> None:
    """Nobody waits for this task: what ended it stands in the log, and the next start takes everything up again."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.critical("sales are not kept any more; restart the bot", exc_info=error)


async def setup(client: TuttiClient) -> None:
    """Start to keep sales."""
    await client.add_cog(SaleDesk(client))

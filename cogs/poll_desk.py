"""What keeps polls: opens them, posts and edits their cards, closes them in time, announces results, reminds.

Casting and closing are transactions in storage; here are the cards. What a restart interrupted is taken up again: a
poll that was to open opens, one whose card was never posted gets it, an overdue one closes, a result that was not
announced is. Other cogs say what happened by events: `poll_opened`, `ballot_cast`; this one says `poll_closed`.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, cast

import discord
from discord.ext import commands

from bot.client import TuttiClient
from bot.errors import TuttiError
from bot.model.polls import Poll, PollState
from bot.services import Services
from bot.usecases.close_polls import (
    announced,
    close_decided,
    close_overdue,
    next_moment,
    outcome_of,
    unannounced,
)
from bot.usecases.polls.draft_poll import needs_members
from bot.usecases.polls.open_poll import open_poll, place_card, polls_to_open, polls_without_card
from bot.usecases.polls.remind_undecided import DueReminder, due_reminders, still_undecided
from bot.usecases.polls.show_poll import show_poll
from cogs.card_edits import CardEdits, stopped
from cogs.listed_members import listed_members
from cogs.render.poll_results import closed_card, result_card
from cogs.render.polls import called_off_card, poll_card, reminder_card

log = logging.getLogger(__name__)

_TRY_AGAIN = timedelta(minutes=15)
_LOOKED_THROUGH = 100
"""The latest messages of a channel in which an interrupted post is looked for."""
_REMINDER_EVERY = timedelta(seconds=1)
"""Direct messages are opened at most ten in ten seconds."""


class PollDesk(commands.Cog):
    """Keeps every poll of every server in time, and its card in its channel."""

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services: Services = client.services
        self._woken = asyncio.Event()
        self._edits = CardEdits(self.services.clock, self._edit)
        self._keeping: asyncio.Task[None] | None = None
        self._busy = asyncio.Lock()
        self._starting = True
        self._reminding: set[asyncio.Task[None]] = set()
        self._not_before: dict[tuple[str, int, int], datetime] = {}  # what Discord refused is left alone for a while

    @commands.Cog.listener()
    async def on_poll_opened(self, guild_id: int, poll_id: int) -> None:
        """A poll was made, to be open now or later: it gets its card, and its deadline is kept."""
        self._woken.set()
        # A round that ran meanwhile may have posted the card while the poll was still to open: nobody could vote on it.
        shown = await show_poll(self.services, guild_id, poll_id)
        if shown.open and shown.poll.message_id is not None:
            await self._or_later("edit", shown.poll, self._edit(guild_id, poll_id))

    @commands.Cog.listener()
    async def on_ballot_cast(self, poll: Poll) -> None:
        """Somebody voted: the card shows it with the next edit."""
        if poll.channel_id is not None:
            self._edits.touch(poll.channel_id, poll.guild_id, poll.poll_id)

    @commands.Cog.listener()
    async def on_poll_called_off(self, poll: Poll) -> None:
        """A moderator dropped it before it opened."""
        await self._or_later("call off", poll, self._say_called_off(poll))

    async def cog_load(self) -> None:
        """Start to keep them."""
        self._keeping = asyncio.create_task(self._keep(), name="keep polls in time")
        self._keeping.add_done_callback(_tell_end)

    async def cog_unload(self) -> None:
        """Stop, after what is under way: what is stored is complete, and the rest follows after the next start."""
        for task in self._reminding:
            task.cancel()
        await asyncio.gather(*self._reminding, return_exceptions=True)
        if self._keeping is not None:
            await stopped(self._keeping, self._busy)
        await self._edits.close()

    async def _keep(self) -> None:
        await self.client.wait_until_ready()
        while True:
            self._woken.clear()
            async with self._busy:
                due_next = await self._round(self.services.clock.now())
            await self.services.woken_or_at(self._woken, due_next)

    async def _round(self, began: datetime) -> datetime:
        """Do what is due, and return when something is due next."""
        for poll in await polls_to_open(self.services):
            await self._or_later("open", poll, self._open(poll))
        for poll in await close_overdue(self.services):
            self.client.dispatch("poll_closed", poll.guild_id, poll.poll_id)
        for poll in await polls_without_card(self.services):
            await self._or_later("post", poll, self._post(poll))
        for poll in await unannounced(self.services):
            await self._or_later("announce", poll, self._announce(poll))
        for due in await due_reminders(self.services):
            self._start_reminding(due)
        self._starting = False
        return await self._next_round(began)

    async def _next_round(self, began: datetime) -> datetime:
        self._not_before = {key: moment for key, moment in self._not_before.items() if moment > began}
        return min([await next_moment(self.services, began), *self._not_before.values()])

    async def _or_later(self, step: str, poll: Poll, doing: Awaitable[Any]) -> None:
        """Do it; what cannot be done now (a channel that is gone or closed to us) holds up no other server."""
        key = (step, poll.guild_id, poll.poll_id)
        if key in self._not_before:
            cast("Any", doing).close()
            return
        try:
            await doing
        except (discord.DiscordException, TuttiError, OSError, TimeoutError) as error:
            log.warning("poll %d: could not %s it now: %s", poll.poll_id, step, error)
            self._not_before[key] = self.services.clock.now() + _TRY_AGAIN

    # -- cards ------------------------------------------------------------------------------------------------------

    async def _open(self, poll: Poll) -> None:
        """Open a poll whose time has come; who may vote is looked up now."""
        electorate = poll.terms.electorate
        listed = await listed_members(self.client, poll.guild_id) if needs_members(electorate) else None
        opening = await open_poll(self.services, poll, listed)
        if opening.called_off:
            await self._say_called_off(poll)
        elif opening.poll is not None and opening.poll.message_id is not None:
            await self._edit(opening.poll.guild_id, opening.poll.poll_id)

    async def _say_called_off(self, poll: Poll) -> None:
        """Put the end of a poll that never opened on its card."""
        if poll.message_id is not None:
            with contextlib.suppress(discord.NotFound):
                card = called_off_card(poll)
                await self._channel(poll).get_partial_message(poll.message_id).edit(**card.edited())

    def _channel(self, poll: Poll) -> discord.PartialMessageable:
        return self.client.get_partial_messageable(cast("int", poll.channel_id), guild_id=poll.guild_id)

    async def _post(self, poll: Poll) -> None:
        """Post a poll's card, and remember where it is."""
        if poll.channel_id is None:
            return
        found = await self._posted_before(poll, f"how_vote:{poll.poll_id}")
        if found is None:
            shown = await show_poll(self.services, poll.guild_id, poll.poll_id)
            found = await self._channel(poll).send(**poll_card(shown).fresh())
            poll = shown.poll
        await place_card(self.services, poll, cast("int", poll.channel_id), found.id)
        if poll.state is PollState.SCHEDULED and (await show_poll(self.services, poll.guild_id, poll.poll_id)).open:
            await self._edit(poll.guild_id, poll.poll_id)  # it opened between

    async def _posted_before(self, poll: Poll, custom_id: str) -> discord.Message | None:
        """What an earlier run of the bot posted and had no time to note: its message with this button.

        Looked for in the first round after a start alone; afterwards everything that was posted is noted.
        """
        if not self._starting:
            return None
        with contextlib.suppress(discord.Forbidden):
            async for message in self._channel(poll).history(limit=_LOOKED_THROUGH):
                if message.author == self.client.user and custom_id in set(_custom_ids(message.components)):
                    return message
        return None

    async def _edit(self, guild_id: int, poll_id: int) -> None:
        """Bring an open poll's card up to date; close it first where it is decided and may close early."""
        if await close_decided(self.services, guild_id, poll_id):
            self.client.dispatch("poll_closed", guild_id, poll_id)
            self._woken.set()
            return
        shown = await show_poll(self.services, guild_id, poll_id)
        if shown.poll.message_id is None or shown.poll.state is PollState.CLOSED:
            return
        message = self._channel(shown.poll).get_partial_message(shown.poll.message_id)
        with contextlib.suppress(discord.NotFound):  # it was deleted; `/poll show` posts it again
            await message.edit(**poll_card(shown).edited())

    async def _announce(self, poll: Poll) -> None:
        """Post the result, and take what one votes with off the card. Nothing is deleted."""
        if poll.channel_id is None:
            await announced(self.services, poll)
            return
        self._edits.forget(poll.channel_id, poll.guild_id, poll.poll_id)
        outcome = await outcome_of(self.services, poll.guild_id, poll.poll_id)
        channel = self._channel(poll)
        message = await self._posted_before(poll, f"poll_check:{poll.poll_id}")
        if message is None:
            message = await channel.send(**result_card(outcome).fresh())
        await announced(self.services, poll)
        if poll.message_id is not None:
            with contextlib.suppress(discord.NotFound):  # the card was deleted; the result stands by itself
                await channel.get_partial_message(poll.message_id).edit(
                    **closed_card(outcome, message.jump_url).edited()
                )

    # -- reminders --------------------------------------------------------------------------------------------------

    def _start_reminding(self, due: DueReminder) -> None:
        task = asyncio.create_task(self._remind(due), name=f"remind of poll {due.poll.poll_id}")
        self._reminding.add(task)
        task.add_done_callback(self._reminding.discard)

    async def _remind(self, due: DueReminder) -> None:
        guild = self.client.get_guild(due.poll.guild_id)
        card = reminder_card(due.poll, guild.name if guild else "Your server")
        for member_id in due.member_ids:
            if not await still_undecided(self.services, due.poll, member_id):
                continue
            try:
                direct = await self.client.create_dm(discord.Object(member_id))
                await direct.send(**card.fresh())
            except discord.HTTPException as error:
                # Closed direct messages (50007) and members who left are no error: the card in the channel stands.
                log.debug("a member could not be reminded: %s", error)
            await self.services.clock.sleep_until(self.services.clock.now() + _REMINDER_EVERY)


def _custom_ids(components: Iterable[Any]) -> Iterator[str]:
    """Of all buttons in a message, however deep they stand."""
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(component, "children", ()))


def _tell_end(task: asyncio.Task[None]) -> None:
    """Nobody waits for this task: what ended it stands in the log, and the next start takes everything up again."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.critical("polls are not kept any more; restart the bot", exc_info=error)


async def setup(client: TuttiClient) -> None:
    """Start to keep polls."""
    await client.add_cog(PollDesk(client))

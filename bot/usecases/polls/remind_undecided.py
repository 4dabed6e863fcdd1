"""Members who have not voted are reminded once, and can say that they want no reminders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.polls import Poll
from bot.services import Services

_AT_MOST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class DueReminder:
    """A poll, and whom to remind of it: by id, without those who voted, let another vote or declined."""

    poll: Poll
    member_ids: tuple[int, ...]


def remind_at(poll: Poll) -> datetime:
    """When the undecided are reminded: a quarter of the time before the deadline, and at most 24 hours before it."""
    return poll.terms.closes_at - min(_AT_MOST, (poll.terms.closes_at - poll.opened_at) / 4)


async def due_reminders(services: Services) -> list[DueReminder]:
    """Reminders to send now, each handed out once, in all servers.

    What is handed out counts as sent: a stop in between reminds some members never, and none twice.
    """
    polls, now = services.store.polls, services.clock.now()
    return [
        DueReminder(poll, await polls.undecided(poll.guild_id, poll.poll_id))
        for poll in await polls.unreminded()
        if remind_at(poll) <= now < poll.terms.closes_at and await polls.set_reminded(poll.guild_id, poll.poll_id, now)
    ]


async def still_undecided(services: Services, poll: Poll, member_id: int) -> bool:
    """Whether the member has not voted or declined since the list was made, and the poll is open."""
    polls = services.store.polls
    now = await polls.poll(poll.guild_id, poll.poll_id)
    if now is None or now.closed_at is not None or now.terms.closes_at <= services.clock.now():
        return False
    if not await polls.wants_reminders(poll.guild_id, member_id):
        return False
    return await polls.ballot(poll.guild_id, poll.poll_id, member_id) is None


async def want_reminders(services: Services, guild_id: int, member_id: int, *, wanted: bool) -> None:
    """A member's choice for all polls of a server."""
    await services.store.polls.set_reminders(guild_id, member_id, wanted, services.clock.now())

"""A server's recap posts itself: what is due, what it shows, and what came of it.

Each due moment is posted at most once. It is begun on the disk, then sent, then settled; where the bot stopped in
between, the channel itself is asked whether the message is there, before it is sent again (see `cogs/recap.py`).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import NobodyListened, TooFewListeners
from bot.model.answers import Asked
from bot.model.schedules import Outcome, RecapSchedule
from bot.services import Services
from bot.usecases.answering import Answer, answer
from bot.usecases.comparisons.recap import recap_asked
from bot.usecases.schedule_recap import next_due, period_words

log = logging.getLogger(__name__)

_NOTHING_DUE = timedelta(hours=1)
_TRY_AGAIN = timedelta(minutes=5)
_NOBODY = 0
"""Nobody asks: the recap is of those who agreed to be compared, and of nobody else."""


@dataclass(frozen=True, slots=True)
class DuePost:
    """A post that is this process's to make.

    Attributes:
        posting: the due moment.
        interrupted: whether it was begun before, and may have been sent.
    """

    guild_id: int
    channel_id: int
    posting: datetime
    asked: Asked
    interrupted: bool


async def posts_to_make(services: Services) -> list[DuePost]:
    """Posts that were interrupted, and those that are due now, which are begun by this.

    Of several due moments that passed while the bot was away, the last one is posted: the others are old news.
    """
    schedules, now = services.store.schedules, services.clock.now()
    posts = [await _post(services, each, each.posting, interrupted=True) for each in await schedules.begun()]
    for schedule in await schedules.due(now):
        zone = await services.store.members.guild_time_zone(schedule.guild_id)
        posting = schedule.due_at
        while (following := next_due(schedule.times, zone, posting)) <= now:
            log.info("a recap that was due while I was away is left out: %s", posting)
            posting = following
        if await schedules.begin(schedule.guild_id, schedule.due_at, posting, following, now):
            posts.append(await _post(services, schedule, posting, interrupted=False))
    return [post for post in posts if post is not None]


async def recap_of_due(services: Services, post: DuePost) -> Answer | None:
    """What is posted; None where fewer than two members who agreed to be compared have listening in the period."""
    try:
        return await answer(services, post.guild_id, _NOBODY, post.asked)
    except (TooFewListeners, NobodyListened):
        return None


async def settle(services: Services, post: DuePost, outcome: Outcome) -> None:
    """Remember what came of a post."""
    if outcome is not Outcome.POSTED:
        log.warning("the recap of %s was not posted in server %d: %s", post.asked.period, post.guild_id, outcome.value)
    await services.store.schedules.settle(post.guild_id, post.posting, outcome, services.clock.now())


async def next_look(services: Services) -> datetime:
    """When to look again for what is due."""
    schedules, now = services.store.schedules, services.clock.now()
    if await schedules.begun():
        return now + _TRY_AGAIN
    return min(await schedules.next_due() or now + _NOTHING_DUE, now + _NOTHING_DUE)


async def _post(
    services: Services, schedule: RecapSchedule, posting: datetime | None, *, interrupted: bool
) -> DuePost | None:
    if posting is None:
        return None
    zone = await services.store.members.guild_time_zone(schedule.guild_id)
    asked = recap_asked((), period_words(schedule.times, zone, posting))
    return DuePost(schedule.guild_id, schedule.channel_id, posting, asked, interrupted)

"""Histories that were stored by an earlier version get the daybook of this one, in the background."""

from __future__ import annotations

import logging

from bot.analysis.daybook import daybook
from bot.analysis.frames import history_from_table
from bot.errors import WorkerLost
from bot.model.stored import MemberNames
from bot.services import Services
from bot.usecases.history_building import tracks_that_say
from bot.usecases.standings import name_rows
from storage.blobs import decode

log = logging.getLogger(__name__)


async def renew_daybooks(services: Services) -> int:
    """Make every daybook that is missing or of another version, one after the other; how many were made.

    A member whose history changes meanwhile is left alone: whatever changed it has made the daybook too. A history
    that a worker cannot bear leaves the member without one until the next start.
    """
    listening, made = services.store.listening, 0
    for guild_id, member_id in await listening.without_daybook():
        history = await listening.history_of(guild_id, member_id)
        known = await services.store.members.member(guild_id, member_id)
        if history is None or known is None:
            continue  # erased since
        names = await services.store.catalogue.names(guild_id, member_id)
        try:
            parts = await services.cpu(made_anew, history.blob, names, known.time_zone)
        except (WorkerLost, MemoryError) as error:
            log.warning("a daybook of %d listens could not be made: %s", history.listens, error)
            continue
        made += await listening.renew_daybook(guild_id, member_id, history.blob, parts)
    if made:
        log.info("made %d daybooks of an earlier version anew", made)
    return made


def made_anew(blob: bytes, names: MemberNames, time_zone: str) -> dict[str, bytes]:
    """The daybook of a stored history. In a worker."""
    history = history_from_table(decode(blob), *name_rows(names), time_zone)
    says = tracks_that_say(history)
    return daybook(history, says["breakup"], says["sad"])

"""A poll is made: previewed to whoever makes it, then opened at once or written down to open at its time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import BadPoll
from bot.model.polls import Poll, PollState, PollTerms, RollEntry, Turnout
from bot.services import Services
from bot.usecases.polls.draft_poll import PollDraft, needs_members, read_draft
from bot.usecases.polls.fix_roll import ListedMember, roll_for
from bot.usecases.polls.show_poll import ShownPoll


async def terms_of(services: Services, guild_id: int, member_id: int, draft: PollDraft) -> PollTerms:
    """The draft's terms as of this moment, on its creator's clock.

    Raises:
        BadPoll: see `read_draft`.
    """
    member = await services.store.members.member(guild_id, member_id)
    zone = member.time_zone if member else await services.store.members.guild_time_zone(guild_id)
    allowed = services.settings.server_members_intent
    return read_draft(draft, services.clock.now(), zone, lists_members=allowed)


async def preview_poll(
    services: Services, guild_id: int, terms: PollTerms, listed: Sequence[ListedMember] | None
) -> ShownPoll:
    """The poll as its voters would see it if it opened now. Nothing is stored.

    Raises:
        BadPoll: nobody would be asked.
    """
    entries = await _voters(services, guild_id, terms, listed)
    votes = sum(entry.votes for entry in entries)
    poll = Poll(guild_id, 0, None, terms, len(entries), services.clock.now(), PollState.OPEN, votes=votes)
    if terms.opens_at is not None:
        poll = replace(poll, state=PollState.SCHEDULED)
    return ShownPoll(poll, Turnout(0, len(entries)))


async def create_poll(
    services: Services,
    guild_id: int,
    channel_id: int,
    creator_id: int,
    terms: PollTerms,
    listed: Sequence[ListedMember] | None,
) -> Poll:
    """Write the poll down; one that opens at once is open with its roll when this returns.

    Args:
        listed: the server's members, where the electorate needs them now (`lists_now`).

    Raises:
        BadPoll: nobody would be asked; nothing is stored.
    """
    now, polls = services.clock.now(), services.store.polls
    if terms.opens_at is not None and terms.opens_at > now:
        return await polls.create(guild_id, terms, creator_id, channel_id, now)
    entries = await _voters(services, guild_id, terms, listed)
    made = await polls.create(guild_id, terms, creator_id, channel_id, now)
    # Should this process end here, the poll is opened at the next start, like any that is due.
    return await polls.open(guild_id, made.poll_id, entries, now) or made


def lists_now(terms: PollTerms) -> bool:
    """Whether the server's list of members is needed to preview or open this poll."""
    return needs_members(terms.electorate)


async def _voters(
    services: Services, guild_id: int, terms: PollTerms, listed: Sequence[ListedMember] | None
) -> list[RollEntry]:
    entries = await roll_for(services, guild_id, terms.electorate, services.clock.now(), listed)
    if not entries:
        raise BadPoll("Who votes", "nobody here is asked: no member fits that.")
    return entries

"""Voters and closers at once, also from two stores on one file, as two processes would be."""

import asyncio
from datetime import timedelta

from bot.errors import PollClosed
from bot.model.polls import Choice, Turnout
from storage import Store, open_store
from tests.storage.builders import GUILD, NOON
from tests.storage.votes import DEADLINE, cast, conclude, link, open_poll, root

VOTERS = range(100, 140)


async def test_six_closers_race_four_voters_and_exactly_one_closes(store: Store, url: str):
    other = open_store(url)
    poll = await open_poll(store, *VOTERS)
    acknowledged: dict[int, int] = {}
    refused = 0
    begun = asyncio.Event()

    async def voter(number: int, through: Store) -> None:
        nonlocal refused
        for member_id in VOTERS[number::4]:
            try:
                result = await cast(through, poll, member_id, Choice.YES, member_id)
            except PollClosed:
                refused += 1
            else:
                acknowledged[result.seq] = member_id
            begun.set()

    async def closer(through: Store):
        await begun.wait()
        return await through.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)

    voting = [voter(number, (store, other)[number % 2]) for number in range(4)]
    closing = [closer((store, other)[number % 2]) for number in range(6)]
    outcomes = await asyncio.gather(*voting, *closing)
    results = [outcome for outcome in outcomes if outcome is not None]
    await other.close()
    assert len(results) == 1
    assert results[0].conclusion.of("yes") == len(acknowledged) == len(VOTERS) - refused
    assert results[0].log_entries == len(acknowledged)


async def test_rapid_taps_of_one_member_are_one_ballot_and_an_unbroken_log(store: Store):
    poll = await open_poll(store, 100)
    taps = [cast(store, poll, 100, list(Choice)[nonce % 3], nonce) for nonce in range(30)]
    results = await asyncio.gather(*taps)
    assert sorted(result.seq for result in results) == list(range(1, 31))
    assert sum(not result.replaced for result in results) == 1
    assert await store.polls.turnout(GUILD, poll.poll_id) == Turnout(1, 1)
    await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    log = await store.polls.log(GUILD, poll.poll_id)
    assert [entry.superseded_by for entry in log] == [*range(2, 31), None]
    head = bytes(32)
    for entry in log:
        head = link(head, entry.commitment)
        assert entry.chain == head


async def test_votes_in_many_polls_at_once_do_not_mix(store: Store):
    polls = [await open_poll(store, *VOTERS[:5]) for _ in range(4)]
    await asyncio.gather(
        *(
            cast(store, poll, member_id, Choice.YES if number % 2 else Choice.NO, member_id)
            for number, poll in enumerate(polls)
            for member_id in VOTERS[: number + 1]
        )
    )
    for number, poll in enumerate(polls):
        result = await store.polls.close(GUILD, poll.poll_id, NOON + timedelta(hours=1), conclude, root)
        assert result is not None
        assert (result.conclusion.of("yes"), result.conclusion.of("no")) == (
            (number + 1, 0) if number % 2 else (0, number + 1)
        )

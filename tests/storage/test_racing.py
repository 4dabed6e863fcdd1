"""Voters and closers at once, also from two stores on one file, as two processes would be."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.collective.delegation import delegation_cycle
from bot.errors import AlreadyVoted, NotOnRoll, NotOpenYet, PollClosed, UnknownPoll
from bot.model.polls import (
    BoxContents,
    CastResult,
    Choice,
    Concluded,
    Conduct,
    Delegation,
    Poll,
    PollState,
    RollEntry,
    Turnout,
)
from storage import Store, open_store
from tests.storage.builders import GUILD, NOON, OTHER_GUILD
from tests.storage.votes import (
    DEADLINE,
    EXTENDED,
    LATE,
    asked,
    cast,
    close,
    conclude,
    half,
    hold,
    link,
    open_poll,
    root,
)

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


async def test_twenty_taps_where_the_first_is_final_are_one_ballot_and_nineteen_refusals(store: Store, url: str):
    other = open_store(url)
    opened = await hold(store, 100, conduct=Conduct(changeable=False))
    taps = [cast((store, other)[nonce % 2], opened, 100, list(Choice)[nonce % 3], nonce) for nonce in range(20)]
    outcomes = await asyncio.gather(*taps, return_exceptions=True)
    await other.close()
    assert sum(isinstance(outcome, AlreadyVoted) for outcome in outcomes) == 19
    (counted,) = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    assert (counted.seq, counted.replaced) == (1, False)
    result = await close(store, opened)
    assert result is not None
    assert (result.conclusion.ballots, result.log_entries) == (1, 1)


async def test_the_last_of_rapid_taps_counts(store: Store):
    opened = await hold(store, 100, 101)
    taps = [cast(store, opened, 100 + nonce % 2, f"{nonce}", nonce) for nonce in range(20)]
    await asyncio.gather(*taps)
    assert (await store.polls.box(GUILD, opened.poll_id)).ballots == ((100, 19, "18"), (101, 20, "19"))


async def test_casts_that_share_a_commit_are_refused_one_by_one(store: Store):
    opened, closed = await hold(store, 100, 101), await hold(store, 100)
    await close(store, closed)
    made = await store.polls.create(GUILD, asked(), 9, None, NOON)
    outcomes = await asyncio.gather(
        cast(store, opened, 100, "yes", 1),
        cast(store, closed, 100, "yes", 2),
        cast(store, made, 100, "yes", 3),
        cast(store, opened, 999, "yes", 4),
        cast(store, replace(opened, poll_id=99), 100, "yes", 5),
        cast(store, opened, 100, "no", 1),  # the same nonce and another choice is another commitment
        cast(store, opened, 100, "yes", 1),  # this one is in the log already: the database refuses it
        cast(store, opened, 101, "no", 6),
        cast(store, opened, 101, "yes", 7, opened.terms.closes_at),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [
        *(CastResult, PollClosed, NotOpenYet, NotOnRoll, UnknownPoll, CastResult, IntegrityError, CastResult),
        PollClosed,
    ]
    assert (await store.polls.box(GUILD, opened.poll_id)).ballots == ((100, 2, "no"), (101, 3, "no"))
    head = bytes(32)
    for entry in await store.polls.log(GUILD, opened.poll_id):
        head = link(head, entry.commitment)
        assert entry.chain == head


async def test_a_rule_that_fails_for_one_fails_for_nobody_else(store: Store):
    opened = await hold(store, 100, 101, 102, conduct=EXTENDED)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    outcomes = await asyncio.gather(
        *(
            cast(store, opened, member_id, "yes", member_id, LATE, broken if member_id == 101 else None)
            for member_id in (100, 101, 102)
        ),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [CastResult, ZeroDivisionError, CastResult]
    assert await store.polls.turnout(GUILD, opened.poll_id) == Turnout(2, 3)


async def test_casts_of_several_guilds_share_a_commit_and_nothing_else(store: Store):
    here, there = await hold(store, *VOTERS), await hold(store, *VOTERS, guild_id=OTHER_GUILD)
    await asyncio.gather(
        *(cast(store, opened, member_id, "yes", member_id) for member_id in VOTERS for opened in (here, there))
    )
    for opened in (here, there):
        log = await store.polls.log(opened.guild_id, opened.poll_id)
        assert [entry.seq for entry in log] == list(range(1, len(VOTERS) + 1))


@pytest.mark.parametrize("early", [False, True])
async def test_a_cast_against_a_close_is_counted_or_refused(store: Store, url: str, early: bool):
    """An early close comes while ballots are still taken, without a deadline between them."""
    other = open_store(url)
    opened = await hold(store, *VOTERS, conduct=Conduct(early_close=True))
    closing = None
    casting = []
    for number, member_id in enumerate(VOTERS):
        casting.append(asyncio.create_task(cast((store, other)[number % 2], opened, member_id, "yes", member_id)))
        if number == len(VOTERS) // 2:
            at = NOON if early else opened.terms.closes_at
            closing = asyncio.create_task(close(other, opened, at, early=early))
        await asyncio.sleep(0)
    outcomes = await asyncio.gather(*casting, return_exceptions=True)
    assert closing is not None
    result = await closing
    await other.close()
    assert result is not None
    taken = [outcome for outcome in outcomes if isinstance(outcome, CastResult)]
    assert all(isinstance(outcome, CastResult | PollClosed) for outcome in outcomes)
    assert result.conclusion.ballots == result.log_entries == len(taken)
    assert await store.polls.turnout(GUILD, opened.poll_id) == Turnout(len(taken), len(VOTERS))


async def test_a_deadline_that_moves_and_a_close_at_the_old_one_exclude_each_other(store: Store, url: str):
    other = open_store(url)
    for number in range(10):
        opened = await hold(store, 100, 101, conduct=EXTENDED)
        await cast(store, opened, 100, "yes", 1, LATE, half)
        steps = [
            lambda opened=opened: cast(store, opened, 101, "yes", 2, LATE, half),
            lambda opened=opened: close(other, opened),
        ]
        outcomes = await asyncio.gather(*(step() for step in steps[:: 1 if number % 2 else -1]), return_exceptions=True)
        moved, result = outcomes if number % 2 else outcomes[::-1]
        found = await store.polls.poll(GUILD, opened.poll_id)
        assert found is not None
        if isinstance(moved, CastResult):
            assert (result, found.state, found.extended_from) == (None, PollState.OPEN, opened.terms.closes_at)
        else:
            assert isinstance(moved, PollClosed)
            assert (result.conclusion.ballots, found.extended_from) == (1, None)
    await other.close()


async def test_six_openers_open_once_on_one_roll(store: Store, url: str):
    other = open_store(url)
    made = await store.polls.create(GUILD, asked(), 9, None, NOON)
    rolls = [[RollEntry(100 + number), RollEntry(200)] for number in range(6)]
    outcomes = await asyncio.gather(
        *((store, other)[number % 2].polls.open(GUILD, made.poll_id, roll, NOON) for number, roll in enumerate(rolls))
    )
    await other.close()
    (winner,) = [number for number, outcome in enumerate(outcomes) if outcome is not None]
    assert await store.polls.roll_of(GUILD, made.poll_id) == tuple(rolls[winner])


async def test_a_delegation_that_changes_during_the_close_is_counted_before_it_or_refused(store: Store, url: str):
    other = open_store(url)
    for number in range(10):
        opened = await hold(store, 100, 101, 102, conduct=Conduct(delegation=True))
        await store.polls.delegate(Delegation(GUILD, 100, 101, opened.poll_id), NOON, delegation_cycle)
        seen: list[dict[int, int]] = []

        def counted(poll: Poll, box: BoxContents, seen: list[dict[int, int]] = seen) -> Concluded:
            seen.append(box.delegates)
            return conclude(poll, box)

        changed = Delegation(GUILD, 100, 102, opened.poll_id)
        steps = [
            lambda changed=changed: store.polls.delegate(changed, NOON, delegation_cycle),
            lambda opened=opened, counted=counted: other.polls.close(GUILD, opened.poll_id, DEADLINE, counted, root),
        ]
        outcomes = await asyncio.gather(*(step() for step in steps[:: 1 if number % 2 else -1]), return_exceptions=True)
        refused = any(isinstance(outcome, PollClosed) for outcome in outcomes)
        assert seen == [{100: 101 if refused else 102}]
    await other.close()


@pytest.mark.parametrize("seed", range(4))
async def test_however_casts_fall_into_commits_the_log_is_the_one_of_casting_one_by_one(store: Store, seed: int):
    rng = random.Random(seed)
    opened = await hold(store, *range(100, 106))
    casts = [(rng.randint(100, 106), str(rng.randint(1, 9)), nonce) for nonce in range(80)]  # 106 is not on the roll
    waiting = list(casts)
    while waiting:
        together, waiting = waiting[: (size := rng.randint(1, 20))], waiting[size:]
        await asyncio.gather(*(cast(store, opened, *each) for each in together), return_exceptions=True)
    last: dict[int, tuple[int, str]] = {}
    superseded: list[int | None] = []
    for member_id, choice, _ in casts:
        if member_id == 106:
            continue
        superseded.append(None)
        if member_id in last:
            superseded[last[member_id][0] - 1] = len(superseded)
        last[member_id] = len(superseded), choice
    box = await store.polls.box(GUILD, opened.poll_id)
    assert {member_id: (seq, choice) for member_id, seq, choice in box.ballots} == last
    await close(store, opened)
    log = await store.polls.log(GUILD, opened.poll_id)
    assert [entry.superseded_by for entry in log] == superseded
    assert [entry.choice for entry in log if entry.choice] == [choice for _, choice in sorted(last.values())]

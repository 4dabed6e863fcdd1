"""Polls from their making to their close: what they promise, who is asked, when they open, how they are held."""

import asyncio
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import event, insert, update
from sqlalchemy.exc import IntegrityError

from bot.errors import AlreadyVoted, NotOnRoll, NotOpenYet, PollClosed, UnknownPoll
from bot.model.polls import (
    Audience,
    BoxContents,
    Concluded,
    Conclusion,
    Conduct,
    Electorate,
    Method,
    Option,
    Poll,
    PollState,
    RollEntry,
    Rules,
    RunoffRound,
    Turnout,
)
from storage import Store
from storage.poll_tables import poll as poll_table
from storage.poll_tables import roll
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD, engines
from tests.storage.votes import DEADLINE, EXTENDED, LATE, LATER, WAIT, asked, cast, close, half, hold, root

STRANGER = 4_242
COMPLETE = asked(
    question="Which “one”? 🎷",
    rules=Rules(Fraction(1, 3), Fraction(0)),
    method=Method.SCHULZE,
    options=(Option(1, "Blåbær", "the small one"), Option(2, "“Two”")),
    electorate=Electorate(Audience.ROLES, (7, 2**63 - 1), 30, 90, ((7, 3), (8, 2))),
    conduct=Conduct(False, True, False, True, WAIT, True, True, "money"),
    opens_at=NOON + WAIT,
)


async def test_all_of_its_terms_are_read_back(store: Store):
    made = await store.polls.create(GUILD, COMPLETE, ADA, None, NOON)
    assert (made.terms, made.state, made.electorate, made.votes) == (COMPLETE, PollState.SCHEDULED, 0, 0)
    assert (made.created_by, made.opened_at, made.channel_id, made.offer_id) == (ADA, NOON, None, None)
    assert await store.polls.poll(GUILD, made.poll_id) == made


async def test_a_deadline_that_has_passed_or_comes_before_the_opening_makes_no_poll(store: Store):
    for impossible in (asked(closes_at=NOON), asked(opens_at=DEADLINE)):
        with pytest.raises(IntegrityError):
            await store.polls.create(GUILD, impossible, ADA, None, NOON)
    assert await store.polls.recent_polls(GUILD) == ()


async def test_it_opens_once_on_a_roll_of_members_whom_nobody_knows(store: Store):
    made = await store.polls.create(GUILD, asked(), ADA, 555, NOON)
    entries = [RollEntry(STRANGER, 3), RollEntry(BO)]
    opened = await store.polls.open(GUILD, made.poll_id, entries, NOON + WAIT)
    assert opened is not None
    assert (opened.state, opened.electorate, opened.votes, opened.opened_at) == (PollState.OPEN, 2, 4, NOON + WAIT)
    assert await store.polls.open(GUILD, made.poll_id, [RollEntry(CY)], NOON + WAIT) is None
    assert await store.polls.roll_of(GUILD, made.poll_id) == tuple(entries)
    assert await store.polls.roll_entry(GUILD, made.poll_id, STRANGER) == RollEntry(STRANGER, 3)
    assert await store.polls.roll_entry(GUILD, made.poll_id, CY) is None
    with pytest.raises(UnknownPoll):
        await store.polls.open(OTHER_GUILD, made.poll_id, entries, NOON)


@pytest.mark.parametrize("entries", [(), (RollEntry(ADA), RollEntry(ADA)), (RollEntry(ADA, 0),)])
async def test_a_bad_roll_leaves_it_scheduled(store: Store, entries: tuple[RollEntry, ...]):
    made = await store.polls.create(GUILD, asked(), ADA, 555, NOON)
    with pytest.raises(IntegrityError):
        await store.polls.open(GUILD, made.poll_id, entries, NOON)
    assert await store.polls.scheduled() == (made,)
    assert await store.polls.roll_of(GUILD, made.poll_id) == ()


async def test_nobody_votes_before_it_opens(store: Store):
    made = await store.polls.create(GUILD, COMPLETE, ADA, 555, NOON)
    with pytest.raises(NotOpenYet, match="on 2024-02-14 12:10 UTC"):
        await cast(store, made, ADA, "1>2", 1)
    assert await close(store, made) is None


async def test_a_poll_that_has_not_opened_can_be_called_off(store: Store):
    made = await store.polls.create(GUILD, asked(), ADA, 555, NOON)
    assert not await store.polls.call_off(OTHER_GUILD, made.poll_id)
    assert await store.polls.call_off(GUILD, made.poll_id)
    assert await store.polls.poll(GUILD, made.poll_id) is None
    opened = await hold(store, ADA)
    assert not await store.polls.call_off(GUILD, opened.poll_id)
    assert opened.poll_id == made.poll_id + 1


async def test_polls_that_wait_to_open_are_found_when_it_is_time(store: Store):
    later = await store.polls.create(GUILD, asked(opens_at=NOON + WAIT), ADA, 555, NOON)
    at_once = await store.polls.create(OTHER_GUILD, asked(), ADA, 555, NOON)
    await hold(store, ADA)
    assert await store.polls.to_open(NOON) == (at_once,)
    assert set(await store.polls.to_open(NOON + WAIT)) == {at_once, later}
    assert set(await store.polls.scheduled()) == {at_once, later}


async def test_a_poll_that_slept_through_its_deadline_opens_to_be_closed(store: Store):
    made = await store.polls.create(GUILD, asked(), ADA, 555, NOON)
    late = await store.polls.open(GUILD, made.poll_id, [RollEntry(ADA)], DEADLINE + WAIT)
    assert late is not None
    assert await store.polls.overdue(DEADLINE + WAIT) == (late,)
    result = await close(store, late, DEADLINE + WAIT)
    assert result is not None
    assert result.conclusion.ballots == 0


@pytest.mark.parametrize(
    "column",
    [column.name for column in poll_table.c if column.name not in ("created_by", "channel_id", "message_id")],
)
async def test_the_database_itself_keeps_what_a_poll_promised(store: Store, column: str):
    opened = await hold(store, ADA, opens_at=NOON)
    await close(store, opened)
    if column in ("reminded_at", "announced_at"):
        return  # notes about what was done
    with pytest.raises(IntegrityError, match="is final"):
        async with store._database.writing(GUILD) as connection:
            await connection.execute(update(poll_table).values({column: poll_table.c[column]}))


@pytest.mark.parametrize(
    "tampering",
    [
        insert(roll).values(guild_id=GUILD, poll_id=1, member_id=STRANGER, votes=1),
        update(roll).values(votes=5),
        update(roll).values(member_id=STRANGER),
        update(poll_table).values(electorate=5, votes=5),
        update(poll_table).values(closes_at=DEADLINE + WAIT),
        update(poll_table).values(closes_at=DEADLINE - WAIT, extended_from=DEADLINE),
    ],
)
async def test_the_database_itself_keeps_the_roll_and_the_deadline_of_an_open_poll(store: Store, tampering):
    await hold(store, ADA)
    with pytest.raises(IntegrityError):
        async with store._database.writing(GUILD) as connection:
            await connection.execute(tampering)
    assert await store.polls.roll_of(GUILD, 1) == (RollEntry(ADA),)


@pytest.mark.parametrize(
    "form", ["3", "1,4,5", "3>1>2", "1=5,2=0,3=4", ">".join(map(str, range(25, 0, -1))), "x" * 200]
)
async def test_a_ballot_takes_any_form(store: Store, form: str):
    opened = await hold(store, ADA, method=Method.RUNOFF)
    await cast(store, opened, ADA, form, 1)
    mine = await store.polls.ballot(GUILD, opened.poll_id, ADA)
    assert mine is not None
    assert mine.choice == form
    assert (await store.polls.box(GUILD, opened.poll_id)).ballots == ((ADA, 1, form),)


@pytest.mark.parametrize("form", ["", "x" * 201])
async def test_a_ballot_is_neither_empty_nor_endless(store: Store, form: str):
    opened = await hold(store, ADA)
    with pytest.raises(IntegrityError):
        await cast(store, opened, ADA, form, 1)
    assert await store.polls.turnout(GUILD, opened.poll_id) == Turnout(0, 1)


async def test_a_stranger_on_the_roll_votes_and_one_beside_it_does_not(store: Store):
    opened = await hold(store, STRANGER)
    taken = await cast(store, opened, STRANGER, "yes", 1)
    assert taken.poll == opened
    with pytest.raises(NotOnRoll):
        await cast(store, opened, ADA, "yes", 2)


async def test_where_the_first_ballot_is_final_a_second_changes_nothing(store: Store):
    opened = await hold(store, ADA, conduct=Conduct(changeable=False))
    await cast(store, opened, ADA, "yes", 1)
    with pytest.raises(AlreadyVoted):
        await cast(store, opened, ADA, "no", 2)
    assert [entry.seq for entry in await store.polls.log(GUILD, opened.poll_id)] == [1]
    mine = await store.polls.ballot(GUILD, opened.poll_id, ADA)
    assert mine is not None
    assert mine.choice == "yes"


async def test_only_a_poll_that_said_so_closes_early(store: Store):
    patient, hasty = await hold(store, ADA), await hold(store, ADA, conduct=Conduct(early_close=True))
    assert await close(store, patient, NOON + WAIT, early=True) is None
    assert await close(store, hasty, NOON + WAIT) is None
    result = await close(store, hasty, NOON + WAIT, early=True)
    assert result is not None
    assert result.closed_at == NOON + WAIT
    with pytest.raises(PollClosed):
        await cast(store, hasty, ADA, "yes", 1)


async def test_a_result_of_any_method_is_read_back_with_the_weight_of_each_ballot(store: Store):
    opened = await hold(store, RollEntry(ADA, 3), BO, CY, method=Method.SCHULZE)
    for nonce, member_id in enumerate((ADA, BO, ADA), start=1):
        await cast(store, opened, member_id, "2>1", nonce)
    rounds = (RunoffRound((("2", 4), ("1", 0)), 1, (1,), by_lot=True), RunoffRound(((2, 4),), 0))
    conclusion = Conclusion((("2", 4), ("1", 0)), 0, 2, 4, ("2",), True, "of duels", rounds, ((0, 1), (4, 0)), 1)

    def weigh(asked_about: Poll, box: BoxContents) -> Concluded:
        assert asked_about.state is PollState.CLOSED
        assert box.roll == {ADA: 3, BO: 1, CY: 1}
        assert box.ballots == ((BO, 2, "2>1"), (ADA, 3, "2>1"))
        return Concluded(conclusion, {2: 1, 3: 3})

    result = await store.polls.close(GUILD, opened.poll_id, DEADLINE, weigh, root)
    assert result is not None
    log = await store.polls.log(GUILD, opened.poll_id)
    assert result.conclusion == conclusion
    assert [(entry.seq, entry.choice, entry.votes) for entry in log] == [(1, None, 1), (2, "2>1", 1), (3, "2>1", 3)]
    assert (result.log_root, result.log_head) == (root([entry.commitment for entry in log]), log[-1].chain)
    assert await store.polls.result(GUILD, opened.poll_id) == result


async def test_a_large_box_is_counted_whole(store: Store):
    voters = range(1_000, 1_400)
    opened = await hold(store, *voters)
    for member_id in voters:
        await cast(store, opened, member_id, "yes" if member_id % 2 else "no", member_id)
    result = await close(store, opened)
    assert result is not None
    assert (result.conclusion.of("yes"), result.conclusion.of("no"), result.log_entries) == (200, 200, 400)


async def test_ballots_are_listed_with_their_voters_in_a_closed_public_poll_alone(store: Store):
    public, secret = await hold(store, ADA, BO, conduct=Conduct(secret=False)), await hold(store, ADA, BO)
    for opened in (public, secret):
        await cast(store, opened, BO, "no", 1)
        await cast(store, opened, ADA, "yes", 2)
        assert await store.polls.ballots_by_member(GUILD, opened.poll_id) == ()
        await close(store, opened)
    assert await store.polls.ballots_by_member(GUILD, public.poll_id) == ((ADA, "yes"), (BO, "no"))
    assert await store.polls.ballots_by_member(GUILD, secret.poll_id) == ()


async def test_a_poll_that_many_look_up_at_once_is_read_once(store: Store):
    first, second = await hold(store, ADA), await hold(store, BO)
    ran = []
    for engine in engines(store):
        event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: ran.append(statement))
    asked_for = [first.poll_id, second.poll_id, 99] * 30
    found = await asyncio.gather(*(store.polls.poll(GUILD, poll_id) for poll_id in asked_for))
    assert found == [first, second, None] * 30
    assert sum(statement.startswith("SELECT") for statement in ran) == 3
    assert await store.polls.poll(OTHER_GUILD, first.poll_id) is None


async def test_the_guilds_polls_are_listed_and_nobody_elses(store: Store):
    first = await hold(store, ADA, closes_at=DEADLINE + WAIT)
    second = await hold(store, ADA)
    await hold(store, ADA, guild_id=OTHER_GUILD)
    assert await store.polls.open_polls_of(GUILD) == (second, first)
    await close(store, second)
    assert await store.polls.open_polls_of(GUILD) == (first,)
    assert [each.poll_id for each in await store.polls.recent_polls(GUILD)] == [second.poll_id, first.poll_id]
    assert [each.poll_id for each in await store.polls.recent_polls(GUILD, 1)] == [second.poll_id]


# --- reminders -------------------------------------------------------------------------------------------------------


async def test_only_the_undecided_who_did_not_decline_are_reminded(store: Store):
    opened = await hold(store, ADA, BO, CY, STRANGER)
    await cast(store, opened, ADA, "yes", 1)
    await store.polls.set_reminders(GUILD, STRANGER, False, NOON)
    await store.polls.set_reminders(OTHER_GUILD, BO, False, NOON)
    assert await store.polls.undecided(GUILD, opened.poll_id) == (BO, CY)
    assert not await store.polls.wants_reminders(GUILD, STRANGER)
    await store.polls.set_reminders(GUILD, STRANGER, True, NOON)
    assert await store.polls.undecided(GUILD, opened.poll_id) == (STRANGER, BO, CY)
    assert await store.polls.wants_reminders(GUILD, STRANGER)


async def test_a_reminder_is_sent_by_one_caller_once(store: Store):
    silent, opened = await hold(store, ADA), await hold(store, ADA, conduct=Conduct(remind=True))
    assert await store.polls.unreminded() == (opened,)
    assert [await store.polls.set_reminded(GUILD, opened.poll_id, NOON + WAIT) for _ in range(2)] == [True, False]
    assert await store.polls.unreminded() == ()
    told = await store.polls.poll(GUILD, opened.poll_id)
    assert told is not None
    assert told.reminded_at == NOON + WAIT
    await close(store, silent)
    assert not await store.polls.set_reminded(GUILD, silent.poll_id, NOON)


# --- a late quorum ---------------------------------------------------------------------------------------------------


async def test_a_quorum_that_comes_late_moves_the_deadline_once(store: Store):
    opened = await hold(store, ADA, BO, CY, STRANGER, conduct=EXTENDED)
    first = await cast(store, opened, ADA, "yes", 1, LATE, half)
    assert first.poll.terms.closes_at == DEADLINE
    second = await cast(store, opened, BO, "yes", 2, LATER, half)
    assert (second.poll.terms.closes_at, second.poll.extended_from) == (LATER + WAIT, DEADLINE)
    assert await store.polls.poll(GUILD, opened.poll_id) == second.poll
    assert await close(store, opened, DEADLINE) is None
    third = await cast(store, opened, CY, "no", 3, DEADLINE + timedelta(minutes=1), lambda *_: DEADLINE + 9 * WAIT)
    assert third.poll == second.poll
    assert await close(store, opened, LATER + WAIT) is not None


async def test_a_quorum_in_time_moves_nothing(store: Store):
    opened = await hold(store, ADA, BO, CY, conduct=EXTENDED)
    for nonce, member_id in enumerate((ADA, BO)):
        await cast(store, opened, member_id, "yes", nonce, NOON + WAIT, half)
    last = await cast(store, opened, CY, "yes", 3, LATE, half)
    again = await cast(store, opened, CY, "no", 4, LATER, half)
    assert (last.poll, again.poll) == (opened, opened)


async def test_ballots_that_share_a_commit_reach_a_late_quorum_together(store: Store):
    opened = await hold(store, ADA, BO, CY, STRANGER, conduct=EXTENDED)
    calls = []

    def counting(poll: Poll, now: int, at: datetime, before: int) -> datetime | None:
        calls.append((before, now))
        return half(poll, now, at, before)

    busy = asyncio.create_task(store.polls.set_message(GUILD, opened.poll_id, 555, 777))  # so that all of them wait
    await asyncio.sleep(0)
    taken = await asyncio.gather(*(cast(store, opened, each, "yes", each, LATE, counting) for each in (ADA, BO, CY)))
    await busy
    assert calls == [(0, 3)]
    assert {each.poll.terms.closes_at for each in taken} == {LATE + WAIT}


async def test_a_late_quorum_counts_votes_and_not_heads(store: Store):
    opened = await hold(store, RollEntry(ADA, 2), BO, conduct=EXTENDED)
    taken = await cast(store, opened, ADA, "yes", 1, LATE, half)
    assert taken.poll.extended_from == DEADLINE

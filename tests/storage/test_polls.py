from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from bot.errors import NotOnRoll, PollClosed, UnknownPoll
from bot.model.polls import Choice, PollState, Turnout
from storage import Store
from storage.poll_tables import ballot_log, poll_result
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD
from tests.storage.votes import DEADLINE, cast, commitment, conclude, link, open_poll, root

YES, NO, ABSTAIN = Choice.YES, Choice.NO, Choice.ABSTAIN


async def test_a_poll_is_read_back_as_it_was_opened(store: Store):
    opened = await open_poll(store, ADA, BO, CY)
    assert opened == await store.polls.poll(GUILD, opened.poll_id)
    assert (opened.electorate, opened.state, opened.terms.closes_at) == (3, PollState.OPEN, DEADLINE)
    assert opened.terms.rules.threshold == Fraction(2, 3)
    assert (opened.channel_id, opened.message_id) == (555, None)


async def test_polls_count_up_per_guild(store: Store):
    ids = [(await open_poll(store, ADA)).poll_id, (await open_poll(store, ADA)).poll_id]
    elsewhere = await open_poll(store, ADA, guild_id=OTHER_GUILD)
    assert (ids, elsewhere.poll_id) == ([1, 2], 1)


@pytest.mark.parametrize("electorate", [(), (ADA, ADA)])
async def test_a_bad_roll_opens_nothing(store: Store, electorate: tuple[int, ...]):
    with pytest.raises(IntegrityError):
        await open_poll(store, *electorate)
    assert await store.polls.open_polls() == ()


async def test_a_deadline_that_has_passed_opens_nothing(store: Store):
    with pytest.raises(IntegrityError):
        await open_poll(store, ADA, closes_at=NOON)


async def test_a_ballot_counts_from_its_acknowledgement_on(store: Store):
    poll = await open_poll(store, ADA, BO)
    result = await cast(store, poll, ADA, YES, 1)
    assert (result.seq, result.replaced) == (1, False)
    assert result.chain == link(bytes(32), commitment("yes", (1).to_bytes(32, "big")))
    assert await store.polls.turnout(GUILD, poll.poll_id) == Turnout(1, 2)
    mine = await store.polls.ballot(GUILD, poll.poll_id, ADA)
    assert mine is not None
    assert (mine.choice, mine.seq) == (YES, 1)
    assert await store.polls.ballot(GUILD, poll.poll_id, BO) is None


async def test_a_member_has_one_ballot_however_often_they_vote(store: Store):
    poll = await open_poll(store, ADA)
    for nonce, choice in enumerate([YES, YES, NO], start=1):
        last = await cast(store, poll, ADA, choice, nonce)
    assert (last.seq, last.replaced) == (3, True)
    assert await store.polls.turnout(GUILD, poll.poll_id) == Turnout(1, 1)
    result = await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    assert result is not None
    assert (result.conclusion.of("yes"), result.conclusion.of("no"), result.log_entries) == (0, 1, 3)


async def test_who_is_not_on_the_roll_is_told_since_when(store: Store):
    poll = await open_poll(store, ADA)
    await store.members.see(GUILD, BO, "Bo")
    with pytest.raises(NotOnRoll, match="2024-02-14 12:00 UTC"):
        await cast(store, poll, BO, YES, 1)
    assert await store.polls.log(GUILD, poll.poll_id) == ()


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1)])
async def test_a_ballot_at_the_deadline_or_later_is_too_late(store: Store, late: timedelta):
    poll = await open_poll(store, ADA)
    with pytest.raises(PollClosed, match="on 2024-02-14 13:00 UTC"):
        await cast(store, poll, ADA, YES, 1, at=DEADLINE + late)
    await cast(store, poll, ADA, YES, 2, at=DEADLINE - timedelta(milliseconds=1))


async def test_a_closed_poll_takes_no_ballot_even_with_a_clock_that_is_behind(store: Store):
    poll = await open_poll(store, ADA)
    await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    with pytest.raises(PollClosed):
        await cast(store, poll, ADA, YES, 1, at=NOON)


async def test_polls_of_another_guild_are_unknown_here(store: Store):
    poll = await open_poll(store, ADA)
    elsewhere = replace(poll, guild_id=OTHER_GUILD)
    with pytest.raises(UnknownPoll):
        await cast(store, elsewhere, ADA, YES, 1)
    for asked in (store.polls.turnout, store.polls.log):
        with pytest.raises(UnknownPoll):
            await asked(OTHER_GUILD, poll.poll_id)
    with pytest.raises(UnknownPoll):
        await store.polls.close(OTHER_GUILD, poll.poll_id, DEADLINE, conclude, root)
    assert await store.polls.poll(OTHER_GUILD, poll.poll_id) is None
    assert await store.polls.result(OTHER_GUILD, poll.poll_id) is None


async def test_a_commitment_cannot_be_cast_twice(store: Store):
    poll = await open_poll(store, ADA, BO)
    await cast(store, poll, ADA, YES, 1)
    with pytest.raises(IntegrityError):
        await cast(store, poll, BO, YES, 1)
    assert await store.polls.turnout(GUILD, poll.poll_id) == Turnout(1, 2)
    assert len(await store.polls.log(GUILD, poll.poll_id)) == 1


async def test_closing_counts_the_last_ballots_once_and_for_all(store: Store):
    poll = await open_poll(store, ADA, BO, CY)
    await cast(store, poll, ADA, NO, 1)
    await cast(store, poll, BO, ABSTAIN, 2)
    last = await cast(store, poll, ADA, YES, 3)
    result = await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    assert result is not None
    assert (result.conclusion.of("yes"), result.conclusion.of("no"), result.conclusion.abstain) == (1, 0, 1)
    assert (result.conclusion.reason, result.electorate) == ("of 3", 3)
    assert (result.closed_at, result.log_entries, result.log_head) == (DEADLINE, 3, last.chain)
    assert await store.polls.close(GUILD, poll.poll_id, DEADLINE + timedelta(hours=1), conclude, root) is None
    assert await store.polls.result(GUILD, poll.poll_id) == result
    closed = await store.polls.poll(GUILD, poll.poll_id)
    assert closed is not None
    assert (closed.state, closed.closed_at) == (PollState.CLOSED, DEADLINE)


async def test_a_poll_is_not_closed_before_its_deadline(store: Store):
    poll = await open_poll(store, ADA)
    assert await store.polls.close(GUILD, poll.poll_id, DEADLINE - timedelta(seconds=1), conclude, root) is None
    assert await store.polls.result(GUILD, poll.poll_id) is None
    await cast(store, poll, ADA, YES, 1)


async def test_a_poll_in_which_nobody_voted_has_a_result_too(store: Store):
    poll = await open_poll(store, ADA)
    result = await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    assert result is not None
    assert (result.conclusion.passed, result.log_entries, result.log_head) == (False, 0, bytes(32))


async def test_rules_that_fail_leave_the_poll_open(store: Store):
    poll = await open_poll(store, ADA)

    def broken(poll, box):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.polls.close(GUILD, poll.poll_id, DEADLINE, broken, root)
    assert [each.poll_id for each in await store.polls.open_polls()] == [poll.poll_id]
    assert await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root) is not None


async def test_the_log_of_an_open_poll_shows_commitments_and_nothing_else(store: Store):
    poll = await open_poll(store, ADA, BO)
    await cast(store, poll, ADA, YES, 1)
    await cast(store, poll, ADA, NO, 2)
    log = await store.polls.log(GUILD, poll.poll_id)
    assert [(each.seq, each.choice, each.nonce, each.superseded_by) for each in log] == [
        (1, None, None, None),
        (2, None, None, None),
    ]


async def test_the_end_of_the_log_is_its_last_entry(store: Store):
    poll = await open_poll(store, ADA, BO)
    assert await store.polls.log_end(GUILD, poll.poll_id) is None
    await cast(store, poll, ADA, YES, 1)
    await cast(store, poll, BO, NO, 2)
    assert await store.polls.log_end(GUILD, poll.poll_id) == (await store.polls.log(GUILD, poll.poll_id))[-1]
    assert await store.polls.log_end(OTHER_GUILD, poll.poll_id) is None


async def test_anyone_can_recount_a_closed_poll_from_its_log(store: Store):
    poll = await open_poll(store, ADA, BO, CY)
    await cast(store, poll, ADA, NO, 1)
    await cast(store, poll, BO, NO, 2)
    await cast(store, poll, ADA, YES, 3)
    await cast(store, poll, CY, YES, 4)
    await store.members.erase(GUILD, CY)
    result = await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    assert result is not None
    log = await store.polls.log(GUILD, poll.poll_id)
    head = bytes(32)
    for entry in log:
        head = link(head, entry.commitment)
        assert head == entry.chain
    assert head == result.log_head
    assert [(each.superseded_by, each.withdrawn) for each in log] == [
        (3, False),
        (None, False),
        (None, False),
        (None, True),
    ]
    counted = [each for each in log if each.choice is not None and each.nonce is not None]
    assert all(commitment(each.choice or "", each.nonce or b"") == each.commitment for each in counted)
    assert sorted(each.choice for each in counted) == [NO, YES]
    assert (result.conclusion.of("yes"), result.conclusion.of("no"), result.electorate) == (1, 1, 3)


async def test_overdue_polls_of_all_guilds_are_found(store: Store):
    early = await open_poll(store, ADA, closes_at=NOON + timedelta(minutes=5))
    elsewhere = await open_poll(store, ADA, guild_id=OTHER_GUILD, closes_at=NOON + timedelta(minutes=4))
    late = await open_poll(store, ADA)
    found = await store.polls.overdue(NOON + timedelta(minutes=5))
    assert [(each.guild_id, each.poll_id) for each in found] == [
        (OTHER_GUILD, elsewhere.poll_id),
        (GUILD, early.poll_id),
    ]
    assert len(await store.polls.open_polls()) == 3
    await store.polls.close(GUILD, late.poll_id, DEADLINE, conclude, root)
    assert await store.polls.overdue(NOON) == ()
    assert late.poll_id not in [each.poll_id for each in await store.polls.overdue(DEADLINE)]


async def test_a_close_stays_unannounced_until_its_channel_was_told(store: Store):
    poll = await open_poll(store, ADA)
    assert await store.polls.unannounced() == ()
    await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    assert [each.poll_id for each in await store.polls.unannounced()] == [poll.poll_id]
    await store.polls.set_announced(GUILD, poll.poll_id, DEADLINE)
    assert await store.polls.unannounced() == ()


async def test_a_poll_knows_where_its_card_stands(store: Store):
    poll = await open_poll(store, ADA)
    await store.polls.set_message(GUILD, poll.poll_id, 556, 777)
    placed = await store.polls.poll(GUILD, poll.poll_id)
    assert placed is not None
    assert (placed.channel_id, placed.message_id) == (556, 777)
    with pytest.raises(UnknownPoll):
        await store.polls.set_message(OTHER_GUILD, poll.poll_id, 556, 777)


@pytest.mark.parametrize(
    "tampering",
    [
        update(poll_result).values(tally="{}"),
        update(poll_result).values(passed=False),
        update(ballot_log).values(commitment=bytes(32)),
        update(ballot_log).values(chain=bytes(32)),
    ],
)
async def test_the_database_itself_refuses_to_change_a_result_or_the_log(store: Store, tampering):
    poll = await open_poll(store, ADA)
    await cast(store, poll, ADA, YES, 1)
    await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    with pytest.raises(IntegrityError, match="is final"):
        async with store._database.writing(GUILD) as connection:
            await connection.execute(tampering)


async def test_foreign_keys_are_enforced(store: Store):
    poll = await open_poll(store, ADA)
    await cast(store, poll, ADA, YES, 1)
    async with store._database.writing(GUILD) as connection:
        await connection.execute(text("DELETE FROM roll WHERE member_id = :m"), {"m": ADA})
    assert await store.polls.turnout(GUILD, poll.poll_id) == Turnout(0, 1)
    async with store._database.writing(GUILD) as connection:
        await connection.execute(delete(ballot_log))

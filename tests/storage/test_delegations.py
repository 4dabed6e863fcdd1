"""One member lets another vote for them: in one poll or in a topic, at most once each, and never in a circle."""

from collections.abc import Mapping, Sequence

import pytest

from bot.collective.delegation import delegation_cycle
from bot.errors import BadDelegation, PollClosed, UnknownPoll
from bot.model.polls import Conduct, Delegation, Poll
from storage import Store
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD
from tests.storage.votes import DEADLINE, EXTENDED, LATE, asked, cast, close, half, hold

STRANGER = 4_242
LENT = Conduct(delegation=True, topic="money")


async def lend(store: Store, member_id: int, delegate_id: int, poll: Poll | None = None, topic: str = "") -> None:
    given = Delegation(GUILD, member_id, delegate_id, poll.poll_id if poll else None, topic)
    await store.polls.delegate(given, NOON, delegation_cycle)


async def delegates(store: Store, poll: Poll) -> dict[int, int]:
    return (await store.polls.box(GUILD, poll.poll_id)).delegates


async def test_a_poll_s_delegation_goes_before_its_topic_s(store: Store):
    opened = await hold(store, ADA, BO, CY, conduct=LENT)
    await lend(store, ADA, BO, topic="money")
    assert await delegates(store, opened) == {ADA: BO}
    await lend(store, ADA, CY, opened)
    assert await delegates(store, opened) == {ADA: CY}
    assert await store.polls.revoke(GUILD, ADA, opened.poll_id)
    assert await delegates(store, opened) == {ADA: BO}
    assert await store.polls.revoke(GUILD, ADA, topic="money")
    assert not await store.polls.revoke(GUILD, ADA, topic="money")
    assert await delegates(store, opened) == {}


async def test_what_a_member_named_last_holds(store: Store):
    opened = await hold(store, ADA, BO, CY, conduct=LENT)
    for delegate_id in (BO, CY):
        await lend(store, ADA, delegate_id, opened)
        await lend(store, ADA, delegate_id, topic="food")
    mine = (Delegation(GUILD, ADA, CY, topic="food"), Delegation(GUILD, ADA, CY, opened.poll_id))
    assert await store.polls.delegations_of(GUILD, ADA) == mine
    assert await store.polls.delegations_to(GUILD, CY) == mine
    assert await store.polls.delegations_to(GUILD, BO) == ()
    assert await store.polls.delegations_of(OTHER_GUILD, ADA) == ()


async def test_another_topic_and_members_beside_the_roll_count_for_nothing(store: Store):
    opened = await hold(store, ADA, BO, CY, conduct=LENT)
    await lend(store, ADA, BO, topic="food")
    await lend(store, BO, STRANGER, topic="money")
    await lend(store, STRANGER, CY, topic="money")
    assert await delegates(store, opened) == {}


async def test_a_poll_without_delegation_ignores_its_topic(store: Store):
    opened = await hold(store, ADA, BO, conduct=Conduct(topic="money"))
    await lend(store, ADA, BO, topic="money")
    assert await delegates(store, opened) == {}
    with pytest.raises(BadDelegation, match="everybody votes for themselves"):
        await lend(store, ADA, BO, opened)


@pytest.mark.parametrize(("member_id", "delegate_id"), [(ADA, STRANGER), (STRANGER, ADA)])
async def test_both_must_be_on_the_roll_of_an_open_poll(store: Store, member_id: int, delegate_id: int):
    opened = await hold(store, ADA, conduct=LENT)
    with pytest.raises(BadDelegation, match="not on the roll"):
        await lend(store, member_id, delegate_id, opened)


async def test_before_the_opening_nobody_knows_who_will_be_on_the_roll(store: Store):
    made = await store.polls.create(GUILD, asked(conduct=LENT), ADA, None, NOON)
    await lend(store, ADA, STRANGER, made)
    assert await store.polls.delegations_of(GUILD, ADA) == (Delegation(GUILD, ADA, STRANGER, made.poll_id),)


async def test_a_circle_is_refused_also_one_that_a_topic_would_close_in_an_open_poll(store: Store):
    opened = await hold(store, ADA, BO, CY, conduct=LENT)
    await lend(store, ADA, BO, opened)
    await lend(store, BO, CY, opened)
    with pytest.raises(BadDelegation, match="back to you"):
        await lend(store, CY, ADA, opened)
    with pytest.raises(BadDelegation, match="back to you"):
        await lend(store, CY, ADA, topic="money")
    await lend(store, CY, ADA, topic="food")
    await lend(store, BO, ADA, topic="food")
    with pytest.raises(BadDelegation, match="back to you"):
        await lend(store, ADA, CY, topic="food")
    assert await delegates(store, opened) == {ADA: BO, BO: CY}


async def test_the_rule_sees_what_holds_beside_the_new_one(store: Store):
    opened = await hold(store, ADA, BO, CY, conduct=LENT)
    await lend(store, ADA, BO, topic="money")
    await lend(store, BO, CY, opened)
    seen = []

    def cycle(held: Mapping[int, int], member_id: int, delegate_id: int) -> Sequence[int]:
        seen.append((dict(held), member_id, delegate_id))
        return ()

    await store.polls.delegate(Delegation(GUILD, BO, CY, topic="money"), NOON, cycle)
    assert seen == [({ADA: BO}, BO, CY), ({ADA: BO}, BO, CY)]  # in the topic, and in the open poll of it


async def test_a_closed_poll_takes_none_and_an_unknown_one_neither(store: Store):
    opened = await hold(store, ADA, BO, conduct=LENT)
    await close(store, opened)
    with pytest.raises(PollClosed, match="2024-02-14 13:00"):
        await lend(store, ADA, BO, opened)
    with pytest.raises(UnknownPoll):
        await store.polls.delegate(Delegation(OTHER_GUILD, ADA, BO, opened.poll_id), NOON, delegation_cycle)


async def test_who_lets_another_vote_is_not_reminded(store: Store):
    opened = await hold(store, ADA, BO, CY, conduct=LENT)
    await lend(store, ADA, BO, topic="money")
    assert await store.polls.undecided(GUILD, opened.poll_id) == (BO, CY)


async def test_a_lent_vote_reaches_a_late_quorum_with_its_delegate(store: Store):
    conduct = Conduct(extension=EXTENDED.extension, delegation=True)
    opened = await hold(store, ADA, BO, CY, conduct=conduct)
    await lend(store, ADA, BO, opened)
    await lend(store, CY, ADA, opened)
    taken = await cast(store, opened, BO, "yes", 1, LATE, half)
    assert taken.poll.extended_from == DEADLINE

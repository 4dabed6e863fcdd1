"""Offers and votes: proposing, voting, closing, and what nobody may see before."""

from __future__ import annotations

import re

import pytest

from bot.sandbox.pilot import MemberPilot, Modal, Refused, SeenMessage
from tests.journeys.conftest import House
from tests.journeys.exports import extended

FRIENDS = ("Ada", "Bo", "Chidi", "Dana", "Emi", "Farid")
OFFER = {
    "Buyer": "Solo AI",
    "Price": "$100",
    "What is sold": "Plays per artist and month, 2024",
    "Purpose": "Training a recommender",
    "Rules of the vote": "Closes: in 2 hours\nQuorum: 50 %\nThreshold: 2/3",
}


@pytest.fixture
async def pool(house: House) -> House:
    """All six friends pool their listening."""
    for name in FRIENDS:
        member = house.member(name)
        await house.upload(member, extended(("2024-01-01 01:00", name, "One", 3)))
        await house.agree(member, "Pool for sales")
    return house


async def propose(house: House, **changed: str) -> SeenMessage:
    """Ada, who is a moderator, proposes a sale in #votes; the poll's card there."""
    ada = house.member("Ada", channel="votes")
    form = await ada.command("sale propose")
    assert isinstance(form, Modal)
    answer = await ada.submit(form, OFFER | changed)
    assert "The vote is open to 6 members" in answer.text
    buyer = changed.get("Buyer", OFFER["Buyer"])
    return await ada.wait_until(lambda message: f"Shall we sell this to {buyer}" in message.text)


async def vote(house: House, name: str, card: SeenMessage, choice: str) -> SeenMessage:
    member = house.member(name, channel="votes")
    receipt = await member.press(member.latest(card), choice)
    assert isinstance(receipt, SeenMessage)
    return receipt


async def test_an_offer_stands_in_the_channel_with_its_rules_and_share(pool: House):
    card = await propose(pool)
    assert not card.ephemeral
    assert "Solo AI" in card.text
    assert "Price** $100. Shared equally, that is $16.66 or $16.67 for each of 6 members." in card.text
    assert "at least 50 % vote and more than 66.7 % of yes and no are yes" in card.text
    assert "**0 of 6** have voted" in card.text
    assert [button.label for button in card.buttons] == ["Yes", "No", "Abstain", "How does this vote work?"]


async def test_six_votes_close_at_the_deadline_with_turnout(pool: House):
    card = await propose(pool)
    for name, choice in zip(FRIENDS, ("Yes", "Yes", "Yes", "Yes", "No", "Abstain"), strict=True):
        await vote(pool, name, card, choice)
    pool.clock.advance(hours=2)
    bo = pool.member("Bo", channel="votes")
    result = await bo.wait_until(lambda message: "The sale to Solo AI" in message.text and "log head" in message.text)
    assert "passed" in result.text
    assert "6 of 6 voted (100 %); yes 4, no 1, abstain 1; passes: 80 % of 5 > 66.7 %" in result.text
    assert "6 casts in its log" in result.text
    closed = await bo.wait_until(lambda message: "This vote is closed" in message.text)
    assert closed.buttons == ()


async def test_a_ballots_receipt_is_the_voters_alone_and_a_new_ballot_replaces_the_old(pool: House):
    card = await propose(pool)
    first = await vote(pool, "Bo", card, "No")
    assert first.ephemeral
    assert "Your ballot: No" in first.text
    assert re.search(r"```\ntutti-1 \d+/1 no [0-9a-f]{64} [0-9a-f]{8}\n```", first.text)
    second = await vote(pool, "Bo", card, "Yes")
    assert "replaces your earlier ballot" in second.text
    pool.clock.advance(hours=2)
    result = await pool.member("Ada", channel="votes").wait_until(lambda message: "log head" in message.text)
    assert "1 of 6 voted (16.7 %)" in result.text
    assert "2 casts in its log" in result.text


async def test_counts_are_hidden_until_the_close_and_turnout_comes_in_batches(pool: House):
    card = await propose(pool)
    for name in ("Bo", "Chidi"):
        await vote(pool, name, card, "Yes")
    ada = pool.member("Ada", channel="votes")
    assert "**0 of 6** have voted" in ada.latest(card).text
    pool.clock.advance(seconds=10)
    seen = await ada.wait_until(lambda message: "**2 of 6** have voted" in message.text)
    assert "yes 2" not in seen.text


async def test_few_ballots_are_not_broken_down(pool: House):
    card = await propose(pool)
    for name in ("Ada", "Bo", "Chidi"):
        await vote(pool, name, card, "Yes")
    pool.clock.advance(hours=2)
    result = await pool.member("Ada", channel="votes").wait_until(lambda message: "log head" in message.text)
    assert "breakdown withheld under 5 ballots" in result.text
    assert "3 yes" not in result.text


async def test_who_pools_after_the_opening_cannot_vote(pool: House):
    bo = pool.member("Bo")
    privacy = await bo.command("privacy")
    await bo.press(privacy, "Pool for sales: on")
    ada = pool.member("Ada", channel="votes")
    form = await ada.command("sale propose")
    assert isinstance(form, Modal)
    await ada.submit(form, OFFER)
    card = await ada.wait_until(lambda message: "Shall we sell this" in message.text)
    await pool.agree(bo, "Pool for sales")
    refusal = await vote(pool, "Bo", card, "Yes")
    assert "belongs to the members who pooled their listening when it opened" in refusal.text
    assert "Nothing was counted" in refusal.text


async def test_a_ballot_after_the_deadline_is_refused(pool: House):
    card = await propose(pool)
    bo = pool.member("Bo", channel="votes")
    pool.clock._now = pool.clock._now.replace(hour=21)  # past the deadline, before the closer wakes
    refusal = await bo.press(card, "Yes")
    assert "This vote closed" in refusal.text


async def test_only_moderators_propose(pool: House):
    with pytest.raises(Refused):
        await pool.member("Bo").command("sale propose")


async def test_a_form_that_cannot_be_read_comes_back_with_everything_in_it(pool: House):
    ada = pool.member("Ada", channel="votes")
    form = await ada.command("sale propose")
    assert isinstance(form, Modal)
    complaint = await ada.submit(form, OFFER | {"Price": "a lot"})
    assert "Price" in complaint.text
    again = await ada.press(complaint, "Correct it")
    assert isinstance(again, Modal)
    assert "Training a recommender" in str(again.payload)
    await ada.submit(again, OFFER)
    assert await ada.wait_until(lambda message: "Shall we sell this" in message.text)


async def test_nobody_to_vote_is_said_before_anything_opens(house: House):
    ada = house.member("Ada", channel="votes")
    form = await ada.command("sale propose")
    assert isinstance(form, Modal)
    refusal = await ada.submit(form, OFFER)
    assert "No member pools listening" in refusal.text


async def test_how_it_works_states_the_three_limits(pool: House):
    card = await propose(pool)
    how = await pool.member("Bo", channel="votes").press(card, "How does this vote work?")
    for limit in ("can read ballots", "lets a member prove how they voted", "everybody votes the same"):
        assert limit in how.text


async def test_two_votes_in_one_channel_keep_their_ballots_apart(pool: House):
    first = await propose(pool)
    second = await propose(pool, Buyer="Duo AI")
    await vote(pool, "Bo", first, "Yes")
    pool.clock.advance(seconds=10)
    ada: MemberPilot = pool.member("Ada", channel="votes")
    await ada.wait_until(lambda message: "Solo AI" in message.text and "**1 of 6**" in message.text)
    assert "**0 of 6**" in ada.latest(second).text

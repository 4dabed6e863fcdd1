"""Offers and votes: proposing, voting, closing, and what nobody may see before."""

from __future__ import annotations

import re

import pytest

from bot.sandbox.pilot import MemberPilot, Modal, SeenMessage
from tests.journeys.conftest import House
from tests.journeys.sales import FRIENDS, OFFER, RULES, draft, fill_pool, propose, vote


@pytest.fixture
async def pool(house: House) -> House:
    """All six friends pool their listening."""
    await fill_pool(house)
    return house


async def test_an_offer_stands_in_the_channel_with_its_rules_and_share(pool: House):
    card = await propose(pool)
    assert not card.ephemeral
    assert "Solo AI" in card.text
    assert "Price** $100. Shared equally, that is $16.66 or $16.67 for each of 6 members." in card.text
    assert "at least 50 % vote and more than 66.7 % of yes and no are yes" in card.text
    assert "**0 of 6** have voted" in card.text
    labels = [button.label for button in card.buttons]
    assert labels == ["What exactly would be sold?", "Yes", "No", "Abstain", "How does this vote work?"]


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
    form = await ada.press(await draft(pool), "Open the vote")
    assert isinstance(form, Modal)
    await ada.submit(form, {"Rules of the vote": RULES})
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
    refusal = await pool.member("Bo").command("sale propose")
    assert isinstance(refusal, SeenMessage)
    assert "Only members who may Manage Server can do this" in refusal.text


async def test_a_form_that_cannot_be_read_comes_back_with_everything_in_it(pool: House):
    ada = pool.member("Ada", channel="votes")
    complaint = await draft(pool, Price="a lot")
    assert "Price" in complaint.text
    again = await ada.press(complaint, "Correct it")
    assert isinstance(again, Modal)
    assert "Training a recommender" in str(again.payload)
    assert "what Solo AI would get" in (await ada.submit(again, OFFER)).text


async def test_nobody_to_vote_is_said_before_anything_opens(house: House):
    assert "No member pools listening" in (await draft(house)).text


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

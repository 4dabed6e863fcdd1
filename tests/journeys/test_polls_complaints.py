"""What members of other bots complained about: each complaint is a test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from bot.sandbox.pilot import MemberPilot, SeenMessage
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.workers import Workers
from storage.poll_tables import poll
from tests.clock import HeldClock
from tests.journeys.conftest import House
from tests.journeys.polls import (
    FRIENDS,
    drafted,
    in_time,
    labels,
    open_town,
    opened,
    place_with_members,
    press,
    result_of,
    voter,
)

DEFERRED = 5
"""Discord's number of the answer that says "thinking"."""


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Sandbox]:
    async with place_with_members(settings) as opened_place:
        yield opened_place


@pytest.fixture
async def town(settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox) -> AsyncIterator[House]:
    async with open_town(settings, clock, workers, place) as house:
        yield house


@pytest.fixture
def ada(town: House) -> MemberPilot:
    return town.member("Ada", channel="votes")


async def test_rapid_taps_cast_one_vote_and_the_last_one_counts(town: House, ada: MemberPilot):
    card = await opened(ada)
    bo = voter(town, "Bo")
    await asyncio.gather(*(bo.press(card, button) for button in ("1 Oslo", "2 Rome", "1 Oslo", "2 Rome", "2 Rome")))
    for name in ("Ada", "Chidi", "Dana", "Emi"):
        await press(town, name, card, "1 Oslo")
    await bo.press(card, "2 Rome")
    town.clock.advance(days=3)
    result = await result_of(ada)
    assert "5 of 6 voted (83.3 %); Oslo 4, Rome 1" in result.text
    assert "10 casts in its log" in result.text


async def test_buttons_work_after_a_restart_and_a_ranking_goes_on(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_town(settings, clock, workers, place) as before:
        card = await opened(before.member("Ada", channel="votes"), method="runoff")
        bo = before.member("Bo", channel="votes")
        ranking = await bo.press(card, "Rank them")
        ranking = await bo.press(ranking, "2 Rome")
    async with open_town(settings, clock, workers, place) as after:
        bo = after.member("Bo", channel="votes")
        ranking = await bo.press(ranking, "3 Lima")
        assert "1\\. **Rome**\n2\\. **Lima**" in ranking.text
        receipt = await bo.press(ranking, "Cast")
        assert "Your ballot: 1. Rome, 2. Lima" in receipt.text.replace("\\", "")


async def test_a_draft_that_a_restart_forgot_says_so_kindly(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_town(settings, clock, workers, place) as before:
        preview = await drafted(before.member("Ada", channel="votes"))
    async with open_town(settings, clock, workers, place) as after:
        ada = after.member("Ada", channel="votes")
        answer = await ada.press(preview, "Open it")
        assert "I was restarted since" in answer.text
        assert "Where do we meet?" in ada.latest(preview).text


async def test_what_was_posted_before_a_stop_is_not_posted_again(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_town(settings, clock, workers, place) as before:
        ada = before.member("Ada", channel="votes")
        await opened(ada, "Where do we meet?")
        await opened(ada, "Where do we eat?", closes="in 1 day")
        clock.advance(days=1)
        await result_of(ada, "Where do we eat?")
        await ada.wait_until(lambda message: "This vote is closed" in message.text)
        await forget_posts(before)
    async with open_town(settings, clock, workers, place) as after:
        ada = after.member("Ada", channel="votes")
        await opened(ada, "Is everything here?", "")  # the first round is over
        public = [message.text for message in ada.sees() if not message.ephemeral]
        assert sum("Where do we meet?" in text for text in public) == 1
        assert sum("Where do we eat?" in text and "log head" in text for text in public) == 1
        assert await after.services.store.polls.unannounced() == ()


async def forget_posts(house: House) -> None:
    """As if the bot had stopped between posting and noting that it did."""
    async with house.services.store.polls._database.writing(house.member("Ada").guild_id) as connection:
        await connection.execute(update(poll).values(message_id=None, announced_at=None))


async def test_a_press_that_arrives_twice_counts_once(town: House, ada: MemberPilot, place: Sandbox):
    card = await opened(ada)
    place.faults.deliver_twice()
    await press(town, "Bo", card, "1 Oslo")
    town.clock.advance(days=3)
    assert "1 of 6 voted" in (await result_of(ada)).text


async def test_a_slow_disk_is_waited_for_in_front_of_everybody(
    town: House, ada: MemberPilot, place: Sandbox, monkeypatch: pytest.MonkeyPatch
):
    card = await opened(ada, method="runoff")
    monkeypatch.setattr("cogs.poll_ballots._ANSWERED_WITHIN_S", 0)
    bo = voter(town, "Bo")
    ranking = await bo.press(await bo.press(card, "Rank them"), "2 Rome")
    receipt = await bo.press(ranking, "Cast")
    assert "Your ballot: 1. Rome" in receipt.text.replace("\\", "")
    other = await press(town, "Chidi", card, "Abstain")
    assert "Your ballot: abstain" in other.text
    answered = place.interactions.get(int(other.payload["interaction_metadata"]["id"]))
    assert answered is not None
    assert answered.response_type == DEFERRED


async def test_two_polls_in_a_channel_keep_their_ballots_apart(town: House, ada: MemberPilot):
    first = await opened(ada, "Where do we meet?")
    second = await opened(ada, "Where do we eat?")
    await press(town, "Bo", first, "1 Oslo")
    await press(town, "Chidi", second, "2 Rome")
    await press(town, "Dana", second, "2 Rome")
    town.clock.advance(seconds=10)
    seen = await ada.wait_until(lambda message: message.id == first.id and "**1 of 6**" in message.text)
    assert "1 cast in its log, chained up to" in seen.text
    town.clock.advance(seconds=5)
    await ada.wait_until(lambda message: message.id == second.id and "**2 of 6**" in message.text)


async def test_a_deleted_card_is_posted_again_and_kept_up_to_date(town: House, ada: MemberPilot, place: Sandbox):
    card = await opened(ada)
    await press(town, "Bo", card, "1 Oslo")
    place.messages.delete(place.world.messages[ada.channel.id][card.id])
    (suggested,) = await ada.autocomplete("poll show", "poll", "meet")
    assert suggested.name == "1: Where do we meet?"
    shown = await ada.command("poll show", poll=suggested.value)
    assert shown.ephemeral
    again = await ada.press(shown, "Post it here again")
    assert isinstance(again, SeenMessage)
    assert not again.ephemeral
    await press(town, "Chidi", again, "2 Rome")
    town.clock.advance(seconds=10)
    await ada.wait_until(lambda message: message.id == again.id and "**2 of 6**" in message.text)
    town.clock.advance(days=3)
    await result_of(ada)
    closed = await ada.wait_until(lambda message: message.id == again.id and "This vote is closed" in message.text)
    assert closed.selects == ()


async def test_members_do_not_post_cards_again_and_vote_from_the_private_one(town: House, ada: MemberPilot):
    await opened(ada)
    bo = voter(town, "Bo")
    shown = await bo.command("poll show", poll="1")
    assert "Post it here again" not in [button.label for button in shown.buttons]
    receipt = await bo.press(shown, "2 Rome")
    assert "Your ballot: Rome" in receipt.text


async def test_nothing_is_deleted_on_close_and_the_result_can_be_shown_again(town: House, ada: MemberPilot):
    card = await opened(ada)
    await press(town, "Bo", card, "1 Oslo")
    town.clock.advance(days=3)
    await result_of(ada)
    closed = await ada.wait_until(lambda message: "This vote is closed" in message.text)
    assert closed.id == card.id
    assert "Where do we meet?" in closed.text
    shown = await voter(town, "Bo").command("poll show", poll="1")
    assert "log head" in shown.text


async def test_no_poll_closes_early_unless_it_was_chosen(town: House, ada: MemberPilot):
    card = await opened(ada)
    for name in FRIENDS:
        await press(town, name, card, "1 Oslo")
    town.clock.advance(seconds=10)
    await ada.wait_until(lambda message: "**6 of 6** have voted" in message.text)
    assert [message for message in ada.sees() if "This vote is closed" in message.text] == []


async def test_a_decided_poll_closes_early_where_that_was_chosen(town: House, ada: MemberPilot):
    card = await opened(ada, early_close=True)
    assert "as soon as no missing ballot could change the outcome" in card.text
    for name in FRIENDS[:4]:
        await press(town, name, card, "1 Oslo")
    town.clock.advance(seconds=10)
    result = await result_of(ada)
    assert "🏆 Oslo" in result.text
    assert "breakdown withheld under 5 ballots" in result.text
    refused = await press(town, "Farid", card, "1 Oslo") if "1 Oslo" in labels(ada.latest(card)) else None
    assert refused is None or "This vote closed" in refused.text


async def test_alt_accounts_are_kept_out_by_minimum_ages(town: House, ada: MemberPilot, place: Sandbox):
    guild = place.world.guilds[ada.guild_id]
    guild.members[voter(town, "Farid").user_id].joined_at = "2026-11-18T00:00:00+00:00"
    card = await opened(ada, member_days=7, account_days=30)
    assert "here for at least 7 days, with an account of at least 30 days" in card.text
    assert "5 members" in card.text
    refused = await press(town, "Farid", card, "1 Oslo")
    assert "belongs to the members who were on its roll when it opened" in refused.text
    assert "Nothing was counted" in refused.text


async def test_a_late_press_and_an_early_one_get_their_sentences(town: House, ada: MemberPilot):
    card = await opened(ada, opens="in 1 hour", closes="in 2 hours")
    assert "Opens" in card.text
    assert labels(card) == ["How does this vote work?"]
    town.clock.advance(hours=1)
    await ada.wait_until(lambda message: message.id == card.id and "1 Oslo" in labels(message))
    await press(town, "Bo", card, "1 Oslo")
    town.clock._now = town.clock._now.replace(hour=21)  # past the deadline, before the desk wakes
    refused = await press(town, "Bo", card, "2 Rome")
    assert "This vote closed" in refused.text


async def test_too_many_edits_hold_the_card_back_and_the_next_one_has_everything(
    town: House, ada: MemberPilot, place: Sandbox
):
    card = await opened(ada)
    place.faults.rate_limit(times=6, retry_after_s=0.01, method="PATCH", path="/channels/*/messages/*")
    await press(town, "Bo", card, "1 Oslo")
    town.clock.advance(seconds=10)
    await press(town, "Chidi", card, "1 Oslo")
    assert "**0 of 6**" in ada.latest(card).text
    await in_time(town, ada, lambda message: message.id == card.id and "**2 of 6**" in message.text)


async def test_a_card_is_edited_once_for_many_ballots(town: House, ada: MemberPilot, place: Sandbox):
    card = await opened(ada)
    with place.world.subscribe() as events:
        for name in FRIENDS:
            await press(town, name, card, "1 Oslo")
        town.clock.advance(seconds=10)
        await ada.wait_until(lambda message: message.id == card.id and "**6 of 6**" in message.text)
        changes = [events.get_nowait() for _ in range(events.qsize())]
    assert sum(getattr(getattr(change, "message", None), "id", 0) == card.id for change in changes) == 1

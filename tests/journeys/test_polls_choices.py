"""What whoever makes a poll can choose, as its voters meet it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.errors import SettingsError
from bot.model.polls import RollEntry
from bot.sandbox.pilot import MemberPilot, SeenMessage
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.workers import Workers
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


async def test_live_counts_come_with_the_fifth_ballot(town: House, ada: MemberPilot):
    card = await opened(ada, results="live")
    for name in FRIENDS[:4]:
        await press(town, name, card, "1 Oslo")
    town.clock.advance(seconds=10)
    seen = await ada.wait_until(lambda message: "**4 of 6**" in message.text)
    assert "Oslo 4" not in seen.text
    await press(town, "Emi", card, "2 Rome")
    town.clock.advance(seconds=10)
    seen = await ada.wait_until(lambda message: "**5 of 6**" in message.text)
    assert "So far: Oslo 4, Rome 1." in seen.text


async def test_a_final_ballot_is_confirmed_and_stands(town: House, ada: MemberPilot):
    card = await opened(ada, final=True)
    bo = voter(town, "Bo")
    asked = await bo.press(card, "1 Oslo")
    assert "once cast, it cannot be changed" in asked.text
    receipt = await bo.press(asked, "Cast it")
    assert "It is final" in receipt.text
    refused = await bo.press(card, "2 Rome")
    assert "the first ballot is final" in refused.text


async def test_roles_vote_with_their_weights_openly(town: House, ada: MemberPilot, place: Sandbox):
    guild = place.world.guilds[ada.guild_id]
    role = next(role for role in guild.roles.values() if role.name == "Moderator")
    card = await opened(ada, weight_role=str(role.id), weight=3)
    assert f"**Votes weigh differently:** <@&{role.id}> 3 votes" in card.text
    receipt = await press(town, "Ada", card, "1 Oslo")
    assert "It weighs **3 votes**" in receipt.text
    for name in FRIENDS[1:]:
        await press(town, name, card, "2 Rome")
    town.clock.advance(days=3)
    result = await result_of(ada)
    assert "with 8 of 8 votes (100 %); Rome 5, Oslo 3" in result.text


async def test_a_role_alone_is_asked(town: House, ada: MemberPilot, place: Sandbox):
    guild = place.world.guilds[ada.guild_id]
    role = next(role for role in guild.roles.values() if role.name == "Moderator")
    card = await opened(ada, role=str(role.id))
    assert f"members with <@&{role.id}>, as they were when it opened: 1 member." in card.text
    refused = await press(town, "Bo", card, "1 Oslo")
    assert "you were not among them" in refused.text


async def test_a_late_quorum_extends_the_vote_and_the_card_says_so(town: House, ada: MemberPilot):
    card = await opened(ada, quorum="50 %", extension=2, closes="in 5 hours")
    await press(town, "Bo", card, "1 Oslo")
    await press(town, "Chidi", card, "1 Oslo")
    town.clock.advance(hours=4)
    receipt = await press(town, "Dana", card, "1 Oslo")
    assert "With it the quorum is reached, late" in receipt.text
    town.clock.advance(seconds=10)
    await ada.wait_until(lambda message: message.id == card.id and "**Extended:**" in message.text)
    town.clock.advance(hours=1)
    await press(town, "Emi", card, "2 Rome")
    town.clock.advance(hours=1)
    assert "4 of 6 voted" in (await result_of(ada)).text


async def test_the_undecided_are_reminded_once_and_can_decline(town: House, ada: MemberPilot, place: Sandbox):
    next(user for user in place.world.users.values() if user.display_name == "Chidi").closed = True
    card = await opened(ada, reminder=True, closes="in 8 hours")
    await press(town, "Bo", card, "1 Oslo")
    town.clock.advance(hours=6)
    dana = voter(town, "Dana").in_direct_messages()
    reminder = await in_time(town, dana, lambda message: "you have not voted yet" in message.text)
    assert "**Friends** votes on “Where do we meet?”, and you have not voted yet" in reminder.text
    assert "No more reminders of votes" in (await dana.press(reminder, "No more reminders")).text
    farid = voter(town, "Farid").in_direct_messages()
    await in_time(town, farid, lambda message: "you have not voted yet" in message.text)
    assert voter(town, "Bo").in_direct_messages().sees() == []
    second = await opened(ada, "Where do we eat?", reminder=True, closes="in 8 hours")
    town.clock.advance(hours=6)
    await press(town, "Bo", second, "1 Oslo")
    await in_time(town, farid, lambda message: "Where do we eat?" in message.text)
    assert not [message for message in dana.sees() if "Where do we eat?" in message.text]


async def test_a_member_lets_another_vote_and_takes_it_back(town: House, ada: MemberPilot):
    card = await opened(ada, delegation=True)
    assert "`/poll delegate`" in card.text
    bo, chidi = voter(town, "Bo"), voter(town, "Chidi")
    given = await bo.command("poll delegate", member=str(chidi.user_id), poll="1")
    assert f"<@{chidi.user_id}> votes for you" in given.text
    circle = await chidi.command("poll delegate", member=str(bo.user_id), poll="1")
    assert "lead your vote back to you" in circle.text
    receipt = await chidi.press(card, "2 Rome")
    assert "It weighs **2 votes**" in receipt.text
    listed = await bo.command("poll delegations")
    assert f"<@{chidi.user_id}> in “Where do we meet?”" in listed.text
    gone = await bo.press(listed, "Take back 1")
    assert "You let nobody vote for you" in gone.text
    receipt = await chidi.press(card, "2 Rome")
    assert "It weighs" not in receipt.text
    town.clock.advance(days=3)
    assert "1 of 6 voted" in (await result_of(ada)).text


async def test_scores_are_given_by_menus_page_by_page(town: House, ada: MemberPilot):
    card = await opened(ada, typed="\n".join(f"City {number}" for number in range(1, 11)), method="score")
    bo = voter(town, "Bo")
    scoring = await bo.press(card, "Score them")
    assert len(scoring.selects) == 8
    scoring = await bo.choose(scoring, "City 2", ["City 2: 5"])
    scoring = await bo.press(scoring, "Next")
    assert [menu.label for menu in scoring.selects] == ["City 9", "City 10"]
    scoring = await bo.choose(scoring, "City 10", ["City 10: 3"])
    receipt = await bo.press(scoring, "Cast")
    assert "City 2 5" in receipt.text
    assert "City 10 3" in receipt.text
    again = await bo.press(card, "Score them")
    assert "This is how your ballot stands now." in again.text


async def test_several_are_approved_in_a_menu(town: House, ada: MemberPilot):
    card = await opened(ada, method="approval")
    bo = voter(town, "Bo")
    receipt = await bo.choose(card, "Choose all that you approve of", ["3  Lima", "1  Oslo"])
    assert isinstance(receipt, SeenMessage)
    assert "Your ballot: Oslo, Lima" in receipt.text


async def test_one_of_many_is_chosen_in_a_menu(town: House, ada: MemberPilot):
    card = await opened(ada, typed="\n".join(f"City {number} | no. {number}" for number in range(1, 26)))
    bo = voter(town, "Bo")
    receipt = await bo.choose(card, "Choose one", ["25  City 25"])
    assert isinstance(receipt, SeenMessage)
    assert "Your ballot: City 25" in receipt.text


async def test_the_pool_is_asked_without_the_list_of_members(house: House):
    ada = house.member("Ada", channel="votes")
    refused = await drafted(ada, typed="", question="Pizza?")
    assert "SERVER_MEMBERS_INTENT=True" in refused.text
    assert "`who: pool contributors`" in refused.text.replace("\\", "")
    nobody = await drafted(ada, typed="", question="Pizza?", who="pool contributors")
    assert "nobody here is asked" in nobody.text


async def test_the_pools_contributors_vote_and_nobody_else(house: House):
    for name in ("Ada", "Bo"):
        await house.agree(house.member(name), "Pool for sales")
    ada = house.member("Ada", channel="votes")
    card = await opened(ada, typed="", question="Pizza?", who="pool contributors")
    assert "members who pool their listening for sales, as they were when it opened: 2 members." in card.text
    assert "Your ballot: Yes" in (await press(house, "Bo", card, "Yes")).text
    refused = await press(house, "Chidi", card, "Yes")
    assert "belongs to the members who pooled their listening when it opened" in refused.text


async def test_a_list_of_members_that_the_portal_refuses_is_one_clear_sentence(
    settings: Settings, clock: HeldClock, workers: Workers
):
    async with place_with_members(settings) as place:
        place.world.application.privileged_intents = False
        with pytest.raises(SettingsError, match="SERVER_MEMBERS_INTENT is on, and Discord refuses it"):
            async with open_town(settings, clock, workers, place):
                pass


async def test_nobody_fills_in_a_ballot_in_vain(town: House, ada: MemberPilot, place: Sandbox):
    role = next(role for role in place.world.guilds[ada.guild_id].roles.values() if role.name == "Moderator")
    card = await opened(ada, role=str(role.id), method="runoff")
    refused = await press(town, "Bo", card, "Rank them")
    assert "you were not among them" in refused.text
    shown = await voter(town, "Ada").command("poll show", poll="1")
    town.clock.advance(days=3)
    await result_of(ada)
    late = await voter(town, "Ada").press(shown, "Rank them")
    assert "This vote closed" in late.text


async def test_a_card_posted_while_its_poll_was_still_to_open_can_be_voted_on_once_it_is_open(
    town: House, ada: MemberPilot
):
    card = await opened(ada, opens="in 1 hour")
    assert "Yes" not in labels(card)
    (poll,) = await town.services.store.polls.scheduled()
    bo = town.member("Bo").user_id
    await town.services.store.polls.open(poll.guild_id, poll.poll_id, [RollEntry(bo)], town.clock.now())
    town.client.dispatch("poll_opened", poll.guild_id, poll.poll_id)
    await ada.wait_until(lambda message: message.id == card.id and len(message.buttons) > len(card.buttons))


async def test_a_poll_that_is_to_come_is_called_off_and_its_card_says_so(town: House, ada: MemberPilot):
    card = await opened(ada, opens="in 1 hour")
    bo = await voter(town, "Bo").command("poll show", poll="1")
    assert "Call it off" not in labels(bo)
    shown = await ada.command("poll show", poll="1")
    assert "**Called off.**" in (await ada.press(shown, "Call it off")).text
    await ada.wait_until(lambda message: message.id == card.id and "**Called off.**" in message.text)
    assert "No poll was held here yet" in (await ada.command("poll list")).text


async def test_an_open_poll_cannot_be_called_off(town: House, ada: MemberPilot):
    card = await opened(ada, opens="in 1 hour")
    shown = await ada.command("poll show", poll="1")
    town.clock.advance(hours=1)
    await ada.wait_until(lambda message: message.id == card.id and "1 Oslo" in labels(message))
    assert "what has opened goes on to its end" in (await ada.press(shown, "Call it off")).text


async def test_a_poll_that_asks_nobody_when_it_should_open_is_called_off(town: House, ada: MemberPilot, place: Sandbox):
    guild = place.world.guilds[ada.guild_id]
    role = next(role for role in guild.roles.values() if role.name == "Moderator")
    card = await opened(ada, role=str(role.id), opens="in 1 hour")
    guild.members[ada.user_id].role_ids.clear()
    town.clock.advance(hours=1)
    await ada.wait_until(lambda message: message.id == card.id and "**Called off.**" in message.text)


async def test_how_it_works_says_what_is_promised_and_the_three_limits(town: House, ada: MemberPilot):
    card = await opened(ada)
    how = await press(town, "Bo", card, "How does this vote work?")
    for words in ("6 members", "nothing is deleted", "can read ballots", "lets a member prove how they voted"):
        assert words in how.text

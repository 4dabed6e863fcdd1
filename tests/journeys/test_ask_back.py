"""Questions that may mean several things are asked back, and one press answers them."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.pilot import SeenMessage
from bot.sandbox.server import Sandbox
from bot.sandbox.worlds import sample_world
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house
from tests.journeys.exports import HEARTBREAK
from tests.journeys.test_ask import ADA, BO

LONGEST_ID = 100


@pytest.fixture
async def pair(house: House) -> House:
    """Ada plays at night, Bo in the afternoon; both agree to be compared."""
    await settle(house)
    return house


async def settle(house: House) -> None:
    for name, files in (("Ada", (ADA, HEARTBREAK)), ("Bo", (BO,))):
        await house.upload(house.member(name), *files)
        await house.agree(house.member(name), "Compare me")


async def ask(house: House, question: str, name: str = "Ada") -> SeenMessage:
    return await house.member(name).command("ask", question=question)


async def press(house: House, card: SeenMessage, label: str, name: str = "Ada") -> SeenMessage:
    answered = await house.member(name).press(card, label)
    assert isinstance(answered, SeenMessage)
    return answered


def labels(card: SeenMessage) -> list[str]:
    assert all(len(button.custom_id) <= LONGEST_ID for button in card.buttons)
    return [button.label for button in card.buttons]


async def test_a_misspelt_artist_is_offered_as_it_is_spelt_and_answers(pair: House):
    card = await ask(pair, "who plays “Radio Gosth Bnd” the most?")
    assert "is called “Radio Gosth Bnd”" in card.text
    assert labels(card)[0] == "Radio Ghost"
    answered = await press(pair, card, "Radio Ghost")
    assert "🥇 **Ada** · 25 plays" in answered.text
    assert "artist “Radio Ghost”" in answered.text
    csv = await press(pair, answered, "CSV")
    assert csv.text != ""  # and its own buttons go on from there


async def test_a_member_nearest_to_a_name_is_offered_and_answers(pair: House):
    bo = pair.member("Bo")
    await pair.services.store.members.see(bo.guild_id, bo.user_id, "Bogdan Zieliński")
    assert "29 plays" in (await ask(pair, "how many plays does bogdn zelinski have?")).text
    card = await ask(pair, "how many plays does @bogus have in 2024?")
    assert labels(card) == ["Plays, of Bogdan Zieliński, 2024"]
    assert "is called “bogus”" in card.text
    assert "29 plays" in (await press(pair, card, labels(card)[0])).text


async def test_members_of_one_name_are_asked_back_with_a_mention_of_each(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    for member, name in ((ada, "Emi"), (bo, "Emi")):
        await pair.services.store.members.see(ada.guild_id, member.user_id, name)
    card = await ask(pair, "how many plays does Emi have?", "Chidi")
    assert "Several members here are called “Emi”" in card.text
    places = {f"<@{member.user_id}>": member for member in (ada, bo)}
    assert all(each in card.text for each in places)
    second = card.text.split("2. ")[1].split()[0] if "2. " in card.text else card.text.split("2\\. ")[1].split()[0]
    answered = await press(pair, card, "2. Emi", "Chidi")
    assert f"**{26 if places[second] is ada else 29} plays**" in answered.text


async def test_members_whose_first_names_are_alike_are_asked_back(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    await pair.services.store.members.see(ada.guild_id, ada.user_id, "Emi Tanaka")
    await pair.services.store.members.see(ada.guild_id, bo.user_id, "Emi Suzuki")
    card = await ask(pair, "how many plays does @emi have?", "Chidi")
    assert labels(card) == ["1. Emi Tanaka", "2. Emi Suzuki"]
    assert "29 plays" in (await press(pair, card, "2. Emi Suzuki", "Chidi")).text


async def test_a_member_where_an_artist_would_stand_may_be_either(pair: House):
    card = await ask(pair, "who plays Bo the most?")
    assert labels(card) == ["Members ranked by plays, artist “Bo”, all time", "Plays, of Bo, all time"]
    assert "29 plays" in (await press(pair, card, "Plays, of Bo, all time")).text


async def test_what_is_not_understood_is_offered_by_plays_and_by_hours(pair: House):
    card = await ask(pair, "who zonkulates Radio Ghost the most?")
    assert "more than one way" in card.text
    artist = "artist “Radio Ghost”, all time"
    assert labels(card) == [f"Members ranked by plays, {artist}", f"Members ranked by hours listened, {artist}"]
    assert "🥇 **Ada** · 1.2 hours" in (await press(pair, card, labels(card)[1])).text


async def test_a_name_alone_is_asked_back_with_what_can_be_counted(pair: House):
    card = await ask(pair, "Bo in 2024")
    assert labels(card) == ["Plays, of Bo, 2024", "Artists ranked by plays, of Bo, 2024", "Hours listened, of Bo, 2024"]
    assert "**Else** · 28 plays" in (await press(pair, card, labels(card)[1])).text


async def test_a_taste_is_asked_back_with_what_can_be_measured_of_it(pair: House):
    card = await ask(pair, "who has the best music taste?")
    assert len(labels(card)) == 3
    assert "Ada" in (await press(pair, card, labels(card)[2])).text


async def test_a_playlist_nearly_called_so_is_offered(pair: House):
    card = await ask(pair, "how many tracks are in my playlist “she went m”?")
    assert "she left me" in [label.lower() for label in labels(card)]
    answered = await press(pair, card, "She left me")
    assert "6" in answered.text


async def test_who_withdrew_meanwhile_is_not_answered_about(pair: House):
    bo = pair.member("Bo")
    await pair.services.store.members.see(bo.guild_id, bo.user_id, "Bogdan Zieliński")
    card = await ask(pair, "how many plays does @bogus have in 2024?")
    privacy = await bo.command("privacy")
    await bo.press(privacy, "Compare me: on")
    refused = await press(pair, card, labels(card)[0])
    assert "29" not in refused.text


async def test_a_follow_up_passes_over_what_was_asked_back(pair: House):
    await ask(pair, "who listens the most?")
    pair.clock.advance(seconds=1)
    await ask(pair, "who has the best music taste?")
    pair.clock.advance(seconds=1)
    assert "🥇 **Ada** · 25 plays" in (await ask(pair, "and only at 3am?")).text


async def test_what_was_asked_back_is_suggested_to_nobody(pair: House):
    await ask(pair, "who zonkulates Radio Ghost the most?")
    assert await pair.member("Ada").autocomplete("ask", "question", "zonkulates") == []


async def test_in_a_channel_only_who_asked_says_what_was_meant(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    await ada.say(f"<@{pair.client.user.id}> who zonkulates Radio Ghost the most?")
    card = await bo.wait_until(lambda message: "more than one way" in message.text)
    refused = await press(pair, card, labels(card)[0], "Bo")
    assert "Only who asked" in refused.text
    assert "more than one way" in ada.latest(card).text
    answered = await press(pair, ada.latest(card), labels(card)[0])
    assert not answered.ephemeral
    assert "🥇 **Ada** · 25 plays" in answered.text
    assert "🥇 **Ada** · 25 plays" in bo.latest(card).text


async def test_a_channel_sees_no_names_that_are_near_to_what_somebody_plays_who_did_not_agree(house: House):
    await settle(house)
    chidi = house.member("Chidi")
    await house.upload(chidi, ADA)
    await chidi.say(f"<@{house.client.user.id}> who plays “Radio Gosth Bnd” the most?")
    card = await chidi.wait_until(lambda message: "Radio Gosth Bnd" in message.text and message.author != "Chidi")
    assert card.buttons == ()


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Sandbox]:
    async with Sandbox(sample_world(), data_dir=settings.data_dir / "world") as opened:
        yield opened


async def test_its_buttons_answer_after_a_restart(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_house(settings, clock, workers, place) as before:
        await settle(before)
        by_name = await ask(before, "who plays “Radio Gosth Bnd” the most?")
        by_reading = await ask(before, "who zonkulates Radio Ghost the most?")
    async with open_house(settings, clock, workers, place) as after:
        assert "🥇 **Ada** · 25 plays" in (await press(after, by_name, "Radio Ghost")).text
        assert "🥇 **Ada** · 25 plays" in (await press(after, by_reading, labels(by_reading)[0])).text

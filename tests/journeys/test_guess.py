"""The guessing game: a round, its guesses, its end, and who may be in it."""

from __future__ import annotations

import pytest

from bot.sandbox.pilot import SeenMessage
from tests.journeys.conftest import House, open_house
from tests.journeys.exports import extended


def much_of(artist: str, hour: int) -> bytes:
    """120 plays of one track at this hour."""
    days = [
        f"2024-{month:02}-{day:02} {hour:02}:{minute:02}"
        for month in (1, 2)
        for day in range(1, 21)
        for minute in (0, 10, 20)
    ]
    return extended(*((start, artist, f"{artist} song", 3) for start in days))


@pytest.fixture
async def three(house: House) -> House:
    """Ada, Bo and Chidi each play a track of their own; Chidi does not agree to be compared."""
    for name, artist, hour in (("Ada", "Radio Ghost", 3), ("Bo", "Lift", 12), ("Chidi", "Secret", 20)):
        member = house.member(name)
        await house.upload(member, much_of(artist, hour))
        if name != "Chidi":
            await house.agree(member, "Compare me")
    return house


async def start(house: House, what: str = "a track") -> SeenMessage:
    ada = house.member("Ada")
    await ada.command("guess", what=what, seconds=30)
    return await ada.wait_until(lambda message: "The answer comes" in message.text and not message.ephemeral)


async def test_a_round_asks_whose_track_it_is_and_ends_with_the_answer_and_points(three: House):
    card = await start(three)
    assert "Whose top track is this?" in card.text
    assert {button.label for button in card.buttons} == {"Ada", "Bo"}
    answer = "Ada" if "Radio Ghost" in card.text else "Bo"
    taken = await three.member("Dana").press(card, answer)
    assert isinstance(taken, SeenMessage)
    assert taken.ephemeral
    assert f"You guess **{answer}**" in taken.text
    wrong = await three.member("Emi").press(card, "Bo" if answer == "Ada" else "Ada")
    assert isinstance(wrong, SeenMessage)
    three.clock.advance(seconds=31)
    end = await three.member("Ada").wait_until(lambda message: "It was" in message.text)
    assert f"It was {answer}" in end.text
    assert "Right: **Dana** (+2)" in end.text
    assert "said" in end.text
    assert end.id == card.id
    scores = await three.member("Farid").command("guess", what="the scores")
    assert "🥇 **Dana** · 2 points\n-# 1 right of 1 round" in scores.text
    assert scores.ephemeral


async def test_a_guess_stands_and_whom_it_is_about_does_not_guess(three: House):
    card = await start(three)
    answer = "Ada" if "Radio Ghost" in card.text else "Bo"
    assert "This one is about you" in (await three.member(answer).press(card, answer)).text
    dana = three.member("Dana")
    await dana.press(card, "Bo")
    assert "a guess stands" in (await dana.press(card, "Ada")).text


async def test_who_did_not_agree_is_neither_answer_nor_choice(three: House):
    for what in ("a track", "numbers", "a clock") * 2:
        card = await start(three, what)
        assert "Chidi" not in {button.label for button in card.buttons}
        assert "Secret" not in card.text
        three.clock.advance(seconds=31)
        await three.member("Ada").wait_until(
            lambda message, card=card: message.id == card.id and "It was" in message.text
        )


async def test_withdrawing_consent_calls_the_round_off(three: House):
    card = await start(three)
    answer = three.member("Ada" if "Radio Ghost" in card.text else "Bo")
    privacy = await answer.command("privacy")
    await answer.press(privacy, "Compare me: on")
    three.clock.advance(seconds=31)
    end = await three.member("Dana").wait_until(lambda message: "called off" in message.text)
    assert end.id == card.id
    assert "Radio Ghost" not in end.text


async def test_one_round_at_a_time_in_a_channel(three: House):
    await start(three)
    assert "There is a round going on" in (await three.member("Bo").command("guess")).text


async def test_a_round_outlives_a_restart(three: House, settings, clock, workers):
    card = await start(three)
    await three.client.close()
    clock.advance(seconds=31)
    async with open_house(settings, clock, workers, three.sandbox) as again:
        end = await again.member("Dana").wait_until(lambda message: "It was" in message.text)
        assert end.id == card.id


async def test_too_little_to_guess_is_said_to_the_asker_alone(house: House):
    refusal = await house.member("Ada").command("guess")
    assert refusal.ephemeral
    assert "There is not enough to guess yet" in refusal.text


async def test_points_are_shown_in_privacy_and_erased_with_everything(three: House):
    card = await start(three)
    dana = three.member("Dana")
    await dana.press(card, "Ada")
    three.clock.advance(seconds=31)
    await dana.wait_until(lambda message: "It was" in message.text)
    assert "your points from 1 round of the guessing game" in (await dana.command("privacy")).text

"""Titles tagged by a language model: what a server on loopback receives, with whose yes, and what becomes of it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.sandbox.pilot import SeenMessage
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house
from tests.journeys.exports import extended
from tests.language.liar import KEY, MODEL, Liar, completion, http

ADA = extended(
    *((f"2024-02-{day:02} 12:{minute:02}", "Quizzical", "Windmill", 3) for day in range(1, 21) for minute in (0, 10)),
    *((f"2024-02-{day:02} 13:00", "Else", "Marble", 3) for day in range(1, 11)),
    *((f"2024-02-{day:02} 14:00", "Ex", "She Left Me", 3) for day in range(1, 6)),
)
BO = extended(("2024-02-01 12:00", "Secret Band", "Zyzzogeton", 3))


def sort_of(title: str) -> str:
    return {"Windmill": "sad", "Marble": "happy"}.get(title, "other")


def honest(body: dict) -> bytes:
    """A mood for each title it was sent."""
    listed = json.loads(body["messages"][-1]["content"])
    return http(
        completion(json.dumps({"moods": [{"n": each["n"], "mood": sort_of(each["title"])} for each in listed]}))
    )


@pytest.fixture
async def liar() -> AsyncIterator[Liar]:
    async with Liar([honest]) as opened:
        yield opened


@pytest.fixture
async def house(settings: Settings, clock: HeldClock, workers: Workers, liar: Liar) -> AsyncIterator[House]:
    """The bot with a language model, and Ada and Bo with listening."""
    keyed = settings.model_copy(
        update={"openai_api_key": SecretStr(KEY), "openai_base_url": liar.url, "openai_model": MODEL}
    )
    async with open_house(keyed, clock, workers) as opened:
        await opened.upload(opened.member("Ada"), ADA)
        await opened.upload(opened.member("Bo"), BO)
        yield opened


async def own(house: House, name: str = "Ada") -> SeenMessage:
    member = house.member(name)
    card = await member.command("moods", member=member.user_id)
    assert isinstance(card, SeenMessage)
    return card


async def tag(house: House, card: SeenMessage) -> SeenMessage:
    tagged = await house.member("Ada").press(card, "Tag more titles")
    assert isinstance(tagged, SeenMessage)
    return tagged


def labels(card: SeenMessage) -> list[str]:
    return [button.label for button in card.buttons]


async def agreed(house: House) -> SeenMessage:
    """Ada's card once the server and she agreed. Ada is a moderator."""
    await house.member("Ada").command("settings", tag_titles="on")
    await house.agree(house.member("Ada"), "Tag my titles")
    return await own(house)


async def test_titles_and_artists_of_the_presser_are_all_that_is_sent(house: House, liar: Liar):
    await tag(house, await agreed(house))
    (seen,) = liar.seen
    sent = seen.raw.decode()
    assert json.loads(seen.body["messages"][-1]["content"]) == [
        {"n": 1, "title": "Marble", "artist": "Else"},
        {"n": 2, "title": "Windmill", "artist": "Quizzical"},
    ]
    ada = house.member("Ada")
    for private in ("She Left Me", "Zyzzogeton", "Secret Band", "2024", "Friends", "Ada", str(ada.user_id)):
        assert private not in sent
    assert "40" not in seen.body["messages"][-1]["content"]  # how often it was played


async def test_tags_are_shown_to_their_member_alone(house: House):
    card = await tag(house, await agreed(house))
    assert "**2 titles** tagged, 0 left." in card.text
    # 40 plays sad and 10 happy, of 55.
    assert "sad 80 %, happy 20 %" in card.text
    assert "Of 50 plays of tagged titles, 91 % of all plays" in card.text
    for name in ("Ada", "Bo"):
        await house.agree(house.member(name), "Compare me")
    ada, bo = house.member("Ada"), house.member("Bo")
    line = await bo.command("moods", member=ada.user_id)
    assert "By tags" not in line.text
    assert "9.1 % sad titles" in line.text  # 5 of 55, as without tags


async def test_without_both_yeses_there_is_no_button_and_nothing_is_sent(house: House, liar: Liar):
    ada = house.member("Ada")
    assert "Tag more titles" not in labels(await own(house))
    await house.agree(ada, "Tag my titles")
    assert "Tag more titles" not in labels(await own(house))
    await ada.press(await ada.command("privacy"), "Tag my titles: on")
    await ada.command("settings", tag_titles="on")
    card = await own(house)
    assert "Tag more titles" not in labels(card)
    assert "“Tag my titles” in `/privacy` allows it" in card.text
    assert liar.seen == []


async def test_a_card_from_before_a_withdrawal_sends_nothing(house: House, liar: Liar):
    ada = house.member("Ada")
    card = await agreed(house)
    await ada.command("settings", tag_titles="off")
    late = await tag(house, card)
    assert "Tags are not allowed here any more; nothing more was sent." in late.text
    assert liar.seen == []


async def test_withdrawing_removes_the_tags(house: House):
    ada = house.member("Ada")
    await tag(house, await agreed(house))
    assert "took 2 titles of yours for" in (await ada.command("privacy")).text
    await ada.press(await ada.command("privacy"), "Tag my titles: on")
    assert "By tags" not in (await own(house)).text
    await house.agree(ada, "Tag my titles")
    card = await own(house)
    assert "By tags" not in card.text
    assert "Tag more titles" in labels(card)


async def test_known_titles_are_not_sent_again(house: House, liar: Liar):
    card = await tag(house, await agreed(house))
    assert "**0 titles** tagged, 0 left." in (await tag(house, card)).text
    assert len(liar.seen) == 1


@pytest.mark.parametrize(
    "said",
    [
        '{"moods": [{"n": 1, "mood": "sad"}]}',
        '{"moods": [{"n": 1, "mood": "sad"}, {"n": 2, "mood": "depressed"}]}',
        '{"moods": [{"n": 1, "mood": "sad"}, {"n": 7, "mood": "sad"}]}',
        "I would rather not.",
    ],
)
async def test_an_answer_that_is_none_stores_nothing(house: House, liar: Liar, said: str):
    liar.turns = [http(completion(said))]
    card = await tag(house, await agreed(house))
    assert "**0 titles** tagged, 2 left. The language model did not answer as it should (rejected)." in card.text
    assert "By tags" not in card.text
    assert len(liar.seen) == 2  # one repair


async def test_the_settings_say_what_they_mean(house: House):
    ada = house.member("Ada")
    assert "**Tags of titles** off" in (await ada.command("settings")).text
    assert "**Tags of titles** on" in (await ada.command("settings", tag_titles="on")).text


async def test_privacy_says_what_is_sent(house: House):
    card = await house.member("Ada").command("privacy")
    assert "**Tag my titles** (off)" in card.text
    assert "titles and artists of tracks you played whose titles tell no mood" in card.text

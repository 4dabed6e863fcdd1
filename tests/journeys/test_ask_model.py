"""`/ask` with a language model as planner: what it is sent, what it may change, and what is said of it."""

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
from tests.journeys.test_ask import ADA, BO
from tests.language.liar import KEY, MODEL, Hang, Liar, completion

THREE_AM = "who listens at 3am the most?"
BY_HOURS = {"op": "rank", "metric": "hours", "by": "member", "filters": {"hours": [3, 4]}}


def says(plan: object) -> dict:
    return completion(json.dumps(plan), tokens=1_234)


@pytest.fixture
async def liar() -> AsyncIterator[Liar]:
    async with Liar([says(BY_HOURS)]) as opened:
        yield opened


@pytest.fixture
async def house(settings: Settings, clock: HeldClock, workers: Workers, liar: Liar) -> AsyncIterator[House]:
    """The bot with a language model; Ada plays at night, Bo in the afternoon, and both agree to be compared."""
    keyed = settings.model_copy(
        update={
            "openai_api_key": SecretStr(KEY),
            "openai_base_url": liar.url,
            "openai_model": MODEL,
            "openai_timeout_s": 4.0,
        }
    )
    async with open_house(keyed, clock, workers) as opened:
        for name, file in (("Ada", ADA), ("Bo", BO)):
            await opened.upload(opened.member(name), file)
            await opened.agree(opened.member(name), "Compare me")
        yield opened


async def ask(house: House, question: str = THREE_AM, name: str = "Ada") -> SeenMessage:
    return await house.member(name).command("ask", question=question)


async def test_both_readings_are_shown_and_a_button_goes_by_the_other(house: House, liar: Liar):
    card = await ask(house)
    assert "🥇 **Ada** · 1.2 hours" in card.text
    assert f"Read as: members ranked by hours listened, 03:00 to 04:00 on their own clocks, all time (by {MODEL})" in (
        card.text
    )
    assert "I could also read it as: members ranked by plays, 03:00 to 04:00" in card.text
    other = await house.member("Ada").press(card, "Read it the other way")
    assert isinstance(other, SeenMessage)
    assert "🥇 **Ada** · 25 plays" in other.text
    assert "I could also read it as: members ranked by hours listened" in other.text
    back = await house.member("Ada").press(other, "Read it the other way")
    assert isinstance(back, SeenMessage)
    assert "🥇 **Ada** · 1.2 hours" in back.text
    assert len(liar.seen) == 1


@pytest.mark.parametrize(
    "nowhere", [{"members": ["listens"]}, {"filters": {"artist": ["3am"]}}, {"window": {"kind": "year", "n": 1971}}]
)
async def test_a_reading_that_leads_nowhere_gives_way_to_the_rules(house: House, liar: Liar, nowhere: dict):
    liar.turns = [says({**BY_HOURS, **nowhere})]
    card = await ask(house)
    assert "🥇 **Ada** · 25 plays" in card.text
    assert MODEL not in card.text


async def test_a_model_that_hangs_costs_time_and_nothing_else(house: House, liar: Liar):
    liar.turns = [Hang()]
    assert "🥇 **Ada** · 25 plays" in (await ask(house)).text


async def test_no_name_title_or_id_leaves_with_a_question(house: House, liar: Liar):
    liar.turns = [says({"op": "none", "reason": "ambiguous"})]
    ada = house.member("Ada")
    await ask(house)
    await ask(house, f"how many plays does <@{ada.user_id}> have?")
    sent = b"\n".join(seen.raw for seen in liar.seen).decode()
    assert liar.seen
    for private in ("Ada", "Bo", "Radio Ghost", "I Miss My Ex", "Else", "Friends", KEY, str(ada.user_id)):
        assert private not in sent


async def test_settings_show_what_was_spent_and_its_caps(house: House, liar: Liar):
    ada = house.member("Ada")
    await ask(house)
    card = await ada.command("settings")
    assert f"**Language model** `{MODEL}` at `{liar.url}`" in card.text
    assert "1,234 of 200,000 tokens" in card.text
    assert "50,000" in card.text


async def test_a_member_over_budget_is_answered_by_rules(house: House, liar: Liar):
    poor = house.services.settings.model_copy(update={"openai_member_tokens": 6_000})
    object.__setattr__(house.services, "settings", poor)
    assert "1.2 hours" in (await ask(house)).text
    assert "Read as: members ranked by plays" in (await ask(house, "who listens at 3pm the most?")).text
    assert len(liar.seen) == 1
    assert MODEL in (await ask(house, "who listens at 3pm the most?", "Bo")).text  # the others have their own


async def test_privacy_says_which_model_is_asked_what_and_where(house: House, liar: Liar):
    await ask(house)
    card = await house.member("Bo").command("privacy")
    assert MODEL in card.text
    assert liar.url in card.text
    assert "your question as you typed it" in card.text
    assert "1,234 tokens" in (await house.member("Ada").command("privacy")).text

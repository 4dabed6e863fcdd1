"""`/ask` while a language model's service does everything that it can do wrong, through the real client and bot.

Each fault is played once where the question is planned and once where its answer is worded: `tests.language.faults`.
"""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.__main__ import choose_narrator, choose_planner
from bot.language.budget import utc_today
from bot.language.client import LanguageModel
from bot.language.endpoint import Endpoint
from bot.questions.model_planner import PATIENCE
from bot.sandbox.pilot import SeenMessage
from bot.settings import Settings
from bot.workers import Workers
from storage.spending import StoredBudget
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house
from tests.journeys.test_ask import ADA, BO
from tests.language import faults
from tests.language.faults import FAULTS, HEARD, HONEST, Body, Play, Played
from tests.language.liar import KEY, MODEL, Liar

DOCS = Path(__file__).parents[2] / "docs" / "language.md"
LONGEST_S = 20.0
TIMEOUT_S = 6.0
"""Of the client, here. The time that a fault may cost goes by it; see `test_a_question_ends_within_its_time`."""


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory, workers: Workers) -> Path:
    """The data folder of a bot in whose server Ada plays at night, Bo in the afternoon, and both agree to it all."""
    folder = tmp_path_factory.mktemp("furnished") / "data"

    async def move_in() -> None:
        settings = Settings(_env_file=None, data_dir=folder, browser_path="/nowhere/chromium")
        async with open_house(settings, HeldClock(), workers) as house:
            for name, file in (("Ada", ADA), ("Bo", BO)):
                await house.upload(house.member(name), file)
                await house.agree(house.member(name), "Compare me", "Word things about me")

    asyncio.run(move_in())
    import_module("openai.resources.chat.completions")  # takes seconds, which are none of the faults'
    return folder


@pytest.fixture
async def liar() -> AsyncIterator[Liar]:
    async with Liar([faults.says(faults.BY_HOURS)]) as opened:
        yield opened


@pytest.fixture
async def house(
    settings: Settings, clock: HeldClock, workers: Workers, furnished: Path, liar: Liar
) -> AsyncIterator[House]:
    await asyncio.to_thread(shutil.copytree, furnished, settings.data_dir)
    keyed = settings.model_copy(
        update={
            "openai_api_key": SecretStr(KEY),
            "openai_base_url": liar.url,
            "openai_model": MODEL,
            "openai_timeout_s": TIMEOUT_S,
        }
    )
    async with open_house(keyed, clock, workers) as opened:
        yield opened


class Pauses:
    """Stands for `asyncio.sleep` between a fault and its retry, and remembers how long it was to wait."""

    def __init__(self) -> None:
        self.waited_s = 0.0

    async def __call__(self, wait_s: float) -> None:
        self.waited_s += wait_s


async def ask(house: House, liar: Liar, plan: Play, word: Play) -> tuple[SeenMessage, float]:
    """A question to a bot that has met no fault yet; the card, and how long it took, waiting included."""

    def turn(body: Body) -> Play:
        play = plan if faults.plans(body) else word
        return play(body) if callable(play) else play

    liar.turns, liar.seen[:] = [turn], []
    pauses = Pauses()
    budget = StoredBudget(house.services.store.spending)
    model = LanguageModel(Endpoint(KEY, MODEL, liar.url, TIMEOUT_S), budget=budget, pause=pauses)
    chosen = {"language": model, "planner": choose_planner(model), "narrator": choose_narrator(model)}
    before = {name: getattr(house.services, name) for name in chosen}
    for name, tool in chosen.items():
        object.__setattr__(house.services, name, tool)
    begun = time.monotonic()
    try:
        card = await house.member("Ada").command("ask", question="who listens at 3am the most?")
    finally:
        took_s = time.monotonic() - begun
        await model.close()
        for name, tool in before.items():
            object.__setattr__(house.services, name, tool)
    return card, took_s + pauses.waited_s


def calls(liar: Liar) -> tuple[int, int]:
    """How often a plan was asked for, and words."""
    planned = sum(faults.plans(seen.body) for seen in liar.seen)
    return planned, len(liar.seen) - planned


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.words)
async def test_every_fault_ends_in_a_right_answer_in_time_and_within_the_budget(
    house: House, liar: Liar, fault: Played
):
    word = faults.worded(HONEST)
    if fault.plan is not None:
        card, took_s = await ask(house, liar, fault.plan, word)
        by_model = fault.by == faults.MODEL
        assert ("🥇 **Ada** · 1.2 hours" if by_model else "🥇 **Ada** · 25 plays") in card.text
        assert (f"(by {MODEL})" in card.text) == by_model
        assert calls(liar)[0] == fault.calls
        await _nothing_is_amiss(house, liar, card, took_s)
    if fault.word is not None:
        card, took_s = await ask(house, liar, faults.says(faults.AS_THE_RULES), fault.word)
        assert "🥇 **Ada** · 25 plays" in card.text
        assert (HEARD in card.text) == (fault.by == faults.MODEL)
        assert calls(liar) == (1, fault.calls)
        await _nothing_is_amiss(house, liar, card, took_s)


async def _nothing_is_amiss(house: House, liar: Liar, card: SeenMessage, took_s: float) -> None:
    ada, bo = house.member("Ada"), house.member("Bo")
    assert took_s < LONGEST_S
    for theirs in (KEY, "evil.example", "@everyone", "sorrow", "9000", "incident"):
        assert theirs not in card.text
    spent = await house.services.store.spending.of_server(ada.guild_id, utc_today())
    assert 0 <= spent <= house.services.settings.openai_member_tokens
    sent = b"\n".join(seen.raw for seen in liar.seen).decode()
    heads = "\n".join(
        line for seen in liar.seen for line in seen.head.splitlines() if "authorization" not in line.lower()
    )
    for private in ("Ada", 'Bo"', "Radio Ghost", "I Miss My Ex", "Else", "Friends", KEY):
        assert private not in sent + heads
    for number in (ada.user_id, bo.user_id, ada.guild_id, ada.channel.id):
        assert str(number) not in sent + heads


async def test_without_a_fault_the_model_plans_and_words(house: House, liar: Liar):
    card, _ = await ask(house, liar, faults.says(faults.BY_HOURS), faults.worded(HONEST))
    assert "🥇 **Ada** · 1.2 hours" in card.text
    assert HEARD in card.text
    assert calls(liar) == (1, 1)


def test_a_question_ends_within_its_time():
    timeout_s = Settings(_env_file=None).openai_timeout_s
    assert PATIENCE * timeout_s + timeout_s < LONGEST_S


def test_the_table_in_docs_is_the_one_that_is_played():
    text = DOCS.read_text(encoding="utf-8")
    begin, *_, end = (rows := faults.rows())
    assert "\n".join(rows) in text
    assert text.count(begin) == text.count(end) == 1

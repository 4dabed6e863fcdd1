"""`/ask` in the asker's language, by the real bot."""

from __future__ import annotations

import pytest

from bot.sandbox.pilot import SeenMessage
from bot.sandbox.server import Sandbox
from bot.sandbox.worlds import sample_world
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house
from tests.journeys.exports import extended

ADA = extended(
    *((f"2024-02-{day:02} 03:10", "Radio Ghost", "I Miss My Ex", 3) for day in range(1, 26)),
    ("2024-03-01 12:00", "Else", "Four", 30),
)
BO = extended(
    *((f"2024-02-{day:02} 15:00", "Else", "Four", 4) for day in range(1, 29)),
    ("2024-02-05 03:30", "Radio Ghost", "One", 2),
)


@pytest.fixture
async def pair(house: House) -> House:
    return await with_listening(house)


async def with_listening(house: House) -> House:
    for name, export in (("Ada", ADA), ("Bo", BO)):
        member = house.member(name)
        await house.upload(member, export)
        await house.agree(member, "Compare me")
    return house


async def ask(house: House, question: str, locale: str) -> SeenMessage:
    ada = house.member("Ada")
    ada.choose_locale(locale)
    return await ada.command("ask", question=question)


def labels(card: SeenMessage) -> list[str]:
    return [button.label for button in card.buttons]


async def test_a_spanish_member_gets_a_spanish_card(pair: House):
    card = await ask(pair, "¿quién escucha más a las 3am?", "es-ES")
    assert "🥇 **Ada** · 25 reproducciones" in card.text
    assert "🥈 **Bo** · 1 reproducción" in card.text
    assert (
        "Leído como: miembros por reproducciones, de 03:00 a 04:00 en el reloj de cada uno, todo el tiempo" in card.text
    )
    assert "Escucha del 1 feb 2024 al 1 mar 2024" in card.text
    assert labels(card)[:3] == ["¿Por qué?", "CSV", "Publicar aquí"]
    assert "El año pasado" in labels(card)


async def test_a_japanese_member_gets_a_japanese_card(pair: House):
    card = await ask(pair, "2024年は何時間聴いた？", "ja")
    assert "時間" in card.text
    assert "こう読みました：再生時間、2024年" in card.text
    assert "2024年2月1日〜2024年3月1日の再生" in card.text
    assert "理由は？" in labels(card)


async def test_a_locale_that_we_do_not_speak_is_answered_in_english(pair: House):
    card = await ask(pair, "who listens at 3am the most?", "fi")
    assert "🥇 **Ada** · 25 plays" in card.text
    assert "Read as: members ranked by plays" in card.text
    assert "Why?" in labels(card)


async def test_a_press_is_answered_in_the_language_of_whoever_presses(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    card = await ask(pair, "who listens at 3am the most?", "de")
    assert "Gelesen als: Mitglieder, geordnet nach: Wiedergaben" in card.text
    posted = await ada.press(card, "Hier posten")
    assert isinstance(posted, SeenMessage)
    why = await bo.press(posted, "Warum?")
    assert isinstance(why, SeenMessage)
    assert "How this is counted" in why.text
    bo.choose_locale("fr")
    pourquoi = await bo.press(posted, "Warum?")
    assert isinstance(pourquoi, SeenMessage)
    assert "Comment c'est compté" in pourquoi.text
    assert "Toutes les écoutes comptent" in pourquoi.text


async def test_buttons_beside_a_card_keep_its_language(pair: House):
    card = await ask(pair, "our top artists", "pt-BR")
    mine = await pair.member("Ada").press(card, "Só eu")
    assert isinstance(mine, SeenMessage)
    assert "**Radio Ghost** · 25 reproduções" in mine.text
    assert "de você" in mine.text


async def test_a_refusal_and_its_examples_are_in_the_askers_language(pair: House):
    card = await ask(pair, "is Bo depressed?", "es-419")
    assert "No saco conclusiones sobre la salud" in card.text
    assert "¿quién escucha más a las 3am?" in card.text
    answered = await pair.member("Ada").press(card, "1")
    assert isinstance(answered, SeenMessage)
    assert "**Ada** · 25 reproducciones" in answered.text


async def test_autocomplete_offers_examples_in_the_askers_language(pair: House):
    ada = pair.member("Ada")
    ada.choose_locale("pl")
    offered = [choice.name for choice in await ada.autocomplete("ask", "question")]
    assert "kto najwięcej słucha o 3 w nocy?" in offered


async def test_other_commands_stay_wholly_english(pair: House):
    ada = pair.member("Ada")
    ada.choose_locale("de")
    card = await ada.command("streaks")
    assert "Why?" in labels(card)
    assert "CSV" in labels(card)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("¿quién escucha más a las 3am?", "Leído como: miembros por reproducciones"),
        ("who listens at 3am the most?", "Read as: members ranked by plays"),
        ("Radio Ghost?", "音楽の話ではない"),
    ],
)
async def test_a_mention_is_answered_in_its_own_language_else_in_the_servers(
    settings: Settings, clock: HeldClock, workers: Workers, question: str, says: str
):
    world = sample_world()
    for guild in world.guilds.values():
        guild.locale = "ja"
    async with Sandbox(world) as sandbox, open_house(settings, clock, workers, sandbox) as house:
        ada = (await with_listening(house)).member("Ada")
        ada.choose_locale("de")  # of which Discord tells nothing with a message
        await ada.say(f"<@{house.client.user.id}> {question}")
        told = await ada.wait_until(
            lambda message: message.text and message.author == "Tutti" and not message.ephemeral
        )
        assert says in told.text

"""Journeys: a small bot on unmodified discord.py, and members who use it."""

from __future__ import annotations

import pytest

from bot.sandbox.actions import SentFile
from bot.sandbox.pilot import NoAnswer, Pilot, Refused
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import small_world
from tests.sandbox.small_bot import SmallBot, connected, png

pytestmark = pytest.mark.usefixtures("bot")


@pytest.fixture
def ada(pilot: Pilot):
    return pilot.member("Ada", guild="Friends")


@pytest.fixture
def bo(pilot: Pilot):
    return pilot.member("Bo", guild="Friends")


async def test_an_ephemeral_answer_is_seen_by_its_member_alone(ada, bo):
    reply = await ada.command("hello")
    assert reply.text == "Hello"
    assert reply.ephemeral
    assert [message.text for message in ada.sees()] == ["Hello"]
    assert bo.sees() == []


async def test_a_deferred_command_is_answered_by_its_card_and_not_by_thinking(ada, bo):
    card = await ada.command("card")
    assert card.text == "# Breakups"
    assert card.components_v2
    assert [button.label for button in card.buttons] == ["Why?", "More"]
    assert [message.id for message in bo.sees()] == [card.id]


async def test_a_picture_of_a_card_can_be_read_and_has_its_alt_text(ada):
    (image,) = (await ada.command("card")).images
    assert image.alt == "A chart of three bars"
    assert (image.content_type, image.width, image.height) == ("image/png", 3, 2)
    assert await image.read() == png()


async def test_a_button_brings_an_ephemeral_answer_to_whoever_pressed_it(ada, bo):
    card = await ada.command("card")
    why = await bo.press(card, "Why?")
    assert why.text == "Because of February."
    assert [message.text for message in ada.sees()] == ["# Breakups"]


async def test_a_button_can_change_its_own_message_and_drop_its_picture(ada):
    card = await ada.command("card")
    changed = await ada.press(card, "More")
    assert changed.id == card.id
    assert changed.text == "There is no more."
    assert changed.images == ()


async def test_a_menu_is_chosen_from_by_label(ada):
    card = await ada.command("card")
    assert (await ada.choose(card, "Pick one", ["Second"])).text == "picked 2"


async def test_the_bot_downloads_what_a_member_attached(ada):
    files = [SentFile("Streaming history 1.json", b"{}"), b"12345"]
    reply = await ada.command("upload", file=files, note="mine")
    # Discord changes a file's name to letters, digits, dots, dashes and underscores.
    assert reply.text == "Streaming_history_1.json: [2, 5] mine"
    assert reply.ephemeral


async def test_autocomplete_suggests_what_the_bot_says(ada):
    assert [choice.value for choice in await ada.autocomplete("whoknows", "artist", "bon")] == ["Bonobo", "Bon Iver"]


async def test_a_modal_is_filled_in_by_labels_and_carries_files(ada):
    modal = await ada.command("sale propose")
    assert modal.labels == ("Buyer", "Use", "Terms", "Quorum", "Sure")
    values = {"Buyer": "Acme", "Use": ["Research"], "Quorum": "50", "Sure": True}
    reply = await ada.submit(modal, values, files={"Terms": [b"these ", b"terms"]})
    assert reply.text == "('Acme', 'Research', 'these terms') 50 True"


async def test_a_form_is_sent_once(ada):
    modal = await ada.command("sale propose")
    values = {"Buyer": "Acme", "Use": ["Research"], "Quorum": "50"}
    await ada.submit(modal, values, files={"Terms": [b"x"]})
    with pytest.raises(Refused, match="not open any more"):
        await ada.submit(modal, values, files={"Terms": [b"x"]})


async def test_a_member_option_reaches_the_bot_resolved(ada, bo):
    reply = await ada.command("about", member=str(bo.user_id))
    assert reply.text == "About Bo"


async def test_a_command_needs_the_permission_that_it_names(ada, bo):
    assert "sale propose" in [command.name for command in ada.commands()]
    with pytest.raises(Refused, match="no command /sale propose"):
        await bo.command("sale propose")


async def test_a_guild_only_command_is_not_in_direct_messages(ada):
    direct = ada.in_direct_messages()
    assert "sale propose" not in [command.name for command in direct.commands()]
    assert (await direct.command("hello")).text == "Hello"


async def test_a_message_to_the_bot_alone_arrives_with_its_text(ada, bot: SmallBot):
    await ada.in_direct_messages().say("psst")
    await ada.command("hello")  # what was sent before has arrived when this is answered
    assert ("message", "psst") in bot.seen


async def test_a_message_to_everyone_arrives_without_its_text(ada, bot: SmallBot):
    await ada.say("hi all")
    await ada.say(f"hi <@{bot.user.id}>")
    await ada.command("hello")
    assert [text for kind, text in bot.seen if kind == "message"] == ["", f"hi <@{bot.user.id}>"]


async def test_the_bot_writes_into_a_channel_and_edits_and_deletes(ada, bot: SmallBot):
    message = await bot.get_channel(ada.channel.id).send("first")
    assert (await ada.wait_until(lambda m: m.text == "first")).author == "Tutti"
    await message.edit(content="second")
    assert [m.text for m in ada.sees()] == ["second"]
    await message.delete()
    assert ada.sees() == []


async def test_the_bot_reads_history_and_members(ada, bot: SmallBot):
    await ada.say("one")
    channel = bot.get_channel(ada.channel.id)
    assert [message.author.display_name async for message in channel.history()] == ["Ada"]
    assert (await channel.guild.fetch_member(ada.user_id)).display_name == "Ada"


async def test_the_bot_writes_to_a_member_alone(ada, bo, bot: SmallBot):
    user = await bot.fetch_user(ada.user_id)
    await user.send("only you")
    assert [message.text for message in ada.in_direct_messages().sees()] == ["only you"]
    assert ada.sees() == []


async def test_a_bot_that_never_acknowledges_is_said_to_be_silent():
    async with Sandbox(small_world(), answer_within_s=0.2) as sandbox, connected(sandbox):
        ada = Pilot(sandbox).member("Ada")
        with pytest.raises(NoAnswer, match=r"/silent by Ada: The application did not respond\."):
            await ada.command("silent")


async def test_what_did_come_is_in_the_failure(sandbox: Sandbox):
    ada = Pilot(sandbox, patience_s=0.3).member("Ada", guild="Friends")
    with pytest.raises(NoAnswer, match="Hello"):
        await ada.command("hello", until=lambda message: "Goodbye" in message.text)
    with pytest.raises(NoAnswer, match="Hello"):
        await ada.wait_until(lambda message: message.text == "Goodbye")


async def test_a_button_posted_before_a_restart_answers_after_it(tmp_path):
    async with Sandbox(small_world(), data_dir=tmp_path) as sandbox, connected(sandbox):
        ada = Pilot(sandbox).member("Ada")
        await ada.command("about", member=str(ada.user_id))
    async with Sandbox(small_world(), data_dir=tmp_path) as sandbox, connected(sandbox):
        bo = Pilot(sandbox).member("Bo", guild="Friends")
        (poll,) = bo.sees()
        assert (await bo.press(poll, "No")).text == "You voted no."


async def test_a_dismissed_message_is_gone_for_its_member(ada):
    ada.dismiss(await ada.command("hello"))
    assert ada.sees() == []


async def test_members_are_found_by_the_beginning_of_their_name(pilot: Pilot):
    assert pilot.member("Ad").name == "Ada"
    with pytest.raises(LookupError):
        pilot.member("Zoe")

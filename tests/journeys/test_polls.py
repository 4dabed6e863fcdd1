"""Polls from the form to the result and its check, as members see them."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.pilot import MemberPilot, Modal
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House
from tests.journeys.polls import (
    FRIENDS,
    drafted,
    labels,
    open_town,
    opened,
    place_with_members,
    press,
    receipt_in,
    result_of,
    voter,
)

RECOUNT = Path(__file__).parents[2] / "docs" / "recount.py"


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


# --- a friends' poll -------------------------------------------------------------------------------------------------


async def test_six_friends_choose_a_city(town: House, ada: MemberPilot):
    card = await opened(ada, quorum="50 %")
    assert "Where do we meet?" in card.text
    assert "1\\. **Oslo** · cold and bright" in card.text
    assert "everyone here, as they were when it opened: 6 members. One member, one vote." in card.text
    assert "at least 50 % vote" in card.text
    assert "**Ballot:** secret" in card.text
    for name, city in zip(FRIENDS, ("1 Oslo", "1 Oslo", "2 Rome", "1 Oslo", "3 Lima", "Abstain"), strict=True):
        await press(town, name, card, city)
    town.clock.advance(days=3)
    result = await result_of(ada)
    assert "🏆 Oslo" in result.text
    assert "6 of 6 voted (100 %); Oslo 3, Rome 1, Lima 1, abstain 1; Oslo wins with 60 % of 5" in result.text
    assert [button.label for button in result.buttons] == ["CSV", "JSON", "How to check this"]


async def test_the_preview_is_what_voters_see_and_nobody_else_sees_it(town: House, ada: MemberPilot):
    preview = await drafted(ada)
    assert preview.ephemeral
    assert "6 members would be asked" in preview.text
    assert [message for message in voter(town, "Bo").sees() if "Where do we meet?" in message.text] == []
    await ada.press(preview, "Open it")
    card = await ada.wait_until(lambda message: not message.ephemeral and "Where do we meet?" in message.text)
    shown = card.text.replace("**0 of 6** have voted. How they voted is hidden until the vote closes.", "")
    for line in shown.splitlines():
        assert line in preview.text


async def test_two_taps_on_open_it_open_one_poll(town: House, ada: MemberPilot):
    preview = await drafted(ada)
    answers = await asyncio.gather(ada.press(preview, "Open it"), ada.press(preview, "Open it"))
    assert sum("is open to 6 members" in answer.text for answer in answers) >= 1
    await ada.wait_until(lambda message: not message.ephemeral and "have voted" in message.text)
    listed = await ada.command("poll list")
    assert listed.text.count("Where do we meet?") == 1


async def test_what_cannot_be_read_comes_back_with_everything_that_was_typed(town: House, ada: MemberPilot):
    complaint = await drafted(ada, typed="Oslo\nRome\noslo")
    assert "Options: 1 and 3 are the same: “oslo”." in complaint.text
    assert "Nothing that you typed is lost." in complaint.text
    form = await ada.press(complaint, "Correct it")
    assert isinstance(form, Modal)
    assert "Where do we meet?" in str(form.payload)
    preview = await ada.submit(form, {"Options": "Oslo\nRome"})
    assert "Open it" in [button.label for button in preview.buttons]


async def test_a_closed_command_keeps_what_was_typed_for_the_next_one(town: House, ada: MemberPilot):
    await drafted(ada, question="Where do we eat?", typed="Ramen\nTacos", closes="in 2 hours")
    again = await ada.command("poll create")
    assert isinstance(again, Modal)
    for words in ("Where do we eat?", "Ramen\\nTacos", "in 2 hours"):
        assert words in json.dumps(again.payload)


@pytest.mark.parametrize(
    ("options", "typed", "complaint"),
    [
        ({"closes": "next blue moon"}, "a\nb", "Closing time: I cannot read “next blue moon” as a time."),
        ({"opens": "in 4 days"}, "a\nb", "Closing time: the vote has to open before it closes."),
        ({}, "a", "Options: write at least two"),
        ({}, "\n".join(map(str, range(26))), "Options: those are 26, and 25 is the most."),
        ({"method": "yes_no"}, "a\nb", "Options: a question of yes or no has none."),
        ({"threshold": "40 %"}, "", "Threshold: of yes and no it must be at least 50 %"),
        ({"threshold": "100 %"}, "a\nb", "Threshold: nothing is more than 100 %."),
        ({"extension": 5}, "a\nb", "Extension: it is for votes with a quorum."),
        ({"extension": 72, "quorum": "50 %"}, "a\nb", "Extension: it has to be shorter"),
        ({"member_days": 3000}, "a\nb", "Who votes: nobody here is asked"),
    ],
)
async def test_mistakes_are_named(
    town: House, ada: MemberPilot, options: dict[str, object], typed: str, complaint: str
):
    answer = await drafted(ada, typed=typed, **options)
    assert complaint in answer.text


async def test_only_moderators_and_the_chosen_role_make_polls(town: House, ada: MemberPilot, place: Sandbox):
    refused = await voter(town, "Bo").command("poll create")
    assert "Only members who may Manage Server can do this" in refused.text
    guild = place.world.guilds[ada.guild_id]
    role = next(role for role in guild.roles.values() if role.name == "Tutti")
    settings = await ada.command("settings", poll_role=str(role.id))
    assert f"members with <@&{role.id}>" in settings.text
    refused = await voter(town, "Bo").command("poll create")
    assert "or hold the role Tutti" in refused.text
    guild.members[voter(town, "Bo").user_id].role_ids.append(role.id)
    assert isinstance(await voter(town, "Bo").command("poll create"), Modal)


# --- checking --------------------------------------------------------------------------------------------------------


async def test_a_receipt_is_found_in_the_log_before_and_after_the_close(town: House, ada: MemberPilot):
    card = await opened(ada)
    bo = voter(town, "Bo")
    first = receipt_in(await press(town, "Bo", card, "1 Oslo"))
    assert "It stands" in (await bo.command("poll verify", receipt=first)).text
    second = receipt_in(await press(town, "Bo", card, "2 Rome"))
    town.clock.advance(days=3)
    await result_of(ada)
    replaced = await bo.command("poll verify", receipt=first)
    assert replaced.ephemeral
    assert "row 1, and you voted again: row 2 counts" in replaced.text
    assert "It counts" in (await bo.command("poll verify", receipt=f"`{second}`")).text
    assert "not a receipt of mine" in (await bo.command("poll verify", receipt="tutti-1 hello")).text
    changed = second.replace(" 2 ", " 1 ")
    assert "was changed" in (await bo.command("poll verify", receipt=changed)).text


@pytest.mark.parametrize("form", ["CSV", "JSON"])
async def test_anyone_takes_the_log_and_counts_again(town: House, ada: MemberPilot, tmp_path: Path, form: str):
    card = await opened(ada)
    for name, city in zip(FRIENDS, ("1 Oslo", "2 Rome", "1 Oslo", "1 Oslo", "3 Lima", "1 Oslo"), strict=True):
        receipt = await press(town, name, card, city)
    town.clock.advance(days=3)
    result = await result_of(ada)
    farid = voter(town, "Farid")
    answer = await farid.press(result, form)
    (attachment,) = answer.payload["attachments"]
    log = tmp_path / attachment["filename"]
    log.write_bytes(town.sandbox.cdn.path_of(int(attachment["id"])).read_bytes())
    told = await asyncio.to_thread(_recount, log, receipt_in(receipt))
    assert told.returncode == 0, told.stdout + told.stderr
    seal = (await farid.press(result, "How to check this")).text.split("```")[1].strip()
    assert seal in told.stdout
    assert seal[:16] in result.text


def _recount(log: Path, receipt: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(RECOUNT), str(log), receipt]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


async def test_a_public_poll_lists_who_chose_what_after_the_close(town: House, ada: MemberPilot):
    card = await opened(ada, ballots="public")
    assert "**Ballot:** **public**" in card.text
    await press(town, "Bo", card, "2 Rome")
    bo = voter(town, "Bo")
    town.clock.advance(days=3)
    result = await result_of(ada)
    listed = await bo.press(result, "Who chose what")
    assert f"<@{bo.user_id}> Rome" in listed.text
    taken = await bo.press(listed, "CSV")
    assert "poll-1-ballots.csv" in taken.text


async def test_a_secret_poll_never_lists_who_chose_what(town: House, ada: MemberPilot):
    card = await opened(ada)
    await press(town, "Bo", card, "2 Rome")
    town.clock.advance(days=3)
    result = await result_of(ada)
    assert "Who chose what" not in labels(result)

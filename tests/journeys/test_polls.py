"""Polls from the form to the result, as members see them. Each complaint about other bots' votes is a test."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.sandbox.pilot import MemberPilot, Modal, SeenMessage
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House
from tests.journeys.polls import (
    FRIENDS,
    drafted,
    open_town,
    opened,
    place_with_members,
    receipt_in,
    result_of,
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


def voter(town: House, name: str) -> MemberPilot:
    return town.member(name, channel="votes")


async def press(town: House, name: str, card: SeenMessage, button: str) -> SeenMessage:
    answer = await voter(town, name).press(card, button)
    assert isinstance(answer, SeenMessage)
    return answer


async def in_time(town: House, member: MemberPilot, wanted: Callable[[SeenMessage], bool]) -> SeenMessage:
    """What a member sees after some seconds of the held clock: it goes on for as long as it takes."""
    waiting = asyncio.create_task(member.wait_until(wanted))
    while not waiting.done():
        town.clock.advance(seconds=1)
        await asyncio.wait({waiting}, timeout=0.02)
    return waiting.result()


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


# --- what others complained about ------------------------------------------------------------------------------------


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


async def test_a_press_that_arrives_twice_counts_once(town: House, ada: MemberPilot, place: Sandbox):
    card = await opened(ada)
    place.faults.deliver_twice()
    await press(town, "Bo", card, "1 Oslo")
    town.clock.advance(days=3)
    assert "1 of 6 voted" in (await result_of(ada)).text


async def test_a_slow_disk_is_waited_for_in_front_of_everybody(
    town: House, ada: MemberPilot, monkeypatch: pytest.MonkeyPatch
):
    card = await opened(ada, method="runoff", final=True)
    monkeypatch.setattr("cogs.poll_ballots._ANSWERED_WITHIN_S", 0)
    bo = voter(town, "Bo")
    ranking = await bo.press(await bo.press(card, "Rank them"), "2 Rome")
    receipt = await bo.press(ranking, "Cast")
    assert "Your ballot: 1. Rome" in receipt.text.replace("\\", "")
    assert "It is final" in receipt.text
    other = await press(town, "Chidi", card, "Abstain")
    assert "Your ballot: abstain" in (await voter(town, "Chidi").press(other, "Cast it")).text


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
    refused = await press(town, "Farid", card, "1 Oslo") if "1 Oslo" in _labels(ada.latest(card)) else None
    assert refused is None or "This vote closed" in refused.text


def _labels(message: SeenMessage) -> list[str]:
    return [button.label for button in message.buttons]


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
    assert _labels(card) == ["How does this vote work?"]
    town.clock.advance(hours=1)
    await ada.wait_until(lambda message: message.id == card.id and "1 Oslo" in _labels(message))
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
    assert "Who chose what" not in _labels(result)


# --- what a creator can choose ---------------------------------------------------------------------------------------


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


async def test_how_it_works_says_what_is_promised_and_the_three_limits(town: House, ada: MemberPilot):
    card = await opened(ada)
    how = await press(town, "Bo", card, "How does this vote work?")
    for words in ("6 members", "nothing is deleted", "can read ballots", "lets a member prove how they voted"):
        assert words in how.text

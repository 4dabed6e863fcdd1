"""Looking back: on a member, on two, on the server; and the server's recap that posts itself."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.permissions import SEND_MESSAGES, Overwrite
from bot.sandbox.pilot import MemberPilot, Refused, SeenMessage
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Channel
from bot.sandbox.worlds import sample_world
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house
from tests.journeys.exports import extended

PAGES = ("Artists", "Tracks", "Albums", "Clock and calendar", "Discoveries", "Moods", "Overview")
THE_WEEK = "2026-11-16 to 2026-11-22"
"""The Friday of `tests.clock.START` lies in it."""


def listening(*artists: str, month: str = "2026-11", start: int = 16) -> bytes:
    """Three plays of three minutes of each artist, one artist a day from the 16th on."""
    return extended(
        *(
            (f"{month}-{start + day:02} {20 + play}:00", artist, f"{artist} song", 3)
            for day, artist in enumerate(artists)
            for play in range(3)
        )
    )


ADA = listening("Shared", "Ada Band", "Ada Choir", "Ada Duo")
BO = listening("Shared", "Bo Band", "Bo Choir", "Bo Duo")
HIDDEN = listening("Shared", "Secret Band", "Secret Choir", "Secret Duo")


async def join(house: House, name: str, export: bytes, *, compared: bool = True) -> MemberPilot:
    member = house.member(name)
    await house.upload(member, export)
    if compared:
        await house.agree(member, "Compare me")
    return member


@pytest.fixture
async def pair(house: House) -> House:
    """Ada and Bo, compared: four artists each, one of them shared and played on the same evening."""
    await join(house, "Ada", ADA)
    await join(house, "Bo", BO)
    return house


def labels(card: SeenMessage) -> list[str]:
    return [button.label for button in card.buttons]


# --- a member ---------------------------------------------------------------------------------------------------------


async def test_every_page_of_a_members_recap_is_a_press_away_in_place(pair: House):
    ada = pair.member("Ada")
    card = await ada.command("recap")
    assert "**12** plays" in card.text
    for page, words in {
        "Artists": "🥇 **Ada Band** (tied) · 9 minutes · 3 plays",
        "Tracks": "**Ada Band song** (tied) · Ada Band · 3 plays · 9 minutes",
        "Albums": "**Ada Band album** (tied)",
        "Clock and calendar": "the longest streak is **4** days (16 Nov 2026 to 19 Nov 2026)",
        "Discoveries": "cannot be told: the history begins on 16 Nov 2026",
        "Moods": "**0 %** were of music with sad titles",
        "Overview": "**12** plays",
    }.items():
        turned = await ada.press(card, page)
        assert turned.id == card.id
        assert turned.ephemeral
        assert words in turned.text
        card = turned


async def test_places_are_set_against_the_period_before(house: House):
    before = [("2024-01-01 10:00", "Old", "One", 30), ("2024-01-02 10:00", "New", "Two", 20)]
    now = [
        ("2024-02-01 10:00", "Old", "One", 10),
        ("2024-02-02 10:00", "New", "Two", 20),
        ("2024-02-03 10:00", "X", "Y", 5),
    ]
    ada = await join(house, "Ada", extended(*before, *now))
    card = await ada.command("recap", period="February 2024")
    assert "🥇 **New** · 20 minutes · 1 play · ▲ 1\n🥈 **Old** · 10 minutes · 1 play · ▼ 1\n" in card.text
    assert "🥉 **X** · 5 minutes · 1 play · new" in card.text
    # The history ends early in February: its hours are no match for all of January.
    assert "arrows against January 2024" in card.text
    assert "**1** hours ·" in card.text
    # The history begins too late in December to be fair to it.
    assert "▲" not in (await ada.command("recap", period="January 2024")).text


async def test_discoveries_are_counted_once_new_and_known_can_be_told_apart(house: House):
    ada = await join(
        house,
        "Ada",
        extended(
            ("2024-01-01 10:00", "Old", "One", 30), *((f"2024-06-0{day} 10:00", "Found", "Two", 3) for day in (1, 2))
        ),
    )
    card = await ada.press(await ada.command("recap", period="2024"), "Discoveries")
    assert "**1 artist** and **1 track** were played for the first time; **100 %** of the plays" in card.text
    assert "**Found** · 2 plays · 6 minutes · first on 1 Jun 2024" in card.text
    assert "Counted from 31 Mar 2024 on" in card.text


async def test_a_posted_recap_answers_each_presser_alone(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    card = await ada.press(await ada.command("recap"), "Tracks")
    posted = await ada.press(card, "Post here")
    assert not posted.ephemeral
    assert "Ada Band song" in bo.latest(posted).text
    assert "Post here" not in labels(posted)
    own = await bo.press(bo.latest(posted), "Albums")
    assert own.ephemeral
    assert "Ada Band album" in own.text
    assert "Ada Band song" in bo.latest(posted).text


async def test_ones_own_recap_is_posted_only_with_consent(house: House):
    ada = await join(house, "Ada", ADA, compared=False)
    card = await ada.command("recap")
    assert "Post here" not in labels(card)


async def test_a_posted_recap_shows_nothing_more_after_consent_was_taken_back(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    posted = await ada.press(await ada.command("recap"), "Post here")
    await ada.press(await ada.command("privacy"), "Compare me: on")
    refusal = await bo.press(bo.latest(posted), "Albums")
    assert "has not agreed to be shown to others" in refusal.text


async def test_an_old_card_is_not_posted_after_consent_was_taken_back(pair: House):
    ada = pair.member("Ada")
    card = await ada.command("recap")
    await ada.press(await ada.command("privacy"), "Compare me: on")
    assert "cannot be posted" in (await ada.press(card, "Post here")).text


async def test_why_and_csv_are_of_the_page(pair: House):
    ada = pair.member("Ada")
    card = await ada.press(await ada.command("recap"), "Clock and calendar")
    assert "the member's own clock" in (await ada.press(card, "Why?")).text
    given = (await ada.press(card, "CSV")).payload["attachments"]
    paths = [pair.sandbox.cdn.path_of(int(each["id"])) for each in given]
    contents = [path.read_text("utf-8-sig") for path in paths if path is not None]
    assert any(content.startswith("day,plays,hours\n2026-11-16,3,0.15") for content in contents)


async def test_the_picture_to_share_goes_to_the_presser_alone(pair: House):
    ada = pair.member("Ada")
    answer = await ada.press(await ada.command("recap"), "Picture to share")
    assert answer.ephemeral
    assert "No picture:" in answer.text


@pytest.mark.browser
async def test_pictures_of_all_three_are_drawn(drawing_house: House):
    ada = await join(drawing_house, "Ada", ADA)
    bo = await join(drawing_house, "Bo", BO)
    for options in ({}, {"with": bo.user_id}, {"server": True}):
        card = await ada.command("recap", **options)
        shared = await ada.press(card, "Picture to share")
        for message in (card, shared):
            (picture,) = message.images
            assert (await picture.read()).startswith(b"\x89PNG")


# --- two members ------------------------------------------------------------------------------------------------------


async def test_a_pair_stands_side_by_side_with_what_both_like(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    card = await ada.command("recap", **{"with": bo.user_id})
    assert "## Ada and Bo · all time" in card.text
    assert "**Ada** · 36 minutes · 12 plays" in card.text
    assert "**Bo** · 36 minutes · 12 plays" in card.text
    assert "🥇 **Shared** · 25 % of Ada's · 25 % of Bo's" in card.text
    assert "on **1 day** both played the same artist, first on 16 Nov 2026: Shared" in card.text
    assert "Post here" in labels(card)


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_of_a_pairs_recap_is_a_press_away(pair: House, page: str):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    card = await ada.command("recap", member=bo.user_id, **{"with": ada.user_id})
    if page == "Overview":
        card = await ada.press(card, "Artists")
    turned = await ada.press(card, page)
    assert "## Bo and Ada · all time" in turned.text
    assert "Exports: Ada 16 Nov 2026 to 19 Nov 2026 · Bo 16 Nov 2026 to 19 Nov 2026" in turned.text


async def test_who_found_it_first_is_said_where_the_exports_tell(house: House):
    early = listening("Old", "Mine", "Shared", "Alone", month="2026-01")
    late = listening("Old", "His", "Other", "Shared", month="2026-01")
    ada, bo = await join(house, "Ada", early), await join(house, "Bo", late)
    card = await ada.press(await ada.command("recap", **{"with": bo.user_id}), "Discoveries")
    assert "who played it first: **Ada** 1, **Bo** 0" in card.text
    assert "**Shared** · Ada first\n-# Ada on 18 Jan 2026 · Bo on 19 Jan 2026" in card.text
    assert "**Old** · both on the same day" in card.text


async def test_a_pair_needs_both_consents_or_ones_own(house: House):
    ada = await join(house, "Ada", ADA, compared=False)
    bo = await join(house, "Bo", BO)
    chidi = await join(house, "Chidi", BO)
    refusal = await chidi.command("recap", member=ada.user_id, **{"with": bo.user_id})
    assert "has not agreed to be shown to others" in refusal.text
    own = await ada.command("recap", **{"with": bo.user_id})
    assert "**Ada** · 36 minutes" in own.text
    assert "Post here" not in labels(own)


async def test_a_pair_with_somebody_who_uploaded_nothing_says_so(house: House):
    ada = await join(house, "Ada", ADA)
    bo = await join(house, "Bo", BO)
    dana = house.member("Dana")
    assert "`/upload` takes the ZIP" in (await dana.command("recap", **{"with": bo.user_id})).text
    await house.agree(dana, "Compare me")
    assert "Dana has uploaded nothing" in (await ada.command("recap", **{"with": dana.user_id})).text


async def test_two_times_the_same_member_is_that_member(pair: House):
    ada = pair.member("Ada")
    card = await ada.command("recap", member=ada.user_id, **{"with": ada.user_id})
    assert "## Ada · all time" in card.text


# --- the server -------------------------------------------------------------------------------------------------------


async def test_a_servers_recap_is_of_those_who_agreed_and_of_nobody_else(pair: House):
    dana = await join(pair, "Dana", HIDDEN, compared=False)
    card = await pair.member("Bo").command("recap", server=True)
    assert "**2** members · **1** hours · **24** plays · **7** artists · **4** days with music" in card.text
    assert "🥇 **Shared** · 2 of 2 listened · 25 %\n-# 6 plays in all · 18 minutes" in card.text
    assert "Counted: 2 of 2 members who agreed to be compared" in card.text
    everything = card.text
    for page in PAGES[:-1]:
        card = await pair.member("Bo").press(card, page)
        everything += card.text
    assert "Secret" not in everything
    assert "Dana" not in everything
    # Not even for herself: her own listening is in no total that she could compare.
    assert "**24** plays" in (await dana.command("recap", server=True)).text


@pytest.mark.parametrize("page", PAGES)
async def test_every_page_of_a_servers_recap_is_a_press_away(pair: House, page: str):
    ada = pair.member("Ada")
    card = await ada.command("recap", server=True, period="2026")
    if page == "Overview":
        card = await ada.press(card, "Artists")
    turned = await ada.press(card, page)
    assert "## All of us · 2026" in turned.text
    assert "Exports: Ada 16 Nov 2026 to 19 Nov 2026 · Bo 16 Nov 2026 to 19 Nov 2026" in turned.text


async def test_who_played_too_little_is_left_out_and_said_so(pair: House):
    await join(pair, "Chidi", listening("Shared"))
    card = await pair.member("Ada").command("recap", server=True)
    assert "**2** members" in card.text
    assert "Left out, fewer than 10 plays in it: Chidi" in card.text


async def test_a_servers_recap_needs_two(house: House):
    ada = await join(house, "Ada", ADA)
    assert "a comparison needs two" in (await ada.command("recap", server=True)).text
    await join(house, "Bo", listening("Shared"))
    assert "Nobody who agreed to be compared has enough listening" in (await ada.command("recap", server=True)).text


async def test_members_and_server_at_once_are_refused(pair: House):
    refusal = await pair.member("Ada").command("recap", server=True, member=pair.member("Bo").user_id)
    assert "A recap is of one member, of two, or of the server" in refusal.text


# --- by itself --------------------------------------------------------------------------------------------------------


def is_the_weeks(message: SeenMessage) -> bool:
    return "All of us · 16 Nov 2026 to 22 Nov 2026" in message.text


def weeks_posts(member: MemberPilot) -> list[SeenMessage]:
    return [message for message in member.sees() if is_the_weeks(message) and not message.ephemeral]


async def schedule(house: House, **options: str | int) -> SeenMessage:
    return await house.member("Ada", channel="music").command("settings", **{"recap": "weekly", **options})


async def test_a_weekly_recap_is_posted_when_it_is_due(pair: House):
    card = await schedule(pair, recap_day="monday", recap_hour=9)
    assert "**Recap** every Monday at 09:00" in card.text
    pair.clock.advance(days=2, hours=14, minutes=59)  # Monday, 8:59
    bo = pair.member("Bo", channel="music")
    assert weeks_posts(bo) == []
    pair.clock.advance(minutes=1)
    posted = await bo.wait_until(is_the_weeks)
    assert not posted.ephemeral
    assert "**24** plays" in posted.text
    assert "Post here" not in labels(posted)
    assert (await bo.press(posted, "Artists")).ephemeral
    pair.clock.advance(hours=1)
    assert "The last one was posted" in (await pair.member("Ada").command("settings")).text
    assert len(weeks_posts(bo)) == 1


async def test_a_monthly_recap_looks_back_on_the_month_before(pair: House):
    await schedule(pair, recap="monthly", recap_day="1", recap_hour=0)
    pair.clock.advance(days=11)
    posted = await pair.member("Bo", channel="music").wait_until(lambda message: "All of us · November" in message.text)
    assert "November 2026" in posted.text


async def test_the_hour_is_on_the_servers_clock(pair: House):
    await schedule(pair, recap_day="Monday", recap_hour=9)
    await pair.member("Ada").command("settings", time_zone="Asia/Tokyo")
    pair.clock.advance(days=2, hours=6)  # Monday, 9:00 in Tokyo
    await pair.member("Bo", channel="music").wait_until(is_the_weeks)


async def test_too_few_are_told_to_moderators_and_to_nobody_else(house: House):
    await join(house, "Ada", ADA)
    await schedule(house, recap_day="Monday")
    house.clock.advance(days=3)
    ada = house.member("Ada", channel="music")
    card = await settled(ada)
    assert "was left out: fewer than two members" in card.text
    assert weeks_posts(ada) == []


async def test_a_channel_that_was_closed_to_the_bot_is_told_to_moderators(pair: House):
    await schedule(pair, recap_day="Monday")
    close_channel(pair.sandbox, "music")
    pair.clock.advance(days=3)
    assert "I may not post there any more" in (await settled(pair.member("Ada"))).text


async def test_a_channel_that_is_gone_is_told_to_moderators(pair: House):
    await schedule(pair, recap_day="Monday")
    channels = pair.sandbox.world.channels
    del channels[channel_named(pair.sandbox, "music").id]
    pair.clock.advance(days=3)
    assert "that channel is gone" in (await settled(pair.member("Ada"))).text


async def test_a_day_that_does_not_come_is_refused(pair: House):
    assert "a day from 1 to 28" in (await schedule(pair, recap="monthly", recap_day="31")).text
    assert "on a day such as Monday" in (await schedule(pair, recap_day="someday")).text


async def test_switched_off_it_is_posted_no_more(pair: House):
    await schedule(pair, recap_day="Monday")
    card = await schedule(pair, recap="off")
    assert "**Recap** never by itself" in card.text
    pair.clock.advance(days=8)
    await pair.member("Ada").command("recap")
    assert weeks_posts(pair.member("Bo", channel="music")) == []


async def test_members_cannot_choose_it(pair: House):
    with pytest.raises(Refused):
        await pair.member("Bo").command("settings", recap="weekly")


@pytest.fixture
async def place(settings: Settings) -> AsyncIterator[Sandbox]:
    async with Sandbox(sample_world(), data_dir=settings.data_dir / "world") as opened:
        yield opened


async def test_a_channel_where_the_bot_may_not_post_is_refused_at_once(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    close_channel(place, "votes")
    async with open_house(settings, clock, workers, place) as house:
        ada = house.member("Ada")
        refusal = await ada.command("settings", recap="weekly", recap_channel=channel_named(place, "votes").id)
        assert (
            f"I may not post in <#{channel_named(place, 'votes').id}>: I need Send Messages, Attach Files there."
            in refusal.text
        )
        assert "**Recap** never by itself" in (await ada.command("settings")).text


async def test_what_was_due_while_the_bot_was_away_is_posted_once_at_the_start(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_house(settings, clock, workers, place) as before:
        await join(before, "Ada", ADA)
        await join(before, "Bo", BO)
        await schedule(before, recap_day="Monday")
    clock.advance(days=4)
    for _ in range(2):
        async with open_house(settings, clock, workers, place) as after:
            bo = after.member("Bo", channel="music")
            await bo.wait_until(is_the_weeks)
            assert "The last one was posted" in (await settled(after.member("Ada"))).text
            assert len(weeks_posts(bo)) == 1


@pytest.mark.parametrize("sent", [True, False])
async def test_a_post_that_a_crash_interrupted_is_there_once(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox, sent: bool
):
    """Begun on the disk, and then sent or not: the next start finds out which."""
    async with open_house(settings, clock, workers, place) as before:
        ada = await join(before, "Ada", ADA)
        await join(before, "Bo", BO)
        await schedule(before, recap_day="Monday")
        schedules = before.services.store.schedules
        due = (await schedules.due(clock.now().replace(year=2030)))[0]
        if sent:
            card = await before.member("Ada", channel="music").command("recap", server=True, period=THE_WEEK)
            await ada.press(card, "Post here")
        assert await schedules.begin(due.guild_id, due.due_at, due.due_at, due.due_at.replace(day=30), clock.now())
    async with open_house(settings, clock, workers, place) as after:
        bo = after.member("Bo", channel="music")
        await bo.wait_until(is_the_weeks)
        assert "The last one was posted" in (await settled(after.member("Ada"))).text
        assert len(weeks_posts(bo)) == 1


async def test_pages_posted_before_a_restart_turn_after_it(
    settings: Settings, clock: HeldClock, workers: Workers, place: Sandbox
):
    async with open_house(settings, clock, workers, place) as before:
        ada = await join(before, "Ada", ADA)
        card = await ada.command("recap", period="2026")
    async with open_house(settings, clock, workers, place) as after:
        assert "Ada Band song" in (await after.member("Ada").press(card, "Tracks")).text


async def settled(moderator: MemberPilot) -> SeenMessage:
    """/settings, once the last due post is settled."""
    for _ in range(100):
        card = await moderator.command("settings")
        if "The last one" in card.text or "I was stopped" in card.text:
            return card
    raise AssertionError("nothing was settled")


def channel_named(place: Sandbox, name: str) -> Channel:
    return next(each for each in place.world.channels.values() if each.name == name)


def close_channel(place: Sandbox, name: str) -> None:
    """Take from the bot what it needs to post in a channel."""
    bot = next(user for user in place.world.users.values() if user.bot)
    channel_named(place, name).overwrites[bot.id] = Overwrite(deny=SEND_MESSAGES, for_member=True)

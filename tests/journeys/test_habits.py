"""Habits through the real bot: streaks, returns, discoveries, milestones, obsessions, skips and sittings."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.sandbox.pilot import MemberPilot, SeenMessage
from tests.journeys.conftest import House
from tests.journeys.exports import HARMLESS, extended

Listen = tuple[str, str, str, float]

HABITS = ("streaks", "gaps", "discoveries", "milestones", "obsessions", "skips", "sessions")
OF_ONE = ("streaks", "gaps", "milestones", "skips")


def on(day: str, time: str, artist: str, track: str, times: int = 1) -> Iterator[Listen]:
    """A track of three minutes, so often, one after the other."""
    hour, minute = map(int, time.split(":"))
    for number in range(times):
        begin = hour * 60 + minute + 3 * number
        yield f"{day} {begin // 60:02}:{begin % 60:02}", artist, track, 3


def days(first: str, last: str, without: tuple[str, ...] = ()) -> list[str]:
    """All these days, as dates in ISO 8601."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    every = [str(begin + timedelta(days=number)) for number in range((end - begin).days + 1)]
    return [day for day in every if day not in without]


ADA = [
    # Three a day all year, but for one day: 180 days in a row, then 184.
    *(
        listen
        for day in days("2023-01-01", "2023-12-31", ("2023-06-30",))
        for listen in on(day, "12:00", "Else", "A", 3)
    ),
    *on("2023-01-01", "18:00", "Radio Ghost", "One", 5),
    *on("2023-08-01", "18:00", "Radio Ghost", "Comeback", 3),  # 212 days later
    *on("2023-06-01", "20:00", "Newcomer", "New", 6),
    *on("2023-07-15", "20:00", "Newcomer", "New", 1),
]
BO = [
    # No music on the 31st but in December: 61 days in a row. Two songs in turn, so that nothing loops.
    *(
        listen
        for day in days("2023-01-01", "2023-12-31", tuple(f"2023-{month:02}-31" for month in (1, 3, 5, 7, 8, 10)))
        for track in ("B", "C")
        for listen in on(day, "08:00" if track == "B" else "08:03", "Else", track)
    ),
    *on("2023-07-01", "20:00", "Newcomer", "New", 4),
]
CHIDI = [listen for day in days("2023-11-20", "2023-11-29") for listen in on(day, "12:00", "Hidden Band", "H", 9)]


def skipping(export: bytes, track: str) -> bytes:
    """The same export, in which every second play of this track was skipped."""
    with zipfile.ZipFile(io.BytesIO(export)) as archive:
        ((name, rows),) = ((name, json.loads(archive.read(name))) for name in archive.namelist())
    for row in [row for row in rows if row["master_metadata_track_name"] == track][::2]:
        row["skipped"] = True
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, json.dumps(rows))
    return stream.getvalue()


@pytest.fixture
async def pair(house: House) -> House:
    return await settled(house)


async def settled(house: House) -> House:
    for name, export in {"Ada": extended(*ADA), "Bo": skipping(extended(*BO), "B")}.items():
        member = house.member(name)
        await house.upload(member, export)
        await house.agree(member, "Compare me")
    return house


async def ask(asker: MemberPilot, command: str, **options: str | int) -> SeenMessage:
    card = await asker.command(command, **options)
    assert isinstance(card, SeenMessage)
    return card


async def test_streaks_rank_runs_of_days_over_the_days_that_all_cover(pair: House):
    ada = pair.member("Ada")
    card = await ask(ada, "streaks")
    assert card.ephemeral
    assert "🥇 **Ada** · 184 days · from 1 Jul 2023" in card.text
    assert "🥈 **Bo** · 61 days · from 1 Nov 2023" in card.text
    assert "Counted over 2023, which both exports cover" in card.text
    summer = await ask(ada, "streaks", period="July 2023")
    assert "🥇 **Ada** · 31 days" in summer.text
    assert "🥈 **Bo** · 30 days" in summer.text
    assert "184 days and counting when the export ended" in card.text
    assert "and counting" not in summer.text
    assert "own record" not in card.text  # their records are what ranks


async def test_streaks_with_one_artist_and_of_one_member(pair: House):
    ada = pair.member("Ada")
    assert [choice.value for choice in await ada.autocomplete("streaks", "artist", "radio")] == ["Radio Ghost"]
    with_artist = await ask(ada, "streaks", artist="Radio Ghost")
    assert "Days in a row with Radio Ghost" in with_artist.text
    assert "**Ada** · 1 day · from 1 Jan 2023" in with_artist.text
    assert "Bo**" not in with_artist.text
    own = await ask(pair.member("Bo"), "streaks", member=ada.user_id)
    assert "Ada's longest streak is **184 days**: 1 Jul 2023 to 31 Dec 2023. It was still going" in own.text
    assert "🥈 **180 days** · from 1 Jan 2023 · to 29 Jun 2023" in own.text


async def test_gaps_tell_what_was_come_back_to(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    own = await ask(bo, "gaps", member=ada.user_id)
    assert "Ada came back to **Radio Ghost** after **212 days**, on 1 Aug 2023, with “Comeback”." in own.text
    assert "5 plays before · 3 plays in the 28 days after" in own.text
    group = await ask(bo, "gaps")
    assert "🥇 **Ada** · 212 days of silence · Radio Ghost · back on 1 Aug 2023" in group.text
    nothing = await ask(ada, "gaps", member=bo.user_id)
    assert "Bo came back to no artist after 180 days or more" in nothing.text


async def test_discoveries_tell_what_stuck_and_who_brought_it(pair: House):
    card = await ask(pair.member("Bo"), "discoveries")
    # Days from 29 April on are judged. Ada: 6 of 3 x 246 + 10; Bo: 4 of 2 x 243 + 4.
    assert "🥇 **Bo** (tied) · 0.8 % of plays · 1 new artist" in card.text
    assert "🥇 **Ada** (tied) · 0.8 % of plays · 1 new artist" in card.text
    assert "### The discoveries that stuck\n**Newcomer** · Ada · 7 plays since · 1 Jun 2023" in card.text
    assert "### Brought here first\n**Newcomer** · brought by Ada · on 1 Jun 2023 · 1 follower" in card.text


async def test_milestones_name_the_song_that_reached_them_and_the_next_one(pair: House):
    ada = pair.member("Ada")
    own = await ask(ada, "milestones", member=ada.user_id)
    # By the end of 25 November there were 3 x 329 + 12 = 999.
    assert "Ada's **1,000th play** was on 26 Nov 2023, with “A” by Else." in own.text
    assert "**5,000th play** · around" in own.text
    together = await ask(ada, "milestones")
    assert "Together you are at **1,829 plays**" in together.text


async def test_obsessions_tell_loops_repeats_and_songs_of_months(pair: House):
    card = await ask(pair.member("Bo"), "obsessions")
    assert "🥇 **Ada** · 6 plays in a row · “New” · Newcomer" in card.text
    assert "🥈 **Bo** · 4 plays in a row · “New” · Newcomer" in card.text
    assert "### Most in one day\n🥇 **Ada** · 6 plays in a day" in card.text


async def test_skips_rank_rates_and_leave_out_who_has_too_few(pair: House):
    ada, bo, chidi = (pair.member(name) for name in ("Ada", "Bo", "Chidi"))
    await pair.upload(chidi, extended(*CHIDI))
    await pair.agree(chidi, "Compare me")
    card = await ask(ada, "skips")
    assert "🥇 **Bo** · 24.9 % skipped" in card.text  # 180 of 722
    assert "2\\. **Ada** · 0 % skipped" in card.text
    assert "Left out: fewer than 200 plays that say: Chidi" in card.text
    own = await ask(ada, "skips", member=bo.user_id)
    assert "**“B”** · Else · skipped 180 times" in own.text
    assert "“C”" not in own.text


async def test_sessions_tell_the_longest_sitting_and_the_usual_one(pair: House):
    card = await ask(pair.member("Ada"), "sessions")
    assert "🥇 **Ada** · 18 min · on 1 Jun 2023 · 6 plays" in card.text
    assert "usually 9 min · 7.1 a week · most begin at 12:00" in card.text
    assert "🥈 **Bo** · 12 min · on 1 Jul 2023 · 4 plays" in card.text


async def test_every_habit_says_why_hands_out_numbers_and_can_be_posted(pair: House):
    ada, bo = pair.member("Ada"), pair.member("Bo")
    for command in HABITS:
        card = await ask(ada, command)
        assert {"Why?", "CSV", "Post here"} <= {button.label for button in card.buttons}, command
        assert "How this is counted" in (await ada.press(card, "Why?")).text
        assert f"{command}.csv" in (await ada.press(card, "CSV")).text
        posted = await ada.press(card, "Post here")
        assert not posted.ephemeral
        assert bo.latest(posted).text


async def test_who_did_not_agree_is_in_no_habit_and_sees_their_own_alone(pair: House):
    ada, chidi = pair.member("Ada"), pair.member("Chidi")
    before = {command: (await ask(ada, command)).text for command in HABITS}
    await pair.upload(chidi, extended(*CHIDI))
    for command in HABITS:
        assert (await ask(ada, command)).text == before[command], command  # no total grew either
    for command in OF_ONE:
        refusal = await ask(ada, command, member=chidi.user_id)
        assert "has not agreed to be shown to others" in refusal.text, command
        own = await ask(chidi, command, member=chidi.user_id)
        assert own.ephemeral
        assert "Chidi" in own.text
        assert "Post here" not in {button.label for button in own.buttons}, command


async def test_exports_without_days_in_common_are_compared_by_shares(house: House):
    for name, first, last in (("Ada", "2021-01-01", "2021-06-30"), ("Bo", "2023-01-01", "2023-06-30")):
        member = house.member(name)
        heard = days(first, last)[:: 2 if name == "Bo" else 1]
        ghost = [*on(first, "20:00", "Radio Ghost", "One", 5), *on(last, "20:00", "Radio Ghost", "One", 3)]
        await house.upload(member, extended(*(each for day in heard for each in on(day, "12:00", "Else", "A")), *ghost))
        await house.agree(member, "Compare me")
    ada = house.member("Ada")
    streaks = await ask(ada, "streaks")
    assert "🥇 **Ada** · on 100 % of days\n-# longest 181 days" in streaks.text
    assert "🥈 **Bo** · on 50.3 % of days\n-# longest 1 day" in streaks.text  # 91 of 181
    assert "there are no 28 days that the exports have in common" in streaks.text
    gaps = await ask(ada, "gaps")
    assert "Nobody is ranked: no silence of 180 days ended within days that all cover" in gaps.text
    assert "### Of all that each export covers\n**Ada** · 180 days of silence" in gaps.text
    assert "Nobody met a new artist in these days." in (await ask(ada, "discoveries")).text


async def test_a_habit_of_one_is_none_of_a_group(house: House):
    ada = house.member("Ada")
    for command in OF_ONE:
        assert "`/upload` takes the ZIP" in (await ask(ada, command, member=ada.user_id)).text, command
    await house.upload(ada, extended(*CHIDI))
    await house.agree(ada, "Compare me")
    for command in HABITS:
        assert "a comparison needs two" in (await ask(ada, command)).text, command
    bo = house.member("Bo")
    await house.upload(bo, HARMLESS)  # playlists, and no music played
    await house.agree(bo, "Compare me")
    for command in OF_ONE:
        assert "Bo has uploaded nothing" in (await ask(ada, command, member=bo.user_id)).text, command


async def test_a_period_without_listening_says_so(pair: House):
    ada = pair.member("Ada")
    for command in HABITS:
        if command == "milestones":
            continue  # a number is the 1,000th of all
        assert (
            "Nobody who agreed to be compared has enough listening in 2019"
            in (await ask(ada, command, period="2019")).text
        ), command
    own = await ask(ada, "skips", member=ada.user_id, period="2019")
    assert "The history here runs from 2023-01-01 to 2023-12-31" in own.text
    periods = [choice.value for choice in await ada.autocomplete("skips", "period", "2023")]
    assert periods[0] == "2023"


@pytest.mark.browser
async def test_habits_are_drawn_and_say_what_they_show(drawing_house: House):
    await settled(drawing_house)
    ada = drawing_house.member("Ada")
    (bars,) = (await ask(ada, "streaks")).images
    assert (await bars.read()).startswith(b"\x89PNG")
    assert "1. Ada 184 days" in bars.alt
    for command in OF_ONE:
        images = (await ask(ada, command, member=ada.user_id)).images
        assert len(images) == (command != "skips"), command  # Ada skipped nothing, so that there is nothing to draw

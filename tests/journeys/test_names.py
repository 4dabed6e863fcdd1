"""Members side by side on artists, tracks and albums: /whoknows, /whofirst, /crowns and /only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.sandbox.pilot import SeenMessage
from tests.journeys.conftest import House
from tests.journeys.exports import extended
from tests.storage.builders import NOON, Play, upload

Listen = tuple[str, str, str, float]


def often(artist: str, track: str, count: int, minutes: float = 3, since: str = "2024-01-01 12:00") -> list[Listen]:
    """So many listens of a track, one a day."""
    first = datetime.fromisoformat(since)
    return [(f"{first + timedelta(days=day):%Y-%m-%d %H:%M}", artist, track, minutes) for day in range(count)]


ADA = extended(
    *often("Johnny Cash", "Hurt", 40),
    *often("Nine Inch Nails", "Hurt", 35, since="2024-01-01 15:00"),
    *often("Déjà", "Déjà Vu", 50, since="2024-01-01 18:00"),
)
BO = extended(
    *often("Johnny Cash", "Hurt", 30, since="2022-06-01 12:00"),
    *often("Bos Own", "Mine", 90, since="2023-06-01 12:00"),
)
DANA = extended(*often("Johnny Cash", "Hurt", 120, since="2021-01-01 12:00"), *often("Danas Own", "Hidden", 120))


@pytest.fixture
async def trio(house: House) -> House:
    """Ada and Bo are compared; Dana, who plays Johnny Cash most and longest, did not agree."""
    for name, file in {"Ada": ADA, "Bo": BO, "Dana": DANA}.items():
        member = house.member(name)
        await house.upload(member, file)
        if name != "Dana":
            await house.agree(member, "Compare me")
    return house


# --- /whoknows -------------------------------------------------------------------------------------------------------


async def test_whoknows_of_a_track_is_chosen_from_a_list_that_tells_equal_titles_apart(trio: House):
    bo = trio.member("Bo")
    choices = await bo.autocomplete("whoknows track", "track", "hur")
    assert [choice.name for choice in choices] == ["Hurt · Johnny Cash", "Hurt · Nine Inch Nails"]
    card = await bo.command("whoknows track", track=choices[1].value)
    assert "Who knows “Hurt” by Nine Inch Nails?" in card.text
    assert "🥇 **Ada** · 1.8 hours" in card.text
    assert "**Bo**" not in card.text.split("?", 1)[1]
    assert "Also called “Hurt” here: tracks by Johnny Cash" in card.text


@pytest.mark.parametrize(
    "typed", ["deja vu", "DÉJÀ VU", "Déjà Vu by Déjà", "deja - deja vu", "Déjà Vu (2011 Remaster)"]
)
async def test_a_typed_title_is_found_in_any_spelling(trio: House, typed: str):
    card = await trio.member("Bo").command("whoknows track", track=typed)
    assert "Who knows “Déjà Vu” by Déjà?" in card.text


async def test_of_equal_titles_the_artist_decides_and_without_one_the_most_played(trio: House):
    bo = trio.member("Bo")
    assert "by Johnny Cash?" in (await bo.command("whoknows track", track="hurt")).text
    assert "by Nine Inch Nails?" in (await bo.command("whoknows track", track="Hurt by nine inch nails")).text


async def test_a_typo_in_a_title_is_asked_back(trio: House):
    assert "Did you mean Déjà Vu?" in (await trio.member("Bo").command("whoknows track", track="Deja Vuu")).text


async def test_whoknows_of_an_album(trio: House):
    bo = trio.member("Bo")
    (choice,) = await bo.autocomplete("whoknows album", "album", "johnny cash a")
    assert choice.name == "Johnny Cash album · Johnny Cash"
    card = await bo.command("whoknows album", album=choice.value)
    assert "🥇 **Ada** · 2 hours" in card.text
    assert "🥈 **Bo** · 1.5 hours" in card.text


async def test_who_did_not_agree_is_told_their_place_and_nobody_else_is(trio: House):
    dana, ada = trio.member("Dana"), trio.member("Ada")
    card = await dana.command("whoknows artist", artist="Johnny Cash")
    assert "You would be **1st** with 6 hours, since 1 Jan 2021. Only you see this" in card.text
    assert "**Dana**" not in card.text
    posted = await dana.press(card, "Post here")
    assert isinstance(posted, SeenMessage)
    assert "1st" not in ada.latest(posted).text
    assert "Dana" not in (await ada.command("whoknows artist", artist="Johnny Cash")).text


async def test_who_is_beyond_the_first_page_is_told_their_place(trio: House):
    bo = trio.member("Bo")
    for number in range(11):
        fans = [Play("Johnny Cash", "Hurt", at=NOON + timedelta(hours=hour), ms=3_600_000) for hour in range(3)]
        await upload(trio.services.store, bo.guild_id, 100 + number, fans, name=f"Fan {number}", compare=True)
    card = await bo.command("whoknows artist", artist="Johnny Cash")
    assert "You: **13th** of 13 · 1.5 hours · since 1 Jun 2022" in card.text
    assert "**Bo**" not in card.text
    following = await bo.press(card, "▶")
    assert "13\\. **Bo** · 1.5 hours" in following.text


async def test_titles_that_only_others_who_did_not_agree_play_are_unknown(trio: House):
    bo, dana = trio.member("Bo"), trio.member("Dana")
    assert await bo.autocomplete("whoknows track", "track", "hidden") == []
    assert "Nobody who agreed" in (await bo.command("whoknows track", track="Hidden")).text
    assert await dana.autocomplete("whoknows track", "track", "hidden") == []
    for number in range(1, 8):
        assert "Hidden" not in (await bo.command("whoknows track", track=f"track:{number}")).text


# --- /whofirst -------------------------------------------------------------------------------------------------------


async def test_whofirst_orders_by_first_listen_and_warns_of_exports_that_start_later(trio: House):
    card = await trio.member("Ada").command("whofirst artist", artist="johnny cash")
    assert (
        "**Bo** was there first, on 1 Jun 2022, as far as the exports reach. Ada followed 579 days later." in card.text
    )
    assert (
        "🥇 **Bo** · 1 Jun 2022\n-# 30 plays since · exports from 1 Jun 2022 · ⚠ export starts just before\n"
        in card.text
    )
    assert "🥈 **Ada** · 1 Jan 2024 · 579 days later" in card.text
    assert (
        "⚠ May have been there before: exports that start later than 1 Jun 2022, or just before: Bo's on" in card.text
    )
    assert "Dana" not in card.text


async def test_whofirst_of_a_track_knows_ties_of_a_day(trio: House):
    dana = trio.member("Dana")
    await trio.agree(dana, "Compare me")
    bo = trio.member("Bo")
    card = await bo.command("whofirst track", track="hurt by johnny cash")
    assert "**Dana** was there first, on 1 Jan 2021" in card.text
    chidi = trio.member("Chidi")
    await trio.upload(chidi, extended(("2021-01-01 20:00", "Johnny Cash", "Hurt", 3)))
    await trio.agree(chidi, "Compare me")
    tied = await bo.command("whofirst track", track="hurt by johnny cash")
    assert "began on the same day: 1 Jan 2021" in tied.text
    assert tied.text.count("(tied)") == 2


# --- /crowns ---------------------------------------------------------------------------------------------------------


async def test_crowns_count_who_leads_each_artist_and_show_the_closest(trio: House):
    card = await trio.member("Bo").command("crowns")
    assert (
        "🥇 **Ada** · 3 crowns · 2 that nobody else claims\n-# above all Déjà, Johnny Cash · exports from 1 Jan 2024"
        in card.text
    )
    assert "🥈 **Bo** · 1 crown · 1 that nobody else claims" in card.text
    closest = card.text.split("Closest to changing hands")[1]
    assert "**Johnny Cash** · Ada · 2 hours\n-# Bo is next · 30 minutes behind" in closest
    assert "Dana" not in card.text
    assert "exports from 1 Jun 2022" in card.text


async def test_a_members_crowns_name_the_runner_up_and_the_margin(trio: House):
    ada = trio.member("Ada")
    card = await trio.member("Bo").command("crowns", member=ada.user_id)
    assert (
        "Ada holds **3 crowns**, 2 of them unclaimed by anybody else. Closest: Johnny Cash, 30 minutes ahead of Bo."
        in card.text
    )
    assert "**Déjà** · 2.5 hours\n" in card.text


async def test_crowns_by_share_and_by_plays(trio: House):
    bo = trio.member("Bo")
    share = await bo.command("crowns", by="share")
    assert "by the share of each one's own listening" in share.text
    assert "**Johnny Cash** · Ada · 32 % of own listening\n-# Bo is next · 7 % behind" in share.text
    plays = await bo.command("crowns", by="plays")
    assert "**Johnny Cash** · Ada · 40 plays\n-# Bo is next · 10 plays behind" in plays.text


async def test_crowns_of_who_did_not_agree_are_for_nobody(trio: House):
    dana = trio.member("Dana")
    assert "has not agreed to be shown" in (await trio.member("Bo").command("crowns", member=dana.user_id)).text
    own = await dana.command("crowns", member=dana.user_id)
    assert "You have not agreed to be compared" in own.text
    assert "Post here" not in [button.label for button in own.buttons]


# --- /only -----------------------------------------------------------------------------------------------------------


async def test_only_ranks_by_the_share_of_listening_that_nobody_else_here_has(trio: House):
    card = await trio.member("Ada").command("only")
    assert "🥇 **Bo** · 75 % of own listening · 1 artist\n-# above all Bos Own" in card.text
    assert "🥈 **Ada** · 68 % of own listening · 2 artists\n-# above all Déjà, Nine Inch Nails" in card.text
    assert "Dana" not in card.text


async def test_only_of_a_member_lists_what_is_theirs_alone(trio: House):
    bo = trio.member("Bo")
    card = await trio.member("Ada").command("only", member=bo.user_id)
    assert "Bo alone here plays **1 artist**, 75 % of own listening. Above all Bos Own with 4.5 hours." in card.text
    assert "**Bos Own** · 4.5 hours · 75 % of own listening\n-# 90 plays" in card.text


async def test_only_changes_with_the_consents(trio: House):
    dana = trio.member("Dana")
    await trio.agree(dana, "Compare me")
    card = await dana.command("only")
    assert "**Dana** · 50 % of own listening · 1 artist\n-# above all Danas Own" in card.text


async def test_too_little_listening_is_left_out_by_name(trio: House):
    chidi = trio.member("Chidi")
    await trio.upload(chidi, extended(*often("Rare", "One", 20)))
    await trio.agree(chidi, "Compare me")
    card = await chidi.command("only")
    assert "Left out: Chidi (fewer than 100 listens)" in card.text


# --- all of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("whoknows track", {"track": "Hurt"}),
        ("whoknows album", {"album": "Hurt"}),
        ("whofirst artist", {"artist": "Johnny Cash"}),
        ("crowns", {}),
        ("crowns", {"by": "share"}),
        ("only", {}),
    ],
)
async def test_a_comparison_needs_two_who_agreed(house: House, command: str, options: dict[str, str]):
    ada = house.member("Ada")
    await house.upload(ada, ADA)
    await house.agree(ada, "Compare me")
    assert "a comparison needs two" in (await ada.command(command, **options)).text


@pytest.mark.parametrize(
    ("command", "options", "says"),
    [
        ("whoknows artist", {"artist": "Johnny Cash"}, "Equal amounts share a place"),
        ("whofirst artist", {"artist": "Johnny Cash"}, "may hide an earlier listen"),
        ("crowns", {}, "30 plays or one hour"),
        ("only", {}, "nobody else who agreed to be compared here played it even once"),
    ],
)
async def test_each_says_why_hands_out_its_numbers_and_can_be_posted(
    trio: House, command: str, options: dict[str, str], says: str
):
    bo, ada = trio.member("Bo"), trio.member("Ada")
    card = await bo.command(command, **options)
    assert card.ephemeral
    assert says in (await bo.press(card, "Why?")).text
    numbers = await bo.press(card, "CSV")
    assert isinstance(numbers, SeenMessage)
    assert all(file["filename"].endswith(".csv") for file in numbers.payload["attachments"])
    assert numbers.payload["attachments"]
    posted = await bo.press(card, "Post here")
    assert isinstance(posted, SeenMessage)
    assert not posted.ephemeral
    assert "Ada" in ada.latest(posted).text


@pytest.mark.browser
async def test_each_has_a_picture_that_says_what_it_shows(drawing_house: House):
    for name, file in {"Ada": ADA, "Bo": BO}.items():
        member = drawing_house.member(name)
        await drawing_house.upload(member, file)
        await drawing_house.agree(member, "Compare me")
    ada = drawing_house.member("Ada")
    for command, options in (
        ("whoknows track", {"track": "Hurt"}),
        ("whofirst track", {"track": "Hurt"}),
        ("crowns", {}),
        ("only", {}),
        ("only", {"member": ada.user_id}),
    ):
        (picture,) = (await ada.command(command, **options)).images
        assert (await picture.read()).startswith(b"\x89PNG")
        assert "Ada" in picture.alt or "Johnny" in picture.alt or "Déjà" in picture.alt

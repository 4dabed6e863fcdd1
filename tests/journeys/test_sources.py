"""What a history is made of: taking an upload back, a window, a clock."""

from __future__ import annotations

from bot.sandbox.bodies import SentFile
from bot.sandbox.pilot import Modal, SeenMessage
from tests.journeys.conftest import House, is_finished
from tests.journeys.exports import HEARTBREAK, account, extended

FIRST = extended(("2021-02-03 21:00", "Ada Band", "One", 3), ("2022-02-03 23:30", "Zyzzogeton", "Two", 4))
SECOND = extended(("2023-02-04 09:00", "Else", "Three", 5))
LARGER = extended(
    ("2021-02-03 21:00", "Ada Band", "One", 3),
    ("2022-02-03 23:30", "Zyzzogeton", "Two", 4),
    ("2024-02-03 21:00", "Ada Band", "One", 3),
)


async def pressed_form(house: House, label: str) -> Modal:
    ada = house.member("Ada")
    form = await ada.press(await shown(house), label)
    assert isinstance(form, Modal)
    return form


async def shown(house: House) -> SeenMessage:
    card = await house.member("Ada").command("sources")
    assert isinstance(card, SeenMessage)
    return card


def source_ids(form: Modal) -> list[str]:
    return [option["value"] for option in form.payload["components"][0]["component"]["options"]]


async def test_the_uploads_are_listed_to_their_owner_alone(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    await house.upload(ada, SECOND)
    card = await shown(house)
    assert card.ephemeral
    assert card.text.count("Spotify extended streaming history") == 2
    assert "2 listens, 3 Feb 2021 to 3 Feb 2022" in card.text
    assert "Together **3 listens**" in card.text


async def test_taking_an_upload_back_asks_once_more_and_leaves_the_other(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST, HEARTBREAK)
    await house.upload(ada, SECOND)
    form = await pressed_form(house, "Take an upload back")
    asked = await ada.submit(form, {"Upload": [source_ids(form)[0]]})
    assert isinstance(asked, SeenMessage)
    assert "deleted at once" in asked.text
    done = await ada.press(asked, "Take it back")
    assert isinstance(done, SeenMessage)
    assert "Removed: Spotify extended streaming history" in done.text
    assert "Together **1 listen**" in done.text
    assert "3 Feb 2021" not in done.text
    stored = b"".join(path.read_bytes() for path in house.services.settings.data_dir.glob("tutti.sqlite3*"))
    assert b"Zyzzogeton" not in stored


async def test_keeping_an_upload_changes_nothing(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    form = await pressed_form(house, "Take an upload back")
    asked = await ada.submit(form, {"Upload": source_ids(form)})
    assert isinstance(asked, SeenMessage)
    kept = await ada.press(asked, "Keep it")
    assert isinstance(kept, SeenMessage)
    assert "Together **2 listens**" in kept.text


async def test_without_the_last_upload_there_is_no_history(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    form = await pressed_form(house, "Take an upload back")
    asked = await ada.submit(form, {"Upload": source_ids(form)})
    assert isinstance(asked, SeenMessage)
    gone = await ada.press(asked, "Take it back")
    assert isinstance(gone, SeenMessage)
    assert "nothing in this server yet" in gone.text
    assert await house.services.store.listening.history_of(ada.guild_id, ada.user_id) is None
    assert "uploaded nothing" in (await ada.command("recap")).text


async def test_an_upload_that_was_removed_meanwhile_is_said_to_be_gone(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    asked = []
    for _ in range(2):
        form = await pressed_form(house, "Take an upload back")
        asked.append(await ada.submit(form, {"Upload": source_ids(form)}))
    for card in asked:
        assert isinstance(card, SeenMessage)
        last = await ada.press(card, "Take it back")
    assert isinstance(last, SeenMessage)
    assert "not here any more. Nothing was changed" in last.text


async def test_a_window_hides_what_was_before_and_brings_it_back(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    await house.upload(ada, SECOND)
    narrowed = await ada.command("sources", since="2022")
    assert "Together **2 listens**" in narrowed.text
    assert "Only what you played since 1 January 2022 counts" in narrowed.text
    later = await house.upload(ada, LARGER)
    assert "Only what you played since 1 January 2022 counts; 1 earlier listen stored and not counted" in later.text
    form = await pressed_form(house, "Count only since …")
    whole = await ada.submit(form, {"Count only since": ""})
    assert isinstance(whole, SeenMessage)
    assert "Together **4 listens**" in whole.text
    assert "Everything you played counts" in whole.text


async def test_a_window_begins_at_midnight_of_the_members_own_clock(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST, time_zone="Europe/Berlin")
    assert "Together **1 listen**" in (await ada.command("sources", since="2022-02-04")).text
    moved = await ada.command("sources", time_zone="UTC")
    assert "Together **0 listens**" in moved.text


async def test_words_that_are_no_day_change_nothing(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    refused = await ada.command("sources", since="the old days")
    assert "cannot count from “the old days” on. Nothing was changed" in refused.text
    assert "Together **2 listens**" in (await shown(house)).text


async def test_another_clock_moves_the_hours_at_once(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    form = await pressed_form(house, "Time zone")
    card = await ada.submit(form, {"Time zone": "Asia/Tokyo"})
    assert isinstance(card, SeenMessage)
    assert "Your clock runs in Asia/Tokyo" in card.text
    assert [choice.value for choice in await ada.autocomplete("sources", "time_zone", "berl")] == ["Europe/Berlin"]


async def test_who_uploaded_nothing_can_still_set_the_clock(house: House):
    card = await house.member("Ada").command("sources", time_zone="Asia/Tokyo")
    assert "uploaded nothing" in card.text
    assert "Asia/Tokyo" in card.text
    receipt = await house.member("Ada").command("upload", file=FIRST, until=is_finished)
    assert "Asia/Tokyo" in receipt.text


async def test_an_upload_that_holds_an_earlier_one_replaces_it(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    receipt = await house.upload(ada, LARGER)
    assert (
        "It holds all of your earlier Spotify extended streaming history (2 listens), which it replaces" in receipt.text
    )
    card = await shown(house)
    assert card.text.count("Spotify extended streaming history") == 1
    assert "Together **3 listens**" in card.text


LASTFM = (
    "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"
    '"1612386003","03 Feb 2021, 21:00","Ada Band","","","","One",""\n'
    '"1612400000","04 Feb 2021, 00:53","Ada Band","","","","One (2011 Remaster)",""\n'
)


async def test_scrobbles_of_plays_count_once_and_the_receipt_says_of_what(house: House):
    ada = house.member("Ada")
    await house.upload(ada, FIRST)
    receipt = await house.upload(ada, SentFile("recenttracks-ada-1700000000.csv", LASTFM.encode()))
    assert "Read 2 listens" in receipt.text
    assert "1 listen of Last.fm counted once: also in Spotify extended streaming history" in receipt.text
    card = await shown(house)
    assert "**Last.fm** · 2 listens" in card.text
    assert "Together **3 listens**" in card.text


async def test_an_upload_whose_playlists_are_not_all_in_the_later_one_stays(house: House):
    ada = house.member("Ada")
    tracks = [("Lift", "Push", "2024-01-01")] * 3
    await house.upload(ada, account({"gym": tracks}))
    await house.upload(ada, account({"run": tracks}))
    assert (await shown(house)).text.count("Spotify account data") == 2
    receipt = await house.upload(ada, account({"gym": tracks, "run": tracks}))
    assert receipt.text.count("It holds all of your earlier Spotify account data") == 2
    assert (await shown(house)).text.count("Spotify account data") == 1
    assert "**2** playlists" in (await ada.command("privacy")).text

"""Handing over an export."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox.bodies import SentFile
from bot.sandbox.pilot import Modal, SeenMessage
from bot.settings import Settings
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house
from tests.journeys.exports import extended

TWO_DAYS = extended(
    ("2024-02-03 21:00", "Ada Band", "One", 3),
    ("2024-02-03 21:03", "Ada Band", "Two", 4),
    ("2024-02-04 09:00", "Else", "Three", 5),
)


async def test_the_receipt_counts_every_row_and_is_seen_by_the_uploader_alone(house: House):
    ada, bo = house.member("Ada"), house.member("Bo")
    receipt = await house.upload(ada, TWO_DAYS)
    assert "Read 3 listens" in receipt.text
    assert "3 rows, 3 kept" in receipt.text
    assert "3 February 2024 to 4 February 2024" in receipt.text
    assert receipt.ephemeral
    assert bo.sees() == []


async def test_all_uses_are_off_until_they_are_chosen_and_the_buttons_show_it(house: House):
    ada = house.member("Ada")
    await house.upload(ada, TWO_DAYS)
    choices = await ada.wait_until(lambda message: bool(message.buttons))
    assert [button.label for button in choices.buttons] == [
        "Compare me: off",
        "Word things about me: off",
        "Pool for sales: off",
        "Tag my titles: off",
    ]
    chosen = await ada.press(choices, "Pool for sales: off")
    assert isinstance(chosen, SeenMessage)
    assert [button.label for button in chosen.buttons][2] == "Pool for sales: on"
    again = await ada.press(chosen, "Pool for sales: on")
    assert isinstance(again, SeenMessage)
    assert [button.label for button in again.buttons][2] == "Pool for sales: off"


async def test_the_same_export_twice_changes_nothing(house: House):
    ada = house.member("Ada")
    await house.upload(ada, TWO_DAYS)
    second = await house.upload(ada, TWO_DAYS)
    assert "nothing changed" in second.text
    assert "3 listens" in second.text.split("Your history here")[1]


async def test_a_later_export_adds_what_is_new_and_counts_the_rest_once(house: House):
    ada = house.member("Ada")
    await house.upload(ada, TWO_DAYS)
    later = extended(("2024-02-04 09:00", "Else", "Three", 5), ("2024-02-05 09:00", "Else", "Three", 5))
    receipt = await house.upload(ada, later)
    assert "4 listens" in receipt.text.split("Your history here")[1]
    assert "1 was in more than one export and counts once" in receipt.text


async def test_without_a_file_a_form_takes_the_same_files(house: House):
    ada = house.member("Ada")
    form = await ada.command("upload")
    assert isinstance(form, Modal)
    await ada.submit(
        form, {"Time zone": "Asia/Tokyo"}, files={"Your export": [SentFile("my_spotify_data.zip", TWO_DAYS)]}
    )
    receipt = await ada.wait_until(lambda message: "Read 3 listens" in message.text)
    assert "Asia/Tokyo" in receipt.text


async def test_a_file_that_is_no_export_gets_a_sentence_and_stores_nothing(house: House):
    ada = house.member("Ada")
    refusal = await house.upload(ada, SentFile("holiday.txt", b"sun and sea"))
    assert "no listening history in holiday.txt" in refusal.text
    assert "Nothing was stored" in refusal.text
    about = await ada.command("privacy")
    assert "listens" not in about.text.split("What you agreed to")[0].replace("listens and playlists", "")


async def test_an_unknown_time_zone_is_refused_before_anything_is_read(house: House):
    ada = house.member("Ada")
    refusal = await house.upload(ada, TWO_DAYS, time_zone="Middle/Earth")
    assert "no time zone “Middle/Earth”" in refusal.text


async def test_time_zones_are_found_by_their_city(house: House):
    found = await house.member("Ada").autocomplete("upload", "time_zone", "berl")
    assert [choice.value for choice in found] == ["Europe/Berlin"]


async def test_nothing_of_an_upload_stays_in_the_spool(house: House):
    await house.upload(house.member("Ada"), TWO_DAYS)
    spool = Path(house.services.settings.data_dir) / "spool"
    assert [path.name for path in spool.iterdir()] == []


async def test_an_attachment_that_discord_does_not_hand_over_is_named(house: House):
    ada = house.member("Ada")
    house.sandbox.faults.refuse_downloads()
    refusal = await house.upload(ada, SentFile("my_spotify_data.zip", TWO_DAYS))
    assert "Discord would not hand me my\\_spotify\\_data.zip" in refusal.text


async def test_what_a_killed_process_left_in_the_spool_is_gone_after_the_next_start(
    settings: Settings, clock: HeldClock, workers: Workers
):
    left = settings.data_dir / "spool" / "0123" / "0"
    left.parent.mkdir(parents=True)
    left.write_bytes(TWO_DAYS)
    async with open_house(settings, clock, workers):
        assert not left.exists()

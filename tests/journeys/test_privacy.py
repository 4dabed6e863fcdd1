"""A member's own data: seeing it, erasing it."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.conftest import House
from tests.journeys.exports import HEARTBREAK, extended

MINE = extended(("2024-02-03 21:00", "Radio Ghost", "Zyzzogeton", 60))


def database_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("tutti.sqlite3*"))


async def test_privacy_lists_what_is_stored_to_that_member_alone(house: House):
    ada = house.member("Ada")
    await house.upload(ada, MINE, HEARTBREAK, time_zone="Europe/Berlin")
    card = await ada.command("privacy")
    assert card.ephemeral
    assert "**1** listens from 3 February 2024" in card.text
    assert "**1** playlists with 6 tracks" in card.text
    assert "Spotify extended streaming history" in card.text
    assert "Europe/Berlin" in card.text


async def test_who_stored_nothing_is_told_so(house: House):
    card = await house.member("Ada").command("privacy")
    assert "Nothing." in card.text
    assert "Erase everything" not in [button.label for button in card.buttons]


async def test_erasing_asks_once_more_and_then_leaves_not_a_byte(house: House):
    ada = house.member("Ada")
    await house.upload(ada, MINE)
    await house.agree(ada, "Compare me")
    asked = await ada.press(await ada.command("privacy"), "Erase everything")
    assert "Your history, playlists, scores" in asked.text
    gone = await ada.press(asked, "Erase everything")
    assert "is erased" in gone.text
    assert "1 listens" in gone.text or "1 listen" in gone.text
    assert "Nothing." in (await ada.command("privacy")).text
    assert b"Zyzzogeton" not in database_bytes(house.services.settings.data_dir)


async def test_keeping_erases_nothing(house: House):
    ada = house.member("Ada")
    await house.upload(ada, MINE)
    asked = await ada.press(await ada.command("privacy"), "Erase everything")
    assert "Nothing was erased" in (await ada.press(asked, "Keep it")).text
    assert "**1** listens" in (await ada.command("privacy")).text


async def test_erasing_in_one_server_leaves_the_other(house: House):
    ada = house.member("Ada")
    marisol = house.member("Marisol", "The Collective")
    await house.upload(ada, MINE)
    await house.upload(marisol, MINE)
    asked = await ada.press(await ada.command("privacy"), "Erase everything")
    await ada.press(asked, "Erase everything")
    assert "**1** listens" in (await marisol.command("privacy")).text


async def test_erasing_ends_an_open_upload_page(house: House):
    ada = house.member("Ada")
    folder = house.services.settings.data_dir / "upload-links" / f"{ada.guild_id}-{ada.user_id}-1"
    folder.mkdir(parents=True)
    (folder / "part").write_bytes(MINE)
    await house.upload(ada, MINE)
    await ada.press(await ada.press(await ada.command("privacy"), "Erase everything"), "Erase everything")
    assert not folder.exists()

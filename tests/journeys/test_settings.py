"""What holds for a whole server."""

from __future__ import annotations

import pytest

from bot.sandbox.pilot import Refused
from tests.journeys.conftest import House
from tests.journeys.exports import extended

ONE = extended(("2024-02-03 21:00", "Ada Band", "One", 3))


async def test_new_members_begin_with_the_servers_time_zone_and_others_keep_theirs(house: House):
    ada, bo = house.member("Ada"), house.member("Bo")
    await bo.command("upload", until=lambda message: "Your history here" in message.text, file=ONE)
    card = await ada.command("settings", time_zone="Asia/Tokyo")
    assert "**Time zone** Asia/Tokyo" in card.text
    await ada.command("upload", until=lambda message: "Your history here" in message.text, file=ONE)
    assert "Asia/Tokyo" in (await ada.command("sources")).text
    assert "UTC" in (await bo.command("sources")).text


async def test_settings_are_shown_and_kept_when_a_zone_is_unknown(house: House):
    ada = house.member("Ada")
    assert "no time zone “Mars/Olympus”" in (await ada.command("settings", time_zone="Mars/Olympus")).text
    assert "**Time zone** UTC" in (await ada.command("settings")).text


async def test_without_a_key_settings_and_privacy_say_that_no_model_is_asked(house: House):
    ada = house.member("Ada")
    assert "**Language model** none" in (await ada.command("settings")).text
    assert "No language model is asked here" in (await ada.command("privacy")).text


async def test_settings_are_for_moderators(house: House):
    with pytest.raises(Refused):
        await house.member("Bo").command("settings")


async def test_moderators_choose_the_tone_and_a_roast_needs_everyone_s_yes(house: House):
    ada, bo = house.member("Ada"), house.member("Bo")
    assert "**Tone** warm" in (await ada.command("settings")).text
    for member, plays in ((ada, 9), (bo, 4)):
        await member.command(
            "upload",
            until=lambda message: "Your history here" in message.text,
            file=extended(*((f"2024-02-03 {hour:02}:00", "Ada Band", "One", 30) for hour in range(plays))),
        )
        await house.agree(member, "Compare me")
    warm = (await bo.command("whoknows artist", artist="Ada Band")).text
    card = await ada.command("settings", tone="roast")
    assert "**Tone** roast" in card.text
    assert "agreed to “Word things about me”" in card.text
    assert (await bo.command("whoknows artist", artist="Ada Band")).text == warm
    await house.agree(ada, "Word things about me")
    assert (await bo.command("whoknows artist", artist="Ada Band")).text == warm
    await house.agree(bo, "Word things about me")
    assert (await bo.command("whoknows artist", artist="Ada Band")).text != warm
    assert "**Tone** dry" in (await ada.command("settings", tone="dry")).text
    assert "**Tone** dry" in (await ada.command("settings", time_zone="Asia/Tokyo")).text
    assert (await bo.command("whoknows artist", artist="Ada Band")).text != warm

from __future__ import annotations

import pytest

from bot.exports.columns import MISSING
from bot.exports.platforms import PlatformCodes, platform_of
from bot.model.listens import PLATFORMS


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ("ios", "phone"),
        ("iOS 12.1.2 (iPhone8,1)", "phone"),
        ("iOS 15.2 (iPad7,5)", "phone"),
        ("android", "phone"),
        ("Android OS 9 API 28 (samsung, SM-G950F)", "phone"),
        ("Android-tablet OS 8.0.0 API 26 (HUAWEI, CMR-W09)", "phone"),
        ("windows", "computer"),
        ("Windows 10 (10.0.17763; x64)", "computer"),
        ("OS X 10.14.6 [x86 8]", "computer"),
        ("osx", "computer"),
        ("Linux [x86-64 0]", "computer"),
        ("linux", "computer"),
        ("web_player windows 10;chrome 90.0.4430.93;desktop", "web"),
        ("WebPlayer (websocket RFC6455)", "web"),
        ("Partner sonos_ppc Sonos;Play1;RINCON_1", "speaker"),
        ("Partner amazon_salmon Amazon;Echo_Dot;9f3c", "speaker"),
        ("Partner google cast_audio;Google_Home;;", "speaker"),
        ("Partner google cast_tv;Chromecast;;", "tv"),
        ("Partner android_tv Sony;BRAVIA 4K VH2;5d0a", "tv"),
        ("Android [arm 0] Android TV", "tv"),
        ("Partner webos_tv LGE;43UM7100;1c4a", "tv"),
        ("Partner scei sony_tv;ps4;c3a5;;tpapi", "tv"),
        ("Partner microsoft xbox_one;Xbox;", "tv"),
        ("Partner spotify web_player windows 10;firefox;", "web"),
        ("Partner tesla tesla;modely;", "car"),
        ("Partner spotify car_thing spotify;superbird;", "car"),
        ("android_auto", "car"),
        ("cardboard box 3", "other"),
        ("not_applicable", "other"),
    ],
)
def test_texts_as_spotify_writes_them(text: str, platform: str):
    assert platform_of(text) == platform


def test_no_text_is_no_platform():
    codes = PlatformCodes()
    assert (codes[None], codes[""], codes[" "]) == (MISSING, MISSING, MISSING)


def test_what_was_met_is_remembered_but_not_endlessly():
    codes = PlatformCodes()
    for number in range(25_000):
        codes[f"device {number}"]
    assert len(codes) <= 10_000
    assert PLATFORMS[codes["ios"]] == "phone"

"""What a listen was played on, coarsely.

The export's own text ("Partner android_tv Sony;BRAVIA 4K;9f3c...") can hold device ids, so it is looked at once per
different text while reading and goes no further.
"""

from __future__ import annotations

import re

from bot.exports.columns import MISSING
from bot.model.listens import PLATFORMS

_MOST_TEXTS = 10_000

# In this order: an "android_tv" is a television, and a "WebPlayer (Windows 10)" is played in a browser.
_SIGNS = (
    ("web", re.compile(r"web_?player|webplayer")),
    (
        "car",
        re.compile(
            r"\bcar[ _-]?(thing|play)?\b|tesla|automotive|android_auto\b|polestar|rivian|volvo|\bbmw\b|sync[ _]?3"
        ),
    ),
    (
        "tv",
        re.compile(
            r"(?<![a-z])tv(?![a-z])|_tv|tvos|smarttv|bravia|roku|chromecast|cast_tv|playstation|\bps[345]\b|xbox|scei|"
            r"fire_?tv|web_?os|tizen|vizio|comcast"
        ),
    ),
    (
        "speaker",
        re.compile(
            r"sonos|amazon|alexa|\becho|google ?home|home_thing|cast_audio|google cast|speaker|homepod|audio_os|bose|"
            r"denon|heos|marantz|onkyo|pioneer|yamaha|bluesound|naim|libre|frontier|receiver|soundbar|raspotify|librespot"
        ),
    ),
    ("phone", re.compile(r"ios|iphone|ipad|ipod|android|windows ?phone|blackberry|watch|garmin|wear")),
    ("computer", re.compile(r"windows|os ?x|macos|osx|darwin|linux|chrome ?os|desktop")),
)


class PlatformCodes(dict[str | None, int]):
    """Text of the export -> index into PLATFORMS, or MISSING where there is no text. Remembers what it has met."""

    def __missing__(self, text: str | None) -> int:
        if len(self) >= _MOST_TEXTS:
            self.clear()
        code = self[text] = PLATFORMS.index(platform_of(text)) if text and text.strip() else MISSING
        return code


def platform_of(text: str) -> str:
    """One of PLATFORMS for a platform as Spotify writes it, e.g. "iOS 12.1 (iPhone8,1)" -> "phone"."""
    lower = text.lower()
    return next((name for name, signs in _SIGNS if signs.search(lower)), "other")

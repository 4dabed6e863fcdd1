"""What else comes from Spotify: the rest of the account data, and the package of technical logs.

Nothing of these files is decoded. They are named, so that a member who sent the wrong one learns how to get the right
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.errors import UploadError, WrongPackage
from bot.exports.columns import FileCount
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import SourceReading

OTHER, LIBRARY, LOG = "spotify_other", "spotify_library", "spotify_technical_log"

_LOG_PACKAGE = "Spotify's “Technical log information”"
_GET_HISTORY = (
    "On spotify.com, open Account, then Account privacy, then Download your data, and choose “Extended streaming "
    "history” (up to 30 days) or “Account data” (about 5 days). Send the ZIP here when Spotify's e-mail comes."
)

# Each: keys that stand in the file, and what it is. The first that fits counts.
_ACCOUNT_FILES = (
    (("searchTime", "searchQuery"), "your searches"),
    (("artistName", "segment"), "what artists advertised to you"),
    (("followerCount",), "whom you follow"),
    (("followingUsersCount",), "whom you follow"),
    (("followingArtists",), "whom you follow"),
    (("inferences",), "what advertisers may guess about you"),
    (("identifierType", "identifierValue"), "your log-in"),
    (("displayName", "imageUrl"), "your profile"),
    (("tasteMaker",), "your profile"),
    (("username", "email"), "your account"),
    (("username", "birthdate"), "your account"),
    (("payment_method",), "your payments"),
    (("payments",), "your payments"),
    (("topArtists", "yearlyMetrics"), "Spotify's own summary of a year"),
    (("topArtistRace",), "Spotify's own summary of a year"),
    (("listeningAge",), "Spotify's own summary of a year"),
    (("streamCount", "secondsPlayed"), "Spotify's own weekly summary"),
    (("ratedShow",), "ratings"),
    (("ratedShows",), "ratings"),
    (("votedPollOption",), "answers to polls"),
    (("capsule2023",), "a time capsule"),
    (("userPrompts",), "prompts"),
)


_LOG_NAMES = re.compile(
    r"(?:TechnicalLogInformation\.pdf|RawCoreStream(?:_\d+)?\.json|A11yFeatureUsage(?:_\d+)?\.json)$"
)


def package_by_names(names: Iterable[str]) -> UploadError | None:
    """The technical logs by the names of their files, for an upload whose contents told nothing.

    Some 145 kinds of files are in that package, and the keys of few are known. Names decide nothing where a file could
    be read; here they only choose the advice.
    """
    return WrongPackage(_LOG_PACKAGE, _GET_HISTORY) if any(map(_LOG_NAMES.search, names)) else None


class SpotifyOther:
    """Names Spotify's files that hold no history."""

    def __init__(self) -> None:
        self._logs = 0
        self._account = 0

    def claim(self, head: Head) -> str | None:
        """A log by its `context_` and `message_` keys, the library by its lists, other files by keys of their own."""
        begins = {key.partition("_")[0] for key in head.keys}
        if ("context" in begins and ("message" in begins or "timestamp_utc" in head.keys)) or head.keys == ("tags",):
            return LOG
        saved = head.has("bannedTracks") or head.has("artist", "album", "track")
        if head.form is Form.OBJECT and head.keys[:1] == ("tracks",) and saved:
            return LIBRARY
        if head.text.startswith(b"List(Map("):
            return OTHER
        known = head.form in (Form.OBJECT, Form.ROWS) and any(head.has(*keys) for keys, _ in _ACCOUNT_FILES)
        return OTHER if known else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """Only what it is, from its head."""
        count = FileCount(file.name, kind)
        if kind == LOG:
            self._logs += 1
            count.notes.append("A technical log of Spotify's; it holds no history.")
            return count
        self._account += 1
        if kind == LIBRARY:
            count.notes.append("What you saved, not what you played. Not stored.")
        elif file.head.text.startswith(b"List(Map("):
            count.notes.append("Your address; Spotify writes it in a form of its own. Not read.")
        else:
            what = next(what for keys, what in _ACCOUNT_FILES if file.head.has(*keys))
            count.notes.append(f"Spotify's file on {what}. Not read.")
        return count

    def finish(self) -> SourceReading | None:
        """Nothing is stored of these files."""
        return None

    def complaint(self) -> UploadError | None:
        """Which package of Spotify's this is instead of a history."""
        if self._logs:
            return WrongPackage(_LOG_PACKAGE, _GET_HISTORY)
        if self._account:
            return WrongPackage("a part of Spotify's account data", _GET_HISTORY)
        return None

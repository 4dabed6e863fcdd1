"""What else comes out of Google Takeout: YouTube's lists without titles, saved music, and all other products.

Nothing of these files is decoded beyond what tells what they are. They are named, so that a member who sent the wrong
ones learns how to get the right one.
"""

from __future__ import annotations

import re

from bot.errors import UploadError, WrongPackage
from bot.exports.columns import FileCount
from bot.exports.csv_rows import columns_of
from bot.exports.text import Form, Head, TextFile
from bot.model.listens import SourceReading

LIBRARY, PLAYLIST, OTHER, OTHER_PRODUCT = "youtube_library", "youtube_playlist", "youtube_other", "google_other"

_GET_HISTORY = (
    "On takeout.google.com, deselect all, choose “YouTube and YouTube Music”, under “Multiple formats” set history to "
    "JSON, under “All YouTube data included” choose history alone, and send the ZIP here when Google's e-mail comes."
)

_VIDEO_ID = re.compile(rb"[A-Za-z0-9_-]{11}")
_DATE = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z| UTC)?")

_NOTES = {
    LIBRARY: "Music that you saved, not what you played. Not stored.",
    PLAYLIST: "It names its videos by their number alone, without titles. Not stored.",
    OTHER: "Another of YouTube's files. Not read.",
    OTHER_PRODUCT: "From another of Google's products. Not read.",
}

# Columns that stand in a table, and what it is. The first that fits counts.
_TABLES = (
    ({"song title", "artist name 1"}, LIBRARY),
    ({"song title", "album title"}, LIBRARY),
    ({"video id", "playlist video creation timestamp"}, PLAYLIST),
    ({"video id", "time added"}, PLAYLIST),
    ({"playlist id", "playlist visibility"}, OTHER),
    ({"playlist id", "playlist title (original)"}, OTHER),
    ({"playlist id", "channel id"}, OTHER),
    ({"channel id", "channel title"}, OTHER),
    ({"comment id", "comment text"}, OTHER),
    ({"comment id", "channel id"}, OTHER),
    ({"live chat id", "channel id"}, OTHER),
)

# Keys with which files of other products begin.
_KEYS = (
    ("locations", "latitudeE7"),
    ("timelineObjects",),
    ("semanticSegments",),
    ("Browser History",),
    ("photoTakenTime",),
    ("isTrashed", "textContent"),
    ("archive_jobs",),
)
_TEXTS = (b"BEGIN:VCALENDAR", b"BEGIN:VCARD")
_MAIL = re.compile(rb"From \d+@xxx ")


class TakeoutOther:
    """Names a Takeout's files that hold no history."""

    def __init__(self) -> None:
        self._youtube = 0
        self._other = 0

    def claim(self, head: Head) -> str | None:
        """Tables by their columns or, in other languages, by what stands in them; other products by their keys."""
        if head.form is Form.TEXT:
            if head.text.startswith(_TEXTS) or _MAIL.match(head.text):
                return OTHER_PRODUCT
            columns = set(columns_of(head))
            known = next((kind for names, kind in _TABLES if names <= columns), None)
            return known or _by_numbers(head)
        if head.form in (Form.OBJECT, Form.ROWS) and any(head.has(*keys) for keys in _KEYS):
            return OTHER_PRODUCT
        is_index = head.form is Form.HTML and b"takeout" in head.text[:4096].lower()
        return OTHER_PRODUCT if is_index else None

    def read(self, file: TextFile, kind: str) -> FileCount:
        """Only what it is."""
        if kind == OTHER_PRODUCT:
            self._other += 1
        else:
            self._youtube += 1
        return FileCount(file.name, kind, notes=[_NOTES[kind]])

    def note_searches(self) -> None:
        """One more file of YouTube's that holds no history: searches, which only its records tell from one."""
        self._youtube += 1

    def page(self, file: TextFile, *, empty: bool) -> FileCount:
        """A page whose records are not YouTube's, or that has none."""
        count = self.read(file, OTHER_PRODUCT)
        if empty:
            count.notes[:] = ["A page without a record of what you did."]
        return count

    def finish(self) -> SourceReading | None:
        """Nothing is stored of these files."""
        return None

    def complaint(self) -> UploadError | None:
        """Which part of a Takeout this is instead of a watch history."""
        if self._youtube:
            return WrongPackage("a part of YouTube's Takeout", _GET_HISTORY)
        if self._other:
            return WrongPackage("a Google Takeout without YouTube's history", _GET_HISTORY)
        return None


def _by_numbers(head: Head) -> str | None:
    """A table under columns in another language, whose first cell is a video's number."""
    lines = head.text.split(b"\n", 2)
    if len(lines) < 2:
        return None
    cells = lines[1].strip().split(b",")
    if len(cells) < 2 or not _VIDEO_ID.fullmatch(cells[0]):
        return None
    if len(cells) == 2:
        return PLAYLIST if _DATE.fullmatch(cells[1].strip()) else None
    # Eleven letters may be a word. Saved music has many columns, most of them for artists that a song does not have.
    return LIBRARY if len(columns_of(head)) >= 5 and cells[-1] == b"" else None

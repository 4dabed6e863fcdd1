"""Last.fm: a member's scrobbles as other people's exporters write them; Last.fm itself gives no file.

Tables and JSON (see `lastfm_csv` and `lastfm_json`), told by their columns and keys. Last.fm knows when playing began,
often only to the minute in these files, and never how long it lasted. A row is left out for the first of these reasons
that holds: unreadable, not a listen (neither title nor time), no title, no time (1970, or a track that was playing when
the file was made), duplicate.
"""

from __future__ import annotations

from bot.errors import UploadError, WrongPackage
from bot.exports import lastfm_csv, lastfm_json
from bot.exports.columns import FileCount
from bot.exports.limits import Allowance
from bot.exports.scrobbles import Scrobbles
from bot.exports.text import Head, TextFile
from bot.model.listens import SourceKind

KIND, OTHER = SourceKind.LASTFM.value, "lastfm_other"

_GET_HISTORY = (
    "For your listens on Last.fm, choose “scrobbles” on ghan.nl's export page, or use lastfmstats.com or "
    "lastfm-to-csv, and send the file that they give you."
)


class LastFm(Scrobbles):
    """Reader of Last.fm's histories."""

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(SourceKind.LASTFM, allowance)
        self._others = 0

    def claim(self, head: Head) -> str | None:
        """A table with an artist, a track and a time, or rows of Last.fm's API; lists of favourites are `OTHER`."""
        shape = lastfm_json.shape_of(head) or lastfm_csv.shape_of(head)
        if shape is None:
            return None
        return OTHER if shape.other else KIND

    def read(self, file: TextFile, kind: str) -> FileCount:
        """One history; of other files only what they are."""
        count = FileCount(file.name, kind)
        names = self.listens.names
        json, table = lastfm_json.shape_of(file.head), lastfm_csv.shape_of(file.head)
        if kind == OTHER:
            other = (json.other if json else "") or (table.other if table else "")
            count.notes.append(f"A list of {other}, which is no history. Not read.")
            self._others += 1
        elif json is not None:
            self.listens.add(count, lastfm_json.read(file, json, names, count, self.allowance))
        elif table is not None:
            self.listens.add(count, lastfm_csv.Table(table, names, self.allowance).read(file, count))
        return count

    def complaint(self) -> UploadError | None:
        """A list of favourites was sent instead of a history."""
        return WrongPackage("a list of favourites", _GET_HISTORY) if self._others else None

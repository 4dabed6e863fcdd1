"""What every platform's reader offers, so that a platform is one file."""

from __future__ import annotations

from typing import Protocol

from bot.errors import UploadError
from bot.exports.columns import FileCount
from bot.exports.text import Head, TextFile
from bot.model.listens import SourceReading


class Reader(Protocol):
    """Reads the files of one kind of export; one for each upload, since files of an upload may explain one another."""

    def claim(self, head: Head) -> str | None:
        """The kind that a file is, judged by its content, or None for somebody else's."""

    def read(self, file: TextFile, kind: str) -> FileCount:
        """All of a file that was claimed as this kind.

        A file that is refused halfway (EntryRefused) must leave nothing behind. Rows that turn out to be duplicates
        may be counted later, in `finish`.
        """

    def finish(self) -> SourceReading | None:
        """What its files gave together, or None if that is nothing."""

    def complaint(self) -> UploadError | None:
        """If nothing of the upload could be read: what it was instead, and how to get the right export."""

"""From an upload to what is to be stored and what the uploader is told.

Each file is offered to every platform's reader, which judges it by its content; file names and folders decide
nothing. A file that nobody claims, or that is broken, is noted in its receipt and costs the others nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bot.errors import NothingReadable, TooLarge, UploadError, WrongPackage
from bot.exports.apple_music import AppleMusic
from bot.exports.archive import Allowance, Entry, EntryRefused, Limits, Progress, SpooledFile, entries
from bot.exports.columns import FileCount
from bot.exports.deezer import Deezer
from bot.exports.exportify import Exportify
from bot.exports.koito import Koito
from bot.exports.lastfm import LastFm
from bot.exports.listenbrainz import ListenBrainz
from bot.exports.maloja import Maloja
from bot.exports.readers import Reader
from bot.exports.rockbox import Rockbox
from bot.exports.soundcloud import SoundCloud
from bot.exports.spotify_account import SpotifyAccount
from bot.exports.spotify_extended import SpotifyExtended
from bot.exports.spotify_other import SpotifyOther, package_by_names
from bot.exports.text import Form, Head, as_text
from bot.exports.tidal import Tidal
from bot.exports.youtube import YouTube
from bot.model.listens import Content, LeftOut, Reading, SourceReading, UploadReceipt

UNKNOWN = "unknown"

_NOTHING_INSIDE = re.compile(rb"\s*(?:\[\s*\]|\{\s*\})\s*")  # Spotify writes "[ ]" and "{ }"


def read_upload(paths: Sequence[SpooledFile], limits: Limits, progress: Path | None = None) -> Reading:
    """Everything in these files that Tutti can use. Runs in a worker process.

    Args:
        paths: the upload's files, wherever they lie and whatever they are called.
        limits: what it may cost.
        progress: where to note how far the reading has come, for another process to show (see `Progress`).

    Raises:
        NothingReadable: no file held a listen or a playlist.
        WrongPackage: the upload is a package that we know, and that holds no history.
        TooLarge: over one of the limits.
    """
    reading, error = _read(paths, limits, progress)
    if error is not None:
        raise error
    return reading


def examine(paths: Sequence[SpooledFile], limits: Limits) -> Reading:
    """The same, but where `read_upload` raises, the receipt says why in `problem`, and there are no sources."""
    reading, _ = _read(paths, limits, None)
    return reading


def receipt_as_json(receipt: UploadReceipt) -> dict[str, object]:
    """The receipt as `tutti inspect --json` prints it."""
    return {
        "files": [
            {
                "name": file.name,
                "kind": file.kind,
                "rows": file.rows,
                "kept": file.kept,
                "left_out": {reason.value: rows for reason, rows in file.left_out.items()},
                "note": file.note,
            }
            for file in receipt.files
        ],
        "listens": receipt.listens,
        "by_content": dict(receipt.by_content),
        "first": receipt.first,
        "last": receipt.last,
        "played_ms": receipt.played_ms,
        "playlists": receipt.playlists,
        "playlist_tracks": receipt.playlist_tracks,
        "problem": receipt.problem,
    }


def _read(paths: Sequence[SpooledFile], limits: Limits, progress: Path | None) -> tuple[Reading, UploadError | None]:
    shown = Progress(progress, sum(file.path.stat().st_size for file in paths))
    allowance = Allowance(limits, shown)
    readers: tuple[Reader, ...] = (
        SpotifyExtended(allowance),
        SpotifyAccount(allowance),
        SpotifyOther(),
        Exportify(allowance),
        SoundCloud(allowance),
        Tidal(allowance),
        YouTube(allowance),
        AppleMusic(allowance),
        ListenBrainz(allowance),
        Maloja(allowance),
        Koito(allowance),
        Rockbox(allowance),
        Deezer(allowance),
        LastFm(allowance),
    )
    counts: list[FileCount] = []
    try:
        with closing(entries(paths, allowance)) as found:
            counts.extend(_read_entry(entry, readers) for entry in found)
        sources = tuple(source for reader in readers if (source := reader.finish()) is not None)
    except TooLarge as too_large:
        return Reading((), _receipt(counts, (), str(too_large))), too_large
    if not any(_listens_of(source).num_rows for source in sources):
        _note_missing_history(counts, readers)
    shown.finish(paths[-1].name if paths else "")
    error = None if sources else _complaint(paths, counts, readers)
    return Reading(sources, _receipt(counts, sources, str(error or ""))), error


def _read_entry(entry: Entry, readers: Sequence[Reader]) -> FileCount:
    if entry.refusal:
        return FileCount(entry.name, UNKNOWN, notes=[entry.refusal])
    kind = UNKNOWN
    try:
        file = as_text(entry)
        reader, kind = _claimed(file.head, readers)
        count = reader.read(file, kind) if reader else FileCount(entry.name, kind, notes=[_why_unknown(file.head)])
    except EntryRefused as refused:
        return FileCount(entry.name, kind, notes=[str(refused)])
    if entry.damage:
        count.notes.append(entry.damage)
    return count


def _claimed(head: Head, readers: Sequence[Reader]) -> tuple[Reader | None, str]:
    for reader in readers:
        kind = reader.claim(head)
        if kind is not None:
            return reader, kind
    return None, UNKNOWN


def _why_unknown(head: Head) -> str:
    if _NOTHING_INSIDE.fullmatch(head.text):
        return "There is nothing in it."
    why = {
        Form.EMPTY: "It is empty.",
        Form.HTML: "It is a web page and no export. Download the file itself, not the page that offers it.",
        Form.PDF: "A document. Not needed.",
        Form.SPREADSHEET: "A spreadsheet, and no export that I know. Not read.",
        Form.ARCHIVE: "It is packed in a way that I cannot open. Send it unpacked, or as a ZIP.",
    }
    return why.get(head.form, "I do not know what this is. Not read.")


def _complaint(
    paths: Sequence[SpooledFile], counts: Sequence[FileCount], readers: Sequence[Reader]
) -> UploadError | None:
    """Why an upload gave nothing: all rows left out, or a wrong package, or nothing that we know."""
    rows = sum(count.rows for count in counts)
    if rows == sum(count.left_out.get(LeftOut.NOT_A_LISTEN, 0) for count in counts):
        wrong = next((complaint for reader in readers if (complaint := reader.complaint()) is not None), None)
        wrong = wrong or package_by_names([count.name for count in counts])
        if wrong is not None:
            return wrong
    if not rows:
        return NothingReadable([path.name for path in paths], next((note for c in counts for note in c.notes), ""))
    reasons: dict[str, int] = {}
    for count in counts:
        for reason, left in count.left_out.items():
            reasons[reason.value] = reasons.get(reason.value, 0) + left
    none = f"None of its {rows:,} rows could" if rows > 1 else "Its only row could not"
    listed = ", ".join(f"{reason}: {left:,}" for reason, left in reasons.items())
    return NothingReadable([path.name for path in paths], f"{none} be kept ({listed}).")


def _note_missing_history(counts: Sequence[FileCount], readers: Sequence[Reader]) -> None:
    """Say beside playlists that came without the history of their package how to get it."""
    playlists = next((count for count in counts if count.kept), None)
    wrong = next((found for reader in readers if isinstance(found := reader.complaint(), WrongPackage)), None)
    if playlists is not None and wrong is not None:
        playlists.notes.append(f"No listening history came with it. {wrong.advice}")


def _listens_of(source: SourceReading) -> pa.Table:
    return pa.ipc.open_stream(source.listens).read_all()


def _receipt(counts: Sequence[FileCount], sources: Sequence[SourceReading], problem: str) -> UploadReceipt:
    tables = [_listens_of(source) for source in sources]
    by_content = {content.value: 0 for content in Content}
    by_year: dict[int, int] = {}
    moments: list[str] = []
    for table in tables:
        for found in pc.value_counts(table["content"].cast(pa.string())).to_pylist():
            by_content[found["values"]] += found["counts"]
        for found in pc.value_counts(pc.year(table["started_at"])).to_pylist():
            by_year[found["values"]] = by_year.get(found["values"], 0) + found["counts"]
        if table.num_rows:
            moments += [_moment(table["started_at"][0]), _moment(table["started_at"][-1])]
    return UploadReceipt(
        files=tuple(count.receipt() for count in counts),
        listens=sum(table.num_rows for table in tables),
        by_content=by_content,
        by_year=dict(sorted(by_year.items())),
        first=min(moments, default=None),
        last=max(moments, default=None),
        played_ms=sum(pc.sum(table["played_ms"].cast(pa.int64())).as_py() or 0 for table in tables),
        playlists=sum(len(source.playlists) for source in sources),
        playlist_tracks=sum(playlist.tracks for source in sources for playlist in source.playlists),
        problem=problem,
    )


def _moment(started_at: pa.TimestampScalar) -> str:
    return str(np.datetime_as_string(np.datetime64(started_at.value, "ms"), unit="s")) + "Z"

"""Listens of one source as columns: gathered batch by batch, then made one ordered table without duplicates.

Everything here is arrays; Python sees a name once per batch and not once per listen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from bot.model.listens import LISTENS, PLATFORMS, Content, FileReceipt, LeftOut

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]

CONTENTS = tuple(Content)
REASONS = (
    "trackdone",
    "fwdbtn",
    "backbtn",
    "clickrow",
    "playbtn",
    "appload",
    "remote",
    "endplay",
    "logout",
    "trackerror",
    "unexpected-exit",
    "unexpected-exit-while-paused",
    "unknown",
    "other",
)
"""Why a stream began or ended, in Spotify's own words; words that we have not met are "other"."""

MISSING = -1
"""In every integer column: nothing is known."""

LONGEST_NAME = 500
"""Characters of a name that are kept. The longest real ones are classical tracks of about 250."""

CUT_NOTE = "It breaks off before its end; I kept what is whole before that."

_CONTROLS = r"[\x00-\x08\x0b-\x1f\x7f]"


@dataclass(slots=True)
class FileCount:
    """What has become of one file so far; a `FileReceipt` in the making."""

    name: str
    kind: str
    rows: int = 0
    left_out: dict[LeftOut, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def leave_out(self, reason: LeftOut, rows: int) -> None:
        """So many more rows are left out for this reason."""
        if rows:
            self.left_out[reason] = self.left_out.get(reason, 0) + rows

    def add_broken(self, unreadable: int, *, cut: bool) -> None:
        """So many rows could not be read at all; `cut` if the file breaks off."""
        self.rows += unreadable
        self.leave_out(LeftOut.UNREADABLE, unreadable)
        if cut:
            self.notes.append(CUT_NOTE)

    @property
    def kept(self) -> int:
        """Rows that became listens, or tracks of a playlist."""
        return self.rows - sum(self.left_out.values())

    def receipt(self) -> FileReceipt:
        """The same, final."""
        reasons = {reason: self.left_out[reason] for reason in LeftOut if reason in self.left_out}
        return FileReceipt(self.name, self.kind, self.rows, self.kept, reasons, " ".join(dict.fromkeys(self.notes)))


@dataclass(slots=True)
class ListenBatch:
    """Some listens of one file, as columns of equal length.

    Attributes:
        ended_at: ms since 1970, UTC, as the export says it.
        started_at: ms since 1970, UTC.
        played_ms: MISSING where unknown.
        artist, track, album: dictionary-encoded names.
        content: index into CONTENTS.
        skipped, shuffle: 0, 1 or MISSING.
        platform: index into PLATFORMS, or MISSING.
        reason_start, reason_end: index into REASONS, or MISSING.
    """

    ended_at: Ints
    started_at: Ints
    played_ms: Ints
    artist: pa.DictionaryArray
    track: pa.DictionaryArray
    album: pa.DictionaryArray
    content: Codes
    skipped: Codes
    shuffle: Codes
    platform: Codes
    reason_start: Codes
    reason_end: Codes

    def __len__(self) -> int:
        return len(self.ended_at)

    def only(self, kept: Mask) -> ListenBatch:
        """The listens at which `kept` is true."""
        if kept.all():
            return self
        arrow = pa.array(kept)
        return ListenBatch(
            *(
                column.filter(arrow) if isinstance(column, pa.Array) else column[kept]
                for column in (getattr(self, name) for name in self.__slots__)
            )
        )


def left_out(reasons: Iterable[tuple[LeftOut, Mask]], count: FileCount, rows: int) -> Mask:
    """Count each row under the first reason that holds for it; true where none does."""
    kept = np.ones(rows, dtype=np.bool_)
    for reason, holds in reasons:
        now = holds & kept
        count.leave_out(reason, int(now.sum()))
        kept &= ~now
    return kept


def names(values: Sequence[str | None]) -> tuple[pa.DictionaryArray, Mask]:
    """Names dictionary-encoded, and where a row has one: not null, and more than white space."""
    column = pa.array(values, pa.string()).dictionary_encode()
    if column.null_count == len(column):
        return column, np.zeros(len(column), dtype=np.bool_)
    written = pc.not_equal(clean(column.dictionary), "")
    named = pc.take(written, column.indices)
    return column, named.fill_null(False).to_numpy(zero_copy_only=False)


def no_names(rows: int) -> pa.DictionaryArray:
    """A column of names in which every row is null."""
    return pa.DictionaryArray.from_arrays(pa.nulls(rows, pa.int32()), pa.array([], pa.string()))


@dataclass(slots=True)
class Listens:
    """All listens of one source, gathered from the upload's files."""

    _files: list[FileCount] = field(default_factory=list)
    _batches: list[ListenBatch] = field(default_factory=list)
    _lengths: list[int] = field(default_factory=list)

    def add(self, count: FileCount, batches: Sequence[ListenBatch]) -> None:
        """The listens of one more file. Its count learns of duplicates when `table` is made."""
        self._files.append(count)
        self._batches.extend(batches)
        self._lengths.append(sum(map(len, batches)))

    def table(self) -> pa.Table:
        """One row per listen with `LISTENS` columns, ascending by start; duplicates are counted in their files.

        A duplicate has the same time, artist, title and duration as another row. Which of two is kept follows from
        what they hold and not from the order of files, so that the same files in any order give the same table.
        """
        files = np.repeat(np.arange(len(self._files), dtype=np.int32), self._lengths)
        columns = _Columns.of(self._batches)
        order = columns.order()
        twin = columns.same_as_previous(order)
        for file, twins in zip(self._files, np.bincount(files[order[twin]], minlength=len(self._files)), strict=True):
            file.leave_out(LeftOut.DUPLICATE, int(twins))
        order = order[~twin]
        order = order[np.argsort(columns.numbers["started_at"][order], kind="stable")]
        return columns.arrow(order)


@dataclass(slots=True)
class _Columns:
    """The batches of a source end to end. Names are ranks in their sorted dictionaries, MISSING where null."""

    numbers: dict[str, npt.NDArray[np.integer]]
    ranks: dict[str, npt.NDArray[np.int32]]
    dictionaries: dict[str, pa.StringArray]

    @classmethod
    def of(cls, batches: Sequence[ListenBatch]) -> _Columns:
        numbers = {
            name: np.concatenate([np.empty(0, dtype), *(getattr(batch, name) for batch in batches)])
            for name, dtype in _NUMBERS.items()
        }
        ranks, dictionaries = {}, {}
        for name in _NAMES:
            ranks[name], dictionaries[name] = _ranked([getattr(batch, name) for batch in batches])
        return cls(numbers, ranks, dictionaries)

    def order(self) -> npt.NDArray[np.intp]:
        """Ascending by what makes a duplicate, then by everything else, then as they came."""
        ended = self.numbers["ended_at"]
        order = np.argsort(ended, kind="stable")
        # Only rows that share their moment need the other columns, and they are few.
        same = ended[order[1:]] == ended[order[:-1]]
        tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
        rows = order[tied]
        keys = [self.ranks["artist"], self.ranks["track"], self.numbers["played_ms"], self.ranks["album"]]
        keys += [column for name, column in self.numbers.items() if name not in ("ended_at", "played_ms")]
        order[tied] = rows[np.lexsort([key[rows] for key in (*reversed(keys), ended)])]
        return order

    def same_as_previous(self, order: npt.NDArray[np.intp]) -> Mask:
        """Where a row is a duplicate of the one before it in that order."""
        same = np.zeros(len(order), dtype=np.bool_)
        if len(order):
            keys = (self.numbers["ended_at"], self.ranks["artist"], self.ranks["track"], self.numbers["played_ms"])
            same[1:] = np.logical_and.reduce([key[order[1:]] == key[order[:-1]] for key in keys])
        return same

    def arrow(self, order: npt.NDArray[np.intp]) -> pa.Table:
        """The rows at these places with `LISTENS` columns."""
        numbers = {name: column[order] for name, column in self.numbers.items()}
        return pa.Table.from_arrays(
            [
                pa.array(numbers["started_at"]).cast(pa.timestamp("ms", "UTC")),
                pa.array(numbers["played_ms"].astype(np.int32), mask=numbers["played_ms"] == MISSING),
                *(_names(self.ranks[name][order], self.dictionaries[name]) for name in ("artist", "track", "album")),
                _coded(numbers["content"], CONTENTS),
                _flag(numbers["skipped"]),
                _flag(numbers["shuffle"]),
                _coded(numbers["platform"], PLATFORMS),
                _coded(numbers["reason_start"], REASONS),
                _coded(numbers["reason_end"], REASONS),
            ],
            schema=LISTENS,
        )


_NAMES = ("artist", "track", "album")
_NUMBERS: dict[str, type[np.integer]] = {
    "ended_at": np.int64,
    "started_at": np.int64,
    "played_ms": np.int64,
    "content": np.int8,
    "skipped": np.int8,
    "shuffle": np.int8,
    "platform": np.int8,
    "reason_start": np.int8,
    "reason_end": np.int8,
}


def clean(values: pa.StringArray) -> pa.StringArray:
    """Names as they are stored: no control characters, no white space around them, at most LONGEST_NAME long."""
    cleaned = pc.replace_substring_regex(values, _CONTROLS, "")
    return pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(cleaned), 0, LONGEST_NAME)


def clean_name(value: str) -> str:
    """One name as it is stored; what `clean` makes of it in a column."""
    visible = value if value.isprintable() else re.sub(_CONTROLS, "", value)
    return visible.strip()[:LONGEST_NAME]


def name_column(values: Sequence[str | None]) -> pa.DictionaryArray:
    """A column of clean names; its dictionary is sorted."""
    column, _ = names(values)
    return _names(*_ranked([column]))


def _ranked(parts: Sequence[pa.DictionaryArray]) -> tuple[npt.NDArray[np.int32], pa.StringArray]:
    """Each row's place in one sorted dictionary of clean names, and that dictionary."""
    column = pa.chunked_array([no_names(0), *parts]).unify_dictionaries().combine_chunks()
    column = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    merged = clean(column.dictionary).dictionary_encode()  # two spellings may have become one
    by_name = pc.array_sort_indices(merged.dictionary)
    rank_of = np.empty(len(by_name), dtype=np.int32)
    rank_of[by_name.to_numpy()] = np.arange(len(by_name), dtype=np.int32)
    rank_of_old = np.append(rank_of[merged.indices.to_numpy(zero_copy_only=False)], MISSING).astype(np.int32)
    old = column.indices.fill_null(len(column.dictionary)).to_numpy(zero_copy_only=False)
    sorted_names = merged.dictionary.take(by_name)
    ranks = rank_of_old[old]
    if len(sorted_names) and sorted_names[0].as_py() == "":
        ranks, sorted_names = ranks - np.where(ranks == MISSING, 0, 1), sorted_names.slice(1)
    return ranks.astype(np.int32), sorted_names


def _names(ranks: npt.NDArray[np.int32], dictionary: pa.StringArray) -> pa.DictionaryArray:
    """A column of names whose dictionary holds exactly the names in use, sorted.

    What is in no kept row (the track of a private session, say) must not survive in a dictionary.
    """
    used = np.zeros(len(dictionary), dtype=np.bool_)
    used[ranks[ranks != MISSING]] = True
    compact = np.append(np.cumsum(used, dtype=np.int32) - 1, MISSING)
    codes = compact[ranks].astype(np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes == MISSING), dictionary.filter(pa.array(used)))


def _coded(codes: npt.NDArray[np.integer], words: Sequence[str]) -> pa.DictionaryArray:
    indices = pa.array(codes.astype(np.int8), mask=codes == MISSING)
    return pa.DictionaryArray.from_arrays(indices, pa.array([str(word) for word in words], pa.string()))


def _flag(codes: npt.NDArray[np.integer]) -> pa.BooleanArray:
    return pa.array(codes == 1, mask=codes == MISSING)

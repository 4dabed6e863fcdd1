"""Listens of one source as columns: gathered batch by batch, then made one ordered table without duplicates.

Everything here is arrays; Python sees a name once per batch and not once per listen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from bot.exports.limits import Allowance
from bot.model.listens import LISTENS, PLATFORMS, Content, FileReceipt, LeftOut

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]
Ranks = npt.NDArray[np.int32]
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

_CONTROLS: dict[int, str | None] = dict.fromkeys((*range(32), *range(127, 160))) | dict.fromkeys(range(9, 14), " ")


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
        artist: code in the source's Names, or MISSING.
        track: the same; never MISSING.
        album: the same as artist.
        content: index into CONTENTS.
        skipped: 0, 1 or MISSING.
        shuffle: 0, 1 or MISSING.
        platform: index into PLATFORMS, or MISSING.
        reason_start: index into REASONS, or MISSING.
        reason_end: the same.
    """

    ended_at: Ints
    started_at: Ints
    played_ms: Ints
    artist: Ranks
    track: Ranks
    album: Ranks
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
        return self if kept.all() else ListenBatch(*(getattr(self, name)[kept] for name in self.__slots__))


def left_out(reasons: Iterable[tuple[LeftOut, Mask]], count: FileCount, rows: int) -> Mask:
    """Count each row under the first reason that holds for it; true where none does."""
    kept = np.ones(rows, dtype=np.bool_)
    for reason, holds in reasons:
        now = holds & kept
        count.leave_out(reason, int(now.sum()))
        kept &= ~now
    return kept


class Names(dict[str | None, int]):
    """Names of one source: a name as the export writes it -> its code, or MISSING where there is none.

    Looked at once per different spelling; spellings that are one when clean have one code.
    """

    def __init__(self, allowance: Allowance) -> None:
        super().__init__()
        self._allowance = allowance
        self._codes: dict[str, int] = {}

    def __missing__(self, written: str | None) -> int:
        name = clean_name(written) if written else ""
        self._allowance.name()
        code = self[written] = self._codes.setdefault(name, len(self._codes)) if name else MISSING
        return code

    def codes(self, values: Sequence[str | None]) -> Ranks:
        """The code of each name."""
        return np.array([self[value] for value in values], dtype=np.int32)

    def ranked(self) -> tuple[Ranks, pa.StringArray]:
        """Code -> place in the sorted names (MISSING -> MISSING), and the sorted names."""
        unsorted = pa.array(self._codes, pa.string())
        order = pc.array_sort_indices(unsorted)
        ranks = np.full(len(unsorted) + 1, MISSING, dtype=np.int32)  # the last is what index -1 finds
        ranks[order.to_numpy()] = np.arange(len(unsorted), dtype=np.int32)
        return ranks, unsorted.take(order)


@dataclass(slots=True)
class Listens:
    """All listens of one source, gathered from the upload's files.

    Attributes:
        names: what the batches' codes of names mean.
    """

    names: Names
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
        columns = _Columns.of(self._batches, self.names)
        order = columns.order()
        twin = columns.same_as_previous(order)
        for file, twins in zip(self._files, np.bincount(files[order[twin]], minlength=len(self._files)), strict=True):
            file.leave_out(LeftOut.DUPLICATE, int(twins))
        order = order[~twin]
        order = order[np.argsort(columns.numbers["started_at"][order], kind="stable")]
        return columns.arrow(order)


@dataclass(slots=True)
class _Columns:
    """The batches of a source end to end; names are places in the sorted dictionary, MISSING where null."""

    numbers: dict[str, npt.NDArray[np.integer]]
    dictionary: pa.StringArray

    @classmethod
    def of(cls, batches: Sequence[ListenBatch], names: Names) -> _Columns:
        numbers = {
            name: np.concatenate([np.empty(0, dtype), *(getattr(batch, name) for batch in batches)])
            for name, dtype in _TYPES.items()
        }
        ranks, dictionary = names.ranked()
        return cls(numbers | {name: ranks[numbers[name]] for name in _NAMES}, dictionary)

    def order(self) -> npt.NDArray[np.intp]:
        """Ascending by what makes a duplicate, then by everything else, then as they came."""
        ended = self.numbers["ended_at"]
        order = np.argsort(ended, kind="stable")
        # Only rows that share their moment need the other columns, and they are few.
        same = ended[order[1:]] == ended[order[:-1]]
        tied = np.flatnonzero(np.append(same, False) | np.append(False, same))
        rows = order[tied]
        others = [name for name in self.numbers if name not in _SAME_LISTEN]
        keys = [self.numbers[name][rows] for name in (*_SAME_LISTEN, *others)]
        order[tied] = rows[np.lexsort(keys[::-1])]  # the last key is the weightiest
        return order

    def same_as_previous(self, order: npt.NDArray[np.intp]) -> Mask:
        """Where a row is a duplicate of the one before it in that order."""
        same = np.zeros(len(order), dtype=np.bool_)
        if len(order):
            keys = [self.numbers[name] for name in _SAME_LISTEN]
            same[1:] = np.logical_and.reduce([key[order[1:]] == key[order[:-1]] for key in keys])
        return same

    def arrow(self, order: npt.NDArray[np.intp]) -> pa.Table:
        """The rows at these places with `LISTENS` columns."""
        numbers = {name: column[order] for name, column in self.numbers.items()}
        return pa.Table.from_arrays(
            [
                pa.array(numbers["started_at"]).cast(pa.timestamp("ms", "UTC")),
                pa.array(numbers["played_ms"].astype(np.int32), mask=numbers["played_ms"] == MISSING),
                *(_names(numbers[name], self.dictionary) for name in _NAMES),
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
_SAME_LISTEN = ("ended_at", "artist", "track", "played_ms")
_TYPES: dict[str, type[np.integer]] = {
    "ended_at": np.int64,
    "started_at": np.int64,
    "played_ms": np.int64,
    "artist": np.int32,
    "track": np.int32,
    "album": np.int32,
    "content": np.int8,
    "skipped": np.int8,
    "shuffle": np.int8,
    "platform": np.int8,
    "reason_start": np.int8,
    "reason_end": np.int8,
}


def clean_name(value: str) -> str:
    """A name as it is stored: no control characters, no white space around it, at most LONGEST_NAME long."""
    visible = value if value.isprintable() else value.translate(_CONTROLS)
    return visible.strip()[:LONGEST_NAME]


def name_column(values: Sequence[str | None], allowance: Allowance) -> pa.DictionaryArray:
    """A column of clean names; its dictionary is sorted."""
    names = Names(allowance)
    codes = names.codes(values)
    ranks, dictionary = names.ranked()
    return _names(ranks[codes], dictionary)


def _names(ranks: npt.NDArray[np.integer], dictionary: pa.StringArray) -> pa.DictionaryArray:
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

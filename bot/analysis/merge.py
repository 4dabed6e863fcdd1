"""One history from a member's sources. The rule in words, with examples: docs/merging.md.

1. On every UTC day on which Spotify's extended history has a listen, Spotify's account data of that day is left out.
   Both tell of the same day, account data only to the minute and without albums, and neither is a subset of the other
   (measured on one member's two exports: 72 % of extended rows have an account row of the same minute, 18 % have none
   within a day), so that joining row by row would count a fifth of the day twice.
2. Services that play music never see each other's listens. Of their rows, and of one scrobbler's own, those with the
   same start, track, artist and duration (an unknown duration being equal to another) count once; of two such rows the
   extended history's stays, then the one that knows more.
3. Scrobblers (Last.fm, ListenBrainz, Maloja, Koito) note what other services play. A scrobble is the same listen as a
   play of its track, by its artist, that lasted at its moment, give or take `SLACK_MS` and what a clock of whole
   minutes hides. First those noted at the very same moment, then as many pairs as there can be; each row is in one
   pair with each scrobbler, so two plays within minutes that both saw stay two. The play stays, and the scrobble goes.
   Scrobblers are laid over the plays, and then over one another, in a fixed order: the finer clock first.

So importing a source twice changes nothing, and the order of sources does not matter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from bot.analysis.frames import NOBODY, Int64s, durations, ids_of, instants, texts_of
from bot.analysis.pairing import pairs
from bot.model.listens import SourceKind

DAY_MS = 86_400_000
MINUTE_MS = 60_000

SLACK_MS = 60_000
"""How far a scrobble may lie before a play's start or after its end: clocks differ, a service reports late, and a pause
makes Spotify's start (end minus time played) later than the real one."""

LONGEST_MS = 15 * MINUTE_MS
"""The most that a play is held to last when scrobbles are looked for in it. A podcast may be longer, and so may a
player that was left paused overnight."""

_OWN_TIMES = ("spotify_extended",)
"""Kinds whose days are complete; where they cover a day, `_SECOND_VIEWS` stay out."""
_SECOND_VIEWS = ("spotify_account",)
_SCROBBLERS = ("listenbrainz", "lastfm", "maloja", "koito")
"""Kinds that note what others play, the ones that know more first. Every other kind plays."""
_BY_THE_MINUTE = ("spotify_account",)
"""Kinds whose times are rounded down to the minute though they may not look it: the start was computed from the end. A
scrobbler's file is by the minute if all of its starts are whole minutes: one exporter writes them so, others do not."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Listens that two kinds of source told of, and that count once.

    Attributes:
        kept: whose rows stayed.
        left_out: whose rows went; the same kind where one upload repeats another.
        listens: how many went.
    """

    kept: SourceKind
    left_out: SourceKind
    listens: int


@dataclass(frozen=True, slots=True, eq=False)
class Merged:
    """A member's history, merged. `rows read = table.num_rows + same_listen + covered_day`.

    Attributes:
        table: the sources' columns (a column that one source lacks is null there), ascending by start, then track,
            artist and duration; dictionaries hold only what occurs.
        same_listen: rows left out as another row's listen.
        covered_day: rows of account data left out on days that an extended history covers.
        pairs: all of these by pair of kinds, the most first.
    """

    table: pa.Table
    same_listen: int
    covered_day: int
    pairs: tuple[Joined, ...] = ()

    @property
    def joined(self) -> int:
        """Rows that were counted once instead of twice."""
        return self.same_listen + self.covered_day


def merge(sources: Sequence[tuple[SourceKind, pa.Table]]) -> Merged:
    """The sources' listens as one history, by the rule above.

    Args:
        sources: any number of at least one, in any order; tables as `history_from_table` takes them, in any row order,
            of one schema but for missing columns. Not modified.

    Raises:
        ValueError: no source, or a listen without a start.
    """
    if not sources:
        raise ValueError("a history is merged from at least one source")
    rows = _Rows.of(sources)
    covered = np.isin(rows.kind, rows.codes(_SECOND_VIEWS)) & np.isin(
        rows.started // DAY_MS, np.unique(rows.started[np.isin(rows.kind, rows.codes(_OWN_TIMES))] // DAY_MS)
    )
    named = {kind.value: kind for kind, _ in sources}
    joined: dict[tuple[str, str], int] = {}
    for kind in np.unique(rows.kind[covered]):
        _count(joined, _OWN_TIMES[0], rows.kinds[kind], int((covered & (rows.kind == kind)).sum()))
    ordered, twins_of = _one_of_each(rows, np.flatnonzero(~covered))
    kept = _without_scrobbles_of_plays(rows, ordered, joined)
    for (stays, goes), count in twins_of.items():
        _count(joined, stays, goes, count)
    return Merged(
        table=_compact(rows.table.take(pa.array(kept))),
        same_listen=int((~covered).sum()) - len(kept),
        covered_day=int(covered.sum()),
        pairs=tuple(
            Joined(named[stays], named[goes], count)
            for (stays, goes), count in sorted(joined.items(), key=lambda item: (-item[1], item[0]))
        ),
    )


def contains(larger: pa.Table, smaller: pa.Table) -> bool:
    """Whether every listen of `smaller` (start, track, artist and duration) is in `larger`. Of stored columns."""
    if smaller.num_rows > larger.num_rows:
        return False
    joint = [
        np.concatenate([column(table) for table in (larger, smaller)])
        for column in (instants, _of("track"), _of("artist"), _lasted)
    ]
    order = np.lexsort(joint[::-1])
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = np.logical_or.reduce([np.diff(column[order]) != 0 for column in joint])
    group = np.cumsum(new) - 1
    of_larger = np.zeros(int(group[-1]) + 1 if len(group) else 0, dtype=np.bool_)
    of_larger[group[order < larger.num_rows]] = True
    return bool(of_larger.all())


def _of(name: str) -> Callable[[pa.Table], Int64s]:
    return lambda table: ids_of(table, name)


def _lasted(table: pa.Table) -> Int64s:
    return np.nan_to_num(durations(table), nan=-1).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """All sources' rows, one after the other.

    Attributes:
        kinds: what the codes in `kind` stand for, ascending.
        grain_ms: per row, what its clock hides: the true start is less than this after the noted one.
        lasted_ms: per row, -1 where unknown.
    """

    table: pa.Table
    kinds: list[str]
    kind: Int64s
    grain_ms: Int64s
    started: Int64s
    track: Int64s
    artist: Int64s
    lasted_ms: Int64s

    @classmethod
    def of(cls, sources: Sequence[tuple[SourceKind, pa.Table]]) -> _Rows:
        table = pa.concat_tables([source for _, source in sources], promote_options="default").unify_dictionaries()
        table = table.combine_chunks()
        lengths = [source.num_rows for _, source in sources]
        kinds = sorted({kind.value for kind, _ in sources})
        started = instants(table)
        ends = np.cumsum(lengths)
        grains = [
            _grain_ms(kind.value, started[end - length : end])
            for (kind, _), length, end in zip(sources, lengths, ends, strict=True)
        ]
        return cls(
            table=table,
            kinds=kinds,
            kind=np.repeat(np.array([kinds.index(kind.value) for kind, _ in sources], dtype=np.int64), lengths),
            grain_ms=np.repeat(np.array(grains, dtype=np.int64), lengths),
            started=started,
            track=ids_of(table, "track"),
            artist=ids_of(table, "artist"),
            lasted_ms=_lasted(table),
        )

    def codes(self, kinds: Sequence[str]) -> Int64s:
        """What stands for these kinds in `kind`."""
        return np.array([code for code, kind in enumerate(self.kinds) if kind in kinds], dtype=np.int64)

    def witness(self) -> Int64s:
        """Per row, who tells of it: 0 for all who play; a scrobbler's number, by the fixed order; the finer first."""
        found = np.zeros(len(self.kind), dtype=np.int64)
        for number, kind in enumerate(_SCROBBLERS, start=1):
            mine = np.isin(self.kind, self.codes((kind,)))
            found[mine] = number + len(_SCROBBLERS) * (self.grain_ms[mine] == MINUTE_MS)
        return found


def _grain_ms(kind: str, started: Int64s) -> int:
    if kind in _BY_THE_MINUTE:
        return MINUTE_MS
    return MINUTE_MS if kind in _SCROBBLERS and not bool((started % MINUTE_MS).any()) else 0


def _one_of_each(rows: _Rows, chosen: Int64s) -> tuple[Int64s, dict[tuple[str, str], int]]:
    """Of the chosen rows those to keep by the second rule, in the merged order, and what went by pair of kinds."""
    if not len(chosen):
        return chosen, {}
    key = [column[chosen] for column in (rows.started, rows.track, rows.artist, rows.lasted_ms, rows.witness())]
    order = np.lexsort(key[::-1])
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = np.logical_or.reduce([np.diff(column[order]) != 0 for column in key])
    group = np.cumsum(new) - 1
    order = chosen[order]
    if bool(new.all()):
        return order, {}
    # Only the rows that have a twin are weighed against each other: usually few.
    twins = np.flatnonzero(np.bincount(group)[group] > 1)
    weighed = order[twins]
    exact = np.isin(rows.kind[weighed], rows.codes(_OWN_TIMES))
    better = np.lexsort((rows.kind[weighed], *_preferences(rows.table.take(pa.array(weighed)), exact), group[twins]))
    order[twins] = weighed[better]
    first = np.flatnonzero(new)[group]
    went = np.flatnonzero(~new)
    counts = np.bincount(rows.kind[order[first[went]]] * len(rows.kinds) + rows.kind[order[went]])
    width = len(rows.kinds)
    gone = {
        (rows.kinds[pair // width], rows.kinds[pair % width]): int(counts[pair])
        for pair in np.flatnonzero(counts).tolist()
    }
    return order[new], gone


def _without_scrobbles_of_plays(rows: _Rows, ordered: Int64s, joined: dict[tuple[str, str], int]) -> Int64s:
    """The rows that stay by the third rule, in their order. Counts what goes in `joined`."""
    witness = rows.witness()[ordered]
    told = np.unique(witness)
    if not len(told) or (told[0] == 0 and len(told) == 1):
        return ordered
    key = _recording(rows, ordered)
    started, grain_ms = rows.started[ordered], rows.grain_ms[ordered]
    lasted_ms = _lasting(key, rows.lasted_ms[ordered])
    stays = witness == told[0]
    for number in told[1:].tolist():
        mine, others = np.flatnonzero(witness == number), np.flatnonzero(stays)
        # What is noted at `t` happened in [t, t + grain); so a window opens earlier by the scrobbler's own grain.
        opens = started[others] - SLACK_MS - np.maximum(grain_ms[mine[0]] - 1, 0)
        closes = started[others] + lasted_ms[others] + SLACK_MS + grain_ms[others]
        found = pairs(key[others], started[others], started[others], key[mine], started[mine])
        free = np.ones(len(others), dtype=np.bool_)
        free[found[found >= 0]] = False
        open_rows, open_mine = np.flatnonzero(free), np.flatnonzero(found < 0)
        near = pairs(
            key[others[open_rows]], opens[open_rows], closes[open_rows], key[mine[open_mine]], started[mine[open_mine]]
        )
        found[open_mine[near >= 0]] = open_rows[near[near >= 0]]
        seen = found >= 0
        stays[mine[~seen]] = True
        goes = rows.kinds[rows.kind[ordered[mine[0]]]]
        kinds, counts = np.unique(rows.kind[ordered[others[found[seen]]]], return_counts=True)
        for kind, count in zip(kinds.tolist(), counts.tolist(), strict=True):
            _count(joined, rows.kinds[kind], goes, count)
    kept: Int64s = ordered[stays]
    return kept


def _recording(rows: _Rows, ordered: Int64s) -> Int64s:
    """One number per (artist, track) of these rows, from 0 on."""
    order = np.lexsort((rows.artist[ordered], rows.track[ordered]))
    track, artist = rows.track[ordered][order], rows.artist[ordered][order]
    new = np.zeros(len(order), dtype=np.int64)
    new[1:] = (np.diff(track) != 0) | (np.diff(artist) != 0)
    numbers = np.empty(len(order), dtype=np.int64)
    numbers[order] = np.cumsum(new)
    return numbers


def _lasting(key: Int64s, lasted_ms: Int64s) -> Int64s:
    """How long each row is held to last: as it says; else the longest that the recording ever did; else no time."""
    known = lasted_ms >= 0
    longest = np.zeros(int(key.max()) + 1 if len(key) else 0, dtype=np.int64)
    np.maximum.at(longest, key[known], lasted_ms[known])
    return np.minimum(np.where(known, lasted_ms, longest[key]), LONGEST_MS)


def _count(joined: dict[tuple[str, str], int], stays: str, goes: str, count: int) -> None:
    if count:
        joined[stays, goes] = joined.get((stays, goes), 0) + count


def _preferences(table: pa.Table, exact: npt.NDArray[np.bool_]) -> list[Int64s]:
    """Sort keys, the weightiest last, ascending: exact times first, then what knows most, then a fixed order.

    The fixed order, by the values themselves, is what makes the result independent of the order of sources.
    """
    others = [name for name in table.column_names if name not in {"started_at", "track", "artist", "played_ms"}]
    values = [_ordered(table, name) for name in sorted(others)]
    known = np.sum([column >= 0 for column in values], axis=0) if values else np.zeros(table.num_rows, dtype=np.int64)
    return [*values, -known, (~exact).astype(np.int64)]


def _ordered(table: pa.Table, name: str) -> Int64s:
    """A column as integers that sort as its values do, -1 for null."""
    kind = table.schema.field(name).type
    if pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type):
        codes, texts = texts_of(table, name)
        ranks = np.append(np.argsort(np.argsort(np.array(texts, dtype=np.str_))), NOBODY)
        return ranks.take(codes).astype(np.int64)
    if pa.types.is_string(kind):
        return _ordered(pa.table({name: table.column(name).combine_chunks().dictionary_encode()}), name)
    return ids_of(table, name)


def _compact(table: pa.Table) -> pa.Table:
    """The table with dictionaries of what occurs, in the order it occurs: equal histories are equal tables."""
    for place, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            coded = table.column(place).cast(field.type.value_type).combine_chunks().dictionary_encode()
            coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
            codes = coded.indices.cast(field.type.index_type)
            table = table.set_column(place, field, pa.DictionaryArray.from_arrays(codes, coded.dictionary))
    return table.combine_chunks()

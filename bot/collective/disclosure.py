"""The independent check of a package: can anything be read from it, or worked out, that too few stand behind?

This shares no code with what builds packages, on purpose: plain dictionaries over what each contributor played, one
contributor after the other, and every subtraction that the tables allow done by brute force. The builder withholds
cells in bulk and by arrays; here each figure is counted again from the start. A package is built only if both agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, combinations, permutations
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from bot.collective.packages.contributions import Asked, Batch
    from bot.collective.packages.earlier import EarlierPackage
    from bot.model.slices import Slice

MOST_FINDINGS = 20
_MS_PER_HOUR = 3_600_000
_ALONE = pa.ipc.IpcReadOptions(use_threads=False)  # streams are small: handing them to threads takes longer

Cell = tuple[int, ...]
Amounts = dict[Cell, tuple[int, int]]
"""What one contributor has in each cell of a table: plays, ms."""
Figures = dict[Cell, tuple[int, int, int]]
"""What was published of each cell: contributors, plays, hours."""


@dataclass(slots=True)
class _Behind:
    """Who stands behind one figure."""

    people: int = 0
    plays: int = 0
    ms: int = 0
    most_plays: int = 0
    most_ms: int = 0

    def add(self, plays: int, ms: int) -> None:
        plays, ms = abs(plays), abs(ms)
        self.people += 1
        self.plays += plays
        self.ms += ms
        if plays > self.most_plays:
            self.most_plays = plays
        if ms > self.most_ms:
            self.most_ms = ms

    def too_few(self, least: int, percent: int) -> bool:
        return (
            self.people < least
            or 100 * self.most_plays > percent * self.plays
            or 100 * self.most_ms > percent * self.ms
        )


@dataclass(slots=True)
class _Table:
    axes: tuple[str, ...]
    figures: Figures
    told_before: set[Cell] = field(default_factory=set)
    shown: Amounts = field(default_factory=dict)
    told: Amounts = field(default_factory=dict)
    hidden: Amounts = field(default_factory=dict)
    behind: dict[Cell, _Behind] = field(default_factory=lambda: defaultdict(_Behind))
    rests: dict[tuple[str, ...], dict[Cell, _Behind]] = field(default_factory=dict)
    sums: dict[tuple[str, ...], Amounts] = field(default_factory=dict)

    def look_at(self, amounts: Amounts) -> None:
        """Part what one contributor has in cells that are published from the rest."""
        self.shown, self.told, self.hidden, self.sums = {}, {}, {}, {}
        for cell, amount in amounts.items():
            if cell in self.figures:
                self.shown[cell] = self.told[cell] = amount
            elif cell in self.told_before:
                self.told[cell] = amount
            else:
                self.hidden[cell] = amount

    def places(self, kept: tuple[str, ...]) -> set[Cell]:
        return set(_summed(self.axes, kept, dict.fromkeys(self.figures, (0, 0))))

    def told_by(self, kept: tuple[str, ...]) -> Amounts:
        """What is told of this contributor, now and before, in each place of a margin."""
        if kept not in self.sums:
            self.sums[kept] = _summed(self.axes, kept, self.told)
        return self.sums[kept]


@dataclass(slots=True)
class _Pair:
    """Two tables in one margin. `sold` is the number of the earlier package whose table the second is."""

    one: _Table
    other: _Table
    kept: tuple[str, ...]
    sold: int | None = None
    behind: dict[Cell, _Behind] = field(default_factory=lambda: defaultdict(_Behind))


def find_disclosures(
    spec: Slice, asked: Asked, batches: Sequence[Batch], cells: bytes, earlier: Sequence[EarlierPackage]
) -> list[str]:
    """What is wrong with the cells that are about to be sold, in words without names; empty where nothing is.

    Args:
        asked: what the batches hold: the slice's own tables first.
        batches: raw contributions.
        cells: the published cells, as `bot.collective.packages.earlier.packed_cells` lays them out.
        earlier: every package that was sold before, of whatever window.
    """
    if findings := _windows_and_shapes(spec, earlier):
        return findings
    kin = [each for each in earlier if each.spec.window_start == spec.window_start]
    own = [_Table(axes, figures) for axes, figures in _figures(spec, cells)]
    sold = [[_Table(axes, figures) for axes, figures in _figures(each.spec, each.cells)] for each in kin]
    pairs = _all_pairs(own, sold)
    for table in own:
        others = [each for each in chain(own, *sold) if each.axes != table.axes]
        margins = {()} | {kept for other in others for kept in _margins(table.axes, other.axes)}
        table.rests = {kept: defaultdict(_Behind) for kept in margins}
    place = {axes: number for number, axes in enumerate(asked.tables)}
    unknown, changes = _changes(kin, batches)
    for table in own:
        for before, change in zip(sold, changes, strict=True):
            # Of the very same pool, what was told before adds to what is told now.
            table.told_before |= {
                cell for each in before if each.axes == table.axes and not change for cell in each.figures
            }
    for token, digest, amounts in _contributors(asked, batches):
        known = [each.roster.get(token) for each in kin]
        for table in chain(own, *sold):
            table.look_at(amounts[place[table.axes]])
        for table in own:
            _count_own(table)
        for pair in pairs:
            _count_pair(pair, None if pair.sold is None else (known[pair.sold], digest))
    return list(
        chain(
            _rosters(spec, kin, changes),
            *(_cells_of(spec, table) for table in own),
            *(_rests_of(spec, table) for table in own),
            *(_differences(spec, pair, kin, unknown) for pair in pairs),
        )
    )[:MOST_FINDINGS]


def _windows_and_shapes(spec: Slice, earlier: Sequence[EarlierPackage]) -> list[str]:
    shapes = set(map(frozenset, spec.axes()))
    for each in earlier:
        apart = each.spec.window_end < spec.window_start or spec.window_end < each.spec.window_start
        if apart:
            continue
        if (each.spec.window_start, each.spec.window_end) != (spec.window_start, spec.window_end):
            return ["its window overlaps that of an earlier package in part"]
        if each.spec.noise_epsilon_hundredths is not None or spec.noise_epsilon_hundredths is not None:
            return ["noise stands beside other figures of the same days"]
        shapes |= set(map(frozenset, each.spec.axes()))
    if len({one & other for one, other in combinations(shapes, 2)}) > 1:
        return ["three tables share dimensions crosswise"]
    if _weekdays_tell_months(spec, shapes):
        return ["weekdays are parts of months in its window"]
    return []


def _weekdays_tell_months(spec: Slice, shapes: set[frozenset[str]]) -> bool:
    """Whether some month, or year, has not all weekdays of the window, and tables of both are sold."""
    first, last = spec.window_start.toordinal(), spec.window_end.toordinal()
    days = [date.fromordinal(number) for number in range(first, last + 1)]
    for one, other in permutations(shapes, 2):
        if "weekday" not in one or not other & {"month", "year"}:
            continue
        period = [(day.year, day.month if "month" in other else 0) for day in days]
        if len({(*of, day.weekday()) for of, day in zip(period, days, strict=True)}) < 7 * len(set(period)):
            return True
    return False


def _changes(kin: Sequence[EarlierPackage], batches: Sequence[Batch]) -> tuple[list[int], list[int]]:
    """For each earlier package: whose listening in it is not known any more, and that with those who are new."""
    now = {token: digest for batch in batches for token, digest in zip(batch.tokens, batch.digests, strict=True)}
    unknown, changes = [], []
    for each in kin:
        same = sum(now.get(token) == digest for token, digest in each.roster.items())
        unknown.append(max(each.contributors, len(each.roster)) - same)
        changes.append(unknown[-1] + sum(token not in each.roster for token in now))
    return unknown, changes


def _all_pairs(own: Sequence[_Table], sold: Sequence[Sequence[_Table]]) -> list[_Pair]:
    found = [_Pair(one, other, kept) for one, other in combinations(own, 2) for kept in _margins(one.axes, other.axes)]
    for nth, tables in enumerate(sold):
        for one in own:
            for other in tables:
                found += [_Pair(one, other, kept, nth) for kept in _margins(one.axes, other.axes)]
    return found


def _margins(one: Sequence[str], other: Sequence[str]) -> list[tuple[str, ...]]:
    shared = [axis for axis in one if axis in other]
    return [kept for size in range(len(shared) + 1) for kept in combinations(shared, size)]


def _figures(spec: Slice, cells: bytes) -> Iterator[tuple[tuple[str, ...], Figures]]:
    with pa.ipc.open_stream(cells, options=_ALONE) as stream:
        rows = stream.read_all().to_pylist()
    for number, axes in enumerate(spec.axes()):
        yield (
            axes,
            {
                tuple(row[f"place_{nth}"] for nth in range(len(axes))): (
                    row["contributors"],
                    row["plays"],
                    row["hours"],
                )
                for row in rows
                if row["table"] == number
            },
        )


def _contributors(asked: Asked, batches: Sequence[Batch]) -> Iterator[tuple[str, bytes, list[Amounts]]]:
    """Every contributor: token, digest, and amounts by table."""
    for batch in batches:
        amounts: list[list[Amounts]] = [[{} for _ in asked.tables] for _ in batch.tokens]
        for number, axes in enumerate(asked.tables):
            with pa.ipc.open_stream(batch.tables[number], options=_ALONE) as stream:
                table = stream.read_all()
            member, plays, ms = (table[name].to_pylist() for name in ("member", "plays", "ms"))
            places = zip(*(table[axis].to_pylist() for axis in axes), strict=True)
            for who, cell, played, lasted in zip(member, places, plays, ms, strict=True):
                mine = amounts[who][number]
                before = mine.get(cell)
                mine[cell] = (played, lasted) if before is None else (before[0] + played, before[1] + lasted)
        yield from zip(batch.tokens, batch.digests, amounts, strict=True)


def _count_own(table: _Table) -> None:
    for cell, (plays, ms) in table.shown.items():
        table.behind[cell].add(plays, ms)
    for kept, behind in table.rests.items():
        for place, (plays, ms) in _summed(table.axes, kept, table.hidden).items():
            behind[place].add(plays, ms)


def _count_pair(pair: _Pair, digests: tuple[bytes | None, bytes] | None) -> None:
    if digests is not None and digests[0] is not None and digests[0] != digests[1]:
        return  # what this contributor had in the earlier package is not known any more
    one, kept = pair.one, pair.kept
    mine = _summed(one.axes, kept, one.shown) if one.axes == pair.other.axes else one.told_by(kept)
    theirs = pair.other.told_by(kept) if digests is None or digests[0] is not None else {}
    for at in mine.keys() | theirs.keys():
        (plays, ms), (less_plays, less_ms) = mine.get(at, (0, 0)), theirs.get(at, (0, 0))
        if plays != less_plays or ms != less_ms:
            pair.behind[at].add(plays - less_plays, ms - less_ms)


def _summed(axes: tuple[str, ...], kept: tuple[str, ...], amounts: Amounts) -> Amounts:
    """The amounts in each place of a margin."""
    if kept == axes:
        return amounts
    if not kept:
        sums = [sum(column) for column in zip(*amounts.values(), strict=True)]
        return {(): (sums[0], sums[1])} if sums else {}
    at = [axes.index(axis) for axis in kept]
    found: Amounts = {}
    for cell, (plays, ms) in amounts.items():
        place = (cell[at[0]],) if len(at) == 1 else tuple([cell[each] for each in at])
        before = found.get(place)
        found[place] = (plays, ms) if before is None else (before[0] + plays, before[1] + ms)
    return found


def _rosters(spec: Slice, kin: Sequence[EarlierPackage], changes: Sequence[int]) -> Iterator[str]:
    for each, change in zip(kin, changes, strict=True):
        if 0 < change < max(spec.min_contributors, each.spec.min_contributors):
            yield f"its contributors differ from an earlier package's by {change}"


def _cells_of(spec: Slice, table: _Table) -> Iterator[str]:
    for cell, (contributors, plays, hours) in table.figures.items():
        who = table.behind[cell]
        if who.too_few(spec.min_contributors, spec.max_share_percent):
            yield f"a cell by {'/'.join(table.axes)} stands on {who.people}, or on one of them above all"
        if any(axis in ("artist", "album") and place < 0 for axis, place in zip(table.axes, cell, strict=True)):
            yield "a cell of plays that name nobody is published"
        if spec.noise_epsilon_hundredths is None:
            lasted = _nearest(who.ms, spec.round_hours * _MS_PER_HOUR) // _MS_PER_HOUR
            if (contributors, plays, hours) != (who.people, _nearest(who.plays, spec.round_plays), lasted):
                yield f"a cell by {'/'.join(table.axes)} says something else than what was played"


def _rests_of(spec: Slice, table: _Table) -> Iterator[str]:
    for kept, behind in table.rests.items():
        for place in table.places(kept):
            who = behind.get(place)
            if who is not None and who.too_few(spec.min_contributors, spec.max_share_percent):
                yield f"what the table by {'/'.join(table.axes)} leaves out by {_words(kept)} stands on {who.people}"


def _differences(spec: Slice, pair: _Pair, kin: Sequence[EarlierPackage], unknown: Sequence[int]) -> Iterator[str]:
    least, percent = spec.min_contributors, spec.max_share_percent
    places = pair.one.places(pair.kept) | pair.other.places(pair.kept)
    hidden, since = False, None
    if pair.sold is not None:
        since = kin[pair.sold].spec
        least, hidden = max(least, since.min_contributors), unknown[pair.sold] > 0
        places = pair.one.places(pair.kept) & pair.other.places(pair.kept)
    for place in places:
        who = pair.behind.get(place, _Behind())
        if not who.people and not hidden:
            continue
        if who.too_few(least, percent) and not (hidden and since is not None and _equal(pair, place, since)):
            tables = f"{'/'.join(pair.one.axes)} and {'/'.join(pair.other.axes)}"
            where = "an earlier package" if pair.sold is not None else "one another"
            yield f"{tables}, subtracted from {where} by {_words(pair.kept)}, leave {who.people}"


def _equal(pair: _Pair, place: Cell, since: Slice) -> bool:
    """Whether one and the same cell, rounded as it was then, says the same as then."""
    if not pair.one.axes == pair.other.axes == pair.kept:
        return False
    who = pair.one.behind[place]
    lasted = _nearest(who.ms, since.round_hours * _MS_PER_HOUR) // _MS_PER_HOUR
    return pair.other.figures[place] == (who.people, _nearest(who.plays, since.round_plays), lasted)


def _nearest(amount: int, base: int) -> int:
    return (2 * amount + base) // (2 * base) * base


def _words(kept: Sequence[str]) -> str:
    return "/".join(kept) or "all"

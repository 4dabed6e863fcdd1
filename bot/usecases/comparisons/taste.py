"""How alike two members are: what they share, and where they differ."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from bot.analysis.blend import blend
from bot.analysis.coverage import Basis, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.periods import Period
from bot.analysis.taste import (
    KNOWN_FROM,
    TooLittle,
    affinity,
    artist_jaccard,
    label_of,
    overlap,
    side_by_side,
    tastes,
    with_few_plays,
    without_taste,
)
from bot.charts.mirror import mirror_figure
from bot.charts.rows import MirrorBar, MirrorRows
from bot.errors import NothingStored, SameMember, TooLittleListening
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table, Why
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import rests_on_words
from bot.usecases.comparisons.taste_words import (
    ALIKE_DEFINITION,
    ALIKE_FORMULA,
    ALIKE_SOURCES,
    JACCARD_DEFINITION,
    JACCARD_SOURCE,
    NEEDED,
    alike_words,
    amount_words,
    artist_namer,
    few_plays_words,
    heading_of,
    parts_wanted,
    share_words,
)

Parts = Mapping[int, Mapping[str, bytes]]

_SHARED_MOST, _APART_MOST, _TRACKS_MOST, _DRAWN = 30, 10, 10, 10
_CLEARLY_MORE = 1.1
"""From a tenth more on, one of two gives an artist more than the other."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An artist of two members: shares of own plays in [0, 1], and plays."""

    rank: int
    artist_id: int
    shares: tuple[float, float]
    plays: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members side by side, for words.

    Attributes:
        basis: of the period that was asked for.
        windowed: whether the fair window was counted; else all of the period.
        too_little: those of the two who have too little listening; where there are any, the rest is empty.
        shared: artists of both, what they share most first.
        shared_in_all: how many those are, beyond the ones given.
        apart: artists with the largest gap between the two shares, first.
        tracks: rank, track id, artist id and the smaller share of tracks that both played, the most shared first.
    """

    basis: Basis
    windowed: bool
    too_little: tuple[TooLittle, ...]
    few_plays: tuple[TooLittle, ...] = ()
    affinity: float = 0.0
    jaccard: float | None = None
    overlap: float = 0.0
    shared: tuple[Beside, ...] = ()
    shared_in_all: int = 0
    apart: tuple[Beside, ...] = ()
    tracks: tuple[tuple[int, int, int, float], ...] = ()


def pair_of(parts: Parts, period: Period, left: int, right: int) -> Pair:
    """For a worker: two members side by side, over their fair window if that holds enough, else over the period."""
    group = unpack(parts)
    rests = basis(group, period)
    window = rests.window.period if rests.window.common else period
    compared = tastes(group, window)
    windowed = rests.window.common and not without_taste(compared, (left, right))
    if not windowed:
        window, compared = period, tastes(group, period)
    if too_little := without_taste(compared, (left, right)):
        return Pair(rests, windowed, too_little)
    beside = side_by_side(compared, left, right)
    shared = beside[beside["common"] > 0]
    gaps = beside["gap"].abs().round(9)
    apart = beside.loc[gaps[gaps > 0].sort_values(ascending=False, kind="stable").index]
    tracks = blend(group, window, "tracks").ranking.head(_TRACKS_MOST)
    return Pair(
        rests,
        windowed,
        (),
        few_plays=with_few_plays(compared),
        affinity=float(affinity(compared).to_numpy()[0, 1]),
        jaccard=_known(artist_jaccard(compared).to_numpy()[0, 1]),
        overlap=overlap(beside),
        shared=_besides(shared.head(_SHARED_MOST)),
        shared_in_all=len(shared),
        apart=_besides(apart.head(_APART_MOST)),
        tracks=tuple(tracks[["rank", "track_id", "artist_id", "least_share"]].itertuples(index=False, name=None)),
    )


async def taste(asking: Asking) -> Draft:
    """Two members side by side: how alike, what they share, where they differ.

    `asked.members` are the two; the first is drawn to the left.

    Raises:
        SameMember, NotComparable, NothingStored, TooLittleListening.
    """
    left, right = asking.asked.members
    if left == right:
        raise SameMember
    found = await asking.services.cpu(pair_of, await _music_of(asking, (left, right)), asking.period, left, right)
    if found.too_little:
        least = found.too_little[0]
        raise TooLittleListening(asking.name(least.member_id), asking.period.label, amount_words(least), NEEDED)
    artists = await artist_namer(
        asking,
        [each.artist_id for each in (*found.shared, *found.apart)] + [artist for _, _, artist, _ in found.tracks],
    )
    titles = await asking.track_names([track for _, track, _, _ in found.tracks])
    named = PairNames(asking.names([left, right]), artists, {track: title for track, (title, _) in titles.items()})
    rests = rests_on_words(found.basis, asking.name, shares=not found.windowed)
    return Draft(
        title=f"{' and '.join(named.members)} · {asking.period.label}",
        tables=pair_tables(found, named),
        why=_PAIR_WHY,
        about=frozenset({left, right}),
        verdict=pair_verdict(found, named),
        rests_on=(*rests, *_SHARES_OF_WINDOW[: found.windowed], *few_plays_words(found.few_plays, asking.name)),
        picture=_pair_picture(found, named, asking.period.label),
    )


@dataclass(frozen=True, slots=True)
class PairNames:
    """What everything is called: the two members, the left one first; artists and tracks by id."""

    members: Sequence[str]
    artists: Mapping[int, str]
    titles: Mapping[int, str]

    def title(self, track_id: int) -> str:
        """The track's; its number where the catalogue has lost it since."""
        return self.titles.get(track_id, f"#{track_id}")


async def _music_of(asking: Asking, members: Sequence[int]) -> Parts:
    """What a comparison of these members reads.

    Raises:
        NotComparable, NothingStored.
    """
    if asking.asker_id in members and asking.asker_id not in asking.members:
        raise NothingStored
    parts = parts_wanted(asking, Part.ARTISTS, Part.TRACKS)
    found = await asking.group(*parts, plays=True, members=members, at_least=0)
    for member in members:
        if member not in found.parts:
            raise NothingStored(None if member == asking.asker_id else asking.name(member))
    return found.parts


_SHARES_OF_WINDOW = ("Shares of each one's own plays in those days",)

_PAIR_WHY = Why(
    (
        *ALIKE_DEFINITION[:4],
        (
            "**In step** is how many of a hundred plays of each could be set beside one of the same artist: the "
            "smaller shares added up."
        ),
        JACCARD_DEFINITION,
        (
            "What two share of an artist is the smaller of their shares: what both have of it at least. A track is in "
            f"common where both played it at least {KNOWN_FROM} times."
        ),
        "Somebody plays an artist **more** from a tenth more of own plays on.",
        "The days that both exports cover are counted, where there are enough of them; else all of the period.",
    ),
    ALIKE_FORMULA,
    (*ALIKE_SOURCES, JACCARD_SOURCE, "Weitzman (1970), U.S. Bureau of the Census, Technical Paper 22 (in step)"),
)


def pair_verdict(found: Pair, named: PairNames) -> str:
    """How alike the two are, where they meet and part, and the one track that they share most, if it is one."""
    left, right = map(safe, named.members)
    said = [f"**{left} and {right} are {alike_words(found.affinity)} alike**: {label_of(found.affinity).meaning}."]
    if found.shared:
        first = found.shared[0]
        said.append(f"They meet in **{safe(named.artists[first.artist_id])}** ({_both(first, (left, right))}).")
    songs = [(track, artist) for rank, track, artist, _ in found.tracks if rank == 1]
    if len(songs) == 1:
        ((track, artist),) = songs
        by = f" by {safe(named.artists[artist])}" if artist in named.artists else ""
        said.append(f"Their song is **{safe(named.title(track))}**{by}.")
    if found.apart:
        gap = found.apart[0]
        more, less = (0, 1) if gap.shares[0] >= gap.shares[1] else (1, 0)
        said.append(
            f"They part over **{safe(named.artists[gap.artist_id])}**: {share_words(gap.shares[more])} of what "
            f"{(left, right)[more]} plays, {share_words(gap.shares[less])} for {(left, right)[less]}."
        )
    return " ".join(said)


def _both(each: Beside, names: tuple[str, str]) -> str:
    return f"{share_words(each.shares[0])} of what {names[0]} plays, {share_words(each.shares[1])} for {names[1]}"


def pair_tables(found: Pair, named: PairNames) -> tuple[Table, ...]:
    """Artists of both, artists that part them and tracks of both, as far as there are any; and three measures."""
    names, artists = named.members, named.artists
    sides = tuple(Column(name, Kind.SHARE, f"{heading_of(name)} {{}}") for name in names)
    plays = tuple(Column(f"plays by {name}", Kind.COUNT, "") for name in names)
    shared = tuple(
        (each.rank, artists[each.artist_id], *each.shares, _who_more(each, names), *each.plays) for each in found.shared
    )
    apart = tuple((artists[each.artist_id], *each.shares, *each.plays) for each in found.apart)
    tracks = tuple(
        (rank, named.title(track), artists.get(artist), share) for rank, track, artist, share in found.tracks
    )
    more = Column("more by", Kind.MEMBER, "{} more")
    numbers = Table(
        (Column("measure", Kind.TEXT), Column("value", Kind.SHARE)),
        (("Alike", found.affinity), ("In step", found.overlap), ("Same names", found.jaccard)),
        "In numbers",
    )
    of_all = f"the first {len(shared)} of " if len(shared) < found.shared_in_all else ""
    title = f"What they share: {of_all}{counted(found.shared_in_all, 'artist')}"
    tables = (
        Table((Column("place", Kind.PLACE), Column("artist", Kind.NAME), *sides, more, *plays), shared, title),
        Table((Column("artist", Kind.NAME), *sides, *plays), apart, "Where they differ most"),
        Table(
            (
                Column("place", Kind.PLACE),
                Column("track", Kind.NAME),
                Column("artist", Kind.NAME),
                Column("smaller share", Kind.SHARE, "at least {} of both"),
            ),
            tracks,
            "Tracks in common",
        ),
    )
    return (*(table for table in tables if table.rows), numbers)


def _who_more(each: Beside, names: Sequence[str]) -> str | None:
    left, right = each.shares
    if max(left, right) < _CLEARLY_MORE * min(left, right):
        return None
    return names[0] if left > right else names[1]


def _pair_picture(found: Pair, named: PairNames, period: str) -> tuple[Callable[[MirrorRows], str], MirrorRows] | None:
    if not found.shared:
        return None
    left, right = named.members
    bars = tuple(MirrorBar(named.artists[each.artist_id], *each.shares) for each in found.shared[:_DRAWN])
    note = f"{alike_words(found.affinity)} alike · share of own plays · {period}"
    return mirror_figure, MirrorRows(f"What {left} and {right} share", note, left, right, bars)


def _besides(frame: pd.DataFrame) -> tuple[Beside, ...]:
    columns = ["rank", "artist_id", "left_share", "right_share", "left_plays", "right_plays"]
    return tuple(
        Beside(rank, artist, (left, right), (left_plays, right_plays))
        for rank, artist, left, right, left_plays, right_plays in frame[columns].itertuples(index=False, name=None)
    )


def _known(value: float) -> float | None:
    return None if math.isnan(value) else float(value)

"""What all of a group like, or all of some members: artists, or tracks with a list to take elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.analysis.blend import FULL, Blended, blend, playlist
from bot.analysis.coverage import Basis, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.periods import Period
from bot.analysis.taste import KNOWN_FROM, LEAST_ARTISTS, LEAST_PLAYS, TooLittle
from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.errors import NotAllComparable, TooFewTastes
from bot.model.amounts import counted
from bot.model.answers import Column, Kind, Table, Why
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.coverage_words import rests_on_words
from bot.usecases.comparisons.taste_words import (
    NEEDED,
    artist_namer,
    cut_words,
    often_words,
    parts_wanted,
    too_little_words,
)

MOST_MEMBERS = 10
"""Who can be named at once."""

_LIST_LENGTH, _BY_ONE_ARTIST = 50, 3
_RANKED_MOST, _DRAWN = 100, 12

_OF: Mapping[str, Blended] = {"a": "artists", "t": "tracks"}

# A button holds 90 characters, and ten of Discord's ids would take 130: each member is named by four, the remainder of
# the id by a prime. Of 18,000 members who agreed to be compared, one in 800 shares theirs with another and is refused.
_CODE_LENGTH, _CODES = 4, 14_776_331
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Liked:
    """One artist or track that members share; `track_id` is None for an artist."""

    rank: int
    artist_id: int
    track_id: int | None
    members: int
    least_share: float
    least_id: int
    mean_share: float
    plays: int


@dataclass(frozen=True, slots=True)
class Blending:
    """What these members share.

    Attributes:
        blended: who they are: ids, ascending.
        liked: the best first.
        in_all: how many there are, beyond those.
        by_all: how many are shared by everybody.
        listed: tracks for a list to take elsewhere: (track id, artist id).
    """

    basis: Basis
    blended: tuple[int, ...]
    liked: tuple[Liked, ...]
    in_all: int
    by_all: int
    listed: tuple[tuple[int, int], ...]
    too_little: tuple[TooLittle, ...]


def blending(parts: Mapping[int, Mapping[str, bytes]], period: Period, of: Blended) -> Blending:
    """For a worker: what these members share."""
    group = unpack(parts)
    found = blend(group, period, of)
    ranking, tracks = found.ranking, of == "tracks"
    liked = tuple(
        Liked(
            row["rank"],
            row["artist_id"],
            row["track_id"] if tracks else None,
            row["members"],
            row["least_share"],
            row["least_id"],
            row["mean_share"],
            row["plays"],
        )
        for row in ranking.head(_RANKED_MOST).to_dict("records")
    )
    listed = playlist(ranking, _LIST_LENGTH, _BY_ONE_ARTIST)[["track_id", "artist_id"]] if tracks else ranking.head(0)
    return Blending(
        basis(group, period),
        tuple(found.blended.tolist()),
        liked,
        len(ranking),
        found.by_all,
        tuple(listed.itertuples(index=False, name=None)),
        found.left_out,
    )


def blend_option(of: str, member_ids: Collection[int]) -> str:
    """What to blend and whose, as `Asked.option`: short enough for a button.

    Args:
        of: "artists" or "tracks".
        member_ids: at most `MOST_MEMBERS`; nobody for everyone who agreed.
    """
    return of[0] + "".join(_code(member_id) for member_id in sorted(set(member_ids)))


async def blended(asking: Asking) -> Draft:
    """What everyone who agreed likes, or what all of some members like; `asked.option` is by `blend_option`.

    Raises:
        NotAllComparable: one of the members has not agreed.
        TooFewListeners, TooFewTastes.
    """
    option = asking.asked.option or "a"
    of = _OF[option[0]]
    members = _members(asking, option[1:])
    wanted = parts_wanted(asking, *([Part.ARTISTS, Part.TRACKS] if of == "tracks" else [Part.ARTISTS]))
    parts = await asking.group(*wanted, plays=not wanted, members=members)
    found = await asking.services.cpu(blending, parts.parts, asking.period, of)
    if len(found.blended) < 2:
        raise TooFewTastes(len(found.blended), 2, asking.period.label, NEEDED)
    artists = await artist_namer(
        asking, [*(each.artist_id for each in found.liked), *(each for _, each in found.listed)]
    )
    tracks = {each.track_id for each in found.liked if each.track_id is not None} | {each for each, _ in found.listed}
    titles = {key: title for key, (title, _) in (await asking.track_names(sorted(tracks))).items()}
    named = _Names(artists, titles)
    return Draft(
        title=f"{_whose(found, members)} · {asking.period.label}",
        tables=_tables(asking, found, named, of),
        why=_WHY,
        about=frozenset(parts.parts),
        verdict=_verdict(found, named, of),
        rests_on=(*rests_on_words(found.basis, asking.name, shares=True), *cut_words(parts)),
        left_out=too_little_words(found.too_little, asking.name),
        picture=_picture(asking, found, named, of, _whose(found, members)),
    )


def _members(asking: Asking, codes: str) -> list[int] | None:
    if not codes:
        return None
    known = defaultdict(list)
    for member_id in asking.members:
        known[_code(member_id)].append(member_id)
    found = [known.get(codes[at : at + _CODE_LENGTH], []) for at in range(0, len(codes), _CODE_LENGTH)]
    if any(len(each) != 1 for each in found):
        raise NotAllComparable
    return [member_id for (member_id,) in found]


def _code(member_id: int) -> str:
    number, code = member_id % _CODES, ""
    for _ in range(_CODE_LENGTH):
        number, digit = divmod(number, len(_DIGITS))
        code += _DIGITS[digit]
    return code


_WHY = Why(
    (
        "Each member's **share of own plays** counts, so that a long export weighs no more than a short one.",
        (
            "Ranked by the **smallest share** that any of the members gives it: what one of you hardly plays cannot "
            "come first, however much the others do."
        ),
        f"It is somebody's own from {KNOWN_FROM} plays on.",
        (
            f"Where at least {FULL} are everybody's own, only those are shown. Else what most of you share follows, "
            "by how many that is and then by the smallest of their shares."
        ),
        f"Who has under {LEAST_PLAYS} plays or {LEAST_ARTISTS} artists in the period is left out, and hinders nobody.",
        f"The list of tracks holds at most {_BY_ONE_ARTIST} by one artist; CSV takes it elsewhere.",
    ),
    "rank by min over members of plays / all own plays",
    ("Our own definition",),
)


@dataclass(frozen=True, slots=True)
class _Names:
    artists: Mapping[int, str]
    titles: Mapping[int, str]

    def of(self, each: Liked) -> str:
        if each.track_id is None:
            return self.artists[each.artist_id]
        return self.titles.get(each.track_id, f"#{each.track_id}")

    def by(self, each: Liked) -> str:
        return "" if each.track_id is None else self.artists.get(each.artist_id, "")


def _whose(found: Blending, members: Sequence[int] | None) -> str:
    if members is None:
        return "What we all like" if found.by_all else "What most of us like"
    return "What both like" if len(found.blended) == 2 else f"What these {len(found.blended)} like"


def _verdict(found: Blending, named: _Names, of: Blended) -> str:
    noun, count = of.removesuffix("s"), len(found.blended)
    if not found.liked:
        return f"Not one {noun} is played {KNOWN_FROM} times by two of you. Somebody has to start a tradition."
    first = [each for each in found.liked if each.rank == 1]
    names = _listed([f"**{safe(named.of(each))}**" for each in first], noun)
    least = often_words(first[0].least_share)
    everybody = "both of you" if count == 2 else f"all {count} of you"
    if not found.by_all:
        nearest = f"{names} {'comes' if len(first) == 1 else 'come'} nearest"
        return (
            f"No {noun} is shared by {everybody}. {nearest}: {first[0].members} of {count} play it, none of them "
            f"for less than {least}."
        )
    it, are = "is it" if len(first) == 1 else "are they", "is" if found.by_all == 1 else "are"
    return (
        f"What {everybody} like best: {names}. For nobody {it} less than {least}. "
        f"In all, {counted(found.by_all, noun)} {are} played by {everybody}."
    )


def _listed(names: list[str], noun: str) -> str:
    if len(names) > 3:
        names = [*names[:2], counted(len(names) - 2, f"more {noun}")]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _tables(asking: Asking, found: Blending, named: _Names, of: Blended) -> tuple[Table, ...]:
    count = len(found.blended)
    by = (Column("artist", Kind.NAME, small=True),) if of == "tracks" else ()
    columns = (
        Column("place", Kind.PLACE),
        Column(of.removesuffix("s"), Kind.NAME),
        *by,
        Column("smallest share", Kind.SHARE, ""),
        Column("smallest share in words", Kind.TEXT, "at least {}"),
        Column("members", Kind.COUNT, f"{{}} of {count} play it" if found.by_all < FULL else "", small=True),
        Column("least by", Kind.MEMBER, "least: {}", small=True),
        Column("mean share", Kind.SHARE, ""),
        Column("plays", Kind.COUNT, ""),
    )
    rows = tuple(
        (
            each.rank,
            named.of(each),
            *((named.artists.get(each.artist_id),) if by else ()),
            each.least_share,
            often_words(each.least_share),
            each.members,
            asking.name(each.least_id),
            each.mean_share,
            each.plays,
        )
        for each in found.liked
    )
    more = f"The first {len(rows)} of {found.in_all:,}" if len(rows) < found.in_all else ""
    tables = [Table(columns, rows, more)]
    if found.listed:
        listed = tuple(
            (named.titles.get(track, f"#{track}"), named.artists.get(artist)) for track, artist in found.listed
        )
        tables.append(Table((Column("title", Kind.NAME), Column("artist", Kind.NAME)), listed, "A list to take along"))
    return tuple(tables)


def _picture(
    asking: Asking, found: Blending, named: _Names, of: Blended, title: str
) -> tuple[Callable[[RankedRows], str], RankedRows] | None:
    if not found.liked:
        return None
    count = len(found.blended)
    partly = any(each.members < count for each in found.liked[:_DRAWN])
    bars = tuple(
        RankedBar(
            named.of(each),
            each.least_share,
            often_words(each.least_share),
            detail=f"{each.members} of {count} play it" if partly else named.by(each),
            aside=asking.name(each.least_id),
            place=each.rank,
        )
        for each in found.liked[:_DRAWN]
    )
    note = f"{of.capitalize()} by whoever plays them least: share of own plays, {asking.period.label}"
    return ranked_figure, RankedRows(title, note, bars, aside_words="plays it least")

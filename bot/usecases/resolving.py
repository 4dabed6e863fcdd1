"""Names in a plan become ids: members among those who agreed, music and playlists among what they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.errors import SeveralMembers, UnknownMember, UnknownName
from bot.model.mentions import MENTION
from bot.model.questions import ME, Filters, Plan, Side, Window
from bot.model.spelling import search_key
from bot.model.standings import Noun
from bot.questions.execution.resolved import Kept, ResolvedPlan, ResolvedSide
from bot.usecases.asking import Asking
from bot.usecases.find_name import find_name

_SURE, _NEAR = 88, 60
"""How alike a member's or playlist's name must be to be taken, and to be offered: rapidfuzz's weighted ratio."""

PlaylistTitles = Sequence[tuple[int, int, str]]
"""(member_id, playlist_id, title) of the playlists of members who agreed to be compared."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What names are looked up for.

    Attributes:
        asker_id: who "me" is: whoever asked first, whoever presses the card's buttons later.
        everyone: whom a plan is about that names nobody.
    """

    asking: Asking
    asker_id: int
    everyone: tuple[int, ...]
    playlists: PlaylistTitles


async def resolve(plan: Plan, naming: Naming) -> ResolvedPlan:
    """The plan with ids in place of names.

    Raises:
        SeveralMembers: several members who agreed to be compared have that name.
        UnknownMember: no member of that name agreed to be compared.
        UnknownName: nobody who agreed has played, or has a playlist of, that name.
        NotComparable: it is about somebody who did not agree.
    """
    assert plan.metric is not None  # noqa: S101 - a plan to compute has one
    members = _members(plan.members, naming) or naming.everyone
    kept = await _kept(plan.filters, naming)
    sides = [await _side(side, plan, members, naming) for side in plan.sides]
    return ResolvedPlan(
        plan.op, plan.metric, members, kept, plan.window, plan.of, plan.by, plan.order, plan.limit, plan.scope,
        tuple(sides),
    )  # fmt: skip


def members_named(names: Sequence[str], asking: Asking, asker_id: int) -> tuple[int, ...]:
    """The ids of members named in a plan, without repeats.

    Raises:
        SeveralMembers: several members who agreed to be compared are called so.
        UnknownMember: nobody who agreed to be compared is called that; it carries the names nearest to it.
    """
    found = [asker_id if name == ME else _member(name, asking) for name in names]
    return tuple(dict.fromkeys(found))


def _members(names: Sequence[str], naming: Naming) -> tuple[int, ...]:
    return members_named(names, naming.asking, naming.asker_id)


def _member(name: str, asking: Asking) -> int:
    mentioned = MENTION.fullmatch(name.strip())
    if mentioned and int(mentioned["member_id"]) in asking.members:
        return int(mentioned["member_id"])
    keys = {member_id: search_key(member.display_name) for member_id, member in asking.members.items()}
    wanted = search_key(name.strip().lstrip("@"))
    exact = [member_id for member_id, key in keys.items() if key == wanted]
    if len(exact) == 1:
        return exact[0]
    if exact:
        raise SeveralMembers(name, exact)
    # "Emi" for "Emi (恵美)": the first word of a name is how people are called.
    begins = [member_id for member_id, member in asking.members.items() if _first_word(member.display_name) == wanted]
    if len(begins) == 1:
        return begins[0]
    if begins:
        raise SeveralMembers(name, begins)
    near = process.extract(wanted, keys, scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR)
    if near and near[0][1] >= _SURE and (len(near) == 1 or near[1][1] < _SURE):
        return int(near[0][2])
    raise UnknownMember(name, [asking.members[member_id].display_name for _, _, member_id in near])


def _first_word(name: str) -> str:
    return search_key(name.split(maxsplit=1)[0]) if name.split() else ""


async def _side(side: Side, plan: Plan, members: tuple[int, ...], naming: Naming) -> ResolvedSide:
    return ResolvedSide(
        _members(side.members, naming) or members,
        await _kept(side.filters or plan.filters, naming),
        side.window or (plan.window if plan.window.kind != "all" else Window()),
    )


async def _kept(filters: Filters, naming: Naming) -> Kept:
    ids: dict[Noun, set[int]] = {Noun.ARTIST: set(), Noun.TRACK: set(), Noun.ALBUM: set()}
    for first, names in ((Noun.ARTIST, filters.artist), (Noun.TRACK, filters.track), (Noun.ALBUM, filters.album)):
        for name in names:
            noun, name_id = await _music(name, first, naming.asking)
            ids[noun].add(name_id)
    playlists = frozenset(pair for title in filters.playlist for pair in _playlists(title, naming.playlists))
    return Kept(
        artists=frozenset(ids[Noun.ARTIST]) or None,
        tracks=frozenset(ids[Noun.TRACK]) or None,
        albums=frozenset(ids[Noun.ALBUM]) or None,
        playlists=playlists or None,
        moods=tuple(filters.mood),
        hours=(filters.hours[0], filters.hours[1]) if filters.hours else None,
        weekdays=tuple(filters.weekdays),
        months=tuple(filters.months),
        skipped=filters.skipped,
        shuffle=filters.shuffle,
        platform=filters.platform,
        content=filters.content,
        min_plays=filters.min_plays,
        members_with=filters.members_with,
    )


async def _music(name: str, first: Noun, asking: Asking) -> tuple[Noun, int]:
    """What a name is the name of. A sentence rarely tells an artist from a song: the catalogue does."""
    near: list[str] = []
    for noun in (first, *(noun for noun in Noun if noun is not first)):
        try:
            found = await find_name(asking.services, asking.guild_id, asking.asker_id, noun, name)
        except UnknownName as error:
            near += error.near
        else:
            return noun, found.name_id
    raise UnknownName(first, name, list(dict.fromkeys(near)))


def _playlists(title: str, playlists: PlaylistTitles) -> list[tuple[int, int]]:
    wanted = search_key(title)
    exact = [(member_id, number) for member_id, number, each in playlists if search_key(each) == wanted]
    if exact:
        return exact
    titles = [each for _, _, each in playlists]
    near = process.extract(title, titles, scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR)
    if near and near[0][1] >= _SURE:
        member_id, number, _ = playlists[near[0][2]]
        return [(member_id, number)]
    raise UnknownName("playlist", title, [each for each, _, _ in near])

"""From computed results to fact sheets, with every comparison decided here, in code, before anybody words it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.model.amounts import counted
from bot.model.facts import Fact, FactKind, FactSheet, Shape
from bot.phrasebook.amounts import things
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook, msg

Relation = Literal["level", "just_ahead", "ahead", "far_ahead"]

JUST_AHEAD_BELOW_PERCENT = 110
FAR_AHEAD_FROM_PERCENT = 200

PHRASES: dict[Relation, tuple[str, ...]] = {
    "level": (msg("is level with"), msg("ties with")),
    "just_ahead": (msg("is just ahead of"), msg("edges out")),
    "ahead": (msg("is ahead of"), msg("finishes ahead of")),
    "far_ahead": (msg("is far ahead of"), msg("leaves far behind")),
}
"""A comparison's wordings; which one is used follows from the amounts, so that the same sheet reads the same."""

LEADS = msg("comes first")
RELATION_PHRASES = frozenset(phrase for phrases in PHRASES.values() for phrase in phrases) | {LEADS}


@dataclass(frozen=True, slots=True)
class Standing:
    """One member's place in a ranking.

    Attributes:
        name: the display name, unescaped.
        amount: what the ranking is by; at least 0, in any unit.
        shown: the amount as text with its unit: "87 of 100", "312 hours".
    """

    member_id: int
    name: str
    amount: float
    shown: str


def relation(left: float, right: float) -> Relation:
    """How `left` (the larger) stands to `right`: level, up to 10 % more, less than double, or double and more."""
    if left <= right:
        return "level"
    if right <= 0 or 100 * left >= FAR_AHEAD_FROM_PERCENT * right:
        return "far_ahead"
    return "just_ahead" if 100 * left < JUST_AHEAD_BELOW_PERCENT * right else "ahead"


class SheetDraft:
    """Facts in the order in which they were added, numbered f1, f2, ..."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []

    def add(
        self,
        role: str,
        kind: FactKind,
        value: str,
        about: frozenset[int] = frozenset(),
        *,
        of: str = "",
        to: str = "",
    ) -> str:
        """Add one fact; returns its id. `of` and `to` are ids of facts added before."""
        fact_id = f"f{len(self.facts) + 1}"
        self.facts.append(Fact(fact_id, role, kind, value, about, of, to))
        return fact_id

    def name(self, role: str, standing: Standing, kind: FactKind, measure: str) -> str:
        """Add a member and their amount, as `role` and `role_<measure>`; returns the member's id."""
        about = frozenset({standing.member_id})
        member = self.add(role, FactKind.MEMBER, standing.name, about)
        self.add(f"{role}_{measure}", kind, standing.shown, about, of=member)
        return member


def breakup_sheet(
    standings: Sequence[Standing], narratable: frozenset[int], *, leader_playlist: str = "", left_out: int = 0
) -> FactSheet:
    """Whose breakup playlists are most intense.

    `standings` holds those with enough listening, best first; their amounts are the shown scores. `leader_playlist` is
    the title of the first one's strongest playlist, or "" where it may not be shown; `left_out` counts the members who
    had not enough listening.
    """
    draft = SheetDraft()
    shape = _ranking(draft, standings, FactKind.SCORE, "score")
    if leader_playlist and shape in ("clear", "lone"):
        leader = standings[0].member_id
        draft.add("leader_playlist", FactKind.PLAYLIST, leader_playlist, frozenset({leader}), of="f1")
    if left_out:
        draft.add("left_out", FactKind.COUNT, counted(left_out, "member"))
    return FactSheet("breakup_ranking", shape, tuple(draft.facts), narratable)


def whoknows_sheet(
    artist: str,
    standings: Sequence[Standing],
    narratable: frozenset[int],
    *,
    kind: FactKind = FactKind.ARTIST,
    listeners: int | None = None,
) -> FactSheet:
    """Who really spends the most time on an artist, a track or an album.

    Args:
        artist: its name, for a title with its artist's.
        standings: those who played it at all, most time first.
        narratable: who agreed to be worded by a language model.
        kind: what it is the name of.
        listeners: how many played it; None where `standings` has them all.
    """
    draft = SheetDraft()
    shape = _ranking(draft, standings, FactKind.HOURS, "time")
    draft.add("artist", kind, artist)
    if len(standings) > 1:
        draft.add("listeners", FactKind.COUNT, counted(listeners or len(standings), "member"))
    return FactSheet("whoknows", shape, tuple(draft.facts), narratable)


def ranking_sheet(
    measure: str,
    standings: Sequence[Standing],
    narratable: frozenset[int],
    *,
    left_out: int = 0,
    book: Phrasebook = ENGLISH,
    by_ratio: bool = True,
) -> FactSheet:
    """Members ranked by any measure, best first.

    Args:
        measure: a noun phrase of ours that follows "the", for one member's amount: "longest streak".
        standings: those who are ranked.
        narratable: who agreed to be worded by a language model.
        left_out: how many members had too little listening.
        book: in whose language measure and amounts are, and the words will be.
        by_ratio: False where the first is not ahead of the second by its amount: of dates, and of the fewest.
    """
    draft = SheetDraft()
    shape = _ranking(draft, standings, FactKind.COUNT, "amount", book, by_ratio=by_ratio)
    draft.add("measure", FactKind.MEASURE, measure)
    if left_out:
        draft.add("left_out", FactKind.COUNT, things(book, left_out, "member"))
    return FactSheet("ranking", shape, tuple(draft.facts), narratable, book.tag)


def recap_sheet(
    member_id: int,
    name: str,
    narratable: frozenset[int],
    *,
    period: str,
    hours: str = "",
    plays: str = "",
    top_artist: str = "",
    top_artist_time: str = "",
    top_track: str = "",
) -> FactSheet:
    """One member's listening in a period; without `hours` and `plays` there was none."""
    draft = SheetDraft()
    about = frozenset({member_id})
    member = draft.add("member", FactKind.MEMBER, name, about)
    draft.add("period", FactKind.PERIOD, period)
    if not (hours and plays):
        return FactSheet("recap", "nobody", tuple(draft.facts), narratable)
    draft.add("hours", FactKind.HOURS, hours, about, of=member)
    draft.add("plays", FactKind.PLAYS, plays, about, of=member)
    if top_artist:
        artist = draft.add("top_artist", FactKind.ARTIST, top_artist, about, of=member)
        if top_artist_time:
            draft.add("top_artist_time", FactKind.HOURS, top_artist_time, about, of=artist)
    if top_track:
        draft.add("top_track", FactKind.TRACK, top_track, about, of=member)
    return FactSheet("recap", "lone", tuple(draft.facts), narratable)


def sale_sheet(
    outcome: Literal["passed", "rejected", "tie", "no_quorum", "nobody"],
    *,
    offer: str,
    yes: int,
    no: int,
    abstain: int,
    turnout: str,
    quorum: str = "",
) -> FactSheet:
    """How a vote on an offer ended. It is about the group: who voted how is known to nobody.

    `turnout` is text such as "31 of 40 (78 %)"; `quorum`, what was needed, is given where it was missed.
    """
    draft = SheetDraft()
    draft.add("offer", FactKind.OFFER, offer)
    draft.add("yes", FactKind.COUNT, f"{yes:,} yes")
    draft.add("no", FactKind.COUNT, f"{no:,} no")
    draft.add("abstain", FactKind.COUNT, f"{abstain:,} abstaining")
    draft.add("turnout", FactKind.COUNT, turnout)
    if quorum:
        draft.add("quorum", FactKind.COUNT, quorum)
    return FactSheet("sale_result", outcome, tuple(draft.facts))


def _ranking(
    draft: SheetDraft,
    standings: Sequence[Standing],
    kind: FactKind,
    measure: str,
    book: Phrasebook = ENGLISH,
    *,
    by_ratio: bool = True,
) -> Shape:
    if not standings:
        return "nobody"
    first = standings[0]
    if len(standings) == 1:
        draft.name("leader", first, kind, measure)
        return "lone"
    level = [
        standing
        for standing in standings
        if standing.shown == first.shown or (by_ratio and standing.amount >= first.amount)
    ]
    if len(level) > 1:
        _tie(draft, level, kind, measure, book)
        return "tie"
    leader = draft.name("leader", first, kind, measure)
    second = draft.name("second", standings[1], kind, measure)
    if not by_ratio:
        return "clear"
    pair = frozenset({first.member_id, standings[1].member_id})
    phrases = PHRASES[relation(first.amount, standings[1].amount)]
    phrase = phrases[round(first.amount + standings[1].amount) % len(phrases)]
    draft.add("gap", FactKind.RELATION, book.translated(phrase), pair, of=leader, to=second)
    draft.add("standing", FactKind.RELATION, book.translated(LEADS), frozenset({first.member_id}), of=leader)
    return "clear"


def _tie(draft: SheetDraft, level: Sequence[Standing], kind: FactKind, measure: str, book: Phrasebook) -> None:
    about = frozenset(standing.member_id for standing in level)
    tied = draft.add("tied", FactKind.MEMBER, _listed([standing.name for standing in level], book), about)
    draft.add(f"tied_{measure}", kind, level[0].shown, about, of=tied)


def _listed(names: Sequence[str], book: Phrasebook) -> str:
    """Names as a sentence lists them; from the fourth on, the rest is counted."""
    if len(names) > 4:
        names = [*names[:3], things(book, len(names) - 3, "other")]
    return book.listed(names)

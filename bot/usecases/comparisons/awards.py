"""An evening's awards among those present, each with its number, who came next, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.analysis.awards import Award, AwardName, Placing, Refusal, awards
from bot.analysis.coverage import Basis, basis
from bot.analysis.daybook import Part, unpack
from bot.analysis.group import artists_in
from bot.analysis.periods import ALL_TIME, Period
from bot.analysis.taste import GroupLabel, affinity, group_label, tastes
from bot.charts.awards import award_figure
from bot.charts.rows import AwardCard, AwardRows
from bot.errors import NobodyListened
from bot.model.amounts import counted
from bot.model.answers import Cell, Column, Kind, Table
from bot.narration.fill import safe
from bot.usecases.asking import Asking, Draft, GroupParts
from bot.usecases.comparisons.award_words import (
    AWARDS,
    WHY,
    amount_words,
    listed,
    refusal_words,
    title_of,
    unit_of,
)
from bot.usecases.comparisons.coverage_words import FEW, rests_on_words, span_words
from bot.usecases.comparisons.taste_words import artist_namer, cut_words

PLACES = 10
"""Places of each award that the table and the CSV hold."""

_WINDOWED = (AwardName.COMEBACK, AwardName.MARATHON)
"""Awards that are only looked for in the fair window."""

_PARTS = (Part.COVERAGE, Part.ARTISTS, Part.DAYS, Part.SITTINGS, Part.RETURNS)


@dataclass(frozen=True, slots=True)
class Evening:
    """What was decided.

    Attributes:
        label: what the group is called, by how alike it is; None where too few have a taste that can be told.
    """

    basis: Basis
    awards: tuple[Award, ...]
    label: GroupLabel | None


async def awards_draft(asking: Asking) -> Draft:
    """All awards of a period.

    Raises:
        TooFewListeners: fewer than two members with listening agreed to be compared.
        NobodyListened: there is too little listening in the period for any award.
    """
    bounded = asking.period.start is not None or asking.period.end is not None
    parts = await asking.group(*_PARTS, plays=bounded)
    found = await asking.services.cpu(evening, parts, asking.period)
    given = [award for award in found.awards if award.winners]
    if not given:
        raise NobodyListened(asking.period.label)
    artists = await artist_namer(asking, [each.artist_id for award in given for each in award.places[:PLACES]])
    placed = {each.member_id for award in given for each in award.places}
    title = f"Awards · {asking.period.label}"
    return Draft(
        title=title,
        tables=(_evening_table(asking, given, artists), _places_table(asking, given, artists)),
        why=WHY,
        about=frozenset(placed | {member for award in found.awards for member in award.left_out}),
        verdict=_verdict(asking, given, found.label),
        rests_on=_rests_on(asking, found, parts),
        left_out=left_out_words(asking, found.awards),
        picture=(award_figure, _wall(asking, title, found, given, artists)),
        page_rows=len(given),
    )


def evening(parts: GroupParts, period: Period) -> Evening:
    """For a worker: the awards, and how alike the group is."""
    group = unpack(parts.parts)
    artists = artists_in(group, period)
    # Tastes read a period's artists from its plays, which takes as long again: these are of the period already.
    label = group_label(affinity(tastes(replace(group, artists=artists), ALL_TIME)))
    return Evening(basis(group, period), awards(group, period, artists), label)


def left_out_words(asking: Asking, found: Sequence[Award]) -> str:
    """Who had too little listening for which of the awards that were decided; "" for nobody."""
    decided = [award for award in found if award.refused in {None, Refusal.NOBODY}]
    missing: dict[int, list[AwardName]] = {}
    for award in decided:
        for member in award.left_out:
            missing.setdefault(member, []).append(award.name)
    if not missing:
        return ""
    if len(missing) > FEW:
        return f"{len(missing)} members had too little to go by for one award or more"
    said = (
        f"{safe(asking.name(member))} ({'all' if len(names) == len(decided) else listed(map(title_of, names))})"
        for member, names in sorted(missing.items())
    )
    return f"Too little to go by, and so left out: {', '.join(said)}"


def _verdict(asking: Asking, given: Sequence[Award], label: GroupLabel | None) -> str:
    won = Counter(each.member_id for award in given for each in award.winners)
    most = max(won.values())
    first = [f"**{safe(asking.name(member))}**" for member in sorted(won) if won[member] == most]
    if len(first) == 1:
        member = next(member for member in won if won[member] == most)
        names = [award.name for award in given if member in {each.member_id for each in award.winners}]
        said = f"{first[0]} goes home with {listed(map(_heading, names))}."
    elif len(first) <= FEW:
        said = f"{listed(first)} go home with {counted(most, 'award')} each."
    else:
        said = f"{len(first)} of you go home with {counted(most, 'award')} each."
    if label is None:
        return said
    return f"{said} Together you are **{label.name}**: {label.meaning}."


def _winners(asking: Asking, places: Sequence[Placing]) -> str:
    if len(places) > FEW:
        return f"{len(places)} members"
    return listed(asking.name(each.member_id) for each in places)


def _artist(places: Sequence[Placing], artists: Mapping[int, str]) -> str | None:
    """Whom equals are about, if it is one artist."""
    ids = {each.artist_id for each in places}
    return artists.get(ids.pop()) if len(ids) == 1 else None


def _evening_table(asking: Asking, given: Sequence[Award], artists: Mapping[int, str]) -> Table:
    columns = (
        Column("award", Kind.TEXT),
        Column("winner", Kind.MEMBER),
        Column("number", Kind.TEXT),
        Column("artist", Kind.NAME),
        Column("amount", Kind.NUMBER, ""),
        Column("unit", Kind.TEXT, ""),
        Column("day", Kind.DAY, ""),
        Column("runner-up", Kind.MEMBER, "then {}", small=True),
        Column("runner-up's number", Kind.TEXT, small=True),
        Column("runner-up's artist", Kind.NAME, small=True),
        Column("runner-up's amount", Kind.NUMBER, ""),
    )
    rows = []
    for award in given:
        best, following = award.winners, award.runners_up
        first, second = best[0], following[0] if following else None
        after: tuple[Cell, ...] = (None,) * 4
        if second:
            words = amount_words(award.name, second)
            after = (_winners(asking, following), words, _artist(following, artists), second.amount)
        words = amount_words(award.name, first, whole=True)
        won = (words, _artist(best, artists), first.amount, unit_of(award.name), first.day)
        rows.append((_heading(award.name), _winners(asking, best), *won, *after))
    return Table(columns, tuple(rows))


def _places_table(asking: Asking, given: Sequence[Award], artists: Mapping[int, str]) -> Table:
    columns = (
        # Before the place: places of one award are no ties with those of another.
        Column("award", Kind.TEXT, small=True),
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("number", Kind.TEXT),
        Column("artist", Kind.NAME),
        Column("amount", Kind.NUMBER, ""),
        Column("unit", Kind.TEXT, ""),
    )
    rows = tuple(
        (
            _heading(award.name),
            each.rank,
            asking.name(each.member_id),
            amount_words(award.name, each) + (" (tied)" if each.tied else ""),
            artists.get(each.artist_id),
            each.amount,
            unit_of(award.name),
        )
        for award in given
        for each in award.places[:PLACES]
    )
    return Table(columns, rows, "Every place")


def _heading(name: AwardName) -> str:
    return f"{AWARDS[name].emoji} {title_of(name)}"


def _rests_on(asking: Asking, found: Evening, parts: GroupParts) -> tuple[str, ...]:
    window = found.basis.window
    said = list(rests_on_words(found.basis, asking.name, shares=True))
    windowed = [award.name for award in found.awards if award.name in _WINDOWED and award.winners]
    if windowed and window.period.start and window.period.end:
        days = span_words(window.period.start, window.period.end - timedelta(days=1))
        said.append(f"{listed(map(title_of, windowed))}: only {days}, which {_who_covers(found.basis)}")
    refused = [award for award in found.awards if award.refused is not None]
    if refused:
        said.append("Not given: " + "; ".join(refusal_words(award) for award in refused))
    return (*said, *cut_words(parts))


def _who_covers(rests: Basis) -> str:
    if len(rests.counted) == len(rests.covers):
        return "all exports cover"
    return f"{len(rests.counted)} of {len(rests.covers)} exports cover"


def _wall(asking: Asking, title: str, found: Evening, given: Sequence[Award], artists: Mapping[int, str]) -> AwardRows:
    cards = []
    for award in given:
        best, following = award.winners, award.runners_up
        words = amount_words(award.name, best[0], whole=True, artist=_artist(best, artists) or "")
        aside = f"then {_winners(asking, following)}, {amount_words(award.name, following[0])}" if following else ""
        cards.append(AwardCard(AWARDS[award.name].emoji, title_of(award.name), _winners(asking, best), words, aside))
    note = f"{found.label.name}: {found.label.meaning}" if found.label else ""
    without = set.intersection(*(set(award.left_out) for award in given))
    return AwardRows(title, note, tuple(cards), tuple(asking.names(sorted(without))))

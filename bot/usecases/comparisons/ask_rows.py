"""A computed plan as a draft: names for its keys, a table, a picture by its shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.analysis.coverage import LEAST_DAYS
from bot.analysis.group import day_of
from bot.charts.bars import MOST_BARS, ranked_figure
from bot.charts.days import calendar_figure
from bot.charts.rows import CalendarRows, RankedBar, RankedRows, TimelineLine, TimelineRows
from bot.charts.timeline import timeline_figure
from bot.errors import NotAnswerable
from bot.model.answers import Cell, Column, Kind, Table, Why
from bot.model.facts import FactSheet, Tone
from bot.model.questions import Plan
from bot.narration.fill import safe
from bot.narration.sheets import Standing, ranking_sheet
from bot.narration.template import template_words
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook, msg, phrasebook
from bot.questions.execution.computed import Computed, Row
from bot.questions.execution.execute import members_in
from bot.questions.execution.metrics import COUNTS, Unit
from bot.questions.execution.resolved import ResolvedPlan
from bot.questions.wording import describe_window
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.ask_verdicts import Voice, verdict
from bot.usecases.comparisons.ask_words import (
    NOUNS,
    Label,
    amount_words,
    definition,
    group_words,
    measure_words,
    side_words,
)
from bot.usecases.server_tone import server_tone

Picture = tuple[Callable[..., str], Any] | None

_DRAWN = 10
_HOURS_DRAWN = 2
"""A clock of 24 bars is too long: of what adds up, bars are of two hours."""
_COLUMNS: Mapping[Unit, tuple[Kind, str]] = {
    "plays": (Kind.COUNT, "{play}"),
    "hours": (Kind.HOURS, "{}"),
    "count": (Kind.COUNT, "{}"),
    "share": (Kind.SHARE, "{}"),
    "score": (Kind.NUMBER, msg("{number} of 100")),
    "minutes": (Kind.MINUTES, "{}"),
    "days": (Kind.COUNT, "{day}"),
    "date": (Kind.DAY, "{}"),
}


async def drafted(
    asking: Asking,
    sentence: str,
    plan: Plan,
    resolved: ResolvedPlan,
    computed: Computed,
    playlists: Sequence[tuple[int, int, str]],
) -> Draft:
    """The answer's card, as far as the numbers decide it.

    Raises:
        NotAnswerable: nothing that counts was played, or too little to tell.
    """
    book = phrasebook(asking.language)
    if not any(row.value is not None for row in computed.rows):
        raise nothing_known(plan, computed, book)
    label = await _labels(asking, plan, resolved, computed, playlists, book)
    rows = shown_rows(computed)
    members = {member for row in rows for member in _members(computed, resolved, row)}
    # Who is told to be left out is named too.
    about = frozenset((members or members_in(resolved)) | {*computed.late, *computed.left_out})
    tone = await server_tone(asking.services, asking.guild_id)
    words: FactSheet | str
    if computed.op == "rank" and computed.by == "member" and len(resolved.members) > 1:
        facts = _standings(plan, computed, label, asking.narratable, book)
        about |= facts.about
        # A language model is told who is ahead of whom; of a date, or of the fewest, nobody is.
        words = facts if by_ratio(computed) else template_words(facts, tone).text
    else:
        words = verdict(plan, computed, rows, label, Voice(book, _tone(computed, resolved, about, asking, tone)))
    return Draft(
        sentence,
        (table(plan, computed, rows, label, book),),
        Why(tuple(definition(each, book) for each in computed.why)),
        about,
        sheet=None if isinstance(words, str) else words,
        verdict=words if isinstance(words, str) else "",
        rests_on=tuple(_rests_on(computed, asking, book)),
        left_out=_left_out(asking, computed, book),
        picture=picture(sentence, plan, computed, rows, label, book),
        language=book.tag,
    )


def _standings(plan: Plan, computed: Computed, label: Label, narratable: frozenset[int], book: Phrasebook) -> FactSheet:
    """The ranking's facts: of everyone who is ranked, since who is alone on a card need not be alone."""
    standings = [
        Standing(row.key[0], label(row.key), row.value or 0.0, amount_words(computed, row.value, book))
        for row in computed.rows
    ]
    measure = measure_words(plan, computed, computed.rows, book)
    left_out = len(computed.left_out)
    return ranking_sheet(measure, standings, narratable, left_out=left_out, book=book, by_ratio=by_ratio(computed))


def _tone(computed: Computed, resolved: ResolvedPlan, about: frozenset[int], asking: Asking, wanted: Tone) -> Tone:
    """In which a verdict may speak: of members set against each other in the server's, of all else plainly."""
    sides = [side.members for side in resolved.sides]
    if not (computed.op == "compare" and all(len(side) == 1 for side in sides) and sides[0] != sides[1]):
        return Tone.WARM
    return Tone.WARM if wanted is Tone.ROAST and not about <= asking.narratable else wanted


def nothing_known(plan: Plan, computed: Computed, book: Phrasebook = ENGLISH) -> NotAnswerable:
    """Why there is no answer: nobody listened, or not enough for what was asked."""
    window = describe_window(plan.window, book)
    why = " ".join(definition(each, book) for each in computed.why)
    nobody = book.say(
        "Nobody who agreed to be compared has enough listening in {window}. Try another period, such as “all time”.",
        window=window,
    )
    if computed.metric in COUNTS and not any(row.n for row in computed.rows):
        return NotAnswerable(nobody)
    if any(row.n for row in computed.rows) or (computed.first_day is not None and computed.metric != "change"):
        sentence = book.say("There is not enough listening for that in {window}.", window=window)
        return NotAnswerable(f"{sentence} {why}")
    if computed.metric == "change":
        sentence = book.say("Nobody's export covers both stretches of time.")
        return NotAnswerable(f"{sentence} {why}")
    if plan.scope == "playlists" or computed.metric.startswith("playlist"):
        return NotAnswerable(book.say("No playlist that counts is in the exports. Some services export none."))
    return NotAnswerable(nobody)


def by_ratio(computed: Computed) -> bool:
    """Whether the highest is best and twice as much is twice as much, as the words of a ranking take it."""
    return computed.order == "desc" and computed.metric != "change" and computed.unit != "date"


def shown_rows(computed: Computed) -> tuple[Row, ...]:
    """As many rows as the question asked for; of those level with the last of them, all."""
    if computed.op != "rank" or not computed.limit:
        return computed.rows
    return tuple(row for row in computed.rows if (row.rank or 0) <= computed.limit)


async def _labels(
    asking: Asking,
    plan: Plan,
    resolved: ResolvedPlan,
    computed: Computed,
    playlists: Sequence[tuple[int, int, str]],
    book: Phrasebook,
) -> Label:
    ids = [row.key[0] for row in shown_rows(computed) if row.key]
    if computed.op == "compare":
        members = [asking.names(side.members) for side in resolved.sides]
        sides = [side_words(plan, place, members, book) for place in (0, 1)]
        return lambda key: sides[key[0]]
    match computed.by:
        case "member":
            return lambda key: asking.name(key[0])
        case "member_pair":
            return lambda key: book.listed(asking.names(list(key)))
        case "artist":
            artists = await asking.artist_names(ids)
            return lambda key: artists.get(key[0], "?")
        case "track" | "album":
            titles = await (asking.track_names(ids) if computed.by == "track" else asking.album_names(ids))
            artists = await asking.artist_names([artist for _, artist in titles.values() if artist is not None])
            return lambda key: _titled(titles.get(key[0]), artists)
        case "playlist":
            names = {(member, number): title for member, number, title in playlists}
            return lambda key: f"{names.get((key[0], key[1]), '?')} · {asking.name(key[0])}"
        case by:
            return lambda key: group_words(by or "", key[0], book) if key else ""


def _titled(title: tuple[str, int | None] | None, artists: Mapping[int, str]) -> str:
    if title is None:
        return "?"
    name, artist_id = title
    return f"{name} · {artists[artist_id]}" if artist_id is not None and artist_id in artists else name


def _members(computed: Computed, resolved: ResolvedPlan, row: Row) -> tuple[int, ...]:
    if computed.op == "compare":
        return resolved.sides[row.key[0]].members
    if computed.by in ("member", "member_pair"):
        return row.key
    return row.key[:1] if computed.by == "playlist" else ()


def table(plan: Plan, computed: Computed, rows: Sequence[Row], label: Label, book: Phrasebook = ENGLISH) -> Table:
    """The rows, raw for the CSV; where a number by itself would read wrong on the card, in words beside it."""
    kind, shown = _COLUMNS[computed.unit]
    shown = book.say(shown, number="{}") if computed.unit == "score" else shown
    noun = NOUNS.get(computed.metric)
    if computed.unit == "count" and noun:
        shown = f"{{{noun}}}"
    changes = computed.metric == "change"
    # A fall, and no time at all, are no length that a column of hours could write.
    in_words = changes or (computed.unit in ("hours", "minutes") and any(row.value == 0 for row in rows))
    what = Kind.MEMBER if computed.by in ("member", "member_pair") else Kind.NAME
    columns = [Column("place", Kind.PLACE)] if computed.op == "rank" else []
    columns.append(Column(computed.by or "what", what))
    if in_words:
        columns.append(Column(f"{computed.metric} in words", Kind.TEXT))
        columns.append(Column(computed.metric, Kind.NUMBER if kind is not Kind.COUNT else kind, ""))
    else:
        columns.append(Column(computed.metric, kind, shown))
    if changes:
        columns.append(Column("before", kind, book.say("{amount} before", amount=shown), small=True))
    of = "track" if plan.scope == "playlists" or computed.metric.startswith("playlist") else "play"
    counts_itself = noun == of or computed.unit == "plays"
    source = "" if counts_itself else book.say("from {plays}", plays=f"{{{of}}}")
    columns.append(Column(f"{of}s counted", Kind.COUNT, source, small=True))
    return Table(tuple(columns), tuple(_cells(computed, row, kind, label, book, in_words=in_words) for row in rows))


def _cells(
    computed: Computed, row: Row, kind: Kind, label: Label, book: Phrasebook, *, in_words: bool
) -> tuple[Cell, ...]:
    found: list[Cell] = [row.rank] if computed.op == "rank" else []
    found.append(label(row.key) or book.say("in all"))
    if in_words:
        found.append(amount_words(computed, row.value, book))
    found.append(_cell(kind, row.value))
    if computed.metric == "change":
        found.append(_cell(kind, row.before))
    return (*found, row.n)


def _cell(kind: Kind, value: float | None) -> Cell:
    if value is None:
        return None
    if kind is Kind.DAY:
        return day_of(int(value))
    return round(value) if kind is Kind.COUNT else float(value)


def _rests_on(computed: Computed, asking: Asking, book: Phrasebook) -> list[str]:
    rests = []
    if computed.first_day is not None and computed.last_day is not None:
        first, last = (book.day(day_of(day)) for day in (computed.first_day, computed.last_day))
        rests.append(book.say("Listening from {first} to {last}", first=first, last=last))
    if computed.by == "member" and reach_differs(computed):
        begins = [
            f"{safe(asking.name(member))} {book.month(day_of(first).year, day_of(first).month, short=True)}"
            for member, first, _ in computed.spans
        ]
        rests.append(book.say("Exports begin: {months}", months=book.some(begins)))
    if computed.late:
        late = msg("Exports that begin later, so that amounts may be too low: {names}")
        if computed.metric == "first_listen":
            late = msg("Exports that begin later, so that these may have been earlier: {names}")
        elif computed.unit in ("share", "score", "minutes", "date"):
            late = msg("Exports that begin later, so that they count from then on: {names}")
        rests.append(book.say(late, names=_named(computed.late, asking, book)))
    return rests


def _named(members: Sequence[int], asking: Asking, book: Phrasebook) -> str:
    return book.some([safe(name) for name in asking.names(members)])


def reach_differs(computed: Computed) -> bool:
    """Whether some members' exports begin so much earlier that they have more to count."""
    firsts = [first for _, first, _ in computed.spans]
    return len(firsts) > 1 and max(firsts) - min(firsts) >= LEAST_DAYS


def _left_out(asking: Asking, computed: Computed, book: Phrasebook) -> str:
    if not computed.left_out:
        return ""
    why = msg("Without enough listening that counts, and so left out: {names}")
    if computed.metric == "change":
        why = msg("Exports that do not cover both stretches of time, and so left out: {names}")
    elif computed.metric.startswith("playlist"):
        why = msg("Exports without playlists, and so left out: {names}")
    return book.say(why, names=_named(computed.left_out, asking, book))


def picture(
    sentence: str, plan: Plan, computed: Computed, rows: Sequence[Row], label: Label, book: Phrasebook = ENGLISH
) -> Picture:
    """What the shape asks for: a calendar of days, a line of shares over many months, else bars.

    None where there is nothing to set side by side: a date, or a fall below nothing, has no length.
    """
    known = [row for row in rows if row.value is not None]
    if len(known) < 2 or computed.unit == "date" or any((row.value or 0.0) < 0 for row in known):
        return None
    note = describe_window(plan.window, book)
    if computed.op == "trend" and len(known) > MOST_BARS:
        return _long_trend(sentence, note, computed, known, label, book)
    most = MOST_BARS if computed.op == "trend" else _DRAWN
    return ranked_figure, _bars(sentence, note, computed, known[:most], label, book)


def _long_trend(
    sentence: str, note: str, computed: Computed, known: Sequence[Row], label: Label, book: Phrasebook
) -> Picture:
    days = known[-1].key[0] - known[0].key[0] + 1
    if computed.by == "day" and computed.unit in ("plays", "hours") and len(known) == days:
        played = tuple((day_of(row.key[0]), row.value) for row in known if row.value)
        first, last = (day_of(row.key[0]) for row in (known[0], known[-1]))
        return calendar_figure, CalendarRows(sentence, note, played, first, last, computed.unit)
    if computed.by == "month" and computed.unit in ("share", "score"):
        whole = 100 if computed.unit == "score" else 1  # of a hundred plays
        months = tuple((f"{row.key[0] // 12}-{row.key[0] % 12 + 1:02}", (row.value or 0.0) / whole) for row in known)
        line = TimelineLine("", months)
        return timeline_figure, TimelineRows(sentence, note, (line,), unknown_words=book.say("no listening known"))
    if computed.by == "hour" and computed.metric in ("plays", "hours"):
        bars = _two_hours(computed, known, book)
        return ranked_figure, RankedRows(sentence, note, bars, numbered=False, kind_words=book.say("Bar chart"))
    latest = known[-MOST_BARS:]
    if computed.by == "hour":
        latest = sorted(sorted(known, key=lambda row: -(row.value or 0.0))[:MOST_BARS], key=lambda row: row.key)
    drawn = msg("the highest {n} of {all}") if computed.by == "hour" else msg("the latest {n} of {all}")
    note = f"{note} · {book.say(drawn, n=MOST_BARS, all=book.number(len(known)))}"
    return ranked_figure, _bars(sentence, note, computed, latest, label, book)


def _two_hours(computed: Computed, known: Sequence[Row], book: Phrasebook) -> tuple[RankedBar, ...]:
    sums: dict[int, float] = {}
    for row in known:
        begin = row.key[0] // _HOURS_DRAWN * _HOURS_DRAWN
        sums[begin] = sums.get(begin, 0.0) + (row.value or 0.0)
    bars = []
    for begin, value in sorted(sums.items()):
        end = (begin + _HOURS_DRAWN) % 24
        name = book.say("{first} to {last}", first=f"{begin:02}:00", last=f"{end:02}:00")
        bars.append(RankedBar(name, value, amount_words(computed, value, book)))
    return tuple(bars)


def _bars(
    sentence: str, note: str, computed: Computed, rows: Sequence[Row], label: Label, book: Phrasebook
) -> RankedRows:
    bars = tuple(
        RankedBar(
            label(row.key) or book.say("in all"),
            row.value or 0.0,
            amount_words(computed, row.value, book),
            place=row.rank,
        )
        for row in rows
    )
    numbered = computed.op == "rank" and computed.order == "desc"
    return RankedRows(sentence, note, bars, numbered=numbered, kind_words=book.say("Bar chart"))

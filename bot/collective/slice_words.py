"""Slices in words: what voters read, and what moderators type.

The words of a slice are made from its spec alone, so that what is voted on and what is built cannot part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from pydantic import ValidationError

from bot.errors import BadProposal
from bot.model.slices import Dimension, Grain, Measure, Slice, SliceTable

_D, _M = Dimension, Measure
_COUNTS, _ALL = (_M.CONTRIBUTORS, _M.PLAYS, _M.HOURS), (_M.CONTRIBUTORS, _M.PLAYS, _M.HOURS, _M.SHARE)
PRESETS: Mapping[str, tuple[SliceTable, ...]] = MappingProxyType(
    {
        "artist preferences": (SliceTable(dimensions=(_D.ARTIST,), measures=_ALL),),
        "listening by hour": (SliceTable(dimensions=(_D.WEEKDAY, _D.HOUR), measures=_COUNTS),),
        "moods by month": (SliceTable(dimensions=(_D.MOOD, _D.MONTH), measures=_ALL),),
        "artists by year": (SliceTable(dimensions=(_D.ARTIST, _D.YEAR), measures=_COUNTS),),
        "artists by month": (SliceTable(dimensions=(_D.ARTIST, _D.MONTH), measures=_COUNTS),),
        "albums": (SliceTable(dimensions=(_D.ARTIST, _D.ALBUM), measures=_ALL),),
        "listening by month": (SliceTable(dimensions=(_D.MONTH,), measures=_COUNTS),),
        "artists and hours": (
            SliceTable(dimensions=(_D.ARTIST,), measures=_ALL),
            SliceTable(dimensions=(_D.WEEKDAY, _D.HOUR), measures=_COUNTS),
        ),
        "artists, hours and moods": (
            SliceTable(dimensions=(_D.ARTIST,), measures=_ALL),
            SliceTable(dimensions=(_D.WEEKDAY, _D.HOUR), measures=_COUNTS),
            SliceTable(dimensions=(_D.MOOD, _D.MONTH), measures=_ALL),
        ),
    }
)
"""What the form of an offer proposes, by the words that choose it."""

_NOUNS = {
    _D.ARTIST: "artist", _D.ALBUM: "album", _D.MOOD: "what titles speak of (breakup, sadness, other)", _D.YEAR: "year",
    _D.MONTH: "month", _D.WEEKDAY: "weekday", _D.HOUR: "hour of the day", _D.COHORT: "cohort",
}  # fmt: skip
_MEASURED = {
    _M.CONTRIBUTORS: "how many contributors played it", _M.PLAYS: "plays", _M.HOURS: "hours",
    _M.SHARE: "its share of the plays shown",
}  # fmt: skip
_COHORTS = {
    Grain.ACTIVITY: "Contributors are grouped by how much they play: under 10 plays per day with music, 10 to 29, 30 "
    "and more.",
    Grain.REGION: "Contributors are grouped by the continent of the time zone that they gave Tutti.",
}
_DIMENSIONS = {
    "artists": "artist", "albums": "album", "moods": "mood", "years": "year", "months": "month", "weekdays": "weekday",
    "days of the week": "weekday", "hours": "hour", "hour of day": "hour", "cohorts": "cohort",
}  # fmt: skip
_MEASURES = {
    "play": "plays",
    "hour": "hours",
    "contributor": "contributors",
    "listeners": "contributors",
    "shares": "share",
}
_PART = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_WINDOW = re.compile(rf"({_PART})(?:\s*(?:to|until|through|-|–|\.\.)\s*({_PART}))?")


def describe_slice(spec: Slice) -> str:
    """The slice for voters: what, by what, of which days, under which rules and terms. A sentence or two a line."""
    lines = [table_words(table) for table in spec.tables]
    if spec.grain is not Grain.TOTALS:
        lines.append(_COHORTS[spec.grain])
    lines.append(f"Listening from {spec.window_start} to {spec.window_end}, on each member's own clock.")
    lines.append(
        f"A row is shown only where at least {spec.min_contributors} contributors stand behind it and none of them has "
        f"more than {spec.max_share_percent} % of it. Plays are rounded to {spec.round_plays}, "
        f"hours to {spec.round_hours}."
    )
    if spec.noise_epsilon_hundredths is not None:
        lines.append(
            f"Noise is added to every figure (differential privacy, epsilon {spec.noise_epsilon_hundredths / 100:g}), "
            f"and of one contributor at most {spec.noise_cells} rows of a table count, with at most "
            f"{spec.noise_plays} plays and {spec.noise_hours} hours each."
        )
    return "\n".join([*lines, *_terms(spec)])


def table_words(table: SliceTable) -> str:
    """One table in a sentence, such as: By artist and month: plays and hours."""
    by = _listed([_NOUNS[each] for each in table.dimensions])
    return f"By {by}: {_listed([_MEASURED[each] for each in table.measures])}."


def can_learn(spec: Slice) -> tuple[str, ...]:
    """What a buyer could learn from a package of this slice, one sentence each."""
    dimensions = {each for table in spec.tables for each in table.dimensions}
    found = [f"How much the group as a whole listened. {table_words(table)}" for table in spec.tables]
    if _D.COHORT in dimensions:
        found.append("How the groups of contributors differ from one another.")
    found.append("That the group exists, and how many of it are in the package.")
    return tuple(found)


def cannot_learn(spec: Slice) -> tuple[str, ...]:
    """What a buyer could not learn, and what is not promised, one sentence each."""
    k = spec.min_contributors
    return (
        "Who is in it: no names, no ids, nothing that came from Discord, no row about a single member.",
        f"Anything that fewer than {k} contributors played, also not by subtracting rows, tables or earlier packages.",
        "When anybody listened to something, other than in the columns above; no tracks and no order of plays.",
        "Somebody who knows a member well may still guess that the member is among those behind a large row.",
        "Who has a copy cannot be made to forget it: leaving after delivery holds for later packages.",
    )


def slice_tables(words: str, field: str = "Slice") -> tuple[SliceTable, ...]:
    """The tables that a moderator asks for: a preset's name, or tables such as "artist x month: plays, hours".

    Tables are parted by ";" and their dimensions by "x", "by", "and" or ",". Without measures: contributors, plays
    and hours.

    Raises:
        BadProposal: neither; says what can be written.
    """
    text = " ".join(words.casefold().split())
    if text in PRESETS:
        return PRESETS[text]
    return tuple(_table(part, field) for part in text.split(";") if part.strip()) or _no_tables(words, field)


def slice_window(words: str, field: str = "Days") -> tuple[date, date]:
    """First and last day: "2024", "2024-03", "2023 to 2024", "2024-01-15 to 2024-06-30".

    Raises:
        BadProposal: not days, or they end before they begin.
    """
    found = _WINDOW.fullmatch(words.strip().casefold())
    try:
        if found is None:
            raise ValueError(words)
        start, end = _bounds(found[1])[0], _bounds(found[2] or found[1])[1]
    except ValueError as error:
        raise BadProposal(
            field, f"I cannot read “{words.strip()[:40]}” as days. Write “2024”, “2024-03” or “2023 to 2024”."
        ) from error
    if start > end:
        raise BadProposal(field, "these days end before they begin.")
    return start, end


def slice_of(words: str, window: str, terms: Mapping[str, object]) -> Slice:
    """A slice from what a moderator typed.

    Args:
        words: as in `slice_tables`; `window` as in `slice_window`.
        terms: every other field of `Slice` that is not to be its default; `purpose` and `licence` at least.

    Raises:
        BadProposal: anything cannot be read or does not fit together.
    """
    start, end = slice_window(window)
    fields = {"tables": slice_tables(words), "window_start": start, "window_end": end, **terms}
    try:
        return Slice.model_validate(fields)
    except ValidationError as error:
        raise BadProposal(*_first_reason(error)) from error


def _terms(spec: Slice) -> list[str]:
    lines = [f"For: {spec.purpose}", f"Terms of use: {spec.licence_terms or spec.licence}"]
    if spec.expires_on is not None:
        lines.append(f"The buyer deletes it by {spec.expires_on}.")
    if spec.exclusive_until is not None:
        lines.append(f"Until {spec.exclusive_until} the group sells this slice to nobody else.")
    return lines


def _table(text: str, field: str) -> SliceTable:
    by, _, measured = text.partition(":")
    names = [_DIMENSIONS.get(name, name) for name in _split(by, r"\s+x\s+|×|\bby\b|\band\b|,")]
    measures = [_MEASURES.get(name, name) for name in _split(measured, r"\band\b|,")]
    for given, choices, does in ((names, Dimension, "count by"), (measures, Measure, "measure")):
        for name in given:
            if name not in set(choices):
                known = ", ".join(choices)
                raise BadProposal(field, f"I cannot {does} “{name[:30]}”. Choose from: {known}.")
    try:
        return SliceTable.model_validate({"dimensions": names, "measures": measures or list(_COUNTS)})
    except ValidationError as error:
        raise BadProposal(field, _first_reason(error)[1]) from error


def _no_tables(words: str, field: str) -> tuple[SliceTable, ...]:
    raise BadProposal(field, f"“{words.strip()[:30]}” names no table. Write one of: {', '.join(PRESETS)}.")


def _split(text: str, at: str) -> list[str]:
    return [part.strip() for part in re.split(at, text) if part.strip()]


def _bounds(text: str) -> tuple[date, date]:
    numbers = [int(part) for part in text.split("-")]
    if len(numbers) == 1:
        return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
    if len(numbers) == 2:
        year, month = numbers
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), date.fromordinal(after.toordinal() - 1)
    return date(*numbers), date(*numbers)


def _first_reason(error: ValidationError) -> tuple[str, str]:
    """The field's name in words, and what is wrong with it."""
    first = error.errors()[0]
    name = str(first["loc"][0]).replace("_", " ").capitalize() if first["loc"] else "Slice"
    why = str(first["msg"]).removeprefix("Value error, ")
    return name, why[:1].lower() + why[1:] + "."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

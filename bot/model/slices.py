"""Slices: which aggregates of a pool are sold, under which rules and terms, as a spec that a machine can read and hash.

A slice holds one to three *tables*. Each counts what the pool's contributors played by up to three *dimensions*, and
publishes *measures* of the *cells* that enough contributors stand behind. There are no rows about single members, and
no dimension comes from Discord. `docs/packages.md` says what keeps a cell from being worked out, and why tables that
share dimensions must all share the same ones.

A spec holds text, whole numbers and null only, so that one canonical JSON text belongs to each, and one SHA-256 to it.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations, permutations
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

FEWEST_CONTRIBUTORS = 5
"""No cell of any package stands on fewer."""
USUAL_CONTRIBUTORS = 11
"""The customary least cell of US public releases: counts of 1 to 10 are not shown."""
MOST_TABLES = 3
MOST_DIMENSIONS = 3
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)
SCHEMA_ID = "urn:tutti:slice:1"


class Dimension(StrEnum):
    """What cells are told apart by, in the order of columns. Days and hours are those of each member's own clock."""

    ARTIST = "artist"
    ALBUM = "album"
    """Of the artist beside it: a title alone would not say which album it is."""
    MOOD = "mood"
    """What the track's title speaks of: "breakup", "sadness" or "other"."""
    YEAR = "year"
    MONTH = "month"
    """Of a year: 2024-05."""
    WEEKDAY = "weekday"
    """1 (Monday) to 7."""
    HOUR = "hour"
    """In which the play began, 0 to 23. Hours are known per day, not per artist, album or mood."""
    COHORT = "cohort"
    """Which of the slice's cohorts a contributor belongs to."""


class Measure(StrEnum):
    """What is published of a cell, in the order of columns."""

    CONTRIBUTORS = "contributors"
    """Distinct contributors who played something in it."""
    PLAYS = "plays"
    HOURS = "hours"
    """Of known durations."""
    SHARE = "share"
    """The cell's published plays over those of all the table's published cells (of its cohort, where there are any)."""


class Grain(StrEnum):
    """Whether contributors are counted together, or cohort by cohort."""

    TOTALS = "totals"
    ACTIVITY = "activity"
    """Cohorts by plays per day with music in the window: light (under 10), medium (10 to 29), heavy (30 and more).
    Fixed bounds and not thirds of the pool, so that one contributor leaving moves nobody else to another cohort."""
    REGION = "region"
    """Cohorts by the continent of the time zone that a member gave Tutti; "unknown" for UTC, where none was given."""


DIMENSIONS, MEASURES = tuple(Dimension), tuple(Measure)
_NAMED = frozenset({Dimension.ARTIST, Dimension.ALBUM, Dimension.MOOD})
LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "CDLA-Permissive-2.0": "https://cdla.dev/permissive-2-0/",
    "CDLA-Sharing-1.0": "https://cdla.dev/sharing-1-0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "ODC-By-1.0": "https://opendatacommons.org/licenses/by/1-0/",
    "PDDL-1.0": "https://opendatacommons.org/licenses/pddl/1-0/",
}
"""Licences for data by their SPDX identifiers, with where they stand."""
_CUSTOM = re.compile(r"LicenseRef-[A-Za-z0-9.-]{1,60}")

Axes = tuple[str, ...]
"""Names in `AXES`, in that order."""
AXES: Axes = ("artist", "album", "mood", "year", "month", "weekday", "hour", "activity", "region")
Line = Annotated[str, Field(min_length=3, max_length=300)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)


class SliceTable(_Frozen):
    """One table: a row per cell, a column per dimension and measure. Their order says nothing; it is made canonical."""

    dimensions: tuple[Dimension, ...] = Field(min_length=1, max_length=MOST_DIMENSIONS)
    measures: tuple[Measure, ...] = Field(default=(Measure.CONTRIBUTORS, Measure.PLAYS), min_length=1)

    @field_validator("dimensions")
    @classmethod
    def _dimensions_in_order(cls, given: tuple[Dimension, ...]) -> tuple[Dimension, ...]:
        return _once_in_order(given, DIMENSIONS)

    @field_validator("measures")
    @classmethod
    def _measures_in_order(cls, given: tuple[Measure, ...]) -> tuple[Measure, ...]:
        return _once_in_order(given, MEASURES)

    @model_validator(mode="after")
    def _can_be_counted(self) -> Self:
        here = set(self.dimensions)
        if Dimension.HOUR in here and here & _NAMED:
            raise ValueError("hours are known per day, not per artist, album or mood: give them a table of their own")
        if Dimension.ALBUM in here and Dimension.ARTIST not in here:
            raise ValueError("an album is told from others of its title by its artist: add the artist")
        if {Dimension.YEAR, Dimension.MONTH} <= here:
            raise ValueError("a month is of a year (2024-05): leave the year out")
        return self

    @property
    def name(self) -> str:
        """What the table's files are called: its dimensions, e.g. "artist_month"."""
        return "_".join(self.dimensions)


class Slice(_Frozen):
    """What is sold: tables, grain, window, the rules for cells, and the terms of use."""

    version: Literal[1] = 1
    tables: tuple[SliceTable, ...] = Field(min_length=1, max_length=MOST_TABLES)
    grain: Grain = Grain.TOTALS
    window_start: date = Field(ge=FIRST_DAY, le=LAST_DAY, description="First day, on each member's own clock.")
    window_end: date = Field(ge=FIRST_DAY, le=LAST_DAY, description="Last day; it is in the window.")
    min_contributors: int = Field(
        default=USUAL_CONTRIBUTORS,
        ge=FEWEST_CONTRIBUTORS,
        le=10_000,
        description="k: fewer distinct contributors, and a cell is not published.",
    )
    max_share_percent: int = Field(
        default=50,
        ge=5,
        le=100,
        description="A cell of which one contributor holds more than this of its plays or hours is not published.",
    )
    round_plays: int = Field(default=5, ge=1, le=1_000_000, description="Plays are rounded to a multiple of this.")
    round_hours: int = Field(default=1, ge=1, le=1_000_000, description="Hours are rounded to a multiple of this.")
    noise_epsilon_hundredths: int | None = Field(
        default=None,
        ge=1,
        le=10_000,
        description="Differential-privacy noise: the package's whole budget, in hundredths of epsilon. Null: no noise.",
    )
    noise_cells: int | None = Field(
        default=None, ge=1, le=100_000, description="With noise: cells of a table that one contributor can count in."
    )
    noise_plays: int | None = Field(
        default=None, ge=1, le=1_000_000, description="With noise: plays that one contributor can add to a cell."
    )
    noise_hours: int | None = Field(
        default=None, ge=1, le=100_000, description="With noise: hours that one contributor can add to a cell."
    )
    purpose: Line = Field(description="What the buyer may use the package for.")
    licence: str = Field(max_length=80, description="SPDX identifier, or LicenseRef-<name> with its text beside it.")
    licence_terms: str | None = Field(default=None, min_length=3, max_length=4_000, description="Text of own terms.")
    expires_on: date | None = Field(default=None, description="The day by which the buyer deletes it. Null: never.")
    exclusive_until: date | None = Field(
        default=None, description="Until this day the group sells this slice to nobody else. Null: not exclusive."
    )

    @field_validator("tables")
    @classmethod
    def _tables_in_order(cls, given: tuple[SliceTable, ...]) -> tuple[SliceTable, ...]:
        if len({table.dimensions for table in given}) < len(given):
            raise ValueError("two tables have the same dimensions: put their measures into one")
        if (clash := crossing([frozenset(axes(table.dimensions, Grain.TOTALS)) for table in given])) is not None:
            raise ValueError(clash)
        return tuple(sorted(given, key=lambda table: [DIMENSIONS.index(each) for each in table.dimensions]))

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.window_start > self.window_end:
            raise ValueError("the window ends before it starts")
        shapes = [frozenset(each) for each in self.axes()]
        if (clash := crossing_calendars(shapes, self.window_start, self.window_end)) is not None:
            raise ValueError(clash)
        cohorts = [Dimension.COHORT in table.dimensions for table in self.tables]
        if self.grain is Grain.TOTALS and any(cohorts):
            raise ValueError("a table by cohort needs a grain that says which cohorts: activity or region")
        if self.grain is not Grain.TOTALS and not any(cohorts):
            raise ValueError("no table is by cohort: make the grain totals, or add the cohort to a table")
        bounds = (self.noise_cells, self.noise_plays, self.noise_hours)
        if any((bound is None) != (self.noise_epsilon_hundredths is None) for bound in bounds):
            raise ValueError("noise needs its epsilon and all three bounds on what one contributor can add")
        return self

    @model_validator(mode="after")
    def _terms_are_whole(self) -> Self:
        custom = _CUSTOM.fullmatch(self.licence) is not None
        if not custom and self.licence not in LICENCES:
            known = ", ".join(LICENCES)
            raise ValueError(f"no such licence: write one of {known}, or LicenseRef-<name> with its terms")
        if custom != (self.licence_terms is not None):
            raise ValueError("own terms have a name (LicenseRef-<name>) and a text; a known licence has its own text")
        return self

    def canonical_json(self) -> str:
        """The spec's one text: every field, keys in order, no spaces. RFC 8785's form, as it holds no fractions."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def sha256(self) -> bytes:
        """SHA-256 of `canonical_json`, 32 bytes: the slice that was voted on and no other."""
        return hashlib.sha256(self.canonical_json().encode()).digest()

    def axes(self) -> tuple[Axes, ...]:
        """Of each table, in order."""
        return tuple(axes(table.dimensions, self.grain) for table in self.tables)


def read_slice(text: str | bytes) -> Slice:
    """The slice of a JSON text.

    Raises:
        pydantic.ValidationError: it is none; says where and why.
    """
    return Slice.model_validate_json(text)


def slice_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a spec; the same as `docs/slice.schema.json`. What it cannot say, `Slice` checks."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Slice.model_json_schema(mode="validation"),
    }


def axes(dimensions: tuple[Dimension, ...], grain: Grain) -> Axes:
    """What a table's cells are really told apart by: a month stands in a year, and a cohort is of some kind.

    Tables of different slices share what they have in common here.
    """
    found: list[str] = []
    for each in dimensions:
        if each is Dimension.MONTH:
            found.append(Dimension.YEAR.value)
        found.append(grain.value if each is Dimension.COHORT else each.value)
    return tuple(found)


def crossing(tables: list[frozenset[str]]) -> str | None:
    """Why these sets of dimensions cannot be sold of one window; None where they can.

    All pairs of different sets must share the same dimensions (a *sunflower*). Otherwise, totals of one table, rests of
    a second and cells of a third can be combined to single out a few contributors; `docs/packages.md` has the example.
    """
    shared = {one & other for one, other in combinations(sorted(set(tables), key=sorted), 2)}
    if len(shared) <= 1:
        return None
    words = " and ".join(sorted(" x ".join(sorted(each)) or "nothing" for each in shared))
    return f"tables that share dimensions must all share the same ones, and pairs of these share {words}"


def crossing_calendars(tables: list[frozenset[str]], start: date, end: date) -> str | None:
    """Why a table by weekday cannot stand beside one by month, or year, in this window; None where it can.

    Where a month holds only some weekdays of the window, everybody knows which: weekdays are parts of months then, and
    what one table leaves out could be had from the other.
    """
    for one, other in permutations(set(tables), 2):
        if "weekday" not in one or not other & {"year", "month"}:
            continue
        if not _holds_every_weekday(start, end, "month" if "month" in other else "year"):
            return "beside a table by weekday, one by month or year needs at least seven days of each in the window"
    return None


def _holds_every_weekday(start: date, end: date, period: str) -> bool:
    """Whether the first and the last month, or year, have a week in the window; those between have."""
    after_first = date(start.year + 1, 1, 1) if period == "year" else _next_month(start)
    last = date(end.year, 1 if period == "year" else end.month, 1)
    of_first = min(end, after_first - timedelta(days=1)) - start
    of_last = end - max(start, last)
    return min(of_first, of_last) >= timedelta(days=6)


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _once_in_order(given: tuple[Any, ...], order: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(given)) < len(given):
        raise ValueError("each may be named once")
    return tuple(sorted(given, key=order.index))

"""The columns of a package's tables: types, bounds and meaning, as every description of the package states them."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from bot.collective.packages.contributions import ACTIVITIES, HEAVY_FROM, MEDIUM_FROM, MOODS
from bot.collective.packages.regions import REGIONS
from bot.model.slices import Grain, Slice, SliceTable


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        kind: "string", "integer" or "number".
        choices: all that it can say; empty: anything.
        least: the smallest number; likewise `most`.
        pattern: what its text looks like, a regular expression; "": like anything.
    """

    name: str
    kind: str
    meaning: str
    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    pattern: str = ""

    @property
    def arrow_type(self) -> pa.DataType:
        """As it is stored in Parquet."""
        return {"string": pa.string(), "integer": pa.int64(), "number": pa.float64()}[self.kind]


def columns_of(spec: Slice, table: SliceTable) -> tuple[Column, ...]:
    """A table's columns, dimensions first."""
    known = {each.name: each for each in (*_DIMENSIONS, _cohort(spec), *_measures(spec))}
    return tuple(known[each.value] for each in (*table.dimensions, *table.measures))


def table_paths(name: str) -> tuple[str, str]:
    """Where a table stands in the archive, by its name: (CSV, Parquet)."""
    return f"data/{name}.csv", f"data/{name}.parquet"


_DIMENSIONS = (
    Column("artist", "string", "Artist, as the members' exports spell the name."),
    Column("album", "string", "Album of that artist, as the members' exports spell its title."),
    Column("mood", "string", "What the track's title speaks of. Titles are matched with lists of phrases.", MOODS),
    Column("year", "integer", "Calendar year of the play, on the contributor's own clock.", least=1970, most=2100),
    Column("month", "string", "Calendar month of the play, on the contributor's own clock.", pattern=r"\d{4}-\d{2}"),
    Column("weekday", "integer", "Day of the week of the play: 1 is Monday, 7 is Sunday.", least=1, most=7),
    Column("hour", "integer", "Hour in which the play began, on the contributor's own clock.", least=0, most=23),
)


def _cohort(spec: Slice) -> Column:
    if spec.grain is Grain.REGION:
        return Column("cohort", "string", "Continent of the time zone that the contributor gave.", REGIONS)
    meaning = (
        f"How much the contributor plays per day with music: light is under {MEDIUM_FROM} plays, medium "
        f"{MEDIUM_FROM} to {HEAVY_FROM - 1}, heavy {HEAVY_FROM} and more."
    )
    return Column("cohort", "string", meaning, ACTIVITIES)


def _measures(spec: Slice) -> tuple[Column, ...]:
    noise = " Noise was added." if spec.noise_epsilon_hundredths is not None else ""
    least = spec.min_contributors
    return (
        Column(
            "contributors",
            "integer",
            f"Distinct contributors who played something in this row; at least {least}.{noise}",
            least=least,
        ),
        Column("plays", "integer", f"Plays, rounded to a multiple of {spec.round_plays}.{noise}", least=0),
        Column(
            "hours",
            "integer",
            f"Hours of known durations, rounded to a multiple of {spec.round_hours}.{noise}",
            least=0,
        ),
        Column(
            "share",
            "number",
            "This row's published plays over those of all rows of the table (of its cohort, where there is one).",
            least=0,
            most=1,
        ),
    )

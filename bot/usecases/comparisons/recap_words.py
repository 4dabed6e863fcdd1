"""What the pages of all recaps share: their names, the columns of their tables, and small words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

from bot.analysis.daybook import Part
from bot.analysis.periods import Period
from bot.model.amounts import counted, hours_words
from bot.model.answers import Column, Kind
from bot.narration.fill import safe
from bot.usecases.comparisons.coverage_words import span_words

WHAT = "recap"
"""A recap's name among the comparisons."""


class Page(StrEnum):
    """The pages of a recap."""

    OVERVIEW = "overview"
    ARTISTS = "artists"
    TRACKS = "tracks"
    ALBUMS = "albums"
    CLOCK = "clock"
    FINDS = "finds"
    MOODS = "moods"
    SHARE = "share"
    """The picture to be shown elsewhere, which is no page among the others."""

    @property
    def noun(self) -> str:
        """Of a page of tops: "artist", "track", "album"."""
        return self.value[:-1]


PAGE_NAMES: dict[Page, str] = {
    Page.OVERVIEW: "Overview",
    Page.ARTISTS: "Artists",
    Page.TRACKS: "Tracks",
    Page.ALBUMS: "Albums",
    Page.CLOCK: "Clock and calendar",
    Page.FINDS: "Discoveries",
    Page.MOODS: "Moods",
}

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = 5
"""Rows of a top on the overview, and of each member's own on a pair's pages."""

FIRST_YEAR = 1970

PLACE = Column("place", Kind.PLACE)
PLAYS = Column("plays", Kind.COUNT, "{play}")
HOURS = Column("hours", Kind.HOURS)
MOVED = Column("against the period before", Kind.TEXT)

MOODS_WHY = (
    "**Sad** are plays of tracks whose titles speak of sadness or of a breakup, **heartbreak** those that speak of a "
    "breakup. Titles alone are read: it is the music that was sad, nobody else."
)
FINDS_WHY = (
    "A **discovery** is an artist whose first play in the whole history falls into the period. The first 90 days of a "
    "history count for nothing here: what is first seen in them was mostly known before."
)


def hidden(heading: str, kind: Kind) -> Column:
    """A column for the CSV alone."""
    return Column(heading, kind, "")


def named(noun: str) -> tuple[Column, ...]:
    """The columns that name an artist, or a title and whose it is."""
    if noun == "artist":
        return (Column("artist", Kind.NAME),)
    return Column(noun, Kind.NAME), Column("artist", Kind.NAME)


def moved(rose: int | None, *, new: bool) -> str | None:
    """Places won or lost: "▲ 2", "▼ 1", "new"; None for no change and where nothing is compared."""
    if new:
        return "new"
    if not rose:
        return None
    return f"▲ {rose}" if rose > 0 else f"▼ {-rose}"


def share_of(name: str) -> str:
    """How a share of a member's own is shown: "{} of Ada's"."""
    return "{} of " + formatted(f"{safe(name)}'s")


def formatted(words: str) -> str:
    """Words that may stand in a `Column.shown`, braces and all."""
    return words.replace("{", "{{").replace("}", "}}")


def change_words(now: float, before: float | None) -> str:
    """What changed against an amount before, " (+12 %)"; "" where there was none, or ten times as much and more."""
    if not before:
        return ""
    change = now / before - 1
    return f" ({change:+.0%})".replace("%", " %") if abs(change) < 10 else ""


def bold(count: int, noun: str) -> str:
    """A number of things, the number in bold: "**1,204** plays"."""
    return f"**{count:,}** {noun}{'' if count == 1 else 's'}"


def hour_words(hour: int) -> str:
    """An hour of the day: "22:00 to 23:00"."""
    return f"{hour:02}:00 to {(hour + 1) % 24:02}:00"


def listed(names: Sequence[str]) -> str:
    """Names, made safe, as a sentence lists them."""
    made = [safe(name) for name in names]
    return made[0] if len(made) == 1 else f"{', '.join(made[:-1])} and {made[-1]}" if made else ""


def sentence(parts: Sequence[str]) -> str:
    """Parts joined by semicolons, the first letter large; "" for none."""
    joined = "; ".join(part for part in parts if part)
    return f"{joined[:1].upper()}{joined[1:]}." if joined else ""


def percent_words(share: float) -> str:
    """A share in [0, 1]: "12 %", "3.4 %", "under 0.1 %"."""
    if 0 < share < 0.001:
        return "under 0.1 %"
    return f"{share * 100:.0f} %" if share >= 0.1 or share == 0 else f"{share * 100:.1f} %"


def amount_words(hours: float | None, plays: int) -> str:
    """Hours where they are known, else plays."""
    return counted(plays, "play") if hours is None else hours_words(hours)


def years_around(period: Period, this_year: int) -> tuple[str, ...]:
    """The daybook's parts that hold the plays of a period and of the one before; of all years where it is unbounded."""
    earlier = period.before()
    start = (earlier or period).start
    first = start.year if start else FIRST_YEAR
    last = (period.end - timedelta(days=1)).year if period.end else this_year + 1
    return tuple(map(Part.plays_of, range(max(first, FIRST_YEAR), min(last, this_year + 1) + 1)))


def period_name(period: Period) -> str:
    """What a card calls a period: its label, with days between others written as a reader would."""
    if period.start and period.end and "-" in period.label:
        return span_words(period.start, period.end - timedelta(days=1))
    return period.label

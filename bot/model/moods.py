"""Breakup intensity: a score from 0 to 100 with everything it was made of. The music was sad, not the member.

Facts only: the sentences about them stand in cards and templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

Scope = Literal["playlist", "stretch"]
"""What was scored: one playlist, or a member's most striking 28 days of listening."""


class PartName(StrEnum):
    """What a score is made of."""

    TITLE = "title"
    """Playlist: what the title says; 1 a breakup, .35 sadness, 0 neither."""
    TRACKS = "tracks"
    """Playlist: share of its tracks whose titles speak of a breakup."""
    ADDITIONS = "additions"
    """Playlist: share of its dated tracks added in the densest 14 days."""
    LIFT = "lift"
    """Stretch: how many times as much heartbreak was chosen as was usual before."""
    REPEATS = "repeats"
    """Stretch: rise of heartbreak tracks played again within a day, as a share of all plays."""
    CHANGE = "change"
    """Stretch: how far the weeks stand out of the weeks before, in standard errors."""
    NIGHT = "night"
    """Stretch: rise of heartbreak plays from 00 to 05 on the member's own clock, as a share of all plays."""
    TOP_ARTIST = "top_artist"
    """Stretch: rise of the most played artist's heartbreak plays, as a share of all plays."""


class Note(StrEnum):
    """What a reader of a score must know besides its number."""

    NOT_ENOUGH_LISTENING = "not_enough_listening"
    """No 28 days with 30 plays have 200 plays, and 28 days, of listening before them: no score."""
    TOO_FEW_TRACKS = "too_few_tracks"
    """A playlist of fewer than 5 tracks: no score."""
    NO_HEARTBREAK = "no_heartbreak"
    """Enough listening, and no heartbreak track that could be weighed: the score is 0."""
    NO_DATES = "no_dates"
    """The export does not say when tracks were added: that part was left out, and the others weigh more."""
    NO_ARTISTS = "no_artists"
    """No heartbreak track of the stretch names an artist: likewise."""
    ONE_ALBUM = "one_album"
    """One album is 60 % of the heartbreak plays: repeats and the top artist count half."""


class CapReason(StrEnum):
    """Why a score could not pass a limit."""

    TITLE_SAYS_NOTHING = "title_says_nothing"
    """The playlist's title names neither a breakup nor sadness."""
    LITTLE_LIFT = "little_lift"
    """Heartbreak plays of the stretch are hardly more than was expected."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score.

    Attributes:
        value: as measured, in the part's own unit; None where it could not be computed.
        low: the value that gives 0 points. `high` gives 100.
        points: 0 to 100; None where it could not be computed. After halving, where `halved`.
        weight: its share of the score in the formula.
        weight_used: its share of this score: 0 where it could not be computed, more where another could not.
    """

    name: PartName
    value: float | None
    low: float
    high: float
    points: float | None
    weight: float
    weight_used: float
    halved: bool = False

    @property
    def contribution(self) -> float:
        """What it adds to the score before any cap."""
        return (self.points or 0.0) * self.weight_used


@dataclass(frozen=True, slots=True)
class Cap:
    """A limit that the score stands under, whether it reached it or not."""

    limit: float
    reason: CapReason


@dataclass(frozen=True, slots=True)
class TitleSays:
    """The playlist's own title."""

    title: str
    mood: Literal["breakup", "sad"]


@dataclass(frozen=True, slots=True)
class HeartbreakTracks:
    """How many of a playlist's tracks speak of a breakup, and the first few of them."""

    heartbreak: int
    tracks: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DensestAdditions:
    """The fortnight in which most of a playlist came together. Both days are in it."""

    begins_on: date
    ends_on: date
    added: int
    dated: int


@dataclass(frozen=True, slots=True)
class MostRepeated:
    """The heartbreak track played most in the stretch; days on the member's own clock."""

    title: str
    artist: str | None
    plays: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Lift:
    """Heartbreak plays of the stretch, of all its plays, against those of as many days before.

    Attributes:
        expected: heartbreak plays that the fullest 28 of the 180 days before held.
        times: the lift that was scored. Not the quotient of the two: an album, or a song in a loop, counts once per
            sitting there, and more listening is told from other listening; see `bot.moods.breakup`.
    """

    heartbreak: int
    plays: int
    expected: int
    times: float


@dataclass(frozen=True, slots=True)
class PlayedAgain:
    """Heartbreak plays that repeat a track of the 24 hours before, in the stretch."""

    repeats: int
    plays: int


@dataclass(frozen=True, slots=True)
class WeeklyChange:
    """Heartbreak choices a week, in the stretch and before it: an album, or a song in a loop, once per sitting."""

    per_week: float
    per_week_before: float


@dataclass(frozen=True, slots=True)
class NightPlays:
    """Heartbreak plays from 00 to 05, of all heartbreak plays of the stretch."""

    at_night: int
    heartbreak: int


@dataclass(frozen=True, slots=True)
class TopArtist:
    """The artist with most heartbreak plays in the stretch."""

    artist: str
    plays: int
    heartbreak: int


Evidence: TypeAlias = (
    TitleSays
    | HeartbreakTracks
    | DensestAdditions
    | MostRepeated
    | Lift
    | PlayedAgain
    | WeeklyChange
    | NightPlays
    | TopArtist
)


@dataclass(frozen=True, slots=True)
class BreakupScore:
    """How far a playlist, or a stretch of listening, speaks of a breakup.

    Attributes:
        score: 0 to 100, one decimal; None where there is too little to say (see `notes`).
        parts: in the formula's order; empty where there is no score.
        cap: the limit it stands under, or None.
        begins_on: first day of the stretch, or of the playlist's densest fortnight; on the member's own clock.
        ends_on: its last day.
        n: plays of the stretch, or tracks of the playlist; where there is no score, all there is.
        n_before: plays of the up to 180 days before a stretch; None for a playlist.
        evidence: at most three pieces, the weightiest first; of a stretch, its most repeated track before the others.
        version: of the formula and the phrases.
    """

    scope: Scope
    score: float | None
    parts: tuple[Part, ...]
    cap: Cap | None
    begins_on: date | None
    ends_on: date | None
    n: int
    n_before: int | None
    evidence: tuple[Evidence, ...]
    notes: tuple[Note, ...]
    version: int

    @property
    def is_capped(self) -> bool:
        """Whether the cap took something away."""
        return self.cap is not None and sum(part.contribution for part in self.parts) > self.cap.limit


@dataclass(frozen=True, slots=True)
class WhyPart:
    """One part of the formula: its weight, and the values that give 0 and 100 points."""

    name: PartName
    weight: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WhyBreakup:
    """The formula, for the "Why?" card.

    Attributes:
        base_rate: share of heartbreak titles that is taken for ordinary.
        sources: what the parts rest on; author, year, finding.
    """

    version: int
    playlist: tuple[WhyPart, ...]
    stretch: tuple[WhyPart, ...]
    base_rate: float
    sad_title: float
    window_days: int
    before_days: int
    densest_days: int
    min_window_plays: int
    min_plays_before: int
    min_days_before: int
    min_tracks: int
    caps: tuple[Cap, ...]
    one_album_share: float
    sources: tuple[str, ...]

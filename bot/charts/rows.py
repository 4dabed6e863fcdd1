"""What each picture is given: plain, frozen, picklable, and without a word that the caller did not choose.

Names are as members and exports spell them; figures shorten and escape them. Titles and notes are the caller's, since
every sentence that a member reads stands where it can be translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class BreakupBar:
    """One ranked member or playlist.

    Attributes:
        detail: a second, smaller line under the name, e.g. the playlist's title; may be empty.
        score: breakup intensity, 0 to 100.
        parts: label and points of what the score is made of, in the same order for every bar. Where a cap holds the
            score below their sum, they are drawn scaled down to it.
    """

    name: str
    score: float
    parts: tuple[tuple[str, float], ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class BreakupRows:
    """Members or playlists by breakup intensity, the most intense first.

    Attributes:
        left_out: names of those with not enough listening; they are named, and have no bar.
        left_out_words: what stands before those names, e.g. "Not enough listening".
    """

    title: str
    note: str
    bars: tuple[BreakupBar, ...]
    left_out: tuple[str, ...] = ()
    left_out_words: str = "Not enough listening"


@dataclass(frozen=True, slots=True)
class WhoKnowsBar:
    """One member's time with an artist.

    Attributes:
        share: of the member's own listening time, in [0, 1]; None where it is unknown.
    """

    name: str
    hours: float
    share: float | None = None


@dataclass(frozen=True, slots=True)
class WhoKnowsRows:
    """Members by the hours that they gave an artist, the most first.

    Attributes:
        share_words: what stands behind each share, e.g. "of own listening".
    """

    title: str
    note: str
    bars: tuple[WhoKnowsBar, ...]
    share_words: str = "of own listening"


@dataclass(frozen=True, slots=True)
class RecapRows:
    """A member's listening in a period.

    Attributes:
        months: ("2024-03", hours) ascending; a month that is missing between two others had no listening.
        clock: 24 values, hours listened from h:00 to h+1:00 on the member's own clock, midnight first.
        artists: (name, hours), the most first.
    """

    title: str
    note: str
    months: tuple[tuple[str, float], ...]
    clock: tuple[float, ...]
    artists: tuple[tuple[str, float], ...]
    months_words: str = "Hours by month"
    clock_words: str = "Clock of the day"
    artists_words: str = "Top artists"


@dataclass(frozen=True, slots=True)
class PollWords:
    """The short words of a vote's picture."""

    yes: str = "yes"
    no: str = "no"
    abstain: str = "abstain"
    silent: str = "did not vote"
    voted: str = "voted"
    electorate: str = "everyone who could vote"
    sides: str = "yes and no alone"
    quorum: str = "quorum"
    threshold: str = "needs more than"


@dataclass(frozen=True, slots=True)
class PollRows:
    """A vote, closed and counted.

    Attributes:
        note: the headline, with turnout and electorate.
        quorum: the least participation.
        threshold: what yes / (yes + no) must exceed.
        withheld: too few ballots to show what they said; only how many voted is drawn.
    """

    title: str
    note: str
    yes: int
    no: int
    abstain: int
    electorate: int
    quorum: Fraction
    threshold: Fraction
    withheld: bool = False
    words: PollWords = PollWords()


@dataclass(frozen=True, slots=True)
class UploadRows:
    """What an upload held, year by year.

    Attributes:
        years: (year, amount) ascending; a year that is missing between two others had nothing.
        unit: what an amount counts, e.g. "listens" or "hours".
    """

    title: str
    note: str
    years: tuple[tuple[int, float], ...]
    unit: str = "listens"

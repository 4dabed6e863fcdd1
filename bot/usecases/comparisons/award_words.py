"""The awards in words: what each is called, what its number says, and how it is decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.analysis.awards import KNOWN_FROM, LEAST_DAYS, LEAST_DUELS, LEAST_PLAYS, Award, AwardName, Placing, Refusal
from bot.analysis.discoveries import KNOWN_AFTER_DAYS
from bot.analysis.gaps import SILENCE_DAYS
from bot.model.amounts import counted
from bot.model.answers import Why
from bot.usecases.comparisons.coverage_words import day_words
from bot.usecases.comparisons.taste_words import share_words


@dataclass(frozen=True, slots=True)
class AwardText:
    """An award in words.

    Attributes:
        emoji: one emoji.
        of_share: what follows a share, for awards that go by one; else "".
        unit: of the raw amount.
        definition: what it goes by, after "goes to".
    """

    emoji: str
    unit: str
    definition: str
    of_share: str = ""


AWARDS: Mapping[AwardName, AwardText] = {
    AwardName.RAINCLOUD: AwardText(
        "🌧️",
        "share of plays",
        "the largest share of plays of tracks whose titles speak of sadness or a breakup: the music's, nobody's own",
        "of plays are of sad titles",
    ),
    AwardName.LARK: AwardText(
        "🌅",
        "share of plays",
        "the largest share of plays from 05:00 to 08:59 on one's own clock",
        "of plays from five to nine in the morning",
    ),
    AwardName.OWL: AwardText(
        "🦉",
        "share of plays",
        "the largest share of plays from 00:00 to 04:59 on one's own clock",
        "of plays from midnight to five",
    ),
    AwardName.BUTTERFLY: AwardText(
        "🦋",
        "share of plays",
        f"the largest share of plays that were skipped, where the service says so of {LEAST_PLAYS} plays or more",
        "of plays skipped",
    ),
    AwardName.SUPERFAN: AwardText("🎤", "share of plays", "the largest share of plays for one artist", "of plays"),
    AwardName.CARTOGRAPHER: AwardText(
        "🧭",
        "new artists per 100 plays",
        "the most new artists per 100 plays. An artist is new once; an export's first "
        f"{KNOWN_AFTER_DAYS} days do not count, since most was known before. Of all time, as many days from each "
        "export's own beginning are counted as all have, so that what one found in its first years counts too, while "
        "`/discoveries` counts the same dates for all; of a period, both do",
    ),
    AwardName.LOYALIST: AwardText(
        "⚓",
        "effective artists",
        "the fewest artists, counted as if all were played equally often: if two plays drawn at random are of one "
        "artist once in ten times, that is ten. It does not grow with the export",
    ),
    AwardName.FIRST_FOOTPRINT: AwardText(
        "👣",
        "share of duels",
        f"the largest share of duels won. Two who both played an artist {KNOWN_FROM} times or more fight one: who "
        "played it on an earlier day wins, but only if the other's export had begun "
        f"{KNOWN_AFTER_DAYS} days before, from {LEAST_DUELS} duels on",
    ),
    AwardName.DEEP_CUT: AwardText(
        "💎",
        "share of plays",
        "the largest share of plays for artists whom nobody else here has ever played, as far as exports reach; "
        "`/only` lists those of 10 plays or more, by hours",
        "of plays for artists nobody else here has",
    ),
    AwardName.COMEBACK: AwardText(
        "🪃",
        "days",
        f"the longest silence of one artist, {SILENCE_DAYS} days or more, that ended; see `/gaps`. Only days that all "
        "counted exports cover",
    ),
    AwardName.MARATHON: AwardText(
        "🏃",
        "minutes",
        "the longest sitting without a pause of 30 minutes. Only days that all counted exports cover",
    ),
}
"""In the order in which they are given."""

WHY = Why(
    (
        *(f"{text.emoji} **{name.value.title()}** goes to {text.definition}." for name, text in AWARDS.items()),
        (
            f"An award takes {LEAST_PLAYS} plays on {LEAST_DAYS} days. Who has fewer is left out of it and never its "
            "last. Equals share it. It is not given where fewer than two have enough, or nobody has any of it."
        ),
        "Everyone is measured against their own listening alone, so that the longest export does not win.",
    ),
    sources=("Our own definitions", "Simpson (1949), Nature 163, 688 (Loyalist)"),
)


def title_of(name: AwardName) -> str:
    """What an award is called: "First Footprint"."""
    return name.value.title()


def unit_of(name: AwardName) -> str:
    """What an award's amounts count."""
    return AWARDS[name].unit


def amount_words(name: AwardName, each: Placing, *, whole: bool = False, artist: str = "") -> str:
    """A place's number in words.

    Args:
        whole: with what it is a number of: "18.1 % of plays are of sad titles"; else "18.1 %".
        artist: whom it is about, where the words shall say so.
    """
    number = _short(each.amount)
    match name:
        case AwardName.CARTOGRAPHER:
            return f"{number} new artists per 100 plays" if whole else number
        case AwardName.LOYALIST:
            return f"as if {number} artists shared it all" if whole else number
        case AwardName.COMEBACK:
            back = f"back to {artist} after" if artist else "back after" if whole else ""
            return f"{back} {counted(round(each.amount), 'day')}".strip()
        case AwardName.MARATHON:
            return _hours(each.amount) + (f" in one sitting, {day_words(each.day)}" if whole and each.day else "")
        case AwardName.FIRST_FOOTPRINT:
            times = f"{round(each.amount * each.cases):,} of {each.cases:,}"
            return f"{times} times there before another" if whole else times
    words = share_words(each.amount) + (f" {AWARDS[name].of_share}" if whole else "")
    return f"{words} for {artist}" if artist else words


def refusal_words(award: Award) -> str:
    """Why an award is not given, in a clause: "Comeback (no 180 days that all exports cover)"."""
    match award.refused:
        case Refusal.FEW:
            reason = "fewer than two of you have enough to go by"
        case Refusal.NO_WINDOW if award.name is AwardName.COMEBACK:
            reason = f"takes more than {SILENCE_DAYS} days that all exports cover"
        case Refusal.NO_WINDOW:
            reason = "takes days that all exports cover"
        case _:
            reason = "nobody has any of it"
    return f"{title_of(award.name)} ({reason})"


def listed(names: Iterable[str]) -> str:
    """Names one after the other: "Ada, Bo and Dana"."""
    *some, last = names
    return f"{', '.join(some)} and {last}" if some else last


def _short(amount: float) -> str:
    return f"{amount:,.0f}" if amount >= 100 else f"{amount:.1f}" if amount >= 1 else f"{amount:.2f}"


def _hours(minutes: float) -> str:
    hours, left = divmod(round(minutes), 60)
    return f"{hours} h {left:02} min" if hours else f"{left} min"

"""What the answers about taste have in common: how an affinity reads, who is left out, and why it is counted so."""

from __future__ import annotations

from collections.abc import Sequence

from bot.analysis.daybook import Part
from bot.analysis.taste import FEW_PLAYS, KNOWN_FROM, LEAST_ARTISTS, LEAST_PLAYS, TooLittle
from bot.model.amounts import counted
from bot.narration.fill import safe
from bot.usecases.asking import Asking, GroupParts
from bot.usecases.comparisons.coverage_words import FEW, Naming

NEEDED = f"{LEAST_PLAYS} plays of {LEAST_ARTISTS} artists"

ALIKE_DEFINITION = (
    (
        "A taste is a member's artists, each with its **share of that member's own plays**: a long export weighs no "
        "more than a short one."
    ),
    (
        "Two tastes are as alike as their shares overlap, artist by artist, under a square root that keeps one artist "
        "on repeat from deciding alone. **100 %** would be the same artists in the same proportions, **0 %** not one "
        "artist in common."
    ),
    "Plays count and not hours, since not every service says how long something was played.",
    (
        f"Under {FEW_PLAYS:,} plays much of a taste has not come up yet, so it looks less like any other than it is. "
        "In our simulation of one and the same taste, 100 plays came out at 57 to 66 % alike, 1,000 at 82 to 94 %."
    ),
    f"Who has under {LEAST_PLAYS} plays or {LEAST_ARTISTS} artists in the period is left out, not ranked last.",
)
ALIKE_FORMULA = "alike(a, b) = sum over artists of sqrt(share_a * share_b)"
ALIKE_SOURCES = (
    "Bhattacharyya (1943), Bull. Calcutta Math. Soc. 35, 99-109 (the coefficient)",
    "Legendre and Gallagher (2001), Oecologia 129, 271-280 (why square roots of shares)",
)
JACCARD_DEFINITION = (
    f"**Same names** is Jaccard's index: of all artists that either played at least {KNOWN_FROM} times, the part that "
    "both did, however often."
)
JACCARD_SOURCE = "Jaccard (1912), New Phytologist 11(2), 37-50 (same names)"


def alike_words(affinity: float) -> str:
    """An affinity as a whole percentage: "62 %"; "100 %" and "0 %" only where it is that, exactly."""
    if 0 < affinity < 0.01:
        return "under 1 %"
    return "over 99 %" if 0.995 <= affinity < 1 else f"{affinity * 100:.0f} %"


def share_words(share: float) -> str:
    """A share of plays: "6.1 %", "under 0.1 %"."""
    return "under 0.1 %" if 0 < share < 0.001 else f"{share * 100:.1f}".removesuffix(".0") + " %"


def often_words(share: float) -> str:
    """A share of plays that may be small: "2.4 % of plays", and below a hundredth "1 in 120 plays"."""
    if share >= 0.01:
        return f"{share_words(share)} of plays"
    digits = max(len(str(round(1 / share))) - 2, 0)
    return f"1 in {round(1 / share, -digits):,.0f} plays"


def heading_of(name: str) -> str:
    """A member's name, to stand before a value in `Column.shown`: safe, short, and without a place for the value."""
    return safe(name if len(name) <= 24 else name[:23].rstrip() + "…").replace("{", "{{").replace("}", "}}")


def too_little_words(left_out: Sequence[TooLittle], name: Naming) -> str:
    """Who has too little listening, names made safe: "Left out, with under ...: Farid (54 plays)"; "" for nobody."""
    if not left_out:
        return ""
    under = f"with under {NEEDED} in the period"
    if len(left_out) > FEW:
        return f"Left out: {len(left_out)} members {under}"
    listed = (f"{safe(name(each.member_id))} ({amount_words(each)})" for each in left_out)
    return f"Left out, {under}: {', '.join(listed)}"


def few_plays_words(few: Sequence[TooLittle], name: Naming) -> tuple[str, ...]:
    """One sentence where somebody is compared by few plays, names made safe; else none."""
    if not few:
        return ()
    said = f"Under {FEW_PLAYS:,} plays a taste looks less like others than it is"
    if len(few) > FEW:
        return (f"{said}: so it is for {len(few)} members",)
    return (f"{said}: {', '.join(f'{safe(name(each.member_id))} ({each.plays:,})' for each in few)}",)


def amount_words(each: TooLittle) -> str:
    """How much a member has: "54 plays of 6 artists"."""
    return f"{counted(each.plays, 'play')} of {counted(each.artists, 'artist')}" if each.plays else "no plays"


def cut_words(found: GroupParts) -> tuple[str, ...]:
    """One sentence where not all members are compared, else none."""
    if found.in_all <= len(found.parts):
        return ()
    return (f"The {len(found.parts)} members with most listening, of {found.in_all:,} who agreed to be compared",)


def parts_wanted(asking: Asking, *whole: Part) -> tuple[Part, ...]:
    """Which parts to read: these for all time; none for any other period, which is read from its years' plays."""
    return whole if asking.period.start is None and asking.period.end is None else ()


async def artist_namer(asking: Asking, ids: Sequence[int]) -> dict[int, str]:
    """Names of these artists; one that the catalogue has lost since is called by its number."""
    wanted = sorted({artist for artist in ids if artist >= 0})
    known = await asking.artist_names(wanted)
    return {artist: known.get(artist, f"#{artist}") for artist in wanted}

"""How parts become a score: bounds, weights, caps, and what a left-out part does to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.model.moods import (
    BreakupScore,
    Cap,
    CapReason,
    Evidence,
    Note,
    Part,
    PartName,
    Scope,
    WhyBreakup,
    WhyPart,
)

VERSION = 1
"""To be raised when the formula or the phrases change, so that stored scores are computed anew."""

BASE_RATE = 0.05
"""Share of heartbreak titles that is ordinary. For listening it is the floor under the member's own rate before."""
SAD_TITLE = 0.35
"""What a sad title counts, against 1 for one that speaks of a breakup."""

WINDOW_DAYS, BEFORE_DAYS = 28, 180
MIN_WINDOW_PLAYS, MIN_PLAYS_BEFORE = 30, 200
MIN_DAYS_BEFORE = 28
"""A base shorter than the stretch itself would say little about what is usual."""
DENSEST_DAYS = 14
MIN_TRACKS = 5
"""Under a handful of tracks a share means nothing, and an empty playlist would win by its title alone."""
ONE_ALBUM = 0.60
"""Share of the stretch's heartbreak plays from which on it is one album's."""
ALBUM_TRACKS = 4
"""It is the album only if this many of its tracks were played: a single on repeat is none."""

NO_TITLE = Cap(40.0, CapReason.TITLE_SAYS_NOTHING)
LITTLE_LIFT = Cap(35.0, CapReason.LITTLE_LIFT)
LITTLE_LIFT_POINTS = 20.0

PLAYLIST = (
    WhyPart(PartName.TITLE, 0.55, 0.0, 1.0),
    WhyPart(PartName.TRACKS, 0.30, BASE_RATE, 0.40),
    WhyPart(PartName.ADDITIONS, 0.15, 0.3, 0.9),
)
STRETCH = (
    WhyPart(PartName.LIFT, 0.40, 1.0, 3.0),
    WhyPart(PartName.REPEATS, 0.25, 0.0, 0.25),
    WhyPart(PartName.CHANGE, 0.15, 2.0, 5.0),
    WhyPart(PartName.NIGHT, 0.10, 0.0, 0.20),
    WhyPart(PartName.TOP_ARTIST, 0.10, 0.0, 0.30),
)

SOURCES = (
    "Lee, Andrade & Palmer (2013), Journal of Consumer Research 40: after losing someone, people prefer sad music.",
    "Conrad et al. (2019), Psychology of Music 47, n = 204: bittersweet favourites are played again most.",
    "Park et al. (2019), Nature Human Behaviour 3, 765 million plays: late at night, more relaxing music.",
)


def sat(value: float, low: float, high: float) -> float:
    """100 clip((value - low) / (high - low), 0, 1): 0 at `low` and below, 100 at `high` and above."""
    return 100.0 * min(max((value - low) / (high - low), 0.0), 1.0)


def weighed(
    formula: tuple[WhyPart, ...], values: Mapping[PartName, float | None], halved: frozenset[PartName] = frozenset()
) -> tuple[Part, ...]:
    """The formula's parts for these values.

    A part without a value is left out, and the weights of the rest are raised in proportion so that they add up to 1.
    """
    known = sum(part.weight for part in formula if values[part.name] is not None)
    parts = []
    for part in formula:
        value = values[part.name]
        half = part.name in halved
        parts.append(
            Part(
                name=part.name,
                value=value,
                low=part.low,
                high=part.high,
                points=None if value is None else sat(value, part.low, part.high) * (0.5 if half else 1.0),
                weight=part.weight,
                weight_used=0.0 if value is None else part.weight / known,
                halved=half and value is not None,
            )
        )
    return tuple(parts)


def total(parts: tuple[Part, ...], cap: Cap | None) -> float:
    """The score of these parts under this cap, one decimal."""
    score = sum(part.contribution for part in parts)
    return round(min(score, cap.limit) if cap else score, 1)


def weightiest(found: Sequence[tuple[float, Evidence]]) -> tuple[Evidence, ...]:
    """Pieces of evidence by what their parts contribute, the most first; equals in the order given."""
    return tuple(piece for _, piece in sorted(found, key=lambda pair: -pair[0]))


def no_score(scope: Scope, n: int, note: Note) -> BreakupScore:
    """Too little to say."""
    return BreakupScore(scope, None, (), None, None, None, n, None, (), (note,), VERSION)


def why_breakup() -> WhyBreakup:
    """The formula as data, for the "Why?" card."""
    return WhyBreakup(
        version=VERSION,
        playlist=PLAYLIST,
        stretch=STRETCH,
        base_rate=BASE_RATE,
        sad_title=SAD_TITLE,
        window_days=WINDOW_DAYS,
        before_days=BEFORE_DAYS,
        densest_days=DENSEST_DAYS,
        min_window_plays=MIN_WINDOW_PLAYS,
        min_plays_before=MIN_PLAYS_BEFORE,
        min_days_before=MIN_DAYS_BEFORE,
        min_tracks=MIN_TRACKS,
        caps=(NO_TITLE, LITTLE_LIFT),
        one_album_share=ONE_ALBUM,
        sources=SOURCES,
    )

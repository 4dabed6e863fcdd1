"""Every plan that the grammar allows is computed as the definitions say, or refused; none fails."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model.questions import TIME_DIMENSIONS, Dimension, Metric, Window
from bot.questions.execution.execute import execute
from bot.questions.execution.resolved import Kept, ResolvedPlan, ResolvedSide
from tests.questions.agreement import assert_agrees
from tests.questions.frames import held, material_of, plays
from tests.questions.reference_executor import refer

TODAY = date(2024, 3, 15)
MEMBERS = (1, 2, 3, 4)
ARTISTS = (None, *range(1, 15))

OF_PLAYLISTS = ("breakup_intensity", "sadness", "playlists", "playlist_tracks", "playlist_age_days", "distinct_tracks")
OF_PLAYS = (*sorted({*get_args(Metric)} - {"playlists", "playlist_tracks", "playlist_age_days"}), "change", "change")
CHANGING = ("plays", "hours", "share", "repeat_rate", "distinct_artists", "longest_session", "skip_rate")
OFTEN = ("member", "member", "artist", "track", "album", "playlist", "hour", "weekday", "month", "platform")

often = st.sampled_from((1, 3, 12, 60, 60, 110))


@st.composite
def spells(draw):
    """Several listens of a member, one after another."""
    begin = datetime(2023, 1, 1) + timedelta(  # noqa: DTZ001 - on the member's own clock
        days=draw(st.one_of(st.integers(0, 470), st.sampled_from((0, 1, 31, 59, 90, 118, 365, 396, 425)))),
        minutes=30 * draw(st.integers(0, 47)),
    )
    wide = draw(st.sampled_from((1, 1, 2, 12)))
    artist = draw(st.integers(1, 3) if wide > 1 else st.sampled_from((None, 1, 2, 3)))
    return plays(
        draw(st.sampled_from(MEMBERS[:3])),
        begin.isoformat(),
        draw(often),
        artist,
        draw(st.integers(1, 3)),
        wide=wide,
        every=draw(st.sampled_from((3, 3, 33, 60 * 9, 60 * 24))),
        minutes=draw(st.sampled_from((None, 0.5, 3, 3, 40))),
        album=draw(st.sampled_from((None, 1, 2))),
        skipped=draw(st.sampled_from((None, True, False))),
        shuffle=draw(st.sampled_from((None, True, False))),
        platform=draw(st.sampled_from((None, "phone", "tv"))),
        content=draw(st.sampled_from(("music", "music", "music", "video", "podcast", "audiobook"))),
        title=draw(st.sampled_from(("other", "other", "sad", "breakup"))),
        ahead=0,
    )


days = st.sampled_from((None, "2023-02-01", "2023-12-30", "2024-01-15", "2024-03-01"))
tracks = st.tuples(st.integers(1, 4), st.sampled_from((None, 1, 2)), st.sampled_from(("other", "sad", "breakup")), days)


@st.composite
def playlists(draw):
    numbers = draw(st.sampled_from(((), ((1, 1),), ((1, 1), (1, 2), (2, 1)), ((2, 2), (3, 1), (3, 2)))))
    return [
        held(
            member,
            number,
            *draw(st.lists(tracks, max_size=7)),
            score=draw(st.sampled_from((None, 0.0, 41.5, 88.0))),
        )
        for member, number in numbers
    ]


windows = st.one_of(
    st.just(Window()),
    st.just(Window()),
    st.just(Window(kind="since", start=date(2023, 4, 1))),
    st.just(Window(kind="between", start=date(2023, 8, 1), end=date(2024, 3, 14))),
    st.sampled_from(
        [Window(kind=kind) for kind in ("this_week", "last_week", "this_month", "last_month", "this_year", "last_year")]
    ),
    st.builds(Window, kind=st.just("last_days"), n=st.sampled_from((1, 30, 400, 9999))),
    st.builds(Window, kind=st.just("year"), n=st.sampled_from((1, 2023, 2024, 9999))),
    st.sampled_from(
        [
            Window(kind="between", start=date(2024, 1, 10), end=date(2024, 2, 20)),
            Window(kind="between", start=date.max, end=date.max),
            Window(kind="since", start=date(2023, 6, 1)),
            Window(kind="until", end=date(2023, 12, 31)),
            Window(kind="until", end=date.max),
        ]
    ),
)


bounded = st.sampled_from(
    [
        Window(kind="between", start=date(2023, 8, 1), end=date(2023, 10, 31)),
        Window(kind="between", start=date(2023, 3, 2), end=date(2023, 4, 20)),
        Window(kind="last_days", n=200),
        Window(kind="this_month"),
    ]
)


def rarely(values, none=None):
    return st.one_of(st.just(none), st.just(none), st.just(none), values)


some_ids = rarely(st.frozensets(st.integers(1, 3), min_size=1, max_size=2))
kepts = st.builds(
    Kept,
    artists=some_ids,
    tracks=some_ids,
    albums=rarely(rarely(st.just(frozenset({1})))),
    playlists=rarely(rarely(st.frozensets(st.tuples(st.integers(1, 3), st.integers(1, 2)), min_size=1, max_size=2))),
    moods=rarely(st.sampled_from((("sad",), ("breakup",), ("sad", "breakup"), ("happy",))), ()),
    hours=rarely(st.sampled_from(((22, 4), (0, 12), (3, 4), (12, 24), (23, 1)))),
    weekdays=rarely(st.sampled_from(((5, 6), (0, 1, 2, 3, 4), (2,))), ()),
    months=rarely(st.sampled_from(((1,), (12, 1, 2), (6, 7, 8))), ()),
    skipped=rarely(rarely(st.booleans())),
    shuffle=rarely(rarely(st.booleans())),
    platform=rarely(rarely(st.sampled_from(("phone", "tv", "car")))),
    content=rarely(st.sampled_from(("podcast", "all")), "music"),
    min_plays=rarely(st.sampled_from((1, 3, 50))),
    members_with=rarely(st.sampled_from(("all", "exactly_one"))),
)
plain = st.one_of(st.just(Kept()), st.just(Kept()), kepts)
whom = st.sampled_from(((1, 2, 3), (1, 2, 3), (1, 2), (1,), (2,), (2, 3, 4)))
sides = st.builds(ResolvedSide, whom, plain, windows)


@st.composite
def plans(draw):
    """What the grammar allows, its names as ids; mostly what makes sense."""
    anything = draw(st.integers(0, 7)) == 0
    scope = draw(st.sampled_from(("plays",) * 5 + ("playlists",)))
    metrics = get_args(Metric) if anything else OF_PLAYLISTS if scope == "playlists" else OF_PLAYS
    metric = draw(st.sampled_from(sorted(metrics)))
    op = draw(st.sampled_from(("rank", "rank", "value", "compare", "trend")))
    if metric == "taste_overlap" or (not anything and (metric == "firsts" or scope == "playlists")):
        op = "rank" if op == "trend" else op
    dimensions = sorted(TIME_DIMENSIONS) if op == "trend" else get_args(Dimension) if anything else OFTEN
    if metric == "taste_overlap":
        dimensions = ("member_pair",)
    elif not anything and (metric == "firsts" or scope == "playlists"):
        dimensions = ("member",)
    of = get_args(Metric) if anything else CHANGING
    by = draw(st.sampled_from(dimensions))
    if op in ("value", "compare"):
        by = draw(st.sampled_from((None, None, by)))
    return ResolvedPlan(
        op,
        metric,
        draw(whom),
        draw(plain),
        draw(bounded if metric == "change" and not anything else windows),
        draw(st.sampled_from(of)) if metric == "change" else None,
        by,
        draw(st.sampled_from(("desc", "asc"))),
        draw(st.sampled_from((None, 1, 3))),
        scope,
        tuple(draw(st.tuples(sides, sides))) if op == "compare" else (),
    )


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    plans(),
    st.lists(spells(), min_size=2, max_size=6),
    playlists(),
    st.dictionaries(st.sampled_from(MEMBERS), st.sampled_from((12.5, 40.0, 40.04)), max_size=3),
)
def test_the_executor_agrees_with_a_slow_and_plain_reference(plan, spells, lists, stretches):
    rows = [row for spell in spells for row in spell]
    # One moment has one listen: exports merge the rest, and an order that nobody knows cannot be agreed on.
    rows = list({(row["member"], row["at"]): row for row in rows}.values())
    wanted = refer(plan, rows, lists, stretches, TODAY)
    found = execute(plan, material_of(rows, lists, stretches), TODAY)
    assert_agrees(found, wanted)

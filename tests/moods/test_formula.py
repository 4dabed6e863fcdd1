from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.moods import Cap, CapReason, PartName
from bot.moods.formula import PLAYLIST, STRETCH, sat, total, weighed, why_breakup


@pytest.mark.parametrize("formula", [PLAYLIST, STRETCH])
def test_the_weights_add_up_to_one(formula):
    assert sum(part.weight for part in formula) == pytest.approx(1)


@pytest.mark.parametrize(("value", "points"), [(1.0, 0), (0.2, 0), (2.0, 50), (3.0, 100), (9.0, 100)])
def test_points_rise_between_the_bounds(value, points):
    assert sat(value, 1.0, 3.0) == points


def test_a_missing_part_leaves_its_weight_to_the_others():
    parts = weighed(PLAYLIST, {PartName.TITLE: 1.0, PartName.TRACKS: None, PartName.ADDITIONS: 0.3})
    assert [(part.points, round(part.weight_used, 4)) for part in parts] == [
        (100.0, 0.7857),
        (None, 0.0),
        (0.0, 0.2143),
    ]


def test_a_halved_part_gives_half_its_points():
    values = dict.fromkeys((part.name for part in STRETCH), 9.0)
    parts = weighed(STRETCH, values, frozenset({PartName.REPEATS}))
    assert [part.points for part in parts] == [100, 50, 100, 100, 100]
    assert total(parts, None) == 87.5


def test_a_cap_limits_the_sum():
    parts = weighed(PLAYLIST, {PartName.TITLE: 1.0, PartName.TRACKS: 1.0, PartName.ADDITIONS: 1.0})
    assert total(parts, Cap(40.0, CapReason.TITLE_SAYS_NOTHING)) == 40.0


@given(
    st.lists(st.none() | st.floats(-5, 30), min_size=5, max_size=5).filter(
        lambda values: any(v is not None for v in values)
    )
)
def test_a_score_stays_within_its_bounds(values):
    parts = weighed(STRETCH, dict(zip((part.name for part in STRETCH), values, strict=True)))
    assert 0 <= total(parts, None) <= 100
    assert sum(part.weight_used for part in parts) == pytest.approx(1)


def test_the_formula_explains_itself():
    why = why_breakup()
    assert [(part.name.value, part.weight, part.low, part.high) for part in why.stretch] == [
        ("lift", 0.40, 1.0, 3.0),
        ("repeats", 0.25, 0.0, 0.25),
        ("change", 0.15, 2.0, 5.0),
        ("night", 0.10, 0.0, 0.20),
        ("top_artist", 0.10, 0.0, 0.30),
    ]
    assert [(part.name.value, part.weight, part.low, part.high) for part in why.playlist] == [
        ("title", 0.55, 0.0, 1.0),
        ("tracks", 0.30, 0.05, 0.40),
        ("additions", 0.15, 0.3, 0.9),
    ]

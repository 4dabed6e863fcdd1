from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.packages.sums import Behind, added_up, per_member

amounts = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(-99, 99), st.integers(0, 2**50)), max_size=40
)


def arrays(rows: list[tuple[int, ...]]) -> list[np.ndarray]:
    return [np.array([row[nth] for row in rows], np.int64) for nth in range(4)]


@given(amounts)
def test_each_member_and_key_is_added_up_exactly(rows: list[tuple[int, ...]]):
    expected: dict[tuple[int, int], list[int]] = {}
    for member, code, plays, ms in rows:
        sums = expected.setdefault((member, code), [0, 0])
        sums[0], sums[1] = sums[0] + plays, sums[1] + ms
    found = [array.tolist() for array in per_member(*arrays(rows))]
    assert list(zip(*found, strict=True)) == [(*key, *expected[key]) for key in sorted(expected)]


@given(amounts, st.integers(0, 40))
def test_parts_add_up_to_the_whole_however_they_are_cut(rows: list[tuple[int, ...]], at: int):
    _, code, plays, ms = arrays(rows)
    parts = [Behind.of(code[:at], plays[:at], ms[:at]), Behind.of(code[at:], plays[at:], ms[at:])]
    whole = added_up([Behind.of(code, plays, ms)])
    assert added_up([added_up(parts[:1]), added_up(parts[1:])]).frame().equals(whole.frame())
    assert whole.contributors.sum() == len(rows)
    assert (whole.top_ms <= whole.ms).all()


def test_of_nothing_there_is_nothing():
    assert added_up([]).frame().empty

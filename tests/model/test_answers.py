from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.answers import LONGEST_CODE, Asked, Column, Kind, Table

SNOWFLAKES = st.integers(0, 2**63 - 1)


@given(
    st.sampled_from(["streaks", "whofirst"]),
    st.sampled_from(["all time", "2024", "since 2021-03-04", "2024-01-01 to 2024-02-29"]),
    st.lists(SNOWFLAKES, max_size=2).map(tuple),
    st.none() | st.integers(0, 10**7),
    st.sampled_from(["", "share"]),
)
def test_a_question_comes_back_from_its_button_as_it_was(what, period, members, name_id, option):
    asked = Asked(what, period, members, name_id, option)
    assert Asked.from_code(asked.code()) == asked
    assert len(":".join(asked.code())) <= LONGEST_CODE


def test_a_question_too_long_for_a_button_is_refused_here_and_not_by_discord():
    with pytest.raises(ValueError, match="too long"):
        Asked("affinity", "x" * 32, tuple([2**63] * 5)).code()


@pytest.mark.parametrize("code", [("streaks",), ("streaks", "2024", "not base 36!", "", ""), ("a",) * 6])
def test_a_forged_button_is_no_question(code):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever Python says of it
        Asked.from_code(code)


def test_every_row_of_a_table_has_a_cell_per_column():
    with pytest.raises(ValueError, match="one cell per column"):
        Table((Column("member", Kind.MEMBER),), (("Ada", 1),))

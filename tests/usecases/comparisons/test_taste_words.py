from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.placing import Seating
from bot.analysis.taste import TooLittle
from bot.model.answers import Asked
from bot.usecases.asking import GroupParts
from bot.usecases.comparisons.blend import MOST_MEMBERS, blend_option
from bot.usecases.comparisons.taste_map import colours_of
from bot.usecases.comparisons.taste_words import (
    alike_words,
    cut_words,
    few_plays_words,
    heading_of,
    often_words,
    share_words,
    too_little_words,
)

SNOWFLAKE = (1 << 62) - 1


@pytest.mark.parametrize(
    ("affinity", "words"),
    [
        (1.0, "100 %"),
        (0.9996, "over 99 %"),
        (0.994, "99 %"),
        (0.5, "50 %"),
        (0.01, "1 %"),
        (0.005, "under 1 %"),
        (0.0, "0 %"),
    ],
)
def test_an_affinity_is_a_whole_percentage_and_all_or_nothing_only_where_it_is(affinity: float, words: str):
    assert alike_words(affinity) == words


@pytest.mark.parametrize(("share", "words"), [(0.061, "6.1 %"), (0.5, "50 %"), (0.0004, "under 0.1 %"), (0.0, "0 %")])
def test_a_share_is_a_percentage(share: float, words: str):
    assert share_words(share) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.024, "2.4 % of plays"),
        (1 / 120, "1 in 120 plays"),
        (1 / 2437, "1 in 2,400 plays"),
        (1 / 101, "1 in 100 plays"),
    ],
)
def test_a_small_share_is_one_in_so_many(share: float, words: str):
    assert often_words(share) == words


def test_a_name_before_a_value_leaves_room_for_the_value_alone():
    assert f"{heading_of('{x} **Ada**')} {{}}".format("6 %") == "{x} \\*\\*Ada\\*\\* 6 %"
    assert len(heading_of("a" * 99)) == 24


def test_who_has_too_little_is_named_and_many_are_counted():
    few = [TooLittle(1, 54, 6), TooLittle(2, 0, 0)]
    assert (
        too_little_words(few, {1: "Ada", 2: "Bo*"}.__getitem__)
        == "Left out, with under 100 plays of 10 artists in the period: Ada (54 plays of 6 artists), Bo\\* (no plays)"
    )
    many = [TooLittle(member, 1, 1) for member in range(7)]
    assert too_little_words(many, str) == "Left out: 7 members with under 100 plays of 10 artists in the period"
    assert too_little_words([], str) == ""


def test_who_is_compared_by_few_plays_is_named_and_many_are_counted():
    assert few_plays_words([TooLittle(1, 540, 6)], {1: "Ada"}.__getitem__) == (
        "Under 1,000 plays a taste looks less like others than it is: Ada (540)",
    )
    (many,) = few_plays_words([TooLittle(member, 540, 6) for member in range(7)], str)
    assert many.endswith("so it is for 7 members")
    assert few_plays_words([], str) == ()


def test_a_group_that_was_cut_says_so():
    assert cut_words(GroupParts({1: {}, 2: {}}, 2)) == ()
    (words,) = cut_words(GroupParts({1: {}, 2: {}}, 1034))
    assert words == "The 2 members with most listening, of 1,034 who agreed to be compared"


@given(st.sets(st.integers(1, SNOWFLAKE), max_size=MOST_MEMBERS), st.sampled_from(["artists", "tracks"]))
def test_a_blend_of_ten_and_the_longest_period_fits_into_a_button(members: set[int], of: str):
    asked = Asked("blend", "x" * 32, option=blend_option(of, members))
    assert Asked.from_code(asked.code()) == asked


def test_only_larger_groups_have_a_colour_the_largest_first():
    seated = Seating((5, 1, 2, 9, 3, 4, 7), (1, 2, 1, 3))
    assert colours_of(seated) == {3: 1, 4: 1, 7: 1, 1: 2, 2: 2}

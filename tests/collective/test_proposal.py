from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.proposal import (
    QUORUM_DEFAULT,
    THRESHOLD_DEFAULT,
    parse_buyer,
    parse_percent,
    parse_purpose,
    parse_quorum,
    parse_text,
    parse_threshold,
)
from bot.errors import BadProposal


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("66.7 %", Fraction(667, 1000)),
        ("66,7%", Fraction(667, 1000)),
        ("2/3", Fraction(2, 3)),
        ("⅔", Fraction(2, 3)),
        ("50", Fraction(1, 2)),
        ("50 percent", Fraction(1, 2)),
        ("Two thirds", Fraction(2, 3)),
        ("0.5 %", Fraction(1, 200)),
        ("1", Fraction(1, 100)),
        ("0", Fraction(0)),
        ("100", Fraction(1)),
    ],
)
def test_shares_are_exactly_what_was_typed(words, share):
    assert parse_percent(words, "Quorum") == share


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("0.5", "does “0.5” mean percent"),
        ("101", "more than 100"),
        ("3/2", "more than 100"),
        ("1/0", "cannot read"),
        ("most of us", "cannot read"),
        ("-5 %", "cannot read"),
        ("", "cannot read"),
    ],
)
def test_what_is_no_share_is_refused_with_the_reason(words, why):
    with pytest.raises(BadProposal, match=why) as refused:
        parse_percent(words, "Quorum")
    assert refused.value.field == "Quorum"


@given(st.integers(0, 10**6))
def test_any_percentage_with_four_decimals_is_read_exactly(ten_thousandths):
    whole, part = divmod(ten_thousandths, 10**4)
    assert parse_percent(f"{whole}.{part:04} %", "Quorum") == Fraction(ten_thousandths, 10**6)


def test_an_empty_field_means_the_default():
    assert parse_quorum(" ") == QUORUM_DEFAULT
    assert parse_threshold("") == THRESHOLD_DEFAULT


def test_any_turnout_may_do():
    assert parse_quorum("none") == 0


def test_a_threshold_of_half_means_more_than_half():
    assert parse_threshold("majority") == Fraction(1, 2)


@pytest.mark.parametrize(("words", "why"), [("49.9 %", "at least 50"), ("100 %", "nothing is more than 100")])
def test_a_threshold_that_fewer_or_nobody_could_pass_is_refused(words, why):
    with pytest.raises(BadProposal, match=why):
        parse_threshold(words)


def test_free_words_become_one_clean_line():
    assert parse_text("  artist\n\n preferences,\u202e by\x00 month\u200b ", "Slice", 1, 80) == (
        "artist preferences, by month"
    )


def test_joined_emoji_and_scripts_stay_whole():
    assert parse_text("👩\u200d🚀 नमस्ते", "Buyer", 1, 80) == "👩\u200d🚀 नमस्ते"


@pytest.mark.parametrize(("parse", "shortest", "longest"), [(parse_buyer, 2, 80), (parse_purpose, 3, 300)])
def test_free_words_have_a_least_and_a_greatest_length(parse, shortest, longest):
    assert parse("x" * shortest) == "x" * shortest
    assert parse("x" * longest) == "x" * longest
    with pytest.raises(BadProposal, match=f"at least {shortest}"):
        parse("x" * (shortest - 1))
    with pytest.raises(BadProposal, match=f"{longest} is the most"):
        parse("x" * (longest + 1))


def test_words_that_show_nothing_are_empty():
    with pytest.raises(BadProposal, match="empty"):
        parse_purpose("\u200b \u202e\n")

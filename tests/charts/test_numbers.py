from __future__ import annotations

from fractions import Fraction

import pytest

from bot.charts import numbers


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0 min"),
        (0.001, "<1 min"),
        (0.2, "12 min"),
        (1, "1.0 h"),
        (9.94, "9.9 h"),
        (9.96, "10 h"),
        (412.4, "412 h"),
        (12_040, "12,040 h"),
    ],
)
def test_hours(amount, words):
    assert numbers.hours(amount) == words


@pytest.mark.parametrize(
    ("part", "words"),
    [(0, "0 %"), (0.0001, "<0.1 %"), (0.061, "6.1 %"), (0.03, "3.0 %"), (0.9999, ">99.9 %"), (1, "100 %")],
)
def test_shares_are_nothing_or_all_only_when_they_are(part, words):
    assert numbers.share(part) == words


@pytest.mark.parametrize(
    ("part", "words"), [(Fraction(1, 2), "50 %"), (Fraction(2, 3), "66.7 %"), (Fraction(0), "0 %")]
)
def test_rules(part, words):
    assert numbers.rule(part) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0"),
        (940, "940"),
        (9_999, "9,999"),
        (10_000, "10k"),
        (12_350, "12.3k"),
        (999_960, "1M"),
        (1_240_000, "1.2M"),
    ],
)
def test_counts_are_short(amount, words):
    assert numbers.count(amount) == words


def test_equal_values_share_a_place():
    assert numbers.ranks(["5 h", "3 h", "3 h", "1 h"]) == [1, 2, 2, 4]

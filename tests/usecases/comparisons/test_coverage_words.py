from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.analysis.coverage import Basis, Cover, FairWindow
from bot.analysis.periods import ALL_TIME, between
from bot.usecases.comparisons.coverage_words import left_out_words, rests_on_words

NAMES = {1: "Ada", 2: "Bo", 3: "Farid"}
WINDOW = between(date(2024, 3, 3), date(2026, 11, 2))


def cover(member_id: int, first: date, last: date = date(2026, 11, 15), days: int = 100) -> Cover:
    return Cover(member_id, first, last, days, days, days)


ADA, BO, FARID = cover(1, date(2021, 3, 6)), cover(2, date(2019, 8, 17)), cover(3, date(2026, 8, 16))


def test_a_common_window_is_said_with_everybody_s_coverage():
    words = rests_on_words(Basis(ALL_TIME, FairWindow(WINDOW, True, ()), (ADA, BO)), NAMES.__getitem__)
    assert words == (
        "Counted over 3 Mar 2024 to 1 Nov 2026, which both exports cover",
        "Exports: Ada 6 Mar 2021 to 15 Nov 2026 · Bo 17 Aug 2019 to 15 Nov 2026",
    )


def test_who_begins_later_is_left_out_and_said_so():
    basis = Basis(ALL_TIME, FairWindow(WINDOW, True, (3,)), (ADA, BO, FARID))
    assert rests_on_words(basis, NAMES.__getitem__)[0].endswith("which 2 of 3 exports cover")
    assert "Farid" not in rests_on_words(basis, NAMES.__getitem__)[1]
    assert left_out_words(basis, NAMES.__getitem__) == "Left out: Farid (music from 16 Aug 2026 on)"


def test_who_ended_earlier_is_left_out_too():
    ended = cover(3, date(2019, 1, 1), date(2020, 2, 1))
    basis = Basis(ALL_TIME, FairWindow(WINDOW, True, (3,)), (ADA, BO, ended))
    assert left_out_words(basis, NAMES.__getitem__) == "Left out: Farid (music until 1 Feb 2020)"


def test_months_and_years_keep_their_names():
    year = between(date(2024, 1, 1), date(2025, 1, 1))
    words = rests_on_words(Basis(year, FairWindow(year, True, ()), (ADA, BO, FARID)), NAMES.__getitem__)
    assert words[0] == "Counted over 2024, which all three exports cover"


def test_without_a_window_shares_decide_and_that_is_said():
    words = rests_on_words(Basis(ALL_TIME, FairWindow(ALL_TIME, False, ()), (ADA, BO)), NAMES.__getitem__)
    assert words[0] == (
        "Shares of each one's own listening, all time, so that a longer export does not win: "
        "there are no 28 days that the exports have in common"
    )


def test_shares_rest_on_everybody_with_music_in_the_period():
    year, absent = between(date(2021, 1, 1), date(2022, 1, 1)), cover(2, date(2023, 1, 1), days=0)
    basis = Basis(year, FairWindow(WINDOW, True, (3,)), (ADA, absent, FARID))
    words = rests_on_words(basis, NAMES.__getitem__, shares=True)
    assert words == (
        "Shares of each one's own listening, 2021, so that a longer export does not win",
        "Exports: Ada 6 Mar 2021 to 15 Nov 2026 · Farid 16 Aug 2026 to 15 Nov 2026",
    )
    assert left_out_words(basis, NAMES.__getitem__, shares=True) == "Left out: Bo (music from 1 Jan 2023 on)"


def test_many_members_are_summed_up():
    covers = tuple(cover(number, date(2020, 1, 1) + timedelta(days=number)) for number in range(1, 31))
    words = rests_on_words(Basis(ALL_TIME, FairWindow(WINDOW, True, ()), covers), str)
    assert words == (
        "Counted over 3 Mar 2024 to 1 Nov 2026, which all 30 exports cover",
        "30 exports, which begin between 2 Jan 2020 and 31 Jan 2020 and end on 15 Nov 2026",
    )


def test_many_who_are_left_out_are_counted():
    covers = (ADA, BO, *(cover(number, date(2026, 8, 1)) for number in range(3, 13)))
    basis = Basis(ALL_TIME, FairWindow(WINDOW, True, tuple(range(3, 13))), covers)
    assert left_out_words(basis, str) == "Left out: 10 members whose music does not cover 3 Mar 2024 to 1 Nov 2026"


def test_nobody_left_out_is_not_mentioned():
    assert left_out_words(Basis(ALL_TIME, FairWindow(WINDOW, True, ()), (ADA, BO)), NAMES.__getitem__) == ""


@pytest.mark.parametrize("name", ["**@everyone**", "[x](https://a.b)"])
def test_names_are_made_safe(name):
    basis = Basis(ALL_TIME, FairWindow(WINDOW, True, (3,)), (ADA, BO, FARID))
    words = " ".join((*rests_on_words(basis, lambda _: name), left_out_words(basis, lambda _: name)))
    assert name not in words
    assert "@everyone" not in words

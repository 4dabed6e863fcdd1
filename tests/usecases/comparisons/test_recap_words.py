from __future__ import annotations

from datetime import date

import pytest

from bot.analysis.periods import ALL_TIME, parse_period
from bot.usecases.comparisons.recap import recap_asked
from bot.usecases.comparisons.recap_words import (
    PAGE_NAMES,
    Page,
    change_words,
    formatted,
    listed,
    moved,
    percent_words,
    period_name,
    sentence,
    share_of,
    years_around,
)

TODAY = date(2024, 6, 1)


def test_every_page_but_the_picture_has_a_name():
    assert set(PAGE_NAMES) == set(Page) - {Page.SHARE}


def test_the_longest_recap_fits_into_its_buttons():
    ids = (2**63 - 1, 2**63 - 2)
    for page in Page:
        code = recap_asked(ids, "w" * 32, page).code()
        assert max(len(":".join((action, *code))) for action in ("recap_page", "recap_picture", "post_recap")) <= 100


def test_the_same_member_twice_is_asked_about_once():
    assert recap_asked((7, 7), "2024").members == (7,)


@pytest.mark.parametrize(
    ("rose", "new", "words"),
    [(2, False, "▲ 2"), (-1, False, "▼ 1"), (0, False, None), (None, False, None), (None, True, "new")],
)
def test_places_won_and_lost(rose, new, words):
    assert moved(rose, new=new) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0 %"), (0.0004, "under 0.1 %"), (0.034, "3.4 %"), (0.1249, "12 %"), (1, "100 %")]
)
def test_shares_are_shown_as_finely_as_they_matter(share, words):
    assert percent_words(share) == words


@pytest.mark.parametrize(
    ("now", "before", "words"), [(112, 100, " (+12 %)"), (1, None, ""), (1, 0, ""), (1100, 100, "")]
)
def test_changes_are_said_where_they_say_something(now, before, words):
    assert change_words(now, before) == words


def test_names_are_data_wherever_words_hold_them():
    assert share_of("{0}*").format("5 %") == "5 % of {0}\\*'s"
    assert formatted("{x}").format("y") == "{x}"
    assert listed(["A", "*B*", "C"]) == "A, \\*B\\* and C"


def test_sentences_begin_large_and_end():
    assert sentence(["one", "", "two"]) == "One; two."
    assert sentence([]) == ""


def test_days_between_others_are_named_as_a_reader_would():
    named = {words: period_name(parse_period(words, TODAY)) for words in ("2024", "2024-02-14", "last 7 days")}
    assert named == {"2024": "2024", "2024-02-14": "14 Feb 2024", "last 7 days": "the last 7 days"}
    assert period_name(parse_period("2024-01-29 to 2024-02-04", TODAY)) == "29 Jan 2024 to 4 Feb 2024"


def test_the_years_of_a_period_and_of_the_one_before():
    assert years_around(parse_period("2024", TODAY), 2024) == ("2023", "2024")
    assert years_around(parse_period("January 2024", TODAY), 2024) == ("2023", "2024")
    assert years_around(parse_period("March 2024", TODAY), 2024) == ("2024",)
    everything = years_around(ALL_TIME, 2024)
    assert (everything[0], everything[-1]) == ("1970", "2025")
    assert years_around(parse_period("since 2022", TODAY), 2024) == ("2022", "2023", "2024", "2025")
    assert years_around(parse_period("until 2022", TODAY), 2024)[-1] == "2022"

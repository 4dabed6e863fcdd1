from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.collective.headline import MOST_NAMED, choice_name, headline, percent
from bot.model.polls import Conduct, Method
from tests.collective.polls import choices_for, concluded, poll_of, polls_with_choices
from tests.collective.test_tally import HALF, TWO_THIRDS, shares, vote, yes_no


def said(poll, *choices, **box):
    return str(headline(concluded(poll, *choices, **box), poll))


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "electorate", "words"),
    [
        (55, 5, 2, 80, "62 of 80 voted (77.5 %); yes 55, no 5, abstain 2; passes: 91.7 % of 60 > 66.7 %"),
        (40, 20, 2, 80, "62 of 80 voted (77.5 %); yes 40, no 20, abstain 2; fails: 66.7 % of 60 = 66.7 %"),
        (30, 30, 2, 80, "62 of 80 voted (77.5 %); yes 30, no 30, abstain 2; fails: 50 % of 60 < 66.7 %"),
        (0, 0, 6, 10, "6 of 10 voted (60 %); yes 0, no 0, abstain 6; fails: nobody voted yes or no"),
        (20, 0, 0, 80, "20 of 80 voted (25 %); yes 20, no 0, abstain 0; fails: the quorum of 50 % was not reached"),
        (0, 0, 0, 80, "0 of 80 voted (0 %); fails: nobody voted"),
        (3, 1, 0, 6, "4 of 6 voted (66.7 %); breakdown withheld under 5 ballots; passes: more than 66.7 % yes"),
        (0, 0, 4, 6, "4 of 6 voted (66.7 %); breakdown withheld under 5 ballots; fails: not more than 66.7 % yes"),
        (6, 0, 0, 6, "6 of 6 voted (100 %); yes 6, no 0, abstain 0; passes: 100 % of 6 > 66.7 %"),
    ],
)
def test_of_yes_or_no(yes, no, abstain, electorate, words):
    assert said(yes_no(electorate), *vote(yes, no, abstain)) == words


@pytest.mark.parametrize(
    ("method", "threshold", "choices", "words"),
    [
        (
            Method.SINGLE, HALF, [("1", 31), ("2", 20), ("3", 9), ("abstain", 2)],
            "62 of 80 voted (77.5 %); Tacos 31, Ramen 20, Pho 9, abstain 2; Tacos wins with 51.7 % of 60 > 50 %",
        ),
        (
            Method.SINGLE, Fraction(0), [("1", 20), ("2", 31), ("3", 9)],
            "60 of 80 voted (75 %); Ramen 31, Tacos 20, Pho 9, abstain 0; Ramen wins with 51.7 % of 60",
        ),
        (
            Method.SINGLE, HALF, [("1", 10), ("2", 10)],
            "20 of 80 voted (25 %); Tacos 10, Ramen 10, Pho 0, abstain 0; nothing wins: the best has 50 % of 20 = 50 %",
        ),
        (
            Method.SINGLE, Fraction(0), [("1", 10), ("2", 10)],
            "20 of 80 voted (25 %); Tacos 10, Ramen 10, Pho 0, abstain 0; Tacos and Ramen tie: nothing is decided",
        ),
        (
            Method.APPROVAL, HALF, [("1,2", 6), ("2,3", 4)],
            ("10 of 80 voted (12.5 %); approvals: Ramen 10, Tacos 6, Pho 4, abstain 0; "
            "Ramen wins with 100 % of 10 > 50 %"),
        ),
        (
            Method.SCORE, HALF, [("1=5,2=3,3=0", 8), ("1=1,2=3,3=2", 2)],
            ("10 of 80 voted (12.5 %); points: Tacos 42, Ramen 30, Pho 4, abstain 0; "
            "Tacos wins with 84 % of 50 points > 50 %"),
        ),
        (
            Method.RUNOFF, HALF, [("1>2", 4), ("2>1", 3), ("3>2", 2)],
            ("9 of 80 voted (11.3 %); first places: Tacos 4, Ramen 3, Pho 2, abstain 0; "
            "Ramen wins in round 2 with 55.6 % of 9 > 50 %"),
        ),
        (
            Method.RUNOFF, Fraction(0), [("1>2", 4), ("2>1", 5), ("3", 2)],
            ("11 of 80 voted (13.8 %); first places: Ramen 5, Tacos 4, Pho 2, abstain 0; "
            "Ramen wins in round 2 with 45.5 % of 11, 2 exhausted"),
        ),
        (
            Method.SCHULZE, Fraction(0), [("1>2", 4), ("3>2", 3), ("2>3", 2)],
            ("9 of 80 voted (11.3 %); first places: Tacos 4, Pho 3, Ramen 2, abstain 0; "
            "Ramen wins every duel, the closest with 55.6 % of 9"),
        ),
        (
            Method.SCHULZE, Fraction(0), [("1>2>3", 4), ("2>3>1", 3), ("3>1>2", 2)],
            ("9 of 80 voted (11.3 %); first places: Tacos 4, Ramen 3, Pho 2, abstain 0; "
            "Tacos wins by the strongest paths, its closest duel with 44.4 % of 9"),
        ),
        (
            Method.SINGLE, Fraction(0), [("abstain", 6)],
            "6 of 80 voted (7.5 %); Tacos 0, Ramen 0, Pho 0, abstain 6; nothing wins: nobody took a side",
        ),
        (Method.SINGLE, HALF, [("1", 3)], "3 of 80 voted (3.8 %); breakdown withheld under 5 ballots; Tacos wins"),
        (Method.SINGLE, HALF, [], "0 of 80 voted (0 %); nothing wins: nobody voted"),
    ],
)  # fmt: skip
def test_of_the_other_methods(method, threshold, choices, words):
    assert said(poll_of(method, threshold=threshold), *choices) == words


def test_a_lot_that_was_drawn_is_named():
    poll = poll_of(Method.RUNOFF)
    came = concluded(poll, ("1>2>3", 4), ("2>3>1", 4), ("3>1>2", 4))
    (dropped,) = came.rounds[0].dropped
    assert came.rounds[0].by_lot
    assert str(headline(came, poll)).endswith(
        f" % of 12, after a lot dropped {choice_name(poll, str(dropped))} in round 1"
    )


def test_two_lots_are_named_and_of_few_ballots_none():
    poll = poll_of(Method.RUNOFF, 4)
    level = [(f"{number}", 2) for number in range(1, 5)]
    assert said(poll, *level).count(" in round ") == 2
    assert "tie: nothing is decided, after lots dropped " in said(poll, *level)
    assert said(poll, "1", "2", "3", "4").endswith(" tie: nothing is decided")


def test_three_that_tie_are_all_named():
    assert said(poll_of(Method.SINGLE), ("1", 2), ("2", 2), ("3", 2)).endswith(
        "; Tacos, Ramen and Pho tie: nothing is decided"
    )


def test_a_missed_quorum_is_all_that_it_says():
    words = said(poll_of(Method.SINGLE, quorum=HALF), ("1", 39))
    assert words.startswith("39 of 80 voted (48.8 %)")
    assert words.endswith("nothing wins: the quorum of 50 % was not reached")


def test_delegated_votes_are_named_in_the_turnout():
    poll = poll_of(Method.SINGLE, electorate=80, conduct=Conduct(delegation=True))
    roll = dict.fromkeys(range(1, 81), 1)
    words = said(poll, ("1", 40), ("2", 18), roll=roll, delegates={77: 1, 78: 1, 79: 2, 80: 79})
    assert words == (
        "58 of 80 voted, 4 more by delegation (77.5 %); Tacos 44, Ramen 18, Pho 0, abstain 0; "
        "Tacos wins with 71.0 % of 62"
    )


def test_weighted_votes_are_named_beside_the_members():
    poll = poll_of(Method.SINGLE, electorate=6, votes=20, conduct=Conduct(delegation=True))
    roll = {1: 5, 2: 5, 3: 1, 4: 1, 5: 1, 6: 7}
    words = said(poll, ("1", 4), "2", roll=roll, delegates={6: 5})
    assert words == (
        "5 of 6 voted, 1 more by delegation, with 20 of 20 votes (100 %); Tacos 12, Ramen 8, Pho 0, abstain 0; "
        "Tacos wins with 60 % of 20"
    )


def test_of_many_options_those_in_front_are_named():
    poll = poll_of(Method.SINGLE, 10)
    words = said(poll, *[(str(number), 11 - number) for number in range(1, 11)])
    assert words.count(" ") < 60
    assert f"Sushi 3, {10 - MOST_NAMED} others with fewer or as many, abstain 0" in words


def test_choices_are_called_by_their_labels():
    assert [choice_name(poll_of(Method.SINGLE), choice) for choice in ("2", "abstain")] == ["Ramen", "abstain"]
    assert choice_name(yes_no(), "yes") == "yes"


def test_a_support_that_rounds_to_the_threshold_is_shown_with_the_digits_that_tell_them_apart():
    assert said(yes_no(10_000), *vote(6_668, 3_332)).endswith("passes: 66.68 % of 10000 > 66.67 %")
    assert said(yes_no(10_000, HALF, HALF), *vote(4_999, 5_001)).endswith("fails: 49.99 % of 10000 < 50 %")


def test_a_turnout_that_just_missed_the_quorum_does_not_read_as_reached():
    words = said(yes_no(10_000), *vote(2_499, 2_500))
    assert words.startswith("4999 of 10000 voted (49.99 %)")
    assert words.endswith("the quorum of 50 % was not reached")


# --- under five ballots ----------------------------------------------------------------------------------------------


@given(st.integers(0, 4).flatmap(lambda cast: st.tuples(st.just(cast), st.integers(0, cast))))
def test_with_few_ballots_yes_or_no_is_all_that_is_told(few):
    cast, yes = few
    assume(cast)
    poll = yes_no(20, Fraction(0), HALF)
    for no in range(cast - yes + 1):
        came = concluded(poll, *vote(yes, no, cast - yes - no))
        words = headline(came, poll)
        assert words.counts == "breakdown withheld under 5 ballots"
        assert words.verdict == ("passes: more than 50 % yes" if came.passed else "fails: not more than 50 % yes")


@given(st.data(), st.sampled_from([method for method in Method if method is not Method.YES_NO]), st.integers(1, 4))
def test_with_few_ballots_the_headline_follows_from_what_won_alone(data, method, cast):
    poll = poll_of(method, threshold=data.draw(st.sampled_from([Fraction(0), HALF])))
    came = concluded(poll, *data.draw(st.lists(choices_for(poll.terms), min_size=cast, max_size=cast)))
    words = headline(came, poll)
    names = [choice_name(poll, choice) for choice in came.winners]
    expected = "nothing wins" if not names else f"{names[0]} wins" if came.passed else "tie: nothing is decided"
    assert words.counts == "breakdown withheld under 5 ballots"
    assert words.verdict.endswith(expected)
    assert not any(letter.isdigit() or letter == "%" for letter in words.verdict)


# --- shares that do not lie ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Fraction(0), "0 %"),
        (Fraction(1), "100 %"),
        (Fraction(31, 40), "77.5 %"),
        (Fraction(1, 3), "33.3 %"),
        (TWO_THIRDS, "66.7 %"),
        (Fraction(1, 5_000), "0.02 %"),
        (Fraction(9_999, 10_000), "99.99 %"),
    ],
)
def test_percent_is_never_nothing_or_everything_unless_it_is(share, words):
    assert percent(share) == words


def shown(words):
    return Fraction(words.removesuffix(" %")) / 100


@given(shares, shares)
def test_two_shares_shown_beside_each_other_keep_their_order(one, other):
    first, second = shown(percent(one, other)), shown(percent(other, one))
    assert (first > second, first == second) == (one > other, one == other)


@given(shares)
def test_percent_is_off_by_at_most_half_of_its_last_digit(share):
    assert abs(shown(percent(share)) - share) <= Fraction(1, 2000)


@given(polls_with_choices(fewest_ballots=5))
def test_turnout_and_electorate_always_stand_in_front_and_the_sign_is_that_of_what_was_compared(asked):
    poll, choices = asked
    came = concluded(poll, *choices)
    words = headline(came, poll)
    assert words.turnout.startswith(f"{len(choices)} of {poll.electorate} voted (")
    if came.passed:
        assert " < " not in words.verdict
        assert " = " not in words.verdict
    if came.reason == "not over threshold":
        assert " > " not in words.verdict

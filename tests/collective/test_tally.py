from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.collective.headline import headline, percent
from bot.collective.tally import Reason, breakdown_withheld, support
from bot.collective.tally import conclude_choices as conclude
from bot.model.polls import Conclusion, Poll, PollTerms, Rules

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
RULES = Rules(HALF, TWO_THIRDS)
OPENED = datetime(2026, 11, 2, 18, tzinfo=UTC)
shares = st.fractions(0, 1, max_denominator=20_000)


def vote(yes, no=0, abstain=0):
    return ["yes"] * yes + ["no"] * no + ["abstain"] * abstain


def a_poll(electorate, rules):
    return Poll(7, 3, None, PollTerms("Sell?", OPENED + timedelta(days=3), rules), electorate, OPENED)


def said(yes, no, abstain, electorate, rules=RULES):
    return str(headline(conclude(vote(yes, no, abstain), electorate, rules), a_poll(electorate, rules)))


def test_counts_what_was_cast_and_nothing_else():
    concluded = conclude(vote(55, 5, 2), 80, RULES)
    assert concluded == Conclusion((("yes", 55), ("no", 5)), 2, 62, 62, ("yes",), passed=True, reason="over threshold")


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "electorate", "reason"),
    [
        (0, 0, 0, 10, Reason.NOBODY_VOTED),
        (4, 0, 0, 10, Reason.NO_QUORUM),
        (5, 0, 0, 10, Reason.OVER_THRESHOLD),  # participation needs to reach the quorum only
        (0, 0, 5, 10, Reason.ONLY_ABSTENTIONS),
        (4, 2, 0, 10, Reason.NOT_OVER_THRESHOLD),  # two thirds is not more than two thirds
        (5, 2, 0, 10, Reason.OVER_THRESHOLD),
        (4, 1, 5, 10, Reason.OVER_THRESHOLD),  # abstentions count for the quorum and for no side
        (0, 9, 0, 10, Reason.NOT_OVER_THRESHOLD),
    ],
)
def test_quorum_is_reached_by_equality_and_threshold_is_not(yes, no, abstain, electorate, reason):
    concluded = conclude(vote(yes, no, abstain), electorate, RULES)
    assert concluded.reason == reason
    assert concluded.passed is (reason is Reason.OVER_THRESHOLD)


def test_without_a_quorum_one_vote_decides():
    assert conclude(vote(1), 18_000, Rules(Fraction(0), HALF)).passed


def test_a_poll_in_which_nobody_voted_fails_even_without_a_quorum():
    assert conclude([], 10, Rules(Fraction(0), Fraction(0))).reason == Reason.NOBODY_VOTED


def test_exact_where_floats_would_err():
    # 0.1 + 0.2 > 0.3 in floats: 3 of 10 is not more than 3/10.
    assert not conclude(vote(3, 7), 10, Rules(Fraction(0), Fraction(3, 10))).passed


@pytest.mark.parametrize(("choices", "electorate"), [(["maybe"], 5), (["YES"], 5), (vote(6), 5), ([], 0)])
def test_an_impossible_count_is_refused(choices, electorate):
    with pytest.raises(ValueError, match=r"maybe|YES|electorate"):
        conclude(choices, electorate, RULES)


@given(st.permutations(vote(4, 2, 3)))
def test_the_order_of_ballots_does_not_matter(choices):
    assert conclude(choices, 12, RULES) == conclude(vote(4, 2, 3), 12, RULES)


@given(*[st.integers(0, 60)] * 4, shares, shares.filter(lambda share: share < 1))
def test_one_more_yes_never_turns_a_pass_into_a_fail(yes, no, abstain, silent, quorum, threshold):
    rules, electorate = Rules(quorum, threshold), yes + no + abstain + silent + 1
    before = conclude(vote(yes, no, abstain), electorate, rules)
    after = conclude(vote(yes + 1, no, abstain), electorate, rules)
    assert after.passed or not before.passed
    assert after.ballots == before.ballots + 1


def test_support_leaves_abstentions_out():
    assert support(conclude(vote(3, 1, 40), 50, RULES)) == Fraction(3, 4)
    assert support(conclude(vote(0, 0, 2), 50, RULES)) is None


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
def test_headline(yes, no, abstain, electorate, words):
    assert said(yes, no, abstain, electorate) == words


def test_a_support_that_rounds_to_the_threshold_is_shown_with_the_digits_that_tell_them_apart():
    assert said(6_668, 3_332, 0, 10_000).endswith("passes: 66.68 % of 10000 > 66.67 %")
    assert said(4_999, 5_001, 0, 10_000, Rules(HALF, HALF)).endswith("fails: 49.99 % of 10000 < 50 %")


def test_a_turnout_that_just_missed_the_quorum_does_not_read_as_reached():
    words = said(2_499, 2_500, 0, 10_000)
    assert words.startswith("4999 of 10000 voted (49.99 %)")
    assert words.endswith("the quorum of 50 % was not reached")


@pytest.mark.parametrize(("count", "withheld"), [(0, False), (1, True), (4, True), (5, False)])
def test_the_breakdown_of_one_to_four_ballots_is_withheld(count, withheld):
    assert breakdown_withheld(conclude(vote(count), 10, RULES)) is withheld


@given(st.integers(0, 4).flatmap(lambda cast: st.tuples(st.just(cast), st.integers(0, cast))))
def test_with_few_ballots_the_headline_is_the_same_whoever_voted_what(few):
    cast, yes = few
    assume(cast)
    rules = Rules(Fraction(0), HALF)
    for no in range(cast - yes + 1):
        abstain = cast - yes - no
        concluded = conclude(vote(yes, no, abstain), 20, rules)
        words = headline(concluded, a_poll(20, rules))
        assert words.counts == "breakdown withheld under 5 ballots"
        assert words.verdict == ("passes: more than 50 % yes" if concluded.passed else "fails: not more than 50 % yes")


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

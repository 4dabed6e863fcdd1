from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.collective.early import decided_early, extended_deadline
from bot.collective.tally import conclude
from bot.model.polls import BoxContents, Conduct, Method
from tests.collective.polls import CLOSES, HEAD, box_of, choices_for, poll_of, terms_of, with_terms

HALF = Fraction(1, 2)


def box(choices, electorate, **more):
    return box_of(*choices, roll=dict.fromkeys(range(1, electorate + 1), 1), **more)


# --- closing early ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "decided"),
    [
        ([("yes", 5)], False),  # 5 of 10: the others could all say no, and half is not more than half
        ([("yes", 6)], True),
        ([("no", 4), ("yes", 1)], False),
        ([("no", 5)], True),  # yes could reach half, and no more
        ([("abstain", 5)], False),
        ([("yes", 3), ("abstain", 5)], True),
        ([("yes", 2), ("abstain", 6)], False),
    ],
)
def test_yes_or_no_of_ten_members_by_more_than_half(choices, decided):
    poll = poll_of(Method.YES_NO, electorate=10, threshold=HALF)
    assert decided_early(poll, box(choices, 10)) is decided


def test_a_sure_winner_waits_for_the_quorum():
    poll = poll_of(Method.SINGLE, electorate=10, quorum=Fraction(7, 10))
    assert not decided_early(poll, box([("1", 6)], 10))
    assert decided_early(poll, box([("1", 6), "2"], 10))


def test_a_quorum_that_cannot_be_reached_any_more_decides():
    # Ten were on the roll; three erased everything, one of them after voting.
    poll = poll_of(Method.SINGLE, electorate=10, quorum=Fraction(4, 5))
    assert decided_early(poll, box(["1"], 7))
    assert not decided_early(poll, box(["1"], 8))


def test_a_lead_that_could_still_be_levelled_is_not_decided():
    poll = poll_of(Method.SINGLE, electorate=10)
    assert not decided_early(poll, box([("1", 5), ("2", 2)], 10))
    assert decided_early(poll, box([("1", 6), ("2", 2)], 10))


def test_one_heavy_member_can_turn_it_round():
    poll = poll_of(Method.SINGLE, electorate=4, votes=8)
    assert not decided_early(poll, box_of("1", "1", "1", roll={1: 1, 2: 1, 3: 1, 4: 5}))
    assert decided_early(poll, box_of("1", "1", "1", roll={1: 2, 2: 2, 3: 2, 4: 2}))


def test_a_delegated_vote_is_still_missing_as_its_member_may_vote_or_take_it_back():
    lent = with_terms(poll_of(Method.SINGLE, electorate=5), conduct=Conduct(delegation=True))
    assert not decided_early(lent, box(["1"], 5, delegates={2: 1, 3: 1, 4: 1}))
    assert decided_early(lent, box(["1", "1", "1"], 5, delegates={4: 1}))
    # Two votes and two lent ones: the five that there are could still be two against three.
    assert not decided_early(lent, box(["1", "1"], 5, delegates={3: 1, 4: 1}))


def test_a_missing_score_card_can_bring_five_points():
    poll = poll_of(Method.SCORE, 2, electorate=3)
    assert not decided_early(poll, box(["1=4,2=2", "1=4,2=2"], 3))
    assert decided_early(poll, box(["1=5,2=2", "1=5,2=2"], 3))


def test_a_runoff_is_decided_by_more_than_half_of_all_first_places():
    poll = poll_of(Method.RUNOFF, electorate=9)
    assert not decided_early(poll, box([("1>2", 4)], 9))
    assert decided_early(poll, box([("1>2", 5)], 9))
    assert not decided_early(poll_of(Method.RUNOFF, electorate=8), box([("1>2", 4)], 8))


def test_schulze_is_decided_by_duels_that_nobody_can_turn():
    poll = poll_of(Method.SCHULZE, electorate=9)
    assert not decided_early(poll, box([("1>2", 4)], 9))
    assert decided_early(poll, box([("1>2", 5)], 9))


def every_choice(terms):
    numbers = range(1, len(terms.options) + 1)
    match terms.method:
        case Method.YES_NO:
            return ["abstain", "yes", "no"]
        case Method.SINGLE:
            return ["abstain", *map(str, numbers)]
        case Method.APPROVAL:
            sets = (each for size in numbers for each in combinations(numbers, size))
            return ["abstain", *(",".join(map(str, each)) for each in sets)]
        case Method.SCORE:
            cards = product((0, 2, 5), repeat=len(numbers))
            return ["abstain", *(",".join(f"{n}={score}" for n, score in enumerate(card, 1)) for card in cards)]
        case _:
            ranked = (each for size in numbers for each in permutations(numbers, size))
            return ["abstain", *(">".join(map(str, each)) for each in ranked)]


def outcomes(poll, choices, missing):
    """Every (winners, passed) that the missing members can bring about, by casting anything or nothing."""
    found = set()
    for more in product([None, *every_choice(poll.terms)], repeat=missing):
        cast = [*enumerate([*choices, *more], 1)]
        ballots = tuple((member_id, member_id, choice) for member_id, choice in cast if choice is not None)
        roll = dict.fromkeys(range(1, len(cast) + 1), 1)
        came = conclude(poll, BoxContents(ballots, roll, {}, HEAD)).conclusion
        found.add((came.winners, came.passed))
    return found


@st.composite
def half_done(draw, methods):
    method = draw(st.sampled_from(methods))
    terms = terms_of(method, draw(st.integers(2, 3)))
    choices = draw(st.lists(choices_for(terms), max_size=7))
    missing = draw(st.integers(0, 2))
    poll = poll_of(
        method, max(2, len(terms.options)), max(1, len(choices) + missing + draw(st.integers(0, 2))),
        quorum=draw(st.sampled_from([Fraction(0), HALF, Fraction(4, 5), Fraction(1)])),
        threshold=draw(st.sampled_from([Fraction(0), Fraction(1, 3), HALF, Fraction(2, 3)])),
    )  # fmt: skip
    return poll, choices, missing


def decided(poll, choices, missing):
    return decided_early(poll, box(choices, len(choices) + missing))


@settings(max_examples=300, deadline=None)
@given(half_done([Method.YES_NO, Method.SINGLE, Method.APPROVAL, Method.SCORE]))
def test_sums_are_decided_exactly_when_nothing_that_is_missing_could_change_the_outcome(asked):
    poll, choices, missing = asked
    assert decided(poll, choices, missing) is (len(outcomes(poll, choices, missing)) == 1)


@settings(max_examples=200, deadline=None)
@given(half_done([Method.RUNOFF, Method.SCHULZE]))
def test_rankings_are_decided_only_when_nothing_that_is_missing_could_change_the_outcome(asked):
    poll, choices, missing = asked
    if decided(poll, choices, missing):
        assert len(outcomes(poll, choices, missing)) == 1


@given(half_done(list(Method)))
def test_when_everyone_has_voted_it_is_decided(asked):
    poll, choices, _ = asked
    assert decided(poll, choices, 0)


# --- a late quorum ---------------------------------------------------------------------------------------------------

HOUR = timedelta(hours=1)


def extendable(**changed):
    poll = poll_of(Method.SINGLE, electorate=10, quorum=HALF)
    return with_terms(poll, conduct=Conduct(extension=6 * HOUR, **changed))


def test_a_quorum_that_comes_late_moves_the_deadline_so_that_the_time_promised_is_left():
    at = CLOSES - HOUR
    assert extended_deadline(extendable(), 5, at, 4) == at + 6 * HOUR


def test_a_quorum_in_good_time_moves_nothing():
    assert extended_deadline(extendable(), 5, CLOSES - 6 * HOUR, 4) is None
    assert extended_deadline(extendable(), 5, CLOSES - 7 * HOUR, 4) is None


@pytest.mark.parametrize(("before", "now"), [(3, 4), (5, 6), (0, 0)])
def test_a_cast_that_does_not_reach_the_quorum_moves_nothing(before, now):
    assert extended_deadline(extendable(), now, CLOSES - HOUR, before) is None


def test_a_deadline_moves_once():
    poll = extendable()
    moved = with_terms(poll, closes_at=CLOSES + HOUR)
    assert extended_deadline(replace(moved, extended_from=CLOSES), 5, CLOSES, 4) is None


def test_a_poll_that_was_not_promised_to_move_does_not():
    poll = with_terms(extendable(), conduct=Conduct())
    assert extended_deadline(poll, 5, CLOSES - HOUR, 4) is None


def test_without_a_quorum_there_is_nothing_to_reach():
    poll = with_terms(poll_of(Method.SINGLE, electorate=10), conduct=Conduct(extension=6 * HOUR))
    assert extended_deadline(poll, 1, CLOSES - HOUR, 0) is None


@given(st.integers(0, 10), st.integers(0, 10), st.integers(1, 72 * 60))
def test_a_deadline_never_moves_to_an_earlier_moment(before, more, minutes_left):
    at = CLOSES - timedelta(minutes=minutes_left)
    moved = extended_deadline(extendable(), min(10, before + more), at, before)
    assert moved is None or (moved > CLOSES and moved - at == 6 * HOUR)

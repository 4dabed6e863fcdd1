from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.collective.tally import Reason, breakdown_withheld, conclude, support, votes_so_far
from bot.model.polls import Conclusion, Conduct, Method
from tests.collective.polls import HEAD, box_of, choices_for, concluded, poll_of, polls_with_choices

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
shares = st.fractions(0, 1, max_denominator=20_000)


def vote(yes, no=0, abstain=0):
    return [("yes", yes), ("no", no), ("abstain", abstain)]


def yes_no(electorate=80, quorum=HALF, threshold=TWO_THIRDS, **terms):
    return poll_of(Method.YES_NO, electorate=electorate, quorum=quorum, threshold=threshold, **terms)


# --- yes or no -------------------------------------------------------------------------------------------------------


def test_counts_what_was_cast_and_nothing_else():
    assert concluded(yes_no(), *vote(55, 5, 2)) == Conclusion(
        (("yes", 55), ("no", 5)), 2, 62, 62, ("yes",), passed=True, reason="over threshold"
    )


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
    came = concluded(yes_no(electorate), *vote(yes, no, abstain))
    assert came.reason == reason
    assert came.passed is (reason is Reason.OVER_THRESHOLD)


def test_without_a_quorum_one_vote_decides():
    assert concluded(yes_no(18_000, Fraction(0), HALF), *vote(1)).passed


@pytest.mark.parametrize("method", Method)
def test_a_poll_in_which_nobody_voted_fails_even_without_a_quorum(method):
    came = concluded(poll_of(method, electorate=10))
    assert (came.reason, came.passed, came.winners) == (Reason.NOBODY_VOTED, False, ())


def test_exact_where_floats_would_err():
    # 0.1 + 0.2 > 0.3 in floats: 3 of 10 is not more than 3/10.
    assert not concluded(yes_no(10, Fraction(0), Fraction(3, 10)), *vote(3, 7)).passed


@given(*[st.integers(0, 60)] * 4, shares, shares.filter(lambda share: share < 1))
def test_one_more_yes_never_turns_a_pass_into_a_fail(yes, no, abstain, silent, quorum, threshold):
    poll = yes_no(yes + no + abstain + silent + 1, quorum, threshold)
    before, after = concluded(poll, *vote(yes, no, abstain)), concluded(poll, *vote(yes + 1, no, abstain))
    assert after.passed or not before.passed
    assert after.ballots == before.ballots + 1


def test_support_leaves_abstentions_out():
    assert support(concluded(yes_no(), *vote(3, 1, 40))) == Fraction(3, 4)
    assert support(concluded(yes_no(), *vote(0, 0, 2))) is None


# --- the other methods -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "choices", "counts", "winners"),
    [
        (Method.SINGLE, [("1", 3), ("2", 5), ("3", 1), "abstain"], (("1", 3), ("2", 5), ("3", 1)), ("2",)),
        (Method.APPROVAL, [("1,2", 3), ("2,3", 2), "1"], (("1", 4), ("2", 5), ("3", 2)), ("2",)),
        (Method.SCORE, [("1=5,2=4,3=0", 3), ("1=0,2=4,3=5", 3)], (("1", 15), ("2", 24), ("3", 15)), ("2",)),
        (Method.RUNOFF, [("1>2", 4), ("3>2", 3), ("2>3", 2)], (("1", 4), ("2", 2), ("3", 3)), ("3",)),
        (Method.SCHULZE, [("1>2", 4), ("3>2", 3), ("2>3", 2)], (("1", 4), ("2", 2), ("3", 3)), ("2",)),
    ],
)
def test_what_wins_by_each_method(method, choices, counts, winners):
    came = concluded(poll_of(method), *choices)
    assert (came.counts, came.winners, came.reason, came.passed) == (counts, winners, Reason.MOST, True)


def test_a_runoff_keeps_its_rounds_and_schulze_its_duels():
    choices = [("1>2", 4), ("3>2", 3), ("2>3", 2)]
    assert [each.dropped for each in concluded(poll_of(Method.RUNOFF), *choices).rounds] == [(2,), ()]
    assert concluded(poll_of(Method.SCHULZE), *choices).duels == ((0, 4, 4), (5, 0, 6), (5, 3, 0))


@pytest.mark.parametrize(
    ("method", "choices", "tied"),
    [
        (Method.SINGLE, [("1", 3), ("3", 3), "2"], ("1", "3")),
        (Method.APPROVAL, [("1,2", 3)], ("1", "2")),
        (Method.SCORE, [("1=5,2=5,3=0", 3)], ("1", "2")),
        (Method.RUNOFF, [("1", 3), ("2", 3)], ("1", "2")),
        (Method.SCHULZE, [("1>2>3", 1), ("2>3>1", 1), ("3>1>2", 1)], ("1", "2", "3")),
    ],
)
def test_a_tie_names_all_who_are_level_and_decides_nothing(method, choices, tied):
    came = concluded(poll_of(method), *choices)
    assert (came.winners, came.reason, came.passed) == (tied, Reason.TIED, False)


@pytest.mark.parametrize(
    ("method", "choices", "threshold", "passes"),
    [
        (Method.SINGLE, [("1", 5), ("2", 5), ("3", 0), ("abstain", 9)], Fraction(49, 100), None),
        (Method.SINGLE, [("1", 6), ("2", 4), ("abstain", 9)], HALF, True),  # of the votes that take a side
        (Method.SINGLE, [("1", 5), ("2", 4), ("3", 1)], HALF, False),  # half is not more than half
        (Method.APPROVAL, [("1,2", 5), ("2", 5)], Fraction(99, 100), True),
        (Method.APPROVAL, [("1,2", 5), ("2", 5), ("3", 5)], TWO_THIRDS, False),
        (Method.SCORE, [("1=4,2=0,3=0", 10)], Fraction(4, 5), False),  # 40 of 50 points
        (Method.SCORE, [("1=4,2=0,3=0", 10)], Fraction(79, 100), True),
        (Method.RUNOFF, [("1", 5), ("2", 4), ("3", 3)], Fraction(5, 12), False),  # exhausted votes are of those asked
        (Method.RUNOFF, [("1", 5), ("2", 4), ("3", 3)], Fraction(2, 5), True),
        (Method.SCHULZE, [("1>2", 6), ("2>1", 4)], Fraction(3, 5), False),  # in its closest duel
        (Method.SCHULZE, [("1>2", 6), ("2>1", 4)], Fraction(59, 100), True),
    ],
)
def test_the_winners_share_must_exceed_the_threshold(method, choices, threshold, passes):
    came = concluded(poll_of(method, threshold=threshold), *choices)
    if passes is None:
        assert came.reason == Reason.TIED
    else:
        assert came.reason == (Reason.OVER_THRESHOLD if passes else Reason.NOT_OVER_THRESHOLD)
        assert came.winners == ((str(2 if method is Method.APPROVAL else 1),) if passes else ())


def test_what_counts_of_a_runoff_is_its_last_round():
    came = concluded(poll_of(Method.RUNOFF, threshold=HALF), ("1>2", 4), ("2>1", 3), ("3>2", 2))
    assert (came.winners, came.reason) == (("2",), Reason.OVER_THRESHOLD)  # 4 of 9 first places, 5 of 9 at the end


@pytest.mark.parametrize(("threshold", "reason"), [(Fraction(3, 10), Reason.TIED), (HALF, Reason.NOT_OVER_THRESHOLD)])
def test_of_several_that_are_level_by_their_paths_the_best_is_compared(threshold, reason):
    # Closest duels: 2 of 4 for the first, 1 of 4 for the others.
    came = concluded(poll_of(Method.SCHULZE, threshold=threshold), "1", "1", "2>3", "3>2")
    assert came.reason == reason


def test_nothing_at_all_is_not_the_most():
    came = concluded(poll_of(Method.SCORE), ("1=0,2=0,3=0", 6))
    assert (came.reason, came.winners) == (Reason.NOT_OVER_THRESHOLD, ())


def test_below_the_quorum_nothing_wins_though_something_leads():
    came = concluded(poll_of(Method.SINGLE, electorate=20, quorum=HALF), ("1", 9))
    assert (came.reason, came.winners, came.counts[0]) == (Reason.NO_QUORUM, (), ("1", 9))


# --- weights and delegated votes -------------------------------------------------------------------------------------


def test_a_ballot_counts_for_as_many_votes_as_its_voter_has():
    poll = poll_of(Method.SINGLE, electorate=3, votes=6)
    came = conclude(poll, box_of("1", "2", "2", roll={1: 4, 2: 1, 3: 1}))
    assert came.conclusion.counts == (("1", 4), ("2", 2), ("3", 0))
    assert (came.conclusion.ballots, came.conclusion.votes, came.votes) == (3, 6, {1: 4, 2: 1, 3: 1})


def test_the_quorum_is_of_votes_with_those_delegated():
    poll = poll_of(Method.SINGLE, electorate=10, quorum=HALF, conduct=Conduct(delegation=True))
    roll, lent = dict.fromkeys(range(1, 11), 1), {8: 1, 9: 8, 10: 99}
    came = conclude(poll, box_of("1", "1", "2", roll=roll, delegates=lent))
    assert (came.conclusion.ballots, came.conclusion.delegated, came.conclusion.votes) == (3, 2, 5)
    assert (came.conclusion.reason, came.votes) == (Reason.MOST, {1: 3, 2: 1, 3: 1})
    without = poll_of(Method.SINGLE, electorate=10, quorum=HALF)
    assert concluded(without, "1", "1", "2", roll=roll, delegates=lent).reason == Reason.NO_QUORUM


def test_a_delegates_abstention_is_an_abstention_of_all_that_it_carries():
    poll = poll_of(Method.YES_NO, electorate=3, conduct=Conduct(delegation=True))
    came = concluded(poll, "abstain", roll={1: 1, 2: 1, 3: 1}, delegates={2: 1, 3: 1})
    assert (came.abstain, came.votes, came.reason) == (3, 3, Reason.ONLY_ABSTENTIONS)


# --- what cannot be --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("poll", "box", "why"),
    [
        (yes_no(5), box_of("maybe"), "log entry 1 is none of this poll's: 'maybe'"),
        (yes_no(5), box_of("YES"), "YES"),
        (yes_no(5), box_of(("yes", 6)), "6 ballots with 6 votes from an electorate of 5"),
        (yes_no(5), box_of("yes", roll={1: 6}), "1 ballots with 6 votes from an electorate of 5"),
        (yes_no(0), box_of(), "an electorate of 0"),
        (poll_of(Method.SINGLE, 3), box_of("4"), "log entry 1"),
        (poll_of(Method.APPROVAL, 3), box_of("1,1"), "log entry 1"),
    ],
)
def test_an_impossible_count_is_refused(poll, box, why):
    with pytest.raises(ValueError, match=why):
        conclude(poll, box)


# --- properties ------------------------------------------------------------------------------------------------------


@given(polls_with_choices(), st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(asked, chance):
    poll, choices = asked
    assert concluded(poll, *chance.sample(choices, len(choices))) == concluded(poll, *choices)


@given(polls_with_choices())
def test_every_ballot_is_in_the_turnout_once(asked):
    poll, choices = asked
    came = conclude(poll, box_of(*choices))
    assert came.conclusion.ballots == came.conclusion.votes == len(choices)
    assert came.votes == dict.fromkeys(range(1, len(choices) + 1), 1)
    if poll.terms.method in (Method.YES_NO, Method.SINGLE, Method.RUNOFF, Method.SCHULZE):
        assert sum(votes for _, votes in came.conclusion.counts) + came.conclusion.abstain == len(choices)


@given(polls_with_choices())
def test_it_passes_where_one_thing_won_and_nowhere_else(asked):
    poll, choices = asked
    came = concluded(poll, *choices)
    assert came.passed is (len(came.winners) == 1)
    assert came.passed is (came.reason in (Reason.OVER_THRESHOLD, Reason.MOST))
    assert (len(came.winners) > 1) is (came.reason == Reason.TIED)


@given(polls_with_choices(methods=[Method.SINGLE, Method.APPROVAL, Method.SCORE], fewest_ballots=1), st.data())
def test_one_more_ballot_for_the_winner_leaves_it_the_winner(asked, data):
    poll, choices = asked
    poll = poll_of(poll.terms.method, len(poll.terms.options), poll.electorate + 1)
    before = concluded(poll, *choices)
    if before.passed:
        (winner,) = map(int, before.winners)
        mark = {
            Method.SCORE: ",".join(f"{n}={5 if n == winner else 0}" for n in range(1, len(poll.terms.options) + 1))
        }.get(poll.terms.method, str(winner))
        assert concluded(poll, *choices, mark).winners == before.winners


@given(polls_with_choices(), st.permutations(range(1, 6)))
def test_renaming_the_options_renames_the_winners_apart_from_lots(asked, names):
    poll, choices = asked
    options = len(poll.terms.options)
    if poll.terms.method is Method.YES_NO:
        return
    new = {str(old): str(name) for old, name in enumerate([n for n in names if n <= options], 1)}
    before = concluded(poll, *choices)
    after = concluded(poll, *[renamed(poll.terms.method, choice, new) for choice in choices])
    if not any(each.by_lot for each in before.rounds):
        assert set(after.winners) == {new[choice] for choice in before.winners}
        assert after.passed is before.passed


def renamed(method, choice, new):
    if choice == "abstain":
        return choice
    if method is Method.SCORE:
        cards = sorted((int(new[card.split("=")[0]]), card.split("=")[1]) for card in choice.split(","))
        return ",".join(f"{number}={score}" for number, score in cards)
    if method is Method.APPROVAL:
        return ",".join(sorted((new[number] for number in choice.split(",")), key=int))
    return ">".join(new[number] for number in choice.split(">"))


@settings(max_examples=50)
@given(polls_with_choices(fewest_ballots=1), st.data())
def test_a_weight_of_three_is_three_ballots_of_the_same(asked, data):
    poll, choices = asked
    heavy = data.draw(st.integers(1, len(choices)))
    roll = {member_id: 3 if member_id == heavy else 1 for member_id in range(1, len(choices) + 1)}
    wide = poll_of(
        poll.terms.method, max(2, len(poll.terms.options)), poll.electorate + 2,
        quorum=poll.terms.rules.quorum, threshold=poll.terms.rules.threshold,
    )  # fmt: skip
    weighed = concluded(wide, *choices, roll=roll)
    apart = concluded(wide, *choices, choices[heavy - 1], choices[heavy - 1])
    for name in ("counts", "abstain", "votes", "winners", "passed", "reason", "rounds", "duels"):
        assert getattr(weighed, name) == getattr(apart, name)


# --- what is shown ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "withheld"), [(0, False), (1, True), (4, True), (5, False)])
def test_the_breakdown_of_one_to_four_ballots_is_withheld(count, withheld):
    assert breakdown_withheld(concluded(yes_no(10), *vote(count))) is withheld


def test_members_are_counted_for_it_and_not_their_votes():
    poll = poll_of(Method.SINGLE, electorate=5, votes=40, conduct=Conduct(live=True, delegation=True))
    box = box_of("1", "2", roll={1: 30, 2: 1, 3: 3, 4: 3, 5: 3}, delegates={3: 1, 4: 1, 5: 1})
    assert breakdown_withheld(conclude(poll, box).conclusion)
    assert votes_so_far(poll, box) == ()


def test_a_live_poll_shows_its_counts_once_five_have_voted():
    poll = poll_of(Method.SINGLE, conduct=Conduct(live=True))
    assert votes_so_far(poll, box_of("1", "1", "2", "abstain")) == ()
    shown = votes_so_far(poll, box_of("1", "1", "2", "abstain", "3"))
    assert shown == (("1", 2), ("2", 1), ("3", 1), ("abstain", 1))


def test_a_poll_whose_results_are_hidden_shows_none_however_many_have_voted():
    assert votes_so_far(poll_of(Method.SINGLE), box_of(("1", 50))) == ()


@given(st.data(), st.sampled_from(list(Method)))
def test_what_a_live_poll_shows_is_what_its_close_would_count(data, method):
    poll = poll_of(method, conduct=Conduct(live=True))
    choices = data.draw(st.lists(choices_for(poll.terms), min_size=5, max_size=9))
    came = concluded(poll, *choices)
    assert votes_so_far(poll, box_of(*choices, head=HEAD)) == (*came.counts, ("abstain", came.abstain))

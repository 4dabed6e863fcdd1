from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.delegation import CarriedVotes, carried_votes, delegation_cycle
from bot.model.polls import BoxContents

ADA, BO, CY, DEE = 1, 2, 3, 4
ROLL = dict.fromkeys((ADA, BO, CY, DEE), 1)


def carried(voters, delegates, roll=None):
    ballots = tuple((member_id, seq, "yes") for seq, member_id in enumerate(voters, 1))
    return carried_votes(BoxContents(ballots, roll or ROLL, delegates), delegation=True)


def test_a_delegates_ballot_carries_the_vote_of_who_did_not_vote():
    assert carried([BO], {ADA: BO}) == CarriedVotes({BO: 2}, delegated=1)


def test_an_own_ballot_goes_before_a_delegation():
    assert carried([ADA, BO], {ADA: BO}) == CarriedVotes({ADA: 1, BO: 1}, delegated=0)


def test_votes_pass_on_from_delegate_to_delegate_up_to_the_first_who_voted():
    assert carried([CY], {ADA: BO, BO: CY, CY: DEE}) == CarriedVotes({CY: 3}, delegated=2)
    assert carried([BO, CY], {ADA: BO, BO: CY}) == CarriedVotes({BO: 2, CY: 1}, delegated=1)


def test_a_delegate_who_did_not_vote_carries_nothing():
    assert carried([CY], {ADA: BO}) == CarriedVotes({CY: 1}, delegated=0)


def test_a_delegate_who_is_not_on_the_roll_carries_nothing_and_passes_nothing_on():
    assert carried([CY], {ADA: 99, 99: CY}) == CarriedVotes({CY: 1}, delegated=0)


def test_a_delegator_who_is_not_on_the_roll_adds_nothing():
    assert carried([CY], {99: CY}) == CarriedVotes({CY: 1}, delegated=0)


def test_a_circle_carries_nothing_and_ends():
    assert carried([DEE], {ADA: BO, BO: CY, CY: ADA}) == CarriedVotes({DEE: 1}, delegated=0)
    assert carried([DEE], {ADA: ADA}) == CarriedVotes({DEE: 1}, delegated=0)


def test_who_stands_in_front_of_a_circle_is_not_counted_either():
    assert carried([DEE], {ADA: BO, BO: CY, CY: BO}) == CarriedVotes({DEE: 1}, delegated=0)


def test_a_line_of_twenty_thousand_is_followed_once():
    roll = dict.fromkeys(range(20_001), 1)
    delegates = {member_id: member_id + 1 for member_id in range(20_000)}
    assert carried([20_000], delegates, roll) == CarriedVotes({20_000: 20_001}, delegated=20_000)
    assert len(delegation_cycle(delegates, 20_000, 0)) == 20_002


def test_weights_are_carried_whole():
    assert carried([BO], {ADA: BO}, {ADA: 3, BO: 2}) == CarriedVotes({BO: 5}, delegated=1)


def test_where_the_poll_does_not_let_members_delegate_nothing_is_carried():
    box = BoxContents(((BO, 1, "yes"),), ROLL, {ADA: BO})
    assert carried_votes(box, delegation=False) == CarriedVotes({BO: 1}, delegated=0)


@pytest.mark.parametrize(
    ("ballots", "roll", "why"),
    [
        (((ADA, 1, "yes"), (ADA, 2, "no")), ROLL, "two ballots"),
        (((99, 1, "yes"),), ROLL, "not on the roll"),
        ((), {ADA: 0}, "less than one vote"),
    ],
)
def test_an_impossible_box_is_refused(ballots, roll, why):
    with pytest.raises(ValueError, match=why):
        carried_votes(BoxContents(ballots, roll), delegation=True)


members = st.integers(1, 7)
delegations = st.dictionaries(members, members, max_size=7)


@given(st.sets(members), delegations)
def test_no_vote_is_carried_twice_and_none_that_is_not_on_the_roll(voters, delegates):
    roll = dict.fromkeys(range(1, 7), 1)
    came = carried(sorted(voters & roll.keys()), delegates, roll)
    assert sum(came.votes.values()) == len(came.votes) + came.delegated <= len(roll)


@given(st.lists(members, unique=True, min_size=1), delegations)
def test_the_order_of_ballots_does_not_matter(voters, delegates):
    roll = dict.fromkeys(range(1, 8), 1)
    assert carried(voters, delegates, roll) == carried(voters[::-1], delegates, roll)


def test_the_circle_that_a_delegation_would_close_is_named():
    assert delegation_cycle({9: 4, 4: 7}, 7, 9) == (7, 9, 4, 7)


@pytest.mark.parametrize(
    ("delegates", "path"),
    [({}, ()), ({9: 4}, ()), ({9: 4, 4: 9}, ()), ({7: 4, 4: 9}, ())],
)
def test_a_delegation_that_closes_no_circle_of_its_own_is_free_to_be_made(delegates, path):
    assert delegation_cycle(delegates, 7, 9) == path


def test_nobody_delegates_to_themselves():
    assert delegation_cycle({}, 7, 7) == (7, 7)


@given(st.lists(st.tuples(members, members), max_size=30))
def test_delegations_that_were_checked_one_by_one_form_no_circle(asked):
    delegates = {}
    for member_id, delegate_id in asked:
        if not delegation_cycle(delegates, member_id, delegate_id):
            delegates[member_id] = delegate_id
    for start in delegates:
        at, steps = start, 0
        while at in delegates:
            at, steps = delegates[at], steps + 1
            assert steps <= len(delegates)

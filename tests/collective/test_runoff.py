from __future__ import annotations

import hashlib
import random

from hypothesis import given
from hypothesis import strategies as st

from bot.collective.runoff import lot, runoff_rounds, runoff_winners
from tests.collective.polls import HEAD


def ranked(*rows, names):
    """(how many, "BAC") rows as rankings of 1, 2, 3..., in the order of `names`."""
    return [(tuple(names.index(letter) + 1 for letter in ranking), votes) for votes, ranking in rows]


def rounds(*rows, names, head=HEAD):
    """Every round as a dictionary of letters, with the exhausted under "" and the dropped beside it; no lots."""
    told = runoff_rounds(ranked(*rows, names=names), len(names), head)
    assert not any(each.by_lot for each in told)
    return [
        ({**{names[number - 1]: votes for number, votes in each.votes}, "": each.exhausted},
         "".join(names[number - 1] for number in each.dropped))
        for each in told
    ]  # fmt: skip


# --- published examples ----------------------------------------------------------------------------------------------


def test_tennessee_chooses_knoxville():
    # Wikipedia, "Instant-runoff voting", Tennessee's capital: Memphis, Nashville, Chattanooga and Knoxville.
    assert rounds((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"), names="MNCK") == [
        ({"M": 42, "N": 26, "C": 15, "K": 17, "": 0}, "C"),
        ({"M": 42, "N": 26, "K": 32, "": 0}, "N"),
        ({"M": 42, "K": 58, "": 0}, ""),
    ]


BURLINGTON = [
    (1332, "MKW"), (767, "MWK"), (455, "M"),
    (2043, "KMW"), (371, "KWM"), (568, "K"),
    (1513, "WMK"), (495, "WKM"), (1289, "W"),
]  # fmt: skip


def test_burlington_2009_elects_kiss_over_wright():
    # The ballots of March 3, 2009 by their order of Montroll, Kiss and Wright alone; the last round is as published on
    # electowiki, "2009 Burlington mayoral election": Kiss 4314, Wright 4064; 455 ranked nobody but Montroll.
    assert rounds(*BURLINGTON, names="MKW") == [
        ({"W": 3297, "K": 2982, "M": 2554, "": 0}, "M"),
        ({"K": 4314, "W": 4064, "": 455}, ""),
    ]


def test_alaska_2022_elects_peltola_over_palin():
    # Graham-Squire and McCune, "A Mathematical Analysis of the 2022 Alaska Special Election for US House"
    # (arXiv:2209.04764): Begich, Palin and Peltola (here E), with the certified 91,266 to 86,026 in the last round.
    ballots = [
        (27053, "BPE"), (15467, "BEP"), (11290, "B"),
        (34049, "PBE"), (3652, "PEB"), (21272, "P"),
        (47407, "EBP"), (4645, "EPB"), (23747, "E"),
    ]  # fmt: skip
    assert rounds(*ballots, names="BPE") == [
        ({"E": 75799, "P": 58973, "B": 53810, "": 0}, "B"),
        ({"E": 91266, "P": 86026, "": 11290}, ""),
    ]


# --- rules of ties ---------------------------------------------------------------------------------------------------


def test_an_option_with_more_than_half_ends_it_at_once():
    assert rounds((3, "AB"), (2, "BA"), names="ABC") == [({"A": 3, "B": 2, "C": 0, "": 0}, "")]


def test_half_is_not_more_than_half():
    assert rounds((4, "AB"), (3, "BA"), (1, "CB"), names="ABC") == [
        ({"A": 4, "B": 3, "C": 1, "": 0}, "C"),
        ({"A": 4, "B": 4, "": 0}, ""),
    ]


def test_those_who_are_last_together_go_together_where_none_of_them_could_overtake_the_next():
    assert rounds((5, "AB"), (4, "BA"), (1, "CB"), (1, "DB"), names="ABCD")[0][1] == "CD"


def test_they_do_not_go_together_where_one_of_them_could():
    # C and D have 2 each, as many as B together: C, with D's votes, could draw level with B.
    first = runoff_rounds(ranked((5, "AB"), (4, "BA"), (2, "CB"), (2, "DC"), names="ABCD"), 4, HEAD)[0]
    assert len(first.dropped) == 1
    assert first.by_lot


def test_who_was_behind_in_the_round_before_is_dropped():
    assert rounds((6, "E"), (2, "A"), (3, "B"), (1, "CA"), names="ABCE") == [
        ({"E": 6, "B": 3, "A": 2, "C": 1, "": 0}, "C"),
        ({"E": 6, "A": 3, "B": 3, "": 0}, "A"),
        ({"E": 6, "B": 3, "": 3}, ""),
    ]


def test_the_latest_round_that_tells_them_apart_decides_and_not_the_first():
    # B is behind A in the first round, before A in the second, and level with A in the third.
    assert rounds((9, "E"), (4, "A"), (3, "B"), (2, "CB"), (1, "DA"), (2, "D"), names="ABCDE")[:3] == [
        ({"E": 9, "A": 4, "B": 3, "D": 3, "C": 2, "": 0}, "C"),
        ({"E": 9, "B": 5, "A": 4, "D": 3, "": 0}, "D"),
        ({"E": 9, "A": 5, "B": 5, "": 2}, "A"),
    ]


def test_a_lot_that_anyone_can_draw_again_decides_among_those_level_in_every_round():
    draws = {number: hashlib.sha256(b"tutti lot 1" + HEAD + str(number).encode()).digest() for number in (1, 2, 3)}
    (first, last) = runoff_rounds([((1,), 2), ((2,), 2), ((3,), 2)], 3, HEAD)
    assert (first.dropped, first.by_lot) == ((min(draws, key=draws.get),), True)
    assert lot(HEAD, 2) == draws[2]
    assert not last.by_lot


def test_another_log_draws_other_lots():
    heads = [hashlib.sha256(bytes([number])).digest() for number in range(40)]
    rankings = [((1,), 2), ((2,), 2), ((3,), 2)]
    assert {runoff_rounds(rankings, 3, head)[0].dropped for head in heads} == {(1,), (2,), (3,)}


def test_two_who_are_level_at_the_end_have_both_won_and_no_lot_is_drawn():
    told = runoff_rounds([((1,), 2), ((2,), 2)], 2, HEAD)
    assert runoff_winners(told) == (1, 2)
    assert [each.by_lot for each in told] == [False]


def test_without_a_ballot_there_is_no_round_and_no_winner():
    assert runoff_rounds([], 3, HEAD) == ()
    assert runoff_winners(()) == ()


# --- properties ------------------------------------------------------------------------------------------------------

rankings = st.lists(
    st.tuples(
        st.permutations([1, 2, 3, 4]).flatmap(lambda all_of: st.integers(1, 4).map(lambda cut: tuple(all_of[:cut]))),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=12,
)


@given(rankings)
def test_every_vote_is_in_every_round_once(ballots):
    for each in runoff_rounds(ballots, 4, HEAD):
        assert sum(votes for _, votes in each.votes) + each.exhausted == sum(votes for _, votes in ballots)


@given(rankings)
def test_each_round_holds_those_who_were_not_dropped_before_and_one_at_least_is_dropped(ballots):
    still_in = {1, 2, 3, 4}
    told = runoff_rounds(ballots, 4, HEAD)
    for each in told:
        assert {number for number, _ in each.votes} == still_in
        assert set(each.dropped) <= still_in
        still_in -= set(each.dropped)
    assert all(each.dropped for each in told[:-1])
    assert not told[-1].dropped


@given(rankings, st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(ballots, chance):
    shuffled = chance.sample(ballots, len(ballots))
    assert runoff_rounds(shuffled, 4, HEAD) == runoff_rounds(ballots, 4, HEAD)


@given(rankings, st.permutations([1, 2, 3, 4]))
def test_renaming_the_options_renames_the_winner_where_no_lot_was_drawn(ballots, names):
    told = runoff_rounds(ballots, 4, HEAD)
    renamed = runoff_rounds([(tuple(names[n - 1] for n in ranking), votes) for ranking, votes in ballots], 4, HEAD)
    if not any(each.by_lot for each in told):
        assert set(runoff_winners(renamed)) == {names[number - 1] for number in runoff_winners(told)}


@given(rankings, st.integers(1, 4))
def test_who_is_first_on_more_than_half_wins_at_once(ballots, favourite):
    others = sum(votes for _, votes in ballots)
    told = runoff_rounds([*ballots, ((favourite,), others + 1)], 4, HEAD)
    assert (len(told), runoff_winners(told)) == (1, (favourite,))


@given(rankings)
def test_a_ballot_of_five_votes_is_five_ballots(ballots):
    apart = [(ranking, 1) for ranking, votes in ballots for _ in range(votes)]
    assert runoff_rounds(apart, 4, HEAD) == runoff_rounds(ballots, 4, HEAD)


def test_ten_thousand_ballots_of_twenty_five_options_are_counted_in_a_moment():
    chance = random.Random(6)
    ballots = [(tuple(chance.sample(range(1, 26), chance.randint(1, 25))), 1) for _ in range(10_000)]
    assert len(runoff_winners(runoff_rounds(ballots, 25, HEAD))) == 1

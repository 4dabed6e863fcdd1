from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.schulze import beatpaths, beats_all, closest_duel, duels, schulze_winners
from tests.collective.test_runoff import BURLINGTON, ranked, rankings

# Markus Schulze's own examples, as on Wikipedia and electowiki ("Schulze method", examples 1 to 4): names, ballots,
# winners, and the strengths of the strongest paths row by row without the diagonal.
EXAMPLES = {
    "45 voters": (
        "ABCDE",
        "5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC",
        "E",
        [[28, 28, 30, 24], [25, 28, 33, 24], [25, 29, 29, 24], [25, 28, 28, 24], [25, 28, 28, 31]],
    ),
    "30 voters, four options": (
        "ABCD",
        "5 ACBD, 2 ACDB, 3 ADCB, 4 BACD, 3 CBDA, 3 CDBA, 1 DACB, 5 DBAC, 4 DCBA",
        "D",
        [[20, 20, 17], [19, 19, 17], [19, 21, 17], [18, 18, 18]],
    ),
    "30 voters, five options": (
        "ABCDE",
        "3 ABDEC, 5 ADEBC, 1 ADECB, 2 BADEC, 2 BDECA, 4 CABDE, 6 CBADE, 2 DBECA, 5 DECAB",
        "B",
        [[18, 20, 21, 21], [19, 19, 19, 19], [19, 18, 19, 19], [19, 18, 20, 30], [19, 18, 20, 19]],
    ),
    "9 voters, a tie": (
        "ABCD",
        "3 ABCD, 2 DABC, 2 DBCA, 2 CBDA",
        "BD",
        [[5, 5, 5], [5, 7, 5], [5, 5, 5], [6, 5, 5]],
    ),
}  # fmt: skip


def rows_of(words):
    return [(int(row.split()[0]), row.split()[1]) for row in words.split(", ")]


@pytest.mark.parametrize("example", EXAMPLES)
def test_schulzes_own_examples(example):
    names, words, winners, paths = EXAMPLES[example]
    matrix = duels(ranked(*rows_of(words), names=names), len(names))
    assert [[*row[:i], *row[i + 1 :]] for i, row in enumerate(beatpaths(matrix))] == paths
    assert "".join(names[number - 1] for number in schulze_winners(matrix)) == winners


def test_the_duels_of_the_45_voters():
    names, words, _, _ = EXAMPLES["45 voters"]
    assert duels(ranked(*rows_of(words), names=names), 5) == (
        (0, 20, 26, 30, 22),
        (25, 0, 16, 33, 18),
        (19, 29, 0, 17, 24),
        (15, 12, 28, 0, 14),
        (23, 27, 21, 31, 0),
    )


def test_burlington_2009_would_have_elected_montroll():
    # As on electowiki, "2009 Burlington mayoral election": Montroll beats Kiss 4067 to 3477, Wright 4597 to 3668.
    matrix = duels(ranked(*BURLINGTON, names="MKW"), 3)
    assert matrix == ((0, 4067, 4597), (3477, 0, 4314), (3668, 4064, 0))
    assert schulze_winners(matrix) == (1,)
    assert beats_all(matrix, 1)
    assert closest_duel(matrix, 1) == 4067


def test_tennessee_would_have_chosen_nashville():
    # Wikipedia, "Condorcet method", the example of Tennessee's capital.
    votes = [(42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM")]
    assert schulze_winners(duels(ranked(*votes, names="MNCK"), 4)) == (2,)


def test_an_option_that_is_missing_stands_below_those_that_are_ranked_and_level_with_others_that_are_missing():
    assert duels([((2,), 3)], 3) == ((0, 0, 0), (3, 0, 3), (0, 0, 0))


def test_victories_are_as_strong_as_the_votes_for_them_and_not_as_their_margins():
    # A beats B 12 to 11, B beats C 10 to 2, C beats A 9 to 7. The fewest votes are behind C's victory, so A wins; the
    # smallest margin is that of A's, and by margins B would win.
    assert schulze_winners(((0, 12, 7), (11, 0, 10), (9, 2, 0))) == (1,)


def test_a_circle_of_equal_victories_is_a_tie_of_all():
    assert schulze_winners(((0, 9, 8), (8, 0, 9), (9, 8, 0))) == (1, 2, 3)


def test_a_duel_that_is_level_is_nobodys_victory():
    # 1 and 2 each have a first place, and 3 stands below 2 and level with 1: no path leads from 3 to anybody but 4.
    assert schulze_winners(duels([((1,), 1), ((2, 3), 1)], 4)) == (1, 2)


def test_options_that_nobody_tells_apart_have_all_won():
    assert schulze_winners(duels([], 3)) == (1, 2, 3)


@given(rankings, st.randoms(use_true_random=False))
def test_the_order_of_ballots_does_not_matter(ballots, chance):
    assert duels(chance.sample(ballots, len(ballots)), 4) == duels(ballots, 4)


@given(rankings, st.permutations([1, 2, 3, 4]))
def test_renaming_the_options_renames_the_winners(ballots, names):
    renamed = [(tuple(names[number - 1] for number in ranking), votes) for ranking, votes in ballots]
    assert set(schulze_winners(duels(renamed, 4))) == {names[n - 1] for n in schulze_winners(duels(ballots, 4))}


@given(rankings)
def test_an_option_that_beats_every_other_wins_alone(ballots):
    matrix = duels(ballots, 4)
    for number in range(1, 5):
        if beats_all(matrix, number):
            assert schulze_winners(matrix) == (number,)


@given(rankings)
def test_there_is_always_a_winner_and_its_closest_duel_is_not_empty(ballots):
    matrix = duels(ballots, 4)
    winners = schulze_winners(matrix)
    assert winners
    assert all(closest_duel(matrix, number) > 0 for number in winners) or len(winners) > 1


@given(rankings)
def test_no_duel_has_more_votes_than_there_are(ballots):
    matrix, votes = duels(ballots, 4), sum(votes for _, votes in ballots)
    assert all(matrix[i][j] + matrix[j][i] <= votes for i in range(4) for j in range(4) if i != j)


@given(rankings)
def test_a_path_is_at_least_as_strong_as_the_victory_it_may_consist_of(ballots):
    matrix = duels(ballots, 4)
    path = beatpaths(matrix)
    assert all(path[i][j] >= matrix[i][j] for i in range(4) for j in range(4) if i != j and matrix[i][j] > matrix[j][i])


def test_ten_thousand_ballots_of_twenty_five_options_are_counted_in_a_moment():
    chance = random.Random(6)
    ballots = [(tuple(chance.sample(range(1, 26), chance.randint(1, 25))), 1) for _ in range(10_000)]
    assert schulze_winners(duels(ballots, 25))

"""Schulze's method: every option meets every other, and the strongest paths of victories settle circles.

An option that is not on a ballot stands below all that are, and level with the others that are missing. Option i
beats j where more votes rank i above j than j above i; a victory is as strong as the votes for it (*winning votes*,
which Schulze's paper writes `>win` and uses in its examples). A path is as strong as its weakest victory. i wins
where no j has a stronger path to i than i has to j. An option that beats every other (a Condorcet winner) always wins
alone.

Where several options are level by their paths all of them have won, and the poll is tied: nobody draws lots for a
winner.

Source: Markus Schulze, "The Schulze Method of Voting", arXiv:1804.02973, section 2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.collective.ballot_forms import Marks

Matrix = tuple[tuple[int, ...], ...]


def duels(rankings: Iterable[tuple[Marks, int]], options: int) -> Matrix:
    """How every option fares against every other.

    Args:
        rankings: (options from the best, votes) of every ballot that takes a side. Any order.
        options: how many there are, numbered from 1.

    Returns:
        Row i, column j: votes that rank option i+1 above option j+1; 0 on the diagonal.
    """
    ballots = Counter[Marks]()
    for ranking, votes in rankings:
        ballots[ranking] += votes
    matrix = [[0] * options for _ in range(options)]
    for ranking, votes in ballots.items():
        below = set(range(options))
        for number in ranking:
            below.discard(number - 1)
            for other in below:
                matrix[number - 1][other] += votes
    return tuple(map(tuple, matrix))


def beatpaths(matrix: Matrix) -> Matrix:
    """The strength of the strongest path from every option to every other, in votes; 0 where there is no path.

    Source:
        Floyd (1962), as in Schulze's section 2.3.1.
    """
    options = range(len(matrix))
    path = [[matrix[i][j] if matrix[i][j] > matrix[j][i] else 0 for j in options] for i in options]
    for through in options:
        for i in options:
            for j in options:
                if i != j:
                    path[i][j] = max(path[i][j], min(path[i][through], path[through][j]))
    return tuple(map(tuple, path))


def schulze_winners(matrix: Matrix) -> tuple[int, ...]:
    """The options that no other has a stronger path to than they have to it, ascending: at least one."""
    path = beatpaths(matrix)
    options = range(len(matrix))
    return tuple(i + 1 for i in options if all(path[i][j] >= path[j][i] for j in options))


def beats_all(matrix: Matrix, number: int) -> bool:
    """Whether that option beats every other in their duel: a Condorcet winner."""
    row = number - 1
    return all(votes > matrix[other][row] for other, votes in enumerate(matrix[row]) if other != row)


def closest_duel(matrix: Sequence[Sequence[int]], number: int) -> int:
    """Votes for that option in the duel that it did worst in; 0 where it has no opponent."""
    row = number - 1
    return min((votes for other, votes in enumerate(matrix[row]) if other != row), default=0)

"""Our tallies beside two other people's: pyrankvote (MIT, 2022) and votelib (MIT, 2021), on a thousand elections each.

Each election is made from a seed, so that the same thousand are compared every time. Elections that a rule of ties
decides are left out, at most a quarter, as neither library breaks ties as we do: pyrankvote looks at second choices and
then at chance, votelib refuses to drop one of several, and ranks Schulze's winners further.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import count, islice

import pyrankvote
import votelib.convert
import votelib.evaluate.cardinal
import votelib.evaluate.condorcet
import votelib.evaluate.core
import votelib.evaluate.sequential

from bot.collective.runoff import runoff_rounds, runoff_winners
from bot.collective.schulze import duels, schulze_winners
from bot.model.polls import Method
from tests.collective.polls import HEAD, concluded, poll_of

ELECTIONS = 1_000
MOST_TIED = 0.25
"""No more elections than this are left out, or the comparison would be of easy ones."""


def rankings_of(seed):
    """3 to 7 options, and what 5 to 150 voters, who lean to one order, rank of them."""
    chance = random.Random(seed)
    options = chance.randint(3, 7)
    strength = [chance.random() * 2 for _ in range(options)]
    ballots = []
    for _ in range(chance.randint(5, 150)):
        order = sorted(range(1, options + 1), key=lambda number: strength[number - 1] + chance.random() * 4)
        ballots.append(tuple(order[: chance.randint(1, options)]))
    return options, ballots


def runoffs():
    """A thousand runoffs without a tie that had to be broken: (seed, options, ballots, our rounds)."""
    found = (
        (seed, options, ballots, rounds)
        for seed in count()
        for options, ballots in [rankings_of(seed)]
        for rounds in [runoff_rounds([(ranking, 1) for ranking in ballots], options, HEAD)]
        if not tie_broken(rounds)
    )
    thousand = list(islice(found, ELECTIONS))
    assert 1 - ELECTIONS / (thousand[-1][0] + 1) <= MOST_TIED
    return thousand


def tie_broken(rounds):
    """Whether one of several was dropped who were last together, or two were level at the end."""
    chosen = [sum(votes == each.votes[-1][1] for _, votes in each.votes) > len(each.dropped) for each in rounds[:-1]]
    return any(chosen) or len(runoff_winners(rounds)) > 1


def by_pyrankvote(options, ballots):
    """Votes by option, round by round, and the winner. It drops all at once who cannot win any more."""
    candidates = [pyrankvote.Candidate(str(number)) for number in range(1, options + 1)]
    cast = [pyrankvote.Ballot([candidates[number - 1] for number in ranking]) for ranking in ballots]
    result = pyrankvote.instant_runoff_voting(candidates, cast)
    told = [
        {int(each.candidate.name): int(each.number_of_votes) for each in one.candidate_results if each.number_of_votes}
        for one in result.rounds
    ]
    return told, int(result.get_winners()[0].name)


def test_runoffs_agree_with_pyrankvote_in_winner_and_in_every_round_that_both_count():
    rounds_compared = 0
    for seed, options, ballots, rounds in runoffs():
        theirs, winner = by_pyrankvote(options, ballots)
        assert runoff_winners(rounds) == (winner,), seed
        ours = {frozenset(number for number, votes in each.votes if votes): dict(each.votes) for each in rounds}
        for tally in theirs:
            if frozenset(tally) in ours:
                assert tally == {n: votes for n, votes in ours[frozenset(tally)].items() if votes}, seed
                rounds_compared += 1
    assert rounds_compared >= 2 * ELECTIONS


def test_runoffs_agree_with_votelib():
    refused = 0
    for seed, _, ballots, rounds in runoffs():
        votes = Counter(tuple(map(str, ranking)) for ranking in ballots)
        try:
            theirs = votelib.evaluate.sequential.TransferableVoteSelector().evaluate(votes, 1)
        except NotImplementedError:  # several of its last are level, though they are out together
            refused += 1
        else:
            assert [str(number) for number in runoff_winners(rounds)] == theirs, seed
    assert refused <= ELECTIONS * MOST_TIED


def test_schulze_agrees_with_votelib():
    found = (
        (seed, ballots, winners)
        for seed in count()
        for options, ballots in [rankings_of(seed)]
        for winners in [schulze_winners(duels([(ranking, 1) for ranking in ballots], options))]
        if len(winners) == 1
    )
    thousand = list(islice(found, ELECTIONS))
    assert 1 - ELECTIONS / (thousand[-1][0] + 1) <= MOST_TIED
    for seed, ballots, winners in thousand:
        pairs = votelib.convert.RankedToCondorcetVotes().convert(Counter(tuple(map(str, each)) for each in ballots))
        assert votelib.evaluate.condorcet.Schulze().evaluate(pairs, 1) == [str(winners[0])], seed


def test_schulzes_circles_agree_with_votelib_too():
    # Of voters without a leaning, so that a good part has no option that beats every other.
    circles = 0
    for seed in range(ELECTIONS):
        chance = random.Random(seed)
        ballots = [tuple(chance.sample(range(1, 7), 6)) for _ in range(chance.randint(30, 60))]
        matrix = duels([(ranking, 1) for ranking in ballots], 6)
        winners = schulze_winners(matrix)
        beaten = all(any(matrix[j][i] > matrix[i][j] for j in range(6)) for i in range(6))
        if len(winners) == 1 and beaten:
            circles += 1
            pairs = votelib.convert.RankedToCondorcetVotes().convert(Counter(tuple(map(str, each)) for each in ballots))
            assert votelib.evaluate.condorcet.Schulze().evaluate(pairs, 1) == [str(winners[0])], seed
    assert circles >= 100


def their_winners(votes, most):
    """What votelib elects to one seat, which is one candidate or a `Tie` of several."""
    (theirs,) = most.evaluate(votes, 1)
    return tuple(sorted(theirs)) if isinstance(theirs, votelib.evaluate.core.Tie) else (theirs,)


def test_single_choices_agree_with_votelib():
    for seed in range(ELECTIONS):
        chance = random.Random(seed)
        options = chance.randint(2, 9)
        choices = [str(chance.randint(1, options)) for _ in range(chance.randint(5, 60))]
        ours = concluded(poll_of(Method.SINGLE, options, electorate=60), *choices)
        assert ours.winners == their_winners(Counter(choices), votelib.evaluate.core.Plurality()), seed


def test_approvals_agree_with_votelib():
    for seed in range(ELECTIONS):
        chance = random.Random(seed)
        options = chance.randint(2, 9)
        sets = [
            frozenset(chance.sample(range(1, options + 1), chance.randint(1, options)))
            for _ in range(chance.randint(5, 60))
        ]
        ours = concluded(
            poll_of(Method.APPROVAL, options, electorate=60), *(",".join(map(str, sorted(s))) for s in sets)
        )
        theirs = votelib.convert.ApprovalToSimpleVotes().convert(Counter(frozenset(map(str, s)) for s in sets))
        assert {choice: votes for choice, votes in ours.counts if votes} == dict(theirs), seed
        assert ours.winners == their_winners(theirs, votelib.evaluate.core.Plurality()), seed


def test_scores_agree_with_votelib():
    for seed in range(ELECTIONS):
        chance = random.Random(seed)
        options = chance.randint(2, 9)
        cards = [
            tuple((str(number), chance.randint(0, 5)) for number in range(1, options + 1))
            for _ in range(chance.randint(5, 60))
        ]
        choices = [",".join(f"{number}={score}" for number, score in card) for card in cards]
        ours = concluded(poll_of(Method.SCORE, options, electorate=60), *choices)
        votes = Counter(frozenset(card) for card in cards)
        theirs = votelib.convert.ScoreToSimpleVotes("sum").convert(votes)
        assert dict(ours.counts) == theirs, seed
        assert ours.winners == their_winners(votes, votelib.evaluate.cardinal.ScoreVoting("sum")), seed

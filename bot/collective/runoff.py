"""The instant runoff: rounds in which the last are dropped and their ballots go on to whoever they rank next.

**The rules.** Each ballot counts for the highest option on it that is still in; one that ranks none of them is
*exhausted*. Who has more than half of the votes that are not exhausted wins. Else the option with the fewest votes is
dropped, and the next round is counted. Where several are level in the last place:

1. If they have fewer votes together than the next option up, all of them are dropped: in whatever order they went, each
   would be next.
2. Else, those of them who had the fewest votes in the round before, then in the one before that, and so on back to the
   first: whoever was behind in the latest round that tells them apart.
3. If that leaves several, a public lot drops one: the option with the smallest SHA-256 of `tutti lot 1`, the log's head
   and the option's number in decimal. The head is final only at the close, and anyone can draw the lot again. (Whoever
   runs Tutti draws the nonces that the head is made of, and so could try several; `docs/voting.md` says so.)

When two options are left and level, nobody draws lots for a winner: both have won, and the poll is tied.

Source: Robert's Rules of Order Newly Revised, 45:62-69 (preferential voting); rule 2 is the backwards tie-break of the
Scottish Local Government Elections Order 2007, rule 51, in which lots decide what stays level.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.collective.ballot_forms import Marks
from bot.model.polls import RunoffRound

_LOT = b"tutti lot 1"


def runoff_rounds(rankings: Iterable[tuple[Marks, int]], options: int, head: bytes) -> tuple[RunoffRound, ...]:
    """Count a runoff.

    Args:
        rankings: (options from the best, votes) of every ballot that takes a side. Any order; equal ones may repeat.
        options: how many there are, numbered from 1.
        head: the log's last chain value, for lots.

    Returns:
        Every round; empty where there is no ballot.
    """
    ballots = Counter[Marks]()
    for ranking, votes in rankings:
        ballots[ranking] += votes
    rounds: list[RunoffRound] = []
    tallies: list[dict[int, int]] = []
    still_in = set(range(1, options + 1)) if ballots else set()
    while still_in:
        tally, exhausted = _tally(ballots, still_in)
        tallies.append(tally)
        ordered = tuple(sorted(tally.items(), key=lambda row: (-row[1], row[0])))
        if ordered[0][1] * 2 > sum(tally.values()) or len(still_in) <= 2:
            rounds.append(RunoffRound(ordered, exhausted))
            break
        dropped, by_lot = _dropped(tallies, head)
        rounds.append(RunoffRound(ordered, exhausted, dropped, by_lot))
        still_in.difference_update(dropped)
    return tuple(rounds)


def runoff_winners(rounds: Sequence[RunoffRound]) -> tuple[int, ...]:
    """Who is first after the last round: one, or two who are level; none where there was no round."""
    if not rounds:
        return ()
    most = rounds[-1].votes[0][1]
    return tuple(number for number, votes in rounds[-1].votes if votes == most)


def _tally(ballots: Counter[Marks], still_in: set[int]) -> tuple[dict[int, int], int]:
    tally, exhausted = dict.fromkeys(sorted(still_in), 0), 0
    for ranking, votes in ballots.items():
        highest = next((number for number in ranking if number in still_in), None)
        if highest is None:
            exhausted += votes
        else:
            tally[highest] += votes
    return tally, exhausted


def _dropped(tallies: Sequence[dict[int, int]], head: bytes) -> tuple[tuple[int, ...], bool]:
    """Who leaves after the latest of these rounds, and whether a lot chose."""
    latest = tallies[-1]
    fewest = min(latest.values())
    last = [number for number, votes in latest.items() if votes == fewest]
    above = [votes for votes in latest.values() if votes > fewest]
    if len(last) == 1 or (above and fewest * len(last) < min(above)):
        return tuple(last), False
    for earlier in reversed(tallies[:-1]):
        behind = min(earlier[number] for number in last)
        last = [number for number in last if earlier[number] == behind]
    return (min(last, key=lambda number: lot(head, number)),), len(last) > 1


def lot(head: bytes, number: int) -> bytes:
    """An option's lot in the poll whose log ends in `head`: the smallest among several is drawn."""
    return hashlib.sha256(_LOT + head + str(number).encode()).digest()

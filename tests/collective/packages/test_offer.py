"""What a package says of the vote that it comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.collective.packages.facts import Vote
from bot.collective.packages.offer import offer_record
from tests.collective.packages.pools import FACTS, slice_of


@pytest.mark.parametrize(
    ("vote", "sides"),
    [
        (Vote(electorate=80, yes=4, no=1, abstain=0), (5, 4, 1, 0)),
        (Vote(electorate=80, yes=3, no=1, abstain=0), (4, None, None, None)),
        (Vote(electorate=80, yes=0, no=0, abstain=0), (0, 0, 0, 0)),
    ],
)
def test_sides_of_under_five_ballots_are_withheld_as_on_the_votes_card(vote: Vote, sides: tuple[int | None, ...]):
    said = offer_record(slice_of("artist"), (), 40, replace(FACTS, vote=vote))["vote"]
    assert isinstance(said, dict)
    assert tuple(said[name] for name in ("ballots", "yes", "no", "abstain")) == sides

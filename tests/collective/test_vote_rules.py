from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from bot.collective.proposal import QUORUM_DEFAULT, THRESHOLD_DEFAULT
from bot.collective.vote_rules import parse_vote_rules
from bot.errors import BadProposal
from bot.model.polls import Rules

NOW = datetime(2026, 10, 23, 15, 30, tzinfo=UTC)


def read(words):
    return parse_vote_rules(words, NOW, "Europe/Berlin")


def test_three_lines_in_any_order_and_spelling():
    closes, rules = read("threshold 60 %\nCLOSES: in 3 days\n\n quorum = 1/4 ")
    assert closes == NOW + timedelta(days=3)
    assert rules == Rules(Fraction(1, 4), Fraction(3, 5))


def test_semicolons_end_lines_too_and_clock_times_keep_their_colon():
    closes, rules = read("Closes: tomorrow 20:00; Quorum: 50")
    assert closes == datetime(2026, 10, 24, 18, 0, tzinfo=UTC)
    assert rules == Rules(Fraction(1, 2), THRESHOLD_DEFAULT)


def test_a_closing_time_is_enough():
    assert read("closing 48h")[1] == Rules(QUORUM_DEFAULT, THRESHOLD_DEFAULT)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "say when the vote closes"),
        ("Quorum: 50 %", "say when the vote closes"),
        ("Closes:", "say when the vote closes"),
        ("Closes: 48h\nWinner: us", "I cannot read “Winner: us”"),
        ("Closes: 48h\n50 %", "I cannot read “50 %”"),
        ("Closes: 48h\nclosing: 24h", "two lines about “closes”"),
        ("Closes: 48h\nThreshold: 10 %", "at least 50 %"),
        ("Closes: soon", "cannot read “soon” as a time"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_reason(words, why):
    with pytest.raises(BadProposal, match=why):
        read(words)

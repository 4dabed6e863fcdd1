from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

from bot.charts.rows import RoundBar
from bot.collective.tally import conclude
from bot.model.polls import BoxContents, Method, Option, Poll, PollTerms, Rules
from bot.usecases.polls.draw_result import duels, rounds

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
CITIES = (Option(1, "Lima"), Option(2, "Oslo"), Option(3, "Rome"))
# Nine ballots: Oslo 4, Rome 3, Lima 2; when Lima leaves, one of its two goes to Rome and one ranks nobody else.
RANKED = ("2",) * 4 + ("3>2",) * 3 + ("1>3", "1")


def poll(method: Method) -> Poll:
    terms = PollTerms("Where?", NOW + timedelta(days=1), Rules(Fraction(0), Fraction(0)), method, CITIES)
    return Poll(1, 1, None, terms, 9, NOW, votes=9)


def box() -> BoxContents:
    ballots = tuple((number, number, choice) for number, choice in enumerate(RANKED, 1))
    return BoxContents(ballots, dict.fromkeys(range(1, 10), 1))


def test_rounds_are_drawn_by_how_far_each_option_came():
    asked = poll(Method.RUNOFF)
    rows = rounds(asked, conclude(asked, box()).conclusion, "Where?", "9 of 9 voted")
    assert rows.names == ("Oslo", "Rome", "Lima")
    assert rows.rounds == (RoundBar(1, (4, 3, 2), 0, (2,)), RoundBar(2, (4, 4, 0), 1))


def test_duels_are_drawn_with_the_winner_first():
    asked = poll(Method.SCHULZE)
    rows = duels(asked, conclude(asked, box()).conclusion, "Where?", "9 of 9 voted")
    assert set(rows.names) == {"Lima", "Oslo", "Rome"}
    first = rows.duels[0]
    assert all(first[other] >= rows.duels[other][0] for other in (1, 2))
    assert rows.duels[0][0] == rows.duels[1][1] == rows.duels[2][2] == 0

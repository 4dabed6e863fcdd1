from __future__ import annotations

import pytest

from bot.charts.alt import alt_text
from bot.charts.rows import DuelRows, RoundBar, RoundRows
from bot.charts.runoff import MOST_ROUNDS, duels_figure, rounds_figure
from bot.charts.theme import SIDE, WIDTH
from tests.charts.reading import read, texts, traces
from tests.charts.samples import duel_rows, round_rows

# Nine voters: Oslo 4, Rome 3, Lima 2; Lima leaves, and one of its two ranks Rome next, the other nobody.
CITIES = RoundRows(
    "Where?",
    "9 of 12 voted",
    ("Oslo", "Rome", "Lima"),
    (RoundBar(1, (4, 3, 2), 0, (2,)), RoundBar(2, (4, 4, 0), 1)),
)


def test_each_option_is_a_trace_over_all_rounds_and_exhausted_ballots_come_last():
    assert [(trace["name"], trace["x"]) for trace in traces(read(rounds_figure(CITIES)))] == [
        ("Oslo", [4, 4]),
        ("Rome", [3, 4]),
        ("Lima", [2, 0]),
        ("ranks nobody who is left", [0, 1]),
    ]


def test_every_round_is_as_long_as_all_votes():
    figure = read(rounds_figure(CITIES))
    assert figure["layout"]["xaxis"]["range"] == [0, 9]
    assert [sum(trace["x"][row] for trace in traces(figure)) for row in (0, 1)] == [9, 9]


def test_the_line_stands_at_half_of_those_who_still_rank_somebody():
    first, second = read(rounds_figure(CITIES))["layout"]["shapes"]
    wide = WIDTH - 2 * SIDE
    assert first["x0"] * WIDTH == pytest.approx(SIDE + wide * 4.5 / 9)
    assert second["x0"] * WIDTH == pytest.approx(SIDE + wide * 4 / 9)


def test_who_leaves_is_named_at_the_round():
    assert [words for words in texts(read(rounds_figure(CITIES))) if "leaves" in words] == ["Lima leaves"]


def test_of_many_rounds_the_first_and_the_last_are_drawn():
    shown = " ".join(texts(read(rounds_figure(round_rows(25)))))
    assert "Round 1 " in shown
    assert "Round 2 " not in shown
    assert "Round 24" in shown
    assert len(traces(read(rounds_figure(round_rows(25))))[0]["x"]) == MOST_ROUNDS


def test_a_duels_cell_is_the_rows_share_of_those_who_ranked_either():
    rows = DuelRows("Where?", "", ("Oslo", "Rome", "Lima"), ((0, 6, 4), (2, 0, 0), (4, 0, 0)))
    heat, written = traces(read(duels_figure(rows)))
    assert heat["z"] == [[None, 0.75, 0.5], [0.25, None, None], [0.5, None, None]]
    assert written["text"] == ["6", "4", "2", "4"]


def test_duels_have_to_be_square():
    with pytest.raises(ValueError, match="2 by 2"):
        duels_figure(DuelRows("Where?", "", ("Oslo", "Rome"), ((0, 1),)))


def test_the_words_say_each_round_and_each_duel_of_the_winner():
    assert alt_text(CITIES) == (
        "Result of a runoff: Where? 9 of 12 voted. "
        "Stacked bars; round 1: Oslo 4, Rome 3, Lima 2; round 2: Oslo 4, Rome 4."
    )
    assert "In order: Ada, Chiyoko 千代子. Ada: 40 to 0 against Chiyoko 千代子." in alt_text(duel_rows(2))

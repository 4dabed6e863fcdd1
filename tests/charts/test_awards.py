from __future__ import annotations

import pytest

from bot.charts.awards import MOST_AWARDS, MOST_CLUES, award_figure, guess_figure
from bot.charts.rows import AwardCard, AwardRows, GuessBar, GuessRows
from tests.charts.group_samples import CLOCK, award_rows, guess_rows
from tests.charts.reading import read, texts, traces


def test_a_card_says_award_winner_number_and_who_was_next():
    card = AwardCard("🌧️", "Raincloud", "Ada", "41 % of plays", "before Bo, 38 %")
    shown = texts(read(award_figure(AwardRows("Awards", "", (card,)))))
    assert set(shown) == {"<b>Awards</b>", "🌧️", "<b>Raincloud</b>", "<b>Ada</b>", "41 % of plays", "before Bo, 38 %"}


def test_cards_stand_two_in_a_row_in_their_order():
    names = [text for text in texts(read(award_figure(award_rows(4)))) if text in ("🌧️", "🐦", "🦉", "🦋")]
    assert names == ["🌧️", "🐦", "🦉", "🦋"]


def test_a_card_grows_with_its_words():
    short, wordy = (read(award_figure(award_rows(2, words=words)))["layout"]["height"] for words in (1, 4))
    assert wordy > short


def test_more_cards_than_are_legible_are_not_drawn_and_nobody_wins_nothing():
    panels = read(award_figure(award_rows(30)))["layout"]["shapes"]
    assert len(panels) == MOST_AWARDS
    assert texts(read(award_figure(AwardRows("Awards", "", (), ("Cy",)))))[-1] == "Not enough listening: \u2068Cy\u2069"


def test_a_riddle_shows_amounts_and_hides_names():
    figure = read(guess_figure(GuessRows("Whose?", "", (GuessBar(4, "4 h"), GuessBar(2, "2 h", "Mitski")))))
    assert texts(figure) == ["<b>Whose?</b>", "<b>?</b>", "<b>4 h</b>", "Mitski", "<b>2 h</b>"]
    assert traces(figure)[0]["x"] == [4, 2]


def test_a_clock_can_be_a_clue():
    clock, bars = traces(read(guess_figure(guess_rows(3, clock=True))))
    assert clock["r"] == list(guess_rows(3, clock=True).clock)
    assert len(bars["x"]) == 3


def test_a_clock_of_other_hours_is_refused():
    with pytest.raises(ValueError, match="24 hours, not 23"):
        guess_figure(GuessRows("Whose?", "", (), CLOCK[1:]))


def test_more_clues_than_are_legible_are_not_drawn():
    rows = GuessRows("Whose?", "", tuple(GuessBar(1, "1 h") for _ in range(20)))
    assert len(traces(read(guess_figure(rows)))[0]["x"]) == MOST_CLUES

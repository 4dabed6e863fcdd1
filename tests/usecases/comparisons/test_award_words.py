from __future__ import annotations

from datetime import date

import pytest

from bot.analysis.awards import Award, AwardName, Placing, Refusal
from bot.usecases.comparisons.award_words import AWARDS, WHY, amount_words, listed, refusal_words, title_of


def place(amount: float, **more: object) -> Placing:
    return Placing(1, False, 1, amount, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "placing", "whole", "short"),
    [
        (AwardName.RAINCLOUD, place(0.1804), "18 % of plays are of sad titles", "18 %"),
        (AwardName.OWL, place(0.0004), "under 0.1 % of plays from midnight to five", "under 0.1 %"),
        (AwardName.CARTOGRAPHER, place(0.826), "0.83 new artists per 100 plays", "0.83"),
        (AwardName.LOYALIST, place(2.84), "as if 2.8 artists shared it all", "2.8"),
        (AwardName.LOYALIST, place(1204.4), "as if 1,204 artists shared it all", "1,204"),
        (AwardName.FIRST_FOOTPRINT, place(0.25, cases=24), "6 of 24 times there before another", "6 of 24"),
        (AwardName.COMEBACK, place(738.0), "back after 738 days", "738 days"),
        (
            AwardName.MARATHON,
            place(427.0, day=date(2022, 12, 22)),
            "7 h 07 min in one sitting, 22 Dec 2022",
            "7 h 07 min",
        ),
        (AwardName.MARATHON, place(42.4, day=date(2022, 12, 22)), "42 min in one sitting, 22 Dec 2022", "42 min"),
    ],
)
def test_numbers_are_told_whole_to_the_winner_and_short_to_the_next(name, placing, whole, short):
    assert amount_words(name, placing, whole=True) == whole
    assert amount_words(name, placing) == short


def test_a_picture_names_the_artist_with_the_number():
    assert amount_words(AwardName.SUPERFAN, place(0.5), whole=True, artist="Mitski") == "50 % of plays for Mitski"
    assert amount_words(AwardName.COMEBACK, place(200.0), artist="Mitski") == "back to Mitski after 200 days"


@pytest.mark.parametrize(
    ("name", "refused", "words"),
    [
        (AwardName.OWL, Refusal.FEW, "Owl (fewer than two of you have enough to go by)"),
        (AwardName.DEEP_CUT, Refusal.NOBODY, "Deep Cut (nobody has any of it)"),
        (AwardName.COMEBACK, Refusal.NO_WINDOW, "Comeback (takes more than 180 days that all exports cover)"),
        (AwardName.MARATHON, Refusal.NO_WINDOW, "Marathon (takes days that all exports cover)"),
    ],
)
def test_an_award_that_is_not_given_says_why(name, refused, words):
    assert refusal_words(Award(name, (), (), refused)) == words


def test_names_are_listed_as_one_says_them():
    assert listed(["Ada"]) == "Ada"
    assert listed(["Ada", "Bo"]) == "Ada and Bo"
    assert listed(iter(["Ada", "Bo", "Dana"])) == "Ada, Bo and Dana"


def test_every_award_is_explained_under_its_own_name_and_emoji():
    assert list(AWARDS) == list(AwardName)
    assert len({text.emoji for text in AWARDS.values()}) == len(AWARDS)
    for name, line in zip(AwardName, WHY.definition, strict=False):
        assert line.startswith(f"{AWARDS[name].emoji} **{title_of(name)}** goes to ")

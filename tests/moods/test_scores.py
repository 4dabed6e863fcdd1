from __future__ import annotations

import json
from datetime import date

import pytest

from bot.model.moods import WeeklyChange
from bot.moods.breakup import VERSION, breakup_playlist, breakup_stretch, score_as_json, score_from_json, stored_score
from tests.moods.planted import CHARACTERS, planted


@pytest.mark.parametrize("character", CHARACTERS)
def test_a_stretch_comes_back_as_it_went(character):
    score = breakup_stretch(planted(character, 1))
    assert score_from_json(score_as_json(score)) == score


@pytest.mark.parametrize("tracks", [0, 5, 9])
def test_a_playlist_comes_back_as_it_went(tracks):
    score = breakup_playlist("für meinen Ex 💔", ["She Left Me"] * tracks, [date(2024, 2, 1)] * tracks)
    assert score_from_json(score_as_json(score)) == score


def test_equal_scores_give_equal_text():
    assert score_as_json(breakup_stretch(planted("breakup", 2))) == score_as_json(
        breakup_stretch(planted("breakup", 2))
    )


def test_titles_stay_readable():
    assert "für meinen Ex 💔" in score_as_json(breakup_playlist("für meinen Ex 💔", ["x"] * 5))


@pytest.mark.parametrize("text", ["", "[]", "null", "{}", '{"scope": "playlist"}'])
def test_what_is_no_score_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        score_from_json(text)


def test_evidence_of_an_unknown_kind_is_refused():
    fields = json.loads(score_as_json(breakup_stretch(planted("breakup", 1))))
    fields["evidence"][0]["kind"] = "horoscope"
    with pytest.raises(ValueError, match="not a breakup score"):
        score_from_json(json.dumps(fields))


def test_storage_gets_the_number_the_text_and_the_version():
    score = breakup_playlist("breakup", ["She Left Me"] * 5)
    stored = stored_score(score)
    assert (stored.score, stored.version, score_from_json(stored.detail)) == (score.score, VERSION, score)


def test_every_number_in_it_is_a_plain_one():
    score = breakup_stretch(planted("breakup", 3))
    assert {type(part.value) for part in score.parts} == {float}
    assert all(type(piece.per_week) is float for piece in score.evidence if isinstance(piece, WeeklyChange))

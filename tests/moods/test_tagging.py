"""What a language model is sent of titles, and what is taken of its answer."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.analysis.group import nothing
from bot.model.mood_months import TITLE_TAGS, UntaggedTitle
from bot.moods.over_time import mood_months
from bot.moods.tagging import TagShares, sad_with_tags, tag_form, tag_prompt, tag_shares, without_mood

TITLES = (UntaggedTitle(8_001, "Windmill", "Ada Band"), UntaggedTitle(8_002, "Marble", ""))


def answer(*entries: object) -> dict[str, object]:
    return {"moods": list(entries)}


def one(n: object, mood: object = "happy", **more: object) -> dict[str, object]:
    return {"n": n, "mood": mood, **more}


def test_titles_and_artists_are_sent_and_no_id():
    prompt = tag_prompt(TITLES)
    assert json.loads(prompt.material) == [
        {"n": 1, "title": "Windmill", "artist": "Ada Band"},
        {"n": 2, "title": "Marble", "artist": ""},
    ]
    assert "800" not in prompt.material + prompt.instructions


def test_long_and_hidden_text_of_titles_is_not_sent():
    hostile = UntaggedTitle(1, "a\u202eb\u200b\n" + "x" * 500, "y" * 500)
    (entry,) = json.loads(tag_prompt([hostile]).material)
    assert entry["title"] == ("a b  " + "x" * 500)[:120]
    assert len(entry["artist"]) == 120


def test_titles_that_tell_a_mood_by_themselves_are_not_asked_about():
    told = UntaggedTitle(1, "She Left Me", "A"), UntaggedTitle(2, "So Lonely Tonight", "A")
    assert without_mood((*told, *TITLES)) == TITLES


def test_a_whole_answer_is_read_by_track():
    read = tag_form(TITLES).read
    assert read(answer(one(2, "sad"), one(1, "other"))) == {8_001: "other", 8_002: "sad"}


@pytest.mark.parametrize(
    "broken",
    [
        [],
        "happy",
        {},
        {"moods": {}},
        {**answer(one(1), one(2)), "note": "x"},
        answer(one(1)),
        answer(one(1), one(2), one(2)),
        answer(one(1), one(1)),
        answer(one(0), one(2)),
        answer(one(1), one(3)),
        answer(one(1), one(8_002)),
        answer(one(1), one("2")),
        answer(one(1), one(2.0)),
        answer(one(True), one(2)),
        answer(one(1), one(2, "melancholy")),
        answer(one(1), one(2, None)),
        answer(one(1), one(2, "Sad")),
        answer(one(1), one(2, ["sad"])),
        answer(one(1), one(2, track="Marble")),
        answer(one(1), 2),
    ],
)
def test_anything_else_is_refused_in_words_that_repeat_nothing(broken: object):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the words are checked below
        tag_form(TITLES).read(broken)
    assert "melancholy" not in str(refused.value)
    assert "Marble" not in str(refused.value)


def test_the_schema_names_every_mood_and_nothing_is_optional():
    schema = tag_form(TITLES).schema
    entry = schema["properties"]["moods"]["items"]
    assert entry["properties"]["mood"]["enum"] == list(TITLE_TAGS)
    assert entry["additionalProperties"] is False
    assert entry["required"] == ["n", "mood"]


def plays(*rows: tuple[int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["day", "track_id", "plays"])


def test_hand_worked_shares():
    # Of 100 plays 80 are tagged: 40 sad, 30 happy, 10 other.
    frame = plays((0, 1, 25), (1, 1, 15), (1, 2, 30), (1, 3, 10), (2, 4, 20))
    tags = {1: "sad", 2: "happy", 3: "other", 9: "party"}
    assert tag_shares(frame, tags) == TagShares(80, 100, (("sad", 0.5), ("happy", 0.375), ("other", 0.125)))


def test_without_plays_there_are_no_shares():
    assert tag_shares(plays(), {1: "sad"}) == TagShares(0, 0, ())


def test_tags_add_to_what_titles_say():
    # January 1970: 40 plays, 4 sad by title and 6 by tag. February: 10 plays, too few. March: 50, none by tag.
    days = pd.DataFrame(
        {"member_id": 1, "day": [0, 31, 59], "plays": [40, 10, 50], "breakup": [4, 0, 5], "sad": 0, "night": 0}
    )
    months = mood_months(days, nothing("repeats"))
    found = sad_with_tags(months, plays((0, 1, 6), (0, 2, 30), (31, 1, 9), (59, 3, 5)), {1: "breakup", 2: "party"})
    assert [None if np.isnan(share) else round(share, 6) for share in found] == [0.25, None, 0.1]
    assert sad_with_tags(months, plays((0, 1, 6)), {1: "breakup"}, smooth=True)[0] == 0.25


@given(st.dictionaries(st.integers(1, 9), st.sampled_from(TITLE_TAGS)), st.lists(st.integers(1, 40), max_size=9))
def test_shares_of_tagged_plays_add_up(tags, counts):
    frame = plays(*((0, track, count) for track, count in enumerate(counts, start=1)))
    found = tag_shares(frame, tags)
    assert sum(share for _, share in found.moods) == pytest.approx(1.0 if found.plays else 0.0)
    assert 0 <= found.plays <= found.of_plays

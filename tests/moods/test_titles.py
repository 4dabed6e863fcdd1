from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moods.titles import MOODS, normalised, title_mood, title_moods

OWN = Path(__file__).with_name("titles.jsonl")
REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "titles.jsonl"


@dataclass
class Quality:
    """How well breakups are told, and how well breakup-or-sad is told from the rest."""

    precision: float
    recall: float
    f1_of_either: float


def quality(labelled: Sequence[dict[str, str]]) -> Quality:
    told = title_moods(row["title"] for row in labelled)
    truth = np.array([row["label"] for row in labelled])
    both = int(((told == "breakup") & (truth == "breakup")).sum())
    either_told, either_true = told != "other", truth != "other"
    return Quality(
        precision=both / int((told == "breakup").sum()),
        recall=both / int((truth == "breakup").sum()),
        f1_of_either=2 * int((either_told & either_true).sum()) / int(either_told.sum() + either_true.sum()),
    )


def labelled(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_our_own_titles_are_told_apart():
    found = quality(labelled(OWN))
    assert found.precision >= 0.97
    assert found.recall >= 0.95
    assert found.f1_of_either >= 0.95


@pytest.mark.skipif(not REFERENCE.exists(), reason="the labelled reference titles are not beside this repository")
def test_the_reference_titles_are_told_apart():
    found = quality(labelled(REFERENCE))
    assert found.precision >= 0.95
    assert found.recall >= 0.85


@pytest.mark.parametrize(
    "title",
    [
        "Breaking Benjamin",
        "spring break 2019",
        "break up the band",
        "Heartbreak Hotel (the film)",
        "Ex Hex",
        "Unbreakable",
    ],
)
def test_a_name_that_only_sounds_like_it_is_a_trap(title):
    assert title_mood(title) == "other"


@pytest.mark.parametrize(
    ("title", "mood"),
    [
        ("getting over him", "breakup"),
        ("getting over the flu", "other"),
        ("break up with him", "breakup"),
        ("break up with sugar", "other"),
        ("she left me", "breakup"),
        ("left lane", "other"),
        ("closure", "breakup"),
        ("road closure", "other"),
        ("my ex", "breakup"),
        ("ex-Yugoslavia", "other"),
        ("so lonely", "sad"),
        ("The Lonely Island", "other"),
    ],
)
def test_the_words_around_decide(title, mood):
    assert title_mood(title) == mood


@pytest.mark.parametrize(
    ("title", "mood"),
    [
        ("canciones para olvidarte", "breakup"),
        ("m'oublier, l'oublier", "breakup"),
        ("Liebeskummer", "breakup"),
        ("sofrência", "breakup"),
        ("mi ha lasciato", "breakup"),
        ("po rozstaniu", "breakup"),
        ("liefdesverdriet", "breakup"),
        ("krossat hjärta", "breakup"),
        ("失恋した夜", "breakup"),
        ("헤어진 다음날", "breakup"),
        ("分手快乐", "breakup"),
        ("мы расстались", "breakup"),
        ("ayrılık acısı", "breakup"),
        ("بعد الفراق", "breakup"),
        ("दिल टूटा", "breakup"),
        ("dil toota", "breakup"),
        ("música para llorar", "sad"),
        ("traurige Lieder", "sad"),
        ("悲しい夜", "sad"),
        ("슬픈 노래", "sad"),
        ("грустные песни", "sad"),
        ("hüzünlü", "sad"),
        ("حزين", "sad"),
        ("उदास", "sad"),
    ],
)
def test_other_languages_are_understood(title, mood):
    assert title_mood(title) == mood


def test_a_broken_heart_alone_speaks_of_a_breakup():
    assert title_mood("💔") == "breakup"


def test_a_broken_heart_does_not_turn_a_film_into_a_breakup():
    assert title_mood("The Notebook soundtrack 💔") == "other"


def test_a_tear_alone_speaks_of_sadness():
    assert title_mood("sunday 😢") == "sad"


def test_a_breakup_outweighs_the_sadness_beside_it():
    assert title_mood("sad breakup songs") == "breakup"


def test_a_version_note_is_no_part_of_a_title():
    assert normalised("Since You Left (feat. Somebody) - 2011 Remaster") == "since you left"


def test_stretched_letters_and_accents_do_not_matter():
    assert normalised("SAAAAD Às 3") == "sad as 3"


def test_letters_set_apart_are_a_word():
    assert title_mood("h e a r t b r e a k") == "breakup"


def test_a_song_known_for_it_counts_only_by_its_whole_title():
    assert (title_mood("Rolling in the Deep"), title_mood("rolling in the deep snow")) == ("breakup", "other")


def test_many_titles_are_answered_as_one_by_one():
    titles = ["divorce", "gym", "so lonely", "divorce", ""]
    assert title_moods(titles).tolist() == [title_mood(title) for title in titles]


def test_no_titles_have_no_moods():
    assert title_moods([]).tolist() == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_an_answer(title):
    assert title_mood(title) in MOODS


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(labelled(OWN)))
def test_case_does_not_change_the_answer(row):
    assert title_mood(row["title"].upper()) == title_mood(row["title"].lower())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(labelled(OWN)), st.sampled_from(["  {}  ", "{}!!!", "✨ {} ✨", "{} ", "[{}]"]))
def test_decoration_does_not_change_the_answer(row, decoration):
    assert title_mood(decoration.format(row["title"])) == title_mood(row["title"])

from datetime import date

import pytest

from bot.model.history_words import SOURCES, joined_words, source_name, superseded_words, window_words
from bot.model.listens import SourceKind


def test_every_kind_of_source_has_a_name():
    assert set(SOURCES) == {kind.value for kind in SourceKind}


def test_an_unknown_kind_is_shown_as_it_is_written():
    assert source_name("some_new_kind") == "some new kind"


def test_joined_listens_are_told_by_pair_but_not_a_repeated_upload():
    told = joined_words([("spotify_extended", "lastfm", 1_204), ("lastfm", "maloja", 1), ("lastfm", "lastfm", 9)])
    assert told == [
        "1,204 listens of Last.fm counted once: also in Spotify extended streaming history",
        "1 listen of Maloja counted once: also in Last.fm",
    ]


def test_many_pairs_are_cut():
    pairs = [("spotify_extended", kind, 2) for kind in ("lastfm", "maloja", "koito")]
    assert joined_words(pairs, most=1)[1:] == ["and 2 more such pairs"]


@pytest.mark.parametrize(
    ("since", "outside", "words"),
    [
        (None, 0, ""),
        (date(2022, 1, 1), 0, "Only what you played since 1 January 2022 counts"),
        (
            date(2022, 5, 13),
            1_000,
            "Only what you played since 13 May 2022 counts; 1,000 earlier listens stored and not counted",
        ),
    ],
)
def test_a_window_is_told_with_what_it_leaves_out(since, outside, words):
    assert window_words(since, outside) == words


def test_a_replaced_upload_is_named():
    assert superseded_words([("tidal", 3)]) == ["It holds all of your earlier Tidal (3 listens), which it replaces"]

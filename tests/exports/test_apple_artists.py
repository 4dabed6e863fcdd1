from __future__ import annotations

from bot.exports.apple_artists import Artists, fold, splits


def test_a_title_of_one_artist_is_theirs():
    artists = Artists()
    artists.add("Band", "Song")
    assert artists.of("SONG ", None, ()) == "Band"


def test_a_title_of_two_artists_is_left_open():
    artists = Artists()
    artists.add("Band", "Song")
    artists.add("Duo", "Song")
    assert artists.of("Song", None, ()) is None


def test_the_album_settles_which_of_two():
    artists = Artists()
    artists.add("Band", "Song", "One")
    artists.add("Duo", "Song", "Two")
    assert artists.of("Song", "two", ()) == "Duo"
    assert artists.of("Song", "Three", ()) is None


def test_the_day_settles_which_of_two():
    artists = Artists()
    artists.add("Band", "Song", day=100)
    artists.add("Duo", "Song", day=110)
    assert artists.of("Song", None, (111,)) == "Duo"
    assert artists.of("Song", None, (105,)) is None


def test_spellings_of_one_artist_are_one_whichever_came_first():
    for order in (("BAND", "Band"), ("Band", "BAND")):
        artists = Artists()
        for artist in order:
            artists.add(artist, "Song")
        assert artists.of("Song", None, ()) == "BAND"


def test_a_title_that_nobody_told_of_has_no_artist():
    assert Artists().of("Song", "Album", (1,)) is None


def test_every_dash_between_blanks_may_part_artist_and_title():
    assert list(splits("A-B - C - D")) == [("A-B", "C - D"), ("A-B - C", "D")]
    assert list(splits("Song")) == list(splits(" - Song")) == []


def test_a_title_that_is_known_settles_where_it_begins():
    assert Artists().parted("A - B - C", {"c"}) == ("A - B", "C")
    assert Artists().parted("A - B - C", {"b - c", "c"}) == ("A", "B - C")


def test_an_artist_who_is_known_settles_it_too():
    artists = Artists()
    artists.add("A - B", "Else")
    assert artists.parted("A - B - C", set()) == ("A - B", "C")


def test_else_the_first_dash_parts():
    assert Artists().parted("A - B - C", set()) == ("A", "B - C")
    assert Artists().parted("Untitled", set()) == (None, "Untitled")


def test_folding_forgets_case_and_doubled_blanks():
    assert fold("  Straße  A ") == "strasse a"
    assert fold(None) == ""

from __future__ import annotations

from bot.analysis.coverage import Basis, FairWindow
from bot.analysis.periods import ALL_TIME
from bot.usecases.comparisons.taste import Beside, Pair, PairNames, pair_tables, pair_verdict

NAMES = PairNames(("*Ada*", "{Bo}"), {1: "[x](y)", 2: "Else"}, {7: "@everyone"})
SHARED = Beside(1, 1, (0.2, 0.1), (20, 10))
APART = Beside(2, 2, (0.0, 0.4), (0, 40))


def pair(**found) -> Pair:
    return Pair(Basis(ALL_TIME, FairWindow(ALL_TIME, False, ()), ()), False, (), affinity=0.3, **found)


def test_a_verdict_says_where_two_meet_and_part_and_what_their_song_is():
    found = pair(shared=(SHARED,), apart=(APART,), tracks=((1, 7, 1, 0.05),))
    assert pair_verdict(found, NAMES) == (
        "**\\*Ada\\* and {Bo} are 30 % alike**: separate lines that keep meeting. They meet in **\\[x\\](y)** (20 % of "
        "what \\*Ada\\* plays, 10 % for {Bo}). Their song is **＠everyone** by \\[x\\](y). They part over **Else**: "
        "40 % of what {Bo} plays, 0 % for \\*Ada\\*."
    )


def test_two_with_nothing_in_common_meet_nowhere_and_have_no_song():
    assert pair_verdict(pair(), NAMES) == "**\\*Ada\\* and {Bo} are 30 % alike**: separate lines that keep meeting."


def test_songs_that_are_equally_theirs_are_not_one_song():
    found = pair(shared=(SHARED,), tracks=((1, 7, 1, 0.05), (1, 8, 1, 0.05)))
    assert "song" not in pair_verdict(found, NAMES)


def test_who_plays_more_is_said_from_a_tenth_on():
    close = Beside(1, 1, (0.2, 0.19), (20, 19))
    shared, numbers = pair_tables(pair(shared=(close, SHARED, APART), shared_in_all=3), NAMES)
    assert [row[4] for row in shared.rows] == [None, "*Ada*", "{Bo}"]
    assert shared.title == "What they share: 3 artists"
    assert numbers.rows == (("Alike", 0.3), ("In step", 0.0), ("Same names", None))


def test_of_many_shared_artists_the_first_are_shown_and_said_so():
    shared, _ = pair_tables(pair(shared=(SHARED,), shared_in_all=70), NAMES)
    assert shared.title == "What they share: the first 1 of 70 artists"

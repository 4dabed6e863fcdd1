"""The sample members' tastes, as their characters would have them."""

from __future__ import annotations

import zlib
from functools import cache

import numpy as np

from bot.analysis.periods import ALL_TIME
from bot.analysis.placing import seating, taste_map
from bot.analysis.taste import Tastes, affinity, artist_jaccard, group_label, hellinger, tastes
from bot.sandbox.samples import SAMPLE_MEMBERS
from bot.sandbox.samples_catalogue import catalogue
from bot.sandbox.samples_listening import listening
from tests.analysis.tastes import played

ADA, BO, CHIDI, DANA, EMI, FARID = range(6)
HEARTBREAK, NIGHT_OWL, BINGER, EXPLORER, SUPERFAN, NEWCOMER = ADA, BO, CHIDI, DANA, EMI, FARID


@cache
def friends() -> Tastes:
    artist_of = catalogue().artist_of
    amounts = {}
    for number, (name, member) in enumerate(SAMPLE_MEMBERS.items()):
        seed = zlib.crc32(name.encode())
        plays = listening(member.character, seed, member.plays, member.first_day, member.last_day, member.time_zone)
        artists, times = np.unique(artist_of[plays.track], return_counts=True)
        amounts[number] = dict(zip(artists.tolist(), times.tolist(), strict=True))
    return tastes(played(amounts), ALL_TIME)


def means() -> dict[int, float]:
    alike = affinity(friends())
    return ((alike.sum(axis=1) - 1) / (len(alike) - 1)).to_dict()


def test_nobody_is_left_out_not_even_the_newcomer():
    assert friends().members.tolist() == [ADA, BO, CHIDI, DANA, EMI, FARID]


def test_the_explorer_and_the_superfan_are_farthest_from_the_rest():
    found = means()
    assert sorted(found, key=found.__getitem__)[:2] == [EXPLORER, SUPERFAN]


def test_the_explorer_knows_names_that_nobody_else_knows():
    same = artist_jaccard(friends())
    assert (same[EXPLORER].drop(EXPLORER) < 0.2).all()
    assert (same[SUPERFAN].drop([EXPLORER, SUPERFAN]) > 0.4).all()  # plays one above all, and knows the others' too


def test_the_superfan_pulls_the_map_by_the_one_artist():
    compared = friends()
    favourite = int(compared.artists[compared.shares[[SUPERFAN], :].toarray()[0].argmax()])
    found = taste_map(compared)
    ends = {*found.across.low, *found.across.high, *found.up.low, *found.up.high}
    assert favourite in ends


def test_listeners_of_the_common_sort_sit_together_between_the_two():
    seated = seating(hellinger(friends())).members
    assert {seated[0], seated[-1]} == {EXPLORER, SUPERFAN}


def test_the_friends_are_a_counterpoint():
    label = group_label(affinity(friends()))
    assert label is not None
    assert label.name == "Counterpoint"

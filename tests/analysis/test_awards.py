from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.awards import (
    _ALIKE_TO,
    _READ_TO,
    Award,
    AwardName,
    Refusal,
    awards,
    duels,
    effective_artists,
    enough,
    new_artists_rate,
)
from bot.analysis.group import COLUMNS, Group, make_group
from bot.analysis.periods import ALL_TIME, Period, between

YEAR_1971 = between(date(1971, 1, 1), date(1972, 1, 1))


def frame(name: str, *rows: dict[str, float]) -> pd.DataFrame:
    """Rows of a frame; what is not named is 0."""
    made = pd.DataFrame([dict.fromkeys(COLUMNS[name], 0) | row for row in rows], columns=list(COLUMNS[name]))
    return made.astype({column: "float64" if column == "minutes" else "int64" for column in COLUMNS[name]})


def spans(*members: tuple[int, int]) -> pd.DataFrame:
    """Members 1, 2, ... whose music runs from one day to another, counted from 1970-01-01."""
    rows = [(first, last, 0, 0) for first, last in members]
    index = pd.RangeIndex(1, len(members) + 1, name="member_id")
    return pd.DataFrame(rows, index=index, columns=list(COLUMNS["members"]), dtype="int64")


def days(*rows: tuple[int, int, dict[str, int]]) -> pd.DataFrame:
    """Each row: a member, plays, and what they were; spread over days 0, 100 and 200."""
    spread = []
    for who, plays, what in rows:
        spread += [{"member_id": who, "day": 0, "plays": plays - 2, **what}]
        spread += [{"member_id": who, "day": day, "plays": 1} for day in (100, 200)]
    return frame("days", *spread)


def artists(*rows: tuple[int, int, int, int]) -> pd.DataFrame:
    """Each row: member, artist, plays and first day."""
    listed = [
        {"member_id": who, "artist_id": artist, "plays": plays, "first_day": day, "last_day": day}
        for who, artist, plays, day in rows
    ]
    return frame("artists", *listed)


def given_to(name: AwardName, group: Group, period: Period = ALL_TIME) -> Award:
    return next(award for award in awards(group, period) if award.name is name)


def placed(award: Award) -> list[tuple[int, int, float]]:
    return [(each.rank, each.member_id, round(each.amount, 6)) for each in award.places]


PAIR = spans((0, 200), (0, 200))


@pytest.mark.parametrize(
    ("name", "what", "share"),
    [
        (AwardName.RAINCLOUD, {"breakup": 20, "sad": 5}, 0.25),
        (AwardName.LARK, {"morning": 40}, 0.4),
        (AwardName.OWL, {"night": 30}, 0.3),
        (AwardName.BUTTERFLY, {"skipped": 10, "skip_known": 50}, 0.2),
    ],
)
def test_habits_are_shares_of_one_s_own_plays(name, what, share):
    none = dict.fromkeys(what, 0) | ({"skip_known": 50} if "skip_known" in what else {})
    group = make_group(members=PAIR, days=days((1, 1000, none), (2, 100, what)))
    assert placed(given_to(name, group)) == [(1, 2, share), (2, 1, 0.0)]


def test_few_plays_do_not_win_and_are_not_last():
    rows = days((1, 100, {"sad": 10}), (2, 100, {"sad": 20}), (3, 49, {"sad": 47}))
    found = given_to(AwardName.RAINCLOUD, make_group(members=spans((0, 200), (0, 200), (0, 200)), days=rows))
    assert placed(found) == [(1, 2, 0.2), (2, 1, 0.1)]
    assert found.left_out == (3,)


def test_many_plays_of_two_days_are_not_enough():
    found = enough(frame("days", *({"member_id": 1, "day": day, "plays": 500} for day in (3, 4))))
    assert found.empty


def test_where_skips_are_not_known_of_enough_plays_nobody_is_said_to_skip_little():
    rows = days((1, 90, {"skipped": 9, "skip_known": 60}), (2, 90, {}), (3, 90, {"skipped": 6, "skip_known": 60}))
    found = given_to(AwardName.BUTTERFLY, make_group(members=spans((0, 200), (0, 200), (0, 200)), days=rows))
    assert placed(found) == [(1, 1, 0.15), (2, 3, 0.1)]
    assert found.left_out == (2,)


def test_the_superfan_is_named_with_the_artist():
    played = artists((1, 7, 30, 0), (1, 8, 70, 0), (2, 7, 45, 0), (2, 9, 45, 0))
    found = given_to(AwardName.SUPERFAN, make_group(members=PAIR, days=days((1, 100, {}), (2, 90, {})), artists=played))
    assert placed(found) == [(1, 1, 0.7), (2, 2, 0.5)]
    assert [each.artist_id for each in found.places] == [8, 7]


def test_effective_artists_of_two_equals_and_of_one_alone():
    found = effective_artists(artists((1, 7, 2, 0), (1, 8, 2, 0), (2, 7, 50, 0), (3, 7, 1, 0), (3, 8, 1, 0)))
    assert found[1] == 3.0  # of 12 ordered pairs of 4 plays 4 are of one artist
    assert found[2] == 1.0
    assert pd.isna(found[3])


def test_the_loyalist_has_the_fewest_artists_not_the_most():
    played = artists((1, 7, 60, 0), (2, 7, 30, 0), (2, 8, 30, 0))
    group = make_group(members=PAIR, days=days((1, 60, {}), (2, 60, {})), artists=played)
    assert placed(given_to(AwardName.LOYALIST, group)) == [(1, 1, 1.0), (2, 2, round(60 * 59 / (2 * 30 * 29), 6))]


def test_plays_that_name_no_artist_do_not_make_a_loyalist():
    played = artists((1, 7, 60, 0), (2, 7, 50, 0), (3, 7, 49, 0))
    rows = days((1, 60, {}), (2, 60, {}), (3, 60, {}))
    found = given_to(AwardName.LOYALIST, make_group(members=spans(*[(0, 200)] * 3), days=rows, artists=played))
    assert placed(found) == [(1, 1, 1.0), (1, 2, 1.0)]
    assert found.left_out == (3,)


def test_a_shorter_export_does_not_seem_loyal():
    """Ten of a thousand plays of each of two artists are as varied as the thousand, but for chance."""
    short, long = artists((1, 7, 100, 0), (1, 8, 100, 0)), artists((1, 7, 10_000, 0), (1, 8, 10_000, 0))
    assert effective_artists(short)[1] == pytest.approx(effective_artists(long)[1], rel=0.02)


def test_what_nobody_else_has_is_a_share_of_one_s_own_plays():
    played = artists((1, 7, 50, 0), (1, 8, 50, 0), (2, 7, 20, 0), (2, 9, 80, 0))
    group = make_group(members=PAIR, days=days((1, 100, {}), (2, 100, {})), artists=played)
    assert placed(given_to(AwardName.DEEP_CUT, group)) == [(1, 2, 0.8), (2, 1, 0.5)]


def test_in_a_period_others_may_have_had_it_at_any_time():
    rows = frame("days", *({"member_id": who, "day": 365 + day, "plays": 20} for who in (1, 2) for day in range(5)))
    plays = frame(
        "plays",
        {"member_id": 1, "day": 366, "artist_id": 7, "plays": 30},
        {"member_id": 1, "day": 366, "artist_id": 8, "plays": 70},
        {"member_id": 2, "day": 366, "artist_id": 9, "plays": 10},
    )
    ever = artists((1, 7, 30, 366), (1, 8, 70, 366), (2, 8, 1, 9), (2, 9, 10, 366))
    group = make_group(members=spans((0, 800), (0, 800)), days=rows, plays=plays, artists=ever)
    assert placed(given_to(AwardName.DEEP_CUT, group, YEAR_1971)) == [(1, 1, 0.3), (2, 2, 0.1)]


def discovering(who: int, first_day: int, *new_in: int) -> list[dict[str, float]]:
    """20 plays on every tenth day of 400; new artists on these days of the export's own age."""
    return [
        {"member_id": who, "day": first_day + age, "plays": 20, "new_artists": new_in.count(age)}
        for age in range(0, 400, 10)
    ]


def test_new_artists_are_counted_at_the_same_age_of_each_export():
    """Days 90 to 390 of each: 31 days with 620 plays; what was new in the first 90 days may have been known."""
    rows = [*discovering(1, 0, 80, 90, 100), *discovering(2, 150, 100, 200, 300)]
    group = make_group(members=spans((0, 390), (150, 540)), days=frame("days", *rows))
    assert new_artists_rate(group, ALL_TIME).tolist() == pytest.approx([100 * 2 / 620, 100 * 3 / 620])


def test_new_artists_of_a_period_are_counted_on_the_same_dates():
    rows = [*discovering(1, 0, 370), *discovering(2, 90, 290, 300)]
    group = make_group(members=spans((0, 400), (90, 480)), days=frame("days", *rows))
    # 1971 begins on day 365: the days from there to 400 count, on three and four of which there was music.
    assert new_artists_rate(group, YEAR_1971).tolist() == pytest.approx([100 * 1 / 60, 100 * 2 / 80])


def test_what_was_known_before_an_export_is_not_new_where_no_dates_are_common_either():
    rows = [*discovering(1, 0, 370), *discovering(2, 400, 50, 100, 110)]
    group = make_group(members=spans((0, 390), (400, 790)), days=frame("days", *rows))
    # Of member 2 the days from 490 to the end of 1971 count, day 729: 24 with music.
    assert new_artists_rate(group, YEAR_1971).tolist() == pytest.approx([100 * 1 / 60, 100 * 2 / 480])


def test_an_export_that_began_just_before_is_no_loser_of_a_duel():
    # Artist 7: member 1 on day 500, 2 on day 600, 3 on day 700; 3's export begins on day 450, too close to 500.
    played = artists((1, 7, 3, 500), (2, 7, 3, 600), (3, 7, 3, 700), (1, 8, 2, 500), (2, 8, 3, 600))
    found = duels(make_group(members=spans((0, 900), (0, 900), (450, 900)), artists=played), ALL_TIME)
    assert found.to_dict("index") == {1: {"won": 1, "lost": 0}, 2: {"won": 1, "lost": 1}, 3: {"won": 0, "lost": 1}}


def test_a_duel_lies_in_the_period_where_it_was_won():
    played = artists((1, 7, 3, 364), (2, 7, 3, 365), (3, 7, 3, 366))
    found = duels(make_group(members=spans((0, 900), (0, 900), (0, 900)), artists=played), YEAR_1971)
    assert found.to_dict("index") == {2: {"won": 1, "lost": 0}, 3: {"won": 0, "lost": 1}}


def test_who_came_on_one_day_fights_no_duel():
    played = artists((1, 7, 3, 500), (2, 7, 3, 500))
    assert duels(make_group(members=PAIR, artists=played), ALL_TIME).empty


def test_the_first_footprint_needs_twenty_duels():
    def footprint(shared: int) -> Award:
        rows = [(who, artist, 3, 300 + who) for artist in range(shared) for who in (1, 2)]
        group = make_group(members=spans((0, 900), (0, 900), (0, 900)), artists=artists(*sorted(rows)))
        return given_to(AwardName.FIRST_FOOTPRINT, group)

    assert placed(footprint(20)) == [(1, 1, 1.0), (2, 2, 0.0)]
    assert [each.cases for each in footprint(20).places] == [20, 20]
    assert footprint(20).left_out == (3,)
    assert footprint(19).refused is Refusal.FEW


def sittings(*rows: tuple[int, int, float]) -> pd.DataFrame:
    return frame("sittings", *({"member_id": who, "day": day, "minutes": minutes} for who, day, minutes in rows))


def test_the_longest_sitting_is_sought_where_all_exports_reach():
    listened = days((1, 100, {}), (2, 100, {}))
    long = sittings((1, -5, 900.0), (1, 0, 700.0), (1, 100, 60.0), (2, 100, 90.5), (2, 150, 90.0))
    group = make_group(members=spans((0, 200), (50, 200)), days=listened, sittings=long)
    assert given_to(AwardName.MARATHON, group).refused is Refusal.FEW  # from day 50 on there are 2 plays each
    group = make_group(members=spans((-9, 200), (0, 200)), days=listened, sittings=long)
    found = given_to(AwardName.MARATHON, group)
    assert placed(found) == [(1, 1, 700.0), (2, 2, 90.5)]
    assert [each.day for each in found.places] == [date(1970, 1, 1), date(1970, 1, 1) + timedelta(days=100)]


def test_without_common_days_neither_marathon_nor_comeback_is_given():
    group = make_group(members=spans((0, 200), (300, 500)), days=days((1, 100, {}), (2, 100, {})))
    refused = {award.name: award.refused for award in awards(group, ALL_TIME)}
    assert refused[AwardName.MARATHON] is Refusal.NO_WINDOW
    assert refused[AwardName.COMEBACK] is Refusal.NO_WINDOW


def test_the_longest_silence_that_ended_wins_with_its_artist():
    listened = frame(
        "days", *({"member_id": who, "day": day, "plays": 5} for who in (1, 2) for day in range(0, 801, 20))
    )
    returns = [
        {"member_id": who, "artist_id": artist, "left_day": left, "day": back, "plays_before": 5, "plays_after": 5}
        for who, artist, left, back in ((1, 8, 0, 200), (1, 7, 0, 400), (2, 9, 100, 700), (1, 6, -300, 500))
    ]
    group = make_group(members=spans((-400, 800), (0, 800)), days=listened, returns=frame("returns", *returns))
    found = given_to(AwardName.COMEBACK, group)
    assert placed(found) == [(1, 2, 600.0), (2, 1, 400.0)]
    assert [(each.artist_id, each.day) for each in found.places] == [
        (9, date(1970, 1, 1) + timedelta(days=700)),
        (7, date(1970, 1, 1) + timedelta(days=400)),
    ]


def test_equals_share_an_award_and_who_follows_is_as_many_lower():
    rows = days((1, 100, {"night": 30}), (2, 200, {"night": 60}), (3, 100, {"night": 10}))
    found = given_to(AwardName.OWL, make_group(members=spans((0, 200), (0, 200), (0, 200)), days=rows))
    assert placed(found) == [(1, 1, 0.3), (1, 2, 0.3), (3, 3, 0.1)]
    assert [each.tied for each in found.places] == [True, True, False]
    assert [each.member_id for each in found.winners] == [1, 2]
    assert [each.member_id for each in found.runners_up] == [3]


def test_who_has_nothing_of_it_does_not_come_next():
    found = given_to(AwardName.OWL, make_group(members=PAIR, days=days((1, 100, {"night": 30}), (2, 100, {}))))
    assert placed(found) == [(1, 1, 0.3), (2, 2, 0.0)]
    assert found.runners_up == ()


def test_an_award_of_which_nobody_has_anything_is_not_given():
    found = given_to(AwardName.OWL, make_group(members=PAIR, days=days((1, 100, {}), (2, 100, {}))))
    assert (found.refused, found.places) == (Refusal.NOBODY, ())


def test_an_award_is_decided_between_two_at_least():
    found = given_to(AwardName.OWL, make_group(members=PAIR, days=days((1, 100, {"night": 50}), (2, 10, {}))))
    assert (found.refused, found.places, found.left_out) == (Refusal.FEW, (), (2,))


def test_a_group_without_listening_gets_no_award():
    assert all(award.refused for award in awards(make_group(), ALL_TIME))
    assert [award.name for award in awards(make_group(), ALL_TIME)] == list(AwardName)


reached = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 2), st.integers(2, 4), st.sampled_from([0, 10, 85, 90, 95, 200, 400])),
    unique_by=lambda row: row[:2],
    max_size=16,
)


@settings(max_examples=100, deadline=None)
@given(reached, st.lists(st.sampled_from([0, 275, 280, 300, 365]), min_size=5, max_size=5))
def test_duels_are_those_that_a_slow_count_finds(rows, begins):
    listed = sorted((who, artist, plays, begins[who - 1] + day) for who, artist, plays, day in rows)
    members = spans(*((begin, 900) for begin in begins))
    found = duels(make_group(members=members, artists=artists(*listed)), YEAR_1971)
    won, lost = dict.fromkeys(range(1, 6), 0), dict.fromkeys(range(1, 6), 0)
    for one, other in permutations(listed, 2):
        known = one[1] == other[1] and min(one[2], other[2]) >= 3 and 365 <= one[3] < 730
        if known and one[3] < other[3] and begins[other[0] - 1] + 90 <= one[3]:
            won[one[0]] += 1
            lost[other[0]] += 1
    assert found["won"].to_dict() == {who: won[who] for who in won if won[who] + lost[who]}
    assert found["lost"].to_dict() == {who: lost[who] for who in won if won[who] + lost[who]}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=20))
def test_the_effective_number_lies_between_one_and_all_pairs_apart(plays):
    found = effective_artists(artists(*((1, artist, count, 0) for artist, count in enumerate(plays))))[1]
    if max(plays) == 1:
        assert pd.isna(found)
    else:
        assert found >= 1.0
        assert bool(found == 1.0) is (len(plays) == 1)


habits = st.fixed_dictionaries(
    {name: st.integers(0, 40) for name in ("sad", "breakup", "morning", "night", "skipped", "new_artists")}
)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.tuples(st.integers(45, 150), habits), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 9), st.integers(1, 60)), unique_by=lambda row: row[:2]),
    st.randoms(use_true_random=False),
)
def test_order_does_not_matter_places_are_true_and_nobody_is_both_placed_and_left_out(habits_of, played, random):
    listened = days(*((who, plays, what | {"skip_known": plays - 2}) for who, (plays, what) in enumerate(habits_of, 1)))
    known = sorted((who, artist, plays, 0) for who, artist, plays in played if who <= len(habits_of))
    group = make_group(members=spans(*[(0, 200)] * len(habits_of)), days=listened, artists=artists(*known))
    shuffled = make_group(
        **{
            each.name: getattr(group, each.name).sample(frac=1, random_state=random.randrange(999))
            for each in fields(Group)
        }
    )
    assert awards(shuffled, ALL_TIME) == awards(group, ALL_TIME)
    for award in awards(group, ALL_TIME):
        lowest = award.name is AwardName.LOYALIST
        # Amounts that read the same share a place.
        level = pd.Series([each.amount for each in award.places]).round(_READ_TO.get(award.name, _ALIKE_TO)).tolist()
        for each, mine in zip(award.places, level, strict=True):
            better = [other for other in level if (other < mine if lowest else other > mine)]
            assert each.rank == 1 + len(better)
            assert each.amount >= 0
        assert not {each.member_id for each in award.places} & set(award.left_out)
        assert bool(award.places) is (award.refused is None)

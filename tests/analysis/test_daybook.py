from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis import group
from bot.analysis.daybook import Part, daybook, unpack
from bot.analysis.group import COLUMNS, Group, day_number
from bot.analysis.periods import Period
from tests.analysis import slow_daybook
from tests.analysis.builders import Play, history

ADA, BO = 7001, 7002
YEAR = Part.plays_of(2024)


def of(*plays: Play, time_zone: str = "UTC", breakup: tuple[int, ...] = (), sad: tuple[int, ...] = ()) -> Group:
    """One member's whole daybook, unpacked."""
    return unpack({ADA: daybook(history(plays, time_zone=time_zone), breakup, sad)})


def rows(group: Group, frame: str) -> list[tuple[float, ...]]:
    found = getattr(group, frame)
    return list(found.reset_index().itertuples(index=False, name=None)) if frame == "members" else values(found)


def values(frame) -> list[tuple[float, ...]]:
    return list(frame.itertuples(index=False, name=None))


def at(minute: float, **rest: object) -> Play:
    """A play so many minutes after noon on 1 March 2024."""
    return Play(datetime(2024, 3, 1, 12, tzinfo=UTC) + timedelta(minutes=minute), **rest)


MARCH_1 = day_number(date(2024, 3, 1))


def test_a_day_is_counted_as_the_frames_say():
    found = of(
        Play("2024-03-01T04:59:59", track=1, artist=1, ms=60_000, skipped=True),
        Play("2024-03-01T05:00:00", track=2, artist=1, ms=None, skipped=False),
        Play("2024-03-01T08:59:00", track=2, artist=1, ms=1_000),
        Play("2024-03-01T09:00:00", track=3, artist=None, content="video"),
        Play("2024-03-01T10:00:00", track=4, artist=2, content="podcast"),
        Play("2024-03-02T10:00:00", track=1, artist=1),
        Play("2024-03-02T11:00:00", track=5, artist=2),
        breakup=(2,),
        sad=(1, 5),
    )
    assert values(found.days) == [
        # plays, ms, skipped, skip_known, night, morning, new artists, new tracks, breakup, sad
        (ADA, MARCH_1, 4, 241_000, 1, 2, 1, 2, 1, 3, 2, 1),
        (ADA, MARCH_1 + 1, 2, 360_000, 0, 0, 0, 0, 1, 1, 0, 2),
    ]
    assert rows(found, "members") == [(ADA, MARCH_1, MARCH_1 + 1, 6, 601_000)]
    assert values(found.artists) == [
        (ADA, 1, 4, 241_000, MARCH_1, MARCH_1 + 1),
        (ADA, 2, 1, 180_000, MARCH_1 + 1, MARCH_1 + 1),
    ]
    assert values(found.tracks)[2] == (ADA, 3, -1, 1, 180_000, MARCH_1, MARCH_1)
    assert values(found.hours)[:2] == [(ADA, MARCH_1, 4, 1, 60_000), (ADA, MARCH_1, 5, 1, 0)]


def test_days_and_hours_are_on_the_members_own_clock():
    found = of(Play("2024-03-01T23:30:00"), time_zone="Asia/Tokyo")
    assert values(found.hours) == [(ADA, MARCH_1 + 1, 8, 1, 180_000)]
    assert found.days["morning"].tolist() == [1]


def test_half_an_hour_without_music_ends_a_sitting():
    found = of(at(0, ms=60_000), at(30.99, ms=60_000), at(61.99, ms=120_000))
    starts = [at(0).started_at.timestamp() * 1000, at(61.99).started_at.timestamp() * 1000]
    assert values(found.sittings) == [(ADA, MARCH_1, starts[0], 31.99, 2), (ADA, MARCH_1, starts[1], 2.0, 1)]


def test_a_pause_begins_where_the_listen_began_if_nobody_knows_how_long_it_was():
    assert of(at(0, ms=None), at(30)).sittings["plays"].tolist() == [1, 1]
    assert of(at(0, ms=None), at(29.9)).sittings["plays"].tolist() == [2]


def test_a_listen_that_claims_to_last_for_days_ends_when_the_next_begins():
    found = of(at(0, ms=2_000_000_000), at(10, ms=60_000), at(100, ms=60_000))
    assert found.sittings["minutes"].tolist() == [11.0, 1.0]


def test_a_sitting_is_of_the_day_it_began_on():
    found = of(Play("2024-03-01T23:58:00"), Play("2024-03-02T00:01:00"))
    assert values(found.sittings.drop(columns="started_at")) == [(ADA, MARCH_1, 6.0, 2)]


def test_frames_ascend_by_day_where_a_clock_goes_back_to_the_day_before():
    # In 2010 Newfoundland's clocks went back at 00:01, to 23:01 of the day before.
    after_midnight = [Play(f"2010-11-07T02:30:{second}", ms=None) for second in (30, 31, 32)]
    before_midnight = [Play(f"2010-11-07T03:{minute}:00", ms=None) for minute in (10, 15, 20)]
    found = of(*after_midnight, *before_midnight, time_zone="America/St_Johns")
    november_6 = day_number(date(2010, 11, 6))
    for frame in (found.days, found.sittings, found.loops):
        assert frame["day"].tolist() == [november_6, november_6 + 1]


def test_three_in_a_row_are_a_loop():
    once = [at(4 * n, track=1, artist=9) for n in range(3)]
    assert values(of(*once, at(12, track=2)).loops) == [(ADA, MARCH_1, 1, 9, 3)]
    assert of(*once[:2], at(8, track=2), at(12, track=1, artist=9)).loops.empty


def test_a_pause_ends_a_loop():
    assert of(at(0), at(4), at(60), at(64)).loops.empty


def test_five_on_one_day_are_repeats_in_a_row_or_not():
    four = [at(100 * n, track=1, artist=9) for n in range(4)]
    assert of(*four, at(5, track=2)).repeats.empty
    assert values(of(*four, at(5, track=2), at(450, track=1, artist=9)).repeats) == [(ADA, MARCH_1, 1, 9, 5)]


def test_plays_are_by_day_track_and_album_in_the_year_of_the_members_clock():
    parts = daybook(
        history(
            [
                Play("2023-12-31T23:30:00", track=2, album=5),
                Play("2024-03-01T10:00:00", track=2, album=5, ms=1),
                Play("2024-03-01T11:00:00", track=2, album=5, ms=2),
                Play("2024-03-01T12:00:00", track=2, album=None, ms=4),
                Play("2025-01-01T12:00:00", track=3),
            ],
            time_zone="Europe/Berlin",
        ),
        (),
        (),
    )
    assert [name for name in parts if name.isdecimal()] == ["2024", "2025"]
    found = unpack({ADA: {YEAR: parts[YEAR]}})
    assert values(found.plays) == [
        (ADA, day_number(date(2024, 1, 1)), 1, 2, 5, 1, 180_000),
        (ADA, MARCH_1, 1, 2, -1, 1, 4),
        (ADA, MARCH_1, 1, 2, 5, 2, 3),
    ]
    assert found.members.empty


def test_members_stand_one_after_the_other_and_missing_parts_leave_no_rows():
    ada = daybook(history([at(0, track=8, artist=3)]), (), ())
    bo = daybook(history([at(0, track=1), at(5, track=2)]), (), ())
    found = unpack({BO: bo, ADA: {name: ada[name] for name in (Part.COVERAGE, Part.TRACKS)}})
    assert found.members.index.tolist() == [ADA, BO]
    assert found.tracks[["member_id", "track_id"]].to_numpy().tolist() == [[ADA, 8], [BO, 1], [BO, 2]]
    assert found.days["member_id"].tolist() == [BO]


def test_a_member_without_music_has_a_daybook_and_no_rows():
    parts = daybook(history([Play("2024-03-01T10:00:00", content="podcast")]), (), ())
    assert list(parts) == [Part.COVERAGE, Part.SPAN]
    assert_frames_are_as_declared(unpack({ADA: parts}))
    assert unpack({ADA: parts}).members.empty


def test_nobody_at_all_is_a_group_of_nobody():
    assert_frames_are_as_declared(unpack({}))


def assert_frames_are_as_declared(found: Group) -> None:
    for name, columns in COLUMNS.items():
        frame = getattr(found, name)
        assert tuple(frame.columns) == columns, name
        assert {str(kind) for kind in frame.dtypes} <= {"int64", "float64"}
        assert [column for column in columns if frame[column].dtype == np.float64] == (
            ["minutes"] if name == "sittings" else []
        )
    assert found.members.index.name == "member_id"
    assert found.members.index.dtype == np.int64


ARTIST_OF = {1: 1, 2: 1, 3: 2, 4: None, 5: 900_000}
ZONES = {
    "UTC": datetime(2023, 12, 31, 20, tzinfo=UTC),
    "Europe/Berlin": datetime(2024, 10, 26, 20, tzinfo=UTC),
    "America/St_Johns": datetime(2010, 11, 7, 2, 30, 30, tzinfo=UTC),  # half a minute after midnight; see below
    "Asia/Kathmandu": datetime(1969, 12, 31, 12, tzinfo=UTC),
}


@st.composite
def plays(draw: st.DrawFn, begin: datetime) -> list[Play]:
    moment, found = begin, []
    for _ in range(draw(st.integers(0, 40))):
        moment += timedelta(minutes=draw(st.sampled_from([0, 1, 3, 4, 29, 30, 33, 34, 61, 600, 3_000])))
        track = draw(st.sampled_from([1, 1, 1, 2, 3, 4, 5]))
        found.append(
            Play(
                moment,
                track,
                ARTIST_OF[track],
                draw(st.sampled_from([None, 1, 70_000])),
                draw(st.sampled_from([None, 0, 1, 180_000, 2_400_000])),
                draw(st.sampled_from(["music", "music", "video", "podcast"])),
                draw(st.sampled_from([None, True, False])),
            )
        )
    return found


@given(st.data())
@settings(deadline=None)
def test_a_daybook_says_what_a_plain_reckoning_says(data: st.DataObject):
    members = {}
    expected: dict[str, list[tuple[float, ...]]] = {name: [] for name in COLUMNS}
    for member in (ADA, BO):
        zone = data.draw(st.sampled_from(sorted(ZONES)))
        played = data.draw(plays(ZONES[zone]))
        members[member] = daybook(history(played, time_zone=zone), {1, 99}, {3})
        for name, found in slow_daybook.frames(member, slow_daybook.heard(played, zone), {1, 99}, {3}).items():
            expected[name] += found
    unpacked = unpack(dict(reversed(members.items())))
    assert_frames_are_as_declared(unpacked)
    for name in COLUMNS:
        assert rows(unpacked, name) == expected[name], name


@given(st.data())
@settings(deadline=None, max_examples=30)
def test_all_time_and_a_period_that_holds_everything_have_the_same_artists_and_tracks(data: st.DataObject):
    found = of(*data.draw(plays(ZONES["UTC"])))
    everything = Period(date(1900, 1, 1), date(2100, 1, 1), "everything")
    for amounts in (group.artists_in, group.tracks_in):
        ever, inside = amounts(found, Period(None, None, "all time")), amounts(found, everything)
        assert values(ever) == values(inside)

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.analysis.group import COLUMNS, day_number, make_group
from bot.analysis.periods import ALL_TIME, between
from bot.analysis.sessions import LEAST_SITTINGS, sessions, starts_by_hour, usual_hours
from tests.analysis.frames_by_hand import members_frame

ADA, BO = 1, 2


def sittings(*rows: tuple[int, str, float, int]) -> pd.DataFrame:
    """Rows of (member, start in UTC, minutes, plays)."""
    cells = []
    for member, at, minutes, plays in rows:
        start = datetime.fromisoformat(at).replace(tzinfo=UTC)
        cells.append((member, day_number(start.date()), round(start.timestamp() * 1000), minutes, plays))
    frame = pd.DataFrame(sorted(cells), columns=list(COLUMNS["sittings"]))
    return frame.astype({name: "float64" if name == "minutes" else "int64" for name in frame.columns})


def test_a_hand_worked_case():
    ten = [(ADA, f"2024-01-{day:02}T20:00", float(minutes), 9) for day, minutes in enumerate([10] * 5 + [20] * 6, 1)]
    group = make_group(
        members=members_frame({ADA: (day_number(date(2024, 1, 1)), day_number(date(2024, 1, 14))), BO: (0, 30_000)}),
        sittings=sittings(*ten, (BO, "2024-01-05T03:00", 90.0, 30)),
    )
    found = sessions(group, ALL_TIME).set_index("member_id")
    assert found["rank"].to_dict() == {BO: 1, ADA: 2}
    assert found.loc[ADA, ["longest_minutes", "sittings", "median_minutes", "per_week"]].tolist() == [20, 11, 20, 5.5]
    assert found.loc[ADA, "longest_day"] == day_number(date(2024, 1, 6))
    # One sitting has no median that means anything, and no rate.
    assert np.isnan(found.loc[BO, ["median_minutes", "per_week"]].to_numpy(float)).all()


def test_per_week_counts_the_covered_days_of_the_period_alone():
    rows = [(ADA, f"2024-01-{day:02}T20:00", 5.0, 1) for day in range(1, 15)]
    first = day_number(date(2023, 12, 1))
    group = make_group(members=members_frame({ADA: (first, first + 44)}), sittings=sittings(*rows))
    january = between(date(2024, 1, 1), date(2024, 2, 1))
    assert sessions(group, january)["per_week"].tolist() == [pytest.approx(14 / 14 * 7)]  # 1 to 14 January


def test_longest_sittings_level_to_the_minute_are_a_tie():
    group = make_group(
        members=members_frame({ADA: (0, 9), BO: (0, 9)}),
        sittings=sittings((ADA, "1970-01-02T20:00", 60.0, 9), (BO, "1970-01-03T20:00", 60.4, 9)),
    )
    assert sessions(group, ALL_TIME)["rank"].tolist() == [1, 1]


def test_starts_are_counted_on_each_members_own_clock():
    rows = [(ADA, "2024-07-01T23:30", 5.0, 1), (BO, "2024-07-01T23:30", 5.0, 1), (BO, "2024-01-01T23:30", 5.0, 1)]
    starts = starts_by_hour(make_group(sittings=sittings(*rows)), ALL_TIME, {BO: "Europe/Berlin"})
    assert starts.loc[ADA][starts.loc[ADA] > 0].to_dict() == {23: 1}
    assert starts.loc[BO][starts.loc[BO] > 0].to_dict() == {0: 1, 1: 1}  # winter and summer


def test_the_usual_hour_is_the_most_frequent_and_not_the_mean():
    train, home = [f"2024-01-{day:02}T08:00" for day in range(1, 7)], [f"2024-01-{day:02}T20:00" for day in range(1, 6)]
    starts = starts_by_hour(make_group(sittings=sittings(*((ADA, at, 5.0, 1) for at in train + home))), ALL_TIME, {})
    assert usual_hours(starts).to_dict() == {ADA: 8}


def test_too_few_sittings_have_no_usual_hour():
    rows = [(ADA, f"2024-01-{day:02}T08:00", 5.0, 1) for day in range(1, LEAST_SITTINGS)]
    assert usual_hours(starts_by_hour(make_group(sittings=sittings(*rows)), ALL_TIME, {})).empty


def test_nobody_sits_in_an_empty_group():
    assert sessions(make_group(), ALL_TIME).empty
    assert usual_hours(starts_by_hour(make_group(), ALL_TIME, {})).empty


times = st.datetimes(datetime(2024, 1, 1), datetime(2024, 3, 1))  # noqa: DTZ001 - UTC is written on in `sittings`


@settings(deadline=None, max_examples=40)  # a frame a time
@given(st.lists(st.tuples(st.sampled_from([ADA, BO]), times, st.integers(0, 900)), max_size=40))
def test_bounds_and_agreement_with_a_plain_reading(rows):
    frame = sittings(*((member, at.isoformat(), float(minutes), 1) for member, at, minutes in rows))
    members = members_frame({ADA: (19_000, 20_500), BO: (19_000, 20_500)})
    found = sessions(make_group(members=members, sittings=frame), ALL_TIME)
    assert (found["median_minutes"].dropna() <= found["longest_minutes"][found["median_minutes"].notna()]).all()
    assert found["sittings"].sum() == len(rows)
    assert starts_by_hour(make_group(sittings=frame), ALL_TIME, {}).to_numpy().sum() == len(rows)
    for row in found.itertuples():
        own = sorted((at, minutes) for member, at, minutes in rows if member == row.member_id)
        longest = max(minutes for _, minutes in own)
        first = next(at for at, minutes in own if minutes == longest)
        assert row.longest_minutes == longest
        assert row.longest_at == round(first.replace(tzinfo=UTC).timestamp() * 1000)

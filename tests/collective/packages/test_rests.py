"""Cells by hand: least 5, and nobody dominates unless it is said."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pandas as pd
import pytest

from bot.collective.packages.earlier import require_not_promised
from bot.collective.packages.tables import CellNames
from bot.errors import PackageRefused
from bot.model.slices import Grain
from tests.collective.packages import pools
from tests.collective.packages.pools import Pool, plays, published, rows, slice_of, sold


def many(artist: int, members: range, day: int = 0, hour: int = 12, count: int = 2) -> pd.DataFrame:
    return plays(*((member, artist, count) for member in members), day=day, hour=hour)


def pool(*frames: pd.DataFrame) -> Pool:
    return Pool(pd.concat(frames, ignore_index=True))


TAIL = [many(50 + nth, range(4 * nth + 1, 4 * nth + 5), count=30) for nth in range(5)]
"""Five artists that four members each listen to: left out, and enough to stand behind what is left of the total."""


def sold_cells(of: Pool, *tables: str, **fields: object) -> list[list[str]]:
    """Of each table, its rows' dimensions."""
    found = published(of, slice_of(*tables, **{"min_contributors": 5, **fields}))
    return [
        [
            " ".join(map(str, row))
            for row in table.rows[[each.value for each in table.spec.dimensions]].itertuples(index=False)
        ]
        for table in found.tables
    ]


def test_a_cell_of_the_least_number_is_shown_and_one_of_fewer_is_not():
    of = pool(many(1, range(1, 6)), many(2, range(1, 6)), many(3, range(10, 14)), many(4, range(20, 24)))
    assert sold_cells(of, "artist") == [["Artist 1", "Artist 2"]]


def test_a_cell_that_one_contributor_dominates_is_not_shown():
    of = pool(*TAIL, many(2, range(1, 10)), plays((10, 2, 19)), many(3, range(1, 10)), plays((10, 3, 18)))
    assert sold_cells(of, "artist") == [["Artist 3"]]


def test_a_cell_that_one_contributor_dominates_by_hours_alone_is_not_shown():
    of = pool(*TAIL, many(2, range(1, 10)), rows([(10, 0, 12, 2, 1, 9_000_000)]), many(3, range(1, 12)))
    assert sold_cells(of, "artist") == [["Artist 3"]]


def test_what_is_left_of_the_total_stands_on_enough():
    """Artist 3 is left out for having two listeners, and then artist 2, so that total less rows tells more than two."""
    of = pool(many(1, range(1, 21)), many(2, range(1, 9)), many(3, range(1, 3)))
    assert sold_cells(of, "artist") == [["Artist 1"]]
    assert sold_cells(pool(many(1, range(1, 21)), many(2, range(1, 9))), "artist") == [["Artist 1", "Artist 2"]]


def test_what_is_left_of_the_total_is_not_one_contributors_above_all():
    of = pool(many(1, range(1, 21), count=5), many(2, range(1, 9)), many(9, range(1, 9), count=1), plays((9, 9, 20)))
    assert sold_cells(of, "artist") == [["Artist 1"]]


def test_months_of_an_artist_cannot_be_had_from_the_artists_total():
    """Of artist 1, two listened in February: March goes too, or the total less January and March would tell them."""
    of = pool(
        *TAIL, many(1, range(1, 21)), many(1, range(1, 3), day=40), many(1, range(1, 7), day=70), many(2, range(1, 9))
    )
    assert sold_cells(of, "artist month") == [["Artist 1 2024-01", "Artist 1 2024-03", "Artist 2 2024-01"]]
    assert sold_cells(of, "artist", "artist month") == [
        ["Artist 1", "Artist 2"],
        ["Artist 1 2024-01", "Artist 2 2024-01"],
    ]


def test_alone_the_same_months_can_be_shown_if_the_total_stays_safe():
    of = pool(many(1, range(1, 21)), many(1, range(1, 6), day=40), many(2, range(1, 9)), many(2, range(1, 9), day=40))
    assert len(sold_cells(of, "artist month")[0]) == 4


def test_cohorts_add_up_to_no_cohort_that_is_left_out():
    of = pool(many(1, range(1, 13), count=2), many(1, range(20, 23), count=20), many(1, range(30, 39), count=40))
    artists, cohorts = sold_cells(of, "artist", "artist cohort", grain=Grain.ACTIVITY)
    assert artists == ["Artist 1"]
    assert len(cohorts) < 2


def test_a_table_that_would_tell_one_contributor_is_left_empty_and_said_so():
    found = published(pool(many(1, range(1, 21)), plays((21, 2, 5))), slice_of("year", "artist", min_contributors=5))
    year, artist = sorted(found.tables, key=lambda table: table.spec.name, reverse=True)
    assert (len(year.rows), len(artist.rows), artist.suppressed) == (1, 0, 2)


def test_nothing_to_show_is_refused():
    with pytest.raises(PackageRefused, match="No cell of this slice has at least 11 contributors"):
        published(pool(many(1, range(1, 11))), slice_of("artist"))


def test_artists_without_a_name_are_left_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pools, "NAMES", CellNames({1: "One", 2: "Two", 4: "Two"}))
    of = pool(*(many(artist, range(1, 10 + artist)) for artist in range(1, 5)))
    (table,) = published(of, slice_of("artist", min_contributors=5)).tables
    assert table.rows["artist"].tolist() == ["One", "Two"]
    assert table.rows["contributors"].tolist() == [10, 13]  # of two that read the same, the one with more contributors


def test_figures_are_rounded_and_shares_follow_from_what_is_shown():
    of = pool(many(1, range(1, 21), count=3), many(2, range(1, 12), count=3))
    (table,) = published(of, slice_of("artist", round_plays=50)).tables
    assert table.rows.to_dict("records") == [
        {"artist": "Artist 1", "contributors": 20, "plays": 50, "hours": 1, "share": 0.5},
        {"artist": "Artist 2", "contributors": 11, "plays": 50, "hours": 1, "share": 0.5},
    ]
    assert (table.suppressed, table.all_cells, table.published_share) == (0, 2, 1.0)


@pytest.mark.parametrize("size", [1, 7])
def test_it_does_not_matter_in_which_batches_members_come(size: int):
    of, spec = pools.some_pool(3), slice_of("artist", "artist month", min_contributors=5)
    whole, cut = published(of, spec), published(of, spec, size=size)
    assert whole.cells == cut.cells
    assert whole.plays == cut.plays
    assert whole.digests == cut.digests


def test_plays_behind_published_cells_are_what_a_split_goes_by():
    of = pool(many(1, range(1, 21)), many(2, range(1, 9)), many(3, range(1, 3)))
    found = published(of, slice_of("artist", min_contributors=5)).plays
    assert found == {f"token-{member:04}": 2 for member in range(1, 21)}


# --- beside earlier packages ------------------------------------------------------------------------------------------

TWENTY = pool(many(1, range(1, 21)), many(2, range(1, 21)), many(3, range(1, 21)))


def test_the_same_pool_can_be_sold_again():
    first = sold(TWENTY, slice_of("artist"))
    assert len(published(TWENTY, slice_of("artist"), [first]).tables[0].rows) == 3


def test_months_that_were_sold_keep_the_total_of_their_artist_from_being_sold():
    """Sold by month, artist 1 leaves out three listeners of February: the artist's total would tell them."""
    of = pool(*TAIL, many(1, range(1, 21)), many(1, range(1, 4), day=40), many(2, range(1, 21)))
    months = slice_of("artist month", min_contributors=5)
    assert sold_cells(of, "artist month")[0] == ["Artist 1 2024-01", "Artist 2 2024-01"]
    later = published(of, slice_of("artist", min_contributors=5), [sold(of, months)])
    assert later.tables[0].rows["artist"].tolist() == ["Artist 2"]


@pytest.mark.parametrize("change", ["joined", "left", "listens otherwise"])
def test_a_pool_that_differs_by_one_is_refused(change: str):
    first = sold(TWENTY, slice_of("artist"))
    later = {
        "joined": TWENTY.plus(many(1, range(50, 51))),
        "left": TWENTY.without([7]),
        "listens otherwise": TWENTY.plus(plays((7, 1, 1), day=9)),
    }[change]
    with pytest.raises(PackageRefused, match="fewer than 11 contributors joined, left or changed"):
        published(later, slice_of("artist"), [first])


def test_members_who_erased_everything_count_as_gone():
    first = sold(TWENTY, slice_of("artist"))
    roster = {token: digest for token, digest in first.roster.items() if token != "token-0007"}
    forgotten = pools.replace(first, roster=roster)
    with pytest.raises(PackageRefused, match="fewer than 11 contributors"):
        published(TWENTY.without([7]), slice_of("artist"), [forgotten])


def test_cells_that_too_few_of_the_new_ones_play_stay_as_they_were_or_go():
    """Twelve joined. Artist 1 has them all; artist 2 has two of them, and its figure would tell those two."""
    first = sold(TWENTY, slice_of("artist"))
    later = TWENTY.plus(pd.concat([many(1, range(30, 42)), many(2, range(30, 32))]))
    found = published(later, slice_of("artist"), [first])
    assert found.tables[0].rows["artist"].tolist() == ["Artist 1", "Artist 3"]


def test_after_many_left_only_what_says_the_same_could_be_sold_and_that_is_nothing_here():
    first = sold(TWENTY, slice_of("artist", min_contributors=5))
    with pytest.raises(PackageRefused, match="No cell of this slice"):
        published(TWENTY.without(range(1, 8)), slice_of("artist", min_contributors=5), [first])


def test_another_window_is_another_matter():
    first = sold(TWENTY, slice_of("artist"))
    later = TWENTY.plus(many(1, range(1, 20), day=400))
    spec = slice_of("artist", window_start="2025-01-01", window_end="2025-12-31")
    assert len(published(later, spec, [first]).tables[0].rows) == 1


@pytest.mark.parametrize(
    ("start", "end"), [("2024-01-01", "2024-11-30"), ("2023-01-01", "2024-12-31"), ("2024-12-31", "2025-06-01")]
)
def test_windows_that_overlap_in_part_are_refused(start: str, end: str):
    first = sold(TWENTY, slice_of("artist"))
    with pytest.raises(PackageRefused, match=r"overlaps .* in part"):
        published(TWENTY, slice_of("artist", window_start=start, window_end=end), [first])


def test_tables_that_cross_what_was_sold_are_refused():
    earlier = [sold(TWENTY, slice_of("artist")), sold(TWENTY, slice_of("month"))]
    with pytest.raises(PackageRefused, match="Together with what was sold of the same days before"):
        published(TWENTY, slice_of("artist month"), earlier)


@pytest.mark.parametrize(
    ("tables", "on", "refused"),
    [
        (("artist",), date(2026, 6, 1), True),
        (("artist",), date(2026, 6, 2), False),
        (("artist", "weekday"), date(2026, 1, 1), True),
        (("weekday",), date(2026, 1, 1), False),
    ],
)
def test_what_one_buyer_was_promised_alone_is_not_sold_again_while_that_holds(
    tables: tuple[str, ...], on: date, refused: bool
):
    first = sold(TWENTY, slice_of("artist", exclusive_until="2026-06-01"))
    with pytest.raises(PackageRefused, match="until 2026-06-01") if refused else nullcontext():
        require_not_promised(slice_of(*tables, round_plays=10), [first], on)


def test_weekdays_and_months_of_a_week_are_not_sold_one_after_the_other():
    week = {"window_start": "2024-01-29", "window_end": "2024-02-04"}
    of = pool(many(1, range(1, 21), day=28), many(1, range(1, 21), day=32))
    with pytest.raises(PackageRefused, match="at least seven days of each"):
        published(of, slice_of("month", **week), [sold(of, slice_of("weekday", **week))])


def test_noise_stands_alone():
    noisy = slice_of("artist", noise_epsilon_hundredths=100, noise_cells=9, noise_plays=9, noise_hours=9)
    with pytest.raises(PackageRefused, match="With noise in one of the two"):
        published(TWENTY, noisy, [sold(TWENTY, slice_of("artist"))])

"""Computed on what is stored, histories or daybooks, a plan comes to what the definitions say of the listens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, assume, event, given, settings
from hypothesis import strategies as st

from bot.analysis.daybook import daybook
from bot.analysis.frames import history_from_table
from bot.model.questions import Window
from bot.questions.execution.computed import CUT, Computed
from bot.questions.execution.execute import execute
from bot.questions.execution.grains import Grain, reading_of
from bot.questions.execution.needs import needs_of
from bot.questions.execution.resolved import Kept, ResolvedPlan, ResolvedSide
from bot.usecases.computing import MemberPart, compute_on, compute_on_daybooks
from storage.blobs import pack
from tests.analysis.builders import Play, stored
from tests.questions.agreement import assert_agrees
from tests.questions.executed import FEBRUARY, TODAY, Y2024
from tests.questions.frames import Row, material_of, play
from tests.questions.reference_executor import refer
from tests.questions.test_execute_reference import plans, spells


def catalogued(rows: Sequence[Row]) -> list[Row]:
    """The rows as a catalogue lets them be: a track has one artist and one title; a moment, one listen of a member."""
    artist, title = ({row["track"]: row[name] for row in rows} for name in ("artist", "title"))
    found = {(row["member"], row["at"]): row for row in rows}.values()
    return [row | {"artist": artist[row["track"]], "title": title[row["track"]]} for row in found]


def tables(rows: Sequence[Row]) -> dict[int, pa.Table]:
    """Each member's listens as they are stored, on a clock of UTC."""
    found = {}
    for member in sorted({row["member"] for row in rows}):
        own = sorted((row for row in rows if row["member"] == member), key=lambda row: row["at"])
        table = stored(
            Play(row["local"], row["track"], row["artist"], row["album"], _whole(row["ms"]), row["content"],
                 row["skipped"], row["platform"])
            for row in own
        )  # fmt: skip
        shuffled = pa.array([row["shuffle"] for row in own], pa.bool_())
        found[member] = table.set_column(table.column_names.index("shuffle"), "shuffle", shuffled)
    return found


def _whole(ms: float | None) -> int | None:
    return None if ms is None else int(ms)


def says(rows: Sequence[Row], mood: str) -> set[int]:
    return {row["track"] for row in rows if row["title"] == mood}


def books(rows: Sequence[Row]) -> dict[int, dict[str, bytes]]:
    """Each member's daybook."""
    return {
        member: daybook(history_from_table(table, (), ()), says(rows, "breakup"), says(rows, "sad"))
        for member, table in tables(rows).items()
    }


def from_books(plan: ResolvedPlan, rows: Sequence[Row]):
    """What daybooks say; None where they are not asked, or do not tell."""
    needs = needs_of(plan, TODAY)
    reading = None if needs is None else reading_of(needs, TODAY)
    if reading is None:
        return None
    parts = {
        member: {name: blob for name, blob in book.items() if name in reading.parts}
        for member, book in books(rows).items()
    }
    return compute_on_daybooks(plan, reading, parts, {}, TODAY)


def from_histories(plan: ResolvedPlan, rows: Sequence[Row]):
    parts = {member: MemberPart(pack(table), "UTC", books(rows)[member]) for member, table in tables(rows).items()}
    return compute_on(plan, parts, {}, TODAY)


quick = settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@quick
@given(plans(), st.lists(spells(), min_size=2, max_size=5))
def test_daybooks_agree_with_the_slow_reference_wherever_they_are_asked(plan, spelled):
    rows = catalogued([row for spell in spelled for row in spell])
    found = from_books(plan, rows)
    assume(found is not None)
    event(f"{plan.metric} {plan.by}")
    assert_agrees(found, refer(plan, rows, [], {}, TODAY))


@quick
@given(plans(), st.lists(spells(), min_size=2, max_size=4))
def test_histories_of_which_only_what_is_asked_is_opened_agree_with_the_slow_reference(plan, spelled):
    assume(plan.scope == "plays" and not plan.metric.startswith("playlist"))
    rows = catalogued([row for spell in spelled for row in spell])
    assert_agrees(from_histories(plan, rows), refer(plan, rows, [], {}, TODAY))


FEW = catalogued(
    [
        *(play(1, f"2024-02-{day:02} 03:10", 1, 1, album=1, skipped=day % 3 == 0, title="sad") for day in range(1, 29)),
        *(
            play(1, f"2024-02-{day:02} 22:{5 * number:02}", 2, 2, skipped=number < 4, title="breakup")
            for day in range(1, 29)
            for number in range(8)
        ),
        *(play(2, f"2023-11-{day:02} 12:00", 3, 3, album=2) for day in range(1, 29)),
        *(play(2, f"2024-02-{day:02} 12:00", 1, 1, album=1, title="sad") for day in range(1, 29)),
        play(2, "2023-10-01 12:00", None, 9, content="podcast"),
        *(play(2, f"2024-02-27 {hour}:{minute}", 9, 8) for hour in range(10, 20) for minute in range(15, 45)),
    ]
)
ONE = frozenset({1})


@pytest.mark.parametrize(
    ("plan", "grain"),
    [
        (ResolvedPlan("rank", "plays", (1, 2), by="member"), Grain.DAY),
        (ResolvedPlan("trend", "hours", (1, 2), by="month"), Grain.DAY),
        (ResolvedPlan("rank", "streak_days", (1, 2), Kept(weekdays=(5, 6)), by="member"), Grain.DAY),
        (ResolvedPlan("rank", "change", (1, 2), window=FEBRUARY, of="plays", by="member"), Grain.DAY),
        (ResolvedPlan("rank", "plays", (1, 2), Kept(hours=(3, 4)), by="member"), Grain.HOUR),
        (ResolvedPlan("value", "share", (1, 2), Kept(hours=(22, 4))), Grain.HOUR),
        (ResolvedPlan("trend", "sadness", (1, 2), by="month"), Grain.MOOD_OF_DAY),
        (ResolvedPlan("rank", "plays", (1, 2), Kept(moods=("sad",)), by="member"), Grain.MOOD_OF_DAY),
        (ResolvedPlan("rank", "plays", (1, 2), Kept(moods=("sad",), hours=(22, 4)), by="member"), Grain.MOOD_OF_HOUR),
        (ResolvedPlan("trend", "sadness", (1, 2), by="hour"), Grain.MOOD_OF_HOUR),
        (ResolvedPlan("rank", "skip_rate", (1, 2), by="member"), Grain.SKIPS_OF_DAY),
        (ResolvedPlan("rank", "repeat_rate", (1, 2), by="member"), Grain.AGAIN_OF_DAY),
        (ResolvedPlan("value", "repeat_rate", (1, 2), Kept(weekdays=(5, 6))), Grain.AGAIN_OF_DAY),
        (ResolvedPlan("rank", "discovery_rate", (2,), by="member"), Grain.NEW_OF_DAY),
        (ResolvedPlan("rank", "longest_loop", (1, 2), by="member"), Grain.RUNS_OF_DAY),
        (ResolvedPlan("rank", "longest_session", (1, 2), by="member"), Grain.SITTING),
        (ResolvedPlan("trend", "session_minutes", (1, 2), by="month"), Grain.SITTING),
        (ResolvedPlan("rank", "plays", (1, 2), by="artist"), Grain.ARTIST),
        (ResolvedPlan("rank", "uniqueness", (1, 2), by="member"), Grain.ARTIST),
        (ResolvedPlan("rank", "last_listen", (1, 2), by="artist"), Grain.ARTIST),
        (ResolvedPlan("rank", "hours", (1, 2), by="track"), Grain.TRACK),
        (ResolvedPlan("rank", "plays", (1, 2), Kept(moods=("sad",)), by="artist"), Grain.TRACK),
        (ResolvedPlan("rank", "plays", (1, 2), by="album"), Grain.ALBUM),
        (ResolvedPlan("trend", "share", (1, 2), Kept(artists=ONE), by="month"), Grain.NAMED_ON_DAY),
        (ResolvedPlan("rank", "plays", (1, 2), Kept(artists=ONE), Y2024, by="track"), Grain.NAMED_ON_DAY),
        (ResolvedPlan("rank", "plays", (1, 2), window=FEBRUARY, by="artist"), Grain.TRACK_OF_DAY),
        (
            ResolvedPlan(
                "compare",
                "plays",
                (1, 2),
                sides=(ResolvedSide((1,), Kept(artists=ONE), Y2024), ResolvedSide((2,), Kept(artists=ONE), Window())),
            ),
            Grain.NAMED_ON_DAY,
        ),
    ],
)
def test_a_plan_is_read_from_the_coarsest_rows_that_tell(plan, grain):
    reading = reading_of(needs_of(plan, TODAY), TODAY)
    assert reading is not None
    assert reading.grain is grain
    found = from_books(plan, FEW)
    wanted = execute(plan, material_of(FEW), TODAY)
    assert isinstance(found, Computed)
    assert any(row.value for row in found.rows)
    assert found == wanted


@pytest.mark.parametrize(
    "plan",
    [
        ResolvedPlan("rank", "longest_loop", (1, 2), by="track"),
        ResolvedPlan("rank", "discovery_rate", (1, 2), by="artist"),
        ResolvedPlan("rank", "discovery_rate", (1, 2), Kept(artists=ONE), by="member"),
        ResolvedPlan("rank", "discovery_rate", (1, 2), Kept(members_with="all"), by="member"),
        ResolvedPlan("rank", "repeat_rate", (1, 2), Kept(tracks=ONE), by="member"),
        ResolvedPlan("rank", "longest_session", (1, 2), Kept(hours=(22, 4)), by="member"),
        ResolvedPlan("rank", "repeat_rate", (1, 2), by="artist"),
        ResolvedPlan("rank", "discovery_rate", (1, 2), Kept(moods=("sad",)), by="member"),
        ResolvedPlan("rank", "plays", (1, 2), Kept(content="all"), by="member"),
        ResolvedPlan("rank", "plays", (1, 2), Kept(platform="phone"), by="member"),
        ResolvedPlan("rank", "plays", (1, 2), Kept(hours=(3, 4)), by="artist"),
        ResolvedPlan("rank", "hours", (1, 2), Kept(moods=("sad",), weekdays=(5,)), by="member"),
        ResolvedPlan("rank", "uniqueness", (1, 2), window=Y2024, by="member"),
        ResolvedPlan("rank", "plays", (1, 2), Kept(weekdays=(0,)), by="track"),
        ResolvedPlan("rank", "plays", (1, 2), Kept(playlists=frozenset({(1, 1)})), by="member"),
        ResolvedPlan("rank", "plays", (1, 2), by="platform"),
    ],
)
def test_what_daybooks_do_not_tell_is_read_from_histories(plan):
    assert reading_of(needs_of(plan, TODAY), TODAY) is None


def test_playlists_are_asked_without_opening_any_listens():
    assert needs_of(ResolvedPlan("rank", "sadness", (1, 2), by="member", scope="playlists"), TODAY) is None


def test_time_of_which_some_is_unknown_is_no_matter_for_sums_of_days():
    known = play(1, "2024-02-03 12:00", minutes=None)
    rows = [known, play(1, "2024-02-04 12:00")]
    plan = ResolvedPlan("value", "hours", (1,))
    assert from_books(plan, rows) is None
    assert from_books(plan, [known]) == execute(plan, material_of([known]), TODAY)
    assert from_books(ResolvedPlan("value", "plays", (1,)), rows).rows[0].value == 2


def test_no_more_is_kept_of_a_ranking_than_anybody_reads():
    many = [play(1, f"2024-02-03 12:{minute:02}:{second:02}", None, 60 * minute + second)
            for minute in range(20) for second in range(60)]  # fmt: skip
    found = execute(ResolvedPlan("rank", "plays", (1,), by="track"), material_of(many), TODAY)
    assert isinstance(found, Computed)
    assert Counter(row.rank for row in found.rows) == {1: 1_000}
    assert [row.key[0] for row in found.rows] == list(range(1_000))
    assert CUT in found.why

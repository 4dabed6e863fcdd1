"""What a computed plan is called, how its numbers read, and what is drawn of it."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from bot.analysis.periods import ALL_TIME
from bot.charts.alt import alt_text
from bot.charts.bars import ranked_figure
from bot.charts.days import calendar_figure
from bot.charts.timeline import timeline_figure
from bot.errors import NotAnswerable
from bot.model.answers import Asked, Kind
from bot.model.facts import Tone
from bot.model.questions import Metric, Plan, Window
from bot.phrasebook.phrasebook import phrasebook
from bot.questions.execution.computed import Computed, Row
from bot.questions.execution.metrics import MEASURES
from bot.questions.execution.resolved import Kept, ResolvedPlan, ResolvedSide
from bot.usecases.asking import Asking
from bot.usecases.comparisons.ask_rows import (
    _standings,
    _tone,
    by_ratio,
    nothing_known,
    picture,
    reach_differs,
    shown_rows,
    table,
)
from bot.usecases.comparisons.ask_words import amount_words, definition, group_words, measure_words, side_words
from tests.questions.frames import day_of

NAMES = {1: "Ada", 2: "Bo", 3: "Cleo", 4: "Dana", 5: "Emi"}
MARCH = 2024 * 12 + 2


def computed(op="rank", metric="plays", rows=(), by="member", of=None, **more) -> Computed:
    unit = MEASURES[of or metric].unit
    return Computed(op, metric, unit, by, tuple(rows), ("Why.",), **more)


def plan(op="rank", metric="plays", by="member", **more) -> Plan:
    return Plan.model_validate({"op": op, "metric": metric, "by": by if op in ("rank", "trend") else None, **more})


def named(key: tuple[int, ...]) -> str:
    return NAMES[key[0]] if key else ""


def places(*values: float, ranks: tuple[int, ...] = ()) -> tuple[Row, ...]:
    ranks = ranks or tuple(range(1, len(values) + 1))
    return tuple(Row((n,), value, 10, rank) for n, (value, rank) in enumerate(zip(values, ranks, strict=True), 1))


@pytest.mark.parametrize(
    ("metric", "of", "value", "words"),
    [
        ("plays", None, 1, "1 play"),
        ("plays", None, 1204, "1,204 plays"),
        ("longest_loop", None, 3, "3 plays"),
        ("hours", None, 4.2, "4.2 hours"),
        ("hours", None, 0.0, "no time"),
        ("listeners", None, 1, "1 member"),
        ("distinct_artists", None, 12, "12 artists"),
        ("firsts", None, 1, "1 artist"),
        ("playlists", None, 2, "2 playlists"),
        ("playlist_age_days", None, 1, "1 day"),
        ("share", None, 0.061, "6.1 %"),
        ("share", None, 0.5, "50 %"),
        ("share", None, 0.0004, "under 0.1 %"),
        ("share", None, 0.0, "0 %"),
        ("sadness", None, 45.52, "45.5 of 100"),
        ("longest_session", None, 90.0, "1.5 hours"),
        ("longest_session", None, 38.0, "38 minutes"),
        ("streak_days", None, 1, "1 day"),
        ("first_listen", None, day_of(date(2024, 2, 3)), "3 Feb 2024"),
        ("plays", None, None, "not known"),
        ("change", "plays", 3, "+3 plays"),
        ("change", "plays", -1, "-1 play"),
        ("change", "plays", 0, "0 plays"),
        ("change", "hours", -3.2, "-3.2 hours"),
        ("change", "share", -0.042, "-4.2 points"),
        ("change", "sadness", 4.0, "+4 points"),
        ("change", "longest_session", -30.0, "-30 minutes"),
        ("change", "distinct_artists", 2, "+2"),
    ],
)
def test_amounts_read_as_they_are_said(metric, of, value, words):
    assert amount_words(computed(metric=metric, of=of), value) == words


@pytest.mark.parametrize(
    ("by", "key", "words"),
    [
        ("hour", 3, "03:00"),
        ("weekday", 0, "Monday"),
        ("month", MARCH, "March 2024"),
        ("month", 2023 * 12 + 11, "December 2023"),
        ("year", 2024, "2024"),
        ("week", day_of(date(2024, 3, 4)), "week of 4 Mar 2024"),
        ("day", day_of(date(2024, 3, 4)), "4 Mar 2024"),
        ("platform", 0, "phone"),
    ],
)
def test_times_and_devices_have_their_names(by, key, words):
    assert group_words(by, key) == words


@pytest.mark.parametrize(
    ("sides", "more", "words"),
    [
        ([{"members": ["Ada"]}, {"members": ["Bo"]}], {}, ["Ada", "Bo"]),
        (
            [{"window": {"kind": "year", "n": 2020}}, {"window": {"kind": "last_year"}}],
            {},
            ["2020", "last year"],
        ),
        (
            [{"filters": {"weekdays": [5, 6]}}, {"filters": {"weekdays": [0, 1, 2, 3, 4]}}],
            {},
            ["on weekends", "on weekdays"],
        ),
        (
            [{"filters": {"artist": ["Mitski"]}}, {"filters": {"artist": ["Björk"]}}],
            {},
            ["artist “Mitski”", "artist “Björk”"],
        ),
        # what both keep tells nothing
        (
            [{"filters": {"artist": ["Mitski"], "shuffle": True}}, {"filters": {"artist": ["Mitski"]}}],
            {},
            ["on shuffle", "everything else"],
        ),
        ([{"filters": {"hours": [22, 4]}}, {}], {}, ["22:00 to 04:00 on their own clocks", "everything else"]),
        ([{"window": {"kind": "this_year"}}, {}], {"window": {"kind": "last_year"}}, ["this year", "last year"]),
        ([{}, {}], {}, ["the first", "the second"]),
    ],
)
def test_sides_are_called_by_what_tells_them_apart(sides, more, words):
    asked = plan("compare", sides=sides, **more)
    members = [side.get("members", ["Ada", "Bo"]) for side in sides]
    assert [side_words(asked, place, members) for place in (0, 1)] == words


@pytest.mark.parametrize(
    ("order", "values", "words"),
    [
        ("desc", (3, 1), "largest rise in hours listened"),
        ("desc", (-1, -3), "smallest fall in hours listened"),
        ("asc", (-3, 1), "largest fall in hours listened"),
        ("asc", (1, 3), "smallest rise in hours listened"),
    ],
)
def test_a_change_goes_up_or_down(order, values, words):
    asked = plan(metric="change", of="hours", order=order)
    found = computed(metric="change", of="hours", rows=places(*values), order=order)
    assert measure_words(asked, found, found.rows) == words


@pytest.mark.parametrize("metric", get_args(Metric))
def test_every_ranking_from_the_bottom_has_words(metric):
    of = {"of": "plays"} if metric == "change" else {}
    by = "member_pair" if metric == "taste_overlap" else "member"
    found = computed(metric=metric, rows=places(1), order="asc", of=of.get("of"))
    assert measure_words(plan(metric=metric, by=by, order="asc", **of), found, found.rows)


def test_ties_with_the_last_place_asked_for_are_shown_too():
    rows = places(5, 5, 5, 2, ranks=(1, 1, 1, 4))
    assert len(shown_rows(computed(rows=rows, limit=1))) == 3


@pytest.mark.parametrize(
    ("found", "ratio"),
    [
        (computed(), True),
        (computed(order="asc"), False),
        (computed(metric="change", of="plays"), False),
        (computed(metric="last_listen"), False),
    ],
)
def test_only_amounts_whose_highest_is_best_are_worded_as_a_race(found, ratio):
    assert by_ratio(found) == ratio


def test_a_fall_stands_in_words_on_the_card_and_as_a_number_in_the_csv():
    rows = (Row((1,), -3.25, 10, 1, before=4.0),)
    shown = table(plan(metric="change", of="hours"), computed(metric="change", of="hours", rows=rows), rows, named)
    assert [(column.kind, column.shown) for column in shown.columns[2:4]] == [(Kind.TEXT, "{}"), (Kind.NUMBER, "")]
    assert shown.rows == ((1, "Ada", "-3.2 hours", -3.25, 4.0, 10),)


def test_no_time_is_not_written_as_a_minute():
    rows = places(0.0, 2.0)
    shown = table(plan(metric="hours", order="asc"), computed(metric="hours", rows=rows, order="asc"), rows, named)
    assert shown.rows[0][2] == "no time"


@pytest.mark.parametrize(
    ("metric", "more", "words"),
    [("plays", {}, ""), ("hours", {}, "from {play}"), ("sadness", {"scope": "playlists"}, "from {track}")],
)
def test_the_card_says_what_a_number_is_from(metric, more, words):
    rows = places(3.0)
    assert (
        table(plan(metric=metric, **more), computed(metric=metric, rows=rows), rows, named).columns[-1].shown == words
    )


def series(by: str, count: int, first: int, metric: str = "plays", value: float = 2.0) -> Computed:
    return computed("trend", metric, [Row((first + n,), value + n / 100, 5) for n in range(count)], by=by)


def drawn(found: Computed):
    return picture("?", plan("trend", by="month"), found, found.rows, lambda key: str(key[0]))


def test_days_are_drawn_as_a_calendar():
    figure, rows = drawn(series("day", 40, 19756))
    assert (figure, len(rows.days), rows.unit) == (calendar_figure, 40, "plays")


def test_days_of_some_weekdays_alone_are_no_calendar():
    sundays = [Row((19756 + 7 * n,), 2.0, 5) for n in range(20)]
    figure, _ = drawn(computed("trend", rows=sundays, by="day"))
    assert figure is ranked_figure


@pytest.mark.parametrize(("days", "differs"), [((0, 27), False), ((0, 28), True), ((0,), False), ((), False)])
def test_exports_that_begin_weeks_apart_are_told(days, differs):
    found = computed(spans=tuple((n, day, 500) for n, day in enumerate(days)))
    assert reach_differs(found) == differs


@pytest.mark.parametrize(("metric", "value"), [("skip_rate", 0.1), ("sadness", 10.0)])
def test_shares_of_many_months_are_drawn_as_a_line(metric, value):
    figure, rows = drawn(series("month", 30, MARCH, metric, value))
    assert (figure, rows.lines[0].values[0]) == (timeline_figure, ("2024-03", 0.1))


def test_all_24_hours_are_drawn_two_by_two():
    figure, rows = drawn(series("hour", 24, 0))
    assert (figure, len(rows.bars), rows.bars[11].name) == (ranked_figure, 12, "22:00 to 00:00")


def test_of_many_months_of_counts_the_latest_are_drawn_and_the_note_says_so():
    _, rows = drawn(series("month", 30, MARCH))
    assert (len(rows.bars), rows.bars[-1].name, rows.note) == (15, str(MARCH + 29), "all time · the latest 15 of 30")


def test_few_buckets_are_bars_in_order_of_time():
    _, rows = drawn(series("weekday", 7, 0))
    assert [bar.name for bar in rows.bars] == list("0123456")


@pytest.mark.parametrize(
    "found",
    [
        computed(rows=places(3)),
        computed(rows=places(3, -1), metric="change", of="plays"),
        computed(rows=places(19756, 19757), metric="first_listen"),
    ],
)
def test_what_has_no_length_is_not_drawn(found):
    assert picture("?", plan(), found, found.rows, named) is None


def test_ties_share_a_place_in_the_picture():
    _, rows = picture("?", plan(), computed(rows=places(5, 5, ranks=(1, 1))), places(5, 5, ranks=(1, 1)), named)
    assert [bar.place for bar in rows.bars] == [1, 1]


@pytest.mark.parametrize(
    ("found", "asked", "says"),
    [
        (computed(first_day=None), plan(), "Nobody who agreed"),
        (computed(first_day=1), plan(), "Nobody who agreed"),
        (computed(metric="skip_rate", first_day=1), plan(metric="skip_rate"), "not enough"),
        (computed("value", "sadness", [Row((), None, 9)]), plan("value", "sadness"), "not enough"),
        (computed(metric="change", of="plays"), plan(metric="change", of="plays"), "both stretches"),
        (computed(metric="playlists"), plan(metric="playlists"), "No playlist"),
    ],
)
def test_where_nothing_is_known_it_is_said_why(found, asked, says):
    told = nothing_known(asked, found)
    assert isinstance(told, NotAnswerable)
    assert says in str(told)


def asking_of(*narratable: int) -> Asking:
    return Asking(
        None, 1, 1, Asked("ask"), ALL_TIME, date(2026, 11, 22), {}, frozenset({1, 2, 3}), frozenset(narratable)
    )


def resolved_sides(*members: tuple[int, ...]) -> ResolvedPlan:
    sides = tuple(ResolvedSide(each, Kept(), Window()) for each in members)
    return ResolvedPlan("compare", "plays", (1, 2, 3), sides=sides)


@pytest.mark.parametrize(
    ("sides", "narratable", "wanted", "tone"),
    [
        (((1,), (2,)), (1, 2), Tone.ROAST, Tone.ROAST),
        (((1,), (2,)), (1,), Tone.ROAST, Tone.WARM),  # one of them did not agree to be worded
        (((1,), (2,)), (), Tone.DRY, Tone.DRY),
        (((1,), (1,)), (1, 2), Tone.ROAST, Tone.WARM),  # one member's two years
        (((1, 2), (3,)), (1, 2, 3), Tone.ROAST, Tone.WARM),
    ],
)
def test_only_members_set_against_each_other_are_spoken_of_in_a_tone(sides, narratable, wanted, tone):
    about = frozenset(member for side in sides for member in side)
    found = computed("compare", rows=places(3, 2), by=None)
    assert _tone(found, resolved_sides(*sides), about, asking_of(*narratable), wanted) is tone


def test_who_is_alone_on_a_short_list_is_not_said_to_be_alone():
    found = computed(rows=places(9, 4), limit=1)
    assert len(shown_rows(found)) == 1
    sheet = _standings(plan(limit=1), found, named, frozenset(), phrasebook("en"))
    assert sheet.shape == "clear"
    assert sheet.about == {1, 2}


def test_what_is_shown_is_in_the_asker_s_language():
    book = phrasebook("de")
    rows = places(3.0)
    shown = table(plan(metric="hours"), computed(metric="hours", rows=rows), rows, named, book)
    assert shown.columns[-1].shown == "Grundlage: {play}"
    assert table(plan(metric="sadness"), computed(metric="sadness", rows=rows), rows, named, book).columns[2].shown == (
        "{} von 100"
    )
    assert [column.heading for column in shown.columns] == ["place", "member", "hours", "plays counted"]  # of the CSV


def test_a_picture_is_in_the_asker_s_language():
    found = series("hour", 24, 0)
    _, rows = picture("?", plan("trend", by="month"), found, found.rows, named, phrasebook("es"))
    assert (rows.note, rows.bars[0].name) == ("todo el tiempo", "de 00:00 a 02:00")
    assert "Gráfico de barras: de 00:00 a 02:00 4 reproducciones" in alt_text(rows)
    _, rows = picture("?", plan(), computed(rows=places(3, 2)), places(3, 2), named, phrasebook("ja"))
    assert "棒グラフ: 1. Ada 3回, 2. Bo 2回" in alt_text(rows)


def test_a_definition_has_its_numbers_in_every_language():
    for tag, words in (("en", "from 50 plays on"), ("de", "ab 50 Wiedergaben")):
        assert words in definition(MEASURES["share"].why, phrasebook(tag))

from __future__ import annotations

from datetime import date

import pytest

from bot.collective.slice_words import (
    PRESETS,
    can_learn,
    cannot_learn,
    describe_slice,
    slice_of,
    slice_tables,
    slice_window,
    table_words,
)
from bot.errors import BadProposal
from bot.model.slices import Grain, Slice
from tests.collective.packages import pools

TERMS = {"purpose": "Research", "licence": "CC-BY-4.0"}


def names(words: str) -> list[str]:
    return ["/".join(table.dimensions) + ":" + ",".join(table.measures) for table in slice_tables(words)]


def test_a_voter_reads_what_of_which_days_under_which_rules_and_terms():
    spec = pools.slice_of("artist", expires_on=date(2027, 1, 1), exclusive_until=date(2026, 6, 1))
    assert describe_slice(spec).splitlines() == [
        "By artist: how many contributors played it, plays, hours and its share of the plays shown.",
        "Listening from 2024-01-01 to 2024-12-31, on each member's own clock.",
        (
            "A row is shown only where at least 11 contributors stand behind it and none of them has more than 50 % "
            "of it. Plays are rounded to 5, hours to 1."
        ),
        "For: Research",
        "Terms of use: CC-BY-4.0",
        "The buyer deletes it by 2027-01-01.",
        "Until 2026-06-01 the group sells this slice to nobody else.",
    ]


def test_cohorts_and_noise_are_said():
    noisy = {"noise_epsilon_hundredths": 150, "noise_cells": 20, "noise_plays": 100, "noise_hours": 10}
    words = describe_slice(pools.slice_of("artist cohort", grain=Grain.ACTIVITY, **noisy))
    assert "under 10 plays per day with music, 10 to 29, 30 and more" in words
    assert "epsilon 1.5" in words
    assert "at most 20 rows of a table count, with at most 100 plays and 10 hours each" in words


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_a_slice(preset: str):
    spec = slice_of(preset, "2024", TERMS)
    assert isinstance(spec, Slice)
    assert all(table_words(table) in describe_slice(spec) for table in spec.tables)


@pytest.mark.parametrize(
    ("words", "tables"),
    [
        ("Artist  Preferences", ["artist:contributors,plays,hours,share"]),
        ("artists by year", ["artist/year:contributors,plays,hours"]),
        ("month x artist: plays", ["artist/month:plays"]),
        ("artist × mood: share and plays", ["artist/mood:plays,share"]),
        ("weekday and hour: hours; artists", ["weekday/hour:hours", "artist:contributors,plays,hours"]),
    ],
)
def test_tables_are_read_from_short_words(words: str, tables: list[str]):
    assert names(words) == tables


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("genres", "I cannot count by “genres”. Choose from: artist, album"),
        ("artist: money", "I cannot measure “money”. Choose from: contributors"),
        ("artist by hour", "hours are known per day"),
        (" ; ", "names no table"),
        ("year and month", "leave the year out"),
    ],
)
def test_words_that_are_no_table_say_what_can_be_written(words: str, why: str):
    with pytest.raises(BadProposal, match=why):
        slice_tables(words)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2024", (date(2024, 1, 1), date(2024, 12, 31))),
        ("2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-12", (date(2024, 12, 1), date(2024, 12, 31))),
        ("2023 to 2024", (date(2023, 1, 1), date(2024, 12, 31))),
        ("2024-01-15 – 2024-06", (date(2024, 1, 15), date(2024, 6, 30))),
        (" 2024-05-03 ", (date(2024, 5, 3), date(2024, 5, 3))),
    ],
)
def test_days_are_read_with_their_last_one(words: str, days: tuple[date, date]):
    assert slice_window(words) == days


@pytest.mark.parametrize("words", ["", "last year", "2024-13", "2024-02-30", "2025 to 2024", "24"])
def test_words_that_are_no_days_are_refused(words: str):
    with pytest.raises(BadProposal, match="days"):
        slice_window(words)


def test_a_slice_that_does_not_fit_together_is_refused_in_words():
    with pytest.raises(BadProposal, match="no such licence"):
        slice_of("artist preferences", "2024", TERMS | {"licence": "mine"})
    with pytest.raises(BadProposal, match="must all share the same ones"):
        slice_of("artist; artist x month; month", "2024", TERMS)


def test_what_a_buyer_could_and_could_not_learn_is_said_with_the_least_number():
    spec = pools.slice_of("artist", min_contributors=17)
    assert can_learn(spec)[0].endswith(table_words(spec.tables[0]))
    assert any("fewer than 17 contributors" in line for line in cannot_learn(spec))

from __future__ import annotations

import hashlib
import json
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.model.slices import DIMENSIONS, LICENCES, Grain, Slice, axes, crossing, read_slice, slice_schema
from tests.collective.packages.pools import slice_of, some_slice

SCHEMA = Path(__file__).parents[2] / "docs" / "slice.schema.json"


def refused(match: str, *tables: str, **fields: object) -> None:
    with pytest.raises(ValidationError, match=match):
        slice_of(*(tables or ("artist",)), **fields)


def test_the_canonical_text_has_every_field_in_order_and_no_spaces():
    text = slice_of("artist").canonical_json()
    assert text.startswith('{"exclusive_until":null,"expires_on":null,"grain":"totals","licence":"CC-BY-4.0",')
    assert '"tables":[{"dimensions":["artist"],"measures":["contributors","plays","hours","share"]}]' in text
    assert text.endswith('"version":1,"window_end":"2024-12-31","window_start":"2024-01-01"}')


def test_the_hash_is_of_the_canonical_text():
    spec = slice_of("artist", purpose="Zürich 音楽")
    assert spec.sha256 == hashlib.sha256(spec.canonical_json().encode("utf-8")).digest()


def test_the_order_in_which_tables_dimensions_and_measures_are_given_says_nothing():
    one, other = slice_of("artist month", "mood"), slice_of("mood", "month artist")
    assert one.sha256 == other.sha256
    assert [table.name for table in other.tables] == ["artist_month", "mood"]


@given(st.integers(0, 100_000))
def test_a_slice_is_read_back_from_its_own_text(seed: int):
    spec = some_slice(seed)
    assert read_slice(spec.canonical_json()) == spec


def test_another_rule_is_another_hash():
    hashes = {slice_of("artist", min_contributors=k).sha256 for k in (5, 11, 12)}
    assert len(hashes) == 3


def test_eleven_contributors_are_usual_and_five_the_least():
    assert slice_of("artist").min_contributors == 11
    assert slice_of("artist", min_contributors=5).min_contributors == 5
    refused("greater than or equal to 5", min_contributors=4)


@pytest.mark.parametrize(
    ("match", "tables"),
    [
        ("hours are known per day", ("artist hour",)),
        ("hours are known per day", ("mood hour",)),
        ("add the artist", ("album",)),
        ("leave the year out", ("year month",)),
        ("at most 3", ("artist album mood month",)),
        ("named once", ("artist artist",)),
        ("two tables have the same dimensions", ("artist month", "month artist")),
        ("at most 3", ("artist", "mood", "month", "weekday")),
        ("not a valid|Input should be", ("member",)),
    ],
)
def test_tables_that_cannot_be_counted_are_refused(match: str, tables: tuple[str, ...]):
    refused(match, *tables)


@pytest.mark.parametrize(
    ("match", "fields"),
    [
        ("ends before it starts", {"window_start": date(2025, 1, 1)}),
        ("no such licence", {"licence": "MIT-ish"}),
        ("own terms have a name", {"licence": "LicenseRef-Ours"}),
        ("own terms have a name", {"licence_terms": "Only on Mondays."}),
        ("needs a grain|no table is by cohort", {"grain": Grain.REGION}),
        ("noise needs", {"noise_epsilon_hundredths": 100}),
        ("noise needs", {"noise_cells": 100}),
        ("Extra inputs", {"price_cents": 5}),
    ],
)
def test_rules_and_terms_that_do_not_fit_together_are_refused(match: str, fields: dict[str, object]):
    refused(match, **fields)


def test_a_table_by_cohort_says_which_cohorts():
    refused("needs a grain", "artist cohort")
    assert slice_of("artist cohort", grain=Grain.REGION).axes() == (("artist", "region"),)


def test_a_month_stands_in_its_year():
    assert axes((DIMENSIONS[0], DIMENSIONS[4]), Grain.TOTALS) == ("artist", "year", "month")


@pytest.mark.parametrize(
    "tables",
    [
        ("artist month", "artist", "month"),  # totals of rows and of columns beside the cells
        ("artist mood", "mood month", "artist month"),  # a triangle
        ("artist month", "artist year", "artist"),  # a year is a part of a month
        ("artist", "artist month", "weekday hour"),
    ],
)
def test_tables_that_share_dimensions_crosswise_are_refused(tables: tuple[str, ...]):
    refused("must all share the same ones", *tables)


@pytest.mark.parametrize(
    ("tables", "start", "end", "crosses"),
    [
        (("weekday hour", "mood month"), date(2024, 1, 25), date(2024, 12, 7), False),
        (("weekday hour", "mood month"), date(2024, 1, 26), date(2024, 12, 7), True),
        (("weekday hour", "mood month"), date(2024, 1, 25), date(2024, 12, 6), True),
        (("weekday hour", "mood month"), date(2024, 1, 3), date(2024, 1, 9), False),
        (("weekday", "month"), date(2024, 1, 29), date(2024, 2, 4), True),
        (("weekday", "year"), date(2024, 12, 28), date(2025, 6, 1), True),
        (("weekday", "year"), date(2024, 12, 25), date(2025, 1, 7), False),
        (("weekday", "artist"), date(2024, 1, 29), date(2024, 2, 4), False),
        (("month weekday",), date(2024, 1, 29), date(2024, 2, 4), False),
    ],
)
def test_weekdays_that_are_parts_of_months_are_not_sold_beside_months(
    tables: tuple[str, ...], start: date, end: date, crosses: bool
):
    with pytest.raises(ValidationError, match="at least seven days") if crosses else nullcontext():
        slice_of(*tables, window_start=start, window_end=end)


def test_a_sunflower_of_tables_shares_the_same_everywhere():
    flower = [frozenset(each) for each in (("a",), ("a", "b"), ("a", "c"), ("a", "d"))]
    assert crossing(flower) is None
    assert crossing([*flower, frozenset("e")]) is not None
    assert crossing([frozenset("a"), frozenset("b"), frozenset("c")]) is None


@pytest.mark.parametrize("licence", LICENCES)
def test_known_licences_need_no_text(licence: str):
    assert slice_of("artist", licence=licence).licence == licence


def test_the_schema_on_file_is_the_one_of_the_code():
    assert json.loads(SCHEMA.read_text("utf-8")) == slice_schema(), "write slice_schema() to docs/slice.schema.json"


@given(st.integers(0, 100_000))
def test_every_slice_keeps_to_the_schema(seed: int):
    jsonschema.Draft202012Validator(slice_schema()).validate(json.loads(some_slice(seed).canonical_json()))


@pytest.mark.parametrize("change", [{"min_contributors": 4}, {"tables": []}, {"sold_to": "somebody"}])
def test_the_schema_refuses_what_breaks_it(change: dict[str, object]):
    text = json.loads(slice_of("artist").canonical_json()) | change
    assert not jsonschema.Draft202012Validator(slice_schema()).is_valid(text)


def test_a_slice_cannot_be_changed():
    with pytest.raises(ValidationError, match="frozen"):
        slice_of("artist").min_contributors = 5  # type: ignore[misc]  # the point of the test


def test_the_schema_is_of_this_version():
    assert Slice.model_fields["version"].default == 1
    assert slice_schema()["$id"] == "urn:tutti:slice:1"

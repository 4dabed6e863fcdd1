from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.collective.offer_form import OfferForm, form_of, read_offer
from bot.errors import BadProposal
from bot.model.sales import Inclusion, Split
from bot.model.slices import Dimension, Grain, read_slice

TODAY = date(2026, 11, 22)
FORM = OfferForm(
    days="2024", buyer="Solo AI", price="$1,000", purpose="Training a recommender", licence="Not to be resold."
)


def test_a_plain_form_sells_sums_over_eleven_in_equal_parts():
    terms = read_offer(FORM, TODAY)
    spec = read_slice(terms.slice_spec)
    assert (terms.price_cents, terms.currency, terms.split, terms.floor_cents, terms.cap_cents) == (
        100_000, "USD", Split.EQUAL, 0, None,
    )  # fmt: skip
    assert (spec.min_contributors, spec.grain, spec.window_start, spec.window_end) == (
        11, Grain.TOTALS, date(2024, 1, 1), date(2024, 12, 31),
    )  # fmt: skip
    assert (spec.licence, spec.licence_terms) == ("LicenseRef-Tutti", "Not to be resold.")
    assert terms.opt_out == timedelta(days=3)


def test_a_known_licence_stands_by_its_own_name():
    spec = read_slice(read_offer(replace(FORM, licence="cc-by-nc-4.0"), TODAY).slice_spec)
    assert (spec.licence, spec.licence_terms) == ("CC-BY-NC-4.0", None)


def test_cohorts_are_a_column_of_every_table():
    form = replace(FORM, what="artists and hours", cohorts=Grain.ACTIVITY)
    spec = read_slice(read_offer(form, TODAY).slice_spec)
    assert all(Dimension.COHORT in table.dimensions for table in spec.tables)


def test_bare_bounds_are_of_the_prices_currency():
    terms = read_offer(replace(FORM, price="500 CHF", split=Split.CONTRIBUTION, most="20", least="1.50"), TODAY)
    assert (terms.cap_cents, terms.floor_cents, terms.currency) == (2_000, 150, "CHF")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"price": "much"}, "Price"),
        ({"days": "yesterday"}, "Days"),
        ({"what": "names of members"}, "Slice"),
        ({"licence": ""}, "Terms of use"),
        ({"buyer": ""}, "Buyer"),
        ({"purpose": "x"}, "Purpose"),
        ({"most": "20"}, "At most"),
        ({"split": Split.CONTRIBUTION, "least": "1 €"}, "At least"),
        ({"delete_by": "2026-11-22"}, "Deleted by"),
        ({"exclusive_until": "soon"}, "Exclusive until"),
        ({"opt_out_days": 61}, "Days to leave"),
        ({"what": "artist x month x mood: plays", "cohorts": Grain.REGION}, "Cohorts"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_field(changed: dict[str, object], field: str):
    with pytest.raises(BadProposal) as refused:
        read_offer(replace(FORM, **changed), TODAY)  # type: ignore[arg-type]  # a table of fields
    assert refused.value.field == field


@pytest.mark.parametrize(
    "form",
    [
        FORM,
        replace(
            FORM, what="artist x month: plays", days="2023 to 2024", price="1.234,50 €", contributors=20,
            cohorts=Grain.REGION, inclusion=Inclusion.YES, split=Split.CONTRIBUTION, most="€20", least="€1.50",
            opt_out_days=7, delete_by="2028-01-31", exclusive_until="2027-06-30",
        ),
    ],
)  # fmt: skip
def test_a_draft_comes_back_into_its_form_as_it_was_meant(form: OfferForm):
    terms = read_offer(form, TODAY)
    assert read_offer(form_of(terms), TODAY) == terms

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.money import CURRENCIES, HIGHEST_CENTS, parse_price, price_words
from bot.errors import BadProposal


@pytest.mark.parametrize(
    ("words", "price"),
    [
        ("$55,000", (5_500_000, "USD")),
        ("1.234,50 €", (123_450, "EUR")),
        ("55000 USD", (5_500_000, "USD")),
        ("usd 55000", (5_500_000, "USD")),
        ("CHF 1'200.00", (120_000, "CHF")),
        ("CHF 1’200", (120_000, "CHF")),
        ("1 234,50 €", (123_450, "EUR")),
        ("1\u202f234,50\u00a0€", (123_450, "EUR")),
        ("55.000 €", (5_500_000, "EUR")),
        ("1,234,567.89 $", (123_456_789, "USD")),
        ("1,5 €", (150, "EUR")),
        ("£0.01", (1, "GBP")),
        ("$5 CAD", (500, "CAD")),
        ("US$ 5", (500, "USD")),
        ("50 zł", (5_000, "PLN")),
        ("５５０００ ＄", (5_500_000, "USD")),
        ("1,000,000,000 $", (HIGHEST_CENTS, "USD")),
    ],
)
def test_prices_as_people_write_them(words, price):
    assert parse_price(words) == price


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "one amount and its currency"),
        ("a lot", "one amount and its currency"),
        ("$1e9", "one amount and its currency"),
        ("55000", "add the currency"),
        ("$1,234.567", "cannot tell"),
        ("$1.234,567", "cannot tell"),
        ("1,234,56 $", "cannot tell"),
        ("12,34,567 INR", "cannot tell"),
        ("$0", "between"),
        ("1,000,000,000.01 $", "between"),
        ("9" * 5_000 + " $", "more money than"),
        ("-5 $", "do not know the currency"),
        ("$55k", "do not know the currency"),
        ("$5 EUR", "do not know the currency"),
        ("¥500", "yen and the yuan"),
        ("kr 50", "several crowns"),
        ("500 JPY", "hundredths"),
    ],
)
def test_a_price_with_no_or_two_readings_is_refused_with_the_reason(words, why):
    with pytest.raises(BadProposal, match=why) as refused:
        parse_price(words)
    assert refused.value.field == "Price"


@pytest.mark.parametrize(
    ("cents", "currency", "words"),
    [
        (5_500_000, "USD", "$55,000"),
        (123_450, "EUR", "€1,234.50"),
        (5, "GBP", "£0.05"),
        (-150, "USD", "-$1.50"),
        (100, "PLN", "1 PLN"),
    ],
)
def test_prices_as_members_read_them(cents, currency, words):
    assert price_words(cents, currency) == words


@given(st.integers(1, HIGHEST_CENTS), st.sampled_from(sorted(CURRENCIES)))
def test_what_members_read_is_read_back_as_it_was(cents, currency):
    assert parse_price(price_words(cents, currency)) == (cents, currency)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_price_or_a_bad_proposal(words):
    try:
        cents, currency = parse_price(words)
    except BadProposal:
        return
    assert 1 <= cents <= HIGHEST_CENTS
    assert currency in CURRENCIES

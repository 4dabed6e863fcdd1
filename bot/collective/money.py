"""Prices as moderators type them and as everybody reads them: integer cents and an ISO 4217 code, never a float."""

from __future__ import annotations

import re
import unicodedata

from bot.errors import BadProposal

PRICE_FIELD = "Price"
HIGHEST_CENTS = 100_000_000_000
"""A thousand million: more than any offer, and far from where a column or a split could overflow."""

CURRENCIES = frozenset({
    "AED", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "INR", "MXN", "MYR",
    "NOK", "NZD", "PHP", "PLN", "RON", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "ZAR",
})  # fmt: skip
"""Currencies of a hundredth each (ISO 4217 minor unit 2), so that "cents" means one thing everywhere."""

_SYMBOLS = {
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₺": "TRY", "₴": "UAH", "₪": "ILS", "฿": "THB",
    "₱": "PHP", "R$": "BRL", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "NT$": "TWD", "MX$": "MXN", "ZŁ": "PLN", "KČ": "CZK", "FT": "HUF", "LEI": "RON",
    "EURO": "EUR", "EUROS": "EUR", "DOLLARS": "USD",
}  # fmt: skip
_DOLLARS = frozenset({"AUD", "CAD", "HKD", "NZD", "SGD", "TWD", "USD"})
_SHOWN = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹"}
_SEVERAL = {"¥": "the yen and the yuan", "KR": "several crowns", "R": "the rand and others"}
_NOT_IN_HUNDREDTHS = frozenset({
    "BHD", "CLP", "ISK", "JOD", "JPY", "KRW", "KWD", "OMR", "PYG", "TND", "UGX", "VND", "XAF", "XOF",
})  # fmt: skip

_PARTS = re.compile(r"(?P<before>[^\d\s]*)\s*(?P<number>\d(?:[\d.,'\s]*\d)?)\s*(?P<after>[^\d\s]*)")
_GROUPED = re.compile(r"\d{1,3}(?:(?P<by>[.,'\s])\d{3})(?:(?P=by)\d{3})*")


def parse_price(words: str, field: str = PRICE_FIELD) -> tuple[int, str]:
    """An amount and its currency: "$55,000", "1.234,50 €", "55000 USD", "CHF 1'200.00".

    A dot or comma before one or two last digits is the decimal sign; before three it groups thousands, in English and
    German order alike, since no currency here has thousandths. A bare "$" is the US dollar, and the card shows the
    code, so that nobody votes on another dollar than was meant.

    Returns:
        Whole cents, at least 1 and at most `HIGHEST_CENTS`; the ISO code, one of `CURRENCIES`.

    Raises:
        BadProposal: no number, two readings, no or an unknown currency, or out of bounds.
    """
    text = " ".join(unicodedata.normalize("NFKC", words).split())
    parts = _PARTS.fullmatch(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    if parts is None:
        raise BadProposal(field, "write one amount and its currency, such as “$55,000” or “1.234,50 €”.")
    cents = _cents(parts["number"], field)
    currency = _currency([mark for mark in (parts["before"], parts["after"]) if mark], field)
    if not 1 <= cents <= HIGHEST_CENTS:
        highest = price_words(HIGHEST_CENTS, currency)
        raise BadProposal(field, f"it must lie between {price_words(1, currency)} and {highest}.")
    return cents, currency


def price_words(cents: int, currency: str) -> str:
    """The amount as members read it: "$55,000", "€1,234.50", "550.00 PLN" as "550 PLN"; `parse_price` reads it back."""
    whole, part = divmod(abs(cents), 100)
    amount = f"{whole:,}" + (f".{part:02}" if part else "")
    sign = "-" if cents < 0 else ""
    return f"{sign}{_SHOWN[currency]}{amount}" if currency in _SHOWN else f"{sign}{amount} {currency}"


def _cents(number: str, field: str) -> int:
    whole, sign, part = _split_decimals(number)
    if not whole.isdecimal():
        if _GROUPED.fullmatch(whole) is None or (sign and sign in whole):
            raise BadProposal(field, f"I cannot tell how “{number}” is meant. Write it as 55000 or 55000.00.")
        whole = re.sub(r"\D", "", whole)
    if len(whole) > len(str(HIGHEST_CENTS)):  # before int(), which takes long over very many digits
        raise BadProposal(field, "that is more money than I can count.")
    return int(whole) * 100 + int(part.ljust(2, "0"))


def _split_decimals(number: str) -> tuple[str, str, str]:
    """Whole part, decimal sign, decimals; the last two empty (and "0") where there are none."""
    decimals = re.fullmatch(r"(.*\d)([.,])(\d{1,2})", number)
    return (decimals[1], decimals[2], decimals[3]) if decimals else (number, "", "0")


def _currency(marks: list[str], field: str) -> str:
    if not marks:
        raise BadProposal(field, "add the currency, such as “$”, “€” or “CHF”.")
    if marks[0] == "$" and marks[-1].upper() in _DOLLARS:  # "$55,000 CAD" says which dollar
        marks = marks[-1:]
    codes = {_code(mark, field) for mark in marks}
    if len(codes) > 1 or None in codes:
        named = " ".join(marks)
        raise BadProposal(field, f"I do not know the currency “{named}”. Write “$”, “€” or three letters such as CHF.")
    return str(codes.pop())


def _code(mark: str, field: str) -> str | None:
    upper = mark.upper().rstrip(".")
    if upper in _SEVERAL:
        raise BadProposal(field, f"“{mark}” stands for {_SEVERAL[upper]}. Write the currency's three letters.")
    if upper in _NOT_IN_HUNDREDTHS:
        raise BadProposal(
            field, f"{upper} is not divided into hundredths, as I need it to be. Choose another currency."
        )
    return upper if upper in CURRENCIES else _SYMBOLS.get(upper)

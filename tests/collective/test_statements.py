from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.collective.ledger import new_references
from bot.collective.statements import (
    RefusedRow,
    erasure_words,
    payout_csv,
    read_paid_csv,
    share_words,
    statement,
)
from bot.errors import BadPaidFile
from bot.model.sales import Share

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE, TWO, THREE = new_references(3, Random(5).randrange)


def share(
    reference: str = ONE, owed: int = 550, paid: int = 0, name: str = "Ada", offer_id: int = 3, currency: str = "USD"
) -> Share:
    return Share(1, offer_id, reference, 7001, name, owed, paid, currency, NOON)


SHARES = [share(ONE), share(TWO, 551, name="=HYPERLINK(1)"), share(THREE, 123_456, name="Zoë, “the 3rd”")]


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_statement_lists_offers_and_sums_by_currency():
    found = statement([share(offer_id=1, paid=550), share(offer_id=4, owed=100, currency="EUR"), share(offer_id=9)])
    assert [each.offer_id for each in found.shares] == [9, 4, 1]
    assert found.totals == (("EUR", 100, 0, 100), ("USD", 1_100, 550, 550))
    assert statement([]).totals == ()


def test_shares_are_told_in_words():
    assert share_words(share()) == f"Offer 3: $5.50, not paid yet; reference {ONE}"
    assert share_words(share(paid=550)) == f"Offer 3: $5.50, all paid; reference {ONE}"
    assert share_words(share(paid=200)) == f"Offer 3: $5.50, of which $2 are paid and $3.50 open; reference {ONE}"


def test_who_erases_everything_is_told_what_is_owed_and_under_which_reference():
    words = erasure_words([share(paid=200), share(TWO, 100, currency="EUR")])
    assert f"$3.50 under {ONE}; €1 under {TWO}" in words
    assert erasure_words([]) == ""


def test_the_file_for_whoever_pays_has_what_is_open_and_no_id_and_no_formula():
    content = payout_csv([*SHARES, share(new_references(1, Random(9).randrange)[0], 5, 5)], "Offer 3")
    header, *rows = rows_of(content)
    assert header == ["reference", "name", "amount", "currency", "note", "paid"]
    assert sorted(rows) == sorted(
        [
            [ONE, "Ada", "5.50", "USD", "Offer 3", ""],
            [TWO, "'=HYPERLINK(1)", "5.51", "USD", "Offer 3", ""],
            [THREE, "Zoë, “the 3rd”", "1234.56", "USD", "Offer 3", ""],
        ]
    )
    assert b"7001" not in content


def test_the_file_comes_back_untouched_and_nobody_is_paid():
    found = read_paid_csv(payout_csv(SHARES, "x"), SHARES)
    assert (found.paid, found.refused, found.unmarked) == ((), (), 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_marked_rows_are_read_however_the_file_was_saved(encoding: str, delimiter: str):
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=delimiter)
    writer.writerow(["Bank's own", "PAID", "Amount", "Reference", "Name"])
    writer.writerow(["1", "yes", "5,50", ONE.lower().replace("-", ""), "Zoë"])
    writer.writerow([])
    writer.writerow(["2", "no", "5.51", TWO, ""])
    writer.writerow(["3", "2026-03-02", "$ 1,234.56", THREE, ""])
    found = read_paid_csv(lines.getvalue().encode(encoding), SHARES)
    assert [(each.reference, cents) for each, cents in found.paid] == [(ONE, 550), (THREE, 123_456)]
    assert (found.refused, found.unmarked) == ((), 1)


def test_a_file_without_a_column_of_marks_says_that_all_its_rows_are_paid():
    found = read_paid_csv(f"reference,amount\n{ONE},5.5\n".encode(), SHARES)
    assert found.paid == ((SHARES[0], 550),)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("K7QM,5.50,USD", "is no reference of this offer"),
        (f"{new_references(1, Random(99).randrange)[0]},5.50,USD", "is no reference of this offer"),
        (",5.50,USD", "no reference"),
        (f"{ONE},5.49,USD", "says $5.49, and $5.50 are open"),
        (f"{ONE},,USD", "cannot read “” as an amount"),
        (f"{ONE},-5.50,USD", "cannot read"),
        (f"{ONE},5.50,EUR", "it is in EUR"),
        (f"{ONE},5.500,USD", "cannot read"),
        (f"{ONE}", "cannot read"),
    ],
)
def test_a_row_that_is_not_quite_right_is_refused_with_a_sentence_and_the_others_count(row: str, why: str):
    found = read_paid_csv(f"reference,amount,currency\n{TWO},5.51,usd\n{row}\n".encode(), SHARES)
    assert found.paid == ((SHARES[1], 551),)
    ((refused),) = found.refused
    assert refused.row == 3
    assert why in refused.why


def test_a_reference_that_stands_twice_counts_once_and_one_that_was_paid_not_again():
    before = [SHARES[0], share(TWO, 551, 551)]
    content = f"reference,amount\n{ONE},5.50\n{ONE},5.50\n{TWO},5.51\n".encode()
    found = read_paid_csv(content, before)
    assert found.paid == ((SHARES[0], 550),)
    assert found.refused == (
        RefusedRow(3, f"{ONE} stands in row 2 already, and counts once."), RefusedRow(4, f"{TWO} was paid before."),
    )  # fmt: skip


def test_half_of_a_share_that_was_partly_paid_is_what_is_open():
    assert read_paid_csv(f"reference,amount\n{ONE},3.50\n".encode(), [share(paid=200)]).paid == (
        (share(paid=200), 350),
    )


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("5.5", 550), ("5,50", 550), ("$5.50", 550), ("5.50 USD", 550), ("USD 5.50", 550), ("1234.56", 123_456),
        ("1,234.56", 123_456), ("1.234,56", 123_456), ("1'234.56", 123_456), ("1 234,56", 123_456),
    ],
)  # fmt: skip
def test_amounts_are_read_in_many_hands(typed: str, cents: int):
    content = f"reference;amount\n{ONE};{typed}\n".encode()
    assert read_paid_csv(content, [share(owed=cents)]).refused == ()


@pytest.mark.parametrize(
    "typed", ["1,234", "1.234", "1,234.567", "1,234,56", "1.234.56", "5.5.5", "five", "5e2", "٥", "1,23,456.00"]
)
def test_amounts_that_could_be_read_in_two_ways_are_refused(typed: str):
    found = read_paid_csv(f"reference;amount\n{ONE};{typed}\n".encode(), [share(owed=123_400)])
    assert ["cannot read" in refused.why for refused in found.refused] == [True]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "first row"),
        (b"name,amount\nAda,5\n", "first row"),
        (b"PK\x03\x04\0\0\0\0", "no text"),
        (b"reference,amount\n" + b"x" * 9_000_000, "larger than"),
    ],
)
def test_what_is_no_such_file_is_refused_whole(content: bytes, why: str):
    with pytest.raises(BadPaidFile, match=why):
        read_paid_csv(content, SHARES)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(content: bytes):
    with suppress(BadPaidFile):
        read_paid_csv(b"reference,amount,paid\n" + content, SHARES)


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=20), st.sets(st.integers(0, 19)))
def test_what_is_marked_and_nothing_else_is_read_back(amounts: list[int], marked: set[int]):
    shares = [
        share(ref, cents) for ref, cents in zip(new_references(len(amounts), Random(2).randrange), amounts, strict=True)
    ]
    header, *rows = rows_of(payout_csv(shares, "n"))
    wanted = {each.reference for place, each in enumerate(shares) if place in marked}
    filled = [[*row[:-1], "yes" if row[0] in wanted else ""] for row in rows]
    out = io.StringIO()
    csv.writer(out).writerows([header, *filled])
    found = read_paid_csv(out.getvalue().encode(), shares)
    assert {each.reference for each, _ in found.paid} == wanted
    assert all(cents == each.owed for each, cents in found.paid)
    assert found.refused == ()

"""What members read about their money, and the files that whoever pays works with.

Tutti moves no money. Whoever pays (a bank, PayPal, gift cards) gets a file of references, names and amounts for one
offer, and gives a file back that says which were paid. No id of Discord's is in it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.collective.ledger import read_reference
from bot.collective.money import price_words
from bot.errors import BadPaidFile
from bot.model.sales import Share

COLUMNS = ("reference", "name", "amount", "currency", "note", "paid")
MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 100_000

_REFERENCE = frozenset({"reference", "ref", "payout reference", "member reference", "referenz", "référence"})
_AMOUNT = frozenset({"amount", "sum", "cents", "value", "betrag", "montant"})
_CURRENCY = frozenset({"currency", "ccy", "währung", "devise"})
_PAID = frozenset({"paid", "status", "bezahlt", "payé", "done"})
_NOT_PAID = frozenset({"", "0", "no", "n", "false", "open", "unpaid", "failed", "pending", "-", "nein", "non"})
_AMOUNT_FORM = re.compile(r"(\d{1,3}(?:[,.' \u00a0\u202f]\d{3})+|\d+)(?:([.,])(\d{1,2}))?", re.ASCII)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one member earned in a server.

    Attributes:
        shares: one for each offer, the latest first.
        totals: (currency, owed, paid, open) in cents, by currency.
    """

    shares: tuple[Share, ...]
    totals: tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that was not taken.

    Attributes:
        row: as a spreadsheet counts, the header being row 1.
        why: a sentence.
    """

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class PaidFile:
    """A file that says who was paid, held against what is open.

    Attributes:
        paid: shares to be marked, each once, with their cents.
        refused: rows that are not.
        unmarked: rows that say they are not paid.
    """

    paid: tuple[tuple[Share, int], ...]
    refused: tuple[RefusedRow, ...]
    unmarked: int


def statement(shares: Sequence[Share]) -> Statement:
    """All shares of one member, with their sums."""
    latest = tuple(sorted(shares, key=lambda share: -share.offer_id))
    totals = []
    for currency in sorted({share.currency for share in shares}):
        mine = [share for share in shares if share.currency == currency]
        owed, paid = sum(share.owed for share in mine), sum(share.paid for share in mine)
        totals.append((currency, owed, paid, owed - paid))
    return Statement(latest, tuple(totals))


def share_words(share: Share) -> str:
    """One share as its member reads it: "Offer 3: $5.50, of which $2 are paid and $3.50 open; reference ..."."""
    whole = price_words(share.owed, share.currency)
    if not share.open:
        return f"Offer {share.offer_id}: {whole}, all paid; reference {share.reference}"
    if not share.paid:
        return f"Offer {share.offer_id}: {whole}, not paid yet; reference {share.reference}"
    paid, left = price_words(share.paid, share.currency), price_words(share.open, share.currency)
    return f"Offer {share.offer_id}: {whole}, of which {paid} are paid and {left} open; reference {share.reference}"


def erasure_words(owed: Sequence[Share]) -> str:
    """What a member who erases everything must know about money; "" where nothing is open."""
    if not owed:
        return ""
    each = "; ".join(f"{price_words(share.open, share.currency)} under {share.reference}" for share in owed)
    return (
        f"You are still owed {each}. That money stays yours, but after the erasure nothing here says whose it is: keep "
        "the reference, and show it to whoever pays. Without it nobody can find your share, and a year after the split "
        "moderators may divide it among the others."
    )


def payout_csv(shares: Sequence[Share], note: str) -> bytes:
    """The open shares of one offer for whoever pays, by reference: UTF-8 with a byte order mark, for spreadsheets.

    Amounts have two decimals and a dot. A name that a spreadsheet would run as a formula begins with an apostrophe. The
    last column is for "yes", and the file then goes to `read_paid_csv`.
    """
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for share in sorted(shares, key=lambda share: share.reference):
        if share.open > 0:
            amount = f"{share.open // 100}.{share.open % 100:02}"
            writer.writerow([share.reference, _inert(share.display_name), amount, share.currency, _inert(note), ""])
    return lines.getvalue().encode("utf-8-sig")


def read_paid_csv(content: bytes, shares: Sequence[Share]) -> PaidFile:
    """Which shares a file says were paid, row by row.

    Forgiving about form: UTF-8, UTF-16 or Windows' encoding; commas, semicolons or tabs; columns in any order, and
    others beside; 5.5, "5,50" and "$ 5.50". A row whose *paid* is empty or says no is left alone; in a file without
    such a column all rows are paid. Strict about money: a row is refused that has an unknown or repeated reference, no
    amount or another than is open, or another currency; what is refused is said, and the other rows count.

    Args:
        shares: all of one offer.

    Raises:
        BadPaidFile: too large, no text, or without a column of references.
    """
    rows = _rows(content)
    places = _places(rows[0] if rows else [])
    by_reference = {share.reference: share for share in shares}
    named: dict[str, int] = {}
    paid: list[tuple[Share, int]] = []
    refused: list[RefusedRow] = []
    unmarked = 0
    for number, row in enumerate(rows[1:], 2):
        cell = {name: row[place].strip() for name, place in places.items() if place < len(row)}
        if not any(each.strip() for each in row):
            continue
        if "paid" in places and cell.get("paid", "").casefold() in _NOT_PAID:
            unmarked += 1
            continue
        found = _read_row(cell, by_reference, named)
        if isinstance(found, str):
            refused.append(RefusedRow(number, found))
        else:
            named[found.reference] = number
            paid.append((found, found.open))
    return PaidFile(tuple(paid), tuple(refused), unmarked)


def _read_row(cell: dict[str, str], shares: dict[str, Share], named: dict[str, int]) -> Share | str:
    """The share that a row says was paid, or why it does not count."""
    typed = cell.get("reference", "")
    reference = read_reference(typed)
    share = shares.get(reference or "")
    if reference is None or share is None:
        return f"“{typed[:40]}” is no reference of this offer." if typed else "it has no reference."
    if reference in named:
        return f"{reference} stands in row {named[reference]} already, and counts once."
    open_words = price_words(share.open, share.currency)
    if not share.open:
        return f"{reference} was paid before."
    cents = _cents(cell.get("amount", ""), share.currency)
    if cents is None:
        return f"I cannot read “{cell.get('amount', '')[:40]}” as an amount; {open_words} are open for {reference}."
    if cents != share.open:
        return f"it says {price_words(cents, share.currency)}, and {open_words} are open for {reference}."
    currency = cell.get("currency", "").upper()
    if currency and currency != share.currency:
        return f"it is in {currency[:10]}, and {reference} is owed {share.currency}."
    return share


def _cents(words: str, currency: str) -> int | None:
    """Whole cents of an amount as spreadsheets and people write it; None where it could be read in two ways."""
    text = (
        words.strip()
        .removeprefix("'")
        .strip("$€£₹ \u00a0")
        .removesuffix(currency)
        .removeprefix(currency)
        .strip("$€£₹ \u00a0")
    )
    form = _AMOUNT_FORM.fullmatch(text)
    if form is None:
        return None
    whole, sign, part = form.groups()
    groups = set(re.sub(r"\d", "", whole))
    if (
        len(groups) > 1
        or sign in groups
        or (sign is None and groups & {",", "."} and len(re.findall(r"[,.]", whole)) == 1)
    ):
        # "1,234" alone: a thousand and more, or one and a bit; whoever pays writes two decimals.
        return None
    return int(re.sub(r"\D", "", whole)) * 100 + int((part or "0").ljust(2, "0"))


def _rows(content: bytes) -> list[list[str]]:
    if len(content) > MOST_BYTES:
        raise BadPaidFile(f"That file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadPaidFile("I cannot read that file as a table.") from error
    if len(rows) > MOST_ROWS:
        raise BadPaidFile(f"That file has more than {MOST_ROWS:,} rows.")
    return rows


def _decoded(content: bytes) -> str:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadPaidFile("That file is no text.")


def _places(header: Sequence[str]) -> dict[str, int]:
    """Column names we know -> where they stand.

    Raises:
        BadPaidFile: no reference or no amount.
    """
    known = {"reference": _REFERENCE, "amount": _AMOUNT, "currency": _CURRENCY, "paid": _PAID}
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        plain = " ".join(title.replace("_", " ").casefold().split())
        for name, spellings in known.items():
            if plain in spellings:
                places.setdefault(name, place)
    if "reference" not in places or "amount" not in places:
        raise BadPaidFile("The first row must name the columns, with “reference” and “amount” among them.")
    return places


def _inert(words: str) -> str:
    """Text that no spreadsheet runs: https://owasp.org/www-community/attacks/CSV_Injection."""
    return f"'{words}" if words.startswith(_FORMULA) else words

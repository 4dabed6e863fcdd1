"""The books of a sale in double entry: what is written down when, and what must hold of it.

What is divided is the price. The buyer owes it from the first package on; money comes in whole or in parts; where a
part will never come (a bank kept a fee, a buyer paid less), moderators write down a *shortfall* with its reason, in
everybody's sight. When the buyer owes nothing more, the pot, which then is exactly what came in, is divided; so all
that is owed is all that was received. Tutti moves no money: payouts are what whoever pays says was paid.

An entry is taken back by one of its kind with the sides changed. A split cannot be: it follows from the package.

Whoever pays never sees a member's id: each share has a *payout reference*, random and of that offer alone. When a
member erases everything, the share stays owed to its reference, and is paid to whoever shows it. A year after the
split, moderators may release such a share to the others in equal parts; until then nobody can touch it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.collective.payouts import shares as equal_shares
from bot.errors import LedgerRefused
from bot.model.sales import Account, Balances, Entry, LedgerLine, Leg, Posting, Share

RELEASE_AFTER = timedelta(days=365)
"""How long a share of somebody who erased everything waits for them."""

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXY"
"""31 signs that nobody takes for one another (no 0, 1, I, O); prime, so that the last one checks all the others."""
_LENGTH = 9
_SPACES = re.compile(r"[\s\-\u2010-\u2015]+")


def receipt(cents: int, currency: str, note: str = "") -> Entry:
    """Money of the buyer came in.

    Raises:
        LedgerRefused: an amount that is not above 0.
    """
    _demand_amount(cents)
    return Entry(Posting.RECEIPT, currency, (Leg(Account.HELD, cents), Leg(Account.BUYER, -cents)), _short(note))


def shortfall(cents: int, currency: str, reason: str) -> Entry:
    """A part of the price will never come: the buyer owes it no more, and it is not divided.

    Raises:
        LedgerRefused: an amount that is not above 0, or no reason.
    """
    _demand_amount(cents)
    if not reason.strip():
        raise LedgerRefused("a shortfall needs its reason, such as “bank fee”.")
    return Entry(Posting.SHORTFALL, currency, (Leg(Account.POT, cents), Leg(Account.BUYER, -cents)), _short(reason))


def division(standing: Balances, split: Mapping[int, int], references: Mapping[int, str]) -> Entry:
    """What came in is owed to those in the package.

    Args:
        standing: of the offer, now.
        split: member id -> cents, of `payouts.split` with what is in the pot.
        references: member id -> payout reference, of everybody in it.

    Raises:
        LedgerRefused: the buyer still owes, or the split is not what is in the pot.
    """
    if standing.buyer:
        raise LedgerRefused("the buyer still owes a part. Write down what came in, or a shortfall with its reason.")
    if not standing.pot or sum(split.values()) != standing.pot:
        raise LedgerRefused("the split is not what is there to be divided.")
    owed = [Leg(Account.OWED, -cents, references[each], each) for each, cents in sorted(split.items()) if cents]
    return Entry(Posting.SPLIT, standing.currency, (Leg(Account.POT, standing.pot), *owed))


def payout(paid: Sequence[tuple[Share, int]], note: str = "") -> Entry:
    """Contributors of one offer were paid: one entry, for one of them or a whole file.

    Args:
        paid: shares, each once, with the cents that were paid, above 0.
        note: without names, such as the file's digest.

    Raises:
        LedgerRefused: nobody, an amount that is not above 0, or more than is open.
    """
    if not paid:
        raise LedgerRefused("nobody is named who was paid.")
    for share, cents in paid:
        _demand_amount(cents)
        if cents > share.open:
            raise LedgerRefused(f"{share.reference} is owed less than that.")
    owed = [Leg(Account.OWED, cents, share.reference, share.member_id) for share, cents in paid]
    held = Leg(Account.HELD, -sum(cents for _, cents in paid))
    return Entry(Posting.PAYOUT, paid[0][0].currency, (*owed, held), _short(note))


def payout_taken_back(share: Share, cents: int, transaction: int, note: str = "") -> Entry:
    """A payment that was written down and did not arrive, or never was made: the share is open again.

    Args:
        transaction: the entry in which it was written down.

    Raises:
        LedgerRefused: not above 0, or more than was paid.
    """
    _demand_amount(cents)
    if cents > share.paid:
        raise LedgerRefused(f"{share.reference} was paid less than that.")
    legs = (Leg(Account.HELD, cents), Leg(Account.OWED, -cents, share.reference, share.member_id))
    return Entry(Posting.PAYOUT, share.currency, legs, _short(note), reverses=transaction)


def taken_back(lines: Sequence[LedgerLine], note: str = "") -> Entry:
    """A whole entry with its sides changed.

    Args:
        lines: those of one transaction.

    Raises:
        LedgerRefused: of no kind that can be taken back.
    """
    if not lines or lines[0].posting not in (Posting.RECEIPT, Posting.SHORTFALL, Posting.PAYOUT):
        raise LedgerRefused("only what came in, a shortfall or a payout can be taken back.")
    if lines[0].reverses is not None:
        raise LedgerRefused("that entry takes another back already. Write down what happened instead.")
    legs = tuple(Leg(line.account, -line.cents, line.reference, line.member_id) for line in lines)
    return Entry(lines[0].posting, lines[0].currency, legs, _short(note), reverses=lines[0].transaction)


def release(share: Share, others: Collection[Share], at: datetime) -> Entry:
    """What is still open of a share that nobody here can claim goes to the others, in equal parts.

    The odd cents go to the references that come first in the alphabet.

    Args:
        share: of somebody who erased everything.
        others: all shares of the same offer; those of members who erased everything get nothing.

    Raises:
        LedgerRefused: it is a member's, paid, or less than a year old; or there is nobody to get it.
    """
    if share.member_id is not None or not share.open:
        raise LedgerRefused(f"{share.reference} is not an open share of somebody who erased everything.")
    if at < share.split_at + RELEASE_AFTER:
        raise LedgerRefused(f"{share.reference} waits until {share.split_at + RELEASE_AFTER:%Y-%m-%d} for its owner.")
    heirs = sorted((each for each in others if each.member_id is not None), key=lambda each: each.reference)
    if not heirs:
        raise LedgerRefused("nobody is left who could get it.")
    parts = equal_shares(share.open, range(len(heirs)))
    legs = [Leg(Account.OWED, -parts[place], each.reference, each.member_id) for place, each in enumerate(heirs)]
    legs = [Leg(Account.OWED, share.open, share.reference), *(leg for leg in legs if leg.cents)]
    return Entry(Posting.RELEASE, share.currency, tuple(legs), "unclaimed for a year")


def balances(lines: Iterable[LedgerLine]) -> Balances:
    """Where the money of one offer stands, from its whole books: what storage sums up by itself, done again."""
    sums: dict[tuple[Account, Posting], int] = defaultdict(int)
    currency = ""
    for line in lines:
        sums[line.account, line.posting] += line.cents
        currency = line.currency

    def of(account: Account) -> int:
        return sum(cents for (each, _), cents in sums.items() if each is account)

    return Balances(
        currency,
        price=sums[Account.BUYER, Posting.PRICE],
        buyer=of(Account.BUYER),
        held=of(Account.HELD),
        pot=-of(Account.POT),
        owed=-of(Account.OWED),
        received=sums[Account.HELD, Posting.RECEIPT],
        shortfall=sums[Account.POT, Posting.SHORTFALL],
        paid=-sums[Account.HELD, Posting.PAYOUT],
    )


def first_fault(lines: Sequence[LedgerLine]) -> str | None:
    """What is wrong with an offer's whole books, as a sentence; None where every rule holds.

    An audit by other code than the one that writes: entries add up to 0, one currency, no account on its wrong side,
    nobody paid more than owed, all that is owed and paid is all that came in once it was divided.
    """
    entries: dict[int, int] = defaultdict(int)
    owed: dict[str, int] = defaultdict(int)
    for line in lines:
        entries[line.transaction] += line.cents
        if line.account is Account.OWED:
            owed[line.reference] += line.cents
    off = next((transaction for transaction, rest in entries.items() if rest), None)
    overpaid = next((reference for reference, cents in owed.items() if cents > 0), None)
    now = balances(lines)
    divided = any(line.posting is Posting.SPLIT for line in lines)
    faults = (
        (off is not None, f"Entry {off} does not add up to 0."),
        (len({line.currency for line in lines}) > 1, "There are several currencies."),
        (overpaid is not None, f"{overpaid} was paid too much."),
        (min(now.buyer, now.held, now.pot) < 0 or now.pot < now.buyer, "An account is on its wrong side."),
        (now.price != now.received + now.shortfall + now.buyer, "The price is not what came in and what is missing."),
        (now.received != now.held + now.paid, "What came in is not what is held and paid."),
        (divided and now.received != now.owed + now.paid, "What is owed is not what came in."),
    )
    return next((words for wrong, words in faults if wrong), None)


def new_references(count: int, draw: Callable[[int], int]) -> list[str]:
    """Payout references, all different: nine random signs and one that checks them, as "K7QM-2X9FT-D".

    Args:
        draw: a number from 0 to below its argument, such as `secrets.randbelow`.
    """
    found: dict[str, None] = {}
    while len(found) < count:
        signs = "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(_LENGTH))
        found[_grouped(signs + _check_sign(signs))] = None
    return list(found)


def read_reference(words: str) -> str | None:
    """A reference as somebody typed it: small letters, spaces and missing dashes do not matter.

    Returns:
        As it is stored; None where it cannot be one, for one sign is wrong or two changed places.
    """
    signs = _SPACES.sub("", words).upper()
    if len(signs) != _LENGTH + 1 or not set(signs) <= set(ALPHABET) or _check_sign(signs[:-1]) != signs[-1]:
        return None
    return _grouped(signs)


def _check_sign(signs: str) -> str:
    """The sign that makes the weighted sum 0 modulo 31; weights differ and are below 31, so any one slip shows."""
    total = sum(weight * ALPHABET.index(sign) for weight, sign in enumerate(signs, 2))
    return ALPHABET[-total % len(ALPHABET)]


def _grouped(signs: str) -> str:
    return f"{signs[:4]}-{signs[4:9]}-{signs[9:]}"


def _demand_amount(cents: int) -> None:
    if cents <= 0:
        raise LedgerRefused("an amount must be above 0.")


def _short(note: str) -> str:
    return " ".join(note.split())[:200]

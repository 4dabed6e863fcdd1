"""The money of a sale: what came in, what will not come, and who was paid. Tutti moves none of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.collective import ledger
from bot.collective.money import parse_price
from bot.collective.payouts import split
from bot.collective.statements import PaidFile, Statement, payout_csv, read_paid_csv, statement
from bot.errors import BadProposal, LedgerRefused
from bot.model.sales import Balances, BookedEntry, Entry, OfferState, OfferTerms, Share
from bot.services import Services
from bot.usecases.sales.offer_on_show import ShownOffer, offer_on_show

_OPEN_BOOKS = (OfferState.BUILT, OfferState.DELIVERED, OfferState.PAID)
_DIVIDED = (OfferState.PAID, OfferState.CLOSED)


@dataclass(frozen=True, slots=True)
class Books:
    """Where the money of an offer stands.

    Attributes:
        shares: of everybody in the package, by reference; empty before it was divided.
        entries: what was written down, in order.
    """

    shown: ShownOffer
    balances: Balances
    shares: tuple[Share, ...]
    entries: tuple[BookedEntry, ...]


@dataclass(frozen=True, slots=True)
class MarkedPaid:
    """A file of payments, as far as it was taken."""

    books: Books
    file: PaidFile


async def books_of(services: Services, guild_id: int, offer_id: int) -> Books:
    """The books of an offer.

    Raises:
        UnknownOffer: no such offer here.
    """
    shown = await offer_on_show(services, guild_id, offer_id)
    return Books(
        shown,
        await services.store.ledger.balances(guild_id, offer_id),
        await services.store.ledger.shares(guild_id, offer_id),
        await services.store.ledger.entries(guild_id, offer_id),
    )


async def money_came(
    services: Services, guild_id: int, offer_id: int, member_id: int, amount: str, note: str, *, missing: bool = False
) -> Books:
    """Write down what came in from the buyer, or a part that never will; once nothing is owed, divide the pot.

    What is divided goes to those in the delivered package, by the split that was voted on.

    Args:
        amount: as typed, in the offer's currency.
        note: where it came from; of a shortfall its reason, such as "bank fee".
        missing: a shortfall.

    Raises:
        LedgerRefused: more than is owed, a shortfall without a reason, an amount that cannot be read or is in another
            currency.
        UnknownOffer, SaleStands: there is no package yet, or it is all divided.
    """
    shown = await offer_on_show(services, guild_id, offer_id, OfferState.BUILT, OfferState.DELIVERED)
    currency = shown.offer.terms.currency
    cents = _cents(amount, currency)
    entry = ledger.shortfall(cents, currency, note) if missing else ledger.receipt(cents, currency, note)
    await services.store.ledger.post(guild_id, offer_id, [entry], services.clock.now(), by=member_id)
    return await divide(services, guild_id, offer_id, member_id)


async def divide(services: Services, guild_id: int, offer_id: int, member_id: int | None) -> Books:
    """Owe the pot to those in the package, if it was delivered and the buyer owes nothing more; then look at the books.

    Of many that try at once exactly one does so.

    Args:
        member_id: whose step it was; None: Tutti takes up what a restart interrupted.

    Raises:
        UnknownOffer: no such offer here.
    """
    shown = await offer_on_show(services, guild_id, offer_id)
    standing = await services.store.ledger.balances(guild_id, offer_id)
    if shown.offer.state is OfferState.DELIVERED and standing.pot and not standing.buyer:
        roster = await services.store.packages.roster(guild_id, offer_id)
        plays = {each.member_id: each.plays for each in roster}
        if plays:  # else all of them erased everything, and nobody is left to owe it to
            entry = await services.cpu(division, shown.offer.terms, plays, standing)
            await _post_division(services, guild_id, offer_id, member_id, entry)
    return await books_of(services, guild_id, offer_id)


def division(terms: OfferTerms, plays: Mapping[int, int], standing: Balances) -> Entry:
    """For a worker: what each is owed, under new payout references.

    Args:
        plays: of everybody in the package, by member id.
    """
    references = dict(zip(plays, ledger.new_references(len(plays), secrets.randbelow), strict=True))
    return ledger.division(standing, split(terms, plays, standing.pot), references)


async def _post_division(services: Services, guild_id: int, offer_id: int, member_id: int | None, entry: Entry) -> None:
    try:
        await services.store.ledger.post(guild_id, offer_id, [entry], services.clock.now(), by=member_id)
    except LedgerRefused:
        # Somebody else wrote something down at this moment: either it is divided, or the buyer owes again.
        now = await books_of(services, guild_id, offer_id)
        if now.shown.offer.state is OfferState.DELIVERED and not now.balances.buyer:
            raise


async def take_up_books(services: Services, guild_id: int) -> None:
    """Divide and close what could have been, had the bot not been stopped in between."""
    unfinished = await services.store.offers.offers_of(guild_id, [OfferState.DELIVERED, OfferState.PAID])
    for offer in unfinished:
        await divide(services, guild_id, offer.offer_id, None)
        await services.store.ledger.close(guild_id, offer.offer_id, None, services.clock.now())


async def payout_file(services: Services, guild_id: int, offer_id: int) -> tuple[Books, bytes]:
    """The open shares for whoever pays: a CSV to fill in and give back.

    Raises:
        UnknownOffer, SaleStands: it is not divided yet.
    """
    await offer_on_show(services, guild_id, offer_id, *_DIVIDED)
    books = await books_of(services, guild_id, offer_id)
    note = f"Tutti, offer {offer_id}"
    return books, await services.cpu(payout_csv, books.shares, note)


async def mark_paid(services: Services, guild_id: int, offer_id: int, member_id: int, content: bytes) -> MarkedPaid:
    """Take a file of payments: rows that are right count, the others are said. The sale closes with the last cent.

    Raises:
        BadPaidFile: it cannot be read at all.
        UnknownOffer, SaleStands: it is not divided, or all is paid.
    """
    await offer_on_show(services, guild_id, offer_id, OfferState.PAID)
    shares = await services.store.ledger.shares(guild_id, offer_id)
    file = await services.cpu(read_paid_csv, content, shares)
    if file.paid:
        await _pay(services, guild_id, offer_id, file.paid)
    await _close_if_done(services, guild_id, offer_id, member_id)
    return MarkedPaid(await books_of(services, guild_id, offer_id), file)


async def mark_one_paid(services: Services, guild_id: int, offer_id: int, member_id: int, who: int | str) -> Books:
    """One contributor was paid all that is open.

    Args:
        who: a member's id, or a payout reference.

    Raises:
        LedgerRefused: nothing is open for them.
        UnknownOffer, SaleStands: it is not divided, or all is paid.
    """
    await offer_on_show(services, guild_id, offer_id, OfferState.PAID)
    shares = await services.store.ledger.shares(guild_id, offer_id)
    share = _share(shares, who)
    if share is None or not share.open:
        raise LedgerRefused("nothing is open for them in this sale.")
    await _pay(services, guild_id, offer_id, [(share, share.open)])
    await _close_if_done(services, guild_id, offer_id, member_id)
    return await books_of(services, guild_id, offer_id)


async def release_share(services: Services, guild_id: int, offer_id: int, reference: str) -> Books:
    """Divide the share of somebody who erased everything a year ago among the others.

    Raises:
        LedgerRefused: it is somebody's, paid, or not old enough.
        UnknownOffer, SaleStands: it is not divided, or all is paid.
    """
    await offer_on_show(services, guild_id, offer_id, OfferState.PAID)
    shares = await services.store.ledger.shares(guild_id, offer_id)
    share = _share(shares, reference)
    if share is None:
        raise LedgerRefused("that is no reference of this sale.")
    now = services.clock.now()
    await services.store.ledger.post(guild_id, offer_id, [ledger.release(share, shares, now)], now)
    return await books_of(services, guild_id, offer_id)


async def take_back(services: Services, guild_id: int, offer_id: int, transaction: int, note: str) -> Books:
    """Take an entry back that was a mistake: what came in, a shortfall, a payout.

    Raises:
        LedgerRefused: there is no such entry in this offer's books, or it cannot be taken back.
        UnknownOffer, SaleStands: its books are not open.
    """
    await offer_on_show(services, guild_id, offer_id, *_OPEN_BOOKS)
    lines = [line for line in await services.store.ledger.entry(guild_id, transaction) if line.offer_id == offer_id]
    await services.store.ledger.post(guild_id, offer_id, [ledger.taken_back(lines, note)], services.clock.now())
    return await books_of(services, guild_id, offer_id)


async def earnings(services: Services, guild_id: int, member_id: int) -> Statement:
    """What the member is owed and was paid here, offer by offer; for that member alone."""
    return statement(await services.store.ledger.shares_of(guild_id, member_id))


async def _pay(services: Services, guild_id: int, offer_id: int, paid: Sequence[tuple[Share, int]]) -> None:
    await services.store.ledger.post(guild_id, offer_id, [ledger.payout(paid)], services.clock.now())


async def _close_if_done(services: Services, guild_id: int, offer_id: int, member_id: int) -> None:
    await services.store.ledger.close(guild_id, offer_id, member_id, services.clock.now())


def _share(shares: Sequence[Share], who: int | str) -> Share | None:
    if isinstance(who, int):
        return next((each for each in shares if each.member_id == who), None)
    reference = ledger.read_reference(who)
    return next((each for each in shares if each.reference == reference), None)


def _cents(words: str, currency: str) -> int:
    bare = not any(sign.isalpha() or sign in "$€£₹" for sign in words)
    try:
        cents, named = parse_price(f"{words} {currency}" if bare else words)
    except BadProposal as error:
        raise LedgerRefused(f"of the amount, {error.why}") from error
    if named != currency:
        raise LedgerRefused(f"this sale is in {currency}.")
    return cents

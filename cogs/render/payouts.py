"""Cards about the money of sales: to moderators who keep the books, and to members what they earned."""

from __future__ import annotations

import discord

from bot.collective.ledger import RELEASE_AFTER
from bot.collective.money import price_words
from bot.collective.statements import Statement, share_words
from bot.model.amounts import counted
from bot.model.sales import BookedEntry, OfferState, Posting
from bot.usecases.sales.keep_books import Books, MarkedPaid
from cogs.render.cards import ANSWER, DONE, QUIET, TROUBLE, Attached, Block, Card, inert, lines, plain

_POSTINGS = {
    Posting.PRICE: "agreed",
    Posting.RECEIPT: "came in",
    Posting.SHORTFALL: "will not come",
    Posting.SPLIT: "divided",
    Posting.PAYOUT: "paid out",
    Posting.RELEASE: "unclaimed, divided among the others",
}
_MOST_REFUSED = 40


def books_card(books: Books) -> Card:
    """The money of an offer, to a moderator."""
    offer, now = books.shown.offer, books.balances
    open_shares = [share for share in books.shares if share.open]
    rows = [f"## The money of offer {offer.offer_id}", _balance_words(books)]
    if offer.state is OfferState.BUILT:
        rows.append("It is divided once the package is delivered and the whole price is accounted for.")
    elif offer.state is OfferState.DELIVERED:
        rows.append(
            f"It is divided once {price_words(now.buyer, now.currency)} more came in, or are written down as missing."
            if now.buyer
            else "Nothing of it came in, so there is nothing to divide."
            if not now.pot
            else "Everybody in the package erased everything, so there is nobody to divide it among."
        )
    elif offer.state is OfferState.PAID:
        rows.append(
            f"{counted(len(books.shares), 'share')}, {len(open_shares):,} of them open. "
            "`/payouts list` gives the file for whoever pays, `/payouts paid` takes it back."
        )
        forgotten = [share for share in open_shares if share.member_id is None]
        if forgotten:
            rows.append(
                f"{counted(len(forgotten), 'share')} of members who erased everything: paid to whoever shows the reference; "
                f"{RELEASE_AFTER.days} days after the split, `/payouts release` divides one among the others."
            )
    elif offer.state is OfferState.CLOSED:
        rows.append("Every cent is paid out, and the sale is closed.")
    written = [_entry_words(entry, now.currency) for entry in reversed(books.entries)]
    blocks: list[Block] = ["\n".join(rows)]
    if written:
        blocks.append(
            f"**Written down, the latest first**\n{lines(written, 1_800)}\n-# `/payouts undo` takes one back by its number."
        )
    return Card(tuple(blocks), DONE if offer.state is OfferState.CLOSED else ANSWER)


def payouts_card(books: Books, content: bytes) -> Card:
    """To the moderator: the list of open shares, for whoever pays."""
    left = sum(share.open for share in books.shares)
    open_shares = sum(1 for share in books.shares if share.open)
    offer = books.shown.offer
    return Card(
        (
            (
                f"## Payouts of offer {offer.offer_id}\n{price_words(left, offer.terms.currency)} to {counted(open_shares, 'contributor')}. "
                "Pay them by bank, PayPal or gift cards; I move no money. Write “yes” into the column *paid* and give the file back with "
                f"`/payouts paid offer:{offer.offer_id} file:`."
            ),
            Attached(content, f"payouts-{offer.offer_id}.csv"),
        ),
        ANSWER,
    )


def marked_card(marked: MarkedPaid) -> Card:
    """What a file of payments changed, row by row where it did not."""
    cents = sum(each for _, each in marked.file.paid)
    currency = marked.books.shown.offer.terms.currency
    done = f"**{counted(len(marked.file.paid), 'contributor')}** marked as paid, {price_words(cents, currency)} in all."
    left = f" {counted(marked.file.unmarked, 'row')} not marked." if marked.file.unmarked else ""
    blocks: list[Block] = [f"{done}{left}"]
    if marked.file.refused:
        # No more than could fit: a file can have 100,000 rows that are refused.
        refused = [f"- Row {each.row}: {inert(each.why)}" for each in marked.file.refused[:_MOST_REFUSED]]
        beyond = len(marked.file.refused) - len(refused)
        more = f"\n-# … and {beyond:,} rows more" if beyond else ""
        blocks.append(f"**Not taken:**\n{lines(refused, 2_000, '-# … and {n} of them more')}{more}")
    blocks.append(_balance_words(marked.books))
    return Card(tuple(blocks), TROUBLE if marked.file.refused else DONE)


def earnings_card(statement: Statement) -> Card:
    """To one member: what they are owed and were paid here."""
    if not statement.shares:
        return Card(
            ("You have earned nothing here yet. Shares appear when a sale that you are in is paid for.",), QUIET
        )
    rows = [f"- {share_words(share)}" for share in statement.shares]
    totals = [
        f"**{price_words(owed, currency)}** earned, {price_words(paid, currency)} paid, {price_words(left, currency)} open"
        for currency, owed, paid, left in statement.totals
    ]
    note = "-# Your server's moderators pay, not I. The reference is how whoever pays finds your share."
    return Card(("## Your earnings here\n" + "\n".join(totals), lines(rows, 3_000), note), ANSWER)


def _entry_words(entry: BookedEntry, currency: str) -> str:
    what = f"takes back {entry.reverses}" if entry.reverses is not None else _POSTINGS[entry.posting]
    note = f": {plain(entry.note, 150)}" if entry.note else ""
    return f"- **{entry.number}** {discord.utils.format_dt(entry.at, 'd')} {price_words(entry.cents, currency)} {what}{note}"


def _balance_words(books: Books) -> str:
    now = books.balances
    parts = [
        (now.price, "agreed"),
        (now.received, "came in"),
        (now.shortfall, "will not come"),
        (now.buyer, "still to come"),
        (now.paid, "paid out"),
        (now.owed, "still owed to contributors"),
    ]
    return "\n".join(f"- {price_words(cents, now.currency)} {words}" for cents, words in parts if cents)

"""Cards about the money of sales: to moderators who keep the books, and to members what they earned."""

from __future__ import annotations

from bot.collective.ledger import RELEASE_AFTER
from bot.collective.money import price_words
from bot.collective.statements import Statement, share_words
from bot.model.amounts import counted
from bot.model.sales import OfferState
from bot.usecases.sales.keep_books import Books, MarkedPaid
from cogs.render.cards import ANSWER, DONE, QUIET, TROUBLE, Attached, Block, Card, inert, lines


def books_card(books: Books) -> Card:
    """The money of an offer, to a moderator."""
    offer, now = books.shown.offer, books.balances
    open_shares = [share for share in books.shares if share.open]
    rows = [f"## The money of offer {offer.offer_id}", _balance_words(books)]
    if offer.state is OfferState.BUILT:
        rows.append("It is divided once the package is delivered and the whole price is accounted for.")
    elif offer.state is OfferState.DELIVERED:
        rows.append(f"{price_words(now.buyer, now.currency)} are still to come before it is divided.")
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
    return Card(("\n".join(rows),), DONE if offer.state is OfferState.CLOSED else ANSWER)


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
        refused = [f"- Row {each.row}: {inert(each.why)}" for each in marked.file.refused]
        blocks.append(f"**Not taken:**\n{lines(refused, 2_000)}")
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

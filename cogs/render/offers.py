"""Cards about offers: drafts, previews, where a sale stands, its package and its money."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.collective.money import price_words
from bot.collective.packages.preview import TablePreview
from bot.collective.payouts import PayoutPreview
from bot.collective.slice_words import describe_slice
from bot.model.amounts import counted
from bot.model.sales import Offer, OfferState, OfferStep, PackageRecord
from bot.usecases.sales.deliver_package import Delivered, IssuedLink, archive_name
from bot.usecases.sales.leave_sale import PoolStanding
from bot.usecases.sales.offer_on_show import ShownOffer
from bot.usecases.sales.offer_status import OfferStatus
from bot.usecases.sales.preview_slice import ShownSlice
from cogs.render.cards import (
    ANSWER,
    DONE,
    QUIET,
    TROUBLE,
    Attached,
    Block,
    Button,
    Card,
    Link,
    Row,
    Rule,
    inert,
    lines,
    plain,
)
from cogs.render.sale import split_words, whose_words

STATES = {
    OfferState.DRAFT: "a draft; nobody votes on it yet",
    OfferState.OPEN: "its contributors are voting",
    OfferState.FAILED: "the vote did not pass; nothing is sold",
    OfferState.OPT_OUT: "passed; contributors can still leave, and the package is not built yet",
    OfferState.BUILT: "the package is built; until it is delivered, contributors can still leave",
    OfferState.DELIVERED: "the buyer has the package; the money is not divided yet",
    OfferState.PAID: "the money is divided, and being paid out",
    OfferState.CLOSED: "every cent is paid out",
    OfferState.WITHDRAWN: "withdrawn; nothing is sold",
}
_STEPS = {
    "drafted": "written down",
    "rewritten": "written anew",
    "previewed": "looked at by a moderator",
    "opened": "put to the vote",
    "passed": "passed",
    "failed": "did not pass",
    "left": "a contributor left",
    "built": "package built",
    "delivered": "package delivered",
    "link issued": "download link made",
    "archive cleared": "file deleted",
    "paid": "money divided",
    "closed": "closed",
    "withdrawn": "withdrawn",
}
_WIDEST = 54


def preview_card(shown: ShownSlice, *, moderator: bool) -> Card:
    """What exactly would be sold today; to a moderator of a draft with what can be done with it."""
    offer, preview = shown.shown.offer, shown.preview
    blocks: list[Block] = [
        f"## Offer {offer.offer_id}: what {plain(offer.terms.buyer, 80)} would get\n{_terms(shown.shown)}",
        Rule(),
        *[_table(table) for table in preview.tables],
        (
            f"**{counted(preview.contributors, 'contributor')}** would be in it today. {_payout(shown.shown, shown.payout)}\n"
            f"{_listed('What the buyer could learn', preview.can_learn)}\n"
            f"{_listed('What the buyer could not learn', preview.cannot_learn)}"
        ),
    ]
    if moderator and offer.state is OfferState.DRAFT:
        blocks.append(
            Row(
                (
                    Button("Open the vote", "open_offer", (offer.offer_id,), discord.ButtonStyle.success),
                    Button("Change it", "change_offer", (offer.offer_id,)),
                    Button("Drop it", "drop_offer", (offer.offer_id,), discord.ButtonStyle.danger),
                )
            )
        )
    return Card(tuple(blocks), ANSWER)


def refused_preview_card(offer: Offer, why: str) -> Card:
    """A draft that is kept, and of which nothing can be sold as it is."""
    row = Row(
        (
            Button("Change it", "change_offer", (offer.offer_id,), discord.ButtonStyle.primary),
            Button("Drop it", "drop_offer", (offer.offer_id,), discord.ButtonStyle.danger),
        )
    )
    kept = f"Nothing is sold. The draft is kept as offer {offer.offer_id}. Widen the days, ask for fewer columns, or wait for more contributors."
    return Card((f"{inert(why)}\n{kept}", row), TROUBLE)


def correct_card(why: str) -> Card:
    """A field of the form cannot be read. What was typed is kept for the form."""
    return Card((why, Row((Button("Correct it", "correct_offer", style=discord.ButtonStyle.primary),))), TROUBLE)


def opened_card(offer_id: int, electorate: int) -> Card:
    """To the moderator who opened the vote."""
    return Card(
        (
            (
                f"The vote on offer {offer_id} is open to {counted(electorate, 'member')} who pool their listening here; its card appears in "
                "this channel. From now on its terms cannot be changed."
            ),
        ),
        DONE,
    )


def built_card(offer: Offer, record: PackageRecord) -> Card:
    """To the channel: the package stands, and is not delivered yet."""
    return Card(
        (
            (
                f"### The package for {plain(offer.terms.buyer)} is built\n"
                f"{counted(record.contributors, 'contributor')} stand behind it; {counted(record.suppressed, 'row')} with too few of them "
                f"{'was' if record.suppressed == 1 else 'were'} left out. Until a moderator delivers it, `/pool leave` still takes you out."
            ),
            f"-# Moderators: `/sale deliver offer:{offer.offer_id}` · SHA-256 `{record.digest.hex()[:16]}…`",
        ),
        ANSWER,
    )


def not_built_card(offer: Offer, why: str) -> Card:
    """To the channel: the package cannot be built."""
    return Card(
        (
            (
                f"### The package for {plain(offer.terms.buyer)} cannot be built\n{inert(why)} Nothing was handed over. "
                f"Moderators can try again with `/sale build offer:{offer.offer_id}`, or drop the sale with `/sale withdraw`."
            ),
        ),
        TROUBLE,
    )


def status_card(status: OfferStatus) -> Card:
    """Where an offer stands: its state, its money, every step with who and when."""
    offer = status.shown.offer
    about = [f"## Offer {offer.offer_id} to {plain(offer.terms.buyer, 80)}", f"**Now:** {STATES[offer.state]}."]
    if status.contributors is not None:
        about.append(f"**Still in:** {counted(status.contributors, 'contributor')}.")
    if offer.opt_out_until and offer.state is OfferState.OPT_OUT:
        about.append(f"**To be built** {discord.utils.format_dt(offer.opt_out_until, 'R')}.")
    if status.package is not None:
        about.append(
            f"**Package:** build {status.package.build}, {counted(status.package.contributors, 'contributor')}, "
            f"{counted(status.package.suppressed, 'row')} left out, SHA-256 `{status.package.digest.hex()}`"
        )
    blocks: list[Block] = ["\n".join(about), _terms(status.shown)]
    if status.balances.currency:
        blocks.append(_money(status))
    if status.links:
        blocks.append(
            lines(
                [
                    f"- Link of {discord.utils.format_dt(each.issued_at, 'd')}, "
                    f"{'ended' if each.revoked_at else 'until ' + discord.utils.format_dt(each.expires_at, 'f')}: "
                    f"{counted(each.downloads, 'download')}"
                    for each in status.links
                ],
                400,
            )
        )
    blocks += [Rule(), lines([_step(each) for each in status.steps], 1_200)]
    return Card(tuple(blocks), ANSWER)


def offers_card(offers: Sequence[Offer]) -> Card:
    """All offers of a server."""
    if not offers:
        return Card(("No offer was ever made here. Moderators write one with `/sale propose`.",), QUIET)
    rows = [
        f"- **{each.offer_id}** {plain(each.terms.buyer, 60)}, {price_words(each.terms.price_cents, each.terms.currency)}: "
        f"{STATES[each.state]}"
        for each in offers
    ]
    return Card((f"## Offers\n{lines(rows, 3_000)}\n-# `/sale status offer:` shows one of them.",), ANSWER)


def delivered_card(delivered: Delivered) -> Card:
    """To the moderator: the file, and what to do with it."""
    offer = delivered.shown.offer
    size = len(delivered.archive)
    return Card(
        (
            (
                f"## The package of offer {offer.offer_id}\nThis is what {plain(offer.terms.buyer, 80)} bought ({size / 1024:,.0f} KB). Hand it "
                "on, or make a link with `/sale deliver link_days:`. Nobody can leave it any more; who leaves the pool now is in no later one."
            ),
            Attached(delivered.archive, archive_name(delivered.record)),
            f"-# SHA-256 `{delivered.record.digest.hex()}` · the buyer checks it with `tutti verify-package`",
        ),
        DONE,
    )


def link_card(issued: IssuedLink) -> Card:
    """To the moderator: the buyer's link, shown once."""
    until = discord.utils.format_dt(issued.link.expires_at, "f")
    return Card(
        (
            (
                f"## A link for the buyer\n<{issued.address}>\nIt works until {until}, and is shown this once: I keep only its fingerprint. "
                "Earlier links have ended. Each download is logged in `/sale status`."
            ),
            Row((Link("Open it", issued.address),)),
        ),
        DONE,
    )


def confirm_card(why: str, offer_id: int, step: str) -> Card:
    """A step that another moderator has to confirm."""
    return Card(
        (f"{why}\n-# Another moderator runs `/sale {step} offer:{offer_id}` within seven days.",),
        TROUBLE,
    )


def withdrawn_card(shown: ShownOffer) -> Card:
    """An offer was dropped."""
    return Card(
        (f"Offer {shown.offer.offer_id} to {plain(shown.offer.terms.buyer, 80)} is withdrawn. Nothing is sold.",), DONE
    )


def pool_card(standing: PoolStanding) -> Card:
    """To one member: where they stand in the pool."""
    head = (
        f"## You pool your listening here\nSo do {counted(standing.members - 1, 'other')}. You vote on offers, and leave whenever you like."
        if standing.pools
        else "## You do not pool your listening here\nNothing of yours is in any package that is built from now on."
    )
    rows = []
    for offer, left in standing.underway:
        rows.append(
            f"- Offer {offer.offer_id} to {plain(offer.terms.buyer, 50)}: "
            + ("you left it." if left else f"{STATES[offer.state]}. `/pool leave sale:{offer.offer_id}` takes you out.")
        )
    rows += [
        f"- Offer {offer.offer_id} to {plain(offer.terms.buyer, 50)}: delivered with your listening in its sums; that cannot be taken back."
        for offer in standing.sold
    ]
    button = (
        Button("Leave the pool", "leave_pool", (), discord.ButtonStyle.danger)
        if standing.pools
        else Button("Join the pool", "join_pool", (), discord.ButtonStyle.success)
    )
    blocks: list[Block] = [head, *([lines(rows, 2_500)] if rows else []), Row((button,))]
    return Card(tuple(blocks), ANSWER)


def left_card(offer: Offer | None, standing: PoolStanding) -> Card:
    """To one member: they are out."""
    if offer is not None:
        words = f"You are out of the sale to {plain(offer.terms.buyer, 80)}, and still in the pool."
    else:
        words = "You left the pool. No package that is not delivered yet will hold anything of yours."
    sold = (
        f" What was delivered before ({counted(len(standing.sold), 'package')}) cannot be taken back."
        if standing.sold
        else ""
    )
    return Card((f"{words}{sold} Packages that are built already are built anew without you.",), DONE)


def _terms(shown: ShownOffer) -> str:
    terms = shown.offer.terms
    described = describe_slice(shown.spec).splitlines() if shown.spec else [terms.slice_words]
    listed = "\n".join(f"- {inert(line)}" for line in described)
    return f"**Price** {shown.price}, divided {split_words(terms)}.\n**Whose** {whose_words(terms)}\n**What**\n{listed}"


def _table(table: TablePreview) -> str:
    shown = f"{counted(table.rows, 'row')}, {table.published_share * 100:.1f} % of the plays; {table.suppressed:,} of {table.all_cells:,} left out"
    return f"**{table.name}** ({shown})\n```\n{_grid(table)}\n```"


def _grid(table: TablePreview) -> str:
    cells = [[" ".join(text.replace("`", "'").split()) for text in row] for row in (table.columns, *table.first)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.columns))]
    while sum(widths) + 2 * (len(widths) - 1) > _WIDEST:  # a phone shows no more; the longest names give way
        widths[widths.index(max(widths))] -= 1
    rows = [
        "  ".join(_cut(text, width).ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    if table.rows > len(table.first):
        rows.append(f"… and {table.rows - len(table.first):,} more")
    return "\n".join(rows)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _payout(shown: ShownOffer, payout: PayoutPreview) -> str:
    currency = shown.offer.terms.currency
    low, middle, high = (
        price_words(cents, currency) for cents in (payout.lowest_cents, payout.median_cents, payout.highest_cents)
    )
    if low == high:
        return f"Each would get {low}."
    if payout.highest_cents - payout.lowest_cents == 1:
        return f"Each would get {low} or {high}."
    return f"Each would get {low} to {high}, half of them {middle} or more."


def _listed(title: str, sentences: Sequence[str]) -> str:
    return f"**{title}**\n" + "\n".join(f"- {inert(each)}" for each in sentences)


def _money(status: OfferStatus) -> str:
    now = status.balances
    words = [
        f"**Money:** {price_words(now.price, now.currency)} agreed, {price_words(now.received, now.currency)} came in"
        + (f", {price_words(now.shortfall, now.currency)} will not" if now.shortfall else "")
        + (f", {price_words(now.buyer, now.currency)} to come" if now.buyer else "")
    ]
    if now.owed or now.paid:
        words.append(
            f"{price_words(now.paid, now.currency)} paid out, {price_words(now.owed, now.currency)} still owed"
        )
    return "; ".join(words) + "."


def _step(step: OfferStep) -> str:
    who = f" by <@{step.by}>" if step.by is not None else ""
    details = (
        f" ({inert(step.details[:40])})" if step.details and step.step not in ("built", "delivered", "paid") else ""
    )
    return (
        f"{step.seq}. {discord.utils.format_dt(step.at, 'f')} {_STEPS.get(step.step, inert(step.step))}{who}{details}"
    )

"""Cards about offers: where a sale stands, its package, and who is in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import discord

from bot.collective.money import price_words
from bot.model.amounts import counted
from bot.model.sales import Offer, OfferState, OfferStep, PackageRecord
from bot.usecases.sales.deliver_package import Delivered, IssuedLink, archive_name
from bot.usecases.sales.leave_sale import PoolStanding
from bot.usecases.sales.offer_on_show import ShownOffer
from bot.usecases.sales.offer_status import OfferStatus
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
from cogs.render.offer_previews import SHORT, terms_words

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
_DETAILS_ELSEWHERE = frozenset({"built", "delivered", "paid", "previewed"})
"""Steps whose details are hashes, or stand in the card already."""


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
    blocks: list[Block] = ["\n".join(about), terms_words(status.shown, SHORT)]
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
    blocks += [Rule(), _log(status.steps, 1_200)]
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


def too_large_card(delivered: Delivered) -> Card:
    """To the moderator: delivered, and more than Discord takes here."""
    offer = delivered.shown.offer
    return Card(
        (
            (
                f"## The package of offer {offer.offer_id} is delivered\nIts file has {len(delivered.archive) / 1_048_576:.1f} MB, more than "
                f"Discord takes here. Make a link for the buyer instead: `/sale deliver offer:{offer.offer_id} link_days:7`."
            ),
            f"-# SHA-256 `{delivered.record.digest.hex()}` · the buyer checks it with `tutti verify-package`",
        ),
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
        else "## You do not pool your listening here\nNothing of yours is in any package that is not delivered yet."
    )
    rows = []
    for offer, left in standing.underway:
        rows.append(
            f"- Offer {offer.offer_id} to {plain(offer.terms.buyer, 50)}: "
            + (
                "nothing of yours is in it."
                if left
                else f"{STATES[offer.state]}. `/pool leave sale:{offer.offer_id}` takes you out."
            )
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
        words = f"You are out of the sale to {plain(offer.terms.buyer, 80)}{', and still in the pool' if standing.pools else ''}."
    else:
        words = (
            "You left the pool, and with it every sale that is under way: no package that is not delivered yet will hold anything "
            "of yours, even if you join the pool again."
        )
    sold = (
        f" What was delivered before ({counted(len(standing.sold), 'package')}) cannot be taken back."
        if standing.sold
        else ""
    )
    return Card((f"{words}{sold} A package that is built and not delivered is built anew without you.",), DONE)


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
    why = [
        f"- {price_words(each.cents, now.currency)} will not come: {plain(each.note, 150)}" for each in status.missing
    ]
    return "\n".join(["; ".join(words) + ".", *([lines(why, 700)] if why else [])])


def _log(steps: Sequence[OfferStep], room: int) -> str:
    """The newest steps that fit, oldest first; members who left one after another are one line."""
    rows = []
    for left, run in groupby(steps, lambda each: each.step == "left"):
        same = list(run)
        rows += [_left(same)] if left else [_step(each) for each in same]
    kept, used = 0, len("-# 1,000,000 earlier lines")
    while kept < len(rows) and used + len(rows[-kept - 1]) + 1 <= room:
        used += len(rows[-kept - 1]) + 1
        kept += 1
    hidden = len(rows) - kept
    return "\n".join([*([f"-# {counted(hidden, 'earlier line')}"] if hidden else []), *rows[hidden:]])


def _left(run: Sequence[OfferStep]) -> str:
    if len(run) == 1:
        return _step(run[0])
    return f"{run[0].seq}–{run[-1].seq}. {discord.utils.format_dt(run[-1].at, 'f')} {len(run):,} contributors left"


def _step(step: OfferStep) -> str:
    who = f" by <@{step.by}>" if step.by is not None else ""
    details = f" ({plain(step.details, 200)})" if step.details and step.step not in _DETAILS_ELSEWHERE else ""
    return (
        f"{step.seq}. {discord.utils.format_dt(step.at, 'f')} {_STEPS.get(step.step, inert(step.step))}{who}{details}"
    )

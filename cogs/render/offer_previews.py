"""Cards about a draft: its preview, and what cannot be read of it."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.collective.money import price_words
from bot.collective.packages.preview import TablePreview
from bot.collective.payouts import PayoutPreview
from bot.collective.slice_words import describe_slice
from bot.errors import BadProposal
from bot.model.amounts import counted
from bot.model.sales import Offer, OfferState
from bot.usecases.sales.offer_on_show import ShownOffer
from bot.usecases.sales.preview_slice import ShownSlice
from cogs.render.cards import (
    ANSWER,
    CHARACTERS,
    DONE,
    TROUBLE,
    Attached,
    Block,
    Button,
    Card,
    Row,
    Rule,
    inert,
    lines,
    plain,
    visible,
)
from cogs.render.sale import split_words, whose_words

LONG, SHORT = 2_100, 240
"""Characters of a line of the terms: as many as there can be, and where the card has no room for all."""
_ROOM_FOR_MARKS = 100
_WIDEST = 54


def preview_card(shown: ShownSlice, *, moderator: bool) -> Card:
    """What exactly would be sold today; to a moderator of a draft with what can be done with it.

    Where that is more than a card holds, the card shows a part, and all of it stands in a file.
    """
    offer, preview = shown.shown.offer, shown.preview
    texts = _preview_texts(shown, LONG, len(preview.tables and preview.tables[0].first))
    learnt = _learnt(shown)
    blocks: list[Block]
    if sum(map(len, (*texts, *learnt))) <= CHARACTERS - _ROOM_FOR_MARKS:
        blocks = [texts[0], Rule(), *texts[1:], "\n".join(learnt)]
    else:
        whole = "\n\n".join((*texts, *learnt))
        texts = _preview_texts(shown, SHORT, 2)
        room = CHARACTERS - _ROOM_FOR_MARKS - sum(map(len, texts))
        rest = lines("\n".join(learnt).splitlines(), max(room, 300), "-# … and {n} lines more, in the file")
        blocks = [texts[0], Rule(), *texts[1:], rest, Attached(whole.encode(), f"offer-{offer.offer_id}.md")]
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


def _preview_texts(shown: ShownSlice, longest: int, rows: int) -> list[str]:
    offer = shown.shown.offer
    head = (
        f"## Offer {offer.offer_id}: what {plain(offer.terms.buyer, 80)} would get\n{terms_words(shown.shown, longest)}"
    )
    return [head, *[_table(table, rows) for table in shown.preview.tables]]


def _learnt(shown: ShownSlice) -> tuple[str, ...]:
    preview = shown.preview
    return (
        f"**{counted(preview.contributors, 'contributor')}** would be in it today. {_payout(shown.shown, shown.payout)}",
        _listed("What the buyer could learn", preview.can_learn),
        _listed("What the buyer could not learn", preview.cannot_learn),
    )


def refused_preview_card(offer: Offer, why: str) -> Card:
    """A draft that is kept, and of which nothing can be sold as it is."""
    row = Row(
        (
            Button("Change it", "change_offer", (offer.offer_id,), discord.ButtonStyle.primary),
            Button("Drop it", "drop_offer", (offer.offer_id,), discord.ButtonStyle.danger),
        )
    )
    kept = (
        f"Nothing is sold. The draft is kept as offer {offer.offer_id}. Ask for fewer columns, wait for more contributors, or "
        f"choose other days: `/sale propose draft:{offer.offer_id} days:`."
    )
    return Card((f"{inert(why)}\n{kept}", row), TROUBLE)


def correct_card(error: BadProposal) -> Card:
    """A field of the form cannot be read. What was typed is kept for the form."""
    words = (
        f"**{error.field}:** {inert(error.why)}\nNothing was changed. Correct the form, or run `/sale propose` again with other "
        "options: what you typed into the form is kept."
    )
    return Card((words, Row((Button("Correct it", "correct_offer", style=discord.ButtonStyle.primary),))), TROUBLE)


def not_opened_card(error: BadProposal, offer_id: int) -> Card:
    """The vote cannot be opened as its rules, or the offer's bounds, are. What was typed is kept for the form."""
    row = Row(
        (
            Button("Try again", "open_offer", (offer_id,), discord.ButtonStyle.primary),
            Button("Change the offer", "change_offer", (offer_id,)),
        )
    )
    words = f"**{error.field}:** {inert(error.why)}\nThe vote was not opened, and offer {offer_id} is still a draft."
    return Card((words, row), TROUBLE)


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


def _table(table: TablePreview, rows: int) -> str:
    shown = f"{counted(table.rows, 'row')}, {table.published_share * 100:.1f} % of the plays; {table.suppressed:,} of {table.all_cells:,} left out"
    return f"**{table.name}** ({shown})\n```\n{_grid(table, rows)}\n```"


def _grid(table: TablePreview, most: int) -> str:
    first = table.first[:most]
    cells = [[visible(text).replace("`", "'") for text in row] for row in (table.columns, *first)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.columns))]
    while sum(widths) + 2 * (len(widths) - 1) > _WIDEST:  # a phone shows no more; the longest names give way
        widths[widths.index(max(widths))] -= 1
    rows = [
        "  ".join(_cut(text, width).ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    if table.rows > len(first):
        rows.append(f"… and {table.rows - len(first):,} more")
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


def terms_words(shown: ShownOffer, longest: int) -> str:
    """Price, whose and what; lines of what are cut at so many characters, markdown and all."""
    terms = shown.offer.terms
    described = describe_slice(shown.spec).splitlines() if shown.spec else [terms.slice_words]
    listed = "\n".join(f"- {_cut(inert(line), longest)}" for line in described)
    return f"**Price** {shown.price}, divided {split_words(terms)}.\n**Whose** {whose_words(terms)}\n**What**\n{listed}"

"""The card of a recap: one of its pages, with buttons for the others, for its picture and for posting."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.usecases.answering import Answer
from bot.usecases.comparisons.recap_words import PAGE_NAMES, Page
from bot.usecases.pictures import Drawing
from cogs.render.answers import answer_card
from cogs.render.cards import ANSWER, Button, Card, Link, Row, drawing

_A_ROW = 4
"""Buttons of pages beside each other, so that a phone shows their names whole."""


def recap_card(answer: Answer, page: Page, *, public: bool = False, link: str | None = None) -> Card:
    """One page of a recap.

    Args:
        answer: that page.
        page: which it is.
        public: as the channel sees it, where it cannot be posted again.
        link: of its interactive page, where there is one.
    """
    shown = tuple(table for table in answer.draft.tables if any(column.shown for column in table.columns))
    card = answer_card(replace(answer, draft=replace(answer.draft, tables=shown)), public=True)
    blocks = [block for block in card.blocks if not isinstance(block, Row)]
    code = answer.asked.code()
    buttons: list[Button | Link] = [Button("Why?", "why", code)]
    if answer.draft.tables:
        buttons.append(Button("CSV", "csv", code))
    buttons.append(Button("Picture to share", "recap_picture", code, emoji="🖼️"))
    if not public and answer.postable:
        buttons.append(Button("Post here", "post_recap", code, emoji="📣"))
    if link is not None:
        buttons.append(Link("Open in the browser", link))
    tabs = [_tab(answer, each, chosen=each is page) for each in PAGE_NAMES]
    rows = [Row(tuple(tabs[start : start + _A_ROW])) for start in range(0, len(tabs), _A_ROW)]
    return Card((*blocks, *rows, Row(tuple(buttons))), ANSWER)


def picture_card(drawn: Drawing) -> Card:
    """The picture to be saved and shown elsewhere, to whoever asked for it."""
    return Card((drawing(drawn, "recap.png"), "-# Save it from here, and show it wherever you like."))


def _tab(answer: Answer, page: Page, *, chosen: bool) -> Button:
    code = replace(answer.asked, option=page.value).code()
    style = discord.ButtonStyle.primary if chosen else discord.ButtonStyle.secondary
    return Button(PAGE_NAMES[page], "recap_page", code, style, disabled=chosen)

"""The form in which a poll is typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.client import Interaction
from bot.usecases.polls.draft_poll import PollDraft
from cogs.forms import Form


class PollForm(Form, title="A poll"):
    """What is asked. What was typed before stands in it."""

    def __init__(self, draft: PollDraft, take: Callable[[Interaction, PollDraft], Awaitable[None]]) -> None:
        super().__init__(timeout=None)
        self._draft, self._take = draft, take
        self.question = ui.TextInput[Any](default=draft.question, max_length=300, placeholder="Where do we meet?")
        self.options = ui.TextInput[Any](
            default=draft.options,
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=4000,
            placeholder="Oslo | cold and bright\nRome | warm\nLima",
        )
        self.closes = ui.TextInput[Any](default=draft.closes, max_length=60)
        self.opens = ui.TextInput[Any](default=draft.opens, max_length=60, required=False, placeholder="at once")
        self.rules = ui.TextInput[Any](
            default=draft.rules,
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=100,
            placeholder="Quorum: 50 %\nThreshold: 2/3",
        )
        for text, description, field in (
            ("Question", "One line", self.question),
            ("Options", "Up to 25, one a line: label | description. None for yes or no", self.options),
            ("Closes", "On your clock: in 3 days, tomorrow 20:00, 2026-12-01 18:00", self.closes),
            ("Opens", "Empty: at once", self.opens),
            ("Quorum and threshold", "Empty: whoever votes decides, and the most wins", self.rules),
        ):
            self.add_item(ui.Label(text=text, description=description, component=field))

    async def sent(self, interaction: Interaction) -> None:
        """The form is filled in."""
        draft = replace(
            self._draft,
            question=self.question.value,
            options=self.options.value,
            closes=self.closes.value,
            opens=self.opens.value,
            rules=self.rules.value,
        )
        await self._take(interaction, draft)

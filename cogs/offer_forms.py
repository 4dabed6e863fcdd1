"""The forms of a sale: an offer's words, and the rules of the vote on it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from bot.client import Interaction
from bot.collective.offer_form import OfferForm
from bot.usecases.sales.open_vote import RULES_DEFAULT
from cogs.forms import Form

WORDS = ("what", "buyer", "price", "purpose", "licence")
"""Fields of an offer that are typed into its form."""


class OfferWords(Form, title="Propose a sale"):
    """What an offer says in words; what was chosen with the command goes along unseen."""

    def __init__(self, form: OfferForm, taken: Callable[[Interaction, OfferForm], Awaitable[None]]) -> None:
        super().__init__(timeout=None)
        self._form, self._taken = form, taken
        self.what = ui.TextInput[Any](default=form.what, placeholder="artist preferences", max_length=200)
        self.buyer = ui.TextInput[Any](default=form.buyer, placeholder="Solo AI, Berlin", max_length=80)
        self.price = ui.TextInput[Any](default=form.price, placeholder="$55,000", max_length=40)
        self.purpose = ui.TextInput[Any](
            default=form.purpose,
            style=discord.TextStyle.paragraph,
            placeholder="Training a recommender of music",
            max_length=300,
        )
        self.licence = ui.TextInput[Any](default=form.licence, style=discord.TextStyle.paragraph, max_length=1_000)
        for text, description, field in (
            ("What is sold", "Such as: artists by month; listening by hour; artist x year: plays", self.what),
            ("Buyer", "Who buys", self.buyer),
            ("Price", "For everything, with its currency", self.price),
            ("Purpose", "What the buyer may use it for", self.purpose),
            ("Terms of use", "In your words, or a licence such as CC-BY-NC-4.0", self.licence),
        ):
            self.add_item(ui.Label(text=text, description=description, component=field))

    async def sent(self, interaction: Interaction) -> None:
        """The form is filled in."""
        words = {name: getattr(self, name).value for name in WORDS}
        await self._taken(interaction, replace(self._form, **words))


class VoteRules(Form, title="Open the vote"):
    """When the vote closes and what it needs: the last thing before the terms are fixed."""

    def __init__(self, taken: Callable[[Interaction, str], Awaitable[None]], rules: str = RULES_DEFAULT) -> None:
        super().__init__(timeout=None)
        self._taken = taken
        self.rules = ui.TextInput[Any](default=rules, style=discord.TextStyle.paragraph, max_length=200)
        description = "When it closes, how many must vote, how many of yes and no must be yes"
        self.add_item(ui.Label(text="Rules of the vote", description=description, component=self.rules))

    async def sent(self, interaction: Interaction) -> None:
        """The form is filled in."""
        await self._taken(interaction, self.rules.value)

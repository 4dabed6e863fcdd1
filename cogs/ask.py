"""`/ask`: a question in words."""

from __future__ import annotations

import logging
import re
from typing import cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import NotPostable
from bot.phrasebook.phrasebook import Phrasebook, phrasebook
from bot.questions.refusal_words import example_questions
from bot.questions.written_in import written_in
from bot.usecases.answering import answer
from bot.usecases.ask_question import NotAnswered, ask_question, mark_posted, suggest_questions
from bot.usecases.open_in_browser import answer_link
from cogs.failures import words_for
from cogs.presses import add_presses, pressed
from cogs.render.answers import answer_card
from cogs.render.ask import not_answered_card
from cogs.render.cards import Card, notice

log = logging.getLogger(__name__)


class Ask(commands.Cog):
    """Questions in a member's own words: by command, by mentioning the bot, or in a direct message."""

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services = client.services

    @app_commands.command()
    @app_commands.describe(question="In your own words, such as: who listens at 3am the most?")
    async def ask(self, interaction: Interaction, question: app_commands.Range[str, 1, 400]) -> None:
        """Ask the group's listening anything: who, what, when, how much, since when."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._answer(interaction, question)

    @ask.autocomplete("question")
    async def _questions(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        examples = example_questions(_book_of(interaction))
        found = await suggest_questions(self.services, guild_of(interaction), interaction.user.id, typed, examples)
        return [app_commands.Choice(name=each, value=each) for each in found]

    @pressed("example")
    async def example(self, interaction: Interaction, place: str) -> None:
        """Ask one of the examples instead."""
        await interaction.response.defer()
        examples = example_questions(_book_of(interaction))
        await self._answer(interaction, examples[int(place) % len(examples)])

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A question by mention, or in a direct message, is the same as `/ask`; a channel sees the answer."""
        me = self.client.user
        if message.author.bot or me is None:
            return
        question = re.sub(rf"<@!?{me.id}>", " ", message.content).strip()
        if message.guild is not None and question == message.content.strip():
            return  # not said to us
        book = await self._book_for(message, question)
        try:
            card = await self._card(message, question, book)
        except Exception as error:  # noqa: BLE001 - the outermost frame of a message; `words_for` sorts it
            card = notice(words_for(error, book))
        try:
            await message.reply(**card.fresh(), mention_author=False)
        except discord.HTTPException as error:
            log.warning("a question by mention could not be answered: %s", error)

    async def _card(self, message: discord.Message, question: str, book: Phrasebook) -> Card:
        author = message.author
        guild_id = message.guild.id if message.guild else await self._guild_of(author.id)
        private = message.guild is None
        if guild_id is None:
            return notice(
                book.say("I know you in none of my servers yet. Use `/upload` in one of them, then ask me here.")
            )
        asked = await ask_question(
            self.services, guild_id, message.channel.id, author.id, author.display_name, question
        )
        if isinstance(asked, NotAnswered):
            return not_answered_card(question, asked, buttons=False, book=book)
        found = await answer(self.services, guild_id, author.id, asked, language=book.tag)
        if not private:
            if not found.postable:
                raise NotPostable
            await mark_posted(self.services, guild_id, asked)
        return answer_card(found, public=True, buttons=not private)

    async def _book_for(self, message: discord.Message, question: str) -> Phrasebook:
        """For a message, which says nothing of its author's locale: the question's language, else the server's."""
        guild = message.guild
        if guild is None and (guild_id := await self._guild_of(message.author.id)) is not None:
            guild = self.client.get_guild(guild_id)
        local = str(guild.preferred_locale) if guild else ""
        spoken = await self.services.cpu(written_in, question)
        # Of the server's own language its locale says more: how numbers are written there.
        return phrasebook(local if spoken is None or local.startswith(spoken) else spoken)

    async def _guild_of(self, member_id: int) -> int | None:
        """The server that a direct message is about: the first of ours that knows its author."""
        for guild in self.client.guilds:
            if await self.services.store.members.member(guild.id, member_id) is not None:
                return guild.id
        return None

    async def _answer(self, interaction: Interaction, question: str) -> None:
        guild_id, me, book = guild_of(interaction), interaction.user, _book_of(interaction)
        channel_id = cast("int", interaction.channel_id)
        asked = await ask_question(self.services, guild_id, channel_id, me.id, me.display_name, question)
        if isinstance(asked, NotAnswered):
            await interaction.edit_original_response(**not_answered_card(question, asked, book=book).edited())
            return
        found = await answer(self.services, guild_id, me.id, asked, language=book.tag)
        link = await answer_link(self.services, guild_id, me.id, asked, public=False)
        await interaction.edit_original_response(**answer_card(found, link=link).edited())


def _book_of(interaction: Interaction) -> Phrasebook:
    """In the language that the member chose for their Discord."""
    return phrasebook(str(interaction.locale))


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Ask(client)
    await client.add_cog(cog)
    add_presses(client, cog)

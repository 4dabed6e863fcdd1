"""`/ask`: a question in words."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import NotPostable, QuestionError, UnknownComparison, UnknownMember, UnknownName, UserError
from bot.model.answers import Asked
from bot.phrasebook.phrasebook import Phrasebook, phrasebook
from bot.questions.refusal_words import example_questions
from bot.questions.written_in import written_in
from bot.usecases.answering import answer
from bot.usecases.ask_back import AskedBack, answer_meant, ask_back_name
from bot.usecases.ask_question import NotAnswered, ask_question, mark_posted, suggest_questions
from bot.usecases.open_in_browser import answer_link
from bot.usecases.present import Present, members_present
from cogs.failures import words_for
from cogs.presses import add_presses, pressed
from cogs.render.answers import answer_card
from cogs.render.ask import asked_back_card, in_server, not_answered_card, which_server_card
from cogs.render.cards import Card, notice

log = logging.getLogger(__name__)

_SERVER_KEPT = timedelta(days=30)
"""So long a direct message is about the server of the one before."""


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks, where, and who sees the answer.

    Attributes:
        book: in whose language they are answered.
        in_channel: whether a channel sees the answer.
        direct: whether it is asked in a direct message.
    """

    guild_id: int
    channel_id: int
    member_id: int
    name: str
    book: Phrasebook
    in_channel: bool = False
    direct: bool = False


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
        await interaction.edit_original_response(**(await self._read(_asker_of(interaction), question)).edited())

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
        card = await self._read(_asker_of(interaction), examples[int(place) % len(examples)])
        await interaction.edit_original_response(**card.edited())

    @pressed("meant")
    async def meant(self, interaction: Interaction, question: str, code: str, server: str) -> None:
        """Answer a question that was asked back, as it was meant."""
        await interaction.response.defer()
        asker = _asker_of(interaction, int(server, 16))
        asked = await answer_meant(self.services, asker.guild_id, asker.member_id, int(question, 16), code)
        card = await self._answered(asker, asked)
        await interaction.edit_original_response(**(await self._placed(asker, card)).edited())

    @pressed("server")
    async def server(self, interaction: Interaction, server: str = "") -> None:
        """In a direct message: choose the server that it is about, and answer the question there."""
        await interaction.response.defer()
        me, book = interaction.user, _book_of(interaction)
        servers = await self._servers_of(me.id)
        chosen = next((guild_id for guild_id, _ in servers if f"{guild_id:x}" == server), None)
        if chosen is None:
            card = which_server_card(servers, book)
        else:
            asker = _asker_of(interaction, chosen)
            card = await self._told(asker, await _question_answered_by(interaction))
        await interaction.edit_original_response(**card.edited())

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A question by mention, or in a direct message, is the same as `/ask`; a channel sees the answer."""
        me = self.client.user
        if message.author.bot or me is None:
            return
        question = re.sub(rf"<@!?{me.id}>", " ", message.content).strip()
        if message.guild is not None and question == message.content.strip():
            return  # not said to us
        servers = [] if message.guild else await self._servers_of(message.author.id)
        guild = message.guild or await self._server_of(message, servers)
        book = await self._book_for(guild, question)
        try:
            card = await self._card(message, question, guild, servers, book)
        except Exception as error:  # noqa: BLE001 - the outermost frame of a message; `words_for` sorts it
            card = notice(words_for(error, book))
        try:
            await message.reply(**card.fresh(), mention_author=False)
        except discord.HTTPException as error:
            log.warning("a question by mention could not be answered: %s", error)

    async def _card(
        self,
        message: discord.Message,
        question: str,
        guild: discord.Guild | None,
        servers: list[tuple[int, str]],
        book: Phrasebook,
    ) -> Card:
        author, direct = message.author, message.guild is None
        if guild is not None:
            asker = _Asker(
                guild.id, message.channel.id, author.id, author.display_name, book, in_channel=not direct, direct=direct
            )
            return await self._told(asker, question)
        if servers:
            return which_server_card(servers, book)
        return notice(book.say("I know you in none of my servers yet. Use `/upload` in one of them, then ask me here."))

    async def _told(self, asker: _Asker, question: str) -> Card:
        """The card of a message's question. In a direct message also what is wrong says about which server it is."""
        try:
            card = await self._read(asker, question)
        except UserError as error:
            if not asker.direct:
                raise
            card = notice(words_for(error, asker.book))
        return await self._placed(asker, card)

    async def _read(self, asker: _Asker, question: str) -> Card:
        """The card of a question in words: its answer, what it may mean, or why there is none."""
        present = await members_present(self.services, asker.guild_id, asker.member_id)
        asked = await ask_question(
            self.services,
            asker.guild_id,
            asker.channel_id,
            asker.member_id,
            asker.name,
            question,
            present,
            asker.book,
        )
        if isinstance(asked, NotAnswered):
            return not_answered_card(question, asked, buttons=not (asker.in_channel or asker.direct), book=asker.book)
        if isinstance(asked, AskedBack):
            return asked_back_card(asked, guild_id=asker.guild_id, book=asker.book)
        return await self._answered(asker, asked, present)

    async def _answered(self, asker: _Asker, asked: Asked, present: Present | None = None) -> Card:
        """The card of a question's answer, or of the names that it may mean."""
        guild_id, book = asker.guild_id, asker.book
        try:
            found = await answer(self.services, guild_id, asker.member_id, asked, language=book.tag, present=present)
        except QuestionError as error:
            return await self._names_asked_back(asker, asked, error)
        if asker.in_channel:
            if not found.postable:
                raise NotPostable
            await mark_posted(self.services, guild_id, asked)
        if asker.in_channel or asker.direct:
            return answer_card(found, public=True, buttons=asker.in_channel)
        link = await answer_link(self.services, guild_id, asker.member_id, asked, public=False)
        return answer_card(found, link=link)

    async def _names_asked_back(self, asker: _Asker, asked: Asked, error: QuestionError) -> Card:
        if asker.in_channel and not await self._may_be_shown(asker):
            # What is near may be the asker's own, which a channel must not see.
            match error:
                case UnknownName():
                    raise UnknownName(error.what, error.name) from None
                case UnknownMember():
                    raise UnknownMember(error.name) from None
                case _:
                    raise error
        back = await ask_back_name(self.services, asker.guild_id, asker.member_id, asked, error)
        if back is None:
            raise error
        return asked_back_card(back, guild_id=asker.guild_id, book=asker.book)

    async def _may_be_shown(self, asker: _Asker) -> bool:
        """Whether whoever asks agreed to be compared."""
        present = await members_present(self.services, asker.guild_id, asker.member_id)
        return asker.member_id in {each.member_id for each in present.compared}

    async def _placed(self, asker: _Asker, card: Card) -> Card:
        """In a direct message to one whom several servers know, the card with the server that it is about."""
        servers = dict(await self._servers_of(asker.member_id)) if asker.direct else {}
        return in_server(card, servers[asker.guild_id], asker.book) if len(servers) > 1 else card

    async def _book_for(self, guild: discord.Guild | None, question: str) -> Phrasebook:
        """For a message, which says nothing of its author's locale: the question's language, else the server's."""
        local = str(guild.preferred_locale) if guild else ""
        spoken = await self.services.cpu(written_in, question)
        # Of the server's own language its locale says more: how numbers are written there.
        return phrasebook(local if spoken is None or local.startswith(spoken) else spoken)

    async def _servers_of(self, member_id: int) -> list[tuple[int, str]]:
        """Id and name of each of our servers that knows this member."""
        members = self.services.store.members
        return [
            (guild.id, guild.name)
            for guild in self.client.guilds
            if await members.member(guild.id, member_id) is not None
        ]

    async def _server_of(self, message: discord.Message, servers: list[tuple[int, str]]) -> discord.Guild | None:
        """What a direct message is about: the only server that knows its author, or that of their last one here."""
        if len(servers) == 1:
            return self.client.get_guild(servers[0][0])
        questions, since = self.services.store.questions, self.services.clock.now() - _SERVER_KEPT
        kept = [
            await questions.latest(guild_id, message.author.id, message.channel.id, since) for guild_id, _ in servers
        ]
        last = max((each for each in kept if each is not None), key=lambda each: each.asked_at, default=None)
        return self.client.get_guild(last.guild_id) if last else None


def _book_of(interaction: Interaction) -> Phrasebook:
    """In the language that the member chose for their Discord."""
    return phrasebook(str(interaction.locale))


def _asker_of(interaction: Interaction, server: int = 0) -> _Asker:
    """Who used a command, or pressed a button.

    Args:
        server: what a direct message is about; in a server it is that one.
    """
    direct, message = interaction.guild_id is None, interaction.message
    seen_by_all = not direct and message is not None and not message.flags.ephemeral
    return _Asker(
        server if direct else guild_of(interaction),
        cast("int", interaction.channel_id),
        interaction.user.id,
        interaction.user.display_name,
        _book_of(interaction),
        in_channel=seen_by_all,
        direct=direct,
    )


async def _question_answered_by(interaction: Interaction) -> str:
    """The message that a card of ours answers.

    Raises:
        UnknownComparison: it is gone.
    """
    card, channel = interaction.message, interaction.channel
    asked_in = card.reference.message_id if card and card.reference else None
    if asked_in is None or not isinstance(channel, discord.abc.Messageable):
        raise UnknownComparison
    try:
        return (await channel.fetch_message(asked_in)).content
    except discord.NotFound as error:
        raise UnknownComparison from error


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Ask(client)
    await client.add_cog(cog)
    add_presses(client, cog)

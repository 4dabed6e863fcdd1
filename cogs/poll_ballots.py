"""Voting: what the buttons and menus of polls do.

A press is answered directly, once the ballot is on the disk: one request to Discord instead of two, so that hundreds
of members can press within a second. Where that takes longer than a second, Discord is told to wait first. Rankings
and scores that are being made are in the buttons of their private card (`cogs/render/ballot_state.py`).
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict

import discord
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.collective.ballot_forms import describe_choice, format_choice, parse_choice
from bot.errors import PollClosed
from bot.model.polls import ABSTAIN, Method, Poll, PollState, PollTerms
from bot.services import Services
from bot.usecases.cast_ballot import CountedBallot, cast_ballot
from bot.usecases.polls.list_polls import find_poll, own_ballot
from bot.usecases.polls.show_poll import show_poll
from cogs.presses import add_presses, chosen, pressed
from cogs.render.ballot_state import Ranking, Scores, ranked, read_ranking, read_scores, scored
from cogs.render.cards import Card
from cogs.render.poll_ballots import ballot_card, confirm_card, ranking_card, scoring_card
from cogs.render.polls import how_card

_KNOWN_MOST = 500
_ANSWERED_WITHIN_S = 1.0
"""How long a ballot may take to the disk before Discord is told to wait; Discord gives up at 3 s."""


class PollBallots(commands.Cog):
    """Takes ballots."""

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services: Services = client.services
        self._known: OrderedDict[tuple[int, int], Poll] = OrderedDict()  # see `_poll`

    @pressed("vote")
    async def vote(self, interaction: Interaction, poll_id: str, choice: str) -> None:
        """A side, an option or an abstention was pressed on the poll's card."""
        await self._cast_or_confirm(interaction, int(poll_id), choice)

    @pressed("pick")
    async def pick(self, interaction: Interaction, poll_id: str) -> None:
        """Options were chosen in the menu of the poll's card."""
        poll = await self._poll(interaction, poll_id)
        marks = [int(value) for value in chosen(interaction)]
        await self._cast_or_confirm(interaction, int(poll_id), format_choice(poll.terms, marks))

    @pressed("cast")
    async def cast(self, interaction: Interaction, poll_id: str, choice: str) -> None:
        """A final ballot was confirmed."""
        await self._cast(interaction, int(poll_id), choice)

    @pressed("how_vote")
    async def how(self, interaction: Interaction, poll_id: str) -> None:
        """Say what this vote promises, and what it does not."""
        shown = await show_poll(self.services, guild_of(interaction), int(poll_id))
        await _answer(interaction, how_card(shown))

    # -- rankings ---------------------------------------------------------------------------------------------------

    @pressed("rank_open")
    async def start_ranking(self, interaction: Interaction, poll_id: str) -> None:
        """Begin a ranking, with the one that the member has cast where there is one."""
        poll = await self._poll(interaction, poll_id)
        standing = await self._standing(interaction, poll)
        await _answer(interaction, ranking_card(poll, standing, standing=bool(standing)))

    @pressed("rank")
    async def rank(self, interaction: Interaction, poll_id: str, so_far: str, tapped: str) -> None:
        """The next option of a ranking was tapped."""
        poll = await self._poll(interaction, poll_id)
        options = len(poll.terms.options)
        (number,) = read_ranking(tapped, options) or (0,)
        await self._show_ranking(interaction, poll, ranked(read_ranking(so_far, options), number))

    @pressed("rank_back")
    async def unrank(self, interaction: Interaction, poll_id: str, so_far: str) -> None:
        """Take the last option off the ranking."""
        poll = await self._poll(interaction, poll_id)
        ranking = read_ranking(so_far, len(poll.terms.options))
        await self._show_ranking(interaction, poll, ranking[:-1])

    @pressed("rank_clear")
    async def clear_ranking(self, interaction: Interaction, poll_id: str) -> None:
        """Begin anew."""
        poll = await self._poll(interaction, poll_id)
        await self._show_ranking(interaction, poll, ())

    @pressed("rank_cast")
    async def cast_ranking(self, interaction: Interaction, poll_id: str, ranking: str) -> None:
        """Cast the ranking; its receipt takes the place of the card."""
        poll = await self._poll(interaction, poll_id)
        terms = poll.terms
        choice = format_choice(terms, read_ranking(ranking, len(terms.options)))
        await self._cast(interaction, poll.poll_id, choice)

    async def _show_ranking(self, interaction: Interaction, poll: Poll, ranking: Ranking) -> None:
        await interaction.response.edit_message(**ranking_card(poll, ranking).edited())

    # -- scores -----------------------------------------------------------------------------------------------------

    @pressed("score_open")
    async def start_scoring(self, interaction: Interaction, poll_id: str) -> None:
        """Begin to score, with the scores that the member has cast where there are some."""
        poll = await self._poll(interaction, poll_id)
        standing = await self._standing(interaction, poll)
        scores: Scores = standing or (0,) * len(poll.terms.options)
        await _answer(interaction, scoring_card(poll, scores, standing=bool(standing)))

    @pressed("score")
    async def score(self, interaction: Interaction, poll_id: str, so_far: str, page: str, number: str) -> None:
        """One option was given its score."""
        poll = await self._poll(interaction, poll_id)
        scores = read_scores(so_far, len(poll.terms.options))
        (value,) = chosen(interaction)
        card = scoring_card(poll, scored(scores, int(number), int(value)), int(page))
        await interaction.response.edit_message(**card.edited())

    @pressed("score_page")
    async def turn_scores(self, interaction: Interaction, poll_id: str, so_far: str, page: str, _way: str) -> None:
        """Show the next options, or those before."""
        poll = await self._poll(interaction, poll_id)
        scores = read_scores(so_far, len(poll.terms.options))
        await interaction.response.edit_message(**scoring_card(poll, scores, int(page)).edited())

    @pressed("score_cast")
    async def cast_scores(self, interaction: Interaction, poll_id: str, scores: str) -> None:
        """Cast the scores; their receipt takes the place of the card."""
        poll = await self._poll(interaction, poll_id)
        terms = poll.terms
        choice = format_choice(terms, read_scores(scores, len(terms.options)))
        await self._cast(interaction, poll.poll_id, choice)

    # -- casting ----------------------------------------------------------------------------------------------------

    async def _cast_or_confirm(self, interaction: Interaction, poll_id: int, choice: str) -> None:
        """Cast at once where a ballot can be changed; ask before where it is final: a thumb can slip."""
        poll = await self._poll(interaction, poll_id)
        if not poll.terms.conduct.changeable and poll.state is PollState.OPEN:
            standing = await own_ballot(self.services, poll, interaction.user.id)
            if standing is None:
                words = describe_choice(poll.terms, choice)
                await _answer(interaction, confirm_card(poll, choice, words))
                return
        await self._cast(interaction, poll_id, choice)

    async def _cast(self, interaction: Interaction, poll_id: int, choice: str) -> None:
        poll = await self._poll(interaction, poll_id)
        casting = asyncio.ensure_future(
            cast_ballot(self.services, poll.guild_id, poll_id, interaction.user.id, choice, poll)
        )
        await asyncio.wait({casting}, timeout=_ANSWERED_WITHIN_S)
        in_place = _private(interaction)
        if not casting.done():
            if in_place:
                await interaction.response.defer()
            else:
                await interaction.response.defer(ephemeral=True, thinking=True)
        counted: CountedBallot = await casting
        self.client.dispatch("ballot_cast", counted.poll)
        card = ballot_card(counted)
        if interaction.response.is_done():
            await interaction.edit_original_response(**card.edited())
        elif in_place:
            await interaction.response.edit_message(**card.edited())
        else:
            await interaction.response.send_message(view=card.fresh()["view"], ephemeral=True)

    async def _poll(self, interaction: Interaction, poll_id: str | int) -> Poll:
        """The poll, which is read once while it is open: what it asks and promises never changes then.

        Its state and deadline may be those of some time ago; a cast looks at them again.

        Raises:
            UnknownPoll, PollClosed: no ballot can be cast in it.
        """
        key = guild_of(interaction), int(poll_id)
        poll = self._known.get(key)
        if poll is None:
            poll = await find_poll(self.services, *key)
            if poll.closed_at is not None:
                raise PollClosed(f"on {poll.closed_at:%Y-%m-%d %H:%M} UTC")
            if poll.state is PollState.OPEN:
                self._known[key] = poll
                if len(self._known) > _KNOWN_MOST:
                    self._known.popitem(last=False)
        return poll

    @commands.Cog.listener()
    async def on_poll_closed(self, guild_id: int, poll_id: int) -> None:
        """Forget what was read of it."""
        self._known.pop((guild_id, poll_id), None)

    async def _standing(self, interaction: Interaction, poll: Poll) -> tuple[int, ...]:
        """The marks of the member's ballot as it counts now; empty where there is none, or an abstention."""
        choice = await own_ballot(self.services, poll, interaction.user.id)
        return () if choice in (None, ABSTAIN) else _marks(poll.terms, choice)


def _marks(terms: PollTerms, choice: str | None) -> tuple[int, ...]:
    return parse_choice(terms, choice or ABSTAIN) if terms.method is not Method.YES_NO else ()


def _private(interaction: Interaction) -> bool:
    """Whether the press came from a card that its member alone sees, which its answer replaces."""
    return interaction.message is not None and interaction.message.flags.ephemeral


async def _answer(interaction: discord.Interaction[TuttiClient], card: Card) -> None:
    await interaction.response.send_message(**card.fresh(), ephemeral=True)


async def setup(client: TuttiClient) -> None:
    """Hear the buttons and menus of polls, also of those posted before this start."""
    cog = PollBallots(client)
    await client.add_cog(cog)
    add_presses(client, cog)

"""`/poll`: put a question to the server, find polls again, check receipts, let another member vote.

Moderators make polls: who may Manage Server, or holds the role chosen in `/settings`. Ballots are taken in
`cogs/poll_ballots.py`; cards, deadlines and results are kept in `cogs/poll_desk.py`.
"""

from __future__ import annotations

import secrets
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.errors import BadPoll, NotAllowed, UnknownPoll
from bot.model.polls import Audience, Method, PollState
from bot.services import Services
from bot.usecases.close_polls import outcome_of
from bot.usecases.polls.create_poll import create_poll, lists_now, preview_poll, terms_of
from bot.usecases.polls.delegate_vote import delegate_vote, delegations_of, topics
from bot.usecases.polls.draft_poll import PollDraft
from bot.usecases.polls.fix_roll import ListedMember
from bot.usecases.polls.hold_polls import poll_role
from bot.usecases.polls.list_polls import find_poll, list_polls, suggest_polls
from bot.usecases.polls.open_poll import call_off_poll, place_card
from bot.usecases.polls.remind_undecided import want_reminders
from bot.usecases.polls.show_poll import show_poll
from bot.usecases.polls.verify_receipt import verify_receipt
from cogs.listed_members import listed_members
from cogs.poll_form import PollForm
from cogs.presses import add_presses, pressed
from cogs.render.cards import Card
from cogs.render.poll_results import (
    delegated_card,
    delegations_card,
    result_card,
    verified_card,
)
from cogs.render.poll_words import NAMES
from cogs.render.polls import (
    called_off_card,
    draft_card,
    dropped_card,
    list_card,
    made_card,
    poll_card,
    preview_card,
    quiet_card,
    shown_card,
    terms_title,
)

_WHO = {
    "everyone": Audience.EVERYONE,
    "members with a role": Audience.ROLES,
    "pool contributors": Audience.POOL,
}
_METHODS = [app_commands.Choice(name=name, value=method.value) for method, name in NAMES.items()]


class DraftGone(BadPoll):
    """A preview whose draft is not there any more."""

    def __init__(self) -> None:
        super().__init__(
            "This draft",
            "it is not kept any more: it was opened or dropped, you began another, or I was restarted since. Its text "
            "stands above to copy; `/poll create` begins again.",
        )


class Polls(commands.Cog):
    """Polls, for those who make them and for everybody."""

    group = app_commands.Group(name="poll", description="Votes of this server", guild_only=True)

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services: Services = client.services
        self._drafts: dict[tuple[int, int], tuple[str, PollDraft]] = {}  # so that nothing has to be typed twice

    # -- making one -------------------------------------------------------------------------------------------------

    @group.command()
    @app_commands.choices(method=_METHODS)
    @app_commands.describe(
        method="How one votes; yes or no if there are no options",
        closes="When, on your clock: in 3 days, tomorrow 20:00, 2026-12-01 18:00",
        opens="When, if not at once",
        who="Who may vote; everyone here if left out",
        role="Members with this role may vote",
        role2="… or with this one",
        role3="… or with this one",
        member_days="Only who has been here for so many days",
        account_days="Only whose account is so many days old",
        ballots="Secret, or everyone sees at the close who chose what",
        results="Hidden until the close, or counts from the fifth ballot on; cannot be changed later",
        final="Whether a ballot cannot be changed",
        quorum="How many must vote, e.g. 50 %",
        threshold="What share must be exceeded, e.g. 2/3; of yes and no, more than half if left out",
        early_close="Close as soon as no missing ballot could change the outcome",
        extension="If the quorum is reached late, so many hours remain",
        reminder="Remind who has not voted, once, by direct message",
        delegation="Members may let another member vote for them",
        topic="Delegations on this topic count here",
        weight_role="Members with this role have more votes; said on the card",
        weight="How many votes they have",
        weight_role2="Another role with more votes",
        weight2="How many votes they have",
    )
    async def create(
        self,
        interaction: Interaction,
        method: str | None = None,
        closes: app_commands.Range[str, 1, 60] = "",
        opens: app_commands.Range[str, 1, 60] = "",
        who: Literal["everyone", "members with a role", "pool contributors"] | None = None,
        role: discord.Role | None = None,
        role2: discord.Role | None = None,
        role3: discord.Role | None = None,
        member_days: app_commands.Range[int, 0, 3650] = 0,
        account_days: app_commands.Range[int, 0, 3650] = 0,
        ballots: Literal["secret", "public"] = "secret",
        results: Literal["hidden", "live"] = "hidden",
        final: bool = False,
        quorum: app_commands.Range[str, 1, 20] = "",
        threshold: app_commands.Range[str, 1, 20] = "",
        early_close: bool = False,
        extension: app_commands.Range[int, 0, 168] = 0,
        reminder: bool = False,
        delegation: bool = False,
        topic: app_commands.Range[str, 2, 40] = "",
        weight_role: discord.Role | None = None,
        weight: app_commands.Range[int, 2, 100] | None = None,
        weight_role2: discord.Role | None = None,
        weight2: app_commands.Range[int, 2, 100] | None = None,
    ) -> None:
        """Put a question to the server. A form asks for question and options; a preview comes before it opens."""
        await self._check_holder(interaction)
        _check_place(interaction)
        roles = tuple(each.id for each in (role, role2, role3) if each is not None)
        audience = _WHO[who] if who else Audience.ROLES if roles else Audience.EVERYONE
        before = self._typed(interaction)
        draft = PollDraft(
            before.question, before.options, closes or before.closes, opens or before.opens,
            _rules(quorum, threshold) or before.rules, Method(method) if method else None,
            audience, roles, _weights((weight_role, weight), (weight_role2, weight2)), member_days, account_days,
            ballots == "secret", results == "live", not final, early_close, extension, reminder, delegation, topic,
        )  # fmt: skip
        await interaction.response.send_modal(PollForm(draft, self.take))

    async def take(self, interaction: Interaction, draft: PollDraft) -> None:
        """A form was sent: show what voters would see, or say what to correct."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        draft_id = secrets.token_hex(4)
        guild_id = guild_of(interaction)
        self._drafts[guild_id, interaction.user.id] = draft_id, draft
        try:
            terms = await terms_of(self.services, guild_id, interaction.user.id, draft)
            listed = await self._listed(guild_id, needed=lists_now(terms))
            shown = await preview_poll(self.services, guild_id, terms, listed)
        except BadPoll as error:
            card = draft_card(f"{error.field}: {error.why}", draft_id)
        else:
            card = preview_card(shown, draft_id)
        await interaction.edit_original_response(**card.edited())

    @pressed("open_poll")
    async def open(self, interaction: Interaction, draft_id: str) -> None:
        """Open what the preview shows."""
        await self._check_holder(interaction)
        draft = self._draft(interaction, draft_id)
        guild_id, key = guild_of(interaction), (guild_of(interaction), interaction.user.id)
        del self._drafts[key]  # before anything is awaited: two taps open one poll
        await interaction.response.defer()
        try:
            terms = await terms_of(self.services, guild_id, interaction.user.id, draft)
            listed = await self._listed(guild_id, needed=lists_now(terms))
            channel_id = interaction.channel_id or 0
            poll = await create_poll(self.services, guild_id, channel_id, interaction.user.id, terms, listed)
        except BadPoll as error:
            self._drafts[key] = draft_id, draft
            card = draft_card(f"{error.field}: {error.why}", draft_id)
        else:
            self.client.dispatch("poll_opened", guild_id, poll.poll_id)
            card = made_card(poll)
        await interaction.edit_original_response(**card.edited())

    @pressed("correct_poll")
    async def correct(self, interaction: Interaction, draft_id: str) -> None:
        """Open the form again with what stood in it."""
        await self._check_holder(interaction)
        await interaction.response.send_modal(PollForm(self._draft(interaction, draft_id), self.take))

    @pressed("drop_poll")
    async def drop(self, interaction: Interaction, draft_id: str) -> None:
        """Forget the draft."""
        self._draft(interaction, draft_id)
        del self._drafts[guild_of(interaction), interaction.user.id]
        await interaction.response.edit_message(**dropped_card().edited())

    def _draft(self, interaction: Interaction, draft_id: str) -> PollDraft:
        known_id, draft = self._drafts.get((guild_of(interaction), interaction.user.id), ("", PollDraft()))
        if known_id != draft_id:
            raise DraftGone
        return draft

    def _typed(self, interaction: Interaction) -> PollDraft:
        """What this member typed last and did not open."""
        return self._drafts.get((guild_of(interaction), interaction.user.id), ("", PollDraft()))[1]

    async def _listed(self, guild_id: int, *, needed: bool) -> list[ListedMember] | None:
        return await listed_members(self.client, guild_id) if needed else None

    async def _check_holder(self, interaction: Interaction) -> None:
        """That this member may make polls.

        Raises:
            NotAllowed: says who may.
        """
        if not await self._holds(interaction):
            role_id = await poll_role(self.services, guild_of(interaction))
            role = interaction.guild.get_role(role_id) if interaction.guild and role_id else None
            also = f" or hold the role {role.name}" if role else ""
            raise NotAllowed(f"members who may Manage Server{also}")

    async def _holds(self, interaction: Interaction) -> bool:
        if interaction.permissions.manage_guild:
            return True
        role_id = await poll_role(self.services, guild_of(interaction))
        return isinstance(interaction.user, discord.Member) and interaction.user.get_role(role_id or 0) is not None

    # -- finding them again -----------------------------------------------------------------------------------------

    @group.command(name="list")
    async def list_all(self, interaction: Interaction) -> None:
        """This server's polls: open, to come, and closed."""
        polls = await list_polls(self.services, guild_of(interaction))
        await interaction.response.send_message(**list_card(polls).fresh(), ephemeral=True)

    @group.command()
    @app_commands.describe(poll="Which one; its number or words of its question")
    async def show(self, interaction: Interaction, poll: app_commands.Range[str, 1, 100]) -> None:
        """See a poll or its result again; moderators can post its card again."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await find_poll(self.services, guild_of(interaction), _number(poll))
        card = await self._card(found.guild_id, found.poll_id)
        shown = shown_card(card, found, moderator=await self._holds(interaction))
        await interaction.edit_original_response(**shown.edited())

    @pressed("repost_poll")
    async def repost(self, interaction: Interaction, poll_id: str) -> None:
        """Post a poll's card again, here; from now on it is this one that is kept up to date."""
        await self._check_holder(interaction)
        await interaction.response.defer(thinking=True)
        guild_id = guild_of(interaction)
        poll = await find_poll(self.services, guild_id, int(poll_id))
        message = await interaction.edit_original_response(**(await self._card(guild_id, poll.poll_id)).edited())
        if poll.state is not PollState.CLOSED:
            await place_card(self.services, poll, message.channel.id, message.id)

    @pressed("call_off_poll")
    async def call_off(self, interaction: Interaction, poll_id: str) -> None:
        """Drop a poll that has not opened yet."""
        await self._check_holder(interaction)
        poll = await find_poll(self.services, guild_of(interaction), int(poll_id))
        if not await call_off_poll(self.services, poll):
            raise BadPoll("Call it off", "it has opened, and what has opened goes on to its end.")
        self.client.dispatch("poll_called_off", poll)
        await interaction.response.edit_message(**called_off_card(poll).edited())

    async def _card(self, guild_id: int, poll_id: int) -> Card:
        shown = await show_poll(self.services, guild_id, poll_id)
        if shown.poll.state is PollState.CLOSED:
            return result_card(await outcome_of(self.services, guild_id, poll_id))
        return poll_card(shown)

    # -- checking ---------------------------------------------------------------------------------------------------

    @group.command()
    @app_commands.describe(receipt="The line that you were given when you voted")
    async def verify(self, interaction: Interaction, receipt: app_commands.Range[str, 1, 500]) -> None:
        """Check that your ballot stands in its poll's log and counts. Only you see the answer."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        verified = await verify_receipt(self.services, guild_of(interaction), receipt)
        await interaction.edit_original_response(**verified_card(verified).edited())

    # -- delegations and reminders ----------------------------------------------------------------------------------

    @group.command()
    @app_commands.describe(
        member="Who votes for you where you do not",
        poll="In this poll",
        topic="Or in all polls on this topic",
    )
    async def delegate(
        self,
        interaction: Interaction,
        member: discord.Member,
        poll: app_commands.Range[str, 1, 100] = "",
        topic: app_commands.Range[str, 2, 40] = "",
    ) -> None:
        """Let another member vote for you, in one poll or on a topic. Your own ballot goes before it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        poll_id = _number(poll) if poll else None
        given = await delegate_vote(
            self.services, guild_of(interaction), interaction.user.id, member.id, poll_id, topic
        )
        await interaction.edit_original_response(**delegated_card(given).edited())

    @group.command()
    async def delegations(self, interaction: Interaction) -> None:
        """Who votes for you, and take it back."""
        given = await delegations_of(self.services, guild_of(interaction), interaction.user.id)
        await interaction.response.send_message(**delegations_card(given).fresh(), ephemeral=True)

    @group.command()
    @app_commands.describe(on="Whether you are reminded of votes here that you have not voted in")
    async def reminders(self, interaction: Interaction, on: bool) -> None:
        """Choose whether you are reminded of votes, once each, by direct message."""
        await want_reminders(self.services, guild_of(interaction), interaction.user.id, wanted=on)
        await interaction.response.send_message(**quiet_card(on).fresh(), ephemeral=True)

    # -- suggestions ------------------------------------------------------------------------------------------------

    @show.autocomplete("poll")
    async def _any(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested(interaction, typed, open_only=False)

    @delegate.autocomplete("poll")
    async def _open(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await self._suggested(interaction, typed, open_only=True)

    @delegate.autocomplete("topic")
    @create.autocomplete("topic")
    async def _topics(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = await topics(self.services, guild_of(interaction))
        wanted = typed.casefold().strip()
        return [app_commands.Choice(name=each, value=each) for each in found if wanted in each][:25]

    async def _suggested(
        self, interaction: Interaction, typed: str, *, open_only: bool
    ) -> list[app_commands.Choice[str]]:
        found = await suggest_polls(self.services, guild_of(interaction), typed, open_only=open_only)
        return [
            app_commands.Choice(name=f"{each.poll_id}: {terms_title(each.terms)}", value=str(each.poll_id))
            for each in found
        ]


def _weights(*given: tuple[discord.Role | None, int | None]) -> tuple[tuple[int, int], ...]:
    for role, votes in given:
        if (role is None) != (votes is None):
            raise BadPoll("Weights", "a role and its number of votes go together.")
    return tuple((role.id, votes) for role, votes in given if role is not None and votes is not None)


def _rules(quorum: str, threshold: str) -> str:
    """The command's options as lines of the form."""
    named = (("Quorum", quorum), ("Threshold", threshold))
    return "\n".join(f"{name}: {words}" for name, words in named if words)


def _number(words: str) -> int:
    """The poll's number, as suggestions give it.

    Raises:
        UnknownPoll: it is none.
    """
    number = words.strip().removeprefix("#").partition(":")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise UnknownPoll
    return int(number)


def _check_place(interaction: Interaction) -> None:
    """That a poll's card can be posted here.

    Raises:
        BadPoll: a permission is missing; says which.
    """
    allowed = interaction.app_permissions
    needed = {
        "View Channel": allowed.view_channel,
        "Send Messages": allowed.send_messages,
        "Attach Files": allowed.attach_files,
    }
    missing = [name for name, given in needed.items() if not given]
    if missing:
        raise BadPoll("Channel", f"I may not post here: I need {', '.join(missing)}.")


async def setup(client: TuttiClient) -> None:
    """Add the commands and their buttons."""
    cog = Polls(client)
    await client.add_cog(cog)
    add_presses(client, cog)

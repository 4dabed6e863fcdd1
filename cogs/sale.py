"""`/sale`: offers for the pool's listening, from a draft to the vote.

The vote is a poll like any other: its card, its ballots and its close are kept by `cogs/poll_desk.py` and
`cogs/poll_ballots.py`, which hear of it by the event `poll_opened`. What comes after it is in `cogs/sale_desk.py`, and
the money in `cogs/payouts.py`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Literal, cast

from discord import app_commands
from discord.ext import commands

from bot.client import Interaction, TuttiClient, guild_of
from bot.collective.offer_form import OfferForm, form_of
from bot.collective.slice_words import PRESETS
from bot.errors import BadProposal, NotAllowed, PackageRefused, UserError
from bot.model.sales import Inclusion, OfferState, Split
from bot.model.slices import Grain
from bot.services import Services
from bot.usecases.sales.build_package import build_package
from bot.usecases.sales.deliver_package import deliver_package, demand_download_page, issue_download
from bot.usecases.sales.draft_offer import draft_offer
from bot.usecases.sales.keep_books import divide
from bot.usecases.sales.offer_on_show import offer_on_show
from bot.usecases.sales.offer_status import list_offers, offer_status, suggest_offers, withdraw_offer
from bot.usecases.sales.open_vote import RULES_DEFAULT, open_vote
from bot.usecases.sales.preview_slice import preview_slice
from cogs.offer_forms import WORDS, OfferWords, VoteRules
from cogs.presses import add_presses, pressed
from cogs.render.offer_previews import correct_card, not_opened_card, opened_card, preview_card, refused_preview_card
from cogs.render.offers import (
    built_card,
    delivered_card,
    link_card,
    offers_card,
    status_card,
    too_large_card,
    withdrawn_card,
)

_COHORTS = {"none": Grain.TOTALS, "by activity": Grain.ACTIVITY, "by continent": Grain.REGION}
_INCLUDED = {"everyone who does not vote no": Inclusion.NOT_OBJECTING, "only who votes yes": Inclusion.YES}
_SPLITS = {"equally": Split.EQUAL, "by contribution": Split.CONTRIBUTION}
MODERATORS = "members who may Manage Server"


class Sale(commands.Cog):
    """Offers, and votes on them."""

    group = app_commands.Group(name="sale", description="Offers for the pool's listening", guild_only=True)

    def __init__(self, client: TuttiClient) -> None:
        self.client = client
        self.services: Services = client.services
        # A form that could not be read, so that nothing has to be typed twice; with the draft that it was to change.
        self._rejected: dict[tuple[int, int], tuple[OfferForm, int | None]] = {}
        self._rejected_rules: dict[tuple[int, int], str] = {}

    @group.command()
    @app_commands.describe(
        what="What is sold: columns such as artists by month",
        days="Of which days: 2024, 2024-03, 2023 to 2024; last year if left out",
        contributors="The least behind each row; fewer, and it is left out (11 if left out)",
        cohorts="Count groups of contributors apart: by how much they listen, or by continent",
        included="Whose listening is in the package",
        split="How the price is divided",
        at_most="Of a split by contribution: the most that one gets, such as $20",
        at_least="Of a split by contribution: the least that one gets, such as $1",
        days_to_leave="Days after the vote before the package is built",
        delete_by="The day by which the buyer deletes it, such as 2028-01-31",
        exclusive_until="Until that day you sell this slice to nobody else",
        draft="A draft to write anew; what you leave out stays as it is, and “none” takes a bound or a day away",
    )
    async def propose(
        self,
        interaction: Interaction,
        what: app_commands.Range[str, 1, 200] | None = None,
        days: app_commands.Range[str, 1, 40] | None = None,
        contributors: app_commands.Range[int, 5, 10_000] | None = None,
        cohorts: Literal["none", "by activity", "by continent"] | None = None,
        included: Literal["everyone who does not vote no", "only who votes yes"] | None = None,
        split: Literal["equally", "by contribution"] | None = None,
        at_most: app_commands.Range[str, 1, 40] | None = None,
        at_least: app_commands.Range[str, 1, 40] | None = None,
        days_to_leave: app_commands.Range[int, 0, 60] | None = None,
        delete_by: app_commands.Range[str, 4, 10] | None = None,
        exclusive_until: app_commands.Range[str, 4, 10] | None = None,
        draft: int | None = None,
    ) -> None:
        """Write an offer down. Nobody votes on it before you have seen exactly what would be sold."""
        _only_moderators(interaction)
        chosen = {
            "what": what,
            "days": days,
            "contributors": contributors,
            "cohorts": cohorts and _COHORTS[cohorts],
            "inclusion": included and _INCLUDED[included],
            "split": split and _SPLITS[split],
            "most": at_most,
            "least": at_least,
            "opt_out_days": days_to_leave,
            "delete_by": delete_by,
            "exclusive_until": exclusive_until,
        }
        form = self._begun(interaction)
        if draft is not None:
            shown = await offer_on_show(self.services, guild_of(interaction), draft, OfferState.DRAFT)
            form = form_of(shown.offer.terms)
        form = replace(form, **{name: each for name, each in chosen.items() if each is not None})  # type: ignore[arg-type]  # each of its own field's type
        await interaction.response.send_modal(OfferWords(form, self._taker(draft)))

    def _begun(self, interaction: Interaction) -> OfferForm:
        """A new offer, with the words of one that could not be read, so that nobody types them twice."""
        rejected, _ = self._rejected.get((guild_of(interaction), interaction.user.id), (OfferForm(), None))
        words = {name: getattr(rejected, name) for name in WORDS}
        return OfferForm(days=str(self.services.clock.now().year - 1), **words)

    @propose.autocomplete("what")
    async def _presets(self, _: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        wanted = typed.casefold()
        return [app_commands.Choice(name=each, value=each) for each in PRESETS if wanted in each]

    @group.command()
    @app_commands.describe(offer="Which offer")
    async def preview(self, interaction: Interaction, offer: int) -> None:
        """See exactly what would be sold today: columns, rows, what is left out, and what you would get."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._preview(interaction, offer)

    @group.command()
    @app_commands.describe(offer="Which offer; all of them if left out")
    async def status(self, interaction: Interaction, offer: int | None = None) -> None:
        """See where an offer stands: every step with who and when, its package and its money."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id = guild_of(interaction)
        if offer is None:
            card = offers_card(await list_offers(self.services, guild_id))
        else:
            card = status_card(await offer_status(self.services, guild_id, offer))
        await interaction.edit_original_response(**card.edited())

    @group.command()
    @app_commands.describe(offer="Which offer", reason="Why, for its log")
    async def withdraw(
        self, interaction: Interaction, offer: int, reason: app_commands.Range[str, 1, 200] = ""
    ) -> None:
        """Drop a draft, or a sale that passed and is not delivered yet."""
        _only_moderators(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        shown = await withdraw_offer(self.services, guild_of(interaction), offer, interaction.user.id, reason)
        await interaction.edit_original_response(**withdrawn_card(shown).edited())

    @group.command()
    @app_commands.describe(
        offer="Which offer", link_days="Make a link for the buyer, for so many days, beside the file"
    )
    async def deliver(
        self, interaction: Interaction, offer: int, link_days: app_commands.Range[int, 1, 90] | None = None
    ) -> None:
        """Deliver the package: you get the file, or a link for the buyer. Nobody can leave it any more after this."""
        _only_moderators(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id, me = guild_of(interaction), interaction.user.id
        if link_days is not None:
            demand_download_page(self.services)
        delivered = await deliver_package(self.services, guild_id, offer, me)
        await divide(self.services, guild_id, offer, me)
        if link_days is not None:
            card = link_card(await issue_download(self.services, guild_id, offer, me, link_days))
        elif len(delivered.archive) > interaction.filesize_limit:
            card = too_large_card(delivered)
        else:
            card = delivered_card(delivered)
        await interaction.edit_original_response(**card.edited())

    @group.command()
    @app_commands.describe(offer="Which offer")
    async def build(self, interaction: Interaction, offer: int) -> None:
        """Build the package again, of those who are still in; otherwise I do so by myself when its time comes."""
        _only_moderators(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild_id = guild_of(interaction)
        record = await build_package(self.services, guild_id, offer, interaction.user.id)
        shown = await offer_on_show(self.services, guild_id, offer)
        await interaction.edit_original_response(**built_card(shown.offer, record).edited())

    @propose.autocomplete("draft")
    async def _drafts(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        found = await suggest_offers(self.services, guild_of(interaction), typed, (OfferState.DRAFT,))
        return [app_commands.Choice(name=words, value=offer_id) for words, offer_id in found]

    @preview.autocomplete("offer")
    @status.autocomplete("offer")
    @withdraw.autocomplete("offer")
    @deliver.autocomplete("offer")
    @build.autocomplete("offer")
    async def _offers(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        found = await suggest_offers(self.services, guild_of(interaction), typed)
        return [app_commands.Choice(name=words, value=offer_id) for words, offer_id in found]

    @pressed("preview_offer")
    async def shown_offer(self, interaction: Interaction, offer_id: str) -> None:
        """What exactly would be sold, from the card of the vote."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._preview(interaction, int(offer_id))

    @pressed("correct_offer")
    async def correct(self, interaction: Interaction) -> None:
        """Open the form again with what stood in it."""
        _only_moderators(interaction)
        begun = (self._begun(interaction), None)  # after a restart nothing that was typed is left
        form, offer_id = self._rejected.get((guild_of(interaction), interaction.user.id), begun)
        await interaction.response.send_modal(OfferWords(form, self._taker(offer_id)))

    @pressed("change_offer")
    async def change(self, interaction: Interaction, offer_id: str) -> None:
        """Open a draft's form again."""
        _only_moderators(interaction)
        shown = await offer_on_show(self.services, guild_of(interaction), int(offer_id), OfferState.DRAFT)
        await interaction.response.send_modal(OfferWords(form_of(shown.offer.terms), self._taker(int(offer_id))))

    @pressed("drop_offer")
    async def drop(self, interaction: Interaction, offer_id: str) -> None:
        """Drop a draft."""
        _only_moderators(interaction)
        await interaction.response.defer()
        shown = await withdraw_offer(self.services, guild_of(interaction), int(offer_id), interaction.user.id, "")
        await interaction.edit_original_response(**withdrawn_card(shown).edited())

    @pressed("open_offer")
    async def open(self, interaction: Interaction, offer_id: str) -> None:
        """Ask for the rules of the vote, then open it."""
        _only_moderators(interaction)
        key = (guild_of(interaction), interaction.user.id)

        async def opened(sent: Interaction, rules: str) -> None:
            _only_moderators(sent)
            await sent.response.defer(ephemeral=True, thinking=True)
            channel_id, guild_id = cast("int", sent.channel_id), guild_of(sent)
            try:
                poll = await open_vote(self.services, guild_id, channel_id, int(offer_id), sent.user.id, rules)
            except BadProposal as error:
                self._rejected_rules[key] = rules
                await sent.edit_original_response(**not_opened_card(error, int(offer_id)).edited())
                return
            self._rejected_rules.pop(key, None)
            self.client.dispatch("poll_opened", guild_id, poll.poll_id)
            await sent.edit_original_response(**opened_card(int(offer_id), poll.electorate).edited())

        await interaction.response.send_modal(VoteRules(opened, self._rejected_rules.get(key, RULES_DEFAULT)))

    def _taker(self, offer_id: int | None) -> Callable[[Interaction, OfferForm], Awaitable[None]]:
        """What is done with a form that was sent: of a new offer, or of this draft."""

        async def taken(interaction: Interaction, form: OfferForm) -> None:
            _only_moderators(interaction)
            await interaction.response.defer(ephemeral=True, thinking=True)
            me, key = interaction.user, (guild_of(interaction), interaction.user.id)
            try:
                offer = await draft_offer(self.services, key[0], me.id, me.display_name, form, offer_id)
            except UserError as error:
                self._rejected[key] = (form, offer_id)
                if not isinstance(error, BadProposal):
                    raise
                await interaction.edit_original_response(**correct_card(error).edited())
                return
            self._rejected.pop(key, None)
            try:
                await self._preview(interaction, offer.offer_id)
            except PackageRefused as error:
                await interaction.edit_original_response(**refused_preview_card(offer, error.why).edited())

        return taken

    async def _preview(self, interaction: Interaction, offer_id: int) -> None:
        moderator = interaction.permissions.manage_guild
        shown = await preview_slice(
            self.services, guild_of(interaction), offer_id, interaction.user.id, moderator=moderator
        )
        await interaction.edit_original_response(**preview_card(shown, moderator=moderator).edited())


def _only_moderators(interaction: Interaction) -> None:
    if not interaction.permissions.manage_guild:
        raise NotAllowed(MODERATORS)


async def setup(client: TuttiClient) -> None:
    """Add the command and its buttons."""
    cog = Sale(client)
    await client.add_cog(cog)
    add_presses(client, cog)

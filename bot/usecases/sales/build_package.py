"""The package of an offer that passed is built from those who are still in, and checked before it is kept."""

from __future__ import annotations

from bot.collective.packages.build import OfferFacts, Vote
from bot.errors import PackageStale, SaleStands
from bot.model.polls import Choice
from bot.model.sales import Offer, OfferState, PackageRecord, RosterEntry
from bot.services import Services
from bot.usecases.sales.consent_root import root_of_consents
from bot.usecases.sales.earlier_packages import kept_packages, set_beside
from bot.usecases.sales.offer_on_show import ShownOffer, offer_on_show, offer_sha256, slice_sold
from bot.usecases.sales.pool_counts import contributor_of, count_pool, package_of, pooling

_TRIES = 3
"""Members can leave while a package is being built, and other packages be kept; then it is built again."""


async def build_package(services: Services, guild_id: int, offer_id: int, by: int | None) -> PackageRecord:
    """Build the package, or build it anew after somebody left.

    Args:
        by: the moderator who asks for it; None: Tutti itself, at its time.

    Raises:
        PackageRefused, UnsafePackage, NoiseNotInstalled: no package can be built; the offer stays where it is.
        PackageStale: members keep leaving, or other packages are kept, while it is built.
        UnknownOffer, SaleStands: it did not pass, its time to leave is not over, or it was delivered.
    """
    shown = await offer_on_show(services, guild_id, offer_id, OfferState.OPT_OUT, OfferState.BUILT)
    until = shown.offer.opt_out_until
    if until is not None and services.clock.now() < until:
        raise SaleStands(shown.offer.state)
    for left in reversed(range(_TRIES)):
        try:
            kept = await _build(services, shown, by)
        except PackageStale:
            if not left:
                raise
            continue
        if kept is not None:
            return kept
    raise SaleStands((await offer_on_show(services, guild_id, offer_id)).offer.state)


async def _build(services: Services, shown: ShownOffer, by: int | None) -> PackageRecord | None:
    offer, spec = shown.offer, slice_sold(shown)
    guild_id, offer_id = offer.guild_id, offer.offer_id
    zones = await pooling(services, guild_id)
    still_in = await services.store.offers.contributors(guild_id, offer_id)
    kept = await kept_packages(services, guild_id, offer_id)
    contributors = {each: zones[each] for each in still_in if each in zones}
    counts = await count_pool(services, guild_id, spec, contributors, set_beside(kept))
    # The consents of those who have anything in the window: nobody else is in the package.
    packed = sorted(contributor_of(token) for batch in counts.batches for token in batch.tokens)
    now = services.clock.now()
    root = await root_of_consents(services, guild_id, packed)
    facts = OfferFacts(offer_id, offer_sha256(offer.terms), await _vote(services, offer), root, now)
    replaced = await services.store.packages.latest(guild_id, offer_id)
    built = await package_of(services, counts, facts, replaced.cells if replaced else None)
    record = PackageRecord(
        guild_id,
        offer_id,
        0,
        now,
        built.sha256,
        spec.canonical_json(),
        spec.sha256,
        root,
        built.contributors,
        built.suppressed,
        built.cells,
        built.archive,
    )
    roster = [RosterEntry(contributor_of(token), digest, built.plays[token]) for token, digest in built.digests.items()]
    beside = {(each.record.offer_id, each.record.build) for each in kept}
    return await services.store.packages.store(record, roster, by, now, held_against=beside)


async def _vote(services: Services, offer: Offer) -> Vote:
    result = None if offer.poll_id is None else await services.store.polls.result(offer.guild_id, offer.poll_id)
    if result is None:
        raise SaleStands(offer.state)
    conclusion = result.conclusion
    return Vote(result.electorate, conclusion.of(Choice.YES), conclusion.of(Choice.NO), conclusion.abstain)

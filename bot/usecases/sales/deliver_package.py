"""The buyer gets the package: from now on nobody can leave it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from bot.errors import NoDownloadPage, SaleStands
from bot.model.sales import DeliveryLink, OfferState, PackageRecord
from bot.services import Services
from bot.usecases.sales.offer_on_show import ShownOffer, offer_on_show

DELIVERED = "delivered"
WITH_BUYER = (OfferState.DELIVERED, OfferState.PAID, OfferState.CLOSED)
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Delivered:
    """A package in the buyer's hands, or on the way there.

    Attributes:
        archive: the ZIP, for a moderator to hand on.
    """

    shown: ShownOffer
    record: PackageRecord
    archive: bytes


@dataclass(frozen=True, slots=True)
class IssuedLink:
    """An address under which the buyer fetches the package, shown once and kept nowhere."""

    address: str
    link: DeliveryLink


async def deliver_package(services: Services, guild_id: int, offer_id: int, member_id: int) -> Delivered:
    """Deliver what is built, or hand the delivered package to a moderator once more.

    Where the server wants two moderators, this is a confirmation first, of this very package.

    Raises:
        NeedsConfirmation: another moderator has to confirm it, too.
        PackageStale: somebody left since; it has to be built again.
        UnknownOffer, SaleStands: nothing is built, or it was withdrawn.
    """
    shown = await offer_on_show(services, guild_id, offer_id, OfferState.BUILT, *WITH_BUYER)
    packages = services.store.packages
    built = await packages.latest(guild_id, offer_id)
    if built is not None and shown.offer.state is OfferState.BUILT:
        now = services.clock.now()
        await services.store.offers.confirm(guild_id, offer_id, DELIVERED, built.digest.hex(), member_id, now)
        await packages.deliver(guild_id, offer_id, member_id, now)  # or somebody else does so at this moment
        shown = await offer_on_show(services, guild_id, offer_id, *WITH_BUYER)
    # Read once nothing can take its place any more.
    record, archive = await packages.latest(guild_id, offer_id), await packages.archive(guild_id, offer_id)
    if record is None or archive is None:
        raise SaleStands(shown.offer.state)
    return Delivered(shown, record, archive)


def demand_download_page(services: Services) -> None:
    """Look before a link is promised: the delivery that it is for cannot be taken back.

    Raises:
        NoDownloadPage: this bot has no address on the web.
    """
    if not services.settings.public_url:
        raise NoDownloadPage


async def issue_download(services: Services, guild_id: int, offer_id: int, member_id: int, days: int) -> IssuedLink:
    """A link for the buyer, for so many days; earlier ones end. Each download is logged.

    Raises:
        NoDownloadPage: this bot has no address on the web.
        UnknownOffer, SaleStands: nothing was delivered, or its archive was cleared.
    """
    demand_download_page(services)
    shown = await offer_on_show(services, guild_id, offer_id, *WITH_BUYER)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    now = services.clock.now()
    digest = hashlib.sha256(secret.encode()).digest()
    link = await services.store.packages.issue_link(
        guild_id, offer_id, digest, member_id, now, now + timedelta(days=days)
    )
    if link is None:
        raise SaleStands(shown.offer.state)
    return IssuedLink(f"{services.settings.public_url.rstrip('/')}/package/{guild_id}/{secret}", link)


async def fetch_package(services: Services, guild_id: int, secret: str) -> PackageRecord | None:
    """What a buyer's link leads to, logged; None where it leads nowhere (any more)."""
    digest = hashlib.sha256(secret.encode()).digest()
    return await services.store.packages.fetch(guild_id, digest, services.clock.now())


def archive_name(record: PackageRecord) -> str:
    """What the ZIP is called: the offer and the beginning of its digest."""
    return f"tutti-package-{record.offer_id}-{record.digest.hex()[:8]}.zip"

"""The root over the consents of those in a package."""

from __future__ import annotations

from collections.abc import Collection

from bot.collective.consent_records import commitments
from bot.collective.packages.consents import consent_root
from bot.errors import PackageStale
from bot.model.members import Consent
from bot.services import Services


async def root_of_consents(services: Services, guild_id: int, member_ids: Collection[int]) -> bytes:
    """The Merkle root over these members' consents to pool, as they stand; 32 bytes.

    Each of them finds their own under it with the record that `/privacy` gives them.

    Raises:
        PackageStale: one of them pools no longer.
    """
    keys = await services.store.consent_records.keys(guild_id, Consent.POOL, member_ids)
    given_at = await services.store.consent_records.given_at(guild_id, Consent.POOL)
    if not {*member_ids} <= {key.member_id for key in keys} & given_at.keys():
        raise PackageStale
    return consent_root(await services.cpu(commitments, keys, given_at))

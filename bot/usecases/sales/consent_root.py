"""The one number in a package that stands for the consents of everyone in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.collective.consent_records import commitments
from bot.collective.packages.consents import consent_root
from bot.errors import PackageStale
from bot.model.members import Consent
from bot.model.sales import ConsentKey
from bot.services import Services


async def root_of_consents(services: Services, guild_id: int, member_ids: Sequence[int]) -> bytes:
    """Merkle root over the salted commitments of these members' consents to pool; 32 bytes.

    What it stands on is kept, so that each of them can be shown their own consent under it.

    Raises:
        PackageStale: one of them does not consent any more.
    """
    records = services.store.consent_records
    keys = await records.keys(guild_id, Consent.POOL, member_ids)
    given_at = await records.given_at(guild_id, Consent.POOL)
    if len(keys) != len(member_ids) or any(key.member_id not in given_at for key in keys):
        raise PackageStale
    root, leaves = await services.cpu(committed_root, keys, given_at)
    await records.keep_leaves(guild_id, root, leaves)
    return root


def committed_root(keys: Sequence[ConsentKey], given_at: Mapping[int, datetime]) -> tuple[bytes, list[bytes]]:
    """For a worker: the root over these members' leaves, and the leaves."""
    leaves = commitments(keys, given_at)
    return consent_root(leaves), leaves

"""A member downloads the records of what they agreed to."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from bot.collective.consent_records import Controller, consent_receipt, consent_record
from bot.model.members import Consent
from bot.model.sales import ConsentKey, PackagedConsent
from bot.model.stored import ConsentChange
from bot.services import Services


async def download_consents(services: Services, guild_id: int, member_id: int) -> bytes | None:
    """Every consent that the member ever gave here, with all that was switched since; for that member alone.

    Returns:
        JSON-LD, UTF-8; None where nothing was ever agreed to.
    """
    settings, records = services.settings, services.store.consent_records
    controller = Controller(
        settings.controller_name, settings.controller_address, settings.controller_contact, settings.controller_country
    )
    changes = await records.changes(guild_id, member_id)
    given = {change.consent for change in changes if change.given}
    keys = [key for kind in Consent if kind in given for key in await records.keys(guild_id, kind, [member_id])]
    if not keys:
        return None
    packages = await records.packages_with(guild_id, member_id)
    return await services.cpu(_receipt, keys, changes, controller, packages, str(uuid.uuid4()), services.clock.now())


def _receipt(
    keys: Sequence[ConsentKey],
    changes: Sequence[ConsentChange],
    controller: Controller,
    packages: Sequence[PackagedConsent],
    receipt_id: str,
    at: datetime,
) -> bytes:
    """For a worker: a proof among tens of thousands of consents takes a while."""
    return consent_receipt([consent_record(key, changes, controller, packages) for key in keys], receipt_id, at)

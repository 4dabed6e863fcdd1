"""A member gets a private address at which to hand over files that Discord refuses."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import NoUploadPage
from bot.model.upload_links import Grant, new_grant, sign
from bot.services import Services
from bot.settings import Settings
from bot.usecases.link_key import link_key

RECORD = "link.json"
"""In the folder of each link that still works: whom it is for, in words."""


@dataclass(frozen=True, slots=True)
class UploadLink:
    """The address of one member's upload page in one server.

    Attributes:
        expires_at: when it ends if it is not used; aware, UTC.
    """

    url: str
    expires_at: datetime


async def issue_upload_link(
    services: Services, guild_id: int, member_id: int, display_name: str, guild_name: str
) -> UploadLink:
    """A new link for this member in this server; the one they had before ends, and what was sent to it is deleted.

    Args:
        display_name: the member's, to show on the page and to store with an upload.
        guild_name: the server's, to show on the page.

    Raises:
        NoUploadPage: this bot has none.
    """
    settings = services.settings
    if not settings.public_url:
        raise NoUploadPage
    grant = new_grant(guild_id, member_id, services.clock.now() + timedelta(minutes=settings.upload_link_minutes))
    key = await asyncio.to_thread(link_key, settings)
    await asyncio.to_thread(_open_folder, settings, grant, display_name, guild_name)
    return UploadLink(f"{settings.public_url.rstrip('/')}/upload/{sign(grant, key)}", grant.expires_at)


def links_folder(settings: Settings) -> Path:
    """Where each link that works has a folder for what is sent to it."""
    return settings.data_dir / "upload-links"


def end_upload_links(settings: Settings, guild_id: int, member_id: int) -> None:
    """End every link that this member has in this server; what was sent to it is deleted."""
    for earlier in links_folder(settings).glob(f"{guild_id}-{member_id}-*"):
        shutil.rmtree(earlier, ignore_errors=True)


def _open_folder(settings: Settings, grant: Grant, display_name: str, guild_name: str) -> None:
    links = links_folder(settings)
    links.mkdir(parents=True, exist_ok=True, mode=0o700)
    end_upload_links(settings, grant.guild_id, grant.member_id)
    folder = links / grant.folder
    folder.mkdir(mode=0o700)
    record = {"display_name": display_name, "guild": guild_name, "expires_at": grant.expires_at.isoformat()}
    (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")

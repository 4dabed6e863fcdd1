"""Which upload links work: signed by this bot, not over, not used, not ended by a newer one."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.errors import BadLink
from bot.model.upload_links import Grant, verify
from bot.services import Services
from bot.usecases.issue_upload_link import RECORD, links_folder
from bot.usecases.link_key import link_key


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that works.

    Attributes:
        folder: where what is sent to it is kept; gone when the link has ended.
        display_name: the member's, as seen when the link was made; unescaped.
        guild_name: the server's, likewise.
    """

    grant: Grant
    folder: Path
    display_name: str
    guild_name: str

    async def still_works(self) -> bool:
        """Whether no newer link, no use and no erasure has ended it since."""
        return await asyncio.to_thread((self.folder / RECORD).is_file)

    async def end(self) -> None:
        """Let it work no more, and delete what was sent to it."""
        await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)


async def read_grant(services: Services, token: str) -> Grant:
    """The grant in an address.

    Raises:
        BadLink: it was not signed here.
    """
    grant = verify(token, await asyncio.to_thread(link_key, services.settings))
    if grant is None:
        raise BadLink("This link is not one of mine, or not all of it was copied.", over=False)
    return grant


async def open_link(services: Services, grant: Grant) -> OpenLink:
    """The link of a grant that nobody has used yet.

    Raises:
        BadLink: it is over.
    """
    if services.clock.now() >= grant.expires_at:
        raise BadLink("The time of this link is over.", over=True)
    folder = links_folder(services.settings) / grant.folder
    try:
        record = json.loads(await asyncio.to_thread((folder / RECORD).read_text, encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadLink("This link was used already, or a newer one took its place.", over=True) from error
    return OpenLink(grant, folder, record["display_name"], record["guild"])


def sweep(links: Path, now: datetime, in_use: frozenset[str]) -> None:
    """Delete the folders of links whose time is over.

    Args:
        in_use: names of folders to keep although their links have expired: an upload is under way in them.
    """
    for folder in links.glob("*-*-*"):
        if folder.name in in_use:
            continue
        try:
            expires_at = datetime.fromisoformat(json.loads((folder / RECORD).read_text("utf-8"))["expires_at"])
        except (FileNotFoundError, ValueError, KeyError):
            # Being made or deleted at this moment, or left half-made by a kill: the next sweeps will see.
            if folder.is_dir() and now.timestamp() - folder.stat().st_mtime > _HALF_MADE_S:
                shutil.rmtree(folder, ignore_errors=True)
            continue
        if now >= expires_at:
            shutil.rmtree(folder, ignore_errors=True)


_HALF_MADE_S = 3600

"""Where a buyer fetches a package: a page that downloads nothing by itself, and the file behind its link.

Programs that preview links open the page, and are no download; each fetch of the file is logged with its moment and
nothing about who fetched it.
"""

from __future__ import annotations

from base64 import b64encode

from aiohttp import web

from bot.errors import BadPackageLink
from bot.model.sales import PackageRecord
from bot.services import Services
from bot.usecases.sales.deliver_package import archive_name, fetch_package

_HIGHEST_ID = 2**63 - 1
"""What a column holds; no server's id is near it."""
_LONGEST_ID = 19


class PackageApi:
    """The file behind a delivery link."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def file(self, request: web.Request) -> web.StreamResponse:
        """The ZIP.

        Raises:
            BadPackageLink: the link is unknown, over or ended.
        """
        guild, secret = request.match_info["guild"], request.match_info["secret"]
        found: PackageRecord | None = None
        if guild.isascii() and guild.isdecimal() and len(guild) <= _LONGEST_ID and int(guild) <= _HIGHEST_ID:
            found = await fetch_package(self._services, int(guild), secret)
        if found is None or found.archive is None:
            raise BadPackageLink
        return web.Response(
            body=found.archive,
            content_type="application/zip",
            headers={
                "Content-Disposition": f'attachment; filename="{archive_name(found)}"',
                "Repr-Digest": f"sha-256=:{b64encode(found.digest).decode()}:",  # RFC 9530
            },
        )

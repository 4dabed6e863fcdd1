"""Points discord.py at a Discord elsewhere.

discord.py has no setting for it: three attributes of its own hold the addresses, and this is the only place that
touches them. They are internals, so discord.py is pinned, and a test fails loudly if they vanish.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import yarl
from discord import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.errors import SettingsError

_ADDRESSES = ((Route, "BASE"), (DiscordWebSocket, "DEFAULT_GATEWAY"), (Asset, "BASE"))


@contextmanager
def discord_at(url: str) -> Iterator[None]:
    """Within the block, every client of discord.py in this process talks to the Discord at `url`.

    Args:
        url: of a sandbox, e.g. "http://127.0.0.1:8800". "" changes nothing: Discord's own.

    Raises:
        SettingsError: this discord.py keeps its addresses elsewhere.
    """
    if not url:
        yield
        return
    missing = [f"{owner.__name__}.{name}" for owner, name in _ADDRESSES if not hasattr(owner, name)]
    if missing:
        raise SettingsError(
            f"This version of discord.py cannot be pointed at another Discord: no {', '.join(missing)}."
        )
    base = url.rstrip("/")
    socket = yarl.URL(base.replace("http", "ws", 1)) / "gateway"
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = f"{base}/api/v10", socket, base
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE = before

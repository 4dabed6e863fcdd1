from __future__ import annotations

import pytest
import yarl
from discord import Asset
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.errors import SettingsError
from bot.sandbox.redirect import discord_at


def addresses() -> tuple[str, yarl.URL, str]:
    return Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, Asset.BASE


def test_discord_py_still_keeps_its_addresses_where_we_change_them():
    # If this fails, discord.py has moved them: `bot/sandbox/redirect.py` must follow before the pin may be raised.
    assert addresses() == (
        "https://discord.com/api/v10",
        yarl.URL("wss://gateway.discord.gg/"),
        "https://cdn.discordapp.com",
    )


def test_within_the_block_all_three_point_elsewhere():
    before = addresses()
    with discord_at("http://127.0.0.1:8800/"):
        assert addresses() == (
            "http://127.0.0.1:8800/api/v10",
            yarl.URL("ws://127.0.0.1:8800/gateway"),
            "http://127.0.0.1:8800",
        )
        assert Route("GET", "/users/@me").url == "http://127.0.0.1:8800/api/v10/users/@me"
    assert addresses() == before


def test_they_point_back_also_after_an_error():
    before = addresses()
    with pytest.raises(RuntimeError), discord_at("http://127.0.0.1:8800"):
        raise RuntimeError
    assert addresses() == before


def test_nothing_given_is_discord_itself():
    before = addresses()
    with discord_at(""):
        assert addresses() == before


def test_a_discord_py_without_them_is_said_loudly(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delattr(Asset, "BASE")
    with pytest.raises(SettingsError, match=r"Asset\.BASE"), discord_at("http://127.0.0.1:8800"):
        pass

"""What most tests of the sandbox start from: a small world, its sandbox, a bot in it, members to act as."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator

import pytest

with warnings.catch_warnings():
    # discord.py imports the standard library's `audioop`, which Python 3.13 drops.
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    import discord  # noqa: F401

from bot.sandbox.pilot import Pilot
from bot.sandbox.server import Sandbox
from bot.sandbox.world import World
from bot.sandbox.worlds import build_world
from tests.sandbox.rest_client import RestClient, rest_client
from tests.sandbox.small_bot import SmallBot, connected


def small_world() -> World:
    """Two servers; Ada moderates the first."""
    return build_world({"Friends": (("Ada", "Bo"), 1, ("general", "music")), "Others": (("Bo", "Cy"), 0, ("general",))})


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(small_world(), generous_limits=True) as open_sandbox:
        yield open_sandbox


@pytest.fixture
async def rest(sandbox: Sandbox) -> AsyncIterator[RestClient]:
    async with rest_client(sandbox) as client:
        yield client


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[SmallBot]:
    async with connected(sandbox) as ready:
        yield ready


@pytest.fixture
def pilot(sandbox: Sandbox) -> Pilot:
    return Pilot(sandbox, patience_s=5)

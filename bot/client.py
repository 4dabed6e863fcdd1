"""The discord.py client: start, sync, close. It knows no feature; cogs are handed to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

import discord
from discord.ext import commands

from bot.errors import SettingsError
from bot.services import Services

log = logging.getLogger(__name__)

Press = Callable[..., Awaitable[None]]
"""What a button does: `async (interaction, *arguments)`."""


class TuttiClient(commands.AutoShardedBot):
    """Tutti on Discord.

    Slash commands, buttons, modals and questions by mention need no privileged intent and no member list. Polls that
    ask everyone or roles need the list, once each as they open, and only they: it is fetched then, and never kept. The
    client mentions nobody, whatever a title or a name may say.

    Args:
        services: handed on to the cogs.
        cogs: each adds its commands and buttons; run once, before the first connection.
        chores: each runs once, beside everything else, as soon as the bot is ready.
        guild_ready_timeout: seconds to wait for the last server at the start; 2 on Discord, less on loopback.

    Attributes:
        presses: what the buttons of our cards do, by the first word of their `custom_id`; see `cogs/presses.py`.
        chores: those under way or done.
    """

    def __init__(
        self,
        services: Services,
        cogs: Sequence[Callable[[TuttiClient], Awaitable[None]]],
        chores: Sequence[Callable[[Services], Awaitable[object]]] = (),
        *,
        guild_ready_timeout: float = 2.0,
    ) -> None:
        # discord.py warns at each start about packages for voice, which we never use.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            # Of messages, Discord gives us the words only where we are mentioned or written to: no privileged intent.
            intents=discord.Intents(
                guilds=True, guild_messages=True, dm_messages=True, members=services.settings.server_members_intent
            ),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=discord.app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            allowed_installs=discord.app_commands.AppInstallationType(guild=True, user=False),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            guild_ready_timeout=guild_ready_timeout,
            max_messages=None,
        )
        self.services = services
        self.presses: dict[str, Press] = {}
        self.chores: tuple[asyncio.Task[None], ...] = ()
        self._setups = tuple(cogs)
        self._chores = tuple(chores)

    async def setup_hook(self) -> None:
        """Add the cogs and tell Discord which commands there are."""
        for setup in self._setups:
            await setup(self)
        await self.tree.sync()
        self.chores = tuple(asyncio.create_task(self._do(chore)) for chore in self._chores)
        for task in self.chores:
            task.add_done_callback(_log_failure)

    async def _do(self, chore: Callable[[Services], Awaitable[object]]) -> None:
        await self.wait_until_ready()
        await chore(self.services)

    async def close(self) -> None:
        """Leave Discord; chores that are under way are left undone."""
        for task in self.chores:
            task.cancel()
        await asyncio.gather(*self.chores, return_exceptions=True)
        await super().close()

    async def on_message(self, message: discord.Message) -> None:
        """Overrides discord.py's own, which would look for commands behind a mention; `cogs/ask.py` hears messages."""

    async def on_ready(self) -> None:
        """Say in the log that members can use the bot now."""
        log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def run_until_closed(self, token: str) -> None:
        """Log in and stay until `close`.

        Raises:
            SettingsError: Discord refuses the token.
        """
        try:
            await self.start(token)
        except discord.LoginFailure as error:
            raise SettingsError(
                "Discord refused DISCORD_TOKEN. Copy the token again from the Bot page of your application in "
                "Discord's developer portal into .env, without quotes or spaces."
            ) from error
        except discord.PrivilegedIntentsRequired as error:
            raise SettingsError(
                "SERVER_MEMBERS_INTENT is on, and Discord refuses it. Switch “Server Members Intent” on, on the Bot "
                "page of your application in Discord's developer portal, or set SERVER_MEMBERS_INTENT=False."
            ) from error
        finally:
            if not self.is_closed():
                await self.close()


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a chore at the start failed", exc_info=error)


Interaction: TypeAlias = discord.Interaction[TuttiClient]
"""A member's use of a command, a button or a form of ours."""


def guild_of(interaction: Interaction) -> int:
    """The server that it came from: our commands are offered in servers only."""
    if interaction.guild_id is None:
        raise RuntimeError("an interaction without a server")
    return interaction.guild_id

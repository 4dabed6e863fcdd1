"""Where errors become words: the one place that catches everything.

Precedence: an error that discord.py put into one of its own is taken out first. A `UserError` is shown as it is, to
that member alone. A missing permission is named. Everything else is an incident: the member gets a short code, the log
gets the code and the trace, and neither gets a listen or a key.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets

import discord
from discord import app_commands

from bot.client import Interaction, TuttiClient
from bot.errors import NotAllowed, UserError
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook, phrasebook
from cogs.render.cards import inert, notice
from cogs.render.refused import error_words

log = logging.getLogger(__name__)

_OURS = re.compile(r"(`/[a-z][\w :]*`|<#\d{15,20}>)")
"""Commands and channels, as Discord shows them."""
_STALE_AFTER_S = 1.5
# Ours all acknowledge at once; Discord gives up at 3 s.


async def tell(interaction: Interaction, error: BaseException) -> None:
    """Answer this interaction with what went wrong; the answer is seen by this member alone.

    A card that was being made is replaced, a card that stands is left as it is.
    """
    words = words_for(error, phrasebook(str(interaction.locale)))
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(**notice(words).fresh(), ephemeral=True)
        elif interaction.type is discord.InteractionType.component:
            await interaction.followup.send(**notice(words).fresh(), ephemeral=True)
        else:
            await interaction.edit_original_response(**notice(words).edited())
    except discord.HTTPException as unreachable:
        # The token has expired (15 minutes) or the message is gone: there is no one to tell.
        log.warning("a member could not be told of a failure: %s", unreachable)


def words_for(error: BaseException, book: Phrasebook = ENGLISH) -> str:
    """The sentence that a member sees for this error. Logs it when it is an incident."""
    if isinstance(error, app_commands.CommandInvokeError):
        error = error.original
    if isinstance(error, UserError):
        # Names and typed words stand in it as they are; of its markdown, only these are ours.
        pieces = _OURS.split(error_words(error, book))
        return "".join(piece if _OURS.fullmatch(piece) else inert(piece) for piece in pieces)
    if isinstance(error, app_commands.MissingPermissions):
        needed = " and ".join(
            name.replace("_", " ").replace("guild", "server").title() for name in error.missing_permissions
        )
        return str(NotAllowed(f"members who may {needed}"))
    incident = secrets.token_hex(2).upper()
    log.error("incident %s", incident, exc_info=error)
    return f"Something broke on our side (incident {incident}). Nothing was stored."


async def setup(client: TuttiClient) -> None:
    """Hear the failures of every command, and modals that nobody waits for any more."""

    async def on_command_error(interaction: Interaction, error: app_commands.AppCommandError) -> None:
        await tell(interaction, error)

    async def on_interaction(interaction: Interaction) -> None:
        # A modal does not survive a restart, and its submit is dropped without a word.
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        await asyncio.sleep(_STALE_AFTER_S)
        if not interaction.response.is_done():
            await interaction.response.send_message(
                **notice(
                    "I was restarted while that form was open, so it is gone. Nothing was stored; please open it again."
                ).fresh(),
                ephemeral=True,
            )

    client.tree.error(on_command_error)
    client.add_listener(on_interaction, "on_interaction")

"""Titles tagged by a language model: only where the server allows it, and only a member's who agreed to it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.errors import LanguageError
from bot.language.budget import Account
from bot.moods.tagging import BATCH, tag_form, tag_prompt, without_mood
from bot.services import Services
from bot.usecases.spending import accounts_of
from bot.usecases.tagging import tagging

MOST_CALLS = 6
"""Calls for one press: some three hundred titles, the most played first."""
SERVER_TOKENS = 100_000
"""What one server may spend on tags in a day."""
ANSWER_TOKENS = 3_000
"""Bound on an answer: models that think do so before the first word."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What one press brought.

    Attributes:
        kept: titles that have a tag now and had none before.
        left: of the member's titles that tell no mood, those without a tag.
        failed: the `LanguageError.kind` that ended it early, or "".
        refused: one of the three had said no, or did meanwhile: nothing more was sent.
    """

    kept: int = 0
    left: int = 0
    failed: str = ""
    refused: bool = False


async def allow_tagging(services: Services, guild_id: int, allowed: bool) -> None:
    """A moderator's choice for the whole server. Forbidding it removes every tag."""
    await services.store.moods.allow_tagging(guild_id, allowed, services.clock.now())


async def tag_titles(services: Services, guild_id: int, member_id: int) -> Tagged:
    """Ask a language model about the member's most played titles that tell no mood and have no tag.

    It is sent titles and artists' names, and nothing else about the member. Both consents are looked up before each
    call, and again with the writing of its answer.
    """
    kept, failed = 0, ""
    untagged = await services.store.moods.untagged(guild_id, member_id)
    waiting = list(await services.cpu(without_mood, untagged))
    for _ in range(MOST_CALLS):
        # The most played first, and then by the alphabet: the order must not tell what was played most.
        batch = sorted(waiting[:BATCH], key=lambda each: (each.title, each.artist, each.track_id))
        if not batch:
            break
        if services.language is None or not (await tagging(services, guild_id, member_id)).possible:
            return Tagged(kept, len(waiting), refused=True)
        try:
            tags = await services.language.ask(
                tag_prompt(batch),
                tag_form(batch),
                max_tokens=ANSWER_TOKENS,
                accounts=(Account(f"tags of {guild_id}", SERVER_TOKENS), *accounts_of(services, guild_id, member_id)),
            )
        except LanguageError as error:
            failed = error.kind
            break
        model, now = services.language.endpoint.model, services.clock.now()
        kept += await services.store.moods.store_tags(guild_id, member_id, tags, model, now)
        del waiting[:BATCH]
    return Tagged(kept, len(waiting), failed)

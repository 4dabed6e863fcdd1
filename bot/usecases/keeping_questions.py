"""Questions in words are kept, so that their cards can be asked again after a restart."""

from __future__ import annotations

import secrets
from datetime import timedelta

from bot.errors import NotYourQuestion, UnknownComparison
from bot.model.asked_questions import AskedQuestion
from bot.questions.planner import Planned
from bot.services import Services

KEPT_DAYS = 90
"""After so many days a card's buttons say that its question is forgotten."""


async def keep_question(
    services: Services, guild_id: int, channel_id: int, asker_id: int, sentence: str, planned: Planned
) -> AskedQuestion:
    """Store a question of a member who is known here. One without a plan is kept to be asked back."""
    now = services.clock.now()
    asked = AskedQuestion(
        guild_id, secrets.randbits(40), asker_id, channel_id, sentence, planned.plan, now, False, planned.by,
        planned.other,
    )  # fmt: skip
    await services.store.questions.keep(asked, forget_before=now - timedelta(days=KEPT_DAYS))
    return asked


async def own_question(services: Services, guild_id: int, asker_id: int, question_id: int) -> AskedQuestion:
    """A question that this member asked.

    Raises:
        UnknownComparison: it is forgotten.
        NotYourQuestion: somebody else asked it.
    """
    found = await services.store.questions.question(guild_id, question_id)
    if found is None:
        raise UnknownComparison
    if found.asker_id != asker_id:
        raise NotYourQuestion
    return found

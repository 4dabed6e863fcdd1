"""A member asks in words: the sentence becomes a plan, and is kept so that its card can be asked again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.model.answers import Asked
from bot.model.asked_questions import LONGEST_SENTENCE, AskedQuestion
from bot.model.members import Consent
from bot.model.questions import Plan, Reason
from bot.questions.follow_up import follow_up
from bot.questions.planner import Planned
from bot.questions.refusal_words import EXAMPLES
from bot.services import Services
from bot.usecases.spending import accounts_of

KEPT_DAYS = 90
"""After so many days a card's buttons say that its question is forgotten."""


FOLLOWED_FOR = timedelta(minutes=10)
"""So long a question can be followed by one that says only what is different."""


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """A question that is not computed, and why."""

    reason: Reason


async def ask_question(
    services: Services, guild_id: int, channel_id: int, asker_id: int, asker_name: str, sentence: str
) -> Asked | NotAnswered:
    """Read a question and keep it.

    Returns:
        What `bot.usecases.answering.answer` takes; or why there is nothing to compute.
    """
    sentence = " ".join(sentence.split())[:LONGEST_SENTENCE]
    store, now = services.store, services.clock.now()
    compared = await store.members.consenting(guild_id, Consent.COMPARE)
    asker = await store.members.member(guild_id, asker_id)
    zone = asker.time_zone if asker else await store.members.guild_time_zone(guild_id)
    names = [member.display_name for member in compared]
    today = now.astimezone(ZoneInfo(zone)).date()
    paying = accounts_of(services, guild_id, asker_id)
    changed = await _follow_up(services, guild_id, channel_id, asker_id, sentence, today, names)
    if changed is not None:
        planned = Planned(changed)
    else:
        planned = await services.planner.plan(sentence, today, names, run=services.cpu, accounts=paying)
    plan = planned.plan
    if plan.op == "none":
        return NotAnswered(plan.reason or "ambiguous")
    await store.members.see(guild_id, asker_id, asker_name)
    asked = AskedQuestion(
        guild_id, secrets.randbits(40), asker_id, channel_id, sentence, plan, now, False, planned.by, planned.other
    )
    await store.questions.keep(asked, forget_before=now - timedelta(days=KEPT_DAYS))
    return Asked("ask", name_id=asked.question_id)


async def _follow_up(
    services: Services,
    guild_id: int,
    channel_id: int,
    asker_id: int,
    sentence: str,
    today: date,
    members: Sequence[str],
) -> Plan | None:
    """What "and last summer?" makes of the asker's last question in this channel; None for a question of its own."""
    since = services.clock.now() - FOLLOWED_FOR
    previous = await services.store.questions.latest(guild_id, asker_id, channel_id, since)
    return None if previous is None else await services.cpu(follow_up, previous.plan, sentence, today, members)


async def suggest_questions(
    services: Services, guild_id: int, member_id: int, typed: str, examples: Sequence[str] = EXAMPLES
) -> list[str]:
    """The member's own latest questions, those that others posted here, and examples; those that hold what is typed."""
    recent = [each.sentence for each in await services.store.questions.recent(guild_id, member_id)]
    wanted = typed.casefold().strip()
    found = dict.fromkeys(each for each in (*recent, *examples) if wanted in each.casefold() and len(each) <= 100)
    return list(found)[:25]


async def mark_posted(services: Services, guild_id: int, asked: Asked) -> None:
    """Remember that the answer of a question was shown to a channel: from now on it is suggested to others."""
    if asked.what == "ask" and asked.name_id is not None:
        await services.store.questions.mark_posted(guild_id, asked.name_id)

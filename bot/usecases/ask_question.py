"""A member asks in words: the sentence becomes a plan, and is kept so that its card can be asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.model.answers import Asked
from bot.model.asked_questions import LONGEST_SENTENCE
from bot.model.questions import Plan, Reason
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook
from bot.questions.follow_up import follow_up
from bot.questions.planner import Planned
from bot.questions.refusal_words import EXAMPLES
from bot.services import Services
from bot.usecases.ask_back import AskedBack, ask_back
from bot.usecases.keeping_questions import keep_question
from bot.usecases.present import Present, members_present
from bot.usecases.spending import accounts_of

FOLLOWED_FOR = timedelta(minutes=10)
"""So long a question can be followed by one that says only what is different."""


_ASKED_BACK: tuple[Reason, ...] = ("ambiguous", "private")
"""Refusals that may have readings: a name may be near to a member's."""


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """A question that is not computed, and why."""

    reason: Reason


async def ask_question(
    services: Services,
    guild_id: int,
    channel_id: int,
    asker_id: int,
    asker_name: str,
    sentence: str,
    present: Present | None = None,
    book: Phrasebook = ENGLISH,
) -> Asked | AskedBack | NotAnswered:
    """Read a question and keep it.

    Args:
        present: the members of this question, where they were looked up already.
        book: in whose language it is asked back.

    Returns:
        What `bot.usecases.answering.answer` takes; or what the question may mean; or why there is nothing to compute.
    """
    sentence = " ".join(sentence.split())[:LONGEST_SENTENCE]
    present = present or await members_present(services, guild_id, asker_id)
    changed = await _follow_up(services, guild_id, channel_id, asker_id, sentence, present)
    if changed is not None:
        planned = Planned(changed)
    else:
        paying = accounts_of(services, guild_id, asker_id)
        planned = await services.planner.plan(sentence, present.today, present.names, run=services.cpu, accounts=paying)
    reason = planned.plan.reason
    if reason not in (None, *_ASKED_BACK):
        return NotAnswered(reason or "ambiguous")
    await services.store.members.see(guild_id, asker_id, asker_name)
    if reason is not None:
        asked_back = await ask_back(services, guild_id, channel_id, asker_id, sentence, present, book)
        return asked_back or NotAnswered(reason)
    kept = await keep_question(services, guild_id, channel_id, asker_id, sentence, planned)
    return Asked("ask", name_id=kept.question_id)


async def _follow_up(
    services: Services, guild_id: int, channel_id: int, asker_id: int, sentence: str, present: Present
) -> Plan | None:
    """What "and last summer?" makes of the asker's last question in this channel; None for a question of its own."""
    questions, since = services.store.questions, services.clock.now() - FOLLOWED_FOR
    previous = await questions.latest(guild_id, asker_id, channel_id, since)
    if previous is not None and previous.plan.op == "none":  # one that was asked back: the one before it
        mine = [each for each in await questions.recent(guild_id, asker_id) if each.asker_id == asker_id]
        here = [each for each in mine if each.channel_id == channel_id and each.asked_at >= since]
        previous = next((each for each in here if each.plan.op != "none"), None)
    if previous is None:
        return None
    return await services.cpu(follow_up, previous.plan, sentence, present.today, present.names)


async def suggest_questions(
    services: Services, guild_id: int, member_id: int, typed: str, examples: Sequence[str] = EXAMPLES
) -> list[str]:
    """The member's own latest questions, those that others posted here, and examples; those that hold what is typed."""
    kept = await services.store.questions.recent(guild_id, member_id)
    recent = [each.sentence for each in kept if each.plan.op != "none"]
    wanted = typed.casefold().strip()
    found = dict.fromkeys(each for each in (*recent, *examples) if wanted in each.casefold() and len(each) <= 100)
    return list(found)[:25]


async def mark_posted(services: Services, guild_id: int, asked: Asked) -> None:
    """Remember that the answer of a question was shown to a channel: from now on it is suggested to others."""
    if asked.what == "ask" and asked.name_id is not None:
        await services.store.questions.mark_posted(guild_id, asked.name_id)

"""Questions asked in words, guild by guild."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update

from bot.model.asked_questions import AskedQuestion
from bot.model.questions import Plan
from storage.database import Database
from storage.question_tables import question


class QuestionStore:
    """What members asked, for as long as their cards are used. It goes with the member's erasure."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, asked: AskedQuestion, *, forget_before: datetime) -> None:
        """Remember a question; the guild's older ones that were asked before a moment are forgotten.

        Raises:
            sqlalchemy.exc.IntegrityError: the asker is not known here.
        """
        row = question.insert().values(
            guild_id=asked.guild_id,
            question_id=asked.question_id,
            member_id=asked.asker_id,
            channel_id=asked.channel_id,
            sentence=asked.sentence,
            plan=_as_json(asked.plan),
            posted=asked.posted,
            asked_at=asked.asked_at,
            planned_by=asked.planned_by,
            other=_as_json(asked.other) if asked.other else None,
        )
        async with self._database.writing(asked.guild_id) as connection:
            for posted in (False, True):
                old = (question.c.guild_id == asked.guild_id) & (question.c.posted == posted)
                await connection.execute(delete(question).where(old, question.c.asked_at < forget_before))
            await connection.execute(row)

    async def question(self, guild_id: int, question_id: int) -> AskedQuestion | None:
        """The question; None where it was forgotten."""
        found = await self._questions(guild_id, question.c.question_id == question_id, 1)
        return found[0] if found else None

    async def latest(self, guild_id: int, member_id: int, channel_id: int, since: datetime) -> AskedQuestion | None:
        """The last question that this member asked in this channel, if it was asked since then."""
        mine = (question.c.member_id == member_id) & (question.c.channel_id == channel_id)
        found = await self._questions(guild_id, mine & (question.c.asked_at >= since), 1)
        return found[0] if found else None

    async def recent(self, guild_id: int, member_id: int, limit: int = 10) -> tuple[AskedQuestion, ...]:
        """The member's own latest questions and those that others posted, the latest first."""
        own = await self._questions(guild_id, question.c.member_id == member_id, limit)
        posted = await self._questions(guild_id, question.c.posted, limit)
        by_id = {each.question_id: each for each in (*own, *posted)}
        return tuple(sorted(by_id.values(), key=lambda each: each.asked_at, reverse=True)[:limit])

    async def mark_posted(self, guild_id: int, question_id: int) -> None:
        """Remember that its asker showed the answer to a channel."""
        async with self._database.writing(guild_id) as connection:
            mine = (question.c.guild_id == guild_id) & (question.c.question_id == question_id)
            await connection.execute(update(question).where(mine).values(posted=True))

    async def _questions(self, guild_id: int, which: ColumnElement[bool], limit: int) -> list[AskedQuestion]:
        query = (
            select(question)
            .where(question.c.guild_id == guild_id, which)
            .order_by(question.c.asked_at.desc(), question.c.question_id)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return [_as_question(row) for row in (await connection.execute(query)).all()]


def _as_json(plan: Plan) -> str:
    return json.dumps(plan.compact(), ensure_ascii=False)


def _as_question(row: Row[Any]) -> AskedQuestion:
    return AskedQuestion(
        row.guild_id,
        row.question_id,
        row.member_id,
        row.channel_id,
        row.sentence,
        Plan.model_validate(json.loads(row.plan)),
        row.asked_at,
        row.posted,
        row.planned_by,
        Plan.model_validate(json.loads(row.other)) if row.other else None,
    )

"""When servers' recaps are posted by themselves, so that each due moment is posted once, through restarts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, select, update

from bot.model.schedules import Every, Outcome, RecapSchedule, Times
from storage import dialect
from storage.database import Database, fetched
from storage.ids import ensure_guild
from storage.schedule_tables import recap_schedule


class ScheduleStore:
    """One schedule a guild at most.

    A post goes `begin` -> the message is sent -> `settle`. Whoever begins moves the schedule on in the same
    transaction, so that a due moment is begun once however many try; one that was begun and not settled, because the
    bot stopped in between, is found again by `begun` alone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def schedule_of(self, guild_id: int) -> RecapSchedule | None:
        """The guild's schedule; None where it has none."""
        query = select(recap_schedule).where(recap_schedule.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _as_schedule(row)

    async def set_schedule(self, guild_id: int, channel_id: int, times: Times, due_at: datetime) -> None:
        """Post there at these times, first at `due_at`. A post that is under way is settled all the same."""
        chosen = {
            "channel_id": channel_id,
            "every": times.every,
            "day": times.day,
            "hour": times.hour,
            "due_at": due_at,
        }
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            row = dialect.insert(connection, recap_schedule).values(guild_id=guild_id, **chosen)
            await connection.execute(row.on_conflict_do_update(index_elements=["guild_id"], set_=chosen))

    async def remove_schedule(self, guild_id: int) -> None:
        """Post no more."""
        async with self._database.writing(guild_id) as connection:
            await connection.execute(delete(recap_schedule).where(recap_schedule.c.guild_id == guild_id))

    async def due(self, at: datetime) -> tuple[RecapSchedule, ...]:
        """Schedules of all guilds whose moment has come, the longest due first."""
        return await self._schedules(recap_schedule.c.due_at <= at)

    async def begun(self) -> tuple[RecapSchedule, ...]:
        """Schedules of all guilds with a post that was begun and not settled."""
        return await self._schedules(recap_schedule.c.posting.is_not(None))

    async def next_due(self) -> datetime | None:
        """The earliest due moment of all guilds; None where there is no schedule."""
        query = select(recap_schedule.c.due_at).order_by(recap_schedule.c.due_at).limit(1)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).scalar()

    async def begin(
        self, guild_id: int, due_at: datetime, posting: datetime, next_due_at: datetime, at: datetime
    ) -> bool:
        """Begin the post that is due, and make the next one due. On the disk when this returns.

        Args:
            guild_id: where.
            due_at: what is due, as it was read.
            posting: the due moment that is posted for: this one, or a later one that has come too in the meantime.
            next_due_at: the first one that has not come yet.
            at: now.

        Returns:
            Whether it is this caller's to post. False where somebody else has begun it, an earlier one is not settled,
            or the schedule was changed or removed.
        """
        beginning = (
            update(recap_schedule)
            .where(
                recap_schedule.c.guild_id == guild_id,
                recap_schedule.c.due_at == due_at,
                recap_schedule.c.posting.is_(None),
            )
            .values(due_at=next_due_at, posting=posting, begun_at=at)
        )
        async with self._database.writing(guild_id) as connection:
            return bool((await connection.execute(beginning)).rowcount)

    async def settle(self, guild_id: int, posting: datetime, outcome: Outcome, at: datetime) -> None:
        """Remember what came of a post that was begun. Does nothing where it is settled or its schedule is gone."""
        settling = (
            update(recap_schedule)
            .where(recap_schedule.c.guild_id == guild_id, recap_schedule.c.posting == posting)
            .values(posting=None, begun_at=None, last_at=at, outcome=outcome)
        )
        async with self._database.writing(guild_id) as connection:
            await connection.execute(settling)

    async def _schedules(self, condition: ColumnElement[bool]) -> tuple[RecapSchedule, ...]:
        query = select(recap_schedule).where(condition).order_by(recap_schedule.c.due_at, recap_schedule.c.guild_id)
        async with self._database.reading() as connection:
            return tuple([_as_schedule(row) async for chunk in fetched(connection, query) for row in chunk])


def _as_schedule(row: Row[Any]) -> RecapSchedule:
    return RecapSchedule(
        row.guild_id,
        row.channel_id,
        Times(Every(row.every), row.day, row.hour),
        row.due_at,
        row.posting,
        row.begun_at,
        row.last_at,
        None if row.outcome is None else Outcome(row.outcome),
    )

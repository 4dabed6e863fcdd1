"""Guessing rounds, their guesses and the scores, guild by guild."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import GuessedAlready, RoundOver, RoundUnderWay
from bot.model.guesses import FASTEST, RIGHT, Candidate, Guess, Riddle, Round, Score
from storage import dialect
from storage.columns import same_member
from storage.database import Database
from storage.guess_tables import guess, guess_candidate, guess_round, guess_score
from storage.tables import member


class GuessStore:
    """The guessing game. A round is written once, resolved once, and then forgotten; only scores stay."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_round(
        self,
        guild_id: int,
        round_id: int,
        channel_id: int,
        riddle: Riddle,
        clue: str,
        answer_id: int,
        candidates: Sequence[int],
        opened_at: datetime,
        closes_at: datetime,
    ) -> Round:
        """Open a round.

        Args:
            guild_id: where.
            round_id: a random number below 2^53.
            channel_id: where its card will stand.
            riddle: what it asks.
            clue: JSON for the card.
            answer_id: whom it is about.
            candidates: member ids by seat, the answer among them; all known here.
            opened_at: now.
            closes_at: later.

        Raises:
            RoundUnderWay: this channel has one.
        """
        row = guess_round.insert().values(
            guild_id=guild_id, round_id=round_id, member_id=answer_id, channel_id=channel_id, message_id=0,
            riddle=riddle, clue=clue, opened_at=opened_at, closes_at=closes_at,
        )  # fmt: skip
        seats = [
            {"guild_id": guild_id, "round_id": round_id, "seat": seat, "member_id": member_id}
            for seat, member_id in enumerate(candidates)
        ]
        async with self._database.writing(guild_id) as connection:
            try:
                await connection.execute(row)
            except IntegrityError as error:
                raise RoundUnderWay from error
            await connection.execute(guess_candidate.insert(), seats)
            return await _round(connection, guild_id, round_id)

    async def set_message(self, guild_id: int, round_id: int, message_id: int) -> None:
        """Remember where the round's card stands."""
        async with self._database.writing(guild_id) as connection:
            await connection.execute(
                update(guess_round).where(_of(guess_round, guild_id, round_id)).values(message_id=message_id)
            )

    async def round(self, guild_id: int, round_id: int) -> Round:
        """The round.

        Raises:
            RoundOver: it is resolved, or was called off.
        """
        async with self._database.reading() as connection:
            return await _round(connection, guild_id, round_id)

    async def place_guess(self, guild_id: int, round_id: int, member_id: int, seat: int, at: datetime) -> None:
        """Store a member's guess, in one transaction. It cannot be changed.

        Raises:
            RoundOver: its time is up, or it was called off.
            GuessedAlready: this member has guessed.
        """
        async with self._database.writing(guild_id) as connection:
            found = await _round(connection, guild_id, round_id)
            if found.closes_at <= at or seat not in {candidate.seat for candidate in found.candidates}:
                raise RoundOver
            key = {"guild_id": guild_id, "round_id": round_id, "member_id": member_id}
            row = dialect.insert(connection, guess).values(**key, seat=seat, place=found.guesses + 1)
            if not (await connection.execute(row.on_conflict_do_nothing())).rowcount:
                raise GuessedAlready

    async def resolve(self, guild_id: int, round_id: int, at: datetime) -> tuple[Guess, ...]:
        """Close a round and give its points, once however often it is called; the guesses in the order they came.

        Raises:
            RoundOver: it was called off, or is forgotten.
        """
        async with self._database.writing(guild_id) as connection:
            found = await _round(connection, guild_id, round_id)
            guesses = _pointed(found, (await connection.execute(_guesses(guild_id, round_id))).all())
            closing = update(guess_round).where(_of(guess_round, guild_id, round_id), guess_round.c.closed_at.is_(None))
            if (await connection.execute(closing.values(closed_at=at))).rowcount:
                for each in guesses:
                    await _score(connection, guild_id, each)
        return guesses

    async def forget(self, guild_id: int, round_id: int) -> None:
        """Remove a round whose end its channel has seen."""
        async with self._database.writing(guild_id) as connection:
            await connection.execute(delete(guess_round).where(_of(guess_round, guild_id, round_id)))

    async def rounds(self) -> tuple[Round, ...]:
        """Every round of every guild that its channel has not seen the end of, the next deadline first."""
        query = select(guess_round.c.guild_id, guess_round.c.round_id).order_by(guess_round.c.closes_at)
        async with self._database.reading() as connection:
            keys = (await connection.execute(query)).all()
            return tuple([await _round(connection, *key) for key in keys])

    async def scores(self, guild_id: int, limit: int = 20) -> tuple[Score, ...]:
        """Most points first; ties by who needed fewer rounds, then by member id."""
        query = (
            select(guess_score, member.c.display_name)
            .join(member, same_member(guess_score, member))
            .where(guess_score.c.guild_id == guild_id)
            .order_by(guess_score.c.points.desc(), guess_score.c.rounds, guess_score.c.member_id)
            .limit(limit)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Score(row.member_id, row.display_name, row.points, row.correct, row.rounds) for row in rows)


async def _round(connection: AsyncConnection, guild_id: int, round_id: int) -> Round:
    row = (await connection.execute(select(guess_round).where(_of(guess_round, guild_id, round_id)))).one_or_none()
    if row is None:
        raise RoundOver
    seats = (
        select(guess_candidate.c.seat, guess_candidate.c.member_id, member.c.display_name)
        .join(member, same_member(guess_candidate, member))
        .where(_of(guess_candidate, guild_id, round_id))
        .order_by(guess_candidate.c.seat)
    )
    count = select(func.count()).select_from(guess).where(_of(guess, guild_id, round_id))
    candidates = tuple(Candidate(*seat) for seat in (await connection.execute(seats)).all())
    return Round(
        guild_id,
        round_id,
        row.channel_id,
        row.message_id or None,
        Riddle(row.riddle),
        row.clue,
        row.member_id,
        candidates,
        row.opened_at,
        row.closes_at,
        int((await connection.execute(count)).scalar_one()),
    )


def _guesses(guild_id: int, round_id: int) -> Any:  # noqa: ANN401 - SQLAlchemy's own type of a select of three columns
    return (
        select(guess.c.member_id, member.c.display_name, guess.c.seat)
        .join(member, same_member(guess, member))
        .where(_of(guess, guild_id, round_id))
        .order_by(guess.c.place)
    )


def _pointed(found: Round, rows: Sequence[Row[Any]]) -> tuple[Guess, ...]:
    answer = next((candidate.seat for candidate in found.candidates if candidate.member_id == found.answer_id), None)
    fastest = next((row.member_id for row in rows if row.seat == answer), None)
    return tuple(
        Guess(
            row.member_id,
            row.display_name,
            row.seat,
            (RIGHT + FASTEST * (row.member_id == fastest)) if row.seat == answer else 0,
        )
        for row in rows
    )


async def _score(connection: AsyncConnection, guild_id: int, each: Guess) -> None:
    right = int(each.points > 0)
    row = dialect.insert(connection, guess_score).values(
        guild_id=guild_id, member_id=each.member_id, points=each.points, correct=right, rounds=1
    )
    sums = {name: guess_score.c[name] + row.excluded[name] for name in ("points", "correct", "rounds")}
    await connection.execute(row.on_conflict_do_update(index_elements=["guild_id", "member_id"], set_=sums))


def _of(table: Table, guild_id: int, round_id: int) -> ColumnElement[bool]:
    return (table.c.guild_id == guild_id) & (table.c.round_id == round_id)

"""Members side by side, from the rollups: who plays a name, who played it first, who leads, and what one alone plays.

Among members who agreed to be compared, and nobody else. No history is opened, and nothing is read of names that are
not asked for, so that this holds in a community of many thousands.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import (
    ColumnElement,
    Executable,
    FromClause,
    Join,
    Select,
    Table,
    case,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.members import Consent
from bot.model.standings import FirstPlay, FirstPlays, Listener, Noun, OwnTotals, Place, WhoKnows
from bot.model.stored import Int64Array
from storage.columns import from_ms, of_member, same_member, to_ms
from storage.database import Database, fetched
from storage.tables import consent, guild_artist, history, member, member_album, member_artist, member_track

_PLAYED = {Noun.ARTIST: member_artist, Noun.TRACK: member_track, Noun.ALBUM: member_album}


class StandingStore:
    """Where members stand with the names of their guild."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def whoknows(self, guild_id: int, noun: Noun, name_id: int, limit: int = 10) -> WhoKnows:
        """Who spends the most time on an artist, a track or an album."""
        played = _PLAYED[noun]
        columns = played.c
        query = (
            select(
                columns.member_id, member.c.display_name, member.c.time_zone, columns.ms, columns.plays,
                columns.first_at, columns.last_at, history.c.music_ms, history.c.listens,
                history.c.first_at.label("covers_from"), history.c.last_at.label("covers_to"),
            )
            .select_from(_compared(played))
            .join(member, same_member(played, member))
            .join(history, same_member(played, history))
            .where(_plays_of(noun, guild_id, name_id), _AGREED)
            .order_by(columns.ms.desc(), columns.plays.desc(), columns.member_id)
            .limit(limit)
        )  # fmt: skip
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
            total = await _listeners(connection, noun, guild_id, name_id) if rows else 0
        found = [
            Listener(
                row.member_id, row.display_name, row.time_zone, row.ms, row.plays, from_ms(row.first_at),
                from_ms(row.last_at), row.music_ms, row.listens, row.covers_from, row.covers_to,
            )
            for row in rows
        ]  # fmt: skip
        return WhoKnows(tuple(found), total)

    async def place(self, guild_id: int, noun: Noun, name_id: int, member_id: int) -> Place | None:
        """Where this member stands in `whoknows`, or would if they agreed; None where they never played it.

        For that member alone. By time; by plays where no comparable member's time is known.
        """
        played = _PLAYED[noun]
        columns = played.c
        own = select(columns.ms, columns.plays, columns.first_at).where(
            _plays_of(noun, guild_id, name_id), columns.member_id == member_id
        )
        agreed = select(consent.c.given).where(
            of_member(consent, guild_id, member_id), consent.c.kind == Consent.COMPARE
        )
        async with self._database.reading() as connection:
            mine = (await connection.execute(own)).one_or_none()
            if mine is None:
                return None
            ahead = columns.ms > mine.ms
            if not mine.ms and not (await connection.execute(_ahead(noun, guild_id, name_id, ahead).limit(1))).first():
                ahead = columns.plays > mine.plays
            counted = select(func.count()).select_from(_ahead(noun, guild_id, name_id, ahead).subquery())
            rank = 1 + (await connection.execute(counted)).scalar_one()
            compared = bool((await connection.execute(agreed)).scalar())
        return Place(rank, compared, mine.ms, mine.plays, from_ms(mine.first_at))

    async def first_plays(self, guild_id: int, noun: Noun, name_id: int, limit: int = 10) -> FirstPlays:
        """Who listened first to an artist, a track or an album."""
        played = _PLAYED[noun]
        columns = played.c
        oldest = (
            select(columns.guild_id, columns.member_id, columns.first_at, columns.plays)
            .select_from(_compared(played))
            .where(_plays_of(noun, guild_id, name_id), _AGREED)
            .order_by(columns.first_at, columns.member_id)
            .limit(limit)
            .subquery()
        )
        query = (
            select(oldest, member.c.display_name, member.c.time_zone, history.c.first_at.label("covers_from"))
            .join(member, same_member(oldest, member))
            .join(history, same_member(oldest, history))
            .order_by(oldest.c.first_at, oldest.c.member_id)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
            total = await _listeners(connection, noun, guild_id, name_id) if rows else 0
        found = [
            FirstPlay(row.member_id, row.display_name, row.time_zone, from_ms(row.first_at), row.covers_from, row.plays)
            for row in rows
        ]
        return FirstPlays(tuple(found), total)

    async def leading_claims(self, guild_id: int, least_plays: int, least_ms: int) -> Int64Array:
        """Of each artist the largest claim to it and the second, with all that equal either, by time.

        A claim is a member's listening of at least `least_plays` or `least_ms`. Where no claim to an artist has a known
        time, the largest are those by plays. What is left out cannot lead or come second.

        Returns:
            Columns artist_id, member_id, plays, ms; ascending by the first.
        """
        claims = member_artist.c
        enough = (claims.plays >= least_plays) | (claims.ms >= least_ms)
        worth = (guild_artist.c.plays >= least_plays) | (guild_artist.c.ms >= least_ms)

        def claim_at(place: int, column: ColumnElement[int], artists: FromClause) -> ColumnElement[int]:
            of_artist = (claims.guild_id == guild_id) & (claims.artist_id == artists.c.artist_id)
            ranked = select(column).select_from(_compared(member_artist)).where(of_artist, enough, _AGREED)
            ranked = ranked.order_by(claims.ms.desc(), claims.plays.desc()).limit(1).offset(place)
            return func.coalesce(ranked.correlate(artists).scalar_subquery(), 0)

        seconds = (
            select(guild_artist.c.artist_id, claim_at(1, claims.ms, guild_artist).label("ms"))
            .where(guild_artist.c.guild_id == guild_id, worth)
            .cte("seconds")
            .prefix_with("MATERIALIZED")
        )
        untimed = (
            select(seconds.c.artist_id, claim_at(1, claims.plays, seconds).label("plays"))
            .where(seconds.c.ms == 0, claim_at(0, claims.ms, seconds) == 0)
            .cte("untimed")
            .prefix_with("MATERIALIZED")
        )
        leading = (
            select(claims.artist_id, claims.member_id, claims.plays, claims.ms)
            .select_from(_compared(member_artist))
            .where(claims.guild_id == guild_id, enough, _AGREED)
        )
        # Two ranges of one index: a single condition would read every listener of an artist whom nobody timed.
        at_least = case((seconds.c.ms > 0, seconds.c.ms), else_=1)
        by_time = leading.where(claims.artist_id == seconds.c.artist_id, claims.ms >= at_least)
        by_plays = leading.where(
            claims.artist_id == untimed.c.artist_id, claims.ms == 0, claims.plays >= untimed.c.plays
        )
        return await self._integers(union_all(by_time, by_plays), 4)

    async def lone_artists(self, guild_id: int, least_plays: int) -> Int64Array:
        """Artists that one member alone played, at least so often.

        Returns:
            Columns member_id, artist_id, plays, ms.
        """
        claims = member_artist.c
        # As a literal: with a parameter SQLite could not know that the partial index holds these rows.
        lone = (guild_artist.c.listeners == literal_column("1")) & (guild_artist.c.plays >= least_plays)
        same = (claims.guild_id == guild_artist.c.guild_id) & (claims.artist_id == guild_artist.c.artist_id)
        query = (
            select(claims.member_id, claims.artist_id, claims.plays, claims.ms)
            .select_from(guild_artist)
            .join(member_artist, same)
            .join(consent, same_member(member_artist, consent))
            .where(guild_artist.c.guild_id == guild_id, lone, claims.plays > 0, _AGREED)
        )
        return await self._integers(query, 4)

    async def own_totals(self, guild_id: int) -> OwnTotals:
        """All listening of each comparable member with a history."""
        query = (
            select(
                history.c.member_id,
                history.c.listens,
                history.c.music_ms,
                history.c.first_at,
                history.c.last_at,
            )
            .join(consent, same_member(history, consent))
            .where(history.c.guild_id == guild_id, _AGREED)
            .order_by(history.c.member_id)
        )
        found = []
        async with self._database.reading() as connection:
            async for chunk in fetched(connection, query):
                found += [
                    (
                        row.member_id, row.listens, row.music_ms, to_ms(row.first_at) if row.first_at else 0,
                        to_ms(row.last_at) if row.last_at else 0,
                    )
                    for row in chunk
                ]  # fmt: skip
        return OwnTotals(*np.array(found, np.int64).reshape(-1, 5).T)

    async def _integers(self, query: Executable, columns: int) -> Int64Array:
        async with self._database.reading() as connection:
            parts = [np.array([tuple(row) for row in chunk], np.int64) async for chunk in fetched(connection, query)]
        return np.concatenate([np.empty((0, columns), np.int64), *parts])


_AGREED = (consent.c.kind == Consent.COMPARE) & consent.c.given


def _compared(played: Table) -> Join:
    return played.join(consent, same_member(played, consent))


def _plays_of(noun: Noun, guild_id: int, name_id: int) -> ColumnElement[bool]:
    columns = _PLAYED[noun].c
    return (columns.guild_id == guild_id) & (columns[f"{noun}_id"] == name_id) & (columns.plays > 0)


def _ahead(noun: Noun, guild_id: int, name_id: int, ahead: ColumnElement[bool]) -> Select[Any]:
    played = _PLAYED[noun]
    return (
        select(played.c.member_id)
        .select_from(_compared(played))
        .where(_plays_of(noun, guild_id, name_id), ahead, _AGREED)
    )


async def _listeners(connection: AsyncConnection, noun: Noun, guild_id: int, name_id: int) -> int:
    """How many comparable members played it. Of an artist that is kept; of a title it is counted."""
    query = (
        select(guild_artist.c.listeners).where(guild_artist.c.guild_id == guild_id, guild_artist.c.artist_id == name_id)
        if noun is Noun.ARTIST
        else select(func.count())
        .select_from(_compared(_PLAYED[noun]))
        .where(_plays_of(noun, guild_id, name_id), _AGREED)
    )
    return (await connection.execute(query)).scalar() or 0

"""Finding a guild's tracks and albums by what a member types.

What is offered and found is what somebody who agreed to be compared has played, and nothing else: a title alone could
give away what another member listens to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, Table, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.members import Consent
from bot.model.spelling import search_key, title_key, title_search_key
from bot.model.standings import Named, Noun
from storage.columns import begins_with, of_member, same_member
from storage.database import Database, fetched
from storage.tables import album, artist, consent, member_album, member_track, track

CANDIDATES = 200
"""Titles that begin as typed and are looked at, by the alphabet: popularity is asked of each."""

NEAR_CANDIDATES = 1_000
_NEAR_PREFIX = 3

_TABLES = {Noun.TRACK: (track, member_track), Noun.ALBUM: (album, member_album)}


class TitleStore:
    """Tracks and albums (`noun`), guild by guild."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def like(self, guild_id: int, noun: Noun, typed: str, member_id: int, limit: int = 25) -> list[Named]:
        """Titles to choose from while typing; case, accents, punctuation and spaces do not matter.

        First those that are spelled as typed, then those that hold it among what this member played, most time first,
        then those that begin with it, then those of an artist of that name. Of a title that more than `CANDIDATES`
        others come before in the alphabet, more must be typed. Nothing typed: what this member played most.
        """
        titles = _Titles.of(noun, guild_id)
        key = title_search_key(typed)
        found: list[Named] = []
        async with self._database.reading() as connection:
            queries = [titles.own(member_id, key)]
            if key:
                by_artist = artist.c.search == search_key(typed)
                queries = [
                    titles.spelled(key),
                    *queries,
                    titles.among(titles.begins(key)),
                    titles.of_artists(by_artist),
                ]
            for query in queries:
                if len(found) < limit:
                    found = list(dict.fromkeys([*found, *await _rows(connection, query.limit(limit))]))
        return found[:limit]

    async def called(self, guild_id: int, noun: Noun, title: str, by: str | None = None) -> list[Named]:
        """Titles of this name in any spelling, the one with the most time of one listener first; at most 25.

        Where titles are spelled alike, accents included, those that differ in accents and spaces are left out.

        Args:
            by: the artist's name in any spelling; None for any artist's.
        """
        titles = _Titles.of(noun, guild_id)
        alike = titles.named.c.search == title_search_key(title)
        if by is not None:
            alike &= artist.c.search == search_key(by)
        async with self._database.reading() as connection:
            rows = (await connection.execute(titles.among(alike).limit(25))).all()
        exact = [row for row in rows if row.key == title_key(title)]
        return [Named(row.name_id, row.name, row.artist) for row in exact or rows]

    async def with_id(self, guild_id: int, noun: Noun, title_id: int) -> Named | None:
        """The title; None if no comparable member has played it."""
        titles = _Titles.of(noun, guild_id)
        async with self._database.reading() as connection:
            found = await _rows(connection, titles.among(titles.id == title_id))
        return found[0] if found else None

    async def near(self, guild_id: int, noun: Noun, title: str, member_id: int) -> list[Named]:
        """Candidates for a fuzzy match: titles that begin alike, and what this member played most.

        At most three times `NEAR_CANDIDATES`.
        """
        titles = _Titles.of(noun, guild_id)
        key = title_search_key(title)
        queries = [
            *(titles.among(titles.begins(key[:count]), NEAR_CANDIDATES) for count in (_NEAR_PREFIX, 1) if key),
            titles.own(member_id, "", NEAR_CANDIDATES),
        ]
        async with self._database.reading() as connection:
            found = [await _rows(connection, query) for query in queries]
        return list(dict.fromkeys(each for rows in found for each in rows))


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of one guild, and who played them."""

    named: Table
    played: Table
    noun: Noun
    guild_id: int

    @classmethod
    def of(cls, noun: Noun, guild_id: int) -> _Titles:
        return cls(*_TABLES[noun], noun, guild_id)

    @property
    def id(self) -> ColumnElement[int]:
        return self.named.c[f"{self.noun}_id"]

    def begins(self, key: str) -> ColumnElement[bool]:
        return begins_with(self.named.c.search, key)

    def spelled(self, key: str) -> Select[Any]:
        return self.among(self.named.c.search == key)

    def among(self, condition: ColumnElement[bool], candidates: int = CANDIDATES) -> Select[Any]:
        """Comparable titles among the first `candidates` in the alphabet for which this holds, most time first."""
        some = (
            self._titles()
            .where(self.named.c.guild_id == self.guild_id, condition)
            .order_by(self.named.c.search, self.id)
            .limit(candidates)
        )
        return self._comparable(some)

    def of_artists(self, condition: ColumnElement[bool]) -> Select[Any]:
        """Comparable titles of the artists for which this holds, most time first."""
        here = (artist.c.guild_id == self.guild_id) & (self.named.c.guild_id == self.guild_id)
        some = self._titles().where(here, condition).order_by(self.id).limit(CANDIDATES)
        return self._comparable(some)

    def own(self, member_id: int, key: str, candidates: int = CANDIDATES) -> Select[Any]:
        """Comparable titles that hold `key` among what a member played, most time first."""
        columns = self.played.c
        same = (columns.guild_id == self.named.c.guild_id) & (columns[f"{self.noun}_id"] == self.id)
        holds = self.named.c.search.contains(key, autoescape=True) if key else true()
        some = (
            self._titles()
            .join(self.played, same)
            .where(of_member(self.played, self.guild_id, member_id), columns.plays > 0, holds)
            .order_by(columns.ms.desc(), columns.plays.desc(), self.id)
            .add_columns(columns.ms.label("own_ms"), columns.plays.label("own_plays"))
            .limit(candidates)
        )
        return self._comparable(some, "own_ms", "own_plays")

    def _titles(self) -> Select[Any]:
        owner = (artist.c.guild_id == self.named.c.guild_id) & (artist.c.artist_id == self.named.c.artist_id)
        return select(
            self.id.label("name_id"), self.named.c.name, self.named.c.key, artist.c.name.label("artist")
        ).select_from(self.named.outerjoin(artist, owner))

    def _comparable(self, some: Select[Any], *most_of: str) -> Select[Any]:
        """Those of some titles that a comparable member played, by these of their columns, then by most time."""
        found = some.subquery("found")
        most = self._most_ms(found.c.name_id)
        return (
            select(found.c.name_id, found.c.name, found.c.artist, found.c.key)
            .where(most.is_not(None))
            .order_by(*(found.c[column].desc() for column in most_of), most.desc(), found.c.name, found.c.name_id)
        )

    def _most_ms(self, title_id: ColumnElement[int]) -> ScalarSelect[Any]:
        """The most time that one comparable member gave a title; NULL where none played it."""
        columns = self.played.c
        return (
            select(columns.ms)
            .join(consent, same_member(self.played, consent))
            .where(columns.guild_id == self.guild_id, columns[f"{self.noun}_id"] == title_id, columns.plays > 0)
            .where(consent.c.kind == Consent.COMPARE, consent.c.given)
            .order_by(columns.ms.desc())
            .limit(1)
            .scalar_subquery()
        )


async def _rows(connection: AsyncConnection, query: Select[Any]) -> list[Named]:
    return [Named(row.name_id, row.name, row.artist) async for chunk in fetched(connection, query) for row in chunk]

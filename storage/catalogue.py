"""A guild's own names: the artists, albums and tracks that its members uploaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from sqlalchemy import ColumnElement, Select, Table, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.spelling import artist_key, search_key, squeezed
from bot.model.stored import Ids, Int64Array, MemberNames, Names
from storage import dialect
from storage.columns import begins_with
from storage.database import CHUNK, Database, chunks, fetched, in_chunks
from storage.ids import Noun, ensure_guild, next_ids
from storage.tables import album, artist, guild_artist, member_album, member_artist, member_track, track

NEAR_CANDIDATES = 2_000


class CatalogueStore:
    """Names and their ids, guild by guild.

    What others are offered (`artists_like`, `artist_named`, `near`) are artists played by members who agreed to be
    compared, and no others: a name alone could give away what somebody else listens to.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def intern(self, guild_id: int, names: Names) -> Ids:
        """Ids for these names: those that the guild has, and new ones for the rest. Again gives the same.

        Call it inside `Store.guild_writes` together with the `replace_history` that uses the ids: a name that no
        member uses is removed by the next upload or erasure in the guild.

        Returns:
            Row by row beside `names`.
        """
        async with self._database.guild_writes(guild_id), self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            artists = await _intern_artists(connection, guild_id, names.artists)
            albums = await _intern_titles(connection, guild_id, "album", names.albums, artists)
            tracks = await _intern_titles(connection, guild_id, "track", names.tracks, artists)
        return Ids(artists, albums, tracks)

    async def artists_like(self, guild_id: int, typed: str, limit: int = 25) -> list[tuple[int, str]]:
        """Artists to choose from while typing: (id, name).

        First those that begin with what was typed, then those that hold it, each by the time that all comparable
        members gave them. Case, accents, punctuation and spaces do not matter. Nothing typed: the most played.
        """
        key = search_key(typed)
        async with self._database.reading() as connection:
            found = await _named_rows(connection, _comparable(guild_id, _begins(key)).limit(limit))
            if key and len(found) < limit:
                holds = artist.c.search.contains(key, autoescape=True) & ~_begins(key)
                found += await _named_rows(connection, _comparable(guild_id, holds).limit(limit - len(found)))
        return found

    async def artist_named(self, guild_id: int, name: str) -> tuple[int, str] | None:
        """The artist of this name in any spelling: (id, name as shown here); None if no comparable member has it.

        Where no name is spelled alike, one that differs in accents and spaces alone is taken, if it is the only one.
        """
        async with self._database.reading() as connection:
            exact = await _named_rows(connection, _comparable(guild_id, artist.c.key == artist_key(name)).limit(1))
            if exact:
                return exact[0]
            alike = await _named_rows(connection, _comparable(guild_id, artist.c.search == search_key(name)).limit(2))
        return alike[0] if len(alike) == 1 else None

    async def artist_name(self, guild_id: int, artist_id: int) -> str | None:
        """The name of an artist as shown here; None if no comparable member has it."""
        async with self._database.reading() as connection:
            found = await _named_rows(connection, _comparable(guild_id, artist.c.artist_id == artist_id))
        return found[0][1] if found else None

    async def artist_names(self, guild_id: int, ids: Iterable[int]) -> dict[int, str]:
        """The names of these artists as shown here; without those that the guild does not have."""
        return {row[0]: row[1] for row in await self._rows_of(guild_id, artist, ids, "artist_id", "name")}

    async def album_names(self, guild_id: int, ids: Iterable[int]) -> dict[int, tuple[str, int | None]]:
        """The titles of these albums and who they are by; see `artist_names`."""
        rows = await self._rows_of(guild_id, album, ids, "album_id", "name", "artist_id")
        return {row[0]: (row[1], row[2]) for row in rows}

    async def track_names(self, guild_id: int, ids: Iterable[int]) -> dict[int, tuple[str, int | None]]:
        """The titles of these tracks and who they are by; see `artist_names`."""
        rows = await self._rows_of(guild_id, track, ids, "track_id", "name", "artist_id")
        return {row[0]: (row[1], row[2]) for row in rows}

    async def _rows_of(self, guild_id: int, table: Table, ids: Iterable[int], *columns: str) -> list[Any]:
        """These columns of the rows whose first column is one of the ids."""
        found: list[Any] = []
        asked = sorted({int(number) for number in ids})  # numpy's own integers are no parameters
        async with self._database.reading() as connection:
            for some in chunks(asked):
                query = select(*(table.c[name] for name in columns)).where(
                    table.c.guild_id == guild_id, table.c[columns[0]].in_(some)
                )
                found += (await connection.execute(query)).all()
        return found

    async def near(self, guild_id: int, name: str) -> list[tuple[int, str]]:
        """Candidates for a fuzzy match: (id, name), at most `NEAR_CANDIDATES`.

        Half of them begin with the same letter, half are whatever is played most: a typo in the first letter is rarer
        than any other, and people mostly ask for what many know.
        """
        half = NEAR_CANDIDATES // 2
        async with self._database.reading() as connection:
            alike = await _named_rows(connection, _comparable(guild_id, _begins(search_key(name)[:1])).limit(half))
            top = await _named_rows(connection, _comparable(guild_id, true()).limit(half))
        return list(dict.fromkeys([*alike, *top]))

    async def names(self, guild_id: int, member_id: int) -> MemberNames:
        """The names behind every id in the member's stored listens and playlists; empty tables where there are none."""
        async with self._database.reading() as connection:
            return MemberNames(
                artists=await _names_used(connection, guild_id, member_id, "artist", artist, member_artist),
                albums=await _names_used(connection, guild_id, member_id, "album", album, member_album),
                tracks=await _names_used(connection, guild_id, member_id, "track", track, member_track),
            )


def _begins(key: str) -> ColumnElement[bool]:
    return begins_with(artist.c.search, key)


def _comparable(guild_id: int, condition: ColumnElement[bool]) -> Select[Any]:
    """Artists of members who agreed to be compared, most time first."""
    joined = guild_artist.join(
        artist, (artist.c.guild_id == guild_artist.c.guild_id) & (artist.c.artist_id == guild_artist.c.artist_id)
    )
    return (
        select(artist.c.artist_id, artist.c.name)
        .select_from(joined)
        .where(guild_artist.c.guild_id == guild_id, condition)
        .order_by(guild_artist.c.ms.desc(), guild_artist.c.artist_id)
    )


async def _named_rows(connection: AsyncConnection, query: Select[Any]) -> list[tuple[int, str]]:
    return [(row.artist_id, row.name) async for chunk in fetched(connection, query) for row in chunk]


async def _intern_artists(connection: AsyncConnection, guild_id: int, names: pa.Table) -> Int64Array:
    ids = []
    for keys, spelled in _slices(names, "key", "name"):
        query = select(artist.c.key, artist.c.artist_id).where(artist.c.guild_id == guild_id, artist.c.key.in_(keys))
        known = {row[0]: row[1] for row in await connection.execute(query)}
        new = {key: name for key, name in zip(keys, spelled, strict=True) if key not in known}
        given = await next_ids(connection, guild_id, "artist", len(new))
        rows = [
            {"guild_id": guild_id, "artist_id": artist_id, "key": key, "search": search_key(name), "name": name}
            for artist_id, (key, name) in zip(given, new.items(), strict=True)
        ]
        await in_chunks(connection, artist.insert(), rows)
        known |= zip(new, given, strict=True)
        ids += [known[key] for key in keys]
    return np.array(ids, np.int64)


async def _intern_titles(
    connection: AsyncConnection, guild_id: int, noun: Noun, names: pa.Table, artists: Int64Array
) -> Int64Array:
    table, id_name = (album, "album_id") if noun == "album" else (track, "track_id")
    ids = []
    for owner_rows, keys, spelled in _slices(names, "artist", "key", "name"):
        owners = [None if row is None else int(artists[row]) for row in owner_rows]
        pairs = list(zip(owners, keys, strict=True))
        known = await _known_titles(connection, guild_id, table, table.c[id_name], pairs)
        new = {pair: name for pair, name in zip(pairs, spelled, strict=True) if pair not in known}
        given = await next_ids(connection, guild_id, noun, len(new))
        rows = [
            {
                "guild_id": guild_id, id_name: title_id, "artist_id": owner, "key": key, "search": squeezed(key),
                "name": name,
            }
            for title_id, ((owner, key), name) in zip(given, new.items(), strict=True)
        ]  # fmt: skip
        await in_chunks(connection, table.insert(), rows)
        known |= zip(new, given, strict=True)
        ids += [known[pair] for pair in pairs]
    return np.array(ids, np.int64)


async def _known_titles(
    connection: AsyncConnection,
    guild_id: int,
    table: Table,
    id_column: ColumnElement[int],
    pairs: Sequence[tuple[int | None, str]],
) -> dict[tuple[int | None, str], int]:
    owner, key = table.c.artist_id, table.c.key
    found = select(owner, key, id_column).where(table.c.guild_id == guild_id)
    queries = []
    if owned := [(artist_id, words) for artist_id, words in pairs if artist_id is not None]:
        wanted = dialect.pairs_table(connection, owned)
        queries.append(found.join(wanted, (owner == wanted.c.number) & (key == wanted.c.text)))
    if nobodys := [words for artist_id, words in pairs if artist_id is None]:
        queries.append(found.where(owner.is_(None), key.in_(nobodys)))
    return {(row[0], row[1]): row[2] for query in queries for row in await connection.execute(query)}


def _slices(table: pa.Table, *columns: str) -> Iterator[list[list[Any]]]:
    """The columns as Python lists, a few rows at a time."""
    for start in range(0, len(table), CHUNK):
        part = table.slice(start, CHUNK)
        yield [part[column].to_pylist() for column in columns]


async def _names_used(
    connection: AsyncConnection, guild_id: int, member_id: int, noun: str, named: Table, used: Table
) -> pa.Table:
    same = (named.c.guild_id == used.c.guild_id) & (named.c[f"{noun}_id"] == used.c[f"{noun}_id"])
    columns = [named.c[f"{noun}_id"], *([named.c.artist_id] if noun != "artist" else []), named.c.name]
    query = (
        select(*columns)
        .select_from(used.join(named, same))
        .where(used.c.guild_id == guild_id, used.c.member_id == member_id)
        .order_by(used.c[f"{noun}_id"])
    )
    schema = pa.schema([(column.name, pa.string() if column.name == "name" else pa.int64()) for column in columns])
    batches = [
        pa.record_batch(list(map(pa.array, zip(*chunk, strict=True), schema.types)), schema=schema)
        async for chunk in fetched(connection, query)
    ]
    return pa.Table.from_batches(batches, schema=schema)

"""Members' listening: sources, the merged history, rollups, playlists and their scores."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Row, select

from bot.model.members import Consent
from bot.model.stored import (
    Daybooks,
    History,
    MemberBreakups,
    Score,
    ScoredPlaylist,
    Source,
    StoredAbout,
    StoredHistory,
    StoredPlaylist,
)
from storage.about import sources_of, stored_about
from storage.columns import of_member, same_member
from storage.database import Database, chunks, fetched
from storage.daybooks import compared_daybooks, parts_of, replace_daybook, without_daybook
from storage.tables import (
    consent,
    history,
    member,
    playlist,
    source,
    stretch,
)
from storage.uploads import write_history

_MEMBERS_AT_ONCE = 50
"""Some ten megabytes, of members with fifty thousand listens each."""


class ListeningStore:
    """What members uploaded, guild by guild."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- a member's own ----------------------------------------------------------------------------------------------

    async def replace_history(self, guild_id: int, member_id: int, stored: StoredHistory) -> None:
        """Make `stored` the member's listening, all of it in one transaction.

        Sources are added (one with a digest that is there already is not added again) and dropped; the merged history,
        the rollups, the playlists, the scores and the daybook are replaced; the guild's totals follow if the member is
        compared; names that nobody uses any more leave the catalogue. A crash before the end leaves everything as it
        was.

        Raises:
            LookupError: the member is not known here: never seen, or erased since.
            ValueError: a rollup has another shape than `StoredHistory` says, or a playlist names a source that is not
                there.
        """
        async with self._database.guild_writes(guild_id), self._database.writing(guild_id) as connection:
            await write_history(connection, guild_id, member_id, stored)

    async def history_of(self, guild_id: int, member_id: int) -> History | None:
        """The member's merged history; None where nothing was uploaded."""
        query = select(history).where(of_member(history, guild_id, member_id))
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return None
        return History(row.blob, row.listens, row.first_at, row.last_at, row.played_ms, row.music_ms)

    async def histories_of(self, guild_id: int, member_ids: Collection[int]) -> dict[int, bytes]:
        """The blobs of these members' merged histories, by member id; of those who uploaded nothing, none.

        To be asked of members who agreed to be compared, or of the one who asks.
        """
        found: dict[int, bytes] = {}
        async with self._database.reading() as connection:
            for some in chunks(sorted(member_ids), _MEMBERS_AT_ONCE):
                query = select(history.c.member_id, history.c.blob).where(
                    history.c.guild_id == guild_id, history.c.member_id.in_(some)
                )
                found |= {row.member_id: row.blob for row in await connection.execute(query)}
        return found

    async def sources_of(self, guild_id: int, member_id: int) -> tuple[Source, ...]:
        """The member's sources in the order of upload, without their listens."""
        async with self._database.reading() as connection:
            return await sources_of(connection, guild_id, member_id)

    async def source_blobs(self, guild_id: int, member_id: int) -> dict[int, bytes]:
        """Each source's listens, by source id, in the order of upload."""
        query = (
            select(source.c.source_id, source.c.blob)
            .where(of_member(source, guild_id, member_id))
            .order_by(source.c.source_id)
        )
        async with self._database.reading() as connection:
            return {row.source_id: row.blob for row in await connection.execute(query)}

    async def playlists_of(self, guild_id: int, member_id: int) -> tuple[StoredPlaylist, ...]:
        """The member's playlists with their tracks, as `replace_history` takes them, in its order."""
        return (await self.all_playlists_of(guild_id, [member_id])).get(member_id, ())

    async def all_playlists_of(
        self, guild_id: int, member_ids: Collection[int]
    ) -> dict[int, tuple[StoredPlaylist, ...]]:
        """The playlists of each of these members who has any; see `playlists_of` and `histories_of`."""
        query = (
            select(playlist, source.c.digest)
            .join(source, same_member(playlist, source) & (playlist.c.source_id == source.c.source_id))
            .where(playlist.c.guild_id == guild_id, playlist.c.member_id.in_(sorted(member_ids)))
            .order_by(playlist.c.member_id, playlist.c.playlist_id)
        )
        found: dict[int, list[StoredPlaylist]] = {}
        async with self._database.reading() as connection:
            async for chunk in fetched(connection, query):
                for row in chunk:
                    found.setdefault(row.member_id, []).append(
                        StoredPlaylist(row.digest, row.title, row.modified_on, row.tracks, row.tracks_blob, _score(row))
                    )
        return {member_id: tuple(stored) for member_id, stored in found.items()}

    async def stored_about(self, guild_id: int, member_id: int) -> StoredAbout:
        """All that is stored about the member in this guild. For that member alone."""
        async with self._database.reading() as connection:
            return await stored_about(connection, guild_id, member_id)

    async def own_daybook(self, guild_id: int, member_id: int, parts: Collection[str]) -> Mapping[str, bytes]:
        """Parts of the member's daybook, and their coverage; see `Daybooks.parts`. For that member alone."""
        async with self._database.reading() as connection:
            return (await parts_of(connection, guild_id, [member_id], parts))[member_id]

    async def daybooks_of(
        self, guild_id: int, member_ids: Collection[int], parts: Collection[str]
    ) -> Mapping[int, Mapping[str, bytes]]:
        """The same of these members, by member id; see `histories_of`."""
        async with self._database.reading() as connection:
            return await parts_of(connection, guild_id, member_ids, parts)

    async def renew_daybook(self, guild_id: int, member_id: int, made_of: bytes, daybook: Mapping[str, bytes]) -> bool:
        """Replace the member's daybook, if their history is still the one that it was made of; whether it is.

        Args:
            made_of: the blob of that history.
        """
        query = select(history.c.member_id).where(of_member(history, guild_id, member_id), history.c.blob == made_of)
        async with self._database.writing(guild_id) as connection:
            if (await connection.execute(query)).first() is None:
                return False
            await replace_daybook(connection, guild_id, member_id, daybook)
        return True

    async def without_daybook(self) -> list[tuple[int, int]]:
        """Whose histories have no daybook of this version, in all guilds: (guild_id, member_id), ascending."""
        async with self._database.reading() as connection:
            return await without_daybook(connection)

    # --- what members who agreed to be compared show one another -----------------------------------------------------

    async def daybooks(
        self,
        guild_id: int,
        parts: Collection[str],
        member_ids: Collection[int] | None = None,
        limit: int = 200,
    ) -> Daybooks:
        """Parts of the daybooks of members who have music and agreed to be compared, and their coverage.

        Args:
            parts: names; see `bot.analysis.daybook.Part`.
            member_ids: of these members alone; those among them who did not agree are left out. None: of all.
            limit: how many members at most: those with most listens first, then by id.
        """
        async with self._database.reading() as connection:
            return await compared_daybooks(connection, guild_id, parts, member_ids, limit)

    async def breakups(self, guild_id: int) -> tuple[MemberBreakups, ...]:
        """The stored breakup intensities of every member with a history who agreed to be compared, by member id."""
        agreed = (consent.c.kind == Consent.COMPARE) & consent.c.given
        who = (
            select(member.c.member_id, member.c.display_name, stretch.c.score, stretch.c.detail, stretch.c.version)
            .join(history, same_member(member, history))
            .join(consent, same_member(member, consent))
            .outerjoin(stretch, same_member(member, stretch))
            .where(member.c.guild_id == guild_id, agreed)
            .order_by(member.c.member_id)
        )
        columns = playlist.c
        lists = (
            select(
                columns.member_id, columns.playlist_id, columns.title, columns.tracks, columns.score, columns.detail,
                columns.version,
            )
            .join(consent, same_member(playlist, consent))
            .where(columns.guild_id == guild_id, agreed)
            .order_by(columns.member_id, columns.playlist_id)
        )  # fmt: skip
        async with self._database.reading() as connection:
            scored: dict[int, list[ScoredPlaylist]] = {}
            async for chunk in fetched(connection, lists):
                for row in chunk:
                    found = ScoredPlaylist(row.playlist_id, row.title, row.tracks, _score(row))
                    scored.setdefault(row.member_id, []).append(found)
            return tuple(
                [
                    MemberBreakups(
                        row.member_id,
                        row.display_name,
                        tuple(scored.get(row.member_id, ())),
                        None if row.version is None else _score(row),
                    )
                    async for chunk in fetched(connection, who)
                    for row in chunk
                ]
            )


def _score(row: Row[Any]) -> Score:
    return Score(row.score, row.detail, row.version)

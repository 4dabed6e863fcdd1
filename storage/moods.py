"""What members call their turning points, and what a language model took titles for, guild by guild."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.members import Consent
from bot.model.mood_months import LONGEST_LABEL, TitleTag, UntaggedTitle
from storage import dialect
from storage.about import read_member
from storage.columns import of_member
from storage.database import Database, fetched, in_chunks
from storage.ids import ensure_guild
from storage.mood_tables import tagging, title_tag, turning_label, turning_points_off
from storage.tables import artist, consent, member_track, track


class MoodStore:
    """Labels and switches of single members, for them alone; tags of titles, for those who agreed to them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # --- turning points: a member's own ------------------------------------------------------------------------------

    async def turning_labels(self, guild_id: int, member_id: int) -> Mapping[date, str]:
        """What the member calls their turning points, by the first day of their month. For that member alone."""
        query = select(turning_label.c.month, turning_label.c.label).where(
            of_member(turning_label, guild_id, member_id)
        )
        async with self._database.reading() as connection:
            return {row.month: row.label for row in await connection.execute(query.order_by(turning_label.c.month))}

    async def label_turning_point(self, guild_id: int, member_id: int, month: date, label: str) -> None:
        """Call a turning point something from now on; "" takes its label away.

        Args:
            guild_id: where.
            member_id: whose.
            month: the first day of its month.
            label: at most `LONGEST_LABEL` characters.

        Raises:
            LookupError: the member is not known here.
            ValueError: longer than that.
        """
        if len(label) > LONGEST_LABEL:
            raise ValueError(f"a label has at most {LONGEST_LABEL} characters")
        key = {"guild_id": guild_id, "member_id": member_id, "month": month}
        async with self._database.writing(guild_id) as connection:
            await _known(connection, guild_id, member_id)
            if not label:
                mine = of_member(turning_label, guild_id, member_id)
                await connection.execute(delete(turning_label).where(mine, turning_label.c.month == month))
                return
            row = dialect.insert(connection, turning_label).values(**key, label=label)
            await connection.execute(row.on_conflict_do_update(index_elements=list(key), set_={"label": label}))

    async def shows_turning_points(self, guild_id: int, member_id: int) -> bool:
        """Whether the member wants to see their turning points: until they switch them off."""
        query = select(turning_points_off.c.member_id).where(of_member(turning_points_off, guild_id, member_id))
        async with self._database.reading() as connection:
            return (await connection.execute(query)).first() is None

    async def show_turning_points(self, guild_id: int, member_id: int, shown: bool) -> None:
        """Switch the member's turning points on or off. Labels are kept.

        Raises:
            LookupError: the member is not known here.
        """
        async with self._database.writing(guild_id) as connection:
            await _known(connection, guild_id, member_id)
            if shown:
                mine = of_member(turning_points_off, guild_id, member_id)
                await connection.execute(delete(turning_points_off).where(mine))
            else:
                row = dialect.insert(connection, turning_points_off).values(guild_id=guild_id, member_id=member_id)
                await connection.execute(row.on_conflict_do_nothing())

    # --- tags of titles ----------------------------------------------------------------------------------------------

    async def tagging_allowed(self, guild_id: int) -> bool:
        """Whether moderators allow a language model to tag titles here; not until they do."""
        query = select(tagging.c.guild_id).where(tagging.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).first() is not None

    async def allow_tagging(self, guild_id: int, allowed: bool, at: datetime) -> None:
        """Allow it or forbid it. Forbidding removes all tags of the guild."""
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            if allowed:
                row = dialect.insert(connection, tagging).values(guild_id=guild_id, since=at)
                await connection.execute(row.on_conflict_do_nothing())
            else:
                await connection.execute(delete(tagging).where(tagging.c.guild_id == guild_id))
                await connection.execute(delete(title_tag).where(title_tag.c.guild_id == guild_id))

    async def untagged(self, guild_id: int, member_id: int) -> tuple[UntaggedTitle, ...]:
        """The member's played tracks without a tag, the most played first."""
        query = (
            select(
                member_track.c.track_id, track.c.name.label("title"), func.coalesce(artist.c.name, "").label("artist")
            )
            .join(track, (track.c.guild_id == member_track.c.guild_id) & (track.c.track_id == member_track.c.track_id))
            .outerjoin(artist, (artist.c.guild_id == track.c.guild_id) & (artist.c.artist_id == track.c.artist_id))
            .where(of_member(member_track, guild_id, member_id), member_track.c.plays > 0)
            .where(~exists().where(_same_track()))
            .order_by(member_track.c.plays.desc(), member_track.c.track_id)
        )
        async with self._database.reading() as connection:
            return tuple([UntaggedTitle(*row) async for chunk in fetched(connection, query) for row in chunk])

    async def tags_of(self, guild_id: int, member_id: int) -> Mapping[int, str]:
        """The moods of the member's tagged tracks, by track id; nothing unless the member agreed to tags."""
        query = (
            select(title_tag.c.track_id, title_tag.c.mood)
            .join(member_track, _same_track())
            .where(
                title_tag.c.guild_id == guild_id,
                of_member(member_track, guild_id, member_id),
                _agreed(guild_id, member_id),
            )
        )
        async with self._database.reading() as connection:
            return {row.track_id: row.mood async for chunk in fetched(connection, query) for row in chunk}

    async def store_tags(
        self, guild_id: int, member_id: int, tags: Mapping[int, TitleTag], model: str, at: datetime
    ) -> int:
        """Keep what a model took the member's titles for; how many were kept.

        Consent is asked again in this transaction: a member who withdrew, or a server that did, while the model was
        thinking, leaves nothing behind. Tracks that the member does not have (any more) are passed over.
        """
        async with self._database.writing(guild_id) as connection:
            allowed = select(tagging.c.guild_id).where(tagging.c.guild_id == guild_id, _agreed(guild_id, member_id))
            if (await connection.execute(allowed)).first() is None:
                return 0
            mine = select(member_track.c.track_id).where(
                of_member(member_track, guild_id, member_id), member_track.c.track_id.in_(tags)
            )
            kept = [row.track_id for row in await connection.execute(mine)]
            rows = [
                {"guild_id": guild_id, "track_id": track_id, "mood": tags[track_id], "model": model, "at": at}
                for track_id in kept
            ]
            await in_chunks(connection, dialect.insert(connection, title_tag).on_conflict_do_nothing(), rows)
            return len(rows)


async def drop_unwanted_tags(connection: AsyncConnection, guild_id: int) -> None:
    """Remove tags of tracks that nobody has who agreed to tags. Within a writing transaction, after it changed who."""
    wanted = (
        exists()
        .where(_same_track(), consent.c.guild_id == member_track.c.guild_id)
        .where(consent.c.member_id == member_track.c.member_id, consent.c.kind == Consent.TAG, consent.c.given)
    )
    await connection.execute(delete(title_tag).where(title_tag.c.guild_id == guild_id, ~wanted))


def _same_track() -> ColumnElement[bool]:
    return (title_tag.c.guild_id == member_track.c.guild_id) & (title_tag.c.track_id == member_track.c.track_id)


def _agreed(guild_id: int, member_id: int) -> ColumnElement[bool]:
    return exists().where(of_member(consent, guild_id, member_id), consent.c.kind == Consent.TAG, consent.c.given)


async def _known(connection: AsyncConnection, guild_id: int, member_id: int) -> None:
    if await read_member(connection, guild_id, member_id) is None:
        raise LookupError(f"no member {member_id} in guild {guild_id}")

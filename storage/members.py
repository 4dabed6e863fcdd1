"""Members of a guild: their names, clocks and consents, and how everything about them is erased."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Table, case, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.facts import Tone
from bot.model.members import Consent, Consents, Member, Scope
from bot.model.polls import PollState
from bot.model.stored import Erased
from storage import dialect
from storage.about import read_member
from storage.columns import of_member, same_member
from storage.database import Database, fetched
from storage.ids import DEFAULT_TIME_ZONE, ensure_guild
from storage.moods import drop_unwanted_tags
from storage.poll_tables import ballot, ballot_log, delegation, poll, reminders_off, roll
from storage.rollups import ids_used, is_compared, join_totals, leave_totals, sweep
from storage.sale_erasure import forget_in_sales
from storage.tables import (
    consent,
    consent_log,
    guild,
    history,
    member,
    playlist,
    scrub_due,
    source,
)

LONGEST_NAME = 100


class MemberStore:
    """Who is known in which guild, and what they agreed to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def guild_time_zone(self, guild_id: int) -> str:
        """Where the clocks of the guild's new members run: IANA name, `DEFAULT_TIME_ZONE` until it is set."""
        query = select(guild.c.time_zone).where(guild.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).scalar() or DEFAULT_TIME_ZONE

    async def set_guild_time_zone(self, guild_id: int, time_zone: str) -> None:
        """Set it, for members who are met from now on; those who are known keep theirs."""
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            await connection.execute(update(guild).where(guild.c.guild_id == guild_id).values(time_zone=time_zone))

    async def guild_tone(self, guild_id: int) -> Tone:
        """How the guild wants its answers worded; warm until moderators choose."""
        query = select(guild.c.tone).where(guild.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            return Tone((await connection.execute(query)).scalar() or Tone.WARM)

    async def set_guild_tone(self, guild_id: int, tone: Tone) -> None:
        """Choose it."""
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            await connection.execute(update(guild).where(guild.c.guild_id == guild_id).values(tone=tone.value))

    async def guild_poll_role(self, guild_id: int) -> int | None:
        """The role whose members may make polls, beside members with Manage Server; None until it is chosen."""
        query = select(guild.c.poll_role_id).where(guild.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            return (await connection.execute(query)).scalar()

    async def set_guild_poll_role(self, guild_id: int, role_id: int | None) -> None:
        """Choose it; None: none."""
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            await connection.execute(update(guild).where(guild.c.guild_id == guild_id).values(poll_role_id=role_id))

    async def see(self, guild_id: int, member_id: int, display_name: str) -> None:
        """Know this member under this name from now on. Writes only if that is new.

        A new member has the guild's time zone and has agreed to nothing.
        """
        shown = display_name[:LONGEST_NAME]
        known = await self.member(guild_id, member_id)
        if known is not None and known.display_name == shown:
            return
        async with self._database.writing(guild_id) as connection:
            await ensure_guild(connection, guild_id)
            zone = select(guild.c.time_zone).where(guild.c.guild_id == guild_id).scalar_subquery()
            row = dialect.insert(connection, member).values(
                guild_id=guild_id, member_id=member_id, display_name=shown, time_zone=zone, joined_at=datetime.now(UTC)
            )
            await connection.execute(
                row.on_conflict_do_update(index_elements=["guild_id", "member_id"], set_={"display_name": shown})
            )

    async def member(self, guild_id: int, member_id: int) -> Member | None:
        """The member; None where Tutti does not know them here: never seen, or erased since."""
        async with self._database.reading() as connection:
            return await read_member(connection, guild_id, member_id)

    async def consenting(self, guild_id: int, kind: Consent) -> tuple[Member, ...]:
        """The members who agreed to this use, by id."""
        agreed = select(consent.c.member_id).where(
            consent.c.guild_id == guild_id, consent.c.kind == kind, consent.c.given
        )
        # One row a member: of a large server, rows are what this takes its time for.
        given = [func.max(case((consent.c.kind == each, consent.c.given))).label(each.value) for each in Consent]
        query = (
            select(member.c.member_id, member.c.display_name, member.c.time_zone, member.c.since, *given)
            .join(consent, same_member(member, consent))
            .where(member.c.guild_id == guild_id, member.c.member_id.in_(agreed))
            .group_by(member.c.member_id, member.c.display_name, member.c.time_zone, member.c.since)
            .order_by(member.c.member_id)
        )
        async with self._database.reading() as connection:
            return tuple(
                [
                    Member(guild_id, row[0], row[1], row[2], Consents(*map(bool, row[4:])), row[3])
                    async for chunk in fetched(connection, query)
                    for row in chunk
                ]
            )

    async def set_consent(self, guild_id: int, member_id: int, kind: Consent, given: bool, at: datetime) -> Consents:
        """Store what the member chose, with a line in their consent log if it is a change.

        The guild's totals hold from this very transaction who may be compared. Polls that are open keep their roll.

        Returns:
            All of the member's choices.

        Raises:
            LookupError: the member is not known here.
        """
        async with self._database.writing(guild_id) as connection:
            known = await _known(connection, guild_id, member_id)
            if known.consents.allows(kind) != given:
                await _change_consent(connection, guild_id, member_id, kind, given, at)
            return (await _known(connection, guild_id, member_id)).consents

    async def set_scope(self, guild_id: int, member_id: int, scope: Scope) -> None:
        """Whose clock "3 am" is on for this member, and from which day on their listening counts.

        For a member without a history; one that is stored follows with the `replace_history` that carries the scope.

        Raises:
            LookupError: the member is not known here.
        """
        async with self._database.writing(guild_id) as connection:
            await _known(connection, guild_id, member_id)
            await connection.execute(
                update(member)
                .where(of_member(member, guild_id, member_id))
                .values(time_zone=scope.time_zone, since=scope.since)
            )

    async def erase(self, guild_id: int, member_id: int) -> Erased:
        """Erase everything about the member in this guild, first from every table, then from the files' bytes.

        Gone are their name, consents and consent log, sources, history, playlists, scores and rollups, their share of
        the guild's totals, names that nobody else's listening holds, their places on rolls and their ballots, whom they
        let vote for them and who let them, and whether they want reminders: also where Tutti knows no such member. A
        ballot in an open poll no longer counts; its log entry, which names nobody, says "withdrawn". What stays: the
        results of closed polls, the size of every electorate, and polls and offers, without who made them. Other
        guilds are untouched.

        The rows are gone together, before this returns. A file of more than `dialect.SCRUB_AT_ONCE_BYTES`, or one that
        somebody else holds open, is scrubbed at the next start, and `scrubbed` is False.
        """
        async with self._database.guild_writes(guild_id), self._database.writing(guild_id) as connection:
            counts = await _counts(connection, guild_id, member_id)
            names = await _erase_rows(connection, guild_id, member_id)
        scrubbed = await self._database.scrub(at_most_bytes=dialect.SCRUB_AT_ONCE_BYTES)
        return Erased(**counts, names=names, scrubbed=scrubbed)


async def _known(connection: AsyncConnection, guild_id: int, member_id: int) -> Member:
    found = await read_member(connection, guild_id, member_id)
    if found is None:
        raise LookupError(f"no member {member_id} in guild {guild_id}")
    return found


async def _change_consent(
    connection: AsyncConnection, guild_id: int, member_id: int, kind: Consent, given: bool, at: datetime
) -> None:
    key = {"guild_id": guild_id, "member_id": member_id}
    row = dialect.insert(connection, consent).values(**key, kind=kind, given=given, at=at)
    await connection.execute(
        row.on_conflict_do_update(index_elements=["guild_id", "member_id", "kind"], set_={"given": given, "at": at})
    )
    last = select(func.coalesce(func.max(consent_log.c.seq), 0)).where(of_member(consent_log, guild_id, member_id))
    seq = (await connection.execute(last)).scalar_one() + 1
    await connection.execute(consent_log.insert().values(**key, seq=seq, kind=kind, given=given, at=at))
    if kind is Consent.COMPARE:
        await (join_totals if given else leave_totals)(connection, guild_id, member_id)
    if kind is Consent.TAG and not given:
        await drop_unwanted_tags(connection, guild_id)


async def _counts(connection: AsyncConnection, guild_id: int, member_id: int) -> dict[str, int]:
    async def rows_of(table: Table) -> int:
        query = select(func.count()).select_from(table).where(of_member(table, guild_id, member_id))
        return int((await connection.execute(query)).scalar_one())

    listens = select(history.c.listens).where(of_member(history, guild_id, member_id))
    return {
        "sources": await rows_of(source),
        "listens": (await connection.execute(listens)).scalar() or 0,
        "playlists": await rows_of(playlist),
        "consents": await rows_of(consent),
        "ballots": await rows_of(ballot),
    }


async def _erase_rows(connection: AsyncConnection, guild_id: int, member_id: int) -> int:
    """Everything of the member; how many names of the catalogue went with them."""
    if await is_compared(connection, guild_id, member_id):
        await leave_totals(connection, guild_id, member_id)
    given_up = await ids_used(connection, guild_id, member_id)
    await _withdraw_ballots(connection, guild_id, member_id)
    named = await forget_in_sales(connection, guild_id, member_id)
    erased = await connection.execute(delete(member).where(of_member(member, guild_id, member_id)))
    voted = await _leave_polls(connection, guild_id, member_id)
    await drop_unwanted_tags(connection, guild_id)
    names = await sweep(connection, guild_id, given_up)
    if erased.rowcount or names or voted or named:
        due = dialect.insert(connection, scrub_due).values(guild_id=guild_id, since=datetime.now(UTC))
        await connection.execute(due.on_conflict_do_nothing())
    return names


async def _leave_polls(connection: AsyncConnection, guild_id: int, member_id: int) -> bool:
    """Erase a member, known here or not, from polls; whether they were in any. Ballots go with their rolls."""
    rows = 0
    for table in (roll, delegation, reminders_off):
        rows += (await connection.execute(delete(table).where(of_member(table, guild_id, member_id)))).rowcount
    lent = delete(delegation).where(delegation.c.guild_id == guild_id, delegation.c.delegate_id == member_id)
    rows += (await connection.execute(lent)).rowcount
    made = update(poll).where(poll.c.guild_id == guild_id, poll.c.created_by == member_id)
    rows += (await connection.execute(made.values(created_by=None))).rowcount
    return rows > 0


async def _withdraw_ballots(connection: AsyncConnection, guild_id: int, member_id: int) -> None:
    """Say in the logs of open polls that these entries will not be counted. The ballots go with the rolls."""
    await connection.execute(
        update(ballot_log)
        .where(
            of_member(ballot, guild_id, member_id),
            ballot_log.c.guild_id == guild_id,
            ballot_log.c.poll_id == ballot.c.poll_id,
            ballot_log.c.seq == ballot.c.seq,
            poll.c.guild_id == guild_id,
            poll.c.poll_id == ballot.c.poll_id,
            poll.c.state == PollState.OPEN,
        )
        .values(withdrawn=True)
    )

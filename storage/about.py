"""All that is stored about one member in one guild: what /privacy shows."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.listens import SourceKind
from bot.model.members import Consent, Consents, Member
from bot.model.stored import ConsentChange, Source, StoredAbout
from storage.columns import of_member
from storage.guess_tables import guess_score
from storage.ledger_tables import ledger_line
from storage.mood_tables import title_tag, turning_label, turning_points_off
from storage.offer_tables import offer_opt_out, offer_step, package_member
from storage.poll_tables import ballot, delegation, reminders_off, roll
from storage.question_tables import question
from storage.spending_tables import member_spending
from storage.tables import (
    consent,
    consent_log,
    history,
    member,
    member_album,
    member_artist,
    member_track,
    playlist,
    source,
)


async def stored_about(connection: AsyncConnection, guild_id: int, member_id: int) -> StoredAbout:
    """See `ListeningStore.stored_about`."""

    async def count(table: Table) -> int:
        query = select(func.count()).select_from(table).where(of_member(table, guild_id, member_id))
        return int((await connection.execute(query)).scalar_one())

    spans = select(history.c.listens, history.c.first_at, history.c.last_at, history.c.played_ms)
    kept = (await connection.execute(spans.where(of_member(history, guild_id, member_id)))).one_or_none()
    tracks = select(func.coalesce(func.sum(playlist.c.tracks), 0)).where(of_member(playlist, guild_id, member_id))
    log = select(consent_log).where(of_member(consent_log, guild_id, member_id)).order_by(consent_log.c.seq)
    changes = tuple(ConsentChange(Consent(row.kind), row.given, row.at) for row in await connection.execute(log))
    guessed = select(guess_score.c.rounds).where(of_member(guess_score, guild_id, member_id))
    tokens = select(func.coalesce(func.sum(member_spending.c.tokens), 0))
    spent = tokens.where(of_member(member_spending, guild_id, member_id))
    either = (delegation.c.member_id == member_id) | (delegation.c.delegate_id == member_id)
    lent = select(func.count()).select_from(delegation).where(delegation.c.guild_id == guild_id, either)
    owed = select(func.count(ledger_line.c.reference.distinct())).where(of_member(ledger_line, guild_id, member_id))
    steps = select(func.count()).where(offer_step.c.guild_id == guild_id, offer_step.c.by_id == member_id)
    known = await read_member(connection, guild_id, member_id)
    tagged = (
        select(func.count())
        .select_from(member_track)
        .join(
            title_tag,
            (title_tag.c.guild_id == member_track.c.guild_id) & (title_tag.c.track_id == member_track.c.track_id),
        )
        .where(of_member(member_track, guild_id, member_id))
    )
    return StoredAbout(
        member=known,
        sources=await sources_of(connection, guild_id, member_id),
        listens=kept.listens if kept else 0,
        first_at=kept.first_at if kept else None,
        last_at=kept.last_at if kept else None,
        played_ms=kept.played_ms if kept else 0,
        artists=await count(member_artist),
        albums=await count(member_album),
        tracks=await count(member_track),
        playlists=await count(playlist),
        playlist_tracks=int((await connection.execute(tracks)).scalar_one()),
        changes=changes,
        ballots=await count(ballot),
        rolls=await count(roll),
        questions=await count(question),
        guessed=(await connection.execute(guessed)).scalar() or 0,
        labels=await count(turning_label),
        shows_turns=not await count(turning_points_off),
        tokens=int((await connection.execute(spent)).scalar_one()),
        delegations=int((await connection.execute(lent)).scalar_one()),
        reminders=not await count(reminders_off),
        packages=await count(package_member),
        sales_left=await count(offer_opt_out),
        shares=int((await connection.execute(owed)).scalar_one()),
        sale_steps=int((await connection.execute(steps)).scalar_one()),
        tags=(await connection.execute(tagged)).scalar_one() if known and known.consents.tag else 0,
    )


async def read_member(connection: AsyncConnection, guild_id: int, member_id: int) -> Member | None:
    """The member with their consents; None where Tutti does not know them here."""
    row = (await connection.execute(select(member).where(of_member(member, guild_id, member_id)))).one_or_none()
    if row is None:
        return None
    agreed = select(consent.c.kind, consent.c.given).where(of_member(consent, guild_id, member_id))
    consents = Consents(**{row.kind: row.given for row in await connection.execute(agreed)})
    return Member(guild_id, member_id, row.display_name, row.time_zone, consents, row.since)


async def sources_of(connection: AsyncConnection, guild_id: int, member_id: int) -> tuple[Source, ...]:
    """See `ListeningStore.sources_of`."""
    query: Select[Any] = (
        select(*(column for column in source.c if column.name != "blob"))
        .where(of_member(source, guild_id, member_id))
        .order_by(source.c.source_id)
    )
    return tuple(
        Source(row.source_id, SourceKind(row.kind), row.digest, row.uploaded_at, row.listens, row.first_at, row.last_at)
        for row in await connection.execute(query)
    )

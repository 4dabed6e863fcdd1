"""What several answers need: who agreed to be worded about, and names for frames."""

from __future__ import annotations

from typing import Any, TypeAlias

import pyarrow as pa

from bot.model.members import Consent
from bot.model.stored import MemberNames
from bot.services import Services


async def narratable(services: Services, guild_id: int) -> frozenset[int]:
    """Members who agreed that a language model words things about them."""
    return frozenset(member.member_id for member in await services.store.members.consenting(guild_id, Consent.NARRATE))


Artists: TypeAlias = list[tuple[int, str]]
Titles: TypeAlias = list[tuple[int, str, int | None]]


def name_rows(names: MemberNames) -> tuple[Artists, Titles, Titles]:
    """Artists, tracks and albums as `history_from_table` takes them."""
    return (
        _rows(names.artists, "artist_id", "name"),
        _rows(names.tracks, "track_id", "name", "artist_id"),
        _rows(names.albums, "album_id", "name", "artist_id"),
    )


def _rows(table: pa.Table, *columns: str) -> list[Any]:
    return list(zip(*(table[column].to_pylist() for column in columns), strict=True))

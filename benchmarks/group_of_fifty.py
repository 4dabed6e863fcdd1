# ruff: noqa: INP001 - imported by the scripts beside it
"""A server of fifty members with fifty thousand plays each, made once and kept beside other temporary files.

Each member likes some 1,200 of 6,000 artists, the well-known ones more likely, and plays some 8,000 tracks over three
to eleven years in sittings at their own hours. Exports end within two years of one another, some tracks are looped,
some titles speak of a breakup. It goes the way of an upload from the reading on: names, history, database.
"""

from __future__ import annotations

import asyncio
import hashlib
import inspect
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa

from bot.__main__ import open_services
from bot.model.listens import LISTENS, PLAYLIST_TRACKS, SourceKind, SourceReading
from bot.model.members import Consent, Scope
from bot.services import Services
from bot.settings import Settings
from bot.usecases.history_building import Arrival, Before, build_history
from bot.usecases.renew_daybooks import renew_daybooks
from storage.blobs import names_of

GUILD = 1
ARTISTS, TRACKS_EACH = 6_000, 14
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "America/Sao_Paulo", "Africa/Lagos")
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAY_MS = 86_400_000
_TITLES = (
    "Blue",
    "Over You",
    "Harbour",
    "Alone Again",
    "Nine",
    "My Ex",
    "Lanterns",
    "Goodbye",
    "Rain",
    "Morning",
    "Run",
)


@dataclass(frozen=True)
class Fifty:
    """Where the server is kept."""

    data_dir: Path
    members: tuple[int, ...]

    @property
    def settings(self) -> Settings:
        """Of a bot that answers from it."""
        return Settings(_env_file=None, data_dir=self.data_dir, browser_path="/nowhere/chromium")


def member_ids(members: int) -> tuple[int, ...]:
    """Ids as long as Discord's."""
    return tuple(700_000_000_000_000_001 + number for number in range(members))


async def server(members: int = 50, plays: int = 50_000) -> Fifty:
    """The server, made if it is not there yet: some minutes the first time."""
    makers = "".join(map(inspect.getsource, (_move_in, source_of, _moments, _choices, _tracks)))
    made_by = hashlib.sha256(makers.encode()).hexdigest()[:8]
    folder = Path(tempfile.gettempdir()) / f"tutti-bench-{members}x{plays}-{made_by}"
    fifty = Fifty(folder, member_ids(members))
    async with open_services(fifty.settings) as services:
        if (folder / "complete").exists():
            await renew_daybooks(services)  # as the bot does at a start
            return fifty
        for number, member_id in enumerate(fifty.members):
            await _move_in(services, member_id, number, plays)
            print(f"\rmember {number + 1} of {members} ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    await asyncio.to_thread((folder / "complete").touch)
    return fifty


async def _move_in(services: Services, member_id: int, number: int, plays: int) -> None:
    store, zone = services.store, ZONES[number % len(ZONES)]
    await store.members.see(GUILD, member_id, f"Member {number}")
    for use in (Consent.COMPARE, Consent.NARRATE):
        await store.members.set_consent(GUILD, member_id, use, True, NOW)
    reading = await services.cpu(source_of, number, plays)
    names = await services.cpu(names_of, [reading.listens], [reading.playlist_tracks])
    async with store.guild_writes(GUILD):
        ids = await store.catalogue.intern(GUILD, names)
        before = Before([], [], await store.catalogue.names(GUILD, member_id))
        arrival = Arrival([reading], names, ids)
        built = await services.cpu(build_history, before, arrival, frozenset(), Scope(zone), NOW)
        await store.listening.replace_history(GUILD, member_id, built.history)


def source_of(number: int, plays: int) -> SourceReading:
    """One member's export, read; the same for the same number."""
    rng = np.random.default_rng(number)
    started = _moments(rng, plays)
    artist, track = _choices(rng, plays)
    length = 120_000 + (artist * 7_919 + track * 104_729) % 240_000
    skipped = rng.random(plays) < rng.uniform(0.02, 0.3)
    played = np.where(skipped, rng.integers(2_000, 30_000, plays), length)
    columns = {
        "started_at": pa.array(started, pa.timestamp("ms", "UTC")),
        "played_ms": pa.array(played, pa.int32()),
        "artist": _named([f"Artist {each}" for each in range(ARTISTS)], artist),
        "track": _named(list(_tracks()), artist * TRACKS_EACH + track),
        "album": _named([f"Album {each % 3} of {each // 3}" for each in range(ARTISTS * 3)], artist * 3 + track % 3),
        "content": pa.array(["music"] * plays).dictionary_encode(),
        "skipped": pa.array(skipped),
    }
    table = pa.table(
        [columns.get(field.name, pa.nulls(plays, field.type)) for field in LISTENS], names=LISTENS.names
    ).cast(LISTENS)
    return SourceReading(
        SourceKind.SPOTIFY_EXTENDED, _stream(table), (), _stream(PLAYLIST_TRACKS.empty_table()), f"digest-{number}"
    )


def _moments(rng: np.random.Generator, plays: int) -> np.ndarray:
    """Ascending starts: sittings of some ten plays, at the member's own hours, over their own years."""
    last = (date(2026, 6, 30) - date(1970, 1, 1)).days - int(rng.integers(0, 700))
    days = int(rng.integers(3 * 365, 11 * 365))
    sittings = plays // 10
    day = last - np.sort(rng.integers(0, days, sittings))[::-1]
    hour = rng.normal(rng.uniform(8, 24), 4, sittings) % 24
    begin = np.sort(day * DAY_MS + (hour * 3_600_000).astype(np.int64))
    return np.sort(np.repeat(begin, 10) + np.tile(np.arange(10) * 215_000, sittings))


def _choices(rng: np.random.Generator, plays: int) -> tuple[np.ndarray, np.ndarray]:
    """Artist and track of each play: few artists take most, the known ones are shared, and some tracks are looped."""
    fame = 1 / (np.arange(ARTISTS) + 40)
    liked = rng.choice(ARTISTS, 1_200, replace=False, p=fame / fame.sum())
    taste = 1 / (rng.permutation(len(liked)) + 5)
    artist = rng.choice(liked, plays, p=taste / taste.sum())
    track = np.minimum(rng.geometric(0.2, plays) - 1, TRACKS_EACH - 1)
    looped = np.flatnonzero(rng.random(plays) < 0.02)
    for times in (1, 2, 3):
        place = np.minimum(looped + times, plays - 1)
        artist[place], track[place] = artist[looped], track[looped]
    return artist, track


def _tracks() -> Iterator[str]:
    for artist in range(ARTISTS):
        for track in range(TRACKS_EACH):
            yield f"{_TITLES[(artist * 3 + track) % len(_TITLES)]} {artist}-{track}"


def _named(names: list[str], codes: np.ndarray) -> pa.DictionaryArray:
    used, places = np.unique(codes, return_inverse=True)
    return pa.DictionaryArray.from_arrays(
        pa.array(places.astype(np.int32)), pa.array([names[each] for each in used.tolist()])
    )


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    written: bytes = sink.getvalue().to_pybytes()
    return written

"""An export is read, merged into the member's history here, and stored."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.analysis.merge import Joined
from bot.charts.calendar import upload_figure
from bot.charts.rows import UploadRows
from bot.errors import TooHeavy, TooLarge, UnknownTimeZone, WorkerLost
from bot.exports.archive import Limits, SpooledFile
from bot.exports.limits import MIB
from bot.exports.registry import read_upload
from bot.model.listens import Reading, UploadReceipt
from bot.model.members import Consents, Scope
from bot.model.stored import Source
from bot.services import Services
from bot.settings import Settings
from bot.usecases.history_building import Arrival, names_of_reading
from bot.usecases.pictures import NO_PICTURE, Drawing, draw
from bot.usecases.rebuilding import rebuild_history
from bot.usecases.suggest_time_zones import is_time_zone

_LOOK_EVERY_S = 1.0
"""How often the progress of reading is looked at, and so the most often that the member's card is edited."""

_OVERRUN, _SPARE_S = 1.25, 10.0
"""Readers look at the clock themselves. One that is past its time by this factor and these seconds is stuck in a call
that does not return, and its worker is ended."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as a member sent it.

    Attributes:
        size: bytes, as Discord, or whoever received it, says.
        fetch: gets its bytes; or, where they lie on disk already, the file, which is taken from there.
    """

    name: str
    size: int
    fetch: Callable[[], Awaitable[bytes | Path]]


@dataclass(frozen=True, slots=True)
class Stage:
    """How far an upload is.

    Attributes:
        share: of the whole, in [0, 1].
        file: the file at hand, as the member named it, or "".
    """

    words: str
    share: float
    file: str = ""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """An upload that is safe on disk.

    Attributes:
        nothing_new: the same export was here before, and nothing changed.
        listens_in_all: listens in the member's merged history.
        joined: listens that several of the member's sources tell of, and that count once.
        pairs: the same by pair of kinds, the most first.
        superseded: earlier sources that this upload wholly contains, and that it replaced.
        outside: listens that the sources hold and the member's window leaves out.
        since: that window's first day; None where everything counts.
    """

    receipt: UploadReceipt
    nothing_new: bool
    listens_in_all: int
    joined: int
    pairs: tuple[Joined, ...]
    superseded: tuple[Source, ...]
    outside: int
    since: date | None
    time_zone: str
    consents: Consents
    drawing: Drawing


Show = Callable[[Stage], Awaitable[None]]


async def upload_export(
    services: Services,
    guild_id: int,
    member_id: int,
    display_name: str,
    files: Sequence[SentFile],
    time_zone: str | None,
    show: Show,
) -> Uploaded:
    """Read the files as one upload and make them part of the member's history in this server.

    What was stored before stays until the new history replaces it, in one transaction; the files as sent are deleted
    as soon as they have been read.

    Args:
        time_zone: IANA name to read this member's days and hours in from now on; None keeps what is stored.
        show: is told how far the upload is, at most about once a second.

    Raises:
        UploadError: nothing was stored; its text says why.
    """
    if time_zone is not None and not is_time_zone(time_zone):
        raise UnknownTimeZone(time_zone)
    limits = limits_of(services.settings)
    sent = sum(file.size for file in files)
    if sent > limits.sent_bytes:
        raise TooLarge("what may be sent at once", f"{services.settings.max_upload_mb:,} MiB")
    with _within_means():
        with spool(services.settings) as folder:
            spooled = await _fetch(files, folder, show)
            reading = await _read(services, spooled, limits, folder / "progress.json", show)
        await show(Stage("Adding it to your history", 0.9))
        added = await _add(services, guild_id, member_id, display_name, reading, time_zone)
    drawing = await _draw(services, reading.receipt)
    return replace(added, drawing=drawing)


def limits_of(settings: Settings) -> Limits:
    """The limits on uploads that the operator set."""
    return Limits(
        sent_bytes=settings.max_upload_mb * MIB,
        unpacked_bytes=settings.max_unpacked_mb * MIB,
        entries=settings.max_entries,
        ratio=settings.max_ratio,
        seconds=settings.max_read_s,
    )


def patience_s(limits: Limits) -> float:
    """After how many seconds a worker that still reads is ended."""
    return limits.seconds * _OVERRUN + _SPARE_S


@contextmanager
def spool(settings: Settings) -> Iterator[Path]:
    """A folder for files under way, gone when it is left."""
    folder = settings.data_dir / "spool" / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def empty_spool(settings: Settings) -> None:
    """Delete what an earlier process left behind when it was killed; for the start, before anything is uploaded."""
    shutil.rmtree(settings.data_dir / "spool", ignore_errors=True)


@contextmanager
def _within_means() -> Iterator[None]:
    """A worker that was ended at this upload becomes a sentence for the uploader."""
    try:
        yield
    except (WorkerLost, MemoryError) as error:
        raise TooHeavy from error


async def _fetch(files: Sequence[SentFile], folder: Path, show: Show) -> list[SpooledFile]:
    spooled = []
    for number, file in enumerate(files):
        await show(Stage("Fetching your files", 0.2 * number / len(files), file.name))
        path = folder / str(number)
        content = await file.fetch()
        if isinstance(content, Path):
            await asyncio.to_thread(shutil.move, content, path)
        else:
            await asyncio.to_thread(path.write_bytes, content)
        spooled.append(SpooledFile(path, file.name))
    return spooled


async def _read(
    services: Services, spooled: Sequence[SpooledFile], limits: Limits, progress: Path, show: Show
) -> Reading:
    reading = asyncio.ensure_future(
        services.workers.run_within(patience_s(limits), read_upload, spooled, limits, progress)
    )
    try:
        while not (await asyncio.wait({reading}, timeout=_LOOK_EVERY_S))[0]:
            # The reader may not have begun, or be replacing the file at this moment.
            with suppress(FileNotFoundError, json.JSONDecodeError):
                done = json.loads(await asyncio.to_thread(progress.read_text))
                share = done["done"] / done["of"] if done["of"] else 1
                await show(Stage("Reading", 0.2 + 0.7 * share, done["file"]))
        return reading.result()
    finally:
        reading.cancel()


async def _add(
    services: Services, guild_id: int, member_id: int, display_name: str, reading: Reading, time_zone: str | None
) -> Uploaded:
    store = services.store
    names = await services.cpu(names_of_reading, reading)
    # No other upload or erasure in this server may come between the names' ids and the history that uses them.
    async with store.guild_writes(guild_id):
        await store.members.see(guild_id, member_id, display_name)
        member = await store.members.member(guild_id, member_id)
        assert member is not None  # noqa: S101 - seen two lines above
        known = {source.digest for source in await store.listening.sources_of(guild_id, member_id)}
        arrival = Arrival(reading.sources, names, await store.catalogue.intern(guild_id, names))
        scope = Scope(time_zone or member.time_zone, member.since)
        built = await rebuild_history(services, guild_id, member_id, scope, arrival=arrival)
    return Uploaded(
        reading.receipt,
        nothing_new=all(source.digest in known for source in reading.sources),
        listens_in_all=built.history.listens,
        joined=sum(pair.listens for pair in built.joined),
        pairs=built.joined,
        superseded=built.superseded,
        outside=built.outside,
        since=scope.since,
        time_zone=scope.time_zone,
        consents=member.consents,
        drawing=NO_PICTURE,
    )


async def _draw(services: Services, receipt: UploadReceipt) -> Drawing:
    if len(receipt.by_year) < 2:
        return NO_PICTURE  # one bar says nothing that the words do not
    span = f"{receipt.first[:10]} to {receipt.last[:10]}" if receipt.first and receipt.last else ""
    rows = UploadRows("Listens by year", span, tuple(receipt.by_year.items()))
    return await draw(services, upload_figure, rows)

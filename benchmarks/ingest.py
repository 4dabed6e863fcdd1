# ruff: noqa: INP001 - scripts, run by `make bench` one by one
"""From a ZIP to a stored history: time against two floors, memory of the worker, stalls of the event loop.

    python benchmarks/ingest.py [--plays 100000] [--rounds 5] [--seed 1] [--large 370000]

The floor is what nobody who reads this ZIP with msgspec can save: inflating it and decoding its JSON, and nothing
else. The lower floor decodes only the fields that Tutti takes. Each round measures all of them, one after the other,
so that a busy machine is as unfair to one as to the others; the medians are compared. Uploads go the bot's whole way,
through the use case, a worker and the database, into a new server each. Ends with status 1 if a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec
import pandas as pd

from bot.__main__ import open_services
from bot.analysis.frames import history_from_table
from bot.exports import spotify_extended
from bot.exports.archive import Limits, SpooledFile
from bot.exports.registry import read_upload
from bot.sandbox.samples import Character, member_export
from bot.services import Services
from bot.settings import Settings
from bot.usecases.standings import name_rows
from bot.usecases.upload_export import SentFile, Stage, upload_export
from storage.blobs import decode

GOAL_TIMES = 1.8
GOAL_STORED_TIMES = 3.0
GOAL_MB = 400
GOAL_BLOB_MB = 1.5
GOAL_BACK_MS = 20
GOAL_STALL_MS = 50
_READ, _STORED, _FLOOR = "Tutti: ZIP to ordered listens", "Tutti: ZIP to stored", "inflate and decode everything"
_FIELDS_TAKEN = msgspec.json.Decoder(list[spotify_extended._Row])  # noqa: SLF001 -- the floor has to decode the same fields


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="tutti-bench-") as folder:
        export = _export(Path(folder) / "export.zip", arguments.plays, arguments.seed)
        stored = asyncio.run(_stored(export, Path(folder) / "bot", arguments.rounds))
        medians = {**_times(export, arguments.rounds), _STORED: stored.seconds}
        # The floor of the very moments in which uploads ran.
        floor, stored_floor = medians[_FLOOR], stored.floor_s
        print(f"\n{'':44}{'ms':>8}{'x floor':>10}")
        for name, seconds in medians.items():
            print(f"{name:44}{seconds * 1000:8.0f}{seconds / (stored_floor if name == _STORED else floor):10.2f}")
        large = _export(Path(folder) / "large.zip", arguments.large, arguments.seed) if arguments.large else export
        before_mb, peak_mb = _worker_memory(large)
    print(f"\nworker: {before_mb:.0f} MB with its imports at the start")
    print(f"two uploads at once: {stored.two_s / stored.seconds:.2f} times as long as one (2.00 would be one by one)")
    reached = [
        ("read, times the floor", medians[_READ] / floor, GOAL_TIMES),
        ("stored and queryable, times the floor", stored.seconds / stored_floor, GOAL_STORED_TIMES),
        ("peak memory of the worker, MB", peak_mb, GOAL_MB),
        ("stored history, MB", stored.blob_bytes / 1e6, GOAL_BLOB_MB),
        ("back in pandas, ms", stored.back_s * 1000, GOAL_BACK_MS),
        ("longest stall of the event loop, ms", stored.stall_s * 1000, GOAL_STALL_MS),
    ]
    for name, figure, goal in reached:
        print(f"{name:44}{figure:8.2f}  (goal: at most {goal}){'' if figure <= goal else '  MISSED'}")
    return int(any(figure > goal for _, figure, goal in reached))


@dataclass(frozen=True)
class _Uploads:
    """What uploads cost, in medians; `stall_s` is the longest of all rounds."""

    seconds: float
    floor_s: float
    two_s: float
    stall_s: float
    blob_bytes: int
    back_s: float


async def _stored(export: Path, data_dir: Path, rounds: int) -> _Uploads:
    settings = Settings(_env_file=None, data_dir=data_dir, browser_path="/nowhere/chromium")
    async with open_services(settings) as services:
        # Twice at once: both workers import, and the database is there.
        await asyncio.gather(*(_upload(services, export, guild_id) for guild_id in (1, 2)))
        seconds, floors, pairs, stalls = [], [], [], []
        for number in range(rounds):
            seconds.append(await _timed(_watched(_upload(services, export, 10 + number), stalls)))
            started_at = time.perf_counter()
            await asyncio.to_thread(_decode, export)
            floors.append(time.perf_counter() - started_at)
            two = (_upload(services, export, 100 + 2 * number + each) for each in (0, 1))
            pairs.append(await _timed(asyncio.gather(*two)))
        history = await services.store.listening.history_of(1, 1)
        names = name_rows(await services.store.catalogue.names(1, 1))
    if history is None or not history.listens:
        raise SystemExit("the upload left no history")
    backs = []
    for _ in range(max(rounds, 5)):
        started_at = time.perf_counter()
        history_from_table(decode(history.blob), *names, "Europe/Berlin")
        backs.append(time.perf_counter() - started_at)
    return _Uploads(
        *map(statistics.median, (seconds, floors, pairs)), max(stalls), len(history.blob), statistics.median(backs)
    )


async def _upload(services: Services, export: Path, guild_id: int) -> None:
    async def fetch() -> bytes:
        return await asyncio.to_thread(export.read_bytes)

    async def show(_: Stage) -> None:
        pass

    file = SentFile(export.name, 1, fetch)
    await upload_export(services, guild_id, 1, "Ada", [file], "Europe/Berlin", show)


async def _timed(work: Awaitable[object]) -> float:
    started_at = time.perf_counter()
    await work
    return time.perf_counter() - started_at


async def _watched(work: Awaitable[object], stalls: list[float]) -> None:
    """Do it, and note the longest time in which the loop served nobody else, beyond the 5 ms of each look."""
    longest = 0.0

    async def look() -> None:
        nonlocal longest
        while True:
            slept_at = time.perf_counter()
            await asyncio.sleep(0.005)
            longest = max(longest, time.perf_counter() - slept_at - 0.005)

    looking = asyncio.create_task(look())
    await work
    looking.cancel()
    stalls.append(longest)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--plays", type=int, default=100_000, help="listens of the export that is timed")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured")
    parser.add_argument("--seed", type=int, default=1, help="another seed is another export")
    parser.add_argument("--large", type=int, default=370_000, help="listens of the export for memory; 0: the same")
    return parser.parse_args()


def _export(path: Path, plays: int, seed: int) -> Path:
    made = member_export(Character.ORDINARY, seed=seed, plays=plays, first_day=date(2008, 10, 7), account=False)
    path.write_bytes(made.extended)
    with zipfile.ZipFile(path) as opened:
        raw = sum(entry.file_size for entry in opened.infolist())
    print(f"{plays:,} plays: {len(made.extended) / 1e6:.1f} MB zipped, {raw / 1e6:.0f} MB of JSON")
    return path


def _times(export: Path, rounds: int) -> dict[str, float]:
    measured: dict[str, Callable[[Path], object]] = {
        "inflate": _inflate,
        "inflate and decode the fields taken": _decode_fields,
        _FLOOR: _decode,
        _READ: _tutti,
        "pandas.read_json": _pandas,
    }
    seconds: dict[str, list[float]] = {name: [] for name in measured}
    _tutti(export)  # the first call imports
    for _ in range(rounds):
        for name, work in measured.items():
            started_at = time.perf_counter()
            work(export)
            seconds[name].append(time.perf_counter() - started_at)
    return {name: statistics.median(each) for name, each in seconds.items()}


def _json_files(export: Path) -> list[bytes]:
    with zipfile.ZipFile(export) as opened:
        return [opened.read(name) for name in opened.namelist() if name.endswith(".json")]


def _inflate(export: Path) -> None:
    with zipfile.ZipFile(export) as opened:
        for name in opened.namelist():
            opened.read(name)


def _decode(export: Path) -> None:
    with zipfile.ZipFile(export) as opened:
        for name in opened.namelist():
            if name.endswith(".json"):
                msgspec.json.decode(opened.read(name))


def _decode_fields(export: Path) -> None:
    with zipfile.ZipFile(export) as opened:
        for name in opened.namelist():
            if name.endswith(".json"):
                _FIELDS_TAKEN.decode(opened.read(name))


def _tutti(export: Path) -> None:
    read_upload([SpooledFile(export, export.name)], Limits())


def _pandas(export: Path) -> None:
    pd.concat([pd.read_json(io.BytesIO(content)) for content in _json_files(export)], ignore_index=True)


_WORKER = """
import resource, sys
from pathlib import Path
from bot.exports.archive import Limits, SpooledFile
from bot.exports.registry import read_upload
def peak_kb():
    status = Path("/proc/self/status").read_text() if Path("/proc/self/status").exists() else ""
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak_kb()
read_upload([SpooledFile(Path(sys.argv[1]), "export.zip")], Limits())
print(before, peak_kb())
"""


def _worker_memory(export: Path) -> tuple[float, float]:
    """Peak resident memory in MB of a process that reads the export: before, and at the end."""
    # A process of its own: a peak can only be measured where nothing else has reached it before.
    done = subprocess.run([sys.executable, "-c", _WORKER, str(export)], check=True, capture_output=True, text=True)
    before_kb, peak_kb = map(int, done.stdout.split())
    return before_kb / 1024, peak_kb / 1024


if __name__ == "__main__":
    sys.exit(main())

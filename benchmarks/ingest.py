# ruff: noqa: INP001 - scripts, run by `make bench` one by one
"""From a ZIP to ordered listens: time against two floors, and memory of the worker.

    python benchmarks/ingest.py [--plays 100000] [--rounds 5] [--seed 1] [--large 370000]

The floor is what nobody who reads this ZIP with msgspec can save: inflating it and decoding its JSON, and nothing
else. The lower floor decodes only the fields that Tutti takes. Each round measures all of them, one after the other,
so that a busy machine is as unfair to one as to the others; the medians are compared. Ends with status 1 if the goal
is missed.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pandas as pd

from bot.exports import spotify_extended
from bot.exports.archive import Limits, SpooledFile
from bot.exports.registry import read_upload
from bot.sandbox.samples import Character, member_export

GOAL_TIMES = 1.8
GOAL_MB = 400
_FIELDS_TAKEN = msgspec.json.Decoder(list[spotify_extended._Row])  # noqa: SLF001 -- the floor has to decode the same fields


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="tutti-bench-") as folder:
        export = _export(Path(folder) / "export.zip", arguments.plays, arguments.seed)
        medians = _times(export, arguments.rounds)
        floor = medians["inflate and decode everything"]
        print(f"\n{'':44}{'ms':>8}{'x floor':>10}")
        for name, seconds in medians.items():
            print(f"{name:44}{seconds * 1000:8.0f}{seconds / floor:10.2f}")
        large = _export(Path(folder) / "large.zip", arguments.large, arguments.seed) if arguments.large else export
        before_mb, peak_mb = _worker_memory(large)
        print(f"\nworker: {before_mb:.0f} MB with its imports, {peak_mb:.0f} MB at its peak (goal: under {GOAL_MB})")
    ratio = medians["Tutti: ZIP to ordered listens"] / floor
    print(f"ratio: {ratio:.2f} (goal: at most {GOAL_TIMES})")
    return int(ratio > GOAL_TIMES or peak_mb > GOAL_MB)


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
        "inflate and decode everything": _decode,
        "Tutti: ZIP to ordered listens": _tutti,
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

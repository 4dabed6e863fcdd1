# ruff: noqa: INP001 - imported by questions.py beside it
"""Questions of every shape as members type them to `/ask`, and the six sample members to ask them of."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import inspect
import itertools
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pictures import STALL_GOAL_MS, longest_stall

from bot.__main__ import open_services
from bot.errors import UserError
from bot.model.answers import Asked as Answerable
from bot.model.members import Consent
from bot.phrasebook.phrasebook import prepare
from bot.sandbox import samples_listening, samples_spotify
from bot.sandbox.samples import SAMPLE_MEMBERS, sample_exports
from bot.services import Clock, Services
from bot.settings import Settings
from bot.usecases.answering import answer
from bot.usecases.ask_question import ask_question
from bot.usecases.present import members_present
from bot.usecases.renew_daybooks import renew_daybooks
from bot.usecases.upload_export import SentFile, Stage, upload_export
from bot.usecases.warm_workers import warm_workers

GUILD = 1
MOODY = "who listens to the saddest music?"
_CHANNELS = itertools.count(secrets.randbits(40))

QUESTIONS = (
    # members in order
    "who listens at 3am the most?",
    "who listens to the most music?",
    "who has the most hours in 2024?",
    "who skips the most?",
    "who is on repeat the most?",
    "who listens to the most different artists?",
    "who discovers the most new artists?",
    "who has the longest streak?",
    "who has the longest session?",
    "who has the most unique taste?",
    "who was first to the most artists?",
    "who listens on their phone the most?",
    "who listens on weekends the most?",
    "quién escucha más entre semana?",
    # names in order
    "top artists of the group",
    "top 10 tracks of everyone by hours",
    "my top albums in 2024",
    "top artists on mondays",
    "which songs do we all know?",
    "most played songs last summer",
    # one number
    "how many plays do we have?",
    "how many hours did i listen last year?",
    "how many different artists did everyone play in 2023?",
    "what share of our plays is at night?",
    "when did i first listen to music?",
    # by time
    "how many plays do we have per month?",
    "which weekday do we listen the most?",
    "at which hour do i listen the most?",
    "my hours per year",
    "skip rate per month",
    "plays per day in 2024",
    # against one another
    "do we listen more on weekends or on weekdays?",
    "did i listen more in 2023 or in 2024?",
    "who changed the most this year?",
    # moods
    "who listens to the saddest music?",
    "how sad was our music per month?",
    "was 2022 sadder than 2024 for us?",
    "who plays the most breakup songs at night?",
    "top sad songs of the group",
    # playlists
    "who has the saddest playlists?",
    "whose breakup playlists are most intense?",
    "who has the most playlists?",
    "which playlist is the oldest?",
    # pairs
    "whose taste is most alike?",
    "whose taste is most like mine?",
)


@dataclass(frozen=True)
class Six:
    """Where the sample members are kept."""

    data_dir: Path
    members: tuple[int, ...] = tuple(range(801, 801 + len(SAMPLE_MEMBERS)))

    @property
    def settings(self) -> Settings:
        """Of a bot that answers from it."""
        return Settings(_env_file=None, data_dir=self.data_dir, browser_path="/nowhere/chromium")


async def six() -> Six:
    """The sample members with their exports, made if they are not there yet: a minute the first time."""
    made_by = "".join(map(inspect.getsource, (samples_listening, samples_spotify)))
    folder = Path(tempfile.gettempdir()) / f"tutti-bench-six-{hashlib.sha256(made_by.encode()).hexdigest()[:8]}"
    found = Six(folder)
    async with open_services(found.settings) as services:
        if (folder / "complete").exists():
            await renew_daybooks(services)  # as the bot does at a start
            return found
        exports = await services.cpu(sample_exports, folder / "exports")
        for member_id, (name, sample) in zip(found.members, SAMPLE_MEMBERS.items(), strict=True):
            await _move_in(services, member_id, name, sample.time_zone, exports[name])
            print(f"\r{name} moved in ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    await asyncio.to_thread((folder / "complete").touch)
    return found


async def _move_in(services: Services, member_id: int, name: str, time_zone: str, paths: Sequence[Path]) -> None:
    async def shown(_: Stage) -> None:
        """Nobody looks."""

    files = [SentFile(path.name, path.stat().st_size, _bytes_of(path)) for path in paths]
    await services.store.members.see(GUILD, member_id, name)
    await upload_export(services, GUILD, member_id, name, files, time_zone, shown)
    await services.store.members.set_consent(GUILD, member_id, Consent.COMPARE, True, services.clock.now())


def _bytes_of(path: Path) -> Callable[[], Awaitable[bytes]]:
    async def fetch() -> bytes:
        return await asyncio.to_thread(path.read_bytes)

    return fetch


@dataclass
class Asked:
    """What came of asking.

    Attributes:
        cold_s: how long the first question took of workers that nobody had warmed.
        seconds: by question, how long each time took.
        refused: questions that had no answer, and why.
        stalls_ms: by how much each turn of the event loop came late, and for how long it was at work itself.
    """

    cold_s: float = 0.0
    seconds: dict[str, list[float]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    stalls_ms: list[tuple[float, float]] = field(default_factory=list)

    @property
    def all_s(self) -> list[float]:
        """Every time that a question took."""
        return [each for seconds in self.seconds.values() for each in seconds]


async def ask_all(settings: Settings, clock: Clock, members: Sequence[int], rounds: int, only: Sequence[str]) -> Asked:
    """Ask every question, each by one member after the other, through the use cases of `/ask`; no picture.

    Both workers have answered a question before its time is taken, so that neither has to read anything anew but what
    is stored. Nothing that is stored is kept from one question to the next.

    Args:
        only: questions that hold one of these; none: all.
    """
    found = Asked()
    async with open_services(settings, clock) as services:
        prepare()
        gc.collect()
        gc.freeze()  # as the bot does at its start
        found.cold_s = await _ask(services, members[0], MOODY, Asked())
        await warm_workers(services)
        watch = asyncio.create_task(longest_stall(found.stalls_ms))
        for question in QUESTIONS:
            if only and not any(part in question for part in only):
                continue
            await asyncio.gather(*(_ask(services, member, question, Asked()) for member in members[:2]))
            for number in range(rounds):
                await _ask(services, members[number % len(members)], question, found)
        watch.cancel()
    return found


async def _ask(services: Services, member: int, question: str, found: Asked) -> float:
    started_at = time.perf_counter()
    try:
        present = await members_present(services, GUILD, member)
        # A channel of its own: no question is read as following another one.
        channel = next(_CHANNELS)
        asked = await ask_question(services, GUILD, channel, member, "Somebody", question, present)
        if not isinstance(asked, Answerable):
            found.refused[question] = f"{asked}"
            return 0.0
        await answer(services, GUILD, member, asked, drawn=False, present=present)
    except UserError as refusal:
        found.refused[question] = str(refusal)
        return 0.0
    took_s = time.perf_counter() - started_at
    found.seconds.setdefault(question, []).append(took_s)
    return took_s


def show(title: str, found: Asked, goal_ms: float) -> bool:
    """Print what came of it; whether 19 of 20 questions were answered in time."""
    print(f"\n{title:64}{'p50':>8}{'worst':>8}")
    for question, seconds in sorted(found.seconds.items(), key=lambda each: -statistics.median(each[1])):
        missed = "  over" if statistics.median(seconds) * 1000 > goal_ms else ""
        print(f"{question:64}{statistics.median(seconds) * 1000:8.0f}{max(seconds) * 1000:8.0f}{missed}")
    for question, why in found.refused.items():
        print(f"{question:64}no answer: {why[:60]}")
    if not found.seconds:
        return True
    p95_ms = statistics.quantiles(found.all_s, n=20, method="inclusive")[-1] * 1000
    late_ms, worked_ms = (max(each) for each in zip(*found.stalls_ms, strict=True))
    print(
        f"all: p50 {statistics.median(found.all_s) * 1000:.0f} ms, p95 {p95_ms:.0f} ms (goal {goal_ms:.0f})\n"
        f"the first in workers that are not warm: {found.cold_s * 1000:.0f} ms\n"
        f"longest turn of the event loop: {worked_ms:.0f} ms of work (goal {STALL_GOAL_MS}), {late_ms:.0f} ms late"
    )
    if hasattr(os, "getloadavg"):
        print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; where it is more, milliseconds say little")
    return p95_ms <= goal_ms

"""A program that does one thing to a database and is killed after its k-th step; see test_kill.py.

    python -m tests.killing FOLDER

For each k it forks: the child opens the database, does the thing, and sends itself SIGKILL after the k-th call into
storage or a worker. It reports what was acknowledged before the kill and what stands after it, one JSON line per k.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from bot.model.members import Consent
from bot.model.polls import Choice, PollTerms, RollEntry, Rules
from bot.narration.template import TemplateNarrator
from bot.services import Services
from bot.settings import Settings
from bot.usecases.cast_ballot import cast_ballot
from bot.usecases.close_polls import close_overdue
from bot.usecases.upload_export import SentFile, upload_export
from storage import migrate, open_store
from tests.clock import HeldClock
from tests.journeys.exports import extended

GUILD, ADA, BO = 1, 10, 11
FIRST = extended(("2024-01-01 10:00", "Radio Ghost", "One", 3))
SECOND = extended(("2024-01-01 10:00", "Radio Ghost", "One", 3), ("2024-01-02 10:00", "Radio Ghost", "Two", 3))


class Killer:
    """Counts steps, and ends the process after the one that was asked for."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self) -> None:
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


class Stepping:
    """Something of the house whose every call is a step before it and one after it."""

    def __init__(self, real: object, killer: Killer) -> None:
        self._real, self._killer = real, killer

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if name in {"members", "catalogue", "listening", "polls"}:
            return Stepping(found, self._killer)
        if not asyncio.iscoroutinefunction(found):
            return found

        async def stepped(*args: object, **kwargs: object) -> object:
            self._killer.step()
            result = await found(*args, **kwargs)
            self._killer.step()
            return result

        return stepped


class HereWorkers:
    """Does the work in this process."""

    async def run(self, work: Callable[..., object], *args: object, **kwargs: object) -> object:
        return work(*args, **kwargs)

    async def run_within(self, _: float, work: Callable[..., object], *args: object, **kwargs: object) -> object:
        return work(*args, **kwargs)


class NoPainter:
    async def png(self, *_: object) -> bytes:
        return b""


def services(folder: Path, killer: Killer, clock: HeldClock) -> Services:
    settings = Settings(_env_file=None, data_dir=folder)
    store, workers = Stepping(open_store(settings.storage_url), killer), Stepping(HereWorkers(), killer)
    return Services(settings, store, workers, TemplateNarrator(), NoPainter(), clock)  # type: ignore[arg-type]


async def upload(tools: Services, member_id: int, export: bytes) -> None:
    async def fetch() -> bytes:
        return export

    async def show(_: object) -> None: ...

    await upload_export(
        tools, GUILD, member_id, f"member {member_id}", [SentFile("e.zip", len(export), fetch)], None, show
    )


async def prepare(folder: Path) -> None:
    """Two members who pool, one with a history, and an open poll in which Bo has voted no."""
    await migrate(Settings(_env_file=None, data_dir=folder).storage_url)
    tools = services(folder, Killer(-1), HeldClock())
    await upload(tools, ADA, FIRST)
    for member_id in (ADA, BO):
        await tools.store.members.see(GUILD, member_id, f"member {member_id}")
        await tools.store.members.set_consent(GUILD, member_id, Consent.POOL, True, tools.clock.now())
    now = tools.clock.now()
    asked = PollTerms("Sell it?", now + timedelta(hours=1), Rules(Fraction(1, 2), Fraction(2, 3)))
    made = await tools.store.polls.create(GUILD, asked, ADA, 5, now)
    await tools.store.polls.open(GUILD, made.poll_id, [RollEntry(ADA), RollEntry(BO)], now)
    await cast_ballot(tools, GUILD, 1, BO, Choice.NO)
    await tools.store.close()


async def act(folder: Path, deed: str, killer: Killer, acknowledge: Callable[[str], None]) -> None:
    """The deed, with a line for everything that the member was told."""
    clock = HeldClock()
    tools = services(folder, killer, clock)
    if deed == "upload":
        await upload(tools, ADA, SECOND)
        acknowledge("uploaded")
    elif deed == "vote":
        await cast_ballot(tools, GUILD, 1, BO, Choice.YES)
        acknowledge("voted yes")
    else:
        clock.advance(hours=2)
        await close_overdue(tools)
        acknowledge("closed")
    await tools.store.close()


async def look(folder: Path) -> dict[str, Any]:
    """What a fresh process finds."""
    await migrate(Settings(_env_file=None, data_dir=folder).storage_url)
    tools = services(folder, Killer(-1), HeldClock())
    polls = tools.store.polls
    history = await tools.store.listening.history_of(GUILD, ADA)
    ballot, result, log = await polls.ballot(GUILD, 1, BO), await polls.result(GUILD, 1), await polls.log(GUILD, 1)
    whoever = await tools.store.listening.sources_of(GUILD, ADA)
    await tools.store.close()
    return {
        "listens": history.listens if history else 0,
        "sources": len(whoever),
        "ballot": ballot.choice if ballot else None,
        "log": len(log),
        "closed": result is not None,
        "counted": [result.conclusion.of("yes"), result.conclusion.of("no")] if result else None,
    }


def in_child(work: Callable[[Callable[[str], None]], Awaitable[object]]) -> tuple[list[str], bool]:
    """Run it in a fork; returns the lines it wrote before it ended, and whether it was killed."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        asyncio.run(work(lambda line: os.write(writer, f"{line}\n".encode())))  # type: ignore[arg-type]
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as lines:
        said = lines.read().splitlines()
    _, status = os.waitpid(pid, 0)
    return said, os.WIFSIGNALED(status)


def main(folder: Path, deed: str) -> None:
    killed, step = True, 0
    while killed:
        place = folder / f"{deed}-{step}"
        place.mkdir()
        in_child(lambda _, place=place: prepare(place))  # type: ignore[misc]
        acknowledged, killed = in_child(lambda say, place=place, step=step: act(place, deed, Killer(step), say))  # type: ignore[misc]

        async def report(say: Callable[[str], None], place: Path = place) -> None:
            say(json.dumps(await look(place)))

        (found,), _ = in_child(report)
        sys.stdout.write(
            json.dumps({"step": step, "killed": killed, "acknowledged": acknowledged, **json.loads(found)}) + "\n"
        )
        step += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])

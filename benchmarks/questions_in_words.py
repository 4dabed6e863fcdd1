# ruff: noqa: INP001 - imported by questions.py beside it
"""Questions of every shape as members type them to `/ask`, and the six sample members to ask them of."""

from __future__ import annotations

import asyncio
import hashlib
import inspect
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.__main__ import open_services
from bot.errors import UserError
from bot.model.members import Consent
from bot.sandbox import samples_listening, samples_spotify
from bot.sandbox.samples import SAMPLE_MEMBERS, sample_exports
from bot.services import Services
from bot.settings import Settings
from bot.usecases.answering import answer
from bot.usecases.ask_question import NotAnswered, ask_question
from bot.usecases.renew_daybooks import renew_daybooks
from bot.usecases.upload_export import SentFile, Stage, upload_export

GUILD, CHANNEL = 1, 2

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
        seconds: by question, how long each time took.
        refused: questions that had no answer, and why.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


async def ask_all(
    services: Services, members: Sequence[int], rounds: int, only: Sequence[str] = (), *, warm: bool = True
) -> Asked:
    """Ask every question, each by one member after the other, through the two use cases of `/ask`; no picture.

    Args:
        warm: first by both workers at once, so that neither has to import or learn anything any more.
    """
    found = Asked()
    for question in QUESTIONS:
        if only and not any(part in question for part in only):
            continue
        if warm:
            await asyncio.gather(*(_ask(services, member, question, Asked()) for member in members[:2]))
        for number in range(rounds):
            await _ask(services, members[number % len(members)], question, found)
    return found


async def _ask(services: Services, member: int, question: str, found: Asked) -> None:
    started_at = time.perf_counter()
    try:
        # A channel of its own: no question is read as following another one.
        asked = await ask_question(services, GUILD, CHANNEL, member, "Somebody", question)
        if isinstance(asked, NotAnswered):
            found.refused[question] = asked.reason
            return
        await answer(services, GUILD, member, asked, drawn=False)
    except UserError as refusal:
        found.refused[question] = str(refusal)
        return
    found.seconds.setdefault(question, []).append(time.perf_counter() - started_at)

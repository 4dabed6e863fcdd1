# ruff: noqa: INP001 - scripts, run by `make bench` one by one
"""How long members wait for an answer: fifty members of fifty thousand plays each, from what is stored, no picture.

    python benchmarks/questions.py [--members 50] [--plays 50000] [--rounds 7] [--only NAME ...] [--words]

Every comparison is asked through its use case, a worker and the database, for all time and for one year, by different
members. Nothing is kept from one question to the next but the page cache, as it is in the bot. The recap of a longer
history is compared with the plainest sum that pandas can make of the same frame. Last come questions in words, of the
six sample members and of the fifty, from the sentence to the card. Ends with status 1 where a goal is missed; of fifty,
what no daybook tells is over it, and is only shown.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

# Workers import this script before they settle, and with it pyarrow, whose allocator would then take 1 GiB of their
# memory at its first byte; see bot/workers.py. The bot's own start imports no pyarrow.
os.environ.setdefault("MIMALLOC_ARENA_EAGER_COMMIT", "0")

import group_of_fifty
import questions_in_words
from group_of_fifty import GUILD, NOW, Fifty

from bot.__main__ import open_services
from bot.analysis.frames import History, history_from_table
from bot.analysis.periods import parse_period
from bot.analysis.recap import recap
from bot.errors import UserError
from bot.model.answers import Asked
from bot.services import Services
from bot.usecases.answering import answer
from bot.usecases.comparisons import COMPARISONS
from bot.usecases.rank_breakups import Scope, rank_breakups
from bot.usecases.standings import name_rows
from storage.blobs import decode

GOAL_MS = 300
GOAL_RECAP_MS = 150
RECAP_PLAYS = 150_000
PERIODS = ("all time", "2024")

Ask = Callable[[int], Awaitable[object]]
"""Asks a question in the place of the n-th member."""


def main() -> int:
    arguments = _arguments()
    fifty = asyncio.run(group_of_fifty.server(arguments.members, arguments.plays))
    if arguments.words:
        return int(not _in_words(fifty, arguments))
    waits = asyncio.run(_waits(fifty, arguments.rounds, arguments.only))
    if hasattr(os, "getloadavg"):
        print(f"\nload {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; where it is more, milliseconds say little")
    print(f"\n{'ms':44}{'p50':>8}{'p95':>8}")
    for name, seconds in waits.items():
        missed = "  MISSED" if _p95(seconds) * 1000 > GOAL_MS else ""
        print(f"{name:44}{statistics.median(seconds) * 1000:8.0f}{_p95(seconds) * 1000:8.0f}{missed}")
    recap_s, sum_s = asyncio.run(_recap_of_a_long_history(arguments.rounds))
    print(f"\nrecap of {RECAP_PLAYS:,} listens: {recap_s * 1000:.0f} ms (goal: at most {GOAL_RECAP_MS}); "
          f"the plain sum per artist: {sum_s * 1000:.0f} ms")  # fmt: skip
    slow = [name for name, seconds in waits.items() if _p95(seconds) * 1000 > GOAL_MS]
    in_time = _in_words(fifty, arguments)
    return int(bool(slow) or recap_s * 1000 > GOAL_RECAP_MS or not in_time)


def _in_words(fifty: Fifty, arguments: argparse.Namespace) -> bool:
    """Whether questions in words are answered in time, of the six sample members."""
    six = asyncio.run(questions_in_words.six())
    ask = questions_in_words.ask_all
    of_six = asyncio.run(ask(six.settings, _Standing(), six.members, arguments.rounds, arguments.only))
    in_time = questions_in_words.show("ms, in words, of the six sample members", of_six, GOAL_MS)
    of_fifty = asyncio.run(ask(fifty.settings, _Standing(), fifty.members[::7], arguments.rounds, arguments.only))
    questions_in_words.show(f"ms, in words, of {len(fifty.members)} members", of_fifty, GOAL_MS)
    return in_time


def _p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1]


async def _waits(fifty: Fifty, rounds: int, only: list[str]) -> dict[str, list[float]]:
    """What each question took, in seconds, by its name."""
    waits: dict[str, list[float]] = {}
    # The clock stands where the histories end, so that "2024" is a year with listening.
    async with open_services(fifty.settings, _Standing()) as services:
        questions = await _questions(services, fifty)
        for name, ask in questions.items():
            if only and not any(part in name for part in only):
                continue
            try:
                await asyncio.gather(ask(0), ask(1))  # both workers import what it needs
            except UserError as refusal:
                print(f"{name:44}refused: {refusal}")
                continue
            waits[name] = [await _timed(ask(number)) for number in range(rounds)]
    return waits


async def _questions(services: Services, fifty: Fifty) -> dict[str, Ask]:
    """Every registered comparison in each period, those with several faces in each of them; and what needs none."""
    ids = {noun: await _played(services, fifty, noun) for noun in ("artist", "track", "album")}

    def of(what: str, period: str, face: _Face) -> Ask:
        async def ask(number: int) -> object:
            asker, other = (fifty.members[(number * 7 + each) % len(fifty.members)] for each in (0, 3))
            name_id = ids.get(face.option)
            asked = Asked(what, period, (asker, other)[: face.members], name_id, face.option)
            return await answer(services, GUILD, asker, asked, drawn=False)

        return ask

    async def breakups(_: int) -> object:
        return await rank_breakups(services, GUILD, Scope.PLAYLISTS, drawn=False)

    async def suggestions(number: int) -> object:
        return await services.store.catalogue.artists_like(GUILD, f"artist {number}")

    found: dict[str, Ask] = {"breakup": breakups, "suggested artists": suggestions}
    for what in COMPARISONS:
        for face in FACES.get(what, (_Face(),)):
            for period in PERIODS:
                found[f"{what} {face.words}, {period}".replace(" ,", ",")] = of(what, period, face)
    return found


async def _played(services: Services, fifty: Fifty, noun: str) -> int:
    """What one of the members has played most."""
    history = await services.store.listening.history_of(GUILD, fifty.members[0])
    if history is None:
        raise SystemExit("the members have no histories")
    ids = decode(history.blob)[noun].unify_dictionaries().combine_chunks()
    most = ids.value_counts().to_pylist()
    return int(max(most, key=lambda each: each["counts"])["values"])


@dataclass(frozen=True)
class _Face:
    """One way of asking a comparison: of so many members, of a name, or by an option of its own."""

    members: int = 0
    option: str = ""
    words: str = ""


_NAMES = tuple(_Face(option=noun, words=f"of {noun}") for noun in ("artist", "track", "album"))
_OWN = (_Face(), _Face(members=1, words="of one"))

FACES: dict[str, tuple[_Face, ...]] = {
    "ask": (),  # see `questions_in_words`
    "affinity": (_Face(members=1),),
    "blend": (_Face(), _Face(members=2, words="of two")),
    "crowns": (_Face(), _Face(option="plays", words="by plays"), _Face(option="share", words="by share")),
    "gaps": _OWN,
    "milestones": _OWN,
    "moods": _OWN,
    "recap": (_Face(words="of the server"), *(_Face(n, words=f"of {n}") for n in (1, 2))),
    "skips": _OWN,
    "streaks": _OWN,
    "taste": (_Face(members=2),),
    "whofirst": _NAMES,
    "whoknows": _NAMES,
}


class _Standing:
    """A clock that stands at the end of the histories."""

    now = staticmethod(lambda: NOW)

    async def sleep_until(self, _moment: object) -> None:
        """Never comes: nothing of the benchmark waits for the clock."""
        await asyncio.Event().wait()


async def _timed(work: Awaitable[object]) -> float:
    started_at = time.perf_counter()
    await work
    return time.perf_counter() - started_at


async def _recap_of_a_long_history(rounds: int) -> tuple[float, float]:
    """Medians: the recap of one long history, and one groupby of pandas over the same frame."""
    fifty = await group_of_fifty.server(1, RECAP_PLAYS)
    async with open_services(fifty.settings) as services:
        stored = await services.store.listening.history_of(GUILD, fifty.members[0])
        names = name_rows(await services.store.catalogue.names(GUILD, fifty.members[0]))
    if stored is None:
        raise SystemExit("the long history is not there")
    history = history_from_table(decode(stored.blob), *names, "Europe/Berlin")
    return _median(rounds, lambda: _recap(history)), _median(rounds, lambda: _plain_sum(history))


def _recap(history: History) -> object:
    return recap(history, parse_period("all time", NOW.date()))


def _plain_sum(history: History) -> object:
    return history.listens.groupby("artist_id")["played_ms"].sum().nlargest(10)


def _median(rounds: int, work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(rounds + 1):
        started_at = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - started_at)
    return statistics.median(seconds[1:])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--members", type=int, default=50)
    parser.add_argument("--plays", type=int, default=50_000, help="of each member")
    parser.add_argument("--rounds", type=int, default=7, help="how often each question is asked")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="questions whose names hold one of these")
    parser.add_argument("--words", action="store_true", help="only the questions in words")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

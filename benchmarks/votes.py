# ruff: noqa: INP001 - scripts, run by `make bench` one by one
"""How fast ballots are taken: beside a bare loop of the same statements, and by five hundred members at once.

    python benchmarks/votes.py [--voters 100] [--casts 40] [--rounds 5] [--members 500] [--only storage|sandbox]

The bare loop is sqlite3 and nothing else, on a copy of the same database with the same pragmas: begin, read where the
poll stands, append to the log, replace the ballot, commit; one after the other. A lone cast through storage alternates
with one of its steps, so that both meet the same disk. Then many voters cast at once, each one ballot after the other.
In the sandbox members press a button within one second; the bot is a process of its own, as it is at an operator's.
Ends with status 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from bot.collective.ballots import CHAIN_START, chain_link, commitment, new_nonce, poll_key
from bot.model.polls import Poll, PollTerms, RollEntry, Rules
from bot.sandbox.events import InteractionAnswered, InteractionFailed, MessageChanged, MessageShown
from bot.sandbox.pilot import Modal, Pilot, SeenMessage
from bot.sandbox.server import Sandbox
from bot.sandbox.world import Message
from bot.sandbox.worlds import build_world
from bot.settings import Settings
from storage import Store, migrate, open_store

GOAL_LONE, GOAL_P99_MS, GOAL_CLICKED_S, GOAL_EDIT_EVERY_S = 8.0, 50.0, 1.5, 5.0
GUILD, NOW = 1, datetime(2026, 7, 1, 12, tzinfo=UTC)
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Measure, print a table, and say by the exit status whether the goals are met."""
    arguments = _arguments()
    met = []
    with tempfile.TemporaryDirectory(prefix="tutti-votes-") as folder:
        if arguments.only != "sandbox":
            met.append(asyncio.run(_storage(Path(folder), arguments.voters, arguments.casts, arguments.rounds)))
        if arguments.only != "storage":
            met.append(asyncio.run(_sandbox(Path(folder), arguments.members)))
    return int(not all(met))


# -- storage beside a bare loop ---------------------------------------------------------------------------------------


async def _storage(folder: Path, voters: int, casts: int, rounds: int) -> bool:
    lone: list[float] = []
    bare: list[float] = []
    rates: list[float] = []
    waits: list[float] = []
    lone_each = 200
    for number in range(rounds):
        store, file = await _opened(folder / f"round-{number}")
        poll = await _poll(store, lone_each + voters * casts)
        await store.close()  # and everything stands in the file, nothing in the log beside it
        store = open_store(f"sqlite+aiosqlite:///{file}")
        shutil.copy(file, folder / "bare.sqlite3")
        loop = _BareLoop(folder / "bare.sqlite3", poll)
        for member_id in range(1, lone_each + 1):
            bare.append(loop.cast(member_id))
            lone.append(await _timed_cast(store, poll, member_id))
        started_at = time.perf_counter()
        for turn in await asyncio.gather(
            *(_voter(store, poll, lone_each + 1 + voter * casts, casts) for voter in range(voters))
        ):
            waits += turn
        rates.append(voters * casts / (time.perf_counter() - started_at))
        loop.close()
        log = await store.polls.log(GUILD, poll.poll_id)
        if len(log) != lone_each + voters * casts:
            raise SystemExit("ballots were lost")
        await store.close()
    bare_s, lone_s, rate = statistics.median(bare), statistics.median(lone), statistics.median(rates)
    p99_ms = statistics.quantiles(waits, n=100, method="inclusive")[98] * 1000
    print(f"{'durable casts':44}{'us each':>12}{'casts/s':>12}{'beside the loop':>18}")
    print(f"{'a bare sqlite3 loop, one by one':44}{bare_s * 1e6:12.0f}{1 / bare_s:12.0f}{'1.0x':>18}")
    print(f"{'a lone cast through storage':44}{lone_s * 1e6:12.0f}{1 / lone_s:12.0f}{lone_s / bare_s:17.1f}x")
    many = f"{voters} voters at once, p99 {p99_ms:.1f} ms"
    print(f"{many:44}{1e6 / rate:12.0f}{rate:12.0f}{1 / rate / bare_s:17.2f}x")
    return lone_s <= GOAL_LONE * bare_s and rate * bare_s >= 1 and p99_ms <= GOAL_P99_MS


async def _opened(folder: Path) -> tuple[Store, Path]:
    file = folder / "tutti.sqlite3"
    url = f"sqlite+aiosqlite:///{file}"
    await migrate(url)
    return open_store(url), file


async def _poll(store: Store, electorate: int) -> Poll:
    """An open poll in which nobody has voted."""
    terms = PollTerms("Well?", NOW + timedelta(days=1), Rules(Fraction(1, 2), Fraction(1, 2)))
    made = await store.polls.create(GUILD, terms, 1, None, NOW)
    opened = await store.polls.open(GUILD, made.poll_id, [RollEntry(each + 1) for each in range(electorate)], NOW)
    if opened is None:
        raise SystemExit("the poll was open")
    return opened


async def _timed_cast(store: Store, poll: Poll, member_id: int) -> float:
    nonce = new_nonce()
    committed = commitment(poll_key(GUILD, poll.poll_id), "yes", nonce)
    started_at = time.perf_counter()
    await store.polls.cast(GUILD, poll.poll_id, member_id, "yes", NOW, nonce, committed, chain_link)
    return time.perf_counter() - started_at


async def _voter(store: Store, poll: Poll, first: int, casts: int) -> list[float]:
    return [await _timed_cast(store, poll, member_id) for member_id in range(first, first + casts)]


class _BareLoop:
    """The statements of a cast with nothing around them."""

    def __init__(self, file: Path, poll: Poll) -> None:
        self._key = (GUILD, poll.poll_id)
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            self._connection.execute(f"PRAGMA {pragma}")

    def cast(self, member_id: int) -> float:
        """One cast; how long it took in seconds."""
        nonce = secrets.token_bytes(32)
        committed = commitment(poll_key(*self._key), "yes", nonce)
        started_at = time.perf_counter()
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        _, _, on_roll, own_seq, seq, chain = run(
            "SELECT state, closes_at, r.member_id, b.seq, l.seq, l.chain FROM poll p"
            " LEFT JOIN roll r ON r.guild_id = p.guild_id AND r.poll_id = p.poll_id AND r.member_id = ?3"
            " LEFT JOIN ballot b ON b.guild_id = p.guild_id AND b.poll_id = p.poll_id AND b.member_id = ?3"
            " LEFT JOIN (SELECT seq, chain FROM ballot_log WHERE guild_id = ?1 AND poll_id = ?2"
            " ORDER BY seq DESC LIMIT 1) l ON true WHERE p.guild_id = ?1 AND p.poll_id = ?2",
            (*self._key, member_id),
        ).fetchone()
        if on_roll is None or own_seq is not None:
            raise SystemExit("the bare loop votes once for each on the roll")
        link = chain_link(chain or CHAIN_START, committed)
        seq = (seq or 0) + 1
        run(
            "INSERT INTO ballot_log (guild_id, poll_id, seq, commitment, chain) VALUES (?, ?, ?, ?, ?)",
            (*self._key, seq, committed, link),
        )
        run(
            "INSERT INTO ballot (guild_id, poll_id, member_id, choice, nonce, seq, cast_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (guild_id, poll_id, member_id) DO UPDATE SET"
            " choice = excluded.choice, nonce = excluded.nonce, seq = excluded.seq, cast_at = excluded.cast_at",
            (*self._key, member_id, "yes", nonce, seq, 1),
        )
        run("COMMIT")
        return time.perf_counter() - started_at

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


# -- the whole bot in the sandbox -------------------------------------------------------------------------------------


@dataclass
class _Clicks:
    """What became of everybody's press, in seconds from the first of them."""

    pressed: dict[int, float]
    answered: dict[int, float]
    receipts: dict[int, float]
    failed: list[str]
    edits: list[float]
    shown: list[tuple[float, int, Message]]


async def _sandbox(folder: Path, members: int) -> bool:
    names = [f"Member {number:03}" for number in range(members)]
    world = build_world({"Town": (names, 1, ("votes",))})
    world.application.privileged_intents = True
    data_dir = folder / "data"
    async with Sandbox(world, data_dir=folder / "world") as place, _bot(place, data_dir):
        card = await _opened_poll(place)
        clicks = await _click(place, card, members)
    store = open_store(Settings(_env_file=None, data_dir=data_dir).storage_url)
    (poll,) = await store.polls.open_polls()
    box = await store.polls.box(poll.guild_id, poll.poll_id)
    log = await store.polls.log(poll.guild_id, poll.poll_id)
    await store.close()
    last_s = max(clicks.answered.values(), default=0.0)
    waits = [clicks.receipts[each] - clicks.pressed[each] for each in clicks.receipts]
    closest_s = min((late - early for early, late in zip(clicks.edits, clicks.edits[1:], strict=False)), default=99.0)
    print(f"{members} members pressing within {max(clicks.pressed.values()):.2f} s in the sandbox")
    print(f"  {len(clicks.answered)} acknowledged, {last_s:.2f} s after the first press; {len(clicks.failed)} not")
    print(f"  from press to receipt: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s")
    print(f"  ballots {len(box.ballots)}, log {len(log)}, receipts {len(clicks.receipts)}")
    print(f"  edits of the live card: {len(clicks.edits)}, at least {closest_s:.1f} s apart")
    whole = len(box.ballots) == len(log) == len(clicks.receipts) == members and not clicks.failed
    return whole and last_s <= GOAL_CLICKED_S and closest_s >= GOAL_EDIT_EVERY_S


@asynccontextmanager
async def _bot(place: Sandbox, data_dir: Path) -> AsyncIterator[None]:
    """`tutti run` as an operator starts it, at the sandbox."""
    environment = os.environ | {
        "DISCORD_TOKEN": place.token,
        "DISCORD_API_URL": place.url,
        "DATA_DIR": str(data_dir),
        "SERVER_MEMBERS_INTENT": "true",
        "BROWSER_PATH": "/nowhere/chromium",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    if process.stderr is None:
        raise SystemExit("the bot says nothing")
    try:
        async with asyncio.timeout(120):
            while b"ready as" not in (line := await process.stderr.readline()):
                if not line:
                    raise SystemExit("the bot ended before it was ready")
        yield
    finally:
        process.terminate()
        await process.communicate()


async def _opened_poll(place: Sandbox) -> SeenMessage:
    """A poll of everybody's, with live counts, and its card with buttons."""
    first = Pilot(place, patience_s=60).member("Member 000")
    form = await first.command("poll create", results="live", closes="in 1 day")
    if not isinstance(form, Modal):
        raise SystemExit(f"no form: {form}")
    preview = await first.submit(form, {"Question": "Where do we meet?", "Options": "Oslo\nRome\nLima"})
    if isinstance(preview, Modal):
        raise SystemExit("a form after the form")
    await first.press(preview, "Open it")
    return await first.wait_until(lambda message: any(each.custom_id.startswith("vote:") for each in message.buttons))


async def _click(place: Sandbox, card: SeenMessage, members: int) -> _Clicks:
    """Everybody presses a button of the card within a second; then the card is watched for some edits."""
    (town,) = place.world.guilds.values()
    everyone = sorted(user_id for user_id in town.members if not place.world.users[user_id].bot)
    buttons = [each.custom_id for each in card.buttons if each.custom_id.startswith("vote:")]
    clicks = _Clicks({}, {}, {}, [], [], [])
    with place.world.subscribe() as events:
        began_at = time.perf_counter()

        async def press(number: int, user_id: int) -> None:
            await asyncio.sleep(number / members * 0.99)
            clicks.pressed[user_id] = time.perf_counter() - began_at
            await place.actions.press(user_id, card.id, buttons[number % len(buttons)])

        presses = [asyncio.create_task(press(*each)) for each in enumerate(everyone[:members])]
        ends_at = began_at + 12
        while (left := ends_at - time.perf_counter()) > 0:
            try:
                event = await asyncio.wait_for(events.get(), left)
            except TimeoutError:
                break
            at = time.perf_counter() - began_at
            if isinstance(event, InteractionAnswered):
                clicks.answered[event.user_id] = at
            elif isinstance(event, InteractionFailed):
                clicks.failed.append(event.why)
            elif isinstance(event, MessageChanged) and event.message.id == card.id:
                clicks.edits.append(at)
            elif isinstance(event, MessageShown | MessageChanged) and event.visible_to is not None:
                clicks.shown.append((at, event.visible_to, event.message))
        await asyncio.gather(*presses)
    for at, user_id, message in clicks.shown:
        if "Your ballot" in SeenMessage(message, place).text:
            clicks.receipts.setdefault(user_id, at)
    return clicks


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--voters", type=int, default=100, help="who cast at once through storage")
    parser.add_argument("--casts", type=int, default=40, help="of each, one after the other")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--members", type=int, default=500, help="who press within a second in the sandbox")
    parser.add_argument("--only", choices=("storage", "sandbox"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""Voting and closing, killed at random moments again and again; what was acknowledged must be there each time.

    python -m tests.storage.killed_votes [ROUNDS] [SEED]

Each round forks a process that opens poll after poll, votes in it with eight members, who change their minds as fast as
they are answered, and closes it from six sides. It is sent SIGKILL at a random moment of that. A second process then
looks at what is there and closes what is open. Says one line of JSON per round and ends with status 1 where something
that was acknowledged is lost, or something is there by half.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bot.errors import PollClosed
from bot.model.polls import Choice, Poll, PollState
from storage import Store, migrate, open_store
from tests.storage.builders import GUILD, NOON
from tests.storage.votes import asked, cast, close, hold, link

VOTERS = range(100, 108)
CHOICES = list(Choice)
LONGEST_S = 0.3
"""The latest moment of a kill, after the process said that it begins."""

Say = Callable[[str], object]


def url_of(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


async def vote_and_close(file: Path, rng: random.Random, say: Say) -> None:
    """Poll after poll is opened, voted in and closed. Everything that is acknowledged is said at once."""
    store = open_store(url_of(file))
    await store.polls.create(GUILD, asked(), 9, None, NOON)  # and connections, modules and statements are there
    say("begins")
    while True:
        poll = await hold(store, *VOTERS)
        say(f"opened {poll.poll_id}")
        await _until_closed(store, poll, rng.randint(1, 60), say)


async def _until_closed(store: Store, poll: Poll, close_after: int, say: Say) -> None:
    enough, cast_so_far = asyncio.Event(), 0

    async def voter(member_id: int) -> None:
        nonlocal cast_so_far
        for number in range(1_000_000):
            choice = CHOICES[(member_id + number) % 3]
            try:
                taken = await cast(store, poll, member_id, choice, member_id * 1_000_000 + number)
            except PollClosed:
                return
            say(f"cast {poll.poll_id} {taken.seq} {member_id} {choice} {taken.chain.hex()}")
            cast_so_far += 1
            if cast_so_far >= close_after:
                enough.set()

    async def closer() -> None:
        await enough.wait()
        if await close(store, poll) is not None:
            say(f"closed {poll.poll_id}")

    await asyncio.gather(*(voter(member_id) for member_id in VOTERS), *(closer() for _ in range(6)))


async def look(file: Path, say: Say) -> None:
    """What a fresh start finds of each poll, and what comes of closing it once more."""
    await migrate(url_of(file))
    store = open_store(url_of(file))
    for poll in reversed(await store.polls.recent_polls(GUILD, 1_000_000)):
        if poll.state is not PollState.SCHEDULED:
            say(json.dumps(await _found(store, poll)))
    await store.close()


async def _found(store: Store, poll: Poll) -> dict[str, Any]:
    box = await store.polls.box(GUILD, poll.poll_id)
    found: dict[str, Any] = {
        "poll_id": poll.poll_id,
        "state": poll.state,
        "had_result": await store.polls.result(GUILD, poll.poll_id) is not None,
        "ballots": {member_id: (seq, choice) for member_id, seq, choice in box.ballots},
        "roll": len(box.roll),
    }
    found["closes"] = [await close(store, poll) is not None for _ in range(2)]
    found["log"] = [
        (entry.commitment.hex(), entry.chain.hex(), entry.choice)
        for entry in await store.polls.log(GUILD, poll.poll_id)
    ]
    result = await store.polls.result(GUILD, poll.poll_id)
    assert result is not None
    said = result.conclusion
    found["counted"] = [said.of("yes"), said.of("no"), said.abstain, result.log_entries]
    return found


def lost(said: list[str], found: list[dict[str, Any]]) -> list[str]:
    """What was acknowledged and is not there, or is there by half; empty where all is well."""
    polls = {str(each["poll_id"]): each for each in found}
    acknowledged = [line.split() for line in said]
    wrong = [f"poll {poll_id} is lost" for what, poll_id, *_ in acknowledged if poll_id not in polls]
    for poll_id, each in polls.items():
        own = [words for words in acknowledged if words[1] == poll_id]
        casts = [words[2:] for words in own if words[0] == "cast"]
        wrong += [f"poll {poll_id}: {what}" for what in (*_lost_casts(casts, each), *_lost_close(own, each))]
    return wrong


def _lost_casts(casts: list[list[str]], found: dict[str, Any]) -> Iterator[str]:
    log, head = found["log"], bytes(32)
    for commitment, chain, _ in log:
        head = link(head, bytes.fromhex(commitment))
        if head.hex() != chain:
            yield "the chain is broken"
    for seq, member_id, choice, chain in casts:
        kept_seq, kept_choice = found["ballots"].get(member_id, (0, ""))
        if int(seq) > len(log) or log[int(seq) - 1][1] != chain:
            yield f"the log has lost entry {seq}"
        elif kept_seq < int(seq) or (kept_seq == int(seq) and kept_choice != choice):
            yield f"the ballot of {member_id} is older than entry {seq}"


def _lost_close(own: list[list[str]], found: dict[str, Any]) -> Iterator[str]:
    said_closed = [words[0] for words in own].count("closed")
    if (found["state"] == PollState.CLOSED) != found["had_result"] or found["roll"] != len(VOTERS):
        yield "it is open or closed by half"
    if said_closed > found["had_result"] or found["closes"] != [not found["had_result"], False]:
        yield "it did not close exactly once"
    choices = [choice for _, choice in found["ballots"].values()]
    if found["counted"] != [*(choices.count(choice) for choice in CHOICES), len(found["log"])]:
        yield "the result is not what the ballots say"
    if sorted(choice for *_, choice in found["log"] if choice is not None) != sorted(choices):
        yield "the log does not open to the ballots that count"


def killed_at(moment_s: float | None, work: Callable[[Say], Coroutine[Any, Any, None]]) -> list[str]:
    """The whole lines that a fork said before it ended, or was killed so long after it began."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        asyncio.run(work(lambda line: os.write(writer, f"{line}\n".encode())))
        os._exit(0)
    os.close(writer)
    said = os.read(reader, 65_536)
    ends_at = time.monotonic() + (moment_s or 0)
    while moment_s is not None and (left := ends_at - time.monotonic()) > 0:
        if select.select([reader], [], [], left)[0]:
            said += os.read(reader, 65_536)
    if moment_s is not None:
        os.kill(pid, signal.SIGKILL)
    while more := os.read(reader, 65_536):
        said += more
    os.close(reader)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) == (moment_s is not None), status
    return said.decode().split("\n")[:-1]


def main(rounds: int = 100, seed: int = 1) -> int:
    """Every round; 1 where one of them lost something."""
    rng, bad = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        fresh, file = Path(folder, "fresh.sqlite3"), Path(folder, "tutti.sqlite3")
        asyncio.run(migrate(url_of(fresh)))
        for number in range(rounds):
            for old in Path(folder).glob("tutti.sqlite3*"):
                old.unlink()
            shutil.copy(fresh, file)
            moment_s, dice = rng.uniform(0, LONGEST_S), random.Random(rng.random())
            said = killed_at(moment_s, partial(vote_and_close, file, dice))[1:]
            found = [json.loads(line) for line in killed_at(None, partial(look, file))]
            wrong = lost(said, found)
            bad += bool(wrong)
            report = {
                "round": number,
                "killed_after_ms": round(moment_s * 1000, 1),
                "casts": sum(line.startswith("cast") for line in said),
                "closes": sum(line.startswith("closed") for line in said),
                "unsaid": sum(len(each["log"]) for each in found) - sum(line.startswith("cast") for line in said),
                "lost": wrong,
            }
            sys.stdout.write(json.dumps(report) + "\n")
            sys.stdout.flush()
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

"""SIGKILL in the middle of everything: what was acknowledged is there, and what is there is whole."""

import asyncio
import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.model.polls import PollState
from storage import Store, migrate, open_store
from storage.tables import guild_artist, member_artist
from tests.storage.builders import ADA, BO, GUILD
from tests.storage.votes import DEADLINE, conclude, link, open_poll, root

pytestmark = pytest.mark.kill

ROOT = Path(__file__).parents[2]


async def killed(what: str, url: str, lines: int) -> list[list[str]]:
    """What a busy process acknowledged before it was killed: at least this many lines."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.storage.busy_process", what, url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    said = [await process.stdout.readline() for _ in range(lines)]
    process.kill()
    said += (await process.stdout.read()).splitlines(keepends=True)
    assert await process.wait() == -signal.SIGKILL
    whole = [line.decode().split() for line in said if line.endswith(b"\n")]
    assert len(whole) >= lines
    return whole


@pytest.mark.parametrize("round_", range(4))
async def test_no_acknowledged_ballot_is_lost(store: Store, url: str, round_: int):
    poll = await open_poll(store, *range(100, 104))
    acknowledged = await killed("vote", url, random.Random(round_).randint(1, 120))
    await migrate(url)
    log = {entry.seq: entry for entry in await store.polls.log(GUILD, poll.poll_id)}
    head = bytes(32)
    for seq in range(1, len(log) + 1):
        head = link(head, log[seq].commitment)
        assert log[seq].chain == head
    last: dict[int, tuple[int, str]] = {}
    for seq, member_id, choice, chain in acknowledged:
        assert log[int(seq)].chain.hex() == chain
        last[int(member_id)] = (int(seq), choice)
    for member_id, (seq, choice) in last.items():
        ballot = await store.polls.ballot(GUILD, poll.poll_id, member_id)
        assert ballot is not None
        assert ballot.seq >= seq
        assert ballot.seq > seq or ballot.choice == choice
    result = await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    assert result is not None
    assert result.conclusion.of("yes") + result.conclusion.of("no") + result.conclusion.abstain >= len(last)


def test_nothing_is_lost_and_all_is_closed_once_wherever_voting_and_closing_are_cut_off():
    """A hundred rounds take half a minute: `python -m tests.storage.killed_votes 100`."""
    run = subprocess.run(  # noqa: PLW1510 - the code is asserted below, with what it said
        [sys.executable, "-m", "tests.storage.killed_votes", "20"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    assert (run.returncode, run.stderr, [report for report in reports if report["lost"]]) == (0, "", [])
    assert len(reports) == 20
    assert sum(report["casts"] for report in reports) > 100
    assert sum(report["closes"] for report in reports) > 5


@pytest.mark.parametrize("lines", [1, 2])
async def test_a_close_is_whole_or_not_there(store: Store, url: str, lines: int):
    poll = await open_poll(store, *range(100, 104))
    acknowledged = await killed("close", url, lines)
    found = await store.polls.poll(GUILD, poll.poll_id)
    result = await store.polls.result(GUILD, poll.poll_id)
    assert found is not None
    assert (found.state is PollState.CLOSED) == (result is not None)
    if ["closed"] in acknowledged:
        assert result is not None
    again = await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    assert (again is None) == (result is not None)
    assert (again or result).conclusion.of("yes") == 4


@pytest.mark.parametrize("round_", range(3))
async def test_no_acknowledged_upload_is_lost_and_totals_stay_exact(store: Store, url: str, round_: int):
    acknowledged = await killed("upload", url, random.Random(round_).randint(1, 12))
    await store.close()
    await migrate(url)
    reopened = open_store(url)
    for member_id in (ADA, BO):
        digests = {each.digest for each in await reopened.listening.sources_of(GUILD, member_id)}
        assert {digest for who, digest in acknowledged if int(who) == member_id} <= digests
    async with reopened._database.reading() as connection:
        summed = select(member_artist.c.artist_id, func.count(), func.sum(member_artist.c.ms)).where(
            member_artist.c.plays > 0
        )
        expected = (await connection.execute(summed.group_by(member_artist.c.artist_id))).all()
        totals = select(guild_artist.c.artist_id, guild_artist.c.listeners, guild_artist.c.ms)
        found = (await connection.execute(totals)).all()
    await reopened.close()
    assert sorted(map(tuple, found)) == sorted(map(tuple, expected))

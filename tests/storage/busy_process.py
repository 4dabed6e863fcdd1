"""A process that works on a store and says on its standard output what was acknowledged, until it is killed.

python -m tests.storage.busy_process vote|close|upload URL
"""

from __future__ import annotations

import asyncio
import sys

from bot.model.polls import Choice, Poll
from storage import Store, open_store
from tests.storage.builders import ADA, BO, GUILD, plays, upload
from tests.storage.votes import DEADLINE, cast, conclude, root

CHOICES = list(Choice)


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - what the test reads


async def vote(store: Store, poll: Poll) -> None:
    """Four members change their minds for as long as they live."""

    async def voter(member_id: int) -> None:
        for nonce in range(1_000_000):
            choice = CHOICES[(member_id + nonce) % 3]
            result = await cast(store, poll, member_id, choice, member_id * 1_000_000 + nonce)
            say(result.seq, member_id, choice, result.chain.hex())

    await asyncio.gather(*(voter(member_id) for member_id in range(100, 104)))


async def close(store: Store, poll: Poll) -> None:
    for member_id in range(100, 104):
        await cast(store, poll, member_id, Choice.YES, member_id)
    say("closing")
    await store.polls.close(GUILD, poll.poll_id, DEADLINE, conclude, root)
    say("closed")
    await asyncio.Event().wait()


async def uploads(store: Store) -> None:
    """Two members upload again and again, each time something else."""
    for number in range(1_000_000):
        for member_id in (ADA, BO):
            stored = await upload(store, GUILD, member_id, plays("Both", f"Artist {number}", "Both"), compare=True)
            say(member_id, stored.new_sources[0].digest)


async def main(what: str, url: str) -> None:
    store = open_store(url)
    if what == "upload":
        await uploads(store)
        return
    (poll,) = await store.polls.open_polls()
    await (vote if what == "vote" else close)(store, poll)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

"""The sample members' first evening: each uploads their exports through the bot, as a member would, and agrees.

It happens once for each data folder: whoever moved in is written down, and a second start finds them stored.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.sandbox.bodies import SentFile
from bot.sandbox.pilot import Pilot, SeenMessage
from bot.sandbox.samples import SAMPLE_MEMBERS, MemberExport, SampleMember, collective, export_of
from bot.sandbox.server import Sandbox
from bot.sandbox.worlds import COLLECTIVE, COLLECTIVE_MEMBERS, FRIENDS
from bot.services import Services

AGREED = ("Compare me", "Word things about me", "Pool for sales")
RELUCTANT = {"Bo": ("Compare me", "Pool for sales")}
"""Sample members who did not agree to everything, so that this can be seen too."""

_PROGRESS_MARKS = ("█", "░")
_PATIENCE_S = 300.0


async def move_in(sandbox: Sandbox, services: Services, say: Callable[[str], None]) -> None:
    """Let everyone upload who has not yet: first the six friends, then the collective.

    Args:
        sandbox: open, with the bot in it.
        services: their workers make the exports, and their settings say where it is written who moved in.
        say: prints a line for whoever started the sandbox.
    """
    pilot = Pilot(sandbox, _PATIENCE_S)
    everyone: Mapping[str, Mapping[str, SampleMember]] = {
        FRIENDS: SAMPLE_MEMBERS,
        COLLECTIVE: collective(COLLECTIVE_MEMBERS),
    }
    with _written_down(services.settings.data_dir / "moved-in.json") as moved_in:
        for guild, members in everyone.items():
            waiting = {name: member for name, member in members.items() if f"{guild}/{name}" not in moved_in}
            if not waiting:
                continue
            say(f"{len(waiting)} sample members of “{guild}” upload their exports, once ...")
            # As many at a time as have a worker each.
            turns = asyncio.Semaphore(services.settings.workers)
            async with asyncio.TaskGroup() as group:
                uploads = [
                    group.create_task(_one(turns, pilot, services, guild, name, member))
                    for name, member in waiting.items()
                ]
                for upload in asyncio.as_completed(uploads):
                    moved_in.add(f"{guild}/{await upload}")
            say(f"“{guild}” is complete.")


async def _one(
    turns: asyncio.Semaphore, pilot: Pilot, services: Services, guild: str, name: str, member: SampleMember
) -> str:
    """One member moves in when it is their turn; returns the name."""
    async with turns:
        await _upload(pilot, guild, name, member, await services.cpu(export_of, name, member))
    return name


async def _upload(pilot: Pilot, guild: str, name: str, member: SampleMember, export: MemberExport) -> None:
    """Hand over the exports and press the consent buttons; then tidy the private messages away, as one does."""
    uploader = pilot.member(name, guild)
    files = [SentFile(filename, content) for filename, content in export.files().items()]
    before = {message.id for message in uploader.sees()}
    await uploader.command("upload", until=_is_finished, file=files, time_zone=member.time_zone)
    choices = await uploader.wait_until(lambda message: any(AGREED[0] in button.label for button in message.buttons))
    for use in RELUCTANT.get(name, AGREED):
        await uploader.press(choices, f"{use}: off")
    for message in uploader.sees():
        if message.ephemeral and message.id not in before:
            uploader.dismiss(message)


def _is_finished(message: SeenMessage) -> bool:
    return not any(mark in message.text for mark in _PROGRESS_MARKS)


@contextmanager
def _written_down(path: Path) -> Iterator[set[str]]:
    """Who has moved in; written again when the block is left, also by Ctrl-C."""
    moved_in = set(json.loads(path.read_text())) if path.exists() else set()
    try:
        yield moved_in
    finally:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(sorted(moved_in), ensure_ascii=False, indent=1))

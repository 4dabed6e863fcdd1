"""Who waits for the disk waits together; nobody is answered with another's answer, or never."""

import asyncio
from collections.abc import Sequence

import pytest

from storage.group_commit import MOST_AT_ONCE, GroupCommit


class Disk:
    """Takes numbers, and answers each with its double, when it is let go."""

    def __init__(self) -> None:
        self.turns: list[list[int]] = []
        self.stored: list[int] = []
        self.free = asyncio.Event()
        self.breaks_on: set[int] = set()
        self.refuses: set[int] = set()

    async def write(self, asked: Sequence[int]) -> Sequence[int | BaseException]:
        self.turns.append(list(asked))
        await self.free.wait()
        if self.breaks_on.intersection(asked):
            raise OSError(f"broken by {asked}")
        taken = [number for number in asked if number not in self.refuses]
        self.stored += taken
        return [2 * number if number in taken else ValueError(number) for number in asked]


async def begun(disk: Disk, group: GroupCommit[int, int], *numbers: int) -> list[asyncio.Task[int]]:
    """These ask while the disk is busy with 0."""
    tasks = []
    for asking in ((0,), numbers):
        tasks += [asyncio.create_task(group.ask(number)) for number in asking]
        for _ in range(4):
            await asyncio.sleep(0)
    assert disk.turns == [[0]]
    return tasks


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def group(disk: Disk) -> GroupCommit[int, int]:
    return GroupCommit(disk.write)


async def test_who_comes_while_the_disk_is_busy_shares_the_next_turn_in_order(disk: Disk, group):
    tasks = await begun(disk, group, 3, 1, 2)
    disk.free.set()
    assert await asyncio.gather(*tasks) == [0, 6, 2, 4]
    assert disk.turns == [[0], [3, 1, 2]]


async def test_nobody_is_answered_before_the_turn_is_over(disk: Disk, group):
    tasks = await begun(disk, group, 1)
    assert not any(task.done() for task in tasks)
    disk.free.set()
    assert await asyncio.gather(*tasks) == [0, 2]


async def test_one_who_is_refused_disturbs_nobody(disk: Disk, group):
    disk.refuses = {2}
    tasks = await begun(disk, group, 1, 2, 3)
    disk.free.set()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert answers[:2] + answers[3:] == [0, 2, 6]
    assert isinstance(answers[2], ValueError)
    assert len(disk.turns) == 2


async def test_one_whom_the_disk_cannot_take_fails_alone(disk: Disk, group):
    disk.breaks_on = {2}
    tasks = await begun(disk, group, 1, 2, 3)
    disk.free.set()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert answers[:2] + answers[3:] == [0, 2, 6]
    assert str(answers[2]) == "broken by [2]"
    assert disk.turns == [[0], [1, 2, 3], [1], [2], [3]]


async def test_one_who_gives_up_waiting_is_left_out_and_the_others_are_not(disk: Disk, group):
    tasks = await begun(disk, group, 1, 2, 3)
    tasks[2].cancel()
    await asyncio.sleep(0)
    disk.free.set()
    await asyncio.wait(tasks)
    assert tasks[2].cancelled()
    assert [task.result() for task in (tasks[0], tasks[1], tasks[3])] == [0, 2, 6]
    assert disk.stored == [0, 1, 3]


async def test_one_who_gives_up_during_their_turn_may_be_stored_and_the_others_are(disk: Disk, group):
    tasks = await begun(disk, group, 1)
    tasks[0].cancel()
    disk.free.set()
    await asyncio.wait(tasks)
    assert tasks[0].cancelled()
    assert tasks[1].result() == 2
    assert disk.stored == [0, 1]


async def test_a_turn_has_an_end(disk: Disk, group):
    tasks = await begun(disk, group, *range(1, MOST_AT_ONCE + 2))
    disk.free.set()
    await asyncio.gather(*tasks)
    assert [len(turn) for turn in disk.turns] == [1, MOST_AT_ONCE, 1]


async def test_whoever_asks_between_two_turns_is_taken(disk: Disk, group):
    disk.free.set()
    for number in range(5):
        assert await group.ask(number) == 2 * number
    assert disk.turns == [[number] for number in range(5)]


async def test_closing_waits_until_nobody_waits(disk: Disk, group):
    tasks = await begun(disk, group, 1)
    asyncio.get_running_loop().call_soon(disk.free.set)
    await group.settled()
    assert [task.result() for task in tasks] == [0, 2]


async def test_a_loop_that_ends_leaves_nobody_waiting(disk: Disk, group):
    tasks = await begun(disk, group, 1)
    (turns,) = [task for task in asyncio.all_tasks() if task.get_name() == "commit what waits"]
    turns.cancel()
    disk.free.set()
    await asyncio.wait_for(asyncio.wait(tasks), 5)
    assert all(task.cancelled() for task in tasks)

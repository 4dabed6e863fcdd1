"""Requests that arrive while another is under way share the next transaction.

A commit costs the same for one ballot and for a hundred: most of it is waiting for the disk. So whoever comes while the
disk is busy waits for the next turn with all the others who came, and one commit answers them all. A poll that five
hundred members look up at once is likewise read a few times and not five hundred.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

MOST_AT_ONCE = 256
"""More wait for the turn after: how long one turn takes is how long everybody in it waits."""

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[Asked, Answered]):
    asked: Asked
    answer: asyncio.Future[Answered]


class GroupCommit(Generic[Asked, Answered]):
    """Takes requests from many callers and writes those that wait in one transaction.

    Each caller is answered after the commit that its request is in. Requests are written in the order in which they
    came. A caller that is cancelled while its request waits is left out; later than that, the request is stored and
    nobody is told.

    Args:
        write: stores requests in one transaction, and answers them in their order: with what came of it, or with the
            error of one that was refused. Where it raises, nothing of the whole batch may have been stored; each
            request is then tried alone, so that one that the database cannot take spoils nothing for the others.
    """

    def __init__(self, write: Callable[[Sequence[Asked]], Awaitable[Sequence[Answered | BaseException]]]) -> None:
        self._write = write
        self._waiting: deque[_Waiting[Asked, Answered]] = deque()
        self._turns: asyncio.Task[None] | None = None

    async def ask(self, asked: Asked) -> Answered:
        """Write this with whatever else is waiting; returns or raises what came of it, after the commit."""
        answer: asyncio.Future[Answered] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(asked, answer))
        if self._turns is None or self._turns.done():
            self._turns = asyncio.create_task(self._take_turns(), name="commit what waits")
        return await answer

    async def settled(self) -> None:
        """Wait until nobody waits."""
        while self._turns is not None and not self._turns.done():
            await asyncio.wait([self._turns])

    async def _take_turns(self) -> None:
        try:
            while self._waiting:
                turn = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]
                await self._settle([each for each in turn if not each.answer.done()])
        finally:  # also where the loop is being shut down: nobody waits for an answer that never comes
            while self._waiting:
                self._waiting.popleft().answer.cancel()

    async def _settle(self, turn: Sequence[_Waiting[Asked, Answered]]) -> None:
        if not turn:
            return
        writing = asyncio.ensure_future(self._write([each.asked for each in turn]))
        try:
            await asyncio.wait([writing])
        finally:
            if not writing.done() or writing.cancelled():
                for each in turn:
                    each.answer.cancel()
        if writing.cancelled():
            return
        error = writing.exception()
        if error is None:
            for each, came in zip(turn, writing.result(), strict=True):
                _tell(each.answer, came)
        elif len(turn) == 1:
            _tell(turn[0].answer, error)
        else:
            for each in turn:
                await self._settle([each])


def _tell(answer: asyncio.Future[Answered], came: Answered | BaseException) -> None:
    if answer.done():  # cancelled meanwhile
        return
    if isinstance(came, BaseException):
        answer.set_exception(came)
    else:
        answer.set_result(came)

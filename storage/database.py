"""The one database behind the stores: who may read, who may write, and when files are scrubbed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy import Connection, Engine, Executable, Select, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import UpdateBase

from storage import dialect
from storage.tables import scrub_due

CHUNK = 500
"""Rows per step: binding or unpacking them holds the event loop for 1 to 3 ms."""

T = TypeVar("T")
P = ParamSpec("P")


_entered: ContextVar[tuple[object, ...]] = ContextVar("entered", default=())
"""The guild locks that this task, or one that it was started by, is inside of."""


@dataclass(slots=True, weakref_slot=True)
class _GuildLock:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    entry: object | None = None
    """Stands for the block that holds it now; a task started in an earlier block is not inside."""


class _Steps:
    """A thread with a connection of its own, for transactions that run in it as a whole."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="storage")

    async def run(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._transact, work)

    def _transact(self, work: Callable[[Connection], T]) -> T:
        with self.engine.begin() as connection:
            return work(connection)

    def close(self) -> None:
        """After the transaction under way."""
        self._thread.shutdown()
        self.engine.dispose()


class Database:
    """Connections to one database, handed out so that promises hold.

    Reads run beside everything else and see one moment of the database. Writes of this process come one at a time:
    SQLite has a single writer, and a queue here is fair and does not poll.

    Args:
        url: of SQLAlchemy. Nothing is opened before the first use.

    Raises:
        SettingsError: see `dialect.database_file`.
    """

    def __init__(self, url: str) -> None:
        self._reader = dialect.make_engine(url)
        self._writer = dialect.for_writing(self._reader)
        engines = dialect.make_step_engines(url)
        self._steps = engines and tuple(_Steps(engine) for engine in engines)
        self._unfinished: list[Callable[[], Awaitable[None]]] = []
        self._write_lock = asyncio.Lock()
        self._guild_locks: WeakValueDictionary[int, _GuildLock] = WeakValueDictionary()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees the database as it was at its first statement."""
        async with self._reader.begin() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self, guild_id: int) -> AsyncIterator[AsyncConnection]:
        """A transaction that alone may write. It is on the disk when the block ends; an exception undoes all of it."""
        async with self._write_lock, self._writer.begin() as connection:
            await dialect.begin_writing(connection, guild_id)
            yield connection

    async def read_in_one_step(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """`reading` for work that runs from its first statement to its last without the event loop: a plain function.

        It may run in another thread: what it is given must not be touched meanwhile.
        """
        if self._steps is not None:
            return await self._steps[0].run(lambda connection: work(connection, *args, **kwargs))
        async with self.reading() as connection:
            return await connection.run_sync(work, *args, **kwargs)

    async def write_in_one_step(
        self,
        guild_ids: Collection[int],
        work: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """`writing` for such work, in one or more guilds. It is on the disk when this returns."""
        async with self._write_lock:
            if self._steps is not None:
                return await self._steps[1].run(lambda connection: work(connection, *args, **kwargs))
            async with self._writer.begin() as connection:
                for guild_id in sorted(guild_ids):  # everybody in the same order, or two could wait for each other
                    await dialect.begin_writing(connection, guild_id)
                return await connection.run_sync(work, *args, **kwargs)

    @asynccontextmanager
    async def guild_writes(self, guild_id: int) -> AsyncIterator[None]:
        """Keep the guild's catalogue as it is over several steps; see `Store.guild_writes`."""
        guild = self._guild_locks.get(guild_id)
        if guild is None:
            guild = self._guild_locks[guild_id] = _GuildLock()
        if guild.entry in _entered.get():
            yield
            return
        async with guild.lock:
            guild.entry = object()
            token = _entered.set((*_entered.get(), guild.entry))
            try:
                yield
            finally:
                guild.entry = None
                _entered.reset(token)

    async def scrub(self, *, at_most_bytes: int | None = None) -> bool:
        """Rewrite the files if an erasure asks for it; whether no erasure is waiting any more."""
        async with self._write_lock:
            async with self._reader.begin() as connection:
                if (await connection.execute(select(scrub_due.c.guild_id).limit(1))).first() is None:
                    return True
            if not await dialect.rewrite(self._reader, at_most_bytes=at_most_bytes):
                return False
            async with self._writer.begin() as connection:
                await connection.execute(delete(scrub_due))
            return True

    def before_closing(self, finished: Callable[[], Awaitable[None]]) -> None:
        """Have `close` wait for this first: writes that wait for their turn."""
        self._unfinished.append(finished)

    async def close(self) -> None:
        """Wait for the writes under way, then close every connection. The log is folded into the file."""
        for finished in self._unfinished:
            await finished()
        async with self._write_lock:
            for steps in self._steps or ():
                steps.close()
            await self._reader.dispose()


def chunks(rows: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """Slices of at most `size`, in order."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


async def in_chunks(connection: AsyncConnection, statement: UpdateBase, rows: Sequence[dict[str, Any]]) -> None:
    """Run a statement for many rows without holding the event loop for long."""
    for chunk in chunks(rows):
        await connection.execute(statement, list(chunk))


async def fetched(
    connection: AsyncConnection, statement: Select[Any] | Executable, parameters: dict[str, Any] | None = None
) -> AsyncIterator[Sequence[Any]]:
    """A query's rows in chunks, fetched as they are needed."""
    async with connection.stream(statement, parameters) as result:
        async for chunk in result.partitions(CHUNK):
            yield chunk

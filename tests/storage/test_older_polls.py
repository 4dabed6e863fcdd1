"""Polls that were held before there were methods, electorates and delegations go on where they were."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

import storage.migrations
from bot.collective.ballots import merkle_root
from bot.model.polls import Audience, Choice, Conduct, LogEntry, Method, PollState, RollEntry
from storage import Store, dialect, migrate, open_store
from storage.columns import to_ms
from tests.storage.builders import ADA, BO, CY, GUILD, NOON
from tests.storage.conftest import sqlite_url
from tests.storage.votes import DEADLINE, cast, close, commitment, link

CLOSED, OPEN = 1, 2
MOMENT, LATER = to_ms(NOON), to_ms(DEADLINE)


def nonce(number: int) -> bytes:
    return number.to_bytes(32, "big")


async def migrate_until(url: str, step: str) -> None:
    def upgrade(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(storage.migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, step)

    dialect.make_file(dialect.database_file(url) or Path())
    engine = dialect.for_writing(dialect.make_engine(url, migrating=True))
    async with engine.connect() as connection:
        await connection.run_sync(upgrade)
    await engine.dispose()


def hold_polls(path: Path) -> None:
    """One poll that closed with yes 1, no 1 after a changed mind, and one that is open with a ballot in it."""
    heads = [bytes(32)]
    for number, choice in enumerate(("no", "no", "yes"), start=1):
        heads.append(link(heads[-1], commitment(choice, nonce(number))))
    open_head = link(bytes(32), commitment("yes", nonce(9)))
    with sqlite3.connect(path) as connection:
        connection.executescript(
            f"""
            INSERT INTO guild (guild_id, time_zone) VALUES ({GUILD}, 'UTC');
            INSERT INTO counter VALUES ({GUILD}, 'offer', 2, 0), ({GUILD}, 'poll', 2, 0);
            INSERT INTO member (guild_id, member_id, display_name, time_zone, joined_at)
                VALUES ({GUILD}, {ADA}, 'Ada', 'UTC', 1), ({GUILD}, {BO}, 'Bo', 'UTC', 1);
            INSERT INTO offer VALUES ({GUILD}, 1, 'Solo', 100, 'USD', 's', 'p', {CY}, {MOMENT}),
                ({GUILD}, 2, 'Solo', 100, 'USD', 's', 'p', NULL, {MOMENT});
            INSERT INTO poll VALUES
                ({GUILD}, 1, 1, 'Sell?', 1, 2, 2, 3, 2, {MOMENT}, {LATER}, 'closed', {LATER}, 555, 777, {LATER}),
                ({GUILD}, 2, 2, 'Again?', 1, 2, 2, 3, 2, {MOMENT}, {LATER}, 'open', NULL, 555, NULL, NULL);
            INSERT INTO roll VALUES ({GUILD}, 1, {ADA}), ({GUILD}, 1, {BO}), ({GUILD}, 2, {ADA}), ({GUILD}, 2, {BO});
            """  # noqa: S608 - the numbers above
        )
        log = "INSERT INTO ballot_log VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)"
        connection.execute(log, (GUILD, 1, 1, commitment("no", nonce(1)), heads[1], 3, None, None))
        connection.execute(log, (GUILD, 1, 2, commitment("no", nonce(2)), heads[2], None, "no", nonce(2)))
        connection.execute(log, (GUILD, 1, 3, commitment("yes", nonce(3)), heads[3], None, "yes", nonce(3)))
        connection.execute(log, (GUILD, 2, 1, commitment("yes", nonce(9)), open_head, None, None, None))
        ballot = "INSERT INTO ballot VALUES (?, ?, ?, ?, ?, ?, ?)"
        connection.execute(ballot, (GUILD, 1, BO, "no", nonce(2), 2, MOMENT))
        connection.execute(ballot, (GUILD, 1, ADA, "yes", nonce(3), 3, MOMENT))
        connection.execute(ballot, (GUILD, 2, ADA, "yes", nonce(9), 1, MOMENT))
        result = (GUILD, 1, LATER, 2, 1, 1, 0, 0, "not over threshold", 3, heads[3])
        connection.execute("INSERT INTO poll_result VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", result)
    connection.close()


@pytest.fixture
async def older(tmp_path: Path):
    """A store over a database that held its polls before."""
    url = sqlite_url(tmp_path / "older.sqlite3")
    await migrate_until(url, "0012")
    hold_polls(tmp_path / "older.sqlite3")
    await migrate(url)
    store = open_store(url)
    yield store
    await store.close()


async def test_what_was_asked_is_asked_still(older: Store):
    poll = await older.polls.poll(GUILD, OPEN)
    assert poll is not None
    assert (poll.terms.method, poll.terms.electorate.audience, poll.terms.conduct) == (
        Method.YES_NO,
        Audience.POOL,
        Conduct(),
    )
    assert (poll.terms.question, poll.terms.closes_at, poll.state) == ("Again?", DEADLINE, PollState.OPEN)
    assert (poll.electorate, poll.votes, poll.opened_at, poll.created_by) == (2, 2, NOON, None)
    closed = await older.polls.poll(GUILD, CLOSED)
    assert closed is not None
    assert (closed.created_by, closed.message_id, closed.announced_at) == (CY, 777, DEADLINE)
    assert await older.polls.roll_of(GUILD, OPEN) == (RollEntry(ADA), RollEntry(BO))


async def test_a_result_from_before_is_the_same_with_a_root_over_its_log(older: Store):
    result = await older.polls.result(GUILD, CLOSED)
    assert result is not None
    conclusion = result.conclusion
    assert (conclusion.counts, conclusion.abstain, conclusion.ballots, conclusion.votes) == (
        (("yes", 1), ("no", 1)),
        *(0, 2, 2),
    )
    assert (conclusion.passed, conclusion.winners, conclusion.reason) == (False, (), "not over threshold")
    log = await older.polls.log(GUILD, CLOSED)
    assert result.log_root == merkle_root([entry.commitment for entry in log])
    assert log[0] == LogEntry(1, commitment("no", nonce(1)), log[0].chain, superseded_by=3)
    assert (log[2].choice, log[2].votes, result.log_head) == ("yes", 1, log[2].chain)


async def test_an_open_poll_goes_on_to_its_close(older: Store):
    poll = await older.polls.poll(GUILD, OPEN)
    assert poll is not None
    replaced = await cast(older, poll, ADA, Choice.NO, 10)
    await cast(older, poll, BO, Choice.NO, 11)
    assert (replaced.seq, replaced.replaced) == (2, True)
    result = await close(older, poll)
    assert result is not None
    assert (result.conclusion.of("yes"), result.conclusion.of("no"), result.log_entries) == (0, 2, 3)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE poll SET secret = 0",
        "UPDATE poll SET closes_at = closes_at + 1",
        "UPDATE poll_result SET tally = '{}'",
        "UPDATE ballot_log SET chain = commitment",
        "UPDATE roll SET votes = 2",
        "INSERT INTO roll SELECT guild_id, poll_id, 1, 1 FROM poll",
    ],
)
async def test_what_was_promised_before_is_final_too(older: Store, tampering: str):
    with pytest.raises(IntegrityError, match="is final"):
        async with older._database.writing(GUILD) as connection:
            await connection.execute(text(tampering))


async def test_ids_go_on_counting(older: Store):
    before = await older.polls.poll(GUILD, OPEN)
    assert before is not None
    made = await older.polls.create(GUILD, before.terms, ADA, 555, NOON)
    assert (made.poll_id, made.opened_at) == (3, datetime(2024, 2, 14, 12, tzinfo=UTC))

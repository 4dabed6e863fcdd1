"""Offers from before they had states go on where their votes left them."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from bot.model.sales import Inclusion, Offer, OfferState, OfferTerms
from storage import Store, migrate, open_store
from storage.columns import to_ms
from tests.storage.builders import CY, GUILD, NOON
from tests.storage.conftest import sqlite_url
from tests.storage.test_older_polls import migrate_until
from tests.storage.votes import DEADLINE

PASSED, FAILED, OPEN = 1, 2, 3
MOMENT, LATER = to_ms(NOON), to_ms(DEADLINE)


def offer_things(path: Path) -> None:
    """Of three offers one passed, one failed, and one is being voted on."""
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO guild (guild_id, time_zone) VALUES (?, 'UTC')", (GUILD,))
        connection.execute("INSERT INTO counter VALUES (?, 'offer', 3, 0), (?, 'poll', 3, 0)", (GUILD, GUILD))
        for number in (PASSED, FAILED, OPEN):
            offered = (GUILD, number, "Solo", 100, "USD", "s", "p", CY, MOMENT)
            connection.execute("INSERT INTO offer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", offered)
            ended = ("open", None) if number == OPEN else ("closed", LATER)
            asked = (GUILD, number, number, "Sell?", 1, 2, 2, 3, 2, MOMENT, LATER, *ended, 555, None, None)
            connection.execute(f"INSERT INTO poll VALUES ({', '.join('?' * len(asked))})", asked)  # noqa: S608 - marks
            if number != OPEN:
                result = (GUILD, number, LATER, 2, 0, 0, 0, int(number == PASSED), "reason", 0, bytes(32))
                connection.execute(f"INSERT INTO poll_result VALUES ({', '.join('?' * 11)})", result)  # noqa: S608 - marks
    connection.close()


@pytest.fixture
async def older(tmp_path: Path):
    url = sqlite_url(tmp_path / "older.sqlite3")
    await migrate_until(url, "0012")
    offer_things(tmp_path / "older.sqlite3")
    await migrate(url)
    store = open_store(url)
    yield store
    await store.close()


async def test_each_stands_where_its_vote_left_it_with_the_terms_that_all_had(older: Store):
    found = {each.offer_id: each for each in await older.offers.offers_of(GUILD)}
    terms = OfferTerms("Solo", 100, "USD", "s", "p", inclusion=Inclusion.NOT_OBJECTING, opt_out=timedelta(days=3))
    until = DEADLINE + timedelta(days=3)
    assert found == {
        PASSED: Offer(GUILD, PASSED, terms, CY, NOON, OfferState.OPT_OUT, PASSED, until),
        FAILED: Offer(GUILD, FAILED, terms, CY, NOON, OfferState.FAILED, FAILED, None),
        OPEN: Offer(GUILD, OPEN, terms, CY, NOON, OfferState.OPEN, OPEN, None),
    }


async def test_their_polls_still_hang_on_them(older: Store):
    poll = await older.polls.poll(GUILD, OPEN)
    assert poll is not None
    assert poll.offer_id == OPEN
    step = await older.offers.step(GUILD, PASSED, [OfferState.OPT_OUT], OfferState.WITHDRAWN, "withdrawn", CY, DEADLINE)
    assert step is not None
    assert step.seq == 1

"""A sale from draft to the last cent, and members who leave on the way."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from bot.sandbox.pilot import MemberPilot, Modal, SeenMessage, SentFile
from tests.journeys.conftest import House
from tests.journeys.sales import FRIENDS, attached, draft, fill_pool, passed, propose, vote


@pytest.fixture
async def pool(house: House) -> House:
    await fill_pool(house)
    return house


def ada(house: House) -> MemberPilot:
    return house.member("Ada", channel="votes")


async def said(member: MemberPilot, name: str, **options: object) -> str:
    answer = await member.command(name, **options)
    assert isinstance(answer, SeenMessage)
    return answer.text


async def built(house: House) -> SeenMessage:
    """A sale that passed, three days later."""
    await passed(house)
    house.clock.advance(days=3)
    return await ada(house).wait_until(lambda message: "Solo AI is built" in message.text)


async def package(house: House) -> zipfile.ZipFile:
    """The file that Ada is given."""
    answer = await ada(house).command("sale deliver", offer=1)
    assert isinstance(answer, SeenMessage)
    return zipfile.ZipFile(io.BytesIO(attached(house, answer)))


def artists_in(found: zipfile.ZipFile) -> dict[str, list[str]]:
    (name,) = [each for each in found.namelist() if each.endswith(".csv")]
    rows = list(csv.reader(io.StringIO(found.read(name).decode("utf-8-sig"))))
    return {row[0]: row[1:] for row in rows[1:]}


async def test_a_preview_shows_the_columns_the_rows_and_what_is_left_out(pool: House):
    preview = await draft(pool)
    assert preview.ephemeral
    assert "artist" in preview.text
    assert "contributors" in preview.text
    assert "Common Ground" in preview.text
    assert "2 rows" in preview.text
    assert "6 of 8 left out" in preview.text, "each friend's own artist is played by nobody else"
    assert "Each would get $16.66 or $16.67" in preview.text
    for name in FRIENDS:
        assert name not in preview.text


async def test_nothing_is_kept_of_an_offer_that_has_nothing_to_sell(pool: House):
    refused = await draft(pool, options={"contributors": 11})
    assert "No cell of this slice has at least 11 contributors" in refused.text
    assert "kept as offer 1" in refused.text
    changed = await ada(pool).press(refused, "Change it")
    assert isinstance(changed, Modal)
    assert "Solo AI" in str(changed.payload)


async def test_voters_look_at_the_slice_from_the_card_and_others_do_not(pool: House):
    card = await propose(pool)
    bo = pool.member("Bo", channel="votes")
    shown = await bo.press(card, "What exactly would be sold?")
    assert shown.ephemeral
    assert "Common Ground" in shown.text
    assert "Open the vote" not in [button.label for button in shown.buttons]


async def test_a_sale_goes_from_draft_to_the_last_cent(pool: House):
    await built(pool)
    found = artists_in(await package(pool))
    assert set(found) == {"Common Ground", "Radio Ghost"}
    assert found["Common Ground"][0] == "5", "Farid voted no and is not in it"
    books = await said(ada(pool), "payouts received", offer=1, amount="99.10", note="bank")
    assert "$0.90 still to come" in books
    books = await said(ada(pool), "payouts missing", offer=1, amount="$0.90", reason="bank fee")
    assert "5 shares, 5 of them open" in books
    bo = pool.member("Bo")
    assert "$19.82" in await said(bo, "earnings")
    assert "earned nothing" in await said(pool.member("Farid"), "earnings")
    listed = await ada(pool).command("payouts list", offer=1)
    assert isinstance(listed, SeenMessage)
    content = attached(pool, listed).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert sum(round(float(row["amount"]) * 100) for row in rows) == 9910
    one = await said(ada(pool), "payouts paid", offer=1, reference=rows[0]["reference"])
    assert "4 of them open" in one
    filled = content.replace(",\r\n", ",yes\r\n")
    marked = await ada(pool).command("payouts paid", offer=1, file=SentFile("paid.csv", filled.encode()))
    assert isinstance(marked, SeenMessage)
    assert "4 contributors** marked as paid" in marked.text
    assert "was paid before" in marked.text
    status = await said(pool.member("Chidi"), "sale status", offer=1)
    assert "every cent is paid out" in status
    steps = [
        "written down",
        "looked at",
        "put to the vote",
        "passed",
        "package built",
        "package delivered",
        "divided",
        "closed",
    ]
    log = status[status.index("1. <t:") :]
    places = [log.index(step) for step in steps]
    assert places == sorted(places)


async def test_who_leaves_after_the_vote_is_not_in_the_package(pool: House):
    await built(pool)
    dana = pool.member("Dana")
    left = await said(dana, "pool leave", sale=1)
    assert "out of the sale to Solo AI, and still in the pool" in left
    # Four contributors are fewer than the five that the slice promises.
    told = await ada(pool).wait_until(lambda message: "cannot be built" in message.text)
    assert "Nothing was handed over" in told.text
    stale = await said(ada(pool), "sale deliver", offer=1)
    assert "Somebody who is in this package has left" in stale
    assert "a contributor left" in await said(ada(pool), "sale status", offer=1)
    assert "Dana" not in await said(ada(pool), "sale status", offer=1)


async def test_a_package_is_built_anew_when_somebody_leaves(pool: House):
    card = await propose(pool)
    for name in FRIENDS:
        await vote(pool, name, card, "Yes")
    pool.clock.advance(hours=2)
    await ada(pool).wait_until(lambda message: "The sale to Solo AI passed" in message.text)
    pool.clock.advance(days=3)
    first = await ada(pool).wait_until(lambda message: "Solo AI is built" in message.text)
    assert "6 contributors" in first.text
    await said(pool.member("Dana"), "pool leave")
    again = await ada(pool).wait_until(
        lambda message: "Solo AI is built" in message.text and "5 contributors" in message.text
    )
    assert again.text != first.text
    assert artists_in(await package(pool))["Radio Ghost"][0] == "5"


async def test_nobody_leaves_what_the_buyer_has(pool: House):
    await built(pool)
    await package(pool)
    late = await said(pool.member("Bo"), "pool leave", sale=1)
    assert "Its package is delivered" in late
    standing = await said(pool.member("Bo"), "pool status")
    assert "delivered with your listening in its sums" in standing


async def test_a_second_package_of_the_same_days_is_refused_when_one_member_more_is_in_it(pool: House):
    await built(pool)
    await package(pool)
    second = await draft(pool, Buyer="Duo AI")
    assert "was sold before, and fewer than 5 contributors joined, left or changed" in second.text


async def test_what_one_buyer_was_promised_alone_is_not_sold_again(pool: House):
    await passed(pool, options={"exclusive_until": "2030-01-01"})
    pool.clock.advance(days=3)
    await ada(pool).wait_until(lambda message: "Solo AI is built" in message.text)
    await package(pool)
    second = await draft(pool, Buyer="Duo AI")
    assert "A buyer was promised that until 2030-01-01 nobody else is sold these tables" in second.text


async def test_a_failed_vote_ends_the_sale(pool: House):
    card = await propose(pool)
    for name in FRIENDS:
        await vote(pool, name, card, "No")
    pool.clock.advance(hours=2)
    await ada(pool).wait_until(lambda message: "did not pass" in message.text)
    pool.clock.advance(days=4)
    status = await said(ada(pool), "sale status", offer=1)
    assert "the vote did not pass; nothing is sold" in status
    assert "This cannot be done with the offer now" in await said(ada(pool), "sale deliver", offer=1)


async def test_only_moderators_deliver_and_keep_the_books(pool: House):
    await built(pool)
    bo = pool.member("Bo", channel="votes")
    assert "Only members who may Manage Server" in await said(bo, "sale deliver", offer=1)
    assert "Only members who may Manage Server" in await said(bo, "sale withdraw", offer=1)


async def test_two_moderators_deliver_where_the_server_wants_it(pool: House):
    guild = pool.sandbox.world.guilds[ada(pool).guild_id]
    moderates = guild.members[ada(pool).user_id].role_ids
    guild.members[pool.member("Bo").user_id].role_ids.extend(moderates)
    assert "delivered and withdrawn by two moderators" in await said(ada(pool), "settings", sale_moderators="two")
    await built(pool)
    first = await said(ada(pool), "sale deliver", offer=1)
    assert "2 moderators confirm it in this server, and 1 did so far" in first
    again = await said(ada(pool), "sale deliver", offer=1)
    assert "1 did so far" in again, "the same moderator twice is one"
    bo = await pool.member("Bo", channel="votes").command("sale deliver", offer=1)
    assert isinstance(bo, SeenMessage)
    assert attached(pool, bo)[:2] == b"PK"


async def test_a_withdrawn_sale_hands_nothing_over(pool: House):
    await built(pool)
    assert "Nothing is sold" in await said(ada(pool), "sale withdraw", offer=1, reason="the buyer is gone")
    assert "This cannot be done" in await said(ada(pool), "sale deliver", offer=1)


async def test_nothing_in_a_package_came_from_discord(pool: House):
    await built(pool)
    found = await package(pool)
    names = {name.encode() for name in FRIENDS} | {b"Friends", b"votes"}
    ids = {str(pool.member(name).user_id).encode() for name in FRIENDS}
    for each in found.namelist():
        content = found.read(each)
        for trace in names | ids:
            assert not re.search(rb"\b" + re.escape(trace) + rb"\b", content), (each, trace)

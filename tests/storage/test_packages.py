import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.errors import NeedsConfirmation, PackageStale
from bot.model.members import Consent
from bot.model.polls import Choice
from bot.model.sales import Balances, OfferState
from storage import Store, open_store
from tests.storage.builders import ADA, BO, CY, GUILD, OTHER_GUILD
from tests.storage.sales import (
    LATER,
    MOD,
    OTHER_MOD,
    built,
    delivered,
    money_in,
    opened,
    passed,
    record,
    roster,
    sha,
)

HOUR = timedelta(hours=1)


async def test_a_package_is_kept_with_its_roster_and_the_buyer_owes_the_price(store: Store):
    offer = await passed(store)
    kept = await store.packages.store(record(offer), roster(ADA, BO, CY), MOD, LATER)
    assert kept == replace(record(offer), build=1, archive=None)
    assert await store.packages.archive(GUILD, offer.offer_id) == b"package"
    assert await store.packages.roster(GUILD, offer.offer_id) == tuple(roster(ADA, BO, CY))
    assert (await store.packages.latest(GUILD, offer.offer_id)) == kept
    standing = await store.offers.offer(GUILD, offer.offer_id)
    assert standing is not None
    assert standing.state is OfferState.BUILT
    assert await store.ledger.balances(GUILD, offer.offer_id) == Balances("USD", price=1_000, buyer=1_000, pot=1_000)
    last = (await store.offers.steps(GUILD, offer.offer_id))[-1]
    assert (last.step, last.by, last.details) == ("built", MOD, sha("package").hex())


async def test_a_package_of_an_offer_that_waits_for_none_is_not_kept(store: Store):
    offer = await opened(store, {ADA: Choice.YES})
    assert await store.packages.store(record(offer), roster(ADA), MOD, LATER) is None
    assert await store.packages.latest(GUILD, offer.offer_id) is None


async def test_a_package_with_somebody_who_left_while_it_was_built_is_not_kept(store: Store):
    offer = await passed(store)
    await store.offers.leave(GUILD, offer.offer_id, CY, LATER)
    with pytest.raises(PackageStale):
        await store.packages.store(record(offer), roster(ADA, BO, CY), MOD, LATER)
    assert await store.packages.latest(GUILD, offer.offer_id) is None
    assert await store.ledger.balances(GUILD, offer.offer_id) == Balances()


async def test_a_later_build_takes_the_place_of_the_one_before(store: Store):
    offer = await built(store)
    await store.offers.leave(GUILD, offer.offer_id, CY, LATER)
    again = await store.packages.store(record(offer, 2, "again"), roster(ADA, BO), MOD, LATER)
    assert again is not None
    assert again.build == 2
    assert await store.packages.archive(GUILD, offer.offer_id) == b"again"
    assert [each.member_id for each in await store.packages.roster(GUILD, offer.offer_id)] == [ADA, BO]
    assert (await store.ledger.balances(GUILD, offer.offer_id)).price == 1_000
    async with store._database.reading() as connection:
        kept = (await connection.execute(text("SELECT build, archive IS NULL FROM package ORDER BY build"))).all()
        members = (await connection.execute(text("SELECT count(*) FROM package_member"))).scalar()
    assert [tuple(row) for row in kept] == [(1, 1), (2, 0)]
    assert members == 2


@pytest.mark.parametrize("how", ["sale", "pool", "erasure"])
async def test_a_package_is_not_delivered_once_somebody_in_it_left(store: Store, how: str):
    offer = await built(store)
    assert await store.packages.is_current(GUILD, offer.offer_id)
    if how == "sale":
        await store.offers.leave(GUILD, offer.offer_id, CY, LATER)
    elif how == "pool":
        await store.members.set_consent(GUILD, CY, Consent.POOL, False, LATER)
    else:
        await store.members.erase(GUILD, CY)
    assert not await store.packages.is_current(GUILD, offer.offer_id)
    with pytest.raises(PackageStale):
        await store.packages.deliver(GUILD, offer.offer_id, MOD, LATER)
    standing = await store.offers.offer(GUILD, offer.offer_id)
    assert standing is not None
    assert standing.state is OfferState.BUILT


async def test_leavers_race_deliverers_and_nobody_who_got_out_is_delivered(store: Store, url: str):
    other = open_store(url)
    for _ in range(6):
        offer = await built(store)
        outcomes = await asyncio.gather(
            store.packages.deliver(GUILD, offer.offer_id, MOD, LATER),
            other.offers.leave(GUILD, offer.offer_id, CY, LATER),
            other.packages.deliver(GUILD, offer.offer_id, OTHER_MOD, LATER),
            return_exceptions=True,
        )
        out = outcomes[1]
        sent = sum(not isinstance(each, PackageStale) and each is not None for each in (outcomes[0], outcomes[2]))
        assert (out, sent) in ((True, 0), (False, 1))
    await other.close()


async def test_two_moderators_confirm_the_very_package(store: Store):
    offer = await built(store)
    await store.offers.set_two_moderators(GUILD, True)
    digest = sha("package").hex()
    for moderator in (MOD, OTHER_MOD):
        with pytest.raises(NeedsConfirmation):
            await store.packages.deliver(GUILD, offer.offer_id, MOD, LATER)
        await store.offers.confirm(GUILD, offer.offer_id, "delivered", digest, moderator, LATER)
    await store.packages.store(record(offer, words="again"), roster(ADA, BO, CY), MOD, LATER)
    with pytest.raises(NeedsConfirmation):
        await store.packages.deliver(GUILD, offer.offer_id, MOD, LATER)
    await store.packages.store(record(offer), roster(ADA, BO, CY), MOD, LATER)
    assert await store.packages.deliver(GUILD, offer.offer_id, MOD, LATER) is not None


async def test_a_new_package_is_held_against_those_that_buyers_have(store: Store):
    had = await delivered(store)
    await built(store)  # no buyer has it
    (earlier,) = await store.packages.with_buyers(GUILD)
    assert (earlier.record.offer_id, earlier.record.build, earlier.record.archive) == (had.offer_id, 1, None)
    assert earlier.roster == tuple(roster(ADA, BO, CY))
    await store.members.erase(GUILD, BO)
    (earlier,) = await store.packages.with_buyers(GUILD)
    assert [each.member_id for each in earlier.roster] == [ADA, CY]
    assert earlier.record.contributors == 3
    assert await store.packages.with_buyers(OTHER_GUILD) == ()


async def test_a_link_leads_to_the_package_until_it_ends_and_each_fetch_is_logged(store: Store):
    offer = await delivered(store)
    await store.packages.issue_link(GUILD, offer.offer_id, sha("token"), MOD, LATER, LATER + HOUR)
    for minute in (1, 2):
        found = await store.packages.fetch(GUILD, sha("token"), LATER + timedelta(minutes=minute))
        assert found is not None
        assert found.archive == b"package"
    assert await store.packages.fetch(GUILD, sha("token"), LATER + HOUR) is None
    assert await store.packages.fetch(GUILD, sha("guess"), LATER) is None
    assert await store.packages.fetch(OTHER_GUILD, sha("token"), LATER) is None
    assert await store.packages.downloads(GUILD, offer.offer_id) == (
        LATER + timedelta(minutes=1), LATER + timedelta(minutes=2),
    )  # fmt: skip
    (link,) = await store.packages.links(GUILD, offer.offer_id)
    assert (link.downloads, link.revoked_at, link.issued_by) == (2, None, MOD)


async def test_a_new_link_ends_the_one_before_and_links_can_be_ended(store: Store):
    offer = await delivered(store)
    for token in ("one", "two"):
        await store.packages.issue_link(GUILD, offer.offer_id, sha(token), MOD, LATER, LATER + HOUR)
    assert await store.packages.fetch(GUILD, sha("one"), LATER) is None
    assert await store.packages.fetch(GUILD, sha("two"), LATER) is not None
    assert await store.packages.end_links(GUILD, offer.offer_id, LATER) == 1
    assert await store.packages.fetch(GUILD, sha("two"), LATER) is None


async def test_there_is_no_link_before_the_delivery_and_none_to_a_cleared_archive(store: Store):
    early = await built(store)
    assert await store.packages.issue_link(GUILD, early.offer_id, sha("t"), MOD, LATER, LATER + HOUR) is None
    offer = await delivered(store)
    await store.packages.issue_link(GUILD, offer.offer_id, sha("token"), MOD, LATER, LATER + HOUR)
    await store.packages.clear_archive(GUILD, offer.offer_id, MOD, LATER)
    assert await store.packages.fetch(GUILD, sha("token"), LATER) is None
    assert await store.packages.issue_link(GUILD, offer.offer_id, sha("u"), MOD, LATER, LATER + HOUR) is None
    assert (await store.packages.latest(GUILD, offer.offer_id)) is not None


@pytest.mark.parametrize(("table", "column"), [("package", "digest"), ("package", "contributors"), ("download", "at")])
async def test_the_database_itself_refuses_to_change_what_was_built_and_fetched(store: Store, table: str, column: str):
    offer = await delivered(store)
    await store.packages.issue_link(GUILD, offer.offer_id, sha("token"), MOD, LATER, LATER + HOUR)
    await store.packages.fetch(GUILD, sha("token"), LATER)
    with pytest.raises(IntegrityError, match=f"{table} is final"):
        async with store._database.writing(GUILD) as connection:
            await connection.execute(text(f"UPDATE {table} SET {column} = {column}"))  # noqa: S608 - likewise


async def test_a_withdrawn_offer_leaves_nothing_owed_and_waits_for_money_to_go_back(store: Store):
    offer = await built(store)

    async def withdraw():
        states = [OfferState.OPT_OUT, OfferState.BUILT]
        return await store.offers.step(GUILD, offer.offer_id, states, OfferState.WITHDRAWN, "withdrawn", MOD, LATER)

    (came_in,) = await store.ledger.post(GUILD, offer.offer_id, [money_in(400)], LATER)
    with pytest.raises(Exception, match="Give it back"):
        await withdraw()
    await store.ledger.post(GUILD, offer.offer_id, [money_in(-400, reverses=came_in)], LATER)
    assert await withdraw() is not None
    assert await store.ledger.balances(GUILD, offer.offer_id) == Balances("USD")


async def test_a_package_is_not_kept_beside_one_that_it_was_not_held_against(store: Store):
    first, second = await built(store), await passed(store)
    other = (first.offer_id, 1)
    with pytest.raises(PackageStale):
        await store.packages.store(record(second), roster(ADA, BO, CY), None, LATER, held_against=())
    assert await store.packages.latest(GUILD, second.offer_id) is None
    assert await store.packages.store(record(second), roster(ADA, BO, CY), None, LATER, held_against=[other])


async def test_a_package_that_can_never_be_delivered_is_in_no_other_one_s_way(store: Store):
    await built(store)
    second = await passed(store)
    await store.members.set_consent(GUILD, CY, Consent.POOL, False, LATER)
    await store.members.set_consent(GUILD, CY, Consent.POOL, True, LATER)
    assert await store.packages.store(record(second, 2), roster(ADA, BO), None, LATER, held_against=())


async def test_a_member_learns_which_packages_hold_them(store: Store):
    offer = await built(store)
    assert await store.packages.holding(GUILD, ADA) == {offer.offer_id}
    assert await store.packages.holding(GUILD, 7004) == frozenset()

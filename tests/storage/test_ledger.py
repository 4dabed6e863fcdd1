import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.collective.ledger import balances, first_fault
from bot.errors import LedgerRefused, UnknownOffer
from bot.model.sales import Account, Balances, Entry, Leg, OfferState, Posting
from storage import Store, open_store
from tests.storage.builders import ADA, BO, CY, GUILD, OTHER_GUILD
from tests.storage.sales import LATER, MOD, SPLIT, built, delivered, divided, money_in, paid, passed


async def test_a_sale_s_books_from_price_to_close(store: Store):
    offer = await divided(store)
    assert await store.ledger.balances(GUILD, offer.offer_id) == Balances(
        "USD", price=1_000, received=1_000, held=1_000, owed=1_000
    )
    shares = await store.ledger.shares(GUILD, offer.offer_id)
    assert [(each.reference, each.member_id, each.owed, each.paid) for each in shares] == [
        ("R-1", ADA, 334, 0), ("R-2", BO, 333, 0), ("R-3", CY, 333, 0),
    ]  # fmt: skip
    await store.ledger.post(GUILD, offer.offer_id, [paid("R-1", ADA, 334), paid("R-2", BO, 333)], LATER)
    assert not await store.ledger.close(GUILD, offer.offer_id, MOD, LATER)
    await store.ledger.post(GUILD, offer.offer_id, [paid("R-3", CY, 333)], LATER)
    assert await store.ledger.close(GUILD, offer.offer_id, MOD, LATER)
    assert not await store.ledger.close(GUILD, offer.offer_id, MOD, LATER)
    lines = [line async for line in store.ledger.lines(GUILD, offer.offer_id)]
    assert [line.line for line in lines] == list(range(1, len(lines) + 1))
    assert first_fault(lines) is None
    assert balances(lines) == await store.ledger.balances(GUILD, offer.offer_id)
    assert [step.step for step in await store.offers.steps(GUILD, offer.offer_id)][-2:] == ["paid", "closed"]


async def test_a_member_sees_their_own_shares_of_all_offers_the_latest_first(store: Store):
    first, second = await divided(store), await divided(store)
    await divided(store, OTHER_GUILD)
    mine = await store.ledger.shares_of(GUILD, ADA)
    assert [(each.offer_id, each.display_name, each.open) for each in mine] == [
        (second.offer_id, f"member {ADA}", 334), (first.offer_id, f"member {ADA}", 334),
    ]  # fmt: skip
    assert mine[0].split_at == LATER


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ([paid("R-1", ADA, 335)], "more than is owed"),
        ([paid("R-1", ADA, 334), paid("R-1", ADA, 1)], "more than is owed"),
        ([paid("R-9", ADA, 1)], "more than is owed"),
        ([paid("R-1", ADA, -1)], "taken back"),
        ([paid("R-2", BO, 333), paid("R-1", ADA, -1)], "less than nothing"),
        ([SPLIT], "cannot be divided"),
        ([money_in(1)], "more than the buyer owes"),
        ([Entry(Posting.PAYOUT, "USD", (Leg(Account.OWED, 5, "R-1", ADA), Leg(Account.HELD, -4)))], "differ"),
        ([Entry(Posting.PAYOUT, "EUR", (Leg(Account.OWED, 5, "R-1", ADA), Leg(Account.HELD, -5)))], "in EUR"),
        ([Entry(Posting.PRICE, "USD", (Leg(Account.BUYER, 5), Leg(Account.POT, -5)))], "written once"),
    ],
)
async def test_what_would_make_the_books_wrong_is_refused_whole(store: Store, entries: list[Entry], why: str):
    offer = await divided(store)
    before = [line async for line in store.ledger.lines(GUILD, offer.offer_id)]
    with pytest.raises(LedgerRefused, match=why):
        await store.ledger.post(GUILD, offer.offer_id, entries, LATER)
    assert [line async for line in store.ledger.lines(GUILD, offer.offer_id)] == before


async def test_what_did_not_come_in_is_not_divided(store: Store):
    offer = await delivered(store)
    with pytest.raises(LedgerRefused, match="cannot be divided"):
        await store.ledger.post(GUILD, offer.offer_id, [money_in(999), SPLIT], LATER)
    found = await store.offers.offer(GUILD, offer.offer_id)
    assert found is not None
    assert found.state is OfferState.DELIVERED


async def test_nothing_is_divided_before_the_delivery_though_money_may_come_in(store: Store):
    offer = await built(store)
    await store.ledger.post(GUILD, offer.offer_id, [money_in(1_000)], LATER)
    with pytest.raises(LedgerRefused, match="after the delivery"):
        await store.ledger.post(GUILD, offer.offer_id, [SPLIT], LATER)


async def test_a_split_that_leaves_a_part_is_refused(store: Store):
    offer = await delivered(store)
    part = Entry(Posting.SPLIT, "USD", (Leg(Account.POT, 900), Leg(Account.OWED, -900, "R-1", ADA)))
    with pytest.raises(LedgerRefused, match="undivided"):
        await store.ledger.post(GUILD, offer.offer_id, [money_in(1_000), part], LATER)


async def test_a_shortfall_is_on_the_books_and_the_rest_is_divided(store: Store):
    offer = await delivered(store)
    fee = Entry(Posting.SHORTFALL, "USD", (Leg(Account.POT, 10), Leg(Account.BUYER, -10)), "bank fee")
    rest = Entry(Posting.SPLIT, "USD", (Leg(Account.POT, 990), Leg(Account.OWED, -990, "R-1", ADA)))
    await store.ledger.post(GUILD, offer.offer_id, [money_in(990), fee, rest], LATER, by=MOD)
    found = await store.ledger.balances(GUILD, offer.offer_id)
    assert (found.shortfall, found.received, found.owed) == (10, 990, 990)
    lines = [line async for line in store.ledger.lines(GUILD, offer.offer_id)]
    assert {line.note for line in lines if line.posting is Posting.SHORTFALL} == {"bank fee"}


async def test_a_payment_taken_back_is_open_again_and_can_be_made_again(store: Store):
    offer = await divided(store)
    (made,) = await store.ledger.post(GUILD, offer.offer_id, [paid("R-1", ADA, 334)], LATER)
    assert [line.cents for line in await store.ledger.entry(GUILD, made)] == [334, -334]
    back = paid("R-1", ADA, -334, reverses=made)
    await store.ledger.post(GUILD, offer.offer_id, [back], LATER)
    with pytest.raises(LedgerRefused):
        await store.ledger.post(GUILD, offer.offer_id, [back], LATER)
    assert (await store.ledger.shares_of(GUILD, ADA))[0].open == 334
    await store.ledger.post(GUILD, offer.offer_id, [paid("R-1", ADA, 334)], LATER)
    assert (await store.ledger.shares_of(GUILD, ADA))[0].open == 0


async def test_six_mark_the_same_share_paid_at_once_and_it_is_paid_once(store: Store, url: str):
    other = open_store(url)
    offer = await divided(store)
    outcomes = await asyncio.gather(
        *(each.ledger.post(GUILD, offer.offer_id, [paid("R-1", ADA, 334)], LATER) for each in (store, other) * 3),
        return_exceptions=True,
    )
    await other.close()
    assert sum(isinstance(outcome, LedgerRefused) for outcome in outcomes) == 5
    assert (await store.ledger.balances(GUILD, offer.offer_id)).paid == 334


async def test_books_are_open_from_the_package_to_the_close(store: Store):
    offer = await passed(store)
    with pytest.raises(LedgerRefused, match="not open"):
        await store.ledger.post(GUILD, offer.offer_id, [money_in(1)], LATER)
    with pytest.raises(UnknownOffer):
        await store.ledger.post(GUILD, 99, [money_in(1)], LATER)
    assert await store.ledger.balances(GUILD, offer.offer_id) == Balances()


@pytest.mark.parametrize("column", ["cents", "account", "reference", "note", "offer_id", "currency", "at"])
async def test_the_database_itself_refuses_to_change_a_line(store: Store, column: str):
    await divided(store)
    with pytest.raises(IntegrityError, match="ledger_line is final"):
        async with store._database.writing(GUILD) as connection:
            await connection.execute(text(f"UPDATE ledger_line SET {column} = {column}"))  # noqa: S608 - the names above


async def test_a_share_outlives_its_member_and_is_paid_by_its_reference(store: Store):
    offer = await divided(store)
    await store.members.erase(GUILD, ADA)
    assert await store.ledger.shares_of(GUILD, ADA) == ()
    nameless = (await store.ledger.shares(GUILD, offer.offer_id))[0]
    assert (nameless.reference, nameless.member_id, nameless.display_name, nameless.open) == ("R-1", None, "", 334)
    await store.ledger.post(GUILD, offer.offer_id, [paid("R-1", None, 334)], LATER)
    found = await store.ledger.balances(GUILD, offer.offer_id)
    assert (found.owed, found.paid, found.held) == (666, 334, 666)


async def test_an_entry_is_taken_back_once_though_another_like_it_came_in(store: Store):
    offer = await delivered(store)
    (first,) = await store.ledger.post(GUILD, offer.offer_id, [money_in(300)], LATER)
    await store.ledger.post(GUILD, offer.offer_id, [money_in(300)], LATER)
    await store.ledger.post(GUILD, offer.offer_id, [money_in(-300, reverses=first)], LATER)
    with pytest.raises(LedgerRefused, match="taken back before"):
        await store.ledger.post(GUILD, offer.offer_id, [money_in(-300, reverses=first)], LATER)
    assert (await store.ledger.balances(GUILD, offer.offer_id)).received == 300


async def test_books_are_read_entry_by_entry_with_the_numbers_that_undo_them(store: Store):
    offer = await divided(store)
    found = await store.ledger.entries(GUILD, offer.offer_id)
    assert [(each.number, each.posting, each.cents) for each in found] == [
        (1, Posting.PRICE, 1_000), (2, Posting.RECEIPT, 1_000), (3, Posting.SPLIT, 1_000),
    ]  # fmt: skip
    assert await store.ledger.entries(OTHER_GUILD, offer.offer_id) == ()

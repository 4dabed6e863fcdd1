"""What the database reads for a sale, by its own plans: never a whole table, never more of a guild than is needed."""

import re
from datetime import timedelta

from sqlalchemy import event

from bot.model.members import Consent
from bot.model.sales import OfferState
from storage import Store
from tests.storage.builders import ADA, GUILD
from tests.storage.sales import LATER, MOD, TERMS, divided, paid, sha
from tests.storage.test_dialect import slow_plans


async def test_no_query_of_a_sale_reads_more_than_it_needs(store: Store):
    ran: dict[str, tuple[object, ...]] = {}

    def remember(_connection, _cursor, statement, parameters, _context, many):
        if re.match("SELECT|UPDATE|DELETE|INSERT", statement):
            ran[statement] = parameters[0] if many else parameters

    event.listen(store._database._reader.sync_engine, "before_cursor_execute", remember)
    await everything(store)
    assert len(ran) > 60
    slow = [plan async for plan, _ in slow_plans(store, ran)]
    # Of all guilds, on purpose: offers that wait for the end of a vote or of a window, by an index of nothing else.
    assert {
        plan for plan in slow if not re.fullmatch("SCAN offer USING (COVERING )?INDEX ix_offer_waiting", plan)
    } == set()


async def everything(store: Store) -> None:
    """Each method once, on data that makes it run all its statements."""
    offer_id = (await divided(store)).offer_id
    drafted = await store.offers.draft(GUILD, TERMS, MOD, LATER)
    await store.offers.rewrite(GUILD, drafted.offer_id, TERMS, MOD, LATER)
    await store.offers.note(GUILD, drafted.offer_id, "previewed", MOD, LATER)
    await store.offers.step(GUILD, drafted.offer_id, [OfferState.DRAFT], OfferState.WITHDRAWN, "withdrawn", MOD, LATER)
    await store.offers.leave(GUILD, offer_id, ADA, LATER)
    await store.offers.has_left(GUILD, offer_id, ADA)
    await store.offers.contributors(GUILD, offer_id)
    await store.offers.confirm(GUILD, offer_id, "delivered", "x", MOD, LATER)
    await store.offers.set_two_moderators(GUILD, True)
    await store.offers.two_moderators(GUILD)
    await store.offers.offers_of(GUILD)
    await store.offers.steps(GUILD, offer_id)
    await store.offers.undecided()
    await store.offers.ripe(LATER)
    await store.offers.next_ripe(LATER)
    await store.offers.asked(GUILD, ADA)
    await store.offers.is_in(GUILD, offer_id, ADA)
    await store.packages.holding(GUILD, ADA)
    await store.packages.latest(GUILD, offer_id)
    await store.packages.archive(GUILD, offer_id)
    await store.packages.roster(GUILD, offer_id)
    await store.packages.is_current(GUILD, offer_id)
    await store.packages.with_buyers(GUILD)
    await store.packages.issue_link(GUILD, offer_id, sha("t"), MOD, LATER, LATER + timedelta(hours=1))
    await store.packages.fetch(GUILD, sha("t"), LATER)
    await store.packages.links(GUILD, offer_id)
    await store.packages.downloads(GUILD, offer_id)
    await store.packages.end_links(GUILD, offer_id, LATER)
    await store.packages.clear_archive(GUILD, offer_id, MOD, LATER)
    (made,) = await store.ledger.post(GUILD, offer_id, [paid("R-1", ADA, 5)], LATER)
    await store.ledger.entry(GUILD, made)
    await store.ledger.entries(GUILD, offer_id)
    await store.ledger.post(GUILD, offer_id, [paid("R-1", ADA, -5, reverses=made)], LATER)
    await store.ledger.shares(GUILD, offer_id)
    await store.ledger.shares_of(GUILD, ADA)
    await store.ledger.close(GUILD, offer_id, MOD, LATER)
    [line async for line in store.ledger.lines(GUILD, offer_id)]
    await store.consent_records.keys(GUILD, Consent.POOL, [ADA])
    await store.consent_records.given_at(GUILD, Consent.POOL)
    await store.consent_records.changes(GUILD, ADA)
    await store.consent_records.keep_leaves(GUILD, sha("root"), [sha("leaf")])
    await store.consent_records.packages_with(GUILD, ADA)
    await store.members.erase(GUILD, ADA)

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.model.members import Consent
from bot.model.stored import ConsentChange
from storage import Store
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD
from tests.storage.sales import built, sha


async def known(store: Store, *member_ids: int, guild_id: int = GUILD) -> None:
    for member_id in member_ids:
        await store.members.see(guild_id, member_id, "Name")


async def test_a_key_is_given_once_and_then_the_same(store: Store):
    await known(store, ADA, BO)
    first = await store.consent_records.keys(GUILD, Consent.POOL, [BO, ADA])
    assert [key.member_id for key in first] == [ADA, BO]
    assert await store.consent_records.keys(GUILD, Consent.POOL, [ADA, BO]) == first
    assert len({key.record_id for key in first} | {key.subject for key in first} | {key.salt for key in first}) == 6


async def test_a_member_has_one_pseudonym_in_a_guild_and_another_elsewhere(store: Store):
    await known(store, ADA)
    await known(store, ADA, guild_id=OTHER_GUILD)
    (pool,) = await store.consent_records.keys(GUILD, Consent.POOL, [ADA])
    (compare,) = await store.consent_records.keys(GUILD, Consent.COMPARE, [ADA])
    (elsewhere,) = await store.consent_records.keys(OTHER_GUILD, Consent.POOL, [ADA])
    assert pool.subject == compare.subject != elsewhere.subject
    assert len({pool.record_id, compare.record_id, elsewhere.record_id}) == 3
    assert len({pool.salt, compare.salt, elsewhere.salt}) == 3


async def test_strangers_have_no_key(store: Store):
    await known(store, ADA)
    assert await store.consent_records.keys(GUILD, Consent.POOL, [CY]) == ()
    assert await store.consent_records.keys(GUILD, Consent.POOL, []) == ()


async def test_more_members_than_one_statement_takes_have_keys_too(store: Store):
    await known(store, *range(1, 601))
    keys = await store.consent_records.keys(GUILD, Consent.POOL, range(1, 599))
    assert [key.member_id for key in keys] == list(range(1, 599))
    assert len({key.subject for key in keys}) == 598


async def test_since_when_each_member_agrees(store: Store):
    await known(store, ADA, BO, CY)
    for member_id in (ADA, BO):
        await store.members.set_consent(GUILD, member_id, Consent.POOL, True, NOON)
    await store.members.set_consent(GUILD, BO, Consent.POOL, False, NOON + timedelta(days=1))
    assert await store.consent_records.given_at(GUILD, Consent.POOL) == {ADA: NOON}
    assert await store.consent_records.changes(GUILD, BO) == (
        ConsentChange(Consent.POOL, True, NOON), ConsentChange(Consent.POOL, False, NOON + timedelta(days=1)),
    )  # fmt: skip
    assert await store.consent_records.given_at(OTHER_GUILD, Consent.POOL) == {}


async def test_a_member_finds_the_packages_that_hold_them_with_what_their_roots_stand_on(store: Store):
    offer = await built(store)
    leaves = [sha("leaf b"), sha("leaf a")]
    assert await store.consent_records.packages_with(GUILD, ADA) == ()
    for _ in range(2):
        await store.consent_records.keep_leaves(GUILD, sha("root"), leaves)
    (found,) = await store.consent_records.packages_with(GUILD, ADA)
    assert (found.offer_id, found.digest, found.root) == (offer.offer_id, sha("package"), sha("root"))
    assert found.leaves == b"".join(sorted(leaves))
    assert await store.consent_records.packages_with(GUILD, 7004) == ()
    assert await store.consent_records.packages_with(OTHER_GUILD, ADA) == ()


async def test_the_database_itself_refuses_to_change_leaves(store: Store):
    await known(store, ADA)
    await store.consent_records.keep_leaves(GUILD, sha("root"), [sha("leaf")])
    with pytest.raises(IntegrityError, match="consent_leaves is final"):
        async with store._database.writing(GUILD) as connection:
            await connection.execute(text("UPDATE consent_leaves SET leaves = leaves"))

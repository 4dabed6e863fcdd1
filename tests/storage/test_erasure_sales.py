"""Two members x two guilds x sales at every point; one is erased, and every file is searched for what was theirs."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.model.members import Consent
from bot.model.polls import Choice
from bot.model.sales import RosterEntry
from storage import Store
from storage.columns import metadata
from tests.storage.builders import GUILD, OTHER_GUILD
from tests.storage.sales import LATER, SPLIT, TERMS, money_in, passed, record, sha
from tests.storage.test_erasure import ERASED, OTHER, in_files
from tests.storage.votes import NOON

HOUR = timedelta(hours=1)


async def seed(store: Store) -> None:
    """Both members in both guilds: contributors to a delivered and to a built package, and moderators of both."""
    for guild_id in (GUILD, OTHER_GUILD):
        for number, state in enumerate(("divided", "built")):
            offer = await passed(store, dict.fromkeys((ERASED, OTHER, 5), Choice.YES), guild_id)
            await store.offers.leave(guild_id, offer.offer_id, 5, NOON)
            entries = [RosterEntry(each, sha(f"{each} in {guild_id}, {number}"), 7) for each in (ERASED, OTHER)]
            await store.packages.store(record(offer, 2, f"{state} archive {guild_id}"), entries, ERASED, LATER)
            await store.offers.confirm(guild_id, offer.offer_id, "delivered", "x", ERASED, LATER)
            if state == "built":
                continue
            await store.packages.deliver(guild_id, offer.offer_id, ERASED, LATER)
            token = sha(f"token {guild_id}")
            await store.packages.issue_link(guild_id, offer.offer_id, token, ERASED, LATER, LATER + HOUR)
            await store.packages.fetch(guild_id, token, LATER)
            owed = {"R-1": ERASED, "R-2": OTHER, "R-3": OTHER}
            legs = tuple(replace(leg, member_id=owed.get(leg.reference)) for leg in SPLIT.legs)
            split = replace(SPLIT, legs=legs)
            await store.ledger.post(guild_id, offer.offer_id, [money_in(1_000), split], LATER, by=ERASED)
        await store.offers.draft(guild_id, TERMS, ERASED, NOON)
        out = await passed(store, dict.fromkeys((ERASED, OTHER), Choice.YES), guild_id)
        await store.offers.leave(guild_id, out.offer_id, ERASED, NOON)
        await store.consent_records.keys(guild_id, Consent.POOL, [ERASED, OTHER])


async def test_no_byte_that_names_the_erased_member_is_left_in_any_file(store: Store, tmp_path: Path):
    await seed(store)
    (here,) = await store.consent_records.keys(GUILD, Consent.POOL, [ERASED])
    (there,) = await store.consent_records.keys(OTHER_GUILD, Consent.POOL, [ERASED])
    mine = [
        ERASED.to_bytes(8, "big"), here.salt, here.record_id.encode(), here.subject.encode(),
        *(sha(f"{ERASED} in {GUILD}, {number}") for number in range(2)), f"built archive {GUILD}".encode(),
    ]  # fmt: skip
    assert all(in_files(tmp_path, each) for each in mine)
    assert (await store.members.erase(GUILD, ERASED)).scrubbed
    assert [each for each in mine[1:] if in_files(tmp_path, each)] == []
    assert in_files(tmp_path, there.salt)
    assert (await store.members.erase(OTHER_GUILD, ERASED)).scrubbed
    assert not in_files(tmp_path, mine[0])
    assert in_files(tmp_path, OTHER.to_bytes(8, "big"))
    assert in_files(tmp_path, f"divided archive {GUILD}".encode())  # totals over all, which the buyer has


async def test_no_row_of_any_table_names_the_erased_member_and_the_other_guild_is_untouched(store: Store):
    await seed(store)

    async def rows(guild_id: int) -> dict[str, list[dict[str, object]]]:
        async with store._database.reading() as connection:
            return {
                table.name: [
                    dict(row)
                    for row in (await connection.execute(select(table).where(table.c.guild_id == guild_id))).mappings()
                ]
                for table in metadata.sorted_tables
            }

    before = {guild_id: await rows(guild_id) for guild_id in (GUILD, OTHER_GUILD)}
    await store.members.erase(GUILD, ERASED)
    after = await rows(GUILD)
    assert [name for name, found in after.items() if any(ERASED in row.values() for row in found)] == []
    assert await rows(OTHER_GUILD) == before[OTHER_GUILD]
    for table in ("offer", "offer_step", "package", "delivery_link", "download", "ledger_line"):
        assert len(after[table]) == len(before[GUILD][table]), table
    money = [(row["line"], row["cents"], row["reference"]) for row in after["ledger_line"]]
    assert money == [(row["line"], row["cents"], row["reference"]) for row in before[GUILD]["ledger_line"]]


async def test_the_package_of_a_buyer_stays_and_one_that_waits_must_be_built_anew(store: Store):
    await seed(store)
    await store.members.erase(GUILD, ERASED)
    assert await store.packages.archive(GUILD, 1) == f"divided archive {GUILD}".encode()
    assert await store.packages.archive(GUILD, 2) is None
    assert not await store.packages.is_current(GUILD, 2)
    assert await store.packages.archive(OTHER_GUILD, 2) is not None


async def test_a_moderator_whom_tutti_never_met_as_a_member_is_forgotten_too(store: Store, tmp_path: Path):
    stranger = 0x5AB3_C4D5_E6F7_0833
    offer = await store.offers.draft(GUILD, TERMS, stranger, NOON)
    await store.offers.confirm(GUILD, offer.offer_id, "delivered", "x", stranger, NOON)
    assert in_files(tmp_path, stranger.to_bytes(8, "big"))
    assert (await store.members.erase(GUILD, stranger)).scrubbed
    assert not in_files(tmp_path, stranger.to_bytes(8, "big"))

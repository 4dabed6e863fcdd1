"""What a member takes along: the records of what they agreed to, and what is still owed when they erase everything."""

from __future__ import annotations

import json

from bot.model.polls import Choice
from bot.model.sales import Account, Entry, Leg, Posting
from tests.journeys.conftest import House
from tests.journeys.exports import extended
from tests.storage.sales import LATER, MOD, money_in, passed, record, roster

MINE = extended(("2024-02-03 21:00", "Radio Ghost", "Tide", 60))


async def test_a_member_downloads_what_they_agreed_to_and_nobody_else_sees_it(house: House):
    ada = house.member("Ada")
    await house.upload(ada, MINE)
    await house.agree(ada, "Compare me", "Pool for sales")
    given = await ada.press(await ada.command("privacy"), "Download my consent records")
    assert given.ephemeral
    ((attached),) = given.payload["attachments"]
    assert attached["filename"] == "consent-records.jsonld"
    path = house.sandbox.cdn.path_of(int(attached["id"]))
    assert path is not None
    content = path.read_bytes()
    records = json.loads(content)["dpv:hasRecordOfActivity"]
    assert [each["dpv:hasProcess"]["dct:title"] for each in records] == ["Compare me", "Pool for sales"]
    assert len({each["dpv:hasDataSubject"]["@id"] for each in records}) == 1
    assert str(ada.user_id) not in content.decode()
    assert str(ada.guild_id) not in content.decode()


async def test_who_never_agreed_to_anything_is_offered_no_records(house: House):
    ada = house.member("Ada")
    await house.upload(ada, MINE)
    assert "Download my consent records" not in [button.label for button in (await ada.command("privacy")).buttons]


async def test_who_erases_everything_is_told_before_and_after_what_is_still_owed(house: House):
    ada = house.member("Ada")
    store, guild_id = house.services.store, ada.guild_id
    offer = await passed(store, {ada.user_id: Choice.YES}, guild_id)
    await store.packages.store(record(offer, 1), roster(ada.user_id), MOD, LATER)
    await store.packages.deliver(guild_id, offer.offer_id, MOD, LATER)
    owed = (Leg(Account.POT, 1_000), Leg(Account.OWED, -1_000, "K7QM-2X9FT-D", ada.user_id))
    await store.ledger.post(guild_id, offer.offer_id, [money_in(1_000), Entry(Posting.SPLIT, "USD", owed)], LATER)
    card = await ada.command("privacy")
    assert "counts in 1 package built for a buyer" in card.text
    assert "what you get of 1 sale" in card.text
    asked = await ada.press(card, "Erase everything")
    assert "$10 under K7QM-2X9FT-D" in asked.text
    gone = await ada.press(asked, "Erase everything")
    assert "is erased" in gone.text
    assert "$10 under K7QM-2X9FT-D" in gone.text
    (share,) = await store.ledger.shares(guild_id, offer.offer_id)
    assert (share.member_id, share.open) == (None, 1_000)

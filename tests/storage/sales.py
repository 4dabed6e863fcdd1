"""Sales for storage tests: an offer at any point of its way, on a roll of members who pool."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from fractions import Fraction

from bot.model.members import Consent
from bot.model.polls import Choice, PollTerms, RollEntry, Rules
from bot.model.sales import (
    Account,
    Entry,
    Inclusion,
    Leg,
    Offer,
    OfferState,
    OfferTerms,
    PackageRecord,
    Posting,
    RosterEntry,
)
from storage import Store
from tests.storage.builders import ADA, BO, CY, GUILD, NOON
from tests.storage.votes import DEADLINE, cast, conclude, root

MOD, OTHER_MOD = 8001, 8002
TERMS = OfferTerms("Solo", 1_000, "USD", "top artists", "research", licence="CC-BY-4.0")
ASKED = PollTerms("Sell it?", DEADLINE, Rules(Fraction(1, 2), Fraction(1, 2)))
WINDOW_END = DEADLINE + timedelta(days=3)
LATER = WINDOW_END + timedelta(hours=1)


def sha(words: str) -> bytes:
    return hashlib.sha256(words.encode()).digest()


async def opened(
    store: Store, votes: dict[int, Choice | None], guild_id: int = GUILD, inclusion: Inclusion = Inclusion.NOT_OBJECTING
) -> Offer:
    """An offer that these members, who all pool, voted on; None is on the roll and did not vote. The vote is closed."""
    for member_id in votes:
        await store.members.see(guild_id, member_id, f"member {member_id}")
        await store.members.set_consent(guild_id, member_id, Consent.POOL, True, NOON)
    terms = OfferTerms(**{name: getattr(TERMS, name) for name in TERMS.__slots__} | {"inclusion": inclusion})
    drafted = await store.offers.draft(guild_id, terms, MOD, NOON)
    poll = await store.offers.open_vote(guild_id, drafted.offer_id, ASKED, 555, MOD, NOON)
    assert poll is not None
    await store.polls.open(guild_id, poll.poll_id, [RollEntry(each) for each in votes], NOON)
    for nonce, (member_id, choice) in enumerate(votes.items(), 1):
        if choice is not None:
            await cast(store, poll, member_id, choice, drafted.offer_id * 1_000 + nonce)
    await store.polls.close(guild_id, poll.poll_id, DEADLINE, conclude, root)
    found = await store.offers.offer(guild_id, drafted.offer_id)
    assert found is not None
    return found


async def passed(store: Store, votes: dict[int, Choice | None] | None = None, guild_id: int = GUILD) -> Offer:
    """The same, with its window to leave open; by default Ada, Bo and Cy all said yes."""
    everybody = votes or dict.fromkeys((ADA, BO, CY), Choice.YES)
    offer = await opened(store, everybody, guild_id)
    await store.offers.step(
        guild_id, offer.offer_id, [OfferState.OPEN], OfferState.OPT_OUT, "passed", None, DEADLINE,
        opt_out_until=WINDOW_END,
    )  # fmt: skip
    return offer


def record(offer: Offer, contributors: int = 3, words: str = "package") -> PackageRecord:
    archive = words.encode()
    return PackageRecord(
        offer.guild_id, offer.offer_id, 0, LATER, sha(words), offer.terms.slice_spec, sha("slice"), sha("root"),
        contributors, 2, b"cells", archive,
    )  # fmt: skip


def roster(*member_ids: int) -> list[RosterEntry]:
    return [RosterEntry(each, sha(f"part of {each}"), each % 10) for each in member_ids]


async def built(store: Store, guild_id: int = GUILD, words: str = "package") -> Offer:
    """An offer whose package of Ada, Bo and Cy is built."""
    offer = await passed(store, guild_id=guild_id)
    assert await store.packages.store(record(offer, words=words), roster(ADA, BO, CY), None, LATER) is not None
    return offer


async def delivered(store: Store, guild_id: int = GUILD) -> Offer:
    offer = await built(store, guild_id)
    assert await store.packages.deliver(guild_id, offer.offer_id, MOD, LATER) is not None
    return offer


async def divided(store: Store, guild_id: int = GUILD) -> Offer:
    """Ada is owed 334 cents under R-1, Bo 333 under R-2, Cy 333 under R-3."""
    offer = await delivered(store, guild_id)
    await store.ledger.post(guild_id, offer.offer_id, [money_in(1_000), SPLIT], LATER, by=MOD)
    return offer


def money_in(cents: int, *, reverses: int | None = None) -> Entry:
    legs = (Leg(Account.HELD, cents), Leg(Account.BUYER, -cents))
    return Entry(Posting.RECEIPT, "USD", legs, reverses=reverses)


def paid(reference: str, member_id: int | None, cents: int, *, reverses: int | None = None) -> Entry:
    legs = (Leg(Account.OWED, cents, reference, member_id), Leg(Account.HELD, -cents))
    return Entry(Posting.PAYOUT, "USD", legs, reverses=reverses)


SPLIT = Entry(
    Posting.SPLIT,
    "USD",
    (
        Leg(Account.POT, 1_000),
        Leg(Account.OWED, -334, "R-1", ADA),
        Leg(Account.OWED, -333, "R-2", BO),
        Leg(Account.OWED, -333, "R-3", CY),
    ),
)

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.errors import NeedsConfirmation, UnknownOffer
from bot.model.members import Consent
from bot.model.polls import Choice, PollState
from bot.model.sales import Inclusion, OfferState, Split
from storage import Store, open_store
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD
from tests.storage.sales import ASKED, LATER, MOD, OTHER_MOD, TERMS, WINDOW_END, built, delivered, opened, passed
from tests.storage.votes import DEADLINE


async def test_a_draft_is_read_back_as_it_was_written(store: Store):
    terms = replace(
        TERMS, expires_on=date(2027, 1, 1), exclusive=True, inclusion=Inclusion.YES, split=Split.CONTRIBUTION,
        cap_cents=900, floor_cents=5, opt_out=timedelta(hours=36),
    )  # fmt: skip
    drafted = await store.offers.draft(GUILD, terms, MOD, NOON)
    assert (drafted.terms, drafted.state, drafted.proposed_by, drafted.poll_id) == (terms, OfferState.DRAFT, MOD, None)
    assert await store.offers.offer(GUILD, drafted.offer_id) == drafted
    assert await store.offers.offer(OTHER_GUILD, drafted.offer_id) is None


async def test_a_draft_can_be_rewritten_until_it_is_put_to_the_vote(store: Store):
    drafted = await store.offers.draft(GUILD, TERMS, MOD, NOON)
    dearer = replace(TERMS, price_cents=2_000)
    rewritten = await store.offers.rewrite(GUILD, drafted.offer_id, dearer, OTHER_MOD, NOON)
    assert rewritten is not None
    assert rewritten.terms == dearer
    await store.offers.open_vote(GUILD, drafted.offer_id, ASKED, 555, MOD, NOON)
    assert await store.offers.rewrite(GUILD, drafted.offer_id, TERMS, MOD, NOON) is None
    found = await store.offers.offer(GUILD, drafted.offer_id)
    assert found is not None
    assert found.terms == dearer
    assert [(step.seq, step.step, step.by) for step in await store.offers.steps(GUILD, drafted.offer_id)] == [
        (1, "drafted", MOD), (2, "rewritten", OTHER_MOD), (3, "opened", MOD),
    ]  # fmt: skip


async def test_many_put_a_draft_to_the_vote_at_once_and_there_is_one_poll(store: Store, url: str):
    other = open_store(url)
    drafted = await store.offers.draft(GUILD, TERMS, MOD, NOON)
    polls = await asyncio.gather(
        *(each.offers.open_vote(GUILD, drafted.offer_id, ASKED, 555, MOD, NOON) for each in (store, other) * 4)
    )
    await other.close()
    (poll,) = [each for each in polls if each is not None]
    found = await store.offers.offer(GUILD, drafted.offer_id)
    assert found is not None
    assert (found.state, found.poll_id, poll.state) == (OfferState.OPEN, poll.poll_id, PollState.SCHEDULED)


async def test_a_poll_that_cannot_be_made_leaves_the_draft_a_draft(store: Store):
    drafted = await store.offers.draft(GUILD, TERMS, MOD, NOON)
    with pytest.raises(IntegrityError):
        await store.offers.open_vote(GUILD, drafted.offer_id, ASKED, 555, MOD, DEADLINE)
    found = await store.offers.offer(GUILD, drafted.offer_id)
    assert found is not None
    assert found.state is OfferState.DRAFT
    assert len(await store.offers.steps(GUILD, drafted.offer_id)) == 1


async def test_eight_take_a_step_at_once_and_exactly_one_does(store: Store, url: str):
    other = open_store(url)
    offer = await opened(store, {ADA: Choice.YES})
    taken = await asyncio.gather(
        *(
            each.offers.step(
                GUILD, offer.offer_id, [OfferState.OPEN], OfferState.OPT_OUT, "passed", None, DEADLINE,
                opt_out_until=WINDOW_END,
            )
            for each in (store, other) * 4
        )
    )  # fmt: skip
    await other.close()
    assert sum(step is not None for step in taken) == 1
    found = await store.offers.offer(GUILD, offer.offer_id)
    assert found is not None
    assert (found.state, found.opt_out_until) == (OfferState.OPT_OUT, WINDOW_END)
    assert [step.step for step in await store.offers.steps(GUILD, offer.offer_id)] == ["drafted", "opened", "passed"]


async def test_a_step_of_no_offer_is_refused(store: Store):
    with pytest.raises(UnknownOffer):
        await store.offers.step(GUILD, 7, [OfferState.DRAFT], OfferState.WITHDRAWN, "withdrawn", MOD, NOON)


@pytest.mark.parametrize("column", ["at", "step", "details", "seq"])
async def test_the_database_itself_refuses_to_change_the_log(store: Store, column: str):
    await store.offers.draft(GUILD, TERMS, MOD, NOON)
    with pytest.raises(IntegrityError, match="offer_step is final"):
        async with store._database.writing(GUILD) as connection:
            await connection.execute(text(f"UPDATE offer_step SET {column} = 5"))  # noqa: S608 - the names above


async def test_votes_that_ended_and_windows_that_end_are_found_across_guilds(store: Store):
    here, there = await opened(store, {ADA: Choice.YES}), await opened(store, {BO: Choice.YES}, OTHER_GUILD)
    still_open = await store.offers.draft(GUILD, TERMS, MOD, NOON)
    await store.offers.open_vote(GUILD, still_open.offer_id, ASKED, 555, MOD, NOON)
    assert {(each.guild_id, each.offer_id) for each in await store.offers.undecided()} == {
        (GUILD, here.offer_id), (OTHER_GUILD, there.offer_id),
    }  # fmt: skip
    await passed(store, {CY: Choice.YES})
    assert await store.offers.ripe(WINDOW_END - timedelta(milliseconds=1)) == ()
    assert await store.offers.next_ripe(LATER - timedelta(days=2)) == WINDOW_END
    assert await store.offers.next_ripe(WINDOW_END) is None, "a window that is over hides none that is not"
    (ripe,) = await store.offers.ripe(WINDOW_END)
    assert ripe.state is OfferState.OPT_OUT


async def test_who_did_not_object_is_in_or_only_who_said_yes(store: Store):
    votes = {ADA: Choice.YES, BO: Choice.NO, CY: Choice.ABSTAIN, 7004: None}
    loose = await opened(store, votes)
    strict = await opened(store, votes, inclusion=Inclusion.YES)
    assert await store.offers.contributors(GUILD, loose.offer_id) == (ADA, CY, 7004)
    assert await store.offers.contributors(GUILD, strict.offer_id) == (ADA,)


async def test_who_left_the_sale_or_the_pool_or_erased_everything_is_out(store: Store):
    offer = await passed(store, dict.fromkeys((ADA, BO, CY, 7004), Choice.YES))
    assert await store.offers.leave(GUILD, offer.offer_id, ADA, LATER)
    assert await store.offers.leave(GUILD, offer.offer_id, ADA, LATER)
    await store.members.set_consent(GUILD, BO, Consent.POOL, False, LATER)
    await store.members.erase(GUILD, CY)
    assert await store.offers.contributors(GUILD, offer.offer_id) == (7004,)
    assert await store.offers.has_left(GUILD, offer.offer_id, ADA)
    assert not await store.offers.has_left(GUILD, offer.offer_id, BO)
    (left,) = [step for step in await store.offers.steps(GUILD, offer.offer_id) if step.step == "left"]
    assert (left.by, left.details) == (None, "")


async def test_nobody_leaves_what_was_delivered(store: Store):
    offer = await delivered(store)
    assert not await store.offers.leave(GUILD, offer.offer_id, ADA, LATER)
    assert not await store.offers.has_left(GUILD, offer.offer_id, ADA)


async def test_a_step_that_cannot_be_taken_back_waits_for_two_moderators(store: Store):
    offer = await built(store)
    await store.offers.set_two_moderators(GUILD, True)

    async def withdraw(subject: str):
        return await store.offers.step(
            GUILD, offer.offer_id, [OfferState.BUILT], OfferState.WITHDRAWN, "withdrawn", MOD, LATER, confirmed=subject
        )

    assert await store.offers.confirm(GUILD, offer.offer_id, "withdrawn", "now", MOD, LATER) == 1
    assert await store.offers.confirm(GUILD, offer.offer_id, "withdrawn", "now", MOD, LATER) == 1
    with pytest.raises(NeedsConfirmation, match="1 did so far"):
        await withdraw("now")
    assert await store.offers.confirm(GUILD, offer.offer_id, "withdrawn", "now", OTHER_MOD, LATER) == 2
    with pytest.raises(NeedsConfirmation, match="0 did so far"):
        await withdraw("something else")
    assert await withdraw("now") is not None


async def test_an_old_confirmation_no_longer_counts(store: Store):
    offer = await built(store)
    await store.offers.confirm(GUILD, offer.offer_id, "delivered", "x", MOD, LATER)
    week = timedelta(days=7)
    assert await store.offers.confirm(GUILD, offer.offer_id, "delivered", "x", OTHER_MOD, LATER + week) == 1


async def test_one_moderator_is_enough_until_the_server_wants_two(store: Store):
    assert not await store.offers.two_moderators(GUILD)
    await store.offers.set_two_moderators(GUILD, True)
    assert (await store.offers.two_moderators(GUILD), await store.offers.two_moderators(OTHER_GUILD)) == (True, False)
    await store.offers.set_two_moderators(GUILD, False)
    assert not await store.offers.two_moderators(GUILD)


async def test_offers_are_listed_by_state_the_newest_first(store: Store):
    drafts = [await store.offers.draft(GUILD, TERMS, MOD, NOON) for _ in range(2)]
    closed = await opened(store, {ADA: Choice.YES})
    assert [each.offer_id for each in await store.offers.offers_of(GUILD)] == [
        closed.offer_id, drafts[1].offer_id, drafts[0].offer_id,
    ]  # fmt: skip
    assert [each.offer_id for each in await store.offers.offers_of(GUILD, [OfferState.OPEN])] == [closed.offer_id]
    assert await store.offers.offers_of(OTHER_GUILD) == ()


async def test_who_left_the_pool_and_came_back_is_in_no_sale_that_was_under_way(store: Store):
    offer = await passed(store)
    await store.members.set_consent(GUILD, BO, Consent.POOL, False, LATER)
    await store.members.set_consent(GUILD, BO, Consent.POOL, True, LATER)
    assert await store.offers.contributors(GUILD, offer.offer_id) == (ADA, CY)
    assert not await store.offers.is_in(GUILD, offer.offer_id, BO)
    assert await store.offers.is_in(GUILD, offer.offer_id, ADA)


async def test_nothing_is_logged_of_somebody_whom_the_vote_never_asked(store: Store):
    offer = await passed(store)
    assert await store.offers.leave(GUILD, offer.offer_id, 999, LATER), "nor need they be known here"
    assert "left" not in [step.step for step in await store.offers.steps(GUILD, offer.offer_id)]
    assert await store.offers.asked(GUILD, ADA) == {offer.offer_id}
    assert await store.offers.asked(GUILD, 999) == frozenset()

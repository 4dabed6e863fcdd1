"""What goes wrong around a sale: members who come back, strangers, mistakes in the books, forms that cannot be read."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from fractions import Fraction

import pytest

from bot.model.polls import Audience, Electorate, PollTerms, Rules
from bot.sandbox.options import Refused
from bot.sandbox.pilot import MemberPilot, Modal, SeenMessage
from bot.usecases.sales.deliver_package import deliver_package
from bot.usecases.sales.keep_books import divide, money_came, take_up_books
from tests.journeys.conftest import House
from tests.journeys.sales import FRIENDS, OFFER, draft, fill_pool, propose, vote


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
    """A sale that everybody said yes to, three days later."""
    card = await propose(house)
    for name in FRIENDS:
        await vote(house, name, card, "Yes")
    house.clock.advance(hours=2)
    await ada(house).wait_until(lambda message: "The sale to Solo AI passed" in message.text)
    house.clock.advance(days=3)
    return await ada(house).wait_until(lambda message: "Solo AI is built" in message.text)


async def rebuilt(house: House) -> None:
    await ada(house).wait_until(lambda seen: "Solo AI is built" in seen.text and "5 contributors" in seen.text)


async def test_who_leaves_the_pool_and_comes_back_is_still_out_of_the_sale(pool: House):
    await built(pool)
    dana = pool.member("Dana")
    assert "even if you join the pool again" in await said(dana, "pool leave")
    await rebuilt(pool)
    assert "nothing of yours is in it" in await said(dana, "pool join")
    assert "**Still in:** 5 contributors" in await said(ada(pool), "sale status", offer=1)


async def test_a_consent_taken_back_with_privacy_builds_the_package_anew(pool: House):
    await built(pool)
    dana = pool.member("Dana")
    await dana.press(await dana.command("privacy"), "Pool for sales: on")
    await rebuilt(pool)


async def test_nobody_previews_what_the_buyer_has(pool: House):
    # Beside the package, today's figures without Dana would tell what Dana played.
    await built(pool)
    await ada(pool).command("sale deliver", offer=1)
    await said(pool.member("Dana"), "pool leave")
    refused = await said(pool.member("Bo"), "sale preview", offer=1)
    assert "Its package is delivered" in refused
    assert "Common Ground" not in refused


async def test_a_member_whom_the_vote_never_asked_leaves_nothing(pool: House):
    bo = pool.member("Bo")
    await said(bo, "pool leave")
    form = await ada(pool).press(await draft(pool), "Open the vote")
    assert isinstance(form, Modal)
    await ada(pool).submit(form, {"Rules of the vote": "Closes: in 2 hours"})
    assert "You are not in this sale" in await said(bo, "pool leave", sale=1)
    assert "a contributor left" not in await said(ada(pool), "sale status", offer=1)


async def test_no_delivery_for_a_link_that_cannot_be_made(pool: House):
    await built(pool)
    assert "has no address on the web" in await said(ada(pool), "sale deliver", offer=1, link_days=7)
    assert "until it is delivered" in await said(ada(pool), "sale status", offer=1)


async def test_a_file_that_discord_does_not_take_leads_to_a_link(pool: House):
    await built(pool)
    pool.sandbox.world.users[ada(pool).user_id].attachment_limit = 1_000
    assert "more than Discord takes here" in await said(ada(pool), "sale deliver", offer=1)


async def test_a_mistake_in_the_books_is_undone_by_its_number_and_once(pool: House):
    await built(pool)
    await said(ada(pool), "payouts received", offer=1, amount="30")
    books = await said(ada(pool), "payouts received", offer=1, amount="30", note="twice?")
    assert "**3** <t:" in books
    assert "came in: twice?" in books
    assert "takes back 3" in await said(ada(pool), "payouts undo", offer=1, entry=3, note="typed twice")
    assert "taken back before" in await said(ada(pool), "payouts undo", offer=1, entry=3, note="once more")
    assert "$30 came in" in await said(ada(pool), "sale status", offer=1)


async def test_everybody_reads_why_a_part_does_not_come(pool: House):
    await built(pool)
    await said(ada(pool), "payouts missing", offer=1, amount="$2", reason="bank `fee`")
    assert "$2 will not come: bank \\`fee\\`" in await said(pool.member("Bo"), "sale status", offer=1)


@pytest.mark.parametrize("amount", ["a lot", "0", "-5", "5 EUR"])
async def test_an_amount_that_cannot_be_read_is_one_sentence(pool: House, amount: str):
    await built(pool)
    answer = await said(ada(pool), "payouts received", offer=1, amount=amount)
    assert "The books do not take this" in answer
    assert "Nothing was written" in answer
    assert "propose" not in answer


async def test_money_of_two_moderators_at_once_is_divided_once(pool: House):
    await built(pool)
    services, guild, me = pool.services, ada(pool).guild_id, ada(pool).user_id
    await asyncio.gather(*(deliver_package(services, guild, 1, me) for _ in range(3)))
    books = await asyncio.gather(*(money_came(services, guild, 1, me, "50", "") for _ in range(2)))
    assert [len(each.shares) for each in books] in ([6, 6], [0, 6], [6, 0])
    assert sum(share.owed for share in (await divide(services, guild, 1, me)).shares) == 10_000
    delivered = [step for step in await services.store.offers.steps(guild, 1) if step.step == "delivered"]
    assert len(delivered) == 1


async def test_what_a_stop_left_undivided_is_divided_at_the_next_start(pool: House):
    await built(pool)
    services, guild, me = pool.services, ada(pool).guild_id, ada(pool).user_id
    await money_came(services, guild, 1, me, "100", "")
    await deliver_package(services, guild, 1, me)  # and stopped before it was divided
    await take_up_books(services, guild)
    assert len(await services.store.ledger.shares(guild, 1)) == 6


async def test_rules_that_cannot_be_read_leave_the_draft_and_what_was_typed(pool: House):
    form = await ada(pool).press(await draft(pool), "Open the vote")
    assert isinstance(form, Modal)
    refused = await ada(pool).submit(form, {"Rules of the vote": "Closes: whenever"})
    assert "offer 1 is still a draft" in refused.text
    again = await ada(pool).press(refused, "Try again")
    assert isinstance(again, Modal)
    assert "whenever" in str(again.payload)


async def test_words_are_kept_when_an_option_was_wrong(pool: House):
    refused = await draft(pool, options={"days": "soon"})
    assert "I cannot read “soon” as days" in refused.text
    again = await ada(pool).command("sale propose", days="2024", contributors=5)
    assert isinstance(again, Modal)
    assert "Training a recommender" in str(again.payload)
    assert "what Solo AI would get" in (await ada(pool).submit(again, OFFER)).text


async def test_a_draft_is_written_anew_with_other_options(pool: House):
    assert "kept as offer 1" in (await draft(pool, options={"contributors": 11})).text
    form = await ada(pool).command("sale propose", draft=1, contributors=5)
    assert isinstance(form, Modal)
    assert "Solo AI" in str(form.payload)
    assert "Offer 1: what Solo AI would get" in (await ada(pool).submit(form, OFFER)).text


async def test_a_draft_that_was_written_anew_is_looked_at_again_before_the_vote(pool: House):
    preview = await draft(pool)
    form = await ada(pool).press(preview, "Open the vote")
    assert isinstance(form, Modal)
    shown = await pool.services.store.offers.offer(ada(pool).guild_id, 1)
    assert shown is not None
    other = type(shown.terms)(**{name: getattr(shown.terms, name) for name in shown.terms.__slots__} | {"buyer": "Duo"})
    await pool.services.store.offers.rewrite(ada(pool).guild_id, 1, other, ada(pool).user_id, pool.clock.now())
    refused = await ada(pool).submit(form, {"Rules of the vote": "Closes: in 2 hours"})
    assert "Nobody has looked at what exactly would be sold" in refused.text


async def test_members_take_no_moderator_s_step_by_old_buttons_forms_or_commands(pool: House):
    bo = pool.member("Bo", channel="votes")
    preview = await draft(pool)
    form = await ada(pool).press(preview, "Open the vote")
    guild = pool.sandbox.world.guilds[ada(pool).guild_id]
    guild.members[ada(pool).user_id].role_ids.clear()
    assert isinstance(form, Modal)
    for label in ("Open the vote", "Change it", "Drop it"):
        refused = await ada(pool).press(preview, label)
        assert "Only members who may Manage Server" in refused.text
    for name in ("sale build", "sale deliver", "sale withdraw"):
        assert "Only members who may Manage Server" in await said(bo, name, offer=1)
    with pytest.raises(Refused):  # Discord does not even show them these
        await bo.command("payouts received", offer=1, amount="5")
    sent = await ada(pool).submit(form, {"Rules of the vote": "Closes: in 2 hours"})
    assert "Only members who may Manage Server" in sent.text, "a form that was opened before"


@pytest.mark.parametrize("offer", [0, -1, 2**53 - 1])
async def test_an_offer_that_there_is_not_is_one_sentence(pool: House, offer: int):
    for member, name in ((ada(pool), "sale preview"), (ada(pool), "sale deliver"), (pool.member("Bo"), "sale status")):
        assert "I know no such offer in this server" in await said(member, name, offer=offer)
    assert "I know no such offer in this server" in await said(pool.member("Bo"), "pool leave", sale=offer)


async def scheduled(house: House) -> None:
    """A vote that was put down, and the bot stopped before it fixed who is asked."""
    await draft(house)
    offers, me = house.services.store.offers, ada(house)
    asked = PollTerms(
        "Sell it?", house.clock.now() + timedelta(hours=2), Rules(Fraction(1, 2), Fraction(1, 2)),
        electorate=Electorate(Audience.POOL),
    )  # fmt: skip
    assert await offers.open_vote(me.guild_id, 1, asked, me.channel.id, me.user_id, house.clock.now())


async def test_a_vote_that_a_stop_kept_from_opening_opens_at_the_next_start(pool: House):
    await scheduled(pool)
    pool.client.dispatch("poll_opened", ada(pool).guild_id, 1)
    card = await ada(pool).wait_until(lambda seen: "Shall we sell this to Solo AI" in seen.text)
    assert "**0 of 6** have voted" in card.text


async def test_an_offer_whose_vote_could_not_open_can_be_dropped(pool: House):
    await scheduled(pool)
    await pool.services.store.polls.call_off(ada(pool).guild_id, 1)  # as where nobody pools any more
    assert "is withdrawn" in await said(ada(pool), "sale withdraw", offer=1)


async def test_an_offer_that_is_voted_on_cannot_be_dropped(pool: House):
    await propose(pool)
    assert "Its contributors are voting" in await said(ada(pool), "sale withdraw", offer=1)

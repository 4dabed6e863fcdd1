"""An evening's awards: /awards, with its consents and refusals."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.charts.rows import AwardCard
from bot.model.answers import Asked
from bot.sandbox.pilot import SeenMessage
from bot.usecases.answering import answer
from tests.journeys.conftest import House
from tests.journeys.exports import extended

Played = tuple[str, str, str, float]


def evenings(artist: str, plays: int, first: str, days: int, hour: int) -> list[Played]:
    """So many plays a day of one artist, three minutes each and one after the other, from this hour on."""
    start = datetime.fromisoformat(first).replace(hour=hour)
    return [
        (f"{start + timedelta(days=day, minutes=3 * at):%Y-%m-%d %H:%M}", artist, f"{artist} {at}", 3)
        for day in range(days)
        for at in range(plays)
    ]


ADA = extended(*evenings("Radio Ghost", 20, "2024-01-01", 40, 2), *evenings("Nobody Else", 5, "2024-01-01", 40, 12))
"""Of a thousand plays 800 at night and of one artist, 200 of what only Ada has."""
BO = extended(*evenings("Radio Ghost", 15, "2024-01-01", 40, 6), *evenings("Else", 15, "2024-01-01", 40, 20))
"""Of 1,200 plays half in the morning and of each artist."""
CHIDI = extended(*evenings("Radio Ghost", 10, "2024-02-05", 2, 3))
"""Twenty plays on two days."""


@pytest.fixture
async def trio(house: House) -> House:
    """Ada, Bo and Chidi, compared."""
    for name, file in {"Ada": ADA, "Bo": BO, "Chidi": CHIDI}.items():
        member = house.member(name)
        await house.upload(member, file)
        await house.agree(member, "Compare me")
    return house


async def test_each_award_has_its_winner_its_number_and_who_came_next(trio: House):
    card = await trio.member("Bo").command("awards")
    assert card.ephemeral
    assert "**🦉 Owl** · Ada · 80 % of plays from midnight to five\n**" in card.text  # Bo has nothing of it
    assert "**🌅 Lark** · Bo · 50 % of plays from five to nine in the morning\n**" in card.text
    assert "**🎤 Superfan** · Ada · 80 % of plays · Radio Ghost\n-# then Bo · 50 % · Radio Ghost" in card.text
    assert "**💎 Deep Cut** · Bo · 50 % of plays for artists nobody else here has\n-# then Ada · 20 %" in card.text
    assert "**🏃 Marathon** · Ada · 1 h 00 min in one sitting, 1 Jan 2024\n-# then Bo · 45 min" in card.text


async def test_the_verdict_says_who_takes_most_home(trio: House):
    card = await trio.member("Bo").command("awards")
    assert "**Ada** goes home with 🦉 Owl, 🎤 Superfan, ⚓ Loyalist and 🏃 Marathon." in card.text


async def test_equals_share_an_award_and_nobody_comes_next(house: House):
    for name in ("Ada", "Bo"):
        await house.upload(house.member(name), ADA)
        await house.agree(house.member(name), "Compare me")
    card = await house.member("Ada").command("awards")
    assert "**🦉 Owl** · Ada and Bo · 80 % of plays from midnight to five\n**" in card.text
    assert "**Ada** and **Bo** go home with 4 awards each." in card.text
    assert "Deep Cut (nobody has any of it)" in card.text


async def test_the_wall_shows_the_same_and_names_who_won_nothing_for_want_of_plays(trio: House):
    bo = trio.member("Bo")
    asked = await answer(trio.services, bo.guild_id, bo.user_id, Asked("awards"), drawn=False)
    assert asked.draft.picture
    wall = asked.draft.picture[1]
    assert wall.awards[1] == AwardCard("🦉", "Owl", "Ada", "80 % of plays from midnight to five")
    assert wall.left_out == ("Chidi",)


async def test_who_has_too_little_is_left_out_and_said_so(trio: House):
    card = await trio.member("Bo").command("awards")
    assert "Too little to go by, and so left out: Chidi (all)" in card.text


async def test_awards_that_nobody_can_get_are_not_given_and_said_so(trio: House):
    card = await trio.member("Bo").command("awards")
    assert "🌧️" not in card.text
    assert "Not given: Raincloud (nobody has any of it)" in card.text
    assert "Comeback (takes more than 180 days that all exports cover)" in card.text


async def test_why_says_what_each_award_goes_by_and_from_how_much(trio: House):
    bo = trio.member("Bo")
    why = await bo.press(await bo.command("awards"), "Why?")
    assert "🎤 **Superfan** goes to the largest share of plays for one artist." in why.text
    assert "An award takes 50 plays on 3 days." in why.text
    assert "Exports: Ada 1 Jan 2024 to 9 Feb 2024 · Bo 1 Jan 2024 to 9 Feb 2024" in why.text


async def test_a_period_of_nothing_is_refused(trio: House):
    assert "2019" in (await trio.member("Bo").command("awards", period="2019")).text
    assert "cannot read “someday”" in (await trio.member("Bo").command("awards", period="someday")).text


async def test_awards_of_a_period_count_that_period(trio: House):
    card = await trio.member("Bo").command("awards", period="January 2024")
    assert "## Awards · January 2024" in card.text
    assert "**🦉 Owl** · Ada · 80 %" in card.text


async def test_who_did_not_agree_wins_nothing_and_takes_nothing_away(trio: House):
    dana = trio.member("Dana")
    before = (await trio.member("Bo").command("awards")).text
    await trio.upload(dana, extended(*evenings("Else", 50, "2024-01-01", 40, 1)))
    assert (await trio.member("Bo").command("awards")).text == before
    await trio.agree(dana, "Compare me")
    after = (await trio.member("Bo").command("awards")).text
    assert "**🎤 Superfan** · Dana · 100 % of plays · Else" in after
    assert "**💎 Deep Cut** · Ada · 20 %" in after


async def test_awards_need_two_who_agreed(house: House):
    ada = house.member("Ada")
    await house.upload(ada, ADA)
    assert "a comparison needs two" in (await ada.command("awards")).text


async def test_posting_is_the_pressers_own_act_and_everybody_sees_it(trio: House):
    bo, ada = trio.member("Bo"), trio.member("Ada")
    card = await bo.command("awards")
    assert all(message.ephemeral for message in ada.sees())
    posted = await bo.press(card, "Post here")
    assert isinstance(posted, SeenMessage)
    assert not posted.ephemeral
    assert "🦉 Owl" in ada.latest(posted).text


async def test_who_uploaded_and_did_not_agree_may_ask_and_is_not_in_it(trio: House):
    dana = trio.member("Dana")
    await trio.upload(dana, extended(*evenings("Else", 50, "2024-01-01", 40, 1)))
    card = await dana.command("awards")
    assert "Dana" not in card.text
    assert "**🦉 Owl** · Ada" in card.text


@pytest.mark.browser
async def test_the_wall_of_awards_is_drawn_and_says_what_it_shows(drawing_house: House):
    for name, file in {"Ada": ADA, "Bo": BO}.items():
        await drawing_house.upload(drawing_house.member(name), file)
        await drawing_house.agree(drawing_house.member(name), "Compare me")
    (picture,) = (await drawing_house.member("Ada").command("awards")).images
    assert (await picture.read()).startswith(b"\x89PNG")
    assert "Owl" in picture.alt
    assert "Ada" in picture.alt

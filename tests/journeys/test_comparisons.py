"""Asking the group: /breakup, /whoknows and /recap, with their consents and refusals."""

from __future__ import annotations

import pytest

from bot.sandbox.pilot import SeenMessage
from tests.journeys.conftest import House
from tests.journeys.exports import HARMLESS, HEARTBREAK, extended

ADA = extended(
    ("2024-02-03 21:00", "Radio Ghost", "One", 60),
    ("2024-02-04 21:00", "Radio Ghost", "Two", 60),
    ("2025-05-05 09:00", "Else", "Three", 120),
)
BO = extended(("2023-01-01 01:00", "Radio Ghost", "One", 30), ("2023-01-01 02:00", "Radio Ghost", "One", 30))


@pytest.fixture
async def pair(house: House) -> House:
    """Ada (half of four hours is Radio Ghost, a breakup playlist) and Bo (one hour of it, a harmless one), compared."""
    for name, files in {"Ada": (ADA, HEARTBREAK), "Bo": (BO, HARMLESS)}.items():
        member = house.member(name)
        await house.upload(member, *files)
        await house.agree(member, "Compare me")
    return house


async def test_breakup_ranks_by_the_formula_and_shows_evidence(pair: House):
    card = await pair.member("Bo").command("breakup")
    assert card.ephemeral
    places = card.text.split("🥇")[1]
    assert "**Ada** · **100** · “she left me”" in places
    assert "title 55 + heartbreak tracks 30 + added at once 15; from 6 tracks" in places
    assert "6 of 6 tracks are named after heartbreak" in places
    assert places.index("Ada") < places.index(
        "2\\. **Bo** · **5**"
    )  # half of it added in one fortnight: (.5 - .3) / .6 of 15


async def test_the_evidence_of_all_is_a_press_away(pair: House):
    bo = pair.member("Bo")
    evidence = await bo.press(await bo.command("breakup"), "All the evidence")
    assert "3 of 6 tracks were added between" in evidence.text.split("Bo")[1]


async def test_breakup_why_shows_weights_and_bounds(pair: House):
    bo = pair.member("Bo")
    why = await bo.press(await bo.command("breakup"), "Why?")
    assert "55% title" in why.text
    assert "30% heartbreak tracks**: 0 points up to 0.05, 100 points from 0.4" in why.text


async def test_breakup_of_listening_says_who_has_not_enough(pair: House):
    card = await pair.member("Bo").command("breakup", of="listening")
    assert "not enough listening: Ada, Bo" in card.text


async def test_a_comparison_needs_two_who_agreed(house: House):
    ada = house.member("Ada")
    await house.upload(ada, ADA, HEARTBREAK)
    for command, options in {"breakup": {}, "whoknows artist": {"artist": "Radio Ghost"}}.items():
        refusal = await ada.command(command, **options)
        assert "a comparison needs two" in refusal.text


async def test_who_did_not_agree_appears_nowhere(pair: House):
    dana = pair.member("Dana")
    await pair.upload(dana, extended(("2022-01-01 01:00", "Radio Ghost", "One", 600)), HEARTBREAK)
    for command, options in {"breakup": {}, "whoknows artist": {"artist": "Radio Ghost"}}.items():
        assert "Dana" not in (await pair.member("Bo").command(command, **options)).text


async def test_taking_consent_back_holds_from_the_next_answer_on(pair: House):
    dana = pair.member("Dana")
    await pair.upload(dana, extended(("2022-01-01 01:00", "Radio Ghost", "One", 600)))
    await pair.agree(dana, "Compare me")
    assert "Dana" in (await pair.member("Bo").command("whoknows artist", artist="Radio Ghost")).text
    card = await dana.command("privacy")
    await dana.press(card, "Compare me: on")
    assert "Dana" not in (await pair.member("Bo").command("whoknows artist", artist="Radio Ghost")).text


async def test_whoknows_ranks_by_hours_with_share_of_own_listening(pair: House):
    card = await pair.member("Bo").command("whoknows artist", artist="radio ghost")
    exports = "exports from 3 Feb 2024"
    assert f"🥇 **Ada** · 2 hours · 50 % of own listening\n-# 2 plays · since 3 Feb 2024 · {exports}" in card.text
    assert "🥈 **Bo** · 1 hour · 100 % of own listening\n-# 2 plays · since 1 Jan 2023" in card.text
    assert "2 of 2 members who agreed to be compared have played this artist" in card.text


async def test_whoknows_suggests_artists_while_typing_and_near_ones_after_a_typo(pair: House):
    bo = pair.member("Bo")
    for typed, names in {"": ["Radio Ghost", "Else"], "els": ["Else"]}.items():
        assert [choice.value for choice in await bo.autocomplete("whoknows artist", "artist", typed)] == names
    assert "Did you mean Radio Ghost?" in (await bo.command("whoknows artist", artist="Radoi Gohst")).text


async def test_whoknows_says_so_when_somebody_is_tied(pair: House):
    dana = pair.member("Dana")
    await pair.upload(dana, extended(("2024-01-01 01:00", "Radio Ghost", "One", 120)))
    await pair.agree(dana, "Compare me")
    card = await dana.command("whoknows artist", artist="Radio Ghost")
    assert card.text.count("🥇") == 2
    assert card.text.count("(tied)") == 2


async def test_posting_is_the_pressers_own_act_and_everybody_sees_it(pair: House):
    bo, ada = pair.member("Bo"), pair.member("Ada")
    card = await bo.command("whoknows artist", artist="Radio Ghost")
    assert all(message.ephemeral for message in ada.sees())
    posted = await bo.press(card, "Post here")
    assert isinstance(posted, SeenMessage)
    assert not posted.ephemeral
    assert "Radio Ghost" in ada.latest(posted).text


async def test_recap_looks_back_over_all_years_and_any_period(pair: House):
    ada = pair.member("Ada")
    everything = await ada.command("recap")
    assert "**4** hours" in everything.text
    assert "🥇 **Radio Ghost** (tied) · 2 hours · 2 plays\n🥇 **Else** (tied) · 2 hours · 1 play" in everything.text
    year = await ada.command("recap", period="2024")
    assert "**2** hours" in year.text
    assert "Else" not in year.text


async def test_without_a_browser_the_card_says_why_the_picture_is_missing(pair: House):
    card = await pair.member("Ada").command("recap")
    assert card.images == ()
    assert "No picture:" in card.text


@pytest.mark.browser
async def test_pictures_are_drawn_and_say_what_they_show(drawing_house: House):
    ada = drawing_house.member("Ada")
    await drawing_house.upload(ada, ADA)
    (picture,) = (await ada.command("recap")).images
    assert (await picture.read()).startswith(b"\x89PNG")
    assert "Radio Ghost" in picture.alt


async def test_recap_of_another_member_needs_their_consent(pair: House):
    chidi = pair.member("Chidi")
    await pair.upload(chidi, ADA)
    ada = pair.member("Ada")
    refusal = await ada.command("recap", member=chidi.user_id)
    assert "has not agreed to be shown to others" in refusal.text
    await pair.agree(chidi, "Compare me")
    assert "**4** hours" in (await ada.command("recap", member=chidi.user_id)).text


async def test_recap_without_an_upload_says_how_to_begin(house: House):
    assert "`/upload` takes the ZIP" in (await house.member("Ada").command("recap")).text


async def test_recap_of_an_empty_or_unknown_period_says_what_there_is(pair: House):
    ada = pair.member("Ada")
    assert "The history here runs from 2024-02-03 to 2025-05-05" in (await ada.command("recap", period="2019")).text
    assert "cannot read “once upon a time” as a period" in (await ada.command("recap", period="once upon a time")).text


async def test_names_from_exports_are_never_markdown_or_mentions(pair: House):
    dana = pair.member("Dana")
    await pair.upload(dana, extended(("2024-01-01 01:00", "@everyone **<@1>** [x](https://a.b)", "One", 120)))
    await pair.agree(dana, "Compare me")
    card = await dana.command("recap")
    assert "@everyone" not in card.text
    assert "<@1>" not in card.text
    assert "[x](" not in card.text


async def test_servers_know_nothing_of_each_other(pair: House):
    elsewhere = pair.member("Marisol", "The Collective")
    assert await elsewhere.autocomplete("whoknows artist", "artist", "Radio") == []
    assert "a comparison needs two" in (await elsewhere.command("whoknows artist", artist="Radio Ghost")).text

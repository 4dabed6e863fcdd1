"""Moods over time: the group's, a member's, and one's own turning points, which nobody else sees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.sandbox.pilot import Modal, SeenMessage
from tests.journeys.conftest import House
from tests.journeys.exports import account, extended

START = date(2023, 1, 2)  # a Monday
TURN = START + timedelta(days=182)  # 3 July 2023
SAD, PLAIN, OLD = "She Left Me", "Windmill", "Old Favourite"


def year(before: int, after: int, *, old: bool = False) -> bytes:
    """Ten plays a day at noon for a year: of the ten, so many had sad titles before `TURN`, and so many from it on.

    With `old`, a song from January is back in the five weeks after the turn.
    """
    rows = []
    for day in range(364):
        on = START + timedelta(days=day)
        sad = before if on < TURN else after
        for play in range(10):
            title = f"{SAD} {play}" if play < sad else f"{PLAIN} {play}"
            if old and play == 9 and (day < 10 or (on >= TURN and day % 3 == 0 and day < 182 + 35)):
                title = OLD
            rows.append((f"{on} {12 + play // 6:02}:{play % 6 * 10:02}", f"Band {title[0]}", title, 3))
    return extended(*rows)


ADA, BO = year(1, 5, old=True), year(2, 2)
PLAYLISTS = account({"she left me": [("Ex", "We Broke Up", "2023-07-05")], "Summer": [("A", "B", "2023-07-06")]})


@pytest.fixture
async def pair(house: House) -> House:
    """Ada turned in July 2023, from 10 % to 50 %; Bo has 20 % always. Both are compared."""
    for name, files in {"Ada": (ADA, PLAYLISTS), "Bo": (BO,)}.items():
        member = house.member(name)
        await house.upload(member, *files)
        await house.agree(member, "Compare me")
    return house


async def own(house: House, name: str = "Ada", **options: str) -> SeenMessage:
    member = house.member(name)
    card = await member.command("moods", member=member.user_id, **options)
    assert isinstance(card, SeenMessage)
    return card


async def press(house: House, name: str, card: SeenMessage, button: str) -> SeenMessage:
    found = await house.member(name).press(card, button)
    assert isinstance(found, SeenMessage)
    return found


async def name_it(house: House, card: SeenMessage, words: str, button: str = "Name Jul 2023") -> SeenMessage:
    ada = house.member("Ada")
    form = await ada.press(card, button)
    assert isinstance(form, Modal)
    named = await ada.submit(form, {"You call it": words})
    assert isinstance(named, SeenMessage)
    return named


async def test_the_group_is_the_mean_of_its_members(pair: House):
    card = await pair.member("Bo").command("moods")
    assert card.ephemeral
    # Ada 10 % and Bo 20 %, and from July on Ada 50 % and Bo 20 %; the two days of July before the turn are at 10 %.
    assert "**January 2023** · 15 % sad titles" in await pages(pair, "Bo", card)
    assert (
        "The saddest titles of the group's music came in **August 2023**: **35 %** of plays. The fewest: 15 %"
        in card.text
    )
    assert "each counts the same" in card.text
    assert "something changed" not in card.text.casefold()


async def pages(house: House, name: str, card: SeenMessage) -> str:
    text = card.text
    while any(button.label == "▶" and not button.disabled for button in card.buttons):
        card = await press(house, name, card, "▶")
        text += card.text
    return text


async def test_ones_own_card_tells_what_changed_and_what_came_back(pair: House):
    card = await own(pair)
    assert card.ephemeral
    assert "Something changed in July 2023: sadder titles, from 10 % to 50 % of plays." in card.text
    assert f"Came back to: **{OLD}** by Band O" in card.text
    assert "“she left me”, begun 5 Jul 2023" in card.text
    assert "Summer" not in card.text
    assert "Only you see this card" in card.text


async def test_a_steady_member_has_no_turning_points(pair: House):
    assert "No turning points" in (await own(pair, "Bo")).text


async def test_a_turning_point_can_be_named_renamed_and_unnamed(pair: House):
    card = await name_it(pair, await own(pair), "  moved   to *Oslo* ")
    assert "**July 2023** · “moved to \\*Oslo\\*”" in card.text
    assert "“moved to \\*Oslo\\*”" in (await own(pair)).text
    card = await name_it(pair, card, "exam", "Rename Jul 2023")
    assert "**July 2023** · “exam”" in card.text
    card = await name_it(pair, card, " ", "Rename Jul 2023")
    assert "exam" not in card.text
    assert "Something changed" in card.text


async def test_turning_points_can_be_switched_off_and_names_are_kept(pair: House):
    card = await name_it(pair, await own(pair), "moved")
    card = await press(pair, "Ada", card, "Turning points: on")
    assert "Turning points are off" in card.text
    assert "moved" not in card.text
    assert "Something changed" not in (await own(pair)).text
    card = await press(pair, "Ada", await own(pair), "Turning points: off")
    assert "**July 2023** · “moved”" in card.text


async def test_others_see_the_line_and_no_turning_point(pair: House):
    await name_it(pair, await own(pair), "quizzical")
    ada, bo = pair.member("Ada"), pair.member("Bo")
    card = await bo.command("moods", member=ada.user_id)
    assert "Ada's music" in card.text
    seen = await pages(pair, "Bo", card)
    assert "10 % sad titles" in seen
    why = await press(pair, "Bo", card, "Why?")
    given = await press(pair, "Bo", card, "CSV")
    paths = [pair.sandbox.cdn.path_of(int(each["id"])) for each in given.payload["attachments"]]
    files = "".join(path.read_text("utf-8-sig") for path in paths if path is not None)
    assert "2023-01-01" in files
    posted = await press(pair, "Ada", await own(pair), "Post the line here")
    assert not posted.ephemeral
    for text in (seen, why.text, files, bo.latest(posted).text):
        assert "quizzical" not in text
        assert "omething changed" not in text
        assert OLD not in text
    assert "The fewest: 10 %" in bo.latest(posted).text


async def test_without_consent_nobody_else_sees_the_line(pair: House):
    dana, ada = pair.member("Dana"), pair.member("Ada")
    await pair.upload(dana, year(1, 9))
    assert "has not agreed" in (await ada.command("moods", member=dana.user_id)).text
    mine = await own(pair, "Dana")
    assert "sadder titles, from 10 % to 90 %" in mine.text
    assert "Post the line here" not in [button.label for button in mine.buttons]
    group = await ada.command("moods")
    assert "Dana" not in group.text
    assert "**35 %**" in group.text  # as without Dana


async def test_who_has_too_little_listening_is_left_out_and_said_so(pair: House):
    dana = pair.member("Dana")
    await pair.upload(dana, extended(*((f"2023-08-{day:02} 12:00", "Ex", "She Left Me", 3) for day in range(1, 11))))
    await pair.agree(dana, "Compare me")
    card = await pair.member("Bo").command("moods")
    assert "No month of 30 plays: Dana" in card.text
    assert "**35 %**" in card.text  # as without Dana


async def test_a_period_chooses_what_is_shown_and_not_what_is_found(pair: House):
    card = await own(pair, period="August 2023")
    assert "No turning points" in card.text
    assert "50 %" in card.text
    assert "she left me" not in card.text
    assert "Something changed in July 2023" in (await own(pair, period="July 2023")).text


async def test_refusals_say_what_to_do(house: House):
    ada = house.member("Ada")
    assert "`/upload` takes the ZIP" in (await own(house)).text
    assert "a comparison needs two" in (await ada.command("moods")).text
    await house.upload(ada, ADA)
    assert "The history here runs from 2023-01-02 to 2023-12-31" in (await own(house, period="2019")).text
    assert "cannot read “once”" in (await own(house, period="once")).text
    await house.agree(ada, "Compare me")
    assert "a comparison needs two" in (await ada.command("moods")).text


async def test_an_erasure_forgets_what_it_was_called(pair: House):
    ada = pair.member("Ada")
    await name_it(pair, await own(pair), "quizzical")
    await ada.press(await ada.press(await ada.command("privacy"), "Erase everything"), "Erase everything")
    await pair.upload(ada, ADA)
    assert "quizzical" not in (await own(pair)).text
    stored = b"".join(path.read_bytes() for path in pair.services.settings.data_dir.glob("tutti.sqlite3*"))
    assert b"quizzical" not in stored


async def test_without_a_key_titles_cannot_be_tagged_whoever_agreed(pair: House):
    ada = pair.member("Ada")
    settings = await ada.command("settings", tag_titles="on")
    assert "There is no key for a language model yet" in settings.text
    await pair.agree(ada, "Tag my titles")
    card = await own(pair)
    assert "Tag more titles" not in [button.label for button in card.buttons]
    assert "Tag my titles" not in card.text


async def test_servers_know_nothing_of_each_other(pair: House):
    marisol = pair.member("Marisol", "The Collective")
    assert "a comparison needs two" in (await marisol.command("moods")).text


@pytest.mark.browser
async def test_the_picture_says_what_it_shows(drawing_house: House):
    await drawing_house.upload(drawing_house.member("Ada"), ADA)
    card = await name_it(drawing_house, await own(drawing_house), "moved")
    (picture,) = card.images
    assert (await picture.read()).startswith(b"\x89PNG")
    assert "2023-07" in picture.alt
    assert "moved" in picture.alt

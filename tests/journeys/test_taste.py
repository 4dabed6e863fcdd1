"""Tastes beside one another: /taste, /affinity, /matrix, /map and /blend, with their consents and refusals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.sandbox.pilot import MemberPilot, SeenMessage
from tests.journeys.conftest import House
from tests.journeys.exports import extended

ALL = ("taste", "affinity", "matrix", "map", "blend")


def daily(artists: str, times: int = 10, since: date = date(2024, 1, 1)) -> bytes:
    """Each of these one-letter artists so often, with one song each; one listen a day from this one on."""
    played = [f"Band {letter}" for letter in artists] * times
    return extended(
        *((f"{since + timedelta(days=day)} 12:00", artist, f"Song of {artist}", 3) for day, artist in enumerate(played))
    )


@pytest.fixture
async def three(house: House) -> House:
    """Ada shares five of ten artists with Bo, Bo one with Chidi; over the same hundred days."""
    return await settled(house)


async def settled(house: House) -> House:
    for name, artists in {"Ada": "abcdefghij", "Bo": "fghijklmno", "Chidi": "opqrstuvwx"}.items():
        member = house.member(name)
        await house.upload(member, daily(artists))
        await house.agree(member, "Compare me")
    return house


async def ask(asker: MemberPilot, command: str, **options: str | int) -> SeenMessage:
    if command == "taste":
        options.setdefault("member", asker.user_id)
    card = await asker.command(command, **options)
    assert isinstance(card, SeenMessage)
    return card


async def press(member: MemberPilot, card: SeenMessage, button: str) -> SeenMessage:
    pressed = await member.press(card, button)
    assert isinstance(pressed, SeenMessage)
    return pressed


async def csv_of(house: House, member: MemberPilot, card: SeenMessage) -> list[str]:
    """The lines of all files."""
    given = await press(member, card, "CSV")
    paths = [house.sandbox.cdn.path_of(int(each["id"])) for each in given.payload["attachments"]]
    files = [path.read_text("utf-8-sig") for path in paths if path is not None]
    assert files
    return "".join(files).splitlines()


async def test_two_tastes_stand_beside_one_another(three: House):
    ada, bo = three.member("Ada"), three.member("Bo")
    card = await ask(ada, "taste", member=bo.user_id)
    assert card.ephemeral
    assert "**Ada and Bo are 50 % alike**" in card.text
    assert "### What they share: 5 artists" in card.text
    assert "🥇 **Band f** (tied) · Ada 10 % · Bo 10 %" in card.text
    assert "which both exports cover" in card.text
    why = await press(ada, card, "Why?")
    assert "**100 %** would be the same artists in the same proportions" in why.text
    assert "sqrt(share_a * share_b)" in why.text
    lines = await csv_of(three, ada, card)
    assert "1,Band f,0.1,0.1,,10,10" in lines
    assert "1,Song of Band f,Band f,0.1" in lines


async def test_two_who_play_one_track_more_than_all_others_have_a_song(three: House):
    dana, emi = three.member("Dana"), three.member("Emi")
    for member in (dana, emi):
        await three.upload(member, daily("abcdefghija"))
        await three.agree(member, "Compare me")
    card = await ask(dana, "taste", member=emi.user_id)
    assert "They meet in **Band a** (18.2 % of what Dana plays, 18.2 % for Emi (恵美))." in card.text
    assert "Their song is **Song of Band a** by Band a." in card.text
    assert "They part" not in card.text


async def test_two_others_can_be_set_side_by_side_and_the_order_is_theirs(three: House):
    dana, ada, bo = (three.member(name) for name in ("Dana", "Ada", "Bo"))
    card = await ask(dana, "taste", member=bo.user_id, beside=ada.user_id)
    assert "**Bo and Ada are 50 % alike**" in card.text


async def test_tastes_over_a_period_of_too_little_are_refused_with_what_there_is(three: House):
    refusal = await ask(three.member("Ada"), "taste", member=three.member("Bo").user_id, period="January 2024")
    assert "Ada has 31 plays of 10 artists in January 2024, and a taste needs at least 100 plays" in refusal.text


async def test_one_member_is_no_pair(three: House):
    ada = three.member("Ada")
    assert "one and the same member" in (await ask(ada, "taste")).text


async def test_without_a_common_window_shares_of_everything_are_compared(three: House):
    dana = three.member("Dana")
    await three.upload(dana, daily("abcdefghij", since=date(2020, 1, 1)))
    await three.agree(dana, "Compare me")
    card = await ask(dana, "taste", member=three.member("Ada").user_id)
    assert "are 100 % alike" in card.text
    assert "Shares of each one's own listening, all time" in card.text


async def test_a_common_window_that_holds_too_little_gives_way_to_everything(three: House):
    dana = three.member("Dana")
    await three.upload(dana, daily("abcdefghij", times=13, since=date(2023, 10, 1)))  # 38 days together with Ada
    await three.agree(dana, "Compare me")
    card = await ask(dana, "taste", member=three.member("Ada").user_id)
    assert "are 100 % alike" in card.text
    assert "Shares of each one's own listening, all time" in card.text


async def test_neighbours_stand_nearest_first(three: House):
    card = await ask(three.member("Bo"), "affinity")
    assert "**Ada** listens most like Bo: 50 % alike" in card.text
    assert "Farthest off is **Chidi**, at 10 %" in card.text
    assert card.text.index("🥇 **Ada** · 50 % alike") < card.text.index("🥈 **Chidi** · 10 % alike\n-# through Band o")
    of_ada = await ask(three.member("Bo"), "affinity", member=three.member("Ada").user_id)
    assert "## Who listens like Ada" in of_ada.text


async def test_a_matrix_names_the_group_and_its_pairs(three: House):
    card = await ask(three.member("Ada"), "matrix")
    assert "**Polyphony**, several tunes at once that seldom meet: two of you are 20 % alike on average" in card.text
    assert "Nearest are **Ada** and **Bo** (50 %), farthest apart **Ada** and **Chidi** (0 %)" in card.text
    assert "🥇 **Ada** · **Bo** · 50 % alike" in card.text
    assert "**Bo** · 30 % alike with the others" in card.text
    why = await press(three.member("Ada"), card, "Why?")
    assert "**Unison** from 65 % on" in why.text


async def test_a_map_needs_three_and_names_who_stands_nearest(three: House):
    card = await ask(three.member("Ada"), "map")
    assert "**Ada** and **Bo** stand nearest, at 50 % alike; **Chidi** keeps the most distance." in card.text
    assert "of what sets these members apart" in (await press(three.member("Ada"), card, "Why?")).text
    chidi = three.member("Chidi")
    await press(chidi, await ask(chidi, "privacy"), "Compare me: on")
    assert "This needs 3 members" in (await ask(three.member("Ada"), "map")).text


async def test_a_blend_of_all_says_how_many_play_it_where_nobody_shares_all(three: House):
    card = await ask(three.member("Ada"), "blend")
    assert "No artist is shared by all 3 of you" in card.text
    assert "2 of 3 play it" in card.text
    assert "Band a" not in card.text


async def test_a_blend_of_two_gives_tracks_as_a_list_for_any_service(three: House):
    ada = three.member("Ada")
    card = await ask(ada, "blend", of="tracks", member=three.member("Bo").user_id)
    assert "What both of you like best" in card.text
    assert "5 tracks are played by both of you" in card.text
    assert "Chidi" not in card.text
    lines = await csv_of(three, ada, card)
    at = lines.index("title,artist")
    assert lines[at + 1] == "Song of Band f,Band f"
    assert len(lines[at:]) == 6


async def test_a_blend_of_some_is_posted_for_the_same_ones(three: House):
    ada, named = three.member("Ada"), ("Bo", "Dana", "Emi", "Farid")
    for name in named[1:]:
        await three.upload(three.member(name), daily("abcdefghij"))
        await three.agree(three.member(name), "Compare me")
    options = {f"member{at or ''}": three.member(name).user_id for at, name in zip((0, 2, 3, 4), named, strict=True)}
    card = await ask(ada, "blend", period="the past 300 months", **options)
    assert "What all 5 of you like best" in card.text
    posted = await press(three.member("Ada"), card, "Post here")
    assert not posted.ephemeral
    assert posted.text == card.text


async def test_a_blend_with_somebody_who_did_not_agree_is_refused(three: House):
    dana = three.member("Dana")
    await three.upload(dana, daily("abcdefghij"))
    refusal = await ask(three.member("Ada"), "blend", member=dana.user_id)
    assert "One of those members has not agreed to be compared" in refusal.text


async def test_who_did_not_agree_appears_nowhere(three: House):
    dana, bo = three.member("Dana"), three.member("Bo")
    before = {command: (await ask(bo, command)).text for command in ALL[1:]}
    await three.upload(dana, daily("abcdefghij"))
    await three.agree(dana, "Compare me")
    assert "Dana" in (await ask(bo, "affinity")).text
    await press(dana, await ask(dana, "privacy"), "Compare me: on")
    for command in ALL[1:]:
        card = await ask(bo, command)
        assert card.text == before[command]
        assert not [line for line in await csv_of(three, bo, card) if "Dana" in line]
    for command, options in {"taste": {"member": dana.user_id}, "affinity": {"member": dana.user_id}}.items():
        assert "has not agreed to be shown" in (await ask(bo, command, **options)).text


async def test_ones_own_taste_is_shown_to_oneself_and_cannot_be_posted(three: House):
    dana, bo = three.member("Dana"), three.member("Bo")
    await three.upload(dana, daily("abcdefghij"))
    for command, options in {"taste": {"member": bo.user_id}, "affinity": {}, "blend": {"member": bo.user_id}}.items():
        card = await ask(dana, command, **options)
        assert card.ephemeral
        assert "50 %" in card.text or "What both" in card.text
        assert "Post here" not in {button.label for button in card.buttons}


async def test_who_has_too_little_is_left_out_and_said_so(three: House):
    emi = three.member("Emi")
    await three.upload(emi, daily("ab", times=3))
    await three.agree(emi, "Compare me")
    for command in ALL[1:]:
        card = await ask(three.member("Ada"), command)
        assert (
            "Left out, with under 100 plays of 10 artists in the period: Emi (恵美) (6 plays of 2 artists)" in card.text
        )
    assert "has 6 plays of 2 artists" in (await ask(emi, "affinity")).text


async def test_without_an_upload_one_is_told_how_to_begin(three: House):
    dana = three.member("Dana")
    assert "`/upload` takes the ZIP" in (await ask(dana, "affinity")).text
    assert "`/upload` takes the ZIP" in (await ask(dana, "taste", member=three.member("Ada").user_id)).text


async def test_a_comparison_of_tastes_needs_two_who_agreed(house: House):
    ada = house.member("Ada")
    await house.upload(ada, daily("abcdefghij"))
    for command in ALL[1:]:
        assert "a comparison needs two" in (await ask(ada, command)).text


async def test_one_taste_among_those_who_agreed_is_not_enough(house: House):
    for name, times in {"Ada": 10, "Bo": 9}.items():
        await house.upload(house.member(name), daily("abcdefghij", times=times))
        await house.agree(house.member(name), "Compare me")
    for command in ALL[1:]:
        refusal = await ask(house.member("Ada"), command)
        needed = 3 if command == "map" else 2
        assert f"This needs {needed} members who agreed to be compared and have at least 100 plays" in refusal.text


async def test_names_from_exports_and_members_are_only_names(three: House):
    dana = three.member("Dana")
    rows = [
        (f"2024-01-{1 + at % 28:02} {at // 28:02}:00", f"@everyone **{{x}}** {at % 10}", "One", 3) for at in range(120)
    ]
    await three.upload(dana, extended(*rows))
    await three.agree(dana, "Compare me")
    card = await ask(dana, "taste", member=three.member("Ada").user_id)
    assert "@everyone" not in card.text


@pytest.mark.browser
async def test_pictures_are_drawn_and_say_what_they_show(drawing_house: House):
    house = await settled(drawing_house)
    ada, bo = house.member("Ada"), house.member("Bo")
    for command in ALL:
        card = await ask(ada, command, **({"member": bo.user_id} if command == "taste" else {}))
        (picture,) = card.images
        assert (await picture.read()).startswith(b"\x89PNG")
        assert "Bo" in picture.alt or "Band" in picture.alt

"""From what is typed to choices, and from a choice or words to one name."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import TooFewListeners, UnknownName
from bot.model.standings import Noun
from bot.services import Services
from bot.usecases.find_name import find_name
from bot.usecases.suggest_names import LONGEST, suggest_names
from storage import migrate, open_store
from tests.storage.builders import ADA, BO, GUILD, MINUTE_MS, Play, plays, upload

LONG = "A Very Long Name That Goes On " * 5
NEIGHBOURS = [
    Play("Ben E. King", "Stand by Me"),
    Play("Otis Redding", "Stand by Me", ms=MINUTE_MS),
    Play("Me", "Stand"),
    Play("Low", "High - Low"),
]


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    """Storage alone: nothing else is asked of here."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'tutti.sqlite3'}"
    await migrate(url)
    store = open_store(url)
    yield Services(settings=None, store=store, workers=None, narrator=None, painter=None)
    await store.close()


async def found(services: Services, typed: str, noun: Noun = Noun.TRACK) -> str:
    name = await find_name(services, GUILD, ADA, noun, typed)
    return f"{name.name} / {name.artist}"


async def test_whatever_is_offered_is_found_again(services: Services):
    long_titles = [Play(LONG, LONG, LONG), Play(LONG, "Short", LONG), Play("Short", LONG, "Short")]
    await upload(services.store, GUILD, ADA, [*long_titles, *NEIGHBOURS], compare=True)
    for noun in Noun:
        choices = await suggest_names(services, GUILD, ADA, noun, "")
        assert choices
        ids = {(await find_name(services, GUILD, ADA, noun, value)).name_id for _, value in choices}
        assert len(ids) == len(choices)
        assert all(0 < len(words) <= LONGEST for choice in choices for words in choice)


async def test_a_long_title_leaves_room_for_its_artist(services: Services):
    await upload(services.store, GUILD, ADA, [Play("Mitski", LONG)], compare=True)
    ((shown, _),) = await suggest_names(services, GUILD, ADA, Noun.TRACK, "")
    assert shown.endswith("… · Mitski")
    assert len(shown) == LONGEST


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("stand by me", "Stand by Me / Ben E. King"),
        ("stand by me by otis redding", "Stand by Me / Otis Redding"),
        ("Otis Redding - Stand By Me", "Stand by Me / Otis Redding"),
        ("Stand by Me – Otis Redding", "Stand by Me / Otis Redding"),
        ("Stand by Me · Ben E. King", "Stand by Me / Ben E. King"),
        ("Stand", "Stand / Me"),
        ("High - Low", "High - Low / Low"),
    ],
)
async def test_a_title_may_be_typed_with_its_artist_and_the_whole_is_tried_first(
    services: Services, typed: str, expected: str
):
    await upload(services.store, GUILD, ADA, NEIGHBOURS, compare=True)
    assert await found(services, typed) == expected


async def test_what_is_not_found_brings_near_names_or_says_that_two_are_needed(services: Services):
    await upload(services.store, GUILD, ADA, [Play("Björk", "Hyperballad", "Post")], compare=True)
    with pytest.raises(TooFewListeners):
        await found(services, "Hyperbalad")
    await upload(services.store, GUILD, BO, plays("Can"), compare=True)
    for noun, typed, near in ((Noun.TRACK, "Hyperbalad", "Hyperballad"), (Noun.ARTIST, "Bjrok", "Björk")):
        with pytest.raises(UnknownName) as unknown:
            await found(services, typed, noun)
        assert unknown.value.near[0] == near
        assert unknown.value.what == noun


async def test_a_choice_of_another_kind_or_one_that_is_gone_is_unknown(services: Services):
    await upload(services.store, GUILD, ADA, [Play("Björk", "Hyperballad", "Post")], compare=True)
    await upload(services.store, GUILD, BO, plays("Can"), compare=True)
    for typed in ("album:1", "track:999", "track:"):
        with pytest.raises(UnknownName):
            await found(services, typed)

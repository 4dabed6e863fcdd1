import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from bot.model.members import Consent
from bot.model.standings import Named, Noun
from storage import Store, migrate, migrations
from storage.titles import CANDIDATES
from tests.storage.builders import ADA, BO, CY, GUILD, MINUTE_MS, NOON, OTHER_GUILD, Play, upload
from tests.storage.conftest import sqlite_url

TRACK = Noun.TRACK


def play(artist: str | None, track: str, minutes: int = 3, album: str | None = None) -> Play:
    return Play(artist, track, album, ms=minutes * MINUTE_MS)


async def offered(store: Store, typed: str, asker: int = CY, noun: Noun = TRACK, limit: int = 25) -> list[str]:
    return [each.name for each in await store.titles.like(GUILD, noun, typed, asker, limit)]


async def called(store: Store, title: str, by: str | None = None) -> list[tuple[str, str | None]]:
    return [(each.name, each.artist) for each in await store.titles.called(GUILD, TRACK, title, by)]


async def test_titles_that_begin_as_typed_are_offered_by_the_most_time_of_a_listener(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Crystal"), play("A", "Creep", 5), play("A", "Rain", 9)], compare=True)
    assert await offered(store, "cr") == ["Creep", "Crystal"]
    assert await offered(store, "cr", limit=1) == ["Creep"]
    assert await offered(store, "zz") == []


async def test_a_title_spelled_as_typed_comes_before_all_others(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Run"), play("A", "Runaway", 60)], compare=True)
    assert await offered(store, "run") == ["Run", "Runaway"]


async def test_what_the_asker_played_comes_before_what_others_did_and_anywhere_in_the_title(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Wall of Sound", 60)], compare=True)
    await upload(store, GUILD, BO, [play("A", "Off the Wall")], compare=True)
    assert await offered(store, "wall", BO) == ["Off the Wall", "Wall of Sound"]
    assert await offered(store, "wall", ADA) == ["Wall of Sound"]


async def test_without_a_letter_the_askers_most_played_are_offered(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Less"), play("A", "Most", 9)], compare=True)
    await upload(store, GUILD, BO, [play("A", "Bos")], compare=True)
    assert await offered(store, "", ADA) == ["Most", "Less"]
    assert await offered(store, "", CY) == []


async def test_of_many_titles_the_askers_most_played_is_among_the_first(store: Store):
    many = [play("A", f"Song {number}") for number in range(CANDIDATES + 1)]
    await upload(store, GUILD, ADA, [*many, play("A", "Zenith", 9)], compare=True)
    assert await offered(store, "", ADA, limit=1) == ["Zenith"]


async def test_an_artists_name_offers_their_titles(store: Store):
    await upload(store, GUILD, ADA, [play("Can", "Vitamin C"), play("Neu!", "Hero")], compare=True)
    assert await offered(store, "can") == ["Vitamin C"]


async def test_equal_titles_are_told_apart_by_artist(store: Store):
    await upload(store, GUILD, ADA, [play("Nine Inch Nails", "Hurt"), play("Johnny Cash", "Hurt", 9)], compare=True)
    first, second = await store.titles.like(GUILD, TRACK, "hurt", CY)
    assert (first.artist, second.artist) == ("Johnny Cash", "Nine Inch Nails")
    assert await store.titles.with_id(GUILD, TRACK, second.name_id) == second
    assert await called(store, "Hurt", by="nine inch nails") == [("Hurt", "Nine Inch Nails")]
    assert await called(store, "hurt") == [("Hurt", "Johnny Cash"), ("Hurt", "Nine Inch Nails")]


async def test_albums_are_found_like_tracks(store: Store):
    await upload(
        store, GUILD, ADA, [play("A", "Song", album="Post (Deluxe Edition)"), play(None, "Rain")], compare=True
    )
    assert await offered(store, "post", noun=Noun.ALBUM) == ["Post (Deluxe Edition)"]
    assert await offered(store, "song", noun=Noun.ALBUM) == []
    assert (await store.titles.called(GUILD, Noun.ALBUM, "post"))[0].artist == "A"


async def test_a_title_without_an_artist_is_a_title(store: Store):
    await upload(store, GUILD, ADA, [play(None, "Rain")], compare=True)
    (found,) = await store.titles.called(GUILD, TRACK, "rain")
    assert found == Named(found.name_id, "Rain", None)
    assert await offered(store, "r") == ["Rain"]


@pytest.mark.parametrize("typed", ["Déjà Vu", "deja vu", "DEJA-VU", "dejavu", "Déjà Vu (2011 Remaster)"])
async def test_a_title_is_found_in_any_spelling(store: Store, typed: str):
    await upload(store, GUILD, ADA, [play("A", "Déjà Vu")], compare=True)
    assert await called(store, typed) == [("Déjà Vu", "A")]
    assert await offered(store, typed) == ["Déjà Vu"]


async def test_accents_decide_where_titles_differ_in_nothing_else(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Pate"), play("B", "Pâté")], compare=True)
    assert await called(store, "pate") == [("Pate", "A")]
    assert await called(store, "pâté") == [("Pâté", "B")]


async def test_what_is_typed_is_no_pattern(store: Store):
    await upload(store, GUILD, ADA, [play("A", "50% Off"), play("A", "Other")], compare=True)
    assert await offered(store, "%", ADA) == []
    assert await offered(store, "_", ADA) == []


async def test_titles_of_who_did_not_agree_are_neither_offered_nor_found(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Secret"), play("A", "Shared")])
    await upload(store, GUILD, BO, [play("A", "Shared")], compare=True)
    for asker in (ADA, BO):
        for typed in ("", "s", "secret", "a"):
            assert "Secret" not in await offered(store, typed, asker)
        assert "Secret" not in [each.name for each in await store.titles.near(GUILD, TRACK, "Secrte", asker)]
    assert await offered(store, "", ADA) == ["Shared"]
    assert await called(store, "Secret") == []
    everything = [await store.titles.with_id(GUILD, TRACK, number) for number in range(1, 9)]
    assert [each.name for each in everything if each] == ["Shared"]
    await store.members.set_consent(GUILD, BO, Consent.COMPARE, False, NOON)
    assert await offered(store, "s") == []


async def test_a_playlists_track_that_nobody_played_is_not_offered(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Played")], {"mine": [("A", "Planned")]}, compare=True)
    assert await offered(store, "pla", ADA) == ["Played"]


async def test_near_titles_begin_alike_or_are_the_askers(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Hyperballad"), play("A", "Zebra")], compare=True)
    assert [each.name for each in await store.titles.near(GUILD, TRACK, "Hpyerbalad", CY)] == ["Hyperballad"]
    assert {each.name for each in await store.titles.near(GUILD, TRACK, "x", ADA)} == {"Hyperballad", "Zebra"}


async def test_guilds_do_not_share_titles(store: Store):
    await upload(store, GUILD, ADA, [play("A", "Song")], compare=True)
    assert await store.titles.like(OTHER_GUILD, TRACK, "song", ADA) == []
    assert await store.titles.called(OTHER_GUILD, TRACK, "song") == []
    assert await store.titles.with_id(OTHER_GUILD, TRACK, 1) is None


async def test_titles_from_before_they_were_searched_are_found(tmp_path: Path):
    path = tmp_path / "tutti.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        connection.exec_driver_sql("INSERT INTO guild VALUES (1, 'UTC')")
        for number, key in enumerate(("déjà vu", "run"), 1):
            connection.exec_driver_sql("INSERT INTO track VALUES (1, ?, NULL, ?, 'x')", (number, key))
        connection.commit()
    engine.dispose()
    await migrate(sqlite_url(path))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT search FROM track ORDER BY track_id").fetchall() == [("dejavu",), ("run",)]
    connection.close()

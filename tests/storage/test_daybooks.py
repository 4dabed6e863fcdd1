from dataclasses import replace

from sqlalchemy import update

from bot.model.members import Consent
from bot.model.stored import DAYBOOK_VERSION, Daybooks
from storage import Store
from storage.tables import daybook
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD, Play, plays, upload


def book(name: str, listens: int, *parts: str) -> dict[str, bytes]:
    """What the builder stores as a member's daybook."""
    return {part: f"{part} of {name}, {listens} listens".encode() for part in ("coverage", *parts)}


async def test_the_parts_asked_for_come_with_what_they_cover(store: Store):
    await upload(store, GUILD, ADA, plays("A"), name="Ada", compare=True)
    await upload(store, GUILD, BO, plays("A", "B"), name="Bo", compare=True)
    found = await store.listening.daybooks(GUILD, ["days", "1999"])
    assert found == Daybooks({ADA: book("Ada", 1, "days"), BO: book("Bo", 2, "days")}, 2)
    assert list(found.parts) == [ADA, BO]


async def test_only_members_who_agreed_to_be_compared_are_given_and_counted(store: Store):
    for member_id, name in ((ADA, "Ada"), (BO, "Bo"), (CY, "Cy")):
        await upload(store, GUILD, member_id, plays("A"), name=name, compare=member_id != CY)
    await upload(store, OTHER_GUILD, CY, plays("A"), compare=True)
    await store.members.set_consent(GUILD, BO, Consent.COMPARE, False, NOON)
    assert await store.listening.daybooks(GUILD, ["days"]) == Daybooks({ADA: book("Ada", 1, "days")}, 1)
    assert await store.listening.daybooks(GUILD, ["days"], [BO, CY]) == Daybooks({}, 0)


async def test_a_member_without_music_is_not_among_them(store: Store):
    await upload(store, GUILD, ADA, [], name="Ada", compare=True)
    assert await store.listening.daybooks(GUILD, []) == Daybooks({}, 0)


async def test_those_with_most_listens_come_first_where_there_are_too_many(store: Store):
    for member_id, count in ((ADA, 1), (BO, 3), (CY, 2)):
        await upload(store, GUILD, member_id, plays(*"ABC"[:count]), name="X", compare=True)
    found = await store.listening.daybooks(GUILD, [], limit=2)
    assert found == Daybooks({BO: book("X", 3), CY: book("X", 2)}, 3)
    assert set((await store.listening.daybooks(GUILD, [], [ADA, CY], limit=1)).parts) == {CY}


async def test_a_member_reads_their_own_without_having_agreed_to_anything(store: Store):
    await upload(store, GUILD, ADA, plays("A"), name="Ada")
    assert await store.listening.own_daybook(GUILD, ADA, ["2024"]) == book("Ada", 1, "2024")
    assert await store.listening.own_daybook(OTHER_GUILD, ADA, ["2024"]) == {}


async def test_an_upload_replaces_the_daybook_and_taking_everything_back_removes_it(store: Store):
    await upload(store, GUILD, ADA, plays("A"), name="Ada", compare=True)
    second = await upload(store, GUILD, ADA, plays("A", "B"), name="Ada", compare=True)
    assert await store.listening.own_daybook(GUILD, ADA, ["days"]) == book("Ada", 2, "days")
    sources = tuple(source.source_id for source in await store.listening.sources_of(GUILD, ADA))
    nothing = replace(second, new_sources=(), dropped_sources=sources, daybook={})
    await store.listening.replace_history(GUILD, ADA, nothing)
    assert await store.listening.own_daybook(GUILD, ADA, ["days"]) == {}
    assert await store.listening.without_daybook() == []


async def test_a_daybook_of_another_version_is_not_given_and_is_to_be_made_anew(store: Store):
    stored = await upload(store, GUILD, ADA, plays("A"), name="Ada", compare=True)
    await upload(store, GUILD, BO, plays("A"), name="Bo", compare=True)
    async with store._database.writing(GUILD) as connection:
        older = update(daybook).where(daybook.c.member_id == ADA).values(version=DAYBOOK_VERSION - 1)
        await connection.execute(older)
    assert await store.listening.daybooks(GUILD, ["days"], [ADA]) == Daybooks({ADA: {}}, 1)
    assert await store.listening.without_daybook() == [(GUILD, ADA)]
    assert await store.listening.renew_daybook(GUILD, ADA, stored.merged, {"coverage": b"new"})
    assert await store.listening.own_daybook(GUILD, ADA, ["days"]) == {"coverage": b"new"}
    assert await store.listening.without_daybook() == []


async def test_a_daybook_is_not_renewed_once_the_history_has_changed(store: Store):
    first = await upload(store, GUILD, ADA, plays("A"), name="Ada")
    await upload(store, GUILD, ADA, plays("A", "B"), name="Ada")
    assert not await store.listening.renew_daybook(GUILD, ADA, first.merged, {"coverage": b"old"})
    assert await store.listening.own_daybook(GUILD, ADA, []) == book("Ada", 2)


async def test_names_are_found_by_their_ids_within_the_guild(store: Store):
    await upload(store, GUILD, ADA, [Play("Björk", "Army of Me", "Post"), Play(None, "Rain")])
    names = await store.catalogue.names(GUILD, ADA)
    artist = names.artists["artist_id"][0].as_py()
    tracks, albums = names.tracks["track_id"].to_pylist(), names.albums["album_id"].to_pylist()
    found = await store.catalogue.track_names(GUILD, [*tracks, 999])
    assert sorted(found.values(), key=str) == [("Army of Me", artist), ("Rain", None)]
    assert await store.catalogue.album_names(GUILD, albums) == {albums[0]: ("Post", artist)}
    assert await store.catalogue.artist_names(GUILD, [artist, 999]) == {artist: "Björk"}
    assert await store.catalogue.artist_names(OTHER_GUILD, [artist]) == {}


async def test_more_names_than_one_query_takes_are_all_found(store: Store):
    await upload(store, GUILD, ADA, plays(*(f"Artist {number}" for number in range(1_100))))
    ids = (await store.catalogue.names(GUILD, ADA)).artists["artist_id"].to_numpy()
    assert set((await store.catalogue.artist_names(GUILD, ids)).values()) == {f"Artist {n}" for n in range(1_100)}

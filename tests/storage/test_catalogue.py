import asyncio

from bot.model.members import Consent
from storage import Store
from storage.blobs import names_of
from tests.storage.builders import ADA, BO, CY, GUILD, NOON, OTHER_GUILD, Play, listens_ipc, plays, upload


async def test_the_same_names_get_the_same_ids_and_new_ones_new_ids(store: Store):
    first = names_of([listens_ipc([Play("Björk", "Army of Me", "Post"), Play(None, "Rain")])], [])
    more = names_of([listens_ipc([Play("BJÖRK", "ARMY OF ME", "Post"), Play(None, "Rain"), Play("Can", "Rain")])], [])
    one = await store.catalogue.intern(GUILD, first)
    again = await store.catalogue.intern(GUILD, first)
    both = await store.catalogue.intern(GUILD, more)
    assert one.tracks.tolist() == again.tracks.tolist()
    assert set(one.tracks.tolist()) < set(both.tracks.tolist())
    assert set(one.albums.tolist()) == set(both.albums.tolist())
    assert len(set(both.tracks.tolist())) == 3
    assert len(set(both.artists.tolist())) == 2


async def test_guilds_do_not_share_names(store: Store):
    await upload(store, GUILD, ADA, plays("Björk"), compare=True)
    assert await store.catalogue.artist_named(OTHER_GUILD, "Björk") is None
    assert await store.catalogue.artists_like(OTHER_GUILD, "") == []


async def test_more_names_than_a_chunk_holds(store: Store):
    listens = [Play(f"Artist {i % 700}", f"Track {i}", f"Album {i}") for i in range(1_300)]
    names = names_of([listens_ipc(listens)], [])
    ids = await store.catalogue.intern(GUILD, names)
    again = await store.catalogue.intern(GUILD, names)
    assert len(set(ids.tracks.tolist())) == 1_300
    assert ids.tracks.tolist() == again.tracks.tolist()
    assert ids.artists.tolist() == again.artists.tolist()


async def test_two_uploads_at_once_agree_on_ids(store: Store):
    names = names_of([listens_ipc(plays("A", "B", "C"))], [])
    one, other = await asyncio.gather(store.catalogue.intern(GUILD, names), store.catalogue.intern(GUILD, names))
    assert one.artists.tolist() == other.artists.tolist()


async def suggested(store: Store, typed: str, limit: int = 25) -> list[str]:
    return [name for _, name in await store.catalogue.artists_like(GUILD, typed, limit)]


async def test_suggestions_begin_with_what_was_typed_then_hold_it_each_by_time(store: Store):
    await upload(
        store, GUILD, ADA, plays("Bright Eyes", "Bright Eyes", "Brian Eno", "Ebri", "Ebri", "Ebri"), compare=True
    )
    assert await suggested(store, "bri") == ["Bright Eyes", "Brian Eno", "Ebri"]
    assert await suggested(store, "BRI", limit=1) == ["Bright Eyes"]
    assert await suggested(store, "") == ["Ebri", "Bright Eyes", "Brian Eno"]
    assert await suggested(store, "zz") == []


async def test_what_is_typed_is_no_pattern(store: Store):
    await upload(store, GUILD, ADA, plays("50% Off", "A_B", "Other"), compare=True)
    assert await suggested(store, "%") == []
    assert await suggested(store, "_") == []


async def test_suggestions_are_of_comparable_members_only(store: Store):
    await upload(store, GUILD, ADA, plays("Shared", "Adas Secret"))
    await upload(store, GUILD, BO, plays("Shared", "Bos Own"), compare=True)
    assert await suggested(store, "") == ["Shared", "Bos Own"]
    assert await store.catalogue.artist_named(GUILD, "Adas Secret") is None
    assert "Adas Secret" not in [name for _, name in await store.catalogue.near(GUILD, "Adas Secret")]


async def test_an_artist_is_found_in_any_spelling(store: Store):
    await upload(store, GUILD, ADA, plays("Sigur Rós", "Zoé", "Zoe"), compare=True)
    found = await store.catalogue.artist_named(GUILD, "SIGUR RÓS")
    assert found is not None
    assert found[1] == "Sigur Rós"
    assert await store.catalogue.artist_named(GUILD, "sigur ros") == found
    assert (await store.catalogue.artist_named(GUILD, "zoe") or (0, ""))[1] == "Zoe"
    assert await store.catalogue.artist_named(GUILD, "zo e") is None


async def test_near_names_hold_the_same_initial_and_the_most_played(store: Store):
    await upload(store, GUILD, ADA, plays("Radiohead", "Rammstein", "Portishead", "Portishead"), compare=True)
    assert {name for _, name in await store.catalogue.near(GUILD, "Radiohaed")} == {
        "Radiohead",
        "Rammstein",
        "Portishead",
    }


async def test_a_members_names_are_those_of_listens_and_playlists(store: Store):
    await upload(store, GUILD, BO, plays("Not Adas"))
    await upload(
        store, GUILD, ADA, [Play("Björk", "Hyperballad", "Post"), Play(None, "Rain")], {"sad": [("Can", "Vitamin C")]}
    )
    names = await store.catalogue.names(GUILD, ADA)
    artist_of = dict(zip(names.artists["artist_id"].to_pylist(), names.artists["name"].to_pylist(), strict=True))
    assert set(artist_of.values()) == {"Björk", "Can"}
    tracks = {(artist_of.get(row["artist_id"]), row["name"]) for row in names.tracks.to_pylist()}
    assert tracks == {("Björk", "Hyperballad"), (None, "Rain"), ("Can", "Vitamin C")}
    assert names.albums["name"].to_pylist() == ["Post"]
    assert names.tracks["track_id"].to_pylist() == sorted(names.tracks["track_id"].to_pylist())


async def test_a_member_without_listening_has_no_names(store: Store):
    assert (await store.catalogue.names(GUILD, CY)).tracks.num_rows == 0


async def test_taking_consent_back_takes_names_out_of_suggestions(store: Store):
    await upload(store, GUILD, ADA, plays("Adas Own"), compare=True)
    await store.members.set_consent(GUILD, ADA, Consent.COMPARE, False, NOON)
    assert await suggested(store, "") == []

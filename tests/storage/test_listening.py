from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from bot.model.members import Consent, Scope
from bot.model.stored import Score, StoredPlaylist
from storage import Store
from storage.blobs import decode, ids_in, names_of
from storage.tables import artist, guild_artist, member_artist, member_hour, track
from tests.storage.builders import ADA, BO, CY, GUILD, MINUTE_MS, NOON, OTHER_GUILD, Play, listens_ipc, plays, upload


async def rows(store: Store, query):
    async with store._database.reading() as connection:
        return (await connection.execute(query)).all()


async def totals(store: Store) -> dict[str, tuple[int, int, int]]:
    """The guild's totals: artist -> (listeners, plays, ms)."""
    query = (
        select(artist.c.name, guild_artist)
        .join(artist, (artist.c.guild_id == guild_artist.c.guild_id) & (artist.c.artist_id == guild_artist.c.artist_id))
        .where(guild_artist.c.guild_id == GUILD)
    )
    return {row.name: (row.listeners, row.plays, row.ms) for row in await rows(store, query)}


async def artist_id(store: Store, name: str) -> int:
    found = await store.catalogue.artist_named(GUILD, name)
    assert found is not None
    return found[0]


async def test_what_was_stored_is_read_back(store: Store):
    listens = [Play("Björk", "Hyperballad", "Post"), Play(None, "Rain", at=NOON + timedelta(hours=1), ms=None)]
    stored = await upload(store, GUILD, ADA, listens)
    history = await store.listening.history_of(GUILD, ADA)
    assert history is not None
    assert history.blob == stored.merged
    assert (history.listens, history.played_ms, history.music_ms) == (2, 3 * MINUTE_MS, 3 * MINUTE_MS)
    assert (history.first_at, history.last_at) == (NOON, NOON + timedelta(hours=1))
    (source,) = await store.listening.sources_of(GUILD, ADA)
    assert (source.listens, source.first_at, source.uploaded_at) == (2, NOON, NOON)
    blobs = await store.listening.source_blobs(GUILD, ADA)
    assert decode(blobs[source.source_id]).num_rows == 2


async def test_several_members_are_read_at_once_as_they_are_one_by_one(store: Store):
    lists = {"she left me": [("Ex", "We Broke Up")], "gym": [("Lift", "Push")]}
    await upload(store, GUILD, ADA, plays("A"), lists, name="Ada")
    await upload(store, GUILD, BO, plays("A", "B"), name="Bo")
    await upload(store, OTHER_GUILD, CY, plays("C"), lists, name="Cy")
    members, listening = [BO, ADA, CY], store.listening
    assert await listening.histories_of(GUILD, members) == {
        each: history.blob for each in (ADA, BO) if (history := await listening.history_of(GUILD, each)) is not None
    }
    assert await listening.all_playlists_of(GUILD, members) == {ADA: await listening.playlists_of(GUILD, ADA)}
    assert len((await listening.all_playlists_of(GUILD, members))[ADA]) == 2
    books = await listening.daybooks_of(GUILD, members, ["days"])
    assert books == {each: await listening.own_daybook(GUILD, each, ["days"]) for each in sorted(members)}
    assert set(books[ADA]) == {"coverage", "days"}
    assert books[CY] == {}


async def test_nothing_stored_is_none(store: Store):
    assert await store.listening.history_of(GUILD, ADA) is None
    assert await store.listening.sources_of(GUILD, ADA) == ()


async def test_a_member_nobody_has_seen_is_refused(store: Store):
    stored = await upload(store, GUILD, ADA, plays("A"))
    await store.members.erase(GUILD, ADA)
    with pytest.raises(LookupError):
        await store.listening.replace_history(GUILD, ADA, stored)
    assert await store.listening.history_of(GUILD, ADA) is None


async def test_the_same_export_twice_changes_nothing(store: Store):
    await upload(store, GUILD, ADA, plays("A", "B"), compare=True)
    before = (await totals(store), await store.listening.stored_about(GUILD, ADA))
    await upload(store, GUILD, ADA, plays("A", "B"), compare=True)
    assert (await totals(store), await store.listening.stored_about(GUILD, ADA)) == before


async def test_a_second_upload_replaces_the_rollups_and_keeps_the_first_source(store: Store):
    await upload(store, GUILD, ADA, plays("Old", "Both"), compare=True)
    await upload(store, GUILD, ADA, plays("Both", "New", "New"), compare=True)
    assert len(await store.listening.sources_of(GUILD, ADA)) == 2
    assert await totals(store) == {"Both": (1, 1, 3 * MINUTE_MS), "New": (1, 2, 6 * MINUTE_MS)}


async def test_a_dropped_source_goes_with_its_playlists_and_names(store: Store):
    first = await upload(store, GUILD, ADA, plays("Old"), {"mine": [("Old", "Song")]})
    second = await upload(store, GUILD, ADA, plays("New"))
    old = (await store.listening.sources_of(GUILD, ADA))[0]
    assert old.digest == first.new_sources[0].digest
    without = replace(second, uses=ids_in([second.merged]), dropped_sources=(old.source_id,))
    await store.listening.replace_history(GUILD, ADA, without)
    assert [each.digest for each in await store.listening.sources_of(GUILD, ADA)] == [second.new_sources[0].digest]
    assert await store.listening.playlists_of(GUILD, ADA) == ()
    assert [row.name for row in await rows(store, select(artist.c.name))] == ["New"]


async def test_totals_are_of_comparable_members_alone_and_exact(store: Store):
    await upload(store, GUILD, ADA, plays("A", "B"), compare=True)
    await upload(store, GUILD, BO, plays("A", "A", "C"), compare=True)
    await upload(store, GUILD, CY, plays("A", "D"))
    await upload(store, OTHER_GUILD, ADA, plays("A"), compare=True)
    each = 3 * MINUTE_MS
    assert await totals(store) == {"A": (2, 3, 3 * each), "B": (1, 1, each), "C": (1, 1, each)}
    await store.members.set_consent(GUILD, BO, Consent.COMPARE, False, NOON)
    assert await totals(store) == {"A": (1, 1, each), "B": (1, 1, each)}
    await store.members.set_consent(GUILD, CY, Consent.COMPARE, True, NOON)
    assert await totals(store) == {"A": (2, 2, 2 * each), "B": (1, 1, each), "D": (1, 1, each)}
    await store.members.erase(GUILD, ADA)
    assert await totals(store) == {"A": (1, 1, each), "D": (1, 1, each)}


async def test_agreeing_twice_counts_once(store: Store):
    await upload(store, GUILD, ADA, plays("A"), compare=True)
    await store.members.set_consent(GUILD, ADA, Consent.COMPARE, True, NOON)
    assert await totals(store) == {"A": (1, 1, 3 * MINUTE_MS)}


async def test_podcasts_and_unplayed_playlist_tracks_stay_named_and_uncounted(store: Store):
    listens = [Play("A", "x"), Play("A Show", "Episode", content="podcast")]
    await upload(store, GUILD, ADA, listens, {"mine": [("Unplayed", "y")]}, compare=True)
    assert set(await totals(store)) == {"A"}
    assert set((await store.catalogue.names(GUILD, ADA)).artists["name"].to_pylist()) == {"A", "A Show", "Unplayed"}


async def test_breakups_are_of_comparable_members_in_order_of_upload(store: Store):
    await upload(store, GUILD, ADA, plays("A"), {"after you": [("A", "x")], "gym": []}, name="Ada", compare=True)
    await upload(store, GUILD, BO, plays("A"), {"hidden": [("A", "x")]})
    (found,) = await store.listening.breakups(GUILD)
    assert (found.member_id, found.display_name) == (ADA, "Ada")
    assert [(each.title, each.tracks, each.breakup.score) for each in found.playlists] == [
        ("after you", 1, 40.0),
        ("gym", 0, 40.0),
    ]
    assert found.stretch == Score(12.5, "{}", 1)


async def test_not_enough_listening_is_no_score(store: Store):
    stored = await upload(store, GUILD, ADA, plays("A"), compare=True)
    await store.listening.replace_history(GUILD, ADA, replace(stored, stretch=Score(None, '{"why": "few"}', 1)))
    (found,) = await store.listening.breakups(GUILD)
    assert found.stretch == Score(None, '{"why": "few"}', 1)
    await store.listening.replace_history(GUILD, ADA, replace(stored, stretch=None))
    assert (await store.listening.breakups(GUILD))[0].stretch is None


async def test_playlists_come_back_as_they_were_stored(store: Store):
    stored = await upload(store, GUILD, ADA, plays("A"), {"one": [("A", "x")], "two": [("B", "y"), ("C", "z")]})
    assert await store.listening.playlists_of(GUILD, ADA) == stored.playlists
    await store.listening.replace_history(GUILD, ADA, replace(stored, playlists=stored.playlists[1:]))
    assert [each.title for each in await store.listening.playlists_of(GUILD, ADA)] == ["two"]


async def test_a_playlist_of_an_unknown_source_undoes_everything(store: Store):
    stored = await upload(store, GUILD, ADA, plays("A"), compare=True)
    before = (await totals(store), await store.listening.history_of(GUILD, ADA))
    stray = StoredPlaylist("no such digest", "x", None, 0, b"", Score(None, "{}", 1))
    with pytest.raises(ValueError, match="not stored"):
        await store.listening.replace_history(GUILD, ADA, replace(stored, merged=b"other", playlists=(stray,)))
    assert (await totals(store), await store.listening.history_of(GUILD, ADA)) == before


async def test_a_rollup_of_another_shape_is_refused(store: Store):
    stored = await upload(store, GUILD, ADA, plays("A"))
    with pytest.raises(ValueError, match="member_track takes columns"):
        await store.listening.replace_history(GUILD, ADA, replace(stored, member_track=np.zeros((1, 3), np.int64)))


async def test_rollups_hold_plays_and_time_by_month_and_hour(store: Store):
    await upload(store, GUILD, ADA, plays("A", "A"))
    hour = await rows(store, select(member_hour.c.month, member_hour.c.hour, member_hour.c.plays, member_hour.c.ms))
    assert [tuple(row) for row in hour] == [(202402, 12, 2, 6 * MINUTE_MS)]
    (by_artist,) = await rows(store, select(member_artist.c.plays, member_artist.c.ms))
    assert tuple(by_artist) == (2, 6 * MINUTE_MS)


async def test_names_that_an_interrupted_upload_left_go_with_the_next_one(store: Store):
    await store.catalogue.intern(GUILD, names_of([listens_ipc(plays("Left Behind"))], []))
    await upload(store, GUILD, ADA, plays("A"))
    assert [row.name for row in await rows(store, select(artist.c.name))] == ["A"]
    assert len(await rows(store, select(track.c.name))) == 1


async def test_everything_about_a_member_is_told_to_that_member(store: Store):
    await upload(
        store, GUILD, ADA, [Play("A", "x", "P"), Play("B", "y")], {"one": [("C", "z"), ("A", "x")]}, name="Ada"
    )
    await store.members.set_consent(GUILD, ADA, Consent.POOL, True, NOON)
    about = await store.listening.stored_about(GUILD, ADA)
    assert about.member is not None
    assert (about.member.display_name, about.member.consents.pool) == ("Ada", True)
    assert (about.listens, about.artists, about.albums, about.tracks) == (2, 3, 1, 3)
    assert (about.playlists, about.playlist_tracks, len(about.sources)) == (1, 2, 1)
    assert [(each.consent, each.given, each.at) for each in about.changes] == [(Consent.POOL, True, NOON)]
    assert (about.ballots, about.rolls) == (0, 0)


async def test_about_a_stranger_there_is_nothing(store: Store):
    about = await store.listening.stored_about(GUILD, CY)
    assert (about.member, about.listens, about.sources, about.changes) == (None, 0, (), ())


async def test_who_takes_consent_back_is_shown_nowhere_from_then_on(store: Store):
    for member_id in (ADA, BO):
        await upload(store, GUILD, member_id, plays("A"), {"sad": [("A", "x")]}, compare=True)
    await store.members.set_consent(GUILD, BO, Consent.COMPARE, False, NOON)
    assert [each.member_id for each in await store.listening.breakups(GUILD)] == [ADA]


async def test_a_history_carries_the_clock_and_the_window_that_it_was_made_for(store: Store):
    stored = await upload(store, GUILD, ADA, plays("A"))
    scope = Scope("Asia/Tokyo", date(2022, 5, 13))
    await store.listening.replace_history(GUILD, ADA, replace(stored, scope=scope))
    known = await store.members.member(GUILD, ADA)
    assert known is not None
    assert Scope(known.time_zone, known.since) == scope
    await store.listening.replace_history(GUILD, ADA, replace(stored, scope=None))
    assert await store.members.member(GUILD, ADA) == known


async def test_without_a_source_there_is_no_history_and_its_bytes_are_to_go(store: Store, tmp_path: Path):
    stored = await upload(store, GUILD, ADA, [Play("Quizzical", "x")])
    (source,) = await store.listening.sources_of(GUILD, ADA)
    nothing = np.empty((0, 5), np.int64)
    gone = replace(
        stored, new_sources=(), dropped_sources=(source.source_id,), playlists=(), stretch=None, uses=ids_in([]),
        member_artist=nothing, member_album=nothing, member_track=nothing,
    )  # fmt: skip
    await store.listening.replace_history(GUILD, ADA, gone)
    assert await store.listening.history_of(GUILD, ADA) is None
    assert await store.scrub_soon()
    assert not holds(tmp_path, b"Quizzical")


def holds(folder: Path, words: bytes) -> bool:
    return any(words in path.read_bytes() for path in folder.iterdir())

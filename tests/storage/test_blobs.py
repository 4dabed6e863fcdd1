import random
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.listens import LISTENS
from bot.model.stored import STORED_LISTENS, STORED_PLAYLIST_TRACKS, Ids, Names
from storage.blobs import decode, encode, encode_playlists, ids_in, names_of, pack
from tests.storage.builders import NOON, Play, ipc, listens_ipc, playlists_ipc, plays


def counted(names: Names, start: int = 1) -> Ids:
    """Ids from `start` on, row by row."""
    return Ids(*(np.arange(start, start + len(table)) for table in (names.artists, names.albums, names.tracks)))


def spelled(names: Names, ids: Ids, blob: bytes) -> list[tuple[str | None, str, str | None]]:
    """A blob's rows with the names behind their ids."""
    artist = dict(zip(ids.artists.tolist(), names.artists["name"].to_pylist(), strict=True))
    album = dict(zip(ids.albums.tolist(), names.albums["name"].to_pylist(), strict=True))
    track = dict(zip(ids.tracks.tolist(), names.tracks["name"].to_pylist(), strict=True))
    return [
        (artist.get(row["artist"]), track[row["track"]], album.get(row["album"])) for row in decode(blob).to_pylist()
    ]


def test_names_are_distinct_by_key_and_spelled_as_most_rows_do():
    listened = listens_ipc(plays("björk", "Björk", "Björk", "AC/DC"))
    names = names_of([listened], [])
    assert names.artists.to_pylist() == [{"key": "björk", "name": "Björk"}, {"key": "ac dc", "name": "AC/DC"}]
    assert names.tracks.to_pylist() == [
        {"artist": 0, "key": "song", "name": "Song"},
        {"artist": 1, "key": "song", "name": "Song"},
    ]


def test_the_same_title_by_two_artists_is_two_tracks_and_two_spellings_of_it_are_one():
    listened = listens_ipc([Play("A", "Home"), Play("B", "Home"), Play("A", "HOME - 2011 Remaster")])
    names = names_of([listened], [])
    ids = counted(names)
    assert decode(encode(listened, names, ids))["track"].to_pylist() == [1, 2, 1]


def test_a_blank_artist_is_nobody():
    listened = listens_ipc([Play("  ", "Hum"), Play(None, "Hum")])
    names = names_of([listened], [])
    assert names.artists.num_rows == 0
    assert names.tracks.to_pylist() == [{"artist": None, "key": "hum", "name": "Hum"}]
    assert decode(encode(listened, names, counted(names)))["artist"].to_pylist() == [None, None]


def test_playlists_are_one_blob_each_also_an_empty_one():
    listed = playlists_ipc({"first": [("A", "x"), ("B", "y")], "nothing": [], "third": [("A", "z")]})
    names = names_of([], [listed])
    ids = counted(names)
    blobs = encode_playlists(listed, 3, names, ids)
    assert [spelled(names, ids, blob) for blob in blobs] == [
        [("A", "x", None), ("B", "y", None)],
        [],
        [("A", "z", None)],
    ]
    assert all(decode(blob).schema == STORED_PLAYLIST_TRACKS for blob in blobs)


def test_ids_in_blobs_are_all_that_any_of_them_holds():
    one, two = listens_ipc([Play("A", "x", "P")]), listens_ipc([Play(None, "y"), Play("B", "z", "Q")])
    names = names_of([one, two], [])
    ids = counted(names, start=10)
    found = ids_in([encode(one, names, ids), encode(two, names, ids)])
    assert (found.artists.tolist(), found.albums.tolist(), found.tracks.tolist()) == ([10, 11], [10, 11], [10, 11, 12])
    assert ids_in([]).tracks.tolist() == []


def test_a_blob_of_nothing_has_the_columns():
    empty = STORED_LISTENS.empty_table()
    assert decode(pack(empty)).equals(empty)


def test_a_name_that_was_not_counted_is_refused():
    names = names_of([listens_ipc([Play("A", "x")])], [])
    with pytest.raises(KeyError):
        encode(listens_ipc([Play("A", "unheard")]), names, counted(names))


_names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=6)
_listens = st.lists(
    st.builds(
        Play,
        artist=st.none() | _names,
        track=_names,
        album=st.none() | _names,
        at=st.integers(0, 10**12).map(lambda ms: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)),
        ms=st.none() | st.integers(1, 2**31 - 1),
        content=st.sampled_from(["music", "podcast"]),
    ),
    max_size=20,
)


@settings(max_examples=60, deadline=None)
@given(_listens)
def test_what_is_decoded_is_what_was_packed(listens):
    listened = listens_ipc(listens)
    names = names_of([listened], [])
    table = decode(encode(listened, names, counted(names)))
    assert table.schema == STORED_LISTENS
    assert decode(pack(table)).equals(table)
    for column, wanted in (("started_at", "at"), ("played_ms", "ms"), ("content", "content")):
        assert table[column].to_pylist() == [getattr(listen, wanted) for listen in listens]


@pytest.mark.parametrize("only", [("started_at",), ("artist",), ("album", "track"), ("artist", "played_ms", "content")])
def test_columns_that_nobody_asks_for_stay_packed(only):
    listened = listens_ipc([*plays("A", "B"), Play(None, "x", album="y", at=NOON + timedelta(days=1))])
    names = names_of([listened], [])
    blob = encode(listened, names, counted(names))
    assert decode(blob, only).equals(decode(blob).select([name for name in STORED_LISTENS.names if name in only]))


def test_merged_tables_of_two_sources_pack_into_one_history():
    one, two = listens_ipc(plays("A", "B")), listens_ipc(plays("B", "C", start=NOON + timedelta(days=1)))
    names = names_of([one, two], [])
    ids = counted(names)
    merged = pa.concat_tables([decode(encode(one, names, ids)), decode(encode(two, names, ids))])
    assert [row[0] for row in spelled(names, ids, pack(merged))] == ["A", "B", "B", "C"]


def test_a_hundred_thousand_listens_stay_under_a_megabyte_and_a_half():
    rng = random.Random(5)
    tracks = [(f"Artist {i % 1500}", f"Title {i}", f"Album {i % 3000}") for i in range(9000)]
    rows, at = [], datetime(2014, 1, 1, tzinfo=UTC)
    for _ in range(100_000):
        artist, track, album = tracks[min(int(rng.expovariate(1 / 1500)), 8999)]
        at += timedelta(seconds=rng.randint(100, 5000))
        rows.append(
            {
                "started_at": at, "played_ms": rng.randint(1_000, 300_000), "artist": artist, "track": track,
                "album": album, "content": "music", "skipped": rng.random() < 0.2, "shuffle": rng.random() < 0.5,
                "platform": rng.choice(["phone", "phone", "computer"]), "reason_start": rng.choice(["done", "click"]),
                "reason_end": rng.choice(["done", "forward", "end"]),
            }
        )  # fmt: skip
    listened = ipc(rows, LISTENS)
    names = names_of([listened], [])
    assert len(encode(listened, names, counted(names, start=1_000_000))) < 1_500_000

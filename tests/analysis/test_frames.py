from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfoNotFoundError

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from bot.analysis.frames import COLUMNS, CONTENTS, history_from_table, ids_of, texts_of
from bot.model.stored import STORED_LISTENS
from tests.analysis.builders import Play, history, stored


def test_columns_have_the_promised_types():
    kinds = history([Play("2024-01-01T00:30", ms=None, platform="phone", skipped=True)]).listens.dtypes
    assert tuple(kinds.index) == COLUMNS
    assert [str(kind) for kind in kinds] == [
        "datetime64[ms, UTC]",
        "datetime64[ms]",
        "float64",
        *["int64"] * 3,
        "category",
        *["boolean"] * 2,
        *["category"] * 3,
    ]


def test_what_is_unknown_stays_unknown():
    row = history([Play("2024-01-01T00:30", artist=None, album=None, ms=None)]).listens.iloc[0]
    assert (row["artist_id"], row["album_id"]) == (-1, -1)
    assert row[["played_ms", "skipped", "shuffle", "platform"]].isna().all()


def test_the_local_moment_is_on_the_members_own_clock():
    plays = [Play("2024-03-30T23:30"), Play("2024-03-31T01:30")]  # Berlin springs forward between the two
    local = history(plays, time_zone="Europe/Berlin").listens["local_at"]
    assert local.tolist() == [pd.Timestamp("2024-03-31 00:30"), pd.Timestamp("2024-03-31 03:30")]


def test_contents_keep_their_order_whatever_occurs():
    content = history([Play("2024-01-01", content="podcast")]).listens["content"]
    assert tuple(content.cat.categories) == CONTENTS


def test_music_is_music_and_music_videos():
    plays = [Play(f"2024-01-0{day}", content=content) for day, content in enumerate(CONTENTS, 1)]
    assert history(plays).music["content"].tolist() == ["music", "video"]


def test_names_are_found_by_id():
    found = history([Play("2024-01-01", track=7, artist=3, album=9)], {7: "Windmill"}, {3: "Ada"})
    assert (found.artists[3], found.tracks.loc[7, "title"], found.tracks.loc[7, "artist_id"]) == ("Ada", "Windmill", 3)
    assert found.albums.loc[9, "title"] == "Album 9"


def test_an_empty_history_has_its_columns():
    empty = history_from_table(STORED_LISTENS.empty_table(), [], [])
    assert (len(empty), tuple(empty.listens.columns)) == (0, COLUMNS)
    assert len(empty.music) == 0


def test_only_the_columns_that_matter_must_be_there():
    table = stored([Play("2024-01-01")]).select(["started_at", "played_ms", "track", "content"])
    found = history_from_table(table, [(4, "Ada")], [(1, "Windmill", 4)])
    assert found.listens["artist_id"].tolist() == [4]  # known through its track
    assert found.listens["skipped"].isna().all()


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs the columns track"):
        history_from_table(stored([Play("2024-01-01")]).drop_columns(["track"]), [], [])


def test_rows_out_of_order_are_refused():
    with pytest.raises(ValueError, match="ascending"):
        history_from_table(stored([Play("2024-01-02"), Play("2024-01-01")]), [], [])


def test_a_listen_without_a_start_is_refused():
    table = stored([Play("2024-01-01")])
    nothing = pa.nulls(1, pa.timestamp("ms", "UTC"))
    with pytest.raises(ValueError, match="moment"):
        history_from_table(table.set_column(0, "started_at", nothing), [], [])


def test_an_unknown_time_zone_is_refused():
    with pytest.raises(ZoneInfoNotFoundError):
        history([Play("2024-01-01")], time_zone="Atlantis/Capital")


@pytest.mark.parametrize("coded", [False, True])
def test_ids_are_read_plain_or_coded_and_over_chunks(coded):
    arrays = (pa.array(ids, pa.int64()) for ids in ([5, None], [9, 5]))
    one, two = (pa.table({"track": ids.dictionary_encode() if coded else ids}) for ids in arrays)
    assert ids_of(pa.concat_tables([one, two]), "track").tolist() == [5, -1, 9, 5]


def test_a_column_that_is_not_there_has_no_ids():
    assert ids_of(pa.table({"track": [1, 2]}), "album").tolist() == [-1, -1]


def test_few_texts_are_read_as_codes():
    codes, values = texts_of(pa.table({"platform": ["tv", None, "tv"]}), "platform")
    assert (codes.tolist(), values) == ([0, -1, 0], ["tv"])


def test_the_table_is_left_as_it_was():
    table = stored([Play("2024-01-01", ms=None), Play("2024-01-02")])
    before = table.to_pylist()
    found = history_from_table(table, [], [(1, "Windmill", 1)])
    found.listens.loc[0, "played_ms"] = 5.0
    assert table.to_pylist() == before


def test_milliseconds_survive():
    at = datetime(2024, 1, 1, 10, 0, 0, 123_000, tzinfo=UTC)
    assert history([Play(at)]).listens["started_at"].astype(np.int64).tolist() == [1_704_103_200_123]

from __future__ import annotations

import concurrent.futures
import json
import multiprocessing
import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from bot.errors import NothingReadable, TooLarge, UploadError, WrongPackage
from bot.exports.archive import Limits, SpooledFile
from bot.exports.registry import examine, read_upload, receipt_as_json
from bot.model.listens import LISTENS, PLAYLIST_TRACKS, Content
from tests.exports.builders import Examine, item, listens, minute, playlists, spool, stream, zip_of

LOG = [{"context_time": 1, "timestamp_utc": "2024-01-01T00:00:00Z", "message_ms_played": 5, "context_os_name": "ios"}]


def test_the_receipt_as_inspect_prints_it(upload: Examine):
    export = {
        "MyData/endsong_0.json": [stream(), stream("2021-03-01T12:00:00Z", 30_000), stream(ms=0)],
        "MyData/Playlist1.json": playlists(x=[item("One")]),
        "MyData/notes.txt": b"hello",
    }
    assert receipt_as_json(upload({"my.zip": zip_of(export)}).receipt) == {
        "files": [
            {
                "name": "my.zip/MyData/endsong_0.json",
                "kind": "spotify_extended",
                "rows": 3,
                "kept": 2,
                "left_out": {"never played": 1},
                "note": "",
            },
            {
                "name": "my.zip/MyData/Playlist1.json",
                "kind": "spotify_playlists",
                "rows": 1,
                "kept": 1,
                "left_out": {},
                "note": "",
            },
            {
                "name": "my.zip/MyData/notes.txt",
                "kind": "unknown",
                "rows": 0,
                "kept": 0,
                "left_out": {},
                "note": "I do not know what this is. Not read.",
            },
        ],
        "listens": 2,
        "by_content": {"music": 2, "podcast": 0, "audiobook": 0, "video": 0},
        "first": "2021-03-01T11:59:30Z",
        "last": "2024-02-29T19:59:00Z",
        "played_ms": 90_000,
        "playlists": 1,
        "playlist_tracks": 1,
        "problem": "",
    }


def test_years_are_counted_in_order(upload: Examine):
    rows = [stream(ts=f"{year}-06-01T00:00:00Z") for year in (2024, 2019, 2024, 2021)]
    rows[2]["ms_played"] = 5
    assert upload({"x": rows}).receipt.by_year == {2019: 1, 2021: 1, 2024: 2}
    assert list(upload({"x": rows}).receipt.by_year) == [2019, 2021, 2024]


@pytest.mark.parametrize(
    "name", ["Streaming_History_Audio_2024_0.json", "notes.txt", "Playlist1.json", "photo.png", "endvideo.txt.json"]
)
def test_names_decide_nothing(upload: Examine, name: str):
    assert upload({name: [stream()]}).receipt.files[0].kind == "spotify_extended"


def test_tables_have_the_columns_that_storage_expects(upload: Examine):
    reading = upload({"a": [minute()], "b": [stream()], "c": playlists(x=[item("One")])})
    for source in reading.sources:
        assert pa.ipc.open_stream(source.listens).schema.equals(LISTENS)
        assert pa.ipc.open_stream(source.playlist_tracks).schema.equals(PLAYLIST_TRACKS)


def test_an_export_of_another_member_has_another_digest(upload: Examine):
    digests = [
        upload({"x": [stream(**change)]}).sources[0].digest
        for change in ({}, {"ms": 1}, {"track": "B"}, {"shuffle": None})
    ]
    assert len(set(digests)) == 4


def test_playlists_are_part_of_the_digest(upload: Examine):
    variants = [
        playlists(x=[item("One")]),
        playlists(y=[item("One")]),
        playlists(x=[item("One", added=None)]),
        playlists(x=[]),
    ]
    assert len({upload({"x": variant}).sources[0].digest for variant in variants}) == 4


@pytest.mark.parametrize(
    ("files", "error", "says"),
    [
        ({"a.pdf": b"%PDF-1.7"}, NothingReadable, "no listening history in a.pdf"),
        ({"a.html": b"<!doctype html><p>Log in</p>"}, NothingReadable, "web page"),
        (
            {"a.json": [stream(ms=0), stream(track=None)]},
            NothingReadable,
            "None of its 2 rows could be kept (never played: 1, no title: 1)",
        ),
        ({"a.json": LOG}, WrongPackage, "Technical log information"),
        (
            {"a.json": {"username": "u", "email": "e", "birthdate": ""}},
            WrongPackage,
            "a part of Spotify's account data",
        ),
        ({"a.json": b"List(Map(state -> , street -> x))"}, WrongPackage, "account data"),
        ({"a.json": [stream()] * 3}, TooLarge, "limit on number of listens (2)"),
        ({}, NothingReadable, "no listening history in that upload"),
    ],
)
def test_an_upload_that_gives_nothing_says_why(
    tmp_path: Path, files: dict[str, object], error: type[UploadError], says: str
):
    limits, spooled = Limits(listens=2), spool(tmp_path, files)
    with pytest.raises(error) as raised:
        read_upload(spooled, limits)
    assert says in str(raised.value)
    problem = examine(spooled, limits)
    assert problem.receipt.problem == str(raised.value)
    assert (problem.sources, problem.receipt.listens, problem.receipt.first) == ((), 0, None)


def test_a_wrong_file_beside_a_right_one_is_noted_and_no_error(upload: Examine):
    reading = upload({"log.json": LOG, "Userdata.json": {"username": "u", "email": "e"}, "good.json": [stream()]})
    assert reading.receipt.problem == ""
    assert [file.kind for file in reading.receipt.files] == [
        "spotify_technical_log",
        "spotify_other",
        "spotify_extended",
    ]


@pytest.mark.parametrize("error", [WrongPackage("a", "b"), NothingReadable(["x"], "y"), TooLarge("size", "1 MB")])
def test_errors_cross_processes_whole(error: UploadError):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own bytes
    assert (type(again), str(again), again.__dict__) == (type(error), str(error), error.__dict__)


def test_it_runs_in_another_process_and_reports_how_far_it_is(tmp_path: Path):
    progress = tmp_path / "progress.json"
    upload = [SpooledFile(spool(tmp_path, {"x": zip_of({"a.json": [stream()]})})[0].path, "my export.zip")]
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("forkserver")) as pool:
        reading = pool.submit(read_upload, upload, Limits(), progress).result()
    assert [listen["track"] for listen in listens(reading)] == ["Song"]
    size = upload[0].path.stat().st_size
    assert json.loads(progress.read_text()) == {"file": "my export.zip", "done": size, "of": size}


def test_every_content_is_always_counted(upload: Examine):
    assert set(upload({"x": b""}).receipt.by_content) == set(Content)

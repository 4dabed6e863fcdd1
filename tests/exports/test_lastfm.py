from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.exports.scrobbles import ZONE_NOTE
from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens, zip_of
from tests.exports.services import AT, fm, fm_page

LASTFM = SourceKind.LASTFM
WHEN = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
MINUTE = datetime(2023, 11, 14, 22, 13, tzinfo=UTC)
GHAN = b"uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid"
STATS = {"track": "Song", "artist": "Band", "album": "Album", "albumId": "", "date": AT * 1000}


@pytest.mark.parametrize(
    ("content", "when"),
    [
        (b"Band,Album,Song,14 Nov 2023 22:13\n", MINUTE),
        (b'Band,Album,Song,"14 Nov 2023, 22:13"\n', MINUTE),
        (b"Band,Album,Song,14 Nov 2023, 22:13\n", MINUTE),
        (GHAN + b'\r\n"1700000000","14 Nov 2023, 22:13","Band","","Album","","Song",""\r\n', WHEN),
        (GHAN + b'\n"","14 Nov 2023, 22:13","Band","","Album","","Song",""\n', MINUTE),
        (b'\xef\xbb\xbfArtist;Album;AlbumId;Track;Date#x\n"Band";"Album";"";"Song";"1700000000000"\n', WHEN),
        (b"utc_time,artist,album,track\n2023-11-14 22:13:20,Band,Album,Song\n", WHEN),
        (b"artist,album,track,uts\nBand,Album,Song,1700000000\n", WHEN),
        (b'"","date","artist","track","album"\n"1","2023-11-14T22:13:20Z","Band","Song","Album"\n', WHEN),
        ("artist,album,track,uts\nBand,Album,Song,1700000000\n".encode("utf-16"), WHEN),
        ([fm_page(fm())], WHEN),
        ([fm_page(), fm_page(fm())], WHEN),
        ([fm()], WHEN),
        ([fm() | {"artist": {"name": "Band", "url": "x"}, "album": {"title": "Album"}, "loved": "0"}], WHEN),
        ({"recenttracks": fm_page(fm())}, WHEN),
        ([{"recenttracks": fm_page(fm())}], WHEN),
        ({"recenttracks": {"track": fm(), "@attr": {"user": "someone", "page": "1"}}}, WHEN),
        ({"username": "someone", "scrobbles": [STATS]}, WHEN),
    ],
)
def test_every_exporter_tells_of_the_same_listen(upload: Examine, content: object, when: datetime):
    reading = upload({"whatever.txt": content})
    (listen,) = listens(reading, LASTFM)
    assert (listen["artist"], listen["track"], listen["album"]) == ("Band", "Song", "Album")
    assert (listen["started_at"], listen["played_ms"], listen["content"]) == (when, None, "music")
    assert (reading.receipt.files[0].rows, reading.receipt.files[0].note) == (1, "")


def test_a_time_without_a_zone_is_read_as_utc_and_says_so(upload: Examine):
    table = b'"","date","artist","track","album"\n"1","2023-11-14 22:13:20","Band","Song","Album"\n'
    reading = upload({"r.csv": table})
    assert listens(reading, LASTFM)[0]["started_at"] == WHEN
    assert reading.receipt.files[0].note == ZONE_NOTE


def test_what_is_playing_now_and_the_year_1970_have_no_time(upload: Examine):
    reading = upload({"a.json": [fm_page(fm(None), fm(), fm(0))], "b.csv": b"A,B,C,14 Nov 2023 22:13\nA,B,C,\n"})
    assert left_out(reading, 0) == {"no time": 2}
    assert left_out(reading, 1) == {"no time": 1}
    epoch = upload({"c.csv": b"A,B,C,01 Jan 1970 00:00\nA,B,C,14 Nov 2023 22:13\n"})
    assert left_out(epoch) == {"no time": 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b'"1700000000","","Band","","Album","","Song",""', "duplicate"),
        (b'"1700000001","","Band","","Album","","",""', "no title"),
        (b'"","","Band","","Album","","",""', "not a listen"),
        (b'"yesterday","","Band","","Album","","Song",""', "no time"),
        (b'"1700000001","","Band"', "unreadable"),
        (b'"1700000001","","Band","","Album","","Song","","one more"', "unreadable"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: bytes, reason: str):
    first = b'"1700000000","","Band","","Album","","Song",""'
    reading = upload({"x.csv": b"\n".join((GHAN, first, row, b""))})
    assert left_out(reading) == {reason: 1}
    assert reading.receipt.files[0].rows == 2


def test_many_listens_of_one_imported_moment_are_kept(upload: Examine):
    table = GHAN + b"".join(b'\n"1700000000","","Band","","","","Song %d",""' % n for n in range(40))
    assert upload({"x.csv": table}).receipt.listens == 40


def test_an_empty_album_is_none(upload: Examine):
    assert listens(upload({"x.json": [fm_page(fm(album=""))]}), LASTFM)[0]["album"] is None


def test_tables_that_were_put_together_keep_one_header(upload: Examine):
    table = b"artist,album,track,uts\nBand,,Song,1700000000\n" + b"artist,album,track,uts\nBand,,Song,1700000001\n"
    (file,) = upload({"x.csv": table}).receipt.files
    assert (file.rows, file.kept) == (2, 2)


def test_two_exporters_files_are_one_history(upload: Examine):
    table = b"artist,album,track,uts\nBand,Album,Song,1700000000\nBand,Album,Other,1700000300\n"
    reading = upload({"z.zip": zip_of({"a.csv": table, "b.json": [fm_page(fm())]})})
    assert (reading.receipt.listens, left_out(reading, 1)) == (2, {"duplicate": 1})


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"album,track,artist,plays\nAlbum,Song,Band,12\n", "played most"),
        (b"artist,playcount\nBand,12\n", "played most"),
        (b"Name\tArtist\tTime\tPlays\tLast Played\nSong\tBand\t200\t12\t14 Nov 2023 22:13\n", "played most"),
        ({"toptracks": {"track": [{"name": "Song", "playcount": "12", "artist": {"name": "Band"}}]}}, "played most"),
        (b"uts,utc_time,artist,artist_mbid,track,track_mbid\n1700000000,x,Band,,Song,\n", "love"),
        ([{"track": [{"artist": {"name": "Band"}, "name": "Song", "date": {"uts": "1700000000"}}]}], "love"),
    ],
)
def test_a_list_of_favourites_is_no_history_and_is_named(upload: Examine, content: object, what: str):
    reading = upload({"x": content})
    (file,) = reading.receipt.files
    assert (file.kind, file.rows) == ("lastfm_other", 0)
    assert what in file.note
    assert "This is a list of favourites" in reading.receipt.problem


@pytest.mark.parametrize(
    "content",
    [
        b"artist,album,track\nBand,Album,Song\n",
        b"Band,Album,Song,5\nBand,Album,Song,6\n",
        b"name,date,amount\nx,2023-11-14,5\n",
        {"username": "someone", "scrobbling": True},
        [{"artist": "Band", "track": "Song"}],
    ],
)
def test_other_tables_and_lists_are_nobodys(upload: Examine, content: object):
    assert upload({"x": content}).receipt.files[0].kind == "unknown"


def test_names_may_hold_separators_quotes_and_line_ends(upload: Examine):
    table = (
        b'artist,album,track,uts\n"Tyler, The Creator","A ""B""","Two\nlines",1700000000\n[Band],,{Song},1700000001\n'
    )
    found = listens(upload({"x.csv": table}), LASTFM)
    assert [(x["artist"], x["album"], x["track"]) for x in found] == [
        ("Tyler, The Creator", 'A "B"', "Two lines"),
        ("[Band]", None, "{Song}"),
    ]


def test_a_name_in_brackets_at_the_start_does_not_make_a_table_json(upload: Examine):
    assert upload({"x.csv": b"[Band],Album,Song,14 Nov 2023 22:13\n"}).receipt.listens == 1


def test_what_a_spreadsheet_program_wrote_is_read_in_its_letters(upload: Examine):
    table = "artist,album,track,uts\nBjörk,Début,Söng,1700000000\n".encode("cp1252")
    assert listens(upload({"x.csv": table}), LASTFM)[0]["artist"] == "Björk"

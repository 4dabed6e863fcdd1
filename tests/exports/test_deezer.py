from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from bot.exports.limits import Limits
from bot.exports.registry import examine
from bot.exports.scrobbles import ZONE_NOTE
from bot.model.listens import SourceKind
from tests.exports.builders import Examine, left_out, listens, spool, zip_of
from tests.exports.sheets import HEADER, history, packed, played, sheet, workbook

DEEZER = SourceKind.DEEZER
NAME = "deezer-data_123456789.xlsx"


def test_a_row_is_read_by_the_names_of_its_columns(upload: Examine):
    reading = upload({NAME: history(played(seconds="61"))})
    (listen,) = listens(reading, DEEZER)
    assert (listen["artist"], listen["track"], listen["album"]) == ("Band, Guest", "Song", "Album")
    assert listen["started_at"] == datetime(2024, 2, 29, 20, tzinfo=UTC)
    assert (listen["played_ms"], listen["platform"], listen["skipped"]) == (61_000, "phone", None)
    (file,) = reading.receipt.files
    assert (file.name, file.kind, file.rows, file.note) == (NAME, "deezer", 1, ZONE_NOTE)


def test_columns_may_stand_in_any_order(upload: Examine):
    turned = workbook({"10_listeningHistory": [HEADER[::-1], played()[::-1]]})
    assert listens(upload({"x": turned}), DEEZER) == listens(upload({"x": history(played())}), DEEZER)


def test_a_file_that_a_spreadsheet_program_saved_anew_is_read_alike(upload: Examine):
    table = {"10_listeningHistory": [HEADER, played(), played("Other")]}
    assert listens(upload({"x": workbook(table, shared=True)}), DEEZER) == listens(
        upload({"x": workbook(table)}), DEEZER
    )
    as_number = played(date="45351.8333333333")  # 29 February 2024, 20:00, in days since 30 December 1899
    (listen,) = listens(upload({"x": history(as_number)}), DEEZER)
    assert abs(listen["started_at"] - datetime(2024, 2, 29, 20, tzinfo=UTC)).total_seconds() < 1


@pytest.mark.parametrize("seconds", ["-1", "None", ""])
def test_a_duration_of_minus_one_is_unknown(upload: Examine, seconds: str):
    (listen,) = listens(upload({"x": history(played(seconds=seconds))}), DEEZER)
    assert listen["played_ms"] is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (played(), "duplicate"),
        (played("None"), "no title"),
        (played(""), "no title"),
        (played(seconds="0"), "never played"),
        (played(date="None"), "no time"),
        (played(date="1970-01-01 00:00:00"), "no time"),
        (played(date="2024-02-30 20:00:00"), "no time"),
        (played("None", seconds="-1", date="None"), "not a listen"),
        (played(seconds="99999999"), "unreadable"),
    ],
)
def test_a_row_is_left_out_for_the_first_reason_that_holds(upload: Examine, row: list[str], reason: str):
    reading = upload({"x": history(played(), row)})
    assert (left_out(reading), reading.receipt.files[0].rows) == ({reason: 1}, 2)


def test_none_is_nothing(upload: Examine):
    (listen,) = listens(upload({"x": history(played(artist="None", album="None"))}), DEEZER)
    assert (listen["artist"], listen["album"]) == (None, None)


def test_addresses_codes_and_mail_are_not_stored(upload: Examine):
    reading = upload({"x": history(played())})
    stored = b"".join(source.listens for source in reading.sources) + repr(reading.receipt).encode()
    assert [word for word in (b"192.0.2.77", b"ISRC0000", b"example.org", b"Model X") if word in stored] == []


def test_a_spreadsheet_inside_a_zip_is_read_too(upload: Examine):
    reading = upload({"z.zip": zip_of({f"in/{NAME}": history(played()), "x.json": b"{}"})})
    assert [(file.name, file.kept) for file in reading.receipt.files] == [(f"z.zip/in/{NAME}", 1), ("z.zip/x.json", 0)]


def test_deezers_other_sheets_alone_are_named(upload: Examine):
    reading = upload({"x": workbook({"8_favoriteSong": [["Song Title"], ["Song"]]})})
    assert reading.receipt.files[0].kind == "deezer_other"
    assert "a part of Deezer's export" in reading.receipt.problem


def test_a_history_with_unknown_columns_is_said_to_be_so(upload: Examine):
    reading = upload({"x": workbook({"10_listeningHistory": [["Titre", "Jour"], ["Song", "2024-02-29"]]})})
    assert (reading.receipt.files[0].rows, reading.receipt.listens) == (0, 0)
    assert "other columns" in reading.receipt.files[0].note


def test_any_other_spreadsheet_is_unknown(upload: Examine):
    file = upload({"budget.xlsx": workbook({"Sheet1": [HEADER, played()]})}).receipt.files[0]
    assert (file.kind, file.note) == ("unknown", "A spreadsheet, and no export that I know. Not read.")


def test_a_spreadsheet_that_is_cut_off_gives_its_whole_rows(upload: Examine):
    rows = [played(f"Song {n:04} {n * 7919 % 9973}") for n in range(3000)]
    reading = upload({"x": history(*rows)[:-20_000]})
    file = reading.receipt.files[0]
    assert 1000 < file.kept < 3000
    assert file.rows - file.kept <= 1
    assert "breaks off" in file.note


def test_broken_xml_gives_the_rows_before_it(upload: Examine):
    broken = sheet([HEADER, played("One"), played("Two")]).replace(b"Two", b"<Tw&o")
    reading = upload({"x": packed(["10_listeningHistory"], {"xl/worksheets/sheet1.xml": broken})})
    assert (reading.receipt.listens, left_out(reading)) == (1, {"unreadable": 1})


def test_entities_that_would_grow_are_refused(upload: Examine):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + sheet([HEADER, played()])[38:]
    reading = upload({"x": packed(["10_listeningHistory"], {"xl/worksheets/sheet1.xml": bomb})})
    assert (reading.receipt.listens, "no spreadsheet holds" in reading.receipt.files[0].note) == (0, True)


def test_a_cell_in_the_farthest_corner_costs_nothing(upload: Examine):
    far = sheet([HEADER, played(), played("Far")]).replace(b'r="A3"', b'r="XFA1048576"')
    reading = upload({"x": packed(["10_listeningHistory"], {"xl/worksheets/sheet1.xml": far})})
    assert (reading.receipt.listens, left_out(reading)) == (1, {"no title": 1})


def test_a_sheet_that_grows_too_much_is_refused(upload: Examine):
    rows = [played() for _ in range(5000)]
    reading = upload({"x": history(*rows)}, ratio=5)
    assert (reading.receipt.listens, "5 times" in reading.receipt.files[0].note) == (0, True)


def test_the_allowance_counts_what_comes_out_of_a_spreadsheet(tmp_path: Path):
    files = spool(tmp_path, {"x": history(*(played(f"Song {n}") for n in range(500)))})
    assert "unpacked size" in examine(files, Limits(unpacked_bytes=50_000)).receipt.problem
    assert "number of listens" in examine(files, Limits(listens=100)).receipt.problem


def test_the_same_rows_in_another_order_are_the_same(upload: Examine):
    rows = [played(f"Song {n}", date=f"2024-02-29 20:00:{n:02}") for n in range(9)]
    one, other = upload({"a": history(*rows)}), upload({"b": history(*rows[::-1])})
    assert one.sources[0].digest == other.sources[0].digest
    assert pa.ipc.open_stream(one.sources[0].listens).read_all().num_rows == 9

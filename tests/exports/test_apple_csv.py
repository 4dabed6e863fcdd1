from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from bot.exports.apple_csv import CsvRows, Header, folded, header_of, numbers
from bot.exports.limits import Allowance, Limits, Progress
from bot.exports.text import Form, Head


def rows_of(content: bytes, *, piece: int = 1 << 20) -> tuple[list[list[str | None]], CsvRows]:
    """The values of columns a and c of a CSV file that comes in pieces of so many bytes."""
    header = header_of(Head(Form.TEXT, (), content[: 1 << 16]))
    assert header is not None
    reader = CsvRows(header, ("a", "c", "z"), Allowance(Limits(), Progress(None, 0)))
    found: list[list[str | None]] = []
    for length, columns in reader.batches(iter([content[at : at + piece] for at in range(0, len(content), piece)])):
        assert columns["z"].null_count == length
        found += [list(row) for row in zip(columns["a"].to_pylist(), columns["c"].to_pylist(), strict=True)]
    return found, reader


@pytest.mark.parametrize("piece", [1, 7, 1000])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_rows_are_the_same_whatever_ends_a_line_and_however_they_arrive(piece: int, newline: bytes):
    content = newline.join([b"a,b,c", b'1,"x, ""y""",2', b"", b"3,,N/A", b'"4",x,"5"']) + newline
    found, reader = rows_of(content, piece=piece)
    assert found == [["1", "2"], ["3", None], ["4", "5"]]
    assert (reader.unreadable, reader.cut) == (0, False)


@pytest.mark.parametrize(
    ("line", "unreadable"),
    [
        (b"1,2", 1),
        (b"1,2,3,4", 1),
        (b'1,"2,3', 1),
        (b'1,"2\n3,4', 2),
        (b'"""', 1),
        (b"\x00", 1),
        (b"word", 1),
        (b"caf\xe9", 1),
    ],
)
@pytest.mark.parametrize("piece", [5, 1000])
def test_a_broken_line_costs_itself_alone(line: bytes, unreadable: int, piece: int):
    found, reader = rows_of(b"a,b,c\nbefore,,1\n" + line + b"\nafter,,2\n" + b"more,,3\n" * 10, piece=piece)
    assert found[0] == ["before", "1"]
    assert found[-11:] == [["after", "2"]] + [["more", "3"]] * 10
    assert (len(found) - 12, reader.unreadable) == (0, unreadable)


def test_a_quote_in_the_midst_of_a_value_opens_nothing_beyond_its_line():
    found, reader = rows_of(b'a,b,c\n1,2"x,"3\n4,5,6\n7,"8",9\n')
    assert found == [["1", "3"], ["4", "6"], ["7", "9"]]
    assert reader.unreadable == 0


def test_a_value_may_hold_line_breaks():
    found, reader = rows_of(b'a,b,c\n"one\ntwo",x,1\n2,,"a\r\nb"\n', piece=6)
    assert found == [["one two", "1"], ["2", "a  b"]]
    assert reader.unreadable == 0


def test_a_file_that_breaks_off_says_so():
    found, reader = rows_of(b"a,b,c\n1,2,3\n4,5")
    assert (found, reader.unreadable, reader.cut) == ([["1", "3"]], 1, True)


def test_a_last_line_without_an_end_is_whole():
    found, reader = rows_of(b"a,b,c\n1,2,3\n4,5,6")
    assert (found, reader.unreadable, reader.cut) == ([["1", "3"], ["4", "6"]], 0, False)


def test_a_line_longer_than_any_line_costs_itself_alone():
    found, reader = rows_of(b"a,b,c\n1,2,3\n" + b"x" * (9 << 20) + b"\n4,5,6\n")
    assert (found, reader.unreadable, reader.cut) == ([["1", "3"], ["4", "6"]], 1, False)


def test_bytes_that_are_no_utf8_become_replacement_characters():
    found, _ = rows_of(b"a,b,c\ncaf\xe9,,1\n")
    assert found == [["caf\ufffd", "1"]]


@pytest.mark.parametrize("text", [b"", b"one", b"\n\n", b"no table at all\nnor here"])
def test_what_has_no_columns_has_no_header(text: bytes):
    assert header_of(Head(Form.TEXT, (), text)) is None


def test_a_header_is_folded():
    header = header_of(Head(Form.TEXT, (), "\nUser’s Audio Quality;Apple ID Number\nx;y".encode()))
    assert header == Header(("usersaudioquality", "appleidnumber"), ";", 40, b"\n")
    assert folded("User's Audio  Quality") == "usersaudioquality"


def test_numbers_are_read_as_a_spreadsheet_writes_them():
    found, strange = numbers(pa.array(["25200.0", " 7 ", None, "x", "inf", "-3"]))
    np.testing.assert_array_equal(found, [25200, 7, np.nan, np.nan, np.nan, -3])
    assert strange.tolist() == [False, False, False, True, True, False]


def test_memory_stays_bounded_by_the_block(tmp_path: Path):
    header = Header(("a", "b"), ",", 4, b"\n")
    reader = CsvRows(header, ("a",), Allowance(Limits(), Progress(None, 0)))
    block = b"x,y\n" * 250_000

    def pieces():
        yield b"a,b\n"
        for _ in range(40):
            yield block

    largest = max(length for length, _ in reader.batches(pieces()))
    assert largest <= 250_000

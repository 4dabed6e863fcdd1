from __future__ import annotations

from bot.exports.limits import Allowance, Limits, Progress
from bot.exports.separated import Lines, separated


def lines(*pieces: bytes) -> tuple[list[str], int]:
    reading = Lines(Allowance(Limits(), Progress(None, 1)))
    return list(reading.of(iter(pieces))), reading.too_long


def test_lines_go_over_the_ends_of_pieces():
    assert lines(b"a\r\nb", b"c\n", b"\nd") == (["a", "bc", "", "d"], 0)


def test_a_line_longer_than_any_is_left_and_the_next_is_read():
    assert lines(b"a\n" + b"x" * 300_000, b"x" * 300_000, b"x\nb\n") == (["a", "b"], 1)
    assert lines(b"a\n" + b"x" * 300_000 + b"\nb\n") == (["a", "b"], 1)
    assert lines(b"a\n", b"x" * 300_000) == (["a"], 1)


def test_a_line_in_other_letters_is_read_as_a_spreadsheet_program_wrote_it():
    assert lines("Björk\n".encode("cp1252") + "夜\n".encode()) == (["Björk", "夜"], 0)


def test_quoted_fields_may_hold_separators_and_line_ends():
    rows = list(separated(iter(['a,"b', 'c","d""e"', "", "f;g,h"]), ","))
    assert rows == [["a", "b\nc", 'd"e'], ["f;g", "h"]]


def test_a_field_that_never_ends_is_no_row_and_others_follow():
    rows = list(separated(iter(["a,b", '"' + "x" * 140_000, "c,d"]), ","))
    assert rows[0] == ["a", "b"]
    assert None in rows

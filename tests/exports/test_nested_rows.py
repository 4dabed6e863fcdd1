from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports.limits import Allowance, Limits, Progress
from bot.exports.nested_rows import NestedRows


class Row(msgspec.Struct):
    n: int | None = None
    more: object = None


def read(*pieces: bytes, inside: str | None = None) -> tuple[list[int | None], int, bool]:
    """Numbers of the rows, unreadable ones, and whether the file breaks off."""
    allowance = Allowance(Limits(), Progress(None, 1))
    rows = NestedRows(Row, allowance, inside=inside, first_keys=("n",))
    found = [row.n for batch in rows.batches(iter(pieces)) for row in batch]
    return found, rows.unreadable, rows.cut


def test_rows_are_found_in_arrays_lines_and_under_a_key():
    assert read(b'[{"n": 1, "more": [{"n": 9}]}, {"n": 2}]') == ([1, 2], 0, False)
    assert read(b'{"n": 1, "more": {"a": [{}]}}\n{"n": 2}\n') == ([1, 2], 0, False)
    assert read(b'{"a": [{"n": 9}], "rows": [{"n": 1}], "b": {"rows": [{"n": 2}]}}', inside="rows") == (
        [1, 2],
        0,
        False,
    )
    assert read(b'{"rows": {"n": 1}, "rows": []}', inside="rows") == ([1], 0, False)


def test_an_opening_inside_a_text_opens_nothing():
    assert read(json.dumps({"x": '"rows":[{"n": 9}]', "rows": [{"n": 1}]}).encode(), inside="rows") == ([1], 0, False)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'[{"n": 1}, {"n": 2', ([1], 1, True)),
        (b'[{"n": 1}', ([1], 0, True)),
        (b'[{"n": 1}, {"n": "x"}, {"n": 3}]', ([1, 3], 1, False)),
        (b'[{"n": 1}, null, 5, "x", {"n": 3}]', ([1, 3], 3, False)),
        (b'[{"n": 1}, {"n": 2, "more": "x}, {"n": 3}]', ([1, 3], 1, False)),
        (b'{"n": 1}\n{"n": 2, "more\n{"n": 3}\n', ([1, 3], 1, False)),
        (b'[{"n": 1}, ' + b'{"more":' * 5000 + b"1" + b"}" * 5000 + b', {"n": 3}]', ([1, 3], 1, False)),
        (b'[{"n": 1}, {"n": 2, "more": "' + b"x" * 300_000 + b'"}, {"n": 3}]', ([1, 3], 1, False)),
        (b'{"n": 1}\n{"n": 2, "more": "x\n{"n": 3}\n{"n": 5, "more": y"}\n{"n": 6}\n', ([1, 3, 6], 2, False)),
        (b'{"n": 1}\n]\n{"n": 2}\n', ([1, 2], 1, False)),
        (b"[" * 9000, ([], 1, True)),
        (b"", ([], 0, False)),
    ],
)
def test_what_is_broken_costs_itself_alone(content: bytes, expected: tuple[list[int], int, bool]):
    assert read(content) == expected


def test_a_number_that_two_pieces_share_is_one_row():
    assert read(b'[{"n": 1}, 12', b'34, {"n": 2}]') == ([1, 2], 1, False)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    numbers=st.lists(st.integers(0, 99), max_size=20),
    texts=st.text('ab"\\{}[],:\n', max_size=9),
    size=st.integers(1, 40),
    inside=st.sampled_from([None, "rows"]),
)
def test_where_a_piece_ends_makes_no_difference(numbers: list[int], texts: str, size: int, inside: str | None):
    rows = [{"n": number, "more": [{"t": texts}, number]} for number in numbers]
    content = json.dumps(rows if inside is None else {"a": texts, "rows": rows}).encode()
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    assert read(*pieces, inside=inside) == (numbers, 0, False)

from __future__ import annotations

import itertools
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports import rows as rows_module
from bot.exports.limits import Allowance, Limits, Progress
from bot.exports.rows import Rows


class Row(msgspec.Struct):
    n: int = -1
    text: str = ""


def read(content: bytes, *cuts: int) -> tuple[list[int], int, bool]:
    """Numbers of the readable rows, unreadable rows, and whether it is cut."""
    edges = [0, *sorted(cuts), len(content)]
    pieces = iter([content[a:b] for a, b in itertools.pairwise(edges) if b > a])
    rows = Rows(Row, Allowance(Limits(), Progress(None, 1)))
    numbers = [row.n for batch in rows.batches(pieces) for row in batch]
    return numbers, rows.unreadable, rows.cut


@pytest.mark.parametrize(
    "style", [{"indent": 2}, {"separators": (",", ":")}, {"separators": (" , ", " : ")}, {"indent": "\t"}]
)
@settings(deadline=None, derandomize=True)
@given(cuts=st.lists(st.integers(0, 400), max_size=6), texts=st.lists(st.text(max_size=8), min_size=1, max_size=9))
def test_rows_are_the_same_however_the_bytes_are_cut(style: dict, cuts: list[int], texts: list[str]):
    content = json.dumps([{"n": n, "text": text} for n, text in enumerate(texts)], ensure_ascii=False, **style).encode()
    assert read(content, *cuts) == (list(range(len(texts))), 0, False)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"[]", ([], 0, False)),
        (b" [ ] ", ([], 0, False)),
        (b'[{"n":1},{"n":2}]', ([1, 2], 0, False)),
        (b'[{"n":1},{"n":2}] \n', ([1, 2], 0, False)),
        (b'[{"n":1},{"n":2},]', ([1, 2], 0, False)),
        (b'[{"n":1},{"n":2}', ([1, 2], 0, True)),
        (b'[{"n":1},{"n":2},', ([1, 2], 0, True)),
        (b'[{"n":1},{"n":', ([1], 1, True)),
        (b'[{"n":1},{"n":2,"text":"x', ([1], 1, True)),
        (b'[{"n":1}][{"n":2}]', ([1, 2], 0, False)),
        (b'[{"n":1},null,7,{"n":2}]', ([1, 2], 2, False)),
        (b'[{"n":1},{"n":"x"},{"n":2}]', ([1, 2], 1, False)),
        (b'[{"n":1},{"n":NaN},{"n":2}]', ([1, 2], 1, False)),
        (b'[{"n":1},{"n":2,"text":"\xff"},{"n":3}]', ([1, 3], 1, False)),
        (b'[{"n":1},{"n":2,"text":"\\ud800"},{"n":3}]', ([1, 3], 1, False)),
        (b'[{"n":1},{"n":2,"text":"a\nb"},{"n":3}]', ([1, 3], 1, False)),
        (b'[{"n":1} {"n":2}]', ([1, 2], 0, False)),
        (b'[{"n":1},{"n":2,"text":"unclosed},{"n":3},{"n":4}]', ([1, 3, 4], 1, False)),
        (b'[{"n":1,"other":{"n":5}},{"n":2}]', ([1, 2], 0, False)),
        (b'[{"n":1,"deep":' + b"[" * 5000 + b"]" * 5000 + b'},{"n":2}]', ([2], 1, False)),
    ],
)
def test_a_broken_row_costs_itself_alone(content: bytes, expected: tuple[list[int], int, bool]):
    assert read(content) == expected


def test_a_row_longer_than_any_row_is_left_behind(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rows_module, "_LONGEST_ROW", 1000)
    long = b'{"n":2,"text":"' + b"x" * 3000 + b"},{,{n:9}" + b"x" * 3000 + b'"}'
    content = b'[{"n":1},' + long + b',{"n":3},{"n":4}]'
    assert read(content, *range(100, len(content), 100)) == ([1, 3, 4], 1, False)


def test_an_array_of_something_else_is_read_in_bounded_pieces(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rows_module, "_LONGEST_ROW", 1000)
    content = b'[{"n":1},{"n":2},' + b"0," * 5000 + b"0]"
    numbers, unreadable, cut = read(content, *range(100, len(content), 100))
    assert (numbers, unreadable, cut) == ([1, 2], 1, True)

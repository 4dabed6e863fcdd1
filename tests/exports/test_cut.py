from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports.cut import mended


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        (b'{"a":[{"b":1},{"b":2},{"b"', b'{"a":[{"b":1},{"b":2}]}'),
        (b'{"a":[{"b":1},{"b":"x]}', b'{"a":[{"b":1}]}'),
        (b'{"a":[{"b":"x]}"},{"b":"\\"', b'{"a":[{"b":"x]}"}]}'),
        (b'{"a":[[],[', b'{"a":[[]]}'),
        (b'{"a":[{"b":1}]} and more', b'{"a":[{"b":1}]}'),
        (b'{"a":[{"b":1}}', b'{"a":[{"b":1}]}'),
        (b'{"a":', b""),
        (b"]", b""),
        (b"", b""),
    ],
)
def test_it_ends_behind_the_last_thing_that_is_whole(cut: bytes, whole: bytes):
    assert mended(cut) == whole


values = st.recursive(
    st.text(max_size=4) | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@settings(deadline=None, derandomize=True)
@given(value=st.lists(values), keep=st.floats(0, 1))
def test_cut_json_is_json_again(value: list[object], keep: float):
    whole = json.dumps(value).encode()
    again = mended(whole[: int(len(whole) * keep)])
    assert not again or isinstance(json.loads(again), list)
    assert mended(whole) == whole

from __future__ import annotations

import codecs

import pytest

from bot.exports.archive import Entry
from bot.exports.text import Form, as_text


def text_of(content: bytes, head: int = 8):
    file = as_text(Entry("x", content[:head], iter([content[head : head + 3], content[head + 3 :]])))
    return file.head, b"".join(file.pieces)


TITLE = '[{"trackName": "Ночь 夜 🎺"}]'


@pytest.mark.parametrize(
    "content",
    [
        TITLE.encode(),
        codecs.BOM_UTF8 + TITLE.encode(),
        codecs.BOM_UTF16_LE + TITLE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TITLE.encode("utf-16-be"),
        TITLE.encode("utf-16-le"),
        TITLE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + TITLE.encode("utf-32-le"),
        codecs.BOM_UTF32_BE + TITLE.encode("utf-32-be"),
    ],
)
@pytest.mark.parametrize("head", [7, 12, 500])
def test_whatever_it_is_written_in_it_comes_out_as_utf8(content: bytes, head: int):
    assert text_of(content, head)[1] == TITLE.encode()


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"", Form.EMPTY),
        (b" \n", Form.TEXT),
        (b" \n[1]", Form.ROWS),
        (b"{}", Form.OBJECT),
        (b"<!DOCTYPE html><p>", Form.HTML),
        (b"\n<HTML lang=en>", Form.HTML),
        (b"%PDF-1.7", Form.PDF),
        (b"\x1f\x8b\x08\x00", Form.ARCHIVE),
        (b"Rar!\x1a\x07", Form.ARCHIVE),
        (b"\x89PNG\r\n\x1a\n\x00", Form.BINARY),
        (b"artist,title\n", Form.TEXT),
    ],
)
def test_the_form_is_seen_from_the_first_bytes(content: bytes, form: Form):
    assert text_of(content, 500)[0].form is form


def test_keys_are_names_of_members_and_never_values():
    content = b'[{"ts" : "username", "track": "a \\"ms_played\\": 3", "deep": {"inner": 1}}]'
    assert text_of(content, 500)[0].keys == ("ts", "track", "deep", "inner")

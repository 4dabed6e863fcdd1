from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bot.errors import TooLarge
from bot.exports.archive import Allowance, EntryRefused, Limits, Progress, entries, shown_name
from tests.exports.builders import spool, zip_of


def opened(folder: Path, files: dict[str, object], **limits: float) -> dict[str, bytes | str]:
    """Name -> content, or why it is refused."""
    spooled = spool(folder, files)
    found: dict[str, bytes | str] = {}
    for entry in entries(spooled, Allowance(Limits(**limits), Progress(None, 1))):  # type: ignore[arg-type]
        try:
            found[entry.name] = entry.refusal or entry.head + b"".join(entry.rest)
        except EntryRefused as refused:
            found[entry.name] = str(refused)
    return found


def test_loose_files_zips_and_zips_in_zips_are_one_upload(tmp_path: Path):
    inner = zip_of({"deep/c.json": b"c"})
    files = {"a.json": b"a", "z.zip": zip_of({"b.json": b"b", "in.zip": inner})}
    assert opened(tmp_path, files) == {"a.json": b"a", "z.zip/b.json": b"b", "z.zip/in.zip/deep/c.json": b"c"}


def test_a_zip_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path):
    assert opened(tmp_path, {"photo.jpg": zip_of({"a": b"a"}), "b.zip": b"[]"}) == {"photo.jpg/a": b"a", "b.zip": b"[]"}


def test_folders_and_what_systems_put_beside_files_are_passed_over(tmp_path: Path):
    files = {
        "MyData/": b"placeholder",
        "__MACOSX/MyData/._a.json": b"\x00\x05\x16\x07",
        "MyData/.DS_Store": b"x",
        "MyData/._a.json": b"x",
        "MyData/a.json": b"a",
    }
    assert opened(tmp_path, {"z": zip_of(files)}) == {"z/MyData/a.json": b"a"}


def test_entries_that_are_not_read_do_not_disturb_the_next(tmp_path: Path):
    big = bytes(range(251)) * 40_000
    spooled = spool(tmp_path, {"z.zip": zip_of({"a": big, "b": big[::-1], "c": b"c"})})
    contents = {}
    for entry in entries(spooled, Allowance(Limits(), Progress(None, 1))):
        if entry.name.endswith("a"):
            next(entry.rest)  # and no more
        elif not entry.name.endswith("b"):
            contents[entry.name] = entry.head + b"".join(entry.rest)
    assert contents == {"z.zip/c": b"c"}


def test_zips_nested_too_deep_are_refused_alone(tmp_path: Path):
    nested = zip_of({"x.json": b"x"})
    for _ in range(3):
        nested = zip_of({"in.zip": nested}, zipfile.ZIP_STORED)
    found = opened(tmp_path, {"a.json": b"a", "z": nested}, nesting=3)
    assert found["a.json"] == b"a"
    assert "too deep" in found["z/in.zip/in.zip/in.zip"]
    assert opened(tmp_path, {"z": nested}, nesting=4) == {"z/in.zip/in.zip/in.zip/x.json": b"x"}


def test_a_cut_zip_gives_its_whole_entries(tmp_path: Path):
    whole = zip_of({f"{n}.json": bytes(str(n), "ascii") * 900 for n in range(9)})
    found = opened(tmp_path, {"z": whole[: whole.find(b"5.json") + 8]})
    assert [name for name in found if name != "z"] == [f"z/{n}.json" for n in range(6)]
    assert found["z/4.json"] == b"4" * 900
    assert "cut off or damaged" in found["z"]


def test_a_directory_that_breaks_off_does_not_hide_the_other_entries(tmp_path: Path):
    whole = bytearray(zip_of({"a": b"a", "b": b"b", "c": b"c"}))
    second = whole.find(b"PK\x01\x02", whole.find(b"PK\x01\x02") + 1)
    whole[second] = 0
    spooled = spool(tmp_path, {"z": bytes(whole)})
    names = [(entry.name, entry.head) for entry in entries(spooled, Allowance(Limits(), Progress(None, 1)))]
    assert names == [("z/a", b"a"), ("z/b", b"b"), ("z/c", b"c"), ("z", b"")]


def test_an_office_document_is_not_taken_apart(tmp_path: Path):
    sheet = zip_of({"[Content_Types].xml": b"<x/>", "xl/sheet1.xml": b"<y/>"})
    assert "office document" in opened(tmp_path, {"history.xlsx": sheet})["history.xlsx"]


def test_an_empty_zip_says_so(tmp_path: Path):
    assert opened(tmp_path, {"z": zip_of({})}) == {"z": "This ZIP is empty."}


def test_a_bomb_costs_itself_alone(tmp_path: Path):
    files = {"bomb.json": b"[" + b" " * 3_000_000, "a.json": b"a"}
    found = opened(
        tmp_path, {"z": zip_of(files), "y": zip_of({"in.zip": zip_of({"big": b"0" * 9_000_000})})}, ratio=100
    )
    assert found["z/a.json"] == b"a"
    assert "100 times" in str(found["z/bomb.json"])
    assert "100 times" in str(found["y/in.zip/big"])


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        ({"sent_bytes": 300}, "size"),
        ({"unpacked_bytes": 30_000}, "unpacked size"),
        ({"entries": 2}, "number of files"),
        ({"seconds": -1}, "reading time"),
    ],
)
def test_each_limit_ends_the_upload(tmp_path: Path, limits: dict[str, float], what: str):
    files = {name: bytes(name, "ascii") * 15_000 for name in "abc"}
    assert len(opened(tmp_path, {"z": zip_of(files)})) == 3
    with pytest.raises(TooLarge, match=rf"limit on {what} "):
        opened(tmp_path, {"z": zip_of(files)}, **limits)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("MyData/a.json", "MyData/a.json"),
        ("../../../etc/passwd", "etc/passwd"),
        ("..\\..\\windows\\a.json", "windows/a.json"),
        ("/absolute.json", "absolute.json"),
        ("a\u202egnp.json\x00\n", "agnp.json"),
        ("größe 夜.json", "größe 夜.json"),
        ("x" * 300, "…" + "x" * 200),
    ],
)
def test_names_are_shown_without_tricks(name: str, shown: str):
    assert shown_name(name) == shown


def test_nothing_is_written_under_a_name_from_the_upload(tmp_path: Path):
    before = set(tmp_path.parent.rglob("*"))
    opened(tmp_path, {"../evil.zip": zip_of({"../../evil.json": b"x", "in.zip": zip_of({"/evil": b"y"})})})
    assert {path.name for path in set(tmp_path.parent.rglob("*")) - before} <= {"0.part"}

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Callable, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.collective import verification
from bot.collective.packages import opened
from bot.collective.verification import verify_package
from bot.model.slices import Grain
from tests.collective.packages.pools import FACTS, Pool, built, plays, rows, slice_of

Files = dict[str, bytes]

MEMBERS = range(1, 31)
POOL = Pool(
    pd.concat(
        [
            plays(*((member, 1, 10) for member in MEMBERS), day=3),
            plays(*((member, 2, 7) for member in MEMBERS if member % 2), day=40, hour=9),
            plays(*((member, 3, 1) for member in MEMBERS if member < 4), day=80),
            plays(*((member, 4, 1) for member in MEMBERS if member > 10), day=90),
        ],
        ignore_index=True,
    )
)
SPEC = slice_of("artist", "artist month")
PACKAGE = built(POOL, SPEC).archive


def unpacked(archive: bytes = PACKAGE) -> Files:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(files: Mapping[str, bytes], *, sums: bool = True) -> bytes:
    if sums:
        files = {name: content for name, content in files.items() if name != "SHA256SUMS"}
        lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
        files = files | {"SHA256SUMS": "".join(lines).encode()}
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


def findings_of(archive: bytes) -> tuple[str, ...]:
    checked = verify_package(archive)
    assert checked.exit_code == (1 if checked.readable else 2)
    return checked.findings


def with_rows(table: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> bytes:
    """A package whose maker wrote other rows, and everything else to match."""
    files = unpacked()
    frame = change(pd.read_parquet(io.BytesIO(files[f"data/{table}.parquet"])))
    schema = pa.parquet.read_schema(io.BytesIO(files[f"data/{table}.parquet"]))
    sink, csv = io.BytesIO(), io.BytesIO()
    arrow = pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(None)
    pa.parquet.write_table(arrow, sink)
    pa.csv.write_csv(arrow, csv)
    return described(
        files | {f"data/{table}.parquet": sink.getvalue(), f"data/{table}.csv": csv.getvalue()}, table, frame
    )


def described(files: Files, table: str, frame: pd.DataFrame) -> bytes:
    offer, package, croissant = (
        json.loads(files[name]) for name in ("offer.json", "datapackage.json", "croissant.json")
    )
    for each in offer["tables"]:
        if each["name"] == table:
            each["rows"], each["suppressed"] = len(frame), each["cells"] - len(frame)
    offer["suppressed"] = sum(each["suppressed"] for each in offer["tables"])
    for each in package["resources"]:
        content = files[each["path"]]
        each |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    for each in croissant["distribution"]:
        each["sha256"] = hashlib.sha256(files[each["contentUrl"]]).hexdigest()
    texts = {"offer.json": offer, "datapackage.json": package, "croissant.json": croissant}
    return packed(files | {name: json.dumps(text).encode() for name, text in texts.items()})


def test_a_package_as_it_was_built_holds():
    checked = verify_package(PACKAGE, offer_sha256=FACTS.offer_sha256.hex(), slice_sha256=SPEC.sha256.hex().upper())
    assert (checked.readable, checked.findings, checked.exit_code) == (True, (), 0)
    assert f"The slice is {SPEC.sha256.hex()}." in checked.passed


def test_a_package_unpacked_and_packed_by_other_tools_holds():
    assert verify_package(packed(unpacked(), sums=False)).findings == ()
    assert verify_package(with_rows("artist", lambda frame: frame)).findings == ()


@pytest.mark.parametrize(
    "tables", [("artist",), ("weekday hour", "mood"), ("artist cohort",), ("artist album",), ("year",)]
)
def test_packages_of_every_shape_hold(tables: tuple[str, ...]):
    grain = Grain.REGION if "cohort" in tables[0] else Grain.TOTALS
    assert verify_package(built(POOL, slice_of(*tables, grain=grain)).archive).findings == ()


@pytest.mark.parametrize("name", [name for name in unpacked() if name != "SHA256SUMS"])
def test_a_changed_byte_in_any_file_is_seen(name: str):
    files = unpacked()
    changed = files | {name: files[name] + b" "}
    assert any(name in finding for finding in findings_of(packed(changed, sums=False)))


@pytest.mark.parametrize("name", unpacked())
def test_a_missing_file_is_seen(name: str):
    files = {each: content for each, content in unpacked().items() if each != name}
    assert any(name in finding for finding in findings_of(packed(files, sums=False)))


@pytest.mark.parametrize("name", [name for name in unpacked() if name != "SHA256SUMS"])
def test_a_missing_file_is_seen_though_no_sum_names_it(name: str):
    files = {each: content for each, content in unpacked().items() if each != name}
    assert any(name in finding for finding in findings_of(packed(files)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda frame: frame.assign(contributors=10), "fewer than 11 contributors"),
        (lambda frame: frame.assign(contributors=31), "more contributors than the whole package"),
        (lambda frame: frame.assign(plays=frame["plays"] + 1), "not all rounded to a multiple of 5"),
        (lambda frame: frame.assign(plays=-5), "not all rounded"),
        (lambda frame: frame.assign(share=0.1), "shares of artist do not follow"),
        (lambda frame: frame.assign(artist="One"), "two rows about one cell"),
        (lambda frame: frame.assign(artist=""), "something that it cannot hold"),
        (lambda frame: frame.head(0), "offer.json says something else|"),
        (lambda frame: frame.assign(plays=5, share=round(1 / len(frame), 6)), "add up to more plays than artist"),
        (lambda frame: frame.assign(contributors=11), "more contributors than the row of artist"),
    ],
)
def test_rows_that_break_a_rule_are_seen_though_every_hash_fits(
    change: Callable[[pd.DataFrame], pd.DataFrame], said: str
):
    if said.endswith("|"):
        assert verify_package(with_rows("artist", change)).findings == ()
    else:
        assert any(said in finding for finding in findings_of(with_rows("artist", change)))


def test_days_outside_of_the_window_are_seen():
    late = with_rows("artist_month", lambda frame: frame.assign(month="2025-01"))
    assert any("days outside of the slice's" in finding for finding in findings_of(late))


def test_csv_and_parquet_that_differ_are_seen():
    files = unpacked()
    files["data/artist.csv"] = files["data/artist.csv"].replace(b"Artist 1", b"Artist 7")
    assert any("do not hold the same rows" in finding for finding in findings_of(packed(files)))


def test_descriptions_of_other_files_are_seen():
    files = unpacked()
    for name in ("datapackage.json", "croissant.json"):
        other = files | {
            name: files[name].replace(hashlib.sha256(files["data/artist.csv"]).hexdigest().encode(), b"0" * 64)
        }
        assert findings_of(packed(other)) == (f"{name} describes other files than these.",)


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"resources": [{}]}', b"[" * 100_000, b"\xff"])
def test_descriptions_that_cannot_be_read_are_said(content: bytes):
    assert any("cannot be read" in finding for finding in findings_of(packed(unpacked() | {"croissant.json": content})))


def test_another_offer_or_slice_than_agreed_is_seen():
    checked = verify_package(PACKAGE, offer_sha256="00" * 32, slice_sha256="11" * 32)
    assert checked.findings == (
        "The slice is not the one that you agreed to.",
        "The offer is not the one that you agreed to.",
    )


def test_a_vote_of_few_ballots_holds_without_its_sides():
    vote = {"electorate": 80, "ballots": 4, "yes": None, "no": None, "abstain": None}
    files = unpacked()
    offer = json.loads(files["offer.json"]) | {"vote": vote}
    assert verify_package(packed(files | {"offer.json": json.dumps(offer).encode()})).findings == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slice_sha256": "0" * 64}, "not the slice that offer.json names"),
        (
            {"vote": {"electorate": 5, "ballots": 9, "yes": 9, "no": 0, "abstain": 0}},
            "vote in offer.json does not add up",
        ),
        (
            {"vote": {"electorate": 80, "ballots": 9, "yes": None, "no": None, "abstain": None}},
            "vote in offer.json does not add up",
        ),
        ({"min_contributors": 5}, "another least number"),
        ({"suppressed": 0}, "left out in offer.json do not add up"),
        ({"tables": []}, "counts other tables"),
        ({"contributors": 3}, "fewer than the least of a single cell"),
        ({"format": "tutti package 9"}, "checks 'tutti package 1'"),
        ({"offer": "three"}, "does not say what a package's offer says"),
    ],
)
def test_an_offer_that_does_not_fit_is_seen(change: dict[str, object], said: str):
    files = unpacked()
    offer = json.loads(files["offer.json"]) | change
    assert any(said in each for each in findings_of(packed(files | {"offer.json": json.dumps(offer).encode()})))


# --- hostile ZIPs -----------------------------------------------------------------------------------------------------


def lying_about_sizes() -> bytes:
    """The first entry claims to unpack to one byte less than it does."""
    at = PACKAGE.index(b"PK\x01\x02")
    size = struct.unpack_from("<L", PACKAGE, at + 24)[0]
    return PACKAGE[: at + 24] + struct.pack("<L", size - 1) + PACKAGE[at + 28 :]


def a_bomb() -> bytes:
    return packed(unpacked() | {"README.md": bytes(50_000_000)})


def rows_without_end() -> bytes:
    """A Parquet file of some hundred bytes that stands for ten million rows."""
    sink = io.BytesIO()
    zeros = pa.chunked_array([pa.array(["x"] * 1_000_000)] * 10)
    numbers = pa.chunked_array([pa.array([15] * 1_000_000)] * 10)
    shares = pa.chunked_array([pa.array([0.0] * 1_000_000)] * 10)
    columns = dict(
        zip(("artist", "contributors", "plays", "hours", "share"), (zeros, *[numbers] * 3, shares), strict=True)
    )
    pa.parquet.write_table(pa.table(columns), sink)
    return packed(unpacked() | {"data/artist.parquet": sink.getvalue()})


HOSTILE = {
    "nothing": lambda: b"",
    "no ZIP": lambda: b"%PDF-1.7" * 50,
    "cut off": lambda: PACKAGE[:-100],
    "half": lambda: PACKAGE[: len(PACKAGE) // 2],
    "beginning lost": lambda: PACKAGE[2_000:],
    "an empty ZIP": lambda: packed({}, sums=False),
    "a path upwards": lambda: packed(unpacked() | {"../../etc/passwd": b"x"}),
    "an absolute path": lambda: packed(unpacked() | {"/root/x": b"x"}),
    "a foreign file": lambda: packed(unpacked() | {"run.exe": b"x"}),
    "a foreign table": lambda: packed(unpacked() | {"data/members.csv": b"x"}),
    "sizes that lie": lying_about_sizes,
    "many entries": lambda: packed({f"data/{'a' * nth}.csv": b"" for nth in range(1, 60)}),
    "garbled": lambda: PACKAGE[:300] + bytes(300) + PACKAGE[600:],
    "rows without end": rows_without_end,
    "no slice": lambda: packed(unpacked() | {"slice.json": b'{"version": 2}'}),
    "a slice without bounds": lambda: packed(unpacked() | {"slice.json": b"[" * 100_000}),
    "broken Parquet": lambda: packed(unpacked() | {"data/artist.parquet": b"PAR1" + bytes(500) + b"PAR1"}),
    "broken CSV": lambda: packed(unpacked() | {"data/artist.csv": b'"a\n\x00' * 9}),
}


@pytest.mark.parametrize("which", HOSTILE)
def test_hostile_files_end_in_a_sentence(which: str):
    found = findings_of(HOSTILE[which]())
    assert found
    assert all(finding.endswith(".") and len(finding) < 300 for finding in found)


def test_two_files_of_one_name_are_refused():
    sink = io.BytesIO(PACKAGE)
    with zipfile.ZipFile(sink, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("offer.json", b"{}")
    assert findings_of(sink.getvalue()) == ("It holds two files of one name.",)


def test_what_claims_to_be_too_large_is_never_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opened, "MOST_BYTES", 1_000_000)
    assert findings_of(a_bomb()) == ("What it claims to unpack to is larger than any package.",)
    assert "has more than" in findings_of(bytes(1_000_001))[0]


def test_a_larger_index_than_any_package_has_is_not_read():
    end = PACKAGE.index(b"PK\x05\x06")
    longer = PACKAGE[: end + 12] + struct.pack("<L", 1 << 30) + PACKAGE[end + 16 :]
    assert "its index is larger" in findings_of(longer)[0]


@pytest.mark.parametrize("end", [PACKAGE[-22:-2] + b"\x05\x00", b"PK\x06\x07" + bytes(16) + PACKAGE[-22:]])
def test_an_index_that_points_elsewhere_is_not_followed(end: bytes):
    assert "its index is larger" in findings_of(PACKAGE[:-22] + end)[0]


def test_rows_with_nothing_in_them_are_seen():
    sink = io.BytesIO()
    found = pa.parquet.read_table(io.BytesIO(unpacked()["data/artist.parquet"])).to_pydict()
    found["artist"][0] = None
    pa.parquet.write_table(pa.table(found), sink)
    assert any(
        "does not have the columns" in each
        for each in findings_of(packed(unpacked() | {"data/artist.parquet": sink.getvalue()}))
    )


def test_more_rows_than_any_table_has_are_never_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(verification, "MOST_ROWS", 1)
    monkeypatch.setattr(pa.parquet.ParquetFile, "read", lambda *_: pytest.fail("it was unpacked"))
    assert any("does not have the columns" in each for each in findings_of(PACKAGE))


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (PACKAGE, 0, "Every file is the one that was packed."),
        (PACKAGE[:-100], 2, "It is no ZIP, or its end is missing."),
        (packed(unpacked() | {"LICENSE.txt": b"mine"}, sums=False), 1, "LICENSE.txt was changed"),
    ],
)
def test_the_command_says_what_it_found_by_sentence_and_by_exit_code(tmp_path, content: bytes, code: int, said: str):
    path = tmp_path / "package.zip"
    path.write_bytes(content)
    result = CliRunner().invoke(main, ["verify-package", str(path)])
    assert result.exit_code == code
    assert said in result.output


def test_the_command_compares_with_what_was_agreed(tmp_path):
    (tmp_path / "package.zip").write_bytes(PACKAGE)
    result = CliRunner().invoke(main, ["verify-package", "--slice", "00", str(tmp_path / "package.zip")])
    assert (result.exit_code, "not the one that you agreed to" in result.output) == (1, True)


def test_rows_of_made_up_pools_are_what_they_say():
    assert rows([(1, 0, 0, 5, 2, 9)])["track_id"].tolist() == [15]

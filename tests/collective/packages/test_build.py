from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet
import pytest

from bot.collective.packages.archive import ROOT_FILES
from bot.collective.packages.build import Built, build_package
from bot.model.slices import Grain
from tests.collective.packages.pools import FACTS, NAMES, built, slice_of, some_pool, steps

SPEC = slice_of("artist", "weekday hour", "mood month", min_contributors=5)
POOL = some_pool(4)
PACKAGE = built(POOL, SPEC)


def files_of(package: Built) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package.archive)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


FILES = files_of(PACKAGE)
TABLES = ("artist", "mood_month", "weekday_hour")


def test_a_package_holds_each_table_twice_and_what_describes_it():
    tables = {f"data/{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")}
    assert set(FILES) == {*ROOT_FILES, "SHA256SUMS", *tables}
    assert list(FILES) == sorted(FILES)


def test_it_says_when_it_was_built_and_otherwise_no_time():
    with zipfile.ZipFile(io.BytesIO(PACKAGE.archive)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert json.loads(FILES["offer.json"])["built_at"] == "2026-03-01T12:00:00Z"
    assert str(datetime.now(UTC).year).encode() + b"-0" not in b"".join(FILES.values()).replace(b"2026-03", b"")


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_hold_the_same_rows(name: str):
    csv = pd.read_csv(io.BytesIO(FILES[f"data/{name}.csv"]))
    parquet = pyarrow.parquet.read_table(io.BytesIO(FILES[f"data/{name}.parquet"])).to_pandas()
    pd.testing.assert_frame_equal(csv, parquet, check_dtype=False)  # a share of 1 reads as a whole number
    assert len(csv) == next(each["rows"] for each in json.loads(FILES["offer.json"])["tables"] if each["name"] == name)


def test_figures_are_what_was_played():
    """Counted once more, from the rows alone."""
    csv = pd.read_csv(io.BytesIO(FILES["data/artist.csv"])).set_index("artist")
    played = POOL.rows[POOL.rows["artist_id"] >= 0].groupby("artist_id")
    for artist, rows in played:
        label = f"Artist {artist}"
        if label in csv.index:
            assert csv.loc[label, "contributors"] == rows["member_id"].nunique() >= 5
            assert abs(csv.loc[label, "plays"] - rows["plays"].sum()) <= 2
            assert abs(csv.loc[label, "hours"] - rows["ms"].sum() / 3_600_000) <= 0.5


def test_every_sum_is_right():
    sums = dict(line.split("  ")[::-1] for line in FILES["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(FILES[name]).hexdigest() for name in FILES if name != "SHA256SUMS"}
    assert PACKAGE.sha256 == hashlib.sha256(PACKAGE.archive).digest()


def test_the_offer_the_vote_and_the_consents_are_named():
    offer = json.loads(FILES["offer.json"])
    assert offer["offer_sha256"] == FACTS.offer_sha256.hex()
    assert offer["slice_sha256"] == SPEC.sha256.hex()
    assert hashlib.sha256(FILES["slice.json"].rstrip(b"\n")).digest() == SPEC.sha256
    assert offer["vote"] == {"electorate": 80, "ballots": 62, "yes": 55, "no": 5, "abstain": 2}
    assert offer["consent_merkle_root"] == FACTS.consent_root.hex()
    assert offer["suppressed"] == PACKAGE.suppressed == sum(each["suppressed"] for each in offer["tables"])
    assert offer["contributors"] == PACKAGE.contributors == POOL.rows["member_id"].nunique()


def test_the_same_arguments_give_the_same_bytes():
    assert built(POOL, SPEC).archive == PACKAGE.archive
    assert built(replace(POOL, rows=POOL.rows.sample(frac=1, random_state=1)), SPEC, size=4).archive == PACKAGE.archive


@pytest.mark.parametrize("hash_seed", ["0", "1", "4242"])
def test_every_process_writes_the_same_bytes(hash_seed: str):
    script = (
        "import sys; from tests.collective.packages.test_build import PACKAGE; sys.stdout.write(PACKAGE.sha256.hex())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == PACKAGE.sha256.hex()


def test_another_offer_or_time_is_another_package():
    asked, batches, counted = steps(POOL, SPEC)
    later = replace(FACTS, built_at=datetime(2026, 3, 2, tzinfo=UTC))
    again = build_package(SPEC, asked, batches, counted, NAMES, (), later)
    assert again.archive != PACKAGE.archive
    assert json.loads(files_of(again)["datapackage.json"])["id"] != json.loads(FILES["datapackage.json"])["id"]


def test_nothing_that_came_from_discord_is_in_it():
    """Members, with ids and names as Discord has them, leave not one trace; nor do tokens and digests."""
    ids = {member: 900_000_000_000_000_000 + int(member) for member in POOL.rows["member_id"].unique()}
    snowflakes = replace(POOL, rows=POOL.rows.assign(member_id=POOL.rows["member_id"].map(ids)))
    package = built(snowflakes, SPEC)
    text = package.archive + b"".join(files_of(package).values())
    traces = [str(each).encode() for each in ids.values()] + [token.encode() for token in package.digests]
    traces += [each for digest in package.digests.values() for each in (digest, digest.hex().encode())]
    traces += [each.to_bytes(8, order) for each in ids.values() for order in ("little", "big")]
    assert [trace for trace in traces if trace in text] == []
    assert [
        word
        for word in (b"token-", b"discord", b"guild", b"Discord server")
        if word in text.replace(b"came from Discord", b"")
    ] == []


# --- by the formats' own tools ----------------------------------------------------------------------------------------

SHAPES = [
    SPEC,
    slice_of("artist cohort", "month cohort", grain=Grain.REGION, min_contributors=5),
    slice_of("artist album", "year", min_contributors=5, licence="LicenseRef-Ours", licence_terms="For research only."),
]


@pytest.fixture(params=SHAPES, ids=["three tables", "cohorts", "own terms"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    package = built(POOL, request.param)
    with zipfile.ZipFile(io.BytesIO(package.archive)) as archive:
        archive.extractall(tmp_path)
    return tmp_path


@pytest.fixture
def longest_field() -> Iterator[None]:
    """frictionless sets the csv module's limit for the whole process when it is imported; our readers go by the old."""
    usual = csv.field_size_limit()
    yield
    csv.field_size_limit(usual)


@pytest.mark.usefixtures("longest_field")
def test_frictionless_takes_it_for_a_valid_data_package(folder: Path):
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    assert report.errors == []
    for task in report.tasks:
        found = [error.message for error in task.errors]
        if task.name.endswith("-parquet"):
            # frictionless 5 does not count the bytes of Parquet files, and says that there are none.
            assert all('actual is "None"' in message for message in found)
        else:
            assert found == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated", "ignore:The inplace keyword")
def test_mlcroissant_takes_it_for_valid_croissant_and_reads_its_rows(folder: Path):
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert (dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.warnings) == (set(), set())
    for record_set in dataset.metadata.record_sets:
        rows = pd.read_csv(folder / f"data/{record_set.name}.csv")
        found = list(dataset.records(record_set.name))
        assert len(found) == len(rows)
        assert {key.partition("/")[2] for record in found for key in record} <= set(rows.columns)


def test_provenance_has_the_standards_fields(folder: Path):
    content = json.loads((folder / "provenance.json").read_text("utf-8"))
    assert set(content) == {"source", "provenance", "use"}
    assert set(content["source"]) == {"Version", "Title", "id", "location", "issuer", "description"}
    assert set(content["provenance"]) == {
        "source", "origin", "origin-geography", "date", "previous-date", "generation-period", "generation-method",
        "format",
    }  # fmt: skip
    assert set(content["use"]) == {
        "classification", "consents", "privacy", "processing-included", "processing-excluded", "storage-allowed",
        "storage-forbidden", "license", "intended-purpose", "forbidden-purpose", "propritary",
    }  # fmt: skip


def test_the_readme_says_terms_and_how_to_check(folder: Path):
    text = (folder / "README.md").read_text("utf-8")
    for said in (
        "## What it cannot tell",
        "## Terms",
        "sha256sum --check SHA256SUMS",
        "tutti verify-package",
        "left out of",
    ):
        assert said in text


def test_names_of_any_kind_are_written_as_they_are():
    names = replace(NAMES, artists={number: f'=1+1, "{number}"\n音楽 \N{SLICE OF PIZZA}' for number in range(200)})
    asked, batches, counted = steps(POOL, SPEC)
    found = files_of(build_package(SPEC, asked, batches, counted, names, (), FACTS))
    csv = pd.read_csv(io.BytesIO(found["data/artist.csv"]))
    assert set(csv["artist"]) <= set(names.artists.values())

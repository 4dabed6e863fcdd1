"""The buyer's check of a package: is it whole, does it say what was voted on, and does every cell keep the rules?

Everything is read as if anybody might have made it. What is wrong is said in sentences; nothing here raises for a
package that is broken, changed or hostile.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.collective.packages.archive import ROOT_FILES, SUMS
from bot.collective.packages.columns import Column, columns_of, table_paths
from bot.collective.packages.croissant import CONFORMS_TO
from bot.collective.packages.offer import FORMAT
from bot.collective.packages.opened import NoPackage, opened
from bot.collective.packages.tables import SHARE_DECIMALS
from bot.collective.tally import WITHHELD_UNDER
from bot.model.amounts import counted
from bot.model.slices import Dimension, Slice, SliceTable, read_slice

MOST_ROWS = 5_000_000
MOST_FINDINGS = 20
_SUM_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_HEX = r"^[0-9a-f]{64}$"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found.

    Attributes:
        readable: whether it is a package at all.
        findings: what is wrong, one sentence each; empty where nothing is.
        passed: what was checked and holds, one sentence each.
    """

    readable: bool
    findings: tuple[str, ...]
    passed: tuple[str, ...]

    @property
    def exit_code(self) -> int:
        """0: everything holds. 1: something does not. 2: it is no package."""
        return (1 if self.findings else 0) if self.readable else 2


class _Counts(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _VoteFile(_Counts):
    electorate: int = Field(ge=1)
    ballots: int = Field(ge=0)
    yes: int | None = Field(ge=0)
    no: int | None = Field(ge=0)
    abstain: int | None = Field(ge=0)


class _TableFile(_Counts):
    name: str
    rows: int = Field(ge=0)
    cells: int = Field(ge=0)
    suppressed: int = Field(ge=0)
    published_share_of_plays: float = Field(ge=0, le=1)


class _OfferFile(_Counts):
    format: str
    offer: int
    offer_sha256: str = Field(pattern=_HEX)
    slice_sha256: str = Field(pattern=_HEX)
    vote: _VoteFile
    min_contributors: int
    contributors: int
    tables: list[_TableFile]
    suppressed: int
    consent_merkle_root: str = Field(pattern=_HEX)
    built_at: str


def verify_package(content: bytes, *, offer_sha256: str = "", slice_sha256: str = "") -> Verification:
    """Check a package.

    Args:
        content: the ZIP.
        offer_sha256: the offer that the buyer agreed to, in hexadecimal; "": not compared. Likewise `slice_sha256`.
    """
    try:
        files = opened(content)
        spec, offer = _spec(files), _offer(files)
    except NoPackage as error:
        return Verification(readable=False, findings=(str(error),), passed=())
    tables: dict[str, pd.DataFrame] = {}
    findings = [
        *_sums(files),
        *_agreed(files, spec, offer, offer_sha256, slice_sha256),
        *_vote(spec, offer),
        *(line for table in spec.tables for line in _table(files, spec, table, offer, tables)),
        *_descriptions(files, spec),
    ]
    if not findings and spec.noise_epsilon_hundredths is None:
        findings += _consistent(spec, tables)
    passed = () if findings else _passed(spec, offer, tables)
    return Verification(readable=True, findings=tuple(findings[:MOST_FINDINGS]), passed=passed)


def _spec(files: Mapping[str, bytes]) -> Slice:
    missing = [name for name in (*ROOT_FILES, SUMS) if name not in files]
    if missing:
        raise NoPackage(f"It is no package, or a part is missing: it has no {missing[0]}.")
    try:
        return read_slice(files["slice.json"])
    except ValidationError as error:
        raise NoPackage("slice.json is no slice that this version of Tutti knows.") from error


def _offer(files: Mapping[str, bytes]) -> _OfferFile:
    try:
        offer = _OfferFile.model_validate_json(files["offer.json"])
    except ValidationError as error:
        raise NoPackage("offer.json does not say what a package's offer says.") from error
    if offer.format != FORMAT:
        raise NoPackage(f"Its format is {offer.format[:40]!r}; this version of Tutti checks {FORMAT!r}.")
    return offer


def _sums(files: Mapping[str, bytes]) -> Iterator[str]:
    lines = files[SUMS].decode("utf-8", "replace").splitlines()
    stated = {found[2]: found[1] for found in map(_SUM_LINE.fullmatch, lines) if found}
    for name in sorted(files.keys() - {SUMS} - stated.keys()):
        yield f"{SUMS} does not name {name}."
    for name in sorted(stated.keys() - files.keys()):
        yield f"{name[:80]} is missing: {SUMS} names it."
    for name, digest in sorted(stated.items()):
        if name in files and hashlib.sha256(files[name]).hexdigest() != digest:
            yield f"{name} was changed: its SHA-256 is not the one in {SUMS}."


def _agreed(
    files: Mapping[str, bytes], spec: Slice, offer: _OfferFile, offer_sha256: str, slice_sha256: str
) -> Iterator[str]:
    for name in sorted(
        files.keys() - {*ROOT_FILES, SUMS, *(path for each in spec.tables for path in table_paths(each.name))}
    ):
        yield f"{name} is no table of the slice."
    if offer.slice_sha256 != spec.sha256.hex():
        yield "slice.json is not the slice that offer.json names: their SHA-256 differ."
    if slice_sha256 and slice_sha256.casefold() != spec.sha256.hex():
        yield "The slice is not the one that you agreed to."
    if offer_sha256 and offer_sha256.casefold() != offer.offer_sha256:
        yield "The offer is not the one that you agreed to."


def _vote(spec: Slice, offer: _OfferFile) -> Iterator[str]:
    vote = offer.vote
    sides = (vote.yes, vote.no, vote.abstain)
    withheld = 0 < vote.ballots < WITHHELD_UNDER and sides == (None, None, None)
    added_up = not withheld and None not in sides and sum(each or 0 for each in sides) == vote.ballots
    if not (withheld or added_up) or vote.ballots > vote.electorate:
        yield "The vote in offer.json does not add up."
    if offer.min_contributors != spec.min_contributors:
        yield "offer.json states another least number of contributors than the slice."
    if [table.name for table in offer.tables] != [table.name for table in spec.tables]:
        yield "offer.json counts other tables than the slice has."
    elif sum(table.suppressed for table in offer.tables) != offer.suppressed:
        yield "The cells left out in offer.json do not add up."
    if offer.contributors < spec.min_contributors:
        yield f"The package states {offer.contributors} contributors, fewer than the least of a single cell."


def _table(
    files: Mapping[str, bytes], spec: Slice, table: SliceTable, offer: _OfferFile, read: dict[str, pd.DataFrame]
) -> Iterator[str]:
    """What is wrong with one table. Its rows are put into `read`."""
    csv, parquet = table_paths(table.name)
    columns = columns_of(spec, table)
    for path in (csv, parquet):
        if path not in files:
            yield f"The table {table.name} is missing: there is no {path}."
            return
    rows, same = _csv_rows(files[csv], columns), _parquet_rows(files[parquet], columns)
    for path, found in ((csv, rows), (parquet, same)):
        if found is None:
            yield f"{path} does not have the columns and types that the slice asks for."
    if rows is None or same is None:
        return
    if not rows.equals(same):
        yield f"{csv} and {parquet} do not hold the same rows."
    read[table.name] = rows
    stated = next((each for each in offer.tables if each.name == table.name), None)
    if stated is not None and (stated.rows != len(rows) or stated.cells - stated.suppressed != len(rows)):
        yield f"The table {table.name} has {counted(len(rows), 'row')}, and offer.json says something else."
    yield from _cells(spec, table, rows, columns, offer)


def _csv_rows(content: bytes, columns: Sequence[Column]) -> pd.DataFrame | None:
    types = {column.name: column.arrow_type for column in columns}
    try:
        convert = pa.csv.ConvertOptions(column_types=types, strings_can_be_null=False, null_values=[])
        found = pa.csv.read_csv(io.BytesIO(content), convert_options=convert)
    except (pa.ArrowException, OSError, ValueError):
        return None
    return _rows(found, columns)


def _parquet_rows(content: bytes, columns: Sequence[Column]) -> pd.DataFrame | None:
    try:
        file = pa.parquet.ParquetFile(io.BytesIO(content))
        metadata = file.metadata
        # A few bytes of Parquet can stand for any number of rows.
        if metadata.num_rows > MOST_ROWS or metadata.num_columns != len(columns):
            return None
        if sum(metadata.row_group(nth).num_rows for nth in range(metadata.num_row_groups)) != metadata.num_rows:
            return None
        found = file.read()
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        return None
    return _rows(found, columns)


def _rows(found: pa.Table, columns: Sequence[Column]) -> pd.DataFrame | None:
    stated = [(column.name, column.arrow_type) for column in columns]
    if [(field.name, field.type) for field in found.schema] != stated or found.num_rows > MOST_ROWS:
        return None
    if any(column.null_count for column in found.columns):
        return None
    rows: pd.DataFrame = found.to_pandas()
    return rows


def _cells(
    spec: Slice, table: SliceTable, rows: pd.DataFrame, columns: Sequence[Column], offer: _OfferFile
) -> Iterator[str]:
    name = table.name
    if rows.duplicated([each.value for each in table.dimensions]).any():
        yield f"The table {name} has two rows about one cell."
    if "contributors" in rows:
        if (few := int((rows["contributors"] < spec.min_contributors).sum())) > 0:
            yield f"{counted(few, 'row')} of {name} {_have(few)} fewer than {spec.min_contributors} contributors."
        if spec.noise_epsilon_hundredths is None and (rows["contributors"] > offer.contributors).any():
            yield f"A row of {name} has more contributors than the whole package."
    for measure, base in (("plays", spec.round_plays), ("hours", spec.round_hours)):
        if measure in rows and ((rows[measure] % base != 0) | (rows[measure] < 0)).any():
            yield f"The {measure} of {name} are not all rounded to a multiple of {base}."
    yield from _places(spec, table, rows, columns)


def _places(spec: Slice, table: SliceTable, rows: pd.DataFrame, columns: Sequence[Column]) -> Iterator[str]:
    name = table.name
    for column in columns:
        if not _within(rows[column.name], column):
            yield f"The column {column.name} of {name} holds something that it cannot hold."
    if not _in_window(spec, rows):
        yield f"The table {name} has a row of days outside of the slice's."
    if "share" in rows and len(rows) and not _shares_hold(rows):
        yield f"The shares of {name} do not follow from its plays."


def _within(values: pd.Series[Any], column: Column) -> bool:
    if column.choices and not values.isin(list(column.choices)).all():
        return False
    if column.pattern and not values.astype(str).str.fullmatch(column.pattern).all():
        return False
    if column.kind == "string":
        return bool((values.astype(str).str.len() > 0).all())
    numbers = pd.to_numeric(values)
    low = column.least is None or bool((numbers >= column.least).all())
    return low and (column.most is None or bool((numbers <= column.most).all()))


def _in_window(spec: Slice, rows: pd.DataFrame) -> bool:
    first, last = spec.window_start.isoformat(), spec.window_end.isoformat()
    for name, digits in (("year", 4), ("month", 7)):
        if name in rows:
            text = rows[name].astype(str)
            if not text.between(first[:digits], last[:digits]).all():
                return False
    return True


def _shares_hold(rows: pd.DataFrame) -> bool:
    cohort = rows["cohort"] if "cohort" in rows else pd.Series("", index=rows.index)
    if "plays" in rows:
        of = rows["plays"].groupby(cohort).transform("sum")
        expected = (rows["plays"] / of).fillna(0.0).round(SHARE_DECIMALS)
        return bool(((rows["share"] - expected).abs() < 10**-SHARE_DECIMALS).all())
    # Each share is off by half of its last place at most; a cohort whose plays all round to 0 has no shares.
    sums = rows["share"].groupby(cohort).agg(["sum", "size"])
    near = (sums["sum"] - 1).abs() <= sums["size"] * 10**-SHARE_DECIMALS
    return bool((near | (sums["sum"] == 0)).all())


def _descriptions(files: Mapping[str, bytes], spec: Slice) -> Iterator[str]:
    """Whether the two descriptions are of these files."""
    paths = [path for table in spec.tables for path in table_paths(table.name)]
    digests = {path: hashlib.sha256(files[path]).hexdigest() for path in paths if path in files}
    try:
        package, croissant = (json.loads(files[name]) for name in ("datapackage.json", "croissant.json"))
        hashes = {each["path"]: each["hash"] for each in package["resources"]}
        sizes = {each["path"]: each["bytes"] for each in package["resources"]}
        distribution = {each["contentUrl"]: each["sha256"] for each in croissant["distribution"]}
        conforms = croissant["conformsTo"] == CONFORMS_TO
    except (ValueError, KeyError, TypeError, RecursionError):
        yield "datapackage.json or croissant.json cannot be read."
        return
    if hashes != {path: f"sha256:{digest}" for path, digest in digests.items()} or any(
        sizes[path] != len(files[path]) for path in digests
    ):
        yield "datapackage.json describes other files than these."
    if distribution != digests or not conforms:
        yield "croissant.json describes other files than these."


def _consistent(spec: Slice, tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    """Whether no table shows more than a coarser one of the same package allows."""
    for coarse, fine in permutations(spec.tables, 2):
        if not set(coarse.dimensions) < set(fine.dimensions):
            continue
        by = [each.value for each in coarse.dimensions]
        for measure, base in (("plays", spec.round_plays), ("hours", spec.round_hours)):
            if measure not in tables[coarse.name] or measure not in tables[fine.name]:
                continue
            parts = tables[fine.name].groupby(by)[measure].agg(["sum", "size"])
            both = parts.join(tables[coarse.name].set_index(by)[measure], how="inner")
            # Every figure is off by half of its base at most.
            if (both["sum"] - both[measure] > (both["size"] + 1) * (base / 2)).any():
                yield f"Rows of {fine.name} add up to more {measure} than {coarse.name} has in all."
    yield from _too_many_contributors(spec, tables)


def _too_many_contributors(spec: Slice, tables: Mapping[str, pd.DataFrame]) -> Iterator[str]:
    for coarse, fine in permutations(spec.tables, 2):
        shown = all("contributors" in tables[table.name] for table in (coarse, fine))
        if not shown or not set(coarse.dimensions) < set(fine.dimensions):
            continue
        by = [each.value for each in coarse.dimensions]
        whole = tables[coarse.name].set_index(by)["contributors"]
        if (tables[fine.name].groupby(by)["contributors"].max().sub(whole).dropna() > 0).any():
            yield f"A row of {fine.name} has more contributors than the row of {coarse.name} that it is a part of."


def _passed(spec: Slice, offer: _OfferFile, tables: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    rows = sum(map(len, tables.values()))
    shown = all("contributors" in table for table in tables.values())
    cohorts = any(Dimension.COHORT in table.dimensions for table in spec.tables)
    return (
        "Every file is the one that was packed.",
        f"The slice is {spec.sha256.hex()}.",
        f"The offer is {offer.offer_sha256}.",
        f"{counted(rows, 'row')} in {counted(len(tables), 'table')}"
        + (" by cohort" if cohorts else "")
        + (f", each with at least {spec.min_contributors} contributors." if shown else "."),
        f"Plays are rounded to {spec.round_plays}, hours to {spec.round_hours}; sums, shares and counts agree.",
        f"{counted(offer.suppressed, 'cell')} left out; {counted(offer.contributors, 'contributor')} in the package.",
    )


def _have(count: int) -> str:
    return "has" if count == 1 else "have"

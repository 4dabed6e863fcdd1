"""A package as the bytes of a ZIP: the same content gives the same bytes, whoever writes it and when."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from bot.collective.packages.croissant import croissant
from bot.collective.packages.datapackage import datapackage
from bot.collective.packages.facts import OfferFacts
from bot.collective.packages.offer import offer_record
from bot.collective.packages.provenance import provenance
from bot.collective.packages.readme import readme
from bot.collective.packages.tables import PublishedTable
from bot.model.slices import DIMENSIONS, Measure, Slice

ROOT_FILES = ("README.md", "croissant.json", "datapackage.json", "offer.json", "provenance.json", "slice.json")
SUMS = "SHA256SUMS"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can say; when it was built stands in `offer.json`."""
_NUMBERS = {"year": pa.int64(), "weekday": pa.int64(), "hour": pa.int64()}


def package_bytes(spec: Slice, tables: Sequence[PublishedTable], contributors: int, facts: OfferFacts) -> bytes:
    """The ZIP that a buyer gets.

    Args:
        contributors: members in the package.
    """
    files = dict(item for table in tables for item in _table_files(table).items())
    files |= {
        "slice.json": (spec.canonical_json() + "\n").encode(),
        "offer.json": _json(offer_record(spec, tables, contributors, facts)),
        "provenance.json": _json(provenance(spec, facts)),
        "README.md": readme(spec, tables, contributors, facts).encode(),
    }
    files["datapackage.json"] = _json(datapackage(spec, tables, facts, files))
    files["croissant.json"] = _json(croissant(spec, tables, facts, files))
    files[SUMS] = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()
    return _zipped(files)


def table_paths(name: str) -> tuple[str, str]:
    """Where a table stands in the archive, by its name: (CSV, Parquet)."""
    return f"data/{name}.csv", f"data/{name}.parquet"


def arrow_schema(table: PublishedTable) -> pa.Schema:
    """The columns' types: text, whole numbers, and float64 for shares."""
    kinds = {each.value: _NUMBERS.get(each.value, pa.string()) for each in DIMENSIONS}
    kinds |= {each.value: pa.float64() if each is Measure.SHARE else pa.int64() for each in Measure}
    return pa.schema([pa.field(name, kinds[name], nullable=False) for name in table.rows.columns])


def _table_files(table: PublishedTable) -> dict[str, bytes]:
    arrow = _arrow(table.rows, arrow_schema(table))
    csv, parquet = pa.BufferOutputStream(), pa.BufferOutputStream()
    pyarrow.csv.write_csv(arrow, csv, pyarrow.csv.WriteOptions(quoting_style="needed"))
    # No dictionaries and no pages by size of a buffer: what is written depends on the rows alone.
    pyarrow.parquet.write_table(arrow, parquet, compression="zstd", version="2.6", store_schema=False)
    csv_path, parquet_path = table_paths(table.spec.name)
    return {csv_path: csv.getvalue().to_pybytes(), parquet_path: parquet.getvalue().to_pybytes()}


def _arrow(rows: pd.DataFrame, schema: pa.Schema) -> pa.Table:
    return pa.table(
        [pa.array(rows[name].to_numpy(), type=kind) for name, kind in zip(schema.names, schema.types)], schema=schema
    )


def _json(content: Mapping[str, object]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=6)
    return sink.getvalue()

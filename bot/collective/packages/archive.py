"""A package as the bytes of a ZIP: the same content gives the same bytes, whoever writes it and when."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from bot.collective.packages.columns import columns_of, table_paths
from bot.collective.packages.croissant import croissant
from bot.collective.packages.datapackage import datapackage
from bot.collective.packages.facts import OfferFacts
from bot.collective.packages.licence import PATH as LICENCE
from bot.collective.packages.licence import licence_text
from bot.collective.packages.offer import offer_record
from bot.collective.packages.provenance import provenance
from bot.collective.packages.readme import readme
from bot.collective.packages.tables import PublishedTable
from bot.model.slices import Slice

ROOT_FILES = (
    LICENCE, "README.md", "croissant.json", "datapackage.json", "offer.json", "provenance.json", "slice.json",
)  # fmt: skip
SUMS = "SHA256SUMS"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can say; when it was built stands in `offer.json`."""


def package_bytes(spec: Slice, tables: Sequence[PublishedTable], contributors: int, facts: OfferFacts) -> bytes:
    """The ZIP that a buyer gets.

    Args:
        contributors: members in the package.
    """
    files = {path: content for table in tables for path, content in _table_files(spec, table).items()}
    files |= {
        "slice.json": (spec.canonical_json() + "\n").encode(),
        "offer.json": _json(offer_record(spec, tables, contributors, facts)),
        "provenance.json": _json(provenance(spec, facts)),
        LICENCE: licence_text(spec).encode(),
        "README.md": readme(spec, tables, contributors, facts).encode(),
    }
    files["datapackage.json"] = _json(datapackage(spec, tables, facts, files))
    files["croissant.json"] = _json(croissant(spec, tables, facts, files))
    files[SUMS] = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()
    return _zipped(files)


def _table_files(spec: Slice, table: PublishedTable) -> dict[str, bytes]:
    """A table as CSV and as Parquet, by path."""
    columns = columns_of(spec, table.spec)
    schema = pa.schema([pa.field(column.name, column.arrow_type, nullable=False) for column in columns])
    arrow = pa.table([pa.array(table.rows[field.name].to_numpy(), field.type) for field in schema], schema=schema)
    csv, parquet = pa.BufferOutputStream(), pa.BufferOutputStream()
    pyarrow.csv.write_csv(arrow, csv, pyarrow.csv.WriteOptions(quoting_style="needed"))
    # No dictionaries and no pages by size of a buffer: what is written depends on the rows alone.
    pyarrow.parquet.write_table(arrow, parquet, compression="zstd", version="2.6", store_schema=False)
    csv_path, parquet_path = table_paths(table.spec.name)
    return {csv_path: csv.getvalue().to_pybytes(), parquet_path: parquet.getvalue().to_pybytes()}


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

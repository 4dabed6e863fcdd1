"""`datapackage.json`: the package as a Data Package, version 2.

Source:
    Data Package 2.0, https://datapackage.org/standard/data-package/.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from bot.collective.packages.columns import Column, columns_of, table_paths
from bot.collective.packages.facts import OfferFacts
from bot.collective.packages.licence import licence_record
from bot.collective.packages.offer import built_at, package_id, title
from bot.collective.packages.tables import PublishedTable
from bot.model.slices import Slice

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_DIALECT = "https://datapackage.org/profiles/2.0/tabledialect.json"


def datapackage(
    spec: Slice, tables: Sequence[PublishedTable], facts: OfferFacts, files: Mapping[str, bytes]
) -> dict[str, object]:
    """The descriptor. It names no contributors: that is the point of the package.

    Args:
        files: the archive's files so far, by path; the tables' are hashed.
    """
    return {
        "$schema": PROFILE,
        "name": f"offer-{facts.offer}",
        "id": package_id(spec, facts),
        "title": title(spec),
        "description": "Listening of a group, in aggregates that enough of its members stand behind. See README.md.",
        "version": "1.0.0",
        "created": built_at(facts),
        "keywords": ["music", "listening", "aggregates"],
        "licenses": [licence_record(spec)],
        "resources": [resource for table in tables for resource in _resources(spec, table, files)],
    }


def _resources(spec: Slice, table: PublishedTable, files: Mapping[str, bytes]) -> list[dict[str, object]]:
    csv, parquet = table_paths(table.spec.name)
    columns = columns_of(spec, table.spec)
    schema = {
        "$schema": _SCHEMA,
        "fields": [_field(column) for column in columns],
        "fieldsMatch": "exact",
        "primaryKey": [each.value for each in table.spec.dimensions],
    }
    name = table.spec.name.replace("_", "-")
    common = {"$schema": _RESOURCE, "type": "table", "schema": schema}
    return [
        {"name": name, "path": csv, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
        | {"dialect": {"$schema": _DIALECT, "delimiter": ",", "lineTerminator": "\n"}}
        | _size(files[csv])
        | common,
        {"name": f"{name}-parquet", "path": parquet, "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
        | _size(files[parquet])
        | common,
    ]


def _size(content: bytes) -> dict[str, object]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _field(column: Column) -> dict[str, object]:
    constraints: dict[str, object] = {"required": True}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.least is not None:
        constraints["minimum"] = column.least
    if column.most is not None:
        constraints["maximum"] = column.most
    if column.pattern:
        constraints["pattern"] = column.pattern
    return {"name": column.name, "type": column.kind, "description": column.meaning, "constraints": constraints}

"""`croissant.json`: the package for tools that load datasets, in Croissant 1.1.

Source:
    Croissant Format Specification 1.1, MLCommons, 2026-01-29, http://mlcommons.org/croissant/1.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from bot.collective.packages.columns import Column, columns_of, table_paths
from bot.collective.packages.facts import OfferFacts
from bot.collective.packages.offer import built_at, package_id, title
from bot.collective.packages.tables import PublishedTable
from bot.collective.slice_words import describe_slice
from bot.model.slices import LICENCES, Slice

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
_TYPES = {"string": "sc:Text", "integer": "cr:Int64", "number": "cr:Float64"}
_TERMS = (
    "annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileProperty fileObject "
    "fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path readLines recordSet references "
    "regex repeated replace samplingRate sdVersion separator source subField transform unArchive value"
)
_CONTEXT: Mapping[str, object] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
} | {term: f"cr:{term}" for term in _TERMS.split()}
"""The specification's own, whole: tools warn of one that is shorter."""


def croissant(
    spec: Slice, tables: Sequence[PublishedTable], facts: OfferFacts, files: Mapping[str, bytes]
) -> dict[str, object]:
    """The metadata, in JSON-LD. Paths are beside it, in the unpacked archive; tables are read from Parquet.

    Args:
        files: the archive's files so far, by path; the tables' are hashed.
    """
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": f"offer-{facts.offer}",
        "alternateName": title(spec),
        "description": describe_slice(spec),
        "url": package_id(spec, facts),
        "version": "1.0.0",
        "license": LICENCES.get(spec.licence, spec.licence),
        "creator": {"@type": "Organization", "name": facts.issuer},
        "datePublished": built_at(facts),
        "citeAs": f"{facts.issuer} ({facts.built_at.year}). {title(spec)}. {package_id(spec, facts)}",
        "isLiveDataset": False,
        "distribution": [each for table in tables for each in _files(table, files)],
        "recordSet": [_records(spec, table) for table in tables],
    }


def _files(table: PublishedTable, files: Mapping[str, bytes]) -> list[dict[str, object]]:
    formats = ("text/csv", "application/x-parquet")
    return [
        {
            "@type": "cr:FileObject",
            "@id": path,
            "name": path.rpartition("/")[2],
            "contentUrl": path,
            "encodingFormat": kind,
            "contentSize": f"{len(files[path])} B",
            "sha256": hashlib.sha256(files[path]).hexdigest(),
        }
        for path, kind in zip(table_paths(table.spec.name), formats, strict=True)
    ]


def _records(spec: Slice, table: PublishedTable) -> dict[str, object]:
    name = table.spec.name
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": f"One row per {', '.join(each.value for each in table.spec.dimensions)}.",
        "key": [{"@id": f"{name}/{each.value}"} for each in table.spec.dimensions],
        "field": [_field(name, column) for column in columns_of(spec, table.spec)],
    }


def _field(table: str, column: Column) -> dict[str, object]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{column.name}",
        "name": column.name,
        "description": column.meaning,
        "dataType": _TYPES[column.kind],
        "source": {"fileObject": {"@id": table_paths(table)[1]}, "extract": {"column": column.name}},
    }

"""Spreadsheets as Deezer writes them: inline strings, and no table of shared ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.exports.builders import zip_of

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = (
    "Song Title",
    "Artist",
    "ISRC",
    "Album Title",
    "IP Address",
    "Listening Time",
    "Platform Name",
    "Platform Model",
    "Date",
)


def history(*rows: Sequence[str], **others: Sequence[Sequence[str]]) -> bytes:
    """Deezer's export: rows of its history, and other sheets by their names."""
    sheets = {"1_creationData": [["Email"], ["someone@example.org"]], "10_listeningHistory": [HEADER, *rows]}
    return workbook(sheets | {name.removeprefix("_"): list(table) for name, table in others.items()})


def played(
    title: str = "Song",
    artist: str = "Band, Guest",
    seconds: str = "60",
    date: str = "2024-02-29 20:00:00",
    album: str = "Album",
) -> list[str]:
    """A row of the history."""
    return [title, artist, "ISRC00000001", album, "192.0.2.77", seconds, "android", "Model X", date]


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]], *, shared: bool = False) -> bytes:
    """A spreadsheet with these sheets; their texts inline, or in the table of shared strings."""
    parts = {f"xl/worksheets/sheet{n}.xml": sheet(rows) for n, rows in enumerate(sheets.values(), 1)}
    if shared:
        texts = list(dict.fromkeys(cell for rows in sheets.values() for row in rows for cell in row))
        for n, rows in enumerate(sheets.values(), 1):
            parts[f"xl/worksheets/sheet{n}.xml"] = _sheet(
                [[("s", f"<v>{texts.index(c)}</v>") for c in r] for r in rows]
            )
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        parts["xl/sharedStrings.xml"] = f"<sst {_MAIN}>{items}</sst>".encode()
    return packed(tuple(sheets), parts)


def packed(names: Sequence[str], parts: Mapping[str, bytes]) -> bytes:
    """A spreadsheet of parts that are made already."""
    listed = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(names, 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(names) + 1)
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="x.spreadsheetml.y"/></Types>'
    )
    return zip_of(
        {
            "[Content_Types].xml": types.encode(),
            "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/r">{links}</Relationships>'.encode(),
            **parts,
        }
    )


def sheet(rows: Sequence[Sequence[str]]) -> bytes:
    """The XML of a sheet with inline strings."""
    return _sheet([[("inlineStr", f"<is><t>{escape(cell)}</t></is>") for cell in row] for row in rows])


def _sheet(rows: Sequence[Sequence[tuple[str, str]]]) -> bytes:
    written = "".join(
        f'<row r="{y}">'
        + "".join(f'<c r="{chr(65 + x)}{y}" t="{kind}">{inner}</c>' for x, (kind, inner) in enumerate(row))
        + "</row>"
        for y, row in enumerate(rows, 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{head}<worksheet {_MAIN}><sheetData>{written}</sheetData></worksheet>".encode()

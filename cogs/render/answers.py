"""The card that every comparison has: verdict, picture, a page of its tables, what it rests on, and its buttons."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from bot.model.answers import Cell, Column, Kind, Table
from bot.phrasebook.amounts import cell_in, things
from bot.phrasebook.phrasebook import ENGLISH, Phrasebook, phrasebook
from bot.usecases.answering import Answer
from cogs.render.cards import CHARACTERS, Attached, Block, Button, Card, Link, Row, Rule, drawing, place, plain

_AMOUNTS = frozenset({Kind.COUNT, Kind.NUMBER, Kind.HOURS, Kind.MINUTES, Kind.SHARE})
_NOUN = re.compile(r"\{([a-z][a-z ]*)\}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def answer_card(
    answer: Answer, page: int = 1, *, public: bool = False, link: str | None = None, buttons: bool = True
) -> Card:
    """One page of an answer, with buttons for the rest of it.

    Args:
        page: from 1; beyond the last one, the last one.
        public: as the channel sees it, where it cannot be posted again.
        link: of its interactive page, where there is one.
        buttons: False in a direct message, where they would not know their server.
    """
    draft = answer.draft
    aside = "" if public else draft.aside
    foot = "\n".join(f"-# {line}" for line in (*draft.rests_on, draft.left_out) if line)
    foot = "\n".join(part for part in (aside, foot) if part)
    head = f"## {plain(draft.title, 150)}" + (f"\n{answer.words.text}" if answer.words.text else "")
    pages = _pages(draft.tables, draft.page_rows, CHARACTERS - len(head) - len(foot) - 300, phrasebook(draft.language))
    page = max(1, min(page, len(pages)))
    blocks: list[Block] = [head]
    if page == 1 and draft.picture is not None and (answer.drawing.png is not None or answer.drawing.why_missing):
        blocks.append(drawing(answer.drawing, "picture.png"))
    blocks += [pages[page - 1]] if pages else []
    blocks += [foot] if foot else []
    if buttons:
        blocks += _buttons(answer, page, len(pages), public=public, link=link)
    return Card(tuple(blocks))


def _buttons(answer: Answer, page: int, pages: int, *, public: bool, link: str | None) -> list[Block]:
    draft, code = answer.draft, answer.asked.code()
    book = phrasebook(draft.language)
    found: list[Button | Link] = [Button(book.say("Why?"), "why", code)]
    if draft.tables:
        found.append(Button("CSV", "csv", code))
    if not public and answer.postable:
        found.append(Button(book.say("Post here"), "post", code, emoji="📣"))
    if link is not None:
        found.append(Link(book.say("Open in the browser"), link))
    rows: list[Block] = [Row(tuple(found))]
    if draft.turns and not public:
        rows.append(Row(tuple(Button(turn.label, "turn", turn.asked.code()) for turn in draft.turns)))
    if pages > 1:
        rows.append(_turning(page, pages, code, book))
    return rows


def why_card(answer: Answer) -> Card:
    """How an answer's numbers are made, and what they rest on."""
    why, book = answer.draft.why, phrasebook(answer.draft.language)
    blocks: list[Block] = [
        f"### {book.say('How this is counted')}\n" + "\n".join(f"- {each}" for each in why.definition)
    ]
    if why.formula:
        blocks.append(f"`{why.formula}`")
    rests = [each for each in (*answer.draft.rests_on, answer.draft.left_out) if each]
    if rests:
        blocks.append(f"### {book.say('What it rests on')}\n" + "\n".join(f"- {each}" for each in rests))
    if why.sources:
        blocks += [Rule(), "-# " + "\n-# ".join(why.sources)]
    return Card(tuple(blocks))


def csv_card(answer: Answer) -> Card:
    """The answer's tables as CSV: raw values, dates as ISO 8601, shares in [0, 1]."""
    files = [
        Attached(as_csv(table), f"{answer.asked.what}{f'-{number}' if number > 1 else ''}.csv")
        for number, table in enumerate(answer.draft.tables, 1)
    ]
    said = phrasebook(answer.draft.language).say("The numbers behind it.")
    return Card((f"### {plain(answer.draft.title, 150)}\n{said}", *files))


def as_csv(table: Table) -> bytes:
    """A table as UTF-8 CSV, with the mark by which spreadsheets know UTF-8.

    A text that a spreadsheet would take for a formula is led by an apostrophe (OWASP, "CSV Injection").
    """
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(column.heading for column in table.columns)
    writer.writerows([_raw(cell) for cell in row] for row in table.rows)
    return ("\ufeff" + written.getvalue()).encode()


def _raw(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return round(cell, 6)
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _turning(page: int, pages: int, code: tuple[str, ...], book: Phrasebook) -> Row:
    # The arrows' target pages may be equal; an unused first argument keeps their ids apart.
    return Row(
        (
            Button("◀", "page", ("b", max(page - 1, 1), *code), disabled=page == 1),
            Button(
                book.say("Page {page} of {pages}", page=page, pages=pages), "page", ("n", page, *code), disabled=True
            ),
            Button("▶", "page", ("f", min(page + 1, pages), *code), disabled=page == pages),
        )
    )


def _pages(tables: tuple[Table, ...], rows: int, room: int, book: Phrasebook) -> list[str]:
    """The tables' rows as texts of at most `rows` rows and `room` characters, each table's title above its rows."""
    pages: list[list[str]] = []
    count = used = 0
    for table in tables:
        ties = _ties(table)
        shown_title = False
        for row in table.rows:
            line = _line(table.columns, row, ties, book)
            title = f"### {plain(table.title, 100)}\n" if table.title else ""
            if not pages or count >= rows or used + len(line) + len(title) > room:
                pages.append([])
                count = used = 0
                shown_title = False
            pages[-1].append(line if shown_title else title + line)
            used += len(pages[-1][-1]) + 1
            count += 1
            shown_title = True
    return ["\n".join(page) for page in pages]


def _ties(table: Table) -> frozenset[Cell]:
    """Ranks that several rows share."""
    if not table.columns or table.columns[0].kind is not Kind.PLACE:
        return frozenset()
    ranks = [row[0] for row in table.rows]
    return frozenset(rank for rank in ranks if ranks.count(rank) > 1)


def _line(columns: tuple[Column, ...], row: tuple[Cell, ...], ties: frozenset[Cell], book: Phrasebook) -> str:
    lead = ""
    large: list[str] = []
    small: list[str] = []
    for column, cell in zip(columns, row, strict=True):
        if cell is None or not column.shown:
            continue
        if column.kind is Kind.PLACE:
            lead = f"{place(int(str(cell)), medal=_has_any(columns, row))} "
            continue
        words = _words(column, cell, book)
        if not large and not column.small:
            tied = row[0] in ties and columns[0].kind is Kind.PLACE
            words = f"**{words}**" + (f" {book.say('(tied)')}" if tied else "")
        (small if column.small else large).append(words)
    line = lead + " · ".join(large)
    return f"{line}\n-# {' · '.join(small)}" if small else line


def _has_any(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> bool:
    """Whether the row's first amount, which is what it is ranked by, is more than nothing: nobody wins by 0 hours."""
    amounts = (cell for column, cell in zip(columns, row, strict=True) if column.kind in _AMOUNTS and cell is not None)
    return next(amounts, None) != 0


def _words(column: Column, cell: Cell, book: Phrasebook) -> str:
    if column.kind is Kind.COUNT and (noun := _NOUN.search(column.shown)):
        return _NOUN.sub(things(book, int(str(cell)), noun[1]), column.shown)
    return column.shown.format(written(column.kind, cell, book))


def written(kind: Kind, cell: Cell, book: Phrasebook = ENGLISH) -> str:
    """A value as a card writes it."""
    return plain(str(cell), 60) if kind in (Kind.MEMBER, Kind.NAME) else cell_in(book, kind, cell)

from __future__ import annotations

from bot.exports.csv_rows import CsvRows
from bot.exports.limits import Allowance, Limits, Progress


def read(content: str, *columns: str, size: int = 7) -> tuple[list[list[str]], int, bool]:
    """Rows, unreadable ones and whether it is cut, from pieces of so many bytes."""
    encoded = content.encode()
    rows = CsvRows(Allowance(Limits(), Progress(None, 0)))
    pieces = (encoded[at : at + size] for at in range(0, len(encoded), size))
    batches = [row for batch in rows.batches(pieces, columns) for row in batch]
    return batches, rows.unreadable, rows.cut


def test_columns_are_found_by_name_whatever_their_order_and_case():
    assert read("B_b;A;c\n1;2;3\n", "a", "b b", "d") == ([["2", "1", ""]], 0, False)


def test_a_cell_may_hold_commas_quotes_and_line_ends_of_all_kinds():
    assert read('a,b\r\n"x, ""y""\r\nz\u2028",ä\r\n\r\n', "a", "b")[0] == [['x, "y"\nz\u2028', "ä"]]


def test_a_short_row_is_unreadable_and_at_the_end_it_is_a_cut():
    assert read("a,b\n1\n2,3\n", "a", "b") == ([["2", "3"]], 1, False)
    assert read("a,b\n2,3\n4", "a", "b") == ([["2", "3"]], 1, True)


def test_a_quote_that_never_closes_does_not_swallow_memory():
    rows, unreadable, _ = read('a,b\n1,2\n"' + "x" * 600_000 + "\n3,4\n", "a", "b", size=65536)
    assert (rows, unreadable >= 1) == ([["1", "2"], ["3", "4"]], True)


def test_a_carriage_return_in_the_header_is_a_blank():
    assert read("a\rb,c\n1,2\n", "a b", "c") == ([["1", "2"]], 0, False)

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exports.columns import LONGEST_NAME, FileCount, clean, clean_name, name_column, names
from bot.model.listens import LeftOut


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), max_size=8))
def test_one_name_is_cleaned_as_a_column_is(values: list[str]):
    assert [clean_name(value) for value in values] == clean(pa.array(values, pa.string())).to_pylist()


@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=9)), max_size=12))
def test_a_column_of_names_holds_them_clean_and_its_dictionary_sorted(values: list[str | None]):
    column = name_column(values)
    assert column.to_pylist() == [clean_name(value or "") or None for value in values]
    dictionary = column.dictionary.to_pylist()
    assert dictionary == sorted({name for name in column.to_pylist() if name}, key=str.encode)


@pytest.mark.parametrize(
    ("value", "named"), [("Song", True), (" 夜 ", True), ("", False), ("  ", False), ("\x00\t\n", False), (None, False)]
)
def test_a_name_is_more_than_white_space(value: str | None, named: bool):
    assert names([value, "x"])[1].tolist() == [named, True]
    assert names([value])[1].tolist() == [named]


def test_names_are_not_endlessly_long():
    assert clean_name("夜" * 10_000) == "夜" * LONGEST_NAME


def test_a_count_becomes_a_receipt_with_reasons_in_their_order():
    count = FileCount("a.json", "spotify_account", rows=10, notes=["One.", "Two.", "One."])
    count.leave_out(LeftOut.DUPLICATE, 2)
    count.leave_out(LeftOut.NO_TITLE, 1)
    count.leave_out(LeftOut.DUPLICATE, 1)
    count.leave_out(LeftOut.UNREADABLE, 0)
    receipt = count.receipt()
    assert (receipt.rows, receipt.kept, receipt.note) == (10, 6, "One. Two.")
    assert list(receipt.left_out.items()) == [(LeftOut.NO_TITLE, 1), (LeftOut.DUPLICATE, 3)]

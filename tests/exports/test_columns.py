from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import TooLarge
from bot.exports.columns import LONGEST_NAME, MISSING, FileCount, Names, clean_name, name_column
from bot.exports.limits import Allowance, Limits, Progress
from bot.model.listens import LeftOut


def allowance(names: int = 100) -> Allowance:
    return Allowance(Limits(names=names), Progress(None, 1))


@settings(deadline=None, derandomize=True)
@given(st.lists(st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=9)), max_size=12))
def test_a_column_of_names_holds_them_clean_and_its_dictionary_sorted(values: list[str | None]):
    column = name_column(values, allowance())
    assert column.to_pylist() == [clean_name(value or "") or None for value in values]
    dictionary = column.dictionary.to_pylist()
    assert dictionary == sorted({name for name in column.to_pylist() if name}, key=str.encode)


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Song", "Song"),
        (" 夜\u3000", "夜"),
        ("a\x00b\t\x1fc", "ab c"),
        ("  ", ""),
        ("\x00\t\n", ""),
        ("🎺\u200d🎺", "🎺\u200d🎺"),
        ("夜" * 10_000, "夜" * LONGEST_NAME),
    ],
)
def test_names_are_visible_and_not_endlessly_long(written: str, clean: str):
    assert clean_name(written) == clean


def test_a_name_has_one_code_however_it_is_written():
    codes = Names(allowance()).codes(["Song", " Song", "So\x00ng", "song", "", None, " ", "Song"])
    assert codes.tolist() == [0, 0, 0, 1, MISSING, MISSING, MISSING, 0]


def test_different_names_are_counted_against_the_limit():
    names = Names(allowance(names=2))
    names.codes(["a", "b", "a", "b"])
    with pytest.raises(TooLarge, match=r"different names \(2\)"):
        names.codes(["c"])


def test_a_count_becomes_a_receipt_with_reasons_in_their_order():
    count = FileCount("a.json", "spotify_account", rows=10, notes=["One.", "Two.", "One."])
    count.leave_out(LeftOut.DUPLICATE, 2)
    count.leave_out(LeftOut.NO_TITLE, 1)
    count.leave_out(LeftOut.DUPLICATE, 1)
    count.leave_out(LeftOut.UNREADABLE, 0)
    receipt = count.receipt()
    assert (receipt.rows, receipt.kept, receipt.note) == (10, 6, "One. Two.")
    assert list(receipt.left_out.items()) == [(LeftOut.NO_TITLE, 1), (LeftOut.DUPLICATE, 3)]

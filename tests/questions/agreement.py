"""Whether what was computed is what the slow reference says."""

from __future__ import annotations

from hypothesis import event

from bot.questions.execution.computed import Computed, Refused
from tests.questions.reference_executor import Answer


def near(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right))


def assert_agrees(found: Computed | Refused, wanted: Answer | None) -> None:
    """Both refuse, or both say the same of every group."""
    if wanted is None or isinstance(found, Refused):
        event("refused")
        assert wanted is None
        assert isinstance(found, Refused)
        assert found.sentence
        return
    event(f"{'known' if any(row.value is not None for row in found.rows) else 'nothing'}")
    assert found.op == wanted.op
    assert [row.key for row in found.rows] == [row[0] for row in wanted.rows]
    assert [row.n for row in found.rows] == [row[2] for row in wanted.rows]
    assert [row.rank for row in found.rows] == [row[3] for row in wanted.rows]
    for row, (key, value, _, _, before) in zip(found.rows, wanted.rows, strict=True):
        assert near(row.value, value), (key, row.value, value)
        assert near(row.before, before), (key, row.before, before)
        assert row.value is None or row.value == row.value
    assert found.left_out == tuple(sorted(wanted.left_out))
    assert found.late == tuple(sorted(wanted.late))

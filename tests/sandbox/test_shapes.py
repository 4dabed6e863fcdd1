from __future__ import annotations

import pytest

from bot.sandbox.problems import BodyFaults
from bot.sandbox.shapes import Among, ByType, Flag, Form, Many, Number, Snowflake, Text, Whole


def codes(shape, value) -> list[str]:
    """The codes of every fault, in order of place."""
    faults = BodyFaults()
    shape.check(value, (), faults)
    found: list[str] = []

    def collect(node):
        for key, inner in node.items():
            if key == "_errors":
                found.extend(fault["code"] for fault in inner)
            else:
                collect(inner)

    collect(faults.tree)
    return found


@pytest.mark.parametrize(
    ("shape", "fits", "does_not"),
    [
        (Text(1, 3), "abc", "abcd"),
        (Text(), "", 5),
        (Whole(0, 9), 9, 10),
        (Whole(0), 0, -1),
        (Whole(), 1, True),
        (Whole(), 1, 1.5),
        (Number(), 1.5, "1.5"),
        (Flag(), False, 0),
        (Snowflake(), "123", "12a"),
        (Snowflake(), 123, 1.5),
        (Among((1, 2)), 2, 3),
        (Many(Whole(), 1, 2), [1, 2], []),
        (Many(Whole()), [], {}),
        (Form({"a": Whole()}), {"a": 1}, {}),
        (Form({}, {"a": Whole()}), {"a": None}, {"a": "x"}),
        (Form({}, {}), {}, {"a": 1}),
        (ByType({1: Form({"type": Whole()})}), {"type": 1}, {"type": 2}),
        (ByType({1: Form({"type": Whole()})}), {"type": 1}, "x"),
    ],
)
def test_a_shape_takes_what_fits_and_refuses_what_does_not(shape, fits, does_not):
    assert codes(shape, fits) == []
    assert len(codes(shape, does_not)) == 1


def test_a_fault_is_noted_at_its_place():
    faults = BodyFaults()
    Form({"rows": Many(Form({"n": Whole()}))}).check({"rows": [{"n": 1}, {"n": "x"}]}, (), faults)
    assert faults.tree["rows"]["1"]["n"]["_errors"][0]["code"] == "NUMBER_TYPE_COERCE"


def test_a_required_field_is_not_null():
    assert codes(Form({"a": Whole()}), {"a": None}) == ["BASE_TYPE_REQUIRED"]

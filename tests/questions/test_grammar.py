from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from bot.model.questions import Plan, plan_schema
from tests.questions.reference import held_out

REFUSED_BY_STRICT_MODES = {
    "oneOf", "allOf", "not", "if", "then", "else", "prefixItems", "patternProperties", "dependentSchemas", "default",
    "minLength", "maxLength", "uniqueItems", "contains", "unevaluatedProperties", "propertyNames",
}  # fmt: skip


def objects(node: Any):
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)
    elif isinstance(node, list):
        for value in node:
            yield from objects(value)


def keywords(node: Any, *, names: bool = False):
    """Every keyword of a schema; under "properties" and "$defs" stand names."""
    if isinstance(node, dict):
        for key, value in node.items():
            if not names:
                yield key
            yield from keywords(value, names=not names and key in ("properties", "$defs"))
    elif isinstance(node, list):
        for value in node:
            yield from keywords(value)


def test_the_schema_has_nothing_that_strict_modes_refuse():
    schema = plan_schema()
    assert schema["type"] == "object"
    assert not REFUSED_BY_STRICT_MODES & set(keywords(schema))
    found = list(objects(schema))
    assert len(found) == 4  # the plan, its filters, its window, its sides
    for each in found:
        assert each["additionalProperties"] is False
        assert sorted(each["required"]) == sorted(each["properties"])


def test_a_reference_stands_alone_as_strict_modes_want_it():
    def check(node: Any) -> None:
        if isinstance(node, dict):
            if "$ref" in node:
                assert set(node) == {"$ref"}
            for value in node.values():
                check(value)
        elif isinstance(node, list):
            for value in node:
                check(value)

    check(plan_schema())


def test_whatever_the_schema_lets_through_reads_back_as_the_same_plan():
    validator = jsonschema.Draft202012Validator(plan_schema())
    for asked in held_out():
        for plan in asked.plans:
            whole = plan.model_dump(mode="json")
            validator.validate(whole)
            assert Plan.model_validate(whole) == plan == Plan.model_validate(plan.compact())


@pytest.mark.parametrize(
    "plan",
    [
        {"op": "none"},
        {"op": "none", "reason": "help", "metric": "plays"},
        {"op": "rank", "metric": "plays"},
        {"op": "rank", "by": "member"},
        {"op": "value", "metric": "plays", "reason": "help"},
        {"op": "value", "metric": "change"},
        {"op": "value", "metric": "plays", "of": "hours"},
        {"op": "trend", "metric": "plays", "by": "artist"},
        {"op": "compare", "metric": "plays", "sides": [{}]},
        {"op": "rank", "metric": "taste_overlap", "by": "member"},
        {"op": "value", "metric": "plays", "limit": 26},
        {"op": "value", "metric": "plays", "code": "print()"},
        {"op": "value", "metric": "plays", "members": [""]},
        {"op": "value", "metric": "plays", "filters": {"artist": ["x" * 101]}},
        {"op": "value", "metric": "plays", "filters": {"hours": [3, 3]}},
        {"op": "value", "metric": "plays", "filters": {"hours": [24, 3]}},
        {"op": "value", "metric": "plays", "filters": {"hours": [1, 2, 3]}},
        {"op": "value", "metric": "plays", "window": {"kind": "last_days"}},
        {"op": "value", "metric": "plays", "window": {"kind": "all", "n": 3}},
        {"op": "value", "metric": "plays", "window": {"kind": "between", "start": "2024-02-02", "end": "2024-02-01"}},
    ],
)
def test_what_is_no_plan_is_refused(plan):
    with pytest.raises(ValidationError):
        Plan.model_validate(plan)

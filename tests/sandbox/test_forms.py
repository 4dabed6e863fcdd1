from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.actions import Refused, SentFile
from bot.sandbox.forms import answer, check_form

CHOICES = [{"label": "A", "value": "a"}, {"label": "B", "value": "b", "default": True}]
FILE = SentFile("terms.txt", b"x")


def form(kind: int, **more: Any) -> dict[str, Any]:
    field = {"type": kind, "id": 2, "custom_id": "f", **more}
    return {"title": "A form", "components": [{"type": 18, "id": 1, "label": "Field", "component": field}]}


@pytest.mark.parametrize(
    ("field", "given", "files"),
    [
        (form(4), "word", 0),
        (form(4, required=False, min_length=3), None, 0),
        (form(4, value="already there"), None, 0),
        (form(3, options=CHOICES), ["a"], 0),
        (form(3, options=CHOICES), None, 0),  # B is chosen beforehand
        (form(3, options=CHOICES[:1], required=False, min_values=0), [], 0),
        (form(21, options=CHOICES), "a", 0),
        (form(22, options=CHOICES, max_values=2), ["a", "b"], 0),
        (form(23), None, 0),
        (form(19, min_values=1, max_values=2), None, 2),
        (form(19, required=False), None, 0),
    ],
)
def test_a_form_that_may_be_sent(field, given, files):
    check_form(field, {} if given is None else {"f": given}, {"f": [FILE] * files} if files else {})


@pytest.mark.parametrize(
    ("field", "given", "files", "why"),
    [
        (form(4), None, 0, "Field: This field is required"),
        (form(4, min_length=3), "no", 0, "between 3 and 4000"),
        (form(4, max_length=3), "four", 0, "between 0 and 3"),
        (form(3, options=CHOICES[:1]), None, 0, "required"),
        (form(3, options=CHOICES), ["c"], 0, "not one of its choices"),
        (form(3, options=CHOICES), ["a", "b"], 0, "At most 1 choice"),
        (form(22, options=CHOICES, min_values=2, max_values=2), ["a"], 0, "at least 2"),
        (form(19), None, 0, "required"),
        (form(19), None, 2, "At most 1 file"),
        (form(4), "word", 1, "takes no file"),
    ],
)
def test_a_form_that_may_not_be_sent(field, given, files, why):
    with pytest.raises(Refused, match=why):
        check_form(field, {} if given is None else {"f": given}, {"f": [FILE] * files} if files else {})


def test_a_field_that_is_not_there_is_refused():
    with pytest.raises(Refused, match="no field “g”"):
        check_form(form(4), {"f": "x", "g": "y"}, {})


@pytest.mark.parametrize(
    ("field", "given", "sent"),
    [
        ({"type": 4}, "word", {"value": "word"}),
        ({"type": 4, "value": "kept"}, None, {"value": "kept"}),
        ({"type": 3, "options": CHOICES}, None, {"values": ["b"]}),
        ({"type": 5}, ["1", "2"], {"values": ["1", "2"]}),
        ({"type": 21, "options": CHOICES[:1]}, None, {"value": None}),
        ({"type": 21, "options": CHOICES}, "a", {"value": "a"}),
        ({"type": 22, "options": CHOICES}, [], {"values": []}),
        ({"type": 23}, True, {"value": True}),
        ({"type": 23, "default": True}, None, {"value": True}),
        ({"type": 19}, None, {"values": ["7"]}),
    ],
)
def test_a_field_is_sent_as_discord_sends_it(field, given, sent):
    asked = {"id": 2, "custom_id": "f", **field}
    files = [7] if field["type"] == 19 else []
    assert answer(asked, given, files) == {"type": field["type"], "id": 2, "custom_id": "f", **sent}

"""Messages, modals and suggestions that Discord would refuse, each with the place and code of its fault."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox import rules
from bot.sandbox.problems import Problem

V2 = 1 << 15


def text(content: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": 10, "content": content, **more}


def button(label: str = "Go", custom_id: str = "go", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id, **more}


def row(*children: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(children)}


def select(custom_id: str = "s", count: int = 1, **more: Any) -> dict[str, Any]:
    options = [{"label": str(n), "value": str(n)} for n in range(count)]
    return {"type": 3, "custom_id": custom_id, "options": options, **more}


def gallery(*urls: str) -> dict[str, Any]:
    return {"type": 12, "items": [{"media": {"url": url}} for url in urls]}


def field(component: dict[str, Any], label: str = "A field") -> dict[str, Any]:
    return {"type": 18, "label": label, "component": component}


def text_input(custom_id: str = "t", **more: Any) -> dict[str, Any]:
    return {"type": 4, "style": 1, "custom_id": custom_id, **more}


def modal(*components: dict[str, Any], title: str = "A form") -> dict[str, Any]:
    return {"custom_id": "m", "title": title, "components": list(components)}


def check(body: dict[str, Any], files: tuple[str, ...] = ()) -> None:
    rules.check_message(body, files, [], rules.has_v2(body.get("flags")))


def faults(body: dict[str, Any], *place: str | int) -> list[str]:
    """The codes of the faults that a message is refused with at a place."""
    with pytest.raises(Problem) as refused:
        check(body)
    assert (refused.value.status, refused.value.code) == (400, 50035)
    return _codes(refused.value, *place)


def _codes(problem: Problem, *place: str | int) -> list[str]:
    node = problem.errors
    for step in place:
        node = node[str(step)]
    return [fault["code"] for fault in node["_errors"]]


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000},
        {"embeds": [{"title": "x", "fields": [{"name": "a", "value": "b"}]}]},
        {"components": [row(button(), button(custom_id="2")), row(select("3", 25))]},
        {"flags": V2, "components": [{"type": 17, "components": [text("x" * 4000), row(button())]}]},
        {"flags": V2, "components": [{"type": 9, "components": [text()], "accessory": button()}, {"type": 14}]},
        {"flags": V2, "components": [gallery("https://a.example/b.png")]},
        {"flags": V2, "content": None, "embeds": [], "components": [text()]},
        {"components": [row({"type": 2, "style": 5, "label": "Site", "url": "https://a.example"})]},
        {"content": "x", "attachments": [{"id": 1191168914231394304, "filename": "kept.png", "size": 3}]},
    ],
)
def test_what_discord_takes_is_taken(body):
    check(body)


def test_a_card_may_hold_forty_components_counted_through_nesting():
    within = {"type": 17, "components": [row(button(custom_id=str(n))) for n in range(19)] + [text()]}
    check({"flags": V2, "components": [within]})
    one_more = {"type": 17, "components": [*within["components"], text()]}
    assert faults({"flags": V2, "components": [one_more]}, "components") == ["COMPONENT_MAX_TOTAL_COMPONENTS"]


def test_an_accessory_counts_as_a_component():
    sections = [{"type": 9, "components": [text()], "accessory": button(custom_id=str(n))} for n in range(14)]
    assert faults({"flags": V2, "components": sections}, "components") == ["COMPONENT_MAX_TOTAL_COMPONENTS"]


def test_all_text_of_a_card_together_may_have_four_thousand_characters():
    body = {"flags": V2, "components": [text("x" * 2000), text("y" * 2001)]}
    assert faults(body, "components") == ["COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"]


@pytest.mark.parametrize("old", [{"content": "x"}, {"embeds": [{"title": "x"}]}, {"poll": {"question": {}}}])
def test_the_components_flag_excludes_what_came_before_it(old):
    (name,) = old
    body = {"flags": V2, "components": [text()], **old}
    assert faults(body, name) == ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"]


def test_new_components_need_the_flag():
    assert faults({"components": [text()]}, "components", 0) == ["UNION_TYPE_CHOICES"]


def test_a_button_outside_a_row_is_refused_also_with_the_flag():
    assert faults({"flags": V2, "components": [button()]}, "components", 0) == ["UNION_TYPE_CHOICES"]


def test_a_custom_id_may_occur_once():
    body = {"components": [row(button()), row(button())]}
    place = ("components", 1, "components", 0, "custom_id")
    assert faults(body, *place) == ["COMPONENT_CUSTOM_ID_DUPLICATED"]


def test_a_custom_id_has_a_hundred_characters_at_most():
    body = {"components": [row(button(custom_id="x" * 101))]}
    assert faults(body, "components", 0, "components", 0, "custom_id") == ["BASE_TYPE_BAD_LENGTH"]


def test_an_id_may_occur_once_and_zero_is_none():
    check({"flags": V2, "components": [text(id=0), text(id=0)]})
    assert faults({"flags": V2, "components": [text(id=7), text(id=7)]}, "components", 1, "id") == [
        "COMPONENT_ID_DUPLICATED"
    ]


def test_a_row_holds_five_buttons_or_one_menu():
    six = row(*(button(custom_id=str(n)) for n in range(6)))
    assert faults({"components": [six]}, "components", 0, "components") == ["BASE_TYPE_BAD_LENGTH"]
    both = row(button(), select())
    assert faults({"components": [both]}, "components", 0, "components") == ["COMPONENT_LAYOUT_WIDTH_EXCEEDED"]


def test_six_rows_are_too_many_without_the_flag():
    rows = [row(button(custom_id=str(n))) for n in range(6)]
    assert faults({"components": rows}, "components") == ["BASE_TYPE_MAX_LENGTH"]


@pytest.mark.parametrize(
    ("wrong", "place", "code"),
    [
        ({"custom_id": ""}, ("custom_id",), "BASE_TYPE_BAD_LENGTH"),
        ({"custom_id": None}, ("custom_id",), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"),
        ({"style": 5}, ("url",), "BUTTON_COMPONENT_URL_REQUIRED"),
        ({"url": "https://a.example"}, ("url",), "BUTTON_COMPONENT_URL_NOT_ALLOWED"),
        ({"label": None}, (), "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED"),
        ({"label": "x" * 81}, ("label",), "BASE_TYPE_MAX_LENGTH"),
        ({"colour": "red"}, ("colour",), "UNKNOWN_FIELD"),
        ({"disabled": 1}, ("disabled",), "BOOLEAN_TYPE_CONVERT"),
    ],
)
def test_a_button_that_discord_refuses(wrong, place, code):
    assert code in faults({"components": [row(button(**wrong))]}, "components", 0, "components", 0, *place)


@pytest.mark.parametrize(
    ("wrong", "name", "code"),
    [
        ({"count": 26}, "options", "BASE_TYPE_BAD_LENGTH"),
        ({"count": 0}, "options", "BASE_TYPE_BAD_LENGTH"),
        ({"count": 2, "max_values": 3}, "max_values", "SELECT_COMPONENT_MAX_VALUES"),
        ({"count": 3, "min_values": 2, "max_values": 1}, "min_values", "SELECT_COMPONENT_MIN_VALUES"),
        ({"placeholder": "x" * 151}, "placeholder", "BASE_TYPE_MAX_LENGTH"),
    ],
)
def test_a_menu_that_discord_refuses(wrong, name, code):
    assert faults({"components": [row(select(**wrong))]}, "components", 0, "components", 0, name) == [code]


def test_options_of_a_menu_differ():
    twice = select(count=1)
    twice["options"] *= 2
    place = ("components", 0, "components", 0, "options")
    assert faults({"components": [row(twice)]}, *place) == ["SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"]


def test_a_gallery_holds_one_to_ten_pictures():
    place = ("components", 0, "items")
    assert faults({"flags": V2, "components": [gallery()]}, *place) == ["BASE_TYPE_BAD_LENGTH"]
    eleven = gallery(*["https://a.example/b.png"] * 11)
    assert faults({"flags": V2, "components": [eleven]}, *place) == ["BASE_TYPE_BAD_LENGTH"]


def test_a_picture_names_a_file_of_the_message():
    body = {"flags": V2, "components": [gallery("attachment://chart.png")]}
    check(body, files=("chart.png",))
    place = ("components", 0, "items", 0, "media", "url")
    assert faults(body, *place) == ["UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"]


def test_a_picture_is_fetched_by_http_only():
    body = {"flags": V2, "components": [gallery("file:///etc/passwd")]}
    assert faults(body, "components", 0, "items", 0, "media", "url") == ["URL_TYPE_INVALID_SCHEME"]


def test_a_file_component_shows_an_own_file_only():
    body = {"flags": V2, "components": [{"type": 13, "file": {"url": "https://a.example/b.zip"}}]}
    assert faults(body, "components", 0, "file", "url") == ["URL_TYPE_INVALID_SCHEME"]


def test_an_embed_names_a_file_of_the_message():
    body = {"embeds": [{"image": {"url": "attachment://chart.png"}}]}
    check(body, files=("chart.png",))
    assert faults(body, "embeds", 0, "image", "url") == ["EMBED_ATTACHMENT_NOT_FOUND"]


def test_embeds_have_six_thousand_characters_together():
    body = {"embeds": [{"description": "x" * 3001}, {"description": "x" * 3000}]}
    assert faults(body, "embeds") == ["MAX_EMBED_SIZE_EXCEEDED"]


def test_content_has_two_thousand_characters():
    assert faults({"content": "x" * 2001}, "content") == ["BASE_TYPE_MAX_LENGTH"]


def test_a_description_without_its_file_is_refused():
    assert faults({"content": "x", "attachments": [{"id": 0}]}, "attachments", 0) == ["ATTACHMENT_NOT_FOUND"]


def test_a_field_that_discord_does_not_know_is_refused():
    assert faults({"content": "x", "ephemeral": True}, "ephemeral") == ["UNKNOWN_FIELD"]


def test_one_answer_names_all_faults():
    body = {"components": [row(button(label="x" * 81), button(custom_id="x" * 101))]}
    with pytest.raises(Problem) as refused:
        check(body)
    assert set(refused.value.errors["components"]["0"]["components"]) == {"0", "1"}


def modal_faults(body: dict[str, Any], *place: str | int) -> list[str]:
    with pytest.raises(Problem) as refused:
        rules.check_modal(body)
    return _codes(refused.value, "data", *place)


def test_a_modal_with_every_kind_of_field_is_taken():
    options = [{"label": "a", "value": "a"}, {"label": "b", "value": "b"}]
    kinds = [
        {"type": 19, "custom_id": "files", "max_values": 10},
        {"type": 21, "custom_id": "one", "options": options},
        {"type": 22, "custom_id": "some", "options": options, "min_values": 0, "max_values": 2},
        {"type": 23, "custom_id": "tick"},
        {"type": 5, "custom_id": "who"},
    ]
    rules.check_modal(modal(*(field(kind) for kind in kinds)))
    rules.check_modal(modal(row(text_input(label="Old")), field(text_input("new")), text("read this")))


def test_a_modal_has_one_to_five_parts():
    six = [field(text_input(str(n))) for n in range(6)]
    assert modal_faults(modal(*six), "components") == ["BASE_TYPE_BAD_LENGTH"]
    assert modal_faults(modal(), "components") == ["BASE_TYPE_BAD_LENGTH"]


def test_a_label_and_a_title_have_forty_five_characters():
    assert modal_faults(modal(field(text_input(), "x" * 46)), "components", 0, "label") == ["BASE_TYPE_BAD_LENGTH"]
    assert modal_faults(modal(field(text_input()), title="x" * 46), "title") == ["BASE_TYPE_BAD_LENGTH"]


def test_a_button_has_no_place_in_a_modal():
    assert modal_faults(modal(row(button())), "components", 0, "components", 0) == ["UNION_TYPE_CHOICES"]


def test_fields_of_a_modal_have_different_ids():
    twice = modal(field(text_input()), field(text_input()))
    place = ("components", 1, "component", "custom_id")
    assert modal_faults(twice, *place) == ["COMPONENT_CUSTOM_ID_DUPLICATED"]


def test_a_modal_takes_ten_files_at_most():
    eleven = modal(field({"type": 19, "custom_id": "f", "max_values": 11}))
    assert modal_faults(eleven, "components", 0, "component", "max_values") == ["NUMBER_TYPE_MAX"]


def test_a_text_field_needs_room_for_its_least():
    narrow = modal(field(text_input(min_length=5, max_length=4)))
    assert modal_faults(narrow, "components", 0, "component", "min_length") == ["TEXT_INPUT_MIN_LENGTH"]


def test_twenty_five_suggestions_are_the_most():
    choices = [{"name": str(n), "value": str(n)} for n in range(26)]
    rules.check_choices({"choices": choices[:25]}, option_type=3)
    with pytest.raises(Problem) as refused:
        rules.check_choices({"choices": choices}, option_type=3)
    assert _codes(refused.value, "data", "choices") == ["BASE_TYPE_MAX_LENGTH"]


def test_suggestions_for_a_number_are_numbers():
    with pytest.raises(Problem) as refused:
        rules.check_choices({"choices": [{"name": "one", "value": "1"}]}, option_type=4)
    assert _codes(refused.value, "data", "choices", 0, "value") == ["NUMBER_TYPE_COERCE"]


def test_a_request_has_25_mebibytes_at_most():
    rules.check_size(25 * 1024 * 1024)
    with pytest.raises(Problem) as refused:
        rules.check_size(25 * 1024 * 1024 + 1)
    assert (refused.value.status, refused.value.code) == (413, 40005)

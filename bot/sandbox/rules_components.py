"""What Discord demands of components, in messages and in modals.

Source:
    Discord's documentation, "Component Reference"; its OpenAPI description for lengths and counts. Faults that the
    description cannot express (nesting, totals, duplicates) are `check_*` functions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from bot.sandbox.problems import BodyFaults, Json
from bot.sandbox.shapes import Among, Anything, ByType, Flag, Form, Many, Path, Shape, Snowflake, Text, Whole

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23

SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
ENTITY_SELECTS = (USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
LINK, PREMIUM = 5, 6
"""Button styles without a custom_id."""

MAX_COMPONENTS, MAX_TEXT, MAX_ROW_WIDTH = 40, 4000, 5

_ID = {"id": Whole(0)}
_TYPE = {"type": Whole()}
_CUSTOM_ID = Text(1, 100)
_EMOJI = Form({"name": Text(0, 32)}, {"id": Snowflake(), "animated": Flag()})
_MEDIA = Form({"url": Text(1, 2048)})
_OPTION = Form(
    {"label": Text(1, 100), "value": Text(1, 100)},
    {"description": Text(0, 100), "default": Flag(), "emoji": _EMOJI},
)
_SELECT: dict[str, Shape] = {
    **_ID,
    "placeholder": Text(0, 150),
    "min_values": Whole(0, 25),
    "max_values": Whole(1, 25),
    "disabled": Flag(),
    "required": Flag(),
}
_DEFAULTS = Many(Form({"id": Snowflake(), "type": Among(("user", "role", "channel"))}), 0, 25)
_STRING_SELECT = Form(
    {**_TYPE, "custom_id": _CUSTOM_ID, "options": Many(_OPTION, 1, 25)},
    _SELECT,
)
_ENTITY_SELECT = Form({**_TYPE, "custom_id": _CUSTOM_ID}, {**_SELECT, "default_values": _DEFAULTS})
_CHANNEL_SELECT = Form(
    {**_TYPE, "custom_id": _CUSTOM_ID},
    {**_SELECT, "default_values": _DEFAULTS, "channel_types": Many(Whole())},
)
_BUTTON = Form(
    {**_TYPE, "style": Whole(1, 6)},
    {
        **_ID,
        "custom_id": _CUSTOM_ID,
        "label": Text(0, 80),
        "disabled": Flag(),
        "url": Text(1, 512),
        "sku_id": Snowflake(),
        "emoji": _EMOJI,
    },
)
_SELECT_FORMS: dict[int, Shape] = {
    STRING_SELECT: _STRING_SELECT,
    USER_SELECT: _ENTITY_SELECT,
    ROLE_SELECT: _ENTITY_SELECT,
    MENTIONABLE_SELECT: _ENTITY_SELECT,
    CHANNEL_SELECT: _CHANNEL_SELECT,
}
_ACTION_ROW = Form(
    {**_TYPE, "components": Many(ByType({BUTTON: _BUTTON, **_SELECT_FORMS}), 1, 5)},
    _ID,
)
_TEXT = Form({**_TYPE, "content": Text(1, MAX_TEXT)}, _ID)
_THUMBNAIL = Form({**_TYPE, "media": _MEDIA}, {**_ID, "description": Text(1, 1024), "spoiler": Flag()})
_GALLERY_ITEM = Form({"media": _MEDIA}, {"description": Text(1, 1024), "spoiler": Flag()})

_IN_CONTAINER: dict[int, Shape] = {
    ROW: _ACTION_ROW,
    SECTION: Form(
        {
            **_TYPE,
            "components": Many(ByType({TEXT: _TEXT}), 1, 3),
            "accessory": ByType({BUTTON: _BUTTON, THUMBNAIL: _THUMBNAIL}),
        },
        _ID,
    ),
    TEXT: _TEXT,
    GALLERY: Form({**_TYPE, "items": Many(_GALLERY_ITEM, 1, 10)}, _ID),
    FILE: Form({**_TYPE, "file": _MEDIA}, {**_ID, "spoiler": Flag()}),
    SEPARATOR: Form(_TYPE, {**_ID, "divider": Flag(), "spacing": Whole(1, 2)}),
}
_CONTAINER = Form(
    {**_TYPE, "components": Many(ByType(_IN_CONTAINER), 1, MAX_COMPONENTS)},
    {**_ID, "accent_color": Whole(0, 0xFFFFFF), "spoiler": Flag()},
)
V2_COMPONENTS = Many(ByType({**_IN_CONTAINER, CONTAINER: _CONTAINER}), 0, MAX_COMPONENTS)
LEGACY_COMPONENTS = Many(ByType({ROW: _ACTION_ROW}), 0, 5)

_TEXT_INPUT = Form(
    {**_TYPE, "custom_id": _CUSTOM_ID, "style": Whole(1, 2)},
    {
        **_ID,
        "label": Text(1, 45),
        "value": Text(0, 4000),
        "placeholder": Text(0, 100),
        "required": Flag(),
        "min_length": Whole(0, 4000),
        "max_length": Whole(1, 4000),
    },
)
_CHOICE = Form({"label": Text(1, 100), "value": Text(1, 100)}, {"description": Text(0, 100), "default": Flag()})
_COUNTED: dict[str, Shape] = {**_ID, "min_values": Whole(0, 10), "max_values": Whole(1, 10), "required": Flag()}
_IN_LABEL: dict[int, Shape] = {
    **_SELECT_FORMS,
    TEXT_INPUT: _TEXT_INPUT,
    FILE_UPLOAD: Form({**_TYPE, "custom_id": _CUSTOM_ID}, _COUNTED),
    RADIO_GROUP: Form({**_TYPE, "custom_id": _CUSTOM_ID, "options": Many(_CHOICE, 2, 10)}, {**_ID, "required": Flag()}),
    CHECKBOX_GROUP: Form({**_TYPE, "custom_id": _CUSTOM_ID, "options": Many(_CHOICE, 1, 10)}, _COUNTED),
    CHECKBOX: Form({**_TYPE, "custom_id": _CUSTOM_ID}, {**_ID, "default": Flag()}),
}
MODAL = Form(
    {
        "custom_id": _CUSTOM_ID,
        "title": Text(1, 45),
        "components": Many(
            ByType(
                {
                    ROW: Form({**_TYPE, "components": Many(ByType({TEXT_INPUT: _TEXT_INPUT}), 1, 1)}, _ID),
                    LABEL: Form(
                        {**_TYPE, "label": Text(1, 45), "component": ByType(_IN_LABEL)},
                        {**_ID, "description": Text(1, 100)},
                    ),
                    TEXT: _TEXT,
                }
            ),
            1,
            5,
        ),
    },
    {"flags": Anything()},
)


def walk(components: Json, at: Path = ()) -> Iterator[tuple[dict[str, Any], Path]]:
    """Every component with its place, outer before inner, in reading order. Accessories and labelled ones count too."""
    for index, component in enumerate(components or []):
        if isinstance(component, dict):
            yield from _with_inner(component, (*at, index))


def _with_inner(component: dict[str, Any], at: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    yield component, at
    if isinstance(component.get("components"), list):
        yield from walk(component["components"], (*at, "components"))
    for name in ("accessory", "component"):
        if isinstance(component.get(name), dict):
            yield from _with_inner(component[name], (*at, name))


def media_of(component: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Path]]:
    """The media objects of one component (not of those inside it), each with its place within the component."""
    for name in ("media", "file"):
        if isinstance(component.get(name), dict):
            yield component[name], (name,)
    if component.get("type") == GALLERY:
        for index, item in enumerate(component.get("items") or []):
            if isinstance(item, dict) and isinstance(item.get("media"), dict):
                yield item["media"], ("items", index, "media")


def check_whole(components: list[Any], v2: bool, files: Collection[str], at: Path, faults: BodyFaults) -> None:
    """What concerns the components of a message together.

    Args:
        components: as in the body.
        v2: whether the message has the Components V2 flag.
        files: names that `attachment://` may refer to.
        at: where the components are in the body.
        faults: where to note what is wrong.
    """
    everything = list(walk(components, at))
    check_custom_ids(everything, faults)
    for component, place in everything:
        if component.get("type") == ROW:
            _check_row(component, place, faults)
        elif component.get("type") == BUTTON:
            _check_button(component, place, faults)
        if component.get("type") in SELECTS:
            _check_bounds(component, place, faults)
        for media, inner in media_of(component):
            _check_media(media, component["type"], files, (*place, *inner), faults)
    if v2 and len(everything) > MAX_COMPONENTS:
        faults.add(at, "COMPONENT_MAX_TOTAL_COMPONENTS", f"A message may hold {MAX_COMPONENTS} components in all.")
    text = sum(len(c["content"]) for c, _ in everything if c.get("type") == TEXT and isinstance(c.get("content"), str))
    if v2 and text > MAX_TEXT:
        message = f"Components displayable text size exceeds maximum size of {MAX_TEXT}"
        faults.add(at, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)


def check_custom_ids(everything: list[tuple[dict[str, Any], Path]], faults: BodyFaults) -> None:
    """Each `custom_id`, and each explicit `id` but 0, at most once."""
    seen: set[str] = set()
    ids: set[int] = set()
    for component, place in everything:
        custom_id = component.get("custom_id")
        if isinstance(custom_id, str):
            if custom_id in seen:
                message = "Component custom id cannot be duplicated"
                faults.add((*place, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
            seen.add(custom_id)
        number = component.get("id")
        if isinstance(number, int) and number:
            if number in ids:
                faults.add((*place, "id"), "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
            ids.add(number)


def check_fields(everything: list[tuple[dict[str, Any], Path]], faults: BodyFaults) -> None:
    """The bounds of each field of a modal."""
    for component, place in everything:
        if component.get("type") in (*SELECTS, FILE_UPLOAD, CHECKBOX_GROUP):
            _check_bounds(component, place, faults)
        if component.get("type") == TEXT_INPUT:
            least, most = component.get("min_length") or 0, component.get("max_length") or MAX_TEXT
            if isinstance(least, int) and isinstance(most, int) and least > most:
                faults.add((*place, "min_length"), "TEXT_INPUT_MIN_LENGTH", "min_length must not exceed max_length.")


def _check_row(row: dict[str, Any], at: Path, faults: BodyFaults) -> None:
    children = row.get("components")
    if isinstance(children, list):
        # A select is as wide as five buttons.
        width = sum(MAX_ROW_WIDTH if isinstance(c, dict) and c.get("type") in SELECTS else 1 for c in children)
        if width > MAX_ROW_WIDTH and len(children) <= MAX_ROW_WIDTH:
            message = "The specified component exceeds the maximum width"
            faults.add((*at, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message)


def _check_button(button: dict[str, Any], at: Path, faults: BodyFaults) -> None:
    style = button.get("style")
    if style == LINK:
        if not button.get("url"):
            faults.add((*at, "url"), "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
        if button.get("custom_id"):
            message = "A custom id and url cannot both be specified"
            faults.add((*at, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
    elif style != PREMIUM:
        if not button.get("custom_id"):
            faults.add((*at, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
        if button.get("url"):
            faults.add((*at, "url"), "BUTTON_COMPONENT_URL_NOT_ALLOWED", "Only link buttons have a url")
    if style != PREMIUM and not button.get("label") and not button.get("emoji"):
        faults.add(at, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A label or an emoji is required")


def _check_bounds(component: dict[str, Any], at: Path, faults: BodyFaults) -> None:
    least, most = component.get("min_values"), component.get("max_values")
    least, most = 1 if least is None else least, 1 if most is None else most
    if not isinstance(least, int) or not isinstance(most, int):
        return
    if least > most:
        faults.add((*at, "min_values"), "SELECT_COMPONENT_MIN_VALUES", "min_values must not exceed max_values.")
    options = component.get("options")
    if isinstance(options, list):
        if most > len(options):
            message = f"max_values must not exceed the number of options ({len(options)})."
            faults.add((*at, "max_values"), "SELECT_COMPONENT_MAX_VALUES", message)
        values = [option.get("value") for option in options if isinstance(option, dict)]
        if len(set(map(str, values))) < len(values):
            message = "The specified option value is already used"
            faults.add((*at, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)


def _check_media(media: dict[str, Any], kind: int, files: Collection[str], at: Path, faults: BodyFaults) -> None:
    url = media.get("url")
    if not isinstance(url, str):
        return
    scheme, _, name = url.partition("://")
    if scheme == "attachment":
        if name not in files:
            message = f"The message has no attachment named {name}."
            faults.add((*at, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", message)
    elif scheme not in ("http", "https") or kind == FILE:
        allowed = "('attachment',)" if kind == FILE else "('http', 'https', 'attachment')"
        faults.add((*at, "url"), "URL_TYPE_INVALID_SCHEME", f'Scheme "{scheme}" must be one of {allowed}.')

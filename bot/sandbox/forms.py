"""A modal as a member fills it in: what each field takes, and what is sent for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.sandbox import rules_components as kinds
from bot.sandbox.bodies import SentFile
from bot.sandbox.options import Refused
from bot.sandbox.problems import Json
from bot.sandbox.world import Payload

FieldValue = str | bool | Sequence[str]
"""A field as filled in: text, a tick, or the chosen values."""


def fields(modal: Payload) -> list[tuple[Payload, str]]:
    """Every field of a modal with its label, in order."""
    found: list[tuple[Payload, str]] = []
    for component in modal["components"]:
        if component["type"] == kinds.LABEL:
            found.append((component["component"], component["label"]))
        elif component["type"] == kinds.ROW:
            found += [(inner, inner.get("label") or "") for inner in component["components"]]
    return found


def check_form(
    modal: Payload,
    values: Mapping[str, FieldValue],
    files: Mapping[str, Sequence[SentFile]],
) -> None:
    """Refuse what Discord's client would not let a member submit.

    Raises:
        Refused: an unknown or required field, or one out of its bounds.
    """
    known = {field["custom_id"]: (field, label) for field, label in fields(modal)}
    for custom_id in [*values, *files]:
        if custom_id not in known:
            raise Refused(f"This form has no field “{custom_id}”.")
    for custom_id, (field, label) in known.items():
        if field["type"] == kinds.FILE_UPLOAD:
            _check_count(field, label, len(files.get(custom_id, ())), "file")
        elif custom_id in files:
            raise Refused(f"{label}: this field takes no file.")
        elif field["type"] == kinds.TEXT_INPUT:
            _check_text(field, label, values.get(custom_id, field.get("value") or ""))
        elif field["type"] != kinds.CHECKBOX:
            _check_choice(field, label, chosen(field, values.get(custom_id)))


def answer(field: Payload, value: FieldValue | None, attachment_ids: Sequence[int]) -> Payload:
    """One field as submitted."""
    base: Payload = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    if field["type"] == kinds.TEXT_INPUT:
        return base | {"value": str(value if value is not None else field.get("value") or "")}
    if field["type"] == kinds.CHECKBOX:
        return base | {"value": bool(value if value is not None else field.get("default"))}
    if field["type"] == kinds.FILE_UPLOAD:
        return base | {"values": [str(attachment_id) for attachment_id in attachment_ids]}
    picked = chosen(field, value)
    if field["type"] == kinds.RADIO_GROUP:
        return base | {"value": picked[0] if picked else None}
    return base | {"values": picked}


def chosen(field: Payload, value: FieldValue | None) -> list[str]:
    """The values that are chosen; what the bot chose beforehand where the member did nothing."""
    if value is None:
        defaults: Json = [*(o["value"] for o in field.get("options") or [] if o.get("default"))]
        return defaults or [str(d["id"]) for d in field.get("default_values") or []]
    return [value] if isinstance(value, str) else [str(v) for v in value] if not isinstance(value, bool) else []


def _check_text(field: Payload, label: str, value: FieldValue) -> None:
    text = str(value)
    required = field.get("required") is not False
    if not text:
        if required:
            raise Refused(f"{label}: This field is required.")
        return
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if not least <= len(text) <= most:
        raise Refused(f"{label}: Must be between {least} and {most} in length.")


def _check_choice(field: Payload, label: str, values: list[str]) -> None:
    options = field.get("options")
    if options is not None:
        allowed = [option["value"] for option in options]
        for value in values:
            if value not in allowed:
                raise Refused(f"{label}: “{value}” is not one of its choices.")
    _check_count(field, label, len(values), "choice")


def _check_count(field: Payload, label: str, count: int, noun: str) -> None:
    if not count and field.get("required") is False:
        return
    least = 1 if field.get("min_values") is None else field["min_values"]
    most = field.get("max_values") or 1
    if count < least or (not count and field.get("required") is not False and least):
        raise Refused(f"{label}: This field is required." if not count else f"{label}: Choose at least {least}.")
    if count > most:
        raise Refused(f"{label}: At most {most} {noun}{'s' if most > 1 else ''}.")

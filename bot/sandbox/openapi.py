"""Checks request bodies against Discord's own OpenAPI description, where a copy of it is given.

The description says `oneOf` where a `type` decides, which makes a validator answer "not valid under any of 7 schemas".
It is rewritten once: a union over `type` becomes an `if`/`then` for each, and a nullable becomes "if it is not null".
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from bot.sandbox.problems import BodyFaults, Json

_REF = "#/components/schemas/"
_CODES = {
    "required": "BASE_TYPE_REQUIRED",
    "maxLength": "BASE_TYPE_MAX_LENGTH",
    "minLength": "BASE_TYPE_MIN_LENGTH",
    "maxItems": "BASE_TYPE_MAX_LENGTH",
    "minItems": "BASE_TYPE_MIN_LENGTH",
    "maximum": "NUMBER_TYPE_MAX",
    "minimum": "NUMBER_TYPE_MIN",
    "enum": "BASE_TYPE_CHOICES",
    "pattern": "STRING_TYPE_REGEX",
    "type": "BASE_TYPE_BAD_TYPE",
}


class OpenApi:
    """Discord's description, ready to check with.

    Args:
        path: of the JSON file.

    Raises:
        ValueError: the file is no OpenAPI description of Discord.
    """

    def __init__(self, path: Path) -> None:
        document = json.loads(path.read_text(encoding="utf-8"))
        try:
            self._paths: Json = document["paths"]
            schemas: dict[str, Json] = document["components"]["schemas"]
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path} is no OpenAPI description of Discord") from error
        self._types = {name: _types_of(schema) for name, schema in schemas.items()}
        self._schemas = {name: self._rewritten(schema) for name, schema in schemas.items()}
        # discord.py numbers new attachments with integers, and Discord takes them.
        self._schemas["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}
        self._validators: dict[tuple[str, str], Draft202012Validator | None] = {}

    def check(self, method: str, path: str, body: Json) -> None:
        """Refuse a body that does not fit the description; routes without one take anything.

        Args:
            method: of HTTP.
            path: the route's template in the description.
            body: parsed.

        Raises:
            Problem: 50035.
        """
        key = method, path
        if key not in self._validators:
            self._validators[key] = self._validator(method, path)
        validator = self._validators[key]
        if validator is None:
            return
        faults = BodyFaults()
        for error in validator.iter_errors(body):
            _note(error, faults)
        faults.answer()

    def _validator(self, method: str, path: str) -> Draft202012Validator | None:
        operation = self._paths.get(path, {}).get(method.lower(), {})
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is None:
            return None
        if "anyOf" in schema and "webhook_token" in path:
            schema = schema["anyOf"][0]  # the others are the same message with fewer fields
        return Draft202012Validator({"components": {"schemas": self._schemas}, "allOf": [self._rewritten(schema)]})

    def _rewritten(self, schema: Json) -> Json:
        if isinstance(schema, list):
            return [self._rewritten(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        parts = schema.get("oneOf") or schema.get("anyOf")
        if not isinstance(parts, list):
            return {key: self._rewritten(value) for key, value in schema.items()}
        rest = {k: self._rewritten(v) for k, v in schema.items() if k not in ("oneOf", "anyOf")}
        real = [part for part in parts if part.get("type") != "null"]
        inner = self._union(real)
        if len(real) < len(parts):
            inner = {"if": {"not": {"type": "null"}}, "then": inner}
        return {**rest, "allOf": [*rest.get("allOf", []), inner]}

    def _union(self, parts: list[Json]) -> Json:
        if len(parts) == 1:
            return self._rewritten(parts[0])
        types = [self._types.get(part.get("$ref", "").removeprefix(_REF), ()) for part in parts]
        if not all(types):
            return {"anyOf": self._rewritten(parts)}
        every = sorted(kind for kinds in types for kind in kinds)
        cases = [
            {"if": {"properties": {"type": {"enum": list(kinds)}}, "required": ["type"]}, "then": part}
            for kinds, part in zip(types, parts, strict=True)
        ]
        known = {"type": "object", "required": ["type"], "properties": {"type": {"enum": every}}}
        return {"allOf": [known, *cases]}


def _types_of(schema: Json) -> tuple[int, ...]:
    kind: dict[str, Any] = schema.get("properties", {}).get("type", {})
    return tuple(kind.get("enum", ()))


def _note(error: ValidationError, faults: BodyFaults) -> None:
    if error.context:
        error = best_match(error.context) or error
    place = [*error.absolute_path]
    if error.validator == "required":
        needed: Json = error.validator_value
        found: Json = error.instance
        for name in set(needed) - set(found):
            faults.add([*place, name], "BASE_TYPE_REQUIRED", "This field is required")
        return
    faults.add(place, _CODES.get(str(error.validator), "BASE_TYPE_INVALID"), error.message[:300])

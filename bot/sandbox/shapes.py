"""A small language for saying what a JSON body must look like, and Discord's own words where it does not.

`rules_*.py` are tables in this language; the codes and sentences are those that Discord answers with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.sandbox.problems import BodyFaults, Json

Path = tuple[str | int, ...]


class Shape(Protocol):
    """Something that a value either has or not."""

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """Note in `faults` where `value`, found at `at`, does not fit."""


@dataclass(frozen=True, slots=True)
class Text:
    """A string of `least` to `most` characters (code points, as Discord counts)."""

    least: int = 0
    most: int | None = None
    pattern: re.Pattern[str] | None = None
    why: str = "String value did not match validation regex."

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if not isinstance(value, str):
            faults.add(at, "BASE_TYPE_BAD_TYPE", "Could not interpret value as string.")
            return
        _length(len(value), self.least, self.most, at, faults)
        if self.pattern and not self.pattern.fullmatch(value):
            faults.add(at, "STRING_TYPE_REGEX", self.why)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number in [least, most]."""

    least: int | None = None
    most: int | None = None

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if isinstance(value, bool) or not isinstance(value, int):
            faults.add(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        elif self.least is not None and value < self.least:
            faults.add(at, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {self.least}.")
        elif self.most is not None and value > self.most:
            faults.add(at, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {self.most}.")


@dataclass(frozen=True, slots=True)
class Number:
    """Any number."""

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            faults.add(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if not isinstance(value, bool):
            faults.add(at, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")


@dataclass(frozen=True, slots=True)
class Snowflake:
    """An id: digits, or (tolerated, as Discord does) a whole number."""

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if isinstance(value, bool) or not (isinstance(value, int) or (isinstance(value, str) and value.isdigit())):
            faults.add(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')


@dataclass(frozen=True, slots=True)
class Anything:
    """Whatever it is, it is not looked at here."""

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""


@dataclass(frozen=True, slots=True)
class Among:
    """One of a few values."""

    values: tuple[Any, ...]

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if value not in self.values:
            faults.add(at, "BASE_TYPE_CHOICES", f"Value must be one of {set(self.values)}.")


@dataclass(frozen=True, slots=True)
class Many:
    """A list of `least` to `most` values of one shape."""

    of: Shape
    least: int = 0
    most: int | None = None

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if not isinstance(value, list):
            faults.add(at, "BASE_TYPE_BAD_TYPE", "Only iterables may be used in a ListType")
            return
        _length(len(value), self.least, self.most, at, faults)
        for index, item in enumerate(value):
            self.of.check(item, (*at, index), faults)


@dataclass(frozen=True, slots=True)
class Form:
    """An object. Fields outside `must` and `may` are refused; those in `may` can be null."""

    must: Mapping[str, Shape]
    may: Mapping[str, Shape] = field(default_factory=dict)

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if not isinstance(value, dict):
            faults.add(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            return
        for name, shape in self.must.items():
            if name not in value or value[name] is None:
                faults.add((*at, name), "BASE_TYPE_REQUIRED", "This field is required")
            else:
                shape.check(value[name], (*at, name), faults)
        for name, given in value.items():
            if name in self.must:
                continue
            if name not in self.may:
                faults.add((*at, name), "UNKNOWN_FIELD", f'"{name}" is not a field of this object.')
            elif given is not None:
                self.may[name].check(given, (*at, name), faults)


@dataclass(frozen=True, slots=True)
class ByType:
    """An object whose whole-number `type` says which form it has."""

    forms: Mapping[int, Shape]

    def check(self, value: Json, at: Path, faults: BodyFaults) -> None:
        """See `Shape`."""
        if not isinstance(value, dict):
            faults.add(at, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
        elif value.get("type") not in self.forms:
            # Discord says so at the object, not at its `type`.
            allowed = ", ".join(str(kind) for kind in sorted(self.forms))
            faults.add(at, "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({allowed}).')
        else:
            self.forms[value["type"]].check(value, at, faults)


def _length(size: int, least: int, most: int | None, at: Path, faults: BodyFaults) -> None:
    if least and most is not None and not least <= size <= most:
        faults.add(at, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    elif size < least:
        faults.add(at, "BASE_TYPE_MIN_LENGTH", f"Must be {least} or more in length.")
    elif most is not None and size > most:
        faults.add(at, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

"""Discord's refusals: an HTTP status, a code of Discord's own, a sentence, and for a bad body the place of each fault.

Source:
    Discord's documentation, "Opcodes and Status Codes: JSON" and "Reference: Error Messages".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

Json: TypeAlias = Any
"""Whatever a JSON body held, before anything about it is known."""

Place = Sequence[str | int]
"""Where in a body: keys and indexes from the outside in."""


class Problem(Exception):
    """A request that Discord would refuse.

    Attributes:
        status: the HTTP status.
        code: Discord's own, 0 where it has none.
        errors: the nested tree of a 50035, or None.
        retry_after_s: for a 429.
    """

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        errors: dict[str, Any] | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.retry_after_s = retry_after_s
        super().__init__(f"{status} ({code}): {message}")

    def body(self) -> dict[str, Any]:
        """The JSON that Discord answers with."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        if self.retry_after_s is not None:
            body |= {"retry_after": self.retry_after_s, "global": False}
        return body


class BodyFaults:
    """Collects what is wrong with one body, so that one answer names all of it."""

    def __init__(self) -> None:
        self.tree: dict[str, Any] = {}

    def add(self, place: Place, code: str, message: str) -> None:
        """Note one fault at its place."""
        node = self.tree
        for step in place:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def answer(self) -> None:
        """Refuse the body if anything was noted.

        Raises:
            Problem: 50035 with every fault.
        """
        if self.tree:
            raise Problem(400, 50035, "Invalid Form Body", self.tree)


def invalid(place: Place, code: str, message: str) -> Problem:
    """A 50035 with a single fault."""
    faults = BodyFaults()
    faults.add(place, code, message)
    return Problem(400, 50035, "Invalid Form Body", faults.tree)


def not_found() -> Problem:
    """A path that does not exist."""
    return Problem(404, 0, "404: Not Found")


def unauthorized() -> Problem:
    """A missing or wrong token."""
    return Problem(401, 0, "401: Unauthorized")


def unknown(what: str) -> Problem:
    """Something that is not there, e.g. `unknown("Message")`."""
    return Problem(404, _UNKNOWN[what], f"Unknown {what}")


def missing_access() -> Problem:
    """The bot may not see this channel."""
    return Problem(403, 50001, "Missing Access")


def missing_permissions() -> Problem:
    """The bot sees the channel and may not do this in it."""
    return Problem(403, 50013, "Missing Permissions")


def already_acknowledged() -> Problem:
    """A second first answer to one interaction."""
    return Problem(400, 40060, "Interaction has already been acknowledged.")


def token_expired() -> Problem:
    """A follow-up more than fifteen minutes after the interaction."""
    return Problem(401, 50027, "Invalid Webhook Token")


def too_large() -> Problem:
    """A request over 25 MiB."""
    return Problem(413, 40005, "Request entity too large")


def old_edits(retry_after_s: float) -> Problem:
    """Too many edits of messages that are more than an hour old."""
    message = "Maximum number of edits to messages older than 1 hour reached. Try again later."
    return Problem(429, 30046, message, retry_after_s=retry_after_s)


_UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "Role": 10011,
    "User": 10013,
    "Webhook": 10015,
    "interaction": 10062,
    "application command": 10063,
}

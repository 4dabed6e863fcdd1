"""Where a language model is reached, and what was learned about how it wants to be spoken to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import urlsplit, urlunsplit

T = TypeVar("T")

OPENAI_BASE_URL = "https://api.openai.com/v1"

AnswerShape = Literal["json_schema", "json_object", "prompt"]
"""How JSON is asked for: by a schema, as any object, or in words alone."""

LADDER: tuple[AnswerShape, ...] = ("json_schema", "json_object", "prompt")
"""From what is checked most to what every service takes."""

LengthField = Literal["max_completion_tokens", "max_tokens"]
"""What bounds an answer; services disagree on the name."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at a service that speaks Chat Completions.

    Attributes:
        key: sent to that service alone; never shown, also not by `repr`.
        timeout_s: the longest that one question may take, retries and repair included.
    """

    key: str = field(repr=False)
    model: str
    base_url: str = OPENAI_BASE_URL
    timeout_s: float = 12.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "base_url", self.base_url.strip() or OPENAI_BASE_URL)

    @property
    def service(self) -> str:
        """The address, as members may see it: without a name and a password that an operator put into it."""
        try:
            parts = urlsplit(self.base_url)
        except ValueError:  # no address at all: every call ends with "client"
            return "nowhere"
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    @property
    def is_openai(self) -> bool:
        """Whether this is OpenAI's own service."""
        return self.base_url.rstrip("/") == OPENAI_BASE_URL


@dataclass(slots=True)
class Dialect:
    """How one model at one service wants to be asked; learned from its refusals, kept while the process lives."""

    shape: AnswerShape
    length_field: LengthField

    @classmethod
    def first_guess(cls, endpoint: Endpoint) -> Dialect:
        """By service: OpenAI's newer models refuse `max_tokens`; elsewhere the older name is the one understood.

        Ollama ignores the newer name without a word, so that nothing would bound its answer.
        """
        return cls("json_schema", "max_completion_tokens" if endpoint.is_openai else "max_tokens")


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is sent: standing instructions, and the material of this one question."""

    instructions: str
    material: str


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """What is expected back.

    Attributes:
        name: of the schema; letters, digits, underscores.
        schema: a JSON schema of an object, fit for strict modes.
        read: turns the decoded JSON into a result. Raises ValueError with a sentence that the model can act on; it is
            sent back once, so it must not hold anything that may not leave the process.
    """

    name: str
    schema: dict[str, Any]
    read: Callable[[object], T]

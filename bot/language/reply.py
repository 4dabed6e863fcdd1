"""From the bytes that a service sent to the JSON that a model meant, with a short code for every way it can fail."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from bot.errors import LanguageError

_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_LONE_END_OF_THINKING = re.compile(r"\A.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[\w-]*\s*\n?(.*?)(?:```|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reply:
    """What one completion said.

    Attributes:
        content: the model's text, as it was sent.
        tokens: as the service counted prompt and answer together, or None where it did not say.
    """

    content: str
    tokens: int | None


def decode(body: bytes) -> Any:  # noqa: ANN401 - a JSON border
    """The body as JSON.

    Raises:
        LanguageError: "bad_utf8" or "not_json" (an HTML page, cut bytes, nesting without end).
    """
    try:
        return json.loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        raise LanguageError("bad_utf8") from None
    except (ValueError, RecursionError):
        raise LanguageError("not_json") from None


def read_completion(answer: object) -> Reply:
    """The first choice's text.

    Raises:
        LanguageError: "error_body", "no_choices", "refusal", "content_filter", "cut" or "no_content".
    """
    if not isinstance(answer, dict) or answer.get("error"):
        raise LanguageError("error_body")
    choices = answer.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise LanguageError("no_choices")
    message = choices[0].get("message")
    if not isinstance(message, dict):
        raise LanguageError("no_choices")
    if message.get("refusal"):
        raise LanguageError("refusal")
    if choices[0].get("finish_reason") == "content_filter":
        raise LanguageError("content_filter")
    if choices[0].get("finish_reason") == "length":
        raise LanguageError("cut")
    content = message.get("content")
    if not isinstance(content, str) or not content.strip():
        raise LanguageError("no_content")
    return Reply(content, tokens_used(answer))


def tokens_used(answer: object) -> int | None:
    """`usage.total_tokens`, or None where it is absent or no count."""
    usage = answer.get("usage") if isinstance(answer, dict) else None
    total = usage.get("total_tokens") if isinstance(usage, dict) else None
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def find_object(content: str) -> object:
    """The JSON object in a model's text: thinking and fences are taken off, and prose around it is passed over.

    Raises:
        ValueError: there is none; the sentence is for the model.
    """
    text = _LONE_END_OF_THINKING.sub("", _THINKING.sub("", content))
    fenced = _FENCE.search(text)
    if fenced:
        text = fenced.group(1)
    start = text.find("{")
    if start < 0:
        raise ValueError("the answer was not a JSON object")
    try:
        found, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        raise ValueError("the answer was not valid JSON") from None
    return found

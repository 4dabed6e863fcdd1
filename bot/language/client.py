"""One question to a language model, within its deadline, its size and its budget."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from bot.errors import LanguageError
from bot.language.breaker import Breaker
from bot.language.budget import Account, Budget, DayBudget
from bot.language.endpoint import LADDER, Dialect, Endpoint, Form, LengthField, Prompt
from bot.language.reply import Reply, decode, find_object, read_completion, tokens_used

if TYPE_CHECKING:
    import openai
    from openai.types.chat import ChatCompletionMessageParam
    from openai.types.chat.completion_create_params import ResponseFormat

T = TypeVar("T")
log = logging.getLogger(__name__)

LONGEST_RETRY_AFTER_S = 5.0
RETRY_PAUSE_S = 0.25
DAILY_TOKENS = 500_000
"""The default cap of one process and day over all accounts."""

_TOKEN_LIMITS = re.compile(r"max_(?:completion_)?tokens")
_SHAPES = re.compile(r"response_format|json_schema|json_object|structured output|guided|grammar", re.IGNORECASE)


class _Refused(Exception):
    """A service said no to a request.

    Attributes:
        complaint: the service's own text; for matching alone, since it can echo part of the key.
        retry_after_s: how long it wants to be left alone, or None.
        charged: whether it may have done the work before it failed.
    """

    def __init__(
        self, kind: str, complaint: str = "", retry_after_s: float | None = None, *, charged: bool = False
    ) -> None:
        self.kind = kind
        self.complaint = complaint
        self.charged = charged
        self.retry_after_s = retry_after_s
        super().__init__(kind)


class LanguageModel:
    """A model behind one endpoint; shared by everything that asks it, so that budget and breaker see every call.

    Args:
        endpoint: an empty key is allowed, and then every question ends with "no_key".
        budget: where tokens are counted; a `DayBudget` of its own by default.
        daily_tokens: cap over all calls of this model in a day.
        clock: seconds that only go forward.
        pause: waits before a retry.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        budget: Budget | None = None,
        daily_tokens: int = DAILY_TOKENS,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.endpoint = endpoint
        self._budget = budget or DayBudget()
        self._everything = Account("everything", daily_tokens)
        self._breaker = Breaker(clock)
        self._pause = pause
        self._dialects: dict[tuple[str, str], Dialect] = {}
        self._client: openai.AsyncOpenAI | None = None
        self._opening = asyncio.Lock()

    async def ask(
        self,
        prompt: Prompt,
        form: Form[T],
        *,
        max_tokens: int = 2000,
        accounts: Sequence[Account] = (),
        patience_s: float | None = None,
    ) -> T:
        """The model's answer as `form.read` understood it, after at most one retry and one repair.

        Args:
            prompt: everything that leaves the process, besides the form's name and schema.
            form: what is expected back.
            max_tokens: bound on each answer; models that think spend most of it before the first word.
            accounts: who pays, besides the daily cap.
            patience_s: how long at most, where that is less than `endpoint.timeout_s`.

        Raises:
            LanguageError: whatever went wrong; "timeout" once the time is over.
        """
        if not self.endpoint.key:
            raise LanguageError("no_key")
        self._breaker.admit()
        try:
            # The SDK's own timeout is per read: a drip outlives it.
            async with asyncio.timeout(min(patience_s or self.endpoint.timeout_s, self.endpoint.timeout_s)):
                result = await self._ask(prompt, form, max_tokens, (self._everything, *accounts))
        except (LanguageError, TimeoutError) as error:
            failure = error if isinstance(error, LanguageError) else LanguageError("timeout")
            self._breaker.failed(failure.kind)
            log.warning("language model %s: %s", self.endpoint.model, failure.kind)
            raise failure from None  # the chain can hold the service's text, and that can echo part of the key
        except BaseException:
            self._breaker.gave_up()
            raise
        self._breaker.succeeded()
        return result

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    @property
    def dialect(self) -> Dialect:
        """How this model is asked at present."""
        at = (self.endpoint.base_url, self.endpoint.model)
        return self._dialects.setdefault(at, Dialect.first_guess(self.endpoint))

    async def _ask(self, prompt: Prompt, form: Form[T], max_tokens: int, accounts: tuple[Account, ...]) -> T:
        turns: list[tuple[str, str]] = []
        first = await self._complete(prompt, form, turns, max_tokens, accounts)
        try:
            return form.read(find_object(first.content))
        except ValueError as broken:
            turns.append((first.content[:4000], str(broken)[:1000]))
        second = await self._complete(prompt, form, turns, max_tokens, accounts)
        try:
            return form.read(find_object(second.content))
        except ValueError:
            raise LanguageError("rejected") from None

    async def _complete(
        self,
        prompt: Prompt,
        form: Form[Any],
        turns: Sequence[tuple[str, str]],
        max_tokens: int,
        accounts: tuple[Account, ...],
    ) -> Reply:
        """One completion; in another dialect where the service refuses this one, once more after a passing fault."""
        retried = False
        tried: set[tuple[str, str]] = set()
        while True:
            tried.add((self.dialect.shape, self.dialect.length_field))
            try:
                return await self._send(prompt, form, turns, max_tokens, accounts)
            except _Refused as refused:
                if self._learn(refused, tried):
                    continue
                wait_s = _wait_before_retry(refused)
                if retried or wait_s is None:
                    raise LanguageError(refused.kind) from None
                retried = True
                await self._pause(wait_s)

    def _learn(self, refused: _Refused, tried: set[tuple[str, str]]) -> bool:
        """Change the dialect as the refusal asks; False when there is nothing new to try."""
        if refused.kind not in ("http_400", "http_422", "error_body"):
            return False
        dialect = self.dialect
        if _TOKEN_LIMITS.search(refused.complaint):
            other: LengthField = "max_tokens" if dialect.length_field != "max_tokens" else "max_completion_tokens"
            if (dialect.shape, other) in tried:
                return False
            dialect.length_field = other
            return True
        if _SHAPES.search(refused.complaint) and dialect.shape != LADDER[-1]:
            dialect.shape = LADDER[LADDER.index(dialect.shape) + 1]
            return True
        return False

    async def _send(
        self,
        prompt: Prompt,
        form: Form[Any],
        turns: Sequence[tuple[str, str]],
        max_tokens: int,
        accounts: tuple[Account, ...],
    ) -> Reply:
        """One request. What it may cost is set aside before; what it did cost is settled after, also on failure."""
        messages = _messages(prompt, form, turns, in_words=self.dialect.shape != "json_schema")
        sent = sum(len(str(message.get("content")).encode()) for message in messages)
        if self.dialect.shape == "json_schema":
            sent += len(json.dumps(form.schema))
        most = sent // 3 + 8 * len(messages) + max_tokens
        reservation = await self._budget.reserve(accounts, most)
        used = most  # unless we learn better: a call that was cut off may well have been charged
        try:
            answer = decode(await self._post(messages, form, max_tokens))
            used = min(tokens_used(answer) or most, 4 * most)  # a service's own count, within reason
            if isinstance(answer, dict) and answer.get("error"):
                raise _Refused("error_body", str(answer["error"]))
            return read_completion(answer)
        except _Refused as refused:
            used = most if refused.charged else 0
            raise
        finally:
            await self._budget.settle(reservation, used)

    async def _post(self, messages: list[ChatCompletionMessageParam], form: Form[Any], max_tokens: int) -> bytes:
        client = await self._opened()
        import openai  # loaded by now

        from bot.language import wire

        limit: dict[str, int] = {self.dialect.length_field: max_tokens}
        try:
            answer = await client.chat.completions.with_raw_response.create(
                model=self.endpoint.model,
                messages=messages,
                response_format=_response_format(self.dialect, form) or openai.omit,
                max_completion_tokens=limit.get("max_completion_tokens", openai.omit),
                max_tokens=limit.get("max_tokens", openai.omit),
            )
        except openai.APITimeoutError:
            raise LanguageError("timeout") from None
        except openai.APIStatusError as error:
            raise _refusal(error) from None
        except openai.APIConnectionError as error:
            lost = not wire.never_connected(error)
            raise _Refused("connection", retry_after_s=RETRY_PAUSE_S, charged=lost) from None
        except wire.FAILURES:
            raise LanguageError("client") from None
        return answer.content

    async def _opened(self) -> openai.AsyncOpenAI:
        async with self._opening:
            if self._client is None:
                self._client = await asyncio.to_thread(_open, self.endpoint)
            return self._client


def _open(endpoint: Endpoint) -> openai.AsyncOpenAI:
    from bot.language import wire

    try:
        return wire.open_client(endpoint)
    except wire.FAILURES:  # an address that is none
        raise LanguageError("client") from None


def _messages(
    prompt: Prompt, form: Form[Any], turns: Sequence[tuple[str, str]], *, in_words: bool
) -> list[ChatCompletionMessageParam]:
    instructions = prompt.instructions
    if in_words:
        instructions += f"\n\nAnswer with one JSON object and nothing else. Its JSON schema: {json.dumps(form.schema)}"
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": instructions},
        {"role": "user", "content": prompt.material},
    ]
    for said, broken in turns:
        messages.append({"role": "assistant", "content": said})
        messages.append(
            {"role": "user", "content": f"That cannot be used: {broken}. Answer again, as the same JSON object."}
        )
    return messages


def _response_format(dialect: Dialect, form: Form[Any]) -> ResponseFormat | None:
    if dialect.shape == "json_schema":
        return {"type": "json_schema", "json_schema": {"name": form.name, "strict": True, "schema": form.schema}}
    return {"type": "json_object"} if dialect.shape == "json_object" else None


def _refusal(error: openai.APIStatusError) -> _Refused:
    try:
        complaint = f"{error.param} {error.response.text}"
    except LookupError:  # the body names a charset that does not exist
        complaint = str(error.param)
    if error.status_code == 429 and (error.code == "insufficient_quota" or "insufficient_quota" in complaint):
        return _Refused("quota", complaint)
    wait_s = RETRY_PAUSE_S if error.status_code >= 500 else None
    if error.status_code == 429:
        wait_s = _seconds(error.response.headers.get("Retry-After", ""))
    return _Refused(f"http_{error.status_code}", complaint, wait_s)


def _seconds(header: str) -> float | None:
    """`Retry-After` as seconds; None for a date or nonsense, which is as good as too long."""
    try:
        wait_s = float(header)
    except ValueError:
        return None
    return wait_s if wait_s >= 0 else None


def _wait_before_retry(refused: _Refused) -> float | None:
    wait_s = refused.retry_after_s
    return wait_s if wait_s is not None and wait_s <= LONGEST_RETRY_AFTER_S else None

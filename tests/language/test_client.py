from __future__ import annotations

import asyncio
import gzip
import json
import logging
from datetime import date

import pytest

from bot.errors import LanguageError
from bot.language.budget import Account, DayBudget
from bot.language.client import LanguageModel
from bot.language.endpoint import Endpoint, Form, Prompt
from tests.language.liar import KEY, MODEL, Drip, Flood, Hang, Liar, Reset, complaint, completion, http

SCHEMA = {
    "type": "object",
    "properties": {"colour": {"type": "string", "enum": ["red", "blue"]}},
    "required": ["colour"],
    "additionalProperties": False,
}
PROMPT = Prompt("Name a colour.", "the sky")
BLUE = completion('{"colour": "blue"}')


def read_colour(found: object) -> str:
    if not isinstance(found, dict) or set(found) != {"colour"} or found["colour"] not in ("red", "blue"):
        raise ValueError("colour must be red or blue, and nothing else")
    return str(found["colour"])


FORM = Form("colour", SCHEMA, read_colour)


class Pauses:
    """Stands for `asyncio.sleep`, and remembers."""

    def __init__(self) -> None:
        self.waited: list[float] = []

    async def __call__(self, wait_s: float) -> None:
        self.waited.append(wait_s)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Asking:
    """A liar and a model that talks to it; `outcome()` is the answer or the error's kind."""

    def __init__(self, *turns, timeout_s=5.0, key=KEY, daily_tokens=500_000):
        self.liar = Liar(turns)
        self.timeout_s = timeout_s
        self.key = key
        self.pauses = Pauses()
        self.clock = Clock()
        self.daily_tokens = daily_tokens
        self.budget = DayBudget(lambda: date(2026, 1, 1))

    async def __aenter__(self):
        await self.liar.__aenter__()
        self.model = LanguageModel(
            Endpoint(self.key, MODEL, self.liar.url, self.timeout_s),
            budget=self.budget,
            daily_tokens=self.daily_tokens,
            clock=self.clock,
            pause=self.pauses,
        )
        return self

    async def __aexit__(self, *_):
        await self.model.close()
        await self.liar.__aexit__()

    async def outcome(self, **kwargs):
        try:
            return await self.model.ask(PROMPT, FORM, **kwargs)
        except LanguageError as error:
            return error.kind

    @property
    def calls(self):
        return len(self.liar.seen)


async def test_an_honest_answer_is_read_and_the_request_is_plain_chat_completions():
    async with Asking(BLUE) as asking:
        assert await asking.outcome() == "blue"
        seen = asking.liar.seen[0]
        assert seen.head.startswith("POST /v1/chat/completions ")
        assert f"Authorization: Bearer {KEY}".lower() in seen.head.lower()
        assert seen.body["model"] == MODEL
        assert seen.body["response_format"] == {
            "type": "json_schema",
            "json_schema": {"name": "colour", "strict": True, "schema": SCHEMA},
        }
        assert [message["role"] for message in seen.body["messages"]] == ["system", "user"]
        assert set(seen.body) == {"model", "messages", "response_format", "max_tokens"}  # no temperature above all


@pytest.mark.parametrize(
    ("turn", "kind", "calls"),
    [
        pytest.param(Reset(), "connection", 2, id="closed without a word"),
        pytest.param(
            Reset(b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"choices'), "connection", 2, id="reset in body"
        ),
        pytest.param(Reset(b"SSH-2.0-OpenSSH_9.2\r\n"), "connection", 2, id="not HTTP at all"),
        pytest.param(Flood(), "too_large", 1, id="30 MB"),
        pytest.param(Flood(status=500), "too_large", 1, id="30 MB of error"),
        pytest.param(http(b'{"a": "\xff\xfe"}'), "bad_utf8", 1, id="bad UTF-8"),
        pytest.param(http("", 302, "Location: http://127.0.0.1:1/\r\n"), "http_302", 1, id="redirect"),
        pytest.param(http("", 307, "Location: /v1/elsewhere\r\n"), "http_307", 1, id="redirect on the same host"),
        pytest.param(http(complaint("slow down"), 429, "Retry-After: 2\r\n"), "http_429", 2, id="429 short"),
        pytest.param(http(complaint("slow down"), 429, "Retry-After: 60\r\n"), "http_429", 1, id="429 long"),
        pytest.param(http(complaint("slow down"), 429, "Retry-After: nan\r\n"), "http_429", 1, id="429 nonsense"),
        pytest.param(http(complaint("slow down"), 429), "http_429", 1, id="429 without a time"),
        pytest.param(
            http(complaint("pay", code="insufficient_quota"), 429, "Retry-After: 1\r\n"), "quota", 1, id="429 quota"
        ),
        pytest.param(http(complaint("oops"), 500), "http_500", 2, id="500"),
        pytest.param(http("<h1>Bad gateway</h1>", 502, content_type="text/html"), "http_502", 2, id="502 in HTML"),
        pytest.param(http(complaint(f"Incorrect API key: {KEY}"), 401), "http_401", 1, id="401 echoing the key"),
        pytest.param(http(complaint("no such model"), 404), "http_404", 1, id="404"),
        pytest.param(http(complaint("no"), 400), "http_400", 1, id="400 on nothing we can change"),
        pytest.param(http(b"no", 400, content_type="text/plain; charset=klingon"), "http_400", 1, id="odd charset"),
        pytest.param(http("<html>login</html>", content_type="text/html"), "not_json", 1, id="HTML with 200"),
        pytest.param(http(b"[" * 200_000), "not_json", 1, id="nested without end"),
        pytest.param(http(b"1" * 20_000), "not_json", 1, id="a number without end"),
        pytest.param(http("null"), "error_body", 1, id="null"),
        pytest.param(http(complaint("out of memory")), "error_body", 1, id="an error with 200"),
        pytest.param({"choices": None}, "no_choices", 1, id="null choices"),
        pytest.param({"id": "x"}, "no_choices", 1, id="absent choices"),
        pytest.param({"choices": []}, "no_choices", 1, id="empty choices"),
        pytest.param({"choices": ["x"]}, "no_choices", 1, id="a choice that is text"),
        pytest.param({"choices": [{"message": None}]}, "no_choices", 1, id="null message"),
        pytest.param(completion(None), "no_content", 1, id="null content"),
        pytest.param(completion("  "), "no_content", 1, id="blank content"),
        pytest.param(completion(["a"]), "no_content", 1, id="content in parts"),
        pytest.param(completion(None, refusal="I will not."), "refusal", 1, id="refusal"),
        pytest.param(completion('{"colour": "blue"}', finish="content_filter"), "content_filter", 1, id="filtered"),
        pytest.param(completion('{"colour": "bl', finish="length"), "cut", 1, id="cut by length"),
        pytest.param(completion("The sky is blue."), "rejected", 2, id="prose, twice"),
        pytest.param(completion('{"colour": "green"}'), "rejected", 2, id="a bad enum, twice"),
        pytest.param(completion('{"colour": "red", "why": "x"}'), "rejected", 2, id="extra keys, twice"),
        pytest.param(completion("{" * 100_000), "rejected", 2, id="braces without end, twice"),
        pytest.param(completion('{"colour":' * 20_000), "rejected", 2, id="depth without end, twice"),
    ],
)
async def test_every_fault_ends_as_one_language_error(turn, kind, calls):
    async with Asking(turn) as asking:
        assert await asking.outcome() == kind
        assert asking.calls == calls


@pytest.mark.parametrize("fault", [Hang(), Drip()], ids=["hang", "drip"])
async def test_a_stalling_service_ends_at_the_deadline(fault):
    async with Asking(BLUE, fault, timeout_s=2.0) as asking:
        await asking.outcome()  # loads the SDK, which is not what is timed here
        asking.model.endpoint = Endpoint(KEY, MODEL, asking.liar.url, 0.15)
        loop = asyncio.get_running_loop()
        begun = loop.time()
        assert await asking.outcome() == "timeout"
        assert loop.time() - begun < 1.0


async def test_a_flood_is_left_long_before_its_end():
    async with Asking(Flood(size=200_000_000)) as asking:
        assert await asking.outcome() == "too_large"
        assert asking.liar.sent_bytes < 20_000_000  # what fits the sockets' buffers


async def test_a_compressed_bomb_is_not_unpacked():
    bomb = gzip.compress(b" " * 50_000_000)
    async with Asking(http(bomb, headers="Content-Encoding: gzip\r\n")) as asking:
        assert await asking.outcome() == "bad_utf8"  # unpacked, it would be blanks: "not_json"
        assert "accept-encoding: identity" in asking.liar.seen[0].head.lower()


async def test_nobody_listening_is_a_connection_failure():
    async with Asking(BLUE) as asking:
        url = asking.liar.url
    model = LanguageModel(Endpoint(KEY, MODEL, url, 5), pause=Pauses())
    with pytest.raises(LanguageError, match="connection"):
        await model.ask(PROMPT, FORM)
    await model.close()


@pytest.mark.parametrize("address", ["nonsense", "http://[::1", "ftp://127.0.0.1/", "http://127.0.0.1:99999/"])
async def test_an_address_that_is_none_is_a_language_error_too(address):
    model = LanguageModel(Endpoint(KEY, MODEL, address, 5), pause=Pauses())
    with pytest.raises(LanguageError):
        await model.ask(PROMPT, FORM)
    await model.close()


async def test_without_a_key_nothing_is_sent():
    async with Asking(BLUE, key="") as asking:
        assert await asking.outcome() == "no_key"
        assert asking.calls == 0


@pytest.mark.parametrize(
    "content",
    [
        '```json\n{"colour": "blue"}\n```',
        '```\n{"colour": "blue"}',
        '<think>red? {"colour": "red"} no</think>{"colour": "blue"}',
        'red? {"colour": "red"}</think>\n{"colour": "blue"}',
        '<think>hm</think>\n\n```json\n{"colour": "blue"}\n```\nHope this helps!',
        'Sure! {"colour": "blue"}',
    ],
)
async def test_thinking_fences_and_prose_around_the_answer_are_taken_off(content):
    async with Asking(completion(content)) as asking:
        assert await asking.outcome() == "blue"
        assert asking.calls == 1


async def test_one_repair_names_what_was_wrong():
    async with Asking(completion('{"colour": "green"}'), BLUE) as asking:
        assert await asking.outcome() == "blue"
        turns = asking.liar.seen[1].body["messages"]
        assert [turn["role"] for turn in turns] == ["system", "user", "assistant", "user"]
        assert turns[2]["content"] == '{"colour": "green"}'
        assert "colour must be red or blue" in turns[3]["content"]


async def test_one_passing_fault_is_retried_after_the_wait_it_asked_for():
    async with Asking(http(complaint("busy"), 429, "Retry-After: 4\r\n"), BLUE) as asking:
        assert await asking.outcome() == "blue"
        assert asking.pauses.waited == [4.0]


async def test_a_service_that_wants_the_other_name_for_the_length_is_asked_so_from_then_on():
    def picky(body):
        if "max_tokens" in body:
            return http(
                complaint("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_tokens"),
                400,
            )
        return http(BLUE)

    async with Asking(picky) as asking:
        assert await asking.outcome() == "blue"
        assert await asking.outcome() == "blue"
        assert [set(seen.body) & {"max_tokens", "max_completion_tokens"} for seen in asking.liar.seen] == [
            {"max_tokens"},
            {"max_completion_tokens"},
            {"max_completion_tokens"},
        ]


async def test_openai_itself_is_asked_by_the_newer_name_first():
    assert LanguageModel(Endpoint(KEY, MODEL)).dialect.length_field == "max_completion_tokens"
    assert LanguageModel(Endpoint(KEY, MODEL, "")).endpoint.base_url == "https://api.openai.com/v1"


async def test_the_ladder_goes_down_step_by_step_and_is_remembered():
    def old(body):
        kind = body.get("response_format", {}).get("type")
        return http(complaint(f"response_format {kind} is not supported"), 400) if kind else http(BLUE)

    async with Asking(old) as asking:
        assert await asking.outcome() == "blue"
        assert [seen.body.get("response_format", {}).get("type") for seen in asking.liar.seen] == [
            "json_schema",
            "json_object",
            None,
        ]
        assert json.dumps(SCHEMA) in asking.liar.seen[2].body["messages"][0]["content"]
        assert await asking.outcome() == "blue"
        assert asking.calls == 4


async def test_a_service_that_complains_of_everything_is_not_asked_for_ever():
    async with Asking(http(complaint("max_tokens response_format json_schema"), 400)) as asking:
        assert await asking.outcome() == "http_400"
        assert asking.calls <= 6


async def test_a_schema_refused_with_200_goes_down_the_ladder_too():
    async with Asking({"error": "'response_format.type' must be 'text'"}, BLUE) as asking:
        assert await asking.outcome() == "blue"
        assert asking.model.dialect.shape == "json_object"


async def test_what_was_set_aside_is_settled_by_what_was_used():
    async with Asking(BLUE) as asking:
        await asking.outcome(accounts=(Account("guild 1", 10_000),))
        assert asking.budget.spent("guild 1") == 100


@pytest.mark.parametrize("usage", [None, -5, "many", 2.5, True])
async def test_without_a_believable_count_the_whole_reservation_is_spent(usage):
    answer = {**BLUE, "usage": {"total_tokens": usage}}
    async with Asking(answer) as asking:
        await asking.outcome(max_tokens=700, accounts=(Account("guild 1", 10_000),))
        assert 700 < asking.budget.spent("guild 1") < 900


async def test_a_boasting_count_cannot_empty_a_server_s_budget_at_once():
    async with Asking({**BLUE, "usage": {"total_tokens": 10**12}}) as asking:
        await asking.outcome(max_tokens=700, accounts=(Account("guild 1", 10_000),))
        assert asking.budget.spent("guild 1") < 4 * 900


async def test_a_refused_request_costs_nothing_and_a_lost_one_all_of_it():
    async with Asking(http(complaint("no"), 400)) as asking:
        await asking.outcome(accounts=(Account("guild 1", 10_000),))
        assert asking.budget.spent("guild 1") == 0
    async with Asking(Reset(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{")) as asking:
        await asking.outcome(max_tokens=700, accounts=(Account("guild 1", 10_000),))
        assert asking.budget.spent("guild 1") > 2 * 700


async def test_over_the_budget_nothing_is_sent():
    async with Asking(BLUE) as asking:
        assert await asking.outcome(max_tokens=700, accounts=(Account("guild 1", 600),)) == "budget"
        assert asking.calls == 0
        assert asking.budget.spent("everything") == 0


async def test_many_calls_at_once_cannot_overspend():
    async with Asking(BLUE, daily_tokens=3000) as asking:
        outcomes = await asyncio.gather(*(asking.outcome(max_tokens=900) for _ in range(8)))
        assert sorted(set(outcomes)) == ["blue", "budget"]
        assert outcomes.count("blue") == 3


async def test_three_failures_open_the_circuit_and_one_call_may_try_after_a_minute():
    async with Asking(http("x"), http("x"), http("x"), http("x"), BLUE) as asking:
        assert [await asking.outcome() for _ in range(4)] == ["not_json"] * 3 + ["circuit_open"]
        assert asking.calls == 3
        asking.clock.now += 61
        assert await asking.outcome() == "not_json"
        assert await asking.outcome() == "circuit_open"
        asking.clock.now += 61
        assert [await asking.outcome() for _ in range(2)] == ["blue", "blue"]


async def test_a_refused_key_opens_the_circuit_at_once_for_ten_minutes():
    async with Asking(http(complaint("no"), 401), BLUE) as asking:
        assert await asking.outcome() == "http_401"
        asking.clock.now += 500
        assert await asking.outcome() == "circuit_open"
        asking.clock.now += 101
        assert await asking.outcome() == "blue"


async def test_a_call_cancelled_from_outside_is_cancelled_and_leaves_the_circuit_alone():
    async with Asking(Hang()) as asking:
        call = asyncio.create_task(asking.model.ask(PROMPT, FORM))
        await asking.liar.asked.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        asking.model._breaker.admit()  # does not raise


async def test_the_key_is_in_no_error_no_log_and_no_repr(caplog):
    caplog.set_level(logging.DEBUG)
    async with Asking(http(complaint(f"Incorrect API key provided: {KEY}"), 401)) as asking:
        with pytest.raises(LanguageError) as caught:
            await asking.model.ask(PROMPT, FORM)
        error = caught.value
        assert KEY not in f"{error!r} {error.__cause__!r} {asking.model.endpoint!r}"
        assert error.__suppress_context__
        assert KEY not in caplog.text


async def test_the_environment_is_not_asked(monkeypatch):
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    async with Asking(BLUE) as asking:
        assert await asking.outcome() == "blue"
        assert b"from-the-environment" not in asking.liar.everything

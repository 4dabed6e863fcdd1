"""Everything that a language model's service may do wrong to `/ask`, and what comes of it.

A question costs a service two calls: one to plan it, one to word its answer. `FAULTS`, the table of docs/language.md,
says of each fault what is played, and how many calls it takes until the rules or the template answer instead.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.narration.narrator import INSTRUCTIONS as WORDING
from tests.language.liar import KEY, Drip, Fault, Flood, Hang, Reset, complaint, completion, http

Body = dict[str, Any]
Play = bytes | Body | Fault | Callable[[Body], bytes | Body | Fault]

BY_HOURS = {"op": "rank", "metric": "hours", "by": "member", "filters": {"hours": [3, 4]}}
"""Another plan than the rules', so that it shows whose plan was computed."""
AS_THE_RULES = {"op": "rank", "metric": "plays", "by": "member", "filters": {"hours": [3, 4]}}
HONEST = "{{f1}} hums by the window with {{f2}}."
HEARD = "hums by the window"

RULES, MODEL = "rules, template", "model"
"""Who plans and words the answer in the end."""


def plans(body: Body) -> bool:
    """Whether this request asks for a plan, and not for words."""
    return not any(WORDING[:60] in str(message["content"]) for message in body["messages"])


def says(plan: object, **more: Any) -> Body:
    """A completion with a plan, or with anything else as JSON."""
    return completion(json.dumps(plan), **more)


def worded(text: str, **more: Any) -> Body:
    """A completion with words."""
    return completion(json.dumps({"text": text}), **more)


@dataclass(frozen=True)
class Played:
    """One fault.

    Attributes:
        words: as docs/language.md calls it.
        code: of the `LanguageError` that it ends as; "" where it ends as none.
        plan: what is played where a plan is asked for; None where the fault is about words alone.
        word: likewise where words are.
        calls: until it is over.
        waits: how long that takes, in words.
        by: who answers.
    """

    words: str
    code: str
    plan: Play | None
    word: Play | None
    calls: int = 1
    waits: str = "-"
    by: str = RULES


def _both(words: str, code: str, play: Play, calls: int = 1, waits: str = "-") -> Played:
    return Played(words, code, play, play, calls, waits)


def _wrapped(words: str, wrap: Callable[[str], Body]) -> Played:
    plan, text = json.dumps(BY_HOURS), json.dumps({"text": HONEST})
    return Played(words, "", wrap(plan), wrap(text), by=MODEL)


def _void(words: str, plan: object | None, text: str | None) -> Played:
    return Played(words, "rejected", says(plan) if plan else None, worded(text) if text else None, 2)


def _as_asked(body: Body) -> Body:
    return says(BY_HOURS) if plans(body) else worded(HONEST)


def _wants_the_other_length(body: Body) -> bytes | Body:
    refused = complaint("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", "max_tokens")
    return http(refused, 400) if "max_tokens" in body else _as_asked(body)


def _wants_words_alone(body: Body) -> bytes | Body:
    kind = body.get("response_format", {}).get("type")
    return http(complaint(f"response_format {kind} is not supported"), 400) if kind else _as_asked(body)


_CUT_BODY = b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"choices'
_DEADLINE, _PAUSE, _ASKED_FOR = "until its time is over", "0.25 s", "what it asks for, 5 s at most"

FAULTS = (
    _both("says nothing", "timeout", Hang(), waits=_DEADLINE),
    _both("sends one byte at a time", "timeout", Drip(), waits=_DEADLINE),
    _both("hangs up without a word", "connection", Reset(), 2, _PAUSE),
    _both("resets in the body", "connection", Reset(_CUT_BODY), 2, _PAUSE),
    _both("answers in another protocol", "connection", Reset(b"SSH-2.0-OpenSSH_9.2\r\n"), 2, _PAUSE),
    _both("sends bad UTF-8", "bad_utf8", http(b'{"a": "\xff\xfe"}')),
    _both("redirects elsewhere", "http_302", http("", 302, "Location: http://127.0.0.1:1/\r\n")),
    _both("redirects on the same host", "http_307", http("", 307, "Location: /v1/elsewhere\r\n")),
    _both("sends 30 MB", "too_large", Flood()),
    _both("sends 30 MB of error", "too_large", Flood(status=500)),
    _both("429, for a short while", "http_429", http(complaint("slow"), 429, "Retry-After: 2\r\n"), 2, _ASKED_FOR),
    _both("429, for a long while", "http_429", http(complaint("slow down"), 429, "Retry-After: 60\r\n")),
    _both("429, without a time", "http_429", http(complaint("slow down"), 429)),
    _both("429, out of quota", "quota", http(complaint("pay", code="insufficient_quota"), 429, "Retry-After: 1\r\n")),
    _both("500", "http_500", http(complaint("oops"), 500), 2, _PAUSE),
    _both("502 in HTML", "http_502", http("<h1>Bad gateway</h1>", 502, content_type="text/html"), 2, _PAUSE),
    _both("401, echoing the key", "http_401", http(complaint(f"Incorrect API key: {KEY}"), 401)),
    _both("404", "http_404", http(complaint("no such model"), 404)),
    _both("400, on nothing that we can change", "http_400", http(complaint("no"), 400)),
    Played("400, on the length field", "", _wants_the_other_length, _wants_the_other_length, 2, by=MODEL),
    Played("400, on `response_format`", "", _wants_words_alone, _wants_words_alone, 3, by=MODEL),
    _both("HTML with 200", "not_json", http("<html>login</html>", content_type="text/html")),
    _both("JSON nested without end", "not_json", http(b"[" * 200_000)),
    _both("an error with 200", "error_body", http(complaint("out of memory"))),
    _both("null choices", "no_choices", {"choices": None}),
    _both("absent choices", "no_choices", {"id": "x"}),
    _both("empty choices", "no_choices", {"choices": []}),
    _both("null content", "no_content", completion(None)),
    _both("a refusal", "refusal", completion(None, refusal="I will not.")),
    _both("`content_filter`", "content_filter", completion("{}", finish="content_filter")),
    _both("cut by length", "cut", completion('{"op": "ra', finish="length")),
    _wrapped("a fence", lambda text: completion(f"```json\n{text}\n```")),
    _wrapped("`<think>`", lambda text: completion(f"<think>hm, {{}}</think>{text}")),
    _wrapped("no usage", lambda text: completion(text, tokens=None)),
    _both("prose", "rejected", completion("It is clear as day."), 2),
    _both("a list", "rejected", completion("[1, 2]"), 2),
    _void("a bad enum", {**BY_HOURS, "metric": "sorrow"}, None),
    _void("extra keys", {**BY_HOURS, "sql": "DROP TABLE listen"}, None),
    Played("extra keys in words", "rejected", None, completion(json.dumps({"text": HONEST, "to": "all"})), 2),
    _void("an unknown placeholder", {**BY_HOURS, "members": ["{{f9}}"]}, "{{f1}} hums by the window with {{f9}}."),
    _void("an invented number", None, "{{f1}} hums by the window with {{f2}}, and 9000 more."),
    _void("a number in words", None, "{{f1}} hums by the window with {{f2}}, a dozen times."),
    _void("digits of another script", None, "{{f1}} hums by the window with {{f2}} at ٣."),
    _void("`@everyone`", {**BY_HOURS, "members": ["@everyone"]}, "@everyone {{f1}} hums by the window with {{f2}}."),
    _void("an injected member", {**BY_HOURS, "members": ["Bo"]}, "Bo hums by the window with {{f2}}."),
    _void("an injected title", {**BY_HOURS, "filters": {"track": ["Hotline Bling"]}}, "Hotline Bling: {{f1}}, {{f2}}."),
    _void("a link", {**BY_HOURS, "filters": {"artist": ["https://evil.example"]}}, "{{f1}}: https://evil.example"),
)


def rows() -> list[str]:
    """The table of docs/language.md, line by line."""
    found = [
        "| The service | ends as | calls to plan | calls to word | waits | who answers |",
        "|---|---|---|---|---|---|",
    ]
    for each in FAULTS:
        plan, word = (str(each.calls) if play is not None else "" for play in (each.plan, each.word))
        found.append(
            f"| {each.words} | {f'`{each.code}`' if each.code else ''} | {plan} | {word} | {each.waits} | {each.by} |"
        )
    return found

from __future__ import annotations

import pytest

from bot.sandbox import ratelimits
from bot.sandbox.ratelimits import RateLimits
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import small_world
from tests.sandbox.rest_client import rest_client

MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch):
    """A clock that is set by hand."""

    class Clock:
        at = 1_000_000.0

    monkeypatch.setattr(ratelimits.time, "time", lambda: Clock.at)
    return Clock


def test_the_sixth_message_within_five_seconds_waits(now):
    limits = RateLimits()
    five = [limits.take("POST", MESSAGES, "1") for _ in range(5)]
    assert [verdict.headers["X-RateLimit-Remaining"] for verdict in five] == ["4", "3", "2", "1", "0"]
    now.at += 2
    sixth = limits.take("POST", MESSAGES, "1")
    assert sixth.retry_after_s == 3
    assert sixth.headers["Retry-After"] == "3.000"
    assert "Via" in sixth.headers
    now.at += 3
    assert limits.take("POST", MESSAGES, "1").retry_after_s == 0


def test_another_channel_has_its_own_bucket(now):
    limits = RateLimits()
    for _ in range(5):
        limits.take("POST", MESSAGES, "1")
    assert limits.take("POST", MESSAGES, "2").retry_after_s == 0


def test_all_routes_together_have_fifty_requests_a_second(now):
    limits = RateLimits()
    for number in range(50):
        assert not limits.take("GET", "/users/{user_id}", str(number)).retry_after_s
    over = limits.take("GET", "/gateway/bot", "")
    assert (over.retry_after_s, over.everywhere) == (1, True)
    assert limits.take("POST", "/webhooks/{webhook_id}/{webhook_token}", "t").retry_after_s == 0


def test_the_fourth_edit_of_an_old_message_waits_six_seconds(now):
    limits = RateLimits()
    assert [limits.edit_old(1) for _ in range(4)] == [0, 0, 0, 6]
    assert limits.edit_old(2) == 0
    now.at += 6
    assert limits.edit_old(1) == 0


async def test_a_429_is_answered_as_discord_does():
    async with Sandbox(small_world()) as sandbox, rest_client(sandbox) as rest:
        path = f"/channels/{rest.channel().id}/messages"
        answers = [await rest("POST", path, {"content": "x"}) for _ in range(6)]
    assert [answer.status for answer in answers] == [200] * 5 + [429]
    assert answers[5].json["message"] == "You are being rate limited."
    assert 0 < answers[5].json["retry_after"] <= 5


async def test_an_interactions_first_answer_is_never_limited():
    async with Sandbox(small_world()) as sandbox, rest_client(sandbox) as rest:
        answers = [await rest.answer(rest.interaction(), {"type": 5}) for _ in range(60)]
    assert {answer.status for answer in answers} == {200}
    assert "X-RateLimit-Limit" not in answers[0].headers

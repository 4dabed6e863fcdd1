from __future__ import annotations

import pytest

from bot.errors import LanguageError
from bot.language.breaker import COOL_DOWN_S, Breaker


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def opened() -> tuple[Breaker, Clock]:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(3):
        breaker.admit()
        breaker.failed("timeout")
    return breaker, clock


def test_after_the_cool_down_one_call_tries_while_the_others_wait():
    breaker, clock = opened()
    clock.now += COOL_DOWN_S
    breaker.admit()
    with pytest.raises(LanguageError, match="circuit_open"):
        breaker.admit()
    breaker.succeeded()
    breaker.admit()
    breaker.admit()


def test_a_trial_that_was_given_up_leaves_the_next_one_free():
    breaker, clock = opened()
    clock.now += COOL_DOWN_S
    breaker.admit()
    breaker.gave_up()
    breaker.admit()


def test_one_success_forgets_the_failures_before_it():
    breaker = Breaker(Clock())
    for kind in ("timeout", "timeout"):
        breaker.failed(kind)
    breaker.succeeded()
    for kind in ("timeout", "timeout"):
        breaker.failed(kind)
    breaker.admit()


@pytest.mark.parametrize("kind", ["budget", "no_key"])
def test_what_is_not_the_service_s_fault_does_not_count(kind):
    breaker = Breaker(Clock())
    for _ in range(10):
        breaker.failed(kind)
    breaker.admit()

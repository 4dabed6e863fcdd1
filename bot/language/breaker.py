"""A circuit breaker: a service that keeps failing is left alone for a while, so that answers stay quick."""

from __future__ import annotations

from collections.abc import Callable

from bot.errors import LanguageError

FAILURES_TO_OPEN = 3
COOL_DOWN_S = 60.0
HOPELESS_COOL_DOWN_S = 600.0
"""After what no retry mends: a refused key, an unknown model, an empty account."""

_HOPELESS = frozenset({"http_401", "http_403", "http_404", "quota"})
_NOT_THE_SERVICE = frozenset({"budget", "circuit_open", "no_key"})


class Breaker:
    """Open after three failures in a row; after the cool-down one call may try, and its outcome decides.

    Args:
        clock: seconds that only go forward.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures = 0
        self._open_until: float | None = None
        self._trying = False

    def admit(self) -> None:
        """Let a call through. Every admitted call ends with `succeeded`, `failed` or `gave_up`.

        Raises:
            LanguageError: "circuit_open".
        """
        if self._open_until is None:
            return
        if self._trying or self._clock() < self._open_until:
            raise LanguageError("circuit_open")
        self._trying = True

    def succeeded(self) -> None:
        """The call brought an answer: close."""
        self._failures = 0
        self._open_until = None
        self._trying = False

    def failed(self, kind: str) -> None:
        """The call failed with this `LanguageError.kind`."""
        self._trying = False
        if kind in _NOT_THE_SERVICE:
            return
        self._failures += 1
        if kind in _HOPELESS:
            self._open_until = self._clock() + HOPELESS_COOL_DOWN_S
        elif self._failures >= FAILURES_TO_OPEN:
            self._open_until = self._clock() + COOL_DOWN_S

    def gave_up(self) -> None:
        """The call was cancelled from outside: it says nothing about the service."""
        self._trying = False

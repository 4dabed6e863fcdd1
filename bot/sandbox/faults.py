"""Faults on demand: what Discord does to a bot on a bad day, for tests. Nothing happens unless it is asked for."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class _Planned:
    """A refusal that waits for its requests. `status` 429 is a rate limit, else a server's error."""

    status: int
    times: int
    method: str
    path: str
    retry_after_s: float = 0
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the next matching request gets instead of its answer."""

    status: int
    retry_after_s: float
    everywhere: bool


class Faults:
    """What is to go wrong. One object per sandbox: `sandbox.faults`.

    Paths are patterns over the path without the API's prefix, e.g. `"/channels/*/messages"` or `"/interactions/*"`.
    """

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._late = 0
        self._duplicates = 0
        self._downloads: list[int] = []
        self.disconnect: Callable[[bool], None] = _nobody
        self.expire: Callable[[int | None], None] = _no_token

    def rate_limit(
        self,
        times: int = 1,
        retry_after_s: float = 0.05,
        method: str = "*",
        path: str = "*",
        everywhere: bool = False,
    ) -> None:
        """Answer the next `times` matching requests with 429 and Retry-After.

        `everywhere`: as the bot's global limit, which makes discord.py hold back every request.
        """
        self._planned.append(_Planned(429, times, method, path, retry_after_s, everywhere))

    def fail(self, status: int = 503, times: int = 1, method: str = "*", path: str = "*") -> None:
        """Answer the next `times` matching requests with an error of the server's own."""
        self._planned.append(_Planned(status, times, method, path))

    def drop_gateway(self, resumable: bool = True) -> None:
        """Close every gateway connection now; with `resumable=False` a RESUME finds its session gone."""
        self.disconnect(resumable)

    def deliver_late(self, times: int = 1) -> None:
        """Deliver the next interactions only after their three seconds are over."""
        self._late += times

    def deliver_twice(self, times: int = 1) -> None:
        """Deliver each of the next interactions twice, with the same id and token."""
        self._duplicates += times

    def expire_tokens(self, interaction_id: int | None = None) -> None:
        """End the fifteen minutes of one interaction's token, or of all open ones, now."""
        self.expire(interaction_id)

    def refuse_downloads(self, times: int = 1, status: int = 404) -> None:
        """Answer the next downloads of attachments with an error, as an address that has expired does."""
        self._downloads += [status] * times

    # -- asked by the sandbox ---------------------------------------------------------------------------------------

    def refusal(self, method: str, path: str) -> Refusal | None:
        """The refusal planned for this request; it counts as used."""
        for planned in self._planned:
            if fnmatch.fnmatchcase(method, planned.method) and fnmatch.fnmatchcase(path, planned.path):
                planned.times -= 1
                if not planned.times:
                    self._planned.remove(planned)
                return Refusal(planned.status, planned.retry_after_s, planned.everywhere)
        return None

    def refused_download(self) -> int:
        """The status with which this download is refused, or 0; it counts as used."""
        return self._downloads.pop(0) if self._downloads else 0

    def is_late(self) -> bool:
        """Whether this interaction comes too late; it counts as used."""
        late = self._late > 0
        self._late -= late
        return late

    def is_twice(self) -> bool:
        """Whether this interaction comes twice; it counts as used."""
        twice = self._duplicates > 0
        self._duplicates -= twice
        return twice


def _nobody(_resumable: bool) -> None:
    """Nothing is connected yet."""


def _no_token(_interaction_id: int | None) -> None:
    """No interaction is open yet."""

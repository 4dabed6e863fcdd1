"""Discord's rate limits: a bucket per route and channel (or token), 50 requests a second in all, and real 429s.

The sizes are not documented by Discord and change there; these are what bots see, and discord.py learns them from the
headers. Interaction callbacks have no bucket.
"""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

VIA = {"Via": "1.1 sandbox"}
"""Without this header discord.py takes a 429 for a ban by Cloudflare and raises at once."""

_MESSAGES = "/channels/{channel_id}/messages"
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"

LIMITS: Mapping[tuple[str, str], tuple[int, float]] = {
    ("POST", _MESSAGES): (5, 5.0),
    ("PATCH", f"{_MESSAGES}/{{message_id}}"): (5, 5.0),
    ("DELETE", f"{_MESSAGES}/{{message_id}}"): (5, 1.0),
    ("GET", _MESSAGES): (5, 1.0),
    ("POST", "/channels/{channel_id}/typing"): (5, 5.0),
    ("POST", _WEBHOOK): (5, 2.0),
    ("PATCH", f"{_WEBHOOK}/messages/{{message_id}}"): (5, 2.0),
    ("DELETE", f"{_WEBHOOK}/messages/{{message_id}}"): (5, 2.0),
    ("GET", f"{_WEBHOOK}/messages/{{message_id}}"): (5, 2.0),
    ("POST", "/users/@me/channels"): (10, 10.0),
}
"""(method, path) -> requests allowed within so many seconds."""

DEFAULT = (50, 1.0)
GLOBAL_PER_S = 50

OLD_EDITS, OLD_EDITS_WINDOW_S = 3, 6.0
"""Edits of messages over an hour old, per channel (error 30046)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a request was told about its bucket.

    Attributes:
        headers: to send with the answer, whatever it is.
        retry_after_s: 0 where the request may pass.
        everywhere: the limit that was hit is the bot's own, not the bucket's.
    """

    headers: dict[str, str]
    retry_after_s: float = 0
    everywhere: bool = False


class RateLimits:
    """Counts requests.

    Args:
        generous: a thousand times the room, for tests that post much and are not about limits.
    """

    def __init__(self, generous: bool = False) -> None:
        self._factor = 1000 if generous else 1
        self._buckets: dict[tuple[str, str, str], tuple[float, int]] = {}
        self._recent: deque[float] = deque()
        self._old_edits: dict[int, deque[float]] = {}

    def take(self, method: str, path: str, major: str) -> Verdict:
        """Count one request.

        Args:
            method: of HTTP.
            path: the route's template, without the API's prefix.
            major: the channel, guild or webhook token that it is about.
        """
        now = time.time()
        if not path.startswith("/webhooks/") and (wait := self._over_global(now)):
            return Verdict(
                VIA | {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global", "Retry-After": _s(wait)}, wait, True
            )
        limit, window_s = LIMITS.get((method, path), DEFAULT)
        limit *= self._factor
        key = (method, path, major)
        resets_at, used = self._buckets.get(key, (0.0, 0))
        if resets_at <= now:
            resets_at, used = now + window_s, 0
        over = used >= limit
        self._buckets[key] = (resets_at, used if over else used + 1)
        left_s = resets_at - now
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(0 if over else limit - used - 1),
            "X-RateLimit-Reset": f"{resets_at:.3f}",
            "X-RateLimit-Reset-After": _s(left_s),
            "X-RateLimit-Bucket": hashlib.blake2b(f"{method} {path}".encode(), digest_size=16).hexdigest(),
        }
        if over:
            return Verdict(headers | VIA | {"X-RateLimit-Scope": "user", "Retry-After": _s(left_s)}, left_s)
        return Verdict(headers)

    def edit_old(self, channel_id: int) -> float:
        """Count an edit of a message that is over an hour old; the seconds to wait, or 0."""
        now = time.time()
        edits = self._old_edits.setdefault(channel_id, deque())
        while edits and edits[0] <= now - OLD_EDITS_WINDOW_S:
            edits.popleft()
        if len(edits) >= OLD_EDITS * self._factor:
            return edits[0] + OLD_EDITS_WINDOW_S - now
        edits.append(now)
        return 0

    def _over_global(self, now: float) -> float:
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= GLOBAL_PER_S * self._factor:
            return self._recent[0] + 1 - now
        self._recent.append(now)
        return 0


def _s(seconds: float) -> str:
    return f"{max(seconds, 0.001):.3f}"

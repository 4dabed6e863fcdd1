"""Plans that a language model made, kept in memory so that the same question costs nothing for the rest of the day."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from datetime import date, timedelta

from bot.model.questions import Plan

KEPT_PLANS = 512
_SEVERAL_CLOCKS = timedelta(days=1)
"""It is two dates at once on the clocks of one server's members."""


class KeptPlans:
    """At most `KEPT_PLANS` plans by server, sentence and day; of the oldest of them nothing is left.

    The grammar and the model are those of the process, with which it all ends. A sentence is kept as a digest under a
    key that lives as long: what was asked cannot be read back from it. Plans of days that are over are dropped with the
    next one that is kept. Nothing of it is on the disk.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)
        self._plans: OrderedDict[tuple[int | None, bytes, date], Plan] = OrderedDict()

    def __len__(self) -> int:
        return len(self._plans)

    def plan(self, guild_id: int | None, sentence: str, today: date) -> Plan | None:
        """What was kept for this sentence in this server on this day."""
        return self._plans.get((guild_id, self._digest(sentence), today))

    def keep(self, guild_id: int | None, sentence: str, today: date, plan: Plan) -> None:
        """Keep a plan; it is forgotten after the others."""
        for over in [each for each in self._plans if each[2] < today - _SEVERAL_CLOCKS]:
            del self._plans[over]
        key = (guild_id, self._digest(sentence), today)
        self._plans[key] = plan
        self._plans.move_to_end(key)
        while len(self._plans) > KEPT_PLANS:
            self._plans.popitem(last=False)

    def _digest(self, sentence: str) -> bytes:
        return hashlib.blake2b(sentence.encode(), key=self._key, digest_size=16).digest()

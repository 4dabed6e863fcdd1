"""How Discord writes that a member is mentioned."""

from __future__ import annotations

import re

MENTION = re.compile(r"<@!?(?P<member_id>\d{1,20})>")
"""A mention of a member, also with the "!" of old clients."""


def mention(member_id: int) -> str:
    """As a message mentions this member."""
    return f"<@{member_id}>"

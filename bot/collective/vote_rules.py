"""The rules of a vote, which share one field of the form: when it closes, its quorum and its threshold."""

from __future__ import annotations

import re
from datetime import datetime

from bot.collective.closing_time import parse_deadline
from bot.collective.proposal import parse_quorum, parse_threshold
from bot.errors import BadProposal
from bot.model.polls import Rules

FIELD = "Rules of the vote"

_LABELS = {"closes": "closes", "close": "closes", "closing": "closes", "quorum": "quorum", "threshold": "threshold"}
_LINE = re.compile(r"\s*(?P<label>[A-Za-z]+)\s*[:=]?\s*(?P<words>.*?)\s*")


def parse_vote_rules(words: str, now: datetime, time_zone: str) -> tuple[datetime, Rules]:
    """The deadline and the rules, from lines such as "Closes: in 3 days", "Quorum: 50 %" and "Threshold: 2/3".

    Lines come in any order; semicolons end lines too. A missing quorum or threshold takes its default.

    Args:
        now: the moment of the proposal, aware.
        time_zone: IANA name; a closing time without a zone is read on this clock.

    Returns:
        The deadline (aware, UTC) and the rules.

    Raises:
        BadProposal: a line that is none of the three, one that stands twice, no closing time, or a value that cannot be
            read or is out of bounds.
    """
    found: dict[str, str] = {}
    for line in filter(str.strip, re.split(r"[\n;]", words)):
        match = _LINE.fullmatch(line)
        label = _LABELS.get(match["label"].casefold()) if match else None
        if match is None or label is None:
            raise BadProposal(
                FIELD, f"I cannot read “{line.strip()[:60]}”. Begin lines with Closes, Quorum or Threshold."
            )
        if label in found:
            raise BadProposal(FIELD, f"there are two lines about “{label}”.")
        found[label] = match["words"]
    if not found.get("closes"):
        raise BadProposal(FIELD, "say when the vote closes, such as “Closes: in 3 days”.")
    rules = Rules(parse_quorum(found.get("quorum", "")), parse_threshold(found.get("threshold", "")))
    return parse_deadline(found["closes"], now, time_zone), rules

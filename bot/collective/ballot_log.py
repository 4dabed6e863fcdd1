"""A poll's log as files that anyone can recount without Tutti, by `docs/recount.py`.

Both forms hold the same: a *head* (what was asked, by which rules, and how it ended) and one *row* for each entry of
the log. Every row carries a *seal*: SHA-256 of `tutti row 1`, the seal before and the row's other fields as text,
joined by "|"; the first follows the SHA-256 of the head's JSON with sorted names. So a change of anything, be it a
weight or a rule, shows at its row, and the last seal stands for the whole file: it is shown with the result, and
`docs/recount.py` prints it.

Under five ballots choices and nonces are withheld from everyone, and the counts with them: the chain and the seals
can be checked, and each voter's receipt, but not the counts.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from bot.collective.ballots import CHAIN_START, merkle_root, poll_key
from bot.collective.tally import breakdown_withheld, votes_of_roll
from bot.model.polls import LogEntry, Poll, PollResult

FORMAT = "tutti ballot log 1"
COLUMNS = ("seq", "commitment", "chain", "state", "choice", "nonce", "votes", "seal")
_SEALED = COLUMNS[:-1]
_ROW = b"tutti row 1"


def log_json(poll: Poll, entries: Sequence[LogEntry], result: PollResult | None = None) -> str:
    """The log as JSON: {"poll": head, "start": the head's own seal, "columns": their names, "rows": lists of text}.

    Args:
        poll: whose log it is.
        entries: all of them, in order.
        result: how it ended; None while it is open: rows then show commitment and chain alone.
    """
    head = _head(poll, entries, result)
    front = {"poll": head, "start": _start(head).hex(), "columns": COLUMNS}
    # One row a line, so that two logs can be compared line by line.
    rows = ",\n".join(json.dumps(row) for row in _rows(head, entries))
    return f'{json.dumps(front, ensure_ascii=False, indent=1)[:-2]},\n "rows": [\n{rows}\n ]\n}}\n'


def log_csv(poll: Poll, entries: Sequence[LogEntry], result: PollResult | None = None) -> str:
    """The log as CSV: the head as lines of a name and its value in JSON, an empty line, the columns, the rows.

    Args:
        poll: whose log it is.
        entries: all of them, in order.
        result: how it ended; None while it is open.
    """
    head, page = _head(poll, entries, result), io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    # Values are JSON, so that no spreadsheet takes a question that begins with "=" for a formula.
    writer.writerows((name, json.dumps(value, ensure_ascii=False)) for name, value in head.items())
    writer.writerow(("start", json.dumps(_start(head).hex())))
    page.write("\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(head, entries))
    return page.getvalue()


def log_seal(poll: Poll, entries: Sequence[LogEntry], result: PollResult | None = None) -> bytes:
    """The last seal of a poll's log, which stands for everything in its files: shown with the result.

    Returns:
        32 bytes.
    """
    head = _head(poll, entries, result)
    rows = _rows(head, entries)
    return bytes.fromhex(rows[-1][-1]) if rows else _start(head)


def _head(poll: Poll, entries: Sequence[LogEntry], result: PollResult | None) -> dict[str, Any]:
    terms = poll.terms
    withheld = result is not None and breakdown_withheld(result.conclusion)
    return {
        "format": FORMAT,
        "poll": poll_key(poll.guild_id, poll.poll_id),
        "question": terms.question,
        "method": terms.method.value,
        "options": [[option.number, option.label, option.description] for option in terms.options],
        "quorum": _exact(terms.rules.quorum),
        "threshold": _exact(terms.rules.threshold),
        "electorate": poll.electorate,
        "votes": votes_of_roll(poll),
        "secret": terms.conduct.secret,
        "changeable": terms.conduct.changeable,
        "delegation": terms.conduct.delegation,
        "opened_at": poll.opened_at.isoformat(),
        "closes_at": terms.closes_at.isoformat(),
        "closed_at": None if result is None else result.closed_at.isoformat(),
        **_ends(entries, result),
        "withheld": withheld,
        "result": None if result is None else _result(result, withheld=withheld),
    }


def _ends(entries: Sequence[LogEntry], result: PollResult | None) -> dict[str, Any]:
    """What the log must come to. Of a closed poll as it was at the close, so that a row that went since is missed."""
    if result is not None:
        return {"entries": result.log_entries, "head": result.log_head.hex(), "root": result.log_root.hex()}
    root = merkle_root([entry.commitment for entry in entries])
    return {"entries": len(entries), "head": (entries[-1].chain if entries else CHAIN_START).hex(), "root": root.hex()}


def _result(result: PollResult, *, withheld: bool) -> dict[str, Any]:
    conclusion = result.conclusion
    return {
        "ballots": conclusion.ballots,
        "votes": conclusion.votes,
        "delegated": conclusion.delegated,
        "counts": None if withheld else dict(conclusion.counts),
        "abstain": None if withheld else conclusion.abstain,
        "winners": list(conclusion.winners),
        "passed": conclusion.passed,
        "reason": None if withheld else conclusion.reason,  # "only abstentions" would show every ballot
    }


def _rows(head: dict[str, Any], entries: Sequence[LogEntry]) -> list[tuple[str, ...]]:
    rows, seal = [], _start(head)
    for entry in entries:
        fields = _fields(entry, closed=head["result"] is not None, withheld=head["withheld"])
        seal = hashlib.sha256(_ROW + seal + "|".join(fields).encode()).digest()
        rows.append((*fields, seal.hex()))
    return rows


def _fields(entry: LogEntry, *, closed: bool, withheld: bool) -> tuple[str, ...]:
    counted = closed and not entry.withdrawn and entry.superseded_by is None
    shown = counted and not withheld
    return (
        str(entry.seq),
        entry.commitment.hex(),
        entry.chain.hex(),
        _state(entry, counted=counted),
        (entry.choice or "") if shown else "",
        (entry.nonce or b"").hex() if shown else "",
        str(entry.votes) if counted else "",
    )


def _state(entry: LogEntry, *, counted: bool) -> str:
    if entry.withdrawn:
        return "withdrawn"
    if entry.superseded_by is not None:
        return f"superseded by {entry.superseded_by}"
    return "counted" if counted else "open"


def _start(head: dict[str, Any]) -> bytes:
    return hashlib.sha256(json.dumps(head, sort_keys=True).encode()).digest()


def _exact(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"

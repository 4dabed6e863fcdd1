"""Receipts as one line that a member can copy, and what a log says about one.

`tutti-1 7/3 3>1>2 5f…(64 hexadecimal digits) 0c1d2e3f`: the form's version, the poll's key, the choice, the nonce,
and the first eight digits of the commitment, so that a slip in copying is told from a ballot that is missing in the
log.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.collective.ballots import commitment, first_broken_link, poll_key
from bot.errors import BadReceipt
from bot.model.polls import LogEntry, Receipt

_VERSION = "tutti-1"
_CHECKED = 8
_LINE = re.compile(
    rf"{_VERSION} (?P<guild>0|[1-9]\d{{0,19}})/(?P<poll>[1-9]\d{{0,19}}) (?P<choice>[a-z0-9,>=]{{1,200}}) "
    rf"(?P<nonce>[0-9a-f]{{64}}) (?P<check>[0-9a-f]{{{_CHECKED}}})",
    re.ASCII,
)


class Finding(StrEnum):
    """What a poll's log says about a receipt."""

    BROKEN_LOG = "broken log"
    """The chain does not hold: a row was changed, left out, added or moved."""
    MISSING = "missing"
    """No row of the log was made from this choice and nonce."""
    STANDS = "stands"
    """It is in the log of a poll that is still open."""
    COUNTED = "counted"
    SUPERSEDED = "superseded"
    """The member voted again, and that ballot counts."""
    WITHDRAWN = "withdrawn"
    """The member erased everything before the close."""
    OTHERWISE = "otherwise"
    """It is in the log, and the log shows another choice beside it than the one it was made from."""


@dataclass(frozen=True, slots=True)
class ReceiptFinding:
    """What became of the ballot behind a receipt.

    Attributes:
        seq: its row, from 1; of a broken log, the first row that does not follow; None where it is missing.
        superseded_by: the row that counts instead.
        votes: what it weighed; 0 where it was not counted.
    """

    finding: Finding
    seq: int | None = None
    superseded_by: int | None = None
    votes: int = 0


def receipt_words(receipt: Receipt) -> str:
    """The receipt as one line without backticks or line breaks; `parse_receipt` reads it back."""
    key = poll_key(receipt.guild_id, receipt.poll_id)
    return f"{_VERSION} {key} {receipt.choice} {receipt.nonce.hex()} {receipt.commitment.hex()[:_CHECKED]}"


def parse_receipt(words: str) -> Receipt:
    """The receipt in a line that a member pasted; spaces, line breaks and backticks around it do not matter.

    Raises:
        BadReceipt: it is none, or was changed since it was handed out.
    """
    match = _LINE.fullmatch(" ".join(words.strip("` \n\r\t").split()))
    if match is None:
        raise BadReceipt("This is not a receipt of mine.")
    guild_id, poll_id, nonce = int(match["guild"]), int(match["poll"]), bytes.fromhex(match["nonce"])
    committed = commitment(poll_key(guild_id, poll_id), match["choice"], nonce)
    if not committed.hex().startswith(match["check"]):
        raise BadReceipt("This receipt was changed, or not copied whole.")
    return Receipt(guild_id, poll_id, match["choice"], nonce, committed)


def find_receipt(receipt: Receipt, log: Sequence[LogEntry]) -> ReceiptFinding:
    """Look a receipt up in its poll's log, after checking the log's chain.

    Args:
        receipt: of the poll whose log it is.
        log: all of it, in order.
    """
    broken = first_broken_link((entry.commitment, entry.chain) for entry in log)
    if broken is not None:
        return ReceiptFinding(Finding.BROKEN_LOG, log[broken].seq)
    committed = commitment(poll_key(receipt.guild_id, receipt.poll_id), receipt.choice, receipt.nonce)
    entry = next((entry for entry in log if entry.commitment == committed), None)
    if entry is None:
        return ReceiptFinding(Finding.MISSING)
    if entry.withdrawn:
        return ReceiptFinding(Finding.WITHDRAWN, entry.seq)
    if entry.superseded_by is not None:
        return ReceiptFinding(Finding.SUPERSEDED, entry.seq, entry.superseded_by)
    if entry.choice is None:
        return ReceiptFinding(Finding.STANDS, entry.seq)
    if (entry.choice, entry.nonce) != (receipt.choice, receipt.nonce):
        return ReceiptFinding(Finding.OTHERWISE, entry.seq)
    return ReceiptFinding(Finding.COUNTED, entry.seq, votes=entry.votes)

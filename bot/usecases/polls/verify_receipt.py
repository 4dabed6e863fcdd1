"""A member checks that their ballot stands in the log, and anybody takes the log with them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.collective.ballot_forms import describe_choice
from bot.collective.ballot_log import log_csv, log_json
from bot.collective.receipts import ReceiptFinding, find_receipt, parse_receipt
from bot.errors import BadBallot, BadReceipt, UnknownPoll
from bot.model.polls import Poll
from bot.services import Services


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """What the log says about a receipt.

    Attributes:
        words: the choice that it is for; labels stand in it unescaped.
        entries: length of the log.
    """

    poll: Poll
    words: str
    finding: ReceiptFinding
    entries: int


async def verify_receipt(services: Services, guild_id: int, line: str) -> VerifiedReceipt:
    """Look the receipt up in its poll's log.

    Raises:
        BadReceipt: it is none, or of another server's poll.
        UnknownPoll: no such poll here.
    """
    receipt = parse_receipt(line)
    if receipt.guild_id != guild_id:
        raise BadReceipt("This receipt is of a vote in another server.")
    polls = services.store.polls
    poll = await polls.poll(guild_id, receipt.poll_id)
    if poll is None:
        raise UnknownPoll
    log = await polls.log(guild_id, receipt.poll_id)
    try:
        words = describe_choice(poll.terms, receipt.choice)
    except BadBallot as error:
        raise BadReceipt("This receipt is for a choice that this vote does not have.") from error
    return VerifiedReceipt(poll, words, await services.cpu(find_receipt, receipt, log), len(log))


async def export_log(services: Services, guild_id: int, poll_id: int, form: str) -> tuple[str, bytes]:
    """The poll's log as a file that `docs/recount.py` reads.

    Args:
        form: "csv" or "json".

    Returns:
        The file's name and what is in it.

    Raises:
        UnknownPoll: no such poll here.
    """
    polls = services.store.polls
    poll = await polls.poll(guild_id, poll_id)
    if poll is None:
        raise UnknownPoll
    log, result = await polls.log(guild_id, poll_id), await polls.result(guild_id, poll_id)
    text = await services.cpu(log_csv if form == "csv" else log_json, poll, log, result)
    return f"poll-{poll_id}.{'csv' if form == 'csv' else 'json'}", text.encode()

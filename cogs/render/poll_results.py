"""Cards of polls that have ended: the result, how to check it, and what became of a receipt."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from bot.collective.headline import choice_name
from bot.collective.receipts import Finding
from bot.collective.tally import breakdown_withheld
from bot.model.amounts import counted
from bot.model.polls import Method, Poll, PollState
from bot.usecases.close_polls import ClosedPoll
from bot.usecases.polls.delegate_vote import GivenVote
from bot.usecases.polls.list_polls import PublicBallots
from bot.usecases.polls.verify_receipt import VerifiedReceipt
from cogs.render.cards import (
    ANSWER,
    DONE,
    QUIET,
    TROUBLE,
    Attached,
    Block,
    Button,
    Card,
    Row,
    Rule,
    drawing,
    lines,
    plain,
)
from cogs.render.polls import LIMITS
from cogs.render.sale import sale_aftermath, sale_block, sale_verdict

_BALLOTS_A_PAGE = 30


def result_card(outcome: ClosedPoll) -> Card:
    """The result, always with turnout and electorate."""
    poll, conclusion = outcome.shown.poll, outcome.result.conclusion
    sale = outcome.shown.sale
    blocks: list[Block] = [
        f"## {_title(outcome)}\n{outcome.words.text}".rstrip(),
        f"{plain(str(outcome.headline), 1500)}.",
        drawing(outcome.drawing, "result.png"),
    ]
    if sale is not None:
        blocks.append(sale_aftermath(sale, passed=conclusion.passed))
    if breakdown_withheld(conclusion):
        blocks.append(
            "-# With fewer than five ballots, counts would show who chose what. They stay hidden from everyone."
        )
    blocks += [
        f"-# Poll {poll.poll_id} · {counted(outcome.result.log_entries, 'cast')} in its log · log head `{_head(outcome)}` · seal `{outcome.seal.hex()[:16]}`",
        check_row(poll),
    ]
    return Card(tuple(blocks), DONE if conclusion.passed else QUIET)


def _title(outcome: ClosedPoll) -> str:
    poll, conclusion = outcome.shown.poll, outcome.result.conclusion
    if outcome.shown.sale is not None:
        return sale_verdict(outcome.shown.sale, passed=conclusion.passed)
    question = plain(poll.terms.question, 200)
    if poll.terms.method is Method.YES_NO:
        return f"{question}\n### {'Yes: it passed' if conclusion.passed else 'It did not pass'}"
    winners = [plain(choice_name(poll, choice), 80) for choice in conclusion.winners]
    if conclusion.passed:
        return f"{question}\n### 🏆 {winners[0]}"
    return f"{question}\n### {'A tie: ' + ', '.join(winners) if winners else 'Nothing won'}"


def _head(outcome: ClosedPoll) -> str:
    return outcome.result.log_head.hex()[:16] or "empty"


def check_row(poll: Poll) -> Row:
    """Under a result: the log, who chose what where that is public, and how to check it."""
    key = poll.poll_id
    public = () if poll.terms.conduct.secret else (Button("Who chose what", "poll_ballots", (key, 0)),)
    return Row(
        (
            Button("CSV", "poll_log", (key, "csv")),
            Button("JSON", "poll_log", (key, "json")),
            *public,
            Button("How to check this", "poll_check", (key,)),
        )
    )


def closed_card(outcome: ClosedPoll, link: str) -> Card:
    """What stands in the place of the poll's card after its close: no way to vote, and where the result is."""
    shown = outcome.shown
    asked = sale_block(shown.sale) if shown.sale else f"## {plain(shown.poll.terms.question, 200)}"
    headline = plain(str(outcome.headline), 1500)
    return Card((asked, Rule(), f"**This vote is closed.** {headline}.\n[See the result]({link})"), QUIET)


def check_card(poll: Poll, seal: bytes | None) -> Card:
    """How anybody checks a result without trusting this bot."""
    stands = (
        f"It must print this seal:\n```\n{seal.hex()}\n```"
        if seal
        else "Once the vote is closed, the result comes with a seal that it must print."
    )
    return Card(
        (
            (
                "## How to check this\n"
                "1. Take the log: **CSV** or **JSON**. It holds every ballot and no names; each row is chained to the one before.\n"
                "2. Take `recount.py` from the `docs` folder of Tutti's code: a page of Python that needs nothing else. Read it, it is short.\n"
                f"3. Run `python recount.py poll-{poll.poll_id}.json`. It checks the chain and every ballot's commitment, counts again and compares. {stands}\n"
                "4. Look up your own ballot: `/poll verify` with the receipt that you were given, or `python recount.py` with it behind the file's name.\n"
                "A row that was changed, added, moved or left out is named."
            ),
            Rule(),
            LIMITS,
        ),
        ANSWER,
    )


def log_card(poll: Poll, name: str, content: bytes) -> Card:
    """The log as a file."""
    still = " The vote is open, so the log shows commitments alone." if poll.state is PollState.OPEN else ""
    return Card(
        (f"The log of poll {poll.poll_id}, without names.{still} `docs/recount.py` reads it.", Attached(content, name)),
        ANSWER,
    )


_FINDINGS = {
    Finding.COUNTED: "**It counts.** Your ballot stands in row {seq} of the log, as you cast it.",
    Finding.STANDS: "**It stands.** Your ballot is row {seq} of the log of a vote that is still open. It counts unless you vote again.",
    Finding.SUPERSEDED: "**It was replaced.** Your ballot is row {seq}, and you voted again: row {by} counts.",
    Finding.WITHDRAWN: "**It does not count.** Row {seq} is yours, and it was withdrawn when you erased everything.",
    Finding.MISSING: "**It is not in the log.** None of its rows was made from this receipt. Tell the others: either this is no receipt of this vote, or the log was changed.",
    Finding.OTHERWISE: "**The log shows another choice in row {seq} than the one you cast.** Tell the others.",
    Finding.BROKEN_LOG: "**The log is broken at row {seq}:** it does not follow from the rows before. Tell the others.",
}
_GOOD = {Finding.COUNTED, Finding.STANDS, Finding.SUPERSEDED}


def verified_card(verified: VerifiedReceipt) -> Card:
    """What the log says about a receipt, for its holder alone."""
    found = verified.finding
    words = _FINDINGS[found.finding].format(seq=found.seq, by=found.superseded_by)
    weighs = f" It weighed {found.votes} votes." if found.votes > 1 else ""
    return Card(
        (
            f"## {plain(verified.poll.terms.question, 200)}\n{words}{weighs}",
            f"-# Your choice: {plain(verified.words, 600)}. Poll {verified.poll.poll_id}, {counted(verified.entries, 'row')} in its log; the chain was checked from the first row on.",
            Row(
                (
                    Button("CSV", "poll_log", (verified.poll.poll_id, "csv")),
                    Button("JSON", "poll_log", (verified.poll.poll_id, "json")),
                    Button("How to check this", "poll_check", (verified.poll.poll_id,)),
                )
            ),
        ),
        DONE if found.finding in _GOOD else TROUBLE,
    )


def ballots_card(public: PublicBallots, page: int) -> Card:
    """Who chose what in a public poll, page by page."""
    poll, ballots = public.poll, public.ballots
    pages = max(-(-len(ballots) // _BALLOTS_A_PAGE), 1)
    page = min(max(page, 0), pages - 1)
    shown = ballots[page * _BALLOTS_A_PAGE : (page + 1) * _BALLOTS_A_PAGE]
    rows = [f"<@{member_id}> {plain(words, 100)}" for member_id, words in shown]
    turns = Row(
        (
            Button("Before", "poll_ballots", (poll.poll_id, page - 1), disabled=page == 0),
            Button("Next", "poll_ballots", (poll.poll_id, page + 1), disabled=page == pages - 1),
            Button("CSV", "ballots_file", (poll.poll_id,)),
        )
    )
    listed = lines(rows, 3600) or "Nobody voted."
    return Card(
        (f"## {plain(poll.terms.question, 200)}\n-# A public vote. Page {page + 1} of {pages}.", listed, turns), ANSWER
    )


def ballots_file_card(poll: Poll, content: bytes) -> Card:
    """Who chose what, as a file."""
    return Card(
        (f"Who chose what in poll {poll.poll_id}.", Attached(content, f"poll-{poll.poll_id}-ballots.csv")), ANSWER
    )


# --- delegations -----------------------------------------------------------------------------------------------------


def delegated_card(given: GivenVote) -> Card:
    """To the member who lets another vote."""
    scope = (
        f"in “{plain(given.poll.terms.question, 120)}”"
        if given.poll
        else f"in votes on “{plain(given.delegation.topic)}” that take delegations"
    )
    words = (
        f"<@{given.delegation.delegate_id}> votes for you {scope}, wherever you do not vote yourself. Your own ballot goes before it. "
        "They are not told by me; when they vote, they see how many votes they carry.\n-# `/poll delegations` takes it back."
    )
    return Card((words,), DONE)


def delegations_card(given: Sequence[GivenVote]) -> Card:
    """What a member has given away, each with a button to take it back."""
    if not given:
        return Card(("You let nobody vote for you. `/poll delegate` does that, for a poll or a topic.",), QUIET)
    shown = given[:10]
    rows = [f"<@{each.delegation.delegate_id}> {_scope(each)}" for each in shown]
    buttons = [
        Button(f"Take back {number}", "revoke_vote", (each.delegation.poll_id or 0, each.delegation.topic))
        for number, each in enumerate(shown, 1)
    ]
    listed = "\n".join(f"{number}\\. {row}" for number, row in enumerate(rows, 1))
    more = f"\n-# … and {len(given) - 10} more" if len(given) > 10 else ""
    taking = [Row(tuple(buttons[start : start + 5])) for start in range(0, len(buttons), 5)]
    return Card((f"## Who votes for you\n{listed}{more}", *taking), ANSWER)


def _scope(given: GivenVote) -> str:
    if given.poll is not None:
        closes = discord.utils.format_dt(given.poll.terms.closes_at, "R")
        return f"in “{plain(given.poll.terms.question, 80)}”, closes {closes}"
    return f"in votes on “{plain(given.delegation.topic)}”"

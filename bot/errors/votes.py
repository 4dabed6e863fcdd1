"""Votes, and proposals for one, that cannot be taken."""

from __future__ import annotations

from bot.errors.base import UserError


class VoteError(UserError):
    """A vote, or a proposal for one, that cannot be taken."""


class NotAllowed(VoteError):
    """The permission that this needs is missing."""

    def __init__(self, needed: str) -> None:
        self.needed = needed
        super().__init__(f"Only {needed} can do this. Nothing was changed.")


class BadProposal(VoteError):
    """One field of an offer, and what is wrong with it."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        self.why = why
        super().__init__(f"{field}: {why} Nothing was proposed; run `/sale propose` again.")


class BadPoll(VoteError):
    """One thing about a poll that is being made, and what is wrong with it."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        self.why = why
        super().__init__(f"{field}: {why} Nothing was opened.")


class BadBallot(VoteError):
    """What a member chose cannot be read as a ballot of this poll."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"{why} Nothing was counted; what you voted before, if you did, still stands.")


class BadReceipt(VoteError):
    """What a member pasted is no receipt of a vote."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"{why} Paste the whole line that you were given when you voted; it begins with “tutti”.")


class EmptyElectorate(VoteError):
    """Nobody pools here, so nobody could vote."""

    def __init__(self) -> None:
        super().__init__(
            "No member pools listening for sales in this server, so nobody could vote. Nothing was proposed. "
            "Members join the pool after `/upload`, or with `/privacy`."
        )


class NotOnRoll(VoteError):
    """Not in the electorate that was fixed when the poll opened."""

    def __init__(self, opened: str, *, pool: bool = False) -> None:
        self.opened = opened
        whose = "who pooled their listening" if pool else "who were on its roll"
        next_time = " Join the pool with `/privacy` to vote next time." if pool else ""
        super().__init__(
            f"This vote belongs to the members {whose} when it opened ({opened}), and you were not among them. "
            f"Nothing was counted.{next_time}"
        )


class PollClosed(VoteError):
    """The deadline has passed, or the poll is closed."""

    def __init__(self, closed: str) -> None:
        self.closed = closed
        super().__init__(
            f"This vote closed {closed}. Your ballot from before, if you cast one, was counted as it stood."
        )


class NotOpenYet(VoteError):
    """The poll opens at a moment that is still to come."""

    def __init__(self, opens: str) -> None:
        self.opens = opens
        super().__init__(f"This vote opens {opens}. Nothing was counted; vote then.")


class AlreadyVoted(VoteError):
    """The first ballot of a member is final in this poll, and there is one."""

    def __init__(self) -> None:
        super().__init__("You have voted, and in this vote the first ballot is final. It stands as you cast it.")


class BadDelegation(VoteError):
    """One member cannot vote for another here."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"{why} Nothing was changed.")


class UnknownPoll(VoteError):
    """No such poll in this server."""

    def __init__(self) -> None:
        super().__init__("I know no such vote in this server. Nothing was counted.")

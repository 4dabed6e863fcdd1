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
        super().__init__(f"{field}: {why} Nothing was proposed; run `/sale propose` again.")


class EmptyElectorate(VoteError):
    """Nobody pools here, so nobody could vote."""

    def __init__(self) -> None:
        super().__init__(
            "No member pools listening for sales in this server, so nobody could vote. Nothing was proposed. "
            "Members join the pool after `/upload`, or with `/privacy`."
        )


class NotOnRoll(VoteError):
    """Not in the electorate that was fixed when the poll opened."""

    def __init__(self, opened: str) -> None:
        self.opened = opened
        super().__init__(
            f"This vote belongs to the members who pooled their listening when it opened ({opened}), and you were not "
            "among them. Nothing was counted. Join the pool with `/privacy` to vote next time."
        )


class PollClosed(VoteError):
    """The deadline has passed, or the poll is closed."""

    def __init__(self, closed: str) -> None:
        self.closed = closed
        super().__init__(
            f"This vote closed {closed}. Your ballot from before, if you cast one, was counted as it stood."
        )


class UnknownPoll(VoteError):
    """No such poll in this server."""

    def __init__(self) -> None:
        super().__init__("I know no such vote in this server. Nothing was counted.")

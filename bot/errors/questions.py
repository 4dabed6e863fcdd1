"""Questions that cannot be answered as they were asked."""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors.base import UserError


class QuestionError(UserError):
    """The question cannot be answered as it was asked."""


class NothingStored(QuestionError):
    """The member has no history in this server.

    Attributes:
        member: the name to show, or None when the asker asked about themself.
    """

    def __init__(self, member: str | None = None) -> None:
        self.member = member
        super().__init__(
            f"{member} has uploaded nothing in this server."
            if member
            else "You have uploaded nothing in this server yet. `/upload` takes the ZIP that Spotify gave you."
        )


class NothingInPeriod(QuestionError):
    """There is a history, and none of it lies in the period."""

    def __init__(self, period: str, first: str, last: str) -> None:
        self.period = period
        super().__init__(f"There are no listens in {period}. The history here runs from {first} to {last}.")


class NobodyListened(QuestionError):
    """No member who agreed to be compared has listening in the period, or enough of it."""

    def __init__(self, period: str) -> None:
        self.period = period
        super().__init__(
            f"Nobody who agreed to be compared has enough listening in {period}. "
            "Try another period, such as “all time”."
        )


class TooFewListeners(QuestionError):
    """Fewer than two members with listening agreed to be compared."""

    def __init__(self, found: int) -> None:
        self.found = found
        have = "Only one member has" if found == 1 else "No member has"
        super().__init__(
            f"{have} agreed to be compared in this server so far, and a comparison needs two. "
            "Members agree after `/upload`, or with `/privacy`."
        )


class UnknownName(QuestionError):
    """No artist, track, album or member of that name among those who agreed to be compared."""

    def __init__(self, what: str, name: str, near: Sequence[str] = ()) -> None:
        self.what = what
        self.name = name
        self.near = tuple(near)
        hint = f" Did you mean {' or '.join(self.near[:3])}?" if self.near else ""
        super().__init__(f"Nobody who agreed to be compared here has played {what} “{name}”.{hint}")


class UnknownMember(QuestionError):
    """No member of that name agreed to be compared. Whether there is one who did not agree is not told."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        self.name = name
        self.near = tuple(near)
        hint = f" Did you mean {' or '.join(self.near[:3])}?" if self.near else ""
        super().__init__(f"Nobody called “{name}” has agreed to be compared in this server.{hint}")


class SeveralMembers(QuestionError):
    """Several members who agreed to be compared have this name.

    Attributes:
        name: as it was typed.
        member_ids: theirs.
    """

    def __init__(self, name: str, member_ids: Sequence[int]) -> None:
        self.name = name
        self.member_ids = tuple(member_ids)
        super().__init__(f"{len(self.member_ids)} members here are called “{name}”. Mention the one you mean with @.")


class NotYourQuestion(QuestionError):
    """A button that only whoever asked can press: it says what they meant."""

    def __init__(self) -> None:
        super().__init__("Only who asked can say what was meant. Ask it yourself with `/ask`.")


class UnknownPeriod(QuestionError):
    """Words that name no period."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(
            f"I cannot read “{words}” as a period. Try “all time”, “2024”, “2024-02”, “last 90 days” or "
            "“2023-01-01 to 2023-06-30”."
        )


class NotAnswerable(QuestionError):
    """A question that was understood and that the exports cannot answer."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class UnknownComparison(QuestionError):
    """A comparison that this version does not have; an older one's card still asks for it."""

    def __init__(self) -> None:
        super().__init__("That card is from an older version of Tutti. Nothing was done; run the command again.")


class BadAnswerLink(QuestionError):
    """The address of an answer's page that never was, or shows nothing any more.

    Attributes:
        over: whether it once worked.
    """

    def __init__(self, why: str, *, over: bool) -> None:
        self.over = over
        super().__init__(f"{why} Ask again in Discord: a new answer has a new link.")


class NotPostable(QuestionError):
    """An answer that shows somebody who did not agree to be compared: the asker themself, or one who has withdrawn."""

    def __init__(self) -> None:
        super().__init__(
            "This shows listening of a member who has not agreed to be compared here, so it cannot be posted. "
            "It stays between you and me; members agree with `/privacy`."
        )


class NotComparable(QuestionError):
    """The member asked about did not agree to be compared."""

    def __init__(self, member: str) -> None:
        self.member = member
        super().__init__(
            f"{member} has not agreed to be shown to others in this server, so only {member} can ask for this."
        )


class NotAllComparable(QuestionError):
    """One of several members who were named did not agree to be compared, or does no more."""

    def __init__(self) -> None:
        super().__init__(
            "One of those members has not agreed to be compared in this server. Name others, or nobody for everyone "
            "who agreed; members agree after `/upload`, or with `/privacy`."
        )


class TooLittleListening(QuestionError):
    """A member has too little listening in the period to have a taste.

    Attributes:
        found: how much there is, e.g. "12 plays of 3 artists".
        needed: how much there must be.
    """

    def __init__(self, member: str, period: str, found: str, needed: str) -> None:
        self.member, self.period, self.found, self.needed = member, period, found, needed
        super().__init__(
            f"{member} has {found} in {period}, and a taste needs at least {needed}. "
            "A longer period may have them, or another upload."
        )


class TooFewTastes(QuestionError):
    """Too few of those who are compared have enough listening in the period.

    Attributes:
        found: how many have.
        members: how many must.
        needed: how much each must have, e.g. "100 plays of 10 artists".
    """

    def __init__(self, found: int, members: int, period: str, needed: str) -> None:
        self.found, self.members, self.period, self.needed = found, members, period, needed
        super().__init__(
            f"This needs {members} members who agreed to be compared and have at least {needed} in {period}; "
            f"there {'is' if found == 1 else 'are'} {found or 'none'}. A longer period may help, or another upload."
        )


class SameMember(QuestionError):
    """One member was named where two are compared."""

    def __init__(self) -> None:
        super().__init__("That is one and the same member, who is 100 % like themself. Name another one beside them.")

"""Every error of Tutti's own, in one tree.

    TuttiError
    ├── UserError                 the member can mend it; its text is shown to that member as it is
    │   ├── UploadError
    │   │   ├── NothingReadable       no file of the upload held a listen or a playlist
    │   │   ├── WrongPackage          a known package that holds no history; says how to get the right one
    │   │   ├── TooLarge              over a limit on size, entries, ratio, nesting or time
    │   │   ├── TooHeavy              reading it took more memory or time than a worker may use
    │   │   ├── DownloadFailed        an attachment could not be fetched from Discord
    │   │   ├── NoUploadPage          this bot has no page for files that Discord refuses
    │   │   ├── BadLink               an upload link that never was, or works no more
    │   │   ├── PartsMissing          not all of what was announced to the upload page has arrived whole
    │   │   └── UnknownTimeZone
    │   ├── QuestionError
    │   │   ├── NothingStored         the member has no history here
    │   │   ├── NothingInPeriod       there is a history, and none of it in the period
    │   │   ├── NobodyListened        no compared member has listening in the period
    │   │   ├── TooFewListeners       fewer than two members agreed to be compared
    │   │   ├── UnknownName           no artist (track, album, member) of that name; carries near names
    │   │   ├── UnknownMember         no member of that name agreed to be compared; carries near names
    │   │   ├── UnknownPeriod         words that are no period
    │   │   ├── NotAnswerable         a plan that the exports cannot answer
    │   │   ├── UnknownComparison     a card of an older version asks for a comparison that is gone
    │   │   ├── BadAnswerLink         the address of an answer's page that never was, or shows nothing any more
    │   │   ├── NotPostable           an answer that shows somebody who did not agree to be compared
    │   │   ├── NotComparable         the member asked about did not agree to be compared
    │   │   ├── NotAllComparable      one of several members who were named did not
    │   │   ├── TooLittleListening    a member has too little in the period for what was asked
    │   │   ├── TooFewTastes          too few members have enough in the period for what was asked
    │   │   └── SameMember            one member was named where two are compared
    │   ├── BadSchedule               a day or channel that a server's recap cannot be posted on or in
    │   ├── HistoryError
    │   │   ├── UnknownSource         no such upload of this member here (any more)
    │   │   └── UnknownFirstDay       words that are no year, month or day, or one that is still to come
    │   ├── GuessError
    │   │   ├── RoundUnderWay         this channel has a guessing round already
    │   │   ├── RoundOver             its time is up, or it was called off
    │   │   ├── GuessedAlready        one guess a round
    │   │   ├── AboutYou              the answer would be too easy
    │   │   └── NothingToGuess        too little listening to make a riddle of
    │   └── VoteError
    │       ├── NotAllowed            the role for this is missing
    │       ├── BadProposal           one field of an offer, and what is wrong with it
    │       ├── EmptyElectorate       nobody pools here, so nobody could vote
    │       ├── NotOnRoll             not in the electorate that was fixed at opening
    │       ├── PollClosed            the deadline has passed or the poll is closed
    │       └── UnknownPoll
    ├── SettingsError             the operator can mend it; one clear sentence at start
    ├── LanguageError             a language model failed; never reaches a member, the template speaks instead
    ├── PictureError              no picture could be drawn; the card keeps its table and says why
    └── WorkerLost                a worker process died at its work (memory, a crash); the bot lives on

A `UserError` says what happened, what was kept and what to do next. Errors carry facts as attributes and build their
own text. Everything that is not a `UserError` is an incident: see `cogs/failures.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


class TuttiError(Exception):
    """The root: everything that Tutti itself raises. Crosses processes whole: its text and its attributes."""

    def __reduce__(self) -> tuple[Callable[..., TuttiError], tuple[type[TuttiError], str, dict[str, object]]]:
        # Exceptions pickle by calling their class with `args`, which here is the finished text and not what the
        # constructor takes: an error raised in a worker would come back garbled, or break the whole pool.
        return _again, (type(self), str(self), self.__dict__)


def _again(kind: type[TuttiError], text: str, facts: dict[str, object]) -> TuttiError:
    error = kind.__new__(kind, text)
    error.__dict__.update(facts)
    return error


class UserError(TuttiError):
    """Something that the member can mend. `str(error)` is shown to that member, and to no one else."""


class UploadError(UserError):
    """Nothing of the upload was stored."""


class NothingReadable(UploadError):
    """No file of the upload held a listen or a playlist."""

    def __init__(self, names: Sequence[str], problem: str = "") -> None:
        self.names = tuple(names)
        self.problem = problem
        shown = ", ".join(self.names[:5]) + (f" and {len(self.names) - 5} more" if len(self.names) > 5 else "")
        super().__init__(
            f"I found no listening history in {shown or 'that upload'}. {problem + ' ' if problem else ''}"
            "Nothing was stored, and what you had here before is unchanged. "
            "Send the file just as the service gave it to you; /upload help: tells how to ask each service for it."
        )


class WrongPackage(UploadError):
    """A package that we know, and that holds no history."""

    def __init__(self, package: str, advice: str) -> None:
        self.package = package
        self.advice = advice
        super().__init__(f"This is {package}, which holds no listening history. Nothing was stored. {advice}")


class TooLarge(UploadError):
    """Over one of the limits on uploads.

    Attributes:
        what: what was measured, e.g. "unpacked size".
        limit: the bound, with its unit.
    """

    def __init__(self, what: str, limit: str, advice: str = "") -> None:
        self.what = what
        self.limit = limit
        super().__init__(
            f"That upload goes over the limit on {what} ({limit}), so I stopped reading. Nothing was stored. "
            + (advice or "Send its files in two or three parts; they become one history.")
        )


class TooHeavy(UploadError):
    """Reading took more memory, or far more time, than a worker may use; the worker ended, and the bot did not."""

    def __init__(self) -> None:
        super().__init__(
            "Reading it took more memory or time than one upload may use, so I stopped. Nothing was stored, and what "
            "you had here before is unchanged. Send its files in two or three parts; they become one history."
        )


class DownloadFailed(UploadError):
    """An attachment could not be fetched from Discord."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        super().__init__(f"Discord would not hand me {filename}. Nothing was stored. Please send it again.")


class NoUploadPage(UploadError):
    """This bot has no page for files that Discord refuses."""

    def __init__(self) -> None:
        super().__init__(
            "Whoever runs this bot has not set up an upload page. Nothing was stored. Unpack the ZIP and send its "
            "files in two or three parts with `/upload`; they become one history."
        )


class BadLink(UploadError):
    """An upload link that never was, or works no more.

    Attributes:
        over: whether it once worked.
    """

    def __init__(self, why: str, *, over: bool) -> None:
        self.over = over
        super().__init__(f"{why} Nothing was stored by opening it. `/upload link:True` in Discord gives a new one.")


class PartsMissing(UploadError):
    """Not all of what was announced to the upload page has arrived whole."""

    def __init__(self, filename: str) -> None:
        self.filename = filename
        super().__init__(
            f"{filename} did not arrive whole. Nothing was stored. Press Send again; only the rest is sent."
        )


class UnknownTimeZone(UploadError):
    """Not a name in the IANA time zone database."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"I know no time zone “{name}”. Nothing was stored. Choose one from the list, such as Europe/Berlin."
        )


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


class HistoryError(UserError):
    """The member's history stays as it is."""


class UnknownSource(HistoryError):
    """No such upload of this member in this server: removed meanwhile, or replaced by a later one."""

    def __init__(self) -> None:
        super().__init__("That upload is not here any more. Nothing was changed; `/sources` shows what there is.")


class UnknownFirstDay(HistoryError):
    """Words that are no year, month or day, or one that is still to come."""

    def __init__(self, words: str) -> None:
        self.words = words
        super().__init__(
            f"I cannot count from “{words}” on. Nothing was changed. Give a year, a month or a day that has begun, "
            "such as 2022, 2022-05 or 2022-05-13, or “all”."
        )


class GuessError(UserError):
    """A guess, or a round, that cannot be."""


class RoundUnderWay(GuessError):
    """One round at a time in a channel."""

    def __init__(self) -> None:
        super().__init__("There is a round going on in this channel. Guess along; the next one can start when it ends.")


class RoundOver(GuessError):
    """The time is up, or the round was called off: its member erased everything, or no longer agrees."""

    def __init__(self) -> None:
        super().__init__("This round is over. Your guess was not counted; `/guess` starts another.")


class GuessedAlready(GuessError):
    """One guess a round, and it stands."""

    def __init__(self) -> None:
        super().__init__("You have guessed in this round, and a guess stands. The answer comes when the time is up.")


class AboutYou(GuessError):
    """The member whose listening the riddle is made of."""

    def __init__(self) -> None:
        super().__init__("This one is about you, so sit back and watch them guess. Nothing was counted.")


class NothingToGuess(GuessError):
    """Too little listening, or too few members, for a riddle of this kind."""

    def __init__(self) -> None:
        super().__init__(
            "There is not enough to guess yet: I need two members with a few weeks of listening who agreed to be "
            "compared. Members agree after `/upload`, or with `/privacy`."
        )


class VoteError(UserError):
    """A vote, or a proposal for one, that cannot be taken."""


class BadSchedule(UserError):
    """A server's recap cannot be posted so; says why."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was changed.")


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


class SettingsError(TuttiError):
    """Something that the operator can mend: one clear sentence, printed at start."""


class LanguageError(TuttiError):
    """A language model failed, lied or took too long. Never shown to a member.

    Attributes:
        kind: a short code for the log and the metrics, e.g. "timeout", "http_429", "bad_json". Never the body of an
            answer: a 401 can echo part of the key.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


class PictureError(TuttiError):
    """No picture could be drawn.

    Attributes:
        why: a sentence for the card, in words that a member understands.
    """

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class WorkerLost(TuttiError):
    """A worker process died at its work; the pool has started another."""

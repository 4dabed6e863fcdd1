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
    │   │   ├── SeveralMembers        several members have that name
    │   │   ├── NotYourQuestion       only who asked can say what was meant
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
    │   ├── SaleError
    │   │   ├── UnknownOffer          no such offer in this server
    │   │   ├── SaleStands            the offer stands where this step cannot be taken
    │   │   ├── NotPreviewed          nobody has looked at what would be sold
    │   │   ├── NotInSale             its vote never asked this member
    │   │   ├── NeedsConfirmation     two moderators confirm what cannot be taken back here, and one is missing
    │   │   ├── PackageStale          somebody in it has left since it was built
    │   │   ├── NoDownloadPage        the bot has no address on the web for a buyer to fetch from
    │   │   ├── BadPackageLink        a buyer's link that leads nowhere
    │   │   ├── LedgerRefused         an entry that would make the books wrong
    │   │   └── BadPaidFile           a file of payments that cannot be read at all
    │   └── VoteError
    │       ├── NotAllowed            the role for this is missing
    │       ├── BadProposal           one field of an offer, and what is wrong with it
    │       ├── BadPoll               one thing about a poll that is being made, and what is wrong with it
    │       ├── BadBallot             what was chosen cannot be read as a ballot of this poll
    │       ├── BadReceipt            what was pasted is no receipt of a vote
    │       ├── EmptyElectorate       nobody pools here, so nobody could vote
    │       ├── NotOnRoll             not in the electorate that was fixed at opening
    │       ├── PollClosed            the deadline has passed or the poll is closed
    │       ├── NotOpenYet            the poll opens later
    │       ├── AlreadyVoted          the first ballot is final here, and there is one
    │       ├── BadDelegation         one member cannot vote for another here
    │       ├── UnknownPoll
    │       ├── PackageRefused        what keeps contributors apart leaves no package of a slice
    │       └── NoiseNotInstalled     a slice asks for noise, and the package that draws it is missing
    ├── SettingsError             the operator can mend it; one clear sentence at start
    ├── LanguageError             a language model failed; never reaches a member, the template speaks instead
    ├── PictureError              no picture could be drawn; the card keeps its table and says why
    ├── UnsafePackage             the independent check of a package disagrees with its builder
    └── WorkerLost                a worker process died at its work (memory, a crash); the bot lives on

A `UserError` says what happened, what was kept and what to do next. Errors carry facts as attributes and build their
own text. Everything that is not a `UserError` is an incident: see `cogs/failures.py`.
"""

from __future__ import annotations

from bot.errors.base import (
    BadSchedule,
    LanguageError,
    PictureError,
    SettingsError,
    TuttiError,
    UserError,
    WorkerLost,
)
from bot.errors.guesses import (
    AboutYou,
    GuessedAlready,
    GuessError,
    NothingToGuess,
    RoundOver,
    RoundUnderWay,
)
from bot.errors.histories import (
    HistoryError,
    UnknownFirstDay,
    UnknownSource,
)
from bot.errors.packages import NoiseNotInstalled, PackageRefused, UnsafePackage
from bot.errors.questions import (
    BadAnswerLink,
    NobodyListened,
    NotAllComparable,
    NotAnswerable,
    NotComparable,
    NothingInPeriod,
    NothingStored,
    NotPostable,
    NotYourQuestion,
    QuestionError,
    SameMember,
    SeveralMembers,
    TooFewListeners,
    TooFewTastes,
    TooLittleListening,
    UnknownComparison,
    UnknownMember,
    UnknownName,
    UnknownPeriod,
)
from bot.errors.sales import (
    BadPackageLink,
    BadPaidFile,
    LedgerRefused,
    NeedsConfirmation,
    NoDownloadPage,
    NotInSale,
    NotPreviewed,
    PackageStale,
    SaleError,
    SaleStands,
    UnknownOffer,
)
from bot.errors.uploads import (
    BadLink,
    DownloadFailed,
    NothingReadable,
    NoUploadPage,
    PartsMissing,
    TooHeavy,
    TooLarge,
    UnknownTimeZone,
    UploadError,
    WrongPackage,
)
from bot.errors.votes import (
    AlreadyVoted,
    BadBallot,
    BadDelegation,
    BadPoll,
    BadProposal,
    BadReceipt,
    EmptyElectorate,
    NotAllowed,
    NotOnRoll,
    NotOpenYet,
    PollClosed,
    UnknownPoll,
    VoteError,
)

__all__ = [
    "AboutYou",
    "AlreadyVoted",
    "BadAnswerLink",
    "BadBallot",
    "BadDelegation",
    "BadLink",
    "BadPackageLink",
    "BadPaidFile",
    "BadPoll",
    "BadProposal",
    "BadReceipt",
    "BadSchedule",
    "DownloadFailed",
    "EmptyElectorate",
    "GuessError",
    "GuessedAlready",
    "HistoryError",
    "LanguageError",
    "LedgerRefused",
    "NeedsConfirmation",
    "NoDownloadPage",
    "NoUploadPage",
    "NobodyListened",
    "NoiseNotInstalled",
    "NotAllComparable",
    "NotAllowed",
    "NotAnswerable",
    "NotComparable",
    "NotInSale",
    "NotOnRoll",
    "NotOpenYet",
    "NotPostable",
    "NotPreviewed",
    "NotYourQuestion",
    "NothingInPeriod",
    "NothingReadable",
    "NothingStored",
    "NothingToGuess",
    "PackageRefused",
    "PackageStale",
    "PartsMissing",
    "PictureError",
    "PollClosed",
    "QuestionError",
    "RoundOver",
    "RoundUnderWay",
    "SaleError",
    "SaleStands",
    "SameMember",
    "SettingsError",
    "SeveralMembers",
    "TooFewListeners",
    "TooFewTastes",
    "TooHeavy",
    "TooLarge",
    "TooLittleListening",
    "TuttiError",
    "UnknownComparison",
    "UnknownFirstDay",
    "UnknownMember",
    "UnknownName",
    "UnknownOffer",
    "UnknownPeriod",
    "UnknownPoll",
    "UnknownSource",
    "UnknownTimeZone",
    "UnsafePackage",
    "UploadError",
    "UserError",
    "VoteError",
    "WorkerLost",
    "WrongPackage",
]

"""What stops a question, in the language of whoever asked.

Errors carry facts and say what happened in English (`bot.errors`); those that a question can end in are said here in
the other languages too. A test holds the English of both to be the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.errors import (
    NotAllComparable,
    NotComparable,
    NotPostable,
    TooFewListeners,
    UnknownComparison,
    UnknownMember,
    UnknownName,
    UserError,
)
from bot.phrasebook.phrasebook import Phrasebook, msg

_NAMED = {
    "artist": msg("artist {names}"),
    "track": msg("track {names}"),
    "album": msg("album {names}"),
    "playlist": msg("playlist {names}"),
}


def error_words(error: UserError, book: Phrasebook) -> str:
    """What a member reads of an error, unescaped; in English where it is not translated."""
    match error:
        case UnknownName():
            name = book.say("“{name}”", name=error.name)
            what = book.say(_NAMED.get(error.what, msg("artist {names}")), names=name)
            said = book.say("Nobody who agreed to be compared here has played {what}.", what=what)
            return said + _near(error.near, book)
        case UnknownMember():
            name = book.say("“{name}”", name=error.name)
            said = book.say("Nobody called {name} has agreed to be compared in this server.", name=name)
            return said + _near(error.near, book)
        case TooFewListeners():
            have = (
                book.say("Only one member has agreed to be compared in this server so far, and a comparison needs two.")
                if error.found == 1
                else book.say("No member has agreed to be compared in this server so far, and a comparison needs two.")
            )
            return have + " " + book.say("Members agree after `/upload`, or with `/privacy`.")
        case NotPostable():
            return book.say(
                "This shows listening of a member who has not agreed to be compared here, so it cannot be posted. "
                "It stays between you and me; members agree with `/privacy`."
            )
        case NotComparable():
            return book.say(
                "{member} has not agreed to be shown to others in this server, so only {member} can ask for this.",
                member=error.member,
            )
        case NotAllComparable():
            return book.say(
                "One of those members has not agreed to be compared in this server. Name others, or nobody for "
                "everyone who agreed; members agree after `/upload`, or with `/privacy`."
            )
        case UnknownComparison():
            return book.say("That card is from an older version of Tutti. Nothing was done; run the command again.")
        case _:
            return str(error)


def _near(names: Sequence[str], book: Phrasebook) -> str:
    return " " + book.say("Did you mean {names}?", names=book.listed(names[:3], "or")) if names else ""

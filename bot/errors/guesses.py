"""Guesses, and rounds, that cannot be."""

from __future__ import annotations

from bot.errors.base import UserError


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

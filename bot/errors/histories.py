"""Histories that stay as they are."""

from __future__ import annotations

from bot.errors.base import UserError


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

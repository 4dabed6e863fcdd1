"""What every reader of times leans on: a language's words for them, and a sentence that they are taken out of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.model.questions import Window
from bot.questions.calendar_windows import Kind
from bot.questions.reading import Sentence
from bot.questions.words.language import Language, alternatives

YEAR = r"(?:19[5-9]\d|20\d\d)"
"""A year as it is typed, inside of a regular expression."""

LATE_NIGHT = (0, 5)
DAY_PARTS: dict[str, tuple[int, int]] = {
    "late_night": LATE_NIGHT,
    "early_morning": (5, 8),
    "night": (22, 4),
    "morning": (6, 12),
    "afternoon": (12, 18),
    "evening": (18, 22),
    "midnight": (0, 1),
    "noon": (12, 13),
}
"""What words for parts of the day mean, on the member's own clock, half open."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Something about time at a place. `value` is a `Window`, an hour range, or days or months."""

    kind: Kind
    value: Window | tuple[int, ...]
    start: int
    end: int


@lru_cache(maxsize=2048)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Kept longer than `re` itself keeps patterns: there are some 150 in each of eight languages."""
    return re.compile(pattern)


class TimeWords:
    """A sentence, its language's words for times, and what was found of them.

    Attributes:
        sentence: what was found is masked in it.
        found: so far.
        any_month: a month's name, as one of the groups `m1` to `m12` of a regular expression.
        which_month: the same without groups.
    """

    def __init__(self, sentence: Sentence, language: Language, today: date) -> None:
        self.sentence = sentence
        self.language = language
        self.today = today
        self.found: list[TimeMention] = []
        self.edge = (r"(?<![^\W_])", r"(?![^\W_])") if language.spaced else ("", "")
        months = ((n, alternatives(names)) for n, names in enumerate(language.months, 1) if names)
        self.months = dict(months)
        self.any_month = "|".join(f"(?P<m{n}>{names})" for n, names in self.months.items()) or r"(?!)"
        self.which_month = "|".join(self.months.values()) or r"(?!)"

    def words(self, *concepts: str) -> str:
        """The concepts' phrases as one group; without any, a group that matches nothing."""
        parts = [self.language.alternatives(concept) for concept in concepts]
        return f"(?:{'|'.join(parts)})"

    def take(self, pattern: str, make: Callable[[re.Match[str]], tuple[Kind, Window | tuple[int, ...]] | None]) -> None:
        """Note every match that `make` can make sense of, and mask it."""
        edged = _compiled(self.edge[0] + pattern + self.edge[1])
        for match in edged.finditer(self.sentence.folded):
            made = make(match)
            if made:
                self.found.append(TimeMention(*made, match.start(), match.end()))
                self.sentence = self.sentence.without((match.start(), match.end()))

    def note(self, pattern: str, kind: Kind, value: Window | tuple[int, ...]) -> None:
        """Note every match as this very value, and mask it."""
        self.take(pattern, lambda _: (kind, value))

    def month_of(self, match: re.Match[str]) -> int | None:
        """The number of the month that a match of `any_month` found."""
        return next((n for n in self.months if match.group(f"m{n}")), None)

    def last_year_with(self, month: int) -> int:
        """The year of the month's latest beginning."""
        return self.today.year if month <= self.today.month else self.today.year - 1

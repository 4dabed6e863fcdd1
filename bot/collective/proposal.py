"""What a moderator types into the form of an offer, read strictly and answered kindly.

Each reader takes the words of one field and gives an exact value, or raises `BadProposal` with that field's name and
what to write instead. Prices are read in `money`, closing times in `closing_time`.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from bot.collective.closing_time import parse_deadline
from bot.collective.money import parse_price
from bot.errors import BadProposal

__all__ = [
    "QUORUM_DEFAULT", "THRESHOLD_DEFAULT", "parse_buyer", "parse_deadline", "parse_percent", "parse_price",
    "parse_purpose", "parse_quorum", "parse_text", "parse_threshold",
]  # fmt: skip

QUORUM_DEFAULT = Fraction(1, 2)
"""Half of those who pool must vote: a sale binds everyone in the pool."""
THRESHOLD_DEFAULT = Fraction(2, 3)
"""More than two thirds of yes and no must be yes."""

_NAMED = {
    "half": Fraction(1, 2), "a half": Fraction(1, 2), "majority": Fraction(1, 2), "simple majority": Fraction(1, 2),
    "two thirds": Fraction(2, 3), "two-thirds": Fraction(2, 3), "three quarters": Fraction(3, 4),
    "three-quarters": Fraction(3, 4), "a third": Fraction(1, 3), "one third": Fraction(1, 3),
    "a quarter": Fraction(1, 4), "one quarter": Fraction(1, 4), "none": Fraction(0), "no quorum": Fraction(0),
}  # fmt: skip
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,6}))?\s*(%|percent|per cent)?")
_FRACTION = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")


def parse_percent(words: str, field: str) -> Fraction:
    """A share, exactly as typed: "66.7 %" is 667/1000 and "2/3" is two thirds; "50" means 50 %.

    Returns:
        In [0, 1].

    Raises:
        BadProposal: not a share; more than all; or a bare number up to 1 with decimals, which could mean either.
    """
    text = " ".join(unicodedata.normalize("NFKC", words).replace("\N{FRACTION SLASH}", "/").casefold().split())
    share = _NAMED.get(text)
    if share is None and (parts := _FRACTION.fullmatch(text)) and int(parts[2]):
        share = Fraction(int(parts[1]), int(parts[2]))
    if share is None and (parts := _PERCENT.fullmatch(text)):
        share = Fraction(f"{parts[1]}.{parts[2] or 0}") / 100
        if parts[2] and not parts[3] and share <= Fraction(1, 100):
            raise BadProposal(field, f"does “{words.strip()}” mean percent? Write it with the sign, such as “50 %”.")
    if share is None:
        raise BadProposal(field, f"I cannot read “{words.strip()[:40]}” as a share. Write “66.7 %”, “50” or “2/3”.")
    if share > 1:
        raise BadProposal(field, "a share cannot be more than 100 %.")
    return share


def parse_quorum(words: str, field: str = "Quorum") -> Fraction:
    """The share of the electorate that must vote; `QUORUM_DEFAULT` where nothing is typed.

    Returns:
        In [0, 1]. 0 means that any turnout will do.

    Raises:
        BadProposal: as `parse_percent`.
    """
    return parse_percent(words, field) if words.strip() else QUORUM_DEFAULT


def parse_threshold(words: str, field: str = "Threshold") -> Fraction:
    """What yes / (yes + no) must exceed; `THRESHOLD_DEFAULT` where nothing is typed.

    Returns:
        In [1/2, 1): less than half would let a minority sell, and nothing is more than all.

    Raises:
        BadProposal: as `parse_percent`, or out of those bounds.
    """
    share = parse_percent(words, field) if words.strip() else THRESHOLD_DEFAULT
    if share < Fraction(1, 2):
        raise BadProposal(field, "it must be at least 50 %, or fewer could outvote more.")
    if share == 1:
        raise BadProposal(field, "support must be more than the threshold, and nothing is more than 100 %. Try “99 %”.")
    return share


def parse_buyer(words: str, field: str = "Buyer") -> str:
    """Who buys: one line of 2 to 80 characters."""
    return parse_text(words, field, 2, 80)


def parse_purpose(words: str, field: str = "Purpose") -> str:
    """What the buyer may do with it: one line of 3 to 300 characters."""
    return parse_text(words, field, 3, 300)


def parse_text(words: str, field: str, at_least: int, at_most: int) -> str:
    """Free words as one line: spaces and line breaks become one space, invisible and control characters go.

    Returns:
        `at_least` to `at_most` characters, NFC; markdown is not escaped here, since storage keeps what was typed.

    Raises:
        BadProposal: too short or too long.
    """
    # Joiners stay: emoji and several scripts are spelt with them. Marks that turn text around go, as they could make
    # "sold to X" read as something else.
    visible = (
        letter
        for letter in unicodedata.normalize("NFC", words)
        if letter in "\n\t\r\u200c\u200d" or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cs", "Cn")
    )
    line = " ".join("".join(visible).split())
    if len(line) < at_least:
        raise BadProposal(field, f"write at least {at_least} characters." if line else "this is empty.")
    if len(line) > at_most:
        raise BadProposal(field, f"that is {len(line)} characters long, and {at_most} is the most.")
    return line

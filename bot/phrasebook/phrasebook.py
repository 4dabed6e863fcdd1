"""Our sentences in one language, and its ways with numbers, dates and lists.

English is the source: a sentence stands in the code as members read it, and its translations stand under it in the
language's catalogue, `bot/phrasebook/<language>.po` (GNU gettext's format, read by Babel). What a catalogue does not
have is said in English.

Sentences find their way into the catalogues by how they are written (`bot.phrasebook.gathering`): as a literal handed
to `say`, `translated` or `counted`, or to `msg` and `noun` where they stand in a table.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_day_names, get_month_names
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LANGUAGES = ("de", "es", "fr", "ja", "pl", "pt")
"""Those with a catalogue, beside English."""

ENGLISH_TAG = "en"

_SHOWN_LIST = 3


def msg(sentence: str) -> str:
    """Mark a sentence in a table as one to be translated; it is what it was."""
    return sentence


def noun(one: str, many: str) -> tuple[str, str]:
    """Mark a counted thing in a table as one to be translated: `noun("{n} play", "{n} plays")`."""
    return one, many


@dataclass(frozen=True, slots=True, eq=False)
class Phrasebook:
    """One language.

    Attributes:
        tag: as Discord names it: "en", "es-419", "pt-BR".
        locale: whose numbers and dates it writes.
        catalogue: its translations; of English, none.
    """

    tag: str
    locale: Locale
    catalogue: gettext.NullTranslations = field(repr=False)

    @property
    def is_english(self) -> bool:
        """Whether it says things as they stand in the code."""
        return self.tag == ENGLISH_TAG

    def translated(self, sentence: str) -> str:
        """The sentence with its placeholders, whatever they are; in English where there is no translation."""
        return self.catalogue.gettext(sentence) if sentence else ""

    def say(self, sentence: str, /, **values: object) -> str:
        """The sentence, filled in. Values stand in it as they are given, so numbers come from `number`."""
        return self.translated(sentence).format(**values)

    def counted(self, one: str, many: str, n: int, /, **values: object) -> str:
        """A number of things, by the language's own plurals: `counted("{n} play", "{n} plays", 1204)`."""
        return self.catalogue.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, value: float, decimals: int = 0, *, always: bool = False) -> str:
        """A number with at most so many decimals: "1,204", "4,2"; with `always`, with all of them: "4,0"."""
        # Rounded first: Babel rounds the shortest decimals of a float, which are not always on the float's own side.
        after = ("0" if always else "#") * decimals
        return str(format_decimal(round(value, decimals), f"#,##0.{after}" if after else "#,##0", locale=self.locale))

    def listed(self, names: Sequence[str], joint: Literal["standard", "or"] = "standard") -> str:
        """Names as a sentence lists them: "Ada, Bo and Cleo", "Ada oder Bo"."""
        # American English writes a comma before "and"; ours does not.
        locale = Locale("en", "GB") if self.is_english else self.locale
        return str(format_list(list(names), style=joint, locale=locale))

    def some(self, names: Sequence[str]) -> str:
        """At most three names, and how many more: "Ada", "Ada and Bo", "Ada, Bo, Cleo and 2 more"."""
        more = len(names) - _SHOWN_LIST
        rest = [self.counted("{n} more", "{n} more", more)] if more > 0 else []
        return self.listed([*names[:_SHOWN_LIST], *rest])

    def day(self, day: date) -> str:
        """A date, short: "3 Feb 2024", "2024年2月3日"."""
        if self.is_english:
            return str(format_date(day, "d MMM y", locale=self.locale))
        return str(format_skeleton("yMMMd", day, locale=self.locale))

    def full_day(self, day: date) -> str:
        """A date in full: "3 February 2024", "3 de febrero de 2024"."""
        return str(format_date(day, "d MMMM y" if self.is_english else "long", locale=self.locale))

    def month(self, year: int, month: int, *, short: bool = False) -> str:
        """A month of a year: "March 2024", short "Mar 2024"."""
        return str(format_skeleton("yMMM" if short else "yMMMM", date(year, month, 1), locale=self.locale))

    def month_name(self, month: int) -> str:
        """A month by itself, from 1: "March", "marzo"."""
        return str(get_month_names("wide", "stand-alone", self.locale)[month])

    def weekday(self, weekday: int) -> str:
        """A day of the week by itself, from Monday, 0: "Monday", "lunes"."""
        return str(get_day_names("wide", "stand-alone", self.locale)[weekday])


ENGLISH = Phrasebook(ENGLISH_TAG, Locale("en"), gettext.NullTranslations())


@cache
def phrasebook(tag: str) -> Phrasebook:
    """The phrasebook for a locale of Discord's ("es-ES", "pt-BR", "ja"); English for one that we do not speak."""
    language = tag.partition("-")[0].casefold()
    if language not in LANGUAGES:
        return ENGLISH
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        tag, locale = language, Locale(language)
    return Phrasebook(tag, locale, _catalogue(language))


def prepare() -> None:
    """Read every catalogue and its language's numbers and dates, so that no member waits for the first of them."""
    for language in (ENGLISH_TAG, *LANGUAGES):
        book = phrasebook(language)
        book.number(1.5, 1)
        book.day(date(2024, 1, 1))


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    # Compiled in memory: what is read is what translators wrote, and no binary of it can be stale.
    source = files("bot.phrasebook").joinpath(f"{language}.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

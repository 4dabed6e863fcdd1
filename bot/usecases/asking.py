"""What a comparison is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.analysis.daybook import Part
from bot.analysis.periods import Period
from bot.errors import NotComparable, TooFewListeners
from bot.model.answers import Asked, Table, Why
from bot.model.facts import FactSheet
from bot.model.members import Member
from bot.services import Services

GROUP_MOST = 200
"""Members that are compared at once; in a larger server those with most listening, and the card says so."""

_SINCE_YEAR = 1970


@dataclass(frozen=True, slots=True)
class GroupParts:
    """Members' daybooks as they are stored, for a worker: `bot.analysis.daybook.unpack(parts.parts)` makes the frames.

    Attributes:
        parts: by member id, then by part.
        in_all: how many consenting members with music there are; more than `parts` where `GROUP_MOST` cut them.
    """

    parts: Mapping[int, Mapping[str, bytes]] = field(repr=False)
    in_all: int


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """One comparison being asked.

    Attributes:
        period: what `asked.period` says, on the asker's clock.
        today: on that clock.
        members: everyone who agreed to be compared, by id, and the asker, whether or not they agreed.
        consenting: those who agreed.
        narratable: those of whom a language model may word things.
        language: the asker's, as a tag of Discord's locales; what is not translated answers in English all the same.
    """

    services: Services
    guild_id: int
    asker_id: int
    asked: Asked
    period: Period
    today: date
    members: Mapping[int, Member]
    consenting: frozenset[int]
    narratable: frozenset[int]
    language: str = "en"

    async def group(
        self,
        *parts: str,
        plays: bool = False,
        members: Sequence[int] | None = None,
        at_least: int = 2,
        most: int = GROUP_MOST,
    ) -> GroupParts:
        """These parts of the daybooks of the group, or of these members.

        Args:
            parts: names of `bot.analysis.daybook.Part`.
            plays: also the day-grained plays of the period's years; of all years where the period is all time.
            members: None for everyone who agreed to be compared; else these, each of whom agreed or is the asker.
            at_least: how many must have music.
            most: how many of the group there may be; those with most listening come first.

        Raises:
            NotComparable: one of these members did not agree.
            TooFewListeners: fewer than `at_least` have music.
        """
        wanted = (*parts, *(self._years() if plays else ()))
        listening = self.services.store.listening
        if members is not None:
            for member_id in members:
                self.name(member_id)
        stored = await listening.daybooks(self.guild_id, wanted, members, most)
        found = dict(stored.parts)
        if members is not None and self.asker_id in members and self.asker_id not in found:
            found[self.asker_id] = await listening.own_daybook(self.guild_id, self.asker_id, wanted)
        # One that is still being made, after an update, is there in a moment.
        found = {member_id: each for member_id, each in found.items() if each}
        if len(found) < at_least:
            raise TooFewListeners(len(found))
        return GroupParts(found, max(stored.members, len(found)))

    def name(self, member_id: int) -> str:
        """The member's display name, unescaped.

        Raises:
            NotComparable: they did not agree to be compared, and are not the asker.
        """
        member = self.members.get(member_id)
        if member is None:
            raise NotComparable("That member")
        return member.display_name

    def names(self, member_ids: Sequence[int]) -> list[str]:
        """Display names, one by one."""
        return [self.name(member_id) for member_id in member_ids]

    async def artist_names(self, ids: Sequence[int]) -> dict[int, str]:
        """Names of these artists."""
        return await self.services.store.catalogue.artist_names(self.guild_id, ids)

    async def track_names(self, ids: Sequence[int]) -> dict[int, tuple[str, int | None]]:
        """Titles of these tracks, with their artists' ids."""
        return await self.services.store.catalogue.track_names(self.guild_id, ids)

    async def album_names(self, ids: Sequence[int]) -> dict[int, tuple[str, int | None]]:
        """Titles of these albums, with their artists' ids."""
        return await self.services.store.catalogue.album_names(self.guild_id, ids)

    def _years(self) -> tuple[str, ...]:
        first = self.period.start.year if self.period.start else _SINCE_YEAR
        last = self.period.end.year if self.period.end else self.today.year + 1
        return tuple(Part.plays_of(year) for year in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class Turn:
    """A question beside the one that was asked, on a button of its card."""

    label: str
    asked: Asked


@dataclass(frozen=True, slots=True)
class Draft:
    """What a comparison found, before it is worded and drawn.

    Attributes:
        title: of the card, unescaped, e.g. "Longest streaks · 2024".
        tables: the first is what the answer is about.
        why: how the numbers are made.
        about: every member who is named or counted alone in it.
        sheet: the facts of the verdict, for the narrator; None where `verdict` says it.
        verdict: one or two sentences made by code, in Discord's markdown, names made safe by `bot.narration.fill.safe`;
            "" where there is a sheet.
        rests_on: short sentences: what was counted, over which days, whose exports.
        left_out: why members are not in it, in a sentence with their names; "" where nobody is left out.
        aside: a sentence to the asker alone, which is not posted: their own place, whether or not they agreed.
        picture: a figure function of `bot/charts` and its rows; None where words say more.
        page_rows: rows of a table on one page of the card.
        turns: other questions to turn to, at most five.
        language: in which all of this is said, and the card around it is: a tag that `bot.phrasebook` knows.
    """

    title: str
    tables: tuple[Table, ...]
    why: Why
    about: frozenset[int]
    sheet: FactSheet | None = None
    verdict: str = ""
    rests_on: tuple[str, ...] = ()
    left_out: str = ""
    aside: str = ""
    picture: tuple[Callable[..., str], Any] | None = None
    page_rows: int = 10
    turns: tuple[Turn, ...] = ()
    language: str = "en"

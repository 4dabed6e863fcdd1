"""What the habits (streaks, sittings, returns and the others) have in common: whose music, and since when."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from bot.analysis.coverage import Basis, Cover
from bot.analysis.daybook import holds_music
from bot.analysis.periods import Period
from bot.errors import NobodyListened, NothingInPeriod, NothingStored
from bot.usecases.asking import Asking, GroupParts
from bot.usecases.comparisons.coverage_words import span_words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


def rows_of(frame: pd.DataFrame, row: type[Row]) -> tuple[Row, ...]:
    """For a worker: a frame's rows as plain values; the row's fields are columns of the frame. Missing is None."""
    columns = [each.name for each in fields(row)]
    cells = frame[columns].astype(object)
    return tuple(row(*values) for values in cells.where(cells.notna(), None).itertuples(index=False, name=None))


async def parts_of_one(asking: Asking, member_id: int, *parts: str, plays: bool = False) -> GroupParts:
    """These parts of one member's daybook: of one who agreed to be compared, or the asker.

    Raises:
        NotComparable: the member did not agree and is not the asker.
        NothingStored: there is no music of theirs here.
    """
    own = member_id == asking.asker_id
    if own and member_id not in asking.members:
        raise NothingStored
    found = await asking.group(*parts, plays=plays, members=(member_id,), at_least=0)
    if not any(map(holds_music, found.parts.values())):
        raise NothingStored(None if own else asking.name(member_id))
    return found


def require_listening(asking: Asking, basis: Basis, *, found: bool) -> None:
    """Refuse a question that found nothing, in the words that say why.

    Raises:
        NobodyListened: nobody of the group has what was asked for in the period.
    """
    if not found or not any(each.plays for each in basis.covers):
        raise NobodyListened(asking.period.label)


def require_own_listening(asking: Asking, cover: Cover) -> None:
    """Likewise, about one member.

    Raises:
        NothingInPeriod: their music lies outside of the period.
    """
    if not cover.plays:
        raise NothingInPeriod(asking.period.label, f"{cover.first_day}", f"{cover.last_day}")


def own_span_words(name: str, cover: Cover) -> str:
    """What an answer about one member rests on, `name` being safe already."""
    return f"All of {name}'s music here: {span_words(cover.first_day, cover.last_day)}"


def clipped(cover: Cover, period: Period) -> tuple[date, date]:
    """The first and the last day of the period that a member's music covers; there is one."""
    first = cover.first_day if period.start is None else max(cover.first_day, period.start)
    last = cover.last_day if period.end is None else min(cover.last_day, period.end - timedelta(days=1))
    return first, last

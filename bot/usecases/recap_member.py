"""A member's listening in a period, looked back on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.analysis.frames import history_from_table
from bot.analysis.periods import parse_period
from bot.analysis.recap import Recap, recap
from bot.charts.calendar import recap_figure
from bot.charts.rows import RecapRows
from bot.errors import NotComparable, NothingInPeriod, NothingStored
from bot.model.amounts import counted, hours_words
from bot.model.facts import FactSheet, Words
from bot.model.members import Member
from bot.model.stored import MemberNames
from bot.narration.sheets import recap_sheet
from bot.services import Services
from bot.usecases.pictures import Drawing, draw
from bot.usecases.standings import name_rows, narratable
from storage.blobs import decode

_ARTISTS_DRAWN = 5


@dataclass(frozen=True, slots=True)
class Outlook:
    """A recap, worded and drawn.

    Attributes:
        period_words: the period as it was asked for, for asking again.
        postable: whether others may see it: the member agreed to be compared, or asked themself.
    """

    member: Member
    recap: Recap
    period_words: str
    words: Words
    drawing: Drawing
    postable: bool


async def recap_member(
    services: Services, guild_id: int, asker_id: int, member_id: int, period_words: str, seen_as: str = ""
) -> Outlook:
    """Look back on a member's listening.

    Others may ask only about a member who agreed to be compared; everyone may ask about themself.

    Args:
        period_words: such as "all time" or "February 2024"; dates are on the member's own clock.
        seen_as: the member's name as Discord shows it now, for the sentence that there is nothing to show.

    Raises:
        NotComparable, NothingStored, UnknownPeriod, NothingInPeriod.
    """
    member = await services.store.members.member(guild_id, member_id)
    own = member_id == asker_id
    name = member.display_name if member else seen_as
    if not own and not (member and member.consents.compare):
        # The same sentence for who stored nothing: that somebody did is theirs to tell.
        raise NotComparable(name or "That member")
    stored = await services.store.listening.history_of(guild_id, member_id)
    if member is None or stored is None:
        raise NothingStored(None if own else name)
    names = await services.store.catalogue.names(guild_id, member_id)
    today = services.clock.now().astimezone(ZoneInfo(member.time_zone)).date()
    found = await services.cpu(recap_of_blob, stored.blob, names, member.time_zone, period_words, today)
    if not found.total.listens:
        raise NothingInPeriod(found.label, f"{found.covers_from}", f"{found.covers_to}")
    words = await services.narrator.words(_sheet(member, found, await narratable(services, guild_id)))
    drawing = await draw(services, recap_figure, _chart(member, found))
    return Outlook(member, found, period_words, words, drawing, own or member.consents.compare)


def recap_of_blob(blob: bytes, names: MemberNames, time_zone: str, period_words: str, today: date) -> Recap:
    """For a worker: open a stored history and recap it."""
    period = parse_period(period_words, today)
    return recap(
        history_from_table(
            decode(blob),
            *name_rows(names),
            time_zone,
        ),
        period,
    )


def _chart(member: Member, found: Recap) -> RecapRows:
    return RecapRows(
        f"{member.display_name} · {found.label}",
        f"{found.covers_from:%b %Y} to {found.covers_to:%b %Y}, {found.time_zone}"
        if found.covers_from and found.covers_to
        else "",
        tuple((f"{each.month:%Y-%m}", each.hours or 0.0) for each in found.months if each.hours is not None),
        tuple(each.hours or 0.0 for each in found.clock),
        tuple((row.name, row.hours or 0.0) for row in found.top_artists.rows[:_ARTISTS_DRAWN]),
    )


def _sheet(member: Member, found: Recap, told: frozenset[int]) -> FactSheet:
    artists, tracks = found.top_artists.rows, found.top_tracks.rows
    return recap_sheet(
        member.member_id,
        member.display_name,
        told,
        period=found.label,
        hours=hours_words(found.total.hours) if found.total.hours is not None else "unknown time",
        plays=counted(found.total.listens, "play"),
        top_artist=artists[0].name if artists else "",
        top_artist_time=hours_words(artists[0].hours) if artists and artists[0].hours is not None else "",
        top_track=tracks[0].name if tracks else "",
    )

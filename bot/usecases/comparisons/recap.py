"""A member, two, or the whole server, looked back on; and the picture of it that is to be shown elsewhere."""

from __future__ import annotations

from bot.charts.recaps import share_figure
from bot.errors import NothingStored, UnknownComparison
from bot.model.answers import Asked, Why
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons.recap_member import member_recap, member_share_rows
from bot.usecases.comparisons.recap_pair import pair_recap, pair_share_rows
from bot.usecases.comparisons.recap_server import server_recap, server_share_rows
from bot.usecases.comparisons.recap_words import WHAT, Page


def recap_asked(members: tuple[int, ...], period: str, page: Page = Page.OVERVIEW) -> Asked:
    """A page of a recap, as it is asked for.

    Args:
        members: one, two, or none for the server; the same one twice is that one.
        period: in words that `parse_period` reads.
        page: which page.
    """
    return Asked(WHAT, period, tuple(dict.fromkeys(members)), option=page.value)


def page_of(asked: Asked) -> Page:
    """Which page is asked for.

    Raises:
        UnknownComparison: none that this version has.
    """
    try:
        return Page(asked.option or Page.OVERVIEW)
    except ValueError as error:
        raise UnknownComparison from error


async def recap(asking: Asking) -> Draft:
    """One page of the recap of whoever is asked about.

    Raises:
        NotComparable, NothingStored, NothingInPeriod, TooFewListeners, NobodyListened, UnknownComparison.
    """
    page = page_of(asking.asked)
    _check(asking)
    if page is Page.SHARE:
        return await _share(asking)
    if not asking.asked.members:
        return await server_recap(asking, page)
    return await (member_recap if len(asking.asked.members) == 1 else pair_recap)(asking, page)


def _check(asking: Asking) -> None:
    if len(asking.asked.members) > len(("left", "right")):
        raise UnknownComparison
    if asking.asker_id in asking.asked.members and asking.asker_id not in asking.members:
        raise NothingStored


async def _share(asking: Asking) -> Draft:
    """The page that is nothing but the picture to be shown elsewhere."""
    members = asking.asked.members
    if not members:
        rows = await server_share_rows(asking)
    else:
        rows = await (member_share_rows if len(members) == 1 else pair_share_rows)(asking)
    return Draft(f"{rows.title} · {rows.note}", (), Why(()), frozenset(members), picture=(share_figure, rows))

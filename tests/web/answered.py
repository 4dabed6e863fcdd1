"""A server in which Ada and Bo are compared, and a comparison of plays to open in the browser."""

from __future__ import annotations

from bot.charts.bars import ranked_figure
from bot.charts.rows import RankedBar, RankedRows
from bot.model.answers import Asked, Column, Kind, Table, Why
from bot.model.members import Consent
from bot.narration.fill import safe
from bot.services import Services
from bot.usecases.asking import Asking, Draft
from bot.usecases.open_in_browser import answer_link
from bot.usecases.upload_export import SentFile, Stage, upload_export
from tests.clock import START
from tests.journeys.exports import extended
from tests.web.conftest import ADA, BO, GUILD, Site

BO_NAME = 'Bo <img src=x onerror="document.title=1">'
ASKED = Asked("plays_of_all", "all time")
PLAYS = {ADA: 3, BO: 1}


async def plays_of_all(asking: Asking) -> Draft:
    """Members by plays, or those asked for; `option` "worded" has no picture."""
    parts = await asking.group("days", members=asking.asked.members or None)
    members = sorted(parts.parts, key=lambda member: -PLAYS[member])
    names = asking.names(members)
    rows = tuple(
        (place, name, PLAYS[member], 0.0, None)
        for place, (name, member) in enumerate(zip(names, members, strict=True), 1)
    )
    columns = (
        Column("place", Kind.PLACE),
        Column("member", Kind.MEMBER),
        Column("plays_in_all", Kind.COUNT),
        Column("skipped", Kind.SHARE),
        Column("share", Kind.SHARE),
    )
    bars = tuple(
        RankedBar(name, float(PLAYS[member]), f"{PLAYS[member]} plays")
        for name, member in zip(names, members, strict=True)
    )
    return Draft(
        "Plays of all",
        (Table(columns, rows),),
        Why(("A **play** is a listen.",), "plays = listens", ("Our own definition.",)),
        frozenset(members),
        verdict=f"**{safe(names[0])}** leads; last is {safe(names[-1])}.",
        rests_on=("Counted over everything.",),
        picture=None if asking.asked.option else (ranked_figure, RankedRows("Plays of all", "all time", bars)),
    )


async def move_in(site: Site) -> None:
    """Ada and Bo upload, and agree to be compared."""
    for member_id, name in ((ADA, "Ada"), (BO, BO_NAME)):
        plays = [(f"2024-02-03 21:0{number}", "Ada Band", "One", 1) for number in range(PLAYS[member_id])]
        await _upload(site.services, member_id, name, extended(*plays))
        await site.services.store.members.set_consent(GUILD, member_id, Consent.COMPARE, True, START)


async def address(site: Site, asked: Asked = ASKED, asker_id: int = ADA, *, public: bool = False) -> str:
    """Of the answer's page."""
    found = await answer_link(site.services, GUILD, asker_id, asked, public=public)
    assert found is not None
    return found


async def withdraw(site: Site, member_id: int) -> None:
    """The member takes their consent back."""
    await site.services.store.members.set_consent(GUILD, member_id, Consent.COMPARE, False, START)


async def _upload(services: Services, member_id: int, name: str, export: bytes) -> None:
    async def fetch() -> bytes:
        return export

    async def show(_: Stage) -> None:
        pass

    file = SentFile("my_spotify_data.zip", len(export), fetch)
    await upload_export(services, GUILD, member_id, name, [file], "UTC", show)

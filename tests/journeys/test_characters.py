"""The six sample friends, each with a character: what the comparisons say of them is what they are.

Ada had a heartbreak in February 2026, Bo listens at night, Chidi binges albums, Dana explores, Emi is a superfan, and
Farid is new: see `bot/sandbox/samples.py`. They upload their exports once, through the bot.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

import pytest
import pytest_asyncio

from bot.model.answers import Asked, Cell, Table
from bot.sandbox.samples import SAMPLE_MEMBERS, export_of
from bot.sandbox.samples_listening import HEARTBREAK_DAY
from bot.settings import Settings
from bot.usecases.answering import answer
from bot.usecases.asking import Draft
from bot.usecases.moods_over_time import moods_over_time
from bot.usecases.rank_breakups import Scope, rank_breakups
from bot.workers import Workers
from tests.clock import HeldClock
from tests.journeys.conftest import House, open_house

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADA, BO, CHIDI, DANA, EMI, FARID = SAMPLE_MEMBERS
SHARED_BY_ALL = "Lumi Aalto"
"""An artist whom the samples' catalogue gives to everybody."""


@dataclass(frozen=True)
class Friends:
    """The six, compared."""

    house: House
    ids: dict[str, int]

    @property
    def guild_id(self) -> int:
        return self.house.member(ADA).guild_id

    async def asked(self, what: str, *about: str, period: str = "all time", by: str = ADA, **more: object) -> Draft:
        """What a comparison answers, without its picture."""
        question = Asked(what, period, tuple(self.ids[name] for name in about), **more)  # type: ignore[arg-type]
        found = await answer(self.house.services, self.guild_id, self.ids[by], question, drawn=False)
        return found.draft

    async def artist_id(self, name: str) -> int:
        found = await self.house.services.store.catalogue.artist_named(self.guild_id, name)
        assert found is not None
        return found[0]


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def friends(workers: Workers, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Friends]:
    settings = Settings(_env_file=None, data_dir=tmp_path_factory.mktemp("friends"), browser_path="/nowhere/chromium")
    async with open_house(settings, HeldClock(), workers) as house:

        async def arrive(name: str) -> None:
            sample = SAMPLE_MEMBERS[name]
            exports = await house.services.cpu(export_of, name, sample)
            member = house.member(name)
            await house.upload(member, *exports.files().values(), time_zone=sample.time_zone)
            await house.agree(member, "Compare me")

        await asyncio.gather(*map(arrive, SAMPLE_MEMBERS))
        yield Friends(house, {name: house.member(name).user_id for name in SAMPLE_MEMBERS})


def column(table: Table, heading: str) -> list[Cell]:
    place = [each.heading for each in table.columns].index(heading)
    return [row[place] for row in table.rows]


def by(table: Table, key: str, value: str) -> dict[Cell, Cell]:
    return dict(zip(column(table, key), column(table, value), strict=True))


async def winners(friends: Friends, period: str = "all time") -> dict[Cell, Cell]:
    table = (await friends.asked("awards", period=period)).tables[0]
    return {str(award).split(" ", 1)[1]: winner for award, winner in by(table, "award", "winner").items()}


# -- Ada: a heartbreak in February 2026 -------------------------------------------------------------------------------


async def test_the_heartbroken_has_the_saddest_titles(friends: Friends):
    assert (await winners(friends))["Raincloud"] == ADA
    assert (await winners(friends, "February 2026"))["Raincloud"] == ADA


@pytest.mark.parametrize("scope", list(Scope))
async def test_the_heartbroken_leads_the_breakups(friends: Friends, scope: Scope):
    ranked = (await rank_breakups(friends.house.services, friends.guild_id, scope, drawn=False)).ranked
    assert ranked[0].display_name == ADA
    assert all(each.score < ranked[0].score / 2 for each in ranked[1:])


async def test_the_saddest_month_is_that_of_the_heartbreak(friends: Friends):
    months = (await friends.asked("moods", ADA)).tables[0]
    saddest = max(by(months, "month", "sad_titles").items(), key=lambda month: float(str(month[1])))
    assert saddest[0] == date(2026, 2, 1)


async def test_the_turning_point_lies_in_that_february_and_only_its_member_sees_it(friends: Friends):
    own = await moods_over_time(friends.house.services, friends.guild_id, friends.ids[ADA], "all time")
    assert HEARTBREAK_DAY.replace(day=1) in {each.point.month for each in own.turns}
    assert "turn" not in str((await friends.asked("moods", ADA, by=BO)).tables).casefold()


# -- Bo: listens at night ---------------------------------------------------------------------------------------------


async def test_the_night_owl_is_the_owl_by_far(friends: Friends):
    table = (await friends.asked("awards")).tables[0]
    owl = dict(zip([each.heading for each in table.columns], table.rows[2], strict=True))
    assert (owl["award"], owl["winner"]) == ("🦉 Owl", BO)
    assert float(str(owl["amount"])) > 0.5 > 5 * float(str(owl["runner-up's amount"]))


async def test_the_night_owl_s_sittings_begin_at_night(friends: Friends):
    begins = by((await friends.asked("sessions")).tables[0], "member", "usual_hour")
    assert begins[BO] in {"23:00", "00:00", "01:00", "02:00", "03:00"}
    assert all("07:00" <= str(begins[name]) <= "22:00" for name in SAMPLE_MEMBERS if name != BO)


# -- Chidi: whole albums in order -------------------------------------------------------------------------------------


async def test_the_album_binger_sits_longest_and_skips_least(friends: Friends):
    assert (await winners(friends))["Marathon"] == CHIDI
    assert column((await friends.asked("sessions")).tables[0], "member")[0] == CHIDI
    assert column((await friends.asked("skips")).tables[0], "member")[-1] == CHIDI


async def test_one_album_is_most_of_the_binger_s_may(friends: Friends):
    albums = next(
        table
        for table in (await friends.asked("recap", CHIDI, period="May 2026")).tables
        if table.title.endswith("albums")
    )
    shares = [float(str(share)) for share in column(albums, "share of hours")]
    assert shares[0] > 0.4 > 4 * shares[1]


# -- Dana: hundreds of artists, hardly anything twice ------------------------------------------------------------------


async def test_the_explorer_draws_the_map_skips_most_and_has_what_nobody_has(friends: Friends):
    won = await winners(friends)
    assert {won["Cartographer"], won["Butterfly"], won["Deep Cut"]} == {DANA}
    assert column((await friends.asked("skips")).tables[0], "member")[0] == DANA


async def test_most_artists_of_the_explorer_are_nobody_else_s(friends: Friends):
    table = (await friends.asked("only")).tables[0]
    assert column(table, "member")[0] == DANA
    assert float(str(column(table, "share_of_own_listening")[0])) > 0.5
    assert column((await friends.asked("crowns")).tables[0], "member")[0] == DANA


async def test_explorer_and_superfan_are_farthest_apart(friends: Friends):
    pairs = (await friends.asked("matrix")).tables[0]
    assert {column(pairs, "member")[-1], column(pairs, "and")[-1]} == {DANA, EMI}
    assert column((await friends.asked("affinity", EMI, by=EMI)).tables[0], "member")[-1] == DANA
    assert column((await friends.asked("affinity", ADA)).tables[0], "member")[-1] == DANA


async def test_explorer_and_superfan_are_alike_in_little_and_stand_apart_on_the_map(friends: Friends):
    apart, near = [
        by((await friends.asked("taste", *pair)).tables[-1], "measure", "value")["Alike"]
        for pair in ((DANA, EMI), (ADA, CHIDI))
    ]
    assert float(str(apart)) < 0.35
    assert float(str(near)) > 0.5
    placed = (await friends.asked("map")).tables[0]
    right, up = by(placed, "member", "right"), by(placed, "member", "up")

    def distance(one: str, other: str) -> float:
        return math.dist(*((float(str(right[name])), float(str(up[name]))) for name in (one, other)))

    assert all(distance(DANA, EMI) > distance(one, other) for one in (ADA, BO, CHIDI) for other in (ADA, BO, CHIDI))


async def test_the_oldest_export_was_there_first_and_the_others_are_in_doubt(friends: Friends):
    artist = await friends.artist_id(SHARED_BY_ALL)
    table = (await friends.asked("whofirst", name_id=artist)).tables[0]
    assert column(table, "member")[0] == DANA
    doubts = by(table, "member", "doubt")
    assert all(doubts[name] for name in SAMPLE_MEMBERS if name != DANA)


# -- Emi: one artist above all ----------------------------------------------------------------------------------------


async def test_the_superfan_is_loyal_to_one_artist_and_knows_that_one_best(friends: Friends):
    won = await winners(friends)
    assert (won["Superfan"], won["Loyalist"]) == (EMI, EMI)
    table = (await friends.asked("awards")).tables[0]
    artist = str(by(table, "award", "artist")["🎤 Superfan"])
    known = (await friends.asked("whoknows", name_id=await friends.artist_id(artist))).tables[0]
    assert column(known, "member")[0] == EMI
    assert float(str(column(known, "share_of_own_listening")[0])) > 0.5


async def test_the_superfan_plays_one_song_most_often_on_end_and_on_one_day(friends: Friends):
    loops, days, *_ = (await friends.asked("obsessions")).tables
    assert column(loops, "member")[0] == column(days, "member")[0] == EMI


# -- Farid: three months ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["streaks", "gaps", "discoveries"])
async def test_the_newcomer_is_left_out_where_years_are_compared_and_said_so(friends: Friends, what: str):
    draft = await friends.asked(what)
    assert FARID not in column(draft.tables[0], "member")
    assert FARID in draft.left_out


async def test_the_newcomer_is_in_what_goes_by_shares(friends: Friends):
    awards = await friends.asked("awards")
    placed = awards.tables[1]
    of_newcomer = {
        str(award)
        for award, name in zip(column(placed, "award"), column(placed, "member"), strict=True)
        if name == FARID
    }
    assert {"🌧️ Raincloud", "🦉 Owl", "🎤 Superfan", "💎 Deep Cut"} <= of_newcomer
    assert not {"🧭 Cartographer", "🪃 Comeback", "🏃 Marathon"} & of_newcomer
    assert f"{FARID} (Cartographer" in awards.left_out
    assert len(column((await friends.asked("matrix")).tables[1], "member")) == 6


async def test_the_newcomer_is_compared_over_three_months_where_these_are_asked_for(friends: Friends):
    draft = await friends.asked("streaks", period="September 2026")
    assert FARID in column(draft.tables[0], "member")
    assert draft.left_out == ""


# -- All of them ------------------------------------------------------------------------------------------------------


async def test_all_like_what_the_catalogue_gives_to_everybody(friends: Friends):
    liked = (await friends.asked("blend")).tables[0]
    assert column(liked, "artist")[0] == SHARED_BY_ALL
    assert set(column(liked, "members")[:10]) == {6}


async def test_the_longest_export_has_passed_most_milestones_and_wins_no_ranking_by_it(friends: Friends):
    latest = next(table for table in (await friends.asked("milestones")).tables if "latest" in table.title)
    assert max(by(latest, "member", "plays").items(), key=lambda pair: (int(str(pair[1])), pair[0] == DANA))[0] == DANA
    assert column((await friends.asked("streaks")).tables[0], "member")[0] != DANA
    assert column((await friends.asked("gaps")).tables[0], "member")[0] != DANA


async def test_what_a_comparison_rests_on_is_everybody_s_coverage(friends: Friends):
    for what in ("awards", "streaks"):
        said = " ".join((await friends.asked(what)).rests_on)
        assert "Dana 20 May 2018 to 15 Nov 2026" in said

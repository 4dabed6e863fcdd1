"""Odd listening, odd names and odd periods: every answer is a right card or a sentence to act on, never an incident."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.charts.alt import alt_text
from bot.errors import UserError
from bot.model.answers import Asked
from bot.model.standings import Noun
from bot.sandbox.pilot import SeenMessage
from bot.usecases.answering import Answer, answer
from bot.usecases.ask_question import ask_question
from bot.usecases.comparisons.recap import page_of
from bot.usecases.find_name import find_name
from cogs.render.answers import answer_card, csv_card, why_card
from cogs.render.recap import recap_card
from tests.exports.services import fm, fm_page
from tests.journeys.conftest import House
from tests.journeys.every_answer import QUESTIONS, commands, comparisons
from tests.journeys.exports import extended

Listen = tuple[str, str, str, float]
World = dict[str, list[bytes]]

COMMON = {"artist": "Common", "track": "Common song", "album": "Common album"}
BROKEN = re.compile(
    r"Something broke|incident|\b(nan|NaN|None(?! yet| of)|inf|NaT)\b|\{\}|\[\]|-\d+ (days|hours|plays)\b|\b-?0\.0 "
)
"""What no member should ever read."""


def steady(artists: Sequence[str], first: date = date(2024, 1, 1), days: int = 120) -> Iterator[Listen]:
    """Four plays a day, artist after artist, and the common one each day."""
    for day in range(days):
        on = first + timedelta(days=day)
        for play in range(3):
            artist = artists[(day + play) % len(artists)]
            yield f"{on} {9 + play}:15", artist, f"{artist} song", 4
        yield f"{on} 18:30", "Common", "Common song", 3


def scrobbled(listens: Iterator[Listen]) -> bytes:
    """The same as Last.fm exports it: nothing on durations, skips or albums."""
    rows = []
    for start, artist, track, _ in listens:
        at = datetime.strptime(start, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        rows.append(fm(int(at.timestamp()), track, artist, ""))
    return json.dumps([fm_page(*rows)]).encode()


def podcast(days: int) -> bytes:
    """Episodes and not one song."""
    rows = [
        {
            "ts": f"{date(2024, 1, 1) + timedelta(days=day)}T08:00:00Z",
            "ms_played": 1_800_000,
            "master_metadata_track_name": None,
            "master_metadata_album_artist_name": None,
            "master_metadata_album_album_name": None,
            "spotify_track_uri": None,
            "episode_name": f"Episode {day}",
            "episode_show_name": "A Show",
            "spotify_episode_uri": f"spotify:episode:{day:022d}",
            "reason_start": "clickrow",
            "reason_end": "trackdone",
            "shuffle": False,
            "skipped": False,
            "offline": False,
            "incognito_mode": False,
            "platform": "ios",
            "conn_country": "DE",
        }
        for day in range(days)
    ]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Spotify Extended Streaming History/Streaming_History_Audio_2024_0.json", json.dumps(rows))
    return stream.getvalue()


def at_clock_changes() -> Iterator[Listen]:
    """Every half hour of the nights in which clocks go forward and back, in Europe and in America."""
    for night in (date(2024, 3, 10), date(2024, 3, 31), date(2024, 10, 27), date(2024, 11, 3)):
        for half in range(24):
            yield f"{night} {half // 2:02}:{half % 2 * 30:02}", "Common", "Common song", 29


LONG = "A name that does not end, " * 12
ODD_NAMES = (
    "**bold** _x_ ||spoiler|| `code`",
    "{0} {play} {} %s {member}",
    "@everyone <@1> <#2> [link](https://example.org)",
    "فرقة الغروب \u202ex",
    "👩‍👩‍👧‍👦🏳️‍🌈 恵美",
    "=1+1; \"quoted\", 'and'\\",
    "# heading\n-# small",
    LONG,
)


def ordinary(**others: list[bytes]) -> World:
    ada = [extended(*steady("abcdefghijkl"))]
    return {"Ada": ada, "Bo": [extended(*steady("ghijklmnopqr"))], **others}


WORLDS: dict[str, Callable[[], World]] = {
    "one play beside two who listen": lambda: ordinary(
        Chidi=[extended(("2024-02-03 21:00", "Common", "Common song", 3))]
    ),
    "one play each": lambda: {
        name: [extended(("2024-02-03 21:00", "Common", "Common song", 3))] for name in ("Ada", "Bo")
    },
    "the same listening three times": lambda: {
        name: [extended(*steady("abcdefghijkl"))] for name in ("Ada", "Bo", "Chidi")
    },
    "only podcasts": lambda: {name: [podcast(40)] for name in ("Ada", "Bo")},
    "podcasts beside music": lambda: ordinary(Chidi=[podcast(40)]),
    "durations beside none": lambda: ordinary(Chidi=[scrobbled(steady("abcxyz"))]),
    "no durations at all": lambda: {
        "Ada": [scrobbled(steady("abcdefghijkl"))],
        "Bo": [scrobbled(steady("ghijklmnopqr"))],
    },
    "plays of no length": lambda: ordinary(
        Chidi=[extended(*((start, artist, track, 0) for start, artist, track, _ in steady("abc")))]
    ),
    "nights of changing clocks": lambda: {name: [extended(*at_clock_changes())] for name in ("Ada", "Bo", "Chidi")},
    "years without a common day": lambda: {
        "Ada": [extended(*steady("abcdefghijkl", date(2019, 1, 1)))],
        "Bo": [extended(*steady("ghijklmnopqr", date(2024, 1, 1)))],
    },
    "odd names": lambda: {
        name: [extended(*((start, artist, f"{artist} song", 4) for start, artist, _, _ in steady(ODD_NAMES)))]
        for name in ("Ada", "Bo", "Chidi")
    },
    "a clock that was wrong": lambda: ordinary(Chidi=[extended(*steady("abcdef", date(2031, 1, 1)))]),
}
ZONES = {"Ada": "Europe/Berlin", "Bo": "America/New_York", "Chidi": "Pacific/Kiritimati"}
NICKS = {"Ada": "{0} {winner} %d **x**", "Bo": "\u200fعمر ||x|| @here", "Chidi": "🏳️‍🌈" * 6}


@pytest.fixture
async def world(house: House, request: pytest.FixtureRequest) -> House:
    """A house with the members of one of `WORLDS`, compared; in one of them their own names are odd too."""
    for name, files in WORLDS[request.param]().items():
        member = house.member(name)
        if request.param == "odd names":
            house.sandbox.world.guilds[member.guild_id].members[member.user_id].nick = NICKS[name]
        await house.upload(member, *files, time_zone=ZONES[name])
        card = await member.command("privacy")
        await member.press(card, "Compare me: off")
    return house


def wrong_in(text: str) -> str:
    """What should not stand in a text, with what stands around it; "" where nothing is wrong."""
    found = BROKEN.search(text)
    if found is None:
        return "" if text.strip() else "nothing at all"
    return text[max(found.start() - 150, 0) : found.end() + 100]


async def rendered(house: House, given: Answer) -> list[str]:
    """Everything that an answer shows, its picture drawn as far as this goes without a browser."""
    texts = []
    first = recap_card(given, page_of(given.asked)) if given.asked.what == "recap" else answer_card(given)
    for card in (first, why_card(given), csv_card(given)):
        texts += [block for block in card.blocks if isinstance(block, str)]
    if given.draft.picture is not None:
        figure, rows = given.draft.picture
        assert await house.services.cpu(figure, rows)
        texts.append(alt_text(rows))
    return texts


async def asked_of(house: House, names: Sequence[str], periods: Sequence[str]) -> list[Asked]:
    ada, services = house.member("Ada", "Friends"), house.services
    catalogue = []
    for noun, typed in COMMON.items():
        try:
            found = await find_name(services, ada.guild_id, ada.user_id, Noun(noun), typed)
        except UserError:
            continue
        catalogue.append((Noun(noun), found.name_id))
    questions = []
    for sentence in QUESTIONS:
        asked = await ask_question(services, ada.guild_id, ada.channel.id, ada.user_id, "Ada", sentence)
        if isinstance(asked, Asked) and asked.name_id is not None:
            questions.append(asked.name_id)
    return list(comparisons([house.member(name).user_id for name in names], catalogue, questions, periods))


@pytest.mark.parametrize("world", [name for name in WORLDS if name != "odd names"], indirect=True)
async def test_every_answer_of_odd_listening_reads_right(world: House):
    ada = world.member("Ada")
    asked = await asked_of(world, ("Ada", "Bo", "Chidi"), ("all time",))
    wrong = []
    for each in asked:
        try:
            given = await answer(world.services, ada.guild_id, ada.user_id, each, drawn=False)
        except UserError as error:
            texts = [str(error)]
        else:
            texts = await rendered(world, given)
        wrong += [(each, found) for text in texts if (found := wrong_in(text))]
    assert not wrong, "\n".join(
        f"{each.what} {each.period} {len(each.members)} {each.option}: {found}" for each, found in wrong
    )


@pytest.mark.parametrize("world", ["odd names"], indirect=True)
async def test_names_are_only_names_in_every_answer(world: House):
    ada = world.member(NICKS["Ada"])
    for name, options in commands(world.member(NICKS["Bo"]).user_id, COMMON):
        card = await ada.command(name, **options)
        assert isinstance(card, SeenMessage)
        assert "Something broke" not in card.text, (name, options)
        for trick in (
            "**bold**",
            "||spoiler||",
            "@everyone",
            "@here",
            "<@1>",
            "<#2>",
            "[link](",
            "\n# heading",
            "||x||",
        ):
            assert trick not in card.text, (name, options, card.text)


PERIODS_NOBODY_HAS = ("2090", "1971", "January 2031", "last 3 days")
PERIODS_NOBODY_CAN_READ = ("2024-02-30", "99999", "-1", "last 0 days", "0", "🎉")


@pytest.mark.parametrize("world", ["one play beside two who listen"], indirect=True)
async def test_periods_of_nothing_are_told_from_periods_that_are_none(world: House):
    ada, bo = world.member("Ada"), world.member("Bo")
    for period in PERIODS_NOBODY_HAS:
        for name, options in commands(bo.user_id, COMMON, period):
            text = (await ada.command(name, **options)).text
            assert wrong_in(text) == "", (name, options, text)
            if "period" in options:
                assert "Common" not in text, (name, options, text)
    for period in PERIODS_NOBODY_CAN_READ:
        for name, options in (("streaks", {}), ("recap", {}), ("awards", {}), ("taste", {"member": bo.user_id})):
            text = (await ada.command(name, period=period, **options)).text
            assert "as a period" in text, (name, period, text)


@pytest.mark.parametrize("world", ["one play beside two who listen"], indirect=True)
async def test_who_never_uploaded_may_ask_about_others_and_is_told_how_to_begin(world: House):
    emi, bo = world.member("Emi"), world.member("Bo")
    for name, options in commands(bo.user_id, COMMON):
        text = (await emi.command(name, **options)).text
        assert wrong_in(text) == "", (name, options, text)
    for name, options in (("recap", {}), ("affinity", {}), ("taste", {"member": bo.user_id})):
        assert "`/upload`" in (await emi.command(name, **options)).text

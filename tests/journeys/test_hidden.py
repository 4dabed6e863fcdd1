"""Who did not agree, or agrees no more, cannot be told from somebody who never uploaded: in any answer to anybody.

Every answer is kept as it was before the hidden member uploaded, with its table, its words, the rows of its picture
and what it says it rests on, and compared with the answer afterwards. Where nothing at all differs, nothing can be
had by subtracting one number from another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.errors import UserError
from bot.model.answer_links import AnswerGrant
from bot.model.answers import Asked
from bot.model.guesses import Riddle
from bot.model.standings import Noun
from bot.sandbox.pilot import SeenMessage
from bot.usecases.answering import answer
from bot.usecases.ask_question import ask_question
from bot.usecases.find_name import find_name
from bot.usecases.guess_rounds import open_round
from bot.usecases.open_in_browser import open_answer
from bot.usecases.rank_breakups import Scope, rank_breakups
from bot.usecases.suggest_names import suggest_names
from bot.usecases.suggest_periods import suggest_member_periods
from cogs.render.answers import as_csv
from tests.journeys.conftest import House
from tests.journeys.every_answer import QUESTIONS, assert_nothing_is_forgotten, commands, comparisons
from tests.journeys.exports import HARMLESS, HEARTBREAK, account, extended

HIDDEN = "Dana"
SECRETS = (HIDDEN, "Zyxomma", "Quibbledust", "Ockham lane")
"""The hidden member, and the artist, track and playlist that nobody else has."""

SHOWN = {"Ada": "abcdefghij", "Bo": "fghijklmno", "Chidi": "aekoghijqr"}
NAMES = {"artist": "Band g", "track": "Song of Band g", "album": "Band g album"}
TYPED = ("", "zyx", "quib", "band", "Zyxomma", "artist:1")
PERIODS = ("all time", "2024")


def listening(artists: str, first: date, days: int) -> Iterator[tuple[str, str, str, float]]:
    """Six plays a day, of which the last three repeat one track; every third song is sad."""
    for day in range(days):
        for play in range(6):
            artist = f"Band {artists[(day // 3 + min(play, 3) * (day % 5)) % len(artists)]}"
            title = f"I Miss My Ex of {artist}" if (day + play) % 9 == 0 else f"Song of {artist}"
            yield (
                f"{first + timedelta(days=day)} {8 + 2 * len(artists) % 7 + play // 3}:{play * 4:02}",
                artist,
                title,
                4,
            )


def of_the_hidden() -> bytes:
    """Earlier, longer and more than anybody else's, of the same artists and of their own."""
    shared = listening("abfgko", date(2023, 3, 1), 600)
    own = (
        (f"{date(2023, 3, 1) + timedelta(days=day)} {hour:02}:10", "Zyxomma", "Quibbledust", 9.0)
        for day in range(600)
        for hour in (2, 3, 22)
    )
    return extended(*shared, *own)


OWN_LISTS = account(
    {"Ockham lane": [("Zyxomma", "We Broke Up", "2024-02-03"), ("Ex", "I Miss My Ex", "2024-02-04")] * 3}
)


@pytest.fixture
async def three(house: House) -> House:
    """Ada, Bo and Chidi, compared, with 150 days each."""
    for name, artists in SHOWN.items():
        member = house.member(name)
        lists = HEARTBREAK if name == "Ada" else HARMLESS
        await house.upload(member, extended(*listening(artists, date(2024, 1, 1), 150)), lists)
        await house.agree(member, "Compare me")
    return house


async def every_question(house: House) -> tuple[Asked, ...]:
    """Everything, about those who are compared, asked by Ada."""
    ada, services = house.member("Ada"), house.services
    members = [house.member(name).user_id for name in SHOWN]
    names = [
        (Noun(noun), (await find_name(services, ada.guild_id, ada.user_id, Noun(noun), typed)).name_id)
        for noun, typed in NAMES.items()
    ]
    questions = [
        await ask_question(services, ada.guild_id, ada.channel.id, ada.user_id, "Ada", sentence)
        for sentence in QUESTIONS
    ]
    ids = [each.name_id for each in questions if isinstance(each, Asked) and each.name_id is not None]
    assert len(ids) > len(QUESTIONS) // 2
    asked = tuple(comparisons(members, names, ids, PERIODS))
    assert_nothing_is_forgotten(asked)
    return asked


async def told(house: House, asked: tuple[Asked, ...], asker: str = "Ada") -> dict[str, str]:
    """All that can be had, by what was asked: answers with the rows of pictures, CSV, suggestions, refusals."""
    member, services = house.member(asker), house.services
    guild_id, me, hidden = member.guild_id, member.user_id, house.member(HIDDEN).user_id
    await services.store.members.see(guild_id, me, asker)  # as a question in words would
    of_hidden = (Asked("taste", members=(me, hidden)), Asked("recap", members=(hidden,), option="overview"))
    found = {repr(each): await answered(house, guild_id, me, each) for each in (*asked, *of_hidden)}
    for scope in Scope:
        found[f"breakup {scope}"] = repr(await rank_breakups(services, guild_id, scope, drawn=False))
    for noun in Noun:
        for typed in TYPED:
            found[f"{noun} {typed}"] = repr(await suggest_names(services, guild_id, me, noun, typed))
            found[f"find {noun} {typed}"] = await named(house, guild_id, me, noun, typed or "-")
    for about in (None, hidden):
        found[f"periods {about}"] = repr(await suggest_member_periods(services, guild_id, me, about, ""))
    for sentence in (f"how many plays does {HIDDEN} have?", f"compare Ada and {HIDDEN}", "plays of Zyxomma"):
        found[sentence] = (await member.command("ask", question=sentence)).text
    return found


async def answered(house: House, guild_id: int, asker_id: int, asked: Asked) -> str:
    try:
        given = await answer(house.services, guild_id, asker_id, asked, drawn=False)
    except UserError as error:
        return f"{type(error).__name__}: {error}"
    return repr(given) + "".join(as_csv(table).decode() for table in given.draft.tables)


async def named(house: House, guild_id: int, asker_id: int, noun: Noun, typed: str) -> str:
    try:
        return repr(await find_name(house.services, guild_id, asker_id, noun, typed))
    except UserError as error:
        return f"{type(error).__name__}: {error}"


def differing(one: dict[str, str], other: dict[str, str]) -> dict[str, tuple[str, str]]:
    """What was answered differently, from where it differs on."""
    assert one.keys() == other.keys()
    found = {}
    for key, text in one.items():
        if text != other[key]:
            at = next((at for at, (a, b) in enumerate(zip(text, other[key], strict=False)) if a != b), 0)
            found[key] = (text[max(at - 80, 0) : at + 120], other[key][max(at - 80, 0) : at + 120])
    return found


def naming(answers: dict[str, str]) -> list[str]:
    """Answers that name somebody or something hidden, beyond what the question itself said."""
    return [key for key, text in answers.items() for secret in SECRETS if secret in text and secret not in key]


async def test_who_never_agreed_changes_nothing_in_any_answer(three: House):
    asked = await every_question(three)
    before = await told(three, asked)
    refused = [before[repr(each)] for each in asked if not before[repr(each)].startswith("Answer(")]
    assert len(refused) < len(asked) / 20, refused
    await three.upload(three.member(HIDDEN), of_the_hidden(), OWN_LISTS)
    after = await told(three, asked)
    assert differing(before, after) == {}
    assert naming(after) == []


async def test_who_withdrew_changes_nothing_in_any_answer(three: House):
    asked = await every_question(three)
    before = await told(three, asked, "Emi")
    dana = three.member(HIDDEN)
    await three.upload(dana, of_the_hidden(), OWN_LISTS)
    await three.agree(dana, "Compare me")
    shown = await told(three, asked, "Emi")
    assert len(differing(before, shown)) > len(asked) / 4
    assert naming(shown) != []
    await dana.press(await dana.command("privacy"), "Compare me: on")
    after = await told(three, asked, "Emi")
    assert differing(before, after) == {}
    assert naming(after) == []


async def test_every_command_reads_as_if_they_were_not_there(three: House):
    ada, bo = three.member("Ada"), three.member("Bo")
    texts: list[list[str]] = [[], []]
    asked = list(commands(bo.user_id, NAMES, "2024"))
    for told_before in texts:
        for name, options in asked:
            card = await ada.command(name, **options)
            assert isinstance(card, SeenMessage)
            told_before.append(card.text)
        if told_before is texts[0]:
            await three.upload(three.member(HIDDEN), of_the_hidden(), OWN_LISTS)
    assert texts[0] == texts[1]
    assert not [text for text in texts[1] for secret in SECRETS if secret in text]


async def test_what_shows_the_asker_who_did_not_agree_can_never_be_posted(three: House):
    dana = three.member(HIDDEN)
    await three.upload(dana, of_the_hidden(), OWN_LISTS)
    asked = await every_question(three)
    own = [
        Asked("taste", members=(dana.user_id, three.member("Ada").user_id)),
        *(Asked(what, members=(dana.user_id,)) for what in ("streaks", "gaps", "skips", "crowns", "only", "affinity")),
        *(Asked(what, members=(dana.user_id,)) for what in ("milestones", "moods")),
        Asked("recap", members=(dana.user_id,), option="overview"),
    ]
    for each in (*asked, *own):
        try:
            given = await answer(three.services, dana.guild_id, dana.user_id, each, drawn=False)
        except UserError:
            continue
        posted = repr(given).replace(repr(given.draft.aside), "")
        assert not given.postable or not [secret for secret in SECRETS if secret in posted], each
    at = three.clock.now() + timedelta(hours=1)
    with pytest.raises(UserError, match="withdrawn"):
        await open_answer(three.services, AnswerGrant(dana.guild_id, dana.user_id, own[-1], public=True, expires_at=at))


async def test_no_riddle_is_made_of_them(three: House):
    dana = three.member(HIDDEN)
    await three.upload(dana, of_the_hidden(), OWN_LISTS)
    for number, kind in enumerate(list(Riddle) * 3):
        try:
            opened = await open_round(three.services, dana.guild_id, 1000 + number, kind)
        except UserError:
            continue
        assert not [secret for secret in SECRETS if secret in repr(opened)]
        assert dana.user_id not in [each.member_id for each in opened.round.candidates]

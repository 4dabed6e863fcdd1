"""A question that may mean several things is asked back, and one press answers it."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from bot.errors import QuestionError, SeveralMembers, UnknownComparison, UnknownMember, UnknownName
from bot.model.answers import Asked
from bot.model.asked_questions import AskedQuestion
from bot.model.mentions import mention
from bot.model.questions import Filters, Plan
from bot.model.spelling import search_key
from bot.model.standings import Noun
from bot.phrasebook.phrasebook import Phrasebook
from bot.questions.planner import NAMED, Planned, renamed
from bot.questions.readings import name_of_nobody, readings
from bot.questions.wording import describe_plan
from bot.services import Services
from bot.usecases.find_name import in_words, named
from bot.usecases.keeping_questions import keep_question, own_question
from bot.usecases.present import Present, members_present

MOST_OFFERED = 3
"""Names that are offered for one that nobody has."""
MOST_ALIKE = 5
"""Members who are called alike and are offered; of more, the others are to be mentioned."""

_LETTERS = {Noun.ARTIST: "a", Noun.TRACK: "t", Noun.ALBUM: "l"}
_MEMBER, _PLAYLIST, _PLAN = "m", "p", "r"
"""What a code begins with, after the place of the name that it is for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a question may mean.

    Attributes:
        words: what it is, unescaped: a plan in words, or a name.
        code: of it, which `answer_meant` takes: it holds no name, and what it means is looked up again.
        member_id: whom it means, where it means a member; 0 for none.
    """

    words: str
    code: str
    member_id: int = 0


@dataclass(frozen=True, slots=True)
class AskedBack:
    """A question that is asked back.

    Attributes:
        question_id: of the stored question.
        name: what was typed and is nobody's, or several members'; "" where the question itself may mean several things.
        several: whether several members have the name.
    """

    question_id: int
    sentence: str
    readings: tuple[Reading, ...]
    name: str = ""
    several: bool = False


async def ask_back(
    services: Services,
    guild_id: int,
    channel_id: int,
    asker_id: int,
    sentence: str,
    present: Present,
    book: Phrasebook,
) -> AskedBack | None:
    """The readings of an ambiguous question, or of one about nobody here, which is kept without a plan; else None.

    Args:
        sentence: as typed.
        book: in whose language the readings are said.
    """
    plans = await services.cpu(readings, sentence, present.today, present.names)
    if not plans:
        return None
    kept = await keep_question(
        services, guild_id, channel_id, asker_id, sentence, Planned(Plan(op="none", reason="ambiguous"))
    )
    found = tuple(Reading(_in_words(plan, present, book), f"{_PLAN}{_digest(plan)}") for plan in plans)
    nobody = await services.cpu(name_of_nobody, sentence, present.today, present.names)
    return AskedBack(kept.question_id, sentence, found, nobody)


def _in_words(plan: Plan, present: Present, book: Phrasebook) -> str:
    """On a button a mention is a number: the member's name stands there instead."""
    names = {mention(each.member_id): each.display_name for each in present.compared}
    return describe_plan(renamed(plan, lambda name: names.get(name, name), lambda name: name), book)


async def ask_back_name(
    services: Services, guild_id: int, asker_id: int, asked: Asked, error: QuestionError
) -> AskedBack | None:
    """The names nearest to one that nobody has, or the members who all have it; None where there is none to offer.

    Args:
        asked: what was being answered.
        error: what came of it.
    """
    if asked.what != "ask" or asked.name_id is None:
        return None
    if not isinstance(error, UnknownMember | UnknownName | SeveralMembers):
        return None
    question = await services.store.questions.question(guild_id, asked.name_id)
    if question is None or question.asker_id != asker_id or error.name not in _names_in(question.plan):
        return None
    place = _names_in(question.plan).index(error.name)
    found = await _meant_by(services, question, error)
    offered = tuple(replace(each, code=f"{place}.{each.code}") for each in found)
    several = isinstance(error, SeveralMembers)
    return AskedBack(question.question_id, question.sentence, offered, error.name, several) if offered else None


async def answer_meant(services: Services, guild_id: int, asker_id: int, question_id: int, code: str) -> Asked:
    """What `bot.usecases.answering.answer` takes, for the reading that was chosen of a question asked back.

    Args:
        code: a reading's.

    Raises:
        UnknownComparison: the question is forgotten, or what was chosen is gone.
        NotYourQuestion: somebody else asked it.
    """
    question = await own_question(services, guild_id, asker_id, question_id)
    try:
        plan = await (_plan_read if code.startswith(_PLAN) else _plan_named)(services, question, code)
    except ValueError as error:
        raise UnknownComparison from error
    planned = Planned(plan, question.planned_by)
    kept = await keep_question(services, guild_id, question.channel_id, asker_id, question.sentence, planned)
    return Asked("ask", name_id=kept.question_id)


async def _plan_read(services: Services, question: AskedQuestion, code: str) -> Plan:
    present = await members_present(services, question.guild_id, question.asker_id)
    plans = await services.cpu(readings, question.sentence, present.today, present.names)
    # Its checksum and not its place: who agreed meanwhile, or a new version, may have brought other readings.
    found = next((plan for plan in plans if _digest(plan) == code[1:]), None)
    if found is None:
        raise UnknownComparison
    return found


async def _plan_named(services: Services, question: AskedQuestion, code: str) -> Plan:
    place, _, target = code.partition(".")
    names = _names_in(question.plan)
    if int(place) >= len(names) or not target:
        raise UnknownComparison
    wanted, kind, number = names[int(place)], target[0], int(target[1:], 16)
    if kind == _MEMBER:
        return _with_name(question.plan, wanted, None, mention(number))
    if kind == _PLAYLIST:
        title = await _playlist_titled(services, question, lambda each: _checksum(search_key(each)) == number)
        return _with_name(question.plan, wanted, "playlist", title)
    noun = next((noun for noun in Noun if _LETTERS[noun] == kind), None)
    found = await named(services, question.guild_id, noun, number) if noun else None
    if noun is None or found is None:
        raise UnknownComparison
    return _with_name(question.plan, wanted, noun.value, in_words(found))


async def _playlist_titled(services: Services, question: AskedQuestion, wanted: Callable[[str], bool]) -> str:
    shown = await services.store.listening.breakups(question.guild_id)
    own = await services.store.listening.playlists_of(question.guild_id, question.asker_id)
    titles = [each.title for member in shown for each in member.playlists] + [each.title for each in own]
    found = next(filter(wanted, titles), None)
    if found is None:
        raise UnknownComparison
    return found


async def _meant_by(
    services: Services, question: AskedQuestion, error: UnknownMember | UnknownName | SeveralMembers
) -> list[Reading]:
    present = await members_present(services, question.guild_id, question.asker_id)
    known = {each.member_id: each for each in present.compared}
    if isinstance(error, SeveralMembers):
        called = [known[each] for each in error.member_ids if each in known]
        return [_of_member(each.member_id, each.display_name) for each in called[:MOST_ALIKE]]
    if isinstance(error, UnknownMember):
        near = {search_key(name) for name in error.near}
        # A sentence rarely tells a member from an artist: the catalogue does.
        found = [await _of_music(services, question, Noun.ARTIST, error.name)]
    else:
        near = {search_key(error.name)}
        found = [await _of_music(services, question, error.what, name) for name in error.near]
    members = [_of_member(each.member_id, each.display_name) for each in known.values()]
    members = [each for each in members if search_key(each.words) in near]
    return [*members, *(each for each in found if each is not None)][:MOST_OFFERED]


def _of_member(member_id: int, name: str) -> Reading:
    return Reading(name, f"{_MEMBER}{member_id:x}", member_id)


async def _of_music(services: Services, question: AskedQuestion, what: str, name: str) -> Reading | None:
    """Whatever is called exactly so: what was asked for first, then the others."""
    if what == "playlist":
        return Reading(name, f"{_PLAYLIST}{_checksum(search_key(name)):x}")
    for noun in sorted(Noun, key=lambda noun: noun != what):
        if noun is Noun.ARTIST:
            artist = await services.store.catalogue.artist_named(question.guild_id, name)
            if artist:
                return Reading(artist[1], f"{_LETTERS[noun]}{artist[0]:x}")
        elif titles := await services.store.titles.called(question.guild_id, noun, name, None):
            return Reading(in_words(titles[0]), f"{_LETTERS[noun]}{titles[0].name_id:x}")
    return None


def _parts(plan: Plan) -> Iterator[tuple[list[str], Filters]]:
    yield plan.members, plan.filters
    for side in plan.sides:
        yield side.members, side.filters or Filters()


def _names_in(plan: Plan) -> list[str]:
    """Every name in a plan once, in its order."""
    found: dict[str, None] = {}
    for members, filters in _parts(plan):
        found |= dict.fromkeys(members)
        found |= dict.fromkeys(name for field in NAMED for name in getattr(filters, field))
    return list(found)


def _with_name(plan: Plan, wanted: str, field: str | None, meant: str) -> Plan:
    """The plan with another name for this one.

    Args:
        wanted: as it stands in the plan.
        field: the filter where what is meant belongs; None for a member.
        meant: the name to stand there.
    """

    def changed(members: list[str], filters: Filters) -> tuple[list[str], Filters]:
        has = wanted in members or any(wanted in getattr(filters, each) for each in NAMED)
        kept = {each: [name for name in getattr(filters, each) if name != wanted] for each in NAMED}
        others = [name for name in members if name != wanted]
        if not has:
            return members, filters
        if field is None:
            # Where the name stood: who comes first in a comparison stays first.
            at = members.index(wanted) if wanted in members else len(others)
            return [*others[:at], meant, *others[at:]], filters.model_copy(update=kept)
        return others, filters.model_copy(update=kept | {field: [*kept[field], meant]})

    members, filters = changed(plan.members, plan.filters)
    sides = []
    for side in plan.sides:
        theirs, only = changed(side.members, side.filters or Filters())
        kept = side.filters if only == Filters() else only
        sides.append(side.model_copy(update={"members": theirs, "filters": kept}))
    meaning = plan.model_copy(update={"members": members, "filters": filters, "sides": sides})
    return Plan.model_validate(meaning.compact())


def _digest(plan: Plan) -> str:
    return f"{_checksum(plan.model_dump_json()):x}"


def _checksum(text: str) -> int:
    return zlib.crc32(text.encode())

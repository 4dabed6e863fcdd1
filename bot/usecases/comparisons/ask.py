"""A question in words, answered: how it was read, the numbers, a picture by their shape, questions beside it."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import NotAnswerable, QuestionError, UnknownComparison
from bot.model.answers import Asked
from bot.model.asked_questions import AskedQuestion
from bot.model.mentions import MENTION
from bot.model.questions import ME, Plan, Window, WindowKind
from bot.narration.fill import safe
from bot.phrasebook.phrasebook import Phrasebook, msg, phrasebook
from bot.questions.execution.computed import Refused
from bot.questions.execution.metrics import COUNTS
from bot.questions.planner import RULES, renamed
from bot.questions.wording import describe_plan
from bot.usecases.asking import Asking, Draft, Turn
from bot.usecases.comparisons.ask_rows import drafted
from bot.usecases.computing import compute_plan
from bot.usecases.resolving import Naming, PlaylistTitles, resolve

COUNTED_MOST = 60
"""Members whose histories are opened for a question; of a larger server those with most listening."""

_WINDOWS: dict[str, tuple[str, WindowKind, int | None]] = {
    "all": (msg("All time"), "all", None),
    "ty": (msg("This year"), "this_year", None),
    "ly": (msg("Last year"), "last_year", None),
    "30": (msg("Last 30 days"), "last_days", 30),
}
_TOTALS = msg("Totals as they are: a longer export has more to count. “By share” goes by each one's own listening")
_OTHER = ".other"
"""At the end of a card's option: it goes by the other reading."""
_MEASURES: dict[str, str] = {"plays": msg("By plays"), "hours": msg("By hours"), "share": msg("By share")}


async def ask(asking: Asking) -> Draft:
    """Answer a question that was asked in words.

    Raises:
        UnknownComparison: it is forgotten, or was asked by somebody else and never posted.
        NotAnswerable: the exports cannot answer it.
        UnknownMember, UnknownName, TooFewListeners: see there.
    """
    question = await _question(asking)
    chosen, beside = _readings(question, asking.asked.option)
    try:
        return await _answered(asking, question, chosen, beside)
    except QuestionError:
        if beside is None or asking.asked.option:
            raise
        return await _answered(asking, question, beside, None)  # a model's reading may lead nowhere


async def _answered(asking: Asking, question: AskedQuestion, chosen: Plan, beside: Plan | None) -> Draft:
    """The question by one of its readings."""
    plan, book = changed(chosen, asking.asked.option), phrasebook(asking.language)
    # Ids alone: nothing of a daybook is opened here.
    of_me_alone = plan.members == [ME] and not plan.sides and plan.filters.members_with is None
    group = await asking.group(at_least=0 if of_me_alone else 1 if plan.members else 2, most=COUNTED_MOST)
    everyone = tuple(group.parts)
    playlists = await _playlists(asking)
    naming = Naming(asking, question.asker_id, everyone, playlists)
    resolved = await resolve(plan, naming)
    about = {*resolved.members, *(member for side in resolved.sides for member in side.members)}
    for member_id in about:
        asking.name(member_id)
    clocks = {member_id: asking.members[member_id].time_zone for member_id in sorted({*everyone, *about})}
    computed = await compute_plan(asking.services, asking.guild_id, resolved, clocks, asking.today)
    if isinstance(computed, Refused):
        raise NotAnswerable(book.translated(computed.sentence))
    draft = await drafted(asking, question.sentence, plan, resolved, computed, playlists)
    notes = _read_as(question, plan, chosen, None if beside is None else changed(beside, asking.asked.option), book)
    if group.in_all > len(everyone) and not plan.members:
        n, in_all = book.number(len(everyone)), book.number(group.in_all)
        notes.append(book.say("Counted for the {n} of {all} members with most listening", n=n, all=in_all))
    if computed.op == "rank" and computed.by == "member" and plan.metric in COUNTS and plan.scope == "plays":
        notes.append(book.translated(_TOTALS))
    rests_on = (*notes, *draft.rests_on)
    return replace(draft, rests_on=rests_on, turns=_turns(asking.asked, plan, book, two_readings=beside is not None))


def _readings(question: AskedQuestion, option: str) -> tuple[Plan, Plan | None]:
    """The plan that a card goes by, and the other that its question could be read as, if there is one."""
    if question.other is not None and option.endswith(_OTHER):
        return question.other, question.plan
    return question.plan, question.other


def _read_as(question: AskedQuestion, plan: Plan, chosen: Plan, beside: Plan | None, book: Phrasebook) -> list[str]:
    by_model = question.planned_by != RULES and chosen is question.plan
    words = _in_words(plan, book)
    if by_model:
        notes = [book.say("Read as: {plan} (by {model})", plan=words, model=question.planned_by)]
    else:
        notes = [book.say("Read as: {plan}", plan=words)]
    if beside is not None and _in_words(beside, book) != words:
        notes.append(book.say("I could also read it as: {plan}", plan=_in_words(beside, book)))
    return notes


def _in_words(plan: Plan, book: Phrasebook) -> str:
    """For Discord: names are what somebody typed, and mentions notify nobody."""
    return describe_plan(renamed(plan, lambda name: name if MENTION.fullmatch(name) else safe(name), safe), book)


def changed(plan: Plan, option: str) -> Plan:
    """The plan with another window, measure or members: what the buttons of its card say, as "ly.hours.me"."""
    window, metric, who = (*option.split("."), "", "", "")[:3]
    changes: dict[str, object] = {}
    if window in _WINDOWS:
        _, kind, n = _WINDOWS[window]
        changes["window"] = Window(kind=kind, n=n)
    if metric in _MEASURES:
        changes["metric"] = metric
    if who:
        changes["members"] = [ME] if who == "me" else []
    return plan.model_copy(update=changes)


def _turns(asked: Asked, plan: Plan, book: Phrasebook, *, two_readings: bool = False) -> tuple[Turn, ...]:
    """Questions beside this one, at most five."""
    reading = _OTHER if asked.option.endswith(_OTHER) else ""
    window, metric, who = (*asked.option.split("."), "", "", "")[:3]

    def turn(label: str, *, w: str = window, m: str = metric, whose: str = who) -> Turn:
        return Turn(
            book.translated(label),
            Asked(asked.what, asked.period, asked.members, asked.name_id, f"{w}.{m}.{whose}{reading}"),
        )

    found = []
    if two_readings:
        found.append(Turn(book.say("Read it the other way"), replace(asked, option="" if reading else f"..{_OTHER}")))
    if plan.op != "compare" and plan.metric != "change":
        shown = next(
            (code for code, (_, kind, n) in _WINDOWS.items() if (kind, n) == (plan.window.kind, plan.window.n)), ""
        )
        found += [turn(label, w=code) for code, (label, _, _) in _WINDOWS.items() if code != shown][:3]
    if plan.metric in _MEASURES and plan.scope == "plays":
        # Among members a share is fair to those whose export is short.
        fair = "share" if plan.by == "member" and plan.metric != "share" else ""
        other = fair or next(code for code in _MEASURES if code != plan.metric)
        found.append(turn(_MEASURES[other], m=other))
    if plan.op != "compare" and plan.by not in ("member", "member_pair"):
        found.append(turn(msg("Only me"), whose="me") if plan.members != [ME] else turn(msg("Everyone"), whose="all"))
    return tuple(found[:5])


async def _question(asking: Asking) -> AskedQuestion:
    found = None
    if asking.asked.name_id is not None:
        found = await asking.services.store.questions.question(asking.guild_id, asking.asked.name_id)
    if found is None or (found.asker_id != asking.asker_id and not found.posted):
        raise UnknownComparison
    return found


async def _playlists(asking: Asking) -> PlaylistTitles:
    found = await asking.services.store.listening.breakups(asking.guild_id)
    titles = [(each.member_id, playlist.playlist_id, playlist.title) for each in found for playlist in each.playlists]
    if asking.asker_id not in asking.consenting:
        own = await asking.services.store.listening.playlists_of(asking.guild_id, asking.asker_id)
        titles += [(asking.asker_id, number, each.title) for number, each in enumerate(own, start=1)]
    return titles

"""What an ambiguous question may mean: plans that can be computed, to be asked back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from bot.model.questions import Metric, Plan
from bot.questions.assembly import assemble
from bot.questions.concepts import Mention
from bot.questions.names import NameMention
from bot.questions.parser import ABOUT_LISTENING, names_nobody_who_listens, parse_question, understand
from bot.questions.reading import MASK, fold, read_sentence
from bot.questions.refusals import strange_name, strangers
from bot.questions.understanding import Understanding
from bot.questions.wording import describe_plan

MOST_READINGS = 3
"""More than three, and choosing is harder than asking again."""

_TASTES: tuple[Metric, ...] = ("uniqueness", "discovery_rate", "distinct_artists")
"""What can be measured of a taste that is called good, cool or the best."""
_TWINS: dict[Metric, Metric] = {"plays": "hours", "hours": "plays", "breakup_intensity": "sadness"}
"""Measures that the same words may mean."""
_LONGEST_NAME = 4  # words
_NEAR = 60
"""How alike a member's name must be to be offered: rapidfuzz's weighted ratio."""


def readings(sentence: str, today: date, members: Sequence[str] = ()) -> tuple[Plan, ...]:
    """At most three plans that a question may mean which `parse_question` calls ambiguous; none for most others.

    Each can be computed, and none is about anything but listening: a word that is not understood is passed over, or
    taken for the name of an artist, and members see which. A question that is refused because it is about nobody here
    may be about a member whose name is near.

    Args:
        sentence: as it was typed.
        today: in the asker's own zone.
        members: display names of the members who agreed to be compared.
    """
    reason = parse_question(sentence, today, members).reason
    if reason == "private":
        return _of_somebody_near(sentence, today, members)
    if reason != "ambiguous":
        return ()
    understanding = understand(read_sentence(sentence), today, members)
    found: dict[str, Plan] = {}
    for plan in _readings(understanding):
        if plan.op != "none":
            found.setdefault(describe_plan(plan).casefold(), plan)
    return tuple(found.values())[:MOST_READINGS]


def name_of_nobody(sentence: str, today: date, members: Sequence[str] = ()) -> str:
    """The name of somebody who is asked about as one who listens, and is no member; "" where there is none."""
    found = strange_name(understand(read_sentence(sentence), today, members))
    return found.text.lstrip("@") if found else ""


def _of_somebody_near(sentence: str, today: date, members: Sequence[str]) -> tuple[Plan, ...]:
    """The question about the members whose names are nearest to one that is nobody's; none where it stays refused."""
    understanding = understand(read_sentence(sentence), today, members)
    typed = strange_name(understanding)
    if typed is None:
        return ()
    wanted = fold(typed.text.lstrip("@"))
    # "Emi" for "Emi (恵美)": the first word of a name is how people are called.
    scored = [(max(fuzz.WRatio(wanted, fold(part)) for part in (name, name.split()[0])), name) for name in members]
    near = sorted((each for each in scored if each[0] >= _NEAR), reverse=True)[:MOST_READINGS]
    read = understanding.sentence.text
    plans = [parse_question(f"{read[: typed.start]}{name}{read[typed.end :]}", today, members) for _, name in near]
    return tuple(plan for plan in plans if plan.op != "none" and plan.members)


def _readings(u: Understanding) -> Iterator[Plan]:
    if u.has("subjective") and not u.found & (ABOUT_LISTENING - {"like"}):
        yield from _of_tastes(u)
        return
    if names_nobody_who_listens(u):
        # "Who plays Sade the most": the artist, or how much the member of that name plays.
        yield assemble(replace(u, names=tuple(replace(name, kind="artist", sure=True) for name in u.names)))
        others = tuple(each for each in u.concepts if each.concept != "who")
        yield assemble(replace(u, concepts=(*others, _said("how_many"))), guessing=True)
        return
    if u.found & ABOUT_LISTENING or any(name.sure or name.text[:1].isupper() for name in u.music):
        yield from _past_the_unknown(u)
    elif any(name.kind == "member" for name in u.names):
        yield from _of_members(u)
    elif u.has("who") and u.has("most", "least", "top") and not strangers(u):
        listening = replace(u, concepts=(*u.concepts, _said("listen")))
        yield from (_measured(assemble(listening, guessing=True), metric) for metric in ("plays", "hours"))
        yield from _of_tastes(u) if not u.music else ()


def _past_the_unknown(u: Understanding) -> Iterator[Plan]:
    """The question without the words that are not understood, and with them as an artist's name."""
    plain = assemble(u, guessing=True)
    yield plain
    named = _unknown_name(u) if strangers(u) and not u.music else None
    if named is not None:
        yield assemble(replace(u, names=tuple(sorted([*u.names, named], key=lambda name: name.start))), guessing=True)
    if plain.metric in _TWINS:
        yield _measured(plain, _TWINS[plain.metric])
    if plain.op == "value" and plain.metric == "plays" and not u.music:
        yield assemble(replace(u, concepts=(*u.concepts, _said("artist"), _said("most"))), guessing=True)


def _of_members(u: Understanding) -> Iterator[Plan]:
    """A member and perhaps a period, and nothing to count: "Bo in 2024"."""
    counted = assemble(replace(u, concepts=(*u.concepts, _said("listen"), _said("how_many"))), guessing=True)
    yield counted
    yield assemble(replace(u, concepts=(*u.concepts, _said("listen"), _said("artist"), _said("most"))), guessing=True)
    yield _measured(counted, "hours")


def _of_tastes(u: Understanding) -> Iterator[Plan]:
    asked = replace(
        u, concepts=(*(each for each in u.concepts if each.concept in ("who", "we", "least")), _said("listen"))
    )
    ranked = assemble(replace(asked, concepts=(*asked.concepts, _said("who"), _said("most"))), guessing=True)
    yield from (_measured(ranked, metric) for metric in _TASTES)


def _measured(plan: Plan, metric: Metric) -> Plan:
    return plan if plan.op == "none" else plan.model_copy(update={"metric": metric})


def _said(concept: str) -> Mention:
    """A concept as if it stood in the sentence, nowhere in particular."""
    return Mention(concept, 0, 0)


def _unknown_name(u: Understanding) -> NameMention | None:
    """The words beside each other that mean nothing to us, as one name; None where there are several such places."""
    known = [(each.start, each.end) for each in u.concepts] + [(each.start, each.end) for each in u.times]
    known += [(each.start, each.end) for each in u.names]
    rest = u.sentence.without(*known)
    rest = rest.without(*(match.span() for match in u.language.stop_pattern.finditer(rest.folded)))
    runs = [run for run in re.finditer(rf"[^\W\d_][^{MASK},;:?!()]*", rest.folded) if len(run.group().strip()) >= 3]
    if len(runs) != 1 or len(runs[0].group().split()) > _LONGEST_NAME:
        return None
    start, end = runs[0].start(), runs[0].start() + len(runs[0].group().rstrip())
    return NameMention("artist", u.sentence.text[start:end], start, end, sure=True)

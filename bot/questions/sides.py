"""Comparisons: two periods, two parts of the week or day, two devices, two members, or two things played."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from bot.model.questions import Filters, Metric, Side, Window
from bot.questions.names import NameMention
from bot.questions.subject import Subject
from bot.questions.time_words import TimeMention

PLATFORMS = ("phone", "computer", "speaker", "tv", "car", "web")


def comparison(subject: Subject, metric: Metric) -> dict[str, Any] | None:
    """The fields of a comparison's plan, or None where the sentence holds no two sides."""
    if not subject.u.has("compare") or metric == "taste_overlap":
        return None
    times = subject.u.times
    if halves := _two_times(times):
        rest = [time for time in times if time not in halves]
        return _compared(subject, [_time_side(subject, half) for half in halves], subject.music, rest)
    platforms = list(dict.fromkeys(each.concept for each in subject.u.concepts if each.concept in PLATFORMS))
    if len(platforms) == 2:
        sides = [Side(filters=Filters.model_validate({"platform": platform})) for platform in platforms]
        return _compared(subject, sides, subject.music, times)
    members = subject.member_names()
    if len(members) == len(subject.music) == 2 and not subject.me and _alternate(subject):
        pairs = zip(members, subject.music, strict=True)
        paired = [Side(members=[one], filters=Filters.model_validate(subject.filters([its], ()))) for one, its in pairs]
        return {**_compared(subject, paired, (), times), "members": []}
    if len(members) == 2:
        compared = _compared(subject, [Side(members=[member]) for member in members], subject.music, times)
        return {**compared, "members": []}
    if len(subject.music) == 2 and not subject.u.has("who") and _stand_apart(subject):
        sides = [Side(filters=Filters.model_validate(subject.filters([name], ()))) for name in subject.music]
        return _compared(subject, sides, (), times)
    return None


def _alternate(subject: Subject) -> bool:
    """Whether each member is followed by something of their own: "is Leo's playlist A sadder than Maya's B"."""
    (one, other), (its, others) = subject.members, subject.music
    return one.start < its.start < other.start < others.start


def _compared(
    subject: Subject, sides: list[Side], music: Sequence[NameMention], times: Sequence[TimeMention]
) -> dict[str, Any]:
    fields: dict[str, Any] = {"op": "compare", "sides": sides, "members": subject.member_names()}
    fields["filters"] = subject.filters(music, times)
    window = next((time.value for time in times if isinstance(time.value, Window)), None)
    return {**fields, "window": window} if window else fields


def _two_times(times: Sequence[TimeMention]) -> list[TimeMention] | None:
    """Two different times of one kind; periods before hours and days."""
    windows = [time for time in times if time.kind == "window"]
    for group in (windows, [time for time in times if time.kind != "window"]):
        if len(group) == 2 and group[0].kind == group[1].kind and group[0].value != group[1].value:
            return group
    return None


def _time_side(subject: Subject, time: TimeMention) -> Side:
    if isinstance(time.value, Window):
        return Side(window=time.value)
    return Side(filters=Filters.model_validate(subject.filters((), [time])))


def _stand_apart(subject: Subject) -> bool:
    """Whether "or" or its like stands between two names; "and" makes them one filter."""
    between = subject.text[subject.music[0].end : subject.music[1].start]
    return not re.fullmatch(rf"\s*(?:{subject.u.language.alternatives('and')})\s*", between)

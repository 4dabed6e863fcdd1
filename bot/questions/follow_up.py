"""Follow-ups: a sentence that says only what is different this time, "and last summer?", "what about Bo?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import ValidationError

from bot.model.questions import ME, TIME_DIMENSIONS, Dimension, Filters, Metric, Plan, Side, Window
from bot.questions.assembly import limit_of, music_and_mood_filters
from bot.questions.measure import PER, is_of_playlists, measure_named, noun_asked_for
from bot.questions.parser import MEASURES, parse_question, understand
from bot.questions.reading import MASK, fold, read_sentence
from bot.questions.refusals import draws_conclusions, grave_reason, is_not_held, is_unsafe, strangers
from bot.questions.subject import Subject, subject_of
from bot.questions.understanding import Understanding

LONGEST_FOLLOW_UP = 80
"""Characters; who writes more than this says what they mean."""

_CUE = re.compile(
    r"""
    ^[\W_]*(?:(?:ok(?:ay)?|hm+|oh|so|then|now|ahora|also|dann|alors|et\s+alors|entao|to)\b[\s,]*)?
    (?:and\s+(?:what|how)\s+about | and\s+for | and | what\s+about | how\s+about | but
    | same\s+(?:but|for|thing|with|question)? | only | just | instead
    | (?:y|e)\s+que\s+tal | que\s+tal | y\s+que\s+hay\s+de | y\s+si | y | e\s+se | e | pero | mas | solo | so
    | somente | apenas | lo\s+mismo
    | et\s+(?:pour|si) | et | mais | seulement | juste | uniquement | pareil
    | und\s+was\s+ist\s+mit | was\s+ist\s+mit | wie\s+(?:ist|ware)\s+es\s+mit | und | aber | nur | dasselbe
    | a\s+co\s+z | co\s+z | a | i | ale | tylko | to\s+samo | aur | sirf)(?![^\W_])
    | ^(?:じゃあ|じゃ|では|それで|なら|あと) | (?:は|だと|なら|では|だけ|だけなら)[?？。]*$
    """,
    re.VERBOSE,
)
_BY_PLAYS = re.compile(
    r"\b(?:by|in|per|counting|nach|por|par|en|em|wedlug|pod\s+wzgledem)\s+(?:number\s+of\s+)?(?:plays|streams|listens"
    r"|spins|wiedergaben|reproducciones|ecoutes|reproducoes|odtworzen(?:iach)?)\b|再生回数で"
)
_FILTER_FIELDS = ("artist", "track", "album", "playlist")
_OWN_VERBS = ("listen", "like", "how_often")
_LONGEST_SEASON = 100  # days; a period no longer than this leaves nothing for a filter of months


def follow_up(previous: Plan, sentence: str, today: date, members: Sequence[str] = ()) -> Plan | None:
    """The plan before with what this sentence changes; None where the sentence is a question of its own, or nothing.

    Never raises. A sentence that must not be answered is None too: `parse_question` then says why.

    Args:
        previous: the last plan of the same asker in the same place.
        sentence: as it was typed.
        today: in the asker's own zone.
        members: display names of the members who agreed to be compared.
    """
    read = read_sentence(sentence)
    if previous.op == "none" or not read.text or len(read.text) > LONGEST_FOLLOW_UP or is_unsafe(read):
        return None
    understanding = understand(read, today, members)
    if not _only_changes(understanding, sentence, today, members):
        return None
    change = _Change(previous, understanding)
    try:
        changed = Plan.model_validate(change.fields())
    except ValidationError:
        return None
    said = understanding.times or understanding.names or understanding.found & MEASURES
    return changed if changed != previous or said else None


def _only_changes(understanding: Understanding, sentence: str, today: date, members: Sequence[str]) -> bool:
    """Whether the sentence leans on another: it says something, all of it is understood, and it asks nothing whole."""
    has = understanding.has
    folded = fold(understanding.sentence.text)
    if grave_reason(understanding) or is_not_held(understanding) or has("off_topic", "ask_help", "subjective"):
        return False
    if strangers(understanding):
        return False
    whole = has(*_OWN_VERBS) and not _BY_PLAYS.search(folded)
    if whole or (has("who") and has("most", "least") and understanding.found & MEASURES):
        return False
    cue = _CUE.search(folded)
    if cue and cue.start() == 0:
        # Without its "and" it must be no question that is refused: "and did Tomek get fired in May".
        rest = parse_question(understanding.sentence.text[cue.end() :], today, members).reason
        fragment = rest not in _REFUSED and _words_beside(understanding) <= _MOST_BESIDE_A_CUE
        return fragment and not draws_conclusions(understanding)
    if cue:
        return True
    if _only_compares_periods(understanding):
        return True
    if has(*PER) and not has("how_many", "me", "we") and not understanding.names:
        return True
    one_word = len(re.findall(r"[^\W_]+", folded)) == 1 and understanding.language.spaced
    if parse_question(sentence, today, members).reason in _REFUSED or draws_conclusions(understanding):
        return False
    return one_word or (
        _words_beside(understanding) <= _MOST_BESIDE and parse_question(sentence, today, members).op == "none"
    )


_REFUSED = frozenset({"sensitive", "private", "unsafe", "no_data", "help"})
_MOST_BESIDE, _MOST_BESIDE_A_CUE = 2, 5


def _words_beside(understanding: Understanding) -> int:
    """Small words beside what is understood: few in what leans on another sentence, more in a whole one."""
    if not understanding.language.spaced:
        return 0
    known = [(each.start, each.end) for each in understanding.concepts]
    known += [(time.start, time.end) for time in understanding.times]
    known += [(name.start, name.end) for name in understanding.names]
    return len(re.findall(r"[^\W_]+", understanding.sentence.without(*known).folded.replace(MASK, " ")))


def _only_compares_periods(understanding: Understanding) -> bool:
    """Whether nothing but two periods is set against each other: "2023 vs 2024"."""
    return _periods(understanding) == 2 and understanding.found == {"compare"} and not understanding.names


def _periods(understanding: Understanding) -> int:
    return sum(isinstance(time.value, Window) for time in understanding.times)


class _Change:
    """What a sentence changes in a plan, one field after the other."""

    def __init__(self, previous: Plan, understanding: Understanding) -> None:
        self.previous = previous
        self.u = understanding
        self.subject = self._sorted_names(subject_of(understanding))
        self.plan: dict[str, Any] = previous.model_dump()

    def fields(self) -> dict[str, Any]:
        """The changed plan's fields, not validated yet."""
        self._measure()
        self._groups()
        self._members()
        self._filters()
        self._window()
        self._order()
        return self.plan

    def _sorted_names(self, subject: Subject) -> Subject:
        """Without a list of members, a bare name is whatever the plan before had a name for."""
        if self.u.members_known or not subject.music:
            return subject
        had_music = any(getattr(self.previous.filters, field) for field in _FILTER_FIELDS)
        unsure = tuple(name for name in subject.music if not name.sure)
        if had_music and not self._people():
            return subject
        music = tuple(name for name in subject.music if name.sure)
        return replace(subject, members=(*subject.members, *unsure), music=music)

    def _people(self) -> bool:
        sides = any(side.members for side in self.previous.sides)
        return bool(self.previous.members) or sides

    def _measure(self) -> None:
        metric: Metric | None = measure_named(self.subject)
        if _BY_PLAYS.search(fold(self.u.sentence.text)):
            metric = "plays"
        if metric is None or metric == self.previous.metric:
            return
        self.plan |= {"metric": metric, "of": self.previous.metric if metric == "change" else None, "order": "desc"}
        self.plan["scope"] = "playlists" if is_of_playlists(metric) or self.u.has("playlist") else "plays"
        if metric == "taste_overlap":
            self.plan |= {"op": "rank", "by": "member_pair", "sides": []}
        elif self.previous.by == "member_pair":
            self.plan["by"] = "member"
        if metric == "first_listen":
            self.plan["order"] = "asc"

    def _groups(self) -> None:
        per: Dimension | None = next((bucket for concept, bucket in PER.items() if self.u.has(concept)), None)
        over_time: Dimension | None = "month" if self.u.has("over_time") else None
        bucket = per or over_time
        group = bucket or ("member" if self.u.has("who") else noun_asked_for(self.subject))
        if group is None or self.plan["metric"] == "taste_overlap":
            return
        trend = bucket is not None or group == "hour"
        op = "trend" if trend and group in TIME_DIMENSIONS else "rank"
        self.plan |= {"op": op, "by": group, "sides": [], "members": self._all_named()}
        if op == "trend":
            self.plan |= {"limit": None, "order": "desc"}

    def _all_named(self) -> list[str]:
        """The members of the plan before, those of a comparison's sides included."""
        of_sides = [name for side in self.previous.sides for name in side.members]
        return list(dict.fromkeys([*self.previous.members, *of_sides]))

    def _members(self) -> None:
        names = [ME] if self.subject.me else []
        names += [name.text for name in self.subject.members]
        if not names:
            if self.u.has("we", "everyone_has") and self._people():
                self.plan |= {"members": [], "sides": []}
                self.plan |= {"op": "rank", "by": "member"} if self.previous.op == "compare" else {}
            return
        against = self.u.has("compare") and len(names) == 1
        if len(self.previous.sides) == 2 and all(side.members for side in self.previous.sides) and len(names) == 1:
            kept, other = self.previous.sides
            self.plan["sides"] = [kept.model_dump(), other.model_copy(update={"members": names}).model_dump()]
        elif against and self.previous.op == "value" and len(self.previous.members) == 1:
            sides = [Side(members=self.previous.members), Side(members=names)]
            self.plan |= {"op": "compare", "members": [], "sides": [side.model_dump() for side in sides]}
        else:
            self.plan["members"] = names
            if self.plan["op"] == "rank" and self.plan["by"] == "member" and len(names) == 1:
                # A ranking of one is that one's number.
                self.plan |= {"op": "value", "by": None, "order": "desc", "limit": None}

    def _filters(self) -> None:
        new = music_and_mood_filters(
            self.subject, self.plan["metric"], measured=measure_named(self.subject) is not None
        )
        if not new:
            return
        cleared = dict.fromkeys(_FILTER_FIELDS, ()) if any(field in new for field in _FILTER_FIELDS) else {}
        self.plan["filters"] = _updated(self.plan["filters"], {**cleared, **new})
        for side in self.plan["sides"]:
            untouched = Filters().model_dump()
            if side["filters"] is not None and all(side["filters"][key] == untouched[key] for key in new):
                side["filters"] = _updated(side["filters"], new)

    def _window(self) -> None:
        windows = [time.value for time in self.u.times if isinstance(time.value, Window)]
        window = windows[0] if windows else Window() if self.u.says("all_time") else None
        if window is None:
            return
        if self.u.has("compare") and self.previous.op == "value":
            pair = windows[:2] if len(windows) > 1 else [self.previous.window, window]
            sides = [Side(window=each) for each in pair]
            self.plan |= {"op": "compare", "window": {}, "sides": [side.model_dump() for side in sides]}
            return
        self.plan["window"] = window.model_dump()
        if any(side.window for side in self.previous.sides):
            first, second = self.previous.sides
            self.plan["sides"] = [first.model_dump(), second.model_copy(update={"window": window}).model_dump()]
            self.plan["window"] = self.previous.window.model_dump()
        short = window.start is not None and window.end is not None
        if short and window.start and window.end and (window.end - window.start).days <= _LONGEST_SEASON:
            self.plan["filters"] = _updated(self.plan["filters"], {"months": []})

    def _order(self) -> None:
        if self.plan["op"] != "rank":
            return
        if self.u.has("least") != self.u.has("most"):
            self.plan["order"] = "asc" if self.u.has("least") else "desc"
        limit = limit_of(self.subject, self.plan["by"])
        if limit is not None:
            self.plan["limit"] = limit


def _updated(filters: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {**filters, **{key: list(value) if isinstance(value, tuple) else value for key, value in new.items()}}

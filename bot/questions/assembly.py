"""From what was understood of a sentence to a plan; the same rules for every language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.model.questions import ME, Dimension, Filters, Metric, Plan, Side, Window
from bot.questions.concepts import Mention
from bot.questions.names import NameMention, clip, kind_by_noun, looks_like_title
from bot.questions.periods import DAY_PARTS, TimeMention
from bot.questions.reading import Sentence
from bot.questions.words.language import Language

MOST_ANSWERS = 25

_DIMENSIONS: dict[str, Dimension] = {
    "track": "track",
    "artist": "artist",
    "album": "album",
    "playlist": "playlist",
    "hour_of_day": "hour",
    "weekday_dim": "weekday",
    "day_dim": "day",
    "week_dim": "week",
    "month_dim": "month",
    "year_dim": "year",
    "device": "platform",
}
_PER: dict[str, Dimension] = {
    "per_hour": "hour",
    "per_weekday": "weekday",
    "per_day": "day",
    "per_week": "week",
    "per_month": "month",
    "per_year": "year",
}
_PLATFORMS = ("phone", "computer", "speaker", "tv", "car", "web")
_MOODS = ("happy", "love", "angry", "chill", "party", "workout", "focus", "sleep")
_MUSIC_KINDS = ("artist", "track", "album", "playlist")

# The first whose concepts are there decides what is measured.
_METRICS: tuple[tuple[tuple[str, ...], Metric], ...] = (
    (("overlap", "opposite", "pair"), "taste_overlap"),
    (("breakup",), "breakup_intensity"),
    (("sad",), "sadness"),
    (("streak",), "streak_days"),
    (("longest_session",), "longest_session"),
    (("playlist_age",), "playlist_age_days"),
    (("playlist_tracks",), "playlist_tracks"),
    (("skip",), "skip_rate"),
    (("loop",), "longest_loop"),
    (("repeat",), "repeat_rate"),
    (("firsts",), "firsts"),
    (("last_listen",), "last_listen"),
    (("first",), "first_listen"),
    (("unique_taste", "mainstream"), "uniqueness"),
    (("discover",), "discovery_rate"),
    (("concentrated",), "concentration"),
    (("variety",), "distinct_artists"),
    (("listeners",), "listeners"),
    (("share",), "share"),
    (("session",), "session_minutes"),
    (("active_days",), "active_days"),
    (("hours",), "hours"),
)


@dataclass(frozen=True)
class Understanding:
    """What was read out of a sentence.

    Attributes:
        members_known: whether the parser was told the members' names, so that other names are no members'.
    """

    sentence: Sentence
    language: Language
    concepts: tuple[Mention, ...]
    times: tuple[TimeMention, ...]
    names: tuple[NameMention, ...]
    members_known: bool

    @property
    def found(self) -> frozenset[str]:
        """The concepts, wherever they stand."""
        return frozenset(mention.concept for mention in self.concepts)

    @property
    def music(self) -> tuple[NameMention, ...]:
        """Names of things played, and names that may be."""
        return tuple(name for name in self.names if name.kind != "member")

    def has(self, *concepts: str) -> bool:
        """Whether any of these concepts is there."""
        return bool(self.found & set(concepts))

    def first(self, *concepts: str) -> Mention | None:
        """The first mention of any of these concepts."""
        return next((mention for mention in self.concepts if mention.concept in concepts), None)


def assemble(understanding: Understanding) -> Plan:
    """The plan; "ambiguous" where the parts do not make one."""
    try:
        return Plan.model_validate(_Assembly(understanding).plan())
    except ValidationError:
        return Plan(op="none", reason="ambiguous")


class _Assembly:
    """One sentence's plan in the making."""

    def __init__(self, understanding: Understanding) -> None:
        self.u = understanding
        self.has = understanding.has
        self.text = understanding.sentence.folded
        self.me = self.has("me")
        self.members, self.music = self._sort_names()
        self.metric = self._metric()
        self.by = self._dimension()

    # Names

    def _sort_names(self) -> tuple[list[NameMention], list[NameMention]]:
        members = [name for name in self.u.names if name.kind == "member"]
        music = []
        for name in self.u.names:
            if name.kind == "member":
                continue
            if name.kind == "unknown" and not self.u.members_known and self._reads_like_member(name):
                members.append(name)
            else:
                music.append(name)
        return sorted(members, key=lambda name: name.start), music

    def _reads_like_member(self, name: NameMention) -> bool:
        """Whether a name stands where the one who listens would: without a list of members, its place decides."""
        before = self.text[: name.start].rstrip("\x00").rstrip()
        after = self.text[name.end :]
        if re.search(r"(?:^|\s)(?:did|does|do|has|have|is|was|were|are|hat|ist|habe|czy)$", before):
            return True
        if re.match(r"['’]s?\b", after) and not re.match(
            r"['’]s?\s+(?:songs?|music|albums?|tracks?|new|latest|hits?|discography)", after
        ):
            return True
        if self.has("overlap", "opposite") and not self.has("artist", "track"):
            return True
        comparing = self.has("compare") or re.search(r"\b(?:vs|versus|than|or|que|als|niz)\.?$", before)
        if comparing and self.has("breakup", "sad", "skip", "hours", "streak", "discover", "unique_taste"):
            return True
        if self.has("who") or self.has("we"):
            return False
        subject_before_verb = any(
            mention.concept in ("listen", "skip", "like") and 0 <= mention.start - name.end <= 3
            for mention in self.u.concepts
        )
        verb_before = any(
            mention.concept == "listen" and 0 <= name.start - mention.end <= 2 for mention in self.u.concepts
        )
        alone = not self.me and sum(other.kind != "member" for other in self.u.names) == 1
        object_marker = re.search(r"\b(?:to|of|by|a|de|d'|von|do)$|\bd'$", before)
        if subject_before_verb and not self.me:
            return True
        playlist_of = re.search(
            r"(?:playlists?|listas?|horas|heures|stunden|godzin)\s+(?:mais\s+\w+\s+)?(?:de|da|do|d'|von)$", before
        )
        return bool((alone and verb_before and not object_marker) or playlist_of)

    def _filters(self, music: Sequence[NameMention], times: Sequence[TimeMention]) -> dict[str, Any]:
        filters: dict[str, Any] = {}
        for name in music:
            kind = self._kind(name)
            filters.setdefault(kind, [])
            if clip(name.text) not in filters[kind]:
                filters[kind].append(clip(name.text))
        for kind in ("weekdays", "months"):
            days = sorted(
                {day for time in times if time.kind == kind and isinstance(time.value, tuple) for day in time.value}
            )
            if days:
                filters[kind] = days
        hours = [time for time in times if time.kind == "hours" and isinstance(time.value, tuple)]
        if hours:
            # "nachts um 3 Uhr": the clock says more than the part of the day.
            exact = [time for time in hours if time.value not in DAY_PARTS.values()] or hours
            filters["hours"] = list(exact[0].value)  # type: ignore[arg-type]  # hours carry tuples
        return filters

    def _kind(self, name: NameMention) -> str:
        if name.kind in _MUSIC_KINDS and name.sure:
            return name.kind
        noun = kind_by_noun(self.u.sentence, name.start, self.u.concepts)
        if noun and noun != "member":
            return noun
        if name.kind in _MUSIC_KINDS:
            return name.kind
        one_song = self.has("how_often", "loop") and looks_like_title(name.text)
        return "track" if one_song or (looks_like_title(name.text) and len(name.text.split()) >= 3) else "artist"

    # What is measured, and over what

    def _metric(self) -> Metric:
        if self.has("change") and not self.has("overlap", "breakup", "sad"):
            return "change"
        counted = self._counted_noun()
        for concepts, metric in _METRICS:
            if self.has(*concepts) and self._means(metric):
                return metric
        return counted or "plays"

    def _means(self, metric: Metric) -> bool:
        """Whether a concept stands for its measure here, and not for something near it."""
        match metric:
            case "taste_overlap":
                return self.has("overlap", "opposite") or (self.has("pair") and len(self.members) != 1)
            case "first_listen":
                return bool(self.music) or self.has("listen", "track", "artist", "when") or not self.has("discover")
            case "listeners":
                return not self.has("who") or self.has("artist", "track", "album")
            case "active_days":
                return not self.has("per_day")
            case _:
                return True

    def _counted_noun(self) -> Metric | None:
        """What "how many ..." or "the most different ..." counts."""
        counts = self.has("how_many", "distinct") or (self.has("who") and self.has("most", "least"))
        if not counts or self.has("how_often"):
            return None
        asked = self.u.first("how_many", "distinct", "most", "least")
        nouns: dict[str, Metric] = {
            "artist": "distinct_artists",
            "album": "distinct_albums",
            "playlist": "playlists",
            "track": "distinct_tracks",
        }
        for mention in self.u.concepts:
            if (
                asked
                and mention.concept in nouns
                and 0 <= mention.start - asked.end <= 14
                and not self._is_title_noun(mention)
            ):
                if mention.concept == "track" and not self.has("how_many", "distinct"):
                    return None
                if mention.concept == "playlist" and self.has("listen"):
                    return None
                return nouns[mention.concept]
        return None

    def _is_title_noun(self, mention: Mention) -> bool:
        return any(name.start - mention.end in (1, 2) for name in self.music)

    def _dimension(self) -> Dimension | None:
        if self.metric == "taste_overlap":
            return "member_pair"
        for concept, per in _PER.items():
            if self.has(concept):
                return per
        if self.has("whom") or self._asks_whom():
            return "artist"
        nouns = [mention for mention in self.u.concepts if mention.concept in _DIMENSIONS]
        nouns = [mention for mention in nouns if not self._is_title_noun(mention)]
        if self.has("who") or (self.has("usually") and not nouns):
            return "member" if self.has("who") else "hour"
        order = {mention.concept: index for index, mention in enumerate(nouns)}
        if not order:
            return None
        if (
            self.metric in ("breakup_intensity", "sadness", "playlist_tracks", "playlist_age_days")
            and "playlist" in order
        ):
            return "playlist"
        return _DIMENSIONS[min(order, key=lambda concept: order[concept])]

    def _asks_whom(self) -> bool:
        """ "who do I listen to most": the answer is an artist."""
        return bool(
            re.search(r"\bwho(?:m)?\s+(?:do|does|did|have|has)\s+(?:i|we|\x00+)", self._with_members_masked())
        ) and not self.has("overlap", "opposite", "skip", "unique_taste")

    def _with_members_masked(self) -> str:
        return self.u.sentence.without(*((name.start, name.end) for name in self.members)).folded

    # The plan

    def plan(self) -> dict[str, Any]:
        """The plan's fields."""
        sides = self._sides()
        if sides:
            return sides
        plan: dict[str, Any] = {"metric": self.metric, "filters": self._all_filters(), "members": self._member_names()}
        if self.metric == "change":
            plan["of"] = self._moved()
        if window := self._window(self.u.times):
            plan["window"] = window
        if self._is_about_playlists():
            plan["scope"] = "playlists"
        plan |= self._operation()
        if plan["op"] == "rank":
            plan["order"] = self._order()
            if (limit := self._limit()) is not None:
                plan["limit"] = limit
        return plan

    def _operation(self) -> dict[str, Any]:
        if self.metric == "taste_overlap":
            two = len(self.members) + (self.me and len(self.members) == 1) == 2
            return {"op": "value", "by": None} if two else {"op": "rank", "by": "member_pair"}
        if self.has(*_PER):
            return {"op": "trend", "by": self.by}
        if self.has("over_time") and not self.has("who"):
            return {"op": "trend", "by": "month"}
        if self.by == "hour":
            return {"op": "trend", "by": "hour"}
        if self.by is not None and not self._asks_for_number():
            return {"op": "rank", "by": self.by}
        if self._asks_for_number() or self.members or self.me:
            return {"op": "value", "by": None}
        return {"op": "rank", "by": self.by or "member"} if self.has("most", "least") else {"op": "value", "by": None}

    def _asks_for_number(self) -> bool:
        if self.by == "member":
            return False
        if self.metric in ("first_listen", "last_listen") and (self.music or self.by is None):
            return True
        if self.has("how_often"):
            return not self.by or bool(self.music)
        if self.has("how_many", "share"):
            return not self.has("most", "least") or self.by in (None, "playlist")
        return self.by is None

    def _all_filters(self) -> dict[str, Any]:
        filters = self._filters(self.music, self.u.times)
        for platform in _PLATFORMS:
            if self.has(platform):
                filters["platform"] = platform
        moods = [mood for mood in _MOODS if self.has(mood)]
        if moods and self.metric not in ("breakup_intensity", "sadness"):
            filters["mood"] = moods[:3]
        if self.has("podcast"):
            filters["content"] = "podcast"
        if self.has("all_content"):
            filters["content"] = "all"
        if self.has("shuffle"):
            filters["shuffle"] = True
        if self.by in ("artist", "track", "album"):
            if self.has("only_one"):
                filters["members_with"] = "exactly_one"
            elif self.has("everyone_has"):
                filters["members_with"] = "all"
        if match := re.search(
            rf"(?:{self.u.language.alternatives('at_least')})\s+(\d{{1,5}})\s+(?:{self.u.language.alternatives('times')})",
            self.text,
        ):
            filters["min_plays"] = max(1, int(match.group(1)))
        return filters

    def _member_names(self) -> list[str]:
        names = list(dict.fromkeys(clip(name.text) for name in self.members))
        if self.me and not (self.by == "member" and not names):
            names.insert(0, ME)
        return names

    def _moved(self) -> Metric:
        for concepts, metric in _METRICS:
            if self.has(*concepts) and metric not in ("taste_overlap", "change"):
                return metric
        return "hours" if self.has("hours") else "plays"

    def _is_about_playlists(self) -> bool:
        if self.metric in ("playlists", "playlist_tracks", "playlist_age_days"):
            return True
        return self.metric in ("breakup_intensity", "sadness") and self.has("playlist")

    def _window(self, times: Sequence[TimeMention]) -> Window | None:
        return next((time.value for time in times if isinstance(time.value, Window)), None)

    def _order(self) -> str:
        if self.metric == "first_listen":
            return "asc"
        if self.metric == "taste_overlap":
            return "asc" if self.has("opposite") or self.has("least") else "desc"
        if self.metric == "uniqueness":
            return "asc" if self.has("mainstream") else "desc"
        if self.metric == "playlist_age_days":
            return "asc" if self.has("newest") and not self.has("oldest") else "desc"
        return "asc" if self.has("least") and not self.has("most") else "desc"

    def _limit(self) -> int | None:
        language = self.u.language
        numbers = "|".join(re.escape(word) for word in language.numbers) or r"(?!)"
        number = rf"(\d{{1,3}}|{numbers})"
        tops = language.alternatives("top")
        nouns = "|".join(language.alternatives(concept) for concept in ("artist", "track", "album", "playlist", "most"))
        gap = r"\s+" if language.spaced else r"\s*"
        patterns = [rf"(?:{tops}){gap}{number}(?![^\W_]|\s*(?:%|am|pm))"]
        if self.by != "member":
            patterns.append(rf"(?<![^\W_]){number}{gap}(?:{nouns})")
        for pattern in patterns:
            if match := re.search(pattern, self.text):
                typed = match.group(1)
                count = int(typed) if typed.isdigit() else language.numbers[typed]
                return min(count, MOST_ANSWERS) if count else None
        return None

    # Two sides

    def _sides(self) -> dict[str, Any] | None:
        if not self.has("compare") or self.metric == "taste_overlap":
            return None
        windows = [time for time in self.u.times if time.kind == "window"]
        halves = [time for time in self.u.times if time.kind != "window"]
        platforms = [mention for mention in self.u.concepts if mention.concept in _PLATFORMS]
        sides: list[Side] | None = None
        used_times: list[TimeMention] = []
        members, music = self._member_names(), self.music
        if len(windows) == 2:
            sides = [Side(window=time.value) for time in windows if isinstance(time.value, Window)]
            used_times = windows
        elif len(halves) == 2 and halves[0].kind == halves[1].kind and halves[0].value != halves[1].value:
            sides = [Side(filters=Filters.model_validate(self._filters((), [time]))) for time in halves]
            used_times = halves
        elif len({mention.concept for mention in platforms}) == 2:
            sides = [
                Side(filters=Filters.model_validate({"platform": name}))
                for name in dict.fromkeys(each.concept for each in platforms)
            ]
        elif len(members) == 2:
            sides = [Side(members=[member]) for member in members]
            members = []
        elif len(music) == 2 and not self.has("who") and self._stand_apart(music):
            sides = [Side(filters=Filters.model_validate(self._filters([name], ()))) for name in music]
            music = []
        if not sides:
            return None
        rest = [time for time in self.u.times if time not in used_times]
        plan: dict[str, Any] = {"op": "compare", "metric": self.metric, "sides": sides, "members": members}
        if self.metric == "change":
            plan["of"] = self._moved()
        plan["filters"] = self._filters(music, rest)
        if (window := self._window(rest)) and not windows[1:]:
            plan["window"] = window
        if self._is_about_playlists():
            plan["scope"] = "playlists"
        return plan

    def _stand_apart(self, music: Sequence[NameMention]) -> bool:
        """Whether "or" or its like stands between two names; "and" makes them one filter."""
        between = self.text[music[0].end : music[1].start]
        both = rf"(?:{self.u.language.alternatives('and')})"
        return not re.fullmatch(rf"\s*{both}\s*", between)

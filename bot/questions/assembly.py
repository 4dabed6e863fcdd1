"""From what was understood of a sentence to a plan; the same rules for every language."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from bot.model.questions import Dimension, Metric, Plan, Window
from bot.questions.measure import (
    MOODS,
    PER,
    dimension_of,
    grouped_by,
    is_mood_of_tracks,
    metric_of,
    moved_of,
    plays_alone,
)
from bot.questions.sides import PLATFORMS, comparison
from bot.questions.subject import Subject, subject_of
from bot.questions.understanding import Understanding

MOST_ANSWERS = 25

_FILTERS: tuple[tuple[str, str, str | bool], ...] = (
    *((platform, "platform", platform) for platform in PLATFORMS),
    ("podcast", "content", "podcast"),
    ("all_content", "content", "all"),
    ("shuffle", "shuffle", True),
)
_LISTENING = ("listen", "like", "fans", "times", "how_often", "shuffle", "podcast", "skip")
_RECORDS: tuple[Metric, ...] = ("longest_session", "longest_loop", "streak_days")
_COUNTING = (*_LISTENING, "how_many", "share", "what")
_OF_SOMEBODY = ("we", "me", "who", "everyone_has", "only_one", "how_many", "how_often", "share", "first", "last_listen")


def assemble(understanding: Understanding, *, guessing: bool = False) -> Plan:
    """The plan; "ambiguous" where the parts do not make one, or leave open what to count.

    Args:
        guessing: leave nothing open; what the sentence does not say is guessed.
    """
    subject = subject_of(understanding)
    metric = metric_of(subject)
    fields = comparison(subject, metric) or _single(subject, metric)
    fields["metric"] = metric
    if metric == "change":
        fields["of"] = moved_of(subject)
    if _is_about_playlists(subject, metric):
        fields["scope"] = "playlists"
    if not guessing and not _says_enough(subject, metric, fields):
        return Plan(op="none", reason="ambiguous")
    try:
        return Plan.model_validate(fields)
    except ValidationError:
        return Plan(op="none", reason="ambiguous")


def _says_enough(subject: Subject, metric: Metric, fields: dict[str, Any]) -> bool:
    """Whether the sentence itself says what to count and of whom, so that little is guessed."""
    has = subject.u.has
    named = bool(subject.members) or any(name.sure for name in subject.music)
    match fields["op"], metric:
        case "value", "plays":
            return has(*_COUNTING) and (named or has(*_OF_SOMEBODY))
        case "value", _:
            return named or has(*_OF_SOMEBODY) or bool(subject.u.times) or metric == "taste_overlap"
        case "rank", "plays" if fields["by"] == "member":
            daily = any(time.kind != "window" for time in subject.u.times)
            return has(*_LISTENING, *MOODS, *PLATFORMS) or named or daily or has("most", "least", "top")
        case "trend", "plays":
            return named or has(*_OF_SOMEBODY, *_LISTENING, *PER) or has("usually", "hour_of_day", "weekday_dim")
        case _:
            return True


def _single(subject: Subject, metric: Metric) -> dict[str, Any]:
    """The fields of a ranking, a trend or one number."""
    by = dimension_of(subject, metric)
    fields: dict[str, Any] = {"filters": _filters(subject, metric, by), "members": subject.member_names()}
    window = next((time.value for time in subject.u.times if isinstance(time.value, Window)), None)
    if window:
        fields["window"] = window
    fields |= _operation(subject, metric, by)
    if fields["op"] == "rank":
        fields["order"] = _order(subject, metric)
        fields["limit"] = limit_of(subject, by)
    return fields


def _operation(subject: Subject, metric: Metric, by: Dimension | None) -> dict[str, Any]:
    has = subject.u.has
    if metric == "taste_overlap":
        two = len(subject.member_names()) == 2
        return {"op": "value", "by": None} if two else {"op": "rank", "by": "member_pair"}
    if has(*PER):
        return {"op": "trend", "by": by}
    if has("over_time") and by != "member":
        return {"op": "trend", "by": "month"}
    if by == "hour":
        return {"op": "trend", "by": "hour"}
    if by is not None and not _asks_for_number(subject, metric, by):
        return {"op": "rank", "by": by}
    if by is None and not subject.member_names() and not has("how_many", "what", "how_often"):
        ranked = has("most", "least") or ((has("longest") or metric in _RECORDS) and not has("over_time"))
        return {"op": "rank", "by": "member"} if ranked and not subject.music else {"op": "value", "by": None}
    one_number = by is not None or subject.member_names() or not has("most", "least")
    return {"op": "value", "by": None} if one_number else {"op": "rank", "by": "member"}


def _asks_for_number(subject: Subject, metric: Metric, by: Dimension) -> bool:
    has = subject.u.has
    if by == "member" or grouped_by(subject):
        return False
    if metric in ("first_listen", "last_listen") and subject.music:
        return True
    if has("how_often"):
        return bool(subject.music)
    return has("how_many", "share") and (not has("most", "least") or by == "playlist")


def _filters(subject: Subject, metric: Metric, by: Dimension | None) -> dict[str, Any]:
    has = subject.u.has
    filters = subject.filters(subject.music, subject.u.times)
    filters |= {field: value for concept, field, value in _FILTERS if has(concept)}
    moods = [mood for mood in MOODS if has(mood)]
    if is_mood_of_tracks(subject):
        moods += [mood for mood in ("sad", "breakup") if has(mood)]
    if moods and metric not in ("breakup_intensity", "sadness"):
        filters["mood"] = moods[:3]
    if has("skip") and metric == "plays":
        filters["skipped"] = True
    if by in ("artist", "track", "album"):
        everyone = subject.u.says("everyone_has") or (has("both") and len(subject.member_names()) == 2)
        shared = "exactly_one" if has("only_one") or plays_alone(subject) else "all" if everyone else None
        filters["members_with"] = shared
    filters["min_plays"] = _fewest_plays(subject)
    return filters


def music_and_mood_filters(subject: Subject, metric: Metric, *, measured: bool) -> dict[str, Any]:
    """The filters that a sentence names, and only those; without what its measure already says."""
    filters = _filters(subject, metric, None)
    if not measured:
        filters.pop("skipped", None)
    return {field: value for field, value in filters.items() if value not in (None, [], ())}


def _fewest_plays(subject: Subject) -> int | None:
    """The number in "with at least 50 plays"."""
    language = subject.u.language
    at_least, times = (
        language.alternatives("at_least"),
        "|".join(language.alternatives(concept) for concept in ("times", "listen")),
    )
    match = re.search(rf"(?:{at_least})\s+(\d{{1,5}})\s+(?:{times})", subject.text)
    return max(1, int(match.group(1))) if match else None


def _is_about_playlists(subject: Subject, metric: Metric) -> bool:
    if metric in ("playlists", "playlist_tracks", "playlist_age_days"):
        return True
    return metric in ("breakup_intensity", "sadness") and (subject.u.has("playlist") or "playlist" in subject.text)


def _order(subject: Subject, metric: Metric) -> str:
    has = subject.u.has
    ascending = {
        "first_listen": True,
        "taste_overlap": has("opposite", "least"),
        "uniqueness": has("mainstream"),
        "change": subject.u.says("declined") or has("least"),
        "playlist_age_days": has("newest") and not has("oldest"),
    }
    return "asc" if ascending.get(metric, has("least") and not has("most")) else "desc"


def limit_of(subject: Subject, by: Dimension | None) -> int | None:
    """The number in "top 10" or "my 5 favourite artists"; a number that is only said in passing is none."""
    language = subject.u.language
    words = "|".join(re.escape(word) for word in language.numbers) or r"(?!)"
    number = rf"(\d{{1,3}}|{words})"
    nouns = "|".join(language.alternatives(concept) for concept in ("artist", "track", "album", "playlist", "most"))
    gap = r"\s+" if language.spaced else r"\s*"
    end = r"(?![^\W_]|\s*(?:%|am|pm))" if language.spaced else r"(?![時日月年回])"
    patterns = [rf"(?:{language.alternatives('top')}){gap}{number}{end}"]
    if by != "member":
        patterns.append(rf"(?<![^\W_]){number}{gap}(?:{nouns})")
    for pattern in patterns:
        if match := re.search(pattern, subject.text):
            typed = match.group(1)
            count = int(typed) if typed.isdigit() else language.numbers[typed]
            return min(count, MOST_ANSWERS) or None
    return None

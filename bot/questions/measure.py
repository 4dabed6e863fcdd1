"""What is measured, and over which groups."""

from __future__ import annotations

import re

from bot.model.questions import Dimension, Metric
from bot.questions.concepts import Mention
from bot.questions.reading import fold
from bot.questions.subject import Subject

PER: dict[str, Dimension] = {
    "per_hour": "hour",
    "per_weekday": "weekday",
    "per_day": "day",
    "per_week": "week",
    "per_month": "month",
    "per_year": "year",
}
"""Concepts that ask for a number in every bucket of time."""

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
_COUNTED: dict[str, Metric] = {
    "artist": "distinct_artists",
    "album": "distinct_albums",
    "playlist": "playlists",
    "track": "distinct_tracks",
}
_NEAR = 14  # characters between "how many" and the noun that it counts

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
    (("first", "firsts"), "first_listen"),
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
MOODS = ("happy", "love", "angry", "chill", "party", "workout", "focus", "sleep")
"""Concepts that are moods of a plan as they are called."""

_OF_PLAYLISTS: frozenset[Metric] = frozenset({"breakup_intensity", "sadness", "playlist_tracks", "playlist_age_days"})


def metric_of(subject: Subject) -> Metric:
    """The measure that the sentence names; plays where it names none."""
    has = subject.u.has
    if has("change") and not has("overlap", "breakup", "sad"):
        return "change"
    if is_mood_of_tracks(subject):
        return "plays"
    if has("first", "firsts") and has("how_many") and has("artist") and not subject.music:
        return "firsts"
    if has("how_many") and has("track") and has("playlist") and not has("listen", "skip", "breakup", "sad"):
        return "playlist_tracks"
    for concepts, metric in _METRICS:
        if has(*concepts) and _means(metric, subject):
            return metric
    if has("playlist") and has("longest", "oldest", "newest") and not has("listen"):
        return "playlist_tracks" if has("longest") else "playlist_age_days"
    if has("discover") and subject.music:
        return "first_listen"
    return _counted_noun(subject) or "plays"


_MOODS_OF_TRACKS = ("sad", "breakup")
_HIGHEST = re.compile(r"est$|^(?:plus|mas|mais|naj\w+|am|un\w*)\s|(?:ig|isch|end|er)ste[nrs]?$|^naj|^一番")


def is_mood_of_tracks(subject: Subject) -> bool:
    """Whether "sad songs" are only which songs are counted, and not how sad they are: "sad songs of Bo, top 5"."""
    u = subject.u
    mood = u.first(*_MOODS_OF_TRACKS)
    if mood is None or u.has("playlist", "intense", "compare", "who", "share") or not u.language.spaced:
        return False
    text = subject.text[mood.start : mood.end]
    highest = _HIGHEST.search(text) or any(
        each.concept in ("most", "least") and each.end <= mood.start and mood.start - each.end <= 1
        for each in u.concepts
    )
    beside = any(
        each.concept == "track" and (0 <= each.start - mood.end <= 1 or 0 <= mood.start - each.end <= 1)
        for each in u.concepts
    )
    return not highest and (beside or text.endswith((" songs", "lieder", "songs")))


def measure_named(subject: Subject) -> Metric | None:
    """The measure that the sentence has a word for; None where it has none."""
    metric = metric_of(subject)
    return None if metric == "plays" else metric


def is_of_playlists(metric: Metric) -> bool:
    """Whether a measure is one of playlists only."""
    return metric in ("playlists", "playlist_tracks", "playlist_age_days")


def noun_asked_for(subject: Subject) -> Dimension | None:
    """The first kind of thing that the sentence names as a group: "and albums?"."""
    nouns = _nouns(subject)
    return _DIMENSIONS[nouns[0]] if nouns else None


_PER_NOUN = re.compile(r"\b(?:per|by|each|pro|je|nach|par|por|wedlug)\s+\Z")


def grouped_by(subject: Subject) -> Dimension | None:
    """The noun in "hours per artist": what every number is for."""
    for mention in subject.u.concepts:
        before = subject.u.sentence.folded[: mention.start]
        if mention.concept in _DIMENSIONS and not _names_something(mention, subject) and _PER_NOUN.search(before):
            return _DIMENSIONS[mention.concept]
    return None


def _nouns(subject: Subject) -> list[str]:
    return [
        each.concept
        for each in subject.u.concepts
        if each.concept in _DIMENSIONS and not _names_something(each, subject)
    ]


def moved_of(subject: Subject) -> Metric:
    """For `change`: which measure moved."""
    for concepts, metric in _METRICS:
        if subject.u.has(*concepts) and metric != "taste_overlap":
            return metric
    return "plays"


def _means(metric: Metric, subject: Subject) -> bool:
    """Whether a concept stands for its measure here, and not for something near it."""
    has = subject.u.has
    match metric:
        case "taste_overlap":
            return _speaks_of_pairs(subject)
        case "discovery_rate":
            return not any(name.sure or name.text[:1].isupper() for name in subject.music)
        case "playlist_tracks":
            return subject.u.says("playlist")  # "songs on Fridays" are in no playlist
        case "first_listen":
            # "who is first to discover artists": without a name it is about many firsts.
            return bool(subject.music) or not has("discover")
        case "firsts":
            return not subject.music
        case "listeners":
            return not subject.asks_for_members or bool({"artist", "track", "album"} & set(_nouns(subject)))
        case "concentration":
            return not plays_alone(subject)
        case _:
            return not any(has(*concepts) for concepts in _RATHER.get(metric, ()))


_RATHER: dict[Metric, tuple[tuple[str, ...], ...]] = {
    "skip_rate": (("how_often", "share"),),
    "active_days": (("per_day",),),
    "longest_session": (("loop",),),  # "the song that she looped in one sitting"
}
"""Concepts beside which another measure is meant."""


def _speaks_of_pairs(subject: Subject) -> bool:
    """Whether likeness is of members, and not what they share: "artists we all have in common"."""
    has = subject.u.has
    shared = subject.u.says("everyone_has") and has("artist", "track", "album") and not has("most", "least")
    return (has("overlap", "opposite") or len(subject.members) != 1) and not shared


def plays_alone(subject: Subject) -> bool:
    """Whether things are asked for that one member alone plays: "the artists that only Ada listens to"."""
    single = len(subject.members) == 1 and not subject.asks_for_members
    return (
        single
        and subject.u.has("only_one", "concentrated")
        and bool({"artist", "track", "album"} & set(_nouns(subject)))
    )


def _counted_noun(subject: Subject) -> Metric | None:
    """What "how many ...", "different ..." or, of members, "the most ..." counts."""
    has = subject.u.has
    explicit = has("how_many", "distinct")
    two_people = has("compare") and len(subject.member_names()) == 2
    ranked = (two_people or (subject.asks_for_members and not subject.asks_whom)) and has("most", "least")
    asked = subject.u.first("how_many", "distinct", "most", "least")
    if not (explicit or ranked) or asked is None or has("how_often"):
        return None
    for mention in subject.u.concepts:
        near = 0 <= mention.start - asked.end <= _NEAR
        if mention.concept in _COUNTED and near and not _names_something(mention, subject):
            # "who plays the most songs" is about plays; "who listens to the most playlists" about nothing we hold.
            in_passing = (mention.concept == "track" and not explicit) or (
                mention.concept == "playlist" and has("listen")
            )
            of_a_playlist = mention.concept == "track" and has("playlist")
            return "playlist_tracks" if of_a_playlist else None if in_passing else _COUNTED[mention.concept]
    return None


def _names_something(mention: Mention, subject: Subject) -> bool:
    """Whether a noun only introduces a name: "the song X"."""
    before = any(name.start - mention.end in (1, 2) for name in subject.music)
    in_brackets = any(
        re.fullmatch(r"\s*\((?:the\s+)?", fold(subject.u.sentence.text[name.end : mention.start]))
        for name in subject.music
        if name.end <= mention.start
    )
    return before or in_brackets


def dimension_of(subject: Subject, metric: Metric) -> Dimension | None:
    """The groups that the sentence asks about; None where it asks for one number."""
    has = subject.u.has
    if metric == "taste_overlap":
        return "member_pair"
    if bucket := next((per for concept, per in PER.items() if has(concept)), None):
        return bucket
    if subject.asks_whom:
        return "artist"
    if subject.asks_for_members:
        return "member"
    if (grouped := grouped_by(subject)) and metric != "playlist_tracks":
        return grouped
    nouns = _nouns(subject)
    if is_mood_of_tracks(subject):
        return "track"
    if metric in _OF_PLAYLISTS and ("playlist" in nouns or metric not in ("breakup_intensity", "sadness")):
        return _playlists_or_one_number(subject, metric)
    if nouns:
        # "How often does Zoe skip songs": skipping is of songs anyway.
        return None if has("how_often") and has("skip") else _DIMENSIONS[nouns[0]]
    if bucket := subject.u.bucket:
        return bucket
    return _dimension_without_noun(subject, metric)


def _playlists_or_one_number(subject: Subject, metric: Metric) -> Dimension | None:
    has = subject.u.has
    counted = metric == "playlist_tracks" and has("how_many")
    averaged = metric == "playlist_age_days" and has("average") and not has("oldest", "newest")
    named = any(subject.kind(name) == "playlist" for name in subject.music)
    return None if counted or averaged or named else "playlist"


def _dimension_without_noun(subject: Subject, metric: Metric) -> Dimension | None:
    has = subject.u.has
    if has("usually") and metric in ("plays", "hours"):
        return "hour"
    if has("top") and metric == "plays" and not subject.music and (has(*MOODS) or subject.top_of_somebody):
        return "track"
    artists = subject.music and all(subject.kind(name) == "artist" for name in subject.music)
    if metric == "plays" and artists and has("most") and not has("how_many", "how_often", "compare", "me"):
        return "track"  # "most played by Suicide"
    if has("what") and has("listen", "like") and metric == "plays" and not subject.music:
        return "artist"
    return None

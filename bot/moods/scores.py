"""Scores as JSON text, and back: storage keeps them beside playlists and histories."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.model.moods import (
    BreakupScore,
    Cap,
    CapReason,
    DensestAdditions,
    Evidence,
    HeartbreakTracks,
    Lift,
    MostRepeated,
    NightPlays,
    Note,
    Part,
    PartName,
    PlayedAgain,
    TitleSays,
    TopArtist,
    WeeklyChange,
)
from bot.model.stored import Score

_KINDS: dict[str, type[Evidence]] = {
    "title_says": TitleSays,
    "heartbreak_tracks": HeartbreakTracks,
    "densest_additions": DensestAdditions,
    "most_repeated": MostRepeated,
    "lift": Lift,
    "played_again": PlayedAgain,
    "weekly_change": WeeklyChange,
    "night_plays": NightPlays,
    "top_artist": TopArtist,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_DAYS = frozenset({"begins_on", "ends_on", "first_on", "last_on"})


def score_as_json(score: BreakupScore) -> str:
    """The score as one line of JSON; equal scores give equal text."""
    fields = asdict(score)
    fields["evidence"] = [{"kind": _NAMES[type(piece)], **asdict(piece)} for piece in score.evidence]
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)


def score_from_json(text: str) -> BreakupScore:
    """The score that this text was made of.

    Raises:
        ValueError: the text is no score, or one of another version's shape: it is to be computed anew.
    """
    try:
        fields = json.loads(text)
        return BreakupScore(
            **{
                **_with_days(fields),
                "parts": tuple(Part(**{**part, "name": PartName(part["name"])}) for part in fields["parts"]),
                "cap": fields["cap"] and Cap(fields["cap"]["limit"], CapReason(fields["cap"]["reason"])),
                "evidence": tuple(_evidence(piece) for piece in fields["evidence"]),
                "notes": tuple(Note(note) for note in fields["notes"]),
            }
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a breakup score") from error


def stored_score(score: BreakupScore) -> Score:
    """The score as storage takes it."""
    return Score(score.score, score_as_json(score), score.version)


def _evidence(fields: dict[str, Any]) -> Evidence:
    rest = _with_days({name: value for name, value in fields.items() if name != "kind"})
    if "examples" in rest:
        rest["examples"] = tuple(rest["examples"])
    return _KINDS[fields["kind"]](**rest)


def _with_days(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: date.fromisoformat(value) if name in _DAYS and value else value for name, value in fields.items()}

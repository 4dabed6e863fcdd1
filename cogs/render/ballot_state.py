"""Rankings and scores under way, as they stand in the `custom_id` of a private card's buttons.

Nothing of a ballot that is being made lives in this process: what was tapped so far is in the buttons themselves, so
that they work through restarts, and that the same tap twice (a nervous thumb, a slow network) makes the same state
twice. A `custom_id` holds 100 characters: one letter for each ranked option, one digit for each score.
"""

from __future__ import annotations

from bot.errors import BadBallot
from bot.model.polls import HIGHEST_SCORE, MOST_OPTIONS

_LETTERS = "abcdefghijklmnopqrstuvwxy"
assert len(_LETTERS) == MOST_OPTIONS  # noqa: S101 - one letter an option

Ranking = tuple[int, ...]
Scores = tuple[int, ...]


def ranking_text(ranking: Ranking) -> str:
    """A ranking in letters, the best first: (3, 1) is "ca"."""
    return "".join(_LETTERS[number - 1] for number in ranking)


def read_ranking(text: str, options: int) -> Ranking:
    """The ranking in these letters.

    Args:
        text: as `ranking_text` writes it.
        options: how many there are.

    Raises:
        BadBallot: a letter that stands for no option, or stands twice.
    """
    known = _LETTERS[:options]
    if any(letter not in known for letter in text) or len(set(text)) < len(text):
        raise BadBallot("That button is of another vote.")
    return tuple(known.index(letter) + 1 for letter in text)


def ranked(ranking: Ranking, number: int) -> Ranking:
    """The ranking with one more option at its end; as it is, where the option is in it already."""
    return ranking if number in ranking else (*ranking, number)


def scores_text(scores: Scores) -> str:
    """Scores as digits, in the order of the options: (5, 0, 3) is "503"."""
    return "".join(map(str, scores))


def read_scores(text: str, options: int) -> Scores:
    """The scores in these digits.

    Raises:
        BadBallot: not one from 0 to `HIGHEST_SCORE` for each of the options.
    """
    if len(text) != options or not set(text) <= set("0123456789"[: HIGHEST_SCORE + 1]):
        raise BadBallot("That menu is of another vote.")
    return tuple(map(int, text))


def scored(scores: Scores, number: int, score: int) -> Scores:
    """The scores with another one for the option of this number."""
    return (*scores[: number - 1], score, *scores[number:])

"""Everything that can be asked here, so that a promise about all answers is tested on all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.model.answers import Asked
from bot.model.standings import Noun
from bot.sandbox.options import OptionValue
from bot.usecases.comparisons import COMPARISONS
from bot.usecases.comparisons.blend import blend_option
from bot.usecases.comparisons.recap import recap_asked
from bot.usecases.comparisons.recap_words import Page

Command = tuple[str, dict[str, OptionValue]]

QUESTIONS = (
    "who listens at 3am the most?",
    "top artists of the group",
    "top tracks of everyone by hours",
    "how many plays do we have per month?",
    "whose taste is most alike?",
    "who has the saddest playlists?",
)

NOT_OF_LISTENING = frozenset({"upload", "sources", "privacy", "settings", "help", "sale", "forget", "erase"})
"""Commands that show nobody's listening to anybody else."""

OF_PERIODS = ("streaks", "gaps", "discoveries", "obsessions", "skips", "sessions", "affinity", "matrix", "map", "blend")


def comparisons(
    members: Sequence[int], names: Sequence[tuple[Noun, int]], questions: Sequence[int], periods: Sequence[str]
) -> Iterator[Asked]:
    """Every comparison in every variant, of the group, of each of these members and of pairs of them.

    Args:
        members: at least two.
        names: catalogue ids of artists, tracks and albums.
        questions: ids of questions that were asked in words.
        periods: as members type them.
    """
    for noun, name_id in names:
        for what in ("whoknows", "whofirst"):
            yield Asked(what, name_id=name_id, option=noun)
    yield from (Asked("crowns", option=by) for by in ("hours", "plays", "share"))
    yield Asked("milestones")
    yield from (Asked("ask", name_id=each) for each in questions)
    for one in members:
        yield from (Asked(what, members=(one,)) for what in ("crowns", "milestones"))
    yield Asked("only")
    yield from (Asked("only", members=(one,)) for one in members)
    for period in periods:
        yield from _of_period(members, names, period)


def _of_period(members: Sequence[int], names: Sequence[tuple[Noun, int]], period: str) -> Iterator[Asked]:
    first, second = members[:2]
    groups = ("streaks", "gaps", "discoveries", "obsessions", "skips", "sessions", "matrix", "map", "awards", "moods")
    yield from (Asked(what, period) for what in groups)
    yield from (Asked("streaks", period, name_id=name_id) for noun, name_id in names if noun is Noun.ARTIST)
    for of in ("artists", "tracks"):
        yield Asked("blend", period, option=blend_option(of, []))
        yield Asked("blend", period, option=blend_option(of, [first, second]))
    yield Asked("taste", period, (first, second))
    for one in members:
        yield from (Asked(what, period, (one,)) for what in ("streaks", "gaps", "skips", "affinity", "moods"))
    for page in Page:
        yield recap_asked((), period, page)
        yield recap_asked((first, second), period, page)
        yield from (recap_asked((one,), period, page) for one in members)


def commands(member: int, names: dict[str, str], period: str | None = None) -> Iterator[Command]:
    """Every slash command about listening, of the group, of this member and beside them.

    Args:
        names: something typed for `artist`, `track` and `album`.
        period: None leaves it out.
    """
    when: dict[str, OptionValue] = {} if period is None else {"period": period}
    for noun, typed in names.items():
        yield f"whoknows {noun}", {noun: typed}
        yield f"whofirst {noun}", {noun: typed}
    for whose in ({}, {"member": member}):
        yield from ((name, dict(whose)) for name in ("crowns", "only", "milestones"))
        yield from ((name, {**whose, **when}) for name in ("streaks", "gaps", "skips", "affinity", "moods", "blend"))
        yield "recap", {**whose, **when}
    yield "streaks", {"artist": names["artist"], **when}
    yield from ((name, dict(when)) for name in ("discoveries", "obsessions", "sessions", "matrix", "map", "awards"))
    yield "taste", {"member": member, **when}
    yield "blend", {"of": "tracks", **when}
    yield "recap", {"server": True, **when}
    yield "recap", {"with": member, **when}
    yield "breakup", {}
    yield "breakup", {"of": "listening"}
    yield "guess", {"what": "the scores"}
    yield from (("ask", {"question": question}) for question in QUESTIONS)


def assert_nothing_is_forgotten(asked: Sequence[Asked]) -> None:
    """A comparison that joins the bot joins these tests."""
    assert {each.what for each in asked} == set(COMPARISONS)

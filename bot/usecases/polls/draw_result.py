"""The picture of a poll's result."""

from __future__ import annotations

from collections.abc import Sequence

from bot.charts.rows import DuelRows, OptionBar, OptionRows, PollRows, PollWords, RoundBar, RoundRows
from bot.charts.runoff import duels_figure, rounds_figure
from bot.charts.votes import option_figure, poll_figure
from bot.collective.headline import Headline
from bot.collective.tally import breakdown_withheld, votes_of_roll
from bot.model.amounts import counted
from bot.model.polls import Choice, Conclusion, Method, Poll
from bot.services import Services
from bot.usecases.pictures import Drawing, draw

_UNITS = {Method.SINGLE: "vote", Method.APPROVAL: "approval", Method.SCORE: "point"}


async def draw_result(services: Services, poll: Poll, conclusion: Conclusion, head: Headline, title: str) -> Drawing:
    """A picture fit for the method: sides against what they needed, options, rounds or duels.

    Args:
        title: what the picture is of.
    """
    withheld = breakdown_withheld(conclusion)
    if poll.terms.method is Method.YES_NO:
        return await draw(services, poll_figure, _sides(poll, conclusion, head, title, withheld=withheld))
    if conclusion.rounds and not withheld:
        return await draw(services, rounds_figure, rounds(poll, conclusion, title, head.turnout))
    if conclusion.duels and not withheld:
        return await draw(services, duels_figure, duels(poll, conclusion, title, head.turnout))
    return await draw(services, option_figure, _options(poll, conclusion, head, title, withheld=withheld))


def _sides(poll: Poll, conclusion: Conclusion, head: Headline, title: str, *, withheld: bool) -> PollRows:
    return PollRows(
        title, head.turnout, conclusion.of(Choice.YES), conclusion.of(Choice.NO), conclusion.abstain,
        votes_of_roll(poll), poll.terms.rules.quorum, poll.terms.rules.threshold, withheld, _words(poll),
    )  # fmt: skip


def _options(poll: Poll, conclusion: Conclusion, head: Headline, title: str, *, withheld: bool) -> OptionRows:
    labels = _labels(poll)
    unit = _UNITS.get(poll.terms.method, "vote")
    most_first = sorted(conclusion.counts, key=lambda count: (-count[1], int(count[0])))
    bars = tuple(
        OptionBar(labels[choice], votes, counted(votes, unit), choice in conclusion.winners)
        for choice, votes in most_first
    )
    rules = poll.terms.rules
    voted, roll = conclusion.votes, votes_of_roll(poll)
    return OptionRows(title, head.turnout, bars, voted, roll, rules.quorum, withheld, _words(poll))


def _words(poll: Poll) -> PollWords:
    """Bars are as long as votes; where members weigh differently, that has to be said."""
    if votes_of_roll(poll) == poll.electorate:
        return PollWords()
    return PollWords(electorate="votes of everyone who could vote")


def rounds(poll: Poll, conclusion: Conclusion, title: str, note: str) -> RoundRows:
    """The rounds of a runoff, options in the order of their standing: the first of the last round first."""
    order = _standing(conclusion)
    places = {number: place for place, number in enumerate(order)}
    bars = []
    for number, each in enumerate(conclusion.rounds, 1):
        votes = dict(each.votes)
        dropped = tuple(places[option] for option in each.dropped)
        bars.append(RoundBar(number, tuple(votes.get(option, 0) for option in order), each.exhausted, dropped))
    labels = _labels(poll)
    return RoundRows(title, note, tuple(labels[str(option)] for option in order), tuple(bars))


def duels(poll: Poll, conclusion: Conclusion, title: str, note: str) -> DuelRows:
    """Every duel, options ordered by winners first, then by duels won."""
    matrix = conclusion.duels
    numbers = range(len(matrix))
    won = [sum(matrix[row][other] > matrix[other][row] for other in numbers) for row in numbers]
    first = {int(choice) - 1 for choice in conclusion.winners}
    order = sorted(numbers, key=lambda row: (row not in first, -won[row], row))
    labels = _labels(poll)
    names = tuple(labels[str(row + 1)] for row in order)
    return DuelRows(
        title, note, names, tuple(tuple(matrix[row][other] for other in order) for row in order), len(first)
    )


def _standing(conclusion: Conclusion) -> Sequence[int]:
    """Options by how far they came: those of the last round by votes, then who left last."""
    order = [option for option, _ in conclusion.rounds[-1].votes]
    for each in reversed(conclusion.rounds):
        votes = dict(each.votes)
        gone = sorted((option for option in each.dropped if option not in order), key=lambda one: (-votes[one], one))
        order += gone
    known = set(order)
    return [*order, *(option for option, _ in conclusion.rounds[0].votes if option not in known)]


def _labels(poll: Poll) -> dict[str, str]:
    return {str(option.number): option.label for option in poll.terms.options}

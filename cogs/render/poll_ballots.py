"""Private cards of voters: rankings and scores that are being made, and receipts."""

from __future__ import annotations

import discord

from bot.model.amounts import counted
from bot.model.polls import HIGHEST_SCORE, Method, Poll
from bot.usecases.cast_ballot import CountedBallot
from cogs.render import poll_words as say
from cogs.render.ballot_state import Ranking, Scores, ranking_text, scores_text
from cogs.render.cards import ANSWER, DONE, Block, Button, Card, Menu, Row, Rule, plain
from cogs.render.cards import Choice as Line

SCORED_AT_ONCE = 8
"""Options on a page of the scoring card: a menu each, and a card holds 40 components."""

_SUCCESS, _PRIMARY = discord.ButtonStyle.success, discord.ButtonStyle.primary
_WIDE_LABEL = 14
_FEW_BUTTONS = 12


def ranking_card(poll: Poll, ranking: Ranking, *, standing: bool = False) -> Card:
    """Tap the options in order: each tap puts one at the end of the ranking.

    Args:
        standing: whether this ranking is the member's ballot as it counts now.
    """
    key, options, state = poll.poll_id, poll.terms.options, ranking_text(ranking)
    labels = {option.number: option.label for option in options}
    room = 60 if len(options) <= _FEW_BUTTONS else 40
    ranked = "\n".join(f"{place}\\. **{plain(labels[number], room)}**" for place, number in enumerate(ranking, 1))
    left = len(options) - len(ranking)
    note = "This is how your ballot stands now." if standing else ""
    hint = "Tap the one that you like best, then the next. You may stop at any point: who is not ranked comes after all who are."
    if not left:
        hint = "All are ranked."
    elif ranking:
        hint = f"Tap the next one, or cast your ballot: the other {counted(left, 'option')} would share the last place."
    taps = [
        Button(
            _tap(option.number, labels[option.number], ranking),
            "rank",
            (key, state, ranking_text((option.number,))),
            disabled=option.number in ranking,
        )
        for option in options
    ]
    per_row = _per_row([tap.label for tap in taps])
    rows = [Row(tuple(taps[start : start + per_row])) for start in range(0, len(taps), per_row)]
    end = Row(
        (
            Button("Cast", "rank_cast", (key, state), _SUCCESS, disabled=not ranking),
            Button("Undo", "rank_back", (key, state), disabled=not ranking),
            Button("Clear", "rank_clear", (key,), disabled=not ranking),
        )
    )
    words = "\n".join(part for part in (f"## {plain(poll.terms.question, 200)}", note, ranked, f"-# {hint}") if part)
    return Card((words, *rows, end), ANSWER)


def _tap(number: int, label: str, ranking: Ranking) -> str:
    short = label if len(label) <= 32 else label[:31].rstrip() + "…"
    return f"✓ {ranking.index(number) + 1}. {short}" if number in ranking else f"{number} {short}"


def _per_row(labels: list[str]) -> int:
    """Buttons beside each other: two of long names, up to four where names are short or options many.

    25 options in rows of four are 39 components with all else on the card; 40 is the most.
    """
    if len(labels) > _FEW_BUTTONS:
        return 4
    return 3 if max(map(len, labels)) <= _WIDE_LABEL else 2


def scoring_card(poll: Poll, scores: Scores, page: int = 0, *, standing: bool = False) -> Card:
    """A menu from 0 to 5 for each option, eight a page.

    Args:
        page: from 0.
        standing: whether these scores are the member's ballot as it counts now.
    """
    key, options, state = poll.poll_id, poll.terms.options, scores_text(scores)
    pages = -(-len(options) // SCORED_AT_ONCE)
    page = min(max(page, 0), pages - 1)
    shown = options[page * SCORED_AT_ONCE : (page + 1) * SCORED_AT_ONCE]
    menus: list[Block] = [
        Menu(
            option.label,
            "score",
            tuple(
                Line(
                    f"{_cut(option.label)}: {score}",
                    str(score),
                    _SCORE_WORDS.get(score, ""),
                    scores[option.number - 1] == score,
                )
                for score in range(HIGHEST_SCORE, -1, -1)
            ),
            (key, state, page, option.number),
        )
        for option in shown
    ]
    turns = (
        Button("Before", "score_page", (key, state, page - 1, "before"), disabled=page == 0),
        Button("Next", "score_page", (key, state, page + 1, "next"), disabled=page == pages - 1),
    )
    end = Row((Button("Cast", "score_cast", (key, state), _SUCCESS), *(turns if pages > 1 else ())))
    note = "This is how your ballot stands now. " if standing else ""
    where = f" Page {page + 1} of {pages}." if pages > 1 else ""
    hint = f"{note}Give each from 0 to {HIGHEST_SCORE}; what you leave has 0.{where}"
    return Card((f"## {plain(poll.terms.question, 200)}\n-# {hint}", *menus, end), ANSWER)


_SCORE_WORDS = {HIGHEST_SCORE: "the best", 0: "not at all"}


def _cut(label: str) -> str:
    return label if len(label) <= 80 else label[:79].rstrip() + "…"


def confirm_card(poll: Poll, choice: str, words: str) -> Card:
    """Before a ballot that cannot be changed: is it meant?"""
    return Card(
        (
            f"## Your ballot: {plain(words, 600)}\nIn this vote a ballot is final: once cast, it cannot be changed.",
            Row((Button("Cast it", "cast", (poll.poll_id, choice), _SUCCESS),)),
        ),
        ANSWER,
    )


def ballot_card(counted_ballot: CountedBallot) -> Card:
    """The voter's receipt, for the voter alone."""
    poll = counted_ballot.poll
    before = "It replaces your earlier ballot. " if counted_ballot.replaced else ""
    closes = discord.utils.format_dt(poll.terms.closes_at, "R")
    change = (
        f"You can change it until the vote closes {closes}."
        if poll.terms.conduct.changeable
        else f"It is final. The vote closes {closes}."
    )
    blocks: list[Block] = [
        f"## Your ballot: {_chosen(counted_ballot)}\n{before}It is stored, and it counts. {change}",
    ]
    if counted_ballot.votes > 1:
        blocks.append(
            f"It weighs **{counted_ballot.votes} votes** as things stand: yours and those that others let you cast or your role has."
        )
    if counted_ballot.extended:
        blocks.append(f"With it the quorum is reached, late: the vote now closes {say.moment(poll.terms.closes_at)}.")
    blocks += [
        Rule(),
        (
            f"**Receipt** · poll {poll.poll_id}, cast {counted_ballot.seq}\n```\n{counted_ballot.line}\n```\n"
            "-# Keep this line. `/poll verify` says with it whether your ballot stands in the log and counts; the log has no names. "
            "It would also let you prove to somebody how you voted."
        ),
    ]
    return Card(tuple(blocks), DONE)


def _chosen(counted_ballot: CountedBallot) -> str:
    words = plain(counted_ballot.words, 900)
    return words[:1].upper() + words[1:] if counted_ballot.poll.terms.method is Method.YES_NO else words

"""Cards of the guessing game."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord

from bot.model.amounts import counted, hours_words
from bot.model.cell_words import percent
from bot.model.guesses import Riddle, Score
from bot.usecases.guess_rounds import EndedRound, OpenRound
from cogs.render.cards import ANSWER, DONE, QUIET, Block, Button, Card, Row, drawing, place, plain

_ASKED = {
    Riddle.TRACK: "Whose top track is this?",
    Riddle.NUMBERS: "Who said this in numbers?",
    Riddle.CLOCK: "Whose day is this?",
}
_SAID = {
    "artists": "I have played {count} artists.",
    "top_share": "{share} of all my plays go to one single artist.",
    "night": "{share} of my plays begin between midnight and five.",
    "morning": "{share} of my plays begin between five and nine in the morning.",
    "skips": "I skip {share} of what I start.",
    "a_day": "On a day with music, I play {number} tracks.",
    "longest": "Once I listened for {time} without a pause.",
    "once": "Of all the artists I tried, {share} I played just once.",
}


def round_card(shown: OpenRound) -> Card:
    """The riddle, with a button for each member it may be about."""
    each = shown.round
    blocks: list[Block] = [f"## {_ASKED[each.riddle]}\n{_clue(each.riddle, shown.clue)}"]
    blocks += [drawing(shown.drawing, "clock.png")] if each.riddle is Riddle.CLOCK else []
    blocks.append(
        f"The answer comes {discord.utils.format_dt(each.closes_at, 'R')}. One guess each; the first right one counts double."
    )
    seats = tuple(Button(_short(seat.display_name), "guess", (each.round_id, seat.seat)) for seat in each.candidates)
    blocks.append(Row(seats))
    return Card(tuple(blocks), ANSWER)


def started_card() -> Card:
    """For the one who started it."""
    return Card(("The round is on.",), QUIET)


def guessed_card(shown_name: str, closes_at: str) -> Card:
    """A guess is taken; for the guesser alone."""
    return Card((f"You guess **{plain(shown_name)}**. The answer comes {closes_at}.",), QUIET)


def ended_card(ended: EndedRound) -> Card:
    """The answer, who got it, and the scores."""
    if ended.answer is None:
        return Card(
            (
                "This round was called off. Nothing was counted.",
                Row((Button("Another one", "guess_again", (ended.open.round.riddle.value,)),)),
            ),
            QUIET,
        )
    each = ended.open.round
    right = [guess for guess in ended.guesses if guess.points]
    names = {seat.seat: seat.display_name for seat in each.candidates}
    if not ended.guesses:
        verdict = "Nobody guessed."
    elif not right:
        verdict = f"{counted(len(ended.guesses), 'guess').replace('guesss', 'guesses')}, and not one of them right."
    else:
        verdict = "Right: " + ", ".join(f"**{plain(guess.display_name)}** (+{guess.points})" for guess in right[:20])
    wrong = [guess for guess in ended.guesses if not guess.points]
    blocks: list[Block] = [
        f"## It was {plain(ended.answer)}\n{_ASKED[each.riddle]} {_clue(each.riddle, ended.open.clue)}",
        verdict,
    ]
    if wrong:
        told = ", ".join(
            f"{plain(guess.display_name)} said {plain(names.get(guess.seat, '?'))}" for guess in wrong[:10]
        )
        blocks.append(f"-# {told}{f' and {len(wrong) - 10} more' if len(wrong) > 10 else ''}")
    if ended.scores:
        leaders = " · ".join(f"{plain(score.display_name)} {score.points}" for score in ended.scores)
        blocks.append(f"-# Scores here: {leaders}")
    blocks.append(Row((Button("Another one", "guess_again", (each.riddle.value,)), Button("Scores", "guess_scores"))))
    return Card(tuple(blocks), DONE)


def scores_card(scores: Sequence[Score]) -> Card:
    """The server's scores."""
    if not scores:
        return Card(("## Scores\nNobody has guessed yet. `/guess` starts a round.",), QUIET)
    ranks = [1 + sum(other.points > score.points for other in scores) for score in scores]
    rows = [
        f"{place(rank)} **{plain(score.display_name)}** · {counted(score.points, 'point')}\n"
        f"-# {score.right:,} right of {counted(score.rounds, 'round')}"
        for rank, score in zip(ranks, scores, strict=True)
    ]
    return Card(("## Scores of the guessing game\n" + "\n".join(rows),))


def _clue(riddle: Riddle, clue: Mapping[str, Any]) -> str:
    if riddle is Riddle.TRACK:
        by = f" by {plain(clue['artist'])}" if clue["artist"] else ""
        return f"**{plain(clue['title'], 100)}**{by}, played {clue['plays']:,} times."
    if riddle is Riddle.NUMBERS:
        return "\n".join(f"- “{_said(name, value)}”" for name, value in clue["said"])
    return "The music starts when the bars are high."


def _said(name: str, value: float) -> str:
    return _SAID[name].format(
        count=f"{value:,.0f}", share=percent(value), number=f"{value:.0f}", time=hours_words(value / 60)
    )


def _short(name: str) -> str:
    """A button's label holds 80 characters, and five stand beside each other."""
    return name if len(name) <= 20 else name[:19].rstrip() + "…"

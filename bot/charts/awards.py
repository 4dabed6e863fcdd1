"""An evening together: a wall of awards, and riddles about somebody who is not named."""

from __future__ import annotations

import plotly.graph_objects as go

from bot.charts.bars import left_out
from bot.charts.canvas import Canvas, bold_pixels, columns, in_lines, pixels
from bot.charts.dial import dial
from bot.charts.names import escaped, label, shorten
from bot.charts.rows import AwardCard, AwardRows, GuessRows
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Theme

MOST_AWARDS = 14
MOST_CLUES = 8

_GAP = 20
_CARD_WIDE = (WIDTH - 2 * SIDE - _GAP) / 2
_EMOJI_PX = 46
_WINNER_PX = 25
_TEXT_LEFT = 92
_LINE = 27

_CLUE_STEP = 62
_CHIP = 42
_DIAL = 330


def award_figure(rows: AwardRows, theme: Theme = Theme.DARK) -> str:
    """Cards, two in a row: the emoji, the award, who won it, the number, and what is said aside.

    At most `MOST_AWARDS` cards.

    Returns:
        Plotly's JSON without a trace: everything is written.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    awards = rows.awards[:MOST_AWARDS]
    for at in range(0, len(awards), 2):
        pair = awards[at : at + 2]
        lines = [_lines(award) for award in pair]
        high = 92 + _LINE * max(len(shown) + len(aside) for shown, aside in lines)
        for column, (award, (shown, aside)) in enumerate(zip(pair, lines, strict=True)):
            _card(canvas, SIDE + column * (_CARD_WIDE + _GAP), high, award, (shown, aside))
        canvas.y += high + _GAP
    canvas.y += 4
    left_out(canvas, rows.left_out_words, rows.left_out)
    return canvas.json()


def _lines(award: AwardCard) -> tuple[list[str], list[str]]:
    """The number and what is said aside, broken to the card's width."""
    most = columns(_CARD_WIDE - _TEXT_LEFT - 18, SMALL_PX)
    return in_lines(award.shown, most, 2), in_lines(award.aside, most, 2)


def _card(canvas: Canvas, left: float, high: float, award: AwardCard, lines: tuple[list[str], list[str]]) -> None:
    colours = canvas.colours
    y = canvas.y
    canvas.panel((left, y, left + _CARD_WIDE, y + high), colours.panel, radius=14)
    canvas.text(left + 20, y + high / 2 - _EMOJI_PX * 0.68, label(award.emoji, 4), size=_EMOJI_PX)
    room = _CARD_WIDE - _TEXT_LEFT - 18
    name = f"<b>{label(award.award, columns(room, SMALL_PX) / 1.08)}</b>"
    canvas.text(left + _TEXT_LEFT, y + 14, name, size=SMALL_PX, colour=colours.series[1])
    winner = f"<b>{label(award.winner, columns(room, _WINNER_PX) / 1.08)}</b>"
    canvas.text(left + _TEXT_LEFT, y + 39, winner, size=_WINNER_PX)
    y += 78
    shown, aside = lines
    for line, colour in [*((line, colours.text) for line in shown), *((line, colours.quiet) for line in aside)]:
        canvas.text(left + _TEXT_LEFT, y, line, size=SMALL_PX, colour=colour)
        y += _LINE


def guess_figure(rows: GuessRows, theme: Theme = Theme.DARK) -> str:
    """Bars whose hidden names are question marks, with their amounts, and perhaps a clock of the day beside them.

    At most `MOST_CLUES` bars.

    Returns:
        Plotly's JSON with one bar trace whose x are the amounts, and one more where there is a clock.

    Raises:
        ValueError: there is a clock that has not 24 values.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    bars = rows.bars[:MOST_CLUES]
    right = WIDTH - SIDE - (_DIAL + 70 if rows.clock else 0)
    if rows.clock:
        words = f"<b>{label(rows.clock_words, 34)}</b>"
        middle = WIDTH - SIDE - 24 - _DIAL / 2 if bars else WIDTH / 2
        canvas.text(middle, canvas.y, words, size=SMALL_PX, colour=canvas.colours.quiet, anchor="center")
        box = (middle - _DIAL / 2, canvas.y + 62, middle + _DIAL / 2, canvas.y + 62 + _DIAL - 40)
        dial(canvas, 1, box, rows.clock)
    names = [shorten(bar.name, columns(240, LABEL_PX)) for bar in bars]
    left = SIDE + max([_CHIP, *(pixels(name, LABEL_PX) for name in names)]) + 20
    most = max([bar.amount for bar in bars], default=0) or 1
    shown = [shorten(bar.shown, 24) for bar in bars]
    ends = [(bar.amount / most, bold_pixels(words, LABEL_PX) + 16) for bar, words in zip(bars, shown, strict=True)]
    room = min([right - left, *((right - left - words) / part for part, words in ends if part)])
    for row, (bar, name) in enumerate(zip(bars, names, strict=True)):
        middle = canvas.y + _CLUE_STEP * (row + 0.5)
        if name:
            canvas.text(SIDE, middle - 17, escaped(name))
        else:
            canvas.panel((SIDE, middle - _CHIP / 2, SIDE + _CHIP, middle + _CHIP / 2), canvas.colours.track, radius=10)
            canvas.text(SIDE + _CHIP / 2, middle - 20, "<b>?</b>", size=26, anchor="center")
        words = f"<b>{escaped(shown[row])}</b>" if shown[row] else ""
        canvas.text(left + room * bar.amount / most + 12, middle - 17, words)
    box = (left, canvas.y, left + room, canvas.y + _CLUE_STEP * len(bars))
    axes = canvas.axes(1, box, {"range": [0, most]}, {"range": [max(len(bars), 1) - 0.5, -0.5]})
    marker = {"color": canvas.colours.series[0], "line_width": 0}
    amounts = [bar.amount for bar in bars]
    canvas.add(go.Bar(orientation="h", x=amounts, y=list(range(len(bars))), marker=marker, **axes))
    canvas.y += max(_CLUE_STEP * len(bars), _DIAL + 62 if rows.clock else 0) + 20
    return canvas.json(bargap=0.4, barcornerradius=6)

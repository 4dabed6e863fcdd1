"""Ranked votes: the rounds of a runoff, and every option against every other."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from bot.charts.canvas import Canvas, bold_pixels, columns, pixels
from bot.charts.names import escaped, label, shorten
from bot.charts.pointing import pointed_cells
from bot.charts.rows import DuelRows, RoundBar, RoundRows
from bot.charts.scale import RAMPS, colourscale, ink
from bot.charts.theme import LABEL_PX, SIDE, SMALL_PX, WIDTH, Colours, Theme

MOST_ROUNDS = 12
"""Of more rounds the first and the last ones are drawn."""

_BAR_HIGH = 40
_ROUND_HIGH = 86
_NAMES_WIDE = 300
_FEW = 10
"""Up to so many options, cells are large."""


def rounds_figure(rows: RoundRows, theme: Theme = Theme.DARK) -> str:
    """A stacked bar a round: the winner at the left, then the others in the opposite order of leaving.

    All bars are as long as all votes, so that a segment that grows has gained; a line stands at half of the votes of
    ballots that still rank somebody. Those who leave are named at their round.

    Returns:
        Plotly's JSON: one bar trace for each option that has votes, and one for exhausted ballots; their y are rounds.
    """
    canvas = Canvas(rows.title, rows.note, theme)
    rounds = _drawn(rows.rounds)
    colours = [_colour(canvas.colours, place) for place in range(len(rows.names))]
    exhausted = any(each.exhausted for each in rounds)
    keys = list(zip(colours, rows.names, strict=True))[: len(canvas.colours.series)]
    keys += [(canvas.colours.absent, rows.words.others)] if len(rows.names) > len(canvas.colours.series) else []
    canvas.keys(keys + ([(canvas.colours.track, rows.words.exhausted)] if exhausted else []))
    whole = max(sum(rounds[0].votes) + rounds[0].exhausted, 1) if rounds else 1
    top = canvas.y
    for row, each in enumerate(rounds):
        _heading(canvas, rows, each, top + row * _ROUND_HIGH)
        _numbers(canvas, each, (top + row * _ROUND_HIGH + 30, whole), colours)
    box = (SIDE, top, WIDTH - SIDE, top + _ROUND_HIGH * max(len(rounds), 1))
    axes = canvas.axes(1, box, {"range": [0, whole]}, {"range": [_ROUND_HIGH * max(len(rounds), 1), 0]})
    middles = [row * _ROUND_HIGH + 30 + _BAR_HIGH / 2 for row in range(len(rounds))]
    bars = [(name, [each.votes[place] for each in rounds], colours[place]) for place, name in enumerate(rows.names)]
    bars.append((rows.words.exhausted, [each.exhausted for each in rounds], canvas.colours.track))
    for name, votes, colour in bars:
        if any(votes):
            marker = {"color": colour, "line": {"width": 2, "color": canvas.colours.ground}}
            canvas.add(go.Bar(name=name, orientation="h", x=votes, y=middles, width=_BAR_HIGH, marker=marker, **axes))
    canvas.y = box[3] + 4
    canvas.paragraph([f"┃ {label(rows.words.half, 40)}"] if rounds else [])
    canvas.y += 8
    return canvas.json(barmode="stack")


def _drawn(rounds: Sequence[RoundBar]) -> list[RoundBar]:
    return [*rounds] if len(rounds) <= MOST_ROUNDS else [rounds[0], *rounds[-MOST_ROUNDS + 1 :]]


def _colour(colours: Colours, place: int) -> str:
    return colours.series[place] if place < len(colours.series) else colours.absent


def _heading(canvas: Canvas, rows: RoundRows, each: RoundBar, y: float) -> None:
    quiet = canvas.colours.quiet
    canvas.text(SIDE, y, f"{label(rows.words.round, 20)} {each.number}", size=SMALL_PX, colour=quiet)
    if each.leaves:
        gone = ", ".join(shorten(rows.names[place], 24) for place in each.leaves[:3])
        more = f" +{len(each.leaves) - 3}" if len(each.leaves) > 3 else ""
        words = label(f"{gone}{more} {rows.words.leaves}", columns(WIDTH - 2 * SIDE - 160, SMALL_PX))
        canvas.text(WIDTH - SIDE, y, words, size=SMALL_PX, colour=quiet, anchor="right")


def _numbers(canvas: Canvas, each: RoundBar, place: tuple[float, int], colours: Sequence[str]) -> None:
    """The votes on the segments that are wide enough, and the line at half."""
    y, whole = place
    room = (WIDTH - 2 * SIDE) / whole
    x = float(SIDE)
    for votes, colour in zip(each.votes, colours, strict=True):
        words = f"{votes:,}"
        if votes and votes * room > bold_pixels(words, SMALL_PX) + 10:
            shown = canvas.colours.ink if colour != canvas.colours.absent else canvas.colours.ground
            canvas.text(x + votes * room / 2, y + 8, f"<b>{words}</b>", size=SMALL_PX, colour=shown, anchor="center")
        x += votes * room
    half = SIDE + sum(each.votes) * room / 2
    canvas.line(half, y - 5, y + _BAR_HIGH + 5, canvas.colours.text)


def duels_figure(rows: DuelRows, theme: Theme = Theme.DARK) -> str:
    """Each two options meet in two cells: how many votes rank the row's above the column's, and the other way round.

    The lighter a cell, the larger the row's share of the two. Columns are numbered as the rows are.

    Returns:
        Plotly's JSON with one heat map of shares in [0, 1]; null where nobody ranked either, and on the diagonal.

    Raises:
        ValueError: there are not as many rows and columns of duels as names.
    """
    count = len(rows.names)
    if len(rows.duels) != count or any(len(row) != count for row in rows.duels):
        raise ValueError(f"duels of {count} options have to be {count} by {count}")
    canvas = Canvas(rows.title, rows.note, theme)
    canvas.paragraph([label(rows.words.row_over_column, 80)])
    canvas.y += 12
    size = LABEL_PX if count <= _FEW else SMALL_PX
    names = [f"{number}  {name}" for number, name in enumerate(rows.names, 1)]
    wide = min(_NAMES_WIDE, max((pixels(name, size) for name in names), default=0)) + 22
    across = min((WIDTH - 2 * SIDE - wide) / max(count, 1), 84.0)
    down = min(across, 46.0) if count <= _FEW else 30.0
    left, top = SIDE + wide, canvas.y + 30
    for place, name in enumerate(names):
        shown = escaped(shorten(name, columns(wide - 22, size)))
        y = top + down * (place + 0.5) - size * 0.75
        canvas.text(SIDE, y, f"<b>{shown}</b>" if place < rows.winners else shown, size=size)
        canvas.text(left + across * (place + 0.5), canvas.y, str(place + 1), size=SMALL_PX, anchor="center")
    box = (left, top, left + across * max(count, 1), top + down * max(count, 1))
    axes = canvas.axes(1, box, {"range": [-0.5, count - 0.5]}, {"range": [count - 0.5, -0.5]})
    shares = [[_share(rows.duels, row, column) for column in range(count)] for row in range(count)]
    canvas.add(
        go.Heatmap(
            z=shares, zmin=0, zmax=1, colorscale=colourscale(RAMPS[theme]), showscale=False, xgap=2, ygap=2,
            hoverongaps=False, **pointed_cells(_said(rows, shares)), **axes,
        )
    )  # fmt: skip
    if across >= bold_pixels(f"{max((max(row) for row in rows.duels), default=0):,}", SMALL_PX) + 4:
        canvas.add(_votes(rows, shares, theme, axes))
    canvas.y = box[3] + 26
    return canvas.json()


def _share(duels: Sequence[Sequence[int]], row: int, column: int) -> float | None:
    both = duels[row][column] + duels[column][row]
    return duels[row][column] / both if both and row != column else None


def _said(rows: DuelRows, shares: Sequence[Sequence[float | None]]) -> list[list[tuple[str, ...]]]:
    return [
        [
            () if share is None else (f"{rows.names[y]} {rows.duels[y][x]:,}", f"{rows.names[x]} {rows.duels[x][y]:,}")
            for x, share in enumerate(line)
        ]
        for y, line in enumerate(shares)
    ]


def _votes(rows: DuelRows, shares: Sequence[Sequence[float | None]], theme: Theme, axes: dict[str, str]) -> go.Scatter:
    """The votes on the cells, in letters that stand out from each."""
    cells = [(x, y, share) for y, line in enumerate(shares) for x, share in enumerate(line) if share is not None]
    return go.Scatter(
        mode="text",
        x=[x for x, _, _ in cells],
        y=[y for _, y, _ in cells],
        text=[f"{rows.duels[y][x]:,}" for x, y, _ in cells],
        textfont={"size": SMALL_PX, "color": [ink(share, RAMPS[theme]) for _, _, share in cells]},
        hoverinfo="skip",
        **axes,
    )

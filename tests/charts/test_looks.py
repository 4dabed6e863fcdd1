"""What a browser makes of the figures: every letter inside the picture, and none on top of another."""

from __future__ import annotations

import functools
import itertools
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.charts.bars import breakup_figure, whoknows_figure
from bot.charts.browser import Browser
from bot.charts.calendar import recap_figure, upload_figure
from bot.charts.painter import find_browser
from bot.charts.runoff import duels_figure, rounds_figure
from bot.charts.theme import Theme
from bot.charts.votes import option_figure, poll_figure
from tests.charts.group_samples import PICTURES as GROUP_PICTURES
from tests.charts.samples import (
    NAMES,
    breakup_rows,
    duel_rows,
    option_rows,
    poll_rows,
    recap_rows,
    round_rows,
    upload_rows,
    whoknows_rows,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine: `make test` installs one"),
]

BOXES = """(async ({{data, layout}}) => {{
    const place = document.body.appendChild(document.createElement("div"));
    await Plotly.newPlot(place, data, layout, {{staticPlot: true}});
    const corner = place.getBoundingClientRect();
    const boxes = [...place.querySelectorAll("text")].filter(text => text.textContent).map(text => {{
        const box = text.getBoundingClientRect();
        return [text.textContent, box.left - corner.left, box.top - corner.top, box.right - corner.left,
                box.bottom - corner.top];
    }});
    place.remove();
    return [layout.width, layout.height, boxes];
}})({figure})"""

PICTURES = {
    "breakup, 2": lambda: breakup_figure(breakup_rows(2)),
    "breakup, 12 with many left out": lambda: breakup_figure(breakup_rows(12, left_out=60)),
    "breakup with playlists": lambda: breakup_figure(breakup_rows(6, detail="songs for nobody 🥀 (deluxe edition)")),
    "breakup, light": lambda: breakup_figure(breakup_rows(12), Theme.LIGHT),
    "whoknows, 1": lambda: whoknows_figure(whoknows_rows(0.2)),
    "whoknows, one far ahead": lambda: whoknows_figure(whoknows_rows(98_765, 412, 412, 3, 0.01, 0)),
    "whoknows, 12": lambda: whoknows_figure(whoknows_rows(*range(12, 0, -1))),
    "whoknows of a long name": lambda: whoknows_figure(whoknows_rows(3, 2, title=" ".join(NAMES) * 3)),
    "recap, 1 month": lambda: recap_figure(recap_rows(1)),
    "recap, 14 months": lambda: recap_figure(recap_rows(14)),
    "recap, 9 years": lambda: recap_figure(recap_rows(105)),
    "recap, 24 years": lambda: recap_figure(recap_rows(288)),
    "poll": lambda: poll_figure(poll_rows(55, 5, 2, 80)),
    "poll of very many": lambda: poll_figure(poll_rows(17_000_000, 10, 3, 18_000_000)),
    "poll, withheld": lambda: poll_figure(poll_rows(1, 1, 1, 6, withheld=True)),
    "options, 2": lambda: option_figure(option_rows(9, 4)),
    "options, 25": lambda: option_figure(option_rows(*range(18_000, 0, -720))),
    "options, nobody": lambda: option_figure(option_rows(0, 0, 0)),
    "options, withheld": lambda: option_figure(option_rows(2, 1, withheld=True)),
    "rounds, 1": lambda: rounds_figure(round_rows(2)),
    "rounds, 4": lambda: rounds_figure(round_rows(5)),
    "rounds, 24": lambda: rounds_figure(round_rows(25)),
    "duels, 2": lambda: duels_figure(duel_rows(2)),
    "duels, 5": lambda: duels_figure(duel_rows(5)),
    "duels, 25": lambda: duels_figure(duel_rows(25, 18_000)),
    "upload, 1 year": lambda: upload_figure(upload_rows((2024, 940))),
    "upload, 12 years": lambda: upload_figure(upload_rows(*((year, 9_999) for year in range(2013, 2025)))),
    "upload, 21 years": lambda: upload_figure(upload_rows(*((year, year * 999) for year in range(2004, 2025)))),
}
PICTURES |= {name: functools.partial(figure, rows) for name, (figure, rows) in GROUP_PICTURES.items()}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    browser = await Browser.start(find_browser() or "")
    yield browser
    await browser.close()


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("picture", PICTURES)
async def test_nothing_is_cut_off_and_nothing_overlaps(browser, picture):
    width, height, boxes = await browser._evaluate(BOXES.format(figure=PICTURES[picture]()))
    assert boxes
    for text, left, top, right, bottom in boxes:
        assert left >= 0, text
        assert top >= 0, text
        assert right <= width, text
        assert bottom <= height, text
    for one, other in itertools.combinations(boxes, 2):
        across = min(one[3], other[3]) - max(one[1], other[1])
        down = min(one[4], other[4]) - max(one[2], other[2])
        # A box is as high as the tallest letter of its font, and wider than its ink by a hair.
        assert across <= 1 or down <= 8, (one[0], other[0])


@pytest.mark.asyncio(loop_scope="module")
async def test_nothing_is_asked_of_the_network(browser):
    loaded = "performance.getEntriesByType('resource').map(entry => entry.name)"
    await browser.draw(recap_figure(recap_rows(14)))
    asked = await browser._evaluate(loaded)
    assert [address for address in asked if not address.startswith(("file:", "data:", "blob:"))] == []

from __future__ import annotations

import itertools

import pytest

from bot.charts.recaps import HEAD
from bot.charts.scale import MARKED_RAMPS, RAMPS, ink
from bot.charts.theme import COLOURS, LABEL_PX, SMALL_PX, TITLE_PX, Theme

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    lights = sorted(0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (linear(one), linear(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def lab(rgb):
    red, green, blue = rgb
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (max(part, 0) ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour, matrix):
    return lab([sum(weight * part for weight, part in zip(row, linear(colour), strict=True)) for row in matrix])


@pytest.mark.parametrize("theme", Theme)
def test_words_stand_out_from_their_ground(theme):
    colours = COLOURS[theme]
    assert contrast(colours.text, colours.ground) >= 7
    assert contrast(colours.quiet, colours.ground) >= 4.5


@pytest.mark.parametrize("theme", Theme)
def test_bars_stand_out_from_their_ground_and_letters_from_the_bars(theme):
    colours = COLOURS[theme]
    for colour in (*colours.series, *colours.ballots, colours.absent):
        assert contrast(colour, colours.ground) >= 3
    for colour in colours.series:
        assert contrast(colours.ink, colour) >= 3


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_colours_that_stand_side_by_side_are_told_apart(theme, blindness):
    colours = COLOURS[theme]
    votes = (*colours.ballots, colours.absent)
    for one, other in [*itertools.pairwise(colours.series), *itertools.combinations(votes, 2)]:
        first, second = seen(one, BLINDNESS[blindness]), seen(other, BLINDNESS[blindness])
        distance = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
        assert distance >= 20, (one, other)


def test_type_is_legible_at_the_width_that_discord_shows():
    assert min(TITLE_PX, LABEL_PX, SMALL_PX) * 550 / 1000 >= 10


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("ramps", [RAMPS, MARKED_RAMPS])
def test_a_scale_from_little_to_much_is_told_by_lightness_alone(theme, blindness, ramps):
    lights = [seen(colour, BLINDNESS[blindness])[0] for colour in ramps[theme]]
    if theme is Theme.LIGHT:
        lights.reverse()
    assert all(more - less >= 6 for less, more in itertools.pairwise(lights)), lights


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_marked_days_are_told_from_others_of_the_same_shade_and_from_empty_ones(theme, blindness):
    def apart(one, other):
        first, second = seen(one, BLINDNESS[blindness]), seen(other, BLINDNESS[blindness])
        return sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5

    for usual, marked in zip(RAMPS[theme][1:], MARKED_RAMPS[theme][1:], strict=True):
        assert apart(usual, marked) >= 20, (usual, marked)
    for faintest in (RAMPS[theme][1], MARKED_RAMPS[theme][1]):
        assert apart(COLOURS[theme].track, faintest) >= 10, faintest


@pytest.mark.parametrize("theme", Theme)
def test_numbers_stand_out_from_any_place_of_a_scale(theme):
    ramp = RAMPS[theme]
    for at, colour in enumerate(ramp):
        assert contrast(ink(at / (len(ramp) - 1), ramp), colour) >= 4.2, colour


@pytest.mark.parametrize("theme", Theme)
def test_words_stand_out_from_cards_and_from_the_head_of_a_shared_recap(theme):
    colours = COLOURS[theme]
    assert contrast(colours.text, colours.panel) >= 7
    assert contrast(colours.quiet, colours.panel) >= 4.5
    assert contrast(colours.series[1], colours.panel) >= 3
    for ground in HEAD[theme]:
        assert contrast(colours.ink, ground) >= 4

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.charts.names import display_width, escaped, graphemes, label, listed, shorten

FAMILY = "👩\u200d👩\u200d👧"
FLAG = "🇧🇷"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"


@pytest.mark.parametrize(
    ("text", "clusters"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        (f"{FAMILY}x{FLAG}{FLAG}", [FAMILY, "x", FLAG, FLAG]),
        (f"{SCOTLAND}!", [SCOTLAND, "!"]),
        ("👍🏽👍", ["👍🏽", "👍"]),
        ("1\ufe0f\u20e32", ["1\ufe0f\u20e3", "2"]),
        ("क्षमा", ["क्ष", "मा"]),
        ("", []),
    ],
)
def test_what_a_reader_sees_as_one_stays_one(text, clusters):
    assert list(graphemes(text)) == clusters


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("千代", 4),
        (FAMILY, 2),
        (FLAG, 2),
        ("♥\ufe0f", 2),
        ("e\u0301", 1),
        ("il", 1.2),
        ("AB", 2.4),
        ("W", 1.7),
    ],
)
def test_cjk_and_emoji_count_two_and_marks_nothing(text, width):
    assert display_width(text) == pytest.approx(width)


@pytest.mark.parametrize(
    ("name", "columns", "short"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdefg", 6, "abcde…"),
        ("千代千代", 8, "千代千代"),
        ("千代千代千", 8, "千代千…"),
        (f"ab{FAMILY}cdef", 4, "ab…"),  # not half a family
        (f"ab{FAMILY}cdef", 5, f"ab{FAMILY}…"),
        ("nacho cheese", 7, "nacho…"),
        ("two\nlines\there", 20, "two lines here"),
        ("\u202eevil\u202c \u200bname\x00", 20, "evil name"),
        (SCOTLAND, 20, SCOTLAND),
    ],
)
def test_names_are_shortened_between_letters(name, columns, short):
    assert shorten(name, columns) == short


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_shortened_name_fits_and_is_a_beginning_of_the_name(name, columns):
    short = shorten(name, columns)
    assert display_width(short) <= columns + 0.7  # the ellipsis itself is broad
    whole = shorten(name, 10_000)
    assert short == whole or whole.startswith(short.removesuffix("…"))


@given(st.text(max_size=40))
def test_clusters_put_together_are_the_text(text):
    assert "".join(graphemes(text)) == text


def test_markup_is_shown_and_not_obeyed():
    assert escaped("<b>&amp;</b>") == "&lt;b&gt;&amp;amp;&lt;/b&gt;"
    assert label("<i>abcdefgh</i>", 6) == "&lt;i&gt;ab…"


def test_a_list_of_names_is_broken_between_names():
    lines = listed("Left out:", ["abcdefgh", "ijklmnop", "qrstuvwx"], 20, 3)
    assert lines == ["Left out: \u2068abcdefgh\u2069,", "\u2068ijklmnop\u2069, \u2068qrstuvwx\u2069"]


def test_a_list_too_long_says_how_many_it_left_out():
    lines = listed("Left out:", ["abcdefgh"] * 5, 24, 1)
    assert lines == ["Left out: \u2068abcdefgh\u2069, +4"]


@given(st.lists(st.text("abc千<", min_size=1, max_size=30), max_size=12), st.integers(30, 90), st.integers(1, 3))
def test_every_name_of_a_list_is_shown_or_counted(names, columns, lines):
    shown = listed("Left out:", names, columns, lines)
    assert len(shown) <= lines
    words = " ".join(shown)
    counted = int(words.rpartition(" +")[2]) if " +" in words else 0
    assert words.count("\u2068") + counted == len(names)

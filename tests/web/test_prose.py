"""Discord's markdown, as a page says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.narration.fill import clean, safe
from bot.web.prose import pieces
from cogs.render.cards import plain


def text(markdown: str) -> str:
    return "".join(piece["text"] for piece in pieces(markdown))


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("**Ada** leads", [("Ada", "strong"), (" leads", "plain")]),
        (r"**A\*\*a** of 3 \* 4", [("A**a", "strong"), (" of 3 * 4", "plain")]),
        (r"2\. of `a * b`", [("2. of ", "plain"), ("a * b", "code")]),
        ("**", [("**", "plain")]),
        ("<b>x</b>", [("<b>x</b>", "plain")]),
        ("", []),
    ],
)
def test_bold_code_and_escapes_are_read(markdown: str, said: list[tuple[str, str]]):
    assert [(piece["text"], piece["look"]) for piece in pieces(markdown)] == said


@given(st.text(max_size=60))
def test_a_name_that_was_made_safe_for_discord_reads_as_it_is(name: str):
    if clean(name):
        assert text(safe(name)) == clean(name).replace("@everyone", "＠everyone").replace("@here", "＠here")


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60))
def test_a_name_on_a_card_reads_as_it_is(name: str):
    assert text(plain(name)) == name.strip()


@given(st.text(max_size=200))
def test_nothing_that_is_not_a_mark_is_lost(markdown: str):
    if not set(markdown) & set("\\*`\u200b"):
        assert text(markdown) == markdown

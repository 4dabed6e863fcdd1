from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.facts import Fact, FactKind
from bot.narration.fill import LONGEST_VALUE, fill, safe


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Ada", "Ada"),
        ("**bold** _me_", r"\*\*bold\*\* \_me\_"),
        ("||spoiler|| `code`", r"\|\|spoiler\|\| \`code\`"),
        ("# heading", r"\# heading"),
        ("- item", r"\- item"),
        ("7. Sinfonie", r"7\. Sinfonie"),
        ("7 Years", "7 Years"),
        ("<@123> <:x:1>", r"\<@123\> \<:x:1\>"),
        ("[click](https://evil.example)", r"\[click\](https\://evil.example)"),
        ("@everyone @Here", "＠everyone ＠Here"),
        ("@\u200beveryone", "＠everyone"),
        ("a\u202eb\u2066c\u200dd\ufeffe", "abcde"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("bell\x07", "bell"),
        ("&lt;b&gt;", r"\&lt;b\&gt;"),
        ("R&B; soul", r"R\&B; soul"),
        ("Tom & Jerry", "Tom & Jerry"),
        ("discord.gg/abc", r"discord\.gg/abc"),
        ("C:\\", r"C:\\"),
        ("中島みゆき ❤️", "中島みゆき ❤️"),
        ("\u200b\u200b", "(no name)"),
        ("", "(no name)"),
    ],
)
def test_what_people_wrote_cannot_format_mention_link_or_hide(value, shown):
    assert safe(value) == shown


def test_a_long_name_is_cut_before_it_is_escaped():
    assert safe("*" * 500) == r"\*" * (LONGEST_VALUE - 1) + "…"


@given(st.text(max_size=300))
def test_any_value_is_one_visible_line(value):
    shown = safe(value)
    assert shown
    assert len(shown) <= 2 * LONGEST_VALUE + 2
    assert not any(unicodedata.category(char) in ("Cf", "Cc") for char in shown)
    assert "@everyone" not in shown.casefold()


def test_a_value_that_looks_like_a_placeholder_is_not_filled_again():
    facts = {
        "f1": Fact("f1", "leader", FactKind.MEMBER, "{{f2}}"),
        "f2": Fact("f2", "leader_score", FactKind.SCORE, "87"),
    }
    assert fill("{{f1}} has {{f2}}", facts) == "{{f2}} has 87"


def test_an_unknown_placeholder_is_an_error():
    with pytest.raises(KeyError):
        fill("{{f9}}", {})

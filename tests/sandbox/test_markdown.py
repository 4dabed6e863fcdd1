"""Discord's markdown becomes clean HTML."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.markdown import render


class FewNames:
    """Ada <1>, the role DJ <2>, the channel general <3>; nobody else."""

    def user(self, user_id: int) -> str | None:
        return "Ada <b>" if user_id == 1 else None

    def role(self, role_id: int) -> tuple[str, str] | None:
        return ("DJ", "#ff8800") if role_id == 2 else None

    def channel(self, channel_id: int) -> str | None:
        return "general" if channel_id == 3 else None


def shown(text: str, **how: bool) -> str:
    return render(text, FewNames(), **how)


class Tags(HTMLParser):
    """Every tag and attribute of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**bold**", "<strong>bold</strong>"),
        ("*leaning* and _leaning_", "<em>leaning</em> and <em>leaning</em>"),
        ("__under__", "<u>under</u>"),
        ("~~gone~~", "<s>gone</s>"),
        ("***both***", "<strong><em>both</em></strong>"),
        ("__**~~all~~**__", "<u><strong><s>all</s></strong></u>"),
        ("`a * b`", "<code>a * b</code>"),
        ("``a ` b``", "<code>a ` b</code>"),
        ("snake_case_name", "snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"\*plain\*", "*plain*"),
        (r"C:\new", r"C:\new"),
        ("**文字。**文字", "<strong>文字。</strong>文字"),
        ("one\ntwo\n\nthree", "one\ntwo\n\nthree"),
    ],
)
def test_words_are_marked_as_discord_marks_them(text, html):
    assert shown(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Big\nrest", "<h1>Big</h1>rest"),
        ("## Middle", "<h2>Middle</h2>"),
        ("### Small", "<h3>Small</h3>"),
        ("#### no heading", "#### no heading"),
        ("#hashtag", "#hashtag"),
        ("-# aside", '<div class="subtext">aside</div>'),
        ("> one\n> two\nthree", "<blockquote><div>one\ntwo</div></blockquote>three"),
        (">>> one\n# two", "<blockquote><div>one\n<h1>two</h1></div></blockquote>"),
        (">not a quote", "&gt;not a quote"),
        ("> > once only", "<blockquote><div>&gt; once only</div></blockquote>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("* a\n  * b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("3. c\n4. d", '<ol start="3"><li>c</li><li>d</li></ol>'),
        ("- a\nafter", "<ul><li>a</li></ul>after"),
        ("+ a", "+ a"),
        ("# A\n\n\nb", "<h1>A</h1>\n\nb"),
        ("a\n\n# B", "a\n\n<h1>B</h1>"),
        ("    four spaces are no code", "    four spaces are no code"),
        ("a | b\n--|--\n1 | 2", "a | b\n--|--\n1 | 2"),
    ],
)
def test_lines_become_the_blocks_that_discord_knows(text, html):
    assert shown(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("```py\nx = 1\n```", "<pre><code>x = 1</code></pre>"),
        ("```\n# no heading\n- no list\n```", "<pre><code># no heading\n- no list</code></pre>"),
        ("a\n```\n# no heading\n```", "a\n<pre><code># no heading</code></pre>"),
        ("a ```b``` c", "a <pre><code>b</code></pre> c"),
        ("```\n  1  Ada  \n```\nafter", "<pre><code>  1  Ada  </code></pre>after"),
        ("> ```\n> inside\n> ```", "<blockquote><div><pre><code>inside</code></pre></div></blockquote>"),
        ("``` never closed", "``` never closed"),
        ("```\n**plain**\n```", "<pre><code>**plain**</code></pre>"),
    ],
)
def test_code_blocks_are_kept_to_the_letter(text, html):
    assert shown(text) == html


def test_mentions_are_called_by_name_and_unknown_ones_say_so():
    assert Tags(shown("<@1> <@!1> <@&2> <#3> <@9> <@&9> <#9>")).text == (
        "@Ada <b> @Ada <b> @DJ #general @unknown-user @deleted-role #unknown"
    )


def test_a_command_mention_can_be_clicked():
    assert 'data-command="sale propose"' in shown("</sale propose:123>")


def test_a_roles_colour_goes_with_its_mention():
    assert 'data-colour="#ff8800"' in shown("<@&2>")


def test_everyone_is_a_mention_only_where_the_message_mentions_everyone():
    assert shown("@everyone") == "@everyone"
    assert shown("@everyone", mentions_everyone=True) == '<span class="mention">@everyone</span>'


def test_a_timestamp_carries_its_moment_and_style():
    assert shown("<t:0:R>") == (
        '<time class="timestamp" datetime="1970-01-01T00:00:00Z" data-style="R">1 January 1970 00:00 UTC</time>'
    )


def test_a_timestamp_beyond_the_calendar_stays_text():
    assert shown("<t:9999999999999>") == "&lt;t:9999999999999&gt;"


def test_a_spoiler_is_closed_and_can_be_opened_by_keyboard():
    html = shown("||**who** did it||")
    assert 'aria-expanded="false"' in html
    assert 'tabindex="0"' in html
    assert "<strong>who</strong> did it" in html


def test_emoji_alone_are_large_and_emoji_in_words_are_not():
    assert shown("🎉 👋🏽 🏳️‍🌈 1️⃣ 🇩🇪") == '<span class="jumbo">🎉 👋🏽 🏳️‍🌈 1️⃣ 🇩🇪</span>'
    assert "jumbo" in shown("<:tutti:123>")
    assert "jumbo" not in shown("🎉 yes")
    assert "jumbo" not in shown("「」")


def test_a_custom_emoji_is_a_picture_with_its_name():
    tags = Tags(shown("<a:dance:42>"))
    assert ("src", "/emojis/42.gif") in tags.attributes
    assert ("alt", ":dance:") in tags.attributes


@pytest.mark.parametrize(
    ("text", "address", "words"),
    [
        ("see https://example.org/a_b_c.", "https://example.org/a_b_c", "see https://example.org/a_b_c."),
        ("(https://example.org/x_(y))", "https://example.org/x_(y)", "(https://example.org/x_(y))"),
        ("<https://example.org>", "https://example.org", "https://example.org"),
        ("[words](https://example.org/p)", "https://example.org/p", "words"),
        ('[words](https://example.org "more")', "https://example.org", "words"),
    ],
)
def test_links_lead_where_they_say(text, address, words):
    tags = Tags(shown(text))
    assert dict(tags.attributes)["href"] == address
    assert tags.text == words


def test_links_open_elsewhere_and_tell_nothing_about_this_page():
    assert {("target", "_blank"), ("rel", "noopener noreferrer nofollow")} <= set(
        Tags(shown("https://example.org")).attributes
    )


def test_inside_a_line_there_are_no_blocks():
    assert shown("# **name**", blocks=False) == "# <strong>name</strong>"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    '[x](https://a.b/"onmouseover="alert(1))',
    "https://a.b/'><script>alert(1)</script>",
    '[x](https://a.b "t\\" onclick=alert(1) x=\\"")',
    "[https://bank.example](https://thief.example)",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    "`</code><script>`",
    "<:x:1 onerror=alert(1)>",
    '<@1" onclick="alert(1)>',
    "&lt;script&gt;&#60;script&#62;",
    "</div></li><style>*{display:none}</style>",
    "||<svg/onload=alert(1)>||",
    "\x00<scr\x00ipt>",
    "> <iframe src=//a.b>\n- <object>",
    "<t:1:R onclick=alert(1)>",
    '</sale:1> </a"onclick=alert(1) :2>',
]

ALLOWED = {
    *("strong", "em", "u", "s", "code", "pre", "blockquote", "h1", "h2", "h3", "div", "ul", "ol", "li", "a", "span"),
    *("time", "img"),
}


def assert_harmless(html: str) -> None:
    tags = Tags(html)
    assert tags.tags <= ALLOWED
    for name, value in tags.attributes:
        assert not name.startswith("on")
        assert name not in ("style", "id", "srcdoc", "form")
        if name == "href":
            assert re.match(r"https?://", value or "")
        if name == "src":
            assert re.fullmatch(r"/emojis/\d+\.(png|gif)", value or "")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text):
    assert_harmless(shown(text))


def test_a_script_is_shown_as_it_was_written():
    assert shown("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_words_that_look_like_another_address_are_no_link():
    assert 'href="https://thief.example"' not in shown("[https://bank.example](https://thief.example)")


@given(st.text(alphabet=st.sampled_from(list("*_~|`<>@#&:/[]()\\!-+. \n\"'=aZ1é文🎉")), max_size=60))
@settings(max_examples=400, deadline=None)
def test_no_text_at_all_makes_anything_but_the_few_tags(text):
    assert_harmless(shown(text))


@given(st.text(alphabet=st.sampled_from(list("abc 文🎉.,\n")), max_size=60))
@settings(max_examples=100, deadline=None)
def test_text_without_marks_is_shown_whole(text):
    assert Tags(shown(text)).text.split() == text.split()


PATTERNS = [
    *("*", "**", "_", "__*", "~~", "||", "`", "```", "`a``", "[", "[a](", "[](", "<", "<@", "<t:", ">·"),
    *(">>>·", "-·", "··-·a¶", "#·", "*a·", "**a·", "_a_b", "*a*a·**", "https://", "https://a(", "\\", "**_"),
    *("a¶-·", "¶>·```", "*··a", "1.·", "((", "||a", "a_", "::", "@", "<:a:"),
]
"""Small pieces to repeat; · is a space and ¶ ends a line."""


@pytest.mark.parametrize("unit", [pattern.replace("·", " ").replace("¶", "\n") for pattern in PATTERNS])
def test_four_thousand_characters_of_anything_are_rendered_at_once(unit):
    text = (unit * 4000)[:4000]
    shown("warm")
    started = time.process_time()
    html = shown(text)
    assert time.process_time() - started < 0.5  # quadratic backtracking takes seconds; this takes 15 ms
    assert_harmless(html)


def test_a_deep_list_ends():
    assert_harmless(shown("\n".join("  " * depth + "- x" for depth in range(60))))

"""Discord's markdown -> clean HTML for the sandbox's page.

Two barriers stand between what a member or a file's title says and the page. The parser (markdown-it-py, with rules of
our own, since Discord's dialect is not CommonMark) knows no raw HTML: every character that it does not understand is
text. What it wrote is then cleaned by nh3 against a short list of tags, classes and URL schemes.

Line breaks are kept as they are: the page shows a message with `white-space: pre-wrap`, as Discord does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Protocol

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token


class Names(Protocol):
    """What mentions are called where the text is read."""

    def user(self, user_id: int) -> str | None:
        """The name shown for a user, or None where nobody has that id."""

    def role(self, role_id: int) -> tuple[str, str] | None:
        """A role's name and colour ("#rrggbb", or "" for none)."""

    def channel(self, channel_id: int) -> str | None:
        """A channel's name, without its #."""


def render(text: str, names: Names, *, mentions_everyone: bool = False, blocks: bool = True) -> str:
    """Markdown as Discord's client shows it, as HTML that may be put into a page as it is.

    Args:
        text: as sent; any length, any content.
        names: what mentions are called.
        mentions_everyone: show @everyone and @here as mentions; elsewhere they are plain words.
        blocks: False where Discord knows no headings, lists and quotes, such as a button's or field's name.
    """
    env = {"names": names, "everyone": mentions_everyone}
    parser = _parser()
    html = parser.render(text.strip("\n"), env) if blocks else parser.renderInline(text, env)
    if blocks and _is_only_emoji(text):
        html = f'<span class="jumbo">{html}</span>'
    return _cleaner().clean(html)


# -- blocks --------------------------------------------------------------------------------------------------------

_HEADING = re.compile(r"(#{1,3})[ ]+(\S.*)")
_SUBTEXT = re.compile(r"-#[ ]+(\S.*)")
_LIST = re.compile(r"(?:[*-]|\d{1,9}\.)[ ]+\S")
_QUOTE = re.compile(r">[ ]")
_QUOTE_REST = re.compile(r">>>[ ]")


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _inline(state: StateBlock, content: str, first: int, after: int) -> None:
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = content, [first, after], []


def _heading(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    for pattern, kind in ((_HEADING, "heading"), (_SUBTEXT, "subtext")):
        if found := pattern.fullmatch(_line(state, start)):
            if not silent:
                tag = f"h{len(found[1])}" if kind == "heading" else "div"
                opening = state.push(f"{kind}_open", tag, 1)
                opening.map = [start, start + 1]
                if kind == "subtext":
                    opening.attrSet("class", "subtext")
                _inline(state, found[found.lastindex or 0], start, start + 1)
                state.push(f"{kind}_close", tag, -1)
                state.line = start + 1
            return True
    return False


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A quote: `> ` line by line, or `>>> ` for all that follows. Discord nests no quotes in quotes."""
    if state.env.get("quoted") or state.blkIndent:
        return False
    first = _line(state, start)
    if _QUOTE_REST.match(first):
        lines = [first[4:], *(_whole(state, line) for line in range(start + 1, end))]
    elif _QUOTE.match(first):
        lines = []
        for line in range(start, end):
            if not _QUOTE.match(_line(state, line)):
                break
            lines.append(_line(state, line)[2:])
    else:
        return False
    if not silent:
        token = state.push("quote", "blockquote", 0)
        token.content, token.map = "\n".join(lines), [start, start + len(lines)]
        state.line = start + len(lines)
    return True


def _whole(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _listing(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's lists, with Discord's markers only (no `+`, no `1)`), and never an empty first item."""
    return bool(_LIST.match(_line(state, start))) and list_block(state, start, end, silent)


def _text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Everything else, blank lines included, up to the next block; a code block's inside is never a block."""
    if silent:
        return True
    line, code_until = start, _code_end(state, start, 0)
    while (line := line + 1) < end:
        if state.bMarks[line] >= code_until:
            if not state.isEmpty(line) and (state.sCount[line] < state.blkIndent or _starts_block(state, line, end)):
                break
            code_until = _code_end(state, line, code_until)
    content = state.getLines(start, line, state.blkIndent, line < end)
    _inline(state, content if line < end and not state.blkIndent else content.rstrip(), start, line)
    state.line = line
    return True


def _starts_block(state: StateBlock, line: int, end: int) -> bool:
    return any(rule(state, line, end, True) for rule in (_heading, _quote, _listing))


def _code_end(state: StateBlock, line: int, at_least: int) -> int:
    """Where the last code block that opens in this line ends, as an offset into the source; else `at_least`."""
    position = max(state.bMarks[line], at_least)
    while (opening := state.src.find("```", position, state.eMarks[line])) >= 0:
        closing = state.src.find("```", opening + 3)
        if closing < 0:
            return position
        position = closing + 3
    return position


def _keep_blank_lines(state: StateCore) -> None:
    """Give back the blank lines after headings and quotes, which markdown-it skips and Discord shows."""
    kept: list[Token] = []
    after = 0
    for token in state.tokens:
        token.block = False  # or the renderer would put line feeds of its own between tags, and they would be seen
        if token.level == 0 and token.nesting >= 0 and token.map:
            if kept and not kept[-1].type.endswith("list_close"):
                kept.append(Token("text", "", 0, content="\n" * (token.map[0] - after)))
            after = token.map[1]
        kept.append(token)
    state.tokens[:] = kept


def _fill_quotes(state: StateCore) -> None:
    """Put a quote's inside, parsed for itself, between its tags."""
    filled: list[Token] = []
    for token in state.tokens:
        if token.type != "quote":
            filled.append(token)
            continue
        filled += [Token("quote_open", "blockquote", 1), Token("inside_open", "div", 1)]
        filled += state.md.parse(token.content, {**state.env, "quoted": True})
        filled += [Token("inside_close", "div", -1), Token("quote_close", "blockquote", -1)]
    state.tokens[:] = filled


# -- inside a line -------------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[^\\`*_~|<\[:@]+")
_CODE_BLOCK = re.compile(r"```(?:([A-Za-z0-9_+\-.#]+)\n)?\n*+([^\n].*?)\n*```\n?", re.DOTALL)
_TICKS = re.compile(r"`+")
_URL = re.compile(r"://[^\s<>]+")
_ANGLE_URL = re.compile(r"<(https?://[^\s<>]+)>")
_MASKED = re.compile(
    r"\[((?:\\.|[^\[\]\\]|\[[^\[\]\\]*\])++)\]"
    r"\(<?(https?://(?:[^\s()<>]|\([^\s()<>]*\))++)>?(?:\s+\"([^\"]*)\")?\)",
    re.DOTALL,
)
_TAGS = re.compile(
    r"<(?:@!?(?P<user>\d{1,20})|@&(?P<role>\d{1,20})|#(?P<channel>\d{1,20})"
    r"|/(?P<command>[^\s:<>]+(?: [^\s:<>]+){0,2}):\d{1,20}"
    r"|(?P<animated>a?):(?P<emoji>\w{2,32}):(?P<emoji_id>\d{1,20})"
    r"|t:(?P<unix>-?\d{1,13})(?::(?P<style>[tTdDfFR]))?)>"
)
_HIDDEN = {"class": "spoiler", "role": "button", "tabindex": "0", "aria-expanded": "false", "aria-label": "Spoiler"}
_SPANS: tuple[tuple[str, re.Pattern[str], str, dict[str, str]], ...] = (
    ("strong", re.compile(r"\*\*((?:\\.|[^\\])+?)\*\*(?!\*)", re.DOTALL), "strong", {}),
    ("em", re.compile(r"\*(?=\S)((?:\*\*|\\.|\s+(?:\\.|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)", re.DOTALL), "em", {}),
    ("underline", re.compile(r"__((?:\\.|[^\\])+?)__(?!_)", re.DOTALL), "u", {}),
    ("em", re.compile(r"_((?:__|\\.|[^\\_])+?)_\b", re.DOTALL), "em", {}),
    ("strike", re.compile(r"~~((?:\\.|[^\\])+?)~~(?!~)", re.DOTALL), "s", {}),
    ("spoiler", re.compile(r"\|\|((?:\\.|[^\\])+?)\|\|", re.DOTALL), "span", _HIDDEN),
)


def _plain(state: StateInline, silent: bool) -> bool:
    found = _PLAIN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.append_pending(found[0])
    state.pos = found.end()
    return True


def _escape(state: StateInline, silent: bool) -> bool:
    following = state.src[state.pos + 1 : min(state.pos + 2, state.posMax)]
    if state.src[state.pos] != "\\" or not following or following.isalnum() or following.isspace():
        return False
    if not silent:
        state.append_pending(following)
    state.pos += 2
    return True


def _code(state: StateInline, silent: bool) -> bool:
    """A code block anywhere, or code in a line: as many ticks behind it as before."""
    ticks = _TICKS.match(state.src, state.pos, state.posMax)
    if ticks is None:
        return False
    if found := _CODE_BLOCK.match(state.src, state.pos, state.posMax):
        state.push("pre_open", "pre", 1)
        state.push("code_inline", "code", 0).content = found[2]
        state.push("pre_close", "pre", -1)
        state.pos = found.end()
        return True
    for closing in _TICKS.finditer(state.src, ticks.end(), state.posMax):
        if len(closing[0]) == len(ticks[0]):
            content = state.src[ticks.end() : closing.start()]
            # Discord lets one space on each side stand between the ticks and a tick inside.
            state.push("code_inline", "code", 0).content = re.sub(r"^ (?=`)|(?<=`) $", "", content)
            state.pos = closing.end()
            return True
    if not silent:
        state.append_pending(ticks[0])
    state.pos = ticks.end()
    return True


def _span(state: StateInline, _silent: bool) -> bool:
    """Bold, italics, underline, strike and spoilers, each holding any other."""
    if state.src[state.pos] not in "*_~|":
        return False
    for kind, pattern, tag, attributes in _SPANS:
        if found := pattern.match(state.src, state.pos, state.posMax):
            _wrap(state, kind, tag, attributes, found.span(1), found.end())
            return True
    return False


def _wrap(
    state: StateInline, kind: str, tag: str, attributes: dict[str, str], inside: tuple[int, int], after: int
) -> None:
    outer = state.posMax
    opening = state.push(f"{kind}_open", tag, 1)
    opening.attrs = dict(attributes)
    state.pos, state.posMax = inside
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", tag, -1)
    state.pos, state.posMax = after, outer


def _link(state: StateInline, _silent: bool) -> bool:
    """`[words](https://...)` and `<https://...>`."""
    if found := _ANGLE_URL.match(state.src, state.pos, state.posMax):
        _push_link(state, found[1], found[1])
        state.pos = found.end()
        return True
    found = _MASKED.match(state.src, state.pos, state.posMax)
    # As in Discord: words that look like another address would be a lie about where the link leads.
    if found is None or state.linkLevel or "://" in found[1]:
        return False
    state.linkLevel += 1
    attributes = {"href": found[2], "title": found[3] or found[2]}
    _wrap(state, "link", "a", attributes, found.span(1), found.end())
    state.linkLevel -= 1
    return True


def _bare_url(state: StateInline, _silent: bool) -> bool:
    if state.src[state.pos] != ":" or state.linkLevel:
        return False
    scheme = next((s for s in ("https", "http") if state.pending.endswith(s)), "")
    found = _URL.match(state.src, state.pos, state.posMax) if scheme else None
    if found is None:
        return False
    rest = found[0].rstrip(".,:;!?\"'*_~|")
    while rest.endswith(")") and rest.count(")") > rest.count("("):
        rest = rest[:-1]
    if len(rest) <= len("://"):
        return False
    state.pending = state.pending[: -len(scheme)]
    _push_link(state, scheme + rest, scheme + rest)
    state.pos += len(rest)
    return True


def _push_link(state: StateInline, url: str, shown: str) -> None:
    state.push("link_open", "a", 1).attrs = {"href": url}
    state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1)


def _tag(state: StateInline, _silent: bool) -> bool:
    """Mentions, custom emoji and timestamps: everything that Discord writes between < and >."""
    found = _TAGS.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if found["unix"] is not None:
        if not _push_time(state, int(found["unix"]), found["style"] or "f"):
            return False
    elif found["emoji"]:
        token = state.push("emoji", "img", 0)
        kind = "gif" if found["animated"] else "png"
        token.attrs = {"class": "emoji", "alt": f":{found['emoji']}:", "title": f":{found['emoji']}:"}
        token.attrs["src"] = f"/emojis/{found['emoji_id']}.{kind}"
    else:
        _push_mention(state, *_mention(found, state.env["names"]))
    state.pos = found.end()
    return True


def _mention(found: re.Match[str], names: Names) -> tuple[str, dict[str, str]]:
    if found["user"]:
        return f"@{names.user(int(found['user'])) or 'unknown-user'}", {"data-user": found["user"]}
    if found["role"]:
        name, colour = names.role(int(found["role"])) or ("deleted-role", "")
        return f"@{name}", {"data-colour": colour} if colour else {}
    if found["channel"]:
        name_there = names.channel(int(found["channel"]))
        link = {"role": "link", "tabindex": "0", "data-channel": found["channel"]}
        return f"#{name_there or 'unknown'}", link if name_there else {}
    return f"/{found['command']}", {"role": "button", "tabindex": "0", "data-command": found["command"]}


def _push_mention(state: StateInline, shown: str, attributes: dict[str, str]) -> None:
    state.push("mention_open", "span", 1).attrs = {"class": "mention", **attributes}
    state.push("text", "", 0).content = shown
    state.push("mention_close", "span", -1)


def _push_time(state: StateInline, unix: int, style: str) -> bool:
    try:
        at = datetime.fromtimestamp(unix, UTC)
    except (ValueError, OverflowError, OSError):
        return False
    # The page rewrites the words in the reader's own zone; these stand where its script has not run yet.
    state.push("time_open", "time", 1).attrs = {
        "class": "timestamp",
        "datetime": at.isoformat().replace("+00:00", "Z"),
        "data-style": style,
    }
    state.push("text", "", 0).content = f"{at.day} {at:%B %Y %H:%M} UTC"
    state.push("time_close", "time", -1)
    return True


def _everyone(state: StateInline, _silent: bool) -> bool:
    if state.env["everyone"]:
        for word in ("@everyone", "@here"):
            if state.src.startswith(word, state.pos, state.posMax):
                _push_mention(state, word, {})
                state.pos += len(word)
                return True
    return False


# -- the parser and the cleaner --------------------------------------------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero")
    parser.block.ruler.enableOnly([])
    block_rules: tuple[Callable[[StateBlock, int, int, bool], bool], ...] = (_heading, _quote, _listing, _text)
    for block_rule in block_rules:
        parser.block.ruler.push(f"discord{block_rule.__name__}", block_rule, {"alt": []})
    parser.core.ruler.after("block", "keep_blank_lines", _keep_blank_lines)
    parser.core.ruler.push("fill_quotes", _fill_quotes)
    parser.inline.ruler.enableOnly([])
    parser.inline.ruler2.enableOnly([])
    inline_rules: tuple[Callable[[StateInline, bool], bool], ...] = (
        *(_plain, _escape, _code, _bare_url, _tag, _link, _span, _everyone),
    )
    for inline_rule in inline_rules:
        parser.inline.ruler.push(f"discord{inline_rule.__name__}", inline_rule)
    return parser


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={
            *("strong", "em", "u", "s", "code", "pre", "blockquote", "h1", "h2", "h3", "div", "ul", "ol", "li", "a"),
            *("span", "time", "img"),
        },
        attributes={
            "a": {"href", "title"},
            "ol": {"start"},
            "img": {"src", "alt", "title"},
            "time": {"datetime", "data-style"},
            "span": {
                *("role", "tabindex", "aria-label", "aria-expanded"),
                *("data-user", "data-colour", "data-channel", "data-command"),
            },
        },
        allowed_classes={
            "span": {"spoiler", "mention", "jumbo"},
            "div": {"subtext"},
            "time": {"timestamp"},
            "img": {"emoji"},
        },
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )


_EMOJI = re.compile(
    "(?:<a?:\\w{2,32}:\\d{1,20}>|[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    "|[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
    "(?:\u200d[\u203c-\u3299\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*)*|\\s)+"
)
_CJK_PUNCTUATION = re.compile("[\u2e80-\u3029\u3031-\u303c\u303e-\u3296\u3298]")


def _is_only_emoji(text: str) -> bool:
    """Whether a message is nothing but emoji, up to thirty: Discord shows those large."""
    short = text.strip()
    return bool(short) and len(short) <= 240 and bool(_EMOJI.fullmatch(short)) and not _CJK_PUNCTUATION.search(short)

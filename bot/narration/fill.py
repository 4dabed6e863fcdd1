"""Putting values into sentences: the one place where a number, a name or a title becomes part of the words.

What people wrote is data: it cannot format, mention, link, turn the direction of the text, or hide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from bot.model.facts import Fact

PLACEHOLDER = re.compile(r"\{\{([a-z][a-z0-9_]*)\}\}")
LONGEST_VALUE = 100

# Discord honours a backslash before any punctuation (simple-markdown's escape rule), and so does CommonMark.
_MARKDOWN = re.compile(r"[\\*_~`|<>\[\]#]")
_LIST_AT_START = re.compile(r"^([-+]|\d+(?=[.)]))(.?)")
_ADDRESS = re.compile(r":(?=//)|(?<=discord)\.(?=gg/)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_EVERYONE = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_INVISIBLE = frozenset({"Cf", "Cc", "Co", "Cs", "Cn"})


def fill(sentence: str, facts: Mapping[str, Fact]) -> str:
    """`sentence` with every `{{name}}` replaced by that fact's value, made safe.

    Args:
        sentence: written by a template, or checked by `bot.narration.check`.
        facts: by whatever the placeholders call them: ids or roles.

    Raises:
        KeyError: a placeholder that names no fact.
    """
    return PLACEHOLDER.sub(lambda match: safe(facts[match.group(1)].value), sentence)


def safe(value: str) -> str:
    """`value` on one line, at most 100 characters, without invisible characters, escaped for Discord's markdown.

    The joiner inside an emoji goes too, so that a family becomes its members: no zero-width character is kept.
    """
    text = clean(value)
    if len(text) > LONGEST_VALUE:
        text = text[: LONGEST_VALUE - 1].rstrip() + "…"
    text = _MARKDOWN.sub(r"\\\g<0>", text)
    text = _LIST_AT_START.sub(_escape_list, text)
    text = _ADDRESS.sub(r"\\\g<0>", text)
    text = _ENTITY.sub(r"\\&", text)
    # A backslash would leave "@everyone" in the text; the wide sign reads the same and calls nobody.
    return _EVERYONE.sub("＠", text) or "(no name)"


def clean(value: str) -> str:
    """`value` on one line, without control, format (bidi, zero-width), private or unassigned characters."""
    spaced = "".join(" " if char.isspace() else char for char in value)
    visible = "".join(char for char in spaced if unicodedata.category(char) not in _INVISIBLE)
    return " ".join(visible.split())


def _escape_list(match: re.Match[str]) -> str:
    mark, after = match.groups()
    return f"{mark}\\{after}" if mark[0].isdigit() else f"\\{mark}{after}"

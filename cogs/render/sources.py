"""Cards about what a member's history is made of, for that member alone."""

from __future__ import annotations

from datetime import date

import discord

from bot.model.amounts import counted
from bot.model.history_words import source_name, window_words
from bot.model.stored import Source
from bot.usecases.show_sources import SourcesOverview
from cogs.render.cards import ANSWER, CHARACTERS, DONE, TROUBLE, Block, Button, Card, Row, Rule, lines

MOST_LISTED = 25
"""What Discord takes in one menu; older uploads are offered again when younger ones are gone."""


def sources_card(overview: SourcesOverview, removed: Source | None = None) -> Card:
    """The uploads, what they count to together, and the ways to change that."""
    blocks: list[Block] = []
    if removed is not None:
        blocks += [f"**Removed: {source_name(removed.kind)}**, {counted(removed.listens, 'listen')} in it.", Rule()]
    if overview.sources:
        listed = lines([_row(source) for source in overview.sources], CHARACTERS - 1200, "-# … and {n} more uploads")
        blocks.append(f"## What your history here is made of\n{listed}")
    else:
        blocks.append(
            "## You have uploaded nothing in this server yet\n`/upload` takes the ZIP that your service gave you."
        )
    counts = f"Together **{counted(overview.listens, 'listen')}**; what several of them tell of counts once."
    window = window_words(overview.since, 0) or "Everything you played counts"
    words = [counts] if overview.sources else []
    blocks.append("\n".join([*words, f"{window}. Your clock runs in {overview.time_zone}."]))
    clock = Button("Time zone", "clock", (), emoji="🕒")
    if overview.sources:
        take = Button("Take an upload back", "source", ("ask",), discord.ButtonStyle.danger, "🗑️")
        blocks.append(Row((Button("Count only since …", "window", (), emoji="📅"), clock, take)))
    else:
        blocks.append(Row((clock,)))
    return Card(tuple(blocks), DONE if removed else ANSWER)


def remove_card(source: Source) -> Card:
    """Once more, before it is gone."""
    return Card(
        (
            (
                f"## Take back {source_name(source.kind)}?\n{_row(source)}\n"
                "Its listens and playlists are deleted at once. What other uploads tell of stays, and your history is "
                "built anew from them. You can upload it again whenever you like."
            ),
            Row(
                (
                    Button("Take it back", "source", ("confirm", source.source_id), discord.ButtonStyle.danger),
                    Button("Keep it", "source", ("keep",)),
                )
            ),
        ),
        TROUBLE,
    )


def option_label(source: Source) -> str:
    """An upload in a menu."""
    return f"{source_name(source.kind)}, uploaded {source.uploaded_at:%-d %b %Y}"[:100]


def option_words(source: Source) -> str:
    """What is in it, below its name in a menu."""
    return _held(source)[:100]


def window_text(since: date | None) -> str:
    """The window as it is typed: "2022", "2022-05", "2022-05-13"; "" for none."""
    if since is None:
        return ""
    if since.day != 1:
        return f"{since}"
    return f"{since:%Y}" if since.month == 1 else f"{since:%Y-%m}"


def _row(source: Source) -> str:
    return f"- **{source_name(source.kind)}** · {_held(source)} · uploaded {discord.utils.format_dt(source.uploaded_at, 'D')}"


def _held(source: Source) -> str:
    if source.first_at is None or source.last_at is None:
        return "playlists"
    return f"{counted(source.listens, 'listen')}, {source.first_at:%-d %b %Y} to {source.last_at:%-d %b %Y}"

"""Cards about an upload, for the uploader alone. What a kind of file is called stands in `KINDS` of `bot/model/receipt_words.py`."""

from __future__ import annotations

import discord

from bot.model.history_words import joined_words, superseded_words, window_words
from bot.model.listens import FileReceipt
from bot.model.receipt_words import file_words, headline, in_all, short_names, span
from bot.usecases.issue_upload_link import UploadLink
from bot.usecases.upload_export import Stage, Uploaded
from cogs.render.cards import ANSWER, CHARACTERS, DONE, Block, Card, drawing, lines, plain

_BAR = 12


def progress_card(stage: Stage) -> Card:
    """How far the upload is."""
    filled = round(_BAR * stage.share)
    where = f"\n-# {plain(stage.file)}" if stage.file else ""
    return Card((f"**{stage.words}**\n`{'█' * filled}{'░' * (_BAR - filled)}` {stage.share:.0%}{where}",), ANSWER)


def link_card(link: UploadLink, reason: str = "") -> Card:
    """The way to the member's own upload page.

    Args:
        reason: a sentence on why they are sent there, or "".
    """
    until = discord.utils.format_dt(link.expires_at, "R")
    return Card(
        (
            (
                f"## Your private upload page\n{reason}\n"
                f"### [Open the page]({link.url})\n"
                "It takes files of any size that I can read, whole folders too, and cleans them on your computer before they are sent: "
                "IP addresses, country, user agent and user name never leave it. Lost connections cost nothing."
            ),
            (
                f"-# The link is for you alone, in this server: do not pass it on. It works once; unused, it ends {until}. "
                "A newer one from `/upload link:True` takes its place."
            ),
        ),
        ANSWER,
    )


def files_hint(filesize_limit: int, *, has_page: bool) -> str:
    """What the form says under its files; at most 100 characters.

    Args:
        filesize_limit: the most that Discord takes of this member in one file, in bytes.
    """
    most = f"Up to ten files of {filesize_limit // 2**20:,} MB, such as the ZIP from Spotify."
    return f"{most} Larger: /upload link:True" if has_page else most


def receipt_card(uploaded: Uploaded) -> Card:
    """What was kept, what was left out and why, file by file; and what the history here is now."""
    receipt = uploaded.receipt
    blocks: list[Block] = [f"## {headline(receipt, nothing_new=uploaded.nothing_new)}\n{span(receipt)}"]
    if uploaded.drawing.png or uploaded.drawing.why_missing:
        blocks.append(drawing(uploaded.drawing, "listens.png"))
    total = _total(uploaded)
    used = sum(len(block) for block in blocks if isinstance(block, str)) + len(total)
    names = dict(
        zip((file.name for file in receipt.files), short_names([file.name for file in receipt.files]), strict=True)
    )
    told = [_file(file, names[file.name]) for file in receipt.files if file.rows]
    beside = [file for file in receipt.files if not file.rows]
    if beside:
        told.append("### Not listening, and not stored")
        told += [
            f"-# **{plain(names[file.name], 60)}** · {plain(file.note or 'Nothing in it.', 160)}" for file in beside
        ]
    files = lines(told, CHARACTERS - used - 200, "-# … and {n} more files")
    blocks += [f"### File by file\n{files}", total]
    return Card(tuple(blocks), DONE)


def _file(file: FileReceipt, name: str) -> str:
    row = f"**{plain(name, 80)}** · {file_words(file)}"
    return row + (f"\n-# {plain(file.note, 300)}" if file.note else "")


def _total(uploaded: Uploaded) -> str:
    words = f"**Your history here:** {in_all(uploaded.listens_in_all, uploaded.joined)}"
    told = [
        *superseded_words((source.kind, source.listens) for source in uploaded.superseded),
        *joined_words((pair.kept, pair.left_out, pair.listens) for pair in uploaded.pairs),
        window_words(uploaded.since, uploaded.outside),
    ]
    small = "".join(f"\n-# {line}." for line in told if line)
    return f"{words}.{small}\nTimes are read in {uploaded.time_zone}; `/sources` changes that."

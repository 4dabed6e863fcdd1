"""Cards about an upload, for the uploader alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.model.amounts import counted
from bot.model.listens import FileReceipt, UploadReceipt
from bot.usecases.upload_export import Stage, Uploaded
from cogs.render.cards import ANSWER, CHARACTERS, DONE, Block, Card, drawing, lines, plain

_KINDS = {
    "spotify_extended": "extended streaming history",
    "spotify_account": "account data",
    "spotify_playlists": "playlists",
}
_BAR = 12


def progress_card(stage: Stage) -> Card:
    """How far the upload is."""
    filled = round(_BAR * stage.share)
    where = f"\n-# {plain(stage.file)}" if stage.file else ""
    return Card((f"**{stage.words}**\n`{'█' * filled}{'░' * (_BAR - filled)}` {stage.share:.0%}{where}",), ANSWER)


def receipt_card(uploaded: Uploaded) -> Card:
    """What was kept, what was left out and why, file by file; and what the history here is now."""
    receipt = uploaded.receipt
    blocks: list[Block] = [f"## {_headline(uploaded)}\n{_span(receipt)}"]
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


def _headline(uploaded: Uploaded) -> str:
    if uploaded.nothing_new:
        return "You had uploaded this before; nothing changed"
    receipt = uploaded.receipt
    parts = []
    if receipt.listens:
        parts.append(counted(receipt.listens, "listen"))
    if receipt.playlists:
        parts.append(counted(receipt.playlists, "playlist"))
    return f"Read {' and '.join(parts)}"


def _span(receipt: UploadReceipt) -> str:
    parts = []
    if receipt.first and receipt.last:
        parts.append(f"{_day(receipt.first)} to {_day(receipt.last)}, {receipt.played_ms / 3_600_000:,.0f} hours")
    others = {"podcast": "podcast episodes", "audiobook": "audiobook chapters", "video": "music videos"}
    parts += [f"{receipt.by_content[kind]:,} {words}" for kind, words in others.items() if receipt.by_content.get(kind)]
    if receipt.playlist_tracks:
        parts.append(f"{receipt.playlist_tracks:,} tracks in playlists")
    return " · ".join(parts)


def short_names(names: Sequence[str]) -> list[str]:
    """Paths without the folders that tell none of them apart: as short as each can be and still be the only one."""

    def shortened(name: str) -> str:
        parts = name.split("/")
        for kept in range(1, len(parts)):
            short = "/".join(parts[-kept:])
            if sum(other == short or other.endswith("/" + short) for other in names) == 1:
                return short
        return name

    return [shortened(name) for name in names]


def _file(file: FileReceipt, name: str) -> str:
    kind = _KINDS.get(file.kind, file.kind.replace("_", " "))
    left_out = ", ".join(f"{count:,} {reason.value}" for reason, count in file.left_out.items() if count)
    row = f"**{plain(name, 80)}** · {kind} · {counted(file.rows, 'row')}, {file.kept:,} kept"
    row += f", left out: {left_out}" if left_out else ""
    return row + (f"\n-# {plain(file.note, 300)}" if file.note else "")


def _total(uploaded: Uploaded) -> str:
    words = f"**Your history here:** {counted(uploaded.listens_in_all, 'listen')}"
    if uploaded.joined:
        words += f". {_joined(uploaded.joined)}"
    return f"{words}. Times are read in {uploaded.time_zone}; a later `/upload` with `time_zone` changes that."


def _joined(count: int) -> str:
    if count == 1:
        return "1 was in more than one upload and counts once"
    return f"{count:,} were in more than one upload and count once"


def _day(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%-d %B %Y}"

"""A card: one Components V2 message of ours, and the few parts that all cards are made of.

Names and titles from exports pass through `plain` before they stand in a card: they are data, never markdown,
mentions or directions of writing.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.usecases.pictures import Drawing

CHARACTERS = 4000
"""The most that Discord takes in all texts of one card."""

ANSWER, DONE, TROUBLE, QUIET = 0x56B4E9, 0x009E73, 0xD55E00, 0x80848E
"""Accent colours (Okabe and Ito's palette, told apart by colour-blind eyes; never the only sign of anything)."""

# Bidirectional controls reorder the text around a name; zero-width ones hide in it. The joiners stay: emoji need them.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]")


MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}


def plain(name: str, longest: int = 60) -> str:
    """A name or title from an export or from Discord, safe inside a card.

    Args:
        name: anything.
        longest: characters kept; a longer name ends in an ellipsis.
    """
    seen = visible(name)
    if len(seen) > longest:
        seen = seen[: longest - 1].rstrip() + "…"
    return inert(seen)


def visible(name: str) -> str:
    """A name without what hides in it or turns writing around, on one line; of its markdown nothing is changed."""
    return "".join(
        " " if unicodedata.category(character) in {"Cc", "Zl", "Zp"} else character
        for character in _INVISIBLE.sub("", name)
    ).strip()


def inert(words: str) -> str:
    """Words in which nothing is markdown, a mention or a link."""
    # A zero-width space after "@" and "<" ends mentions; escape_markdown knows nothing of them.
    escaped = discord.utils.escape_markdown(words).replace("@", "@\u200b").replace("<", "<\u200b")
    return escaped.replace("](", "]\u200b(").replace("://", ":\u200b//")


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and what it shows, for those who do not see it."""

    png: bytes
    alt: str
    filename: str


@dataclass(frozen=True, slots=True)
class Button:
    """A button; `does` is the action that a cog marked with `@pressed`, `arguments` what it is handed."""

    label: str
    does: str
    arguments: tuple[str | int, ...] = ()
    style: discord.ButtonStyle = discord.ButtonStyle.secondary
    emoji: str | None = None
    disabled: bool = False

    def item(self) -> ui.Button[Any]:
        """The button as discord.py wants it."""
        custom_id = ":".join([self.does, *map(str, self.arguments)])
        return ui.Button(
            label=self.label, custom_id=custom_id, style=self.style, emoji=self.emoji, disabled=self.disabled
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu; neither text is markdown, and both are cut where Discord does.

    Attributes:
        value: what a cog is handed if it is chosen.
    """

    label: str
    value: str
    description: str = ""
    chosen: bool = False

    def item(self) -> discord.SelectOption:
        """The line as discord.py wants it."""
        return discord.SelectOption(
            label=self.label[:100], value=self.value, description=self.description[:100] or None, default=self.chosen
        )


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu to choose from, over the whole width; `does` as of a button, and the cog reads `chosen(interaction)`.

    Attributes:
        choices: 1 to 25.
        most: how many can be chosen at once.
    """

    placeholder: str
    does: str
    choices: tuple[Choice, ...]
    arguments: tuple[str | int, ...] = ()
    most: int = 1
    disabled: bool = False

    def item(self) -> ui.ActionRow[Any]:
        """The menu as discord.py wants it."""
        menu: ui.Select[Any] = ui.Select(
            custom_id=":".join([self.does, *map(str, self.arguments)]),
            placeholder=self.placeholder[:150],
            max_values=self.most,
            options=[choice.item() for choice in self.choices],
            disabled=self.disabled,
        )
        return ui.ActionRow(menu)


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens a page."""

    label: str
    url: str

    def item(self) -> ui.Button[Any]:
        """The button as discord.py wants it."""
        return ui.Button(label=self.label, url=self.url)


@dataclass(frozen=True, slots=True)
class Row:
    """Up to five buttons beside each other."""

    buttons: tuple[Button | Link, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A file to download."""

    content: bytes
    filename: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


Block = str | Picture | Attached | Row | Menu | Rule


@dataclass(frozen=True, slots=True)
class Card:
    """One message of ours: text (Discord's markdown), pictures and buttons, from top to bottom."""

    blocks: tuple[Block, ...]
    colour: int = ANSWER

    def fresh(self) -> dict[str, Any]:
        """Keywords for sending it."""
        return {"view": self._view(), "files": self._files()}

    def edited(self) -> dict[str, Any]:
        """Keywords for putting it in the place of another message's content."""
        return {"view": self._view(), "attachments": self._files()}

    def _files(self) -> list[discord.File]:
        files = []
        for block in self.blocks:
            if isinstance(block, Picture):
                alt = block.alt[:1024]
                files.append(discord.File(io.BytesIO(block.png), filename=block.filename, description=alt))
            elif isinstance(block, Attached):
                files.append(discord.File(io.BytesIO(block.content), filename=block.filename))
        return files

    def _view(self) -> ui.LayoutView:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.Container(*map(_item, self.blocks), accent_colour=self.colour))
        # A finished view is not kept by discord.py: `cogs/presses.py` hears the buttons, through restarts.
        view.stop()
        return view


def _item(block: Block) -> ui.Item[Any]:
    match block:
        case str():
            return ui.TextDisplay(block)
        case Picture(filename=filename, alt=alt):
            return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{filename}", description=alt[:1024]))
        case Attached(filename=filename):
            return ui.File(f"attachment://{filename}")
        case Row(buttons=buttons):
            return ui.ActionRow(*(button.item() for button in buttons))
        case Menu():
            return block.item()
        case Rule():
            return ui.Separator(spacing=discord.SeparatorSpacing.small)


def place(rank: int, *, medal: bool = True) -> str:
    """A rank at the beginning of a line; the first three are medals unless there is nothing to give one for."""
    return MEDALS.get(rank, f"{rank}\\.") if medal else f"{rank}\\."


def drawing(drawn: Drawing, filename: str) -> Block:
    """The picture, or a small line saying why there is none."""
    if drawn.png is None:
        return f"-# {drawn.why_missing}"
    return Picture(drawn.png, drawn.alt, filename)


def notice(words: str) -> Card:
    """One sentence to one member: a failure that they can mend, or an incident."""
    return Card((words[:CHARACTERS],), TROUBLE)


def lines(rows: Sequence[str], room: int, more: str = "-# … and {n} more") -> str:
    """As many rows as fit into `room` characters, with the number of those left out."""
    kept: list[str] = []
    used = 0
    for position, row in enumerate(rows):
        left = len(rows) - position
        reserve = len(more) + 8 if left > 1 else 0
        if used + len(row) + 1 + reserve > room:
            kept.append(more.format(n=f"{left:,}"))
            break
        kept.append(row)
        used += len(row) + 1
    return "\n".join(kept)

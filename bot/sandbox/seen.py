"""A message and a modal as the member in front of the screen has them: words, buttons, menus, pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox import rules_components as kinds
from bot.sandbox.forms import fields
from bot.sandbox.problems import Json
from bot.sandbox.server import Sandbox
from bot.sandbox.world import COMPONENTS_V2, Message, Payload


@dataclass(frozen=True, slots=True)
class Button:
    """A button. `custom_id` is "" for a link, whose address is `url`."""

    label: str
    custom_id: str
    disabled: bool
    style: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A select menu. `label` is its placeholder; `options` are values by label, empty where Discord lists members."""

    label: str
    custom_id: str
    disabled: bool
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a gallery, a thumbnail, an embed or an attachment. `alt` is "" where there is none."""

    url: str
    alt: str
    content_type: str
    width: int | None
    height: int | None
    path: Path | None = field(repr=False, default=None)

    async def read(self) -> bytes:
        """Its bytes.

        Raises:
            FileNotFoundError: it is not one that the sandbox keeps.
        """
        if self.path is None:
            raise FileNotFoundError(self.url)
        return await asyncio.to_thread(self.path.read_bytes)


class SeenMessage:
    """One state of one message. It does not change when the message does; see `MemberPilot.latest`.

    Attributes:
        id: of the message.
        payload: Discord's own object, for what has no property here.
    """

    def __init__(self, message: Message, sandbox: Sandbox) -> None:
        self.id = message.id
        self.payload: Payload = message.payload
        self._message = message
        self._sandbox = sandbox

    def __repr__(self) -> str:
        marks = ["thinking"] * self._message.thinking + ["ephemeral"] * self.ephemeral
        return f"<{self.author} {' '.join(marks)}: {self.text[:400]!r} buttons={[b.label for b in self.buttons]}>"

    @property
    def text(self) -> str:
        """Everything to read, from top to bottom, a line for each piece: content, text displays, embeds, file names."""
        pieces = [self.payload["content"]]
        for component, _ in kinds.walk(self.payload["components"]):
            if component["type"] == kinds.TEXT:
                pieces.append(component["content"])
            elif component["type"] == kinds.FILE:
                pieces.append(component.get("name", ""))
        for embed in self.payload["embeds"]:
            pieces += [embed.get("title"), embed.get("description")]
            pieces += [part for entry in embed.get("fields") or [] for part in (entry["name"], entry["value"])]
            pieces.append((embed.get("footer") or {}).get("text"))
        return "\n".join(piece for piece in pieces if piece)

    @property
    def author(self) -> str:
        """Who wrote it."""
        author = self.payload["author"]
        return str(author.get("global_name") or author["username"])

    @property
    def ephemeral(self) -> bool:
        """Only one member sees it."""
        return self._message.visible_to is not None

    @property
    def components_v2(self) -> bool:
        """It is laid out by Components V2."""
        return bool(self.payload["flags"] & COMPONENTS_V2)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Its buttons, in reading order."""
        found = [c for c, _ in kinds.walk(self.payload["components"]) if c["type"] == kinds.BUTTON]
        return tuple(
            Button(
                c.get("label") or (c.get("emoji") or {}).get("name") or "",
                c.get("custom_id") or "",
                bool(c.get("disabled")),
                c["style"],
                c.get("url") or "",
            )
            for c in found
        )

    def button(self, name: str) -> Button:
        """A button by label or `custom_id`.

        Raises:
            LookupError: there is none.
        """
        for button in self.buttons:
            if name in (button.label, button.custom_id):
                return button
        raise LookupError(f"no button “{name}” among {[button.label for button in self.buttons]}")

    @property
    def selects(self) -> tuple[Select, ...]:
        """Its select menus, in reading order."""
        found = [c for c, _ in kinds.walk(self.payload["components"]) if c["type"] in kinds.SELECTS]
        return tuple(
            Select(
                c.get("placeholder") or "",
                c["custom_id"],
                bool(c.get("disabled")),
                {option["label"]: option["value"] for option in c.get("options") or []},
            )
            for c in found
        )

    @property
    def images(self) -> tuple[Image, ...]:
        """Its pictures, in reading order."""
        found: list[Image] = []
        for component, _ in kinds.walk(self.payload["components"]):
            if component["type"] == kinds.GALLERY:
                found += [self._image(item["media"], item.get("description")) for item in component["items"]]
            elif component["type"] == kinds.THUMBNAIL:
                found.append(self._image(component["media"], component.get("description")))
        if not self.components_v2:
            pictures = [a for a in self.payload["attachments"] if a["content_type"].startswith("image/")]
            found += [self._image(a | {"attachment_id": a["id"]}, a.get("description")) for a in pictures]
        found += [self._image(e["image"], None) for e in self.payload["embeds"] if e.get("image")]
        return tuple(found)

    def _image(self, media: Payload, alt: Json) -> Image:
        attachment_id = media.get("attachment_id")
        path = self._sandbox.cdn.path_of(int(attachment_id)) if attachment_id else None
        kind = media.get("content_type") or ""
        return Image(media["url"], alt or "", kind, media.get("width"), media.get("height"), path)


@dataclass(frozen=True, slots=True)
class Modal:
    """A form that opened for the member.

    Attributes:
        interaction_id: what opened it.
        payload: Discord's own dict.
    """

    interaction_id: int
    payload: Payload

    @property
    def title(self) -> str:
        """What stands at its top."""
        return str(self.payload["title"])

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its fields, in order."""
        return tuple(label for _, label in fields(self.payload))

    @property
    def text(self) -> str:
        """Everything to read in it."""
        pieces = [self.title]
        for component in self.payload["components"]:
            pieces += [component.get("label"), component.get("description"), component.get("content")]
        return "\n".join(piece for piece in pieces if piece)

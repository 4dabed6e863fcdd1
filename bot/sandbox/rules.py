"""What Discord demands of a message, a modal, and an autocomplete's suggestions. Components: `rules_components.py`.

These rules are checked always; `openapi.py` adds what Discord's own description of its API says, where it is at hand.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.sandbox.problems import BodyFaults, Json, Problem, invalid, too_large
from bot.sandbox.rules_components import (
    LEGACY_COMPONENTS,
    MODAL,
    V2_COMPONENTS,
    check_custom_ids,
    check_fields,
    check_whole,
    walk,
)
from bot.sandbox.shapes import Anything, Flag, Form, Many, Number, Shape, Snowflake, Text, Whole
from bot.sandbox.world import COMPONENTS_V2, Payload

MAX_REQUEST, MAX_FILES = 25 * 1024 * 1024, 10
"""Bytes of one request of a bot's, and attachments of one message."""

_EMBED_TEXT = Form({"text": Text(0, 2048)}, {"icon_url": Text(), "proxy_icon_url": Text()})
_EMBED_MEDIA = Form(
    {"url": Text(0, 2048)},
    {"proxy_url": Text(), "height": Whole(), "width": Whole(), "content_type": Text(), "flags": Whole()},
)
_EMBED = Form(
    {},
    {
        "type": Text(),
        "title": Text(0, 256),
        "description": Text(0, 4096),
        "url": Text(0, 2048),
        "timestamp": Text(),
        "color": Whole(0, 0xFFFFFF),
        "footer": _EMBED_TEXT,
        "image": _EMBED_MEDIA,
        "thumbnail": _EMBED_MEDIA,
        "video": Anything(),
        "provider": Anything(),
        "author": Form({"name": Text(0, 256)}, {"url": Text(), "icon_url": Text(), "proxy_icon_url": Text()}),
        "fields": Many(Form({"name": Text(1, 256), "value": Text(1, 1024)}, {"inline": Flag()}), 0, 25),
        "flags": Whole(),
    },
)
_ATTACHMENT = Form(
    {"id": Snowflake()},
    {
        "filename": Text(1, 1024),
        "description": Text(0, 1024),
        "title": Text(0, 1024),
        "is_spoiler": Flag(),
        "spoiler": Flag(),
        "duration_secs": Number(),
        "waveform": Text(0, 400),
        # discord.py sends an attachment that is kept as it got it.
        **{name: Anything() for name in ("url", "proxy_url", "size", "height", "width", "content_type")},
    },
)
_MESSAGE: dict[str, Shape] = {
    "content": Text(),
    "embeds": Many(_EMBED, 0, 10),
    "allowed_mentions": Anything(),
    "components": Anything(),
    "attachments": Many(_ATTACHMENT, 0, MAX_FILES),
    "poll": Anything(),
    "tts": Flag(),
    "flags": Whole(0),
}
MESSAGE = Form(
    {},
    {
        **_MESSAGE,
        "nonce": Anything(),
        "enforce_nonce": Flag(),
        "message_reference": Anything(),
        "sticker_ids": Many(Snowflake(), 0, 3),
        "username": Text(1, 80),
        "avatar_url": Text(0, 2048),
        "thread_name": Text(0, 100),
        "applied_tags": Many(Snowflake(), 0, 5),
    },
)
CALLBACK = Form({"type": Whole(1, 12)}, {"data": Anything()})

_CHOICES = Form(
    {}, {"choices": Many(Form({"name": Text(1, 100), "value": Anything()}, {"name_localizations": Anything()}), 0, 25)}
)


def check_message(body: Json, files: Collection[str], kept: Collection[str], v2: bool, most_text: int = 2000) -> None:
    """Refuse a message, new or edited, that Discord would refuse.

    Args:
        body: the message as sent.
        files: names of the files uploaded with it.
        kept: names of attachments that the message has already and keeps.
        v2: whether the message has the Components V2 flag, from this body or from before.
        most_text: characters that `content` may have.

    Raises:
        Problem: 50035, or 40005 for too many files.
    """
    faults = BodyFaults()
    MESSAGE.check(body, (), faults)
    faults.answer()
    if len(files) + len(kept) > MAX_FILES:
        raise invalid(("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_FILES} or fewer in length.")
    if len(body.get("content") or "") > most_text:
        faults.add(("content",), "BASE_TYPE_MAX_LENGTH", f"Must be {most_text} or fewer in length.")
    if v2:
        _check_nothing_old(body, faults)
    _check_uploads(body, len(files), faults)
    components = body.get("components")
    if components is not None:
        (V2_COMPONENTS if v2 else LEGACY_COMPONENTS).check(components, ("components",), faults)
        if isinstance(components, list):
            check_whole(components, v2, {*files, *kept}, ("components",), faults)
    _check_embeds(body.get("embeds") or [], {*files, *kept}, faults)
    faults.answer()


def check_modal(body: Json) -> None:
    """Refuse a modal that Discord would not open.

    Raises:
        Problem: 50035, with places under `data`.
    """
    faults = BodyFaults()
    MODAL.check(body, ("data",), faults)
    if isinstance(body, dict) and isinstance(body.get("components"), list):
        everything = list(walk(body["components"], ("data", "components")))
        check_custom_ids(everything, faults)
        check_fields(everything, faults)
    faults.answer()


def check_choices(body: Json, option_type: int) -> None:
    """Refuse an autocomplete's answer: at most 25 choices, with values of the option's own type.

    Raises:
        Problem: 50035, with places under `data`.
    """
    faults = BodyFaults()
    _CHOICES.check(body, ("data",), faults)
    faults.answer()
    by_type: dict[int, Shape] = {4: Whole(), 10: Number()}
    value = by_type.get(option_type, Text(1, 100))
    for index, choice in enumerate(body.get("choices") or []):
        value.check(choice["value"], ("data", "choices", index, "value"), faults)
    faults.answer()


def is_empty(payload: Payload) -> bool:
    """A message that shows nothing, which Discord refuses with 50006."""
    return not any(payload.get(name) for name in ("content", "embeds", "components", "attachments", "poll"))


def check_size(total_bytes: int) -> None:
    """Refuse a request over 25 MiB.

    Raises:
        Problem: 40005.
    """
    if total_bytes > MAX_REQUEST:
        raise too_large()


def empty_message() -> Problem:
    """A message that shows nothing."""
    return Problem(400, 50006, "Cannot send an empty message")


def has_v2(flags: Json) -> bool:
    """Whether flags ask for Components V2."""
    return isinstance(flags, int) and bool(flags & COMPONENTS_V2)


def _check_nothing_old(body: Payload, faults: BodyFaults) -> None:
    for name in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(name):
            message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            faults.add((name,), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _check_uploads(body: Payload, files: int, faults: BodyFaults) -> None:
    # An attachment whose id is small is an index into the files of this request.
    for index, attachment in enumerate(body.get("attachments") or []):
        number = int(attachment["id"])
        if files <= number < MAX_FILES:
            message = f"Attachment data for attachment with id {number} could not be found."
            faults.add(("attachments", index), "ATTACHMENT_NOT_FOUND", message)


def _check_embeds(embeds: list[Payload], files: Collection[str], faults: BodyFaults) -> None:
    total = 0
    for index, embed in enumerate(embeds):
        texts = [embed.get("title"), embed.get("description")]
        texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
        texts += [part for entry in embed.get("fields") or [] for part in (entry.get("name"), entry.get("value"))]
        total += sum(len(text) for text in texts if text)
        for name in ("image", "thumbnail"):
            url = (embed.get(name) or {}).get("url") or ""
            if url.startswith("attachment://") and url.removeprefix("attachment://") not in files:
                message = "The referenced attachment was not found."
                faults.add(("embeds", index, name, "url"), "EMBED_ATTACHMENT_NOT_FOUND", message)
    if total > 6000:
        faults.add(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")

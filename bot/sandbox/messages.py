"""Making messages out of what a bot or a member sends: checked, with ids given to components and files kept.

Discord numbers the components of a message itself and turns `attachment://name` into an address; a bot that reads its
own message back sees both.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.sandbox import rules
from bot.sandbox.bodies import Body, SentFile
from bot.sandbox.cdn import Cdn
from bot.sandbox.problems import Json
from bot.sandbox.rules_components import media_of, walk
from bot.sandbox.snowflakes import made_at
from bot.sandbox.wire import attachment_json, media_json, user_json
from bot.sandbox.world import COMPONENTS_V2, EPHEMERAL, LOADING, Attachment, Message, Payload, World

if TYPE_CHECKING:
    from bot.sandbox.interactions import Interaction

_USER_MENTION = re.compile(r"<@!?(\d+)>")
_BODY_FLAGS = (1 << 2) | EPHEMERAL | (1 << 12) | COMPONENTS_V2
"""The flags that a sender may set: no link previews, ephemeral, silent, Components V2."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a message answers.

    Attributes:
        interaction: the interaction, or None for a message of its own.
        original_id: for a follow-up, the first answer's message.
    """

    interaction: Interaction | None = None
    original_id: int | None = None


class Messages:
    """Makes, edits and deletes messages in the world."""

    def __init__(self, world: World, cdn: Cdn) -> None:
        self._world = world
        self._cdn = cdn

    async def create(
        self,
        channel_id: int,
        author_id: int,
        body: Body,
        visible_to: int | None = None,
        origin: Origin | None = None,
        payload: Json = None,
    ) -> Message:
        """A new message, shown at once.

        Args:
            channel_id: where.
            author_id: whose.
            body: the message as sent, with its files.
            visible_to: the only member who sees it, or None.
            origin: the interaction that it answers.
            payload: the message, where it is only a part of the body (as in an interaction's callback).

        Raises:
            Problem: 50035 or 50006 for what Discord would refuse.
        """
        sent = body.json if payload is None else payload
        v2 = rules.has_v2(sent.get("flags") if isinstance(sent, dict) else None)
        rules.check_message(sent, [file.name for file in body.files.values()], [], v2)
        if rules.is_empty(sent) and not body.files:
            raise rules.empty_message()
        message = self._blank(channel_id, author_id, visible_to, origin or Origin())
        flags = (sent.get("flags") or 0) & _BODY_FLAGS & ~EPHEMERAL
        message.payload["flags"] = flags | (EPHEMERAL if visible_to else 0)
        await self._fill(message, sent, body.files, [])
        message.payload["mentions"] = self._mentioned(message.payload, sent.get("allowed_mentions"))
        if reference := sent.get("message_reference"):
            message.payload["message_reference"] = {
                key: str(value) for key, value in reference.items() if key != "type"
            }
            message.payload["type"] = 19
        self._world.show(message)
        return message

    def create_thinking(self, channel_id: int, visible_to: int | None, origin: Origin) -> Message:
        """The placeholder of a deferred answer: "is thinking..."."""
        message = self._blank(channel_id, self._world.application.bot_user_id, visible_to, origin)
        message.payload["flags"] = LOADING | (EPHEMERAL if visible_to else 0)
        self._world.show(message)
        return message

    async def edit(self, message: Message, body: Body, payload: Json = None) -> Message:
        """A message's next state, shown at once. Fields that are not sent stay; a placeholder becomes an answer.

        Raises:
            Problem: 50035 or 50006 for what Discord would refuse.
        """
        sent = body.json if payload is None else payload
        flags = message.payload["flags"]
        asked = sent.get("flags") if isinstance(sent, dict) else None
        v2 = bool(flags & COMPONENTS_V2) or rules.has_v2(asked)
        kept = self._kept(message, sent)
        checked = sent
        if v2 and not flags & COMPONENTS_V2 and isinstance(sent, dict):
            # What the message had before must be taken back in the same edit, or Discord refuses the flag.
            checked = {**_old_fields(message.payload), **sent}
        rules.check_message(checked, [f.name for f in body.files.values()], [a.filename for a in kept], v2)
        after = Message(message.id, message.channel_id, copy.deepcopy(message.payload), message.visible_to)
        after.payload["flags"] = (flags | (COMPONENTS_V2 if v2 else 0)) & ~LOADING
        await self._fill(after, sent, body.files, kept)
        if rules.is_empty(after.payload):
            raise rules.empty_message()
        if not message.thinking:
            after.payload["edited_timestamp"] = datetime.now(UTC).isoformat()
        after.payload["mentions"] = self._mentioned(after.payload, sent.get("allowed_mentions"))
        self._world.change(after)
        return after

    def delete(self, message: Message) -> None:
        """Take a message away, and the files that it brought."""
        for attachment in message.payload["attachments"]:
            self._cdn.forget(int(attachment["id"]))
        self._world.remove(message)

    def fresh(self, message: Message) -> Payload:
        """A message's payload with addresses of attachments that work for another day, as Discord answers reads."""
        return self._cdn.refreshed(message.payload) if message.payload["attachments"] else message.payload

    def _blank(self, channel_id: int, author_id: int, visible_to: int | None, origin: Origin) -> Message:
        message_id = self._world.snowflakes.next()
        world = self._world
        payload: Payload = {
            "id": str(message_id),
            "channel_id": str(channel_id),
            "type": 0,
            "content": "",
            "author": user_json(world.users[author_id]),
            "timestamp": made_at(message_id).isoformat(),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "components": [],
            "pinned": False,
            "flags": 0,
        }
        if author_id == world.application.bot_user_id:
            payload["application_id"] = str(world.application.id)
        if origin.interaction is not None:
            payload |= _origin_json(world, origin.interaction, origin.original_id)
            if origin.original_id is not None:
                payload["message_reference"] = {
                    "channel_id": str(channel_id),
                    "message_id": str(origin.original_id),
                    "type": 0,
                }
        return Message(message_id, channel_id, payload, visible_to)

    async def _fill(
        self, message: Message, sent: Payload, files: Mapping[int, SentFile], kept: list[Attachment]
    ) -> None:
        payload = message.payload
        described = {int(a["id"]): a for a in sent.get("attachments") or [] if int(a["id"]) < rules.MAX_FILES}
        by_name = {attachment.filename: attachment for attachment in kept}
        now = list(kept)
        for index, file in sorted(files.items()):
            named = described.get(index, {})
            attachment = await self._cdn.keep(
                named.get("filename") or file.name,
                file.content,
                message.channel_id,
                named.get("description"),
                message.visible_to is not None,
            )
            by_name[file.name] = by_name[attachment.filename] = attachment
            now.append(attachment)
        if "attachments" in sent or files:
            payload["attachments"] = [attachment_json(a, self._cdn.url(a)) for a in now]
        for name in ("content", "embeds", "components", "poll"):
            if name in sent:
                empty: Json = "" if name == "content" else []
                payload[name] = copy.deepcopy(sent[name]) if sent[name] is not None else empty
        if sent.get("components"):
            number(payload["components"])
            self._resolve_media(payload["components"], by_name)
        for embed in (sent.get("embeds") and payload["embeds"]) or []:
            embed.setdefault("type", "rich")
            for name in ("image", "thumbnail"):
                if name in embed:
                    embed[name] = self._media(embed[name]["url"], by_name)
        payload["tts"] = bool(sent.get("tts", payload["tts"]))

    def _resolve_media(self, components: Json, by_name: Mapping[str, Attachment]) -> None:
        for component, _ in walk(components):
            for media, _ in media_of(component):
                resolved = self._media(media["url"], by_name)
                media.clear()
                media.update(resolved)
                if component["type"] == 13:
                    attachment = self._world.attachments[int(media["attachment_id"])]
                    component |= {"name": attachment.filename, "size": attachment.size}

    def _media(self, url: str, by_name: Mapping[str, Attachment]) -> Payload:
        if url.startswith("attachment://"):
            attachment = by_name[url.removeprefix("attachment://")]
            return media_json(attachment, self._cdn.url(attachment))
        return {"url": url, "proxy_url": url, "width": None, "height": None, "content_type": None, "loading_state": 2}

    def _kept(self, message: Message, sent: Json) -> list[Attachment]:
        """The attachments that stay: those listed, or all where none are."""
        had = [int(attachment["id"]) for attachment in message.payload["attachments"]]
        if isinstance(sent, dict) and isinstance(sent.get("attachments"), list):
            listed = {str(a.get("id")) for a in sent["attachments"] if isinstance(a, dict)}
            had = [attachment_id for attachment_id in had if str(attachment_id) in listed]
        elif isinstance(sent, dict) and "attachments" in sent:
            had = []
        return [self._world.attachments[attachment_id] for attachment_id in had]

    def _mentioned(self, payload: Payload, allowed: Json) -> list[Payload]:
        """Users named in the text, as far as `allowed_mentions` lets them be told."""
        texts = [payload["content"], *(c["content"] for c, _ in walk(payload["components"]) if c.get("type") == 10)]
        named = [int(number) for text in texts for number in _USER_MENTION.findall(text)]
        if allowed is not None and "users" not in (allowed.get("parse") or []):
            listed = {int(user_id) for user_id in allowed.get("users") or []}
            named = [user_id for user_id in named if user_id in listed]
        known: Iterable[int] = dict.fromkeys(user_id for user_id in named if user_id in self._world.users)
        return [user_json(self._world.users[user_id]) for user_id in known]


def number(components: Json) -> None:
    """Give every component without an `id` the next free one, in reading order from 1."""
    everything = [component for component, _ in walk(components)]
    taken = {component["id"] for component in everything if component.get("id")}
    next_id = 1
    for component in everything:
        if not component.get("id"):
            while next_id in taken:
                next_id += 1
            component["id"] = next_id
            taken.add(next_id)


def _old_fields(payload: Payload) -> Payload:
    return {name: payload[name] for name in ("content", "embeds", "poll") if payload.get(name)}


def _origin_json(world: World, interaction: Interaction, original_id: int | None) -> Payload:
    """`interaction_metadata` and, for commands, the older `interaction` with its name."""
    user = user_json(world.users[interaction.user_id])
    metadata: Payload = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": user,
        "name": interaction.name,
        "authorizing_integration_owners": {"0": str(interaction.guild_id or 0)},
    }
    if original_id is not None:
        metadata["original_response_message_id"] = str(original_id)
    if interaction.message_id is not None:
        metadata["interacted_message_id"] = str(interaction.message_id)
    origin: Payload = {"interaction_metadata": metadata, "webhook_id": str(world.application.id)}
    if interaction.kind == 2 and original_id is None:
        origin["type"] = 20
        origin["interaction"] = {"id": str(interaction.id), "type": 2, "name": interaction.name, "user": user}
    return origin

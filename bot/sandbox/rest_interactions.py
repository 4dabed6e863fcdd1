"""REST about interactions: the first answer, and what follows it through the interaction's webhook."""

from __future__ import annotations

import copy

from bot.sandbox import rules
from bot.sandbox.events import InteractionAnswered, ModalOpened
from bot.sandbox.interactions import Interaction, Interactions, may_answer
from bot.sandbox.messages import Messages, Origin, number
from bot.sandbox.problems import BodyFaults, Json, Problem, invalid, unknown
from bot.sandbox.rest import Call, Endpoint
from bot.sandbox.world import EPHEMERAL, Message, Payload, World

_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_MESSAGE = f"{_WEBHOOK}/messages/{{message_id}}"

REPLY, THINK, WAIT, UPDATE, SUGGEST, OPEN_MODAL = 4, 5, 6, 7, 8, 9
"""Types of a first answer."""


class InteractionApi:
    """See the module."""

    def __init__(self, world: World, messages: Messages, interactions: Interactions) -> None:
        self._world = world
        self._messages = messages
        self._interactions = interactions

    def endpoints(self) -> list[Endpoint]:
        """What is answered here."""
        callback = "/interactions/{interaction_id}/{interaction_token}/callback"
        return [
            Endpoint("POST", callback, self._callback, needs_token=False),
            Endpoint("POST", _WEBHOOK, self._follow_up, needs_token=False),
            Endpoint("GET", _MESSAGE, self._show, needs_token=False),
            Endpoint("PATCH", _MESSAGE, self._edit, needs_token=False),
            Endpoint("DELETE", _MESSAGE, self._delete, needs_token=False),
        ]

    # -- the first answer -------------------------------------------------------------------------------------------

    async def _callback(self, call: Call) -> Json:
        interaction = self._interactions.awaiting(call.number("interaction_id"), call.text("interaction_token"))
        faults = BodyFaults()
        rules.CALLBACK.check(call.body.json, (), faults)
        faults.answer()
        kind = call.body.json["type"]
        if not may_answer(interaction, kind):
            raise invalid(("type",), "BASE_TYPE_CHOICES", "This interaction cannot be answered with that type.")
        # Taken before the first await: of two answers at once only one may win. A refused one may be tried again.
        interaction.response_type = kind
        try:
            message = await self._answer(interaction, kind, call)
        except Problem:
            interaction.response_type = 0
            raise
        interaction.done.set()
        if interaction.opener is not None:
            interaction.opener.modal = None  # sent and answered: the form is closed
        self._world.emit(InteractionAnswered(interaction.user_id, interaction.id, kind))
        if call.query("with_response") not in ("1", "true", "True"):
            return None
        return self._callback_json(interaction, kind, message)

    async def _answer(self, interaction: Interaction, kind: int, call: Call) -> Message | None:
        data = call.body.json.get("data") or {}
        if kind == REPLY:
            return await self._reply(interaction, call, data)
        if kind == THINK:
            ephemeral = bool((data.get("flags") or 0) & EPHEMERAL)
            who = interaction.user_id if ephemeral else None
            message = self._messages.create_thinking(interaction.channel_id, who, Origin(interaction))
            return self._is_original(interaction, message)
        if kind in (WAIT, UPDATE):
            message = self._current(interaction.message_id)
            if kind == UPDATE:
                message = await self._messages.edit(message, call.body, data)
            return self._is_original(interaction, message)
        if kind == SUGGEST:
            rules.check_choices(data, _focused_type(interaction.data))
            interaction.choices = data.get("choices") or []
        elif kind == OPEN_MODAL:
            rules.check_modal(data)
            interaction.modal = copy.deepcopy(data)
            number(interaction.modal["components"])
            opened = ModalOpened(interaction.user_id, interaction.id, interaction.channel_id, interaction.modal)
            self._world.emit(opened)
        return None

    async def _reply(self, interaction: Interaction, call: Call, data: Payload) -> Message:
        who = interaction.user_id if (data.get("flags") or 0) & EPHEMERAL else None
        channel_id, own = interaction.channel_id, self._world.application.bot_user_id
        message = await self._messages.create(channel_id, own, call.body, who, Origin(interaction), data)
        return self._is_original(interaction, message)

    def _is_original(self, interaction: Interaction, message: Message) -> Message:
        interaction.original_id = message.id
        interaction.touched(message.id)
        return message

    def _callback_json(self, interaction: Interaction, kind: int, message: Message | None) -> Payload:
        about: Payload = {"id": str(interaction.id), "type": interaction.kind}
        resource: Payload = {"type": kind}
        if message is not None:
            about |= {
                "response_message_id": str(message.id),
                "response_message_loading": message.thinking,
                "response_message_ephemeral": message.visible_to is not None,
            }
            if kind != WAIT:
                resource["message"] = self._messages.fresh(message)
        return {"interaction": about, "resource": resource}

    # -- follow-ups -------------------------------------------------------------------------------------------------

    async def _follow_up(self, call: Call) -> Json:
        interaction = self._open(call)
        sent = call.body.json
        original = self._world.message(interaction.original_id) if interaction.original_id else None
        if original is not None and original.thinking:
            # The first follow-up after "is thinking..." is the answer itself, ephemeral or not as it was deferred.
            message = await self._messages.edit(original, call.body)
        else:
            flags = sent.get("flags") if isinstance(sent, dict) else 0
            who = interaction.user_id if (flags or 0) & EPHEMERAL else None
            channel_id, own = interaction.channel_id, self._world.application.bot_user_id
            origin = Origin(interaction, interaction.original_id)
            message = await self._messages.create(channel_id, own, call.body, who, origin)
        interaction.touched(message.id)
        return self._messages.fresh(message) if call.query("wait") in ("1", "true", "True") else None

    async def _show(self, call: Call) -> Json:
        return self._messages.fresh(self._message(call))

    async def _edit(self, call: Call) -> Json:
        interaction = self._open(call)
        message = await self._messages.edit(self._message(call), call.body)
        interaction.touched(message.id)
        return self._messages.fresh(message)

    async def _delete(self, call: Call) -> Json:
        self._messages.delete(self._message(call))

    def _open(self, call: Call) -> Interaction:
        if call.number("webhook_id") != self._world.application.id:
            raise unknown("Webhook")
        return self._interactions.open(call.text("webhook_token"))

    def _message(self, call: Call) -> Message:
        interaction = self._open(call)
        asked = call.text("message_id")
        message_id = interaction.original_id if asked == "@original" else int(asked) if asked.isdigit() else None
        if message_id is None or (message_id != interaction.original_id and message_id not in interaction.message_ids):
            raise unknown("Message")
        return self._current(message_id)

    def _current(self, message_id: int | None) -> Message:
        message = self._world.message(message_id) if message_id is not None else None
        if message is None:
            raise unknown("Message")
        return message


def _focused_type(data: Payload) -> int:
    for option in data.get("options") or []:
        if option.get("focused"):
            return int(option["type"])
        if option.get("options") and (inner := _focused_type(option)):
            return inner
    return 0

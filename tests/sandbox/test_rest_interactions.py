"""First answers and follow-ups, as a bot sends them and as Discord refuses them."""

from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.events import InteractionAnswered, InteractionFailed, MessageChanged, MessageShown, ModalOpened
from bot.sandbox.interactions import AUTOCOMPLETE, BROKEN, COMMAND, COMPONENT, MODAL, SILENT
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import small_world
from tests.sandbox.rest_client import RestClient, rest_client

REPLY = {"type": 4, "data": {"content": "hi"}}
FORM = {
    "custom_id": "m",
    "title": "A form",
    "components": [{"type": 18, "label": "Buyer", "component": {"type": 4, "style": 1, "custom_id": "b"}}],
}


async def card(rest: RestClient) -> int:
    """A message of the bot's with a button."""
    components = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]
    body = {"content": "card", "components": components}
    sent = await rest("POST", f"/channels/{rest.channel().id}/messages", body)
    return int(sent.json["id"])


async def test_an_answer_tells_the_bot_its_message(rest: RestClient):
    interaction = rest.interaction()
    answer = await rest.answer(interaction, REPLY)
    assert answer.status == 200
    assert answer.json["interaction"]["id"] == str(interaction.id)
    assert answer.json["resource"]["type"] == 4
    message = answer.json["resource"]["message"]
    assert message["content"] == "hi"
    assert answer.json["interaction"]["response_message_id"] == message["id"]
    assert message["interaction_metadata"]["user"]["global_name"] == "Ada"


async def test_without_being_asked_an_answer_tells_nothing(rest: RestClient):
    interaction = rest.interaction()
    answer = await rest("POST", f"/interactions/{interaction.id}/{interaction.token}/callback", REPLY)
    assert answer.status == 204


async def test_a_second_first_answer_is_40060(rest: RestClient):
    interaction = rest.interaction()
    await rest.answer(interaction, REPLY)
    again = await rest.answer(interaction, REPLY)
    assert (again.status, again.code) == (400, 40060)


async def test_of_two_answers_at_once_one_wins(rest: RestClient):
    interaction = rest.interaction()
    both = await asyncio.gather(rest.answer(interaction, REPLY), rest.answer(interaction, REPLY))
    assert sorted(answer.status for answer in both) == [200, 400]
    assert len(rest.world.messages[rest.channel().id]) == 1


async def test_a_refused_answer_may_be_tried_again(rest: RestClient):
    interaction = rest.interaction()
    refused = await rest.answer(interaction, {"type": 4, "data": {"content": "x" * 2001}})
    assert refused.fault("content") == "BASE_TYPE_MAX_LENGTH"
    assert (await rest.answer(interaction, REPLY)).status == 200


async def test_an_answer_to_nothing_is_10062(rest: RestClient):
    interaction = rest.interaction()
    unknown = await rest("POST", f"/interactions/1/{interaction.token}/callback", REPLY)
    assert (unknown.status, unknown.code) == (404, 10062)
    wrong_token = await rest("POST", f"/interactions/{interaction.id}/x/callback", REPLY)
    assert (wrong_token.status, wrong_token.code) == (404, 10062)


@pytest.mark.parametrize(("kind", "said"), [(COMMAND, SILENT), (COMPONENT, SILENT), (MODAL, BROKEN)])
async def test_after_its_time_an_answer_is_10062_and_the_member_was_told(kind, said):
    async with Sandbox(small_world(), answer_within_s=0.01) as sandbox, rest_client(sandbox) as rest:
        with sandbox.world.subscribe() as events:
            interaction = rest.interaction(kind)
            await interaction.done.wait()
            told = [events.get_nowait() for _ in range(events.qsize())][-1]
        assert told == InteractionFailed(interaction.user_id, interaction.id, interaction.channel_id, said)
        late = await rest.answer(interaction, REPLY)
        assert (late.status, late.code) == (404, 10062)


@pytest.mark.parametrize(
    ("kind", "response_type"),
    [(COMMAND, 1), (COMMAND, 6), (COMMAND, 7), (COMMAND, 8), (AUTOCOMPLETE, 4), (MODAL, 9), (COMPONENT, 8), (MODAL, 7)],
)
async def test_each_kind_has_its_own_answers(rest: RestClient, kind, response_type):
    refused = await rest.answer(rest.interaction(kind), {"type": response_type, "data": {}})
    assert refused.code == 50035


async def test_thinking_is_shown_and_the_first_follow_up_takes_its_place(rest: RestClient):
    interaction = rest.interaction()
    with rest.world.subscribe() as events:
        deferred = await rest.answer(interaction, {"type": 5})
        assert deferred.json["interaction"]["response_message_loading"] is True
        followed = await rest("POST", rest.webhook(interaction), {"content": "done"}, wait="1")
        happened = [events.get_nowait() for _ in range(events.qsize())]
    shown, answered, changed = happened
    assert isinstance(shown, MessageShown)
    assert shown.message.thinking
    assert answered == InteractionAnswered(interaction.user_id, interaction.id, 5)
    assert isinstance(changed, MessageChanged)
    assert not changed.message.thinking
    assert followed.json["id"] == deferred.json["interaction"]["response_message_id"]


async def test_an_ephemeral_deferral_keeps_its_answer_ephemeral(rest: RestClient):
    interaction = rest.interaction()
    deferred = await rest.answer(interaction, {"type": 5, "data": {"flags": 64}})
    assert deferred.json["interaction"]["response_message_ephemeral"] is True
    await rest("PATCH", rest.webhook(interaction, "/messages/@original"), {"content": "done"})
    channel_id = rest.channel().id
    assert [m.payload["content"] for m in rest.world.visible_messages(channel_id, rest.user("Ada").id)] == ["done"]
    assert rest.world.visible_messages(channel_id, rest.user("Bo").id) == []


async def test_later_follow_ups_are_messages_of_their_own(rest: RestClient):
    interaction = rest.interaction()
    original = (await rest.answer(interaction, REPLY)).json["resource"]["message"]["id"]
    second = await rest("POST", rest.webhook(interaction), {"content": "more", "flags": 64}, wait="1")
    assert second.json["message_reference"]["message_id"] == original
    assert second.json["flags"] & 64
    assert len(rest.world.messages[rest.channel().id]) == 2


async def test_a_follow_up_without_wait_is_204(rest: RestClient):
    interaction = rest.interaction()
    await rest.answer(interaction, REPLY)
    assert (await rest("POST", rest.webhook(interaction), {"content": "more"})).status == 204


async def test_a_follow_up_before_the_first_answer_is_10015(rest: RestClient):
    early = await rest("POST", rest.webhook(rest.interaction()), {"content": "x"})
    assert (early.status, early.code) == (404, 10015)


async def test_a_token_that_is_over_is_50027(rest: RestClient):
    interaction = rest.interaction()
    await rest.answer(interaction, REPLY)
    rest.sandbox.faults.expire_tokens(interaction.id)
    over = await rest("PATCH", rest.webhook(interaction, "/messages/@original"), {"content": "x"})
    assert (over.status, over.code) == (401, 50027)


async def test_a_token_is_over_after_its_minutes_and_an_open_form_is_not():
    async with Sandbox(small_world(), token_lives_s=0.05) as sandbox, rest_client(sandbox) as rest:
        answered, opened = rest.interaction(), rest.interaction()
        await rest.answer(answered, REPLY)
        await rest.answer(opened, {"type": 9, "data": FORM})
        while not (answered.expired and opened.expired):
            await rest("GET", "/users/@me")
        assert (await rest("POST", rest.webhook(answered), {"content": "x"})).code == 50027
        assert sandbox.interactions.get(answered.id) is None
        assert await sandbox.actions.submit(rest.user("Ada").id, opened.id, {"b": "Acme"})


async def test_the_original_is_read_changed_and_deleted(rest: RestClient):
    interaction = rest.interaction()
    await rest.answer(interaction, REPLY)
    original = rest.webhook(interaction, "/messages/@original")
    assert (await rest("GET", original)).json["content"] == "hi"
    assert (await rest("PATCH", original, {"content": "ho"})).json["edited_timestamp"]
    assert (await rest("DELETE", original)).status == 204
    gone = await rest("GET", original)
    assert (gone.status, gone.code) == (404, 10008)


async def test_a_token_reaches_its_own_messages_only(rest: RestClient):
    message_id = await card(rest)
    interaction = rest.interaction()
    await rest.answer(interaction, REPLY)
    other = await rest("PATCH", rest.webhook(interaction, f"/messages/{message_id}"), {"content": "mine now"})
    assert other.code == 10008


async def test_a_press_may_change_its_message_at_once_or_later(rest: RestClient):
    message_id = await card(rest)
    at_once = await rest.answer(rest.interaction(COMPONENT, message_id), {"type": 7, "data": {"content": "one"}})
    assert at_once.json["resource"]["message"]["content"] == "one"
    later = rest.interaction(COMPONENT, message_id)
    await rest.answer(later, {"type": 6})
    edited = await rest("PATCH", rest.webhook(later, "/messages/@original"), {"content": "two"})
    assert (edited.json["id"], edited.json["content"]) == (str(message_id), "two")


async def test_suggestions_reach_the_member(rest: RestClient):
    interaction = rest.interaction(AUTOCOMPLETE)
    choices = [{"name": "Bonobo", "value": "Bonobo"}]
    assert (await rest.answer(interaction, {"type": 8, "data": {"choices": choices}})).status == 200
    assert interaction.choices == choices


async def test_a_modal_opens_with_numbered_fields(rest: RestClient):
    interaction = rest.interaction()
    with rest.world.subscribe() as events:
        await rest.answer(interaction, {"type": 9, "data": FORM})
        opened = events.get_nowait()
    assert isinstance(opened, ModalOpened)
    (label,) = opened.modal["components"]
    assert (label["id"], label["component"]["id"]) == (1, 2)


async def test_a_modal_that_is_wrong_is_refused_at_its_place(rest: RestClient):
    refused = await rest.answer(rest.interaction(), {"type": 9, "data": {**FORM, "title": "x" * 46}})
    assert refused.fault("data", "title") == "BASE_TYPE_BAD_LENGTH"


async def test_another_applications_webhook_is_10015(rest: RestClient):
    interaction = rest.interaction()
    await rest.answer(interaction, REPLY)
    assert (await rest("POST", f"/webhooks/1/{interaction.token}", {"content": "x"})).code == 10015

"""What a member's hands may and may not do, without any bot there."""

from __future__ import annotations

import pytest

from bot.sandbox.actions import Refused, SentFile
from bot.sandbox.permissions import ATTACH_FILES, SEND_MESSAGES, VIEW_CHANNEL, Overwrite
from tests.sandbox.rest_client import RestClient

UPLOAD = {
    "name": "upload",
    "description": "x",
    "options": [{"type": 11, "name": "file", "description": "x", "required": True}],
}


def button(custom_id: str, **more: object) -> dict[str, object]:
    return {"type": 2, "style": 1, "label": custom_id, "custom_id": custom_id, **more}


def deny(rest: RestClient, who: str, bits: int) -> None:
    rest.channel().overwrites[rest.user(who).id] = Overwrite(deny=bits, for_member=True)


async def post(rest: RestClient, *components: dict[str, object]) -> int:
    rows = [{"type": 1, "components": [component]} for component in components]
    sent = await rest("POST", f"/channels/{rest.channel().id}/messages", {"content": "card", "components": rows})
    return int(sent.json["id"])


async def test_a_press_is_sent_with_the_whole_message(rest: RestClient):
    message_id = await post(rest, button("go"))
    interaction_id = await rest.sandbox.actions.press(rest.user("Bo").id, message_id, "go")
    sent = rest.sandbox.interactions.payload(rest.sandbox.interactions.get(interaction_id))
    assert sent["data"] == {"custom_id": "go", "component_type": 2, "id": 2}
    assert sent["message"]["content"] == "card"
    assert sent["member"]["user"]["global_name"] == "Bo"


async def test_buttons_that_cannot_be_pressed(rest: RestClient):
    link = {"type": 2, "style": 5, "label": "Site", "url": "https://a.example"}
    message_id = await post(rest, button("go"), button("off", disabled=True), link)
    press, bo, cy = rest.sandbox.actions.press, rest.user("Bo").id, rest.user("Cy").id
    for who, custom_id, why in ((bo, "off", "switched off"), (bo, "gone", "nothing called"), (cy, "go", "access")):
        with pytest.raises(Refused, match=why):
            await press(who, message_id, custom_id)
    deny(rest, "Bo", VIEW_CHANNEL)
    with pytest.raises(Refused, match="access"):
        await press(bo, message_id, "go")


async def test_an_ephemeral_button_is_its_members_own(rest: RestClient):
    rows = [{"type": 1, "components": [button("go")]}]
    answer = await rest.answer(
        rest.interaction(), {"type": 4, "data": {"content": "x", "flags": 64, "components": rows}}
    )
    message_id = int(answer.json["interaction"]["response_message_id"])
    with pytest.raises(Refused, match="not there"):
        await rest.sandbox.actions.press(rest.user("Bo").id, message_id, "go")
    assert await rest.sandbox.actions.press(rest.user("Ada").id, message_id, "go")


async def test_a_menu_takes_its_own_values_and_so_many(rest: RestClient):
    options = [{"label": value, "value": value} for value in "abc"]
    menu = {"type": 3, "custom_id": "pick", "options": options, "min_values": 1, "max_values": 2}
    message_id = await post(rest, menu)
    choose, ada = rest.sandbox.actions.choose, rest.user("Ada").id
    for values, why in (([], "1 to 2"), (["a", "b", "c"], "1 to 2"), (["d"], "not one of")):
        with pytest.raises(Refused, match=why):
            await choose(ada, message_id, "pick", values)
    interaction = rest.sandbox.interactions.get(await choose(ada, message_id, "pick", ["c", "a"]))
    assert interaction.data["values"] == ["c", "a"]


async def test_a_menu_of_members_sends_who_they_are(rest: RestClient):
    message_id = await post(rest, {"type": 5, "custom_id": "who"})
    bo = str(rest.user("Bo").id)
    interaction_id = await rest.sandbox.actions.choose(rest.user("Ada").id, message_id, "who", [bo])
    resolved = rest.sandbox.interactions.get(interaction_id).data["resolved"]
    assert resolved["users"][bo]["global_name"] == "Bo"


async def test_a_file_may_be_as_large_as_the_member_may_send(rest: RestClient):
    await rest("PUT", rest.commands_path, [UPLOAD])
    ada = rest.user("Ada")
    ada.attachment_limit = 2 * 1024 * 1024
    run = rest.sandbox.actions.run_command
    with pytest.raises(Refused, match=r"big\.zip is over 2 MB"):
        await run(ada.id, rest.channel().id, "upload", {}, {"file": SentFile("big.zip", b"x" * (2 * 1024 * 1024 + 1))})
    interaction_id = await run(ada.id, rest.channel().id, "upload", {}, {"file": SentFile("small.zip", b"x")})
    sent = rest.sandbox.interactions.payload(rest.sandbox.interactions.get(interaction_id))
    (attachment,) = sent["data"]["resolved"]["attachments"].values()
    assert (attachment["filename"], attachment["size"], attachment["ephemeral"]) == ("small.zip", 1, True)
    assert sent["attachment_size_limit"] == 2 * 1024 * 1024


async def test_messages_that_cannot_be_written(rest: RestClient):
    say, bo, general = rest.sandbox.actions.send_message, rest.user("Bo").id, rest.channel().id
    for text in ("   ", "x" * 2001):
        with pytest.raises(Refused):
            await say(bo, general, text)
    deny(rest, "Bo", ATTACH_FILES)
    with pytest.raises(Refused, match="permission"):
        await say(bo, general, "look", [SentFile("a.txt", b"x")])
    deny(rest, "Bo", SEND_MESSAGES)
    with pytest.raises(Refused, match="permission"):
        await say(bo, general, "hello")


async def test_suggestions_that_do_not_come_are_said_to_have_failed(rest: RestClient):
    word = {"type": 3, "name": "artist", "description": "x", "autocomplete": True}
    await rest("PUT", rest.commands_path, [{"name": "whoknows", "description": "x", "options": [word]}])
    rest.sandbox.interactions._answer_within_s = 0.01
    with pytest.raises(Refused, match="Loading options failed"):
        await rest.sandbox.actions.autocomplete(rest.user("Ada").id, rest.channel().id, "whoknows", {}, "artist")


async def test_only_an_own_ephemeral_message_can_be_dismissed(rest: RestClient):
    message_id = await post(rest, button("go"))
    with pytest.raises(Refused):
        rest.sandbox.actions.dismiss(rest.user("Ada").id, message_id)


async def test_a_form_is_its_openers_own(rest: RestClient):
    field = {"type": 18, "label": "Buyer", "component": {"type": 4, "style": 1, "custom_id": "b"}}
    interaction = rest.interaction()
    await rest.answer(interaction, {"type": 9, "data": {"custom_id": "m", "title": "t", "components": [field]}})
    submit = rest.sandbox.actions.submit
    with pytest.raises(Refused, match="not open"):
        await submit(rest.user("Bo").id, interaction.id, {"b": "x"})
    sent = rest.sandbox.interactions.get(await submit(rest.user("Ada").id, interaction.id, {"b": "x"}))
    inner = {"type": 4, "id": 2, "custom_id": "b", "value": "x"}
    assert sent.data["components"] == [{"type": 18, "id": 1, "component": inner}]

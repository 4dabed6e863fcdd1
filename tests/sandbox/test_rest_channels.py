"""Messages in channels, over REST: permissions, pictures, edits, history."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest

from bot.sandbox import permissions as may
from bot.sandbox.permissions import Overwrite
from bot.sandbox.server import Sandbox
from bot.sandbox.snowflakes import EPOCH_MS
from bot.sandbox.world import Message
from tests.sandbox.conftest import small_world
from tests.sandbox.rest_client import Answer, RestClient, rest_client
from tests.sandbox.small_bot import png

V2 = 1 << 15
CHART = [{"type": 12, "items": [{"media": {"url": "attachment://chart.png"}, "description": "bars"}]}]


@pytest.fixture
def messages(rest: RestClient) -> str:
    return f"/channels/{rest.channel().id}/messages"


def deny(rest: RestClient, bits: int) -> None:
    """Take permissions from the bot in #general."""
    own = rest.world.application.bot_user_id
    rest.channel().overwrites[own] = Overwrite(deny=bits, for_member=True)


async def test_a_wrong_token_is_401(rest: RestClient, messages: str):
    refused = await rest("POST", messages, {"content": "x"}, token="wrong")
    assert (refused.status, refused.json) == (401, {"message": "401: Unauthorized", "code": 0})


async def test_every_answer_is_plain_json_without_a_charset(rest: RestClient, messages: str):
    for answer in (await rest("POST", messages, {"content": "x"}), await rest("GET", "/nowhere")):
        assert answer.headers["Content-Type"] == "application/json"


async def test_a_path_that_is_not_there_is_404(rest: RestClient):
    assert (await rest("GET", "/guilds/1/widgets")).json == {"message": "404: Not Found", "code": 0}


async def test_components_are_numbered_in_reading_order(rest: RestClient, messages: str):
    components = [
        {"type": 17, "components": [{"type": 10, "content": "a"}, {"type": 10, "content": "b", "id": 2}]},
        {"type": 9, "components": [{"type": 10, "content": "c"}], "accessory": link()},
    ]
    sent = await rest("POST", messages, {"flags": V2, "components": components})
    container, section = sent.json["components"]
    assert [container["id"], *(c["id"] for c in container["components"])] == [1, 3, 2]
    assert [section["id"], section["components"][0]["id"], section["accessory"]["id"]] == [4, 5, 6]


def link() -> dict[str, object]:
    return {"type": 2, "style": 5, "label": "Site", "url": "https://a.example"}


async def with_chart(rest: RestClient, messages: str) -> Answer:
    body = {"flags": V2, "components": CHART, "attachments": [{"id": 0, "filename": "chart.png"}]}
    return await rest("POST", messages, body, files={"chart.png": png()})


async def test_an_uploaded_picture_gets_an_address_and_its_size(rest: RestClient, messages: str):
    sent = await with_chart(rest, messages)
    media = sent.json["components"][0]["items"][0]["media"]
    (attachment,) = sent.json["attachments"]
    assert media["url"].startswith(f"{rest.sandbox.url}/attachments/")
    assert (media["width"], media["height"], media["content_type"]) == (3, 2, "image/png")
    assert media["attachment_id"] == attachment["id"]
    assert attachment["size"] == len(png())


async def test_an_edit_keeps_what_it_does_not_name(rest: RestClient, messages: str):
    sent = await with_chart(rest, messages)
    edited = await rest(
        "PATCH", f"{messages}/{sent.json['id']}", {"components": [{"type": 10, "content": "x"}, *CHART]}
    )
    assert [a["id"] for a in edited.json["attachments"]] == [a["id"] for a in sent.json["attachments"]]
    assert edited.json["flags"] & V2


async def test_an_edit_drops_files_that_it_does_not_list(rest: RestClient, messages: str):
    sent = await with_chart(rest, messages)
    refused = await rest("PATCH", f"{messages}/{sent.json['id']}", {"components": CHART, "attachments": []})
    place = ("components", 0, "items", 0, "media", "url")
    assert refused.fault(*place) == "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"
    body = {"components": [{"type": 10, "content": "x"}], "attachments": []}
    assert (await rest("PATCH", f"{messages}/{sent.json['id']}", body)).json["attachments"] == []


async def test_the_components_flag_comes_by_an_edit_that_clears_the_text(rest: RestClient, messages: str):
    sent = await rest("POST", messages, {"content": "old"})
    path = f"{messages}/{sent.json['id']}"
    body = {"flags": V2, "components": [{"type": 10, "content": "new"}]}
    assert (await rest("PATCH", path, body)).fault("content") == "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
    assert (await rest("PATCH", path, {**body, "content": None})).json["content"] == ""


async def test_the_components_flag_cannot_be_taken_back(rest: RestClient, messages: str):
    sent = await with_chart(rest, messages)
    refused = await rest("PATCH", f"{messages}/{sent.json['id']}", {"flags": 0, "content": "plain"})
    assert refused.fault("content") == "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


async def test_an_empty_message_is_50006(rest: RestClient, messages: str):
    assert (await rest("POST", messages, {"content": ""})).code == 50006


async def test_a_body_that_is_no_json_is_50109(rest: RestClient, messages: str):
    async with rest._session.post(
        f"{rest.sandbox.url}/api/v10{messages}", data="{", headers={"Authorization": f"Bot {rest.sandbox.token}"}
    ) as answer:
        assert (await answer.json())["code"] == 50109


async def test_more_than_25_mebibytes_are_40005(rest: RestClient, messages: str):
    refused = await rest("POST", messages, {"content": "x"}, files={"big.bin": b"x" * (25 * 1024 * 1024 + 1)})
    assert (refused.status, refused.code) == (413, 40005)


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
async def test_more_than_25_mebibytes_are_40005_also_where_they_come_in_chunks(rest: RestClient, messages: str, kind):
    async def chunks() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files[0]"; filename="a"\r\n\r\n'
        for _ in range(26):
            yield b"x" * 1024 * 1024
        yield b"\r\n--x--\r\n"

    headers = {"Authorization": f"Bot {rest.sandbox.token}", "Content-Type": kind}
    async with rest._session.post(f"{rest.sandbox.url}/api/v10{messages}", data=chunks(), headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (413, 40005)


async def test_a_channel_that_the_bot_cannot_see_is_50001(rest: RestClient, messages: str):
    deny(rest, may.VIEW_CHANNEL)
    assert (await rest("POST", messages, {"content": "x"})).code == 50001


async def test_a_channel_that_the_bot_cannot_write_in_is_50013(rest: RestClient, messages: str):
    deny(rest, may.SEND_MESSAGES)
    assert (await rest("POST", messages, {"content": "x"})).code == 50013
    assert (await rest("GET", messages)).status == 200


async def test_files_need_their_own_permission(rest: RestClient, messages: str):
    deny(rest, may.ATTACH_FILES)
    assert (await with_chart(rest, messages)).code == 50013


async def test_a_channel_that_is_not_there_is_10003(rest: RestClient):
    assert (await rest("GET", "/channels/1")).code == 10003


async def test_others_messages_are_not_the_bots_to_edit_or_delete(rest: RestClient, messages: str):
    said = await rest.sandbox.actions.send_message(rest.user("Ada").id, rest.channel().id, "mine")
    assert (await rest("PATCH", f"{messages}/{said.id}", {"content": "x"})).code == 50005
    assert (await rest("DELETE", f"{messages}/{said.id}")).code == 50013


async def test_a_message_that_is_gone_is_10008(rest: RestClient, messages: str):
    sent = await rest("POST", messages, {"content": "x"})
    path = f"{messages}/{sent.json['id']}"
    assert (await rest("DELETE", path)).status == 204
    for method in ("GET", "PATCH", "DELETE"):
        assert (await rest(method, path, {"content": "y"} if method == "PATCH" else None)).code == 10008


async def test_an_ephemeral_message_is_not_in_the_channel_for_the_bot(rest: RestClient, messages: str):
    interaction = rest.interaction()
    answer = await rest.answer(interaction, {"type": 4, "data": {"content": "psst", "flags": 64}})
    message_id = answer.json["interaction"]["response_message_id"]
    assert (await rest("GET", f"{messages}/{message_id}")).code == 10008
    assert (await rest("GET", messages)).json == []


async def test_history_is_newest_first_and_pages(rest: RestClient, messages: str):
    ids = [(await rest("POST", messages, {"content": str(n)})).json["id"] for n in range(5)]

    async def page(**query: str) -> list[str]:
        return [message["content"] for message in (await rest("GET", messages, **query)).json]

    assert await page(limit="2") == ["4", "3"]
    assert await page(before=ids[3], limit="2") == ["2", "1"]
    assert await page(after=ids[1], limit="2") == ["3", "2"]


async def test_edits_of_messages_over_an_hour_old_are_few(messages: str):
    async with Sandbox(small_world()) as sandbox, rest_client(sandbox) as rest:
        channel_id = rest.channel().id
        sent = await rest("POST", f"/channels/{channel_id}/messages", {"content": "x"})
        old_id = (int(time.time() * 1000) - EPOCH_MS - 3_700_000) << 22
        payload = {**sent.json, "id": str(old_id)}
        rest.world.messages[channel_id][old_id] = Message(old_id, channel_id, payload)
        path = f"/channels/{channel_id}/messages/{old_id}"
        answers = [await rest("PATCH", path, {"content": str(n)}) for n in range(4)]
        assert [answer.status for answer in answers] == [200, 200, 200, 429]
        assert answers[3].code == 30046
        assert 0 < answers[3].json["retry_after"] <= 6


async def test_only_the_privileged_may_list_members_and_anyone_may_search(rest: RestClient):
    guild = rest.channel().guild_id
    assert (await rest("GET", f"/guilds/{guild}/members", limit="10")).code == 50001
    found = await rest("GET", f"/guilds/{guild}/members/search", query="ad", limit="10")
    assert [member["user"]["global_name"] for member in found.json] == ["Ada"]
    assert (await rest("GET", f"/guilds/{guild}/members/1")).code == 10013


async def test_the_list_of_members_comes_in_pages_by_id(rest: RestClient):
    rest.world.application.privileged_intents = True
    path = f"/guilds/{rest.channel().guild_id}/members"
    everyone = (await rest("GET", path, limit="1000")).json
    ids = [int(member["user"]["id"]) for member in everyone]
    assert ids == sorted(rest.world.guilds[rest.channel().guild_id].members)
    first = (await rest("GET", path, limit="2")).json
    rest_of_them = (await rest("GET", path, limit="2", after=first[-1]["user"]["id"])).json
    assert first + rest_of_them == everyone
    assert len((await rest("GET", path)).json) == 1
    ada = next(member for member in everyone if member["user"]["global_name"] == "Ada")
    assert (len(ada["roles"]), ada["joined_at"]) == (1, "2024-01-01T00:00:00+00:00")


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({"limit": "0"}, "NUMBER_TYPE_MIN"),
        ({"limit": "1001"}, "NUMBER_TYPE_MAX"),
        ({"limit": "ten"}, "NUMBER_TYPE_COERCE"),
        ({"after": "-1"}, "NUMBER_TYPE_MIN"),
    ],
)
async def test_a_page_of_members_out_of_bounds_is_refused(rest: RestClient, query: dict[str, str], fault: str):
    rest.world.application.privileged_intents = True
    refused = await rest("GET", f"/guilds/{rest.channel().guild_id}/members", **query)
    assert (refused.status, refused.code, refused.fault(*query)) == (400, 50035, fault)


async def test_closed_direct_messages_open_and_take_nothing(rest: RestClient):
    rest.user("Ada").closed = True
    there = await rest("POST", "/users/@me/channels", {"recipient_id": rest.user("Ada").id})
    refused = await rest("POST", f"/channels/{there.json['id']}/messages", {"content": "x"})
    assert (refused.status, refused.code) == (403, 50007)


async def test_a_direct_message_is_opened_once(rest: RestClient):
    first = await rest("POST", "/users/@me/channels", {"recipient_id": rest.user("Ada").id})
    second = await rest("POST", "/users/@me/channels", {"recipient_id": str(rest.user("Ada").id)})
    assert first.json["id"] == second.json["id"]
    assert (await rest("POST", "/users/@me/channels", {"recipient_id": 1})).code == 10013

"""Against Discord's own description of its API, where a copy of it lies beside this repository."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bot.errors import SettingsError
from bot.sandbox.openapi import OpenApi
from bot.sandbox.pilot import Pilot
from bot.sandbox.problems import Problem
from bot.sandbox.server import Sandbox
from tests.sandbox.conftest import small_world
from tests.sandbox.rest_client import rest_client
from tests.sandbox.small_bot import connected

DESCRIPTION = Path(__file__).parents[3] / "shared" / "reference" / "discord-openapi.json"

CALLBACK = "/interactions/{interaction_id}/{interaction_token}/callback"
MESSAGES = "/channels/{channel_id}/messages"


@pytest.fixture(scope="module")
def description() -> Path:
    if not DESCRIPTION.exists():
        pytest.skip(f"Discord's OpenAPI description is not at {DESCRIPTION}; this check needs it")
    return DESCRIPTION


@pytest.fixture(scope="module")
def document(description: Path) -> dict[str, object]:
    return json.loads(description.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def openapi(description: Path) -> OpenApi:
    return OpenApi(description)


def fault(openapi: OpenApi, method: str, path: str, body: object, *place: str | int) -> str:
    with pytest.raises(Problem) as refused:
        openapi.check(method, path, body)
    node = refused.value.errors
    for step in place:
        node = node[str(step)]
    return node["_errors"][0]["code"]


@pytest.mark.openapi
def test_a_fault_deep_in_a_card_is_named_at_its_place(openapi: OpenApi):
    button = {"type": 2, "style": 1, "custom_id": "x" * 101}
    card = {"type": 17, "components": [{"type": 1, "components": [button]}]}
    body = {"type": 4, "data": {"components": [card]}}
    place = ("data", "components", 0, "components", 0, "components", 0, "custom_id")
    assert fault(openapi, "POST", CALLBACK, body, *place) == "BASE_TYPE_MAX_LENGTH"


@pytest.mark.openapi
def test_a_missing_field_is_named(openapi: OpenApi):
    assert fault(openapi, "POST", MESSAGES, {"components": [{"type": 10}]}, "components", 0, "content") == (
        "BASE_TYPE_REQUIRED"
    )


@pytest.mark.openapi
def test_a_null_is_taken_where_discord_takes_one(openapi: OpenApi):
    openapi.check("POST", MESSAGES, {"content": None, "components": None, "poll": None, "nonce": None})


@pytest.mark.openapi
def test_a_new_attachment_may_be_numbered_by_an_integer(openapi: OpenApi):
    openapi.check("POST", MESSAGES, {"attachments": [{"id": 0, "filename": "chart.png"}]})


@pytest.mark.openapi
def test_a_route_that_takes_no_body_is_not_checked(openapi: OpenApi):
    openapi.check("DELETE", MESSAGES + "/{message_id}", {"anything": 1})


@pytest.mark.openapi
def test_a_check_takes_a_few_milliseconds(openapi: OpenApi):
    rows = [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": f"{r}{b}"} for b in range(5)]}
        for r in range(5)
    ]
    body = {"type": 4, "data": {"flags": 1 << 15, "components": [{"type": 17, "components": rows}]}}
    openapi.check("POST", CALLBACK, body)
    started = time.perf_counter()
    for _ in range(10):
        openapi.check("POST", CALLBACK, body)
    assert (time.perf_counter() - started) / 10 < 0.05


@pytest.mark.openapi
async def test_what_discord_py_sends_fits_the_description(description: Path):
    async with Sandbox(small_world(), openapi=description) as sandbox, connected(sandbox) as bot:
        ada = Pilot(sandbox).member("Ada")
        card = await ada.command("card")
        await ada.press(card, "Why?")
        await ada.choose(card, "Pick one", ["First"])
        await ada.press(card, "More")
        await ada.command("upload", file=b"abc")
        assert await ada.autocomplete("whoknows", "artist", "b")
        modal = await ada.command("sale propose")
        values = {"Buyer": "Acme", "Use": ["Research"], "Quorum": "50"}
        assert (await ada.submit(modal, values, files={"Terms": [b"x"]})).ephemeral
        message = await bot.get_channel(ada.channel.id).send("plain")
        await message.edit(content="changed")


async def test_a_file_that_is_no_description_is_said_so(tmp_path: Path):
    other = tmp_path / "other.json"
    other.write_text("[]", encoding="utf-8")
    for path in (other, tmp_path / "missing.json"):
        with pytest.raises(SettingsError, match="OpenAPI description"):
            Sandbox(small_world(), openapi=path)


async def test_listed_members_and_direct_messages_have_the_described_form(document: dict[str, object]):
    async with Sandbox(small_world()) as sandbox, rest_client(sandbox) as rest:
        sandbox.world.application.privileged_intents = True
        listed = await rest("GET", f"/guilds/{rest.channel().guild_id}/members", limit="1000")
        direct = await rest("POST", "/users/@me/channels", {"recipient_id": rest.user("Ada").id})
    for name, found in (
        *(("GuildMemberResponse", each) for each in listed.json),
        ("PrivateChannelResponse", direct.json),
    ):
        described = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        assert [fault.message for fault in Draft202012Validator(described).iter_errors(found)] == []

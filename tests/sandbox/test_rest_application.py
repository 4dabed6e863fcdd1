from __future__ import annotations

from bot.sandbox.events import CommandsChanged
from tests.sandbox.rest_client import RestClient

RECAP = {"name": "recap", "description": "Your year"}


async def test_the_bot_learns_who_it_is_and_where_the_gateway_is(rest: RestClient):
    assert (await rest("GET", "/users/@me")).json["username"] == "Tutti"
    application = (await rest("GET", "/oauth2/applications/@me")).json
    assert application["id"] == str(rest.world.application.id)
    assert (await rest("GET", "/gateway/bot")).json["url"] == rest.sandbox.url.replace("http", "ws") + "/gateway"


async def test_a_registration_replaces_the_last_and_keeps_ids(rest: RestClient):
    path = rest.commands_path
    first = (await rest("PUT", path, [RECAP, {**RECAP, "name": "help"}])).json
    with rest.world.subscribe() as events:
        second = (await rest("PUT", path, [{**RECAP, "description": "All years"}])).json
        assert events.get_nowait() == CommandsChanged(None)
    assert [command["name"] for command in second] == ["recap"]
    assert second[0]["id"] == first[0]["id"]
    assert second[0]["version"] != first[0]["version"]
    assert (await rest("GET", path)).json == second


async def test_single_commands_are_made_read_changed_and_deleted(rest: RestClient):
    path = rest.commands_path
    made = (await rest("POST", path, RECAP)).json
    one = f"{path}/{made['id']}"
    assert (await rest("GET", one)).json["description"] == "Your year"
    assert (await rest("PATCH", one, {"description": "All years"})).json["description"] == "All years"
    assert (await rest("DELETE", one)).status == 204
    assert (await rest("GET", one)).code == 10063


async def test_a_guilds_commands_are_its_own(rest: RestClient):
    guild_id = rest.channel().guild_id
    base = f"/applications/{rest.world.application.id}/guilds"
    await rest("PUT", f"{base}/{guild_id}/commands", [RECAP])
    assert (await rest("GET", rest.commands_path)).json == []
    there = rest.sandbox.actions.commands(rest.user("Ada").id, rest.channel().id)
    elsewhere = rest.sandbox.actions.commands(rest.user("Cy").id, rest.channel(guild="Others").id)
    assert ([command.name for command in there], elsewhere) == (["recap"], [])
    assert (await rest("GET", f"{base}/1/commands")).code == 50001


async def test_a_registration_that_is_wrong_changes_nothing(rest: RestClient):
    await rest("PUT", rest.commands_path, [RECAP])
    refused = await rest("PUT", rest.commands_path, [{**RECAP, "name": "Re cap"}])
    assert refused.fault(0, "name") == "APPLICATION_COMMAND_INVALID_NAME"
    assert [command["name"] for command in (await rest("GET", rest.commands_path)).json] == ["recap"]


async def test_another_applications_commands_are_10002(rest: RestClient):
    assert (await rest("GET", "/applications/1/commands")).code == 10002

"""Messages as the member in front of the screen has them."""

from __future__ import annotations

import pytest

from bot.sandbox.interactions import MODAL
from bot.sandbox.seen import Modal, SeenMessage
from tests.sandbox.rest_client import RestClient
from tests.sandbox.small_bot import png

V2 = 1 << 15


async def post(rest: RestClient, body: dict[str, object], files: dict[str, bytes] | None = None) -> SeenMessage:
    sent = await rest("POST", f"/channels/{rest.channel().id}/messages", body, files)
    assert sent.status == 200, sent.json
    return SeenMessage(rest.world.message(int(sent.json["id"])), rest.sandbox)


def text(content: str) -> dict[str, object]:
    return {"type": 10, "content": content}


async def test_a_card_reads_from_top_to_bottom(rest: RestClient):
    button = {"type": 2, "style": 1, "label": "Why?", "custom_id": "why"}
    thumbnail = {"type": 11, "media": {"url": "attachment://small.png"}, "description": "a cover"}
    components = [
        {"type": 17, "components": [text("# One"), {"type": 9, "components": [text("two")], "accessory": thumbnail}]},
        {"type": 9, "components": [text("three")], "accessory": button},
        {"type": 13, "file": {"url": "attachment://terms.txt"}},
    ]
    seen = await post(rest, {"flags": V2, "components": components}, {"small.png": png(), "terms.txt": b"x"})
    assert seen.text == "# One\ntwo\nthree\nterms.txt"
    assert seen.button("Why?").custom_id == "why"
    (image,) = seen.images
    assert (image.alt, await image.read()) == ("a cover", png())
    assert seen.payload["components"][2]["size"] == 1


async def test_an_embed_reads_with_its_fields_and_its_picture(rest: RestClient):
    embed = {
        "title": "Title",
        "description": "Text",
        "fields": [{"name": "Hours", "value": "12"}],
        "footer": {"text": "small"},
        "image": {"url": "attachment://chart.png"},
    }
    seen = await post(rest, {"content": "Look", "embeds": [embed]}, {"chart.png": png()})
    assert seen.text == "Look\nTitle\nText\nHours\n12\nsmall"
    assert [image.width for image in seen.images] == [3, 3]  # as an attachment, and in the embed


async def test_menus_and_links_are_seen(rest: RestClient):
    menu = {"type": 3, "custom_id": "pick", "placeholder": "Pick", "options": [{"label": "A", "value": "a"}]}
    link = {"type": 2, "style": 5, "label": "Site", "url": "https://a.example", "disabled": True}
    rows = [{"type": 1, "components": [menu]}, {"type": 1, "components": [link]}]
    seen = await post(rest, {"content": "x", "components": rows})
    assert (seen.selects[0].label, seen.selects[0].options) == ("Pick", {"A": "a"})
    assert (seen.button("Site").url, seen.button("Site").disabled) == ("https://a.example", True)
    with pytest.raises(LookupError, match="Site"):
        seen.button("Gone")


async def test_a_picture_from_elsewhere_is_not_ours_to_read(rest: RestClient):
    gallery = {"type": 12, "items": [{"media": {"url": "https://a.example/b.png"}}]}
    (image,) = (await post(rest, {"flags": V2, "components": [gallery]})).images
    with pytest.raises(FileNotFoundError):
        await image.read()


async def test_only_those_are_told_who_may_be(rest: RestClient):
    ada, bo = rest.user("Ada").id, rest.user("Bo").id
    words = f"<@{ada}> and <@{bo}>"
    everyone = await post(rest, {"content": words})
    nobody = await post(rest, {"content": words, "allowed_mentions": {"parse": []}})
    one = await post(rest, {"content": words, "allowed_mentions": {"parse": [], "users": [str(bo)]}})
    told = [[user["id"] for user in seen.payload["mentions"]] for seen in (everyone, nobody, one)]
    assert told == [[str(ada), str(bo)], [], [str(bo)]]


def test_a_form_reads_with_its_labels_and_explanations():
    field = {
        "type": 18,
        "id": 1,
        "label": "Buyer",
        "description": "Who pays",
        "component": {"type": 4, "custom_id": "b"},
    }
    modal = Modal(
        1, {"title": "Propose", "custom_id": "m", "components": [{"type": 10, "content": "Read this"}, field]}
    )
    assert modal.text == "Propose\nRead this\nBuyer\nWho pays"
    assert modal.labels == ("Buyer",)


async def test_a_form_opened_by_a_button_may_change_the_buttons_message(rest: RestClient):
    seen = await post(rest, {"content": "before"})
    interaction = rest.interaction(MODAL, seen.id)
    await rest.answer(interaction, {"type": 7, "data": {"content": "after"}})
    assert SeenMessage(rest.world.message(seen.id), rest.sandbox).text == "after"

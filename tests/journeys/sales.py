"""What journeys about sales share: friends who pool listening that can be sold, an offer, votes on it."""

from __future__ import annotations

from bot.sandbox.pilot import Modal, SeenMessage
from tests.journeys.conftest import House
from tests.journeys.exports import extended

FRIENDS = ("Ada", "Bo", "Chidi", "Dana", "Emi", "Farid")
OFFER = {
    "What is sold": "artist preferences",
    "Buyer": "Solo AI",
    "Price": "$100",
    "Purpose": "Training a recommender",
    "Terms of use": "Not to be resold.",
}
RULES = "Closes: in 2 hours\nQuorum: 50 %\nThreshold: 2/3"
SHARED = ("Common Ground", "Radio Ghost")
"""Artists that every friend plays; each plays one more that nobody else does."""


async def fill_pool(house: House) -> None:
    """All six friends pool their listening of 2024."""
    for place, name in enumerate(FRIENDS):
        member = house.member(name)
        shared = tuple((f"2024-01-{place + 1:02} {10 + at}:00", artist, "One", 20) for at, artist in enumerate(SHARED))
        await house.upload(member, extended(*shared, (f"2024-02-{place + 1:02} 01:00", name, "Alone", 3)))
        await house.agree(member, "Pool for sales")


async def draft(house: House, *, options: dict[str, object] | None = None, **changed: str) -> SeenMessage:
    """Ada, who is a moderator, writes an offer in #votes down; the preview that she gets."""
    ada = house.member("Ada", channel="votes")
    form = await ada.command("sale propose", **({"days": "2024", "contributors": 5} | (options or {})))
    assert isinstance(form, Modal)
    return await ada.submit(form, OFFER | changed)


async def propose(
    house: House, *, options: dict[str, object] | None = None, rules: str = RULES, **changed: str
) -> SeenMessage:
    """Ada writes an offer down and opens the vote; its card in #votes."""
    preview = await draft(house, options=options, **changed)
    ada = house.member("Ada", channel="votes")
    form = await ada.press(preview, "Open the vote")
    assert isinstance(form, Modal)
    answer = await ada.submit(form, {"Rules of the vote": rules})
    assert "open to 6 members" in answer.text, answer.text
    buyer = changed.get("Buyer", OFFER["Buyer"])
    return await ada.wait_until(
        lambda message: f"Shall we sell this to {buyer}" in message.text and "closed" not in message.text
    )


async def vote(house: House, name: str, card: SeenMessage, choice: str) -> SeenMessage:
    """One member's press, and their receipt."""
    member = house.member(name, channel="votes")
    receipt = await member.press(member.latest(card), choice)
    assert isinstance(receipt, SeenMessage)
    return receipt


async def passed(house: House, **more: object) -> SeenMessage:
    """An offer that five of six said yes to, Farid no; the card of the result."""
    card = await propose(house, **more)  # type: ignore[arg-type]
    for name in FRIENDS:
        await vote(house, name, card, "No" if name == "Farid" else "Yes")
    house.clock.advance(hours=2)
    ada = house.member("Ada", channel="votes")
    return await ada.wait_until(lambda message: "The sale to Solo AI passed" in message.text)


def attached(house: House, message: SeenMessage) -> bytes:
    """The one file that a message holds."""
    (each,) = message.payload["attachments"]
    path = house.sandbox.cdn.path_of(int(each["id"]))
    assert path is not None
    return path.read_bytes()

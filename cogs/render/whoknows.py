"""Cards about who knows an artist."""

from __future__ import annotations

from bot.model.amounts import counted, hours_words
from bot.usecases.who_knows import RankedListener, WhoKnowsAnswer
from cogs.render.cards import Block, Button, Card, Row, drawing, place, plain


def whoknows_card(answer: WhoKnowsAnswer, *, public: bool = False) -> Card:
    """The verdict, the picture and the table."""
    blocks: list[Block] = [
        f"## Who knows {plain(answer.artist)}?\n{answer.words.text}",
        drawing(answer.drawing, "whoknows.png"),
        "\n".join(_row(each) for each in answer.listeners),
        f"-# {_rests_on(answer)}",
    ]
    buttons = [Button("Why?", "why_whoknows")]
    if not public:
        buttons.append(Button("Post here", "post_whoknows", (answer.artist_id,), emoji="📣"))
    blocks.append(Row(tuple(buttons)))
    return Card(tuple(blocks))


def why_card() -> Card:
    """How the numbers are made."""
    return Card(
        (
            (
                "### How this is counted\n"
                "- **Hours** are the time that was really played, as each export says, music and music videos alike; podcasts do not count.\n"
                "- **Plays** count every listen, however short. Where nobody's export says how long, plays decide.\n"
                "- **Share** is the artist's part of that member's own hours: it is fair to those whose export is short.\n"
                "- **First listen** is the first that the member's exports reach back to. Earlier ones may be missing.\n"
                "- Only members who agreed to be compared are here. Equal amounts share a place."
            ),
        )
    )


def _row(each: RankedListener) -> str:
    tied = " (tied)" if each.tied else ""
    share = "" if each.share is None else f" · {_percent(each.share)} of own listening"
    plays = counted(each.plays, "play")
    since = f"since {each.first_at:%-d %b %Y}"
    if each.hours is None:
        return f"{place(each.rank)} **{plain(each.display_name)}**{tied} · {plays}{share}\n-# {since}"
    return f"{place(each.rank)} **{plain(each.display_name)}**{tied} · {hours_words(each.hours)}{share}\n-# {plays} · {since}"


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.001 else "under 0.1%"


def _rests_on(answer: WhoKnowsAnswer) -> str:
    shown = f"The first {len(answer.listeners)} of " if answer.total > len(answer.listeners) else ""
    return f"{shown}{answer.total} of {answer.compared} members who agreed to be compared have played this artist."

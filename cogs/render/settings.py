"""The card of what holds for a whole server."""

from __future__ import annotations

from cogs.render.cards import ANSWER, DONE, Card


def settings_card(time_zone: str, *, changed: bool) -> Card:
    """A server's settings, to the moderator who asked."""
    done = " Those who are here already keep theirs." if changed else ""
    return Card(
        (
            (
                "## Settings of this server\n"
                f"**Time zone** {time_zone}\n"
                f"Clocks of new members run there until they choose their own, with `/upload` or `/sources`.{done}\n"
                "-# `/settings time_zone:` changes it."
            ),
        ),
        DONE if changed else ANSWER,
    )

"""Slash commands, buttons and forms: each parses, calls one use case and renders. One file a command."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.client import TuttiClient
from cogs import (
    answers,
    ask,
    awards,
    breakup,
    failures,
    guess,
    habits,
    help,  # noqa: A004 - the command's name
    moods,
    names,
    payouts,
    poll_ballots,
    poll_desk,
    poll_results,
    polls,
    pool,
    presses,
    privacy,
    recap,
    sale,
    sale_desk,
    settings,
    sources,
    taste,
    upload,
)

SETUPS: tuple[Callable[[TuttiClient], Awaitable[None]], ...] = tuple(
    module.setup
    for module in (
        failures,
        presses,
        answers,
        ask,
        upload,
        breakup,
        names,
        taste,
        habits,
        moods,
        awards,
        recap,
        guess,
        polls,
        poll_ballots,
        poll_results,
        poll_desk,
        sale,
        sale_desk,
        pool,
        payouts,
        sources,
        settings,
        privacy,
        help,
    )
)
"""What `bot/__main__.py` hands to the client."""

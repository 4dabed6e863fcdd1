"""An answer's page: its address, and what stands behind it at the moment it is opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.charts.alt import alt_text
from bot.charts.theme import Theme
from bot.errors import BadAnswerLink
from bot.model.answer_links import AnswerGrant, sign_answer, verify_answer
from bot.model.answers import Asked
from bot.narration.template import TemplateNarrator
from bot.services import Services
from bot.usecases.answering import Answer, answer
from bot.usecases.link_key import link_key

LINK_LIVES = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer for a page.

    Attributes:
        figures: plotly's JSON for each ground; empty where the answer has no picture.
        alt: what the picture shows.
    """

    answer: Answer
    figures: dict[Theme, str]
    alt: str


async def answer_link(services: Services, guild_id: int, asker_id: int, asked: Asked, *, public: bool) -> str | None:
    """The address of the answer's page, for a day; None where this bot has no pages.

    Args:
        public: whether others will see the address: then the page shows nothing that could not be posted.
    """
    settings = services.settings
    if not settings.public_url:
        return None
    expires_at = (services.clock.now() + LINK_LIVES).replace(microsecond=0)
    grant = AnswerGrant(guild_id, asker_id, asked, public, expires_at)
    key = await asyncio.to_thread(link_key, settings)
    return f"{settings.public_url.rstrip('/')}/answer/{sign_answer(grant, key)}"


async def answer_grant(services: Services, token: str) -> AnswerGrant:
    """The grant in an address.

    Raises:
        BadAnswerLink: it was not signed here, or its day is over.
    """
    grant = verify_answer(token, await asyncio.to_thread(link_key, services.settings))
    if grant is None:
        raise BadAnswerLink("This link is not one of mine, or not all of it was copied.", over=False)
    if services.clock.now() >= grant.expires_at:
        raise BadAnswerLink("The day of this link is over.", over=True)
    return grant


async def open_answer(services: Services, grant: AnswerGrant) -> Opened:
    """The answer as it is now: asked again, with the consents and the listening of this moment, worded by templates.

    Raises:
        BadAnswerLink: the address stands in a channel, and somebody shown there has withdrawn.
        QuestionError: what the comparison itself refuses by now.
    """
    # A page that is loaded again costs nobody's words.
    offline = replace(services, narrator=TemplateNarrator())
    found = await answer(offline, grant.guild_id, grant.asker_id, grant.asked, drawn=False)
    if grant.public and not found.postable:
        raise BadAnswerLink("A member who was shown here has withdrawn.", over=True)
    if found.draft.picture is None:
        return Opened(found, {}, "")
    figure, rows = found.draft.picture
    return Opened(found, await services.cpu(on_both_grounds, figure, rows), alt_text(rows))


def on_both_grounds(figure: Callable[..., str], rows: Any) -> dict[Theme, str]:  # noqa: ANN401 - any rows of bot/charts
    """For a worker: the figure for each ground."""
    return {theme: figure(rows, theme) for theme in Theme}

"""The picture of a recap that is to be saved and shown elsewhere."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import UnknownComparison
from bot.model.answers import Asked
from bot.services import Services
from bot.usecases.answering import answer
from bot.usecases.comparisons.recap_words import WHAT, Page
from bot.usecases.pictures import Drawing, draw


async def recap_picture(services: Services, guild_id: int, asker_id: int, asked: Asked, server_name: str) -> Drawing:
    """A recap as one picture.

    Args:
        services: the tools.
        guild_id: where.
        asker_id: who asks.
        asked: any page of it.
        server_name: what stands above the picture of a server's recap.

    Raises:
        UnknownComparison: no recap is asked for.
        QuestionError: as the recap.
    """
    if asked.what != WHAT:
        raise UnknownComparison
    found = await answer(services, guild_id, asker_id, replace(asked, option=Page.SHARE.value), drawn=False)
    if found.draft.picture is None:
        raise UnknownComparison
    figure, rows = found.draft.picture
    return await draw(services, figure, rows if asked.members else replace(rows, title=server_name))

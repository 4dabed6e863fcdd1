"""A comparison is asked: by a command, a button, the web page or a schedule."""

from __future__ import annotations

from dataclasses import dataclass

from bot.analysis.periods import parse_period
from bot.errors import UnknownComparison
from bot.model.answers import Asked
from bot.model.facts import Words
from bot.services import Services
from bot.usecases.asking import Asking, Draft
from bot.usecases.comparisons import COMPARISONS
from bot.usecases.pictures import NO_PICTURE, Drawing, draw
from bot.usecases.present import Present, members_present
from bot.usecases.server_tone import server_tone
from bot.usecases.spending import accounts_of


@dataclass(frozen=True, slots=True)
class Answer:
    """A comparison, worded and drawn.

    Attributes:
        postable: whether others may see it: everyone who is shown agreed to be compared, the asker too.
    """

    asked: Asked
    draft: Draft
    words: Words
    drawing: Drawing
    postable: bool


async def answer(
    services: Services,
    guild_id: int,
    asker_id: int,
    asked: Asked,
    *,
    drawn: bool = True,
    language: str = "en",
    present: Present | None = None,
) -> Answer:
    """Ask a comparison of a server's members.

    Only members who agreed to be compared are in it; the asker may be too where it is about the asker, and then nobody
    else may see it.

    Args:
        drawn: False where no picture is wanted.
        language: the asker's, as a tag of Discord's locales, for comparisons that are translated.
        present: the members, where they were looked up already.

    Raises:
        UnknownComparison: no comparison of this name (any more).
        UnknownPeriod: the period's words name none.
        QuestionError: what the comparison itself refuses.
    """
    comparison = COMPARISONS.get(asked.what)
    if comparison is None:
        raise UnknownComparison
    if present is None or present.asker is None:  # who asked for the first time is known by now
        present = await members_present(services, guild_id, asker_id)
    asking = _asking(services, guild_id, asker_id, asked, language, present)
    draft = await comparison(asking)
    paying = accounts_of(services, guild_id, asker_id)
    tone = await server_tone(services, guild_id)
    words = (
        Words(draft.verdict, "code")
        if draft.sheet is None
        else await services.narrator.words(draft.sheet, paying, tone)
    )
    drawing = await draw(services, *draft.picture) if drawn and draft.picture else NO_PICTURE
    return Answer(asked, draft, words, drawing, draft.about <= asking.consenting)


def _asking(services: Services, guild_id: int, asker_id: int, asked: Asked, language: str, present: Present) -> Asking:
    compared = {member.member_id: member for member in present.compared}
    asker, today = present.asker, present.today
    return Asking(
        services,
        guild_id,
        asker_id,
        asked,
        parse_period(asked.period, today),
        today,
        compared if asker is None else compared | {asker_id: asker},
        frozenset(compared),
        frozenset(member_id for member_id, member in compared.items() if member.consents.narrate),
        language,
    )

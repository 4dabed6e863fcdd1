"""What a server and its members may spend on a language model in a day, and have spent."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language.budget import Account, utc_today
from bot.services import Services


@dataclass(frozen=True, slots=True)
class Spending:
    """Tokens of today (UTC) in one server, and who is asked for them.

    Attributes:
        model: of the language model.
        service: where it is reached.
        server: spent or set aside here.
        server_cap: the most that may be.
        member_cap: the most for one member.
    """

    model: str
    service: str
    server: int
    server_cap: int
    member_cap: int


def accounts_of(services: Services, guild_id: int, member_id: int = 0) -> tuple[Account, ...]:
    """Who pays for what a member asks in a server; for what nobody asked (0), the server alone."""
    settings = services.settings
    server = Account.of_server(guild_id, settings.openai_server_tokens)
    if not member_id:
        return (server,)
    return (server, Account.of_member(guild_id, member_id, settings.openai_member_tokens))


async def spending(services: Services, guild_id: int) -> Spending | None:
    """Today's spending in a server; None where no language model is set up."""
    if services.language is None:
        return None
    endpoint, settings = services.language.endpoint, services.settings
    spent = await services.store.spending.of_server(guild_id, utc_today())
    return Spending(
        endpoint.model, endpoint.service, spent, settings.openai_server_tokens, settings.openai_member_tokens
    )

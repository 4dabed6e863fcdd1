from __future__ import annotations

import pytest

from bot.sandbox.permissions import (
    ADMINISTRATOR,
    ALL,
    MANAGE_GUILD,
    SEND_MESSAGES,
    VIEW_CHANNEL,
    Overwrite,
    Role,
    permissions_in,
)

GUILD, OWNER, ADA, MODERATOR, MUTED = 1, 2, 3, 10, 11
ROLES = {
    GUILD: Role(GUILD, "@everyone", VIEW_CHANNEL | SEND_MESSAGES),
    MODERATOR: Role(MODERATOR, "Moderator", MANAGE_GUILD),
    MUTED: Role(MUTED, "Muted", 0),
    12: Role(12, "Admin", ADMINISTRATOR),
}


def bits(*role_ids: int, user: int = ADA, **overwrites: Overwrite) -> int:
    by_target = {int(name.removeprefix("t")): overwrite for name, overwrite in overwrites.items()}
    return permissions_in(GUILD, OWNER, ROLES, user, role_ids, by_target)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (bits(), VIEW_CHANNEL | SEND_MESSAGES),
        (bits(MODERATOR), VIEW_CHANNEL | SEND_MESSAGES | MANAGE_GUILD),
        (bits(user=OWNER), ALL),
        (bits(12, t1=Overwrite(deny=VIEW_CHANNEL)), ALL),
        (bits(t1=Overwrite(deny=SEND_MESSAGES)), VIEW_CHANNEL),
        # A role's overwrite wins over @everyone's, the member's over the roles'.
        (bits(MODERATOR, t1=Overwrite(deny=SEND_MESSAGES), t10=Overwrite(allow=SEND_MESSAGES)) & SEND_MESSAGES, 2048),
        (bits(MUTED, t11=Overwrite(deny=SEND_MESSAGES), t3=Overwrite(allow=SEND_MESSAGES)) & SEND_MESSAGES, 2048),
        # Of two roles, one that allows wins over one that denies.
        (
            bits(MODERATOR, MUTED, t11=Overwrite(deny=SEND_MESSAGES), t10=Overwrite(allow=SEND_MESSAGES))
            & SEND_MESSAGES,
            SEND_MESSAGES,
        ),
        # Who cannot see a channel can do nothing in it.
        (bits(MODERATOR, t1=Overwrite(deny=VIEW_CHANNEL)), 0),
    ],
)
def test_permissions_come_from_roles_and_then_overwrites(got, expected):
    assert got == expected

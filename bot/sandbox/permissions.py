"""Discord's permissions: roles give bits, channels overwrite them, owners and administrators have all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

ADMINISTRATOR = 1 << 3
MANAGE_CHANNELS = 1 << 4
MANAGE_GUILD = 1 << 5
ADD_REACTIONS = 1 << 6
VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
MANAGE_MESSAGES = 1 << 13
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
USE_APPLICATION_COMMANDS = 1 << 31

ALL = (1 << 53) - 1
"""Every permission there is, and room for those to come."""

EVERYONE = (
    ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
)
"""What @everyone has in a new guild, as far as the sandbox looks at it."""


@dataclass(slots=True)
class Role:
    """A named set of permissions. `colour` is 0xRRGGBB, or 0 for none."""

    id: int
    name: str
    permissions: int
    position: int = 0
    colour: int = 0


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel allows and denies one role or one member."""

    allow: int = 0
    deny: int = 0
    for_member: bool = False


def permissions_in(
    guild_id: int,
    owner_id: int,
    roles: Mapping[int, Role],
    user_id: int,
    role_ids: Collection[int],
    overwrites: Mapping[int, Overwrite],
) -> int:
    """A member's bits in a channel.

    Source:
        Discord's documentation, "Permissions: Permission Hierarchy": base from roles, then the channel's overwrites of
        @everyone, of the member's roles together, and of the member.
    """
    base = roles[guild_id].permissions
    for role_id in role_ids:
        base |= roles[role_id].permissions
    if user_id == owner_id or base & ADMINISTRATOR:
        return ALL
    everyone = overwrites.get(guild_id, Overwrite())
    bits = base & ~everyone.deny | everyone.allow
    by_role = [overwrites[role_id] for role_id in role_ids if role_id in overwrites]
    for overwrite in by_role:
        bits &= ~overwrite.deny
    for overwrite in by_role:
        bits |= overwrite.allow
    own = overwrites.get(user_id, Overwrite())
    bits = bits & ~own.deny | own.allow
    # Without seeing the channel, nothing in it can be done.
    return bits if bits & VIEW_CHANNEL else 0

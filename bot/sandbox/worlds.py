"""Worlds to start with: two servers of sample members, the same people with the same ids every time."""

from __future__ import annotations

from collections.abc import Sequence

from bot.sandbox.permissions import EVERYONE, MANAGE_GUILD, MANAGE_MESSAGES, Role
from bot.sandbox.world import TEXT, Application, Channel, Guild, Member, User, World

FRIENDS, COLLECTIVE = "Friends", "The Collective"

FRIENDS_MEMBERS = ("Ada", "Bo", "Chidi", "Dana", "Emi (恵美)", "Farid")
"""The first is the moderator."""

COLLECTIVE_MEMBERS = (
    "Marisol", "Anselm", "Joy", "Nikos", "Ingrid", "Tariq", "Wanjiru", "Lev", "Pilar", "Søren",
    "陈思雨", "Kwame", "Noor", "Ébène", "Yui", "Oksana", "Rafael", "Гліб", "Thandi", "Zoë",
    "Matteo", "فاطمة", "Hina", "Björn", "Lakshmi", "Tomáš", "Ngozi", "สมชาย", "Ximena", "Eoin",
    "민준", "Aylin", "Dmitri", "Σοφία", "Kai", "दिव्या", "Ruth", "Çağla", "Juno", "Old Gregg 🎺",
)  # fmt: skip
"""The first two are the moderators."""

_COLOURS = (
    "#5865f2", "#3ba55d", "#faa61a", "#ed4245", "#eb459e", "#00a8b5", "#9b59b6", "#e67e22", "#607d8b", "#2e8b57",
)  # fmt: skip

# Ids are made of small numbers in the shape of snowflakes of early 2024, so that sharding and dates work.
_BASE = (283_996_800_000 << 22) + 0
_BOT, _OWNER = _BASE + 1, _BASE + 2
_GUILD_STEP = 1 << 22


def sample_world() -> World:
    """The servers "Friends" (6 members, one moderator) and "The Collective" (40 members, two moderators).

    The application is "Tutti"; its bot is a member of both. Channels: #general, #music and #votes; #general and #votes.
    """
    return build_world(
        {
            FRIENDS: (FRIENDS_MEMBERS, 1, ("general", "music", "votes")),
            COLLECTIVE: (COLLECTIVE_MEMBERS, 2, ("general", "votes")),
        }
    )


def build_world(
    guilds: dict[str, tuple[Sequence[str], int, Sequence[str]]],
    application: str = "Tutti",
) -> World:
    """A world of our own making.

    Args:
        guilds: name -> (members' names, how many of the first are moderators with Manage Server, channels' names).
            A name that occurs in two guilds is one person in both.
        application: what the bot is called.

    Returns:
        A world whose ids depend on the arguments alone.
    """
    names = list(dict.fromkeys(name for members, _, _ in guilds.values() for name in members))
    users = {name: _user(index, name) for index, name in enumerate(names)}
    bot = User(_BOT, application, application, "#5865f2", bot=True)
    owner = User(_OWNER, "sandbox", "Sandbox", "#99aab5")
    made, channels = [], []
    for number, (guild_name, (members, moderators, channel_names)) in enumerate(guilds.items(), 1):
        guild_id = _BASE + number * _GUILD_STEP
        guild = _guild(guild_id, guild_name, [users[name] for name in members], moderators)
        made.append(guild)
        channels += [
            Channel(guild_id + 100 + position, TEXT, name, guild_id, position, _TOPICS.get(name, ""))
            for position, name in enumerate(channel_names)
        ]
    token = "MTE5MTQxMTA0NTM0OTQ5NDc4NQ.sandbox.only-for-this-machine"  # noqa: S105 - opens nothing but a sandbox
    registered = Application(_BOT, application, _BOT, _OWNER, token, description="Answers the group's questions.")
    return World(registered, [bot, owner, *users.values()], made, channels)


_TOPICS = {
    "general": "Everything and nothing",
    "music": "What are you listening to?",
    "votes": "Proposals and results",
}


def _user(index: int, name: str) -> User:
    plain = "".join(c for c in name.lower() if c.isascii() and c.isalnum()) or f"member{index + 1}"
    return User(_BASE + 1000 + index, plain, name, _COLOURS[index % len(_COLOURS)])


def _guild(guild_id: int, name: str, people: Sequence[User], moderators: int) -> Guild:
    moderator = Role(guild_id + 10, "Moderator", EVERYONE | MANAGE_GUILD | MANAGE_MESSAGES, 2, 0xE67E22)
    app = Role(guild_id + 11, "Tutti", EVERYONE, 1)
    guild = Guild(guild_id, name, _OWNER, {guild_id: Role(guild_id, "@everyone", EVERYONE), moderator.id: moderator})
    guild.roles[app.id] = app
    for index, user in enumerate(people):
        guild.members[user.id] = Member(user.id, role_ids=[moderator.id] if index < moderators else [])
    guild.members[_BOT] = Member(_BOT, role_ids=[app.id])
    return guild

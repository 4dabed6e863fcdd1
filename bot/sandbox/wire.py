"""The world in Discord's own JSON, as REST and the gateway send it.

Source:
    Discord's documentation, "Resources"; which fields discord.py cannot do without was found by taking them away.
"""

from __future__ import annotations

from bot.sandbox.permissions import Role
from bot.sandbox.world import DM, Attachment, Channel, Guild, Member, Message, Payload, User, World

MEMBER_INTENT_FLAGS = (1 << 12) | (1 << 14) | (1 << 18)
"""Application flags: presence, guild members and message content are allowed (`GATEWAY_*`)."""


def user_json(user: User) -> Payload:
    """A user object. The avatar's hash is its colour, so that the CDN can paint it."""
    return {
        "id": str(user.id),
        "username": user.name,
        "discriminator": "0",
        "global_name": None if user.bot else user.display_name,
        "avatar": user.colour.removeprefix("#").lower(),
        "bot": user.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def own_user_json(world: World) -> Payload:
    """The bot's own user object."""
    return user_json(world.users[world.application.bot_user_id]) | {
        "verified": True,
        "mfa_enabled": True,
        "email": None,
        "locale": "en-US",
    }


def member_json(world: World, member: Member) -> Payload:
    """A member object with its user."""
    return {
        "user": user_json(world.users[member.user_id]),
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role_id) for role_id in member.role_ids],
        "joined_at": member.joined_at,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
        "communication_disabled_until": None,
    }


def role_json(role: Role) -> Payload:
    """A role object."""
    return {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.colour,
        "colors": {"primary_color": role.colour, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def channel_json(world: World, channel: Channel) -> Payload:
    """A text channel of a guild, or a direct message."""
    newest = next(reversed(world.messages[channel.id]), None)
    base: Payload = {
        "id": str(channel.id),
        "type": channel.type,
        "last_message_id": str(newest) if newest else None,
        "flags": 0,
    }
    if channel.type == DM:
        others = [world.users[user_id] for user_id in channel.recipient_ids if not world.users[user_id].bot]
        return base | {"recipients": [user_json(user) for user in others]}
    return base | {
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "position": channel.position,
        "topic": channel.topic or None,
        "nsfw": False,
        "parent_id": None,
        "rate_limit_per_user": 0,
        "permission_overwrites": [
            {
                "id": str(target),
                "type": 1 if overwrite.for_member else 0,
                "allow": str(overwrite.allow),
                "deny": str(overwrite.deny),
            }
            for target, overwrite in channel.overwrites.items()
        ],
    }


def guild_json(guild: Guild) -> Payload:
    """A guild object as REST gives it: without channels and members."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "owner_id": str(guild.owner_id),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [role_json(role) for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "max_members": 500_000,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.locale,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
    }


def guild_create_json(world: World, guild: Guild, members_intent: bool) -> Payload:
    """The GUILD_CREATE of a guild.

    Without the privileged members intent only the bot's own member is in it, as on Discord.
    """
    own = world.application.bot_user_id
    members = [m for m in guild.members.values() if members_intent or m.user_id == own]
    channels = sorted(
        (c for c in world.channels.values() if c.guild_id == guild.id and world.can_see(own, c.id)),
        key=lambda channel: channel.position,
    )
    return guild_json(guild) | {
        "joined_at": guild.members[own].joined_at,
        "large": len(guild.members) > 250,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_json(world, member) for member in members],
        "channels": [channel_json(world, channel) for channel in channels],
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application_json(world: World) -> Payload:
    """The application object."""
    application = world.application
    owner = world.users[application.owner_id]
    return {
        "id": str(application.id),
        "name": application.name,
        "icon": None,
        "description": application.description,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user_json(owner),
        "team": None,
        "verify_key": f"{application.id:064x}",
        "flags": MEMBER_INTENT_FLAGS if application.privileged_intents else 0,
        "bot": own_user_json(world),
        "approximate_guild_count": len(world.guilds),
        "summary": "",
        "tags": [],
    }


def attachment_json(attachment: Attachment, url: str) -> Payload:
    """An attachment object."""
    payload: Payload = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": attachment.size,
        "url": url,
        "proxy_url": url,
        "content_type": attachment.content_type,
        "flags": 0,
    }
    if attachment.title:
        payload["title"] = attachment.title
    if attachment.width:
        payload |= {"width": attachment.width, "height": attachment.height}
    if attachment.description:
        payload["description"] = attachment.description
    if attachment.ephemeral:
        payload["ephemeral"] = True
    return payload


def media_json(attachment: Attachment, url: str) -> Payload:
    """An unfurled media item that is one of the message's own attachments."""
    return {
        "url": url,
        "proxy_url": url,
        "width": attachment.width,
        "height": attachment.height,
        "content_type": attachment.content_type,
        "attachment_id": str(attachment.id),
        "loading_state": 2,
        "flags": 0,
    }


def gateway_message_json(world: World, message: Message) -> Payload:
    """A message as the gateway sends it: with its guild and its author's membership."""
    channel = world.channels[message.channel_id]
    if channel.guild_id is None:
        return message.payload
    guild = world.guilds[channel.guild_id]
    payload = message.payload | {"guild_id": str(guild.id)}
    author = guild.members.get(int(message.payload["author"]["id"]))
    if author is not None:
        member = member_json(world, author)
        del member["user"]
        payload["member"] = member
    return payload

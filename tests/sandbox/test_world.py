from __future__ import annotations

from bot.sandbox.events import ChannelOpened, CommandsChanged, MessageChanged, MessageGone, MessageShown
from bot.sandbox.permissions import VIEW_CHANNEL, Overwrite
from bot.sandbox.snowflakes import Snowflakes, made_at
from bot.sandbox.world import Message, World
from bot.sandbox.worlds import COLLECTIVE, COLLECTIVE_MEMBERS, FRIENDS, sample_world
from tests.sandbox.conftest import small_world


def named(world: World, name: str) -> int:
    return next(user.id for user in world.users.values() if user.display_name == name)


def message(message_id: int, channel_id: int, visible_to: int | None = None) -> Message:
    return Message(message_id, channel_id, {"flags": 0, "content": str(message_id)}, visible_to)


def test_ephemeral_messages_and_hidden_channels_are_seen_by_few():
    world = small_world()
    ada, bo, cy = (named(world, name) for name in ("Ada", "Bo", "Cy"))
    general = next(iter(world.channels.values()))
    world.show(message(1, general.id))
    world.show(message(2, general.id, visible_to=ada))
    assert [m.id for m in world.visible_messages(general.id, ada)] == [1, 2]
    assert [m.id for m in world.visible_messages(general.id, bo)] == [1]
    assert world.visible_messages(general.id, cy) == []  # is in another server
    general.overwrites[bo] = Overwrite(deny=VIEW_CHANNEL, for_member=True)
    assert world.visible_messages(general.id, bo) == []
    assert [channel.name for channel in world.visible_channels(bo, general.guild_id)] == ["music"]


def test_a_direct_message_is_its_two_ends_own():
    world = small_world()
    ada, bo = named(world, "Ada"), named(world, "Bo")
    channel = world.direct_channel(ada)
    assert world.direct_channel(ada) is channel
    assert world.can_see(ada, channel.id)
    assert not world.can_see(bo, channel.id)
    assert world.visible_channels(ada, None) == [channel]


async def test_what_happens_is_told_in_order_to_whoever_listens():
    world = small_world()
    ada = named(world, "Ada")
    channel_id = next(iter(world.channels))
    first, second = message(1, channel_id, ada), Message(1, channel_id, {"flags": 0}, ada)
    world.show(message(9, channel_id))
    with world.subscribe() as events:
        world.show(first)
        world.change(second)
        world.remove(second)
        world.set_commands(None, {})
        direct = world.direct_channel(ada)
        told = [events.get_nowait() for _ in range(events.qsize())]
    world.show(message(10, channel_id))
    assert events.empty()
    assert told == [
        MessageShown(first, ada),
        MessageChanged(second, ada),
        MessageGone(channel_id, 1, ada),
        CommandsChanged(None),
        ChannelOpened(direct.id),
    ]


def test_ids_grow_and_carry_their_moment():
    ids = Snowflakes()
    made = [ids.next() for _ in range(1000)]
    assert made == sorted(set(made))
    assert made_at(175928847299117063).isoformat() == "2016-04-30T11:18:25.796000+00:00"  # Discord's own example


def test_the_sample_world_is_the_same_every_time():
    one, two = sample_world(), sample_world()
    assert one.users == two.users
    assert one.guilds == two.guilds
    assert one.channels == two.channels


def test_the_sample_world_is_what_the_samples_and_the_page_build_on():
    world = sample_world()
    friends, collective = world.guilds.values()
    assert (friends.name, collective.name) == (FRIENDS, COLLECTIVE)
    assert (len(friends.members) - 1, len(collective.members) - 1, len(COLLECTIVE_MEMBERS)) == (6, 40, 40)
    moderators = [sum(bool(m.role_ids) and m.user_id != world.application.bot_user_id for m in g.members.values())
                  for g in (friends, collective)]  # fmt: skip
    assert moderators == [1, 2]
    names = [channel.name for channel in world.channels.values()]
    assert names == ["general", "music", "votes", "general", "votes"]
    assert len({user.name for user in world.users.values()}) == len(world.users)
    six = [world.users[user_id].colour for user_id in friends.members if not world.users[user_id].bot]
    assert len(set(six)) == 6

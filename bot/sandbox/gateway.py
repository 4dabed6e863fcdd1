"""The gateway: sessions over WebSockets, with heartbeats, shards, RESUME and zlib-stream.

Source:
    Discord's documentation, "Gateway" and "Gateway Events"; opcodes and close codes from "Opcodes and Status Codes".
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
import zlib
from collections import deque
from dataclasses import dataclass, field

from aiohttp import WSMessage, WSMsgType, web

from bot.sandbox.events import BotPresence, Event, MessageChanged, MessageGone, MessageShown
from bot.sandbox.faults import Faults
from bot.sandbox.problems import Json
from bot.sandbox.wire import (
    MEMBER_INTENT_FLAGS,
    gateway_message_json,
    guild_create_json,
    member_json,
    own_user_json,
)
from bot.sandbox.world import DM, Message, Payload, World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME = 0, 1, 2, 3, 4, 6
RECONNECT, REQUEST_MEMBERS, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 7, 8, 9, 10, 11

GUILDS, GUILD_MEMBERS, PRESENCES = 1 << 0, 1 << 1, 1 << 8
GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 9, 1 << 12, 1 << 15
_PRIVILEGED = GUILD_MEMBERS | PRESENCES | MESSAGE_CONTENT

HEARTBEAT_INTERVAL_MS = 41_250
_ACK_AFTER_S = 0.03
_SENDS_PER_MINUTE = 120
_REPLAYED = 5000
"""Events that a session keeps for a RESUME."""

_ZLIB_END = b"\x00\x00\xff\xff"


@dataclass(slots=True)
class Session:
    """One shard's session, which may outlive its connection."""

    id: str
    shard: int
    shards: int
    intents: int
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_REPLAYED))
    connection: Connection | None = None

    def serves(self, guild_id: int | None) -> bool:
        """Whether this shard gets the events of a guild; direct messages are shard 0's."""
        return self.shard == ((guild_id >> 22) % self.shards if guild_id else 0)


class Connection:
    """One WebSocket; packets leave in the order in which they were sent."""

    def __init__(self, socket: web.WebSocketResponse, compressed: bool) -> None:
        self._socket = socket
        self._deflate = zlib.compressobj() if compressed else None
        self._queue: asyncio.Queue[str | int] = asyncio.Queue()
        self.session: Session | None = None
        self.received: deque[float] = deque()

    def send(self, text: str) -> None:
        """Queue a packet."""
        self._queue.put_nowait(text)

    def close(self, code: int) -> None:
        """Close after everything that is queued."""
        self._queue.put_nowait(code)

    async def write(self) -> int:
        """Send what is queued until the connection is to be closed; with which code."""
        while True:
            item = await self._queue.get()
            if isinstance(item, int):
                return item
            try:
                if self._deflate is None:
                    await self._socket.send_str(item)
                else:
                    packet = self._deflate.compress(item.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self._socket.send_bytes(packet)
            except ConnectionError:
                return 1006  # the other end is gone; its session keeps what it missed


class Gateway:
    """Every session, and what is told to whom."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.url = ""
        """Its own address, for `resume_gateway_url`."""
        self._world = world
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()
        faults.disconnect = self.disconnect
        world.listen(self._tell)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection from HELLO to its end."""
        socket = web.WebSocketResponse(max_msg_size=1 << 16, compress=False, timeout=2)
        await socket.prepare(request)
        # zstd-stream is not spoken here; plain text is, and every client takes it.
        connection = Connection(socket, request.query.get("compress") == "zlib-stream")
        self._connections.add(connection)
        connection.send(_packet(HELLO, {"heartbeat_interval": HEARTBEAT_INTERVAL_MS, "_trace": []}))
        writing = asyncio.create_task(connection.write())
        reading = asyncio.create_task(self._read(connection, socket))
        try:
            await asyncio.wait({writing, reading}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._connections.discard(connection)
            goodbye = reading.done() and not reading.cancelled() and reading.result()
            self._part(connection, goodbye)
            # Closing while a read is pending would cut the line before the other end has read why.
            reading.cancel()
            await asyncio.wait({reading})
            if writing.done():
                await socket.close(code=writing.result())
            writing.cancel()
            await asyncio.wait({writing})
        return socket

    def deliver(self, guild_id: int | None, name: str, data: Json, intents: int = 0) -> None:
        """Send an event to the shard of a guild, if its session asked for these intents (0: always)."""
        for session in self._sessions.values():
            if session.serves(guild_id) and session.intents & intents == intents:
                self._dispatch(session, name, data)

    def disconnect(self, resumable: bool) -> None:
        """Close every connection as a broken network would; their sessions stay unless they must not."""
        if not resumable:
            self._sessions.clear()
        for connection in list(self._connections):
            connection.close(4000)

    def ask_to_reconnect(self) -> None:
        """Tell every shard to come back, as Discord does before a server of its own restarts."""
        for connection in self._connections:
            connection.send(_packet(RECONNECT, None))

    async def close(self) -> None:
        """Close every connection for good."""
        self._sessions.clear()
        for connection in list(self._connections):
            connection.close(1001)

    # -- receiving --------------------------------------------------------------------------------------------------

    async def _read(self, connection: Connection, socket: web.WebSocketResponse) -> bool:
        """Take packets until the other end is gone; whether it said goodbye for good."""
        while True:
            try:
                message = await socket.receive(timeout=HEARTBEAT_INTERVAL_MS / 1000 * 1.5)
            except TimeoutError:
                connection.close(4009)
                continue
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED, WSMsgType.ERROR):
                return message.type is WSMsgType.CLOSE and message.data in (1000, 1001)
            self._receive(connection, message)

    def _receive(self, connection: Connection, message: WSMessage) -> None:
        now = time.monotonic()
        connection.received.append(now)
        while connection.received[0] <= now - 60:
            connection.received.popleft()
        if len(connection.received) > _SENDS_PER_MINUTE:
            connection.close(4008)
            return
        try:
            packet = json.loads(message.data)
            op, data = packet["op"], packet.get("d")
        except (ValueError, TypeError, KeyError):
            connection.close(4002)
            return
        try:
            self._obey(connection, op, data)
        except (KeyError, TypeError, ValueError, AttributeError):
            connection.close(4002)

    def _obey(self, connection: Connection, op: Json, data: Json) -> None:
        if op == HEARTBEAT:
            # discord.py notes the time of its heartbeat after sending it: an answer as quick as loopback's comes before
            # that, and it warns that it is a whole heartbeat late.
            asyncio.get_running_loop().call_later(_ACK_AFTER_S, connection.send, _packet(HEARTBEAT_ACK, None))
        elif op == IDENTIFY:
            self._identify(connection, data)
        elif op == RESUME:
            self._resume(connection, data)
        elif connection.session is None:
            connection.close(4003)
        elif op == REQUEST_MEMBERS:
            self._send_members(connection.session, data)
        elif op not in (PRESENCE, VOICE):
            connection.close(4001)

    def _identify(self, connection: Connection, data: Json) -> None:
        shard, shards = data.get("shard") or (0, 1)
        intents = data.get("intents")
        allowed = MEMBER_INTENT_FLAGS if self._world.application.privileged_intents else 0
        refused = 0
        if connection.session is not None:
            refused = 4005
        elif data.get("token") != self._world.application.token:
            refused = 4004
        elif not 0 <= shard < shards:
            refused = 4010
        elif not isinstance(intents, int) or intents < 0 or intents >= 1 << 30:
            refused = 4013
        elif intents & _PRIVILEGED and not allowed:
            refused = 4014
        if refused:
            connection.close(refused)
            return
        session = Session(secrets.token_hex(16), shard, shards, intents)
        self._sessions[session.id] = session
        self._meet(connection, session)
        self._greet(session)

    def _greet(self, session: Session) -> None:
        world = self._world
        guilds = [guild for guild in world.guilds.values() if session.serves(guild.id)]
        own = world.application.bot_user_id
        guilds = [guild for guild in guilds if own in guild.members]
        ready = {
            "v": 10,
            "user": own_user_json(world),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": self.url,
            "shard": [session.shard, session.shards],
            "application": {
                "id": str(world.application.id),
                "flags": MEMBER_INTENT_FLAGS if world.application.privileged_intents else 0,
            },
            "private_channels": [],
            "relationships": [],
            "user_settings": {},
            "presences": [],
        }
        self._dispatch(session, "READY", ready)
        if session.intents & GUILDS:
            for guild in guilds:
                members = bool(session.intents & GUILD_MEMBERS)
                self._dispatch(session, "GUILD_CREATE", guild_create_json(world, guild, members))

    def _resume(self, connection: Connection, data: Json) -> None:
        session = self._sessions.get(str(data.get("session_id")))
        last = data.get("seq") or 0
        if data.get("token") != self._world.application.token:
            connection.close(4004)
            return
        oldest = session.sent[0][0] if session is not None and session.sent else 1
        if session is None or last > session.sequence or last + 1 < oldest:
            connection.send(_packet(INVALID_SESSION, False))
            return
        if session.connection is not None:
            session.connection.session = None
            session.connection.close(4000)
        self._meet(connection, session)
        for sequence, text in list(session.sent):
            if sequence > last:
                connection.send(text)
        self._dispatch(session, "RESUMED", {"_trace": []})

    def _send_members(self, session: Session, data: Json) -> None:
        guild = self._world.guilds.get(int(data["guild_id"]))
        if guild is None or not session.serves(guild.id):
            return
        asked = data.get("user_ids")
        asked = [asked] if isinstance(asked, str | int) else asked
        query = (data.get("query") or "").lower()
        # Everybody at once needs the privileged intent; names and ids do not.
        if asked is None and not query and not session.intents & GUILD_MEMBERS:
            return
        found = []
        for member in guild.members.values():
            name = self._world.display_name(member.user_id, guild.id).lower()
            wanted = str(member.user_id) in {str(a) for a in asked} if asked is not None else name.startswith(query)
            if wanted:
                found.append(member_json(self._world, member))
        missing = {str(a) for a in asked or []} - {str(m["user"]["id"]) for m in found}
        limit = data.get("limit") or 0
        found = found[:limit] if limit and asked is None else found
        chunks = [found[start : start + 1000] for start in range(0, len(found), 1000)] or [[]]
        for index, chunk in enumerate(chunks):
            answer = {
                "guild_id": str(guild.id),
                "members": chunk,
                "chunk_index": index,
                "chunk_count": len(chunks),
                "not_found": sorted(missing),
            }
            if data.get("nonce"):
                answer["nonce"] = data["nonce"]
            self._dispatch(session, "GUILD_MEMBERS_CHUNK", answer)

    # -- sending ----------------------------------------------------------------------------------------------------

    def _dispatch(self, session: Session, name: str, data: Json) -> None:
        session.sequence += 1
        text = _packet(DISPATCH, data, session.sequence, name)
        session.sent.append((session.sequence, text))
        if session.connection is not None:
            session.connection.send(text)

    def _meet(self, connection: Connection, session: Session) -> None:
        connection.session, session.connection = session, connection
        self._notice()

    def _part(self, connection: Connection, goodbye: bool) -> None:
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            if goodbye:
                # A client that closes with 1000 or 1001 ends its session (Discord: "Initiating a Disconnect").
                self._sessions.pop(session.id, None)
        self._notice()

    def _notice(self) -> None:
        online = any(session.connection is not None for session in self._sessions.values())
        if online != self._world.online:
            self._world.online = online
            self._world.emit(BotPresence(online))

    def _tell(self, event: Event) -> None:
        if isinstance(event, MessageShown | MessageChanged):
            if event.visible_to is None:
                name = "MESSAGE_CREATE" if isinstance(event, MessageShown) else "MESSAGE_UPDATE"
                self._tell_message(name, event.message)
        elif isinstance(event, MessageGone) and event.visible_to is None:
            channel = self._world.channels[event.channel_id]
            gone: Payload = {"id": str(event.message_id), "channel_id": str(channel.id)}
            if channel.guild_id:
                gone["guild_id"] = str(channel.guild_id)
            intent = GUILD_MESSAGES if channel.guild_id else DIRECT_MESSAGES
            self.deliver(channel.guild_id, "MESSAGE_DELETE", gone, intent)

    def _tell_message(self, name: str, message: Message) -> None:
        world = self._world
        channel = world.channels[message.channel_id]
        own = world.application.bot_user_id
        if not world.can_see(own, channel.id):
            return
        intent = DIRECT_MESSAGES if channel.type == DM else GUILD_MESSAGES
        payload = gateway_message_json(world, message)
        addressed = channel.type == DM or str(own) in {
            payload["author"]["id"],
            *(mentioned["id"] for mentioned in payload["mentions"]),
        }
        for session in self._sessions.values():
            if session.serves(channel.guild_id) and session.intents & intent:
                readable = addressed or session.intents & MESSAGE_CONTENT
                self._dispatch(session, name, payload if readable else _blanked(payload))


def _blanked(payload: Payload) -> Payload:
    return payload | {"content": "", "embeds": [], "attachments": [], "components": []}


def _packet(op: int, data: Json, sequence: int | None = None, name: str | None = None) -> str:
    return json.dumps({"op": op, "d": data, "s": sequence, "t": name}, separators=(",", ":"))

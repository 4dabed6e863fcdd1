// What the page knows, and who wants to hear when it changes.

export const state = {
  /** The server's view of everything for the user acted as (see page_view.py), or null before it came. */
  world: null,
  /** The open server's id, or "@me" for direct messages. */
  guild: null,
  /** The open channel's id. */
  channel: null,
  /** Messages of the open channel, oldest first. */
  messages: [],
  /** Whether there are older ones. */
  more: false,
  /** Whether the open channel's first messages have come. */
  loaded: false,
  commands: [],
  /** Channels with messages that were not looked at. */
  unread: new Set(),
  /** user id -> when they stop being shown as typing, in the open channel. */
  typing: new Map(),
};

const listeners = new Map();

/** Call `then` whenever one of the named things changed: world, place, messages, commands, typing, live. */
export function on(names, then) {
  for (const name of names.split(" ")) {
    if (!listeners.has(name)) listeners.set(name, []);
    listeners.get(name).push(then);
  }
}

export function emit(name, detail) {
  for (const then of listeners.get(name) ?? []) then(detail);
}

export const myId = () => state.world.me;
export const guildOf = (id = state.guild) => state.world?.guilds.find((guild) => guild.id === id) ?? null;

export function allChannels() {
  if (!state.world) return [];
  return [...state.world.guilds.flatMap((guild) => guild.channels), ...state.world.direct];
}

export const channelOf = (id = state.channel) => allChannels().find((channel) => channel.id === id) ?? null;

/** A user as { id, name, display, colour, bot }; somebody who is gone still has a name to show. */
export function userOf(id) {
  const user = state.world?.users[id];
  return user ? { id, ...user } : { id, name: "deleted-user", display: "Deleted User", colour: "#80848e", bot: false };
}

export const memberOf = (id) => guildOf()?.members.find((member) => member.id === id) ?? null;
export const nameOf = (id) => memberOf(id)?.nick || userOf(id).display;

/** A member's roles in the open server, highest first. */
export function rolesOf(id) {
  const guild = guildOf();
  const held = new Set(memberOf(id)?.roles ?? []);
  return (guild?.roles ?? []).filter((role) => held.has(role.id)).sort((a, b) => b.position - a.position);
}

/** The colour of a name: that of the highest role that has one. */
export const colourOf = (id) => rolesOf(id).find((role) => role.colour)?.colour ?? "";

/** Everybody in the open place: the server's members, or both ends of a direct message. */
export function peopleHere() {
  const guild = guildOf();
  if (guild) return guild.members.map((member) => userOf(member.id));
  const other = channelOf()?.with;
  return [myId(), other].filter(Boolean).map(userOf);
}

export const isOnline = (user) => !user.bot || state.world.bot.id !== user.id || state.world.bot.online;

/** Insert or replace a message of the open channel. */
export function putMessage(message) {
  const at = state.messages.findIndex((known) => known.id === message.id);
  if (at >= 0) state.messages.splice(at, 1, message);
  else {
    state.messages.push(message);
    if (state.messages.length > 1) state.messages.sort(byId);
  }
}

/** Ids grow with time and are longer than numbers hold. */
export const byId = (a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

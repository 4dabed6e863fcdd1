// The page's start, and the way from what the sandbox tells to what is shown.

import { startComposer } from "./composer.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import "./interactions.js";
import { actAs, look } from "./live.js";
import { startMembers } from "./members.js";
import { grewAtTop, startMessages } from "./messages.js";
import { openModal } from "./modal.js";
import { say, unsay } from "./notice.js";
import { startPlaces } from "./places.js";
import { listenToProse } from "./prose.js";
import { channelOf, emit, guildOf, myId, on, putMessage, state, userOf } from "./state.js";
import { keepTimesTrue } from "./time.js";

const TYPING_MS = 10000;
const wish = new URLSearchParams(location.search);
/** Where the members are a drawer, and where the servers and channels are one too. */
const slim = matchMedia("(max-width: 1000px)");
const narrow = matchMedia("(max-width: 760px)");

start();

function start() {
  startPlaces();
  startMembers();
  startMessages();
  startComposer();
  startDrawers();
  listenToProse(document.body);
  keepTimesTrue();
  on("told", told);
  on("go", go);
  on("act-as", ({ user, guild }) => {
    wish.set("as", user);
    if (guild) {
      wish.set("guild", guild);
      wish.delete("channel");
      Object.assign(state, { guild: null, channel: null });
    }
    closeDrawers();
    actAs(user);
  });
  on("live", (status) => {
    document.documentElement.dataset.live = status;
    if (status === "lost") say("The sandbox does not answer. Trying again…", true);
    else unsay();
  });
  on("world place", drawHead);
  actAs(wish.get("as") ?? "");
}

// -- what the sandbox tells ----------------------------------------------------------------------------------------

const HEARD = {
  world: learnWorld,
  history: learnHistory,
  message: learnMessage,
  gone: (event) => {
    if (event.channel !== state.channel) return;
    state.messages = state.messages.filter((message) => message.id !== event.id);
    emit("messages");
  },
  modal: openModal,
  commands: () => look(state.channel),
  presence: (event) => {
    state.world.bot.online = event.online;
    emit("presence");
  },
  typing: (event) => {
    if (event.channel !== state.channel) return;
    state.typing.set(event.user, Date.now() + TYPING_MS);
    emit("typing");
    setTimeout(() => emit("typing"), TYPING_MS + 50);
  },
};

function told(event) {
  HEARD[event.type]?.(event);
}

function learnWorld(event) {
  const same = state.world?.me === event.me;
  state.world = event;
  const wanted = place();
  state.guild = wanted.guild;
  state.channel = wanted.channel;
  state.loaded = false;
  if (!same) {
    state.messages = [];
    state.unread.clear();
    state.typing.clear();
  }
  remember();
  emit("world");
  if (state.channel) look(state.channel);
}

/** Where to be: where the user was, else where the address says, else the first channel of the first server. */
function place() {
  const known = (list, wanted) =>
    list.find((one) => one.id === wanted) ?? list.find((one) => fold(one.name) === fold(wanted));
  if (state.channel && channelOf(state.channel))
    return { guild: channelOf(state.channel).guild ?? "@me", channel: state.channel };
  if (wish.get("guild") === "@me") return { guild: "@me", channel: state.world.direct[0]?.id ?? null };
  const guild =
    (state.guild !== "@me" && guildOf()) || known(state.world.guilds, wish.get("guild")) || state.world.guilds[0];
  if (!guild) return { guild: "@me", channel: state.world.direct[0]?.id ?? null };
  return { guild: guild.id, channel: (known(guild.channels, wish.get("channel")) ?? guild.channels[0])?.id ?? null };
}

const fold = (name) => (name ?? "").toLowerCase().replace(/^#/, "");

/** Keep the address true, so that it can be copied, and a reload comes back to here. */
function remember() {
  const channel = channelOf();
  wish.set("as", userOf(myId()).name);
  wish.set("guild", guildOf()?.name ?? "@me");
  if (channel?.guild) wish.set("channel", channel.name);
  else wish.delete("channel");
  history.replaceState(null, "", `?${wish}`);
}

function learnHistory(event) {
  if (event.channel !== state.channel) return;
  state.commands = event.commands;
  state.more = event.more;
  state.loaded = true;
  state.unread.delete(event.channel);
  if (event.before) {
    state.messages = [...event.messages, ...state.messages];
    grewAtTop();
  } else {
    state.messages = event.messages;
    emit("messages");
  }
  emit("commands");
  emit("unread");
  if (!document.documentElement.dataset.channel && !narrow.matches && document.activeElement === document.body) {
    byId("message-box").focus(); // at the start; a phone's keyboard would cover half of what is to be read
  }
  document.documentElement.dataset.channel = channelOf()?.name || "direct";
}

function learnMessage(event) {
  const { message } = event;
  state.typing.delete(message.author);
  if (message.channel !== state.channel) {
    if (event.new) state.unread.add(message.channel);
    emit("unread");
    return;
  }
  // An edit of a message further up than what is loaded is nothing to show.
  if (!event.new && !state.messages.some((known) => known.id === message.id)) return;
  putMessage(message);
  emit("messages", { message: message.id });
  emit("typing");
  if (event.new) emit("arrived", message);
}

// -- going places --------------------------------------------------------------------------------------------------

function go({ guild, channel }) {
  if (channel && channelOf(channel)) {
    state.guild = channelOf(channel).guild ?? "@me";
    state.channel = channel;
  } else if (channel) {
    // A direct message that is being opened: the sandbox tells of it in a moment.
    state.guild = guild;
    state.channel = channel;
    return;
  } else {
    state.guild = guild;
    const channels = guild === "@me" ? state.world.direct : guildOf(guild).channels;
    state.channel = (channels.find((one) => one.id === recent.get(guild)) ?? channels[0])?.id ?? null;
  }
  recent.set(state.guild, state.channel);
  state.messages = [];
  state.commands = [];
  state.typing.clear();
  state.loaded = false;
  remember();
  emit("place");
  if (state.channel) look(state.channel);
  if (channel) {
    closeDrawers();
    if (!narrow.matches) byId("message-box").focus();
  }
}

/** The channel that was open last in each server. */
const recent = new Map();

function drawHead() {
  const channel = channelOf();
  const name = channel ? (channel.guild ? channel.name : userOf(channel.with).display) : "";
  byId("chat-head").replaceChildren(
    h(
      "button.head-button.to-places",
      {
        type: "button",
        "aria-label": "Servers and channels",
        "aria-expanded": "false",
        "aria-controls": "places",
        onclick: () => drawer("places"),
      },
      icon("menu", 22),
    ),
    h("span.head-mark", {}, channel && icon(channel.guild ? "hash" : "at", 22)),
    h("h1", { dir: "auto" }, name),
    channel?.topic ? h("span.topic", { title: channel.topic, dir: "auto" }, channel.topic) : h("span.topic"),
    h(
      "button.head-button.to-members",
      {
        type: "button",
        "aria-label": "Member list",
        title: "Member list",
        "aria-controls": "members",
        "aria-pressed": slim.matches ? null : String(!byId("app").classList.contains("alone")),
        onclick: () => drawer("members"),
      },
      icon("people", 22),
    ),
  );
}

// -- narrow screens: the sides are drawers -------------------------------------------------------------------------

function startDrawers() {
  byId("shade").addEventListener("click", closeDrawers);
  for (const width of [slim, narrow]) width.addEventListener("change", closeDrawers);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && byId("app").dataset.drawer && !document.querySelector(".popover, dialog[open]")) {
      const from = byId("app").dataset.drawer;
      closeDrawers();
      document.querySelector(from === "places" ? ".to-places" : ".to-members").focus();
    }
  });
  settleDrawers();
}

function drawer(which) {
  const app = byId("app");
  if (!slim.matches) {
    app.classList.toggle("alone");
    drawHead();
    document.querySelector(".to-members").focus();
    return;
  }
  app.dataset.drawer = which;
  settleDrawers();
  byId(which).querySelector('[tabindex="0"]')?.focus();
}

function closeDrawers() {
  delete byId("app").dataset.drawer;
  settleDrawers();
}

/** A drawer that is shut cannot be reached; while one is open, nothing behind it can. */
function settleDrawers() {
  const open = byId("app").dataset.drawer;
  byId("places").inert = narrow.matches ? open !== "places" : Boolean(open);
  byId("members").inert = slim.matches && open !== "members";
  byId("chat").inert = Boolean(open);
  byId("shade").hidden = !open;
  document.querySelector(".to-places")?.setAttribute("aria-expanded", String(open === "places"));
}

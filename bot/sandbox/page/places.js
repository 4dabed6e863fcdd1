// The left side: servers, channels, and who the user is. Servers and channels are lists for arrow keys.

import { avatar, initials } from "./avatars.js";
import { byId, h, refill, rove, tabStop } from "./dom.js";
import { icon } from "./icons.js";
import { act, Refusal } from "./live.js";
import { listbox, matches } from "./listbox.js";
import { openBeside } from "./popover.js";
import { channelOf, emit, guildOf, isOnline, myId, on, rolesOf, state, userOf } from "./state.js";
import { say } from "./notice.js";

export function startPlaces() {
  rove(byId("rail"), ".server");
  rove(byId("channels"), ".channel");
  on("world place unread presence", draw);
}

function draw() {
  if (!state.world) return;
  drawTitle();
  drawRail();
  drawChannels();
  drawOwn();
}

function drawTitle() {
  const guild = guildOf();
  byId("titlebar").replaceChildren(
    h(
      "span.titlebar-place",
      {},
      guild ? h("span.mini", { "aria-hidden": "true" }, initials(guild.name, 1)) : icon("bubble", 16),
      h("span", { dir: "auto" }, guild ? guild.name : "Direct Messages"),
    ),
    h("span.titlebar-note", {}, "Sandbox on this machine"),
  );
  const channel = channelOf();
  const place = channel ? (channel.guild ? `#${channel.name}` : `@${userOf(channel.with).display}`) : "";
  document.title = [state.unread.size ? `(${state.unread.size})` : "", place, guild?.name ?? "Direct Messages"]
    .filter(Boolean)
    .join(" | ");
}

function drawRail() {
  const waits = (channels) => channels.some((channel) => state.unread.has(channel.id));
  const button = (id, name, figure, unread) =>
    h(
      `button.server${state.guild === id ? ".here" : ""}${unread ? ".unread" : ""}`,
      {
        type: "button",
        title: name,
        "aria-label": unread ? `${name}, unread messages` : name,
        "aria-current": state.guild === id ? "true" : null,
        data: { key: `guild-${id}` },
        onclick: () => emit("go", { guild: id }),
      },
      h("span.pill"),
      h("span.server-face", {}, figure),
    );
  refill(
    byId("rail"),
    button("@me", "Direct Messages", icon("bubble", 24), waits(state.world.direct)),
    h("hr.rail-line"),
    state.world.guilds.map((guild) => button(guild.id, guild.name, initials(guild.name, 3), waits(guild.channels))),
    state.world.elsewhere.map((guild) => {
      const name = `${guild.name}: ${userOf(myId()).display} is not a member. Act as somebody who is`;
      const door = h(
        "button.server.elsewhere",
        {
          type: "button",
          title: name,
          "aria-label": name,
          "aria-haspopup": "listbox",
          "aria-expanded": "false",
          onclick: () => chooseWho(door, guild),
        },
        h("span.pill"),
        h("span.server-face", {}, initials(guild.name, 3)),
      );
      return door;
    }),
  );
  tabStop(byId("rail"), ".server", (item) => item.classList.contains("here"));
}

function drawChannels() {
  const guild = guildOf();
  byId("side-head").replaceChildren(h("h2", { dir: "auto" }, guild ? guild.name : "Direct Messages"));
  refill(
    byId("channels"),
    guild && h("h3.channels-kind", {}, "Text Channels"),
    guild ? guild.channels.map(channelLine) : directLine(),
  );
  tabStop(byId("channels"), ".channel", (item) => item.classList.contains("here"));
}

function channelLine(channel) {
  const unread = state.unread.has(channel.id);
  return h(
    `button.channel${channel.id === state.channel ? ".here" : ""}${unread ? ".unread" : ""}`,
    {
      type: "button",
      "aria-current": channel.id === state.channel ? "page" : null,
      "aria-label": `${channel.name} (text channel)${unread ? ", unread" : ""}`,
      data: { key: `channel-${channel.id}` },
      onclick: () => emit("go", { channel: channel.id }),
    },
    icon("hash", 20),
    h("span", { dir: "auto" }, channel.name),
  );
}

/** The bot's direct messages: listed before they are opened, since Discord has the bot one click away too. */
function directLine() {
  const bot = userOf(state.world.bot.id);
  const channel = state.world.direct.find((one) => one.with === bot.id);
  const open = async () => {
    try {
      emit("go", { channel: channel?.id ?? (await act("direct", {})).channel, guild: "@me" });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      say(refusal.message);
    }
  };
  return h(
    `button.channel.person${channel && channel.id === state.channel ? ".here" : ""}${channel && state.unread.has(channel.id) ? ".unread" : ""}`,
    {
      type: "button",
      data: { key: "direct-bot" },
      onclick: open,
      "aria-current": channel && channel.id === state.channel ? "page" : null,
    },
    avatar(bot, 32, isOnline(bot) ? "online" : "offline"),
    h("span", { dir: "auto" }, bot.display),
    h("span.tag", {}, "APP"),
  );
}

function drawOwn() {
  const me = userOf(myId());
  const button = h(
    "button.own-button",
    {
      type: "button",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-label": `You act as ${me.display}. Act as somebody else`,
      data: { key: "own" },
      onclick: () => chooseWho(button),
    },
    avatar(me, 32, "online"),
    h("span.own-words", {}, h("span.own-name", { dir: "auto" }, me.display), h("span.own-note", {}, "Act as…")),
    h("span.own-swap", {}, icon("swap", 20)),
  );
  refill(byId("own"), button);
}

/**
 * The switch between members: those of the open server first, then those of the others. With `there`, a server that the
 * user is not in, only its members; then that server is opened.
 */
function chooseWho(anchor, there = null) {
  const places = new Map([...state.world.guilds, ...state.world.elsewhere].map((guild) => [guild.id, guild.name]));
  const here = (user) => user.guilds.includes(state.guild);
  const people = Object.keys(state.world.users)
    .map(userOf)
    .filter((user) => !user.bot && (there ? user.guilds.includes(there.id) : user.guilds.length))
    .sort((a, b) => here(b) - here(a) || a.display.localeCompare(b.display));
  const about = (user) =>
    rolesOf(user.id)[0]?.name ?? (there || here(user) ? user.name : user.guilds.map((id) => places.get(id)).join(", "));
  const search = h("input.search", {
    type: "text",
    placeholder: "Act as…",
    "aria-label": "Act as",
    role: "combobox",
    "aria-expanded": "true",
    autocomplete: "off",
  });
  const list = listbox({
    label: "Members",
    owner: search,
    empty: "Nobody of that name",
    onpick: (item) => {
      open.close();
      emit("act-as", { user: item.value, guild: there?.id });
    },
  });
  search.setAttribute("aria-controls", list.id);
  const fill = () => {
    const found = people.filter((user) => matches(`${user.display} ${user.name} ${about(user)}`, search.value));
    const items = found.map((user) => ({
      value: user.id,
      label: guildOf()?.members.find((member) => member.id === user.id)?.nick || user.display,
      description: about(user),
      figure: avatar(user, 32),
      chosen: user.id === myId(),
    }));
    list.show(
      items,
      search.value
        ? 0
        : Math.max(
            0,
            items.findIndex((item) => item.chosen),
          ),
    );
  };
  search.addEventListener("input", fill);
  search.addEventListener("keydown", (event) => list.key(event));
  const open = openBeside(anchor, h("div.choose", {}, search, list.element), {
    side: there ? "right" : "above",
    width: 300,
    label: there ? `Act as a member of ${there.name}` : "Act as",
  });
  fill();
  search.focus();
}

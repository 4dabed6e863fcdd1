// The open channel's messages, and the scroll: it stays at the bottom while the reader is there, and where the reader
// is otherwise.

import { avatar } from "./avatars.js";
import { byId, h } from "./dom.js";
import { icon } from "./icons.js";
import { openCommands } from "./interactions.js";
import { look } from "./live.js";
import { commandLine, continues, messageLine, showWaiting } from "./message.js";
import { announce } from "./notice.js";
import { byId as byAge, channelOf, emit, isOnline, myId, nameOf, on, state, userOf } from "./state.js";
import { day, sameDay } from "./time.js";

const NEAR_PX = 60;
/** message id -> { message, compact, line }: a line is drawn again only when something about it changed. */
let drawn = new Map();
let drawnChannel = null;
let following = true;
let asking = false;

export function startMessages() {
  const scroller = byId("scroller");
  scroller.addEventListener(
    "scroll",
    () => {
      following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
      if (following) hideJump();
      if (scroller.scrollTop < 300) older();
    },
    { passive: true },
  );
  // Pictures that arrive and a composer that grows move the end; whoever reads there moves with it.
  const watch = new ResizeObserver(() => following && toEnd());
  watch.observe(byId("messages"));
  watch.observe(scroller);
  on("messages", draw);
  on("interactions", () => {
    draw();
    for (const { line, message } of drawn.values()) showWaiting(line, message);
  });
  on("world place", () => {
    drawn.clear();
    draw();
  });
  on("arrived", (message) => {
    if (!following) showJump();
    else if (message.author !== myId()) announce(`${nameOf(message.author)}: ${wordsOf(message)}`);
  });
}

function wordsOf(message) {
  const line = byId("messages").querySelector(`[data-id="${message.id}"] .message-body`);
  return line?.textContent ?? "";
}

export function toEnd() {
  const scroller = byId("scroller");
  scroller.scrollTop = scroller.scrollHeight;
  following = true;
  hideJump();
}

function older() {
  if (asking || !state.more || !state.messages.length) return;
  asking = true;
  look(state.channel, state.messages[0].id);
}

/** After older messages came: keep what the reader sees where it is. */
export function grewAtTop() {
  asking = false;
  const scroller = byId("scroller");
  const before = scroller.scrollHeight - scroller.scrollTop;
  draw();
  scroller.scrollTop = scroller.scrollHeight - before;
}

function draw() {
  const channel = channelOf();
  if (!channel) return;
  if (drawnChannel !== channel.id) {
    drawnChannel = channel.id;
    following = true;
    asking = false;
    drawn.clear();
  }
  const list = byId("messages");
  const focused = focusIn(list);
  const kept = new Map();
  const lines = [];
  if (state.loaded && !state.more) lines.push(beginning(channel));
  let before = null;
  let lastDay = null;
  const waiting = openCommands(channel.id);
  for (const message of state.messages) {
    while (waiting.length && byAge(waiting[0], message) < 0) {
      lines.push(commandLine(waiting.shift()));
      before = null;
    }
    const when = new Date(message.at);
    const newDay = !lastDay || !sameDay(lastDay, when);
    lastDay = when;
    if (newDay) lines.push(h("li.day", { role: "separator" }, h("span", {}, day(when))));
    const compact = !newDay && continues(message, before);
    const old = drawn.get(message.id);
    const stale = !old || old.message !== message || old.compact !== compact;
    const entry = stale ? { message, compact, line: messageLine(message, compact) } : old;
    kept.set(message.id, entry);
    lines.push(entry.line);
    before = message;
  }
  lines.push(...waiting.map(commandLine));
  drawn = kept;
  settleInto(list, lines);
  restoreFocus(list, focused);
  if (following) toEnd();
}

/** Put the lines into the list without taking out those that are there, so that pictures and focus stay. */
function settleInto(list, lines) {
  const wanted = new Set(lines);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  lines.forEach((line, at) => {
    if (list.children[at] !== line) list.insertBefore(line, list.children[at] ?? null);
  });
}

function focusIn(list) {
  const active = document.activeElement;
  if (!list.contains(active)) return null;
  return { element: active, id: active.closest("[data-id]")?.dataset.id, key: active.dataset.key };
}

function restoreFocus(list, was) {
  if (!was || was.element.isConnected) return;
  const line = list.querySelector(`[data-id="${CSS.escape(was.id ?? "")}"]`);
  const same = was.key && line?.querySelector(`[data-key="${CSS.escape(was.key)}"]`);
  (same || line?.querySelector("button:not([tabindex='-1']), a[href]") || byId("message-box"))?.focus({
    preventScroll: true,
  });
}

function beginning(channel) {
  const bot = channel.with ? userOf(channel.with) : null;
  return h(
    "li.beginning",
    {},
    bot ? avatar(bot, 80, isOnline(bot) ? "online" : "offline") : h("div.beginning-mark", {}, icon("hash", 44)),
    h("h2", { dir: "auto" }, bot ? bot.display : `Welcome to #${channel.name}!`),
    h(
      "p",
      {},
      bot
        ? ["This is the beginning of your direct message history with ", h("strong", { dir: "auto" }, bot.display), "."]
        : `This is the start of the #${channel.name} channel.${channel.topic ? ` ${channel.topic}` : ""}`,
    ),
    !state.messages.length
      && h(
        "button.button.secondary",
        { type: "button", onclick: () => emit("compose", { text: "/" }) },
        icon("slash", 16),
        "See the commands",
      ),
  );
}

function showJump() {
  if (document.querySelector(".jump")) return;
  const jump = h(
    "button.jump",
    { type: "button", onclick: toEnd },
    h("span", {}, "New messages below"),
    h("span.jump-go", {}, "Jump to present", icon("arrow", 16)),
  );
  byId("scroller").after(jump);
}

function hideJump() {
  document.querySelector(".jump")?.remove();
}

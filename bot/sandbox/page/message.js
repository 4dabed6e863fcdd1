// One message: who, when, what, and the lines around it that say where it came from and who sees it.

import { avatar } from "./avatars.js";
import { components, dots } from "./components.js";
import { h } from "./dom.js";
import { embed } from "./embeds.js";
import { icon } from "./icons.js";
import { failureIn, forget, isWaiting } from "./interactions.js";
import { act, Refusal } from "./live.js";
import { attachments } from "./media.js";
import { showProfile } from "./members.js";
import { say } from "./notice.js";
import { prose } from "./prose.js";
import { colourOf, emit, nameOf, state, userOf } from "./state.js";
import { clock, long, stamp } from "./time.js";

const TOGETHER_MS = 7 * 60 * 1000;

/** Whether a message continues the one before it, without a face and name of its own. */
export function continues(message, before) {
  return Boolean(
    before
    && before.author === message.author
    && !message.used
    && !message.answers
    && before.ephemeral === message.ephemeral
    && new Date(message.at) - new Date(before.at) < TOGETHER_MS
    && new Date(message.at).toDateString() === new Date(before.at).toDateString(),
  );
}

/** A message as a list's line. */
export function messageLine(message, compact) {
  const user = userOf(message.author);
  const when = new Date(message.at);
  const line = h(
    `li.message${compact ? ".compact" : ".first"}${message.ephemeral ? ".ephemeral" : ""}${message.pings ? ".pings" : ""}`,
    { data: { id: message.id } },
    !compact && [usedLine(message.used, user), answeredLine(message.answers)],
    compact
      ? h("time.side-time", { datetime: message.at, title: long(when), "aria-hidden": "true" }, clock(when))
      : face(user),
    h("div.message-main", {}, !compact && head(user, when, message.at), body(message), ephemeralFoot(message)),
  );
  showWaiting(line, message);
  return line;
}

function face(user) {
  const button = h(
    "button.message-face",
    { type: "button", tabIndex: -1, "aria-hidden": "true", onclick: () => showProfile(user, button) },
    avatar(user, 40),
  );
  return button;
}

function head(user, when, at) {
  const name = h(
    "button.message-name.named",
    { type: "button", dir: "auto", css: { "--name": colourOf(user.id) }, onclick: () => showProfile(user, name) },
    nameOf(user.id),
  );
  return h(
    "h3.message-head",
    {},
    name,
    user.bot && h("span.tag", {}, "APP"),
    h("time.message-time", { datetime: at, title: long(when) }, stamp(when)),
  );
}

function body(message) {
  if (message.thinking) return h("div.thinking", {}, dots(), h("span", {}, `${nameOf(message.author)} is thinking…`));
  const parts = [
    message.html && prose(message.html, "div.prose.content"),
    ...attachments(message.attachments.filter((file) => !usedInside(message.components, file))),
    ...message.embeds.map(embed),
    ...components(message.components, message),
  ].filter(Boolean);
  if (message.edited && !message.components.some((part) => part.type !== 1)) {
    const mark = h("span.edited", { title: long(new Date(message.edited)) }, " (edited)");
    if (message.html) parts[0].append(mark);
    else parts.push(mark);
  }
  return h("div.message-body", {}, parts);
}

/**
 * Show which of a message's buttons and menus wait for the bot, and whether the last of them failed. Nothing else of
 * the message is touched: an opened spoiler stays open, and a choice stays chosen.
 */
export function showWaiting(line, message) {
  for (const element of line.querySelectorAll('[data-key^="c-"]')) {
    const busy = isWaiting(message.id, element.dataset.key.slice(2));
    element.classList.toggle("busy", busy);
    if (busy) element.setAttribute("aria-busy", "true");
    else element.removeAttribute("aria-busy");
  }
  const words = failureIn(message.id);
  const shown = line.querySelector(".message-body > .failure");
  if (!words) shown?.remove();
  else if (!shown) {
    const failure = h("div.failure", { role: "alert" }, icon("warn", 16), h("span", {}, words));
    line.querySelector(".message-body")?.append(failure);
  }
}

/** Whether a file is shown by a component, so that it is not shown a second time as an attachment. */
function usedInside(parts, file) {
  return parts.some(
    (part) =>
      [part.media, part.file, ...(part.items ?? []).map((item) => item.media)].some(
        (medium) => medium?.url === file.url,
      ) || usedInside([...(part.components ?? []), ...(part.accessory ? [part.accessory] : [])], file),
  );
}

function usedLine(used, bot) {
  if (!used) return null;
  const user = userOf(used.user);
  return h(
    "div.over",
    {},
    h("span.over-spine", { "aria-hidden": "true" }),
    avatar(user, 16),
    h("span.over-name.named", { dir: "auto", css: { "--name": colourOf(user.id) } }, nameOf(user.id)),
    h("span", {}, "used"),
    h(
      "button.over-command",
      {
        type: "button",
        "aria-label": `/${used.name}: use it too`,
        title: `${bot.display}: /${used.name}`,
        onclick: () => emit("compose", { command: used.name }),
      },
      icon("slash", 12),
      h("span", {}, used.name),
    ),
  );
}

function answeredLine(answers) {
  if (!answers) return null;
  const user = userOf(answers.author);
  return h(
    "div.over",
    {},
    h("span.over-spine", { "aria-hidden": "true" }),
    avatar(user, 16),
    h("span.over-name.named", { dir: "auto", css: { "--name": colourOf(user.id) } }, nameOf(user.id)),
    prose(answers.html, "span.over-words"),
  );
}

function ephemeralFoot(message) {
  if (!message.ephemeral) return null;
  return onlyYou(async () => {
    try {
      await act("dismiss", { message: message.id });
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      say(refusal.message);
    }
  });
}

function onlyYou(dismiss) {
  return h(
    "div.only-you",
    {},
    icon("eye", 16),
    h("span", {}, "Only you can see this"),
    h("span", { "aria-hidden": "true" }, "•"),
    h("button.dismiss", { type: "button", onclick: dismiss }, "Dismiss message"),
  );
}

/** A command of this user's that has no answer yet, or got none. */
export function commandLine(asked) {
  const bot = userOf(state.world.bot.id);
  const failed = asked.status === "failed";
  return h(
    `li.message.first${failed ? ".ephemeral" : ""}`,
    { data: { id: `asked-${asked.id}` } },
    usedLine({ user: state.world.me, name: asked.name }, bot),
    face(bot),
    h(
      "div.message-main",
      {},
      head(bot, new Date(asked.at), new Date(asked.at).toISOString()),
      failed
        ? h("div.failure", { role: "alert" }, icon("warn", 16), h("span", {}, asked.why))
        : h("div.thinking", {}, dots(), h("span", {}, "Sending command…")),
      failed && onlyYou(() => forget(asked.id)),
    ),
  );
}

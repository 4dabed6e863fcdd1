// What this user asked of the bot, and what became of it: pressed buttons that wait, commands that were not answered.

import { emit, on, state } from "./state.js";

let who = "";

/** Interaction id -> { id, kind, name, message, channel, status: "waiting" | "answered" | "failed", why, response }. */
const asked = new Map();
const waiting = new Map();

on("told", (event) => {
  if (event.type === "sent") {
    asked.set(event.interaction, { ...asked.get(event.interaction), ...event, id: event.interaction, at: Date.now() });
    const known = asked.get(event.interaction);
    known.status ??= "waiting";
    emit("interactions", known);
  } else if (event.type === "answered") settle(event.interaction, { status: "answered", response: event.response });
  else if (event.type === "failed")
    settle(event.interaction, { status: "failed", why: event.why, channel: event.channel });
});

// A new wire tells nothing of what was asked over the old one.
on("live", (status) => {
  if (status !== "lost") return;
  for (const one of asked.values()) if (one.status === "waiting") asked.delete(one.id);
  emit("interactions", null);
});

// Somebody else asked nothing yet.
on("world", () => {
  if (who !== state.world.me) asked.clear();
  who = state.world.me;
});

function settle(id, outcome) {
  const known = { id, ...asked.get(id), ...outcome };
  asked.set(id, known);
  waiting.get(id)?.(known);
  waiting.delete(id);
  emit("interactions", known);
}

/** Resolves when the bot answered an interaction, or did not in time. */
export function settled(id) {
  const known = asked.get(id);
  if (known && known.status !== "waiting") return Promise.resolve(known);
  return new Promise((resolve) => waiting.set(id, resolve));
}

/** Commands of a channel that wait for their first answer, or got none. */
export function openCommands(channel) {
  return [...asked.values()].filter(
    (one) => one.kind === "command" && one.channel === channel && one.status !== "answered",
  );
}

/** Whether a component waits for the bot. */
export function isWaiting(message, customId) {
  return [...asked.values()].some(
    (one) => one.kind === "component" && one.message === message && one.name === customId && one.status === "waiting",
  );
}

/** Why the last press in a message failed, or "". */
export function failureIn(message) {
  const there = [...asked.values()].filter((one) => one.kind === "component" && one.message === message);
  const last = there.at(-1);
  return last?.status === "failed" ? "This interaction failed" : "";
}

/** Take a failed command off the screen. */
export function forget(id) {
  asked.delete(id);
  emit("interactions", null);
}

// The wire to the sandbox: a WebSocket that tells what happens, and posts for what the user does.

import { emit, state } from "./state.js";

let socket = null;
let acting = "";
let wait = 0;
let retry = 0;

/** Follow the world as a user, by id or name. A second call changes who. */
export function actAs(wanted) {
  acting = wanted;
  wait = 0;
  connect();
}

function connect() {
  clearTimeout(retry);
  if (socket) {
    socket.onclose = null;
    socket.close();
  }
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const mine = new WebSocket(`${scheme}//${location.host}/page/live?as=${encodeURIComponent(acting)}`);
  socket = mine;
  mine.onmessage = (event) => {
    wait = 0;
    emit("told", JSON.parse(event.data));
  };
  mine.onopen = () => emit("live", "open");
  mine.onclose = () => {
    emit("live", "lost");
    // The first try again is at once; a sandbox that is being restarted is asked every few seconds.
    wait = Math.min(4000, wait ? wait * 2 : 250);
    retry = setTimeout(connect, wait);
  };
}

/** Ask for a channel's messages and commands, or for its older messages. */
export function look(channel, before) {
  if (socket?.readyState === WebSocket.OPEN)
    socket.send(JSON.stringify(before ? { open: channel, before } : { open: channel }));
}

/** What the sandbox would not do, in words for the user. */
export class Refusal extends Error {}

/**
 * Do something as the user: `files` are [part name, File] pairs. Returns the sandbox's answer.
 * Throws a Refusal with a sentence.
 */
export async function act(action, body, files = []) {
  const form = new FormData();
  form.append("body", JSON.stringify({ user: state.world.me, ...body }));
  for (const [name, file] of files) form.append(name, file, file.name);
  let answer;
  try {
    answer = await fetch(`/page/do/${action}`, { method: "POST", body: form });
  } catch {
    throw new Refusal("The sandbox does not answer. Is it still running?");
  }
  const type = answer.headers.get("Content-Type") ?? "";
  const said = type.includes("json") ? await answer.json() : {};
  if (!answer.ok) throw new Refusal(said.refused ?? `The sandbox answered ${answer.status}.`);
  return said;
}

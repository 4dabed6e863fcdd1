/* The bot's side of this link: what it answers, and sending files in parts that survive a lost connection. */

const HERE = location.pathname.replace(/\/$/, "");
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const TRIES = 40;
const PART_TIMEOUT_MS = 180_000;

/** The bot said no: `message` is a sentence for the member. */
export class Refused extends Error {
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function asked(path, options = {}) {
  const response = await fetch(`${HERE}/${path}`, { cache: "no-store", credentials: "same-origin", ...options });
  let body = {};
  try {
    body = await response.json();
  } catch {
    // a proxy's own page: the status has to do
  }
  if (response.ok || (response.status === 409 && "received" in body)) return body;
  if (response.status >= 502 && response.status <= 504) throw new TypeError("the bot is away");
  throw new Refused(response.status, body.trouble ?? "Something broke on the bot's side. Nothing was stored.");
}

const post = (path, body) =>
  asked(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** A pause that grows with each failure in a row, and ends when the network is back. */
const rest = (failures) =>
  Promise.race([
    pause(Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS)),
    new Promise((resolve) => addEventListener("online", resolve, { once: true })),
  ]);

/** Again and again while the bot cannot be reached; `waiting(true)` as long as that lasts. */
async function persistently(ask, waiting) {
  for (let failures = 1; ; failures += 1) {
    try {
      const answer = await ask();
      waiting(false);
      return answer;
    } catch (error) {
      if (error instanceof Refused || failures === TRIES) throw error;
      waiting(true);
      await rest(failures);
    }
  }
}

export const state = (waiting = () => {}) => persistently(() => asked("state"), waiting);

export const choose = async (use, given) => (await post("consents", { use, given })).uses;

/** Send all files, from wherever the last attempt ended.
 * @param files - { blob, name, digest } each.
 * @param told - { progress(bytes sent in all), waiting(bool) }. */
export async function send(files, part, told) {
  const announced = () => post("files", { files: files.map(({ blob, name, digest }) => ({ digest, name, size: blob.size })) });
  let { received } = await persistently(announced, told.waiting);
  const sent = () => files.reduce((sum, { digest }) => sum + (received[digest] ?? 0), 0);
  told.progress(sent());
  let failures = 0;
  for (const { blob, digest } of files) {
    while (received[digest] < blob.size) {
      const from = received[digest];
      try {
        received[digest] = (await put(blob, digest, from, Math.min(from + part, blob.size))).received;
        failures = 0;
        told.waiting(false);
      } catch (error) {
        failures += 1;
        if ((error instanceof Refused && error.status !== 404) || failures === TRIES) throw error;
        told.waiting(true);
        await rest(failures);
        // Whatever was lost, and even if the bot was restarted: it knows how far it is.
        ({ received } = await persistently(announced, (is) => is && told.waiting(true)));
      }
      told.progress(sent());
    }
  }
}

function put(blob, digest, from, to) {
  return asked(`files/${digest}`, {
    method: "PUT",
    headers: { "Content-Range": `bytes ${from}-${to - 1}/${blob.size}`, "Content-Type": "application/octet-stream" },
    body: blob.slice(from, to),
    signal: AbortSignal.timeout(PART_TIMEOUT_MS),
  });
}

/** Let the bot read what was sent, and wait for what becomes of it.
 * @param told - { reading(stage), waiting(bool) }.
 * @returns the state: done with its receipt, or open with its trouble. */
export async function finish(timeZone, told) {
  await persistently(() => post("finish", { time_zone: timeZone }), told.waiting);
  return watch(told);
}

/** Wait while the bot reads. */
export async function watch(told) {
  for (;;) {
    const now = await state(told.waiting);
    if (now.state !== "reading") return now;
    told.reading(now.stage);
    await pause(400);
  }
}

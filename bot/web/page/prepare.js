/* The worker: cleans one chosen file after another and makes their fingerprints, so that the page stays quick.
 *
 * In: { id, file, part }. Out: { id, done } while at it (0 to 1), then { id, blob, digest, removed, shortened, note },
 * or { id, failed } with a sentence.
 */

import { Stripper, encoding, treatment } from "./strip.js";
import { CannotOpen, ZipMaker, content, entries, isZip } from "./zip.js";

const HEAD_BYTES = 64 * 1024;
const START_BYTES = 9; // "List(Map(": enough to know an address file, or a PDF
const PIECE_BYTES = 4 * 1024 * 1024;
const DEEPEST = 3;

class Report {
  constructor(id, size) {
    this.id = id;
    this.size = size || 1;
    this.read = 0;
    this.told = 0;
    this.removed = 0;
    this.shortened = 0;
    this.uncleaned = [];
  }

  advance(bytes) {
    this.read += bytes;
    const now = performance.now();
    if (now - this.told < 80) return;
    this.told = now;
    postMessage({ id: this.id, done: Math.min(this.read / this.size, 0.99) });
  }
}

/** The first bytes of a stream, and an async iterable over all of it. */
async function headOf(stream) {
  const reader = stream.getReader();
  const taken = [];
  let length = 0;
  let over = false;
  while (length < HEAD_BYTES && !over) {
    const { value, done } = await reader.read();
    over = done;
    if (value) {
      taken.push(value);
      length += value.length;
    }
  }
  const head = new Uint8Array(length);
  let at = 0;
  for (const piece of taken) {
    head.set(piece, at);
    at += piece.length;
  }
  async function* all() {
    if (length) yield head;
    while (!over) {
      const { value, done } = await reader.read();
      if (done) return;
      yield value;
    }
  }
  return { head: head.subarray(0, HEAD_BYTES), all, cancel: () => reader.cancel().catch(() => {}) };
}

/** Text as UTF-8, whatever it was written in. */
async function* asUtf8(pieces, from) {
  const decoder = new TextDecoder(from);
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(decoder.decode(piece, { stream: true }));
  yield encoder.encode(decoder.decode());
}

async function* cleaned(pieces, mode, report) {
  const stripper = new Stripper(mode);
  for await (const piece of pieces) {
    const clean = stripper.push(piece);
    if (clean.length) yield clean;
  }
  report.removed += stripper.removed;
}

/** How the content is to be sent: null for "as it is", else an async iterable of its cleaned bytes. */
function cleaning(opened, report) {
  const wide = encoding(opened.head);
  const head = wide === "utf-8" ? opened.head : new TextEncoder().encode(new TextDecoder(wide).decode(opened.head));
  const mode = treatment(head);
  if (!mode) return null;
  if (mode === "start") {
    report.shortened += 1;
    return (async function* start() {
      yield head.slice(0, START_BYTES);
    })();
  }
  if (mode === "shape") report.shortened += 1;
  return cleaned(wide === "utf-8" ? opened.all() : asUtf8(opened.all(), wide), mode, report);
}

async function cleanZip(blob, report, depth) {
  const made = new ZipMaker();
  for (const entry of await entries(blob)) {
    if (!entry.readable) {
      report.uncleaned.push(entry.name);
      await made.copy(entry);
    } else await cleanOrCopy(entry, made, report, depth);
    if (depth === 1) report.advance(entry.packedSize);
  }
  return made.blob();
}

async function cleanEntry(entry, made, report, depth) {
  const opened = await headOf(await content(entry));
  if (isZip(opened.head) && depth < DEEPEST) {
    const pieces = [];
    for await (const piece of opened.all()) pieces.push(new Blob([piece]));
    const inner = await cleanZip(new Blob(pieces), report, depth + 1);
    await made.add(entry, (await headOf(inner.stream())).all());
    return;
  }
  const clean = cleaning(opened, report);
  if (clean) await made.add(entry, clean);
  else await made.copy(entry);
  await opened.cancel();
}

/** Broken inside: what is whole of it may still be read. */
async function cleanOrCopy(entry, made, report, depth) {
  try {
    await cleanEntry(entry, made, report, depth);
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof CannotOpen)) throw error;
    report.uncleaned.push(entry.name);
    await made.copy(entry);
  }
}

async function cleanFile(file, report) {
  const opened = await headOf(file.stream());
  if (isZip(opened.head)) {
    await opened.cancel();
    return cleanZip(file, report, 1);
  }
  const clean = cleaning(opened, report);
  if (!clean) {
    await opened.cancel();
    return file;
  }
  const parts = [];
  let waiting = [];
  let length = 0;
  for await (const piece of clean) {
    waiting.push(piece);
    length += piece.length;
    report.advance(piece.length);
    if (length >= PIECE_BYTES) {
      parts.push(new Blob(waiting)); // blobs may go to disk, arrays stay in memory
      waiting = [];
      length = 0;
    }
  }
  await opened.cancel();
  return new Blob([...parts, ...waiting]);
}

/** SHA-256 (hex) over the SHA-256 digests of the parts: the bot makes the same of what it received. */
async function fingerprint(blob, part) {
  const digests = [];
  for (let from = 0; from < blob.size; from += part) {
    digests.push(await crypto.subtle.digest("SHA-256", await blob.slice(from, from + part).arrayBuffer()));
  }
  const whole = await crypto.subtle.digest("SHA-256", await new Blob(digests).arrayBuffer());
  return Array.from(new Uint8Array(whole), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function prepare({ id, file, part }) {
  const report = new Report(id, file.size);
  let blob = file;
  let note = "";
  try {
    blob = await cleanFile(file, report);
  } catch (error) {
    if (error.name === "NotReadableError" || error.name === "NotFoundError") {
      return { id, failed: "This file cannot be read: it was moved, changed, or is a folder." };
    }
    // A broken ZIP still holds listens: the bot reads what is whole.
    const why = error instanceof CannotOpen ? error.message : "it is broken";
    note = `This browser cannot open it (${why}), so it would be sent just as it is, with everything in it.`;
    report.removed = report.shortened = 0;
  }
  if (report.uncleaned.length) {
    note = `${report.uncleaned.slice(0, 3).join(", ")} cannot be opened here and would be sent as it is.`;
  }
  const digest = await fingerprint(blob, part);
  return { id, blob, digest, removed: report.removed, shortened: report.shortened, note };
}

let queue = Promise.resolve();
addEventListener("message", ({ data }) => {
  queue = queue.then(async () => postMessage(await prepare(data).catch(() => ({ id: data.id, failed: "This file cannot be read." }))));
});

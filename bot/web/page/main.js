/* The upload page: choose, clean, send, read, receipt. */

import { Refused, finish, send, state, watch } from "./bot_side.js";
import { choosing } from "./choose.js";
import { byId, counted, make, size } from "./dom.js";
import { showReceipt } from "./receipt.js";

const worker = new Worker(new URL("./prepare.js", import.meta.url), { type: "module" });
const files = new Map(); // id -> { file, name, done, prepared, failed, row }
let limits = { bytes: 0, files: 0, part: 0 };
let busy = false;
let next = 1;

function show(section) {
  for (const each of ["loading", "choosing", "working", "done", "over"]) byId(each).hidden = each !== section;
  document.documentElement.dataset.step = section;
}

// -- choosing and cleaning -------------------------------------------------------------------------------------------

function take(chosen) {
  if (busy) return;
  trouble("");
  for (const { file, name } of chosen) {
    const there = [...files.values()].find((each) => each.name === name);
    if (there) forget(there);
    const each = { id: next, file, name, done: 0, row: null };
    next += 1;
    files.set(each.id, each);
    each.row = rowOf(each);
    byId("files").append(each.row);
    worker.postMessage({ id: each.id, file, part: limits.part });
  }
  refresh();
}

function rowOf(each) {
  const remove = make("button", { type: "button", class: "remove", "aria-label": `Remove ${each.name}` }, "×");
  remove.addEventListener("click", () => {
    forget(each);
    refresh();
    byId("choose-files").focus();
  });
  return make("li", {}, make("bdi", { class: "name" }, each.name), make("span", { class: "size" }, size(each.file.size)), remove, make("span", { class: "note" }, "Waiting"));
}

function forget(each) {
  files.delete(each.id);
  each.row.remove();
}

worker.addEventListener("message", ({ data }) => {
  const each = files.get(data.id);
  if (!each) return;
  const note = each.row.querySelector(".note");
  if ("done" in data) {
    note.textContent = `Looking through it: ${Math.round(data.done * 100)} %`;
    return;
  }
  if (data.failed) {
    each.failed = true;
    each.row.classList.add("bad");
    note.textContent = data.failed;
  } else {
    each.prepared = data;
    note.textContent = said(data);
    each.row.classList.toggle("warned", data.note !== "");
    each.row.querySelector(".size").textContent = size(data.blob.size);
  }
  refresh();
});

worker.addEventListener("error", () => trouble("This browser cannot clean the files. Nothing was sent. Try a current Firefox, Chrome, Edge or Safari."));

function said({ removed, shortened, note }) {
  const words = [];
  if (removed) words.push(`${counted(removed, "private value")} taken out`);
  if (shortened) words.push(`${counted(shortened, "file")} without listening emptied`);
  if (note) words.push(note);
  return words.length ? words.join(". ") : "Nothing private to take out";
}

function refresh() {
  const all = [...files.values()];
  const ready = all.filter((each) => each.prepared);
  const bytes = ready.reduce((sum, each) => sum + each.prepared.blob.size, 0);
  const pending = all.some((each) => !each.prepared && !each.failed);
  byId("chosen").hidden = all.length === 0;
  byId("total").textContent = pending ? "Looking through your files; nothing has been sent." : `${counted(ready.length, "file")}, ${size(bytes)} to send`;
  const over = !pending && (bytes > limits.bytes || ready.length > limits.files);
  if (over) trouble(`That is more than can be sent at once (${size(limits.bytes)}, ${limits.files.toLocaleString("en")} files). Send it in two or three parts; they become one history.`);
  byId("send").disabled = pending || over || ready.length === 0;
}

function trouble(words) {
  byId("trouble").textContent = words;
}

// -- sending and reading ---------------------------------------------------------------------------------------------

function bar(name, share, words) {
  byId(`${name}-bar`).value = share;
  byId(`${name}-words`).textContent = words;
}

const told = {
  total: 0,
  progress(sent) {
    bar("sending", told.total ? sent / told.total : 1, `${size(sent)} of ${size(told.total)}`);
  },
  reading({ words, share, file }) {
    bar("reading", share, file ? `${words}: ${file}` : words);
  },
  waiting(is) {
    byId("waiting").hidden = !is;
  },
};

function working() {
  busy = true;
  trouble("");
  told.waiting(false);
  bar("reading", 0, "When all is sent");
  show("working");
}

byId("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy || byId("send").disabled) return;
  working();
  const ready = [...files.values()].filter((each) => each.prepared);
  const wanted = ready.map(({ name, prepared }) => ({ name: name.slice(-500), blob: prepared.blob, digest: prepared.digest }));
  told.total = wanted.reduce((sum, { blob }) => sum + blob.size, 0);
  try {
    await send(wanted, limits.part, told);
    settle(await finish(byId("zone").value.trim(), told));
  } catch (error) {
    failed(error);
  }
});

function settle(now) {
  busy = false;
  if (now.state === "done") {
    showReceipt(now);
    show("done");
    byId("receipt-headline").focus();
    return;
  }
  show("choosing");
  trouble(now.trouble);
}

function failed(error) {
  busy = false;
  if (error instanceof Refused && (error.status === 410 || error.status === 404)) {
    byId("over-words").textContent = error.message;
    show("over");
    return;
  }
  show("choosing");
  trouble(error instanceof Refused ? error.message : "The bot cannot be reached. What was sent is kept for a while: press Send again, and only the rest is sent.");
}

addEventListener("beforeunload", (event) => {
  if (busy && byId("reading-bar").value === 0) event.preventDefault();
});

// -- the start -------------------------------------------------------------------------------------------------------

function introduce(now) {
  limits = now.limits;
  byId("guild").textContent = now.guild;
  byId("member").textContent = now.member;
  byId("ends").textContent = new Date(now.ends_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  byId("most").textContent = size(limits.bytes);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  byId("zone").value = now.time_zone || (here === "UTC" ? "" : here);
  byId("zones").replaceChildren(...(Intl.supportedValuesOf?.("timeZone") ?? []).map((value) => make("option", { value })));
}

async function start() {
  try {
    const now = await state();
    introduce(now);
    choosing({ zone: byId("zone-of-drops"), fileInput: byId("choose-files"), folderInput: byId("choose-folder"), take });
    if (now.state === "reading") {
      working();
      bar("sending", 1, "All of it");
      settle(await watch(told));
    } else settle(now);
  } catch (error) {
    failed(error);
  }
}

start();

// Where a user writes: plain messages with files, and, after a `/`, the bot's commands (commands.js).

import { byId, h } from "./dom.js";
import { CommandEntry } from "./command_entry.js";
import { commandPicker } from "./command_picker.js";
import { icon } from "./icons.js";
import { act, Refusal } from "./live.js";
import { bytes } from "./media.js";
import { toEnd } from "./messages.js";
import { preview } from "./previews.js";
import { channelOf, nameOf, on, state, userOf } from "./state.js";

const MOST_CHARACTERS = 2000;
const MOST_FILES = 10;

let files = [];
let entry = null;
let picker = null;
let here = "";
let box, above, field, hint, tray, typingLine;

export function startComposer() {
  above = h("div.composer-above");
  tray = h("ul.tray", { "aria-label": "Files to send", hidden: true });
  hint = h("div.composer-error", { role: "alert" });
  typingLine = h("div.typing", { "aria-live": "polite" });
  box = h("textarea.message-box", {
    id: "message-box",
    rows: 1,
    autocomplete: "off",
    spellcheck: "true",
    dir: "auto",
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    oninput: typed,
    onkeydown: key,
    onpaste: pasted,
  });
  const pick = h("input.unseen", {
    type: "file",
    multiple: true,
    tabIndex: -1,
    "aria-hidden": "true",
    onchange: () => {
      attach([...pick.files]);
      pick.value = "";
    },
  });
  field = h(
    "div.composer-field",
    {},
    tray,
    h(
      "div.composer-line",
      { data: { part: "message" } },
      h(
        "button.composer-plus",
        { type: "button", "aria-label": "Attach files", title: "Attach files", onclick: () => pick.click() },
        icon("plus", 20),
      ),
      pick,
      box,
      h(
        "button.composer-send",
        { type: "button", "aria-label": "Send message", title: "Send message", onclick: send },
        icon("send", 20),
      ),
    ),
  );
  byId("composer").replaceChildren(above, hint, field, typingLine);
  on("world place", () => {
    // A wire that came back changes nothing about what is being written.
    const now = `${state.world.me} ${state.channel}`;
    if (now !== here) reset();
    here = now;
    paint();
  });
  on("typing", paintTyping);
  on("commands", () => picker?.refresh(state.commands));
  on("compose", compose);
  acceptDrops();
  document.addEventListener("keydown", startTyping);
}

/** Letters typed anywhere go to the message box, as in Discord. */
function startTyping(event) {
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === " ";
  const elsewhere = event.target.closest("input, textarea, select, dialog, [popover], [role=listbox]");
  if (!busy && !elsewhere && !entry && !box.disabled) box.focus();
}

function reset() {
  leaveCommand();
  closePicker();
  files = [];
  hint.textContent = "";
  box.value = "";
  showFiles();
  grow();
}

function paint() {
  const channel = channelOf();
  const writable = Boolean(channel?.writable);
  const to = channel?.guild ? `#${channel.name}` : channel ? `@${userOf(channel.with).display}` : "";
  box.disabled = !writable;
  box.placeholder = !channel
    ? ""
    : writable
      ? `Message ${to}`
      : "You do not have permission to send messages in this channel.";
  box.setAttribute("aria-label", writable ? `Message ${to}` : box.placeholder);
  field.classList.toggle("off", !writable);
  for (const button of field.querySelectorAll(".composer-plus, .composer-send")) button.disabled = !writable;
  paintTyping();
}

function paintTyping() {
  const now = Date.now();
  const names = [...state.typing].filter(([, until]) => until > now).map(([id]) => nameOf(id));
  typingLine.replaceChildren(
    ...(names.length
      ? [
          h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i")),
          h(
            "span",
            {},
            h("strong", { dir: "auto" }, names.join(", ")),
            names.length > 1 ? " are typing…" : " is typing…",
          ),
        ]
      : []),
  );
}

function grow() {
  box.style.setProperty("height", "auto");
  if (box.value) box.style.setProperty("height", `${Math.min(box.scrollHeight, innerHeight / 2)}px`);
}

function typed() {
  grow();
  hint.textContent = "";
  const written = box.value;
  if (!written.startsWith("/") || written.includes("\n")) {
    closePicker();
    return;
  }
  const wanted = written.slice(1);
  // "/recap " opens the command as Discord does, unless a longer name could still be meant ("/sale ").
  const named = state.commands.find((command) => `${command.name} ` === wanted);
  if (named && !state.commands.some((command) => command !== named && command.name.startsWith(wanted))) {
    enter(named);
    return;
  }
  if (!picker) {
    picker = commandPicker(above, box, enter);
    box.setAttribute("aria-expanded", "true");
    box.setAttribute("aria-controls", picker.id);
  }
  picker.show(state.commands, wanted);
}

function closePicker() {
  picker?.close();
  picker = null;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function key(event) {
  if (event.isComposing) return; // Enter chooses a character in an input method
  if (picker) {
    if (event.key === "Escape") {
      event.preventDefault();
      closePicker();
      return;
    }
    if (event.key === "Tab" && !event.shiftKey && picker.chosen()) {
      event.preventDefault();
      enter(picker.chosen());
      return;
    }
    if (picker.key(event)) return;
  }
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  }
}

async function send() {
  if (entry) return void entry.run();
  const content = box.value.trim();
  if (!content && !files.length) return;
  if ([...content].length > MOST_CHARACTERS) {
    hint.textContent = `Your message is too long: ${[...content].length} of ${MOST_CHARACTERS} characters.`;
    return;
  }
  const [written, sent] = [box.value, files];
  box.value = "";
  files = [];
  grow();
  showFiles();
  closePicker();
  toEnd();
  try {
    await act(
      "send",
      { channel: state.channel, content },
      sent.map((file) => ["file", file]),
    );
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    // What was written is not lost.
    if (!box.value) box.value = written;
    files = sent;
    hint.textContent = refusal.message;
    grow();
    showFiles();
  }
}

// -- commands ------------------------------------------------------------------------------------------------------

function enter(command) {
  closePicker();
  leaveCommand();
  box.value = "";
  grow();
  entry = new CommandEntry(command, above, {
    leave: (text) => {
      leaveCommand();
      box.value = text;
      box.focus();
      typed();
    },
    done: () => {
      leaveCommand();
      box.focus();
      toEnd();
    },
    refused: (words) => {
      hint.textContent = words;
    },
  });
  hint.textContent = "";
  field.classList.add("commanding");
  field.querySelector("[data-part=message]").hidden = true;
  tray.hidden = true;
  field.append(entry.element);
  entry.start();
}

function leaveCommand() {
  if (!entry) return;
  entry.remove();
  entry = null;
  field.classList.remove("commanding");
  field.querySelector("[data-part=message]").hidden = false;
  showFiles();
}

/** Asked for from elsewhere: a command that was clicked, or a text to start with. */
function compose({ command, text }) {
  if (box.disabled) return;
  leaveCommand();
  const named = command && state.commands.find((one) => one.name === command);
  if (named) {
    enter(named);
    return;
  }
  box.value = text ?? `/${command}`;
  box.focus();
  typed();
}

// -- files ---------------------------------------------------------------------------------------------------------

function attach(more) {
  if (!more.length) return;
  if (entry) {
    entry.attach(more);
    return;
  }
  hint.textContent =
    files.length + more.length > MOST_FILES ? `You can only upload ${MOST_FILES} files at a time!` : "";
  files = [...files, ...more].slice(0, MOST_FILES);
  showFiles();
  box.focus();
}

function showFiles() {
  tray.hidden = !files.length || Boolean(entry);
  tray.replaceChildren(
    ...files.map((file) =>
      h(
        "li.tray-file",
        {},
        preview(file),
        h("span.tray-name", { title: file.name, dir: "auto" }, file.name),
        h("span.tray-size", {}, bytes(file.size)),
        h(
          "button.tray-remove",
          {
            type: "button",
            "aria-label": `Remove ${file.name}`,
            title: "Remove",
            onclick: () => {
              files = files.filter((one) => one !== file);
              showFiles();
              box.focus();
            },
          },
          icon("trash", 18),
        ),
      ),
    ),
  );
}

function pasted(event) {
  const found = [...(event.clipboardData?.files ?? [])];
  if (found.length) {
    event.preventDefault();
    attach(found);
  }
}

function acceptDrops() {
  const chat = byId("chat");
  let depth = 0;
  const veil = h(
    "div.drop",
    { hidden: true },
    h("div.drop-card", {}, icon("upload", 40), h("strong"), h("span", {}, "You can add files before sending.")),
  );
  chat.append(veil);
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  chat.addEventListener("dragenter", (event) => {
    if (!carries(event)) return;
    depth += 1;
    veil.querySelector("strong").textContent = entry
      ? `Add to /${entry.command.name}`
      : `Upload to ${box.placeholder.replace(/^Message /, "")}`;
    veil.hidden = false;
  });
  chat.addEventListener("dragleave", (event) => {
    if (carries(event) && (depth -= 1) <= 0) veil.hidden = true;
  });
  chat.addEventListener("dragover", (event) => carries(event) && event.preventDefault());
  chat.addEventListener("drop", (event) => {
    depth = 0;
    veil.hidden = true;
    if (!carries(event) || event.defaultPrevented) return;
    event.preventDefault();
    if (!box.disabled) attach([...event.dataTransfer.files]);
  });
}

// Forms that the bot opens. A native dialog keeps the keyboard inside and gives it back when it closes.

import { avatar } from "./avatars.js";
import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";
import { settled } from "./interactions.js";
import { act, Refusal } from "./live.js";
import { bytes } from "./media.js";
import { preview } from "./previews.js";
import { prose } from "./prose.js";
import { select } from "./select.js";
import { state, userOf } from "./state.js";

const ROW = 1,
  INPUT = 4,
  TEXT = 10,
  LABEL = 18,
  FILES = 19,
  RADIO = 21,
  BOXES = 22,
  BOX = 23;
const SELECTS = new Set([3, 5, 6, 7, 8]);

/** Open a form: `event` is { interaction, title, components }. */
export function openModal(event) {
  const bot = userOf(state.world.bot.id);
  const fields = [];
  const title = freshId("form");
  const wrong = h("p.form-error", { role: "alert" });
  const back = document.activeElement;
  const submit = h("button.button.primary", { type: "submit" }, "Submit");
  const form = h(
    "form.form",
    {
      novalidate: true,
      onsubmit: (pressed) => {
        pressed.preventDefault();
        send();
      },
    },
    h(
      "header.form-head",
      {},
      avatar(bot, 40),
      h("h2", { id: title, dir: "auto" }, event.title),
      h(
        "button.form-close",
        { type: "button", "aria-label": "Close", onclick: () => dialog.close() },
        icon("close", 22),
      ),
    ),
    h(
      "div.form-body",
      {},
      h(
        "p.form-warning",
        {},
        icon("warn", 20),
        h(
          "span",
          {},
          "This form will be submitted to ",
          h("strong", { dir: "auto" }, bot.display),
          ". Do not share passwords or other sensitive information.",
        ),
      ),
      event.components.map((part) => draw(part, fields)),
      wrong,
    ),
    h(
      "footer.form-foot",
      {},
      h("button.button.secondary", { type: "button", onclick: () => dialog.close() }, "Cancel"),
      submit,
    ),
  );
  const dialog = h(
    "dialog.modal",
    { "aria-labelledby": title, onmousedown: (pressed) => pressed.target === dialog && dialog.close() },
    form,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    // What opened it may be gone, such as a command that was sent; then the keyboard goes to where one writes.
    const home = back?.isConnected && back !== document.body ? back : document.getElementById("message-box");
    home.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  (form.querySelector(".form-body :is(input:not(.unseen), textarea, button)") ?? submit).focus();

  async function send() {
    const bad = fields.filter((field) => field.check());
    if (bad.length) {
      bad[0].focus();
      return;
    }
    wrong.textContent = "";
    submit.disabled = true;
    submit.classList.add("busy");
    const values = {};
    const files = [];
    for (const field of fields) {
      if (field.files) files.push(...field.files().map((file) => [`file:${field.id}`, file]));
      else values[field.id] = field.value();
    }
    try {
      const { interaction } = await act("submit", { interaction: event.interaction, values }, files);
      const outcome = await settled(interaction);
      if (outcome.status === "answered") {
        dialog.close();
        return;
      }
      wrong.textContent = "Something went wrong. Try again.";
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      wrong.textContent = refusal.message;
    }
    submit.disabled = false;
    submit.classList.remove("busy");
  }
}

function draw(part, fields) {
  if (part.type === TEXT) return prose(part.html);
  if (part.type === ROW)
    return (part.components ?? []).map((inner) => labelled({ label: inner.label, component: inner }, fields));
  if (part.type === LABEL) return labelled(part, fields);
  return null;
}

/** A label with its field. A field is { id, value() or files(), check(), focus() }; check() says what is missing. */
function labelled(part, fields) {
  const inner = part.component;
  const id = freshId("field");
  const note = `${id}-note`;
  const said = h("p.field-error", { id: `${id}-error`, "aria-live": "polite" });
  const field = fieldOf(inner, id, note);
  if (!field) return null;
  fields.push({
    ...field,
    id: inner.custom_id,
    check: () => {
      const words = field.problem();
      said.textContent = words;
      box.classList.toggle("wrong", Boolean(words));
      return words;
    },
  });
  const required = isRequired(inner) && inner.type !== BOX;
  const single = inner.type === INPUT;
  const box = h(
    single ? "div.field" : "fieldset.field",
    { "aria-describedby": single ? null : note },
    h(
      single ? "label.field-label" : "legend.field-label",
      { htmlFor: single ? id : undefined, id: `${id}-label`, dir: "auto" },
      part.label,
      required && h("span.star", { title: "Required", "aria-hidden": "true" }, " *"),
    ),
    h("p.field-note", { id: note, dir: "auto", hidden: !part.description }, part.description ?? ""),
    field.element,
    said,
  );
  return box;
}

const isRequired = (part) => (part.type === BOX ? false : (part.required ?? true));

function fieldOf(part, id, note) {
  if (part.type === INPUT) return textInput(part, id, note);
  if (SELECTS.has(part.type)) return selectField(part, id);
  return { [FILES]: fileUpload, [RADIO]: choice, [BOXES]: choice, [BOX]: checkbox }[part.type]?.(part, id, note);
}

function textInput(part, id, note) {
  const long = part.style === 2;
  const input = h(long ? "textarea.text" : "input.text", {
    id,
    type: long ? null : "text",
    rows: long ? 4 : null,
    value: part.value ?? "",
    placeholder: part.placeholder ?? null,
    maxlength: part.max_length ?? 4000,
    "aria-required": isRequired(part) || null,
    "aria-describedby": `${note} ${id}-error`,
    autocomplete: "off",
    dir: "auto",
    oninput: count,
  });
  const counter = h("span.counter", { "aria-hidden": "true" });
  const most = part.max_length ?? 4000;
  function count() {
    counter.textContent = part.max_length || long ? `${input.value.length}/${most}` : "";
  }
  count();
  return {
    element: h("div.text-frame", {}, input, counter),
    value: () => input.value,
    focus: () => input.focus(),
    problem: () => {
      const length = input.value.length;
      if (!input.value.trim()) return isRequired(part) ? "This field is required." : "";
      if (part.min_length && length < part.min_length)
        return `Write at least ${part.min_length} characters; these are ${length}.`;
      return length > most ? `Write at most ${most} characters.` : "";
    },
  };
}

function selectField(part, id) {
  const menu = select(part, { labelledBy: `${id}-label` });
  return {
    element: menu.element,
    value: menu.values,
    focus: () => menu.element.focus(),
    problem: () => enough(part, menu.values().length),
  };
}

/** Too few or too many choices, in words; nothing at all is fine where the field need not be filled in. */
function enough(part, number) {
  const least = part.min_values ?? 1;
  if (!number) return isRequired(part) && least > 0 ? "This field is required." : "";
  if (number < least) return `Choose at least ${least}.`;
  return number > (part.max_values ?? Infinity) ? `Choose at most ${part.max_values}.` : "";
}

function choice(part, id) {
  const kind = part.type === RADIO ? "radio" : "checkbox";
  const inputs = (part.options ?? []).map((option, at) =>
    h("input", { type: kind, name: id, id: `${id}-${at}`, value: option.value, checked: Boolean(option.default) }),
  );
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return {
    element: h(
      "div.choices",
      {},
      inputs.map((input, at) =>
        h(
          "label.choice",
          { htmlFor: input.id },
          input,
          h(
            "span.choice-words",
            {},
            h("span", { dir: "auto" }, part.options[at].label),
            part.options[at].description && h("span.choice-note", { dir: "auto" }, part.options[at].description),
          ),
        ),
      ),
    ),
    value: () => (part.type === RADIO ? (chosen()[0] ?? "") : chosen()),
    focus: () => (inputs.find((input) => input.checked) ?? inputs[0])?.focus(),
    problem: () =>
      part.type === RADIO
        ? isRequired(part) && !chosen().length
          ? "This field is required."
          : ""
        : enough({ ...part, max_values: part.max_values ?? inputs.length }, chosen().length),
  };
}

function checkbox(part, id) {
  const input = h("input.switch", {
    type: "checkbox",
    id,
    checked: Boolean(part.default),
    "aria-labelledby": `${id}-label`,
  });
  return {
    element: h("label.choice", { htmlFor: id }, input, h("span", {}, "Yes")),
    value: () => input.checked,
    focus: () => input.focus(),
    problem: () => "",
  };
}

function fileUpload(part, id) {
  let files = [];
  const most = part.max_values ?? 1;
  const pick = h("input.unseen", {
    type: "file",
    multiple: most > 1,
    tabIndex: -1,
    "aria-hidden": "true",
    onchange: () => {
      add([...pick.files]);
      pick.value = "";
    },
  });
  const list = h("ul.upload-list");
  const button = h("button.upload-zone", {
    type: "button",
    "aria-labelledby": `${id}-label`,
    onclick: () => pick.click(),
  });
  const zone = h(
    "div.upload",
    {
      ondragover: (event) => {
        event.preventDefault();
        zone.classList.add("over");
      },
      ondragleave: () => zone.classList.remove("over"),
      ondrop: (event) => {
        event.preventDefault();
        zone.classList.remove("over");
        add([...event.dataTransfer.files]);
      },
    },
    button,
    list,
    pick,
  );
  function add(more) {
    files = (most === 1 ? more : [...files, ...more]).slice(0, most);
    paint();
  }
  function paint() {
    button.replaceChildren(
      icon("upload", 28),
      h("span", {}, h("strong", {}, most > 1 ? "Choose files" : "Choose a file"), " or drop them here"),
      h("span.upload-note", {}, most > 1 ? `${files.length} of ${most}` : ""),
    );
    button.hidden = files.length >= most;
    list.replaceChildren(
      ...files.map((file) =>
        h(
          "li.upload-file",
          {},
          preview(file),
          h("span.upload-name", { dir: "auto" }, file.name),
          h("span.upload-size", {}, bytes(file.size)),
          h(
            "button.tray-remove",
            {
              type: "button",
              "aria-label": `Remove ${file.name}`,
              onclick: () => {
                files = files.filter((one) => one !== file);
                paint();
                button.focus();
              },
            },
            icon("trash", 18),
          ),
        ),
      ),
    );
  }
  paint();
  return {
    element: zone,
    files: () => files,
    focus: () => (button.hidden ? list.querySelector("button") : button).focus(),
    problem: () => enough({ ...part, min_values: part.min_values ?? 1, max_values: most }, files.length),
  };
}

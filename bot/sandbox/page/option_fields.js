// One option of a command as a chip: its name, and a field of its type.

import { avatar } from "./avatars.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act, Refusal } from "./live.js";
import { listbox, matches } from "./listbox.js";
import { bytes } from "./media.js";
import { preview } from "./previews.js";
import { colourOf, guildOf, nameOf, peopleHere } from "./state.js";

export const TEXT = 3,
  WHOLE = 4,
  YES_NO = 5,
  USER = 6,
  CHANNEL = 7,
  ROLE = 8,
  MENTIONABLE = 9,
  NUMBER = 10,
  ATTACHMENT = 11;

const REQUIRED = "This option is required. Specify a value.";
const SETTLE_MS = 150;

/** What a field's list offers for what was typed: items of a listbox, or null where there is no list. */
function offers(option) {
  const guild = guildOf();
  const people = () =>
    peopleHere().map((user) => ({
      value: user.id,
      label: nameOf(user.id),
      description: user.name,
      figure: avatar(user, 24),
      colour: colourOf(user.id),
    }));
  const roles = () =>
    (guild?.roles ?? []).map((role) => ({
      value: role.id,
      label: `@${role.name.replace(/^@/, "")}`,
      colour: role.colour,
      figure: icon("at", 18),
    }));
  if (option.choices?.length) return option.choices.map((choice) => ({ value: choice.value, label: choice.name }));
  switch (option.type) {
    case YES_NO:
      return [
        { value: true, label: "True" },
        { value: false, label: "False" },
      ];
    case USER:
      return people();
    case ROLE:
      return roles();
    case MENTIONABLE:
      return [...people(), ...roles()];
    case CHANNEL:
      return (guild?.channels ?? []).map((channel) => ({
        value: channel.id,
        label: channel.name,
        figure: icon("hash", 18),
      }));
    default:
      return null;
  }
}

/**
 * A field for an option. `around`: channel, command, values() of the whole command, panel(content) and hide() for the
 * list over the composer, next(), drop(), and `tiles` for files.
 * Returns { option, element, focus, value, problem, mark, remove, fill }.
 */
export function field(option, around) {
  return option.type === ATTACHMENT ? fileField(option, around) : textField(option, around);
}

function textField(option, around) {
  const fixed = offers(option);
  let chosen = null;
  let asked = 0;
  let timer = 0;
  const input = h("input.chip-input", {
    type: "text",
    role: "combobox",
    "aria-expanded": "false",
    "aria-autocomplete": "list",
    "aria-label": `${option.name}: ${option.description}`,
    "aria-required": option.required || null,
    autocomplete: "off",
    spellcheck: "false",
    dir: "auto",
    inputmode: option.type === WHOLE ? "numeric" : option.type === NUMBER ? "decimal" : null,
    oninput: () => {
      chosen = null;
      mark(false);
      fit();
      suggest();
    },
    onfocus: suggest,
    onblur: leave,
    onkeydown: key,
  });
  const element = h("label.chip", { data: { option: option.name } }, h("span.chip-name", {}, option.name), input);
  const list = listbox({
    label: option.name,
    owner: input,
    onpick: take,
    empty: option.autocomplete ? "No options match your search." : "Nothing of that name",
  });
  input.setAttribute("aria-controls", list.id);

  function fit() {
    if (CSS.supports("field-sizing", "content")) return;
    // Else a field is about as wide as its text; wide scripts count double.
    const wide = [...input.value].reduce((sum, letter) => sum + (letter.codePointAt(0) > 0x2e7f ? 2 : 1), 0);
    input.style.setProperty("width", `${Math.max(2, Math.min(34, wide + 1))}ch`);
  }

  function take(item) {
    chosen = item;
    input.value = item.label;
    fit();
    mark(false);
    around.next();
  }

  function open(items) {
    around.panel(list.element);
    list.show(items, items.length && (input.value || fixed) && !option.autocomplete ? 0 : -1);
    input.setAttribute("aria-expanded", "true");
  }

  function suggest() {
    if (option.autocomplete) askBot();
    else if (fixed)
      open(
        chosen
          ? fixed.map((item) => ({ ...item, chosen: item.value === chosen.value }))
          : fixed.filter((item) => matches(`${item.label} ${item.description ?? ""}`, input.value)),
      );
    else around.panel(null);
  }

  function askBot() {
    clearTimeout(timer);
    asked += 1;
    const mine = asked;
    if (!list.size()) around.panel(h("div.nothing", { role: "status" }, "Loading options…"));
    timer = setTimeout(async () => {
      let items;
      try {
        const options = { ...around.values(), [option.name]: input.value };
        const answer = await act("suggest", {
          channel: around.channel,
          name: around.command,
          options,
          focused: option.name,
        });
        items = answer.choices.map((choice) => ({ value: choice.value, label: choice.name }));
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        if (mine === asked && document.activeElement === input)
          around.panel(h("div.nothing", { role: "alert" }, refusal.message));
        return;
      }
      // An answer to what was typed before is no answer any more.
      if (mine === asked && document.activeElement === input) open(items);
    }, SETTLE_MS);
  }

  function leave() {
    clearTimeout(timer);
    asked += 1;
    input.setAttribute("aria-expanded", "false");
    recognise();
    around.hide();
  }

  function key(event) {
    if (event.isComposing) return;
    const listed = input.getAttribute("aria-expanded") === "true" && list.element.isConnected;
    if (listed && event.key === "Tab" && !event.shiftKey && list.active() && input.value && !chosen) {
      event.preventDefault();
      take(list.active());
    } else if (listed && event.key === "Enter" && chosen) {
      return; // chosen already: Enter runs the command
    } else if (listed && list.key(event)) {
      event.stopPropagation();
    } else if (event.key === "Escape" && listed) {
      event.preventDefault();
      event.stopPropagation();
      input.setAttribute("aria-expanded", "false");
      around.hide();
    } else if (event.key === "Backspace" && !input.value) {
      event.preventDefault();
      around.drop();
    }
  }

  function mark(wrong) {
    element.classList.toggle("wrong", wrong);
    if (wrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }

  function value() {
    const typed = input.value.trim();
    if (chosen) return chosen.value;
    if (!typed) return undefined;
    if (option.type === WHOLE || option.type === NUMBER) return Number(typed.replace(",", "."));
    return input.value;
  }

  function problem() {
    recognise();
    const typed = input.value.trim();
    if (!typed) return option.required ? REQUIRED : "";
    if (fixed && !chosen)
      return option.choices?.length ? "Choose one of the listed options." : "Specify a valid value.";
    if (option.type === WHOLE && !/^[+-]?\d+$/.test(typed)) return "Specify a whole number.";
    if (option.type === NUMBER && !Number.isFinite(Number(typed.replace(",", ".")))) return "Specify a number.";
    return bounds(option, value());
  }

  /** What names exactly one thing on the list is that thing. */
  function recognise() {
    if (!chosen && fixed && input.value) {
      const same = fixed.filter((item) => item.label.toLocaleLowerCase() === input.value.trim().toLocaleLowerCase());
      if (same.length === 1) [chosen] = same;
    }
  }

  fit();
  return {
    option,
    element,
    focus: () => input.focus(),
    value,
    problem,
    mark,
    remove: () => element.remove(),
    fill: () => {},
  };
}

/** What is wrong with a value's size, in words, or "". */
function bounds(option, value) {
  const { min_value: least, max_value: most, min_length: shortest, max_length: longest } = option;
  if (typeof value === "number") {
    if (least !== undefined && value < least) return `Specify a number of at least ${least}.`;
    if (most !== undefined && value > most) return `Specify a number of at most ${most}.`;
  } else if (typeof value === "string" && option.type === TEXT) {
    const length = [...value].length;
    if (shortest !== undefined && length < shortest) return `Write at least ${shortest} characters.`;
    if (longest !== undefined && length > longest) return `Write at most ${longest} characters.`;
  }
  return "";
}

function fileField(option, around) {
  let file = null;
  const pick = h("input.unseen", {
    type: "file",
    tabIndex: -1,
    "aria-hidden": "true",
    onchange: () => fillAll([...pick.files]),
  });
  const button = h("button.chip-file", {
    type: "button",
    "aria-label": `${option.name}: ${option.description}`,
    onclick: choose,
    onfocus: () => around.panel(null),
    onblur: () => around.hide(),
  });
  const element = h(
    "span.chip",
    { data: { option: option.name }, onkeydown: key },
    h("span.chip-name", {}, option.name),
    button,
    pick,
  );
  const tile = h("div.tile", {
    data: { option: option.name },
    onclick: (event) => !event.target.closest("button") && choose(),
    ondragover: (event) => {
      event.preventDefault();
      tile.classList.add("over");
    },
    ondragleave: () => tile.classList.remove("over"),
    ondrop: (event) => {
      event.preventDefault(); // and so the composer does not take it for a message's
      tile.classList.remove("over");
      fillAll([...event.dataTransfer.files]);
    },
  });
  around.tiles.append(tile);

  function choose() {
    pick.multiple = around.takesMore();
    pick.click();
  }

  /** The first file comes here, the others into the command's next places. */
  function fillAll([first, ...others]) {
    if (!first) return;
    fill(first);
    if (others.length) around.rest(others);
  }

  function paint() {
    button.textContent = file ? file.name : "Choose a file";
    tile.classList.toggle("full", Boolean(file));
    tile.replaceChildren(
      file ? preview(file) : icon("upload", 32),
      h("span.tile-name", { dir: "auto", title: file?.name ?? null }, file ? file.name : option.name),
      h("span.tile-note", {}, file ? bytes(file.size) : "Drop a file here, or click"),
      ...(file
        ? [
            h(
              "button.tray-remove",
              {
                type: "button",
                "aria-label": `Remove ${file.name}`,
                onclick: () => {
                  file = null;
                  paint();
                  button.focus();
                },
              },
              icon("trash", 18),
            ),
          ]
        : []),
    );
  }

  function fill(chosen) {
    file = chosen;
    pick.value = "";
    mark(false);
    paint();
    button.focus();
  }

  function key(event) {
    if (event.key !== "Backspace") return;
    event.preventDefault();
    event.stopPropagation();
    if (file) {
      file = null;
      paint();
    } else around.drop();
  }

  const mark = (wrong) => element.classList.toggle("wrong", wrong);
  paint();
  return {
    option,
    element,
    focus: () => button.focus(),
    value: () => file ?? undefined,
    problem: () => (!file && option.required ? REQUIRED : ""),
    mark,
    remove: () => {
      element.remove();
      tile.remove();
    },
    fill,
  };
}

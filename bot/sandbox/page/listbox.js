// A list to choose from with arrows, Enter, typing or the mouse. Select menus, "act as", command options use it.

import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";

/** Case and accents aside, does `text` hold every word of `query`? */
export function matches(text, query) {
  const plain = fold(text);
  return fold(query)
    .split(/\s+/)
    .every((word) => plain.includes(word));
}

export const fold = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLocaleLowerCase();

/**
 * One list. `items`: { value, label, description, figure (element), colour, chosen, disabled }.
 * `multiple` shows boxes. `onpick(item)` is called for every choice. Keys are sent in through `key(event)`, so that the
 * keyboard may stay in a text field; `owner` is the element that has it and points at the active line.
 */
export function listbox({ label, multiple = false, onpick, owner = null, empty = "No results" }) {
  const id = freshId("list");
  const element = h("ul.listbox", {
    id,
    role: "listbox",
    "aria-label": label,
    "aria-multiselectable": multiple || null,
  });
  let items = [];
  let active = -1;
  let typed = "";
  let typedAt = 0;

  function line(item, index) {
    return h(
      `li.option${item.disabled ? ".off" : ""}`,
      {
        id: `${id}-${index}`,
        role: "option",
        "aria-selected": String(Boolean(item.chosen)),
        "aria-disabled": item.disabled || null,
        onmousedown: (event) => event.preventDefault(), // the keyboard stays where it is
        onclick: () => pick(index),
        onmousemove: () => active !== index && go(index, false),
      },
      item.figure && h("span.option-figure", {}, item.figure),
      h(
        "span.option-words",
        {},
        h("span.option-label.named", { css: { "--name": item.colour }, dir: "auto" }, item.label),
        item.description && h("span.option-description", { dir: "auto" }, item.description),
      ),
      item.aside && h("span.option-aside", {}, item.aside),
      multiple && h(`span.box${item.chosen ? ".on" : ""}`, {}, icon("check", 14)),
      !multiple && item.chosen && h("span.option-tick", {}, icon("check", 16)),
    );
  }

  function show(next, start = -1) {
    items = next;
    const lines = items.map(line);
    element.replaceChildren(...(lines.length ? lines : [h("li.nothing", {}, empty)]));
    go(items.length ? Math.min(start, items.length - 1) : -1);
  }

  function go(index, scroll = true) {
    element.querySelector(".option.active")?.classList.remove("active");
    active = index;
    const there = element.children[index];
    if (index >= 0 && there) {
      there.classList.add("active");
      if (scroll) there.scrollIntoView({ block: "nearest" });
    }
    const holder = owner ?? element;
    if (index >= 0) holder.setAttribute("aria-activedescendant", `${id}-${index}`);
    else holder.removeAttribute("aria-activedescendant");
  }

  function pick(index) {
    const item = items[index];
    if (item && !item.disabled) onpick(item);
  }

  function key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.key in steps) {
      event.preventDefault();
      const to = active < 0 ? (steps[event.key] > 0 ? 0 : items.length - 1) : active + steps[event.key];
      const last = items.length - 1;
      // One step past an end goes round; a page stops there.
      go(
        Math.abs(steps[event.key]) === 1
          ? (to + items.length) % Math.max(1, items.length)
          : Math.max(0, Math.min(last, to)),
      );
      return true;
    }
    if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      pick(active);
      return true;
    }
    return false;
  }

  /** For a list that has the keyboard itself: Space picks, letters jump, Home and End go to the ends. */
  function ownKey(event) {
    if (key(event)) return;
    if (event.key === " ") {
      event.preventDefault();
      pick(active);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      go(event.key === "Home" ? 0 : items.length - 1);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      typed = event.timeStamp - typedAt > 700 ? event.key : typed + event.key;
      typedAt = event.timeStamp;
      const found = items.findIndex((item) => fold(item.label).startsWith(fold(typed)));
      if (found >= 0) go(found);
    }
  }

  return { element, id, show, go, key, ownKey, active: () => items[active] ?? null, size: () => items.length };
}

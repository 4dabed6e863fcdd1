// Building elements. Text given here is always text: nothing in this file, or in any that uses it, parses markup.
// The one door for markup is prose.js, and what passes it was cleaned on the server.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "htmlFor", "tabIndex", "multiple", "files"]);

/**
 * h("button.primary", { type: "button", onclick: f, css: { "--colour": "#fff" }, data: { id: 1 } }, "Press")
 * Attributes that are null, undefined or false are left out; so are such children.
 */
export function h(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name || "div");
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(props)) set(element, key, value);
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, key, value) {
  if (key === "css") {
    // Through the object model, since the page's policy forbids style attributes.
    for (const [property, setting] of Object.entries(value)) {
      if (setting) element.style.setProperty(property, setting);
    }
  } else if (key === "data") {
    Object.assign(element.dataset, value);
  } else if (key.startsWith("on")) {
    element.addEventListener(key.slice(2), value);
  } else if (PROPERTIES.has(key)) {
    if (value !== undefined && value !== null) element[key] = value;
  } else if (value !== null && value !== undefined && value !== false) {
    // ARIA has no bare attributes: "true" must be said.
    element.setAttribute(key, value === true && !key.startsWith("aria-") ? "" : String(value));
  }
}

let counter = 0;

/** An id that no other element has. */
export function freshId(stem) {
  counter += 1;
  return `${stem}-${counter}`;
}

export const byId = (id) => document.getElementById(id);

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * Arrow keys between the items of a list, of which one at a time is in the Tab order. Home and End too.
 * `orientation` is "vertical" or "horizontal".
 */
export function rove(list, selector, orientation = "vertical") {
  const [back, forth] = orientation === "vertical" ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  list.addEventListener("keydown", (event) => {
    const items = [...list.querySelectorAll(selector)];
    const at = items.indexOf(event.target.closest(selector));
    if (at < 0) return;
    const to = { [back]: at - 1, [forth]: at + 1, Home: 0, End: items.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = items[Math.max(0, Math.min(items.length - 1, to))];
    items.forEach((item) => (item.tabIndex = item === next ? 0 : -1));
    next.focus();
  });
}

/** Give the Tab order's one place in a roving list to the item that `chosen` picks, or to the first. */
export function tabStop(list, selector, chosen) {
  const items = [...list.querySelectorAll(selector)];
  const stop = items.find(chosen) ?? items[0];
  items.forEach((item) => (item.tabIndex = item === stop ? 0 : -1));
}

/** Replace what is inside, and keep the keyboard where it was: on the element with the same `data-key`. */
export function refill(element, ...children) {
  const active = element.contains(document.activeElement) ? document.activeElement : null;
  const key = active?.dataset.key;
  element.replaceChildren(...children.flat(3).filter(Boolean));
  if (key) element.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

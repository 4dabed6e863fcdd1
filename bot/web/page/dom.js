/* Making elements. Text is always text: nothing here reads HTML. */

/** An element with attributes and children; strings become text nodes. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

const SVG = "http://www.w3.org/2000/svg";

/** The same for drawings. */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Bytes as people say them, "3.4 MB"; 1,024 of each make the next, as Discord and the bot count. */
export function size(bytes) {
  if (bytes < 1024) return counted(bytes, "byte");
  const [unit, by] = bytes < 2 ** 20 ? ["kB", 2 ** 10] : bytes < 2 ** 30 ? ["MB", 2 ** 20] : ["GB", 2 ** 30];
  const amount = bytes / by;
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}

export const counted = (count, noun) => `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

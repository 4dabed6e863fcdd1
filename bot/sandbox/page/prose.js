// Text with markdown. The server turned it into HTML and cleaned it (markdown.py); this is the only place that puts
// HTML into the page. What needs the reader's own clock, colours or clicks is added here.

import { h } from "./dom.js";
import { inkOn } from "./avatars.js";
import { emit } from "./state.js";
import { inStyle, long } from "./time.js";

/** An element that shows cleaned HTML; `tag` as for `h`. */
export function prose(html, tag = "div.prose") {
  const element = h(tag);
  element.innerHTML = html;
  for (const time of element.querySelectorAll("time.timestamp")) {
    const when = new Date(time.dateTime);
    time.textContent = inStyle(when, time.dataset.style);
    time.title = long(when);
  }
  for (const role of element.querySelectorAll(".mention[data-colour]")) {
    role.style.setProperty("--mention", role.dataset.colour);
    role.style.setProperty("--mention-ink", inkOn(role.dataset.colour));
  }
  for (const image of element.querySelectorAll("img.emoji")) {
    // Without its picture an emoji is its name.
    image.addEventListener("error", () => image.replaceWith(image.alt), { once: true });
  }
  for (const block of element.querySelectorAll("pre")) block.tabIndex = 0; // so that a wide table scrolls by keys
  return element;
}

function reveal(spoiler) {
  spoiler.setAttribute("aria-expanded", "true");
  spoiler.removeAttribute("role");
  spoiler.removeAttribute("aria-label");
  spoiler.removeAttribute("tabindex");
}

/** Clicks, and Enter or Space, on spoilers and mentions anywhere in the page. */
export function listenToProse(root) {
  const follow = (event) => {
    const target = event.target.closest?.('.spoiler[aria-expanded="false"], [data-channel], [data-command]');
    if (!target || !root.contains(target)) return;
    if (event.type === "keydown") {
      if (event.key !== "Enter" && event.key !== " ") return;
      if (event.target !== target) return;
    }
    event.preventDefault();
    if (target.classList.contains("spoiler")) reveal(target);
    else if (target.dataset.channel) emit("go", { channel: target.dataset.channel });
    else emit("compose", { command: target.dataset.command });
  };
  root.addEventListener("click", follow);
  root.addEventListener("keydown", follow);
}

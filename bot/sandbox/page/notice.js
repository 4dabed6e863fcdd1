// One line over the messages when something is off, and a voice for screen readers.

import { byId, h } from "./dom.js";
import { icon } from "./icons.js";

let timer = 0;

/** Show a sentence for eight seconds, or (sticky) until `unsay`. */
export function say(words, sticky = false) {
  const notice = byId("notice");
  clearTimeout(timer);
  notice.replaceChildren(icon("warn", 18), h("span", {}, words));
  notice.hidden = false;
  notice.dataset.sticky = String(sticky);
  if (!sticky) timer = setTimeout(unsay, 8000);
}

export function unsay() {
  byId("notice").hidden = true;
}

/** Say something to who cannot see it. */
export function announce(words) {
  byId("announcer").textContent = words.slice(0, 300);
}

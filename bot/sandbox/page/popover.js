// Things that open over the page beside what opened them, and close by Escape or a click elsewhere.

import { h } from "./dom.js";

const GAP = 6;
const EDGE = 8;

/**
 * Open `content` beside `anchor`. `side`: "below" (or above where there is no room), "above", "right" or "left".
 * Returns { close, place }. `onclose` is called once, however it closes; the keyboard goes back to the anchor.
 */
export function openBeside(anchor, content, { side = "below", width = 0, label = "", onclose = () => {} } = {}) {
  // Inside an open dialog everything outside of it is inert, so that a popover must be in it too.
  const home = anchor.closest("dialog") ?? document.body;
  const box = h(
    "div.popover",
    { popover: "auto", "aria-label": label || null, role: label ? "dialog" : null },
    content,
  );
  home.append(box);
  box.showPopover();
  anchor.setAttribute("aria-expanded", "true");
  const place = () => (anchor.isConnected ? beside(anchor, box, side, width) : close());
  place();
  const watch = new ResizeObserver(place);
  watch.observe(box);
  watch.observe(document.documentElement);
  addEventListener("scroll", place, { capture: true, passive: true });
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    watch.disconnect();
    removeEventListener("scroll", place, { capture: true });
    anchor.setAttribute("aria-expanded", "false");
    const hadFocus = box.contains(document.activeElement) || document.activeElement === document.body;
    box.remove();
    onclose();
    if (hadFocus && anchor.isConnected) anchor.focus({ preventScroll: true });
  });
  function close() {
    if (box.isConnected && box.matches(":popover-open")) box.hidePopover();
  }
  return { close, place, box };
}

function beside(anchor, box, side, width) {
  const at = anchor.getBoundingClientRect();
  if (width)
    box.style.setProperty("width", `${Math.min(width === "anchor" ? at.width : width, innerWidth - 2 * EDGE)}px`);
  const size = box.getBoundingClientRect();
  let left = at.left;
  let top = at.bottom + GAP;
  if (side === "right" || side === "left") {
    left = side === "right" ? at.right + GAP : at.left - size.width - GAP;
    top = at.top;
    if (left < EDGE || left + size.width > innerWidth - EDGE) {
      left = at.left;
      top = at.bottom + GAP;
    }
  } else if (side === "above" || (top + size.height > innerHeight - EDGE && at.top > innerHeight - at.bottom)) {
    top = at.top - size.height - GAP;
  }
  box.style.setProperty("left", `${Math.max(EDGE, Math.min(left, innerWidth - size.width - EDGE))}px`);
  box.style.setProperty("top", `${Math.max(EDGE, Math.min(top, innerHeight - size.height - EDGE))}px`);
}

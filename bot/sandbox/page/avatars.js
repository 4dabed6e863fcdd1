// Pictures of people and servers, drawn from their names: nobody here has uploaded one.

import { h, svg } from "./dom.js";

/** One or two characters that stand for a name, whole graphemes, in any script. */
export function initials(name, most = 2) {
  // Letters and digits of any script begin a word; a name without any, such as "🎺", is its own sign.
  const words = name.match(/[\p{Letter}\p{Number}][\p{Letter}\p{Number}\p{Mark}'’]*/gu) ?? [name.trim()];
  const first = words.slice(0, most).map((word) => graphemes(word)[0] ?? "");
  return first.join("").toLocaleUpperCase();
}

function graphemes(text) {
  if (!Intl.Segmenter) return [...text];
  return [...new Intl.Segmenter().segment(text)].map((part) => part.segment);
}

/** Black or white, whichever reads better on a colour ("#rrggbb"). */
export function inkOn(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);
  const linear = (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const light = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  return light > 0.32 ? "#1a1a1e" : "#ffffff";
}

/**
 * A round picture of a user: `user` is { display, colour, bot }.
 * `status`: "online", "offline" or "" for none.
 */
export function avatar(user, size, status = "") {
  const colour = /^#[0-9a-f]{6}$/i.test(user.colour) ? user.colour : "#5865f2";
  const text = svg(
    "text",
    {
      x: 20,
      y: 20.5,
      "text-anchor": "middle",
      "dominant-baseline": "central",
      "font-size": user.bot ? 20 : 15,
      "font-weight": 600,
      fill: inkOn(colour),
    },
    initials(user.display, user.bot ? 1 : 2),
  );
  const drawing = svg(
    "svg",
    { viewBox: "0 0 40 40", width: size, height: size, "aria-hidden": "true", focusable: "false" },
    svg("rect", { width: 40, height: 40, fill: colour }),
    user.bot ? bars(inkOn(colour)) : text,
  );
  return h(
    "span.avatar",
    { css: { "--size": `${size}px` } },
    h("span.avatar-disc", {}, drawing),
    status && h(`span.status.${status}`, { title: status === "online" ? "Online" : "Offline" }),
  );
}

function bars(ink) {
  return svg("path", { fill: ink, d: "M10 17h4v10h-4zm5.500-5h4v15h-4zm5.500 3h4v12h-4zm5.500-5h4v17h-4z" });
}

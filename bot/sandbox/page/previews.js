// What a file that is about to be sent looks like.

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** A small picture of a picture, or the sign of a file. */
export function preview(file) {
  if (!file.type.startsWith("image/")) return h("span.tray-figure", {}, icon("file", 40));
  const url = URL.createObjectURL(file);
  const done = () => URL.revokeObjectURL(url);
  return h("img.tray-figure", { src: url, alt: "", onload: done, onerror: done });
}

// Classic embeds, plainly.

import { h } from "./dom.js";
import { picture } from "./media.js";
import { prose } from "./prose.js";
import { stamp } from "./time.js";

const hex = (colour) => (colour === null || colour === undefined ? "" : `#${colour.toString(16).padStart(6, "0")}`);

export function embed(data) {
  const title = data.title_html && prose(data.title_html, data.url ? "a.embed-title" : "div.embed-title");
  if (title && data.url && /^https?:/.test(data.url))
    Object.assign(title, { href: data.url, target: "_blank", rel: "noopener noreferrer" });
  const foot = [data.footer?.text, data.timestamp && stamp(new Date(data.timestamp))].filter(Boolean).join(" • ");
  return h(
    "article.embed",
    { css: { "--accent": hex(data.color) } },
    h(
      "div.embed-words",
      {},
      data.author?.name && h("div.embed-author", { dir: "auto" }, data.author.name),
      title,
      data.html && prose(data.html),
      data.fields.length > 0
        && h(
          "div.embed-fields",
          {},
          data.fields.map((field) =>
            h(
              `div.embed-field${field.inline ? ".inline" : ""}`,
              {},
              prose(field.name_html, "div.embed-field-name"),
              prose(field.html),
            ),
          ),
        ),
    ),
    data.thumbnail && picture(data.thumbnail, "", { className: "thumbnail" }),
    data.image && h("div.embed-image", {}, picture(data.image, "")),
    foot && h("footer.embed-foot", { dir: "auto" }, foot),
  );
}

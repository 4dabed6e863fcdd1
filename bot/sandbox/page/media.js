// Pictures and files: in galleries, as thumbnails, as attachments, and large when clicked.

import { h } from "./dom.js";
import { icon } from "./icons.js";

/** "1.2 MB", as Discord counts. */
export function bytes(size) {
  const units = ["bytes", "KB", "MB", "GB"];
  let unit = 0;
  let left = size;
  while (left >= 1024 && unit < 3) {
    left /= 1024;
    unit += 1;
  }
  return unit ? `${left.toFixed(2)} ${units[unit]}` : `${left} ${units[0]}`;
}

// Drawings that can carry scripts (SVG) stay files, as on Discord.
const isPicture = (file) =>
  /^image\/(png|jpeg|gif|webp|avif)/.test(file.content_type ?? "")
  || /\.(png|jpe?g|gif|webp|avif)(\?|$)/i.test(file.filename ?? file.url);

function nameOfFile(file) {
  return file.filename ?? file.name ?? decodeURIComponent(new URL(file.url, location.href).pathname.split("/").at(-1));
}

/** A picture that opens large. `className`: how it sits in the page. */
export function picture(media, description, { className, spoiler = false } = {}) {
  const words = description || "";
  const image = h("img", {
    src: media.url,
    alt: words || nameOfFile(media),
    width: media.width || null,
    height: media.height || null,
    loading: media.width ? "lazy" : "eager", // without its size it has no place to be waited for in
    decoding: "async",
  });
  const frame = h(
    `button.picture${className ? `.${className}` : ""}${spoiler ? ".hidden-picture" : ""}`,
    {
      type: "button",
      title: words || null,
      "aria-label": spoiler ? "Spoiler: show the picture" : `${words || nameOfFile(media)} (open large)`,
      onclick: () => {
        if (frame.classList.contains("hidden-picture")) {
          frame.classList.remove("hidden-picture");
          frame.setAttribute("aria-label", `${words || nameOfFile(media)} (open large)`);
        } else showLarge(media, words);
      },
    },
    image,
    words && h("span.alt-badge", { "aria-hidden": "true" }, "ALT"),
    spoiler && h("span.spoiler-badge", {}, "Spoiler"),
  );
  image.addEventListener(
    "error",
    () =>
      frame.replaceWith(
        h("div.lost", {}, icon("file", 24), h("span", {}, words || "This picture could not be loaded.")),
      ),
    { once: true },
  );
  return frame;
}

function showLarge(media, description) {
  const close = () => dialog.close();
  const dialog = h(
    "dialog.lightbox",
    { "aria-label": description || "Picture", onclick: (event) => event.target === dialog && close() },
    h("button.lightbox-close", { type: "button", "aria-label": "Close", onclick: close }, icon("close", 24)),
    h("img", {
      src: media.url,
      alt: description || nameOfFile(media),
      width: media.width || null,
      height: media.height || null,
    }),
    h(
      "div.lightbox-foot",
      {},
      description && h("p", { dir: "auto" }, description),
      h("a", { href: media.url, target: "_blank", rel: "noopener noreferrer" }, "Open in browser"),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** Up to ten pictures, laid out as Discord does: rows of two or three, the odd ones on top. */
export function gallery(items) {
  const spans =
    { 1: [6], 2: [3, 3], 3: [6, 3, 3], 4: [3, 3, 3, 3], 5: [3, 3], 7: [6], 8: [3, 3], 10: [6] }[items.length] ?? [];
  return h(
    `div.gallery${items.length === 1 ? ".single" : ""}`,
    {},
    items.map((item, at) =>
      h(
        "div.gallery-cell",
        { css: { "grid-column": `span ${spans[at] ?? 2}` } },
        picture(item.media, item.description, { spoiler: item.spoiler }),
      ),
    ),
  );
}

/** A file to download, with its name and size. */
export function fileCard(file, { spoiler = false } = {}) {
  const name = nameOfFile(file);
  return h(
    `div.file${spoiler ? ".spoiled" : ""}`,
    {},
    icon("file", 32),
    h(
      "div.file-words",
      {},
      h("a.file-name", { href: file.url, download: name, dir: "auto" }, name),
      file.size !== undefined && file.size !== null && h("span.file-size", {}, bytes(file.size)),
    ),
    h("a.file-get", { href: file.url, download: name, "aria-label": `Download ${name}` }, icon("download", 22)),
  );
}

/** A message's attachments: pictures as a gallery, everything else as files. */
export function attachments(files) {
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  return [
    pictures.length > 0 && gallery(pictures.map((file) => ({ media: file, description: file.description }))),
    ...others.map((file) => fileCard(file)),
  ].filter(Boolean);
}

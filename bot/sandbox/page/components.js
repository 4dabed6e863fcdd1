// Components of messages, both generations: rows of buttons and selects, and the layouts of Components V2.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { isWaiting } from "./interactions.js";
import { act, Refusal } from "./live.js";
import { fileCard, gallery, picture } from "./media.js";
import { say } from "./notice.js";
import { prose } from "./prose.js";
import { emoji, select } from "./select.js";
import { freshId } from "./dom.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "primary" };

export function dots() {
  return h("span.dots", { "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}

/** Draw one component of a message. */
export function component(part, message) {
  const draw = DRAW[part.type];
  return draw
    ? draw(part, message)
    : h("div.unknown-component", {}, `A component of type ${part.type}, which this page cannot show`);
}

export const components = (parts, message) => parts.map((part) => component(part, message));

async function tell(action, body) {
  try {
    await act(action, body);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    say(refusal.message);
  }
}

function button(part, message) {
  const style = STYLES[part.style] ?? "secondary";
  const face = [emoji(part.emoji), part.label && h("span.button-label", { dir: "auto" }, part.label)];
  if (part.style === 5) {
    const safe = /^(https?|discord):/i.test(part.url ?? "");
    return h(
      "a.button.link",
      {
        href: safe && !part.disabled ? part.url : null,
        target: "_blank",
        rel: "noopener noreferrer",
        "aria-disabled": part.disabled || null,
        role: "link",
      },
      face,
      icon("external", 16),
    );
  }
  return h(
    `button.button.${style}`,
    {
      type: "button",
      disabled: Boolean(part.disabled),
      "aria-label": part.label ? null : (part.emoji?.name ?? "Button"),
      data: { key: `c-${part.custom_id}` },
      onclick: (event) => {
        const pressed = event.currentTarget;
        if (pressed.classList.contains("busy")) return;
        pressed.classList.add("busy");
        tell("press", { message: message.id, custom_id: part.custom_id }).finally(() => {
          if (!isWaiting(message.id, part.custom_id)) pressed.classList.remove("busy");
        });
      },
    },
    h("span.button-face", {}, face),
    dots(),
  );
}

function menu(part, message) {
  return select(part, {
    onchange: (values) => tell("choose", { message: message.id, custom_id: part.custom_id, values }),
  }).element;
}

function row(part, message) {
  return h("div.row", {}, components(part.components ?? [], message));
}

function section(part, message) {
  return h(
    "div.section",
    {},
    h("div.section-words", {}, components(part.components ?? [], message)),
    part.accessory && h("div.section-accessory", {}, component(part.accessory, message)),
  );
}

function container(part, message) {
  const colour = part.accent_color ?? part.accent_colour;
  const accent = colour === null || colour === undefined ? "" : `#${colour.toString(16).padStart(6, "0")}`;
  const inside = h("div.container-inside", {}, components(part.components ?? [], message));
  const box = h(`article.container${accent ? ".accented" : ""}`, { css: { "--accent": accent } }, inside);
  return part.spoiler ? covered(box, inside) : box;
}

/** A container that is a spoiler: nothing in it can be seen, read out or reached before it is opened. */
function covered(box, inside) {
  inside.inert = true;
  box.classList.add("covered");
  const id = freshId("cover");
  const open = () => {
    inside.inert = false;
    box.classList.remove("covered");
    cover.remove();
  };
  const cover = h("button.cover", { id, type: "button", onclick: open }, h("span.spoiler-badge", {}, "Spoiler"));
  box.append(cover);
  return box;
}

const DRAW = {
  1: row,
  2: button,
  3: menu,
  5: menu,
  6: menu,
  7: menu,
  8: menu,
  9: section,
  10: (part) => prose(part.html),
  11: (part) => picture(part.media, part.description, { className: "thumbnail", spoiler: part.spoiler }),
  12: (part) => gallery(part.items ?? []),
  13: (part) =>
    fileCard(
      { ...part.file, name: part.name ?? part.file.name, size: part.size ?? part.file.size },
      { spoiler: part.spoiler },
    ),
  14: (part) => h(`hr.separator${part.divider === false ? ".bare" : ""}${part.spacing === 2 ? ".large" : ""}`),
  17: container,
};

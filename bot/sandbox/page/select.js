// Select menus, in messages and in forms: of words, users, roles, channels, or users and roles together.

import { avatar } from "./avatars.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { listbox, matches } from "./listbox.js";
import { openBeside } from "./popover.js";
import { guildOf, nameOf, peopleHere } from "./state.js";

const WORDS = 3,
  USERS = 5,
  ROLES = 6,
  MENTIONABLES = 7,
  CHANNELS = 8;
const PROMPTS = {
  3: "Make a selection",
  5: "Select a user",
  6: "Select a role",
  7: "Select a user or role",
  8: "Select a channel",
};

/** An emoji in a button or option: a character, or a picture by id. */
export function emoji(one) {
  if (!one) return null;
  if (!one.id) return h("span.emoji-char", { "aria-hidden": "true" }, one.name);
  const image = h("img.emoji", { src: `/emojis/${one.id}.${one.animated ? "gif" : "png"}`, alt: `:${one.name}:` });
  image.addEventListener("error", () => image.remove(), { once: true });
  return image;
}

/** What a select menu offers, as a listbox's items. */
function choicesOf(component) {
  const guild = guildOf();
  const people = () =>
    peopleHere().map((user) => ({
      value: user.id,
      label: nameOf(user.id),
      description: user.name,
      figure: avatar(user, 24),
    }));
  const roles = () =>
    (guild?.roles ?? []).map((role) => ({
      value: role.id,
      label: role.name,
      figure: h("span.role-dot", { css: { "background-color": role.colour || "#94959c" } }),
    }));
  switch (component.type) {
    case WORDS:
      return (component.options ?? []).map((option) => ({
        value: option.value,
        label: option.label,
        description: option.description,
        figure: emoji(option.emoji),
        chosen: option.default,
      }));
    case USERS:
      return people();
    case ROLES:
      return roles();
    case MENTIONABLES:
      return [...people(), ...roles()];
    case CHANNELS:
      return (guild?.channels ?? [])
        .filter(() => !component.channel_types?.length || component.channel_types.includes(0))
        .map((channel) => ({ value: channel.id, label: channel.name, figure: icon("hash", 18) }));
    default:
      return [];
  }
}

/**
 * The menu itself. `onchange(values)` is called when a choice was made (for several: when the list closes).
 * Returns { element, values() }.
 */
export function select(component, { label = "", labelledBy = "", onchange = () => {} } = {}) {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? 1;
  const all = choicesOf(component);
  const preset = new Set((component.default_values ?? []).map((one) => String(one.id)));
  let chosen = all.filter((item) => item.chosen || preset.has(item.value)).map((item) => item.value);
  const prompt = component.placeholder || PROMPTS[component.type];

  const element = h("button.select", {
    type: "button",
    role: "combobox",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-label": labelledBy ? null : label || prompt,
    "aria-labelledby": labelledBy || null,
    disabled: Boolean(component.disabled),
    data: { key: `c-${component.custom_id}` },
    onclick: open,
    onkeydown: (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        open();
      }
    },
  });

  function paint() {
    const items = chosen.map((value) => all.find((item) => item.value === value)).filter(Boolean);
    const face = items.length
      ? h(
          "span.select-chosen",
          {},
          items.map((item) =>
            h(
              most > 1 ? "span.select-pill" : "span.select-one",
              {},
              item.figure?.cloneNode(true),
              h("span", { dir: "auto" }, item.label),
            ),
          ),
        )
      : h("span.select-prompt", { dir: "auto" }, prompt);
    element.replaceChildren(face, h("span.dots", {}, h("i"), h("i"), h("i")), icon("down", 20));
  }

  function open() {
    if (element.classList.contains("busy")) return;
    const before = chosen.join();
    const searchable = component.type !== WORDS || all.length > 10;
    const search =
      searchable
      && h("input.search", {
        type: "text",
        placeholder: "Search",
        "aria-label": `Search: ${prompt}`,
        role: "combobox",
        "aria-expanded": "true",
        autocomplete: "off",
      });
    const list = listbox({ label: label || prompt, multiple: most > 1, owner: search || null, onpick });
    const shown = () =>
      all
        .filter((item) => !search || !search.value || matches(`${item.label} ${item.description ?? ""}`, search.value))
        .map((item) => ({
          ...item,
          figure: item.figure?.cloneNode(true),
          chosen: chosen.includes(item.value),
          disabled: most > 1 && chosen.length >= most && !chosen.includes(item.value),
        }));
    let done = false;

    function onpick(item) {
      if (most === 1) {
        // Choosing the same again takes it back where nothing need be chosen, as in Discord.
        chosen = chosen.includes(item.value) && least === 0 ? [] : [item.value];
        done = true;
        popover.close();
        return;
      }
      chosen = chosen.includes(item.value) ? chosen.filter((value) => value !== item.value) : [...chosen, item.value];
      list.show(
        shown(),
        shown().findIndex((one) => one.value === item.value),
      );
      paint();
    }

    const note =
      most > 1 && h("div.choose-note", {}, least > 1 ? `Choose ${least} to ${most}` : `Choose up to ${most}`);
    const popover = openBeside(element, h("div.choose", {}, search, note, list.element), {
      width: "anchor",
      onclose: () => {
        paint();
        const enough = chosen.length >= least;
        if (done || (most > 1 && chosen.join() !== before && enough)) onchange([...chosen]);
      },
    });
    list.show(
      shown(),
      Math.max(
        0,
        shown().findIndex((item) => item.chosen),
      ),
    );
    if (search) {
      search.setAttribute("aria-controls", list.id);
      search.addEventListener("input", () => list.show(shown(), 0));
      search.addEventListener("keydown", (event) => {
        if (!list.key(event) && event.key === "Tab") popover.close();
      });
      search.focus();
    } else {
      list.element.tabIndex = 0;
      list.element.addEventListener("keydown", (event) => (event.key === "Tab" ? popover.close() : list.ownKey(event)));
      list.element.focus();
    }
  }

  paint();
  return { element, values: () => [...chosen] };
}

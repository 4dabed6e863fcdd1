// The list that opens over the composer when a message starts with `/`.

import { avatar } from "./avatars.js";
import { h } from "./dom.js";
import { fold, listbox } from "./listbox.js";
import { state, userOf } from "./state.js";

const rank = (command, wanted) => {
  const [name, query] = [fold(command.name), fold(wanted.trim())];
  if (name.startsWith(query)) return 0;
  if (name.includes(query)) return 1;
  return fold(command.description).includes(query) ? 2 : 3;
};

/** Open it in `home`; the keyboard stays in `owner`. `onpick(command)`. */
export function commandPicker(home, owner, onpick) {
  const bot = userOf(state.world.bot.id);
  const list = listbox({
    label: `${bot.display}'s commands`,
    owner,
    onpick: (item) => onpick(item.command),
    empty: "No command of that name",
  });
  const panel = h(
    "div.panel.commands",
    {},
    h("div.panel-head", {}, avatar(bot, 20), h("span", {}, bot.display)),
    list.element,
  );
  home.append(panel);
  let last = "";

  function items(commands) {
    return commands
      .map((command) => ({ command, rank: rank(command, last) }))
      .filter((one) => one.rank < 3)
      .sort((a, b) => a.rank - b.rank || a.command.name.localeCompare(b.command.name))
      .map(({ command }) => ({
        command,
        value: command.name,
        label: `/${command.name}`,
        description: command.description,
        aside: optionNames(command),
      }));
  }

  return {
    id: list.id,
    show(commands, wanted) {
      last = wanted;
      list.show(items(commands), 0);
    },
    refresh: (commands) => list.show(items(commands), 0),
    key: list.key,
    chosen: () => list.active()?.command ?? null,
    close: () => panel.remove(),
  };
}

function optionNames(command) {
  return command.options
    .slice(0, 4)
    .map((option) => h(`span.option-name${option.required ? "" : ".optional"}`, {}, option.name));
}

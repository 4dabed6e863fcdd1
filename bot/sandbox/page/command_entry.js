// A chosen command in the composer: its name, and a chip for each option, filled in by keyboard or mouse.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { act, Refusal } from "./live.js";
import { listbox, matches } from "./listbox.js";
import { bytes } from "./media.js";
import { ATTACHMENT, field } from "./option_fields.js";
import { state } from "./state.js";

export class CommandEntry {
  /**
   * `home`: where lists and drop tiles open, over the composer. `doing`: leave(text) when the command is taken back,
   * done() when it was sent, refused(words) when it was not.
   */
  constructor(command, home, doing) {
    this.command = command;
    this.doing = doing;
    this.home = home;
    this.fields = [];
    this.panel = h("div.panel.entry-panel", { hidden: true });
    home.append(this.panel);
    this.tiles = h("div.tiles");
    this.chips = h("span.entry-chips");
    this.more = h("input.entry-more", {
      type: "text",
      role: "combobox",
      "aria-label": "Add an option, or press Enter to run the command",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
      onfocus: () => this.offerMore(),
      oninput: () => this.offerMore(),
      onkeydown: (event) => this.moreKey(event),
      onblur: () => {
        this.more.value = "";
        this.hidePanel();
      },
    });
    this.end = h(
      "button.composer-send",
      { type: "button", "aria-label": "Run the command", title: "Run the command", onclick: () => this.run() },
      icon("send", 20),
    );
    const line = h(
      "div.composer-line",
      {},
      h(
        "div.entry-words",
        {},
        h(
          "button.entry-name",
          { type: "button", title: "Take the command back", onclick: () => this.doing.leave(`/${command.name}`) },
          `/${command.name}`,
        ),
        this.chips,
        this.more,
      ),
      this.end,
    );
    this.element = h(
      "div.entry",
      {
        role: "group",
        "aria-label": `/${command.name}: ${command.description}`,
        onkeydown: (event) => this.key(event),
      },
      this.tiles,
      line,
    );
    // A command that asks for nothing but takes files is about files: the first place for one stands open.
    const required = command.options.filter((one) => one.required);
    const first = required.length ? required : command.options.filter((one) => one.type === ATTACHMENT).slice(0, 1);
    for (const option of first) this.add(option, false);
    this.paintMore();
  }

  start() {
    if (this.fields.length) this.fields[0].focus();
    else if (!this.more.hidden) this.more.focus();
    else this.end.focus();
    if (this.panel.hidden) this.describe(this.command.description);
  }

  remove() {
    this.element.remove();
    this.panel.remove();
  }

  // -- options -----------------------------------------------------------------------------------------------------

  add(option, focus = true) {
    const one = field(option, {
      channel: state.channel,
      command: this.command.name,
      values: () => this.values().options,
      panel: (content) => this.showPanel(option, content),
      hide: () => this.hidePanel(),
      next: () => this.focusAfter(one),
      drop: () => this.drop(one),
      tiles: this.tiles,
      rest: (files) => this.attach(files),
      takesMore: () => this.unused().some((other) => other.type === ATTACHMENT),
    });
    const order = this.command.options.indexOf(option);
    const after = this.fields.findIndex((other) => this.command.options.indexOf(other.option) > order);
    if (after < 0 || focus) this.fields.push(one);
    else this.fields.splice(after, 0, one);
    this.chips.replaceChildren(...this.fields.map((each) => each.element));
    this.paintMore();
    if (focus) one.focus();
    return one;
  }

  drop(one) {
    const at = this.fields.indexOf(one);
    if (one.option.required) {
      if (at > 0) this.fields[at - 1].focus();
      else this.doing.leave(`/${this.command.name}`);
      return;
    }
    this.fields.splice(at, 1);
    one.remove();
    this.paintMore();
    (this.fields[at - 1] ?? this.fields[0])?.focus();
    if (!this.fields.length) this.more.focus();
  }

  unused() {
    return this.command.options.filter((option) => !this.fields.some((one) => one.option === option));
  }

  paintMore() {
    const left = this.unused().length;
    this.more.hidden = left === 0;
    this.more.placeholder = this.fields.length ? `+${left} more` : `+${left} optional`;
  }

  offerMore() {
    const typed = this.more.value;
    this.list = listbox({
      label: "Options",
      owner: this.more,
      onpick: (item) => this.add(item.option),
      empty: "No option of that name",
    });
    const named = (option) => Number(!matches(option.name, typed)); // 0 where the name itself matches
    const left = this.unused()
      .filter((option) => matches(`${option.name} ${option.description}`, typed))
      .sort((a, b) => named(a) - named(b));
    this.showPanel(null, this.list.element);
    // Nothing is chosen before a key or a letter chooses, so that Enter runs the command as it stands.
    this.list.show(
      left.map((option) => ({ option, value: option.name, label: option.name, description: option.description })),
      typed ? 0 : -1,
    );
    this.more.setAttribute("aria-expanded", "true");
    this.more.setAttribute("aria-controls", this.list.id);
  }

  moreKey(event) {
    if (event.isComposing) return;
    if (this.list && event.key === "Tab" && !event.shiftKey && this.list.active()) {
      event.preventDefault();
      this.add(this.list.active().option);
    } else if (this.list && this.list.key(event)) {
      event.stopPropagation();
    } else if (event.key === "Backspace" && !this.more.value) {
      event.preventDefault();
      event.stopPropagation();
      if (this.fields.length) this.fields.at(-1).focus();
      else this.doing.leave(`/${this.command.name}`);
    }
  }

  focusAfter(one) {
    const next = this.fields[this.fields.indexOf(one) + 1];
    if (next) next.focus();
    else if (!this.more.hidden) this.more.focus();
    else this.end.focus();
  }

  // -- what stands over the composer -------------------------------------------------------------------------------

  showPanel(option, content) {
    const head = option
      ? h(
          "div.panel-head",
          {},
          h("strong", { dir: "auto" }, option.name),
          h("span", { dir: "auto" }, option.description),
        )
      : h(
          "div.panel-head",
          {},
          h("strong", {}, "Options"),
          h("span", {}, "Choose one to add, or press Enter to run the command"),
        );
    this.panel.replaceChildren(head, ...(content ? [content] : []));
    this.panel.hidden = false;
  }

  describe(words) {
    this.panel.replaceChildren(h("div.panel-head", {}, h("strong", {}, `/${this.command.name}`), h("span", {}, words)));
    this.panel.hidden = false;
  }

  hidePanel() {
    this.panel.hidden = true;
    this.panel.replaceChildren();
    this.list = null;
    this.more.setAttribute("aria-expanded", "false");
  }

  // -- sending -----------------------------------------------------------------------------------------------------

  key(event) {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.panel.hidden) this.doing.leave("");
      else this.hidePanel();
    } else if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
      this.run();
    } else if (event.key === "Backspace" && event.target.tagName === "BUTTON") {
      event.preventDefault();
      const last = this.fields.at(-1);
      if (last) last.focus();
      else this.doing.leave(`/${this.command.name}`);
    }
  }

  values() {
    const options = {};
    const files = [];
    for (const one of this.fields) {
      const value = one.value();
      if (value === undefined) continue;
      if (one.option.type === ATTACHMENT) files.push([`file:${one.option.name}`, value]);
      else options[one.option.name] = value;
    }
    return { options, files };
  }

  async run() {
    const wrong = this.fields.map((one) => [one, one.problem()]).filter(([, words]) => words);
    for (const one of this.fields) one.mark(wrong.some(([other]) => other === one));
    if (wrong.length) {
      const [first, words] = wrong[0];
      first.focus();
      this.doing.refused(`${first.option.name}: ${words}`);
      return;
    }
    if (this.sending) return;
    this.sending = true;
    this.element.classList.add("sending");
    const { options, files } = this.values();
    try {
      await act("run", { channel: state.channel, name: this.command.name, options }, files);
      this.doing.done();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      this.doing.refused(refusal.message);
    } finally {
      this.sending = false;
      this.element.classList.remove("sending");
    }
  }

  /** Files dropped or pasted: they fill the file options in order, also those that were not open yet. */
  attach(files) {
    const left = [...files];
    const empty = this.fields.filter((one) => one.option.type === ATTACHMENT && one.value() === undefined);
    for (const one of empty) if (left.length) one.fill(left.shift());
    for (const option of this.unused().filter((one) => one.type === ATTACHMENT)) {
      if (left.length) this.add(option, false).fill(left.shift());
    }
    const words = left.map((file) => `${file.name} (${bytes(file.size)})`).join(", ");
    this.doing.refused(left.length ? `/${this.command.name} has no place for ${words}.` : "");
  }
}

// The right side: who is here, grouped by their highest role, as Discord does.

import { avatar } from "./avatars.js";
import { byId, h, refill, rove, tabStop } from "./dom.js";
import { icon } from "./icons.js";
import { act, Refusal } from "./live.js";
import { say } from "./notice.js";
import { openBeside } from "./popover.js";
import { colourOf, emit, guildOf, isOnline, memberOf, myId, nameOf, on, peopleHere, rolesOf, state } from "./state.js";
import { day } from "./time.js";

export function startMembers() {
  rove(byId("members"), ".member");
  on("world place presence", draw);
}

function draw() {
  if (!state.world) return;
  refill(
    byId("members"),
    groups().map(([name, people]) => [
      h("h3.members-role", {}, `${name} — ${people.length}`),
      h(
        "ul.members-list",
        { "aria-label": name },
        people.map((user) => h("li", {}, line(user))),
      ),
    ]),
  );
  tabStop(byId("members"), ".member", () => false);
}

function groups() {
  const people = peopleHere().sort((a, b) => nameOf(a.id).localeCompare(nameOf(b.id)));
  const byRole = new Map();
  for (const user of people.filter(isOnline)) {
    const role = rolesOf(user.id)[0];
    const key = role?.id ?? "";
    if (!byRole.has(key)) byRole.set(key, { name: role?.name ?? "Online", position: role?.position ?? -1, people: [] });
    byRole.get(key).people.push(user);
  }
  const sorted = [...byRole.values()].sort((a, b) => b.position - a.position).map((role) => [role.name, role.people]);
  const away = people.filter((user) => !isOnline(user));
  return away.length ? [...sorted, ["Offline", away]] : sorted;
}

function line(user) {
  const owner = guildOf()?.owner === user.id;
  const button = h(
    `button.member${isOnline(user) ? "" : ".away"}`,
    {
      type: "button",
      "aria-haspopup": "dialog",
      data: { key: `member-${user.id}` },
      onclick: () => showProfile(user, button),
    },
    avatar(user, 32, isOnline(user) ? "online" : "offline"),
    h("span.member-name.named", { dir: "auto", css: { "--name": colourOf(user.id) } }, nameOf(user.id)),
    user.bot && h("span.tag", {}, "APP"),
    owner && h("span.owner", { title: "Server owner" }, icon("crown", 14), h("span.unseen", {}, "Server owner")),
  );
  return button;
}

/** The language in which one reads Discord, which bots are told with every command and press. */
function languages() {
  const select = h(
    "select.profile-language",
    { onchange: () => choose(select.value) },
    state.world.locales.map((one) =>
      h("option", { value: one.code, selected: one.code === state.world.locale, dir: "auto" }, one.name),
    ),
  );
  return h("label.profile-label", {}, "Language", select);
}

async function choose(locale) {
  try {
    await act("locale", { locale });
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    say(refusal.message);
  }
}

/** A small card about somebody, with the quickest way to become them. */
export function showProfile(user, anchor) {
  const roles = rolesOf(user.id);
  const joined = memberOf(user.id);
  const card = h(
    "div.profile",
    {},
    h("div.profile-banner", { css: { "background-color": user.colour } }),
    h("div.profile-face", {}, avatar(user, 72, isOnline(user) ? "online" : "offline")),
    h(
      "div.profile-words",
      {},
      h("h3", { dir: "auto" }, nameOf(user.id), user.bot && h("span.tag", {}, "APP")),
      h("p.profile-name", {}, user.name),
      joined?.joined && h("p", {}, `Member since ${day(new Date(joined.joined))}`),
      roles.length > 0
        && h(
          "ul.roles",
          { "aria-label": "Roles" },
          roles.map((role) =>
            h(
              "li.role",
              {},
              h("span.role-dot", { css: { "background-color": role.colour || "#94959c" } }),
              h("span", { dir: "auto" }, role.name),
            ),
          ),
        ),
      user.id === myId() && languages(),
      !user.bot
        && user.id !== myId()
        && h(
          "button.button.primary",
          {
            type: "button",
            onclick: () => {
              open.close();
              emit("act-as", { user: user.id });
            },
          },
          `Act as ${nameOf(user.id)}`,
        ),
    ),
  );
  const open = openBeside(anchor, card, {
    side: anchor.closest(".members") ? "left" : "right",
    width: 300,
    label: `About ${nameOf(user.id)}`,
  });
  (card.querySelector("button, select") ?? open.box).focus();
}

/* The receipt, and the switches for what the bot may do with the listening. */

import { choose } from "./bot_side.js";
import { byId, draw, make } from "./dom.js";

const BAR = 34;
const GAP = 10;
const HIGH = 120;

export function showReceipt({ receipt, uses }) {
  byId("receipt-headline").textContent = receipt.headline;
  byId("receipt-span").textContent = receipt.span;
  byId("receipt-years").replaceChildren(...years(receipt.by_year));
  byId("receipt-files").replaceChildren(...receipt.files.map(file));
  byId("beside").hidden = receipt.beside.length === 0;
  byId("receipt-beside").replaceChildren(...receipt.beside.map(file));
  byId("receipt-total").replaceChildren(
    make("strong", {}, "Your history here: "),
    `${receipt.in_all}. Times are read in ${receipt.time_zone}; a later /upload with time_zone changes that.`,
  );
  showUses(uses);
}

function file({ name, words, note }) {
  const row = make("li", {}, make("bdi", { class: "name" }, name));
  if (words) row.append(make("span", {}, words));
  if (note) row.append(make("span", { class: "note" }, note));
  return row;
}

/** One bar per year; one year alone says nothing that the words do not. */
function years(byYear) {
  if (byYear.length < 2) return [];
  const most = Math.max(...byYear.map(({ listens }) => listens));
  const width = byYear.length * (BAR + GAP);
  const said = byYear.map(({ year, listens }) => `${year}: ${listens.toLocaleString("en")}`).join(", ");
  const picture = draw("svg", { viewBox: `0 0 ${width} ${HIGH + 40}`, width, height: HIGH + 40, role: "img", "aria-label": `Listens by year. ${said}` });
  byYear.forEach(({ year, listens }, number) => {
    const height = Math.max((listens / most) * HIGH, listens ? 2 : 0);
    const x = number * (BAR + GAP) + GAP / 2;
    const label = (y, text, kind) => draw("text", { x: x + BAR / 2, y, "text-anchor": "middle", class: kind }, text);
    picture.append(
      draw("rect", { x, y: HIGH + 18 - height, width: BAR, height, rx: 3 }, draw("title", {}, `${year}: ${listens.toLocaleString("en")} listens`)),
      label(HIGH + 12 - height, short(listens), "amount"),
      label(HIGH + 34, String(year), "year"),
    );
  });
  return [make("h3", {}, "Listens by year"), make("div", { class: "years", tabindex: width > 300 ? "0" : null }, picture)];
}

const short = (count) => (count < 1000 ? String(count) : count < 99_500 ? `${(count / 1000).toFixed(count < 9950 ? 1 : 0)}k` : `${Math.round(count / 1000)}k`);

function showUses(uses) {
  byId("uses").replaceChildren(
    ...uses.map(({ use, name, what, given }) => {
      const button = make("button", { type: "button", role: "switch", "aria-checked": String(given), "aria-labelledby": `${use}-name`, "aria-describedby": `${use}-what` });
      button.addEventListener("click", () => flip(use, !given, button));
      return make("li", {}, make("div", {}, make("strong", { id: `${use}-name` }, name), make("p", { id: `${use}-what` }, what)), button);
    }),
  );
}

async function flip(use, given, button) {
  button.disabled = true;
  byId("uses-trouble").textContent = "";
  try {
    showUses(await choose(use, given));
    byId("uses").querySelector(`[aria-labelledby="${use}-name"]`).focus();
  } catch (error) {
    button.disabled = false;
    byId("uses-trouble").textContent = error instanceof TypeError ? "The bot cannot be reached. Nothing was changed." : error.message;
  }
}

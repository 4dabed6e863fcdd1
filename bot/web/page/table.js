/* A table that is sorted by a press on a heading. */

import { make } from "./dom.js";

const ROWS = 25; // that are shown before one is asked for the rest

const collator = new Intl.Collator(undefined, { numeric: true });

/** Not known goes last, whichever way the rows are sorted. */
function compared(one, other, direction) {
  if (one === null || other === null) return (one === null) - (other === null);
  const order = typeof one === "string" ? collator.compare(one, other) : one - other;
  return order * direction;
}

export function tableOf({ title, columns, rows }, prose) {
  const looks = columns.map(({ number, lead }) => (number ? "number" : lead ? "lead-cell" : null));
  const body = make("tbody");
  const headings = columns.map(({ heading }, place) => {
    const button = make("button", { type: "button" }, heading.replaceAll("_", " ")); // as CSV calls it
    const cell = make("th", { scope: "col", class: looks[place] }, button);
    button.addEventListener("click", () => sort(place, cell));
    return cell;
  });

  function cellOf({ words }, place) {
    if (!words.length) return make("td", { class: `${looks[place] ?? ""} missing`, title: "not known" }, "–");
    return make("td", { class: looks[place] }, ...prose(words));
  }

  const more = make("button", { type: "button", class: "more", hidden: rows.length <= ROWS }, `Show all ${rows.length}`);
  more.addEventListener("click", () => {
    more.hidden = true;
    fill();
  });

  let sorted = rows;
  function fill() {
    const shown = more.hidden ? sorted : sorted.slice(0, ROWS);
    body.replaceChildren(...shown.map((row) => make("tr", {}, ...row.map(cellOf))));
  }

  function sort(place, heading) {
    const first = columns[place].number && columns[place].heading !== columns[0].heading ? "descending" : "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const way = heading.getAttribute("aria-sort") === first ? other : first;
    for (const each of headings) each.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", way);
    const direction = way === "ascending" ? 1 : -1;
    sorted = [...rows].sort((one, two) => compared(one[place].sort, two[place].sort, direction));
    fill();
  }

  fill();
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...headings)), body);
  const framed = make("div", { class: "table", tabindex: "0", role: "region", "aria-label": title || "Numbers" }, table);
  return [...(title ? [make("h2", {}, title)] : []), framed, more];
}

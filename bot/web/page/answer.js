/* The page of an answer: asks for it as it is now, and shows it. */

import { byId, make } from "./dom.js";
import { showFigure } from "./figure.js";
import { tableOf } from "./table.js";

/** Text in pieces of one look each, as elements. */
export const prose = (pieces) =>
  pieces.map(({ text, look }) => (look === "plain" ? text : make(look === "strong" ? "strong" : "code", {}, text)));

function only(id) {
  for (const section of ["loading", "answer", "over"]) byId(section).hidden = section !== id;
}

function show(answer) {
  document.title = `${answer.title} · Tutti`;
  byId("title").textContent = answer.title;
  byId("verdict").replaceChildren(...answer.verdict.map((line) => make("p", {}, ...prose(line))));
  byId("tables").replaceChildren(...answer.tables.flatMap((table) => tableOf(table, prose)));
  byId("rests").replaceChildren(...answer.rests_on.map((line) => make("p", {}, ...prose(line))));
  byId("definition").replaceChildren(...answer.why.definition.map((point) => make("li", {}, ...prose(point))));
  byId("formula").replaceChildren(...(answer.why.formula ? [make("code", {}, answer.why.formula)] : []));
  byId("sources").replaceChildren(...answer.why.sources.map((source) => make("li", {}, source)));
  const ends = { weekday: "long", hour: "2-digit", minute: "2-digit" };
  byId("ends").textContent = new Date(answer.ends_at).toLocaleString(undefined, ends);
  only("answer"); // before the figure: it is as wide as its place
  if (answer.figures.dark) showFigure(answer.figures, answer.alt, answer.title);
}

async function load() {
  let told;
  try {
    const response = await fetch(`${location.pathname}/answer`);
    told = await response.json();
    if (response.ok) {
      show(told);
      return;
    }
  } catch (error) {
    console.info("no answer:", error.message);
  }
  byId("over-words").textContent = told?.trouble ?? "I cannot be reached at this moment. Reload the page in a minute.";
  only("over");
}

load();

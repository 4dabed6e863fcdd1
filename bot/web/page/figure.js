/* A figure that can be pointed at: the picture of the card, at the size of the page and on the system's ground. */

/* global Plotly */

import { byId } from "./dom.js";

const NARROWEST = 620; // pixels: below this the letters could not be read, and the frame scrolls instead

const light = matchMedia("(prefers-color-scheme: light)");

/** Traces say themselves what is said of their points; those that say nothing are silent. */
function pointed(figure) {
  const data = figure.data.map((trace) => (trace.hovertemplate ? trace : { ...trace, hoverinfo: "skip" }));
  const { font, paper_bgcolor: ground } = figure.layout.template.layout;
  const hoverlabel = { bgcolor: ground, bordercolor: font.color, align: "left", font: { ...font, size: 19 } };
  const layout = { ...figure.layout, hovermode: "closest", hoverlabel, dragmode: zooms(figure) ? "zoom" : false };
  return { data, layout };
}

/** Whether any axis may be stretched: where letters stand beside the points, none may. */
function zooms({ layout }) {
  return Object.entries(layout).some(([name, axis]) => /^[xy]axis/.test(name) && axis.fixedrange === false);
}

function fit(width, height) {
  const frame = byId("frame");
  const scale = Math.min(Math.max(frame.clientWidth, NARROWEST) / width, 1);
  const paper = byId("paper");
  paper.style.width = `${width}px`;
  paper.style.height = `${height}px`;
  paper.style.transform = scale < 1 ? `scale(${scale})` : "";
  paper.style.marginRight = `${width * (scale - 1)}px`;
  paper.style.marginBottom = `${height * (scale - 1)}px`;
}

export function showFigure(figures, alt, title) {
  const paper = byId("paper");
  let size = [];

  async function paint() {
    const figure = figures[light.matches ? "light" : "dark"];
    const { data, layout } = pointed(figure);
    size = [layout.width, layout.height];
    fit(...size);
    byId("reset").hidden = !zooms(figure);
    await Plotly.react(paper, data, layout, { displayModeBar: false, doubleClick: "reset", scrollZoom: false });
  }

  paper.setAttribute("aria-label", alt);
  byId("hint").textContent = zooms(figures.dark)
    ? "Point at a mark for its numbers; drag over a stretch to look closer."
    : "Point at a mark for its numbers.";
  byId("figure").hidden = false;
  paint();
  light.addEventListener("change", paint);
  new ResizeObserver(() => fit(...size)).observe(byId("frame"));
  byId("reset").addEventListener("click", paint);
  byId("save").addEventListener("click", () => {
    const [width, height] = size;
    Plotly.downloadImage(paper, { format: "png", scale: 2, width, height, filename: title.replace(/[^\p{L}\p{N}]+/gu, "-") });
  });
}

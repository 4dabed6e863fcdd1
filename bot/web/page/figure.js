/* A figure that can be pointed at: the picture of the card, at the size of the page and on the system's ground. */

/* global Plotly */

import { byId } from "./dom.js";

const READABLE = 0.62; // of the figure's size

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

/** From the whole figure in the frame to twice its size; letters can be read from `READABLE` on. */
function scales(width) {
  const whole = Math.min(byId("frame").clientWidth / width, 1);
  return [whole, ...[READABLE, 1, 1.5, 2].filter((scale) => scale > whole * 1.05)];
}

function place([width, height], scale) {
  const frame = byId("frame");
  const paper = byId("paper");
  paper.style.width = `${width}px`;
  paper.style.height = `${height}px`;
  paper.style.transform = `scale(${scale})`;
  paper.style.marginRight = `${width * (scale - 1)}px`;
  paper.style.marginBottom = `${height * (scale - 1)}px`;
  const cut = width * scale > frame.clientWidth + 1;
  frame.classList.toggle("large", scale > 1);
  const zoomed = byId("reset").hidden ? "" : "; drag over a stretch to look closer";
  byId("hint").textContent = `Point at a mark, or tap it, for its numbers${cut ? "; move the picture sideways for the rest" : zoomed}.`;
}

export function showFigure(figures, alt, title) {
  const paper = byId("paper");
  const { width, height } = figures.dark.layout;
  let chosen = null; // a scale, once the reader has chosen one

  function fit() {
    const all = scales(width);
    const scale = chosen ?? all.find((each) => each >= READABLE) ?? all[0];
    place([width, height], scale);
    byId("smaller").disabled = scale <= all[0];
    byId("larger").disabled = scale >= all.at(-1);
  }

  function step(by) {
    const all = scales(width);
    const now = chosen ?? all.find((each) => each >= READABLE) ?? all[0];
    const nearest = all.reduce((best, each, at) => (Math.abs(each - now) < Math.abs(all[best] - now) ? at : best), 0);
    chosen = all[Math.min(Math.max(nearest + by, 0), all.length - 1)];
    fit();
  }

  async function paint() {
    const figure = figures[light.matches ? "light" : "dark"];
    const { data, layout } = pointed(figure);
    byId("reset").hidden = !zooms(figure);
    fit();
    await Plotly.react(paper, data, layout, { displayModeBar: false, doubleClick: "reset", scrollZoom: false });
  }

  paper.setAttribute("aria-label", alt);
  byId("figure").hidden = false;
  paint();
  light.addEventListener("change", paint);
  new ResizeObserver(fit).observe(byId("frame"));
  byId("smaller").addEventListener("click", () => step(-1));
  byId("larger").addEventListener("click", () => step(1));
  byId("reset").addEventListener("click", paint);
  byId("save").addEventListener("click", () => {
    Plotly.downloadImage(paper, { format: "png", scale: 2, width, height, filename: title.replace(/[^\p{L}\p{N}]+/gu, "-") });
  });
}

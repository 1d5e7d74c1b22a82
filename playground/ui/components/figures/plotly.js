/** Plotly: how it comes to the page, and how its figures look there. */

import { signsOf } from "../page/language.js";

/** @typedef {import("./types.js").Look} Look */
/** @typedef {import("./types.js").Plot} Plot */
/** @typedef {import("./types.js").Plotly} Plotly */

/** What can be done with a figure. */
export const CONFIG = { displaylogo: false, modeBarButtons: [["toImage"]] };

/** @type {Promise<Plotly> | null} */
let loading = null;

/**
 * Fetches Plotly once for the whole page.
 * @param {string} path
 * @returns {Promise<Plotly>}
 */
export function load(path) {
  loading ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: new URL(path, document.baseURI).href });
    const fail = () => {
      loading = null;
      reject(new Error("Plotly did not arrive"));
    };
    script.onload = () => (window.Plotly ? resolve(window.Plotly) : fail());
    script.onerror = fail;
    document.head.append(script);
  });
  return loading;
}

/**
 * Lets figures without a width of their own fill the row, whatever becomes of it.
 *
 * One of the same width is let be: resized to what it is, Plotly forgets at the next drawing how it is turned.
 * @param {ResizeObserverEntry[]} changes
 */
export function fillRows(changes) {
  for (const { target } of changes) {
    const plot = /** @type {Plot} */ (target);
    if (!plot.layout?.autosize || plot.clientWidth === 0 || plot.clientWidth === plot.drawnWidth) continue;
    plot.drawnWidth = plot.clientWidth;
    window.Plotly?.Plots.resize(plot);
  }
}

/**
 * Returns the page's colours and letters.
 * @param {Element} root
 * @returns {Look}
 */
export function lookOf(root) {
  const style = getComputedStyle(root);
  /** @param {string} name */
  const color = (name) => style.getPropertyValue(name);
  return {
    text: color("--st-text-color"),
    line: color("--st-border-color-light"),
    ground: color("--st-secondary-background-color"),
    family: style.fontFamily,
  };
}

/**
 * Returns the template that gives figures a look, and writes their numbers as a language does.
 * @param {Look} look
 * @param {string} language
 */
export function templateOf({ text, line, ground, family }, language) {
  const clear = "rgba(0,0,0,0)";
  const { decimal, group } = signsOf(language);
  const axis = { gridcolor: line, linecolor: line, tickcolor: line, zerolinecolor: line };
  return {
    layout: {
      font: { color: text, family },
      paper_bgcolor: clear,
      plot_bgcolor: clear,
      hoverlabel: { bgcolor: ground, bordercolor: line, font: { color: text, family } },
      modebar: { bgcolor: clear, color: text, activecolor: text },
      separators: decimal + group,
      xaxis: axis,
      yaxis: axis,
      scene: { xaxis: axis, yaxis: axis, zaxis: axis },
    },
  };
}

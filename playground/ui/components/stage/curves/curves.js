/** The loss over the epochs: the view of the curves, and what it says under the pointer. */

import { checkbox, fitCanvas, h, setText } from "../elements/dom.js";
import { createTooltip } from "../elements/tooltip.js";
import { epochs as epochsText, figures } from "../model/format.js";
import { drawSeries } from "./lines.js";
import { drawMarks, drawMoment, marksNear } from "./marks.js";
import { drawGrid, epochAt, hairline, plotFor } from "./plot.js";
import { Seeker } from "./seek.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Picture } from "../model/picture.js" */
/** @import { Actions, State, View } from "../model/types.js" */
/** @import { Plot, Series } from "./plot.js" */

/** @typedef {ReturnType<typeof createParts>} Parts */

/**
 * Returns the view of the loss curves.
 * @param {Actions} actions
 * @returns {View}
 */
export function createCurves(actions) {
  const view = createParts(actions);
  return {
    element: view.element,
    update: (state) => update(view, state),
    paint: (state) => paint(view, state),
    measure: () => measure(view),
  };
}

/** @param {Actions} actions */
function createParts(actions) {
  const log = checkbox("Log scale", (isOn) => actions.set({ isLog: isOn }));
  const title = h("span", { class: "sub" });
  const canvas = h("canvas", { role: "img", "aria-label": "Loss curves" });
  const tooltip = createTooltip();
  const empty = h("p", { class: "empty", text: "Press Run to draw the loss." });
  const plot = h("div", { class: "plot" }, canvas, empty, tooltip.element);
  const heading = h("div", { class: "panel-title" }, h("h2", {}, "Loss ", title), log.element);
  const element = h("section", { class: "curves", "aria-label": "Loss" }, heading, plot);
  const seeker = new Seeker(canvas, actions);
  return { element, plot, canvas, tooltip, empty, log, title, seeker, size: { width: 0, height: 0 } };
}

/** @param {Parts} view */
function measure(view) {
  const { clientWidth: width, clientHeight: height } = view.plot;
  const isNew = width !== view.size.width || height !== view.size.height;
  view.size = { width, height };
  return isNew;
}

/**
 * @param {Parts} view
 * @param {State} state
 */
function update(view, { settings, data }) {
  if (!view.size.width) measure(view);
  view.log.input.checked = settings.isLog;
  setText(view.title, data.loss.label);
}

/**
 * @param {Parts} view
 * @param {State} state
 */
function paint(view, { picture, theme, settings }) {
  const { size, seeker } = view;
  const { meta } = picture;
  const context = fitCanvas(view.canvas, size.width, size.height);
  context.clearRect(0, 0, size.width, size.height);
  const series = withHead(picture);
  const plot = plotFor(picture.whole ?? series, size, settings.isLog, theme.scale);
  view.empty.hidden = series.epochs.length > 1 || (meta !== null && meta.step > 0);
  seeker.update(meta && meta.time.n > 0 ? plot : null);
  drawGrid(context, plot, theme);
  if (series.epochs.length > 1) drawSeries(context, plot, series, theme);
  if (meta) drawMarks(context, plot, meta.marks, theme);
  if (meta && picture.isPast) drawMoment(context, plot, meta.passes, theme);
  readOut(view, context, plot, series, picture, theme);
}

/**
 * Returns the curve with the present losses as its last point, also while the past is shown.
 * @param {Pick<Picture, "curve" | "present">} picture
 * @returns {Series}
 */
export function withHead({ curve, present }) {
  const { epochs, train, test } = curve;
  if (!present || present.train_loss === null || present.passes <= (epochs[epochs.length - 1] ?? -1)) return curve;
  return {
    epochs: [...epochs, present.passes],
    train: [...train, present.train_loss],
    test: [...test, present.test_loss ?? NaN],
  };
}

/**
 * @param {Parts} view
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Series} series
 * @param {Picture} picture
 * @param {Theme} theme
 */
function readOut({ tooltip, seeker: { pointer } }, context, plot, { epochs, train, test }, { meta }, theme) {
  if (!pointer || epochs.length < 2 || pointer.x < plot.left || pointer.x > plot.right) return tooltip.hide();
  const at = nearestIndex(epochs, epochAt(plot, pointer.x));
  const x = plot.xAt(epochs[at]);
  context.strokeStyle = theme.muted;
  context.lineWidth = theme.thin;
  hairline(context, x, plot.top, x, plot.bottom);
  const losses = [`train ${figures(train[at])}`, Number.isNaN(test[at]) ? "" : `test ${figures(test[at])}`];
  const lines = [...losses, ...marksNear(plot, meta?.marks ?? [], pointer.x)];
  return tooltip.show({ title: `Epoch ${epochsText(epochs[at])}`, lines }, pointer.x, pointer.y);
}

/**
 * Returns the index of the number next to a value.
 * @param {number[]} sorted at least two
 * @param {number} value
 */
export function nearestIndex(sorted, value) {
  let [low, high] = [0, sorted.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle;
    else high = middle;
  }
  return value - sorted[low] < sorted[high] - value ? low : high;
}

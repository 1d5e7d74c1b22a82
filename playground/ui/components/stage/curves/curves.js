/** The loss over the epochs: train solid, test dashed, each named at its own end. */

import { logTicks, niceTicks, scale } from "../drawing/axes.js";
import { fontOf } from "../drawing/theme.js";
import { checkbox, fitCanvas, h, placeIn, setText } from "../elements/dom.js";
import { createTooltip } from "../elements/tooltip.js";
import { epochs as epochsText, figures, plain } from "../model/format.js";
import { drawMarks, drawMoment, marksNear } from "./marks.js";

export const ROOM = { left: 44, right: 72, top: 8, bottom: 24 };
const LABEL_GAP = 32;
const END_PX = 2;
const SIDEWAYS_PX = 8; // until a finger seeks instead of scrolling the page

/** Returns the view { element, update, paint, measure } of the loss curves. */
export function createCurves(actions) {
  const log = checkbox("Log scale", (isOn) => actions.set({ isLog: isOn }));
  const title = h("span", { class: "sub" });
  const canvas = h("canvas", { role: "img", "aria-label": "Loss curves" });
  const tooltip = createTooltip();
  const empty = h("p", { class: "empty", text: "Press Run to draw the loss." });
  const plot = h("div", { class: "plot" }, canvas, empty, tooltip.element);
  const heading = h("div", { class: "panel-title" }, h("h2", {}, "Loss ", title), log.element);
  const element = h("section", { class: "curves", "aria-label": "Loss" }, heading, plot);
  const view = {
    element,
    plot,
    canvas,
    tooltip,
    empty,
    log,
    title,
    size: { width: 0, height: 0 },
    pointer: null,
    actions,
  };
  listen(view);
  return {
    element,
    update: (state) => update(view, state),
    paint: (state) => paint(view, state),
    measure: () => measure(view),
  };
}

function measure(view) {
  const { clientWidth: width, clientHeight: height } = view.plot;
  const isNew = width !== view.size.width || height !== view.size.height;
  view.size = { width, height };
  return isNew;
}

function update(view, { settings, data }) {
  if (!view.size.width) measure(view);
  view.log.input.checked = settings.isLog;
  setText(view.title, data.loss.label);
}

function paint(view, { picture, theme, settings }) {
  const { width, height } = view.size;
  const context = fitCanvas(view.canvas, width, height);
  context.clearRect(0, 0, width, height);
  const series = withHead(picture);
  view.empty.hidden = series.epochs.length > 1 || picture.meta?.step > 0;
  const axes = axesFor(picture.whole ?? series, width, height, settings.isLog, theme.scale);
  Object.assign(view, { axes, canSeek: (picture.meta?.time?.n ?? 0) > 0 });
  view.canvas.style.cursor = view.canSeek ? "pointer" : "";
  drawGrid(context, axes, theme);
  if (series.epochs.length > 1) drawSeries(context, axes, series, theme);
  drawMarks(context, axes, picture.meta?.marks, theme);
  if (picture.isPast) drawMoment(context, axes, picture.meta.passes, theme);
  readOut(view, context, axes, series, { theme, marks: picture.meta?.marks });
}

/** The curve with the present losses as its last point, also while the past is shown. */
function withHead({ curve, present }) {
  const isAhead = present && present.passes > (curve.epochs.at(-1) ?? -1) && present.train_loss !== null;
  if (!isAhead) return curve;
  return {
    epochs: [...curve.epochs, present.passes],
    train: [...curve.train, present.train_loss],
    test: [...curve.test, present.test_loss ?? NaN],
  };
}

function axesFor({ epochs, train, test }, width, height, isLog, type) {
  const [low, high] = lossRange(train, test, isLog);
  const last = Math.max(epochs.at(-1) ?? 0, 1e-9);
  const first = epochs[0] ?? 0;
  const [left, right, top, bottom] = [
    ROOM.left * type,
    width - ROOM.right * type,
    ROOM.top,
    height - ROOM.bottom * type,
  ];
  return {
    left,
    right,
    top,
    bottom,
    type,
    first,
    last: epochs.length > 1 ? last : 10,
    xAt: scale(first, epochs.length > 1 ? last : 10, left, right),
    yAt: scale(low, high, bottom, top, isLog),
    yTicks: (isLog ? logTicks : niceTicks)(low, high, Math.max(2, Math.floor((bottom - top) / (34 * type)))),
  };
}

function lossRange(train, test, isLog) {
  let [low, high] = [Infinity, 0];
  for (const list of [train, test]) {
    for (const value of list) {
      if (!Number.isFinite(value) || (isLog && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low === Infinity) return isLog ? [0.1, 1] : [0, 1];
  if (isLog) return [Math.max(low, high * 1e-9) * 0.9, high * 1.1];
  return [0, high * 1.05 || 1];
}

function drawGrid(context, { left, right, bottom, type, first, last, xAt, yAt, yTicks }, theme) {
  context.font = fontOf(theme, 500, 12);
  context.textBaseline = "middle";
  context.lineWidth = theme.thin;
  context.strokeStyle = theme.grid;
  context.fillStyle = theme.muted;
  context.textAlign = "right";
  for (const tick of yTicks) {
    hairline(context, left, yAt(tick), right, yAt(tick));
    context.fillText(tick >= 10_000 ? figures(tick, 2) : plain(tick), left - 6, yAt(tick));
  }
  context.strokeStyle = theme.faint;
  hairline(context, left, bottom, right, bottom);
  context.textAlign = "center";
  const ticks = niceTicks(first, last, Math.max(2, Math.floor((right - left) / (62 * type))));
  for (const tick of ticks) context.fillText(plain(tick), xAt(tick), bottom + 13 * type);
  context.textAlign = "right";
  context.fillText("epoch", right + ROOM.right * type - 4, bottom + 13 * type);
}

function hairline(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, Math.round(y0) + 0.5);
  context.lineTo(x1, Math.round(y1) + 0.5);
  context.stroke();
}

function drawSeries(context, axes, { epochs, train, test }, theme) {
  const hasTest = test.some((value) => !Number.isNaN(value));
  if (hasTest) drawLine(context, axes, epochs, test, theme, theme.test, [7, 4]);
  drawLine(context, axes, epochs, train, theme, theme.train, []);
  const ends = [{ name: "train", value: train.at(-1), color: theme.train }];
  if (hasTest) ends.push({ name: "test", value: test.at(-1), color: theme.test });
  labelEnds(context, axes, ends, theme);
}

/** Draws one line, at most two points a pixel; gaps where the loss is not finite. */
function drawLine(context, { xAt, yAt }, epochs, losses, { thin }, color, dash) {
  context.beginPath();
  let [isDown, before] = [false, -Infinity];
  for (let at = 0; at < epochs.length; at += 1) {
    const x = xAt(epochs[at]);
    if (!Number.isFinite(losses[at])) isDown = false;
    else if (!isDown || x - before >= 0.5 || at === epochs.length - 1) {
      context[isDown ? "lineTo" : "moveTo"](x, yAt(losses[at]));
      [isDown, before] = [true, x];
    }
  }
  context.setLineDash(dash);
  context.lineWidth = 2.4 * thin;
  context.lineJoin = "round";
  context.strokeStyle = color;
  context.stroke();
  context.setLineDash([]);
}

function labelEnds(context, { right, top, bottom, type, yAt }, ends, theme) {
  const places = ends.map((end) => ({ ...end, y: Number.isFinite(end.value) ? yAt(end.value) : top }));
  spread(places, top + 13 * type, bottom - 15 * type, LABEL_GAP * type);
  context.textAlign = "left";
  for (const { name, value, color, y } of places) {
    context.fillStyle = color;
    context.font = fontOf(theme, 600, 13);
    context.fillText(name, right + 8, y - 7 * type);
    context.font = fontOf(theme, 700, 14);
    context.fillText(figures(value), right + 8, y + 8 * type);
  }
}

/** Moves labels apart, and into the plot. */
function spread(places, top, bottom, gap) {
  const [upper, lower] = [...places].sort((a, b) => a.y - b.y);
  if (lower && lower.y - upper.y < gap) {
    const middle = (upper.y + lower.y) / 2;
    [upper.y, lower.y] = [middle - gap / 2, middle + gap / 2];
  }
  upper.y = clamp(upper.y, top, lower ? bottom - gap : bottom);
  if (lower) lower.y = clamp(lower.y, upper.y + gap, bottom);
}

function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

function listen(view) {
  const { canvas, actions } = view;
  const follow = (event) => {
    view.pointer = placeIn(canvas, event);
    view.isSeeking ||= view.canSeek && isSideways(view);
    if (view.isSeeking) seek(view);
    actions.repaint();
  };
  const letGo = () => Object.assign(view, { pressedAt: null, isSeeking: false });
  const forget = () => {
    view.pointer = null;
    actions.repaint();
  };
  canvas.addEventListener("pointermove", follow);
  canvas.addEventListener("pointerdown", (event) => {
    if (view.canSeek) canvas.setPointerCapture(event.pointerId);
    Object.assign(view, {
      pressedAt: placeIn(canvas, event),
      isSeeking: view.canSeek && event.pointerType !== "touch",
    });
    follow(event);
  });
  canvas.addEventListener("pointerup", () => {
    if (view.pressedAt && view.canSeek && !view.isSeeking) seek(view); // a tap
    letGo();
  });
  canvas.addEventListener("pointercancel", () => [letGo, forget].forEach((act) => act()));
  canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && forget());
}

/** Whether what was pressed on the curve is drawn along it; what goes up or down scrolls the page. */
function isSideways({ pressedAt, pointer }) {
  if (!pressedAt) return false;
  const distance = Math.abs(pointer.x - pressedAt.x);
  return distance > SIDEWAYS_PX && distance > Math.abs(pointer.y - pressedAt.y);
}

/** Asks for the moment under the pointer; the right end of the curve is the present. */
function seek({ axes, pointer, actions }) {
  const epoch = epochAt(axes, Math.max(axes.left, pointer.x));
  actions.moments.ask(pointer.x >= axes.right - END_PX ? { do: "now" } : { do: "moment", epoch });
}

function epochAt({ first, last, left, right }, x) {
  return first + ((x - left) / (right - left)) * (last - first);
}

function readOut(view, context, axes, { epochs, train, test }, { theme, marks }) {
  const { pointer } = view;
  if (!pointer || epochs.length < 2 || pointer.x < axes.left || pointer.x > axes.right) return view.tooltip.hide();
  const at = nearestIndex(epochs, epochAt(axes, pointer.x));
  const x = axes.xAt(epochs[at]);
  context.strokeStyle = theme.muted;
  context.lineWidth = theme.thin;
  hairline(context, x, axes.top, x, axes.bottom);
  const lines = [
    `train ${figures(train[at])}`,
    Number.isNaN(test[at]) ? "" : `test ${figures(test[at])}`,
    ...marksNear(axes, marks, pointer.x),
  ];
  return view.tooltip.show({ title: `Epoch ${epochsText(epochs[at])}`, lines }, pointer.x, pointer.y);
}

function nearestIndex(sorted, value) {
  let [low, high] = [0, sorted.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle;
    else high = middle;
  }
  return value - sorted[low] < sorted[high] - value ? low : high;
}

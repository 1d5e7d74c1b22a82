/** What the loss curves are drawn on: the scales of their axes, their ticks and lines. */

import { logTicks, niceTicks, scale } from "../drawing/axes.js";
import { fontOf } from "../drawing/theme.js";
import { figures, plain } from "../model/format.js";

/** @import { Scale } from "../drawing/axes.js" */
/** @import { Theme } from "../drawing/theme.js" */

/** @typedef {{ epochs: number[], train: number[], test: number[] }} Series losses after so many passes; NaN is none */

/**
 * @typedef {object} Plot
 * @property {number} left
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 * @property {number} type how much larger words are than on a desk
 * @property {number} first epoch at the left end
 * @property {number} last epoch at the right end
 * @property {Scale} xAt
 * @property {Scale} yAt
 * @property {number[]} yTicks
 */

/** The room round the curves, in pixels at a scale of 1 across and below. */
export const ROOM = { left: 44, right: 72, top: 8, bottom: 24 };
const EMPTY_EPOCHS = 10;
const [EPOCHS_APART, LOSSES_APART] = [62, 34];

/**
 * Returns where everything lies on a canvas of this size.
 * @param {Series} series
 * @param {{ width: number, height: number }} size
 * @param {boolean} isLog
 * @param {number} type how much larger words are than on a desk
 * @returns {Plot}
 */
export function plotFor({ epochs, train, test }, { width, height }, isLog, type) {
  const [low, high] = lossRange(train, test, isLog);
  const [left, right] = [ROOM.left * type, width - ROOM.right * type];
  const [top, bottom] = [ROOM.top, height - ROOM.bottom * type];
  const first = epochs[0] ?? 0;
  const last = epochs.length > 1 ? Math.max(epochs[epochs.length - 1], 1e-9) : EMPTY_EPOCHS;
  const xAt = scale(first, last, left, right);
  const yAt = scale(low, high, bottom, top, isLog);
  const yTicks = (isLog ? logTicks : niceTicks)(low, high, room(bottom - top, LOSSES_APART * type));
  return { left, right, top, bottom, type, first, last, xAt, yAt, yTicks };
}

/**
 * Returns how many ticks there is room for, at least two.
 * @param {number} length
 * @param {number} apart
 */
function room(length, apart) {
  return Math.max(2, Math.floor(length / apart));
}

/**
 * Returns the losses between which all finite ones lie, from zero on where the scale is not logarithmic.
 * @param {number[]} train
 * @param {number[]} test
 * @param {boolean} isLog
 * @returns {[low: number, high: number]}
 */
export function lossRange(train, test, isLog) {
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

/**
 * Returns the epoch at an x.
 * @param {Plot} plot
 * @param {number} x
 */
export function epochAt({ first, last, left, right }, x) {
  return first + ((x - left) / (right - left)) * (last - first);
}

/**
 * Draws the lines and the numbers of both axes.
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 */
export function drawGrid(context, plot, theme) {
  context.font = fontOf(theme, 500, 12);
  context.textBaseline = "middle";
  context.lineWidth = theme.thin;
  context.fillStyle = theme.muted;
  drawLosses(context, plot, theme);
  drawEpochs(context, plot, theme);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 */
function drawLosses(context, { left, right, yAt, yTicks }, theme) {
  context.strokeStyle = theme.grid;
  context.textAlign = "right";
  for (const tick of yTicks) {
    hairline(context, left, yAt(tick), right, yAt(tick));
    context.fillText(tick >= 10_000 ? figures(tick, 2) : plain(tick), left - 6, yAt(tick));
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Theme} theme
 */
function drawEpochs(context, { left, right, bottom, type, first, last, xAt }, theme) {
  context.strokeStyle = theme.faint;
  hairline(context, left, bottom, right, bottom);
  context.textAlign = "center";
  const ticks = niceTicks(first, last, room(right - left, EPOCHS_APART * type));
  for (const tick of ticks) context.fillText(plain(tick), xAt(tick), bottom + 13 * type);
  context.textAlign = "right";
  context.fillText("epoch", right + ROOM.right * type - 4, bottom + 13 * type);
}

/**
 * Draws a line that is sharp where it is level.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x0
 * @param {number} y0
 * @param {number} x1
 * @param {number} y1
 */
export function hairline(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, Math.round(y0) + 0.5);
  context.lineTo(x1, Math.round(y1) + 0.5);
  context.stroke();
}

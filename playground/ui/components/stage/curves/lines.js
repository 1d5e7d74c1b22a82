/** The curves themselves: the training loss solid, the test loss dashed, each named at its own end. */

import { fontOf } from "../drawing/theme.js";
import { figures } from "../model/format.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Plot, Series } from "./plot.js" */

/** @typedef {{ name: string, value: number, color: string }} End what stands at the end of a curve */

const LABEL_GAP = 32;
const CLOSEST = 0.5; // pixels between two points of a curve

/**
 * Draws both curves and names them.
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Series} series
 * @param {Theme} theme
 */
export function drawSeries(context, plot, { epochs, train, test }, theme) {
  const hasTest = test.some((value) => !Number.isNaN(value));
  if (hasTest) drawLine(context, thinned(plot, epochs, test), theme, theme.test, [7, 4]);
  drawLine(context, thinned(plot, epochs, train), theme, theme.train, []);
  const ends = [{ name: "train", value: train[train.length - 1], color: theme.train }];
  if (hasTest) ends.push({ name: "test", value: test[test.length - 1], color: theme.test });
  labelEnds(context, plot, ends, theme);
}

/**
 * Returns the strokes of one curve, at most two points a pixel and always the last one; a gap where the loss is not finite.
 * @param {Pick<Plot, "xAt" | "yAt">} plot
 * @param {number[]} epochs
 * @param {number[]} losses
 * @returns {[x: number, y: number][][]}
 */
export function thinned({ xAt, yAt }, epochs, losses) {
  /** @type {[x: number, y: number][][]} */
  const strokes = [];
  let [isDown, before] = [false, -Infinity];
  for (let at = 0; at < epochs.length; at += 1) {
    const x = xAt(epochs[at]);
    if (!Number.isFinite(losses[at])) isDown = false;
    else if (!isDown || x - before >= CLOSEST || at === epochs.length - 1) {
      if (!isDown) strokes.push([]);
      strokes[strokes.length - 1].push([x, yAt(losses[at])]);
      [isDown, before] = [true, x];
    }
  }
  return strokes;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {[x: number, y: number][][]} strokes
 * @param {Theme} theme
 * @param {string} color
 * @param {number[]} dash
 */
function drawLine(context, strokes, { thin }, color, dash) {
  context.beginPath();
  for (const points of strokes) points.forEach(([x, y], at) => context[at ? "lineTo" : "moveTo"](x, y));
  context.setLineDash(dash);
  context.lineWidth = 2.4 * thin;
  context.lineJoin = "round";
  context.strokeStyle = color;
  context.stroke();
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {End[]} ends
 * @param {Theme} theme
 */
function labelEnds(context, { right, top, bottom, type, yAt }, ends, theme) {
  const wanted = ends.map(({ value }) => (Number.isFinite(value) ? yAt(value) : top));
  const places = spread(wanted, top + 13 * type, bottom - 15 * type, LABEL_GAP * type);
  context.textAlign = "left";
  ends.forEach(({ name, value, color }, at) => {
    context.fillStyle = color;
    context.font = fontOf(theme, 600, 13);
    context.fillText(name, right + 8, places[at] - 7 * type);
    context.font = fontOf(theme, 700, 14);
    context.fillText(figures(value), right + 8, places[at] + 8 * type);
  });
}

/**
 * Returns one or two heights, moved apart, and to between top and bottom.
 * @param {number[]} heights
 * @param {number} top
 * @param {number} bottom
 * @param {number} gap the least between two
 */
export function spread(heights, top, bottom, gap) {
  if (heights.length < 2) return heights.map((height) => clamp(height, top, bottom));
  const isTurned = heights[1] < heights[0];
  let [upper, lower] = isTurned ? [heights[1], heights[0]] : heights;
  if (lower - upper < gap) {
    const middle = (upper + lower) / 2;
    [upper, lower] = [middle - gap / 2, middle + gap / 2];
  }
  upper = clamp(upper, top, bottom - gap);
  lower = clamp(lower, upper + gap, bottom);
  return isTurned ? [lower, upper] : [upper, lower];
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

/** The output panel for data that are no plane: prediction against target, or a neuron sample by sample. */

import { niceTicks, scale } from "../drawing/axes.js";
import { css } from "../drawing/colors.js";
import { focusScale } from "../drawing/plane.js";
import { activationOf, divergingColor } from "../drawing/tables.js";
import { fontOf } from "../drawing/theme.js";
import { figures, plain } from "../model/format.js";
import { TOP_BYTE } from "../wire/constants.js";

/** @import { Scale } from "../drawing/axes.js" */
/** @import { Square } from "../drawing/plane.js" */
/** @import { Theme } from "../drawing/theme.js" */
/** @import { NeuronTarget, State } from "../model/types.js" */
/** @import { FrameArrays } from "../wire/frame.js" */

/** @typedef {NonNullable<FrameArrays["output_samples"]>} Samples target, prediction and whether it is a test sample */
/** @typedef {[x0: number, y0: number, x1: number, y1: number]} Ends of a line */

const TAU = 2 * Math.PI;
const JITTER = 0.045;

/**
 * Draws every sample's prediction over its target, and the diagonal where both agree.
 * @param {CanvasRenderingContext2D} context
 * @param {State} state
 * @param {Square} square
 */
export function drawScatter(context, { picture, theme, data }, square) {
  const { left, top, side } = square;
  const samples = picture.arrays.output_samples;
  const [low, high] = samples ? samplesRange(samples) : [0, 1];
  const [xAt, yAt] = [scale(low, high, left, left + side), scale(low, high, top + side, top)];
  drawGrid(context, square, theme, niceTicks(low, high, 5), xAt, yAt);
  drawLine(context, [xAt(low), yAt(low), xAt(high), yAt(high)], theme.muted, theme, [5, 5]);
  const spread = data.kind === "regression" ? 0 : JITTER * (high - low);
  if (samples) drawSamples(context, samples, xAt, yAt, theme, spread);
  nameAxes(context, square, theme, "target", "prediction");
}

/**
 * Returns the ends of both axes: somewhat beyond all finite targets and predictions.
 * @param {Pick<Samples, "data">} samples
 * @returns {[low: number, high: number]}
 */
export function samplesRange({ data }) {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < data.length; at += 3) {
    for (const value of [data[at], data[at + 1]]) {
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) [low, high] = [0, 1];
  const margin = (high - low || 1) * 0.08;
  return [low - margin, high + margin];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Samples} samples
 * @param {Scale} xAt
 * @param {Scale} yAt
 * @param {Theme} theme
 * @param {number} spread how far samples of the same class are strewn
 */
function drawSamples(context, { data, shape }, xAt, yAt, theme, spread) {
  const radius = shape[0] > 100 ? 3.4 : 4.6;
  for (let row = 0; row < shape[0]; row += 1) {
    const [target, prediction, isTest] = data.subarray(3 * row, 3 * row + 3);
    if (!Number.isFinite(prediction)) continue;
    const shift = spread * (((row * 0.618) % 1) - 0.5) * 2;
    context.beginPath();
    context.arc(xAt(target + shift), yAt(prediction), radius, 0, TAU);
    context.fillStyle = isTest ? theme.background : theme.train;
    context.strokeStyle = isTest ? theme.test : theme.background;
    context.lineWidth = isTest ? 1.8 * theme.thin : theme.thin;
    context.fill();
    context.stroke();
  }
}

/**
 * Draws one neuron's activation as a bar for every sample that its map holds.
 * @param {CanvasRenderingContext2D} context
 * @param {State} state
 * @param {Square} square
 * @param {NeuronTarget} neuron
 */
export function drawStripes(context, { picture, theme }, square, neuron) {
  const { maps } = picture.arrays;
  if (!maps) return;
  const { left, top, side } = square;
  const limit = focusScale(picture, neuron) || 1;
  const width = maps.shape[2];
  const start = picture.mapIndex(neuron.column, neuron.unit) * width;
  const yAt = scale(-limit, limit, top + side, top);
  drawGrid(context, square, theme, niceTicks(-limit, limit, 5), null, yAt);
  const step = side / width;
  maps.data.subarray(start, start + width).forEach((byte, at) => {
    const value = activationOf(byte, limit);
    if (Number.isNaN(value)) return;
    context.fillStyle = css(divergingColor(theme.data, byte / TOP_BYTE));
    drawBar(context, left + (at + 0.12) * step, step * 0.76, yAt(0), yAt(value), theme);
  });
  drawLine(context, [left, yAt(0), left + side, yAt(0)], theme.text, theme);
  nameAxes(context, square, theme, `${width} training samples`, "activation");
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} width
 * @param {number} from its foot
 * @param {number} to its head
 * @param {Theme} theme
 */
function drawBar(context, x, width, from, to, theme) {
  const [top, height] = [Math.min(from, to), Math.abs(to - from)];
  context.fillRect(x, top, width, height);
  context.strokeStyle = theme.faint;
  context.lineWidth = theme.thin;
  context.strokeRect(x, top, width, height);
}

/**
 * Draws a frame, and a line with its number at every tick.
 * @param {CanvasRenderingContext2D} context
 * @param {Square} square
 * @param {Theme} theme
 * @param {number[]} ticks
 * @param {Scale | null} xAt null where there are no ticks across
 * @param {Scale} yAt
 */
function drawGrid(context, { left, top, side }, theme, ticks, xAt, yAt) {
  context.font = fontOf(theme, 500, 12);
  context.fillStyle = theme.muted;
  context.textBaseline = "middle";
  for (const tick of ticks) {
    drawLine(context, [left, yAt(tick), left + side, yAt(tick)], theme.grid, theme);
    context.textAlign = "right";
    context.fillText(Math.abs(tick) >= 1000 ? figures(tick, 2) : plain(tick), left - 5, yAt(tick));
    if (!xAt) continue;
    drawLine(context, [xAt(tick), top, xAt(tick), top + side], theme.grid, theme);
    context.textAlign = "center";
    context.fillText(plain(tick), xAt(tick), top + side + 12 * theme.scale);
  }
  context.lineWidth = theme.thin;
  context.strokeStyle = theme.faint;
  context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Square} square
 * @param {Theme} theme
 * @param {string} across
 * @param {string} up
 */
function nameAxes(context, { left, top, side }, theme, across, up) {
  context.font = fontOf(theme, 600, 13);
  context.fillStyle = theme.muted;
  context.textAlign = "right";
  context.fillText(across, left + side, top + side + 27 * theme.scale);
  context.textAlign = "left";
  context.fillText(up, left + 6, top + 12);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Ends} ends
 * @param {string} color
 * @param {Theme} theme
 * @param {number[]} [dash]
 */
function drawLine(context, [x0, y0, x1, y1], color, { thin }, dash = []) {
  context.beginPath();
  context.setLineDash(dash);
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.lineWidth = thin;
  context.strokeStyle = color;
  context.stroke();
  context.setLineDash([]);
}

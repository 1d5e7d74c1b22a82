/** The output panel for data that are no plane: prediction against target, or a neuron sample by sample. */

import { niceTicks, scale } from "../drawing/axes.js";
import { css } from "../drawing/colors.js";
import { focusScale } from "../drawing/plane.js";
import { divergingColor } from "../drawing/tables.js";
import { fontOf } from "../drawing/theme.js";
import { figures, plain } from "../model/format.js";
import { MIDDLE_BYTE, NOT_FINITE, TOP_BYTE } from "../wire/constants.js";

const TAU = 2 * Math.PI;
const JITTER = 0.045;

/** Draws every sample's prediction over its target, and the diagonal where both agree. */
export function drawScatter(context, { picture, theme, data }, frame) {
  const samples = picture.arrays.output_samples;
  const range = samplesRange(samples);
  const [xAt, yAt] = [
    scale(...range, frame.left, frame.left + frame.side),
    scale(...range, frame.top + frame.side, frame.top),
  ];
  drawGrid(context, frame, theme, niceTicks(...range, 5), xAt, yAt);
  line(context, xAt(range[0]), yAt(range[0]), xAt(range[1]), yAt(range[1]), theme, theme.muted, [5, 5]);
  if (samples)
    drawSamples(context, samples, xAt, yAt, theme, data.kind === "regression" ? 0 : JITTER * (range[1] - range[0]));
  name(context, frame, theme, "target", "prediction");
}

function samplesRange(samples) {
  if (!samples) return [0, 1];
  const values = [];
  for (let at = 0; at < samples.data.length; at += 3) values.push(samples.data[at], samples.data[at + 1]);
  const finite = values.filter(Number.isFinite);
  const [low, high] = finite.length ? [Math.min(...finite), Math.max(...finite)] : [0, 1];
  const margin = (high - low || 1) * 0.08;
  return [low - margin, high + margin];
}

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

/** Draws one neuron's activation as a bar for every sample that its map holds. */
export function drawStripes(context, { picture, theme }, frame, focus) {
  const { maps } = picture.arrays;
  if (!maps) return;
  const limit = focusScale(picture, focus) || 1;
  const width = maps.shape[2];
  const start = picture.mapIndex(focus.column, focus.unit) * width;
  const bytes = maps.data.subarray(start, start + width);
  const yAt = scale(-limit, limit, frame.top + frame.side, frame.top);
  drawGrid(context, frame, theme, niceTicks(-limit, limit, 5), null, yAt);
  const step = frame.side / width;
  bytes.forEach((byte, at) => drawBar(context, frame.left + (at + 0.12) * step, step * 0.76, byte, yAt, limit, theme));
  line(context, frame.left, yAt(0), frame.left + frame.side, yAt(0), theme, theme.text, []);
  name(context, frame, theme, `${width} training samples`, "activation");
}

function drawBar(context, x, width, byte, yAt, limit, theme) {
  if (byte === NOT_FINITE) return;
  const value = ((byte - MIDDLE_BYTE) / MIDDLE_BYTE) * limit;
  context.fillStyle = css(divergingColor(theme.data, byte / TOP_BYTE));
  context.fillRect(x, Math.min(yAt(0), yAt(value)), width, Math.abs(yAt(value) - yAt(0)));
  context.strokeStyle = theme.faint;
  context.lineWidth = theme.thin;
  context.strokeRect(x, Math.min(yAt(0), yAt(value)), width, Math.abs(yAt(value) - yAt(0)));
}

function drawGrid(context, { left, top, side }, theme, ticks, xAt, yAt) {
  context.font = fontOf(theme, 500, 12);
  context.fillStyle = theme.muted;
  context.textBaseline = "middle";
  for (const tick of ticks) {
    line(context, left, yAt(tick), left + side, yAt(tick), theme, theme.grid, []);
    context.textAlign = "right";
    context.fillText(Math.abs(tick) >= 1000 ? figures(tick, 2) : plain(tick), left - 5, yAt(tick));
    if (!xAt) continue;
    line(context, xAt(tick), top, xAt(tick), top + side, theme, theme.grid, []);
    context.textAlign = "center";
    context.fillText(plain(tick), xAt(tick), top + side + 12 * theme.scale);
  }
  context.lineWidth = theme.thin;
  context.strokeStyle = theme.faint;
  context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
}

function name(context, { left, top, side }, theme, across, up) {
  context.font = fontOf(theme, 600, 13);
  context.fillStyle = theme.muted;
  context.textAlign = "right";
  context.fillText(across, left + side, top + side + 27 * theme.scale);
  context.textAlign = "left";
  context.fillText(up, left + 6, top + 12);
}

function line(context, x0, y0, x1, y1, { thin }, color, dash) {
  context.beginPath();
  context.setLineDash(dash);
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.lineWidth = thin;
  context.strokeStyle = color;
  context.stroke();
  context.setLineDash([]);
}

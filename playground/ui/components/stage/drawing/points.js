/** The samples on the map: training points filled, test points hollow. */

import { HALF_WIDTH } from "../wire/constants.js";
import { css, mix } from "./colors.js";
import { addShape } from "./shapes.js";
import { divergingColor } from "./tables.js";

const REACH = 14;
const CHOSEN_RADIUS = 8;

/** Draws all points that are to be shown into the square of the map. */
export function drawPoints(context, { picture, data, theme, settings }, frame) {
  const { side } = frame;
  const points = picture.arrays.points;
  if (!points) return;
  const nTrain = picture.meta.n_train ?? points.shape[0];
  const radius = pointRadius(side, settings.showTest ? points.shape[0] : nTrain);
  const look = {
    colorOf: colorOf(data, theme, picture.meta.output),
    radius,
    theme,
    isContinuous: data.kind === "regression",
  };
  if (settings.showTest) drawGroup(context, points, nTrain, points.shape[0], { ...look, isHollow: true }, frame);
  drawGroup(context, points, 0, nTrain, { ...look, isHollow: false }, frame);
}

/** Draws a ring round the sample at `inputs`. */
export function markPoint(context, [x1, x2], frame, theme) {
  const { x, y } = placeOf(x1, x2, frame);
  for (const [width, color] of [
    [5, theme.background],
    [2.5, theme.text],
  ]) {
    context.beginPath();
    context.arc(x, y, CHOSEN_RADIUS, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

/** Returns the index of the training sample next to a pointer, -1 where none is near. */
export function trainingPointAt({ arrays: { points }, meta }, frame, pointer) {
  let [nearest, best] = [REACH, -1];
  for (let row = 0; row < (points ? (meta.n_train ?? 0) : 0); row += 1) {
    const { x, y } = placeOf(points.data[3 * row], points.data[3 * row + 1], frame);
    const distance = Math.hypot(x - pointer.x, y - pointer.y);
    if (distance < nearest) [nearest, best] = [distance, row];
  }
  return best;
}

function placeOf(x1, x2, { left, top, side }) {
  return {
    x: left + ((x1 + HALF_WIDTH) / (2 * HALF_WIDTH)) * side,
    y: top + ((HALF_WIDTH - x2) / (2 * HALF_WIDTH)) * side,
  };
}

function pointRadius(side, n) {
  const base = Math.min(5.2, Math.max(2.7, side / 95));
  return n > 1500 ? base * 0.62 : n > 600 ? base * 0.8 : base;
}

function colorOf(data, theme, output) {
  if (data.kind === "regression") return (target) => css(regressionColor(theme.data, output, target));
  if (data.kind === "binary") return (target) => (target > 0.5 ? theme.strong.positive : theme.strong.negative);
  return (target) => theme.strong.classes[target % theme.strong.classes.length];
}

function regressionColor(colors, output, target) {
  const [low, high] = [output?.low ?? -1, output?.high ?? 1];
  const share = Math.min(1, Math.max(0, (target - low) / (high - low || 1)));
  return mix(divergingColor(colors, share), share < 0.5 ? colors.negative : colors.positive, Math.abs(share - 0.5));
}

function drawGroup(context, { data }, from, to, { colorOf, radius, theme, isHollow, isContinuous }, frame) {
  for (let row = from; row < to; row += 1) {
    const target = data[3 * row + 2];
    const { x, y } = placeOf(data[3 * row], data[3 * row + 1], frame);
    context.beginPath();
    addShape(context, isContinuous ? 0 : Math.round(target), x, y, isHollow ? radius * 0.88 : radius);
    if (isHollow) strokeTwice(context, isContinuous ? theme.text : colorOf(target), theme, radius);
    else fillAndStroke(context, colorOf(target), isContinuous ? theme.text : theme.background, theme.thin);
  }
}

function fillAndStroke(context, fill, stroke, width) {
  context.lineWidth = width;
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.fill();
  context.stroke();
}

/** A ring in its colour within a paler one, to be seen on any ground. */
function strokeTwice(context, color, { background, thin }, radius) {
  const width = Math.max(1.3 * thin, radius * 0.4);
  context.lineWidth = width + 1.4;
  context.strokeStyle = background;
  context.stroke();
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

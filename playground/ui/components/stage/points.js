/** The samples on the map: training points filled, test points hollow. */

import { css, mix } from "./colors.js";
import { addShape } from "./shapes.js";
import { divergingColor } from "./tables.js";

export const DOMAIN = 6;

/** Draws all points that are to be shown into the square of the map. */
export function drawPoints(context, { picture, data, theme, settings }, frame) {
  const { side } = frame;
  const points = picture.arrays.points;
  if (!points) return;
  const nTrain = picture.meta.n_train ?? points.shape[0];
  const radius = pointRadius(side, settings.showTest ? points.shape[0] : nTrain);
  const look = { colorOf: colorOf(data, theme, picture.meta.output), radius, theme, isContinuous: data.kind === "regression" };
  if (settings.showTest) drawGroup(context, points, nTrain, points.shape[0], { ...look, isHollow: true }, frame);
  drawGroup(context, points, 0, nTrain, { ...look, isHollow: false }, frame);
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

function drawGroup(context, { data }, from, to, { colorOf, radius, theme, isHollow, isContinuous }, { left, top, side }) {
  for (let row = from; row < to; row += 1) {
    const target = data[3 * row + 2];
    const x = left + ((data[3 * row] + DOMAIN) / (2 * DOMAIN)) * side;
    const y = top + ((DOMAIN - data[3 * row + 1]) / (2 * DOMAIN)) * side;
    context.beginPath();
    addShape(context, isContinuous ? 0 : Math.round(target), x, y, isHollow ? radius * 0.88 : radius);
    if (isHollow) strokeTwice(context, isContinuous ? theme.text : colorOf(target), theme.background, radius);
    else fillAndStroke(context, colorOf(target), isContinuous ? theme.text : theme.background);
  }
}

function fillAndStroke(context, fill, stroke) {
  context.lineWidth = 1;
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.fill();
  context.stroke();
}

/** A ring in its colour within a paler one, to be seen on any ground. */
function strokeTwice(context, color, halo, radius) {
  const width = Math.max(1.3, radius * 0.4);
  context.lineWidth = width + 1.4;
  context.strokeStyle = halo;
  context.stroke();
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

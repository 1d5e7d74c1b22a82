/** The samples on the map: training points filled, test points hollow. */

import { HALF_WIDTH } from "../wire/constants.js";
import { css, mix } from "./colors.js";
import { addShape } from "./shapes.js";
import { strokeTwice } from "./strokes.js";
import { divergingColor } from "./tables.js";

/** @import { Picture } from "../model/picture.js" */
/** @import { State } from "../model/types.js" */
/** @import { Data } from "../wire/data.js" */
/** @import { FrameArrays, MomentHeader } from "../wire/frame.js" */
/** @import { Point, Square } from "./plane.js" */
/** @import { DataColors, Theme } from "./theme.js" */

/**
 * @typedef {object} Look how a group of samples is drawn
 * @property {(target: number) => string} colorOf the colour of a class or a value
 * @property {number} radius
 * @property {boolean} isContinuous whether the targets are values: all have one shape
 * @property {boolean} isHollow
 * @property {Theme} theme
 */

const REACH = 14;
const CHOSEN_RADIUS = 8;

/**
 * Draws all points that are to be shown into the square of the map.
 * @param {CanvasRenderingContext2D} context
 * @param {State} state
 * @param {Square} square
 */
export function drawPoints(context, { picture: { arrays, meta }, data, theme, settings }, square) {
  if (!meta || !arrays.points) return;
  const { points } = arrays;
  const [n, nTrain] = [points.shape[0], meta.n_train];
  const radius = pointRadius(square.side, settings.showTest ? n : nTrain);
  const isContinuous = data.kind === "regression";
  const look = { colorOf: colorOf(data, theme, meta.output), radius, isContinuous, theme };
  if (settings.showTest) drawGroup(context, points, nTrain, n, { ...look, isHollow: true }, square);
  drawGroup(context, points, 0, nTrain, { ...look, isHollow: false }, square);
}

/**
 * Draws a ring round the sample at a place of the plane.
 * @param {CanvasRenderingContext2D} context
 * @param {[x1: number, x2: number]} inputs
 * @param {Square} square
 * @param {Theme} theme
 */
export function markPoint(context, [x1, x2], square, theme) {
  const { x, y } = placeOf(x1, x2, square);
  context.beginPath();
  context.arc(x, y, CHOSEN_RADIUS, 0, 2 * Math.PI);
  strokeTwice(context, [5, theme.background], [2.5, theme.text]);
}

/**
 * Returns the index of the training sample next to a pointer, -1 where none is near.
 * @param {Pick<Picture, "arrays" | "meta">} picture
 * @param {Square} square
 * @param {Point} pointer
 */
export function trainingPointAt({ arrays: { points }, meta }, square, pointer) {
  if (!meta || !points) return -1;
  let [nearest, best] = [REACH, -1];
  for (let row = 0; row < meta.n_train; row += 1) {
    const { x, y } = placeOf(points.data[3 * row], points.data[3 * row + 1], square);
    const distance = Math.hypot(x - pointer.x, y - pointer.y);
    if (distance < nearest) [nearest, best] = [distance, row];
  }
  return best;
}

/**
 * @param {number} x1
 * @param {number} x2
 * @param {Square} square
 */
function placeOf(x1, x2, { left, top, side }) {
  return {
    x: left + ((x1 + HALF_WIDTH) / (2 * HALF_WIDTH)) * side,
    y: top + ((HALF_WIDTH - x2) / (2 * HALF_WIDTH)) * side,
  };
}

/**
 * Returns the radius of a point among so many, in pixels.
 * @param {number} side of the square
 * @param {number} n
 */
function pointRadius(side, n) {
  const base = Math.min(5.2, Math.max(2.7, side / 95));
  return n > 1500 ? base * 0.62 : n > 600 ? base * 0.8 : base;
}

/**
 * @param {Pick<Data, "kind">} data
 * @param {Theme} theme
 * @param {MomentHeader["output"]} output
 * @returns {Look["colorOf"]}
 */
function colorOf({ kind }, { data: colors, strong }, output) {
  if (kind === "regression") return (target) => css(regressionColor(colors, output, target));
  if (kind === "binary") return (target) => (target > 0.5 ? strong.positive : strong.negative);
  return (target) => strong.classes[target % strong.classes.length];
}

/**
 * @param {DataColors} colors
 * @param {MomentHeader["output"]} output whose scale the colours run along
 * @param {number} target
 */
function regressionColor(colors, output, target) {
  const [low, high] = output.kind === "value" ? [output.low, output.high] : [-1, 1];
  const share = Math.min(1, Math.max(0, (target - low) / (high - low || 1)));
  return mix(divergingColor(colors, share), share < 0.5 ? colors.negative : colors.positive, Math.abs(share - 0.5));
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {NonNullable<FrameArrays["points"]>} points
 * @param {number} from the first row
 * @param {number} to the row after the last
 * @param {Look} look
 * @param {Square} square
 */
function drawGroup(context, { data }, from, to, { colorOf, radius, theme, isHollow, isContinuous }, square) {
  for (let row = from; row < to; row += 1) {
    const target = data[3 * row + 2];
    const { x, y } = placeOf(data[3 * row], data[3 * row + 1], square);
    context.beginPath();
    addShape(context, isContinuous ? 0 : Math.round(target), x, y, isHollow ? radius * 0.88 : radius);
    if (isHollow) strokeRing(context, isContinuous ? theme.text : colorOf(target), theme, radius);
    else fillAndStroke(context, colorOf(target), isContinuous ? theme.text : theme.background, theme.thin);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} fill
 * @param {string} stroke
 * @param {number} width
 */
function fillAndStroke(context, fill, stroke, width) {
  context.lineWidth = width;
  context.fillStyle = fill;
  context.strokeStyle = stroke;
  context.fill();
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 * @param {Theme} theme
 * @param {number} radius
 */
function strokeRing(context, color, { background, thin }, radius) {
  const width = Math.max(1.3 * thin, radius * 0.4);
  strokeTwice(context, [width + 1.4, background], [width, color]);
}

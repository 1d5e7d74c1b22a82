/** How the diagram shows what the keyboard is at: a ring round the column, the neuron, the weight or the bias. */

import { strokeTwice } from "../drawing/strokes.js";
import { biasPlace, edgeBetween, pointOnEdge } from "./layout.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Point } from "../drawing/plane.js" */
/** @import { Focused, Target, WeightTarget } from "../model/types.js" */
/** @import { Layout, Place } from "./layout.js" */

const TAU = 2 * Math.PI;
const [COLUMN_GAP, NEURON_GAP, DISC] = [12, 7, 11];

/**
 * Draws the ring round what the keyboard is at.
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Focused} target
 * @param {Theme} theme
 */
export function drawFocus(context, { columns }, target, theme) {
  const place = columns[target.column];
  if (!place || !isDrawn(place, target)) return;
  context.beginPath();
  outline(context, columns, target);
  strokeTwice(context, [8, theme.background], [4, theme.accent]);
}

/**
 * Whether a target is among what is drawn: while the diagram moves it may not be yet.
 * @param {Place} place
 * @param {Focused} target
 */
function isDrawn({ ys }, target) {
  return target.type === "column" || (target.type === "weight" ? target.to : target.unit) < ys.length;
}

/**
 * Adds the ring round a target to the path.
 * @param {CanvasRenderingContext2D} context
 * @param {Place[]} columns
 * @param {Focused} target
 */
function outline(context, columns, target) {
  const { x, tile, ys } = columns[target.column];
  if (target.type === "column") frame(context, x, ys[0], ys[ys.length - 1], tile / 2 + COLUMN_GAP);
  else if (target.type === "neuron") frame(context, x, ys[target.unit], ys[target.unit], tile / 2 + NEURON_GAP);
  else
    disc(
      context,
      target.type === "weight" ? weightPlace(columns, target) : biasPlace(columns[target.column], target.unit),
    );
}

/**
 * Returns the middle of a weight's curve.
 * @param {Place[]} columns
 * @param {WeightTarget} target
 */
function weightPlace(columns, { column, from, to }) {
  return pointOnEdge(edgeBetween(columns[column - 1], columns[column], from, to), 0.5);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} top
 * @param {number} bottom
 * @param {number} gap
 */
function frame(context, x, top, bottom, gap) {
  context.roundRect(x - gap, top - gap, 2 * gap, bottom - top + 2 * gap, 10);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Point} middle
 */
function disc(context, { x, y }) {
  context.arc(x, y, DISC, 0, TAU);
}

/**
 * Returns where the words about what the keyboard is at belong.
 * @param {Layout} layout
 * @param {Target} target
 */
export function placeOf({ columns }, target) {
  if (target.type === "weight") return weightPlace(columns, target);
  const { x, tile, ys } = columns[target.column];
  return { x: x + tile / 2, y: ys[target.unit] };
}

/** How the diagram shows what the keyboard is at: a ring round the column, the neuron, the weight or the bias. */

import { biasPlace, edgeBetween, pointOnEdge } from "./layout.js";

const TAU = 2 * Math.PI;
const [COLUMN_GAP, NEURON_GAP, DISC] = [12, 7, 11];

/** Draws the ring round a target of the tree. */
export function drawFocus(context, { columns }, target, theme) {
  const place = columns[target.column];
  if (!place || !(target.type === "column" || (target.unit ?? target.to) < place.ys.length)) return;
  context.beginPath();
  OUTLINES[target.type](context, columns, target);
  for (const [width, color] of [
    [8, theme.background],
    [4, theme.accent],
  ]) {
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
}

const OUTLINES = {
  column: (context, columns, { column }) => {
    const { x, tile, ys } = columns[column];
    frame(context, x, ys[0], ys.at(-1), tile / 2 + COLUMN_GAP);
  },
  neuron: (context, columns, { column, unit }) => {
    const { x, tile, ys } = columns[column];
    frame(context, x, ys[unit], ys[unit], tile / 2 + NEURON_GAP);
  },
  weight: (context, columns, target) => disc(context, weightPlace(columns, target)),
  bias: (context, columns, { column, unit }) => disc(context, biasPlace(columns[column], unit)),
};

/** Returns the middle of a weight's curve. */
function weightPlace(columns, { column, from, to }) {
  return pointOnEdge(edgeBetween(columns[column - 1], columns[column], from, to), 0.5);
}

function frame(context, x, top, bottom, gap) {
  context.roundRect(x - gap, top - gap, 2 * gap, bottom - top + 2 * gap, 10);
}

function disc(context, { x, y }) {
  context.arc(x, y, DISC, 0, TAU);
}

/** Returns where the words about a neuron, a weight or a bias that the keyboard is at belong. */
export function placeOf({ columns }, target) {
  if (target.type === "weight") return weightPlace(columns, target);
  const { x, tile, ys } = columns[target.column];
  return { x: x + tile / 2, y: ys[target.unit] };
}

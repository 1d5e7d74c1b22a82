/** What lies under the pointer: a neuron, a bias or a weight of the diagram. */

import { biasPlace, edgeBetween, pointOnEdge } from "./layout.js";

const REACH = { mouse: 7, pen: 10, touch: 18 };
const SAMPLES = 24;

/** Returns { type, column, unit } or { type: "weight", column, from, to }, or null; a finger reaches farther than a mouse. */
export function targetAt(layout, filled, { x, y }, pointerType) {
  const reach = REACH[pointerType] ?? REACH.mouse;
  return biasAt(layout, filled, x, y, reach) ?? neuronAt(layout, x, y) ?? weightAt(layout, x, y, reach);
}

/** Whether two targets are the same. */
export function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

function neuronAt({ columns }, x, y) {
  for (const [column, place] of columns.entries()) {
    if (Math.abs(x - place.x) > place.tile / 2) continue;
    const unit = place.ys.findIndex((centre) => Math.abs(y - centre) <= place.tile / 2);
    if (unit >= 0) return { type: "neuron", column, unit };
  }
  return null;
}

function biasAt({ columns }, filled, x, y, reach) {
  for (let column = 1; column < Math.min(filled, columns.length); column += 1) {
    const place = columns[column];
    const unit = place.ys.findIndex((_, at) => {
      const disc = biasPlace(place, at);
      return Math.hypot(x - disc.x, y - disc.y) <= Math.min(reach, place.tile * 0.2);
    });
    if (unit >= 0) return { type: "bias", column, unit };
  }
  return null;
}

function weightAt({ columns }, x, y, reach) {
  const column = columns.findIndex((place, at) => at > 0 && x > columns[at - 1].x && x < place.x);
  if (column < 1) return null;
  const [source, target] = [columns[column - 1], columns[column]];
  let nearest = { distance: reach, target: null };
  source.ys.forEach((_, from) =>
    target.ys.forEach((__, to) => {
      const distance = distanceTo(edgeBetween(source, target, from, to), x, y, reach);
      if (distance < nearest.distance) nearest = { distance, target: { type: "weight", column, from, to } };
    }),
  );
  return nearest.target;
}

function distanceTo(edge, x, y, reach) {
  if (y < Math.min(edge.y0, edge.y1) - reach || y > Math.max(edge.y0, edge.y1) + reach) return Infinity;
  let [least, before] = [Infinity, pointOnEdge(edge, 0)];
  for (let at = 1; at <= SAMPLES; at += 1) {
    const after = pointOnEdge(edge, at / SAMPLES);
    least = Math.min(least, distanceToSegment(before, after, x, y));
    before = after;
  }
  return least;
}

function distanceToSegment(a, b, x, y) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

/** Returns which weights belong to a target, as a test of (column, from, to), or null for no target. */
export function relation(target) {
  if (!target) return null;
  if (target.type === "weight")
    return (column, from, to) => column === target.column && from === target.from && to === target.to;
  return (column, from, to) =>
    (column === target.column && to === target.unit) ||
    (target.type === "neuron" && column === target.column + 1 && from === target.unit);
}

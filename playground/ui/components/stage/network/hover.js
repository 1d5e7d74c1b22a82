/** What lies under the pointer: a neuron, a bias or a weight of the diagram. */

import { biasPlace, edgeBetween, pointOnEdge } from "./layout.js";

/** @import { Point } from "../drawing/plane.js" */
/** @import { BiasTarget, NeuronTarget, Target, WeightTarget } from "../model/types.js" */
/** @import { Edge, Layout } from "./layout.js" */

/** @typedef {(column: number, from: number, to: number) => boolean} Relation whether a weight belongs to something */

/** How far from a line a pointer may be; a finger reaches farther than a mouse. */
const REACH = { mouse: 7, pen: 10, touch: 18 };
const SAMPLES = 24;

/**
 * Returns what a pointer is at, null where that is nothing.
 * @param {Layout} layout
 * @param {number} filled how many columns are known: only there are biases
 * @param {Point} pointer
 * @param {string} pointerType
 * @returns {Target | null}
 */
export function targetAt(layout, filled, pointer, pointerType) {
  const reach = REACH[/** @type {keyof typeof REACH} */ (pointerType)] ?? REACH.mouse; // some pointers tell no type
  return biasAt(layout, filled, pointer, reach) ?? neuronAt(layout, pointer) ?? weightAt(layout, pointer, reach);
}

/**
 * Whether two targets are the same.
 * @param {object | null} a
 * @param {object | null} b
 */
export function isSame(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * @param {Layout} layout
 * @param {Point} pointer
 * @returns {NeuronTarget | null}
 */
function neuronAt({ columns }, { x, y }) {
  for (const [column, place] of columns.entries()) {
    if (Math.abs(x - place.x) > place.tile / 2) continue;
    const unit = place.ys.findIndex((centre) => Math.abs(y - centre) <= place.tile / 2);
    if (unit >= 0) return { type: "neuron", column, unit };
  }
  return null;
}

/**
 * @param {Layout} layout
 * @param {number} filled
 * @param {Point} pointer
 * @param {number} reach
 * @returns {BiasTarget | null}
 */
function biasAt({ columns }, filled, { x, y }, reach) {
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

/**
 * @param {Layout} layout
 * @param {Point} pointer
 * @param {number} reach
 * @returns {WeightTarget | null}
 */
function weightAt({ columns }, pointer, reach) {
  const column = columns.findIndex((place, at) => at > 0 && pointer.x > columns[at - 1].x && pointer.x < place.x);
  if (column < 1) return null;
  const [source, target] = [columns[column - 1], columns[column]];
  let least = reach;
  /** @type {WeightTarget | null} */
  let nearest = null;
  for (const from of source.ys.keys()) {
    for (const to of target.ys.keys()) {
      const distance = distanceTo(edgeBetween(source, target, from, to), pointer, reach);
      if (distance < least) [least, nearest] = [distance, { type: "weight", column, from, to }];
    }
  }
  return nearest;
}

/**
 * @param {Edge} edge
 * @param {Point} pointer
 * @param {number} reach beyond which only that it is beyond counts
 */
function distanceTo(edge, pointer, reach) {
  if (pointer.y < Math.min(edge.y0, edge.y1) - reach || pointer.y > Math.max(edge.y0, edge.y1) + reach) return Infinity;
  let [least, before] = [Infinity, pointOnEdge(edge, 0)];
  for (let at = 1; at <= SAMPLES; at += 1) {
    const after = pointOnEdge(edge, at / SAMPLES);
    least = Math.min(least, distanceToSegment(before, after, pointer));
    before = after;
  }
  return least;
}

/**
 * @param {Point} a
 * @param {Point} b
 * @param {Point} point
 */
function distanceToSegment(a, b, { x, y }) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - a.x - t * dx, y - a.y - t * dy);
}

/**
 * Returns which weights belong to a target, null for no target.
 * @param {Target | null} target
 * @returns {Relation | null}
 */
export function relation(target) {
  if (!target) return null;
  if (target.type === "weight")
    return (column, from, to) => column === target.column && from === target.from && to === target.to;
  const { type, unit } = target;
  return (column, from, to) =>
    (column === target.column && to === unit) || (type === "neuron" && column === target.column + 1 && from === unit);
}

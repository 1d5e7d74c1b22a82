/** The weights as curves: width and strength of colour = size, solid = positive, dashed = negative. */

import { edgeBetween } from "./layout.js";

const LEVELS = 24;
const HALFWAY = 1.5;
const FADED = 0.12;

/** Draws every weight of the diagram; `isRelated(column, from, to)` picks out some while the rest fade. */
export function drawEdges(context, { layout, picture, filled, theme, isRelated }) {
  const thickest = Math.min(11, Math.max(2.5, 0.16 * Math.min(...layout.columns.map(({ tile }) => tile))));
  for (let column = 1; column < layout.columns.length; column += 1) {
    const block = column < filled ? picture.weightsInto(column) : null;
    const piles = sortEdges(layout, column, block, isRelated);
    for (const pile of piles.values()) strokePile(context, pile, thickest, theme, isRelated !== null);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Returns how strongly a weight shows, 0..1, levelling off for large ones. */
export function strength(weight) {
  return 1 - Math.exp(-Math.abs(weight) / HALFWAY);
}

function sortEdges(layout, column, block, isRelated) {
  const [source, target] = [layout.columns[column - 1], layout.columns[column]];
  const piles = new Map();
  source.ys.forEach((_, from) => target.ys.forEach((__, to) => {
    const weight = block ? block.data[block.start + from * block.columns + to] : null;
    const pile = pileFor(piles, weight, isRelated?.(column, from, to) ?? false);
    const { x0, y0, x1, y1, bend } = edgeBetween(source, target, from, to);
    pile.path.moveTo(x0, y0);
    pile.path.bezierCurveTo(bend, y0, bend, y1, x1, y1);
  }));
  return new Map([...piles].sort(([a], [b]) => a - b));
}

function pileFor(piles, weight, isChosen) {
  const level = weight === null || Number.isNaN(weight) ? -1 : Math.round(strength(weight) * LEVELS);
  const key = (isChosen ? 1000 : 0) + 2 * level + (weight > 0 ? 1 : 0);
  if (!piles.has(key)) piles.set(key, { path: new Path2D(), level, weight, isChosen });
  return piles.get(key);
}

function strokePile(context, { path, level, weight, isChosen }, thickest, theme, isFading) {
  const share = Math.max(0, level) / LEVELS;
  const width = level < 0 ? 1 : 0.7 + share * thickest;
  context.globalAlpha = (isFading && !isChosen ? FADED : 1) * (level < 0 ? 0.5 : 0.34 + 0.62 * share);
  context.lineWidth = isChosen ? Math.max(1.6, width) : width;
  context.strokeStyle = level < 0 ? theme.faint : weight < 0 ? theme.negative : theme.positive;
  context.setLineDash(dashes(weight, width));
  context.stroke(path);
}

function dashes(weight, width) {
  if (weight === null) return [];
  if (Number.isNaN(weight)) return [1, 4];
  return weight < 0 ? [5 + 1.4 * width, 2.5 + 0.35 * width] : [];
}

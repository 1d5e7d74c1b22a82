/** The weights as curves: width = size, solid = positive, dashed = negative. */

import { edgeBetween } from "./layout.js";

const LEVELS = 24;
const HALFWAY = 1.5;
const FADED = 0.12;

/** Draws every weight of the diagram; `isRelated(column, from, to)` picks out some while the rest fade. */
export function drawEdges(context, { layout, picture, filled, theme, isRelated }) {
  const thickest = Math.min(12, Math.max(3, 0.17 * Math.min(...layout.columns.map(({ tile }) => tile))));
  const pen = { theme, isFading: isRelated !== null };
  const widths = { thin: theme.thin, thickest };
  for (let column = 1; column < layout.columns.length; column += 1) {
    const block = column < filled ? picture.weightsInto(column) : null;
    for (const pile of sortEdges(layout, column, block, isRelated, widths)) strokePile(context, pile, pen);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** Returns how strongly a weight shows, 0..1, levelling off for large ones. */
function strength(weight) {
  return 1 - Math.exp(-Math.abs(weight) / HALFWAY);
}

/** Returns the edges of one gap in piles of the same look, thin ones first. */
function sortEdges(layout, column, block, isRelated, widths) {
  const [source, target] = [layout.columns[column - 1], layout.columns[column]];
  const piles = new Map();
  source.ys.forEach((_, from) =>
    target.ys.forEach((__, to) => {
      const weight = block ? block.data[block.start + from * block.columns + to] : null;
      const path = pathFor(pileFor(piles, weight, isRelated?.(column, from, to) ?? false, widths), widths.thin);
      const { x0, y0, x1, y1, bend } = edgeBetween(source, target, from, to);
      path.moveTo(x0, y0);
      path.bezierCurveTo(bend, y0, bend, y1, x1, y1);
    }),
  );
  return [...piles.values()].sort((a, b) => a.key - b.key);
}

function pileFor(piles, weight, isChosen, { thin, thickest }) {
  const level = weight === null || Number.isNaN(weight) ? -1 : Math.round(strength(weight) * LEVELS);
  const key = (isChosen ? 1000 : 0) + 2 * level + (weight > 0 ? 1 : 0);
  if (!piles.has(key))
    piles.set(key, { key, level, weight, isChosen, paths: [], width: Math.max(thin, (level / LEVELS) * thickest) });
  return piles.get(key);
}

/** Hairlines share one path; broad curves are quicker to draw one by one, because a path's own crossings are costly. */
function pathFor({ paths, width }, thin) {
  if (width > thin || paths.length === 0) paths.push(new Path2D());
  return paths.at(-1);
}

function strokePile(context, { level, weight, isChosen, paths, width }, { theme, isFading }) {
  context.globalAlpha = isFading && !isChosen ? FADED : 1;
  context.lineWidth = isChosen ? Math.max(2.4, width) : width;
  context.strokeStyle = level < 0 ? theme.faint : weight < 0 ? theme.negative : theme.positive;
  context.setLineDash(dashes(weight, width));
  for (const path of paths) context.stroke(path);
}

function dashes(weight, width) {
  if (weight === null) return [];
  if (Number.isNaN(weight)) return [1, 4];
  return weight < 0 ? [5 + 1.4 * width, 2.5 + 0.35 * width] : [];
}

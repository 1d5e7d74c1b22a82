/** The weights as curves: width = size, solid = positive, dashed = negative. */

import { edgeBetween } from "./layout.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Picture } from "../model/picture.js" */
/** @import { Relation } from "./hover.js" */
/** @import { Layout } from "./layout.js" */
/** @import { Scene } from "./network.js" */

/** @typedef {ReturnType<Picture["weightsInto"]>} Block the known weights of one gap */
/** @typedef {{ thin: number, thickest: number }} Widths */

/**
 * @typedef {object} Pile edges of the same look
 * @property {number} key the order in which piles are drawn
 * @property {number} level how strongly they show, -1 where that is not known
 * @property {number | null} weight that of one of them
 * @property {boolean} isChosen
 * @property {Path2D[]} paths
 * @property {number} width
 */

const LEVELS = 24;
const HALFWAY = 1.5;
const FADED = 0.12;

/**
 * Draws every weight of the diagram; where some are related to what is pointed at, the rest fade.
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 */
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

/**
 * Returns how strongly a weight shows, 0..1, levelling off for large ones.
 * @param {number} weight
 */
function strength(weight) {
  return 1 - Math.exp(-Math.abs(weight) / HALFWAY);
}

/**
 * Returns the edges of one gap in piles of the same look, thin ones first.
 * @param {Layout} layout
 * @param {number} column after the gap
 * @param {Block} block
 * @param {Relation | null} isRelated
 * @param {Widths} widths
 */
function sortEdges(layout, column, block, isRelated, widths) {
  const [source, target] = [layout.columns[column - 1], layout.columns[column]];
  /** @type {Map<number, Pile>} */
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

/**
 * Returns the pile that a weight belongs to, a new one where it is the first of its look.
 * @param {Map<number, Pile>} piles
 * @param {number | null} weight
 * @param {boolean} isChosen
 * @param {Widths} widths
 */
function pileFor(piles, weight, isChosen, { thin, thickest }) {
  const level = weight === null || Number.isNaN(weight) ? -1 : Math.round(strength(weight) * LEVELS);
  const key = (isChosen ? 1000 : 0) + 2 * level + (weight !== null && weight > 0 ? 1 : 0);
  const known = piles.get(key);
  if (known) return known;
  /** @type {Pile} */
  const pile = { key, level, weight, isChosen, paths: [], width: Math.max(thin, (level / LEVELS) * thickest) };
  piles.set(key, pile);
  return pile;
}

/**
 * Returns the path that the next edge of a pile joins: hairlines share one; broad curves are quicker to draw one by
 * one, because a path's own crossings are costly.
 * @param {Pile} pile
 * @param {number} thin
 */
function pathFor({ paths, width }, thin) {
  if (width > thin || paths.length === 0) paths.push(new Path2D());
  return paths[paths.length - 1];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Pile} pile
 * @param {{ theme: Theme, isFading: boolean }} pen
 */
function strokePile(context, { weight, isChosen, paths, width }, { theme, isFading }) {
  context.globalAlpha = isFading && !isChosen ? FADED : 1;
  context.lineWidth = isChosen ? Math.max(2.4, width) : width;
  context.strokeStyle = inkOf(weight, theme);
  context.setLineDash(dashes(weight, width));
  for (const path of paths) context.stroke(path);
}

/**
 * @param {number | null} weight
 * @param {Theme} theme
 */
function inkOf(weight, theme) {
  if (weight === null || Number.isNaN(weight)) return theme.faint;
  return weight < 0 ? theme.negative : theme.positive;
}

/**
 * @param {number | null} weight
 * @param {number} width
 */
function dashes(weight, width) {
  if (weight === null) return [];
  if (Number.isNaN(weight)) return [1, 4];
  return weight < 0 ? [5 + 1.4 * width, 2.5 + 0.35 * width] : [];
}

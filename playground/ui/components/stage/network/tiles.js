/** The neurons: a map in every tile, its border, and the bias as a disc at its corner. */

import { biasPlace } from "./layout.js";

/** @import { Point } from "../drawing/plane.js" */
/** @import { Theme } from "../drawing/theme.js" */
/** @import { Picture } from "../model/picture.js" */
/** @import { Layout, Place } from "./layout.js" */
/** @import { Scene } from "./network.js" */

/** @typedef {ReturnType<typeof tilePaths>} TilePaths */

const TAU = 2 * Math.PI;

/**
 * Returns the paths that a layout's tiles need, made once per layout.
 * @param {Layout} layout
 */
export function tilePaths(layout) {
  const [outlines, corners] = [new Path2D(), new Path2D()];
  for (const { x, tile, ys } of layout.columns) {
    const radius = Math.min(6, tile / 6);
    for (const y of ys) {
      outlines.roundRect(x - tile / 2, y - tile / 2, tile, tile, radius);
      corners.rect(x - tile / 2 - 1, y - tile / 2 - 1, tile + 2, tile + 2);
      corners.roundRect(x - tile / 2, y - tile / 2, tile, tile, radius);
    }
  }
  return { outlines, corners };
}

/**
 * Draws all tiles.
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 */
export function drawTiles(context, { layout, paths, picture, sheet, whole, filled, theme, isSmooth }) {
  context.fillStyle = theme.grid;
  context.fill(paths.outlines);
  context.imageSmoothingEnabled = isSmooth;
  layout.columns.slice(0, filled).forEach((place, column) => drawColumn(context, place, column, picture, sheet));
  if (whole && filled === layout.columns.length) drawWhole(context, layout.columns[filled - 1], whole);
  context.fillStyle = theme.background;
  context.fill(paths.corners, "evenodd");
  context.strokeStyle = theme.text;
  context.lineWidth = layout.pitch < 78 ? theme.thin : 1.5 * theme.thin;
  context.stroke(paths.outlines);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {number} column
 * @param {Picture} picture
 * @param {HTMLCanvasElement} sheet
 */
function drawColumn(context, { x, tile, ys }, column, picture, sheet) {
  const maps = picture.arrays.maps;
  if (!maps) return;
  const [n, height, width] = maps.shape;
  const first = picture.mapIndex(column, 0);
  ys.forEach((y, unit) => {
    if (first + unit >= n) return;
    context.drawImage(sheet, 0, (first + unit) * height, width, height, x - tile / 2, y - tile / 2, tile, tile);
  });
}

/**
 * The output tile shows the very picture of the output panel.
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {HTMLCanvasElement} whole
 */
function drawWhole(context, { x, tile, ys }, whole) {
  context.drawImage(whole, x - tile / 2, ys[0] - tile / 2, tile, tile);
}

/**
 * Draws every known bias: filled = positive, hollow = negative, size = magnitude.
 * @param {CanvasRenderingContext2D} context
 * @param {Scene} scene
 */
export function drawBiases(context, { layout, picture, filled, theme }) {
  layout.columns.slice(0, filled).forEach((place, column) => {
    if (column === 0) return;
    place.ys.forEach((_, unit) =>
      drawBias(context, biasPlace(place, unit), picture.bias(column, unit), place.tile, theme),
    );
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Point} middle
 * @param {number | undefined} bias
 * @param {number} tile
 * @param {Theme} theme
 */
function drawBias(context, { x, y }, bias, tile, theme) {
  if (bias === undefined) return;
  const radius = biasRadius(bias, tile);
  context.beginPath();
  context.arc(x, y, radius + 1.5, 0, TAU);
  context.fillStyle = theme.background;
  context.fill();
  context.beginPath();
  context.arc(x, y, bias < 0 ? radius - 1 : radius, 0, TAU);
  context.strokeStyle = context.fillStyle = biasColor(bias, theme);
  context.lineWidth = 2;
  if (bias < 0) context.stroke();
  else context.fill();
}

/**
 * @param {number} bias
 * @param {Theme} theme
 */
function biasColor(bias, theme) {
  if (bias === 0 || !Number.isFinite(bias)) return theme.faint;
  return bias < 0 ? theme.negative : theme.positive;
}

/**
 * Returns the radius of a bias disc in pixels.
 * @param {number} bias
 * @param {number} tile
 */
function biasRadius(bias, tile) {
  const size = Number.isFinite(bias) ? 1 - Math.exp(-Math.abs(bias)) : 0;
  return Math.max(2.5, tile * 0.05) + size * Math.min(6, tile * 0.1);
}

/**
 * Draws a thick ring round one tile.
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {number} unit
 * @param {string} color
 */
export function drawRing(context, { x, tile, ys }, unit, color) {
  const y = ys[unit];
  if (y === undefined) return;
  context.beginPath();
  context.roundRect(x - tile / 2 - 1.5, y - tile / 2 - 1.5, tile + 3, tile + 3, Math.min(7, tile / 6 + 1));
  context.lineWidth = 4;
  context.strokeStyle = color;
  context.stroke();
}

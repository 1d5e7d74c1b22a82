/** Where everything of the network diagram stands, in CSS pixels; numbers in, numbers out. */

import { shown } from "../model/picture.js";

/** @import { Column, Manner } from "../model/types.js" */

/**
 * @typedef {object} Place where a column stands
 * @property {number} x its middle
 * @property {number} tile how broad and high each of its neurons is
 * @property {number[]} ys the middle of each neuron that is shown
 * @property {number | null} moreY where it says how many are not, null where all are
 * @property {number} more how many are not
 */

/**
 * @typedef {object} Level how much the controls over a column say
 * @property {"wide" | "medium" | "tiny" | "strip"} level
 * @property {number} below the pitch of the columns up to which it holds
 * @property {number} top
 * @property {number} [bottom] where there is no strip, whose height depends on its width
 * @property {number} halfTitle half the width of a title, or of a column's controls
 * @property {number} spare room between two columns' controls
 */

/**
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {{ top: number, bottom: number }} body where the neurons are
 * @property {number} pitch from one column to the next
 * @property {Level & { width: number }} headers
 * @property {Place[]} columns
 */

/** @typedef {{ x0: number, y0: number, x1: number, y1: number, bend: number }} Edge a weight's curve, from source to target */

/** @typedef {{ left: number, right: number }} Ends something of the first column and of the last */

const MAX_PITCH = 400;
const MARGIN = 8;
const FITS_TILE = 0.56; // of the pitch, so that the curves between two columns are seen

/** @type {Record<Manner, { footer: number, share: number, levels: Level[] }>} */
const MANNERS = {
  desk: {
    footer: 62,
    share: 0.145,
    levels: [
      { level: "tiny", below: 90, top: 22, bottom: 129, halfTitle: 22, spare: 2 },
      { level: "medium", below: 152, top: 6, bottom: 94, halfTitle: 46, spare: 8 },
      { level: "wide", below: Infinity, top: 6, bottom: 100, halfTitle: 48, spare: 22 },
    ],
  },
  touch: {
    footer: 96,
    share: 0.145,
    levels: [{ level: "strip", below: Infinity, top: 0, halfTitle: 16, spare: 4 }],
  },
  projector: {
    footer: 28,
    share: 0.2,
    levels: [
      { level: "tiny", below: 76, top: 4, bottom: 50, halfTitle: 18, spare: 3 },
      { level: "medium", below: 118, top: 4, bottom: 80, halfTitle: 34, spare: 6 },
      { level: "wide", below: Infinity, top: 4, bottom: 80, halfTitle: 40, spare: 16 },
    ],
  },
};
const WIDEST_HEADER = 122;
const STRIP = { row: 50, titles: 32, wraps: 680 };

/**
 * Returns the places of columns, tiles and headers.
 * @param {{ width: number, height: number }} size of the canvas
 * @param {Pick<Column, "units">[]} columns
 * @param {Ends} labels the widths of the names beside the ends
 * @param {Manner} manner
 * @returns {Layout}
 */
export function layOut({ width, height }, columns, labels, manner) {
  const { footer, share, levels } = MANNERS[manner];
  const roughPitch = (width - 90 - labels.left - labels.right) / (columns.length - 1);
  const level = levels.find(({ below }) => roughPitch < below) ?? levels[levels.length - 1];
  const body = { top: (level.bottom ?? stripHeight(width)) + 6, bottom: height - footer };
  const largest = Math.min(124, Math.max(40, (body.bottom - body.top) * share));
  const ends = {
    left: endRoom(labels.left, roughPitch, largest, level),
    right: endRoom(labels.right, roughPitch, largest, level),
  };
  const { centres, pitch } = columnCentres(columns.length, width, ends);
  const places = columns.map(({ units }, at) => placeColumn(units, centres[at], body, pitch, largest));
  const headers = { ...level, width: Math.min(WIDEST_HEADER, Math.floor(pitch) - level.spare) };
  return { width, height, body, pitch, headers, columns: places };
}

/**
 * The room over the columns where one strip holds the controls of all of them: one row, or two, and the titles.
 * @param {number} width
 */
function stripHeight(width) {
  return STRIP.titles + STRIP.row * (width < STRIP.wraps ? 2 : 1);
}

/**
 * The room that the first or last column needs outside its centre.
 * @param {number} label how wide the names beside it are
 * @param {number} pitch
 * @param {number} largest the size of its tiles where there is enough room
 * @param {Level} level
 */
function endRoom(label, pitch, largest, { halfTitle }) {
  return MARGIN + Math.max(halfTitle, label + Math.min(largest, pitch * FITS_TILE) / 2 + 4);
}

/**
 * @param {number} n
 * @param {number} width
 * @param {Ends} ends the room outside the centres
 */
function columnCentres(n, width, { left, right }) {
  const pitch = Math.min(MAX_PITCH, (width - left - right) / (n - 1));
  const start = left + (width - left - right - pitch * (n - 1)) / 2;
  return { pitch, centres: Array.from({ length: n }, (_, at) => Math.round(start + at * pitch)) };
}

/**
 * @param {number} units
 * @param {number} x
 * @param {Layout["body"]} body
 * @param {number} columnPitch
 * @param {number} largest
 * @returns {Place}
 */
function placeColumn(units, x, body, columnPitch, largest) {
  const height = body.bottom - body.top;
  const more = units - shown(units);
  const rows = more > 0 ? shown(units) + 1 : units;
  const pitch = Math.min(height / rows, largest * 1.66);
  const tile = Math.max(2, 2 * Math.floor(Math.min(largest, pitch * 0.82, columnPitch * FITS_TILE) / 2));
  const middle = (body.top + body.bottom) / 2;
  const ys = Array.from({ length: rows }, (_, row) => Math.round(middle + (row - (rows - 1) / 2) * pitch));
  return { x, tile, ys: ys.slice(0, shown(units)), moreY: more > 0 ? ys[rows - 1] : null, more };
}

/**
 * Returns the curve of one weight: start, end, and the x of its two control points.
 * @param {Place} source
 * @param {Place} target
 * @param {number} from
 * @param {number} to
 * @returns {Edge}
 */
export function edgeBetween(source, target, from, to) {
  const x0 = source.x + source.tile / 2;
  const x1 = target.x - target.tile / 2;
  const n = source.ys.length;
  const y1 = target.ys[to] + ((from - (n - 1) / 2) / n) * target.tile * 0.72;
  return { x0, y0: source.ys[from], x1, y1, bend: (x0 + x1) / 2 };
}

/**
 * Returns the point at a share 0..1 of an edge's Bézier curve.
 * @param {Edge} edge
 * @param {number} t
 */
export function pointOnEdge({ x0, y0, x1, y1, bend }, t) {
  const s = 1 - t;
  const x = s * s * s * x0 + 3 * s * t * (s + t) * bend + t * t * t * x1;
  const y = (s * s * s + 3 * s * s * t) * y0 + (3 * s * t * t + t * t * t) * y1;
  return { x, y };
}

/**
 * Returns where the disc of a neuron's bias lies.
 * @param {Place} place
 * @param {number} unit
 */
export function biasPlace({ x, tile, ys }, unit) {
  return { x: x - tile / 2 - 1, y: ys[unit] + tile / 2 + 1 };
}

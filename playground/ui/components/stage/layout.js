/** Where everything of the network diagram stands, in CSS pixels; numbers in, numbers out. */

import { shown } from "./picture.js";

const FOOTER = 34;
const MAX_PITCH = 400;
const MARGIN = 10;

/** Returns the places of columns, tiles and headers for a canvas of this size; `labels` are the widths beside the ends. */
export function layOut({ width, height }, columns, labels) {
  const headers = headerLayout(columns.length, width, labels);
  const body = { top: headers.bottom + 6, bottom: height - FOOTER };
  const centres = columnCentres(columns.length, width, labels);
  const pitch = centres.length > 1 ? centres[1] - centres[0] : width;
  const places = columns.map((column, at) => placeColumn(column, centres[at], body, pitch));
  return { width, height, body, pitch, headers: { ...headers, width: headerWidth(headers.level, pitch) }, columns: places };
}

function columnCentres(n, width, labels) {
  const [left, right] = [MARGIN + Math.max(38, labels.left + 44), MARGIN + Math.max(38, labels.right + 44)];
  const pitch = Math.min(MAX_PITCH, (width - left - right) / (n - 1));
  const start = left + (width - left - right - pitch * (n - 1)) / 2;
  return Array.from({ length: n }, (_, at) => Math.round(start + at * pitch));
}

function headerLayout(n, width, labels) {
  const pitch = (width - labels.left - labels.right - 100) / (n - 1);
  if (pitch < 76) return { level: "tiny", top: 24, bottom: 124 };
  return { level: pitch < 140 ? "medium" : "wide", top: 6, bottom: 96 };
}

function headerWidth(level, pitch) {
  if (level === "tiny") return Math.max(44, Math.floor(pitch) - 4);
  return Math.min(118, Math.floor(pitch) - 30);
}

function placeColumn({ units }, x, body, columnPitch) {
  const height = body.bottom - body.top;
  const rows = units > shown(units) ? shown(units) + 1 : units;
  const largest = Math.min(96, Math.max(40, height * 0.145));
  const pitch = Math.min(height / rows, largest * 1.66);
  const tile = Math.floor(Math.min(largest, pitch * 0.82, columnPitch * 0.56));
  const middle = (body.top + body.bottom) / 2;
  const ys = Array.from({ length: rows }, (_, row) => Math.round(middle + (row - (rows - 1) / 2) * pitch));
  return { x, tile, ys: ys.slice(0, shown(units)), moreY: units > shown(units) ? ys.at(-1) : null, more: units - shown(units) };
}

/** Returns the curve of one weight: start, end, and the x of its two control points. */
export function edgeBetween(source, target, from, to) {
  const x0 = source.x + source.tile / 2;
  const x1 = target.x - target.tile / 2;
  const n = source.ys.length;
  const y1 = target.ys[to] + ((from - (n - 1) / 2) / n) * target.tile * 0.72;
  return { x0, y0: source.ys[from], x1, y1, bend: (x0 + x1) / 2 };
}

/** Returns the point at `t` (0..1) of an edge's Bézier curve. */
export function pointOnEdge({ x0, y0, x1, y1, bend }, t) {
  const s = 1 - t;
  const x = s * s * s * x0 + 3 * s * t * bend + t * t * t * x1;
  const y = (s * s * s + 3 * s * s * t) * y0 + (3 * s * t * t + t * t * t) * y1;
  return { x, y };
}

/** Returns where the disc of a neuron's bias lies. */
export function biasPlace({ x, tile, ys }, unit) {
  return { x: x - tile / 2 - 1, y: ys[unit] + tile / 2 + 1 };
}

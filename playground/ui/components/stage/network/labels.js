/** The words of the diagram that stay put: names of inputs and outputs, and how many neurons are not drawn. */

import { fontOf } from "../drawing/theme.js";
import { count } from "../model/format.js";
import { shown } from "../model/picture.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Column, Structure } from "../model/types.js" */
/** @import { Ends, Layout, Place } from "./layout.js" */

const LONGEST = 92;
const FONT_PX = 15;
const TITLE_PX = 14;
const ROOM_FOR_TITLE = 80;

/**
 * Returns how much room the names beside the first and the last column need.
 * @param {CanvasRenderingContext2D} context
 * @param {Structure} structure
 * @param {Theme} theme
 * @returns {Ends}
 */
export function labelWidths(context, { columns }, theme) {
  context.font = labelFont(theme);
  const [inputs, outputs] = [columns[0], columns[columns.length - 1]];
  return { left: widest(context, inputs), right: outputs.units > 1 ? widest(context, outputs) : 0 };
}

/** @param {Theme} theme */
function labelFont(theme, size = FONT_PX) {
  return fontOf(theme, 600, size);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Column} column
 */
function widest(context, { labels }) {
  return (
    Math.min(
      LONGEST,
      Math.max(...labels.slice(0, shown(labels.length)).map((label) => context.measureText(label).width), 0),
    ) + 8
  );
}

/**
 * Draws all fixed words afresh.
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Structure} structure
 * @param {Theme} theme
 */
export function drawLabels(context, layout, { columns }, theme) {
  context.clearRect(0, 0, layout.width, layout.height);
  context.textBaseline = "middle";
  const last = columns.length - 1;
  drawNames(context, layout.columns[0], columns[0], theme, -1);
  if (columns[last].units > 1) drawNames(context, layout.columns[last], columns[last], theme, 1);
  for (const place of layout.columns) drawMore(context, place, layout, theme);
  if (layout.headers.level === "strip") drawTitles(context, layout, columns, theme);
}

/**
 * Draws the titles of the columns, where their controls stand elsewhere.
 * @param {CanvasRenderingContext2D} context
 * @param {Layout} layout
 * @param {Column[]} columns
 * @param {Theme} theme
 */
function drawTitles(context, { columns: places, body, pitch }, columns, theme) {
  context.font = labelFont(theme, TITLE_PX);
  context.textAlign = "center";
  columns.forEach(({ title, short, isFrozen }, at) => {
    context.fillStyle = isFrozen ? theme.accent : theme.text;
    context.fillText(pitch < ROOM_FOR_TITLE ? short : title, places[at].x, body.top - TITLE_PX);
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {Column} column
 * @param {Theme} theme
 * @param {-1 | 1} side left or right of the column
 */
function drawNames(context, { x, tile, ys }, { labels }, theme, side) {
  context.font = labelFont(theme, Math.min(FONT_PX, Math.max(10, tile * 0.5)));
  context.textAlign = side < 0 ? "right" : "left";
  context.fillStyle = theme.text;
  ys.forEach((y, unit) => context.fillText(shorten(context, labels[unit] ?? ""), x + side * (tile / 2 + 9), y));
}

/**
 * Says how many neurons of a column are not shown, where that is any.
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {Layout} layout
 * @param {Theme} theme
 */
function drawMore(context, { x, moreY, more }, layout, theme) {
  if (moreY === null) return;
  context.font = labelFont(theme, layout.pitch < ROOM_FOR_TITLE ? 11 : 13);
  context.textAlign = "center";
  context.fillStyle = theme.muted;
  context.fillText(`+${count(more)} more`, x, moreY);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 */
function shorten(context, text) {
  if (context.measureText(text).width <= LONGEST) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > LONGEST) length -= 1;
  return `${text.slice(0, length)}…`;
}

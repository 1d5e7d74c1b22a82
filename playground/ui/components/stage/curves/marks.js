/** What is drawn on the loss curve besides the loss: where settings were changed, and which moment is shown. */

import { fontOf } from "../drawing/theme.js";
import { epochs } from "../model/format.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { MomentHeader } from "../wire/frame.js" */
/** @import { Plot } from "./plot.js" */

/** @typedef {MomentHeader["marks"]} Marks epochs, each with what was changed then */

const REACH = 6;
const TICK = 9;
const HANDLE = 5;

/**
 * Draws a small flag on the axis at every mark.
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {Marks} marks
 * @param {Theme} theme
 */
export function drawMarks(context, plot, marks, theme) {
  context.fillStyle = context.strokeStyle = theme.accent;
  context.lineWidth = 1.5 * theme.thin;
  for (const [epoch] of within(plot, marks)) {
    const x = plot.xAt(epoch);
    context.beginPath();
    context.moveTo(x, plot.bottom + 3);
    context.lineTo(x, plot.bottom - TICK);
    context.lineTo(x + 6, plot.bottom - TICK + 3);
    context.lineTo(x, plot.bottom - TICK + 6);
    context.fill();
    context.stroke();
  }
}

/**
 * Returns the texts of the marks close to an x.
 * @param {Pick<Plot, "first" | "last" | "xAt">} plot
 * @param {Marks} marks
 * @param {number} x
 */
export function marksNear(plot, marks, x) {
  const near = within(plot, marks).filter(([epoch]) => Math.abs(plot.xAt(epoch) - x) <= REACH);
  return near.map(([, text]) => text);
}

/**
 * @param {Pick<Plot, "first" | "last">} plot
 * @param {Marks} marks
 */
function within({ first, last }, marks) {
  return marks.filter(([epoch]) => epoch >= first && epoch <= last);
}

/**
 * Draws the line at the moment that is shown, with its epoch on top.
 * @param {CanvasRenderingContext2D} context
 * @param {Plot} plot
 * @param {number} passes
 * @param {Theme} theme
 */
export function drawMoment(context, { left, right, top, bottom, type, xAt }, passes, theme) {
  const x = Math.min(right, Math.max(left, xAt(passes)));
  context.strokeStyle = context.fillStyle = theme.accent;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x, top);
  context.lineTo(x, bottom);
  context.stroke();
  context.beginPath();
  context.arc(x, bottom, HANDLE, 0, 2 * Math.PI);
  context.fill();
  context.font = fontOf(theme, 600, 12);
  context.textBaseline = "top";
  context.textAlign = x > (left + right) / 2 ? "right" : "left";
  context.fillText(`epoch ${epochs(passes)}`, x + (context.textAlign === "right" ? -6 : 6) * type, top);
}

/** What is drawn on the loss curve besides the loss: where settings were changed, and which moment is shown. */

import { fontOf } from "../drawing/theme.js";
import { epochs } from "../model/format.js";

const REACH = 6;
const TICK = 9;
const HANDLE = 5;

/** Draws a small flag on the axis at every epoch of `marks`, pairs of an epoch and a text. */
export function drawMarks(context, axes, marks, theme) {
  context.fillStyle = context.strokeStyle = theme.accent;
  context.lineWidth = 1.5 * theme.thin;
  for (const [epoch] of within(axes, marks)) {
    const x = axes.xAt(epoch);
    context.beginPath();
    context.moveTo(x, axes.bottom + 3);
    context.lineTo(x, axes.bottom - TICK);
    context.lineTo(x + 6, axes.bottom - TICK + 3);
    context.lineTo(x, axes.bottom - TICK + 6);
    context.fill();
    context.stroke();
  }
}

/** Returns the texts of the marks close to an x. */
export function marksNear(axes, marks, x) {
  return within(axes, marks)
    .filter(([epoch]) => Math.abs(axes.xAt(epoch) - x) <= REACH)
    .map(([, text]) => text);
}

function within({ first, last }, marks) {
  return (marks ?? []).filter(([epoch]) => epoch >= first && epoch <= last);
}

/** Draws the line at the moment that is shown, with its epoch on top. */
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

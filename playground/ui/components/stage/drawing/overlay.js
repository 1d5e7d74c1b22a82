/** What stays put on the map of the plane: points and axes, drawn once and kept. */

import { fitCanvas, pixelRatio } from "../elements/dom.js";
import { plain } from "../model/format.js";
import { HALF_WIDTH } from "../wire/constants.js";
import { drawPoints } from "./points.js";
import { fontOf } from "./theme.js";

const TICKS = [-6, -3, 0, 3, 6];

/** A canvas that keeps points and axes until something about them changes. */
export class PlaneOverlay {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.stamp = null;
  }

  /** Redraws only when the stamp, the size or the resolution of the canvas that it goes to differ. */
  paint(state, frame, stamp, target) {
    const ratio = pixelRatio(target);
    const full = `${stamp}/${frame.width}/${frame.height}/${state.theme.scale}/${ratio}`;
    if (full === this.stamp) return;
    this.stamp = full;
    const context = fitCanvas(this.canvas, frame.width, frame.height, ratio);
    context.clearRect(0, 0, frame.width, frame.height);
    drawPoints(context, state, frame);
    drawAxes(context, frame, state.theme);
  }

  /** Makes sure that the next painting draws afresh. */
  forget() {
    this.stamp = null;
  }
}

function drawAxes(context, { left, top, side }, theme) {
  context.font = fontOf(theme, 500, 12);
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.faint;
  context.lineWidth = theme.thin;
  context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
  for (const tick of TICKS) drawTick(context, tick, left, top, side, theme.scale);
  context.font = fontOf(theme, 600, 13);
  context.textAlign = "center";
  context.fillText("x₁", left + side * 0.625, top + side + 13 * theme.scale);
  context.textAlign = "right";
  context.fillText("x₂", left - 7, top + side * 0.375);
}

function drawTick(context, tick, left, top, side, type) {
  const share = (tick + HALF_WIDTH) / (2 * HALF_WIDTH);
  context.beginPath();
  context.moveTo(left + share * side, top + side);
  context.lineTo(left + share * side, top + side + 4);
  context.moveTo(left, top + (1 - share) * side);
  context.lineTo(left - 4, top + (1 - share) * side);
  context.stroke();
  context.textBaseline = "middle";
  context.textAlign = "center";
  context.fillText(plain(tick), left + Math.min(0.985, Math.max(0.015, share)) * side, top + side + 13 * type);
  context.textAlign = "right";
  context.fillText(plain(tick), left - 7, top + Math.min(0.98, Math.max(0.02, 1 - share)) * side);
}

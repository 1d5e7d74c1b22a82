/** What stays put on the map of the plane: points and axes, drawn once and kept. */

import { fitCanvas, pixelRatio } from "../elements/dom.js";
import { plain } from "../model/format.js";
import { HALF_WIDTH } from "../wire/constants.js";
import { drawPoints } from "./points.js";
import { fontOf } from "./theme.js";

/** @import { State } from "../model/types.js" */
/** @import { Square } from "./plane.js" */
/** @import { Theme } from "./theme.js" */

const TICKS = [-6, -3, 0, 3, 6];

/** A canvas that keeps points and axes until something about them changes. */
export class PlaneOverlay {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.stamp = "";
  }

  /**
   * Redraws only where the stamp, the size or the resolution of the canvas that it goes to differ.
   * @param {State} state
   * @param {Square} square
   * @param {string} stamp
   * @param {HTMLCanvasElement} target
   */
  paint(state, square, stamp, target) {
    const { width, height } = square;
    const ratio = pixelRatio(target);
    const full = `${stamp}/${width}/${height}/${state.theme.scale}/${ratio}`;
    if (full === this.stamp) return;
    this.stamp = full;
    const context = fitCanvas(this.canvas, width, height, ratio);
    context.clearRect(0, 0, width, height);
    drawPoints(context, state, square);
    drawAxes(context, square, state.theme);
  }

  /** Makes sure that the next painting draws afresh. */
  forget() {
    this.stamp = "";
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Square} square
 * @param {Theme} theme
 */
function drawAxes(context, square, theme) {
  const { left, top, side } = square;
  context.font = fontOf(theme, 500, 12);
  context.fillStyle = theme.muted;
  context.strokeStyle = theme.faint;
  context.lineWidth = theme.thin;
  context.strokeRect(left - 0.5, top - 0.5, side + 1, side + 1);
  for (const tick of TICKS) drawTick(context, tick, square, theme.scale);
  context.font = fontOf(theme, 600, 13);
  context.textAlign = "center";
  context.fillText("x₁", left + side * 0.625, top + side + 13 * theme.scale);
  context.textAlign = "right";
  context.fillText("x₂", left - 7, top + side * 0.375);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} tick
 * @param {Square} square
 * @param {number} type how much larger words are than on a desk
 */
function drawTick(context, tick, { left, top, side }, type) {
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

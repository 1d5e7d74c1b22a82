/** How a pointer on the loss curve asks for a moment: a mouse by pressing and dragging, a finger by a tap or sideways. */

import { placeIn } from "../elements/dom.js";
import { followPointer } from "../elements/pointer.js";
import { epochAt } from "./plot.js";

/** @import { Point } from "../drawing/plane.js" */
/** @import { Actions } from "../model/types.js" */
/** @import { Plot } from "./plot.js" */

const END_PX = 2;
const SIDEWAYS_PX = 8; // until a finger seeks instead of scrolling the page

/** Follows the pointer over the canvas of the curves. */
export class Seeker {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Actions} actions
   */
  constructor(canvas, actions) {
    this.canvas = canvas;
    this.actions = actions;
    /** @type {Plot | null} where the curves lie, null while there is nothing to seek */
    this.plot = null;
    /** @type {Point | null} */
    this.pointer = null;
    /** @type {Point | null} */
    this.pressedAt = null;
    this.isSeeking = false;
    canvas.addEventListener("pointerdown", (event) => this.press(event)); // before what follows hears of it
    canvas.addEventListener("pointerup", () => this.release());
    canvas.addEventListener("pointercancel", () => this.letGo());
    followPointer(canvas, { move: (event) => this.follow(event), leave: () => this.forget() });
  }

  /**
   * Takes in where the curves lie.
   * @param {Plot | null} plot null where there is nothing to seek
   */
  update(plot) {
    this.plot = plot;
    this.canvas.style.cursor = plot ? "pointer" : "";
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (this.plot) this.canvas.setPointerCapture(event.pointerId);
    this.pressedAt = placeIn(this.canvas, event);
    this.isSeeking = this.plot !== null && event.pointerType !== "touch";
  }

  /** @param {PointerEvent} event */
  follow(event) {
    this.pointer = placeIn(this.canvas, event);
    if (this.plot && isSideways(this.pressedAt, this.pointer)) this.isSeeking = true;
    if (this.isSeeking) this.seek();
    this.actions.repaint();
  }

  release() {
    if (this.pressedAt && !this.isSeeking) this.seek(); // a tap
    this.letGo();
  }

  letGo() {
    this.pressedAt = null;
    this.isSeeking = false;
  }

  forget() {
    this.pointer = null;
    this.actions.repaint();
  }

  /** Asks for the moment under the pointer; the right end of the curve is the present. */
  seek() {
    if (!this.plot || !this.pointer) return;
    const { x } = this.pointer;
    const epoch = epochAt(this.plot, Math.max(this.plot.left, x));
    this.actions.moments.ask(x >= this.plot.right - END_PX ? { do: "now" } : { do: "moment", epoch });
  }
}

/**
 * Whether what was pressed on the curve is drawn along it; what goes up or down scrolls the page.
 * @param {Point | null} pressedAt
 * @param {Point} pointer
 */
export function isSideways(pressedAt, pointer) {
  if (!pressedAt) return false;
  const distance = Math.abs(pointer.x - pressedAt.x);
  return distance > SIDEWAYS_PX && distance > Math.abs(pointer.y - pressedAt.y);
}

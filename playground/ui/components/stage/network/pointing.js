/** What of the diagram a pointer is at, and what a click on it opens. */

import { placeIn } from "../elements/dom.js";
import { followPointer } from "../elements/pointer.js";
import { isSame, targetAt } from "./hover.js";

/** @import { Point } from "../drawing/plane.js" */
/** @import { Actions, NeuronTarget, Row, Target } from "../model/types.js" */
/** @import { Layout } from "./layout.js" */

/** Follows the pointer over the canvas of the diagram. */
export class Pointing {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Actions} actions
   */
  constructor(canvas, actions) {
    this.canvas = canvas;
    this.actions = actions;
    /** @type {Layout | null} */
    this.layout = null;
    /** @type {Point | null} */
    this.pointer = null;
    followPointer(canvas, { move: (event) => this.follow(event), leave: () => this.forget() });
    canvas.addEventListener("click", () => this.pin());
  }

  /** @param {PointerEvent} event */
  follow(event) {
    if (!this.layout) return;
    this.pointer = placeIn(this.canvas, event);
    const { picture, structure, target: before } = this.actions.state();
    const target = targetAt(this.layout, picture.matching(structure.sizes), this.pointer, event.pointerType);
    this.canvas.style.cursor = target ? "pointer" : "";
    if (isSame(target, before)) this.actions.repaint();
    else this.actions.aim(target);
  }

  forget() {
    this.pointer = null;
    this.actions.aim(null);
  }

  /** Opens the card of what is pointed at; a click on a neuron whose card is open closes it. */
  pin() {
    const { target, pinned } = this.actions.state();
    const neuron = target && neuronOf(target);
    const isClosing = target?.type === "neuron" && isSame(neuron, pinned);
    this.actions.pin(isClosing ? null : neuron, target && rowOf(target));
  }
}

/**
 * Returns the neuron that a target belongs to: a bias and a weight belong to the one they feed.
 * @param {Target} target
 * @returns {NeuronTarget}
 */
export function neuronOf(target) {
  return { type: "neuron", column: target.column, unit: target.type === "weight" ? target.to : target.unit };
}

/**
 * Returns the row of the neuron's card that a target stands in: a weight's source, null for the bias.
 * @param {Target} target
 * @returns {Row | null}
 */
export function rowOf(target) {
  if (target.type === "neuron") return null;
  return { from: target.type === "weight" ? target.from : null };
}

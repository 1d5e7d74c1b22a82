/** The output panel: what the whole network says about every point of the plane, or a neuron looked at closely. */

import { isCarded } from "../card/card.js";
import { PlaneMap } from "../drawing/plane.js";
import { markPoint, trainingPointAt } from "../drawing/points.js";
import { shapeSvg } from "../drawing/shapes.js";
import { checkbox, fitCanvas, h, placeIn, setAttribute, setText } from "../elements/dom.js";
import { followPointer } from "../elements/pointer.js";
import { createTooltip } from "../elements/tooltip.js";
import { neuronName } from "../model/structure.js";
import { ImageGrid } from "./images.js";
import { createLegend } from "./legend.js";
import { drawScatter, drawStripes } from "./scatter.js";

/** @import { Point, Square } from "../drawing/plane.js" */
/** @import { Theme } from "../drawing/theme.js" */
/** @import { Actions, NeuronTarget, State, View } from "../model/types.js" */
/** @import { Data } from "../wire/data.js" */

const ROOM = { left: 30, right: 8, top: 6, ticks: 24, names: 12 };
const SMALLEST = 80;

/**
 * Returns the view of the output panel.
 * @param {Actions} actions
 * @returns {View}
 */
export function createOutput(actions) {
  return new Output(actions);
}

class Output {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.title = h("h2", { text: "Output" });
    this.back = h("button", { type: "button", class: "remove", text: "×", "aria-label": "Show output" });
    this.back.title = "Back to the output";
    this.test = checkbox("Test points", (isOn) => actions.set({ showTest: isOn }), shapeSvg(0, "currentColor", true));
    this.discrete = checkbox("Discretize", (isOn) => actions.set({ isDiscrete: isOn }));
    this.canvas = h("canvas", { class: "map", role: "img" });
    this.empty = h("p", { class: "empty", text: "Waiting for the network…" });
    this.legend = createLegend();
    this.tooltip = createTooltip();
    this.plot = h("div", { class: "plot" }, this.canvas, this.empty, this.tooltip.element);
    this.element = this.createElement();
    this.map = new PlaneMap();
    this.images = new ImageGrid();
    this.width = 0;
    /** @type {Point | null} */
    this.pointer = null;
    this.listen();
  }

  createElement() {
    const subject = h("span", { class: "subject" }, this.title, this.back);
    const heading = h("div", { class: "panel-title" }, subject, this.discrete.element);
    const legend = h("div", { class: "legend-row" }, this.legend.element, this.test.element);
    return h("section", { class: "output", "aria-label": "Output" }, heading, this.plot, legend);
  }

  listen() {
    const { canvas, back, actions } = this;
    back.addEventListener("click", () => actions.pin(null));
    canvas.addEventListener("click", () => this.chooseSample());
    followPointer(canvas, { move: (event) => this.follow(event), leave: () => this.forget() });
  }

  /** @param {PointerEvent} event */
  follow(event) {
    this.pointer = placeIn(this.canvas, event);
    this.actions.repaint();
  }

  forget() {
    this.pointer = null;
    this.tooltip.hide();
  }

  /** Takes its width; returns whether that is another one than before. */
  measure() {
    const width = this.plot.clientWidth;
    const isNew = width !== this.width;
    this.width = width;
    return isNew;
  }

  /** @param {State} state */
  update(state) {
    if (!this.width) this.measure();
    const { settings, data, theme } = state;
    this.test.input.checked = settings.showTest;
    this.discrete.input.checked = settings.isDiscrete;
    this.test.element.hidden = !data.is_planar || data.experiment.data.train_fraction >= 1;
    this.discrete.element.hidden = !data.is_planar;
    setAttribute(this.canvas, "aria-label", labelOf(data));
    this.map.update(state);
    if (data.images) this.images.update(data.images, theme);
  }

  /** @param {State} state */
  paint(state) {
    const square = squareFor(this.width, state.theme, state.data);
    const context = fitCanvas(this.canvas, square.width, square.height);
    context.clearRect(0, 0, square.width, square.height);
    const focus = focusOf(state);
    setText(this.title, focus ? neuronName(state.structure, focus.column, focus.unit) : "Output");
    this.back.hidden = !state.pinned;
    this.empty.hidden = Boolean(state.picture.meta);
    this.draw(context, state, square, focus);
    this.markSample(context, state, square);
    this.legend.paint(state, focus);
    this.readOut(state, square, focus);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {State} state
   * @param {Square} square
   * @param {NeuronTarget | null} focus
   */
  draw(context, state, square, focus) {
    const { is_planar: isPlanar, images } = state.data;
    if (isPlanar) this.map.draw(context, state, square, focus);
    else if (images) this.images.draw(context, state, images, square, focus);
    else if (focus) drawStripes(context, state, square, focus);
    else drawScatter(context, state, square);
  }

  /**
   * Shows which training sample the open card is about.
   * @param {CanvasRenderingContext2D} context
   * @param {State} state
   * @param {Square} square
   */
  markSample(context, { pinned, picture, data, theme }, square) {
    const card = pinned && isCarded(pinned) ? picture.card(pinned) : null;
    if (!card) return;
    const [x1, x2] = card.inputs;
    if (data.is_planar && x1 !== null && x2 !== null) markPoint(context, [x1, x2], square, theme);
    else if (data.images) this.images.mark(context, data.images, square, card.sample, theme);
  }

  /** While a card is open, a click on a training sample makes it the card's. */
  chooseSample() {
    const { pointer, actions } = this;
    const state = actions.state();
    if (!isCarded(state.pinned) || !pointer) return;
    const sample = this.sampleAt(state, pointer);
    if (sample >= 0) actions.choose(sample);
  }

  /**
   * Returns the index of the training sample under the pointer, -1 where none is.
   * @param {State} state
   * @param {Point} pointer
   */
  sampleAt({ data, picture, theme }, pointer) {
    const square = squareFor(this.width, theme, data);
    if (data.is_planar) return trainingPointAt(picture, square, pointer);
    return data.images ? this.images.sampleAt(data.images, square, pointer, theme) : -1;
  }

  /**
   * Says in words what is under the pointer.
   * @param {State} state
   * @param {Square} square
   * @param {NeuronTarget | null} focus
   */
  readOut(state, square, focus) {
    const { pointer, tooltip } = this;
    const content = pointer && this.describe(state, square, focus, pointer);
    if (content) tooltip.show(content, pointer.x, pointer.y);
    else tooltip.hide();
  }

  /**
   * @param {State} state
   * @param {Square} square
   * @param {NeuronTarget | null} focus
   * @param {Point} pointer
   */
  describe(state, square, focus, pointer) {
    const { is_planar: isPlanar, images } = state.data;
    if (isPlanar) return this.map.describe(state, square, focus, pointer);
    return images && this.images.describe(state, images, square, focus, pointer);
  }
}

/**
 * Returns what the canvas is, for those who cannot see it.
 * @param {Data} data
 */
function labelOf({ is_planar: isPlanar, images }) {
  if (isPlanar) return "Output of the network over the plane";
  if (images) return "Some training images, and what the network answers to each";
  return "Predictions of the network over the targets";
}

/**
 * Returns where the square picture lies, in as much height as it needs with its axis: what is no plane has names below
 * its ticks.
 * @param {number} width
 * @param {Pick<Theme, "scale">} theme
 * @param {Pick<Data, "is_planar">} data
 * @returns {Square}
 */
function squareFor(width, { scale }, { is_planar: isPlanar }) {
  const { right, top, ticks, names } = ROOM;
  const left = Math.round(ROOM.left * scale);
  const side = Math.max(SMALLEST, width - left - right);
  const below = Math.round((ticks + (isPlanar ? 0 : names)) * scale);
  return { left, top, side, width, height: side + top + below };
}

/**
 * Returns the neuron shown large: the hovered one, else the pinned one; null where that is the output itself.
 * @param {State} state
 * @returns {NeuronTarget | null}
 */
function focusOf({ target, pinned, picture, structure: { sizes } }) {
  const chosen = target?.type === "neuron" ? target : pinned;
  if (!chosen || chosen.column >= picture.matching(sizes)) return null;
  const last = sizes.length - 1;
  return chosen.column === last && sizes[last] === 1 ? null : chosen;
}

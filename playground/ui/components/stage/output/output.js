/** The output panel: what the whole network says about every point of the plane, or a neuron looked at closely. */

import { isCarded } from "../card/card.js";
import { PlaneMap } from "../drawing/plane.js";
import { markPoint, trainingPointAt } from "../drawing/points.js";
import { shapeSvg } from "../drawing/shapes.js";
import { checkbox, fitCanvas, h, placeIn, setAttribute, setText } from "../elements/dom.js";
import { createTooltip } from "../elements/tooltip.js";
import { neuronName } from "../model/structure.js";
import { ImageGrid } from "./images.js";
import { createLegend } from "./legend.js";
import { drawScatter, drawStripes } from "./scatter.js";

const ROOM = { left: 30, right: 8, top: 6, ticks: 24, names: 12 };

/** Returns the view { element, update, paint, measure } of the output panel. */
export function createOutput(actions) {
  const title = h("h2", { text: "Output" });
  const back = h("button", {
    type: "button",
    class: "remove",
    text: "×",
    "aria-label": "Show output",
    title: "Back to the output",
  });
  back.addEventListener("click", () => actions.pin(null));
  const test = checkbox("Test points", (isOn) => actions.set({ showTest: isOn }), shapeSvg(0, "currentColor", true));
  const discrete = checkbox("Discretize", (isOn) => actions.set({ isDiscrete: isOn }));
  const canvas = h("canvas", { class: "map", role: "img" });
  const [legend, tooltip, map, images] = [createLegend(), createTooltip(), new PlaneMap(), new ImageGrid()];
  const empty = h("p", { class: "empty", text: "Waiting for the network…" });
  const plot = h("div", { class: "plot" }, canvas, empty, tooltip.element);
  const header = h("div", { class: "panel-title" }, h("span", { class: "subject" }, title, back), discrete.element);
  const element = h(
    "section",
    { class: "output", "aria-label": "Output" },
    header,
    plot,
    h("div", { class: "legend-row" }, legend.element, test.element),
  );
  const view = {
    element,
    plot,
    canvas,
    title,
    back,
    test,
    discrete,
    legend,
    tooltip,
    empty,
    map,
    images,
    width: 0,
    actions,
  };
  listen(view);
  return {
    element,
    update: (state) => update(view, state),
    paint: (state) => paint(view, state),
    measure: () => measure(view),
  };
}

function measure(view) {
  const width = view.plot.clientWidth;
  const isNew = width !== view.width;
  view.width = width;
  return isNew;
}

function update(view, state) {
  if (!view.width) measure(view);
  const { settings, data } = state;
  view.test.input.checked = settings.showTest;
  view.discrete.input.checked = settings.isDiscrete;
  view.test.element.hidden = !data.is_planar || (data.experiment.data.train_fraction ?? 0) >= 1;
  view.discrete.element.hidden = !data.is_planar;
  setAttribute(view.canvas, "aria-label", subjectOf(data));
  view.map.update(state);
  view.images.update(state);
}

function subjectOf({ is_planar: isPlanar, images }) {
  if (isPlanar) return "Output of the network over the plane";
  return images
    ? "Some training images, and what the network answers to each"
    : "Predictions of the network over the targets";
}

function paint(view, state) {
  const frame = frameFor(view.width, state);
  const context = fitCanvas(view.canvas, view.width, frame.height);
  context.clearRect(0, 0, view.width, frame.height);
  const focus = focusOf(state);
  const subject = focus ? neuronName(state.structure, focus.column, focus.unit) : "Output";
  setText(view.title, subject);
  view.back.hidden = !state.pinned;
  view.empty.hidden = Boolean(state.picture.meta);
  view.frame = frame;
  draw(view, context, state, frame, focus);
  markSample(view, context, state, frame);
  view.legend.paint(state, focus);
  readOut(view, state, frame, focus);
}

/** Returns the square that the map takes, and the height it needs with its axis; what is no plane has names below its ticks. */
function frameFor(width, { theme: { scale: type }, data }) {
  const left = Math.round(ROOM.left * type);
  const side = Math.max(80, width - left - ROOM.right);
  return {
    left,
    top: ROOM.top,
    side,
    width,
    height: side + ROOM.top + Math.round((ROOM.ticks + (data.is_planar ? 0 : ROOM.names)) * type),
  };
}

function draw(view, context, state, frame, focus) {
  if (state.data.is_planar) view.map.draw(context, state, frame, focus);
  else if (state.data.images) view.images.draw(context, state, frame, focus);
  else if (focus) drawStripes(context, state, frame, focus);
  else drawScatter(context, state, frame);
}

/** Returns the neuron shown large: the hovered one, else the pinned one; null where that is the output itself. */
function focusOf({ target, pinned, picture, structure }) {
  const chosen = target?.type === "neuron" ? target : pinned;
  if (!chosen || chosen.column >= picture.matching(structure.sizes)) return null;
  const isWhole = chosen.column === structure.sizes.length - 1 && structure.sizes.at(-1) === 1;
  return isWhole ? null : chosen;
}

function listen(view) {
  const follow = (event) => {
    view.pointer = placeIn(view.canvas, event);
    view.actions.repaint();
  };
  view.canvas.addEventListener("click", () => chooseSample(view));
  view.canvas.addEventListener("pointermove", follow);
  view.canvas.addEventListener("pointerdown", follow);
  const forget = () => {
    view.pointer = null;
    view.tooltip.hide();
  };
  view.canvas.addEventListener("pointercancel", forget);
  view.canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && forget());
}

/** Shows which training sample the open card is about. */
function markSample(view, context, state, frame) {
  const card = isCarded(state.pinned) ? state.picture.card(state.pinned) : null;
  if (card && state.data.is_planar) markPoint(context, card.inputs, frame, state.theme);
  else if (card && state.data.images) view.images.mark(context, state, frame, card.sample);
}

/** While a card is open, a click on a training sample makes it the card's. */
function chooseSample({ actions, frame, pointer, images }) {
  const state = actions.state();
  if (!isCarded(state.pinned) || !pointer) return;
  const sample = state.data.is_planar
    ? trainingPointAt(state.picture, frame, pointer)
    : state.data.images
      ? images.sampleAt(state, frame, pointer)
      : -1;
  if (sample >= 0) actions.choose(sample);
}

function readOut(view, state, frame, focus) {
  const source = state.data.is_planar ? view.map : state.data.images && view.images;
  const content = view.pointer && source ? source.describe(state, frame, focus, view.pointer) : null;
  if (content) view.tooltip.show(content, view.pointer.x, view.pointer.y);
  else view.tooltip.hide();
}

/** A second stage, out of sight and always of one size: what it shows of a moment is a picture, on any screen. */

import { createCounters } from "../bar/counters.js";
import { createCurves } from "../curves/curves.js";
import { h } from "../elements/dom.js";
import { count, plain } from "../model/format.js";
import { Picture } from "../model/picture.js";
import { createNetwork } from "../network/network.js";
import { createOutput } from "../output/output.js";
import { print } from "./print.js";

/** @import { Actions, State, View } from "../model/types.js" */

/** In CSS pixels: so small that words are large in the picture. */
export const [WIDTH, HEIGHT] = [1024, 576];
const NOBODY = { target: null, focused: null, pinned: null, row: null };

/**
 * Returns a studio with `shoot(picture)`, which returns a canvas of the stage with what is known of a run, and `close()`.
 * @param {Element} neighbour in the stage, whose style it shares
 * @param {State} state of the stage, of which everything but the run is taken now
 * @param {number} width of the pictures in pixels, whose height follows
 */
export function openStudio(neighbour, state, width) {
  const ratio = width / WIDTH;
  /** @type {State} */
  const fixed = {
    ...state,
    ...NOBODY,
    settings: { ...state.settings },
    manner: "projector",
    theme: { ...state.theme, scale: 1 },
  };
  const [network, output, curves] = [createNetwork, createOutput, createCurves].map((make) => make(deaf(fixed)));
  const counters = createCounters();
  const views = [network, output, curves, counters];
  const title = h(
    "div",
    { class: "picture-title" },
    h("strong", { text: state.data.title.name }),
    h("span", { text: factsOf(state) }),
  );
  const bar = h("header", { class: "bar" }, title, counters.element);
  const grid = h(
    "div",
    { class: "stage-grid" },
    bar,
    h("div", { class: "middle" }, network.element),
    h("div", { class: "side" }, output.element, curves.element),
  );
  const element = h("div", { class: "stage picture", inert: true, ariaHidden: "true" }, grid);
  element.dataset.manner = fixed.manner;
  element.style.setProperty("--zoom", String(ratio / (window.devicePixelRatio || 1)));
  /** @type {Element} */ (neighbour.closest(".stage")).after(element);
  const canvas = h("canvas", { width, height: Math.round(HEIGHT * ratio) });
  arrange(views, fixed);

  /** @param {Picture} picture */
  function shoot(picture) {
    const shown = { ...fixed, picture: asItWas(picture) };
    views.forEach((view) => view.paint(shown));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    print(context, element);
    return canvas;
  }
  return { shoot, close: () => element.remove() };
}

/**
 * Returns what views may do that nobody works with.
 * @param {State} state
 */
function deaf(state) {
  const nothing = () => {};
  const moments = { isWaiting: false, isPlaying: false, ask: nothing, play: nothing, stop: nothing };
  const actions = { state: () => state, repaint: nothing, aim: nothing, pin: nothing, set: nothing, moments };
  return /** @type {Actions} */ (/** @type {unknown} */ (actions));
}

/**
 * Gives every view its room: the height of one is known only when the one above it has been painted.
 * @param {View[]} views
 * @param {State} state
 */
function arrange(views, state) {
  views.forEach((view) => view.update(state));
  views.forEach((view) => view.paint(state));
  views.forEach((view) => view.measure?.());
  views.forEach((view) => view.update(state));
}

/**
 * Returns a picture of a moment as the stage showed it when that was the present: the curve goes up to there,
 * but its axes have room for all of it, so that nothing but the lines moves.
 * @param {Picture} picture
 */
function asItWas(picture) {
  const { curve, meta } = picture;
  if (!meta) return picture;
  const after = curve.epochs.findIndex((epoch) => epoch > meta.passes);
  const length = after === -1 ? curve.epochs.length : after;
  const [epochs, train, test] = [curve.epochs, curve.train, curve.test].map((values) => values.slice(0, length));
  const present = { ...meta, time: { ...meta.time, at: null } };
  return Object.assign(new Picture(), picture, {
    meta: present,
    present,
    curve: { epochs, train, test },
    whole: curve,
  });
}

/**
 * Returns what is trained in a few words.
 * @param {State} state
 */
function factsOf({ structure, experiment, data }) {
  const rate = plain(experiment.training.optimizer.learning_rate);
  return `${structure.sizes.map(count).join("–")} · ${data.title.optimizer} · learning rate ${rate}`;
}

/** The views of the stage, where they lie, and what they may do to each other. */

import { createBar } from "../bar/bar.js";
import { createCard } from "../card/card.js";
import { createCurves } from "../curves/curves.js";
import { createTime } from "../curves/time.js";
import { h } from "../elements/dom.js";
import { createFilm } from "../film/film.js";
import { createNetwork } from "../network/network.js";
import { createOutput } from "../output/output.js";
import { createSpeech } from "../speech/speech.js";
import { createTree } from "../speech/tree.js";
import { createHelp } from "./help.js";
import { createLesson } from "./lesson.js";
import { listenToKeys } from "./listening.js";
import { createOverlays } from "./overlays.js";

/** @import { Actions, View } from "../model/types.js" */

/** @typedef {Omit<Actions, "tree" | "help" | "say" | "summary" | "leave" | "savePicture">} Deeds what the views may do to the stage */
/**
 * @typedef {object} Page
 * @property {HTMLElement} root
 * @property {View[]} views
 * @property {ReturnType<typeof createFilm>} film one of the views
 * @property {() => void} destroy
 */

/**
 * Returns the stage's element, all its views, and what takes away what lies outside of the element.
 * @param {Deeds} deeds
 * @returns {Page}
 */
export function createPage(deeds) {
  const actions = /** @type {Actions} */ (deeds); // whole below, before any view does something
  const parts = createParts(actions);
  const { tree, speech, film, help } = parts;
  const leave = () => {
    speech.close();
    if (actions.state().pinned) actions.pin(null);
  };
  /** @type {Omit<Actions, keyof Deeds>} */
  const between = { tree, help: help.open, say: speech.say, summary: speech.summary, leave, savePicture: film.save };
  Object.assign(actions, between);
  const root = layOut(parts);
  const ignoreKeys = listenToKeys(root, actions);
  const { bar, lesson, network, output, curves, card, time, overlays } = parts;
  const views = [bar, lesson, tree, network, output, curves, card, time, overlays, speech, film];
  const destroy = () => {
    ignoreKeys();
    for (const view of views) view.destroy?.();
    root.remove();
  };
  return { root, views, film, destroy };
}

/**
 * Returns all that the stage is made of.
 * @param {Actions} actions
 */
function createParts(actions) {
  return {
    bar: createBar(actions),
    lesson: createLesson(),
    tree: createTree(actions),
    network: createNetwork(actions),
    output: createOutput(actions),
    curves: createCurves(actions),
    card: createCard(actions),
    time: createTime(actions),
    overlays: createOverlays(actions),
    speech: createSpeech(actions),
    film: createFilm(actions),
    help: createHelp(),
  };
}

/**
 * Returns the stage's element, with everything in its place.
 * @param {ReturnType<typeof createParts>} parts
 */
function layOut({ bar, lesson, tree, network, output, curves, card, time, overlays, speech, film, help }) {
  const inside = [lesson, tree, network, overlays, speech, film].map(({ element }) => element);
  const beside = [output, curves, card, time].map(({ element }) => element);
  const [middle, side] = [h("div", { class: "middle" }, ...inside), h("div", { class: "side" }, ...beside)];
  return h("div", { class: "stage" }, h("div", { class: "stage-grid" }, bar.element, middle, side), help.element);
}

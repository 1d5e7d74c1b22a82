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

/** @typedef {import("../model/types.js").Actions} Actions */
/** @typedef {Omit<Actions, "tree" | "help" | "say" | "summary" | "leave" | "savePicture">} Deeds what the views may do to the stage */
/**
 * @typedef {object} Page
 * @property {HTMLElement} root
 * @property {import("../model/types.js").View[]} views
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
  const [bar, lesson, overlays] = [createBar(actions), createLesson(), createOverlays(actions)];
  const [tree, network, speech] = [createTree(actions), createNetwork(actions), createSpeech(actions)];
  const [output, curves, card, time] = [createOutput, createCurves, createCard, createTime].map((make) =>
    make(actions),
  );
  const [film, help] = [createFilm(actions), createHelp()];
  const leave = () => {
    speech.close();
    if (actions.state().pinned) actions.pin(null);
  };
  Object.assign(actions, {
    tree,
    help: help.open,
    say: speech.say,
    summary: speech.summary,
    leave,
    savePicture: film.save,
  });

  const middle = h(
    "div",
    { class: "middle" },
    lesson.element,
    tree.element,
    network.element,
    overlays.element,
    speech.element,
    film.element,
  );
  const side = h("div", { class: "side" }, output.element, curves.element, card.element, time.element);
  const grid = h("div", { class: "stage-grid" }, bar.element, middle, side);
  const root = h("div", { class: "stage" }, grid, help.element);
  const ignoreKeys = listenToKeys(root, actions);

  const views = [bar, lesson, tree, network, output, curves, card, time, overlays, speech, film];
  const destroy = () => {
    ignoreKeys();
    for (const view of views) view.destroy?.();
    root.remove();
  };
  return { root, views, film, destroy };
}

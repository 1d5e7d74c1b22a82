/** How fast it trains: a slider of eight places, said in words. */

import { h, setAttribute, setText } from "../elements/dom.js";
import { count } from "../model/format.js";

/** @import { Actions, State } from "../model/types.js" */
/** @import { MomentHeader } from "../wire/frame.js" */

/** @typedef {number | null} Speed updates a second; null is as fast as it goes */
/**
 * @typedef {object} Control
 * @property {HTMLElement} text
 * @property {HTMLInputElement} slider
 * @property {Speed | undefined} said what is shown
 * @property {number} touched when somebody moved it, in milliseconds
 */

const FINITE = [1, 3, 10, 30, 100, 300, 1000];
/** What the places of the slider stand for. @type {Speed[]} */
const SPEEDS = [...FINITE, null];
const PATIENCE_MS = 1500;

/**
 * Returns the speed slider with its words, and what keeps it true.
 * @param {Actions} actions
 */
export function createSpeed(actions) {
  const text = h("span", { class: "caption", text: "Speed" });
  const slider = h("input", { type: "range", min: 0, max: SPEEDS.length - 1, step: 1, "aria-label": "Speed" });
  /** @type {Control} */
  const view = { text, slider, said: undefined, touched: -Infinity };
  slider.addEventListener("input", () => {
    view.touched = performance.now();
    const speed = SPEEDS[slider.valueAsNumber];
    say(view, speed);
    actions.command({ do: "speed", steps_per_s: speed });
  });
  return {
    element: h("label", { class: "field speed" }, text, slider),
    paint: (/** @type {State} */ { picture }) => follow(view, picture.meta),
  };
}

/**
 * Shows the server's setting, but not while an own change is on its way.
 * @param {Control} view
 * @param {MomentHeader | null} meta
 */
function follow(view, meta) {
  if (!meta || performance.now() - view.touched < PATIENCE_MS) return;
  const { speed } = meta;
  if (speed === view.said) return;
  view.slider.value = String(nearest(speed));
  say(view, speed);
}

/**
 * Returns the place of the slider that comes nearest to a speed.
 * @param {Speed} speed
 */
function nearest(speed) {
  if (speed === null) return SPEEDS.indexOf(null);
  const distances = FINITE.map((choice) => Math.abs(Math.log(choice / speed)));
  return distances.indexOf(Math.min(...distances));
}

/**
 * @param {Control} view
 * @param {Speed} speed
 */
function say(view, speed) {
  const { text, slider } = view;
  view.said = speed;
  const words = speed === null ? "as fast as it goes" : `${count(speed)} step${speed === 1 ? "" : "s"} a second`;
  setText(text, speed === null ? "Full speed" : `${count(speed)} step${speed === 1 ? "" : "s"}/s`);
  setAttribute(slider, "aria-valuetext", words);
  setAttribute(slider, "title", `Speed: ${words}`);
}

/** The buttons that train: on and on, or by one step. */

import { h, setAttribute, setText } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";

/** @import { Actions, State } from "../model/types.js" */

const STEP_HINTS = {
  batch: "Trains on one batch: one update of the weights",
  epoch: "Trains for one epoch: every training sample once",
};
/** @typedef {keyof typeof STEP_HINTS} Unit how much a step trains on */
/** @typedef {"run" | "pause"} Deed what a press of the run button does */
/** @type {Record<Deed, string>} */
const LABELS = { run: "Run", pause: "Pause" };

/**
 * Returns the button that runs and pauses, and what keeps it true.
 * @param {Actions} actions
 */
export function createRun(actions) {
  const element = h("button", { type: "button", class: "run" });
  /** @param {State} state */
  const paint = ({ picture }) => paintRun(element, deedOf(picture));
  element.addEventListener("click", () => actions.command({ do: deedShownBy(element) }));
  paintRun(element, "run");
  return { element, paint };
}

/**
 * @param {State["picture"]} picture
 * @returns {Deed}
 */
function deedOf({ meta }) {
  return meta?.state === "running" ? "pause" : "run";
}

/**
 * @param {HTMLButtonElement} button
 * @returns {Deed}
 */
function deedShownBy(button) {
  return button.dataset.action === "pause" ? "pause" : "run";
}

/**
 * @param {HTMLButtonElement} button
 * @param {Deed} deed
 */
function paintRun(button, deed) {
  if (button.dataset.action === deed) return;
  button.dataset.action = deed;
  button.innerHTML = ICONS[deed];
  setAttribute(button, "aria-label", LABELS[deed]);
  setAttribute(button, "title", LABELS[deed]);
}

/**
 * Returns the button that makes a step, with the choice of how large that is.
 * @param {Actions} actions
 */
export function createStep(actions) {
  const text = h("span", { class: "step-text" });
  const button = h("button", { type: "button", class: "step" }, h("span", { class: "icon", html: ICONS.step }), text);
  const size = h(
    "select",
    { class: "step-unit", "aria-label": "Step size", title: "Step size" },
    h("option", { value: "batch", text: "1 batch" }),
    h("option", { value: "epoch", text: "1 epoch" }),
  );
  const chosen = () => /** @type {Unit} */ (size.value);
  size.addEventListener("change", () => sayStep(button, text, chosen()));
  button.addEventListener("click", () => actions.command({ do: "step", unit: chosen() }));
  sayStep(button, text, chosen());
  return h("span", { class: "split" }, button, size);
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} text
 * @param {Unit} unit
 */
function sayStep(button, text, unit) {
  const name = `Step: 1 ${unit}`;
  setText(text, name);
  setAttribute(button, "aria-label", name); // also where there is no room for the words
  setAttribute(button, "aria-description", STEP_HINTS[unit]);
  setAttribute(button, "title", STEP_HINTS[unit]);
}

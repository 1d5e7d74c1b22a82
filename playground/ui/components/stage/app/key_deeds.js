/** What keys do that takes more than a call. */

import { addUnitsPatch, insertPatch, removePatch } from "../model/edits.js";

/** @import { Actions } from "../model/types.js" */

const PANELS = '[role="radiogroup"][aria-label="Panels"] [role="radio"]';

/** @param {Actions} actions */
export function runOrPause({ state, command }) {
  command({ do: state().picture.meta?.state === "running" ? "pause" : "run" });
}

/**
 * @param {Actions} actions
 * @param {string} key
 */
export function walk({ tree }, key) {
  tree.walk(key);
}

/**
 * Adds a layer after the column that the diagram's tree is at, and goes there.
 * @param {Actions} actions
 */
export function addLayer({ state, edit, tree, say }) {
  const { structure, data } = state();
  const nHidden = structure.sizes.length - 2;
  if (nHidden >= data.limits.hidden_layers) {
    say(`There can be no more than ${data.limits.hidden_layers} hidden layers`);
    return;
  }
  const column = Math.min(tree.column(), nHidden);
  edit((experiment) => insertPatch(experiment, column));
  tree.go(column + 1);
}

/** @param {Actions} actions */
export function removeLayer(actions) {
  const layer = layerAt(actions);
  if (layer !== null) actions.edit((experiment) => removePatch(experiment, layer));
}

/**
 * @param {Actions} actions
 * @param {number} difference
 */
export function addUnits(actions, difference) {
  const layer = layerAt(actions);
  if (layer !== null) actions.edit((experiment, limits) => addUnitsPatch(experiment, layer, difference, limits));
}

/**
 * Returns which hidden layer the diagram's tree is at; null, and says so, where that is none.
 * @param {Actions} actions
 */
function layerAt({ state, tree, say }) {
  const column = tree.column();
  if (state().structure.columns[column].kind === "hidden") return column - 1;
  say("This is no hidden layer");
  return null;
}

/**
 * Shows a moment.
 * @param {Actions} actions
 * @param {(shown: number, n: number) => number} choose which of the moments 0 to n, the last of which is the present
 */
export function scrub({ state, moments }, choose) {
  const { n = 0, at = null } = state().picture.meta?.time ?? {};
  const chosen = Math.max(0, choose(at ?? n, n));
  if (n > 0) moments.ask(chosen < n ? { do: "moment", at: chosen } : { do: "now" });
}

/**
 * Opens the panel of a number, or closes it: the strip has the titles that the server tells.
 * @param {Actions} actions
 * @param {string} key
 */
export function pressPanel({ state }, key) {
  const title = state().data.panels[Number(key) - 1];
  const radios = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(PANELS)]);
  const radio = radios.find((element) => element.textContent?.trim() === title);
  if (radio?.checkVisibility()) radio.click();
}

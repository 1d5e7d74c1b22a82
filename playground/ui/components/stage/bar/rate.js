/** The learning rate of the next update. */

import { h, setOptions } from "../elements/dom.js";
import { learningRatePatch } from "../model/edits.js";
import { plain } from "../model/format.js";

/** @import { Actions, State } from "../model/types.js" */

const RATES = [1e-5, 3e-5, 1e-4, 3e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/**
 * Returns the labelled select of learning rates, and what keeps it true.
 * @param {Actions} actions
 */
export function createRate(actions) {
  const select = h("select", {
    "aria-label": "Learning rate",
    onChange: () => actions.edit(() => learningRatePatch(Number(select.value))),
  });
  const element = h("label", { class: "field rate" }, h("span", { class: "caption", text: "Learning rate" }), select);
  /** @param {State} state */
  const update = ({ experiment }) => updateRate(select, experiment.training.optimizer.learning_rate);
  return { element, update };
}

/**
 * @param {HTMLSelectElement} select
 * @param {number} rate which is offered, too, where it is none of the usual ones
 */
function updateRate(select, rate) {
  const rates = [...new Set([...RATES, rate])].sort((a, b) => a - b);
  const options = rates.map((value) => ({ value: String(value), label: plain(value) }));
  setOptions(select, options, String(rate));
}

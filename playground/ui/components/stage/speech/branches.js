/** The items of the diagram's tree: columns, their neurons, and the rows of the neuron gone into. */

import { h } from "../elements/dom.js";

/** @typedef {{ item: HTMLElement, neurons: HTMLElement[] }} Branch the item of a column, and those of its neurons */

/**
 * Returns the items of a column.
 * @param {number} nUnits
 * @param {boolean} canBeEntered whether its neurons have rows
 * @returns {Branch}
 */
export function createBranch(nUnits, canBeEntered) {
  const neurons = Array.from({ length: nUnits }, () => createItem());
  const item = createItem(h("div", { role: "group" }, ...neurons));
  item.ariaExpanded = "true";
  if (canBeEntered) for (const neuron of neurons) neuron.ariaExpanded = "false";
  return { item, neurons };
}

/** @param {HTMLElement[]} children */
function createItem(...children) {
  return h("div", { role: "treeitem", tabIndex: -1 }, ...children);
}

/**
 * Shows so many rows of a neuron.
 * @param {HTMLElement} neuron
 * @param {number} nRows
 */
export function unfold(neuron, nRows) {
  neuron.append(h("div", { role: "group" }, ...Array.from({ length: nRows }, () => createItem())));
  neuron.ariaExpanded = "true";
}

/**
 * Takes the rows of a neuron away.
 * @param {HTMLElement} neuron
 */
export function fold(neuron) {
  neuron.replaceChildren();
  neuron.ariaExpanded = "false";
}

/**
 * Returns the rows of a neuron; none where they are not shown.
 * @param {HTMLElement} neuron
 */
export function rowsOf(neuron) {
  return /** @type {HTMLElement[]} */ ([...(neuron.firstElementChild?.children ?? [])]);
}

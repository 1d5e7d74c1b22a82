/** The controls above a hidden column: its activation, its units, whether it learns, and its removal. */

import { h, setAttribute, setOptions, setText } from "../elements/dom.js";
import { activationPatch, addUnitsPatch, freezingPatch, RESTARTS, removePatch, unitsPatch } from "../model/edits.js";
import { createLock } from "./lock.js";

/** @import { Actions, Column } from "../model/types.js" */
/** @import { Data } from "../wire/data.js" */
/** @import { Layout } from "./layout.js" */

/** @typedef {ReturnType<typeof createParts>} Parts */

/**
 * Returns the controls of a hidden layer, with their update.
 * @param {Actions} actions
 * @param {number} index of the layer
 */
export function createHidden(actions, index) {
  const title = `Hidden ${index + 1}`;
  const parts = createParts(actions, index, title);
  const titleRow = h("div", { class: "title-row" }, parts.lock.element, parts.name, parts.remove);
  const unitRow = h("div", { class: "unit-row" }, parts.fewer, parts.units, parts.more);
  const names = { class: "column", role: "group", "aria-label": title };
  return {
    element: h("div", names, titleRow, parts.activation, unitRow),
    update: (/** @type {Column} */ column, /** @type {Data} */ data, /** @type {Layout} */ layout) =>
      update(parts, column, data, layout),
  };
}

/**
 * @param {Actions} actions
 * @param {number} index
 * @param {string} title
 */
function createParts({ edit }, index, title) {
  const more = (/** @type {number} */ n) => edit((experiment, limits) => addUnitsPatch(experiment, index, n, limits));
  const activation = h("select", { "aria-label": `Activation of ${title}` });
  activation.addEventListener("change", () =>
    edit((experiment) => activationPatch(experiment, index, activation.value)),
  );
  return {
    activation,
    name: h("span", { class: "column-title" }),
    lock: createLock(() => edit((experiment) => freezingPatch(experiment, index))),
    remove: button("remove", "×", `Remove ${title}`, () => edit((experiment) => removePatch(experiment, index))),
    fewer: button("unit", "−", `Remove a neuron from ${title}`, () => more(-1)),
    more: button("unit", "+", `Add a neuron to ${title}`, () => more(1)),
    units: unitField(title, (units) => edit((experiment, limits) => unitsPatch(experiment, index, units, limits))),
  };
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} label
 * @param {() => void} onClick
 */
function button(name, text, label, onClick) {
  const element = h("button", {
    type: "button",
    class: name,
    text,
    "aria-label": label,
    title: `${label}: ${RESTARTS}`,
  });
  element.addEventListener("click", () => element.ariaDisabled !== "true" && onClick());
  return element;
}

/**
 * @param {string} title
 * @param {(units: number) => void} commit
 */
function unitField(title, commit) {
  const label = `Neurons in ${title}`;
  const field = h("input", {
    class: "units",
    type: "text",
    inputMode: "numeric",
    autocomplete: "off",
    "aria-label": label,
  });
  field.title = `${label}: click to type, ${RESTARTS}`;
  field.addEventListener("change", () => accept(field, commit));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") field.blur();
    if (event.key !== "Escape" || field.value === field.dataset.units) return;
    event.stopPropagation();
    forget(field);
  });
  return field;
}

/**
 * Takes a number typed; the field shows the old one until the network has it.
 * @param {HTMLInputElement} field
 * @param {(units: number) => void} commit
 */
function accept(field, commit) {
  const units = Number.parseInt(field.value, 10);
  forget(field);
  if (!Number.isNaN(units) && String(units) !== field.dataset.units) commit(units);
}

/** @param {HTMLInputElement} field */
function forget(field) {
  field.value = field.dataset.units ?? "";
}

/**
 * @param {Parts} parts
 * @param {Column} column
 * @param {Data} data
 * @param {Layout} layout
 */
function update(parts, column, data, layout) {
  setText(parts.name, layout.headers.level === "wide" ? column.title : column.short);
  setAttribute(parts.name, "title", column.title);
  parts.lock.update(column);
  updateActivation(parts.activation, column, data);
  updateUnits(parts, column.units, data.limits.units);
}

/**
 * @param {HTMLSelectElement} select
 * @param {Column} column
 * @param {Data} data
 */
function updateActivation(select, { activation }, { activations }) {
  const choices = activations.map(({ name, label, description }) => ({ value: name, label, title: description }));
  setOptions(select, choices, activation);
  const chosen = activations.find(({ name }) => name === activation);
  if (chosen) setAttribute(select, "title", `${chosen.description} Another one ${RESTARTS}.`);
}

/**
 * @param {Parts} parts
 * @param {number} units
 * @param {[lowest: number, highest: number]} limits
 */
function updateUnits({ units: field, fewer, more }, units, [lowest, highest]) {
  if (field.dataset.units !== String(units)) field.value = field.dataset.units = String(units);
  setAttribute(fewer, "aria-disabled", String(units <= lowest)); // with `disabled` the focus would be lost
  setAttribute(more, "aria-disabled", String(units >= highest));
}

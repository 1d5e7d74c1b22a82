/** A table of a neuron's weights: a row a weight, whose value can be typed, and what goes with it in numbers. */

import { focusedIn, h, setText } from "../elements/dom.js";
import { createNumberField } from "../elements/number_field.js";
import { figures } from "../model/format.js";

/** @import { Actions, Target } from "../model/types.js" */
/** @import { AssignMessage } from "../wire/commands.js" */

/**
 * @typedef {object} CardRow a weight
 * @property {string} name
 * @property {string} title its name in full
 * @property {string} label of the field
 * @property {Pick<AssignMessage, "layer" | "unit" | "from">} at what is assigned when a value is typed
 * @property {Target} target what is aimed at while the row is pointed at or typed in
 */

/**
 * @typedef {object} CardTable
 * @property {string} caption
 * @property {{ text: string, title: string }[]} headings the first stands over the names, the second over the fields
 * @property {CardRow[]} rows
 * @property {string | null} rest names a last row without a field
 */

/** @typedef {(number | null)[]} Numbers those of one row, the field's first; null is an empty cell */

/** @typedef {{ element: HTMLElement, field: ReturnType<typeof createNumberField> | null, cells: HTMLElement[] }} BuiltRow */

/** @typedef {ReturnType<typeof createParts>} Parts */

/**
 * Returns the element of a table, with what builds, fills and marks it.
 * @param {Actions} actions
 */
export function createCardTable(actions) {
  const table = createParts(actions);
  return {
    element: table.element,
    build: (/** @type {CardTable} */ content) => build(table, content),
    fill: (/** @type {Numbers[]} */ rows) => fill(table, rows),
    mark: (/** @type {number | null} */ index) => mark(table, index),
    choose: (/** @type {number | null} */ index) => choose(table, index),
  };
}

/** @param {Actions} actions */
function createParts({ assign, aim }) {
  const [caption, head, body] = [h("caption"), h("tr"), h("tbody")];
  const element = h("table", { class: "card-table" }, caption, h("thead", {}, head), body);
  return { element, caption, head, body, rows: /** @type {BuiltRow[]} */ ([]), assign, aim };
}

/**
 * @param {Parts} table
 * @param {CardTable} content
 */
function build(table, { caption, headings, rows, rest }) {
  const activeElement = focusedIn(table.body);
  const typedIn = table.rows.findIndex(({ element }) => element.contains(activeElement));
  setText(table.caption, caption);
  table.head.replaceChildren(...headings.map(({ text, title }) => h("th", { scope: "col", text, title })));
  table.rows = rows.map((row) => createRow(table, row, headings.length - 2));
  if (rest) table.rows.push(createRest(rest, headings.length - 1));
  table.body.replaceChildren(...table.rows.map(({ element }) => element));
  table.rows[typedIn]?.field?.element.focus({ preventScroll: true }); // there may be fewer rows now
}

/**
 * @param {Parts} table
 * @param {CardRow} row
 * @param {number} nCells
 * @returns {BuiltRow}
 */
function createRow({ assign, aim }, { name, title, label, at, target }, nCells) {
  const field = createNumberField(label, (/** @type {number} */ value) => assign({ ...at, value }));
  const cells = createCells(nCells);
  const heading = h("th", { scope: "row", text: name, title });
  const element = h("tr", {}, heading, h("td", {}, field.element), ...cells);
  for (const arrival of ["pointerenter", "focusin"]) element.addEventListener(arrival, () => aim(target));
  for (const departure of ["pointerleave", "focusout"]) element.addEventListener(departure, () => aim(null));
  return { element, field, cells };
}

/**
 * @param {string} name
 * @param {number} nCells
 * @returns {BuiltRow}
 */
function createRest(name, nCells) {
  const cells = createCells(nCells);
  const element = h("tr", { class: "rest" }, h("th", { scope: "row", text: name }), ...cells);
  return { element, field: null, cells };
}

/** @param {number} n */
function createCells(n) {
  return Array.from({ length: n }, () => h("td"));
}

/**
 * @param {Parts} table
 * @param {Numbers[]} rows
 */
function fill(table, rows) {
  rows.forEach((values, at) => {
    const { field, cells } = table.rows[at];
    if (field) field.show(values[0]);
    const others = field ? values.slice(1) : values;
    others.forEach((value, cell) => setText(cells[cell], value === null ? "" : figures(value)));
  });
}

/**
 * Marks a row; null marks none.
 * @param {Parts} table
 * @param {number | null} index
 */
function mark(table, index) {
  table.rows.forEach(({ element }, at) => element.classList.toggle("is-chosen", at === index));
}

/**
 * Marks a row and puts the cursor into its field; null marks none.
 *
 * Not for a finger: the diagram would be scrolled away from under it, and a keyboard would cover the rest.
 * @param {Parts} table
 * @param {number | null} index
 */
function choose(table, index) {
  mark(table, index);
  if (index === null || window.matchMedia("(pointer: coarse)").matches) return;
  const { element, field } = table.rows[index];
  element.scrollIntoView({ block: "nearest" });
  field?.element.focus({ preventScroll: true });
}

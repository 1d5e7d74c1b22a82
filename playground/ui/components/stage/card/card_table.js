/** A table of a neuron's weights: a row a weight, whose value can be typed, and what goes with it in numbers. */

import { h, setText } from "../elements/dom.js";
import { createNumberField } from "../elements/number_field.js";
import { figures } from "../model/format.js";

/**
 * Returns { element, build(table), fill(rows) }.
 * `build` takes { caption, headings: [{ text, title }], rows: [{ name, title, label, at, target }], rest }: the first
 * heading stands over the names, the second over the fields; `at` is what `assign({ ...at, value })` hears of,
 * `target` what `aim` hears of while the row is pointed at or typed in; `rest` names a last row without a field.
 * `fill` takes one list of numbers a row, the field's first.
 */
export function createCardTable({ assign, aim }) {
  const [caption, head, body] = [h("caption"), h("tr"), h("tbody")];
  const element = h("table", { class: "card-table" }, caption, h("thead", {}, head), body);
  const table = { caption, head, body, rows: [], assign, aim };
  return {
    element,
    build: (content) => build(table, content),
    fill: (rows) => fill(table, rows),
    mark: (index) => mark(table, index),
    choose: (index) => choose(table, index),
  };
}

function build(table, { caption, headings, rows, rest }) {
  const { activeElement } = table.body.getRootNode();
  const typedIn = table.rows.findIndex(({ element }) => element.contains(activeElement));
  setText(table.caption, caption);
  table.head.replaceChildren(...headings.map(({ text, title = "" }) => h("th", { scope: "col", text, title })));
  table.rows = rows.map((row) => createRow(table, row, headings.length - 2));
  if (rest) table.rows.push(createRest(rest, headings.length - 1));
  table.body.replaceChildren(...table.rows.map(({ element }) => element));
  table.rows[typedIn]?.field?.element.focus({ preventScroll: true });
}

function createRow({ assign, aim }, { name, title, label, at, target }, nCells) {
  const field = createNumberField(label, (value) => assign({ ...at, value }));
  const cells = Array.from({ length: nCells }, () => h("td"));
  const element = h("tr", {}, h("th", { scope: "row", text: name, title }), h("td", {}, field.element), ...cells);
  for (const arrival of ["pointerenter", "focusin"]) element.addEventListener(arrival, () => aim(target));
  for (const departure of ["pointerleave", "focusout"]) element.addEventListener(departure, () => aim(null));
  return { element, field, cells };
}

function createRest(name, nCells) {
  const cells = Array.from({ length: nCells }, () => h("td"));
  return { element: h("tr", { class: "rest" }, h("th", { scope: "row", text: name }), ...cells), field: null, cells };
}

function fill(table, rows) {
  rows.forEach((values, at) => {
    const { field, cells } = table.rows[at];
    field?.show(values[0]);
    const others = field ? values.slice(1) : values;
    others.forEach((value, cell) => setText(cells[cell], value === null ? "" : figures(value)));
  });
}

/** Marks a row; null marks none. */
function mark(table, index) {
  table.rows.forEach(({ element }, at) => element.classList.toggle("is-chosen", at === index));
}

/** Marks a row and puts the cursor into its field; null marks none.
 *
 *  Not for a finger: the diagram would be scrolled away from under it, and a keyboard would cover the rest. */
function choose(table, index) {
  mark(table, index);
  const row = window.matchMedia("(pointer: coarse)").matches ? null : table.rows[index];
  row?.element.scrollIntoView({ block: "nearest" });
  row?.field?.element.focus({ preventScroll: true });
}

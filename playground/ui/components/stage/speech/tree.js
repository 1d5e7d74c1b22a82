/**
 * The diagram as a tree for the keyboard and for screen readers: columns, their neurons, and of the neuron gone into
 * its incoming weights and its bias. It lies unseen beside the canvas, which rings whatever has the focus here.
 */

import { isCarded } from "../card/card.js";
import { h, setAttribute } from "../elements/dom.js";
import { shown } from "../model/picture.js";
import { columnText, neuronText, rowText } from "./tree_words.js";

const EVERY_MS = 1000; // how often the words follow the numbers while it trains

/**
 * Returns the view { element, update, paint } with what the keys do: focus, walk, open, go, and column.
 * `at` is the place in the tree: { column, unit, row }, unit null at the column itself, row null at the neuron itself;
 * the last row is the bias.
 */
export function createTree(actions) {
  const element = h("div", {
    class: "tree unseen",
    role: "tree",
    "aria-label": "The network",
    "aria-description": "Arrow keys walk through it; the question mark lists all keys",
  });
  const view = {
    element,
    actions,
    at: null,
    key: "",
    columns: [],
    current: null,
    entered: null,
    told: {},
    next: null,
    isAway: false,
  };
  element.addEventListener("focusin", () => actions.attend(targetOf(view)));
  element.addEventListener("focusout", () => actions.attend(null));
  element.addEventListener("click", (event) => press(view, event.target.closest('[role="treeitem"]')));
  return {
    element,
    update: (state) => update(view, state),
    paint: (state) => paint(view, state),
    focus: () => view.current?.focus(),
    walk: (key) => move(view, MOVES[key](view.at, sizesOf(view))),
    open: () => open(view),
    go: (column) => {
      view.next = column;
    },
    column: () => columnOf(view),
  };
}

/** Where a key leads from a place; `sizes` are the numbers of units shown. */
const MOVES = {
  ArrowUp: ({ column, unit, row }) => {
    if (row !== null) return { column, unit, row: row > 0 ? row - 1 : null };
    return { column, unit: unit > 0 ? unit - 1 : null, row };
  },
  ArrowDown: ({ column, unit, row }, sizes) => {
    if (row !== null) return { column, unit, row: Math.min(row + 1, sizes[column - 1]) };
    return { column, unit: unit === null ? 0 : Math.min(unit + 1, sizes[column] - 1), row };
  },
  ArrowLeft: ({ column, unit, row }, sizes) => {
    if (row === null) return beside(Math.max(0, column - 1), unit, sizes);
    return row < sizes[column - 1] ? { column: column - 1, unit: row, row: null } : { column, unit, row: null };
  },
  ArrowRight: ({ column, unit, row }, sizes) => {
    if (row === null) return beside(Math.min(sizes.length - 1, column + 1), unit, sizes);
    return { column, unit, row: null };
  },
  i: ({ column, unit, row }) => ({ column, unit, row: row === null && unit !== null && column > 0 ? 0 : null }),
};

function beside(column, unit, sizes) {
  return { column, unit: unit === null ? null : Math.min(unit, sizes[column] - 1), row: null };
}

function sizesOf({ actions }) {
  return actions.state().structure.sizes.map(shown);
}

/** The column that the tree is at, or is about to be. */
function columnOf({ at, next }) {
  return next ?? at?.column ?? 0;
}

/** What of the diagram the place in the tree is. */
function targetOf({ at: { column, unit, row }, actions }) {
  if (unit === null) return { type: "column", column };
  if (row === null) return { type: "neuron", column, unit };
  return row < shown(actions.state().structure.sizes[column - 1])
    ? { type: "weight", column, from: row, to: unit }
    : { type: "bias", column, unit };
}

/** Builds the tree afresh where the network has another shape; the place and the focus stay, as far as they can. */
function update(view, { structure: { sizes } }) {
  const key = sizes.join();
  if (key === view.key) return;
  const hadFocus = view.element.contains(view.element.getRootNode().activeElement);
  const columns = sizes.map((units, column) => createColumn(shown(units), column));
  view.element.replaceChildren(...columns.map(({ item }) => item));
  Object.assign(view, { key, columns, current: null, entered: null });
  settle(view, nearest(view, sizes.map(shown)));
  view.next = null;
  if (hadFocus) view.current.focus();
}

/** The place to be at in a network of these sizes: a column that is waited for, else much the same; the last hidden one at first. */
function nearest({ at, next }, sizes) {
  if (next !== null) return { column: Math.min(next, sizes.length - 1), unit: null, row: null };
  if (!at) return { column: sizes.length - 2, unit: null, row: null };
  return beside(Math.min(at.column, sizes.length - 1), at.unit, sizes);
}

function createColumn(nUnits, column) {
  const neurons = Array.from({ length: nUnits }, () => createItem());
  const item = createItem(h("div", { role: "group" }, ...neurons));
  item.ariaExpanded = "true";
  if (column > 0)
    neurons.forEach((neuron) => {
      neuron.ariaExpanded = "false";
    });
  return { item, neurons };
}

function createItem(...children) {
  return h("div", { role: "treeitem", tabIndex: -1 }, ...children);
}

function move(view, at) {
  settle(view, at);
  view.current.focus();
}

/** Takes a place: its item alone is reached by Tab, and only the neuron gone into shows its weights. */
function settle(view, at) {
  const { item, neurons } = view.columns[at.column];
  const neuron = neurons[at.unit] ?? null;
  view.at = at;
  enter(view, at.row === null ? null : neuron);
  if (view.current) view.current.tabIndex = -1;
  view.current = at.row === null ? (neuron ?? item) : rowsOf(neuron)[at.row];
  view.current.tabIndex = 0;
  tell(view, view.actions.state());
}

/** Shows the weights and the bias of a neuron, of none for null, and of no other. */
function enter(view, neuron) {
  if (neuron === view.entered) return;
  view.entered?.replaceChildren();
  if (view.entered) view.entered.ariaExpanded = "false";
  view.entered = neuron;
  if (!neuron) return;
  const rows = Array.from({ length: sizesOf(view)[view.at.column - 1] + 1 }, () => createItem());
  neuron.append(h("div", { role: "group" }, ...rows));
  neuron.ariaExpanded = "true";
}

function rowsOf(neuron) {
  return [...neuron.firstChild.children];
}

function paint(view, state) {
  comeBack(view, state);
  const { meta } = state.picture;
  const isNew = meta !== view.told.meta || state.structure !== view.told.structure;
  if (isNew && (meta?.state !== "running" || performance.now() - view.told.ms >= EVERY_MS))
    tell(view, state, meta?.state === "running" ? focusedItem(view) : null);
}

function focusedItem({ element, current }) {
  return element.getRootNode().activeElement === current ? current : null;
}

/** Puts the present numbers into the words, but not into those of `spared`: what has the focus would be read out each time. */
function tell(view, { structure, picture }, spared = null) {
  const { at, entered } = view;
  const name = (item, text) => item !== spared && setAttribute(item, "aria-label", text);
  view.columns.forEach(({ item, neurons }, column) => {
    name(item, columnText(structure.columns[column]));
    neurons.forEach((neuron, unit) => name(neuron, neuronText(structure, picture, column, unit)));
  });
  if (entered) rowsOf(entered).forEach((item, row) => name(item, rowText(structure, picture, at.column, at.unit, row)));
  view.told = { structure, meta: picture.meta, ms: performance.now() };
}

/** Goes to an item and opens it: a screen reader's double tap arrives as a click. */
function press(view, item) {
  if (!item) return;
  move(view, placeOf(view, item));
  open(view);
}

function placeOf({ at, columns, entered }, item) {
  const row = entered ? rowsOf(entered).indexOf(item) : -1;
  if (row >= 0) return { ...at, row };
  const column = columns.findIndex((each) => each.item.contains(item));
  const unit = columns[column].neurons.indexOf(item);
  return { column, unit: unit < 0 ? null : unit, row: null };
}

/** Opens the card of the neuron, with the cursor in the field of the weight or the bias. */
function open(view) {
  const {
    at: { column, unit, row },
    actions,
  } = view;
  if (unit === null) return move(view, { column, unit: 0, row });
  view.isAway = column > 0;
  const isBias = row === sizesOf(view)[column - 1];
  return actions.pin({ type: "neuron", column, unit }, { from: isBias ? null : (row ?? 0) });
}

/** Takes the focus back once the card that was opened from here is closed, unless it has gone elsewhere. */
function comeBack(view, { pinned }) {
  if (!view.isAway || isCarded(pinned)) return;
  view.isAway = false;
  const inCard = view.element.getRootNode().activeElement?.closest(".card");
  if (inCard || document.activeElement === document.body) view.current.focus();
}

/** What stands in the card's tables: a row for each weight that comes in or leads on, and its numbers. */

import { count, subscript } from "../model/format.js";
import { neuronName } from "../model/structure.js";

/** @import { Column, Structure, Target } from "../model/types.js" */
/** @import { CardNumbers } from "./card.js" */
/** @import { CardRow, CardTable, Numbers } from "./card_table.js" */

/** @type {Record<string, string>} */
const HINTS = {
  x: "What comes in through the weight for the sample above",
  w·x: "What the weight adds to z for the sample above",
  gradient: "How the loss over the whole training set changes with the weight",
};

/**
 * @param {string} first
 * @param {string[]} texts
 * @param {string[]} slots
 * @returns {CardTable["headings"]}
 */
function headings(first, texts, slots) {
  return [first, "w", ...texts, ...slots].map((text) => ({ text, title: HINTS[text] ?? "" }));
}

/**
 * Returns the weights that come in, and the bias as the last of them.
 * @param {CardNumbers} card
 * @param {Structure} structure
 * @returns {CardTable}
 */
export function incomingTable({ layer, unit, slots, shown_in: shownIn, fan_in: fanIn }, structure) {
  const source = structure.columns[layer];
  const rows = Array.from({ length: shownIn }, (_, from) => incomingRow(layer, unit, from, structure));
  return {
    caption: `Incoming weights, from ${source.title}`,
    headings: headings("from", ["x", "w·x", "gradient"], slots),
    rows: [...rows, biasRow(layer, unit)],
    rest: restName(fanIn - shownIn),
  };
}

/**
 * @param {number} layer
 * @param {number} unit
 * @param {number} from
 * @param {Structure} structure
 * @returns {CardRow}
 */
function incomingRow(layer, unit, from, structure) {
  const title = neuronName(structure, layer, from);
  /** @type {Target} */
  const target = { type: "weight", column: layer + 1, from, to: unit };
  const name = sourceName(structure.columns[layer], from);
  return { name, title, label: `Weight from ${title}`, at: { layer, unit, from }, target };
}

/**
 * @param {number} layer
 * @param {number} unit
 * @returns {CardRow}
 */
function biasRow(layer, unit) {
  const title = "The bias counts as the weight of an input that is always 1";
  return { name: "bias", title, label: "Bias", at: { layer, unit }, target: { type: "bias", column: layer + 1, unit } };
}

/**
 * @param {Column} source
 * @param {number} from
 */
function sourceName(source, from) {
  return source.kind === "inputs" ? source.labels[from] : `a${subscript(from + 1)}`;
}

/**
 * Returns the weights that lead on, or null where the neuron is an output.
 * @param {CardNumbers} card
 * @param {Structure} structure
 * @returns {CardTable | null}
 */
export function outgoingTable({ layer, unit, slots, outgoing, fan_out: fanOut }, structure) {
  if (!fanOut) return null;
  const shownOut = outgoing.shape[1];
  return {
    caption: `Outgoing weights, to ${structure.columns[layer + 2].title}`,
    headings: headings("to", ["gradient"], slots),
    rows: Array.from({ length: shownOut }, (_, to) => outgoingRow(layer, unit, to, structure)),
    rest: restName(fanOut - shownOut),
  };
}

/**
 * @param {number} layer
 * @param {number} unit
 * @param {number} to
 * @param {Structure} structure
 * @returns {CardRow}
 */
function outgoingRow(layer, unit, to, structure) {
  const title = neuronName(structure, layer + 2, to);
  /** @type {Target} */
  const target = { type: "weight", column: layer + 2, from: unit, to };
  const name = targetName(structure.columns[layer + 2], to);
  return { name, title, label: `Weight to ${title}`, at: { layer: layer + 1, unit: to, from: unit }, target };
}

/**
 * @param {Column} column
 * @param {number} to
 */
function targetName(column, to) {
  if (column.kind === "hidden") return `neuron ${to + 1}`;
  return column.units === 1 ? column.title : column.labels[to];
}

/** @param {number} n how many weights are not shown */
function restName(n) {
  return n > 0 ? `${count(n)} more` : null;
}

/**
 * Returns one list of numbers a row: weight, input, their product, gradient and slots; of terms not shown their sum.
 * @param {Pick<CardNumbers, "incoming" | "shown_in" | "fan_in" | "rest_in" | "slots">} card
 * @returns {Numbers[]}
 */
export function incomingNumbers({ incoming, shown_in: shownIn, fan_in: fanIn, rest_in: rest, slots }) {
  const rows = turned(incoming).map(([x, w, ...others]) => [w, x, w * x, ...others]);
  return fanIn > shownIn ? [...rows, [null, null, rest, null, ...slots.map(() => null)]] : rows;
}

/**
 * Returns one list of numbers a row: weight, gradient and slots.
 * @param {Pick<CardNumbers, "outgoing" | "fan_out">} card
 * @returns {Numbers[]}
 */
export function outgoingNumbers({ outgoing, fan_out: fanOut }) {
  const [height, width] = outgoing.shape;
  const rows = turned(outgoing);
  return fanOut > width ? [...rows, Array(height).fill(null)] : rows;
}

/**
 * Returns the columns of an array.
 * @param {CardNumbers["incoming"]} array
 */
function turned({ data, shape: [height, width] }) {
  return Array.from({ length: width }, (_, column) =>
    Array.from({ length: height }, (__, row) => data[row * width + column]),
  );
}

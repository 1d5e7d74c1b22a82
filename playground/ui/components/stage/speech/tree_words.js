/** What the diagram's tree says of a column, a neuron, a weight or a bias. */

import { figures, plural } from "../model/format.js";
import { shown } from "../model/picture.js";
import { neuronName } from "../model/structure.js";
import { TROUBLES } from "../model/trouble.js";

/** @import { Picture } from "../model/picture.js" */
/** @import { Column, Structure } from "../model/types.js" */

const UNKNOWN = "known when the new network starts";

const NOUNS = { inputs: "input", hidden: "neuron", output: "output" };

/**
 * Returns "Hidden 1, 4 neurons, Tanh".
 * @param {Column} column
 */
export function columnText({ kind, title, units, activationLabel, isFrozen }) {
  const most = units > shown(units) ? `the first ${shown(units)} are shown` : "";
  return [title, plural(units, NOUNS[kind]), activationLabel, isFrozen ? "frozen" : "", most]
    .filter(Boolean)
    .join(", ");
}

/**
 * Returns "Hidden 1, neuron 3, bias 0.21, strongest input x₁ at 1.32".
 * @param {Structure} structure
 * @param {Picture} picture
 * @param {number} column
 * @param {number} unit
 */
export function neuronText(structure, picture, column, unit) {
  const name = neuronName(structure, column, unit);
  if (column === 0) return name;
  if (column >= picture.matching(structure.sizes)) return `${name}, ${UNKNOWN}`;
  const trouble = TROUBLES[picture.trouble(column, unit)]?.text;
  return [name, `bias ${figures(picture.bias(column, unit))}`, strongest(structure, picture, column, unit), trouble]
    .filter(Boolean)
    .join(", ");
}

/**
 * @param {Structure} structure
 * @param {Picture} picture
 * @param {number} column
 * @param {number} unit
 */
function strongest(structure, picture, column, unit) {
  const source = structure.columns[column - 1];
  const weights = Array.from({ length: shown(source.units) }, (_, from) => picture.weight(column, from, unit) ?? 0);
  const sizes = weights.map(Math.abs);
  const from = sizes.indexOf(Math.max(...sizes));
  return from < 0 ? "" : `strongest input ${sourceName(source, from)} at ${figures(weights[from])}`;
}

/**
 * Returns "Weight from x₁, 1.32", or "Bias, 0.21" of the row after the last weight.
 * @param {Structure} structure
 * @param {Picture} picture
 * @param {number} column
 * @param {number} unit
 * @param {number} row
 */
export function rowText(structure, picture, column, unit, row) {
  const source = structure.columns[column - 1];
  const isKnown = column < picture.matching(structure.sizes);
  if (row < shown(source.units))
    return `Weight from ${sourceName(source, row)}, ${isKnown ? figures(picture.weight(column, row, unit)) : UNKNOWN}`;
  return `Bias, ${isKnown ? figures(picture.bias(column, unit)) : UNKNOWN}`;
}

/**
 * @param {Column} column
 * @param {number} unit
 */
function sourceName({ kind, title, labels }, unit) {
  return kind === "inputs" ? (labels[unit] ?? String(unit + 1)) : `neuron ${unit + 1} of ${title}`;
}

/** Where one can be in the diagram's tree, and where a key leads from there. */

/** @import { Focused } from "../model/types.js" */

/**
 * A place in the tree: a column, one of its neurons, or one of that neuron's rows: its incoming weights, last the bias.
 * @typedef {object} Place
 * @property {number} column
 * @property {number | null} unit null at the column itself
 * @property {number | null} row null at the neuron itself
 */

/** @typedef {(place: Place, sizes: number[]) => Place} Move where a key leads; `sizes` are the numbers of units shown */

/**
 * Returns where a key leads from a place.
 * @param {string} key
 * @param {Place} place
 * @param {number[]} sizes of the units shown
 */
export function moved(key, place, sizes) {
  return MOVES[key](place, sizes);
}

/** @type {Record<string, Move>} */
const MOVES = {
  ArrowUp: ({ column, unit, row }) => {
    if (row !== null) return { column, unit, row: before(row) };
    return { column, unit: unit === null ? null : before(unit), row };
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

/**
 * Returns the one before; null, which is the whole, before the first.
 * @param {number} at
 */
function before(at) {
  return at > 0 ? at - 1 : null;
}

/**
 * @param {number} column
 * @param {number | null} unit
 * @param {number[]} sizes
 * @returns {Place}
 */
function beside(column, unit, sizes) {
  return { column, unit: unit === null ? null : Math.min(unit, sizes[column] - 1), row: null };
}

/**
 * Returns the place to be at in a network of these sizes: a column that is waited for, else much the same; the last
 * hidden one at first.
 * @param {Place | null} place
 * @param {number | null} awaited
 * @param {number[]} sizes
 * @returns {Place}
 */
export function nearest(place, awaited, sizes) {
  if (awaited !== null) return { column: Math.min(awaited, sizes.length - 1), unit: null, row: null };
  if (!place) return { column: sizes.length - 2, unit: null, row: null };
  return beside(Math.min(place.column, sizes.length - 1), place.unit, sizes);
}

/**
 * Returns what of the diagram a place is.
 * @param {Place} place
 * @param {number[]} sizes
 * @returns {Focused}
 */
export function targetAt({ column, unit, row }, sizes) {
  if (unit === null) return { type: "column", column };
  if (row === null) return { type: "neuron", column, unit };
  return row < sizes[column - 1] ? { type: "weight", column, from: row, to: unit } : { type: "bias", column, unit };
}

/** Numbers as text, as the browser's language writes them: three significant figures, a real minus sign, never a long tail. */

import { NumberWriter } from "./number_writer.js";

const writer = new NumberWriter(globalThis.navigator?.language);
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

/** @typedef {number | null | undefined} Maybe what may be no number */

/**
 * Returns a number in three significant figures: 0.0312, 12.3, 1,230, 1.20e9; an en dash where there is none.
 * @param {Maybe} value
 */
export function figures(value, digits = 3) {
  return writer.figures(value, digits);
}

/**
 * Returns a number in three significant figures without trailing zeros: 1, 0.5, 0.031.
 * @param {Maybe} value
 */
export function short(value) {
  return writer.short(value);
}

/**
 * Returns a number in three significant figures as a field shows it, without separators of thousands: 1230.
 * @param {Maybe} value
 */
export function ungrouped(value) {
  return writer.ungrouped(value);
}

/**
 * Returns a number without trailing zeros, for settings and axis ticks: 0.03, 10, 1e−5.
 * @param {number} value
 */
export function plain(value) {
  return writer.plain(value);
}

/**
 * Returns a whole number with thousands separators, shortened from ten million on.
 * @param {Maybe} value
 */
export function count(value) {
  return writer.count(value);
}

/**
 * Returns a number of passes over the data: in hundredths at first, whole ones from ten on.
 * @param {number} value
 */
export function epochs(value) {
  return value < 10 ? plain(Number(value.toFixed(2))) : count(value);
}

/**
 * Returns a fraction as per cent with one decimal.
 * @param {Maybe} value
 */
export function percent(value) {
  return writer.percent(value);
}

/**
 * Returns 12 as ₁₂.
 * @param {number} number
 */
export function subscript(number) {
  return String(number).replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)]);
}

/**
 * Returns "1 neuron" or "3 neurons".
 * @param {number} number
 * @param {string} noun
 */
export function plural(number, noun) {
  return `${count(number)} ${noun}${number === 1 ? "" : "s"}`;
}

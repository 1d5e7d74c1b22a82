/** Values for tests: those that need not be whole, and those that must not be missing. */

import assert from "node:assert/strict";

/**
 * Returns what a test needs of a value, as if it were whole.
 * @template Whole
 * @param {object} part
 * @returns {Whole}
 */
export function enoughOf(part) {
  return /** @type {Whole} */ (part);
}

/**
 * Returns a value that has to be there.
 * @template Value
 * @param {Value} value
 */
export function there(value) {
  assert.ok(value !== null && value !== undefined);
  return value;
}

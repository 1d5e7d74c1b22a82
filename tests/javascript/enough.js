/** Values for tests, which need not be whole. */

/**
 * Returns what a test needs of a value, as if it were whole.
 * @template Whole
 * @param {object} part
 * @returns {Whole}
 */
export function enoughOf(part) {
  return /** @type {Whole} */ (part);
}

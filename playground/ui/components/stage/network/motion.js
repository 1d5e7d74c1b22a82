/** How the diagram moves to a new layout: briefly, so that the eye can follow what was added or taken away. */

/** @import { Layout, Place } from "./layout.js" */

/** @typedef {{ layout: Layout, sizes: number[] }} Origin where a journey begins */

const DURATION_MS = 180;

/** A way from one layout to the next. */
export class Motion {
  /**
   * Begins where there is nothing to move from.
   * @param {Layout} layout
   * @param {number[]} sizes
   */
  constructor(layout, sizes) {
    this.target = layout;
    this.sizes = sizes;
    /** @type {Origin | null} */
    this.origin = null;
    this.began = 0;
  }

  /**
   * Sets out for a layout, from wherever the diagram is now; a change of size alone is no journey.
   * @param {Layout} layout
   * @param {number[]} sizes
   * @param {number} now in milliseconds
   */
  head(layout, sizes, now) {
    const current = this.at(now);
    const isStill = current.width !== layout.width || current.height !== layout.height || prefersStillness();
    if (isStill || String(sizes) !== String(this.sizes)) {
      this.origin = isStill ? null : { layout: current, sizes: this.sizes };
      this.began = now;
    }
    this.target = layout;
    this.sizes = sizes;
  }

  /**
   * Whether the diagram still moves.
   * @param {number} now in milliseconds
   */
  isMoving(now) {
    return this.origin !== null && now - this.began < DURATION_MS;
  }

  /**
   * Returns the layout at a moment.
   * @param {number} now in milliseconds
   * @returns {Layout}
   */
  at(now) {
    if (!this.origin || !this.isMoving(now)) return this.target;
    const share = (now - this.began) / DURATION_MS;
    const eased = 1 - (1 - share) ** 3;
    const sources = matchColumns(this.origin, this.sizes);
    return { ...this.target, columns: this.target.columns.map((place, at) => blend(sources[at], place, eased)) };
  }
}

function prefersStillness() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Returns for every new column the old one it comes from: alike ones at both ends, the rest grow out of a neighbour.
 * @param {Origin} origin
 * @param {number[]} sizes
 */
export function matchColumns({ layout: { columns: old }, sizes: before }, sizes) {
  if (before.length === sizes.length) return old;
  let [head, tail] = [0, 0];
  const least = Math.min(before.length, sizes.length);
  while (head < least - 1 && before[head] === sizes[head]) head += 1;
  while (tail < least - head && before[before.length - 1 - tail] === sizes[sizes.length - 1 - tail]) tail += 1;
  return sizes.map((_, at) => {
    if (at < head) return old[at];
    return at >= sizes.length - tail ? old[at - sizes.length + old.length] : old[Math.max(0, head - 1)];
  });
}

/**
 * @param {Place} from
 * @param {Place} to
 * @param {number} share
 * @returns {Place}
 */
function blend(from, to, share) {
  const between = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * share;
  const ys = to.ys.map((y, unit) => between(from.ys[Math.min(unit, from.ys.length - 1)], y));
  return { ...to, x: between(from.x, to.x), tile: between(from.tile, to.tile), ys };
}

/** How the diagram moves to a new layout: briefly, so that the eye can follow what was added or taken away. */

const DURATION_MS = 180;

/** A way from one layout to the next; `at(now)` is the layout to draw. */
export class Motion {
  constructor() {
    this.target = null;
  }

  /** Sets out for a layout, from wherever the diagram is now; a change of size alone is no journey. */
  head(layout, sizes, now) {
    const current = this.target ? this.at(now) : null;
    const isStill =
      !current || current.width !== layout.width || current.height !== layout.height || prefersStillness();
    const hasChanged = String(sizes) !== String(this.sizes);
    if (isStill || hasChanged)
      Object.assign(this, { origin: isStill ? null : { layout: current, sizes: this.sizes }, began: now });
    Object.assign(this, { target: layout, sizes });
  }

  /** Whether the diagram still moves. */
  isMoving(now) {
    return this.origin !== null && now - this.began < DURATION_MS;
  }

  /** Returns the layout at a moment. */
  at(now) {
    if (!this.isMoving(now)) return this.target;
    const share = (now - this.began) / DURATION_MS;
    const eased = 1 - (1 - share) ** 3;
    const sources = matchColumns(this.origin, this.sizes);
    return { ...this.target, columns: this.target.columns.map((place, at) => blend(sources[at], place, eased)) };
  }
}

function prefersStillness() {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** Returns for every new column the old one it comes from: alike ones at both ends, the rest grow out of a neighbour. */
function matchColumns({ layout, sizes: before }, sizes) {
  const old = layout.columns;
  if (before.length === sizes.length) return old;
  let [head, tail] = [0, 0];
  const least = Math.min(before.length, sizes.length);
  while (head < least - 1 && before[head] === sizes[head]) head += 1;
  while (tail < least - head && before.at(-1 - tail) === sizes.at(-1 - tail)) tail += 1;
  return sizes.map((_, at) => {
    if (at < head) return old[at];
    return at >= sizes.length - tail ? old[at - sizes.length + old.length] : old[Math.max(0, head - 1)];
  });
}

function blend(from, to, share) {
  const between = (a, b) => a + (b - a) * share;
  const ys = to.ys.map((y, unit) => between(from.ys[Math.min(unit, from.ys.length - 1)], y));
  return { ...to, x: between(from.x, to.x), tile: between(from.tile, to.tile), ys };
}

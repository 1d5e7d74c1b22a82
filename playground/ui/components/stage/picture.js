/** What the frames of one run add up to: the latest of everything, and the whole loss curve. */

const MAX_SHOWN = 16;

/** The state of the run as known here; `absorb` takes every frame, also those never painted. */
export class Picture {
  constructor() {
    this.forget(null);
  }

  /** Empties the picture for another run. */
  forget(run) {
    this.run = run;
    this.meta = null;
    this.arrays = {};
    this.curve = { epochs: [], train: [], test: [] };
    this.versions = {};
  }

  /** Takes one decoded frame in: newer arrays replace older ones, the curve is extended. */
  absorb({ meta, arrays }) {
    if (meta.run !== this.run) this.forget(meta.run);
    this.meta = meta;
    delete this.arrays.focus_map;
    for (const [name, array] of Object.entries(arrays)) {
      this.arrays[name] = array;
      this.versions[name] = (this.versions[name] ?? 0) + 1;
    }
    if (arrays.curve) this.extendCurve(arrays.curve, meta.curve_start ?? 0);
  }

  extendCurve({ data, shape }, start) {
    const { epochs, train, test } = this.curve;
    for (const list of [epochs, train, test]) list.length = Math.min(list.length, start);
    for (let row = 0; row < shape[0]; row += 1) {
      epochs.push(data[3 * row]);
      train.push(data[3 * row + 1]);
      test.push(data[3 * row + 2]);
    }
  }

  /** How many leading columns of the shown network this run also has: only those can be filled in. */
  matching(sizes) {
    const own = this.meta?.sizes ?? [];
    let same = 0;
    while (same < sizes.length && sizes[same] === own[same]) same += 1;
    return same === sizes.length && own.length === sizes.length ? same : Math.min(same, sizes.length - 1);
  }

  /** The shown weights into column `column` (1 = first hidden): { data, start, rows, columns } or null. */
  weightsInto(column) {
    const sizes = this.meta?.sizes;
    const weights = this.arrays.weights;
    if (!sizes || !weights || column >= sizes.length) return null;
    let start = 0;
    for (let at = 1; at < column; at += 1) start += shown(sizes[at - 1]) * shown(sizes[at]);
    const [rows, columns] = [shown(sizes[column - 1]), shown(sizes[column])];
    return start + rows * columns <= weights.data.length ? { data: weights.data, start, rows, columns } : null;
  }

  /** The bias of a shown neuron, or undefined. */
  bias(column, unit) {
    const sizes = this.meta?.sizes;
    if (!sizes || !this.arrays.biases || column < 1) return undefined;
    let start = 0;
    for (let at = 1; at < column; at += 1) start += shown(sizes[at]);
    return this.arrays.biases.data[start + unit];
  }

  /** The weight from one shown neuron to another in the next column, or undefined. */
  weight(column, from, to) {
    const block = this.weightsInto(column);
    return block ? block.data[block.start + from * block.columns + to] : undefined;
  }

  /** Where the map of a shown neuron lies among the maps. */
  mapIndex(column, unit) {
    const sizes = this.meta?.sizes ?? [];
    let index = unit;
    for (let at = 0; at < column; at += 1) index += shown(sizes[at]);
    return index;
  }
}

/** How many units of a layer are drawn. */
export function shown(units) {
  return Math.min(units, MAX_SHOWN);
}

/** What the frames of one run add up to: the latest of everything, and the whole loss curve. */

import { HEALTHY, SHOWN_UNITS } from "../wire/constants.js";

const FLEETING = ["focus_map", "card_in", "card_out"]; // arrays that hold for the frame they come with alone

/** The state of the run as known here; `absorb` takes every frame, also those never painted. */
export class Picture {
  constructor() {
    this.forget(null);
  }

  /** Empties the picture for another run. */
  forget(run) {
    this.run = run;
    this.meta = this.present = this.notice = null;
    this.arrays = {};
    this.curve = { epochs: [], train: [], test: [] };
    this.versions = {};
  }

  /** Takes one decoded frame in: newer arrays replace older ones, the curve is extended; of a failure, what it says. */
  absorb({ meta, arrays }) {
    if (meta.run !== this.run) this.forget(meta.run);
    this.notice = meta.notice;
    if (meta.kind === "failure") return;
    this.meta = meta;
    if (!this.isPast) this.present = meta;
    for (const name of FLEETING) delete this.arrays[name];
    for (const [name, array] of Object.entries(arrays)) {
      this.arrays[name] = array;
      this.versions[name] = (this.versions[name] ?? 0) + 1;
    }
    this.extendCurve(arrays.curve, meta.curve_start);
  }

  extendCurve({ data, shape: [n, width] }, start) {
    const { epochs, train, test } = this.curve;
    for (const list of [epochs, train, test]) list.length = Math.min(list.length, start);
    for (let row = 0; row < n; row += 1) {
      epochs.push(data[width * row]);
      train.push(data[width * row + 1]);
      test.push(data[width * row + 2]);
    }
  }

  /** Whether a moment of the past is shown. */
  get isPast() {
    return (this.meta?.time?.at ?? null) !== null;
  }

  /** What the card of a neuron says: the header's words with `incoming` and `outgoing` numbers; null until it comes. */
  card({ column, unit }) {
    const card = this.meta?.card;
    if (card?.layer !== column - 1 || card.unit !== unit || !this.arrays.card_in) return null;
    return { ...card, incoming: this.arrays.card_in, outgoing: this.arrays.card_out };
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
    return this.valueOf("biases", column, unit);
  }

  /** What keeps a shown neuron from learning: 0 nothing, 1 it is dead, 2 it is saturated. */
  trouble(column, unit) {
    return this.valueOf("trouble", column, unit) ?? HEALTHY;
  }

  /** The value of a shown neuron in an array that has one for each of the columns from 1 on, or undefined. */
  valueOf(name, column, unit) {
    const sizes = this.meta?.sizes;
    if (!sizes || !this.arrays[name] || column < 1) return undefined;
    let start = 0;
    for (let at = 1; at < column; at += 1) start += shown(sizes[at]);
    return this.arrays[name].data[start + unit];
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
  return Math.min(units, SHOWN_UNITS);
}

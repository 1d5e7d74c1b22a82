/** What the frames of one run add up to: the latest of everything, and the whole loss curve. */

import { HEALTHY, SHOWN_UNITS } from "../wire/constants.js";

/** @import { CardFacts, Frame, FrameArrays, MomentHeader, Notice, NumberArray } from "../wire/frame.js" */

/** @typedef {{ epochs: number[], train: number[], test: number[] }} Curve losses after so many passes; NaN is none */
/** @typedef {{ data: Float32Array, start: number, rows: number, columns: number }} Block the weights between two columns */
/** @typedef {NumberArray<Float32Array, [rows: number, n_weights: number]>} CardArray */
/** @typedef {CardFacts & { incoming: CardArray, outgoing: CardArray }} CardNumbers a neuron's numbers at one sample */
/** @typedef {{ column: number, unit: number }} Neuron */

/** Arrays that hold for the frame they come with alone. @type {(keyof FrameArrays)[]} */
const FLEETING = ["focus_map", "card_in", "card_out"];

/** The state of the run as known here; `absorb` takes every frame, also those never painted. */
export class Picture {
  constructor() {
    /** @type {number | null} */
    this.run = null;
    /** @type {MomentHeader | null} of the moment that is shown */
    this.meta = null;
    /** @type {MomentHeader | null} of the newest moment */
    this.present = null;
    /** @type {Notice | null} */
    this.notice = null;
    /** @type {Partial<FrameArrays>} */
    this.arrays = {};
    /** @type {Curve} */
    this.curve = { epochs: [], train: [], test: [] };
    /** @type {import("../curves/plot.js").Series | null} what the axes have room for, where it is more than the curve */
    this.whole = null;
    /** @type {Record<string, number>} how often each array has come */
    this.versions = {};
  }

  /**
   * Empties the picture for another run.
   * @param {number} run
   */
  forget(run) {
    Object.assign(this, new Picture(), { run });
  }

  /**
   * Takes one decoded frame in: newer arrays replace older ones, the curve is extended; of a failure, what it says.
   * @param {Frame} frame
   */
  absorb({ meta, arrays }) {
    if (meta.run !== this.run) this.forget(meta.run);
    this.notice = meta.notice;
    if (meta.kind === "failure") return;
    this.meta = meta;
    if (!this.isPast) this.present = meta;
    for (const name of FLEETING) delete this.arrays[name];
    Object.assign(this.arrays, arrays);
    for (const name of Object.keys(arrays)) this.versions[name] = (this.versions[name] ?? 0) + 1;
    this.extendCurve(/** @type {FrameArrays} */ (arrays).curve, meta.curve_start);
  }

  /**
   * @param {FrameArrays["curve"]} points
   * @param {number} start index of the first of them in the whole curve
   */
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
    return (this.meta?.time.at ?? null) !== null;
  }

  /**
   * What the card of a neuron says; null until it comes.
   * @param {Neuron} neuron
   * @returns {CardNumbers | null}
   */
  card({ column, unit }) {
    const card = this.meta?.card;
    const { card_in: incoming, card_out: outgoing } = this.arrays;
    if (card?.layer !== column - 1 || card.unit !== unit || !incoming || !outgoing) return null;
    return { ...card, incoming, outgoing };
  }

  /**
   * How many leading columns of the shown network this run also has: only those can be filled in.
   * @param {number[]} sizes
   */
  matching(sizes) {
    const own = this.meta?.sizes ?? [];
    let same = 0;
    while (same < sizes.length && sizes[same] === own[same]) same += 1;
    return same === sizes.length && own.length === sizes.length ? same : Math.min(same, sizes.length - 1);
  }

  /**
   * The shown weights into a column (1 = first hidden), null while they are not known.
   * @param {number} column
   * @returns {Block | null}
   */
  weightsInto(column) {
    const sizes = this.meta?.sizes;
    const weights = this.arrays.weights;
    if (!sizes || !weights || column >= sizes.length) return null;
    let start = 0;
    for (let at = 1; at < column; at += 1) start += shown(sizes[at - 1]) * shown(sizes[at]);
    const [rows, columns] = [shown(sizes[column - 1]), shown(sizes[column])];
    return start + rows * columns <= weights.data.length ? { data: weights.data, start, rows, columns } : null;
  }

  /**
   * The bias of a shown neuron, or undefined.
   * @param {number} column
   * @param {number} unit
   */
  bias(column, unit) {
    return this.valueOf("biases", column, unit);
  }

  /**
   * What keeps a shown neuron from learning: HEALTHY, DEAD or SATURATED.
   * @param {number} column
   * @param {number} unit
   */
  trouble(column, unit) {
    return this.valueOf("trouble", column, unit) ?? HEALTHY;
  }

  /**
   * The value of a shown neuron in an array that has one for each of the columns from 1 on, or undefined.
   * @param {"biases" | "trouble"} name
   * @param {number} column
   * @param {number} unit
   */
  valueOf(name, column, unit) {
    const [sizes, array] = [this.meta?.sizes, this.arrays[name]];
    if (!sizes || !array || column < 1) return undefined;
    let start = 0;
    for (let at = 1; at < column; at += 1) start += shown(sizes[at]);
    return array.data[start + unit];
  }

  /**
   * The weight from one shown neuron to another in the next column, or undefined.
   * @param {number} column of the second
   * @param {number} from
   * @param {number} to
   */
  weight(column, from, to) {
    const block = this.weightsInto(column);
    return block ? block.data[block.start + from * block.columns + to] : undefined;
  }

  /**
   * Where the map of a shown neuron lies among the maps.
   * @param {number} column
   * @param {number} unit
   */
  mapIndex(column, unit) {
    const sizes = this.meta?.sizes ?? [];
    let index = unit;
    for (let at = 0; at < column; at += 1) index += shown(sizes[at]);
    return index;
  }
}

/**
 * How many units of a layer are drawn.
 * @param {number} units
 */
export function shown(units) {
  return Math.min(units, SHOWN_UNITS);
}

/** Changes of the experiment: what is proposed, what is still pending, and how a click becomes a patch. */

/** @import { Proposal } from "../wire/commands.js" */
/** @import { Limits } from "../wire/data.js" */
/** @import { Experiment, LayerSpec } from "../wire/experiment.js" */
/** @import { Patch } from "./types.js" */

/** What a control says whose change begins the training anew. */
export const RESTARTS = "starts a new run";

/** Keeps the patch that the server has not confirmed yet; every new one is laid over it and sent again whole. */
export class Proposals {
  /** @param {(proposal: Proposal) => void} send */
  constructor(send) {
    this.send = send;
    this.id = 0;
    /** @type {Patch | null} */
    this.pending = null;
    /** What is to be done once all is confirmed. @type {(() => void)[]} */
    this.whenSettled = [];
  }

  /**
   * Adds a patch to the pending one and sends the sum under a new id.
   * @param {Patch} patch
   */
  propose(patch) {
    this.pending = this.pending ? laidOver(this.pending, patch) : patch;
    this.id += 1;
    this.send({ id: this.id, patch: this.pending });
  }

  /** Gives up what is pending. */
  forget() {
    this.pending = null;
    this.whenSettled = [];
  }

  /**
   * Drops the pending patch once the server has applied it.
   * @param {number} confirmed id of the last proposal that was taken
   */
  settle(confirmed) {
    const isSettled = confirmed >= this.id;
    this.id = Math.max(this.id, confirmed);
    if (!isSettled) return;
    this.pending = null;
    for (const callback of this.whenSettled.splice(0)) callback();
  }

  /**
   * Returns the experiment as it will be.
   * @template {object} Whole
   * @param {Whole} experiment
   */
  applyTo(experiment) {
    return this.pending ? laidOver(experiment, this.pending) : experiment;
  }
}

/**
 * Returns a JSON object with a patch laid over it, level by level; lists and plain values of the patch win whole.
 * @template {object} Whole
 * @param {Whole} whole
 * @param {Patch} patch
 * @returns {Whole}
 */
function laidOver(whole, patch) {
  const result = /** @type {Patch} */ ({ ...whole });
  for (const [key, value] of Object.entries(patch)) {
    const before = result[key];
    result[key] = isObject(before) && isObject(value) ? laidOver(before, value) : value;
  }
  return /** @type {Whole} */ (result);
}

/**
 * @param {unknown} value
 * @returns {value is Patch}
 */
function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/**
 * Returns the patch that gives a hidden layer another number of units, within the limits.
 * @param {Experiment} experiment
 * @param {number} index
 * @param {number} units
 * @param {Limits} limits
 */
export function unitsPatch(experiment, index, units, limits) {
  const [low, high] = limits.units;
  return layerPatch(experiment, index, { units: Math.min(high, Math.max(low, Math.round(units))) });
}

/**
 * Returns the patch that gives a hidden layer so many units more, within the limits.
 * @param {Experiment} experiment
 * @param {number} index
 * @param {number} difference
 * @param {Limits} limits
 */
export function addUnitsPatch(experiment, index, difference, limits) {
  return unitsPatch(experiment, index, experiment.network.layers[index].units + difference, limits);
}

/**
 * Returns the patch that gives a hidden layer another activation.
 * @param {Experiment} experiment
 * @param {number} index
 * @param {string} activation
 */
export function activationPatch(experiment, index, activation) {
  return layerPatch(experiment, index, { activation });
}

/**
 * Returns the patch that freezes a hidden layer, or thaws it where it is frozen.
 * @param {Experiment} experiment
 * @param {number} index
 */
export function freezingPatch(experiment, index) {
  return layerPatch(experiment, index, { trainable: !experiment.network.layers[index].trainable });
}

/**
 * Returns the patch that freezes the output layer, or thaws it where it is frozen.
 * @param {Experiment} experiment
 */
export function outputFreezingPatch({ network }) {
  return { network: { output_trainable: !network.output_trainable } };
}

/**
 * Returns the patch that puts a new layer of 4 before position `index`, alike its left neighbour.
 * @param {Experiment} experiment
 * @param {number} index
 */
export function insertPatch(experiment, index) {
  const { layers } = experiment.network;
  const activation = (layers[index - 1] ?? layers[0])?.activation ?? "tanh";
  return layersPatch(layers.toSpliced(index, 0, { units: 4, activation, dropout: 0, trainable: true }));
}

/**
 * Returns the patch that takes a hidden layer away.
 * @param {Experiment} experiment
 * @param {number} index
 */
export function removePatch(experiment, index) {
  return layersPatch(experiment.network.layers.toSpliced(index, 1));
}

/**
 * Returns the patch that draws other initial weights.
 * @param {Experiment} experiment
 */
export function newWeightsPatch(experiment) {
  return { network: { seed: experiment.network.seed + 1 } };
}

/**
 * Returns the patch that draws other points.
 * @param {Experiment} experiment
 */
export function newPointsPatch(experiment) {
  return { data: { seed: experiment.data.seed + 1 } };
}

/**
 * Returns the patch that sets the learning rate.
 * @param {number} rate
 */
export function learningRatePatch(rate) {
  return { training: { optimizer: { learning_rate: rate } } };
}

/**
 * Returns the patch that lets another engine compute.
 * @param {string} engine
 */
export function enginePatch(engine) {
  return { engine };
}

/**
 * @param {Experiment} experiment
 * @param {number} index
 * @param {Partial<LayerSpec>} change
 */
function layerPatch({ network }, index, change) {
  return layersPatch(network.layers.map((layer, at) => (at === index ? { ...layer, ...change } : layer)));
}

/** @param {LayerSpec[]} layers */
function layersPatch(layers) {
  return { network: { layers } };
}

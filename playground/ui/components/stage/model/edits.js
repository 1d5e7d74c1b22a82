/** Changes of the experiment: what is proposed, what is still pending, and how a click becomes a patch. */

/** What a control says whose change begins the training anew. */
export const RESTARTS = "starts a new run";

/** Returns a deep merge of two JSON values; lists and plain values of the patch win whole. */
function merge(base, patch) {
  if (!isObject(base) || !isObject(patch)) return patch;
  const result = { ...base };
  for (const [key, value] of Object.entries(patch)) result[key] = key in base ? merge(base[key], value) : value;
  return result;
}

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** Keeps the patch that the server has not confirmed yet; every new one is merged in and sent again whole. */
export class Proposals {
  constructor(send) {
    this.send = send;
    this.id = 0;
    this.pending = null;
    this.whenSettled = [];
  }

  /** Adds a patch to the pending one and sends the sum under a new id. */
  propose(patch) {
    this.pending = this.pending ? merge(this.pending, patch) : patch;
    this.id += 1;
    this.send({ id: this.id, patch: this.pending });
  }

  /** Gives up what is pending. */
  forget() {
    this.pending = null;
    this.whenSettled = [];
  }

  /** Drops the pending patch once the server has applied it. */
  settle(confirmed) {
    const isSettled = confirmed >= this.id;
    this.id = Math.max(this.id, confirmed);
    if (!isSettled) return;
    this.pending = null;
    for (const callback of this.whenSettled.splice(0)) callback();
  }

  /** The experiment as it will be. */
  applyTo(experiment) {
    return this.pending ? merge(experiment, this.pending) : experiment;
  }
}

/** Returns the patch that gives a hidden layer another number of units, within the limits. */
export function unitsPatch(experiment, index, units, limits) {
  const [low, high] = limits.units;
  const bounded = Math.min(high, Math.max(low, Math.round(units)));
  return layersPatch(
    experiment.network.layers.map((layer, at) => (at === index ? { ...layer, units: bounded } : layer)),
  );
}

/** Returns the patch that gives a hidden layer so many units more, within the limits. */
export function addUnitsPatch(experiment, index, difference, limits) {
  return unitsPatch(experiment, index, experiment.network.layers[index].units + difference, limits);
}

/** Returns the patch that gives a hidden layer another activation. */
export function activationPatch(experiment, index, activation) {
  return layersPatch(experiment.network.layers.map((layer, at) => (at === index ? { ...layer, activation } : layer)));
}

/** Returns the patch that freezes a hidden layer, or thaws it where it is frozen. */
export function freezingPatch(experiment, index) {
  return layersPatch(
    experiment.network.layers.map((layer, at) => (at === index ? { ...layer, trainable: !layer.trainable } : layer)),
  );
}

/** Returns the patch that freezes the output layer, or thaws it where it is frozen. */
export function outputFreezingPatch({ network }) {
  return { network: { output_trainable: !network.output_trainable } };
}

/** Returns the patch that puts a new layer of 4 before position `index`, alike its left neighbour. */
export function insertPatch(experiment, index) {
  const { layers } = experiment.network;
  const activation = (layers[index - 1] ?? layers[0])?.activation ?? "tanh";
  return layersPatch(layers.toSpliced(index, 0, { units: 4, activation, dropout: 0, trainable: true }));
}

/** Returns the patch that takes a hidden layer away. */
export function removePatch(experiment, index) {
  return layersPatch(experiment.network.layers.toSpliced(index, 1));
}

/** Returns the patch that draws other initial weights. */
export function newWeightsPatch(experiment) {
  return { network: { seed: experiment.network.seed + 1 } };
}

/** Returns the patch that draws other points. */
export function newPointsPatch(experiment) {
  return { data: { seed: experiment.data.seed + 1 } };
}

/** Returns the patch that sets the learning rate. */
export function learningRatePatch(rate) {
  return { training: { optimizer: { learning_rate: rate } } };
}

/** Returns the patch that lets another engine compute. */
export function enginePatch(engine) {
  return { engine };
}

function layersPatch(layers) {
  return { network: { layers } };
}

/** The network in words: which columns there are, what they are called, how many units they have. */

/** @import { Data } from "../wire/data.js" */
/** @import { Experiment, LayerSpec } from "../wire/experiment.js" */
/** @import { Column, Structure, Target } from "./types.js" */

/** @typedef {Pick<Data, "inputs" | "outputs" | "output_activation" | "activations">} Names what columns are called by */

/**
 * Returns the network that an experiment asks for.
 * @param {Names} data
 * @param {Pick<Experiment, "network">} experiment
 * @returns {Structure}
 */
export function structureOf(data, { network }) {
  const hidden = network.layers.map((layer, index) => hiddenColumn(data, index, layer));
  const columns = [inputsColumn(data), ...hidden, outputColumn(data, !network.output_trainable)];
  return { columns, sizes: columns.map(({ units }) => units) };
}

/**
 * @param {Names} data
 * @returns {Column}
 */
function inputsColumn({ inputs }) {
  const labels = inputs.map(({ label }) => label);
  const nothing = { activation: "", activationLabel: "", isFrozen: false };
  return { kind: "inputs", title: "Inputs", short: "In", units: labels.length, labels, ...nothing };
}

/**
 * @param {Names} data
 * @param {number} index of the layer, 0 is the first hidden one
 * @param {LayerSpec} layer
 * @returns {Column}
 */
function hiddenColumn({ activations }, index, { units, activation, trainable }) {
  const activationLabel = activations.find(({ name }) => name === activation)?.label ?? activation;
  const names = { title: `Hidden ${index + 1}`, short: `H${index + 1}`, labels: [] };
  return { kind: "hidden", ...names, units, activation, activationLabel, isFrozen: !trainable };
}

/**
 * @param {Names} data
 * @param {boolean} isFrozen
 * @returns {Column}
 */
function outputColumn({ outputs, output_activation: activation }, isFrozen) {
  const labels = outputs.map(({ label }) => label);
  const names = { title: "Output", short: "Out", labels, activation, activationLabel: activation };
  return { kind: "output", ...names, units: labels.length, isFrozen };
}

/**
 * Returns what a neuron is called: "Input x₁", "Hidden 2, neuron 3", "Output".
 * @param {Structure} structure
 * @param {number} column
 * @param {number} unit
 */
export function neuronName({ columns }, column, unit) {
  const { kind, title, labels, units } = columns[column];
  if (kind === "inputs") return `Input ${labels[unit] ?? unit + 1}`;
  if (kind === "output") return units === 1 ? "Output" : `Output ${labels[unit] ?? unit + 1}`;
  return `${title}, neuron ${unit + 1}`;
}

/**
 * Whether a neuron, bias or weight exists in a network of these sizes; nothing always does.
 * @param {Target | null} target
 * @param {number[]} sizes
 */
export function isThere(target, sizes) {
  if (!target) return true;
  const [unit, from] = target.type === "weight" ? [target.to, target.from] : [target.unit, 0];
  return target.column < sizes.length && unit < sizes[target.column] && from < (sizes[target.column - 1] ?? 1);
}

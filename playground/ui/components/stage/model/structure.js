/** The network in words: which columns there are, what they are called, how many units they have. */

/** Returns { columns, sizes } of the network that an experiment asks for. */
export function structureOf(data, experiment) {
  const inputs = {
    kind: "inputs",
    title: "Inputs",
    short: "In",
    units: data.inputs.length,
    labels: data.inputs.map(({ label }) => label),
  };
  const hidden = experiment.network.layers.map((layer, index) => hiddenColumn(data, index, layer));
  const output = {
    kind: "output",
    title: "Output",
    short: "Out",
    units: data.outputs.length,
    labels: data.outputs.map(({ label }) => label),
    activation: data.output_activation,
    activationLabel: data.output_activation,
    isFrozen: !experiment.network.output_trainable,
  };
  const columns = [inputs, ...hidden, output];
  return { columns, sizes: columns.map(({ units }) => units) };
}

function hiddenColumn(data, index, { units, activation, trainable }) {
  const label = data.activations.find(({ name }) => name === activation)?.label ?? activation;
  const names = { title: `Hidden ${index + 1}`, short: `H${index + 1}` };
  return { kind: "hidden", index, ...names, units, activation, activationLabel: label, isFrozen: !trainable };
}

/** Returns what a neuron is called: "Input x₁", "Hidden 2, neuron 3", "Output". */
export function neuronName({ columns }, column, unit) {
  const { kind, title, labels, units } = columns[column];
  if (kind === "inputs") return `Input ${labels[unit] ?? unit + 1}`;
  if (kind === "output") return units === 1 ? "Output" : `Output ${labels[unit] ?? unit + 1}`;
  return `${title}, neuron ${unit + 1}`;
}

/** Whether a neuron, bias or weight exists in a network of these sizes. */
export function isThere(target, sizes) {
  if (!target) return true;
  const { column, unit, to, from = 0 } = target;
  return column < sizes.length && (unit ?? to) < sizes[column] && from < (sizes[column - 1] ?? 1);
}

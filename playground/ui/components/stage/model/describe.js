/** What the tooltip says about a weight, a bias or a neuron: a title and a few lines. */

import { focusScale } from "../drawing/plane.js";
import { figures, plural, short, subscript } from "./format.js";
import { shown } from "./picture.js";
import { neuronName } from "./structure.js";
import { TROUBLES } from "./trouble.js";

/** @import { Words } from "../elements/tooltip.js" */
/** @import { Neuron, Picture } from "./picture.js" */
/** @import { BiasTarget, Column, Structure, Target, WeightTarget } from "./types.js" */

const MAX_TERMS = 4;
const MINUS = "\u2212";

/**
 * Returns what to say of a target of the diagram.
 * @param {Target} target
 * @param {Structure} structure
 * @param {Picture} picture
 * @param {number} filled how many leading columns are known
 * @returns {Words}
 */
export function describeTarget(target, structure, picture, filled) {
  const known = target.column < filled ? picture : null;
  if (target.type === "weight") return describeWeight(target, structure, known);
  if (target.type === "bias") return describeBias(target, structure, known);
  return describeNeuron(target, structure, known);
}

/**
 * @param {WeightTarget} weight
 * @param {Structure} structure
 * @param {Picture | null} picture
 * @returns {Words}
 */
function describeWeight({ column, from, to }, structure, picture) {
  const ends = `${neuronName(structure, column - 1, from)} → ${neuronName(structure, column, to)}`;
  return { title: `Weight ${figures(picture?.weight(column, from, to))}`, lines: [ends] };
}

/**
 * @param {BiasTarget} bias
 * @param {Structure} structure
 * @param {Picture | null} picture
 * @returns {Words}
 */
function describeBias({ column, unit }, structure, picture) {
  return {
    title: `Bias ${figures(picture?.bias(column, unit))}`,
    lines: [`of ${neuronName(structure, column, unit)}`],
  };
}

/**
 * @param {Neuron} neuron
 * @param {Structure} structure
 * @param {Picture | null} picture
 * @returns {Words}
 */
function describeNeuron(neuron, structure, picture) {
  const { column, unit } = neuron;
  const title = neuronName(structure, column, unit);
  if (!picture) return { title, lines: ["fills in when the new network starts"] };
  const range = rangeLine(picture, neuron);
  if (column === 0) return { title, lines: [range] };
  const { activation, activationLabel } = structure.columns[column];
  const output = activation === "linear" ? "a = z" : `a = ${activationLabel}(z)`;
  const trouble = TROUBLES[picture.trouble(column, unit)]?.text;
  return {
    title,
    lines: [...formula(structure, picture, neuron), ...legend(structure, column), `${output}, ${range}`, trouble],
  };
}

/**
 * @param {Picture} picture
 * @param {Neuron} neuron
 */
function rangeLine(picture, neuron) {
  const { output, sizes } = picture.meta ?? {};
  if (output?.kind === "value" && neuron.column === (sizes?.length ?? 0) - 1)
    return `map from ${short(output.low)} to ${short(output.high)}`;
  const scale = focusScale(picture, neuron);
  return scale === null ? "" : `map from ${short(-scale)} to ${short(scale)}`;
}

/**
 * @param {Structure} structure
 * @param {number} column
 */
function legend({ columns }, column) {
  const source = columns[column - 1];
  return source.kind === "inputs" ? [] : [`a₁, a₂ … are the neurons of ${source.title}`];
}

/**
 * Returns z = 1.32 x₁ − 0.87 x₂ + 0.21 as one line, or as two with the largest terms first where there are many.
 * @param {Structure} structure
 * @param {Picture} picture
 * @param {Neuron} neuron
 */
function formula(structure, picture, { column, unit }) {
  const source = structure.columns[column - 1];
  const terms = Array.from({ length: shown(source.units) }, (_, from) => ({
    from,
    weight: picture.weight(column, from, unit) ?? 0,
  }));
  const isLong = source.units > MAX_TERMS;
  if (isLong) terms.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const text = terms
    .slice(0, MAX_TERMS)
    .map(({ from, weight }, at) => term(weight, ` ${sourceName(source, from)}`, at === 0))
    .join("");
  const bias = term(picture.bias(column, unit) ?? 0, "", false);
  if (!isLong) return [`z = ${text}${bias}`];
  const rest = plural(source.units - MAX_TERMS, source.units > shown(source.units) ? "other term" : "smaller term");
  return [`z = ${text}`, `\u2003${bias} + ${rest}`];
}

/**
 * @param {Column} source
 * @param {number} from
 */
function sourceName(source, from) {
  return source.kind === "inputs" ? source.labels[from] : `a${subscript(from + 1)}`;
}

/**
 * @param {number} value
 * @param {string} name of what it is a multiple of, a space before it
 * @param {boolean} isFirst
 */
function term(value, name, isFirst) {
  const size = figures(Math.abs(value)) + name;
  if (isFirst) return value < 0 ? MINUS + size : size;
  return value < 0 ? ` ${MINUS} ${size}` : ` + ${size}`;
}

/** What the tooltip says about a weight, a bias or a neuron: a title and a few lines. */

import { focusScale } from "../drawing/plane.js";
import { figures, plural, short, subscript } from "./format.js";
import { shown } from "./picture.js";
import { neuronName } from "./structure.js";
import { TROUBLES } from "./trouble.js";

const MAX_TERMS = 4;
const MINUS = "\u2212";

/** Returns { title, lines } for a target of the diagram. */
export function describeTarget(target, structure, picture, filled) {
  return DESCRIPTIONS[target.type](target, structure, picture, target.column < filled);
}

const DESCRIPTIONS = { weight: describeWeight, bias: describeBias, neuron: describeNeuron };

function describeWeight({ column, from, to }, structure, picture, isKnown) {
  const value = isKnown ? picture.weight(column, from, to) : null;
  const ends = `${neuronName(structure, column - 1, from)} → ${neuronName(structure, column, to)}`;
  return { title: `Weight ${figures(value)}`, lines: [ends] };
}

function describeBias({ column, unit }, structure, picture, isKnown) {
  const value = isKnown ? picture.bias(column, unit) : null;
  return { title: `Bias ${figures(value)}`, lines: [`of ${neuronName(structure, column, unit)}`] };
}

function describeNeuron({ column, unit }, structure, picture, isKnown) {
  const title = neuronName(structure, column, unit);
  if (!isKnown) return { title, lines: ["fills in when the new network starts"] };
  const range = rangeLine(picture, column, unit);
  if (column === 0) return { title, lines: [range] };
  const { activation, activationLabel } = structure.columns[column];
  const output = activation === "linear" ? "a = z" : `a = ${activationLabel}(z)`;
  const trouble = TROUBLES[picture.trouble(column, unit)]?.text;
  return {
    title,
    lines: [...formula(structure, picture, column, unit), ...legend(structure, column), `${output}, ${range}`, trouble],
  };
}

function rangeLine(picture, column, unit) {
  const { output, sizes } = picture.meta;
  if (output?.kind === "value" && column === sizes.length - 1)
    return `map from ${short(output.low)} to ${short(output.high)}`;
  const scale = focusScale(picture, { column, unit });
  return scale === null ? "" : `map from ${short(-scale)} to ${short(scale)}`;
}

function legend({ columns }, column) {
  const source = columns[column - 1];
  return source.kind === "inputs" ? [] : [`a₁, a₂ … are the neurons of ${source.title}`];
}

/** Returns z = 1.32 x₁ − 0.87 x₂ + 0.21 as one line, or as two with the largest terms first where there are many. */
function formula(structure, picture, column, unit) {
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

function sourceName(source, from) {
  return source.kind === "inputs" ? source.labels[from] : `a${subscript(from + 1)}`;
}

function term(value, name, isFirst) {
  const size = figures(Math.abs(value)) + name;
  if (isFirst) return value < 0 ? MINUS + size : size;
  return value < 0 ? ` ${MINUS} ${size}` : ` + ${size}`;
}

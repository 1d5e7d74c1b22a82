/** One neuron worked out for one training sample: how its sum and its activation come about, and what was wanted. */

import { percent, plural, short } from "../model/format.js";

const MAX_TERMS = 4;
const MAX_INPUTS = 4;
const MINUS = "\u2212";

/** Returns the lines z = 1.32·0.5 − 0.87·1.2 + 0.21 = −0.17 and a = Tanh(z) = −0.168, and the slope of the loss. */
export function workings(card, { activation, activationLabel }) {
  const output = activation === "linear" ? "a = z" : `a = ${activationLabel}(z)`;
  return [
    `z = ${sum(card)} =\u00a0${short(card.z)}`,
    `${output} = ${short(card.a)}`,
    `δ = ∂loss/∂z = ${short(card.delta)}`,
  ];
}

/** Returns the weighted sum: every term where they are few, else the largest and the rest as one number. */
function sum({
  incoming: {
    data,
    shape: [, width],
  },
  fan_in: fanIn,
  rest_in: rest,
}) {
  const [inputs, weights] = [data.subarray(0, width), data.subarray(width, 2 * width)];
  const products = Array.from(inputs, (input, at) => ({
    input,
    weight: weights[at],
    size: Math.abs(input * weights[at]),
  }));
  const bias = products.pop().weight;
  const isLong = fanIn > MAX_TERMS;
  if (isLong) products.sort((a, b) => b.size - a.size);
  const [told, untold] = isLong ? [products.slice(0, MAX_TERMS - 1), products.slice(MAX_TERMS - 1)] : [products, []];
  const others = untold.reduce((total, { input, weight }) => total + input * weight, rest ?? 0);
  const terms = told.map(({ input, weight }) => ({ value: weight, tail: `·${factor(input)}` }));
  if (isLong)
    terms.push({ value: others, tail: `\u00a0(${plural(fanIn - told.length, "other").replace(" ", "\u00a0")})` });
  return [...terms, { value: bias, tail: "" }].map(signed).join("");
}

function factor(value) {
  return value < 0 ? `(${short(value)})` : short(value);
}

function signed({ value, tail }, at) {
  const isNegative = value < 0;
  const sign = at === 0 ? (isNegative ? MINUS : "") : isNegative ? ` ${MINUS} ` : " + ";
  return `${sign}${short(Math.abs(value))}${tail}`;
}

/** Returns what the chosen sample is: "x = (1.2, −0.5)". */
export function inputsText({ inputs }) {
  const more = inputs.length > MAX_INPUTS ? ", …" : "";
  return `x = (${inputs.slice(0, MAX_INPUTS).map(short).join(", ")}${more})`;
}

/** Returns what was wanted of the network and what it says: "target 1, prediction 0.93". */
export function answerText({ target, prediction }, { kind, class_names: names }) {
  if (kind !== "multiclass")
    return `target ${target.map(short).join(", ")}, prediction ${prediction.map(short).join(", ")}`;
  const [wanted, said] = [target, prediction].map((values) => values.indexOf(Math.max(...values)));
  return `target ${names[wanted]}, prediction ${names[said]} ${percent(prediction[said])}`;
}

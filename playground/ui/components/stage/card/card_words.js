/** One neuron worked out for one training sample: how its sum and its activation come about, and what was wanted. */

import { percent, plural, short } from "../model/format.js";

/** @import { Column } from "../model/types.js" */
/** @import { Data } from "../wire/data.js" */
/** @import { CardNumbers } from "./card.js" */

/** @typedef {{ value: number, tail: string }} Term of a sum: a number, and what is written after it */
/** @typedef {Pick<CardNumbers, "incoming" | "fan_in" | "rest_in">} Incoming */

const MAX_TERMS = 4;
const MAX_INPUTS = 4;
const MINUS = "\u2212";

/**
 * Returns the lines z = 1.32·0.5 − 0.87·1.2 + 0.21 = −0.17 and a = Tanh(z) = −0.168, and the slope of the loss.
 * @param {Incoming & Pick<CardNumbers, "z" | "a" | "delta">} card
 * @param {Pick<Column, "activation" | "activationLabel">} column
 */
export function workings(card, { activation, activationLabel }) {
  const output = activation === "linear" ? "a = z" : `a = ${activationLabel}(z)`;
  return [
    `z = ${sum(card)} =\u00a0${short(card.z)}`,
    `${output} = ${short(card.a)}`,
    `δ = ∂loss/∂z = ${short(card.delta)}`,
  ];
}

/**
 * Returns the weighted sum: every term where they are few, else the largest and the rest as one number.
 * @param {Incoming} card
 */
function sum({ incoming, fan_in: fanIn, rest_in: rest }) {
  const { products, bias } = productsOf(incoming);
  const isLong = fanIn > MAX_TERMS;
  if (isLong) products.sort((a, b) => b.size - a.size);
  const told = isLong ? products.slice(0, MAX_TERMS - 1) : products;
  const terms = told.map(({ input, weight }) => ({ value: weight, tail: `·${factor(input)}` }));
  if (isLong) terms.push(others(products.slice(told.length), rest ?? 0, fanIn - told.length));
  return [...terms, { value: bias, tail: "" }].map(signed).join("");
}

/**
 * Returns the terms of the sum that are known one by one, and the bias.
 * @param {CardNumbers["incoming"]} incoming
 */
function productsOf({ data, shape: [, width] }) {
  const [inputs, weights] = [data.subarray(0, width - 1), data.subarray(width, 2 * width)];
  const products = Array.from(inputs, (input, at) => {
    const weight = weights[at];
    return { input, weight, size: Math.abs(input * weight) };
  });
  return { products, bias: weights[width - 1] };
}

/**
 * Returns terms as one number.
 * @param {{ input: number, weight: number }[]} untold
 * @param {number} rest the sum of those that did not travel
 * @param {number} n how many there are of both
 * @returns {Term}
 */
function others(untold, rest, n) {
  const value = untold.reduce((total, { input, weight }) => total + input * weight, rest);
  return { value, tail: `\u00a0(${plural(n, "other").replace(" ", "\u00a0")})` };
}

/** @param {number} value */
function factor(value) {
  return value < 0 ? `(${short(value)})` : short(value);
}

/**
 * @param {Term} term
 * @param {number} at its place in the sum
 */
function signed({ value, tail }, at) {
  const isNegative = value < 0;
  const sign = at === 0 ? (isNegative ? MINUS : "") : isNegative ? ` ${MINUS} ` : " + ";
  return `${sign}${short(Math.abs(value))}${tail}`;
}

/**
 * Returns what the chosen sample is: "x = (1.2, −0.5)".
 * @param {Pick<CardNumbers, "inputs">} card
 */
export function inputsText({ inputs }) {
  const more = inputs.length > MAX_INPUTS ? ", …" : "";
  return `x = (${inputs.slice(0, MAX_INPUTS).map(short).join(", ")}${more})`;
}

/**
 * Returns what was wanted of the network and what it says: "target 1, prediction 0.93".
 * @param {Pick<CardNumbers, "target" | "prediction">} card
 * @param {Pick<Data, "kind" | "class_names">} data
 */
export function answerText({ target, prediction }, { kind, class_names: names }) {
  if (kind !== "multiclass")
    return `target ${target.map(short).join(", ")}, prediction ${prediction.map(short).join(", ")}`;
  const [wanted, said] = [largestOf(target), largestOf(prediction)];
  return `target ${names[wanted]}, prediction ${said < 0 ? "–" : `${names[said]} ${percent(prediction[said])}`}`;
}

/**
 * Returns the index of the largest number, -1 where one is not finite.
 * @param {(number | null)[]} values
 */
function largestOf(values) {
  const numbers = values.filter((value) => value !== null);
  return numbers.length < values.length ? -1 : numbers.indexOf(Math.max(...numbers));
}

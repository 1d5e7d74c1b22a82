/** What the colours and shapes of the output panel mean, in words and numbers. */

import { focusScale, outputBands } from "../drawing/plane.js";
import { shapeSvg } from "../drawing/shapes.js";
import { scaleGradient } from "../drawing/tables.js";
import { h } from "../elements/dom.js";
import { short } from "../model/format.js";

/** @import { NeuronTarget, State } from "../model/types.js" */

const MANY = 6;

/** Returns the legend's element, with its painting. */
export function createLegend() {
  const element = h("div", { class: "legend" });
  return {
    element,
    paint: (/** @type {State} */ state, /** @type {NeuronTarget | null} */ focus) => paint(element, state, focus),
  };
}

/**
 * @param {HTMLElement} element
 * @param {State} state
 * @param {NeuronTarget | null} focus
 */
function paint(element, state, focus) {
  const content = focus ? neuronLegend(state, focus) : outputLegend(state);
  if (element.dataset.content === content) return;
  element.dataset.content = content;
  element.innerHTML = content;
}

/**
 * @param {State} state
 * @param {NeuronTarget} neuron
 */
function neuronLegend({ theme, settings, picture }, neuron) {
  const scale = focusScale(picture, neuron) ?? 0;
  return scaleBar(scaleGradient(theme.data, settings.isDiscrete ? 2 : 0), [-scale, 0, scale].map(short));
}

/** @param {State} state */
function outputLegend(state) {
  const { theme, settings, picture, data } = state;
  if (!data.is_planar && !data.images) return scatterLegend(state);
  if (data.kind === "multiclass") return classKeys(state);
  const output = picture.meta?.output;
  const [low, high] = output?.kind === "value" ? [output.low, output.high] : [0, 1];
  const ends = [low, (low + high) / 2, high].map(short);
  const labels = data.kind === "binary" ? binaryEnds(ends, state) : ends;
  return scaleBar(scaleGradient(theme.data, outputBands(data, settings)), labels);
}

/**
 * @param {string} gradient
 * @param {string[]} labels
 */
function scaleBar(gradient, labels) {
  const words = labels.map((label) => `<span>${label}</span>`).join("");
  return `<div class="scale"><i style="background:${gradient}"></i><div class="scale-labels">${words}</div></div>`;
}

/**
 * @param {string[]} ends the lowest, the middle and the highest value
 * @param {State} state
 */
function binaryEnds([low, middle, high], { data, theme }) {
  const [negative, positive] = data.class_names.length === 2 ? data.class_names.map(escaped) : ["0", "1"];
  return [
    `${low} ${shapeSvg(0, theme.strong.negative)}<b>${negative}</b>`,
    middle,
    `<b>${positive}</b>${shapeSvg(1, theme.strong.positive)} ${high}`,
  ];
}

/** @param {State} state */
function classKeys({ data, theme }) {
  const glyph = (/** @type {number} */ at) => shapeSvg(at, theme.strong.classes[at]);
  const keys = data.class_names.map((name, at) => `<span class="key">${glyph(at)}${escaped(name)}</span>`);
  const hint = data.images ? "bar = how sure" : "fainter = less sure";
  const names = keys.length > MANY ? "keys many" : "keys";
  return `<div class="${names}">${keys.join("")}<span class="key quiet">${hint}</span></div>`;
}

/** @param {State} state */
function scatterLegend({ theme, data }) {
  const hasTest = data.experiment.data.train_fraction < 1;
  const test = hasTest ? `<span class="key">${shapeSvg(0, theme.test, true)}test</span>` : "";
  return `<div class="keys"><span class="key">${shapeSvg(0, theme.train)}train</span>${test}
    <span class="key quiet">on the diagonal = exactly right</span></div>`;
}

/**
 * Returns a text as HTML that says just that.
 * @param {string} text
 */
function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

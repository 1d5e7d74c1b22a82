/** What the colours and shapes of the output panel mean, in words and numbers. */

import { focusScale, outputBands } from "../drawing/plane.js";
import { shapeSvg } from "../drawing/shapes.js";
import { scaleGradient } from "../drawing/tables.js";
import { h } from "../elements/dom.js";
import { short } from "../model/format.js";

const MANY = 6;

/** Returns { element, paint(state, focus) }. */
export function createLegend() {
  const element = h("div", { class: "legend" });
  return { element, paint: (state, focus) => paint(element, state, focus) };
}

function paint(element, state, focus) {
  const isScatter = !state.data.is_planar && !state.data.images;
  const content = isScatter && !focus ? scatterLegend(state) : legendOf(state, focus);
  if (element.dataset.content === content) return;
  element.dataset.content = content;
  element.innerHTML = content;
}

function legendOf(state, focus) {
  const { theme, settings, picture, data } = state;
  if (focus) {
    const scale = focusScale(picture, focus);
    return scaleBar(scaleGradient(theme.data, settings.isDiscrete ? 2 : 0), [-scale, 0, scale].map(short));
  }
  if (data.kind === "multiclass") return classKeys(state);
  const { low = 0, high = 1 } = picture.meta?.output ?? {};
  const ends = [low, (low + high) / 2, high].map(short);
  return scaleBar(
    scaleGradient(theme.data, outputBands(data, settings)),
    data.kind === "binary" ? binaryEnds(ends, state) : ends,
  );
}

function scaleBar(gradient, labels) {
  const words = labels.map((label) => `<span>${label}</span>`).join("");
  return `<div class="scale"><i style="background:${gradient}"></i><div class="scale-labels">${words}</div></div>`;
}

function binaryEnds([low, middle, high], { data, theme }) {
  const [negative, positive] = data.class_names.length === 2 ? data.class_names.map(escaped) : ["0", "1"];
  return [
    `${low} ${shapeSvg(0, theme.strong.negative)}<b>${negative}</b>`,
    middle,
    `<b>${positive}</b>${shapeSvg(1, theme.strong.positive)} ${high}`,
  ];
}

function classKeys(state) {
  const { data, theme } = state;
  const keys = data.class_names.map(
    (name, at) => `<span class="key">${shapeSvg(at, theme.strong.classes[at])}${escaped(name)}</span>`,
  );
  const hint = data.images ? "bar = how sure" : "fainter = less sure";
  return `<div class="keys${keys.length > MANY ? " many" : ""}">${keys.join("")}<span class="key quiet">${hint}</span></div>`;
}

function scatterLegend({ theme, data }) {
  const hasTest = (data.experiment.data.train_fraction ?? 1) < 1;
  const test = hasTest ? `<span class="key">${shapeSvg(0, theme.test, true)}test</span>` : "";
  return `<div class="keys"><span class="key">${shapeSvg(0, theme.train)}train</span>${test}
    <span class="key quiet">on the diagonal = exactly right</span></div>`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

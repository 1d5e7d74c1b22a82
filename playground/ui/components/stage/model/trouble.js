/** Neurons that cannot learn: the marks on their tiles, and how many there are, in words. */

import { h } from "../elements/dom.js";
import { DEAD, SATURATED } from "../wire/constants.js";
import { shown } from "./picture.js";

/** @import { Theme } from "../drawing/theme.js" */
/** @import { Place } from "../network/layout.js" */
/** @import { Scene } from "../network/network.js" */
/** @import { Picture } from "./picture.js" */

/** @typedef {([x: number, y: number] | null)[]} Lines through points, in units of a mark's radius; null lifts the pen */

/**
 * @typedef {object} Trouble
 * @property {string} word
 * @property {string} text what it means
 * @property {Lines} lines of its mark
 * @property {boolean} isHatched whether the tile is veiled too
 */

const TAU = 2 * Math.PI;
const HATCH = 7;
/** @type {Lines} */
const CROSS = [[-1, -1], [1, 1], null, [-1, 1], [1, -1]];
/** @type {Lines} */
const PLATEAU = [
  [-1.2, 0.9],
  [-0.2, -0.8],
  [1.2, -0.8],
];

/**
 * What can be wrong with a neuron, by its number in a frame; a healthy one has none.
 * @type {Record<number, Trouble>}
 */
export const TROUBLES = {
  [DEAD]: {
    word: "dead",
    text: "dead: it answers every training sample alike, so it cannot learn",
    lines: CROSS,
    isHatched: true,
  },
  [SATURATED]: {
    word: "saturated",
    text: "saturated: it is nearly flat for almost every training sample, so it hardly learns",
    lines: PLATEAU,
    isHatched: false,
  },
};

/**
 * Draws the marks of all neurons that cannot learn.
 * @param {CanvasRenderingContext2D} context
 * @param {Pick<Scene, "layout" | "picture" | "filled" | "theme">} scene
 */
export function drawTroubles(context, { layout, picture, filled, theme }) {
  layout.columns.slice(0, filled).forEach((place, column) =>
    place.ys.forEach((y, unit) => {
      const trouble = TROUBLES[picture.trouble(column, unit)];
      if (!trouble) return;
      if (trouble.isHatched) hatch(context, place, y, theme);
      badge(
        context,
        place.x + place.tile / 2 - 2,
        y - place.tile / 2 + 2,
        Math.min(9, Math.max(5, place.tile * 0.16)),
        trouble.lines,
        theme,
      );
    }),
  );
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Place} place
 * @param {number} y
 * @param {Theme} theme
 */
function hatch(context, { x, tile }, y, theme) {
  const half = tile / 2 - 1;
  context.save();
  context.beginPath();
  context.rect(x - half, y - half, 2 * half, 2 * half);
  context.clip();
  context.globalAlpha = 0.62;
  context.fillStyle = theme.background;
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  for (let at = -2 * half; at < 2 * half; at += HATCH) {
    context.moveTo(x - half + at, y + half);
    context.lineTo(x + half + at, y - half);
  }
  context.lineWidth = 1.2 * theme.thin;
  context.strokeStyle = theme.muted;
  context.stroke();
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {Lines} lines
 * @param {Theme} theme
 */
function badge(context, x, y, radius, lines, theme) {
  context.beginPath();
  context.arc(x, y, radius, 0, TAU);
  context.fillStyle = theme.background;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = theme.text;
  context.stroke();
  context.beginPath();
  lines.forEach((point, at) => {
    if (point)
      context[at === 0 || !lines[at - 1] ? "moveTo" : "lineTo"](
        x + point[0] * radius * 0.45,
        y + point[1] * radius * 0.45,
      );
  });
  context.lineWidth = Math.max(1.5, radius * 0.24);
  context.stroke();
}

/** Returns the element of the line that counts them, and what paints it: "3 of 8 neurons dead". */
export function createTroubleLine() {
  const element = h("p", { class: "network-trouble", hidden: true });
  return {
    element,
    paint: (/** @type {Picture} */ picture, /** @type {number[]} */ sizes) => paint(element, picture, sizes),
  };
}

/**
 * @param {HTMLElement} element
 * @param {Picture} picture
 * @param {number[]} sizes
 */
function paint(element, picture, sizes) {
  const content = picture.matching(sizes) === sizes.length ? countsOf(picture, sizes) : "";
  if (element.dataset.content === content) return;
  element.dataset.content = content;
  element.innerHTML = content;
  element.hidden = content === "";
}

/**
 * @param {Picture} picture
 * @param {number[]} sizes
 */
function countsOf(picture, sizes) {
  const hidden = sizes.slice(1, -1).map(shown);
  const found = hidden.flatMap((units, at) =>
    Array.from({ length: units }, (_, unit) => picture.trouble(at + 1, unit)),
  );
  const noun = hidden.some((units, at) => units < sizes[at + 1]) ? "shown neurons" : "neurons";
  return Object.entries(TROUBLES)
    .map(([number, trouble]) => {
      const n = found.filter((value) => value === Number(number)).length;
      return n
        ? `<span title="${trouble.text}">${markSvg(trouble.lines)}${n} of ${found.length} ${noun} ${trouble.word}</span>`
        : "";
    })
    .join("");
}

/** @param {Lines} lines */
function markSvg(lines) {
  const path = lines
    .map((point, at) =>
      point ? `${at === 0 || !lines[at - 1] ? "M" : "L"}${8 + 3 * point[0]} ${8 + 3 * point[1]}` : "",
    )
    .join("");
  return `<svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="7"/><path d="${path}"/></svg>`;
}

/** Where the images hang, and what is drawn round each of them: frames, bars and words. */

import { css } from "../drawing/colors.js";
import { divergingColor } from "../drawing/tables.js";
import { fontOf } from "../drawing/theme.js";
import { figures } from "../model/format.js";

/** @import { Square } from "../drawing/plane.js" */
/** @import { Theme } from "../drawing/theme.js" */
/** @import { NeuronTarget, State } from "../model/types.js" */
/** @import { Images } from "../wire/data.js" */
/** @import { Answer } from "./answers.js" */

/** @typedef {{ x: number, y: number, side: number }} ImagePlace the square of an image */

const COLUMNS = 5;
const GAP = 5;
const BAR = 5;
const WORDS = 18; // room for a line of them, at a scale of 1

/**
 * Returns where every image hangs: in a grid over the whole panel, with room for words below each.
 * @param {Pick<Images, "labels">} images
 * @param {Square} square
 * @param {Pick<Theme, "scale">} theme
 * @returns {ImagePlace[]}
 */
export function placesOf({ labels }, { left, top, side, height }, { scale }) {
  const words = WORDS * scale;
  const [width, rows] = [(left + side) / COLUMNS, Math.ceil(labels.length / COLUMNS)];
  const pitch = Math.min((height - top - words) / rows, width + words);
  const size = Math.floor(Math.min(width - 2 * GAP, pitch - words - BAR - GAP));
  return labels.map((_, at) => ({
    x: Math.round((at % COLUMNS) * width + (width - size) / 2),
    y: Math.round(top + Math.floor(at / COLUMNS) * pitch + 2),
    side: size,
  }));
}

/**
 * A bar as long as the answer is sure, in the colour of its class; a wrong answer is framed and says what is right.
 * @param {CanvasRenderingContext2D} context
 * @param {ImagePlace} place
 * @param {Answer | undefined} answer
 * @param {number} label the class that is right
 * @param {State} state
 */
export function drawAnswer(context, place, answer, label, { data: { class_names: names }, theme }) {
  const isWrong = answer !== undefined && answer.unit !== label;
  outline(context, place, isWrong ? theme.negative : theme.faint, isWrong ? 3 : theme.thin);
  if (!answer) return;
  drawBar(context, place, answer.share, theme.strong.classes[answer.unit], theme);
  const words = isWrong ? `${names[answer.unit]}, not ${names[label]}` : names[label];
  drawCaption(context, { ...place, y: place.y + BAR }, words, theme, isWrong ? 600 : 500);
}

/**
 * A frame in the colour of a neuron's activation, and its number.
 * @param {CanvasRenderingContext2D} context
 * @param {ImagePlace} place
 * @param {NeuronTarget} neuron
 * @param {number | undefined} value
 * @param {Images} images
 * @param {State} state
 */
export function drawActivation(context, place, { column, unit }, value, { shape }, { theme, picture }) {
  if (value === undefined) return outline(context, place, theme.faint, theme.thin);
  const scale = picture.arrays.map_scales?.data[picture.mapIndex(column, unit)] || 1;
  outline(context, place, css(divergingColor(theme.data, (value / scale + 1) / 2)), 5);
  drawCaption(context, place, figures(value, 2), theme, 500);
  if (column === 0) drawPixel(context, place, shape, unit, theme);
}

/**
 * Marks the pixel that an input is.
 * @param {CanvasRenderingContext2D} context
 * @param {ImagePlace} place
 * @param {[height: number, width: number]} shape
 * @param {number} pixel
 * @param {Theme} theme
 */
function drawPixel(context, { x, y, side }, [height, width], pixel, { accent }) {
  const [w, h] = [side / width, side / height];
  context.strokeStyle = accent;
  context.lineWidth = 2;
  context.strokeRect(x + (pixel % width) * w, y + Math.floor(pixel / width) * h, w, h);
}

/**
 * Says below all images how many there are, and how many are answered right.
 * @param {CanvasRenderingContext2D} context
 * @param {Square} square
 * @param {number} n
 * @param {number | null} nRight null while there are no answers
 * @param {Theme} theme
 */
export function drawSummary(context, { left, side, height }, n, nRight, theme) {
  context.font = fontOf(theme, 600, 13);
  context.fillStyle = theme.muted;
  context.textAlign = "right";
  context.textBaseline = "alphabetic";
  const words = `${n} training images${nRight === null ? "" : `, ${nRight} right`}`;
  context.fillText(words, left + side, height - 4);
}

/**
 * Draws a frame round an image.
 * @param {CanvasRenderingContext2D} context
 * @param {ImagePlace} place
 * @param {string} color
 * @param {number} width
 * @param {number} [gap] between the image and the frame
 */
export function outline(context, { x, y, side }, color, width, gap = 0) {
  const out = gap + width / 2;
  context.strokeStyle = color;
  context.lineWidth = width;
  context.strokeRect(x - out, y - out, side + 2 * out, side + 2 * out);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ImagePlace} place
 * @param {number} share
 * @param {string} color
 * @param {Theme} theme
 */
function drawBar(context, { x, y, side }, share, color, { grid }) {
  const top = y + side + 4;
  context.fillStyle = grid;
  context.fillRect(x, top, side, BAR);
  context.fillStyle = color;
  context.fillRect(x, top, side * Math.min(1, Math.max(0, share)), BAR);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ImagePlace} place
 * @param {string} text
 * @param {Theme} theme
 * @param {number} weight
 */
function drawCaption(context, { x, y, side }, text, theme, weight) {
  context.font = fontOf(theme, weight, 12.5);
  context.fillStyle = theme.text;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillText(text, x + side / 2, y + side + 4 + 12 * theme.scale);
}

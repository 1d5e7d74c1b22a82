/** The output panel for images: some of those it trains on, and what the network or one neuron makes of each. */

import { css } from "../drawing/colors.js";
import { ByteCanvas, divergingColor, inkTable } from "../drawing/tables.js";
import { fontOf } from "../drawing/theme.js";
import { figures } from "../model/format.js";
import { MIDDLE_BYTE, NOT_FINITE } from "../wire/constants.js";

const COLUMNS = 5;
const GAP = 5;
const BAR = 5;
const BEST = 3;
const WORTH_SAYING = 0.005;

/** Draws the images and says what stands under the pointer. */
export class ImageGrid {
  constructor() {
    this.ink = new ByteCanvas();
  }

  /** Takes new images and colours in. */
  update({ data, theme }) {
    if (!data.images) return;
    const {
      shape: [height, width],
      pixels,
    } = data.images;
    const bytes = Uint8Array.from(pixels.flat());
    this.ink.paint(bytes, width, height * pixels.length, `${theme.key}/${pixels.join()}`, inkTable(theme.data));
  }

  /** Draws every image over what the network answers, or over the activation of the neuron in focus. */
  draw(context, state, frame, focus) {
    const { data, theme } = state;
    const places = placesOf(data.images, frame, theme);
    const values = valuesOf(state);
    places.forEach((place, image) => {
      this.drawImage(context, data.images, image, place);
      if (focus) drawActivation(context, place, focus, values?.(image, focus), state);
      else drawAnswer(context, place, answerOf(state, image, values), data.images.labels[image], state);
    });
    if (!focus) drawSummary(context, frame, state, values);
  }

  drawImage(context, { shape: [height, width] }, image, { x, y, side }) {
    context.imageSmoothingEnabled = false;
    context.drawImage(this.ink.canvas, 0, image * height, width, height, x, y, side, side);
  }

  /** Draws a frame round one training sample's image, if it is among those shown. */
  mark(context, { data, theme }, frame, sample) {
    const place = placesOf(data.images, frame, theme)[sample];
    if (!place) return;
    context.lineWidth = 2.5;
    context.strokeStyle = theme.accent;
    context.strokeRect(place.x - 2, place.y - 2, place.side + 4, place.side + 4);
  }

  /** Returns the index of the training sample whose image lies under the pointer, -1 beside them. */
  sampleAt({ data, theme }, frame, pointer) {
    const isIn = ({ x, y, side }) => pointer.x >= x && pointer.x < x + side && pointer.y >= y && pointer.y < y + side;
    return placesOf(data.images, frame, theme).findIndex(isIn);
  }

  /** Returns { title, lines } about the image under the pointer, or null beside them. */
  describe(state, frame, focus, pointer) {
    const { images, class_names: names } = state.data;
    const image = this.sampleAt(state, frame, pointer);
    if (image < 0) return null;
    const title = `Training image ${image + 1}: ${names[images.labels[image]]}`;
    const values = valuesOf(state);
    if (!values) return { title, lines: [] };
    return { title, lines: focus ? [`a = ${figures(values(image, focus), 2)}`] : bestAnswers(state, image, values) };
  }
}

/** Returns where every image lies: the squares { x, y, side } of a grid over the whole panel, room for words below each. */
function placesOf({ labels }, { left, top, side, height }, { scale }) {
  const [words, below] = [18 * scale, 18 * scale];
  const [width, rows] = [(left + side) / COLUMNS, Math.ceil(labels.length / COLUMNS)];
  const pitch = Math.min((height - top - below) / rows, width + words);
  const size = Math.floor(Math.min(width - 2 * GAP, pitch - words - BAR - GAP));
  return labels.map((_, at) => ({
    x: Math.round((at % COLUMNS) * width + (width - size) / 2),
    y: Math.round(top + Math.floor(at / COLUMNS) * pitch + 2),
    side: size,
  }));
}

/** Returns a function of (image, neuron) that reads a neuron's activation off its map; null while none fits. */
function valuesOf({ picture, structure }) {
  const { maps, map_scales: scales } = picture.arrays;
  if (!maps || picture.matching(structure.sizes) < structure.sizes.length) return null;
  const width = maps.shape[2];
  return (image, { column, unit }) => {
    const at = picture.mapIndex(column, unit);
    const byte = maps.data[at * width + image];
    return byte === NOT_FINITE ? NaN : ((byte - MIDDLE_BYTE) / MIDDLE_BYTE) * scales.data[at];
  };
}

/** Returns every class with its output for an image, the largest first; none where an output is not finite. */
function ranked({ structure }, image, values) {
  const column = structure.sizes.length - 1;
  const outputs = Array.from({ length: structure.sizes[column] }, (_, unit) => ({
    unit,
    share: values(image, { column, unit }),
  }));
  return outputs.some(({ share }) => Number.isNaN(share)) ? [] : outputs.sort((a, b) => b.share - a.share);
}

function answerOf(state, image, values) {
  return values ? ranked(state, image, values)[0] : undefined;
}

function bestAnswers(state, image, values) {
  const { class_names: names, output_activation: activation } = state.data;
  const best = ranked(state, image, values)
    .slice(0, BEST)
    .filter(({ share }, at) => at === 0 || share > WORTH_SAYING);
  const inWords = (share) => (activation === "softmax" ? `${Math.round(100 * share)} %` : figures(share, 2));
  return best.length ? best.map(({ unit, share }) => `${names[unit]}: ${inWords(share)}`) : ["not a finite number"];
}

/** A bar as long as the answer is sure, in the colour of its class; a wrong answer is framed and says what is right. */
function drawAnswer(context, place, answer, label, { data, theme }) {
  const isWrong = answer !== undefined && answer.unit !== label;
  outline(context, place, isWrong ? theme.negative : theme.faint, isWrong ? 3 : theme.thin);
  if (!answer) return;
  bar(context, place, answer.share, theme.strong.classes[answer.unit], theme);
  const names = data.class_names;
  caption(
    context,
    { ...place, y: place.y + BAR },
    isWrong ? `${names[answer.unit]}, not ${names[label]}` : names[label],
    theme,
    isWrong ? 600 : 500,
  );
}

function drawActivation(context, place, { column, unit }, value, { data, theme, picture }) {
  if (value === undefined) return outline(context, place, theme.faint, theme.thin);
  const scale = picture.arrays.map_scales.data[picture.mapIndex(column, unit)] || 1;
  outline(context, place, css(divergingColor(theme.data, (value / scale + 1) / 2)), 5);
  caption(context, place, figures(value, 2), theme, 500);
  if (column === 0) drawPixel(context, place, data.images.shape, unit, theme);
}

/** Marks the pixel that an input is. */
function drawPixel(context, { x, y, side }, [height, width], pixel, { accent }) {
  const [w, h] = [side / width, side / height];
  context.strokeStyle = accent;
  context.lineWidth = 2;
  context.strokeRect(x + (pixel % width) * w, y + Math.floor(pixel / width) * h, w, h);
}

function drawSummary(context, { left, side, height }, state, values) {
  const { labels } = state.data.images;
  const right = labels.filter((label, image) => answerOf(state, image, values)?.unit === label).length;
  context.font = fontOf(state.theme, 600, 13);
  context.fillStyle = state.theme.muted;
  context.textAlign = "right";
  context.textBaseline = "alphabetic";
  context.fillText(`${labels.length} training images${values ? `, ${right} right` : ""}`, left + side, height - 4);
}

function outline(context, { x, y, side }, color, width) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.strokeRect(x - width / 2, y - width / 2, side + width, side + width);
}

function bar(context, { x, y, side }, share, color, { grid }) {
  const top = y + side + 4;
  context.fillStyle = grid;
  context.fillRect(x, top, side, BAR);
  context.fillStyle = color;
  context.fillRect(x, top, side * Math.min(1, Math.max(0, share)), BAR);
}

function caption(context, { x, y, side }, text, theme, weight) {
  context.font = fontOf(theme, weight, 12.5);
  context.fillStyle = theme.text;
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  context.fillText(text, x + side / 2, y + side + 4 + 12 * theme.scale);
}

/** The square map of the plane: the output or one neuron, points on top, axes around. */

import { figures, percent, plain } from "../model/format.js";
import { HALF_WIDTH, NOT_FINITE, TOP_BYTE } from "../wire/constants.js";
import { ByteCanvas } from "./byte_canvas.js";
import { PlaneOverlay } from "./overlay.js";
import { activationOf, classTables, divergingTable } from "./tables.js";

/** @import { Picture } from "../model/picture.js" */
/** @import { NeuronTarget, Settings, State } from "../model/types.js" */
/** @import { Data } from "../wire/data.js" */

/** @typedef {{ x: number, y: number }} Point in CSS pixels of a canvas */

/**
 * @typedef {object} Square where a square picture lies on its canvas, in CSS pixels
 * @property {number} left
 * @property {number} top
 * @property {number} side
 * @property {number} width of the canvas
 * @property {number} height of the canvas
 */

/**
 * @typedef {object} NeuronMap
 * @property {Uint8Array} data
 * @property {number} width
 * @property {number} height
 * @property {string} version
 * @property {number} scale the colours run from -scale to scale
 */

const REGRESSION_BANDS = 8;
const NOT_A_NUMBER = "not a finite number";

/** Draws the map and says what it shows under the pointer. */
export class PlaneMap {
  constructor() {
    this.output = new ByteCanvas();
    this.focus = new ByteCanvas();
    this.overlay = new PlaneOverlay();
  }

  /**
   * Takes new colours and settings in.
   * @param {State} state
   */
  update({ theme, settings, data }) {
    this.tables = {
      value: divergingTable(theme.data, outputBands(data, settings)),
      focus: divergingTable(theme.data, settings.isDiscrete ? 2 : 0),
      classes: classTables(theme.data, settings.isDiscrete),
    };
    this.overlay.forget();
    this.stamp = `${theme.key}/${settings.isDiscrete}/${data.kind}`;
  }

  /**
   * Draws the map into a square.
   * @param {CanvasRenderingContext2D} context
   * @param {State} state
   * @param {Square} square
   * @param {NeuronTarget | null} focus
   */
  draw(context, state, square, focus) {
    const { left, top, side, width, height } = square;
    const { theme, picture, settings } = state;
    context.fillStyle = theme.grid;
    context.fillRect(left, top, side, side);
    const source = focus ? this.focusSource(picture, focus) : this.outputSource(picture);
    context.imageSmoothingEnabled = !settings.isDiscrete;
    context.imageSmoothingQuality = "high";
    if (source) context.drawImage(source, left, top, side, side);
    const stamp = `${this.stamp}/${picture.run}/${picture.versions.points}/${settings.showTest}/${outputRange(picture)}`;
    this.overlay.paint(state, square, stamp, context.canvas);
    context.drawImage(this.overlay.canvas, 0, 0, width, height);
  }

  /**
   * Returns the picture of the output, null until it comes.
   * @param {Picture} picture
   */
  outputSource({ arrays, versions, run, meta }) {
    if (!this.tables) return null;
    const stamp = `${this.stamp}/${run}/`;
    if (meta?.output.kind === "classes" && arrays.output_class && arrays.output_confidence) {
      const [height, width] = arrays.output_class.shape;
      const classes = arrays.output_class.data;
      const tables = this.tables.classes;
      const tableAt = (/** @type {number} */ at) => tables[classes[at] % tables.length];
      const version = `${stamp}c${versions.output_class}`;
      this.output.paint(arrays.output_confidence.data, width, height, version, tableAt);
      return this.output.canvas;
    }
    if (!arrays.output) return null;
    const [height, width] = arrays.output.shape;
    this.output.paint(arrays.output.data, width, height, `${stamp}v${versions.output}`, this.tables.value);
    return this.output.canvas;
  }

  /**
   * Returns the picture of a neuron, null until it comes.
   * @param {Picture} picture
   * @param {NeuronTarget} neuron
   */
  focusSource(picture, neuron) {
    const map = mapOf(picture, neuron);
    if (!map || !this.tables) return null;
    const stamp = `${this.stamp}/${picture.run}/${map.version}/${neuron.column}/${neuron.unit}`;
    this.focus.paint(map.data, map.width, map.height, stamp, this.tables.focus);
    return this.focus.canvas;
  }

  /**
   * Returns what to say about the point under the pointer, or null outside.
   * @param {State} state
   * @param {Square} square
   * @param {NeuronTarget | null} focus
   * @param {Point} pointer
   */
  describe({ picture, data }, { left, top, side }, focus, { x, y }) {
    const [u, v] = [(x - left) / side, (y - top) / side];
    if (u < 0 || u >= 1 || v < 0 || v >= 1) return null;
    const place = `x₁ = ${coordinate(2 * HALF_WIDTH * u - HALF_WIDTH)}, x₂ = ${coordinate(HALF_WIDTH - 2 * HALF_WIDTH * v)}`;
    const title = focus ? focusValue(picture, focus, u, v) : outputValue(picture, data, u, v);
    return title ? { title, lines: [place] } : null;
  }
}

/**
 * Returns how many flat steps the output's scale has now (0 = smooth).
 * @param {Pick<Data, "kind">} data
 * @param {Pick<Settings, "isDiscrete">} settings
 */
export function outputBands({ kind }, { isDiscrete }) {
  if (!isDiscrete) return 0;
  return kind === "regression" ? REGRESSION_BANDS : 2;
}

/** @param {Picture} picture */
function outputRange({ meta }) {
  return meta?.output.kind === "value" ? `${meta.output.low}:${meta.output.high}` : "";
}

/**
 * Returns the large map of a neuron if it has come, else its small one; null while there is none.
 * @param {Picture} picture
 * @param {{ column: number, unit: number }} neuron
 * @returns {NeuronMap | null}
 */
function mapOf(picture, { column, unit }) {
  const { arrays, meta, versions } = picture;
  const { focus_map: large } = arrays;
  if (large && meta?.focus?.layer === column - 1 && meta.focus.unit === unit) {
    const [height, width] = large.shape;
    return { data: large.data, width, height, version: `l${versions.focus_map}`, scale: meta.focus.scale };
  }
  return smallMap(picture, column, unit);
}

/**
 * @param {Picture} picture
 * @param {number} column
 * @param {number} unit
 * @returns {NeuronMap | null}
 */
function smallMap(picture, column, unit) {
  const { maps, map_scales: scales } = picture.arrays;
  if (!maps || !scales) return null;
  const [n, height, width] = maps.shape;
  const at = picture.mapIndex(column, unit);
  if (at >= n) return null;
  const data = maps.data.subarray(at * height * width, (at + 1) * height * width);
  return { data, width, height, version: `s${picture.versions.maps}`, scale: scales.data[at] };
}

/**
 * Returns the scale of a neuron's map, whose colours run from -scale to scale; null while there is none.
 * @param {Picture} picture
 * @param {{ column: number, unit: number }} neuron
 */
export function focusScale(picture, neuron) {
  return mapOf(picture, neuron)?.scale ?? null;
}

/**
 * @param {Picture} picture
 * @param {NeuronTarget} neuron
 * @param {number} u across the square, 0..1
 * @param {number} v down the square, 0..1
 */
function focusValue(picture, neuron, u, v) {
  const map = mapOf(picture, neuron);
  if (!map) return null;
  const value = activationOf(map.data[placeIn(map.width, map.height, u, v)], map.scale);
  return Number.isNaN(value) ? NOT_A_NUMBER : `a = ${figures(value, 2)}`;
}

/**
 * @param {Picture} picture
 * @param {Data} data
 * @param {number} u across the square, 0..1
 * @param {number} v down the square, 0..1
 */
function outputValue({ arrays, meta }, { class_names: names }, u, v) {
  const map = arrays.output_confidence ?? arrays.output;
  if (!map || !meta) return null;
  const { output } = meta;
  const at = placeIn(map.shape[1], map.shape[0], u, v);
  if (map.data[at] === NOT_FINITE) return NOT_A_NUMBER;
  const share = map.data[at] / TOP_BYTE;
  if (output.kind === "value") return `output ${figures(output.low + share * (output.high - output.low), 2)}`;
  if (!arrays.output_class) return null;
  const name = names[arrays.output_class.data[at]] ?? "class"; // a run that is about to go may have more of them
  return `${name}: ${percent(share)}`;
}

/**
 * Returns where in its rows a map has a place.
 * @param {number} width
 * @param {number} height
 * @param {number} u
 * @param {number} v
 */
function placeIn(width, height, u, v) {
  return Math.floor(v * height) * width + Math.floor(u * width);
}

/** @param {number} value */
function coordinate(value) {
  return plain(Number(value.toFixed(1)));
}

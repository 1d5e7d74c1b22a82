/** The square map of the plane: the output or one neuron, points on top, axes around. */

import { figures, percent, plain } from "../model/format.js";
import { shown } from "../model/picture.js";
import { HALF_WIDTH, MIDDLE_BYTE, NOT_FINITE, TOP_BYTE } from "../wire/constants.js";
import { PlaneOverlay } from "./overlay.js";
import { ByteCanvas, classTables, divergingTable } from "./tables.js";

const REGRESSION_BANDS = 8;

/** Draws the map and says what it shows under the pointer. */
export class PlaneMap {
  constructor() {
    this.output = new ByteCanvas();
    this.focus = new ByteCanvas();
    this.overlay = new PlaneOverlay();
  }

  /** Takes new colours and settings in. */
  update({ theme, settings, data }) {
    this.tables = {
      value: divergingTable(theme.data, settings.isDiscrete ? bandsFor(data) : 0),
      focus: divergingTable(theme.data, settings.isDiscrete ? 2 : 0),
      classes: classTables(theme.data, settings.isDiscrete),
    };
    this.overlay.forget();
    this.stamp = `${theme.key}/${settings.isDiscrete}/${data.kind}`;
  }

  /** Draws the map into a square frame. */
  draw(context, state, frame, focus) {
    const { left, top, side } = frame;
    const { theme, picture, settings } = state;
    context.fillStyle = theme.grid;
    context.fillRect(left, top, side, side);
    const source = focus ? this.focusSource(picture, focus) : this.outputSource(picture);
    context.imageSmoothingEnabled = !settings.isDiscrete;
    context.imageSmoothingQuality = "high";
    if (source) context.drawImage(source.canvas, ...source.from, left, top, side, side);
    this.overlay.paint(
      state,
      frame,
      `${this.stamp}/${picture.run}/${picture.versions.points}/${settings.showTest}/${outputRange(picture)}`,
      context.canvas,
    );
    context.drawImage(this.overlay.canvas, 0, 0, frame.width, frame.height);
  }

  outputSource({ arrays, versions, run, meta }) {
    const stamp = `${this.stamp}/${run}/`;
    if (meta?.output?.kind === "classes" && arrays.output_class) {
      const [h, w] = arrays.output_class.shape;
      const classes = arrays.output_class.data;
      const { length } = this.tables.classes;
      this.output.paint(
        arrays.output_confidence.data,
        w,
        h,
        `${stamp}c${versions.output_class}`,
        (at) => this.tables.classes[classes[at] % length],
      );
      return whole(this.output, w, h);
    }
    if (!arrays.output) return null;
    const [h, w] = arrays.output.shape;
    this.output.paint(arrays.output.data, w, h, `${stamp}v${versions.output}`, this.tables.value);
    return whole(this.output, w, h);
  }

  /** The large map of a neuron if it has come, else its small one enlarged. */
  focusSource(picture, { column, unit }) {
    const map = focusBytes(picture, column, unit);
    if (!map) return null;
    const { data, width, height, version } = map;
    this.focus.paint(
      data,
      width,
      height,
      `${this.stamp}/${picture.run}/${version}/${column}/${unit}`,
      this.tables.focus,
    );
    return whole(this.focus, width, height);
  }

  /** Returns { title, lines } about the point under the pointer, or null outside. */
  describe({ picture, data, structure }, { left, top, side }, focus, { x, y }) {
    const [u, v] = [(x - left) / side, (y - top) / side];
    if (u < 0 || u >= 1 || v < 0 || v >= 1) return null;
    const place = `x₁ = ${coordinate(2 * HALF_WIDTH * u - HALF_WIDTH)}, x₂ = ${coordinate(HALF_WIDTH - 2 * HALF_WIDTH * v)}`;
    const title = focus ? focusValue(picture, focus, u, v) : outputValue(picture, data, structure, u, v);
    return title ? { title, lines: [place] } : null;
  }
}

function bandsFor({ kind }) {
  return kind === "regression" ? REGRESSION_BANDS : 2;
}

/** Returns how many flat steps the output's scale has now (0 = smooth). */
export function outputBands(data, settings) {
  return settings.isDiscrete ? bandsFor(data) : 0;
}

function whole(bytes, width, height) {
  return { canvas: bytes.canvas, from: [0, 0, width, height] };
}

function outputRange({ meta }) {
  return `${meta?.output?.low}:${meta?.output?.high}`;
}

function focusBytes({ arrays, meta, versions }, column, unit) {
  const large = arrays.focus_map;
  if (large && meta.focus && meta.focus.layer === column - 1 && meta.focus.unit === unit) {
    return {
      data: large.data,
      height: large.shape[0],
      width: large.shape[1],
      version: `l${versions.focus_map}`,
      scale: meta.focus.scale,
    };
  }
  return smallMap({ arrays, meta, versions }, column, unit);
}

function smallMap({ arrays, meta, versions }, column, unit) {
  if (!arrays.maps) return null;
  const [n, height, width] = arrays.maps.shape;
  const index = meta.sizes.slice(0, column).reduce((sum, units) => sum + shown(units), 0) + unit;
  if (index >= n) return null;
  const data = arrays.maps.data.subarray(index * height * width, (index + 1) * height * width);
  return { data, height, width, version: `s${versions.maps}`, scale: arrays.map_scales?.data[index] };
}

/** Returns the scale of the neuron looked at: its colours run from -scale to scale. */
export function focusScale(picture, { column, unit }) {
  return focusBytes(picture, column, unit)?.scale ?? null;
}

function focusValue(picture, { column, unit }, u, v) {
  const map = focusBytes(picture, column, unit);
  if (!map) return null;
  const byte = map.data[Math.floor(v * map.height) * map.width + Math.floor(u * map.width)];
  return byte === NOT_FINITE
    ? "not a finite number"
    : `a = ${figures(((byte - MIDDLE_BYTE) / MIDDLE_BYTE) * map.scale, 2)}`;
}

function outputValue({ arrays, meta }, data, u, v) {
  const map = arrays.output_confidence ?? arrays.output;
  if (!map || !meta.output) return null;
  const at = Math.floor(v * map.shape[0]) * map.shape[1] + Math.floor(u * map.shape[1]);
  if (map.data[at] === NOT_FINITE) return "not a finite number";
  const share = map.data[at] / TOP_BYTE;
  if (meta.output.kind === "classes")
    return `${data.class_names[arrays.output_class.data[at]] ?? "class"}: ${percent(share)}`;
  return `output ${figures(meta.output.low + share * (meta.output.high - meta.output.low), 2)}`;
}

function coordinate(value) {
  return plain(Number(value.toFixed(1)));
}

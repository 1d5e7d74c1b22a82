/** Colour tables: one look-up of 256 packed pixels turns a byte of a map into a colour. */

import { NOT_FINITE, TOP_BYTE } from "../wire/constants.js";
import { css, mix } from "./colors.js";

const PEAK = 0.8;

/** Returns the table from negative over zero to positive; `bands` > 0 shows that many flat steps instead. */
export function divergingTable(colors, bands = 0) {
  return packedTable((byte) => divergingColor(colors, banded(byte / TOP_BYTE, bands)), colors.missing);
}

/** Returns the colour at a share 0..1 of the way from negative to positive. */
export function divergingColor(colors, share) {
  const side = share < 0.5 ? colors.negative : colors.positive;
  return mix(colors.zero, side, Math.abs(2 * share - 1) * PEAK);
}

function banded(share, bands) {
  if (!bands) return share;
  const band = Math.min(bands - 1, Math.floor(share * bands));
  return bands === 1 ? 0.5 : band / (bands - 1);
}

/** Returns one table per class: how sure the network is, from the zero colour to the class's own. */
export function classTables(colors, isDiscrete) {
  return colors.classes.map((color) => {
    const most = mix(colors.zero, color, PEAK);
    const at = (byte) => (isDiscrete ? mix(colors.zero, color, 0.66) : mix(colors.zero, most, byte / TOP_BYTE));
    return packedTable(at, colors.missing);
  });
}

/** Returns the table of an image's pixels, from paper to ink. */
export function inkTable(colors) {
  return packedTable((byte) => mix(colors.background, colors.text, byte / TOP_BYTE), colors.missing);
}

function packedTable(colorAt, missing) {
  const table = new Uint32Array(256);
  for (let byte = 0; byte <= TOP_BYTE; byte += 1) table[byte] = pack(colorAt(byte));
  table[NOT_FINITE] = pack(missing);
  return table;
}

function pack([red, green, blue]) {
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

/** Returns a CSS gradient that shows a diverging scale, in bands or smooth. */
export function scaleGradient(colors, bands = 0) {
  const steps = bands || 24;
  const stops = Array.from({ length: steps }, (_, at) => {
    const color = css(divergingColor(colors, at / (steps - 1)));
    return bands ? `${color} ${(100 * at) / steps}% ${(100 * (at + 1)) / steps}%` : color;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

/** A canvas that holds bytes as colours: maps stacked on top of each other, or one large map. */
export class ByteCanvas {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.context = this.canvas.getContext("2d");
    this.stamp = null;
  }

  /** Colours the bytes afresh when `stamp` (any text) says that something changed. */
  paint(data, width, height, stamp, tableAt) {
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    if (this.canvas.width !== width || this.canvas.height !== height || !this.image) this.resize(width, height);
    const table = typeof tableAt === "function" ? null : tableAt;
    for (let at = 0; at < data.length; at += 1) this.pixels[at] = (table ?? tableAt(at))[data[at]];
    this.context.putImageData(this.image, 0, 0);
  }

  resize(width, height) {
    Object.assign(this.canvas, { width, height });
    this.image = this.context.createImageData(width, height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }
}

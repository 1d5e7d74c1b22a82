/** Colour tables: one look-up of 256 packed pixels turns a byte of a map into a colour. */

import { MIDDLE_BYTE, NOT_FINITE, TOP_BYTE } from "../wire/constants.js";
import { css, mix } from "./colors.js";

const PEAK = 0.8;

/** @import { Rgb } from "./colors.js" */
/** @import { DataColors } from "./theme.js" */

/**
 * Returns the activation that a byte of a neuron's map stands for, NaN where it is not a finite number.
 * @param {number} byte
 * @param {number} scale the value of the strongest colour
 */
export function activationOf(byte, scale) {
  return byte === NOT_FINITE ? NaN : ((byte - MIDDLE_BYTE) / MIDDLE_BYTE) * scale;
}

/**
 * Returns the table from negative over zero to positive; `bands` > 0 shows that many flat steps instead.
 * @param {DataColors} colors
 */
export function divergingTable(colors, bands = 0) {
  return packedTable((byte) => divergingColor(colors, banded(byte / TOP_BYTE, bands)), colors.missing);
}

/**
 * Returns the colour at a share 0..1 of the way from negative to positive.
 * @param {Pick<DataColors, "negative" | "zero" | "positive">} colors
 * @param {number} share
 */
export function divergingColor(colors, share) {
  const side = share < 0.5 ? colors.negative : colors.positive;
  return mix(colors.zero, side, Math.abs(2 * share - 1) * PEAK);
}

/**
 * @param {number} share
 * @param {number} bands
 */
function banded(share, bands) {
  if (!bands) return share;
  const band = Math.min(bands - 1, Math.floor(share * bands));
  return bands === 1 ? 0.5 : band / (bands - 1);
}

/**
 * Returns one table per class: how sure the network is, from the zero colour to the class's own.
 * @param {DataColors} colors
 * @param {boolean} isDiscrete whether there are no shades
 */
export function classTables(colors, isDiscrete) {
  return colors.classes.map((color) => {
    const most = mix(colors.zero, color, PEAK);
    const at = (/** @type {number} */ byte) =>
      isDiscrete ? mix(colors.zero, color, 0.66) : mix(colors.zero, most, byte / TOP_BYTE);
    return packedTable(at, colors.missing);
  });
}

/**
 * Returns the table of an image's pixels, from paper to ink.
 * @param {DataColors} colors
 */
export function inkTable(colors) {
  return packedTable((byte) => mix(colors.background, colors.text, byte / TOP_BYTE), colors.missing);
}

/**
 * @param {(byte: number) => Rgb} colorAt
 * @param {Rgb} missing
 */
function packedTable(colorAt, missing) {
  const table = new Uint32Array(256);
  for (let byte = 0; byte <= TOP_BYTE; byte += 1) table[byte] = pack(colorAt(byte));
  table[NOT_FINITE] = pack(missing);
  return table;
}

/**
 * Returns a colour as the four bytes of a pixel, in the order of little-endian machines.
 * @param {Rgb} color
 */
function pack([red, green, blue]) {
  return ((255 << 24) | (Math.round(blue) << 16) | (Math.round(green) << 8) | Math.round(red)) >>> 0;
}

/**
 * Returns a CSS gradient that shows a diverging scale, in bands or smooth.
 * @param {DataColors} colors
 */
export function scaleGradient(colors, bands = 0) {
  const steps = bands || 24;
  const stops = Array.from({ length: steps }, (_, at) => {
    const color = css(divergingColor(colors, at / (steps - 1)));
    return bands ? `${color} ${(100 * at) / steps}% ${(100 * (at + 1)) / steps}%` : color;
  });
  return `linear-gradient(to right, ${stops.join(", ")})`;
}

/** Colour arithmetic: reading CSS colours, mixing them evenly for the eye (OKLab), contrast. */

/** @typedef {[red: number, green: number, blue: number]} Rgb a colour, each channel 0..255 */

const HEX = /^#[0-9a-f]{6}$/i;

/**
 * Returns any CSS colour without transparency as numbers.
 * @param {string} text
 * @param {string} [fallback] what counts where the text is no colour
 */
export function parseColor(text, fallback = "#808080") {
  const written = (text || fallback).trim();
  return HEX.test(written) ? fromHex(written) : readByCanvas(written, fallback);
}

/**
 * @param {string} hex
 * @returns {Rgb}
 */
function fromHex(hex) {
  const channel = (/** @type {number} */ at) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/**
 * Lets a canvas read a colour that is not written as hexadecimal digits.
 * @param {string} text
 * @param {string} fallback
 * @returns {Rgb}
 */
function readByCanvas(text, fallback) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  context.fillStyle = fallback;
  context.fillStyle = text;
  const value = context.fillStyle;
  if (value.startsWith("#")) return fromHex(value);
  const [red, green, blue] = Array.from(value.matchAll(/[\d.]+/g), Number);
  return [red, green, blue];
}

/**
 * Returns the CSS text of a colour.
 * @param {Rgb} color
 */
export function css(color) {
  return `rgb(${color.map(Math.round).join(", ")})`;
}

/**
 * Returns the colour a share of the way between two, mixed in OKLab (Björn Ottosson, 2020).
 * @param {Rgb} from
 * @param {Rgb} to
 * @param {number} share
 */
export function mix(from, to, share) {
  const [a, b] = [toOklab(from), toOklab(to)];
  const between = (/** @type {0 | 1 | 2} */ at) => a[at] + (b[at] - a[at]) * share;
  return fromOklab([between(0), between(1), between(2)]);
}

/** @typedef {[lightness: number, a: number, b: number]} Oklab */

/**
 * @param {Rgb} color
 * @returns {Oklab}
 */
function toOklab(color) {
  const [r, g, b] = toLinear(color);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/**
 * @param {Oklab} color
 * @returns {Rgb}
 */
function fromOklab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/**
 * Returns how much light each channel stands for, 0..1 (sRGB's curve).
 * @param {Rgb} color
 * @returns {Rgb}
 */
function toLinear([red, green, blue]) {
  return [channelToLinear(red), channelToLinear(green), channelToLinear(blue)];
}

/** @param {number} channel */
function channelToLinear(channel) {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** @param {number} value */
function fromLinear(value) {
  const clipped = Math.min(1, Math.max(0, value));
  return 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055);
}

/**
 * Returns the relative luminance of a colour, 0 (black) to 1 (white), as WCAG defines it.
 * @param {Rgb} color
 */
export function luminance(color) {
  const [r, g, b] = toLinear(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

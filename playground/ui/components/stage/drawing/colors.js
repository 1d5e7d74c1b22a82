/** Colour arithmetic: reading CSS colours, mixing them evenly for the eye (OKLab), contrast. */

const HEXADECIMAL = /^#[0-9a-f]{6}$/i;
/** @type {CanvasRenderingContext2D | null} */
let probe = null;

/** Returns [red, green, blue] in 0..255 of any CSS colour without transparency. */
export function parseColor(text, fallback = "#808080") {
  const written = (text || fallback).trim();
  const value = HEXADECIMAL.test(written) ? written : asTheBrowserReads(written, fallback);
  if (value.startsWith("#")) return [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16));
  return value
    .match(/[\d.]+/g)
    .slice(0, 3)
    .map(Number);
}

/** Returns a CSS colour as canvases write it; only a page has one to ask. */
function asTheBrowserReads(written, fallback) {
  probe ??= document.createElement("canvas").getContext("2d");
  probe.fillStyle = fallback;
  probe.fillStyle = written;
  return probe.fillStyle;
}

/** Returns the CSS text of [red, green, blue]. */
export function css(color) {
  return `rgb(${color.map(Math.round).join(", ")})`;
}

/** Returns the colour a share of the way between two, mixed in OKLab (Björn Ottosson, 2020). */
export function mix(from, to, share) {
  const [a, b] = [toOklab(from), toOklab(to)];
  return fromOklab(a.map((value, channel) => value + (b[channel] - value) * share));
}

function toOklab(color) {
  const [r, g, b] = color.map(toLinear);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map(fromLinear);
}

function toLinear(channel) {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function fromLinear(value) {
  const clipped = Math.min(1, Math.max(0, value));
  return 255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055);
}

/** Returns the relative luminance of a colour, 0 (black) to 1 (white), as WCAG defines it. */
export function luminance(color) {
  const [r, g, b] = color.map(toLinear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

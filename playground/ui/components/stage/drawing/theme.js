/** The page's colours as the canvases need them: a palette's look on the ground that Streamlit's theme has now. */

import { css, luminance, parseColor } from "./colors.js";

/** @import { Look, Palette, Seen } from "../wire/data.js" */
/** @import { Rgb } from "./colors.js" */

/**
 * @typedef {object} PageTheme a palette's look on the page's ground: every colour that the canvases use, as CSS
 * @property {Seen} seen the names of the palette and of the page's theme
 * @property {string} key differs where anything here does
 * @property {string} font the family
 * @property {string} accent what is chosen, or pressed
 * @property {string} background
 * @property {string} text
 * @property {string} muted words that stand back
 * @property {string} faint lines that do
 * @property {string} grid lines that need not be seen
 * @property {string} negative
 * @property {string} positive
 * @property {string} train
 * @property {string} test
 * @property {{ negative: string, positive: string, classes: string[] }} strong of what may lie on a map of the same colour
 * @property {DataColors} data
 */

/**
 * @typedef {object} DataColors what colour tables are made of
 * @property {Rgb} negative
 * @property {Rgb} zero
 * @property {Rgb} positive
 * @property {Rgb[]} classes
 * @property {Rgb} missing what is not a finite number
 * @property {Rgb} background
 * @property {Rgb} text
 */

/**
 * @typedef {object} Fit how a theme is fitted to the way the stage is looked at
 * @property {number} thin how wide the thinnest line is, in pixels
 * @property {number} scale how much larger words are than on a desk
 */

/** @typedef {PageTheme & Fit} Theme */

const LARGE_STAGE = 1500;

/**
 * Returns how much larger words are on a stage of this width: a projector's picture is read from afar.
 * @param {number} width
 */
export function typeScale(width) {
  return width >= LARGE_STAGE ? 1.22 : 1;
}

/**
 * Returns the font of words on a canvas.
 * @param {Pick<Theme, "font" | "scale">} theme
 * @param {number} weight
 * @param {number} size in pixels, at a scale of 1
 */
export function fontOf({ font, scale }, weight, size) {
  return `${weight} ${Math.round(size * scale * 2) / 2}px ${font}`;
}

/**
 * Returns the name of the wanted palette, of the first one where none of these is wanted.
 * @param {Record<string, Palette>} palettes
 * @param {string} wanted
 */
export function paletteName(palettes, wanted) {
  const names = Object.keys(palettes);
  return names.includes(wanted) ? wanted : names[0];
}

/**
 * Returns the page's theme in the wanted palette.
 * @param {Element} root of the stage
 * @param {Record<string, Palette>} palettes
 * @param {string} wanted the palette's name
 * @returns {PageTheme}
 */
export function readTheme(root, palettes, wanted) {
  const style = getComputedStyle(root);
  const variable = (/** @type {string} */ name, /** @type {string} */ fallback) =>
    parseColor(style.getPropertyValue(name), fallback);
  const isDark = luminance(variable("--st-background-color", "#ffffff")) < 0.2;
  /** @type {Seen} */
  const seen = { palette: paletteName(palettes, wanted), theme: isDark ? "dark" : "light" };
  const look = palettes[seen.palette][seen.theme];
  const { ground: background, ink: text, muted, faint, grid, negative, positive, test } = look;
  const strong = { negative: look.strong_negative, positive: look.strong_positive, classes: look.strong_classes };
  const page = { seen, accent: css(variable("--st-primary-color", "#0f4c5c")), font: style.fontFamily || "sans-serif" };
  const theme = {
    ...page,
    data: dataColors(look),
    background,
    text,
    muted,
    faint,
    grid,
    negative,
    positive,
    train: text,
    test,
    strong,
  };
  return { ...theme, key: JSON.stringify(theme) };
}

/**
 * @param {Look} look
 * @returns {DataColors}
 */
function dataColors({ negative, zero, positive, classes, ground, ink }) {
  return {
    negative: parseColor(negative),
    zero: parseColor(zero),
    positive: parseColor(positive),
    classes: classes.map((color) => parseColor(color)),
    missing: [128, 128, 128],
    background: parseColor(ground),
    text: parseColor(ink),
  };
}

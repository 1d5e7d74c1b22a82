/** The page's colours as the canvases need them, read from Streamlit's CSS variables and the palette. */

import { css, legible, luminance, mix, parseColor } from "./colors.js";

const LARGE_STAGE = 1500;
const STROKE_CONTRAST = 2.7;
const WORD_CONTRAST = 4.5;

/** Returns how much larger words are on a stage of this width: a projector's picture is read from afar. */
export function typeScale(width) {
  return width >= LARGE_STAGE ? 1.22 : 1;
}

/** Returns the font of words on a canvas. */
export function fontOf({ font, scale }, weight, size) {
  return `${weight} ${Math.round(size * scale * 2) / 2}px ${font}`;
}

/** Returns every colour the canvases use; colours that tables are made of stay [red, green, blue]. */
export function readTheme(root, palette) {
  const style = getComputedStyle(root);
  const variable = (name, fallback) => parseColor(style.getPropertyValue(name), fallback);
  const background = variable("--st-background-color", "#ffffff");
  const text = variable("--st-text-color", "#16202a");
  const isDark = luminance(background) < 0.2;
  const data = { ...dataColors(palette, isDark), background, text };
  const accent = css(variable("--st-primary-color", "#0f4c6b"));
  const font = style.fontFamily || "sans-serif";
  const look = { isDark, data, accent, font, ...inks(background, text), ...lineColors(palette, background, text, isDark) };
  return { ...look, strong: strongColors(data, isDark), key: JSON.stringify(look) };
}

function dataColors(palette, isDark) {
  return {
    negative: parseColor(palette.negative),
    zero: parseColor(isDark ? palette.zero_dark : palette.zero_light),
    positive: parseColor(palette.positive),
    classes: palette.classes.map((color) => parseColor(color)),
    missing: [128, 128, 128],
  };
}

function inks(background, text) {
  const shade = (share) => css(mix(background, text, share));
  return { background: css(background), text: css(text), muted: shade(0.68), faint: shade(0.32), grid: shade(0.1), hair: shade(0.18) };
}

function lineColors(palette, background, text, isDark) {
  const atLeast = (contrast) => (color) => css(legible(parseColor(color), background, text, contrast));
  const [stroke, word] = [atLeast(STROKE_CONTRAST), atLeast(isDark ? 7 : WORD_CONTRAST)];
  return {
    negative: stroke(palette.negative),
    positive: stroke(palette.positive),
    train: word(palette.train),
    test: word(palette.test),
  };
}

/** The colours of points: the data colours, far enough from a map of the same colour to stand on it. */
function strongColors({ negative, positive, classes }, isDark) {
  const deepen = (color) => css(isDark ? mix(color, [255, 255, 255], 0.42) : mix(color, [0, 0, 0], 0.16));
  return { negative: deepen(negative), positive: deepen(positive), classes: classes.map(deepen) };
}

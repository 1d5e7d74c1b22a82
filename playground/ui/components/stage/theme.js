/** The page's colours as the canvases need them, read from Streamlit's CSS variables and the palette. */

import { css, legible, luminance, mix, parseColor } from "./colors.js";

/** Returns every colour the canvases use; colours that tables are made of stay [red, green, blue]. */
export function readTheme(root, palette) {
  const style = getComputedStyle(root);
  const variable = (name, fallback) => parseColor(style.getPropertyValue(name), fallback);
  const background = variable("--st-background-color", "#ffffff");
  const text = variable("--st-text-color", "#16202a");
  const isDark = luminance(background) < 0.2;
  const data = { ...dataColors(palette, isDark), background, text };
  const accent = css(variable("--st-primary-color", "#0f4c6b"));
  const look = { isDark, data, accent, font: style.fontFamily || "sans-serif", ...inks(background, text), ...lineColors(palette, background, text) };
  return { ...look, strong: strongColors(data), key: JSON.stringify(look) };
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

function lineColors(palette, background, text) {
  const line = (color) => css(legible(parseColor(color), background, text));
  return {
    negative: line(palette.negative),
    positive: line(palette.positive),
    classes: palette.classes.map(line),
    train: line(palette.train),
    test: line(palette.test),
  };
}

/** The colours of points: the data colours, deep enough to stand on a map of the same colour. */
function strongColors({ negative, positive, classes }) {
  const deepen = (color) => css(mix(color, [0, 0, 0], 0.14));
  return { negative: deepen(negative), positive: deepen(positive), classes: classes.map(deepen) };
}

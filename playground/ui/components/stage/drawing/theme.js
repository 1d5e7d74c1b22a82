/** The page's colours as the canvases need them: a palette's look on the ground that Streamlit's theme has now. */

import { css, luminance, parseColor } from "./colors.js";

/**
 * The colours, letters and lines that the stage is drawn with: what `readTheme` returns, made fit for how it is looked at.
 * @typedef {ReturnType<typeof readTheme> & { scale: number, thin: number }} Theme
 */

const LARGE_STAGE = 1500;

/** Returns how much larger words are on a stage of this width: a projector's picture is read from afar. */
export function typeScale(width) {
  return width >= LARGE_STAGE ? 1.22 : 1;
}

/** Returns the font of words on a canvas. */
export function fontOf({ font, scale }, weight, size) {
  return `${weight} ${Math.round(size * scale * 2) / 2}px ${font}`;
}

/** Returns the name of the wanted palette, of the first one where none of these is wanted. */
export function paletteName(palettes, wanted) {
  const names = Object.keys(palettes);
  return names.includes(wanted) ? wanted : names[0];
}

/**
 * Returns every colour the canvases use, and in `seen` the name of the palette and of the page's theme.
 * Colours that tables are made of are [red, green, blue].
 */
export function readTheme(root, palettes, wanted) {
  const style = getComputedStyle(root);
  const variable = (name, fallback) => parseColor(style.getPropertyValue(name), fallback);
  const isDark = luminance(variable("--st-background-color", "#ffffff")) < 0.2;
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

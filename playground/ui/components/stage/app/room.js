/** How the stage is looked at: at a desk, by fingers or in little room ("touch"), or from afar on a projector. */

/** @import { PageTheme } from "../drawing/theme.js" */
/** @import { Manner, Settings } from "../model/types.js" */

/** @typedef {{ width: number, height: number }} Room in pixels */

const NARROW = 860;
/** @type {Room} */
const SPACIOUS = { width: 787, height: 443 };
/** @type {Room} */
const TIGHT = { width: 683, height: 384 };
const TWICE = 2;
/** The thinnest line in pixels, on a screen and on a projector. */
const [THIN, THIN_FROM_AFAR] = [1, 1.5];

/**
 * Returns the manner that fits a stage of this width and what its viewer has set.
 * @param {number} width
 * @param {Settings} settings
 * @returns {Manner}
 */
export function mannerOf(width, { projector }) {
  if (projector) return "projector";
  return width <= NARROW || window.matchMedia("(pointer: coarse)").matches ? "touch" : "desk";
}

/**
 * Shows a stage in a manner; for a projector everything is enlarged, and the stage has the page for itself.
 * @param {HTMLElement} root
 * @param {Manner} manner
 */
export function show(root, manner) {
  const isAlone = manner === "projector";
  root.dataset.manner = manner;
  root.style.setProperty("--zoom", String(isAlone ? zoomOf(window.innerWidth, window.innerHeight) : 1));
  document.documentElement.toggleAttribute("data-projector", isAlone);
}

/**
 * Returns how much larger than normal all is: as large as leaves enough room, twice as large with a little less.
 * @param {number} width
 * @param {number} height
 */
function zoomOf(width, height) {
  /** @param {Room} room */
  const leaving = (room) => Math.min(width / room.width, height / room.height);
  return Math.max(1, leaving(SPACIOUS), Math.min(TWICE, leaving(TIGHT)));
}

/**
 * Returns a theme with its thinnest line, and for a projector with stronger inks.
 * @param {Manner} manner
 * @param {PageTheme} theme
 */
export function themeFor(manner, theme) {
  if (manner !== "projector") return { ...theme, thin: THIN };
  const { text, muted, faint } = theme;
  return { ...theme, muted: text, faint: muted, grid: faint, thin: THIN_FROM_AFAR, key: `${theme.key}/projector` };
}

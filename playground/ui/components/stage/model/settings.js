/** How this person likes to look at things; kept in the browser, never part of the experiment. */

/** @import { Settings } from "./types.js" */

const KEY = "playground";

/** @type {Settings} */
const DEFAULTS = {
  isDiscrete: false,
  showTest: false,
  isLog: false,
  projector: false,
  palette: "",
  sound: false,
  keys: true,
};

/**
 * Returns the settings of this browser.
 * @returns {Settings}
 */
export function loadSettings() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? "null") };
  } catch {
    return { ...DEFAULTS };
  }
}

/**
 * Keeps the settings, where the browser allows it.
 * @param {Settings} settings
 */
export function saveSettings(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage is closed in some private windows; the settings then live as long as the page.
  }
}

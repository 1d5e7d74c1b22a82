/** How this person likes to look at things; kept for the tab, never part of the experiment. */

const KEY = "playground-stage";
const DEFAULTS = { isDiscrete: false, showTest: false, isLog: false };

/** Returns the settings of this tab. */
export function loadSettings() {
  try {
    return { ...DEFAULTS, ...JSON.parse(sessionStorage.getItem(KEY)) };
  } catch {
    return { ...DEFAULTS };
  }
}

/** Keeps the settings for this tab, where the browser allows it. */
export function saveSettings(settings) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage is closed in some private windows; the settings then live as long as the page.
  }
}

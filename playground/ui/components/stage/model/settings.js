/** How this person likes to look at things; kept in the browser, never part of the experiment. */

const KEY = "playground";
const DEFAULTS = {
  isDiscrete: false,
  showTest: false,
  isLog: false,
  projector: false,
  palette: "",
  sound: false,
  keys: true,
};

/** Returns the settings of this browser. */
export function loadSettings() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return { ...DEFAULTS };
  }
}

/** Keeps the settings, where the browser allows it. */
export function saveSettings(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Storage is closed in some private windows; the settings then live as long as the page.
  }
}

/** The one state of a stage, as it begins. */

import { Picture } from "../model/picture.js";
import { loadSettings } from "../model/settings.js";

/** @typedef {import("../model/types.js").State} State */

/**
 * Returns the state before there are any data; nothing is shown of it until they have come.
 * @returns {State}
 */
export function firstState() {
  const known = {
    picture: new Picture(),
    connection: "connecting",
    settings: loadSettings(),
    target: null,
    focused: null,
    pinned: null,
    row: null,
    sample: 0,
    problem: null,
  };
  return /** @type {State} */ (/** @type {unknown} */ (known));
}

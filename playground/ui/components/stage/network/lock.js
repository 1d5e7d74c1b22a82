/** The button in a column's header that freezes its layer and thaws it again. */

import { h, setAttribute } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";

/** @import { Column } from "../model/types.js" */

const MEANING = "its weights stay as they are while the others learn";

/**
 * Returns the button of a column, with its update.
 * @param {() => void} onClick
 */
export function createLock(onClick) {
  const element = h("button", { type: "button", class: "lock", onClick });
  return { element, update: (/** @type {Column} */ column) => update(element, column) };
}

/**
 * @param {HTMLButtonElement} element
 * @param {Column} column
 */
function update(element, { title, isFrozen }) {
  setAttribute(element, "aria-label", `Freeze ${title}`); // one name: whether it is pressed says the rest
  setAttribute(
    element,
    "title",
    isFrozen ? `${title} is frozen: ${MEANING}. Click to thaw it.` : `Freeze ${title}: ${MEANING}`,
  );
  if (element.getAttribute("aria-pressed") === String(isFrozen)) return;
  element.setAttribute("aria-pressed", String(isFrozen));
  element.innerHTML = isFrozen ? ICONS.locked : ICONS.unlocked;
}

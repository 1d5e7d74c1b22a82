/** The button in a column's header that freezes its layer and thaws it again. */

import { h, setAttribute } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";

const MEANING = "its weights stay as they are while the others learn";

/** Returns { element, update(column) }. */
export function createLock(onClick) {
  const element = h("button", { type: "button", class: "lock", onClick });
  return { element, update: (column) => update(element, column) };
}

function update(element, { title, isFrozen }) {
  setAttribute(element, "aria-label", `Freeze ${title}`); // one name: whether it is pressed says the rest
  setAttribute(
    element,
    "title",
    isFrozen ? `${title} is frozen: ${MEANING}. Click to thaw it.` : `Freeze ${title}: ${MEANING}`,
  );
  if (element.getAttribute("aria-pressed") === String(isFrozen)) return;
  element.setAttribute("aria-pressed", isFrozen);
  element.innerHTML = isFrozen ? ICONS.locked : ICONS.unlocked;
}

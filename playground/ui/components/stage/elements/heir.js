/** Who has the focus after what had it went away: without an heir it would fall out of the stage. */

import { focusedIn, rootOf } from "./dom.js";

const [RUN, DIAGRAM] = [".bar .run", '.tree [tabindex="0"]'];

/**
 * Gives the focus of an element that is about to go, if it has it, to the run button.
 * @param {Element} element
 */
export function focusRun(element) {
  pass(element, RUN);
}

/**
 * Gives the focus of an element that is about to go, if it has it, to the diagram.
 * @param {Element} element
 */
export function focusDiagram(element) {
  pass(element, DIAGRAM);
}

/**
 * Hides an element, which may have the focus.
 * @param {HTMLElement} element
 */
export function hideAway(element) {
  focusRun(element);
  element.hidden = true;
}

/**
 * @param {Element} element
 * @param {string} heir its selector
 */
function pass(element, heir) {
  if (!element.contains(focusedIn(element))) return;
  const found = /** @type {HTMLElement | null} */ (rootOf(element).querySelector(heir));
  found?.focus({ preventScroll: true });
}

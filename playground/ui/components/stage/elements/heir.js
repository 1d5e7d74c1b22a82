/** Who has the focus after what had it went away: without an heir it would fall out of the stage. */

const [RUN, DIAGRAM] = [".bar .run", '.tree [tabindex="0"]'];

/** Gives the focus of an element that is about to go, if it has it, to the run button. */
export function focusRun(element) {
  pass(element, RUN);
}

/** Gives the focus of an element that is about to go, if it has it, to the diagram. */
export function focusDiagram(element) {
  pass(element, DIAGRAM);
}

function pass(element, heir) {
  const root = element.getRootNode();
  if (element.contains(root.activeElement)) root.querySelector(heir).focus({ preventScroll: true });
}

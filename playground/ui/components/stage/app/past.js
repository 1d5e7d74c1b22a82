/** What is said over the network while a moment of the past is shown, and the two ways on from there. */

import { h, setText } from "../elements/dom.js";
import { epochs } from "../model/format.js";

/** @import { Picture } from "../model/picture.js" */
/** @import { Actions, State } from "../model/types.js" */

/**
 * Returns the banner, and what keeps it true.
 * @param {Actions} actions
 */
export function createPast(actions) {
  const text = h("span");
  const go = h("button", { type: "button", class: "primary", text: "Train on from here" });
  go.title = "Train on from this moment; what came later is dropped";
  const back = h("button", { type: "button", text: "Back to now" });
  go.addEventListener("click", () => actions.command({ do: "run" }));
  back.addEventListener("click", () => actions.moments.ask({ do: "now" }));
  const element = h(
    "div",
    { class: "past", role: "group", "aria-label": "Looking back", hidden: true },
    text,
    h("span", { class: "past-ways" }, go, back),
  );
  return { element, paint: (/** @type {State} */ { picture }) => paint(element, text, picture) };
}

/**
 * @param {HTMLElement} element
 * @param {HTMLElement} text
 * @param {Picture} picture
 */
function paint(element, text, { isPast, meta }) {
  element.hidden = !isPast;
  if (meta && isPast) setText(text, `You are looking at epoch ${epochs(meta.passes)}. Run trains on from here.`);
}

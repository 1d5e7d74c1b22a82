/** What to do when the loss runs away. */

import { h, setText } from "../elements/dom.js";
import { hideAway } from "../elements/heir.js";
import { learningRatePatch } from "../model/edits.js";
import { plain } from "../model/format.js";

/** @import { Actions, State } from "../model/types.js" */

/**
 * @typedef {object} Card
 * @property {HTMLElement} element
 * @property {HTMLElement} what happened
 * @property {HTMLElement} why
 * @property {HTMLElement} back the way back
 * @property {number} rate which is worth a try
 * @property {string | null} key of what happened, null while nothing has
 * @property {string | null} kept what was read, and is said no more
 */

/**
 * Returns the card that says what happened, and what keeps it true.
 * @param {Actions} actions
 */
export function createDivergence(actions) {
  const [what, why] = [h("p", { class: "what" }), h("p")];
  const back = h("button", { type: "button", class: "primary" });
  const look = h("button", { type: "button", text: "Keep looking" });
  const element = h(
    "div",
    { class: "divergence", role: "alert", "aria-label": "Training diverged", hidden: true },
    h("h2", { text: "Training diverged" }),
    what,
    why,
    h("div", { class: "choices" }, back, look),
  );
  /** @type {Card} */
  const card = { element, what, why, back, rate: 0, key: null, kept: null };
  look.addEventListener("click", () => close(card));
  back.addEventListener("click", () => {
    close(card);
    actions.editThen(() => learningRatePatch(card.rate), { do: "restart" });
  });
  return { element, paint: (/** @type {State} */ state) => paint(card, state) };
}

/** @param {Card} card */
function close(card) {
  card.kept = card.key;
  hideAway(card.element);
}

/**
 * @param {Card} card
 * @param {State} state
 */
function paint(card, { picture: { meta, run } }) {
  const divergence = meta?.state === "diverged" ? meta.divergence : null;
  if (!divergence) card.kept = null;
  card.key = divergence && `${run}/${divergence.text}`;
  if (!divergence || card.kept === card.key) {
    hideAway(card.element);
    return;
  }
  card.element.hidden = false;
  card.rate = divergence.learning_rate;
  setText(card.what, divergence.text);
  setText(card.why, divergence.cause);
  setText(card.back, `Go back with learning rate ${plain(card.rate)}`);
}

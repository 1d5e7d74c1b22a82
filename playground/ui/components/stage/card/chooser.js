/** Which training sample the card is about: the one before, the one after, and what the network makes of it. */

import { h, setText } from "../elements/dom.js";
import { count } from "../model/format.js";
import { answerText, inputsText } from "./card_words.js";

/** @import { Actions } from "../model/types.js" */
/** @import { Data } from "../wire/data.js" */
/** @import { CardNumbers } from "./card.js" */

/**
 * Returns the chooser's element, with what fills it.
 * @param {Actions} actions
 */
export function createChooser({ state, choose }) {
  const [place, inputs, answer] = [h("span", { class: "sample-place" }), h("span"), h("p")];
  let n = 1;
  const turn = (/** @type {number} */ difference) => choose((state().sample + difference + n) % n); // of what is asked for: the card comes later
  const [back, on] = [step("‹", "Previous sample", () => turn(-1)), step("›", "Next sample", () => turn(1))];
  const names = { class: "chooser", role: "group", "aria-label": "Training sample" };
  const fill = (/** @type {CardNumbers} */ card, /** @type {Data} */ data) => {
    n = card.n_samples;
    setText(place, `${count(card.sample + 1)} of ${count(card.n_samples)}`);
    setText(inputs, inputsText(card));
    setText(answer, answerText(card, data));
  };
  return { element: h("div", names, back, place, on, inputs, answer), fill };
}

/**
 * @param {string} text
 * @param {string} label
 * @param {() => void} onClick
 */
function step(text, label, onClick) {
  return h("button", { type: "button", class: "unit", text, "aria-label": label, title: label, onClick });
}

/** What the experiment is about, in its own words: its name, and what to watch. */

import { h, setText } from "../elements/dom.js";

/** @import { State, View } from "../model/types.js" */

/**
 * Returns the view { element, update, paint } of the experiment's name and description.
 * @returns {View}
 */
export function createLesson() {
  const [name, description] = [h("strong"), h("span")];
  const element = h("p", { class: "lesson" }, name, description);
  /** @param {State} state */
  const update = ({ experiment }) => {
    setText(name, experiment.name);
    setText(description, experiment.description);
    element.hidden = !experiment.name && !experiment.description;
  };
  return { element, update, paint: () => {} };
}

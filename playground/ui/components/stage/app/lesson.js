/** What the experiment is about, in its own words: its name, and what to watch. */

import { h, setText } from "../elements/dom.js";

/** Returns the view { element, update, paint } of the experiment's name and description. */
export function createLesson() {
  const [name, description] = [h("strong"), h("span")];
  const element = h("p", { class: "lesson" }, name, description);
  const update = ({ experiment }) => {
    setText(name, experiment.name);
    setText(description, experiment.description);
    element.hidden = !experiment.name && !experiment.description;
  };
  return { element, update, paint: () => {} };
}

/** What is said over the stage: messages, notices, the connection, and what to do when the loss runs away. */

import { h } from "../elements/dom.js";
import { createDivergence } from "./divergence.js";
import { createMessages } from "./messages.js";
import { createNotices } from "./notices.js";
import { createPast } from "./past.js";
import { createStatus } from "./status.js";

/** @import { Actions, State, View } from "../model/types.js" */

/**
 * Returns the view of everything that is said in words.
 * @param {Actions} actions
 * @returns {View}
 */
export function createOverlays(actions) {
  const [messages, notices] = [createMessages(), createNotices()];
  const [divergence, past, status] = [createDivergence(actions), createPast(actions), createStatus(actions)];
  const said = h(
    "div",
    { class: "said", role: "status", ariaAtomic: "false" },
    messages.element,
    ...notices.map((notice) => notice.element),
  );
  const element = h("div", { class: "overlays" }, said, divergence.element, past.element, status.element);
  /** @param {State} state */
  const update = (state) => {
    messages.update(state);
    status.update(state);
  };
  /** @param {State} state */
  const paint = (state) => {
    for (const part of [divergence, ...notices, status, past]) part.paint(state);
  };
  return { element, update, paint };
}

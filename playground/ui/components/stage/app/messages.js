/** What is wrong with what was asked for, each until it is dismissed. */

import { h } from "../elements/dom.js";
import { focusRun } from "../elements/heir.js";

/** @import { State } from "../model/types.js" */
/** @import { Message } from "../wire/data.js" */

/** @typedef {{ element: HTMLElement, dismissed: Set<string>, key: string }} Board the messages, and which are gone */

/** Returns the messages, and what keeps them true. */
export function createMessages() {
  /** @type {Board} */
  const board = { element: h("div", { class: "messages" }), dismissed: new Set(), key: "" };
  return { element: board.element, update: (/** @type {State} */ state) => update(board, state) };
}

/**
 * @param {Board} board
 * @param {State} state
 */
function update(board, { data, problem }) {
  const shown = [...problemsOf(problem), ...data.messages].filter(({ id }) => !board.dismissed.has(id));
  const key = JSON.stringify(shown);
  if (key === board.key) return;
  board.key = key;
  focusRun(board.element);
  board.element.replaceChildren(...shown.map((message) => messageCard(message, board.dismissed)));
}

/**
 * @param {string | null} problem
 * @returns {Message[]}
 */
function problemsOf(problem) {
  if (!problem) return [];
  return [{ id: "problem", kind: "error", title: "This page cannot go on", lines: [problem] }];
}

/**
 * @param {Message} message
 * @param {Set<string>} dismissed
 */
function messageCard({ id, kind, title, lines }, dismissed) {
  const close = h("button", { type: "button", class: "remove", text: "×", "aria-label": `Dismiss: ${title}` });
  const words = h("div", {}, h("strong", { text: title }), ...lines.map((text) => h("p", { text })));
  const card = h("div", { class: `message ${kind}` }, words, close);
  close.addEventListener("click", () => {
    dismissed.add(id);
    focusRun(card);
    card.remove();
  });
  return card;
}

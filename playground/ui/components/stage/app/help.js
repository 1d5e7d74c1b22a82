/** The dialog that lists all keys. */

import { h } from "../elements/dom.js";
import { KEYS } from "./keys.js";

/** @import { Group } from "./keys.js" */

const NOTE = "Keys of a single character can be turned off: “Single keys” in the View menu. Those in the diagram stay.";

/** Returns the dialog, and what opens it; closing it, the browser puts the focus back where it was. */
export function createHelp() {
  const close = h("button", {
    type: "button",
    class: "remove",
    text: "×",
    "aria-label": "Close the keys",
    title: "Close (Escape)",
  });
  const heading = h("div", { class: "panel-title" }, h("h2", { id: "help-title", text: "Keys" }), close);
  const body = h(
    "div",
    { class: "help-body" },
    heading,
    h("div", { class: "help-groups" }, ...KEYS.map(createGroup)),
    h("p", { text: NOTE }),
  );
  const element = h("dialog", { class: "help", "aria-labelledby": "help-title" }, body);
  close.addEventListener("click", () => element.close());
  element.addEventListener("click", (event) => event.target === element && element.close()); // beside what it shows
  return { element, open: () => element.showModal() };
}

/** @param {Group} group */
function createGroup({ title, entries }) {
  const rows = entries.map(({ label, does }) =>
    h("div", {}, h("dt", {}, h("kbd", { text: label })), h("dd", { text: does })),
  );
  return h("div", {}, h("h3", { text: title }), h("dl", {}, ...rows));
}

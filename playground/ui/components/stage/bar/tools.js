/** The buttons that begin the training anew. */

import { h } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";
import { newPointsPatch, newWeightsPatch, RESTARTS } from "../model/edits.js";

/** @import { Actions } from "../model/types.js" */

/**
 * @typedef {object} Tool
 * @property {keyof typeof ICONS} icon
 * @property {string} text what is written on it where there is room
 * @property {string} hint
 * @property {string} [name] where what is written is not enough
 * @property {(actions: Actions) => void} press
 */

/** @type {Tool[]} */
const TOOLS = [
  {
    icon: "reset",
    text: "Reset",
    hint: "back to the initial weights",
    press: ({ command }) => command({ do: "reset" }),
  },
  {
    icon: "weights",
    text: "New weights",
    hint: `draw other initial weights, ${RESTARTS}`,
    press: ({ edit }) => edit(newWeightsPatch),
  },
  {
    icon: "points",
    text: "New points",
    name: "Regenerate data: new points",
    hint: `draw other points, ${RESTARTS}`,
    press: ({ edit }) => edit(newPointsPatch),
  },
];

/**
 * Returns the buttons side by side.
 * @param {Actions} actions
 */
export function createTools(actions) {
  return h("span", { class: "tools" }, ...TOOLS.map((tool) => createTool(tool, actions)));
}

/**
 * @param {Tool} tool
 * @param {Actions} actions
 */
function createTool({ icon, text, hint, name = text, press }, actions) {
  return h(
    "button",
    { type: "button", class: "tool", "aria-label": name, title: `${text}: ${hint}`, onClick: () => press(actions) },
    h("span", { class: "icon", html: ICONS[icon] }),
    h("span", { class: "caption", text }),
  );
}

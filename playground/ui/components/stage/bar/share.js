/** The button that copies a link to exactly this experiment. */

import { h, setText } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";

/** @import { Actions } from "../model/types.js" */

/**
 * @typedef {object} Parts
 * @property {HTMLElement} status what is said
 * @property {HTMLInputElement} field with the link, where the person has to copy it
 * @property {HTMLButtonElement} button
 * @property {ReturnType<typeof setTimeout>} [timer] until nothing is said any more
 */

const CONFIRMED_MS = 2500;
const WARNED_MS = 9000;
const LEFT_OUT =
  "It leaves out the weights set by hand, which are too many: download the experiment below, at Weights, Table.";

/**
 * Returns the share button, with what it says.
 * @param {Actions} actions
 */
export function createShare(actions) {
  const button = h(
    "button",
    { type: "button", class: "share", "aria-label": "Share", title: "Copy a link to this experiment" },
    h("span", { class: "icon", html: ICONS.share }),
    h("span", { class: "caption", text: "Share" }),
  );
  const status = h("span", { class: "share-note", role: "status", "aria-live": "polite" });
  const field = h("input", {
    class: "share-link",
    type: "text",
    readOnly: true,
    hidden: true,
    "aria-label": "Link to this experiment",
  });
  /** @type {Parts} */
  const parts = { status, field, button };
  button.addEventListener("click", () => share(parts, actions.shareUrl(), actions.state().data.is_whole_link));
  field.addEventListener("blur", () => {
    field.hidden = true;
    confirm(parts, "");
  });
  return h("span", { class: "share-box" }, button, h("span", { class: "share-pop" }, status, field));
}

/**
 * @param {Parts} parts
 * @param {string} url
 * @param {boolean} isWhole whether it says all of the experiment
 */
async function share(parts, url, isWhole) {
  /** @param {string} text */
  const told = (text) => (isWhole ? text : `${text}. ${LEFT_OUT}`);
  try {
    await navigator.clipboard.writeText(url);
    confirm(parts, told("Link copied"));
    clearTimeout(parts.timer);
    parts.timer = setTimeout(() => confirm(parts, ""), isWhole ? CONFIRMED_MS : WARNED_MS);
  } catch {
    offer(parts, url, told("Copy this link"));
  }
}

/**
 * @param {Parts} parts
 * @param {string} text
 */
function confirm({ status, button }, text) {
  setText(status, text);
  button.classList.toggle("is-done", text !== "");
}

/**
 * Where the clipboard is closed to pages (no https), the link is shown, selected, for the person to copy.
 * @param {Parts} parts
 * @param {string} url
 * @param {string} text
 */
function offer(parts, url, text) {
  confirm(parts, text);
  parts.field.hidden = false;
  parts.field.value = url;
  parts.field.focus();
  parts.field.select();
}

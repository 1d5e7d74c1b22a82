/** The button that copies a link to exactly this experiment. */

import { h, setText } from "./dom.js";
import { ICONS } from "./icons.js";

const CONFIRMED_MS = 2500;

/** Returns the view { element } of the share button. */
export function createShare(actions) {
  const caption = h("span", { class: "caption", text: "Share" });
  const button = h("button", { type: "button", class: "share", "aria-label": "Share", title: "Copy a link to this experiment" },
    h("span", { class: "icon", html: ICONS.share }), caption);
  const status = h("span", { class: "share-note", role: "status", "aria-live": "polite" });
  const field = h("input", { class: "share-link", type: "text", readOnly: true, hidden: true, "aria-label": "Link to this experiment" });
  const parts = { caption, status, field, button };
  button.addEventListener("click", () => share(parts, actions.shareUrl()));
  field.addEventListener("blur", () => { field.hidden = true; confirm(parts, ""); });
  return { element: h("span", { class: "share-box" }, button, h("span", { class: "share-pop" }, status, field)) };
}

async function share(parts, url) {
  try {
    await navigator.clipboard.writeText(url);
    confirm(parts, "Link copied");
    clearTimeout(parts.timer);
    parts.timer = setTimeout(() => confirm(parts, ""), CONFIRMED_MS);
  } catch {
    offer(parts, url);
  }
}

function confirm({ status, button }, text) {
  setText(status, text);
  button.classList.toggle("is-done", text !== "");
}

/** Where the clipboard is closed to pages (no https), the link is shown, selected, for the person to copy. */
function offer(parts, url) {
  confirm(parts, "Copy this link");
  parts.field.hidden = false;
  parts.field.value = url;
  parts.field.focus();
  parts.field.select();
}

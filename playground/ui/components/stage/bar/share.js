/** The button that copies a link to exactly this experiment. */

import { h, setText } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";

const CONFIRMED_MS = 2500;
const WARNED_MS = 9000;
const LEFT_OUT =
  "It leaves out the weights set by hand, which are too many: download the experiment below, at Weights, Table.";

/** Returns the view { element } of the share button. */
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
  const parts = { status, field, button };
  button.addEventListener("click", () => share(parts, actions.shareUrl(), actions.state().data.is_whole_link));
  field.addEventListener("blur", () => {
    field.hidden = true;
    confirm(parts, "");
  });
  return { element: h("span", { class: "share-box" }, button, h("span", { class: "share-pop" }, status, field)) };
}

async function share(parts, url, isWhole) {
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

function confirm({ status, button }, text) {
  setText(status, text);
  button.classList.toggle("is-done", text !== "");
}

/** Where the clipboard is closed to pages (no https), the link is shown, selected, for the person to copy. */
function offer(parts, url, text) {
  confirm(parts, text);
  parts.field.hidden = false;
  parts.field.value = url;
  parts.field.focus();
  parts.field.select();
}

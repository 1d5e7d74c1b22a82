/** What the viewer should know of the run, its engine and its end, each until it is dismissed or holds no more. */

import { h, setText } from "../elements/dom.js";
import { hideAway } from "../elements/heir.js";

/** @import { Picture } from "../model/picture.js" */
/** @import { State } from "../model/types.js" */
/** @import { Notice } from "../wire/frame.js" */

/** @typedef {(picture: Picture) => Notice | null} Reader finds a notice in a picture, if there is one */

/** Returns the notices, each with what keeps it true. */
export function createNotices() {
  return [
    createNotice("notice", ({ notice }) => notice),
    createNotice("engine notice", engineNotice),
    createNotice("stop notice", stopNotice),
  ];
}

/**
 * What is to be said of the engine: why it cannot do what is asked, say.
 * @type {Reader}
 */
function engineNotice({ meta }) {
  const text = meta?.computing.notice;
  return text ? { id: text, text } : null;
}

/**
 * Why a rule ended the training, until the next command.
 * @type {Reader}
 */
function stopNotice({ meta, run, isPast }) {
  return meta?.stopped && !isPast ? { id: `${run}/${meta.step}`, text: meta.stopped } : null;
}

/**
 * @param {string} name what a screen reader calls it
 * @param {Reader} read
 */
function createNotice(name, read) {
  const text = h("span");
  const close = h("button", { type: "button", class: "remove", text: "×", "aria-label": `Dismiss ${name}` });
  const element = h("div", { class: "notice", hidden: true }, text, close);
  /** @type {{ current: string | null, dismissed: string | null }} ids of notices */
  const seen = { current: null, dismissed: null };
  close.addEventListener("click", () => {
    seen.dismissed = seen.current;
    hideAway(element);
  });
  /** @param {State} state */
  const paint = ({ picture }) => {
    const notice = read(picture);
    seen.current = notice?.id ?? null;
    if (seen.current === null || seen.current === seen.dismissed) hideAway(element);
    else element.hidden = false;
    setText(text, notice?.text ?? "");
  };
  return { element, paint };
}

/** What is said: to screen readers every change of state, and how the training stands to everybody who asks. */

import { h } from "../elements/dom.js";
import { hideAway } from "../elements/heir.js";
import { NEWS } from "./news.js";
import { summaryOf } from "./summary.js";

/** @import { Actions, State } from "../model/types.js" */

/** @typedef {number | string} Source what says something: the place of a piece of news, or ASKED */
/**
 * @typedef {object} Voice
 * @property {HTMLElement} region which screen readers listen to
 * @property {HTMLElement} text of the summary, in its `box`
 * @property {HTMLElement} box
 * @property {(string | undefined)[]} known what each piece of news said last
 * @property {Map<Source, string>} pending what is about to be said
 * @property {ReturnType<typeof setTimeout> | undefined} timer until it is
 * @property {Actions} actions
 */

const PAUSE_MS = 500; // of what changes on and on, as under a held key, only where it ends is said
const ASKED = "asked"; // the source of what is said to an answer

/**
 * Returns the view of what is said, with `say`, `summary`, and `close`, which takes the summary away.
 * @param {Actions} actions
 */
export function createSpeech(actions) {
  const [region, text] = [h("p", { class: "unseen", role: "status" }), h("p")];
  const close = h("button", { type: "button", class: "remove", text: "×", "aria-label": "Close the summary" });
  close.title = "Close (Escape)";
  const box = h("div", { class: "summary", role: "group", "aria-label": "Summary", hidden: true }, text, close);
  /** @type {Voice} */
  const voice = { region, text, box, known: [], pending: new Map(), timer: undefined, actions };
  close.addEventListener("click", () => hush(voice));
  return {
    element: h("div", { class: "speech" }, region, box),
    update: () => {},
    paint: (/** @type {State} */ state) => paint(voice, state),
    say: (/** @type {string} */ words) => say(voice, ASKED, words),
    summary: () => summarize(voice, actions.state()),
    close: () => hush(voice),
    destroy: () => destroy(voice),
  };
}

/**
 * @param {Voice} voice
 * @param {State} state
 */
function paint(voice, state) {
  const { meta } = state.picture;
  if (!meta || voice.actions.moments.isPlaying) return;
  const told = NEWS.map((read) => read(state, meta));
  const { known } = voice;
  voice.known = told;
  told.forEach((words, source) => {
    if (words !== known[source] && known[source] !== undefined) say(voice, source, words);
  });
}

/**
 * Says the newest words of each source once nothing has changed for a while; a text is only read again when it was
 * gone in between.
 * @param {Voice} voice
 * @param {Source} source
 * @param {string} words
 */
function say(voice, source, words) {
  voice.pending.delete(source);
  if (words !== "") voice.pending.set(source, words);
  voice.region.textContent = "";
  clearTimeout(voice.timer);
  voice.timer = setTimeout(() => {
    voice.region.textContent = [...voice.pending.values()].join(". ");
    voice.pending.clear();
  }, PAUSE_MS);
}

/**
 * Writes the summary over the stage and says it, aloud for who wants to hear the loss, too.
 * @param {Voice} voice
 * @param {State} state
 */
function summarize(voice, { picture, settings }) {
  const words = summaryOf(picture);
  voice.text.textContent = words;
  voice.box.hidden = false;
  say(voice, ASKED, words);
  window.speechSynthesis?.cancel();
  if (settings.sound) window.speechSynthesis?.speak(new SpeechSynthesisUtterance(words));
}

/** @param {Voice} voice */
function hush({ box }) {
  hideAway(box);
  window.speechSynthesis?.cancel();
}

/** @param {Voice} voice */
function destroy({ timer }) {
  clearTimeout(timer);
  window.speechSynthesis?.cancel();
}

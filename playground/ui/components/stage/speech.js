/** What is said: to screen readers every change of state, and how the training stands to everybody who asks. */

import { h } from "./dom.js";
import { count, epochs } from "./format.js";
import { summaryOf } from "./summary.js";

const PAUSE_MS = 60; // a text that comes back unchanged is only read again when it was gone in between

/** Returns the view { element, update, paint, say, summary, close }. */
export function createSpeech(actions) {
  const region = h("p", { class: "unseen", role: "status" });
  const text = h("p");
  const close = h("button", { type: "button", class: "remove", text: "×", "aria-label": "Close the summary", title: "Close (Escape)" });
  const box = h("div", { class: "summary", role: "group", "aria-label": "Summary", hidden: true }, text, close);
  const view = { region, text, box, known: NEWS.map(() => undefined), pending: [], timer: undefined, actions };
  close.addEventListener("click", () => hush(view));
  return {
    element: h("div", { class: "speech" }, region, box), update: () => {}, paint: (state) => paint(view, state),
    say: (words) => say(view, words), summary: () => summarize(view, actions.state()), close: () => hush(view),
  };
}

/** What a listener is told of when it changes, unless it is empty: what is written over the stage is read from there. */
const NEWS = [
  ({ picture: { meta } }) => STATES[meta.state](meta),
  ({ picture: { meta } }) => engineText(meta.computing),
  ({ picture }) => momentText(picture, picture.meta),
  ({ structure: { sizes } }) => `Network of ${sizes.join(", ")} units`,
  ({ settings }) => `Sound of the loss ${settings.sound ? "on: it is heard while it trains" : "off"}`,
];

const STATES = {
  idle: () => "Ready",
  running: () => "Running",
  paused: ({ stopped, step, now }) => (stopped ? "" : `Paused at step ${count(now?.step ?? step)}`),
  diverged: () => "",
};

function engineText(computing) {
  if (!computing) return "";
  const { label, device, waited_s: waited } = computing;
  return typeof waited === "number" ? `Engine: ${label} until the wanted one is ready` : `Engine: ${label} on ${device}`;
}

function momentText({ isPast }, { passes, now }) {
  return isPast ? `Looking back at epoch ${epochs(passes)} of ${epochs(now?.passes ?? passes)}` : "Showing the present";
}

function paint(view, state) {
  if (!state.picture.meta || view.actions.moments.isPlaying) return;
  const told = NEWS.map((read) => read(state));
  const news = told.filter((words, at) => words !== view.known[at] && view.known[at] !== undefined && words !== "");
  view.known = told;
  news.forEach((words) => say(view, words));
}

function say(view, words) {
  view.pending.push(words);
  view.region.textContent = "";
  view.timer ??= setTimeout(() => {
    view.timer = undefined;
    view.region.textContent = view.pending.splice(0).join(". ");
  }, PAUSE_MS);
}

/** Writes the summary over the stage and says it, aloud where the browser has a voice. */
function summarize(view, { picture }) {
  const words = summaryOf(picture);
  view.text.textContent = words;
  view.box.hidden = false;
  say(view, words);
  window.speechSynthesis?.cancel();
  window.speechSynthesis?.speak(new SpeechSynthesisUtterance(words));
}

function hush(view) {
  view.box.hidden = true;
  window.speechSynthesis?.cancel();
}

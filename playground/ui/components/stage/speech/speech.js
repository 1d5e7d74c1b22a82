/** What is said: to screen readers every change of state, and how the training stands to everybody who asks. */

import { h } from "../elements/dom.js";
import { focusRun } from "../elements/heir.js";
import { count, epochs } from "../model/format.js";
import { summaryOf } from "./summary.js";

const PAUSE_MS = 500; // of what changes on and on, as under a held key, only where it ends is said
const ASKED = "asked"; // the source of what is said to an answer

/** Returns the view { element, update, paint, say, summary, close, destroy }. */
export function createSpeech(actions) {
  const region = h("p", { class: "unseen", role: "status" });
  const text = h("p");
  const close = h("button", {
    type: "button",
    class: "remove",
    text: "×",
    "aria-label": "Close the summary",
    title: "Close (Escape)",
  });
  const box = h("div", { class: "summary", role: "group", "aria-label": "Summary", hidden: true }, text, close);
  const view = { region, text, box, known: NEWS.map(() => undefined), pending: new Map(), timer: undefined, actions };
  close.addEventListener("click", () => hush(view));
  return {
    element: h("div", { class: "speech" }, region, box),
    update: () => {},
    paint: (state) => paint(view, state),
    say: (words) => say(view, ASKED, words),
    summary: () => summarize(view, actions.state()),
    close: () => hush(view),
    destroy: () => destroy(view),
  };
}

/** What a listener is told of when it changes, unless it is empty: what is written over the stage is read from there. */
const NEWS = [
  ({ picture: { meta } }) => STATES[meta.state](meta),
  ({ picture: { meta } }) => engineText(meta.computing),
  ({ picture }) => momentText(picture, picture.meta),
  ({ structure: { sizes } }) => `Network of ${sizes.join(", ")} units`,
  ({ connection }) => CONNECTIONS[connection] ?? "",
  ({ settings }) => `Sound of the loss ${settings.sound ? "on: it is heard while it trains" : "off"}`,
];

const STATES = {
  idle: () => "Ready",
  running: () => "Running",
  paused: ({ stopped, step, now }) => (stopped ? "" : `Paused at step ${count(now?.step ?? step)}`),
  diverged: () => "",
};

const CONNECTIONS = { reconnecting: "Connection lost, connecting again", open: "Connected" };

function engineText(computing) {
  if (!computing) return "";
  const { label, device, waited_s: waited } = computing;
  return typeof waited === "number"
    ? `Engine: ${label} until the wanted one is ready`
    : `Engine: ${label} on ${device}`;
}

function momentText({ isPast }, { passes, now }) {
  return isPast ? `Looking back at epoch ${epochs(passes)} of ${epochs(now?.passes ?? passes)}` : "Showing the present";
}

function paint(view, state) {
  if (!state.picture.meta || view.actions.moments.isPlaying) return;
  const told = NEWS.map((read) => read(state));
  const { known } = view;
  view.known = told;
  told.forEach((words, source) => words !== known[source] && known[source] !== undefined && say(view, source, words));
}

/** Says the newest words of each source once nothing has changed for a while; a text is only read again when it was gone in between. */
function say(view, source, words) {
  view.pending.delete(source);
  if (words !== "") view.pending.set(source, words);
  view.region.textContent = "";
  clearTimeout(view.timer);
  view.timer = setTimeout(() => {
    view.region.textContent = [...view.pending.values()].join(". ");
    view.pending.clear();
  }, PAUSE_MS);
}

/** Writes the summary over the stage and says it, aloud for who wants to hear the loss, too. */
function summarize(view, { picture, settings }) {
  const words = summaryOf(picture);
  view.text.textContent = words;
  view.box.hidden = false;
  say(view, ASKED, words);
  window.speechSynthesis?.cancel();
  if (settings.sound) window.speechSynthesis?.speak(new SpeechSynthesisUtterance(words));
}

function hush(view) {
  focusRun(view.box);
  view.box.hidden = true;
  window.speechSynthesis?.cancel();
}

function destroy({ timer }) {
  clearTimeout(timer);
  window.speechSynthesis?.cancel();
}

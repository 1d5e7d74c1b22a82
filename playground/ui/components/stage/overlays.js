/** What is said over the stage: messages, notices, the connection, and what to do when the loss runs away. */

import { learningRatePatch } from "./edits.js";
import { h, setText } from "./dom.js";
import { count, plain } from "./format.js";

/** Returns the view { element, update, paint } of everything that is said in words. */
export function createOverlays(actions) {
  const messages = h("div", { class: "messages", role: "status" });
  const notice = createNotice();
  const divergence = createDivergence(actions);
  const [status, samples] = [h("span"), h("span", { class: "status-samples" })];
  const line = h("p", { class: "status" }, status, samples);
  const element = h("div", { class: "overlays" }, h("div", { class: "said" }, messages, notice.element), divergence.element, line);
  const view = { messages, dismissed: new Set(), status, key: "" };
  const paint = (state) => {
    divergence.paint(state);
    notice.paint(state);
    setText(status, statusText(state));
    setText(samples, state.picture.meta && state.connection === "open" ? ` · ${count(state.picture.meta.samples)} samples seen` : "");
    line.dataset.state = state.connection === "open" ? state.picture.meta?.state ?? "" : state.connection;
  };
  return { element, update: (state) => updateMessages(view, state), paint };
}

function updateMessages(view, { data, problem }) {
  const problems = problem ? [{ id: "problem", kind: "error", title: "This page cannot go on", lines: [problem] }] : [];
  const shown = [...problems, ...(data.messages ?? [])].filter(({ id }) => !view.dismissed.has(id));
  const key = JSON.stringify(shown);
  if (key === view.key) return;
  view.key = key;
  view.messages.replaceChildren(...shown.map((message) => messageCard(message, view)));
}

function messageCard({ id, kind, title, lines }, view) {
  const close = h("button", { type: "button", class: "remove", text: "×", "aria-label": `Dismiss: ${title}` });
  const card = h("div", { class: `message ${kind}` }, h("div", {}, h("strong", { text: title }), ...lines.map((text) => h("p", { text }))), close);
  close.addEventListener("click", () => {
    view.dismissed.add(id);
    card.remove();
  });
  return card;
}

function createNotice() {
  const text = h("span");
  const element = h("div", { class: "notice", role: "status", hidden: true }, text);
  let dismissed = null;
  let current = null;
  const dismiss = () => {
    dismissed = current;
    element.hidden = true;
  };
  element.append(h("button", { type: "button", class: "remove", text: "×", "aria-label": "Dismiss notice", onClick: dismiss }));
  return { element, paint: ({ picture }) => {
    current = picture.meta?.notice?.id ?? null;
    element.hidden = current === null || current === dismissed;
    setText(text, picture.meta?.notice?.text ?? "");
  } };
}

function createDivergence(actions) {
  const [what, why] = [h("p", { class: "what" }), h("p")];
  const back = h("button", { type: "button", class: "primary" });
  const look = h("button", { type: "button", text: "Keep looking" });
  const element = h("div", { class: "divergence", role: "alert", "aria-label": "Training diverged", hidden: true },
    h("h2", { text: "Training diverged" }), what, why, h("div", { class: "choices" }, back, look));
  const card = { element, what, why, back, rate: null, key: null, kept: null };
  back.addEventListener("click", () => {
    card.kept = card.key;
    element.hidden = true;
    actions.editThen(() => learningRatePatch(card.rate), { do: "restart" });
  });
  look.addEventListener("click", () => { card.kept = card.key; element.hidden = true; });
  return { element, paint: (state) => paintDivergence(card, state) };
}

function paintDivergence(card, { picture }) {
  const { meta, run } = picture;
  const divergence = meta?.state === "diverged" ? meta.divergence : null;
  if (!divergence) card.kept = null;
  card.key = divergence && `${run}/${divergence.text}`;
  card.element.hidden = !divergence || card.kept === card.key;
  if (card.element.hidden) return;
  card.rate = divergence.learning_rate;
  setText(card.what, divergence.text);
  setText(card.why, divergence.cause);
  setText(card.back, `Go back with learning rate ${plain(card.rate)}`);
}

const CONNECTIONS = {
  connecting: () => "Connecting…",
  reconnecting: () => "Reconnecting…",
  expired: () => "Starting the run again…",
  blocked: () => "Live socket blocked: updating a few times a second",
  open: (text) => text,
};

function statusText({ connection, picture }) {
  const { meta } = picture;
  return CONNECTIONS[connection](meta ? STATES[meta.state]?.(meta) ?? "" : "");
}

const STATES = {
  idle: () => "Ready: press Run",
  running: ({ steps_per_s: rate }) => (rate === null || rate === undefined ? "Running" : `${count(rate)} steps a second`),
  paused: () => "Paused",
  diverged: () => "Stopped: the loss is not a finite number",
};

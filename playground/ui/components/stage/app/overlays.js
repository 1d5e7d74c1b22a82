/** What is said over the stage: messages, notices, the connection, and what to do when the loss runs away. */

import { h, setText } from "../elements/dom.js";
import { focusRun } from "../elements/heir.js";
import { learningRatePatch } from "../model/edits.js";
import { plain } from "../model/format.js";
import { createPast } from "./past.js";
import { createStatus } from "./status.js";

/** Returns the view { element, update, paint } of everything that is said in words. */
export function createOverlays(actions) {
  const messages = h("div", { class: "messages" });
  const notices = [
    createNotice("notice", ({ notice }) => notice),
    createNotice("engine notice", engineNotice),
    createNotice("stop notice", stopNotice),
  ];
  const divergence = createDivergence(actions);
  const [status, past] = [createStatus(actions), createPast(actions)];
  const said = h(
    "div",
    { class: "said", role: "status", ariaAtomic: "false" },
    messages,
    ...notices.map((notice) => notice.element),
  );
  const element = h("div", { class: "overlays" }, said, divergence.element, past.element, status.element);
  const view = { messages, dismissed: new Set(), key: "" };
  const update = (state) => {
    updateMessages(view, state);
    status.update(state);
  };
  const paint = (state) => [divergence, ...notices, status, past].forEach((part) => part.paint(state));
  return { element, update, paint };
}

function hide(element) {
  focusRun(element);
  element.hidden = true;
}

/** What is to be said of the engine: why it cannot do what is asked, say. */
function engineNotice({ meta }) {
  const text = meta?.computing.notice;
  return text ? { id: text, text } : null;
}

/** Why a rule ended the training, until the next command. */
function stopNotice({ meta, run, isPast }) {
  return meta?.stopped && !isPast ? { id: `${run}/${meta.step}`, text: meta.stopped } : null;
}

function updateMessages(view, { data, problem }) {
  const problems = problem ? [{ id: "problem", kind: "error", title: "This page cannot go on", lines: [problem] }] : [];
  const shown = [...problems, ...data.messages].filter(({ id }) => !view.dismissed.has(id));
  const key = JSON.stringify(shown);
  if (key === view.key) return;
  view.key = key;
  focusRun(view.messages);
  view.messages.replaceChildren(...shown.map((message) => messageCard(message, view)));
}

function messageCard({ id, kind, title, lines }, view) {
  const close = h("button", { type: "button", class: "remove", text: "×", "aria-label": `Dismiss: ${title}` });
  const card = h(
    "div",
    { class: `message ${kind}` },
    h("div", {}, h("strong", { text: title }), ...lines.map((text) => h("p", { text }))),
    close,
  );
  close.addEventListener("click", () => {
    view.dismissed.add(id);
    focusRun(card);
    card.remove();
  });
  return card;
}

/** Returns the view { element, paint } of the notice, if any, that `read` finds in a picture. */
function createNotice(name, read) {
  const text = h("span");
  const element = h("div", { class: "notice", hidden: true }, text);
  let dismissed = null;
  let current = null;
  const dismiss = () => {
    dismissed = current;
    hide(element);
  };
  element.append(
    h("button", { type: "button", class: "remove", text: "×", "aria-label": `Dismiss ${name}`, onClick: dismiss }),
  );
  return {
    element,
    paint: ({ picture }) => {
      const notice = read(picture);
      current = notice?.id ?? null;
      if (current === null || current === dismissed) hide(element);
      else element.hidden = false;
      setText(text, notice?.text ?? "");
    },
  };
}

function createDivergence(actions) {
  const [what, why] = [h("p", { class: "what" }), h("p")];
  const back = h("button", { type: "button", class: "primary" });
  const look = h("button", { type: "button", text: "Keep looking" });
  const element = h(
    "div",
    { class: "divergence", role: "alert", "aria-label": "Training diverged", hidden: true },
    h("h2", { text: "Training diverged" }),
    what,
    why,
    h("div", { class: "choices" }, back, look),
  );
  const card = { element, what, why, back, rate: null, key: null, kept: null };
  back.addEventListener("click", () => {
    card.kept = card.key;
    hide(element);
    actions.editThen(() => learningRatePatch(card.rate), { do: "restart" });
  });
  look.addEventListener("click", () => {
    card.kept = card.key;
    hide(element);
  });
  return { element, paint: (state) => paintDivergence(card, state) };
}

function paintDivergence(card, { picture }) {
  const { meta, run } = picture;
  const divergence = meta?.state === "diverged" ? meta.divergence : null;
  if (!divergence) card.kept = null;
  card.key = divergence && `${run}/${divergence.text}`;
  if (!divergence || card.kept === card.key) return hide(card.element);
  card.element.hidden = false;
  card.rate = divergence.learning_rate;
  setText(card.what, divergence.text);
  setText(card.why, divergence.cause);
  setText(card.back, `Go back with learning rate ${plain(card.rate)}`);
}

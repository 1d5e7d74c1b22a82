/** Films and pictures of the stage: what is said while one is made, and the run as it was afterwards. */

import { h, setText } from "../elements/dom.js";
import { DisturbedError, LAST, Recorder, toPng } from "./recorder.js";
import { openStudio, WIDTH } from "./studio.js";

/**
 * @import { Actions, State } from "../model/types.js"
 * @import { MomentMessage, NowMessage } from "../wire/commands.js"
 * @import { FilmWish } from "../wire/data.js"
 * @import { MomentHeader } from "../wire/frame.js"
 * @typedef {object} Note what is known while one film after another is made
 * @property {HTMLElement} element
 * @property {HTMLElement} text
 * @property {Actions} actions
 * @property {string | null} path of the film that was asked for last
 * @property {Recorder | null} recorder at work
 * @property {{ at: number | null, wasRunning: boolean } | null} before what was shown before the film, null once it is shown again
 */

const STILL_RATIO = 2;
const KEPT_MS = 10_000; // until a picture is forgotten that a browser was to save
const FURTHEST = 1e15; // an epoch that no run comes to

/**
 * Returns the view { element, update, paint, hear, forget, save, destroy } of the note over the stage.
 *
 * `hear(meta, painted)` takes every frame; `forget()` ends a film because a command decides what is shown, which is
 * then about the run as it was before; `save()` keeps the stage as a picture.
 * @param {Actions} actions
 */
export function createFilm(actions) {
  const text = h("span");
  const cancel = h("button", { type: "button", text: "Cancel", "aria-label": "Cancel the film" });
  const element = h("div", { class: "filming", role: "status", hidden: true }, text, cancel);
  /** @type {Note} */
  const view = { element, text, actions, path: null, recorder: null, before: null };
  cancel.addEventListener("click", () => view.recorder?.giveUp());
  return {
    element,
    update: (/** @type {State} */ { data }) => follow(view, data.film),
    paint: () => {},
    hear: (/** @type {MomentHeader} */ meta, /** @type {() => void} */ painted) => view.recorder?.hear(meta, painted),
    forget: () => forget(view),
    save: () => save(view),
    destroy: () => view.recorder?.giveUp(),
  };
}

/**
 * Begins the film that is asked for, once; ends one that is asked for no more.
 * @param {Note} view
 * @param {FilmWish | null} order
 */
function follow(view, order) {
  const path = order?.path ?? null;
  if (path === view.path) return;
  view.path = path;
  view.recorder?.stop();
  if (order) film(view, order);
}

/** @param {Note} view */
function forget(view) {
  if (!view.recorder) return;
  view.recorder.giveUp();
  goBack(view, { isToRun: false });
}

/**
 * Makes one film, and shows the run as it was before.
 * @param {Note} view
 * @param {FilmWish} order
 */
async function film(view, order) {
  const { moments, state } = view.actions;
  const { meta } = state().picture;
  const studio = openStudio(view.element, state(), order.width);
  const recorder = new Recorder(order, {
    ask: (at) => moments.ask(commandFor(at)),
    tell: (n, of) => setText(view.text, `Filming: picture ${n} of ${of}`),
    shoot: () => studio.shoot(state().picture),
  });
  Object.assign(view, { recorder, before: { at: meta?.time.at ?? null, wasRunning: meta?.state === "running" } });
  setText(view.text, "Filming …");
  view.element.hidden = false;
  try {
    await recorder.record();
  } catch (error) {
    recorder.giveUp();
    if (error instanceof DisturbedError) view.before = null; // what is shown now has been decided by another
  } finally {
    studio.close();
  }
  if (view.recorder === recorder) Object.assign(view, { recorder: null }).element.hidden = true;
  goBack(view, { isToRun: true });
}

/**
 * Shows what was shown before the film; commands arrive in their order, so a run goes on from its present.
 * @param {Note} view
 * @param {{ isToRun: boolean }} how
 */
function goBack(view, { isToRun }) {
  const {
    before,
    actions: { moments },
  } = view;
  if (!before) return;
  view.before = null;
  moments.forget();
  moments.send(commandFor(before.at));
  if (isToRun && before.wasRunning) moments.send({ do: "run" });
}

/**
 * Returns the command that shows a kept moment, null for the present.
 * @param {number | null} at
 * @returns {MomentMessage | NowMessage}
 */
function commandFor(at) {
  if (at === null) return { do: "now" };
  return at === LAST ? { do: "moment", epoch: FURTHEST } : { do: "moment", at };
}

/**
 * Keeps the stage as it is now as a picture.
 * @param {Note} view
 */
async function save({ element, actions }) {
  const state = actions.state();
  const studio = openStudio(element, state, STILL_RATIO * WIDTH);
  const href = URL.createObjectURL(await toPng(studio.shoot(state.picture)));
  studio.close();
  h("a", { href, download: `network-${state.structure.sizes.join("-")}.png` }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}

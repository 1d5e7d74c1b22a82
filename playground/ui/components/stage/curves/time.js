/** The way back: a slider over the kept moments of the run, right under the loss curve and as wide as its axis. */

import { h, setAttribute, setText } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";
import { epochs } from "../model/format.js";
import { ROOM } from "./plot.js";

/** @import { Picture } from "../model/picture.js" */
/** @import { Actions, MomentsAsked, State, View } from "../model/types.js" */
/** @import { MomentHeader } from "../wire/frame.js" */

/** @typedef {ReturnType<typeof createParts>} Parts */

const THUMB = 16;
const NOTHING_KEPT = "Nothing is kept yet: press Run";
const FILM = {
  play: { label: "Play back", icon: ICONS.run },
  pause: { label: "Pause the playback", icon: ICONS.pause },
};

/**
 * Returns the view of the scrubber.
 * @param {Actions} actions
 * @returns {View}
 */
export function createTime(actions) {
  const view = createParts(actions);
  listen(view, actions);
  return {
    element: view.element,
    update: (state) => update(view, state),
    paint: (state) => paint(view, state.picture),
  };
}

/** @param {Actions} actions */
function createParts({ moments }) {
  const slider = h("input", { type: "range", class: "moments", min: 0, max: 1, step: 1, "aria-label": "Moment" });
  const film = h("button", { type: "button", class: "film" });
  const back = h("button", { type: "button", class: "to-now", text: "Now", "aria-label": "Back to now" });
  back.title = "Back to now";
  const text = h("span", { class: "moment" });
  const element = h("section", { class: "time", "aria-label": "Time" }, film, slider, back, text);
  return { element, slider, film, back, text, isHeld: false, moments };
}

/**
 * Lets the middle of the thumb run exactly along the axis of the curve above.
 * @param {Parts} view
 * @param {State} state
 */
function update({ element, slider }, { theme }) {
  const [left, right] = [ROOM.left * theme.scale, ROOM.right * theme.scale];
  element.style.gridTemplateColumns = `${left}px minmax(0, 1fr) ${right}px`;
  slider.style.margin = `0 ${-THUMB / 2}px`;
}

/**
 * @param {Parts} view
 * @param {Picture} picture
 */
function paint(view, { meta, isPast }) {
  const { slider, film, back, text, moments } = view;
  const isEmpty = !meta || meta.time.n < 1 || meta.now.step === 0;
  slider.disabled = film.disabled = isEmpty;
  setAttribute(slider, "title", isEmpty ? NOTHING_KEPT : "Drag to look at an earlier moment");
  if (meta) follow(view, meta.time);
  const words = meta && isPast ? `epoch ${epochs(meta.passes)} of ${epochs(meta.now.passes)}` : "now";
  setText(text, words);
  setAttribute(slider, "aria-valuetext", words);
  back.style.visibility = isPast ? "visible" : "hidden";
  paintFilm(film, moments.isPlaying ? "pause" : "play");
}

/**
 * Lets the slider stand where the frame is, but not while a hand or an unanswered question says otherwise.
 * @param {Parts} view
 * @param {MomentHeader["time"]} time
 */
function follow({ slider, isHeld, moments }, { n, at }) {
  if (isHeld || (moments.isWaiting && !moments.isPlaying)) return;
  setAttribute(slider, "max", String(Math.max(1, n)));
  slider.value = String(at ?? Math.max(1, n));
}

/**
 * @param {HTMLButtonElement} button
 * @param {keyof typeof FILM} name
 */
function paintFilm(button, name) {
  if (button.dataset.name === name) return;
  button.dataset.name = name;
  const { label, icon } = FILM[name];
  button.innerHTML = icon;
  setAttribute(button, "aria-label", label);
  setAttribute(button, "title", label);
}

/**
 * @param {Parts} view
 * @param {Actions} actions
 */
function listen(view, { moments, state }) {
  const { slider, film, back } = view;
  slider.addEventListener("pointerdown", () => {
    view.isHeld = true;
  });
  for (const end of ["pointerup", "pointercancel", "blur"])
    slider.addEventListener(end, () => {
      view.isHeld = false;
    });
  slider.addEventListener("input", () => {
    const at = Number(slider.value);
    moments.ask(at < Number(slider.max) ? { do: "moment", at } : { do: "now" });
  });
  back.addEventListener("click", () => moments.ask({ do: "now" }));
  film.addEventListener("click", () => {
    const { meta } = state().picture;
    if (moments.isPlaying) moments.stop();
    else if (meta) moments.play(meta.time);
  });
}

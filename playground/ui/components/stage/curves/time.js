/** The way back: a slider over the kept moments of the run, right under the loss curve and as wide as its axis. */

import { h, setAttribute, setText } from "../elements/dom.js";
import { ICONS } from "../elements/icons.js";
import { epochs } from "../model/format.js";
import { ROOM } from "./curves.js";

const THUMB = 16;
const NOTHING_KEPT = "Nothing is kept yet: press Run";
const FILM = { play: ["Play back", ICONS.run], pause: ["Pause the playback", ICONS.pause] };

/** Returns the view { element, update, paint } of the scrubber. */
export function createTime(actions) {
  const slider = h("input", { type: "range", class: "moments", min: 0, max: 1, step: 1, "aria-label": "Moment" });
  const film = h("button", { type: "button", class: "film" });
  const back = h("button", {
    type: "button",
    class: "to-now",
    text: "Now",
    "aria-label": "Back to now",
    title: "Back to now",
  });
  const text = h("span", { class: "moment" });
  const element = h("section", { class: "time", "aria-label": "Time" }, film, slider, back, text);
  const view = { element, slider, film, back, text, isHeld: false, actions };
  listen(view);
  return { element, update: (state) => update(view, state), paint: (state) => paint(view, state) };
}

/** Lets the middle of the thumb run exactly along the axis of the curve above. */
function update({ element, slider }, { theme }) {
  const [left, right] = [ROOM.left * theme.scale, ROOM.right * theme.scale];
  element.style.gridTemplateColumns = `${left}px minmax(0, 1fr) ${right}px`;
  slider.style.margin = `0 ${-THUMB / 2}px`;
}

function paint(view, { picture: { meta, isPast } }) {
  const { slider, film, back, text, actions } = view;
  const { n, at } = timeOf(meta);
  const isEmpty = n < 1 || (meta.now?.step ?? meta.step) === 0;
  slider.disabled = film.disabled = isEmpty;
  setAttribute(slider, "title", isEmpty ? NOTHING_KEPT : "Drag to look at an earlier moment");
  follow(view, n, at);
  const words = momentText(meta, isPast);
  setText(text, words);
  setAttribute(slider, "aria-valuetext", words);
  back.style.visibility = isPast ? "visible" : "hidden";
  paintFilm(film, actions.moments.isPlaying ? "pause" : "play");
}

/** Lets the slider stand where the frame is, but not while a hand or an unanswered question says otherwise. */
function follow({ slider, isHeld, actions }, n, at) {
  if (isHeld || (actions.moments.isWaiting && !actions.moments.isPlaying)) return;
  setAttribute(slider, "max", String(Math.max(1, n)));
  slider.value = String(at ?? Math.max(1, n));
}

function momentText(meta, isPast) {
  if (!isPast) return "now";
  return `epoch ${epochs(meta.passes)} of ${epochs(meta.now?.passes ?? meta.passes)}`;
}

function paintFilm(button, name) {
  if (button.dataset.name === name) return;
  button.dataset.name = name;
  const [label, icon] = FILM[name];
  button.innerHTML = icon;
  setAttribute(button, "aria-label", label);
  setAttribute(button, "title", label);
}

function listen(view) {
  const { slider, film, back, actions } = view;
  slider.addEventListener("pointerdown", () => {
    view.isHeld = true;
  });
  for (const end of ["pointerup", "pointercancel", "blur"])
    slider.addEventListener(end, () => {
      view.isHeld = false;
    });
  slider.addEventListener("input", () => {
    const at = Number(slider.value);
    actions.moments.ask(at < Number(slider.max) ? { do: "moment", at } : { do: "now" });
  });
  back.addEventListener("click", () => actions.moments.ask({ do: "now" }));
  film.addEventListener("click", () => {
    if (actions.moments.isPlaying) actions.moments.stop();
    else actions.moments.play(timeOf(actions.state().picture.meta));
  });
}

function timeOf(meta) {
  return meta?.time ?? { n: 0, at: null };
}

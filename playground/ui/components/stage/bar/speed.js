/** How fast it trains: a slider of eight places, said in words. */

import { h, setAttribute, setText } from "../elements/dom.js";
import { count } from "../model/format.js";

const SPEEDS = [1, 3, 10, 30, 100, 300, 1000, null];
const PATIENCE_MS = 1500;

/** Returns the view { element, paint } of the speed slider. */
export function createSpeed(actions) {
  const text = h("span", { class: "caption", text: "Speed" });
  const slider = h("input", { type: "range", min: 0, max: SPEEDS.length - 1, step: 1, "aria-label": "Speed" });
  const view = { text, slider, said: undefined, touched: -Infinity };
  slider.addEventListener("input", () => {
    view.touched = performance.now();
    say(view, SPEEDS[slider.value]);
    actions.command({ do: "speed", steps_per_s: SPEEDS[slider.value] });
  });
  return {
    element: h("label", { class: "field speed" }, text, slider),
    paint: ({ picture }) => follow(view, picture.meta),
  };
}

/** Shows the server's setting, but not while an own change is on its way. */
function follow(view, meta) {
  if (!meta || performance.now() - view.touched < PATIENCE_MS) return;
  const { speed } = meta;
  if (speed === view.said) return;
  view.slider.value = String(nearest(speed));
  say(view, speed);
}

function nearest(speed) {
  if (speed === null) return SPEEDS.length - 1;
  const distances = SPEEDS.slice(0, -1).map((choice) => Math.abs(Math.log(choice / speed)));
  return distances.indexOf(Math.min(...distances));
}

function say(view, speed) {
  const { text, slider } = view;
  view.said = speed;
  const words = speed === null ? "as fast as it goes" : `${count(speed)} step${speed === 1 ? "" : "s"} a second`;
  setText(text, speed === null ? "Full speed" : `${count(speed)} step${speed === 1 ? "" : "s"}/s`);
  setAttribute(slider, "aria-valuetext", words);
  setAttribute(slider, "title", `Speed: ${words}`);
}

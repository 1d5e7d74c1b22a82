/** The top bar: what to look at, how to run it, where it stands. */

import { h } from "../elements/dom.js";
import { focusRun } from "../elements/heir.js";
import { createCounters } from "./counters.js";
import { createPreset } from "./preset.js";
import { createRate } from "./rate.js";
import { createRun, createStep } from "./run.js";
import { createShare } from "./share.js";
import { createSpeed } from "./speed.js";
import { createTools } from "./tools.js";
import { createViewMenu } from "./view_menu.js";

/** @import { Actions, State, View } from "../model/types.js" */

/**
 * Returns the view of the bar.
 * @param {Actions} actions
 * @returns {View}
 */
export function createBar(actions) {
  const [preset, run, rate] = [createPreset(actions), createRun(actions), createRate(actions)];
  const [speed, counters, menu] = [createSpeed(actions), createCounters(), createViewMenu(actions)];
  const element = h(
    "header",
    { class: "bar", role: "group", "aria-label": "Training" },
    preset.element,
    run.element,
    createStep(actions),
    createTools(actions),
    speed.element,
    counters.element,
    rate.element,
    menu.element,
    createShare(actions),
    createLeave(actions),
  );
  /** @param {State} state */
  const update = (state) => {
    for (const part of [preset, rate, counters, menu]) part.update(state);
  };
  /** @param {State} state */
  const paint = (state) => {
    for (const part of [run, speed, counters]) part.paint(state);
  };
  return { element, update, paint };
}

/** @param {Actions} actions */
function createLeave(actions) {
  const leave = h("button", {
    type: "button",
    class: "leave",
    text: "Leave (P)",
    title: "Leave projector mode",
    onClick: () => {
      focusRun(leave);
      actions.set({ projector: false });
    },
  });
  return leave;
}

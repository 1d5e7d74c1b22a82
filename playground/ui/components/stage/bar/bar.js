/** The top bar: what to look at, how to run it, where it stands. */

import { h, setAttribute, setOptions, setText } from "../elements/dom.js";
import { focusRun } from "../elements/heir.js";
import { ICONS } from "../elements/icons.js";
import { learningRatePatch, newPointsPatch, newWeightsPatch, RESTARTS } from "../model/edits.js";
import { plain } from "../model/format.js";
import { createCounters } from "./counters.js";
import { createShare } from "./share.js";
import { createSpeed } from "./speed.js";
import { createViewMenu } from "./view_menu.js";

const STEP_HINTS = {
  batch: "Trains on one batch: one update of the weights",
  epoch: "Trains for one epoch: every training sample once",
};
const RATES = [1e-5, 3e-5, 1e-4, 3e-4, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/** Returns the view { element, update, paint } of the bar. */
export function createBar(actions) {
  const parts = {
    preset: createPreset(actions),
    run: createRun(actions),
    step: createStep(actions),
    rate: createRate(actions),
  };
  const [speed, counters, menu, share] = [
    createSpeed(actions),
    createCounters(),
    createViewMenu(actions),
    createShare(actions),
  ];
  const element = h(
    "header",
    { class: "bar", role: "group", "aria-label": "Training" },
    parts.preset.element,
    parts.run.element,
    parts.step.element,
    createTools(actions),
    speed.element,
    counters.element,
    parts.rate.element,
    menu.element,
    share.element,
    createLeave(actions),
  );
  const update = (state) => [parts.preset, parts.rate, counters, menu].forEach((part) => part.update(state));
  const paint = (state) => [parts.run, speed, counters].forEach((part) => part.paint(state));
  return { element, update, paint };
}

function createPreset(actions) {
  const element = h("select", {
    class: "preset",
    "aria-label": "Preset",
    title: "Preset",
    onChange: () => actions.choosePreset(element.value),
  });
  return { element, update: ({ data }) => updatePreset(element, data) };
}

function updatePreset(select, { presets, preset }) {
  const key = JSON.stringify(presets);
  if (select.dataset.key !== key) {
    select.dataset.key = key;
    const own = h("option", { value: "", text: "Your own", disabled: true });
    select.replaceChildren(own, ...presets.map(({ group, items }) => optionGroup(group, items)));
  }
  select.value = preset ?? "";
}

function optionGroup(label, items) {
  return h("optgroup", { label }, ...items.map(({ id, title }) => h("option", { value: id, text: title })));
}

function createRun(actions) {
  const element = h("button", { type: "button", class: "run", html: ICONS.run, "aria-label": "Run", title: "Run" });
  element.addEventListener("click", () => actions.command({ do: element.dataset.action }));
  element.dataset.action = "run";
  return { element, paint: ({ picture }) => paintRun(element, picture.meta?.state === "running" ? "pause" : "run") };
}

function paintRun(button, action) {
  if (button.dataset.action === action) return;
  button.dataset.action = action;
  button.innerHTML = ICONS[action];
  const label = action === "run" ? "Run" : "Pause";
  setAttribute(button, "aria-label", label);
  setAttribute(button, "title", label);
}

function createStep(actions) {
  const text = h("span", { class: "step-text" });
  const button = h("button", { type: "button", class: "step" }, h("span", { class: "icon", html: ICONS.step }), text);
  const unit = h(
    "select",
    { class: "step-unit", "aria-label": "Step size", title: "Step size" },
    h("option", { value: "batch", text: "1 batch" }),
    h("option", { value: "epoch", text: "1 epoch" }),
  );
  const say = () => {
    const name = `Step: 1 ${unit.value}`;
    setText(text, name);
    setAttribute(button, "aria-label", name); // also where there is no room for the words
    setAttribute(button, "aria-description", STEP_HINTS[unit.value]);
    setAttribute(button, "title", STEP_HINTS[unit.value]);
  };
  unit.addEventListener("change", say);
  button.addEventListener("click", () => actions.command({ do: "step", unit: unit.value }));
  say();
  return { element: h("span", { class: "split" }, button, unit) };
}

function createTools(actions) {
  return h(
    "span",
    { class: "tools" },
    tool("reset", "Reset", "Reset", "Back to the initial weights", () => actions.command({ do: "reset" })),
    tool("weights", "New weights", "New weights", `Draw other initial weights, ${RESTARTS}`, () =>
      actions.edit(newWeightsPatch),
    ),
    tool("points", "Regenerate data: new points", "New points", `Draw other points, ${RESTARTS}`, () =>
      actions.edit(newPointsPatch),
    ),
  );
}

function tool(icon, name, text, hint, onClick) {
  return h(
    "button",
    { type: "button", class: "tool", "aria-label": name, title: `${text}: ${hint.toLowerCase()}`, onClick },
    h("span", { class: "icon", html: ICONS[icon] }),
    h("span", { class: "caption", text }),
  );
}

function createLeave(actions) {
  return h("button", {
    type: "button",
    class: "leave",
    text: "Leave (P)",
    title: "Leave projector mode",
    onClick: (event) => {
      focusRun(event.currentTarget);
      actions.set({ projector: false });
    },
  });
}

function createRate(actions) {
  const select = h("select", {
    "aria-label": "Learning rate",
    onChange: () => actions.edit(() => learningRatePatch(Number(select.value))),
  });
  const element = h("label", { class: "field rate" }, h("span", { class: "caption", text: "Learning rate" }), select);
  return { element, update: ({ experiment }) => updateRate(select, experiment.training.optimizer.learning_rate) };
}

function updateRate(select, rate) {
  const rates = [...new Set([...RATES, rate])].sort((a, b) => a - b);
  setOptions(
    select,
    rates.map((value) => ({ value: String(value), label: plain(value) })),
    String(rate),
  );
}

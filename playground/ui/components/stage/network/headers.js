/** The controls above the columns: real buttons and fields over the canvas, kept in place while the network changes. */

import { h, setAttribute, setOptions, setText } from "../elements/dom.js";
import { focusDiagram } from "../elements/heir.js";
import {
  activationPatch,
  addUnitsPatch,
  freezingPatch,
  insertPatch,
  outputFreezingPatch,
  RESTARTS,
  removePatch,
  unitsPatch,
} from "../model/edits.js";
import { plural } from "../model/format.js";
import { createLock } from "./lock.js";

/** Returns { element, update(state, layout) }. */
export function createHeaders(actions) {
  const element = h("div", { class: "headers" });
  const ends = {
    inputs: createEnd("Inputs"),
    output: createEnd(
      "Output",
      createLock(() => actions.edit(outputFreezingPatch)),
    ),
  };
  const chooser = h("select", { class: "column-chooser", "aria-label": "Layer to change" });
  const view = { element, chooser, chosen: 1, ends, hidden: [], adders: [createAdder(actions, 0)], actions };
  chooser.addEventListener("change", () => {
    view.chosen = Number(chooser.value);
    view.updateAgain();
  });
  element.append(chooser, ends.inputs.element, ends.output.element, view.adders[0].element);
  return { element, update: (state, layout) => update(view, state, layout) };
}

function update(view, state, layout) {
  const { columns } = state.structure;
  view.updateAgain = () => update(view, state, layout);
  view.element.dataset.level = layout.headers.level;
  fitTo(view, columns.length - 2);
  updateEnds(view.ends, state, layout);
  view.hidden.forEach((header, index) => header.update(columns[index + 1], state.data, layout));
  view.hidden.forEach((header, index) => place(header.element, layout, layout.columns[index + 1].x));
  view.adders.forEach((adder, index) => updateAdder(adder, index, state, layout));
  updateStrip(view, columns, layout.headers.level === "strip");
}

/** Where there is room for one column's controls only, lets a field choose whose they are. */
function updateStrip(view, columns, isStrip) {
  view.chooser.hidden = !isStrip;
  view.chosen = Math.min(view.chosen, columns.length - 1);
  setOptions(
    view.chooser,
    columns.map(({ title }, at) => ({ value: String(at), label: title })),
    String(view.chosen),
  );
  const headers = [view.ends.inputs, ...view.hidden, view.ends.output];
  headers.forEach(({ element }, at) => {
    element.hidden = isStrip && at !== view.chosen;
  });
  if (isStrip)
    view.adders.forEach(({ element }, at) => {
      element.hidden ||= at !== view.chosen;
    });
}

/** Adds or drops headers at the end, each with the adder after it, so that the others, and the focus on them, stay. */
function fitTo({ element, hidden, adders, actions }, length) {
  while (hidden.length > length) [hidden, adders].forEach((items) => drop(items.pop().element));
  while (hidden.length < length) {
    hidden.push(createHidden(actions, hidden.length));
    adders.push(createAdder(actions, adders.length));
    element.append(hidden.at(-1).element, adders.at(-1).element);
  }
}

function drop(element) {
  focusDiagram(element);
  element.remove();
}

function place(element, { headers }, x) {
  element.style.top = `${headers.top}px`;
  element.style.width = `${headers.width}px`;
  element.style.left = `${Math.round(x - headers.width / 2)}px`;
}

function createEnd(title, lock) {
  const [name, first] = [h("span", { class: "column-title", text: title }), h("span", { class: "sub" })];
  const titleRow = h("div", { class: "title-row" }, lock?.element, name);
  return { element: h("div", { class: "column end" }, titleRow, first), name, first, lock };
}

function updateEnds({ inputs, output }, { structure, data }, layout) {
  const { columns } = structure;
  const isTiny = layout.headers.level === "tiny";
  setText(inputs.name, isTiny ? columns[0].short : columns[0].title);
  setText(output.name, isTiny ? columns.at(-1).short : columns.at(-1).title);
  setText(inputs.first, isTiny ? String(columns[0].units) : plural(columns[0].units, inputNoun(data)));
  setText(output.first, columns.at(-1).activation);
  output.lock.update(columns.at(-1));
  place(inputs.element, layout, layout.columns[0].x);
  place(output.element, layout, layout.columns.at(-1).x);
}

function inputNoun({ is_planar: isPlanar, images }) {
  if (images) return "pixel";
  return isPlanar ? "feature" : "input";
}

function createHidden(actions, index) {
  const title = `Hidden ${index + 1}`;
  const change = (patch, ...rest) => actions.edit((experiment, limits) => patch(experiment, index, ...rest, limits));
  const parts = {
    lock: createLock(() => change(freezingPatch)),
    name: h("span", { class: "column-title" }),
    remove: button("remove", "×", `Remove ${title}`, () => change(removePatch)),
    activation: h("select", {
      "aria-label": `Activation of ${title}`,
      onChange: (event) => change(activationPatch, event.target.value),
    }),
    fewer: button("unit", "−", `Remove a neuron from ${title}`, () => change(addUnitsPatch, -1)),
    more: button("unit", "+", `Add a neuron to ${title}`, () => change(addUnitsPatch, 1)),
    units: unitField(title, (units) => change(unitsPatch, units)),
  };
  const titleRow = h("div", { class: "title-row" }, parts.lock.element, parts.name, parts.remove);
  const unitRow = h("div", { class: "unit-row" }, parts.fewer, parts.units, parts.more);
  const element = h(
    "div",
    { class: "column", role: "group", "aria-label": title },
    titleRow,
    parts.activation,
    unitRow,
  );
  return { element, update: (column, data, layout) => updateHidden(parts, column, data, layout) };
}

function button(name, text, label, onClick) {
  const press = ({ currentTarget }) => currentTarget.ariaDisabled !== "true" && onClick();
  return h("button", {
    type: "button",
    class: name,
    text,
    "aria-label": label,
    title: `${label}: ${RESTARTS}`,
    onClick: press,
  });
}

function unitField(title, commit) {
  const label = `Neurons in ${title}`;
  const field = h("input", {
    class: "units",
    type: "text",
    inputMode: "numeric",
    autocomplete: "off",
    "aria-label": label,
  });
  field.title = `${label}: click to type, ${RESTARTS}`;
  const accept = () => {
    const units = Number.parseInt(field.value, 10);
    field.value = field.dataset.units;
    if (!Number.isNaN(units) && String(units) !== field.dataset.units) commit(units);
  };
  field.addEventListener("change", accept);
  field.addEventListener("focus", () => field.select());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") field.blur();
    if (event.key !== "Escape" || field.value === field.dataset.units) return;
    event.stopPropagation();
    field.value = field.dataset.units;
  });
  return field;
}

function updateHidden(parts, column, data, layout) {
  const { units } = column;
  setText(parts.name, layout.headers.level === "wide" ? column.title : column.short);
  setAttribute(parts.name, "title", column.title);
  parts.lock.update(column);
  const choices = data.activations.map(({ name, label, description }) => ({ value: name, label, title: description }));
  setOptions(parts.activation, choices, column.activation);
  const chosen = data.activations.find(({ name }) => name === column.activation);
  setAttribute(parts.activation, "title", `${chosen.description} Another one ${RESTARTS}.`);
  if (parts.units.dataset.units !== String(units)) parts.units.value = parts.units.dataset.units = String(units);
  setAttribute(parts.fewer, "aria-disabled", String(units <= data.limits.units[0])); // with `disabled` the focus would be lost
  setAttribute(parts.more, "aria-disabled", String(units >= data.limits.units[1]));
}

function createAdder(actions, index) {
  const element = h("button", {
    type: "button",
    class: "adder",
    onClick: () => actions.edit((experiment) => insertPatch(experiment, index)),
  });
  return { element };
}

function updateAdder({ element }, index, { structure, data }, layout) {
  const { columns } = structure;
  const label = `Add a layer after ${columns[index].title}`;
  setAttribute(element, "aria-label", label);
  setAttribute(element, "title", `${label}: ${RESTARTS}`);
  setText(element, layout.pitch >= 184 || layout.headers.level === "strip" ? "+ layer" : "+");
  const isFull = columns.length - 2 >= data.limits.hidden_layers;
  if (isFull) focusDiagram(element);
  element.hidden = isFull;
  element.style.left = `${Math.round((layout.columns[index].x + layout.columns[index + 1].x) / 2)}px`;
  element.style.top = `${layout.headers.level === "tiny" ? 0 : layout.headers.top}px`;
}

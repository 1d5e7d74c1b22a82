/** The controls above the columns: real buttons and fields over the canvas, kept in place while the network changes. */

import { h, setAttribute, setOptions, setText } from "../elements/dom.js";
import { focusDiagram } from "../elements/heir.js";
import { insertPatch, outputFreezingPatch, RESTARTS } from "../model/edits.js";
import { plural } from "../model/format.js";
import { createHidden } from "./hidden_header.js";
import { createLock } from "./lock.js";

/** @import { Actions, Column, State } from "../model/types.js" */
/** @import { Data } from "../wire/data.js" */
/** @import { Layout } from "./layout.js" */

const ROOM_FOR_WORDS = 184; // between two columns, so that an adder says what it adds

/** The controls of all columns. */
export class Headers {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.element = h("div", { class: "headers" });
    this.chooser = h("select", { class: "column-chooser", "aria-label": "Layer to change" });
    this.chosen = 1;
    this.inputs = createEnd("Inputs");
    this.lock = createLock(() => actions.edit(outputFreezingPatch));
    this.output = createEnd("Output", this.lock.element);
    /** @type {ReturnType<typeof createHidden>[]} */
    this.hidden = [];
    this.adders = [createAdder(actions, 0)];
    this.chooser.addEventListener("change", () => this.choose(Number(this.chooser.value)));
    this.element.append(this.chooser, this.inputs.element, this.output.element, this.adders[0]);
  }

  /**
   * Shows every column's controls where it stands.
   * @param {State} state
   * @param {Layout} layout
   */
  update({ structure: { columns }, data }, layout) {
    this.element.dataset.level = layout.headers.level;
    this.fitTo(columns.length - 2);
    updateEnd(this.inputs, columns, 0, layout, data);
    updateEnd(this.output, columns, columns.length - 1, layout, data);
    this.lock.update(columns[columns.length - 1]);
    this.hidden.forEach((header, index) => {
      header.update(columns[index + 1], data, layout);
      place(header.element, layout, index + 1);
    });
    this.adders.forEach((adder, index) => updateAdder(adder, index, columns, data, layout));
    this.updateStrip(columns);
  }

  /**
   * Where there is room for one column's controls only, lets a field choose whose they are.
   * @param {Column[]} columns
   */
  updateStrip(columns) {
    const choices = columns.map(({ title }, at) => ({ value: String(at), label: title }));
    this.chosen = Math.min(this.chosen, columns.length - 1);
    setOptions(this.chooser, choices, String(this.chosen));
    this.choose(this.chosen);
  }

  /**
   * Shows the controls of one column alone where there is no room for more.
   * @param {number} column
   */
  choose(column) {
    const isStrip = this.element.dataset.level === "strip";
    this.chosen = column;
    this.chooser.hidden = !isStrip;
    [this.inputs, ...this.hidden, this.output].forEach(({ element }, at) => {
      element.hidden = isStrip && at !== column;
    });
    this.adders.forEach((adder, at) => {
      adder.hidden = adder.dataset.full === "true" || (isStrip && at !== column);
    });
  }

  /**
   * Adds or drops headers at the end, each with the adder after it, so that the others, and the focus on them, stay.
   * @param {number} length
   */
  fitTo(length) {
    for (const { element } of this.hidden.splice(length)) drop(element);
    for (const adder of this.adders.splice(length + 1)) drop(adder);
    while (this.hidden.length < length) {
      const [header, adder] = [
        createHidden(this.actions, this.hidden.length),
        createAdder(this.actions, this.adders.length),
      ];
      this.hidden.push(header);
      this.adders.push(adder);
      this.element.append(header.element, adder);
    }
  }
}

/** @param {HTMLElement} element */
function drop(element) {
  focusDiagram(element);
  element.remove();
}

/**
 * @param {HTMLElement} element
 * @param {Layout} layout
 * @param {number} column
 */
function place(element, { headers, columns }, column) {
  element.style.top = `${headers.top}px`;
  element.style.width = `${headers.width}px`;
  element.style.left = `${Math.round(columns[column].x - headers.width / 2)}px`;
}

/**
 * Returns the words over the first or the last column.
 * @param {string} title
 * @param {HTMLElement} [lock]
 */
function createEnd(title, lock) {
  const name = h("span", { class: "column-title", text: title });
  const about = h("span", { class: "sub" });
  const titleRow = h("div", { class: "title-row" }, lock, name);
  return { element: h("div", { class: "column end" }, titleRow, about), name, about };
}

/**
 * @param {ReturnType<typeof createEnd>} end
 * @param {Column[]} columns
 * @param {number} at
 * @param {Layout} layout
 * @param {Data} data
 */
function updateEnd({ element, name, about }, columns, at, layout, data) {
  const column = columns[at];
  const isTiny = layout.headers.level === "tiny";
  setText(name, isTiny ? column.short : column.title);
  setText(about, at > 0 ? column.activation : isTiny ? String(column.units) : plural(column.units, inputNoun(data)));
  place(element, layout, at);
}

/** @param {Data} data */
function inputNoun({ is_planar: isPlanar, images }) {
  if (images) return "pixel";
  return isPlanar ? "feature" : "input";
}

/**
 * @param {Actions} actions
 * @param {number} index of the hidden layer that a new one comes before
 */
function createAdder(actions, index) {
  const onClick = () => actions.edit((experiment) => insertPatch(experiment, index));
  return h("button", { type: "button", class: "adder", onClick });
}

/**
 * @param {HTMLElement} adder
 * @param {number} index
 * @param {Column[]} columns
 * @param {Data} data
 * @param {Layout} layout
 */
function updateAdder(adder, index, columns, data, { columns: places, headers, pitch }) {
  const label = `Add a layer after ${columns[index].title}`;
  const isFull = columns.length - 2 >= data.limits.hidden_layers;
  setAttribute(adder, "aria-label", label);
  setAttribute(adder, "title", `${label}: ${RESTARTS}`);
  setText(adder, pitch >= ROOM_FOR_WORDS || headers.level === "strip" ? "+ layer" : "+");
  if (isFull) focusDiagram(adder);
  adder.dataset.full = String(isFull);
  adder.style.left = `${Math.round((places[index].x + places[index + 1].x) / 2)}px`;
  adder.style.top = `${headers.level === "tiny" ? 0 : headers.top}px`;
}

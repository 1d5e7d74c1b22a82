/** The figures of the bar: epoch, step, samples seen, losses, accuracy; in places that never move.
 *  The last one gives way first where there is no room. */

import { h, setAttribute, setText } from "../elements/dom.js";
import { count, figures, percent } from "../model/format.js";

/** @import { State } from "../model/types.js" */
/** @import { MomentHeader } from "../wire/frame.js" */

/** @typedef {{ element: HTMLElement, value: HTMLElement }} Cell a caption and its figure */

/** Returns the counters, and what keeps them true. */
export function createCounters() {
  const counters = COUNTERS.map((counter) => ({ ...counter, cell: createCell(counter.name, counter.caption) }));
  const element = h("dl", { class: "counters" }, ...counters.map(({ cell }) => cell.element));
  /** @param {State} state */
  const update = ({ data }) => {
    for (const { name, cell } of counters) cell.element.hidden = name === "accuracy" && data.kind === "regression";
  };
  /** @param {State} state */
  const paint = ({ picture: { meta } }) => {
    for (const { read, cell } of counters) read(cell, meta ?? {});
  };
  return { element, update, paint };
}

/** @typedef {{ name: string, caption: string, read: (cell: Cell, meta: Partial<MomentHeader>) => void }} Counter */

/** @type {Counter[]} */
const COUNTERS = [
  { name: "epoch", caption: "Epoch", read: (cell, { epoch }) => setText(cell.value, count(epoch)) },
  { name: "step", caption: "Step", read: (cell, { step }) => setText(cell.value, count(step)) },
  { name: "train", caption: "Train loss", read: (cell, { train_loss: loss }) => setText(cell.value, figures(loss)) },
  { name: "test", caption: "Test loss", read: (cell, { test_loss: loss }) => setText(cell.value, figures(loss)) },
  { name: "accuracy", caption: "Accuracy", read: readAccuracy },
  { name: "samples", caption: "Samples seen", read: (cell, { samples }) => setText(cell.value, count(samples)) },
];

/**
 * @param {Cell} cell
 * @param {Partial<MomentHeader>} meta
 */
function readAccuracy({ element, value }, { metrics: { test_accuracy: test = null, train_accuracy: train } = {} }) {
  setText(value, percent(test ?? train));
  const hint = test === null ? "On the training points: there are no test points" : "On the test points";
  setAttribute(element, "title", hint);
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {Cell}
 */
function createCell(name, text) {
  const [caption, value] = [h("dt", { text }), h("dd", { text: "–" })];
  return { element: h("div", { class: `counter counter-${name}` }, caption, value), value };
}

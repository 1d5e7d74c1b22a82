/** The figures of the bar: epoch, step, samples seen, losses, accuracy; in places that never move.
 *  The last one gives way first where there is no room. */

import { h, setAttribute, setText } from "../elements/dom.js";
import { count, figures, percent } from "../model/format.js";

/** Returns the view { element, update, paint } of the counters. */
export function createCounters() {
  const cells = COUNTERS.map(({ name, caption }) => createCell(name, caption));
  const element = h("dl", { class: "counters" }, ...cells.map((cell) => cell.element));
  const update = ({ data }) => {
    cells.at(-2).element.hidden = data.kind === "regression";
  };
  return {
    element,
    update,
    paint: ({ picture }) => COUNTERS.forEach(({ read }, at) => read(cells[at], picture.meta ?? {})),
  };
}

const COUNTERS = [
  { name: "epoch", caption: "Epoch", read: (cell, { epoch }) => setText(cell.value, count(epoch)) },
  { name: "step", caption: "Step", read: (cell, { step }) => setText(cell.value, count(step)) },
  { name: "train", caption: "Train loss", read: (cell, { train_loss: loss }) => setText(cell.value, figures(loss)) },
  { name: "test", caption: "Test loss", read: (cell, { test_loss: loss }) => setText(cell.value, figures(loss)) },
  { name: "accuracy", caption: "Accuracy", read: readAccuracy },
  { name: "samples", caption: "Samples seen", read: (cell, { samples }) => setText(cell.value, count(samples)) },
];

function readAccuracy(cell, { metrics = {} }) {
  const isTest = metrics.test_accuracy !== null && metrics.test_accuracy !== undefined;
  setText(cell.value, percent(isTest ? metrics.test_accuracy : metrics.train_accuracy));
  setAttribute(
    cell.element,
    "title",
    isTest ? "On the test points" : "On the training points: there are no test points",
  );
}

function createCell(name, text) {
  const [caption, value] = [h("dt", { text }), h("dd", { text: "–" })];
  return { element: h("div", { class: `counter counter-${name}` }, caption, value), value };
}

/** The card of a pinned neuron: what it computes for one training sample, and its weights, which can be typed. */

import { h, setText } from "../elements/dom.js";
import { count, subscript } from "../model/format.js";
import { neuronName } from "../model/structure.js";
import { createCardTable } from "./card_table.js";
import { answerText, inputsText, workings } from "./card_words.js";

const HINTS = {
  x: "What comes in through the weight for the sample above",
  w·x: "What the weight adds to z for the sample above",
  gradient: "How the loss over the whole training set changes with the weight",
};

/** Returns the view { element, update, paint } of the card. */
export function createCard(actions) {
  const title = h("h2");
  const close = h("button", {
    type: "button",
    class: "remove",
    text: "×",
    "aria-label": "Close the card",
    title: "Close the card (Escape)",
  });
  close.addEventListener("click", () => actions.pin(null));
  const formula = h("div", { class: "formula" }, h("p"), h("p"), h("p"));
  const [chooser, incoming, outgoing] = [createChooser(actions), createCardTable(actions), createCardTable(actions)];
  const body = h(
    "div",
    { class: "card-body" },
    formula,
    chooser.element,
    h("div", { class: "card-tables" }, incoming.element, outgoing.element),
  );
  const empty = h("p", { class: "empty", text: "Waiting for the numbers…" });
  const element = h(
    "section",
    { class: "card", hidden: true },
    h("div", { class: "panel-title" }, title, close),
    body,
    empty,
  );
  const view = { element, title, formula, chooser, incoming, outgoing, body, empty, actions, key: null, row: null };
  return { element, update: () => {}, paint: (state) => paint(view, state) };
}

function paint(view, state) {
  const { pinned, picture, structure } = state;
  view.element.hidden = !isCarded(pinned);
  if (view.element.hidden) {
    view.key = null;
    return;
  }
  const name = neuronName(structure, pinned.column, pinned.unit);
  setText(view.title, name);
  view.element.ariaLabel = `Card of ${name}`;
  const card = pinned.column < picture.matching(structure.sizes) ? picture.card(pinned) : null;
  view.body.hidden = !card;
  view.empty.hidden = Boolean(card);
  if (card) fill(view, card, state);
}

/** Whether a pinned neuron has a card: inputs have nothing to tell. */
export function isCarded(pinned) {
  return pinned !== null && pinned.column > 0;
}

function fill(view, card, state) {
  const { pinned, structure, data } = state;
  workings(card, structure.columns[pinned.column]).forEach((line, at) => setText(view.formula.children[at], line));
  view.chooser.fill(card, data);
  const [incoming, outgoing] = [incomingTable(card, structure), outgoingTable(card, structure)];
  const key = JSON.stringify([incoming, outgoing]);
  if (key !== view.key) {
    view.key = key;
    view.incoming.build(incoming);
    view.outgoing.element.hidden = !outgoing;
    if (outgoing) view.outgoing.build(outgoing);
    view.incoming.mark(chosenRow(card, view.row));
  }
  view.incoming.fill(incomingNumbers(card));
  if (outgoing) view.outgoing.fill(outgoingNumbers(card));
  if (view.row === state.row) return;
  view.row = state.row;
  view.incoming.choose(chosenRow(card, state.row));
}

/** Which row of the table is chosen: a weight's, the bias's after them, or null for none. */
function chosenRow(card, row) {
  return row ? (row.from ?? card.shown_in) : null;
}

function createChooser({ state, choose }) {
  const step = (text, label, difference) =>
    h("button", {
      type: "button",
      class: "unit",
      text,
      "aria-label": label,
      title: label,
      onClick: () => turn(difference),
    });
  const [place, inputs, answer] = [h("span", { class: "sample-place" }), h("span"), h("p")];
  const element = h(
    "div",
    { class: "chooser", role: "group", "aria-label": "Training sample" },
    step("‹", "Previous sample", -1),
    place,
    step("›", "Next sample", 1),
    inputs,
    answer,
  );
  let n = 1;
  const turn = (difference) => choose((state().sample + difference + n) % n); // of what is asked for: the card comes later
  return {
    element,
    fill: (card, data) => {
      n = card.n_samples;
      setText(place, `${count(card.sample + 1)} of ${count(card.n_samples)}`);
      setText(inputs, inputsText(card));
      setText(answer, answerText(card, data));
    },
  };
}

function headings(first, texts, slots) {
  return [first, "w", ...texts, ...slots].map((text) => ({ text, title: HINTS[text] }));
}

/** The weights that come in, and the bias as the last of them. */
function incomingTable({ layer, unit, slots, shown_in: shownIn, fan_in: fanIn }, structure) {
  const target = { column: layer + 1, unit };
  const rows = Array.from({ length: shownIn }, (_, from) => {
    const title = neuronName(structure, layer, from);
    return {
      name: sourceName(structure.columns[layer], from),
      title,
      label: `Weight from ${title}`,
      at: { layer, unit, from },
      target: { type: "weight", column: target.column, from, to: unit },
    };
  });
  const bias = {
    name: "bias",
    title: "The bias counts as the weight of an input that is always 1",
    label: "Bias",
    at: { layer, unit },
    target: { type: "bias", ...target },
  };
  const rest = fanIn > shownIn ? `${count(fanIn - shownIn)} more` : null;
  return {
    caption: `Incoming weights, from ${structure.columns[layer].title}`,
    headings: headings("from", ["x", "w·x", "gradient"], slots),
    rows: [...rows, bias],
    rest,
  };
}

function sourceName(source, from) {
  return source.kind === "inputs" ? (source.labels[from] ?? String(from + 1)) : `a${subscript(from + 1)}`;
}

/** The weights that lead on, or null where the neuron is an output. */
function outgoingTable({ layer, unit, slots, outgoing, fan_out: fanOut }, structure) {
  if (!fanOut) return null;
  const column = structure.columns[layer + 2];
  const rows = Array.from({ length: outgoing.shape[1] }, (_, to) => {
    const title = neuronName(structure, layer + 2, to);
    return {
      name: targetName(column, to),
      title,
      label: `Weight to ${title}`,
      at: { layer: layer + 1, unit: to, from: unit },
      target: { type: "weight", column: layer + 2, from: unit, to },
    };
  });
  const rest = fanOut > rows.length ? `${count(fanOut - rows.length)} more` : null;
  return { caption: `Outgoing weights, to ${column.title}`, headings: headings("to", ["gradient"], slots), rows, rest };
}

function targetName(column, to) {
  if (column.kind === "hidden") return `neuron ${to + 1}`;
  return column.units === 1 ? column.title : (column.labels[to] ?? String(to + 1));
}

/** Returns one list of numbers a row: weight, input, their product, gradient and slots; of terms not shown their sum. */
function incomingNumbers({
  incoming: {
    data,
    shape: [height, width],
  },
  shown_in: shownIn,
  fan_in: fanIn,
  rest_in: rest,
  slots,
}) {
  const at = (row, column) => data[row * width + column];
  const rows = Array.from({ length: width }, (_, column) => {
    const [x, w, ...others] = Array.from({ length: height }, (__, row) => at(row, column));
    return [w, x, w * x, ...others];
  });
  return fanIn > shownIn ? [...rows, [null, null, rest, null, ...slots.map(() => null)]] : rows;
}

function outgoingNumbers({
  outgoing: {
    data,
    shape: [height, width],
  },
  fan_out: fanOut,
}) {
  const rows = Array.from({ length: width }, (_, column) =>
    Array.from({ length: height }, (__, row) => data[row * width + column]),
  );
  return fanOut > width ? [...rows, Array(height).fill(null)] : rows;
}

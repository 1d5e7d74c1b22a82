/** The card's words and numbers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerText, inputsText, workings } from "../../../playground/ui/components/stage/card/card_words.js";
import {
  incomingNumbers,
  incomingTable,
  outgoingNumbers,
  outgoingTable,
} from "../../../playground/ui/components/stage/card/weights.js";
import { enoughOf, there } from "../enough.js";

/** @import { CardArray, CardNumbers } from "../../../playground/ui/components/stage/model/picture.js" */
/** @import { Structure } from "../../../playground/ui/components/stage/model/types.js" */
/** @import { Data } from "../../../playground/ui/components/stage/wire/data.js" */

/** @type {Structure} */
const STRUCTURE = enoughOf({
  columns: [
    { kind: "inputs", title: "Inputs", units: 2, labels: ["x₁", "x₂"] },
    { kind: "hidden", title: "Hidden 1", units: 2, labels: [] },
    { kind: "output", title: "Output", units: 1, labels: ["y"] },
  ],
  sizes: [2, 2, 1],
});
/** @type {CardNumbers} */
const CARD = enoughOf({
  layer: 0,
  unit: 1,
  slots: ["m"],
  fan_in: 2,
  shown_in: 2,
  rest_in: null,
  fan_out: 1,
  incoming: { data: Float32Array.of(0.5, -2, 1, 3, 1, 0.25, 0.1, 0.2, 0.3, 7, 8, 9), shape: [4, 3] },
  outgoing: { data: Float32Array.of(4, 0.5, 6), shape: [3, 1] },
  z: -0.25,
  a: -0.245,
  delta: null,
});

test("a sum is written out term by term, and its activation after it", () => {
  const [sum, output, slope] = workings(CARD, { activation: "tanh", activationLabel: "Tanh" });
  assert.equal(sum, "z = 3·0.5 + 1·(−2) + 0.25 =\u00a0−0.25");
  assert.equal(output, "a = Tanh(z) = −0.245");
  assert.equal(slope, "δ = ∂loss/∂z = –");
  assert.equal(workings(CARD, { activation: "linear", activationLabel: "Linear" })[1], "a = z = −0.245");
});

test("of a long sum the largest terms are written out, the rest and what did not travel as one number", () => {
  /** @type {CardArray} */
  const incoming = { data: Float32Array.of(1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 0.5), shape: [2, 6] };
  const [sum] = workings({ ...CARD, incoming, fan_in: 7, rest_in: 10 }, { activation: "linear", activationLabel: "" });
  assert.equal(sum, "z = 5·1 + 4·1 + 3·1 + 13\u00a0(4\u00a0others) + 0.5 =\u00a0−0.25");
});

test("of many inputs the first are named", () => {
  assert.equal(inputsText({ inputs: [1.2, -0.5] }), "x = (1.2, −0.5)");
  assert.equal(inputsText({ inputs: [1, 2, 3, 4, 5] }), "x = (1, 2, 3, 4, …)");
});

test("what was wanted and what is said are classes by name, or numbers", () => {
  /** @type {Pick<Data, "kind" | "class_names">} */
  const classes = { kind: "multiclass", class_names: ["cat", "dog"] };
  assert.equal(answerText({ target: [0, 1], prediction: [0.9, 0.1] }, classes), "target dog, prediction cat 90.0 %");
  assert.equal(answerText({ target: [0, 1], prediction: [0.9, null] }, classes), "target dog, prediction –");
  /** @type {Pick<Data, "kind" | "class_names">} */
  const value = { kind: "regression", class_names: [] };
  assert.equal(answerText({ target: [1], prediction: [0.93] }, value), "target 1, prediction 0.93");
});

test("a row a weight that comes in, the bias last, each with its product and its gradient", () => {
  const { rows, rest, headings } = incomingTable(CARD, STRUCTURE);
  assert.deepEqual(
    rows.map(({ name }) => name),
    ["x₁", "x₂", "bias"],
  );
  assert.deepEqual(rows[1].at, { layer: 0, unit: 1, from: 1 });
  assert.deepEqual(rows[1].target, { type: "weight", column: 1, from: 1, to: 1 });
  assert.deepEqual(rows[2].target, { type: "bias", column: 1, unit: 1 });
  assert.equal(rest, null);
  assert.equal(headings.length, incomingNumbers(CARD)[0].length + 1);
  assert.deepEqual(incomingNumbers(CARD)[1].slice(0, 3), [1, -2, -2]);
});

test("weights that are not shown have one row, with the sum of their terms", () => {
  const card = { ...CARD, fan_in: 40, rest_in: 1.5 };
  assert.equal(incomingTable(card, STRUCTURE).rest, "38 more");
  assert.deepEqual(incomingNumbers(card).at(-1), [null, null, 1.5, null, null]);
});

test("a row a weight that leads on, none of an output", () => {
  const table = there(outgoingTable(CARD, STRUCTURE));
  assert.deepEqual(
    table.rows.map(({ name, at }) => [name, at]),
    [["Output", { layer: 1, unit: 0, from: 1 }]],
  );
  assert.deepEqual(outgoingNumbers(CARD), [[4, 0.5, 6]]);
  assert.equal(outgoingTable({ ...CARD, layer: 1, fan_out: 0 }, STRUCTURE), null);
});
